//! How results stand in JSON: a [`Finding`](crate::Finding) is the value itself, or an object `{"because": …}` with the reason.

use serde::{Serialize, Serializer};

use crate::finding::Finding;

pub(crate) fn finding<T: Serialize, S: Serializer>(
    finding: &Finding<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match finding {
        Ok(value) => value.serialize(serializer),
        Err(unknown) => unknown.serialize(serializer),
    }
}
