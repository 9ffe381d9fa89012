//! The corrections of recorded facts, as a file lists them.

use super::decode::{Decoder, Entries};
use crate::model::Correction;

impl Decoder<'_, '_> {
    pub(super) fn correction(&mut self, entry: &Entries) -> Option<Correction> {
        let on = self.field(entry, "on", Self::date);
        let what = self.field(entry, "what", Self::text).map(|at| at.value);
        let was = self.field(entry, "was", Self::text).map(|at| at.value);
        let is = self.field(entry, "is", Self::text).map(|at| at.value);
        let because = self.field(entry, "because", Self::text).map(|at| at.value);
        Some(Correction {
            on: on?,
            what: what?,
            was,
            is,
            because: because?,
        })
    }
}
