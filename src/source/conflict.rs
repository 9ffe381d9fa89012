//! A merge of git that was never finished: the markers of both sides stand in the file. They are named as
//! what they are, before anything else is read; which side is right, only a person knows.

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::wording;
use crate::wording::Wording;

/// The markers, in the order in which they are; the second only where git was requested it (`diff3`).
const MARKERS: [char; 4] = ['<', '|', '=', '>'];

/// How often a marker repeats its character.
const WIDTH: usize = 7;

/// A line of a text.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// From 1.
    number: usize,
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    /// The marker that the line is, as its place in [`MARKERS`]. In the files' YAML a line that is none
    /// cannot begin so.
    fn marker(&self) -> Option<usize> {
        let marker = MARKERS.iter().position(|c| self.text.starts_with(*c))?;
        let rest = self.text.trim_start_matches(MARKERS[marker]);
        let is_marker = self.text.len() - rest.len() == WIDTH && (rest.is_empty() || rest.starts_with(' '));
        is_marker.then_some(marker)
    }

    /// What git writes after the marker: whose the side is.
    fn name(&self) -> &str {
        self.text.get(WIDTH..).unwrap_or("").trim()
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
}

/// One finding for each conflict, and one for each marker that was left behind alone.
pub(super) fn find_conflicts(file: &FilePath, text: &str, findings: &mut Findings) {
    if !text.contains("<<<<<<<") && !text.contains("=======") && !text.contains(">>>>>>>") {
        return;
    }
    let mut open: Vec<Line<'_>> = Vec::new();
    for line in lines(text) {
        let Some(marker) = line.marker() else { continue };
        let expects = open.last().and_then(Line::marker).map_or(0, |last| last + 1);
        let follows = marker == expects || (marker == 2 && expects == 1);
        if !follows {
            leave(file, &mut open, findings);
        }
        open.push(line);
        if follows && marker == 3 {
            findings.push_with(Code::MergeConflict, file, || conflict(file, &open));
            open.clear();
        }
    }
    leave(file, &mut open, findings);
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    (1..).zip(text.split_inclusive('\n')).map(move |(number, whole)| {
        let line = Line {
            number,
            start,
            text: whole.trim_end_matches(['\n', '\r']),
        };
        start += whole.len();
        line
    })
}

/// Reports markers that make no whole conflict.
fn leave(file: &FilePath, open: &mut Vec<Line<'_>>, findings: &mut Findings) {
    for line in open.drain(..) {
        let text = line.text;
        let message = || {
            wording!(
                en: "leftover merge conflict marker `{text}`",
                fi: "tähän on jäänyt yhdistämisristiriidan merkki `{text}`"
            )
        };
        findings.push_with(Code::MergeConflict, file, || {
            Diagnostic::new(Code::MergeConflict, Place::new(file, line.span()), message()).with_help(
                Wording::fixed(
                    "check the lines around it, then delete the marker",
                    "tarkista viereiset rivit ja poista merkki",
                ),
            )
        });
    }
}

