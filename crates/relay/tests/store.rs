//! Both stores against the one suite, and what only a store on a disk can show.

use relay::store::{conformance, memory::MemoryStore, sqlite::SqliteStore};

#[test]
fn the_memory_store_conforms() {
    conformance::run(|limits| Box::new(MemoryStore::new(limits)));
}

#[test]
fn the_sqlite_store_conforms() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    conformance::run(|limits| {
        count.set(count.get() + 1);
        Box::new(SqliteStore::open(&folder.path().join(count.get().to_string()), limits).unwrap())
    });
}
