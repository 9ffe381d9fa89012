//! The approvals of an agreement, as its file lists them.

use super::decode::{Decoder, Entries};
use super::tree::NodeId;
use crate::diagnostic::{At, Code};
use crate::model::{Approval, RecordedDigest};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    pub(super) fn approval(&mut self, entry: &Entries) -> Option<Approval> {
        let organisation = self.field(entry, "organisation", Self::signatory_id);
        let on = self.field(entry, "on", Self::date);
        let decision = self.field(entry, "decision", Self::text).map(|at| at.value);
        let text = self.field(entry, "text", Self::digest_of_text);
        Some(Approval {
            organisation: organisation?,
            on: on?,
            decision,
            text: text?,
        })
    }

    fn digest_of_text(&mut self, node: NodeId) -> Option<At<String>> {
        let text = self.text(node)?;
        if RecordedDigest::parse(&text.value).is_some() {
            return Some(text);
        }
        let shown = &text.value;
        self.report(
            Code::InvalidDigest,
            self.tree.span(node),
            || wording!(en: "invalid digest `{shown}`", fi: "virheellinen tiiviste `{shown}`"),
            || {
                Wording::fixed(
                    "remove the entry and record the approval with `kumppani approve`, which writes the digest of the text",
                    "poista merkintä ja kirjaa hyväksyntä komennolla `kumppani approve`, joka kirjoittaa tekstin tiivisteen",
                )
            },
        );
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::source::testing::read;
    use crate::wording::Lang;

    fn with(approved: &str) -> String {
        let digest = format!("2-{}", "0a".repeat(36));
        let approved = approved.replace("DIGEST", &digest);
        format!("id: tno\ntitle: S\nterm: {{ starts: 2014, ends: 2016 }}\napproved: [{approved}]\n")
    }

    #[test]
    fn an_approval_is_read_with_all_that_is_said_of_it() {
        let (agreement, findings) = read(&with(
            "{ organisation: a, on: 2013-11, decision: § 45, text: DIGEST }, { organisation: b, on: 2013, text: DIGEST }",
        ));
        assert!(findings.is_empty(), "{findings:?}");
        let [first, second] = &agreement.approvals[..] else {
            panic!("two are listed")
        };
        assert_eq!(first.organisation.value.as_str(), "a");
        assert_eq!(first.on.value.to_string(), "2013-11");
        assert_eq!(
            (first.decision.as_deref(), &second.decision),
            (Some("§ 45"), &None)
        );
        assert_eq!(second.text.value.len(), 74);
    }

    #[test]
    fn what_is_no_digest_and_what_is_listed_twice_is_found() {
        let found = |approved: &str| {
            let (agreement, findings) = read(&with(approved));
            let shown = findings
                .iter()
                .map(|found| found.message.get(Lang::En).to_owned());
            (agreement.approvals.len(), shown.collect::<Vec<_>>())
        };
        let (n_read, shown) = found("{ organisation: a, on: 2013, text: 2-0a0a }");
        assert_eq!((n_read, shown), (0, vec!["invalid digest `2-0a0a`".to_owned()]));
        let twice = "{ organisation: a, on: 2013, text: DIGEST }";
        let (n_read, shown) = found(&format!("{twice}, {twice}"));
        assert_eq!((n_read, shown.len()), (1, 1), "{shown:?}");
        let (n_read, shown) = found("{ organisation: a, text: DIGEST }");
        assert_eq!((n_read, shown), (0, vec!["the field `on` is missing".to_owned()]));
    }
}
