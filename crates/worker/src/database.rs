//! The device's store: one IndexedDB database with one object store, keys as text, values as bytes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use client::{Record, Write};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

const NAME: &str = "counterpoint";
const STORE: &str = "records";
const VERSION: u32 = 1;
/// Sorts after every character that a key has.
const AFTER_ALL: char = '\u{ffff}';

#[wasm_bindgen]
extern "C" {
    /// A database that can be told how durable a transaction must be.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn begin(
        this: &DurableDatabase,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open database.
pub(crate) struct Database {
    database: DurableDatabase,
    /// Whether there was none before.
    pub(crate) is_new: bool,
    _lost: Closure<dyn FnMut()>,
}

/// Opens the database; `done` gets `None` where the browser refuses. `lost` runs if the browser closes it later.
pub(crate) fn open(done: impl FnOnce(Option<Database>) + 'static, lost: fn()) {
    let Some(request) = factory().and_then(|factory| factory.open_with_u32(NAME, VERSION).ok()) else {
        done(None);
        return;
    };
    let upgraded = request.clone();
    let is_new = Rc::new(Cell::new(false));
    let made = Rc::clone(&is_new);
    let upgrade = Closure::once_into_js(move || {
        made.set(true);
        let database: Option<IdbDatabase> = upgraded.result().ok().and_then(|result| result.dyn_into().ok());
        // Should this fail, the transaction below finds no store and says so.
        let _store = database.map(|database| database.create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    once(&request, move |request, succeeded| {
        let database = request.result().ok().filter(|_| succeeded).and_then(|result| result.dyn_into().ok());
        done(database.map(|database: IdbDatabase| {
            let lost = Closure::<dyn FnMut()>::new(lost);
            database.set_onclose(Some(lost.as_ref().unchecked_ref()));
            Database { database: database.unchecked_into(), is_new: is_new.get(), _lost: lost }
        }));
    });
}

/// How far erasing has come.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Erasure {
    /// It is gone.
    Done,
    /// Another connection holds it; once that is closed, more is heard.
    Held,
    /// The browser has not erased it.
    Failed,
}

/// Erases the database. `told` hears how far that has come.
pub(crate) fn erase(told: impl Fn(Erasure) + 'static) {
    let Some(request) = factory().and_then(|factory| factory.delete_database(NAME).ok()) else {
        told(Erasure::Failed);
        return;
    };
    let told = Rc::new(told);
    let hear = |erasure: Erasure| {
        let told = Rc::clone(&told);
        Closure::<dyn Fn()>::new(move || told(erasure)).into_js_value()
    };
    request.set_onsuccess(Some(hear(Erasure::Done).unchecked_ref()));
    request.set_onerror(Some(hear(Erasure::Failed).unchecked_ref()));
    request.set_onblocked(Some(hear(Erasure::Held).unchecked_ref()));
}

impl Database {
    /// Reads every record whose key begins with `prefix`; `None` where the store cannot be read.
    pub(crate) fn load(&self, prefix: &str, done: impl FnOnce(Option<Vec<Record>>) + 'static) {
        let Some((transaction, keys, values)) = self.request_all(prefix) else {
            done(None);
            return;
        };
        finish(&transaction, move |succeeded| {
            let read = || -> Option<Vec<Record>> {
                let keys: Array = keys.result().ok()?.dyn_into().ok()?;
                let values: Array = values.result().ok()?.dyn_into().ok()?;
                let record = |(key, value): (JsValue, JsValue)| {
                    let value = value.dyn_into::<Uint8Array>().ok()?.to_vec();
                    Some(Record { key: key.as_string()?, value })
                };
                keys.iter().zip(values.iter()).map(record).collect()
            };
            done(if succeeded { read() } else { None });
        });
    }

    fn request_all(&self, prefix: &str) -> Option<(IdbTransaction, IdbRequest, IdbRequest)> {
        let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}{AFTER_ALL}").into()).ok()?;
        let transaction = self.database.transaction_with_str(STORE).ok()?;
        let store = transaction.object_store(STORE).ok()?;
        let keys = store.get_all_keys_with_key(&range).ok()?;
        let values = store.get_all_with_key(&range).ok()?;
        Some((transaction, keys, values))
    }

    /// Carries out all changes or none; `done` learns whether they are on the disk.
    pub(crate) fn store(&self, writes: &[Write], done: impl FnOnce(bool) + 'static) {
        match self.begin_store(writes) {
            Some(transaction) => finish(&transaction, done),
            None => done(false),
        }
    }

    fn begin_store(&self, writes: &[Write]) -> Option<IdbTransaction> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).ok()?;
        let transaction = self.database.begin(STORE, "readwrite", &options).ok()?;
        let store = transaction.object_store(STORE).ok()?;
        if request_all(&store, writes).is_err() {
            // Already over if the browser aborted it first.
            let _aborted = transaction.abort();
            return None;
        }
        Some(transaction)
    }

    /// Closes it, so that it can be erased.
    pub(crate) fn close(&self) {
        self.database.set_onclose(None);
        self.database.close();
    }
}

fn request_all(store: &IdbObjectStore, writes: &[Write]) -> Result<(), JsValue> {
    for write in writes {
        match write {
            Write::Put { key, value } => {
                store.put_with_key(&Uint8Array::from(value.as_slice()), &key.as_str().into())?
            }
            Write::Delete { key } => store.delete(&key.as_str().into())?,
        };
    }
    Ok(())
}

/// The factory, in a worker as well as on a page.
fn factory() -> Option<IdbFactory> {
    Reflect::get(&js_sys::global(), &"indexedDB".into()).ok()?.dyn_into().ok()
}

/// Calls `done` once, with whether the request succeeded.
fn once(request: &IdbOpenDbRequest, done: impl FnOnce(&IdbOpenDbRequest, bool) + 'static) {
    let done = Rc::new(RefCell::new(Some(done)));
    let end = |succeeded: bool| {
        let (done, request) = (Rc::clone(&done), request.clone());
        Closure::once_into_js(move || {
            if let Some(done) = done.take() {
                done(&request, succeeded);
            }
        })
    };
    request.set_onsuccess(Some(end(true).unchecked_ref()));
    request.set_onerror(Some(end(false).unchecked_ref()));
    request.set_onblocked(Some(end(false).unchecked_ref()));
}

/// Calls `done` once the transaction is over, with whether it is durable.
fn finish(transaction: &IdbTransaction, done: impl FnOnce(bool) + 'static) {
    let done = Rc::new(RefCell::new(Some(done)));
    let end = |succeeded: bool| {
        let done = Rc::clone(&done);
        Closure::once_into_js(move || {
            if let Some(done) = done.take() {
                done(succeeded);
            }
        })
    };
    transaction.set_oncomplete(Some(end(true).unchecked_ref()));
    transaction.set_onabort(Some(end(false).unchecked_ref()));
}
