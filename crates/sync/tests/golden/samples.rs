//! The values that the golden files hold, and the check that a file still means its value.

use sync::{
    ClientFrame, ControlRecord, Entry, RelayFrame, packing,
    parcel::{
        Parcel,
        codes::{Gathering, Read, codes},
    },
};

use crate::{
    client,
    fixtures::{control_chain, entry, erased_entry, parcel, state},
    relay,
};

/// A value of one of the kinds that travel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Client(ClientFrame),
    Relay(RelayFrame),
    Entry(Entry),
    Control(ControlRecord),
    /// The state of a checkpoint, which travels packed.
    State(Vec<u8>),
    Parcel(Parcel),
    /// A parcel that goes as a single code.
    Code(Vec<u8>),
}

impl Value {
    /// The bytes that travel.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Client(frame) => frame.to_bytes(),
            Self::Relay(frame) => frame.to_bytes(),
            Self::Entry(entry) => minicbor::to_vec(entry).expect("writing to memory"),
            Self::Control(record) => record.to_bytes(),
            Self::State(state) => packing::pack(state),
            Self::Parcel(parcel) => parcel.to_bytes().expect("a small parcel"),
            Self::Code(parcel) => codes(parcel).expect("a small parcel").concat(),
        }
    }

    /// Reads bytes as a value of the same kind as this one.
    fn read(&self, bytes: &[u8]) -> Result<Self, String> {
        match self {
            Self::Client(_) => {
                ClientFrame::from_bytes(bytes).map(Self::Client).map_err(|error| error.to_string())
            }
            Self::Relay(_) => {
                RelayFrame::from_bytes(bytes).map(Self::Relay).map_err(|error| error.to_string())
            }
            Self::Entry(_) => minicbor::decode(bytes).map(Self::Entry).map_err(|error| error.to_string()),
            Self::Control(_) => {
                ControlRecord::from_bytes(bytes).map(Self::Control).map_err(|error| error.to_string())
            }
            Self::State(_) => packing::unpack(bytes).map(Self::State).map_err(|error| error.to_string()),
            Self::Parcel(_) => Parcel::from_bytes(bytes).map(Self::Parcel).map_err(|error| error.to_string()),
            Self::Code(_) => match Gathering::default().take(bytes) {
                Read::Whole(parcel) => Ok(Self::Code(parcel)),
                other => Err(format!("{other:?}")),
            },
        }
    }
}

/// A value and the name of its file.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
}

impl Sample {
    /// Checks that `bytes` read as this sample's value and that the value still writes exactly these bytes.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<(), String> {
        let name = self.name;
        let read = self.value.read(bytes).map_err(|error| format!("{name}: {error}"))?;
        if read != self.value {
            return Err(format!("{name} reads as {read:?}"));
        }
        if self.value.to_bytes() != bytes {
            return Err(format!("{name} is written differently now"));
        }
        Ok(())
    }
}

/// Every frame, entry, control record, packed state and parcel of version 1.
pub(crate) fn samples() -> Vec<Sample> {
    let others = vec![
        sample("entry", Value::Entry(entry())),
        sample("entry-erased", Value::Entry(erased_entry())),
        sample("control-founded", Value::Control(control_chain().founded)),
        sample("control-joined", Value::Control(control_chain().joined)),
        sample("control-left", Value::Control(control_chain().left)),
        sample("state-in-columns", Value::State(state())),
        sample("state-plain", Value::State(b"not CBOR".to_vec())),
        sample("parcel", Value::Parcel(parcel())),
        sample("parcel-code", Value::Code(b"a parcel".to_vec())),
    ];
    [client::samples(), relay::samples(), others].concat()
}

pub(crate) fn sample(name: &'static str, value: Value) -> Sample {
    Sample { name, value }
}
