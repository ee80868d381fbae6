//! Automerge.

use anyhow::{Context, Result};
use automerge::{AutoCommit, ObjId, ObjType, ROOT, ReadDoc, Value, transaction::Transactable};

use super::{Engine, read};
use crate::records::Record;

pub(super) struct Automerge;

impl Engine for Automerge {
    const NAME: &'static str = "Automerge 0.12";

    fn write(records: &[Record]) -> Result<(Vec<Vec<u8>>, Vec<u8>)> {
        let mut doc = AutoCommit::new();
        let root = doc.put_object(ROOT, "records", ObjType::Map)?;
        let mut updates = vec![doc.save_incremental()];
        for record in records {
            let map = doc.put_object(&root, record.key(), ObjType::Map)?;
            doc.put(&map, "liked", record.liked)?;
            doc.put(&map, "written", i64::try_from(record.written_s)?)?;
            doc.put(&map, "text", record.text.as_str())?;
            doc.put(&map, "note", record.note.as_str())?;
            doc.commit();
            updates.push(doc.save_incremental());
        }
        Ok((updates, doc.save()))
    }

    fn open_snapshot(snapshot: &[u8]) -> Result<u64> {
        read_all(&automerge::Automerge::load(snapshot)?)
    }

    fn open_updates(updates: &[Vec<u8>]) -> Result<u64> {
        let mut doc = automerge::Automerge::new();
        doc.load_incremental(&updates.concat())?;
        read_all(&doc)
    }
}

fn read_all(doc: &automerge::Automerge) -> Result<u64> {
    let (_, root) = doc.get(ROOT, "records")?.context("no map of records")?;
    let mut sum = 0;
    for item in doc.map_range(&root, ..) {
        sum += read_record(doc, &item.id())?;
    }
    Ok(sum)
}

fn read_record(doc: &automerge::Automerge, id: &ObjId) -> Result<u64> {
    let (mut liked, mut written, mut text, mut note) = (None, None, None, None);
    for item in doc.map_range(id, ..) {
        let value = Value::from(item.value.clone());
        match item.key.as_ref() {
            "liked" => liked = value.as_bool(),
            "written" => written = value.as_i64(),
            "text" => text = value.into_string().ok(),
            "note" => note = value.into_string().ok(),
            _ => {}
        }
    }
    read(liked, written, text.as_deref(), note.as_deref())
}
