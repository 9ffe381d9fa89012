//! The findings of files, bounded: of each file so many are kept, the others are counted by code. A finding
//! that is not kept must not pay for its words, and none must ever be lost from the counts.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, FilePath};
use crate::wording::Lang;

/// So many findings of one file are kept (`docs/format.md`).
pub const MOST_KEPT: usize = 200;

/// So many corrections of one file are kept for one round of `--fix`.
const MOST_CORRECTIONS: usize = 20_000;

/// Collects findings in the order in which they are met; [`Findings::sorted`] gives the order in
/// which they are shown. Of every code that a file has, one finding at least is kept.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    keeps: Keeps,
    tallies: BTreeMap<FilePath, Tally>,
    n: usize,
    n_errors: usize,
}

/// Which findings are kept.
#[derive(Clone, Copy, Debug, Default)]
enum Keeps {
    /// Those that a person reads.
    #[default]
    Readable,
    /// Those that have a certain correction.
    Corrections,
}

/// The findings of one file.
#[derive(Clone, Debug, Default)]
struct Tally {
    n_kept: usize,
    of_code: BTreeMap<Code, Count>,
}

impl Tally {
    /// The code of which one gives way to one of another code where there is no room.
    fn gives_way_to(&self, code: Code) -> Option<Code> {
        let is_first = !self.of_code.contains_key(&code);
        let gives_way = |(other, count): &(&Code, &Count)| {
            count.n_kept > 1 && (is_first || (code.is_error() && !other.is_error()))
        };
        // Warnings stand behind errors in the order of the codes.
        self.of_code.iter().rev().find(gives_way).map(|(other, _)| *other)
    }
}

#[derive(Clone, Debug, Default)]
struct Count {
    n_kept: usize,
    n_more: usize,
    is_waived: bool,
}

/// Findings of one code in one file that are counted beside those that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    pub file: FilePath,
    pub code: Code,
    /// How many they are.
    pub n: usize,
    /// Whether the file waives them.
    pub is_waived: bool,
}

