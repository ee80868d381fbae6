//! Heads: the signed hash chain over what one writer wrote in one space.
//!
//! ```text
//! head 1 ◄── hash ── head 2 ◄── hash ── head 3      each with the hash of its body, its clock,
//!                                                   and what its writer has newly seen of other chains
//! ```
//! The hash of a head covers everything in it but its signature, so the last signature of a contiguous run vouches for
//! the whole run ([`verify_run`]): one Ed25519 verification instead of thousands. Sightings of other writers' heads are
//! what exposes a relay that drops, replays, reorders or forks, as soon as two devices talk.

use core::borrow::Borrow;

use crate::{
    Context, EraseTag, Hash, MemberId, Signature, SignatureError, SigningKey, VerifyingKey, fixed_bytes,
};

const SAID: Context = Context("counterpoint 1 head: what it says");
const HEAD: Context = Context("counterpoint 1 head");
const NAME: Context = Context("counterpoint 1 name of an entry");
const BODY: Context = Context("counterpoint 1 body");

fixed_bytes! {
    /// Names one chain: drawn anew when a device joins a space, and when it finds that its store was set back to an old backup,
    /// so that no chain forks by accident.
    WriterId, 16
}

/// The position of a head in its chain, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Sequence(#[n(0)] pub u64);

/// A hybrid logical clock as opaque, ordered bits; `model` gives them meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Clock(#[n(0)] pub u64);

/// The newest head of another chain that a writer has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct Sighting {
    /// Whose chain.
    #[n(0)]
    pub writer: WriterId,
    /// How far it had come.
    #[n(1)]
    pub sequence: Sequence,
    /// The hash of that head.
    #[n(2)]
    pub hash: Hash,
}

/// One link of a writer's chain.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Head {
    /// The member that signs.
    #[n(0)]
    pub author: MemberId,
    /// The chain.
    #[n(1)]
    pub writer: WriterId,
    /// The position in the chain.
    #[n(2)]
    pub sequence: Sequence,
    /// The hash of the previous head; of nothing ([`Head::NO_PREVIOUS`]) for the first.
    #[n(3)]
    pub previous: Hash,
    /// When it was written, by the hybrid logical clock.
    #[n(4)]
    pub clock: Clock,
    /// The hash of the body ([`Head::body_hash`]).
    #[n(5)]
    pub body: Hash,
    /// What the writer has seen of other chains since its previous head, in order of writer.
    #[n(6)]
    pub seen: Vec<Sighting>,
    /// The tag of the proof that erases the body: nobody else says of it that it was erased.
    #[n(7)]
    pub erases: EraseTag,
    /// The author's signature over the hash.
    #[n(8)]
    pub signature: Signature,
}

/// A head does not continue the chain it claims to continue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeadError {
    /// The sequence number is not the one after its predecessor's (or nothing can follow, at the end of all numbers).
    #[error("head {found:?} does not follow head {expected:?}")]
    Gap {
        /// What should have come.
        expected: Sequence,
        /// What came.
        found: Sequence,
    },
    /// The hash of the previous head differs: there are two histories.
    #[error("head {0:?} names another predecessor")]
    Forked(Sequence),
    /// Writer or author changed within one chain.
    #[error("the chain changes its writer or author")]
    Stranger,
    /// The last signature does not verify.
    #[error("the chain's last signature does not verify")]
    Signature(#[from] SignatureError),
}

impl Head {
    /// What the first head of a chain names as its predecessor.
    pub const NO_PREVIOUS: Hash = Hash([0; 32]);

    /// The hash of a body (before sealing), bound to its space.
    pub fn body_hash(space: &[u8], body: &[u8]) -> Hash {
        BODY.hash(&[space, body])
    }

    /// The hash of this head in `space`, which the next head names and the signature covers.
    pub fn hash(&self, space: &[u8]) -> Hash {
        self.hash_of(&self.said(space))
    }

    /// The name of the entry that carries this head: of all that it says but the tag, which is made for this name.
    pub fn name(&self, space: &[u8]) -> [u8; 16] {
        name_of(&self.said(space))
    }

    /// Both, from one reading of the head.
    pub fn name_and_hash(&self, space: &[u8]) -> ([u8; 16], Hash) {
        let said = self.said(space);
        (name_of(&said), self.hash_of(&said))
    }

    fn hash_of(&self, said: &Hash) -> Hash {
        HEAD.hash(&[said.as_bytes(), self.erases.as_bytes()])
    }

    fn said(&self, space: &[u8]) -> Hash {
        let mut seen = Vec::with_capacity(self.seen.len() * 56);
        for sighting in &self.seen {
            seen.extend_from_slice(sighting.writer.as_bytes());
            seen.extend_from_slice(&sighting.sequence.0.to_le_bytes());
            seen.extend_from_slice(sighting.hash.as_bytes());
        }
        SAID.hash(&[
            space,
            self.author.as_bytes(),
            self.writer.as_bytes(),
            &self.sequence.0.to_le_bytes(),
            self.previous.as_bytes(),
            &self.clock.0.to_le_bytes(),
            self.body.as_bytes(),
            &seen,
        ])
    }

    /// Sets the signature.
    #[must_use]
    pub fn signed(mut self, space: &[u8], key: &SigningKey) -> Self {
        self.signature = key.sign_hash(self.hash(space));
        self
    }

    /// Verifies this head's own signature.
    ///
    /// # Errors
    /// [`SignatureError`] if it does not verify.
    pub fn verify(&self, space: &[u8], key: &VerifyingKey) -> Result<(), SignatureError> {
        key.verify_hash(self.hash(space), &self.signature)
    }
}

fn name_of(said: &Hash) -> [u8; 16] {
    let mut name = [0; 16];
    NAME.derive(&[said.as_bytes()], &mut name);
    name
}

/// Verifies that `heads` continue the chain that stands at `after` (sequence and hash; `None` for its beginning) and
/// that the last one is signed by `key`. Returns where the chain then stands.
///
/// What the caller must see to: that `key` is the verifying key of the member that `author` names, and, when `after` is
/// given, that the run is of the same writer. Signatures before the last are not looked at; a chain that is to be cut
/// shorter has to be verified again up to the cut.
///
/// # Errors
/// [`HeadError`] naming the first thing that is wrong. An empty run is an error of the caller and returns
/// [`HeadError::Stranger`].
pub fn verify_run(
    space: &[u8],
    key: &VerifyingKey,
    after: Option<(Sequence, Hash)>,
    heads: &[impl Borrow<Head>],
) -> Result<(Sequence, Hash), HeadError> {
    let (first, last) = heads.first().zip(heads.last()).ok_or(HeadError::Stranger)?;
    let (first, last) = (first.borrow(), last.borrow());
    let (mut sequence, mut hash) = after.unwrap_or((Sequence(0), Head::NO_PREVIOUS));
    for head in heads.iter().map(Borrow::borrow) {
        if head.writer != first.writer || head.author != first.author {
            return Err(HeadError::Stranger);
        }
        // At the end of all numbers nothing follows, so that no two heads of a chain ever share a number.
        let expected = Sequence(sequence.0.saturating_add(1));
        if head.sequence != expected || expected == sequence {
            return Err(HeadError::Gap { expected, found: head.sequence });
        }
        if head.previous != hash {
            return Err(HeadError::Forked(head.sequence));
        }
        sequence = head.sequence;
        hash = head.hash(space);
    }
    key.verify_hash(hash, &last.signature)?;
    Ok((sequence, hash))
}
