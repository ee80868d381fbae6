//! yrs, which is Yjs in Rust.

use anyhow::{Context, Result};
use yrs::{
    Any, Doc, Map, MapPrelim, Out, ReadTxn, StateVector, Transact, Update, WriteTxn, updates::decoder::Decode,
};

use super::{Engine, read};
use crate::records::Record;

pub(super) struct Yrs;

impl Engine for Yrs {
    const NAME: &'static str = "yrs 0.28";

    fn write(records: &[Record]) -> Result<(Vec<Vec<u8>>, Vec<u8>)> {
        let doc = Doc::new();
        let mut updates = Vec::with_capacity(records.len());
        for record in records {
            let mut transaction = doc.transact_mut();
            let root = transaction.get_or_insert_map("records");
            let fields = MapPrelim::from([
                ("liked", Any::from(record.liked)),
                ("written", Any::from(i64::try_from(record.written_s)?)),
                ("text", Any::from(record.text.as_str())),
                ("note", Any::from(record.note.as_str())),
            ]);
            root.insert(&mut transaction, record.key(), fields);
            updates.push(transaction.encode_update_v1());
        }
        let snapshot = doc.transact().encode_state_as_update_v1(&StateVector::default());
        Ok((updates, snapshot))
    }

    fn open_snapshot(snapshot: &[u8]) -> Result<u64> {
        let doc = Doc::new();
        doc.transact_mut().apply_update(Update::decode_v1(snapshot)?)?;
        read_all(&doc)
    }

    fn open_updates(updates: &[Vec<u8>]) -> Result<u64> {
        let doc = Doc::new();
        let mut transaction = doc.transact_mut();
        for update in updates {
            transaction.apply_update(Update::decode_v1(update)?)?;
        }
        drop(transaction);
        read_all(&doc)
    }
}

fn read_all(doc: &Doc) -> Result<u64> {
    let transaction = doc.transact();
    let root = transaction.get_map("records").context("no map of records")?;
    let mut sum = 0;
    for (_, record) in root.iter(&transaction) {
        let Out::YMap(record) = record else { anyhow::bail!("a record is no map") };
        let (mut liked, mut written, mut text, mut note) = (None, None, None, None);
        for (name, value) in record.iter(&transaction) {
            match (name, value) {
                ("liked", Out::Any(Any::Bool(value))) => liked = Some(value),
                ("written", Out::Any(Any::Number(value))) => written = value.as_i64(),
                ("text", Out::Any(Any::String(value))) => text = Some(value),
                ("note", Out::Any(Any::String(value))) => note = Some(value),
                _ => {}
            }
        }
        sum += read(liked, written, text.as_deref(), note.as_deref())?;
    }
    Ok(sum)
}
