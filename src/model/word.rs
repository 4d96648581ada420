//! Classifications on their way into documents: each as its word in data.

/// Lets a type be written into a document as the word that one of its methods gives.
macro_rules! written_as {
    ($kind:ty, $word:ident) => {
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$word())
            }
        }
    };
}
pub(crate) use written_as;

use super::{CadenceUnit, Channel, Gait, LegSymptom, Response, SpikeClass};

written_as!(CadenceUnit, key);
written_as!(Channel, key);
written_as!(Gait, key);
written_as!(LegSymptom, key);
written_as!(Response, key);
written_as!(SpikeClass, key);
