//! Loro.

use anyhow::{Context, Result};
use loro::{ExportMode, LoroDoc, LoroMap, LoroValue};

use super::{Engine, read};
use crate::records::Record;

pub(super) struct Loro;

impl Engine for Loro {
    const NAME: &'static str = "Loro 1.17";

    fn write(records: &[Record]) -> Result<(Vec<Vec<u8>>, Vec<u8>)> {
        let doc = LoroDoc::new();
        let root = doc.get_map("records");
        let mut updates = Vec::with_capacity(records.len());
        for record in records {
            let before = doc.oplog_vv();
            let map = root.insert_container(&record.key(), LoroMap::new())?;
            map.insert("liked", record.liked)?;
            map.insert("written", i64::try_from(record.written_s)?)?;
            map.insert("text", record.text.as_str())?;
            map.insert("note", record.note.as_str())?;
            doc.commit();
            updates.push(doc.export(ExportMode::updates(&before))?);
        }
        Ok((updates, doc.export(ExportMode::Snapshot)?))
    }

    fn open_snapshot(snapshot: &[u8]) -> Result<u64> {
        read_all(&LoroDoc::from_snapshot(snapshot)?)
    }

    fn open_updates(updates: &[Vec<u8>]) -> Result<u64> {
        let doc = LoroDoc::new();
        doc.import_batch(updates)?;
        read_all(&doc)
    }
}

fn read_all(doc: &LoroDoc) -> Result<u64> {
    let LoroValue::Map(records) = doc.get_map("records").get_deep_value() else {
        anyhow::bail!("no map of records");
    };
    let mut sum = 0;
    for record in records.values() {
        let record = record.as_map().context("a record is no map")?;
        let text =
            |name: &str| record.get(name).and_then(|value| value.as_string()).map(|text| text.as_str());
        sum += read(
            record.get("liked").and_then(|value| value.as_bool()).copied(),
            record.get("written").and_then(|value| value.as_i64()).copied(),
            text("text"),
            text("note"),
        )?;
    }
    Ok(sum)
}
