//! Maps in CBOR, read in one pass: what comes in order of its keys, as everything written here does, is not sorted again. What
//! comes out of order, or twice, is read all the same: the last one counts.

use std::collections::BTreeMap;

use minicbor::{
    Decode, Decoder, Encode, Encoder,
    decode::Error,
    encode::{self, Write},
};

/// A map of very few pairs, in order of their keys: a `BTreeMap` would keep room for eleven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FewPairs<K, V>(pub(crate) Vec<(K, V)>);

impl<C, K: Encode<C>, V: Encode<C>> Encode<C> for FewPairs<K, V> {
    fn encode<W: Write>(
        &self,
        encoder: &mut Encoder<W>,
        context: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.map(self.0.len() as u64)?;
        for (key, value) in &self.0 {
            key.encode(encoder, context)?;
            value.encode(encoder, context)?;
        }
        Ok(())
    }
}

impl<'b, C, K: Decode<'b, C> + Ord, V: Decode<'b, C>> Decode<'b, C> for FewPairs<K, V> {
    fn decode(decoder: &mut Decoder<'b>, context: &mut C) -> Result<Self, Error> {
        let pairs = read(decoder, context)?;
        if pairs.is_sorted_by(|(one, _), (other, _)| one < other) {
            return Ok(Self(pairs));
        }
        let map: BTreeMap<K, V> = pairs.into_iter().collect();
        Ok(Self(map.into_iter().collect()))
    }
}

/// For fields that are maps: building one from a sorted list takes a fraction of the time of as many insertions.
pub(crate) fn decode<'b, C, K: Decode<'b, C> + Ord, V: Decode<'b, C>>(
    decoder: &mut Decoder<'b>,
    context: &mut C,
) -> Result<BTreeMap<K, V>, Error> {
    Ok(read(decoder, context)?.into_iter().collect())
}

fn read<'b, C, K: Decode<'b, C>, V: Decode<'b, C>>(
    decoder: &mut Decoder<'b>,
    context: &mut C,
) -> Result<Vec<(K, V)>, Error> {
    let pairs = decoder.map_iter_with(context)?;
    // A forged length costs no memory: only what is there makes room. A single pair, the usual case, gets no more than it takes.
    let mut read = Vec::new();
    for pair in pairs {
        if read.is_empty() {
            read.reserve_exact(1);
        }
        read.push(pair?);
    }
    Ok(read)
}
