//! Lengths of time: how long a notice runs. What people write for one gets a fix.

use super::decode::Decoder;
use super::tree::NodeId;
use crate::diagnostic::{At, Code};
use crate::model::Notice;
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    /// `30 days`, `6 weeks`, `3 months` or `3 months to the end of a month`.
    pub(super) fn notice(&mut self, node: NodeId) -> Option<At<Notice>> {
        let help = Wording::fixed(
            "write `30 days`, `6 weeks`, `3 months` or `3 months to the end of a month`",
            "kirjoita `30 days` (päivää), `6 weeks` (viikkoa), `3 months` (kuukautta) tai \
             `3 months to the end of a month` (3 kuukautta kuukauden loppuun)",
        );
        self.duration(node, Notice::parse, Notice::find_loosely, help)
    }

    /// A length of time in its one spelling.
    fn duration<T: ToString>(
        &mut self,
        node: NodeId,
        parse: fn(&str) -> Option<T>,
        meant: fn(&str) -> Option<T>,
        help: Wording,
    ) -> Option<At<T>> {
        let text = self
            .word(node, &Wording::fixed("a length of time", "aika"))?
            .value;
        if let Some(found) = parse(&text) {
            return Some(self.at(node, found));
        }
        let message = || wording!(en: "invalid length of time `{text}`", fi: "virheellinen aika `{text}`");
        match meant(&text) {
            Some(meant) => self.report_with_fix(Code::InvalidDuration, node, message, &meant.to_string()),
            None => self.report(Code::InvalidDuration, self.tree.span(node), message, || help),
        }
        None
    }
}