impl Findings {
    /// A collection for corrections: it keeps what can be corrected with certainty, and counts everything.
    #[must_use]
    pub fn of_corrections() -> Self {
        Self {
            keeps: Keeps::Corrections,
            ..Self::default()
        }
    }

    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let file = diagnostic.place.file.clone();
        self.push_with(diagnostic.code, &file, || diagnostic);
    }

    /// Adds one finding of a file, which is made only when it is kept.
    pub fn push_with(&mut self, code: Code, file: &FilePath, make: impl FnOnce() -> Diagnostic) {
        self.n += 1;
        self.n_errors += usize::from(code.is_error());
        match self.keeps {
            Keeps::Readable => {
                if self.makes_room(code, file) {
                    self.kept.push(make().shortened());
                }
            }
            Keeps::Corrections => {
                let tally = self.tallies.entry(file.clone()).or_default();
                tally.of_code.entry(code).or_default();
                let found = (self.kept.len() < MOST_CORRECTIONS).then(make);
                self.kept.extend(found.filter(|found| found.fix.is_some()));
            }
        }
    }

    /// Counts one more finding; whether it is to be kept. An error takes the place of a warning, and the
    /// first of its code that of one that has others beside it.
    fn makes_room(&mut self, code: Code, file: &FilePath) -> bool {
        let tally = self.tallies.entry(file.clone()).or_default();
        if tally.n_kept < MOST_KEPT {
            tally.n_kept += 1;
            tally.of_code.entry(code).or_default().n_kept += 1;
            return true;
        }
        let Some(other) = tally.gives_way_to(code) else {
            tally.of_code.entry(code).or_default().n_more += 1;
            return false;
        };
        let count = tally.of_code.entry(other).or_default();
        (count.n_kept, count.n_more) = (count.n_kept - 1, count.n_more + 1);
        let is_victim = |found: &Diagnostic| found.code == other && found.place.file == *file;
        if let Some(at) = self.kept.iter().rposition(is_victim) {
            self.kept.remove(at);
        }
        tally.of_code.entry(code).or_default().n_kept += 1;
        true
    }

    /// Whether one more of a code in a file would only be counted.
    #[must_use]
    pub fn only_counts(&self, code: Code, file: &FilePath) -> bool {
        let is_full = |tally: &Tally| tally.n_kept >= MOST_KEPT && tally.gives_way_to(code).is_none();
        match self.keeps {
            Keeps::Readable => self.tallies.get(file).is_some_and(is_full),
            Keeps::Corrections => self.kept.len() >= MOST_CORRECTIONS,
        }
    }

    /// Adds all findings of another collection.
    pub fn extend(&mut self, other: Self) {
        for found in other.kept {
            self.push(found);
        }
        for (file, tally) in other.tallies {
            for (code, count) in tally.of_code.into_iter().filter(|(_, count)| count.n_more > 0) {
                self.n += count.n_more;
                self.n_errors += if code.is_error() { count.n_more } else { 0 };
                let of_code = &mut self.tallies.entry(file.clone()).or_default().of_code;
                of_code.entry(code).or_default().n_more += count.n_more;
            }
        }
    }

    /// The findings that are kept, for rules that look at what others found.
    #[must_use]
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// The findings that are kept, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.kept.iter_mut()
    }

    /// How many there are, kept or only counted.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.n
    }

    /// How many of them are errors.
    #[must_use]
    pub const fn n_errors(&self) -> usize {
        self.n_errors
    }

    /// Whether one of them is an error.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        self.n_errors > 0
    }

    /// The files and the codes of which they have findings.
    pub fn codes(&self) -> impl Iterator<Item = (&FilePath, Code)> {
        self.tallies
            .iter()
            .flat_map(|(file, tally)| tally.of_code.keys().map(move |code| (file, *code)))
    }

    /// Marks the warnings, kept or counted, of a file and a code for which there is a reason.
    pub fn waive(&mut self, mut reason: impl FnMut(&FilePath, Code) -> Option<String>) {
        for (file, tally) in &mut self.tallies {
            let warnings = tally.of_code.iter_mut().filter(|(code, _)| !code.is_error());
            for (code, count) in warnings {
                count.is_waived = reason(file, *code).is_some();
            }
        }
        for found in self.kept.iter_mut().filter(|found| !found.is_error()) {
            found.waived = reason(&found.place.file, found.code);
        }
    }

    /// What is counted beside the findings that are kept, by file and code.
    #[must_use]
    pub fn more(&self) -> Vec<More> {
        let of_file = |(file, tally): (&FilePath, &Tally)| -> Vec<More> {
            let counts = tally.of_code.iter().filter(|(_, count)| count.n_more > 0);
            let more = counts.map(|(code, count)| More {
                file: file.clone(),
                code: *code,
                n: count.n_more,
                is_waived: count.is_waived,
            });
            more.collect()
        };
        self.tallies.iter().flat_map(of_file).collect()
    }

    /// By file, place and code; findings that are equal in every respect appear once.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by(|a, b| {
            (&a.place, a.code.name())
                .cmp(&(&b.place, b.code.name()))
                .then_with(|| a.message.get(Lang::En).cmp(b.message.get(Lang::En)))
        });
        self.kept.dedup();
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Span};
    use crate::wording::Wording;

    fn found(code: Code, file: &str, at: usize) -> Diagnostic {
        let place = Place::new(&FilePath::new(file), Span::new(at, at + 1));
        Diagnostic::new(code, place, Wording::fixed("bad", "paha"))
    }

    fn many(code: Code, file: &str, n: usize) -> Findings {
        let mut findings = Findings::default();
        (0..n).for_each(|at| findings.push(found(code, file, at)));
        findings
    }

    /// How many of a code are kept, and how many more there are.
    fn counts(findings: &Findings, code: Code) -> (usize, usize) {
        let kept = findings.as_slice().iter().filter(|found| found.code == code);
        let more = findings.more().into_iter().filter(|more| more.code == code);
        (kept.count(), more.map(|more| more.n).sum())
    }

    #[test]
    fn of_a_file_so_many_are_kept_and_the_rest_is_counted() {
        let mut findings = many(Code::UnknownField, "a", MOST_KEPT);
        assert_eq!(counts(&findings, Code::UnknownField), (MOST_KEPT, 0));
        findings.extend(many(Code::UnknownField, "a", 1000));
        findings.extend(many(Code::UnknownField, "b", MOST_KEPT + 1));
        assert_eq!(counts(&findings, Code::UnknownField), (2 * MOST_KEPT, 1001));
        assert_eq!((findings.count(), findings.n_errors()), (1401, 1401));
        let files: Vec<_> = findings
            .more()
            .into_iter()
            .map(|more| (more.file, more.n))
            .collect();
        assert_eq!(files, [(FilePath::new("a"), 1000), (FilePath::new("b"), 1)]);
    }

    #[test]
    fn what_is_only_counted_is_never_made() {
        let (mut findings, mut n_made) = (Findings::default(), 0);
        for at in 0..1000 {
            findings.push_with(Code::UnknownField, &FilePath::new("a"), || {
                n_made += 1;
                found(Code::UnknownField, "a", at)
            });
        }
        assert_eq!((n_made, findings.count()), (MOST_KEPT, 1000));
    }

    /// However late it comes, an error is before warnings, and every code has one that is kept.
    #[test]
    fn no_error_is_lost_behind_warnings_and_no_code_behind_another() {
        let mut findings = many(Code::NonNfcText, "a", 300);
        findings.extend(many(Code::UnknownField, "a", 3));
        assert_eq!(counts(&findings, Code::NonNfcText), (MOST_KEPT - 3, 103));
        assert_eq!(counts(&findings, Code::UnknownField), (3, 0));
        findings.extend(many(Code::UnknownField, "a", 300));
        assert_eq!(counts(&findings, Code::NonNfcText), (1, 299));
        assert_eq!(counts(&findings, Code::UnknownField), (MOST_KEPT - 1, 104));
        findings.extend(many(Code::Placeholder, "a", 2));
        assert_eq!(counts(&findings, Code::Placeholder), (1, 1));
        assert_eq!((findings.count(), findings.n_errors()), (605, 303));
        assert_eq!(findings.as_slice().len(), MOST_KEPT);
    }

    #[test]
    fn a_waiver_holds_for_what_is_only_counted() {
        let mut findings = many(Code::NonNfcText, "a", 300);
        findings.waive(|_, code| (code == Code::NonNfcText).then(|| "sovittu".to_owned()));
        let is_waived = |found: &Diagnostic| found.waived.as_deref() == Some("sovittu");
        assert!(findings.as_slice().iter().all(is_waived));
        assert!(findings.more().iter().all(|more| more.is_waived && more.n == 100));
    }

    #[test]
    fn long_words_lose_their_middle_and_long_lists_of_places_their_end() {
        let long = "x".repeat(4000);
        let words = || Wording::composed(format!("`{long}` is bad"), format!("`{long}` on paha"));
        let mut finding = found(Code::InvalidId, "a", 0).with_help(words());
        finding.message = words();
        for at in 0..100 {
            finding = finding.with_related_here(Span::new(at, at), words());
        }
        let mut findings = Findings::default();
        findings.push(finding);
        let kept = &findings.as_slice()[0];
        let message = kept.message.get(Lang::Fi);
        assert!(message.starts_with("`xxx") && message.ends_with("x` on paha"));
        assert_eq!((message.chars().count(), kept.related.len()), (1201, 20));
        assert!(
            kept.related
                .iter()
                .all(|label| label.message.get(Lang::En).len() < 1300)
        );
    }

    /// For `--fix` those with a correction are kept, however many come before them.
    #[test]
    fn corrections_are_kept_apart() {
        let mut findings = Findings::of_corrections();
        (0..1000).for_each(|at| findings.push(found(Code::UnknownField, "a", at)));
        let words = Wording::fixed("x", "y");
        findings.push(found(Code::InvalidDate, "a", 7).with_fix(words, Span::new(7, 8), "2014"));
        assert_eq!((findings.as_slice().len(), findings.count()), (1, 1001));
        assert_eq!(findings.as_slice()[0].code, Code::InvalidDate);
    }
}