/// The finding for a whole conflict, with the lines of each side beside it.
fn conflict(file: &FilePath, markers: &[Line<'_>]) -> Diagnostic {
    let (first, last) = (markers[0], markers[markers.len() - 1]);
    let (from, to) = (first.number, last.number);
    let message = wording!(
        en: "unresolved merge conflict (lines {from}–{to})",
        fi: "ratkaisematon yhdistämisristiriita (rivit {from}–{to})"
    );
    let help = wording!(
        en: "keep the right lines, delete the others and the markers, then run `git add \"{file}\"`",
        fi: "säilytä oikeat rivit, poista muut ja merkkirivit, ja anna sitten komento `git add \"{file}\"`"
    );
    let mut finding = Diagnostic::new(Code::MergeConflict, Place::new(file, first.span()), message);
    for sides in markers.windows(2) {
        let (begins, ends) = (sides[0], sides[1]);
        let name = match begins.marker() {
            Some(2) => last.name(),
            _ => begins.name(),
        };
        let label = side(begins, name, (begins.number + 1, ends.number - 1));
        let span = Span::new(begins.start + begins.text.len(), ends.start);
        finding = finding.with_related(Place::new(file, lines_of(span, begins, ends)), label);
    }
    finding.with_help(help)
}

/// The lines between two markers, or the first marker when there are none.
fn lines_of(between: Span, begins: Line<'_>, ends: Line<'_>) -> Span {
    if ends.number == begins.number + 1 {
        return begins.span();
    }
    Span::new(between.start as usize + 1, ends.start.saturating_sub(1))
}

fn side(begins: Line<'_>, name: &str, (from, to): (usize, usize)) -> Wording {
    let base = begins.marker() == Some(1);
    let what = if base {
        Wording::fixed("before both changes", "ennen kumpaakin muutosta")
    } else {
        Wording::fixed("one side", "toinen puoli")
    };
    let named = if name.is_empty() {
        String::new()
    } else {
        format!(" ({name})")
    };
    let lines = match from.cmp(&to) {
        Ordering::Greater => Wording::fixed("no lines", "ei rivejä"),
        Ordering::Equal => wording!(en: "line {from}", fi: "rivi {from}"),
        Ordering::Less => wording!(en: "lines {from}–{to}", fi: "rivit {from}–{to}"),
    };
    wording!(en: "{what}{named}: {lines}", fi: "{what}{named}: {lines}", lines, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Role, read_bytes};
    use crate::wording::Lang;

    fn check(text: &str, expected: &[&str]) {
        let file = FilePath::new("agreements/haara.yaml");
        for role in [Role::Agreement, Role::Organisations, Role::Settings] {
            for text in [text.to_owned(), text.replace('\n', "\r\n")] {
                let reading = read_bytes(&file, role, &crate::model::Network::lapland(), text.into_bytes());
                let shown: Vec<String> = reading.findings.as_slice().iter().map(report).collect();
                assert_eq!(shown, expected, "{role:?}");
                for label in reading
                    .findings
                    .as_slice()
                    .iter()
                    .flat_map(|found| &found.related)
                {
                    assert!(reading.text.text().get(label.place.span.range()).is_some());
                }
                assert!(reading.content.is_none());
            }
        }
    }

    fn report(found: &Diagnostic) -> String {
        let labels = found.related.iter().map(|label| label.message.get(Lang::En));
        let shown: Vec<&str> = std::iter::once(found.message.get(Lang::En))
            .chain(labels)
            .collect();
        format!("{}: {}", found.code.name(), shown.join("; "))
    }

    #[test]
    fn both_sides_are_named_with_their_lines() {
        check(
            "id: haara\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> haara\nterm: x\n",
            &[
                "merge-conflict: unresolved merge conflict (lines 2–6); one side (HEAD): line 3; one side (haara): line 5",
            ],
        );
        check(
            "groups:\n<<<<<<< HEAD\n  - id: a\n    name: A\n||||||| 1a2b3c4\n=======\n  - id: b\n>>>>>>> haara",
            &[
                "merge-conflict: unresolved merge conflict (lines 2–8); one side (HEAD): lines 3–4; \
               before both changes (1a2b3c4): no lines; one side (haara): line 7",
            ],
        );
    }

    #[test]
    fn every_conflict_is_named_and_so_is_what_was_left_of_one() {
        let one = "<<<<<<<\na: 1\n=======\na: 2\n>>>>>>>\n";
        let first =
            "merge-conflict: unresolved merge conflict (lines 1–5); one side: line 2; one side: line 4";
        let second =
            "merge-conflict: unresolved merge conflict (lines 6–10); one side: line 7; one side: line 9";
        check(&one.repeat(2), &[first, second]);
        check(
            &format!("{one}a: 2\n>>>>>>> haara\n"),
            &[
                first,
                "merge-conflict: leftover merge conflict marker `>>>>>>> haara`",
            ],
        );
        check(
            "a: 1\n=======\n",
            &["merge-conflict: leftover merge conflict marker `=======`"],
        );
    }

    #[test]
    fn lines_that_only_look_like_markers_are_none() {
        for text in [
            "id: haara\ntitle: \"<<<<<<< HEAD\"\n",
            "# =======\nid: haara\n",
            "# x\n========= \n",
            "purpose: |\n  =======\n",
        ] {
            let mut findings = Findings::default();
            find_conflicts(&FilePath::new("a.yaml"), text, &mut findings);
            assert!(findings.as_slice().is_empty(), "{text}");
        }
    }
}
