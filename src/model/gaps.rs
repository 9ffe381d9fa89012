//! What of a file could not be read. An agreement is shown to the rules as far as it could be read, and with
//! it what it lacks, so that each rule can tell whether what it depends on is known.

use crate::diagnostic::Span;

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The fields that lead to it: `signatories.withdrawn.notice`. Where an entry of a list could not be read
    /// at all, it is the list.
    pub path: String,
    /// The entries of lists that it is in, each with the path of its list.
    pub entries: Vec<(String, Span)>,
}

/// The parts of a file that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps(Vec<Gap>);

impl Gaps {
    /// Adds one.
    pub fn note(&mut self, gap: Gap) {
        self.0.push(gap);
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether something that belongs to one of the fields, or that they belong to, could not be read.
    #[must_use]
    pub fn touch(&self, fields: &[&str]) -> bool {
        self.0
            .iter()
            .any(|gap| fields.iter().any(|field| is_related(&gap.path, field)))
    }

    /// The same within one entry: the one of the list `list` that holds `place`. Fields are counted from it.
    #[must_use]
    pub fn touch_entry(&self, list: &str, place: Span, fields: &[&str]) -> bool {
        let is_in_entry = |gap: &&Gap| {
            let mut entries = gap.entries.iter();
            entries.any(|(path, span)| path == list && span.start <= place.start && place.end <= span.end)
        };
        let mut gaps = self.0.iter().filter(is_in_entry);
        gaps.any(|gap| {
            fields
                .iter()
                .any(|field| is_related(&gap.path, &format!("{list}.{field}")))
        })
    }
}

/// Whether one path is the other, or leads to it.
fn is_related(one: &str, other: &str) -> bool {
    let leads_to = |from: &str, to: &str| {
        to.strip_prefix(from)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    leads_to(one, other) || leads_to(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_touches_what_it_belongs_to_and_what_belongs_to_it() {
        let mut gaps = Gaps::default();
        gaps.note(Gap {
            path: "signatories.withdrawn".to_owned(),
            entries: vec![("signatories".to_owned(), Span::new(10, 20))],
        });
        for (fields, expected) in [
            (["signatories"], true),
            (["signatories.withdrawn"], true),
            (["signatories.withdrawn.notice"], true),
            (["signatories.with"], false),
            (["signatories.signed"], false),
            (["groups"], false),
        ] {
            assert_eq!(gaps.touch(&fields), expected, "{fields:?}");
        }
        assert!(gaps.touch_entry("signatories", Span::new(12, 14), &["withdrawn"]));
        assert!(!gaps.touch_entry("signatories", Span::new(12, 14), &["signed"]));
        assert!(!gaps.touch_entry("signatories", Span::new(30, 34), &["withdrawn"]));
    }
}
