//! Lengths of time: how long a notice runs, and by how much a term continues. What people write for one gets a fix.

use super::decode::{Decoder, Entries};
use super::tree::NodeId;
use crate::diagnostic::{At, Code};
use crate::model::{Continuation, Duration, Notice};
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

    /// How a term continues by itself.
    pub(super) fn continues(&mut self, term: &Entries) -> Option<At<Continuation>> {
        let entries = self.mapping(term, "continues")?;
        let by = self.field(&entries, "by", Self::months);
        let unless_notice = self.field(&entries, "unless_notice", Self::notice);
        let continuation = Continuation {
            by_months: by?.value.as_months()?,
            unless_notice: unless_notice.map(|at| at.value),
        };
        Some(At::new(continuation, entries.place))
    }

    /// `12 months`.
    fn months(&mut self, node: NodeId) -> Option<At<Duration>> {
        let help = Wording::fixed(
            "write a number of months: `12 months`",
            "kirjoita kuukausien määrä: `12 months` (12 kuukautta)",
        );
        let of_months = |duration: &Duration| duration.as_months().is_some();
        let parse = |text: &str| Duration::parse(text).filter(of_months);
        let meant = |text: &str| {
            let (duration, rest) = Duration::find_loosely(text)?;
            Some(duration).filter(|duration| rest.is_empty() && of_months(duration))
        };
        self.duration(node, parse, meant, help)
    }

    /// A length of time in its one spelling.
    fn duration<T: ToString>(
        &mut self,
        node: NodeId,
        parse: impl Fn(&str) -> Option<T>,
        meant: impl Fn(&str) -> Option<T>,
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
