//! What of a file could not be read. An agreement is shown to the rules as far as it could be read, and with
//! it what it lacks, so that each rule can say whether what it depends on is known.

use std::collections::BTreeMap;

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

/// So many parts of a file are distinguished; with more of them all of it is a gap.
const MOST_GAPS: usize = 5000;

/// The parts of a file that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    all: Vec<Gap>,
    is_hidden: bool,
    /// By list and first byte of an entry, its last byte and the numbers of its gaps.
    by_entry: BTreeMap<(String, u32), (u32, Vec<usize>)>,
}

impl Gaps {
    /// Adds one.
    pub fn note(&mut self, gap: Gap) {
        for (list, span) in &gap.entries {
            let entry = self.by_entry.entry((list.clone(), span.start)).or_default();
            entry.0 = entry.0.max(span.end);
            entry.1.push(self.all.len());
        }
        self.all.push(gap);
    }

    /// Gives all of the file up.
    pub fn give_up(&mut self) {
        self.is_hidden = true;
    }

    /// Whether there are so many that nothing of the file is to be relied on.
    #[must_use]
    pub fn hide_all(&self) -> bool {
        self.is_hidden || self.all.len() > MOST_GAPS
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Whether something that belongs to one of the fields, or that they belong to, could not be read.
    #[must_use]
    pub fn touch(&self, fields: &[&str]) -> bool {
        self.all
            .iter()
            .any(|gap| fields.iter().any(|field| is_related(&gap.path, field)))
    }

    /// The same within one entry: the one of the list `list` that holds `place`. Fields are counted from it.
    #[must_use]
    pub fn touch_entry(&self, list: &str, place: Span, fields: &[&str]) -> bool {
        // The entries of a list lie one after the other.
        let entry = self.by_entry.range(..=(list.to_owned(), place.start)).next_back();
        let Some((_, (_, gaps))) = entry.filter(|((path, _), (end, _))| path == list && place.end <= *end)
        else {
            return false;
        };
        gaps.iter().any(|gap| {
            fields
                .iter()
                .any(|field| is_related(&self.all[*gap].path, &format!("{list}.{field}")))
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
        assert!(!gaps.touch_entry("signatories", Span::new(2, 4), &["withdrawn"]));
        assert!(!gaps.touch_entry("groups", Span::new(12, 14), &["withdrawn"]));
        gaps.note(Gap {
            path: "signatories.signed".to_owned(),
            entries: vec![("signatories".to_owned(), Span::new(21, 40))],
        });
        assert!(gaps.touch_entry("signatories", Span::new(30, 34), &["signed"]));
        assert!(gaps.touch_entry("signatories", Span::new(12, 14), &["withdrawn"]));
    }
}
