//! What the bytes of an update are, and what they would be if less was written in each: the plan for making them fewer, in numbers.
//!
//! An update is an entry: its name, a sealed head, a sealed body, and the tag by which its author can have the body erased.

use anyhow::{Result, ensure};
use crypto::{
    ENVELOPE_OVERHEAD_BYTES, EraseTag, Hash, Head, MemberId, Sequence, Sighting, Signature, WriterId,
    padded_len,
};
use sync::{Body, Entry};

/// The head of an envelope that the body's would not need if its key came from the entry's head: version, epoch, nonce, commitment.
const ENVELOPE_HEAD_BYTES: usize = 1 + 4 + 24 + 32;
/// The name of the key before a sealed head, by which a device finds it.
const KEY_NAME_BYTES: usize = 4;
/// A hash in CBOR.
const HASH_BYTES: usize = 2 + 32;
/// A signature in CBOR.
const SIGNATURE_BYTES: usize = 2 + 64;
/// The names of member and chain in CBOR, less the one byte of a number that stands for both on a device that knows them.
const NAMES_BYTES: usize = 2 * 17 - 1;

/// Bytes of all entries, by what they are for.
#[derive(Clone, Default, serde::Serialize)]
pub(crate) struct Updates {
    entries: usize,
    /// Operations, as they are before they are padded and sealed.
    operations: usize,
    /// Heads, likewise.
    heads: usize,
    /// What padding adds to both.
    padding: usize,
    /// What two envelopes add.
    envelopes: usize,
    /// Names and erase tags, and what CBOR adds.
    names: usize,
    /// All of it.
    whole: usize,
    /// The same with each of the steps of the plan taken, one after another.
    steps: [usize; 4],
}

impl Updates {
    /// Takes an entry in.
    pub(crate) fn count(
        &mut self,
        entry: &Entry,
        number: u64,
        clock: crypto::Clock,
        operation: &[u8],
    ) -> Result<()> {
        // The first entry of a chain tells of the control chain as well.
        let head = |seen: usize| {
            let sighting = Sighting { writer: WriterId([1; 16]), sequence: Sequence(1), hash: Hash([1; 32]) };
            let head = Head {
                author: MemberId([1; 16]),
                writer: WriterId([1; 16]),
                sequence: Sequence(number),
                previous: Hash([1; 32]),
                clock,
                body: Hash([1; 32]),
                seen: vec![sighting; seen],
                erases: EraseTag([1; 32]),
                signature: Signature([1; 64]),
            };
            minicbor::to_vec(&head).map(|head| head.len())
        };
        let head = head(usize::from(number == 1))?;
        let Body::Sealed(body) = &entry.body else { anyhow::bail!("nothing was erased") };
        let (sealed_head, sealed_body) = (padded_len(head), padded_len(operation.len()));
        let sealed_head_whole = KEY_NAME_BYTES + sealed_head + ENVELOPE_OVERHEAD_BYTES;
        ensure!(entry.head.len() == sealed_head_whole, "a head is made of other fields");
        ensure!(body.len() == sealed_body + ENVELOPE_OVERHEAD_BYTES, "a body is sealed otherwise");
        let whole = minicbor::to_vec(entry)?.len();
        let sealed = entry.head.len() + body.len();
        self.entries += 1;
        self.operations += operation.len();
        self.heads += head;
        self.padding += sealed_head - head + sealed_body - operation.len();
        self.envelopes += 2 * ENVELOPE_OVERHEAD_BYTES;
        self.names += KEY_NAME_BYTES + whole - sealed;
        self.whole += whole;
        let step = |saved_of_head: usize| {
            whole - ENVELOPE_HEAD_BYTES - sealed_head + padded_len(head - saved_of_head)
        };
        let steps = [
            step(0),
            step(HASH_BYTES),
            step(HASH_BYTES + NAMES_BYTES),
            step(HASH_BYTES + NAMES_BYTES + SIGNATURE_BYTES),
        ];
        self.steps.iter_mut().zip(steps).for_each(|(sum, step)| *sum += step);
        Ok(())
    }

    /// As Markdown, in bytes of one update.
    pub(crate) fn table(&self) -> String {
        let mean = |sum: usize| format!("{:.0}", sum as f64 / self.entries.max(1) as f64);
        let rows = [
            ("operation", self.operations),
            ("head", self.heads),
            ("padding of both", self.padding),
            ("two envelopes", self.envelopes),
            ("names of entry and key, erase tag, CBOR", self.names),
            ("**today**", self.whole),
            ("1. the body's key and nonce come from the head", self.steps[0]),
            ("2. and the hash of the head before is signed, but not sent", self.steps[1]),
            ("3. and a number stands for member and chain", self.steps[2]),
            (
                "4. and only the last head of a run that is handed in together bears a signature",
                self.steps[3],
            ),
        ];
        let rows = rows.map(|(name, sum)| format!("| {name} | {} |\n", mean(sum)));
        format!("| of one update | bytes |\n| --- | ---: |\n{}", rows.concat())
    }
}
