//! Findings as JSON. The names are public (`docs/cli.md`): only added to, never renamed. Lines and
//! columns count from 1, columns in characters; the end is the place after the last character. They
//! are `null` where a file could not be read.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Report;
use crate::diagnostic::{Diagnostic, Fix, Label, Place};
use crate::render;

/// The findings as an array of objects, the waived ones with their reason. Of a file with very many the last
/// one of each code says how many more there are.
///
/// # Errors
/// When `out` takes no more.
pub fn render_json(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let more = report.more.iter().map(|more| ((&more.file, more.code), more.n));
    let mut more: BTreeMap<_, usize> = more.collect();
    let mut findings: Vec<Finding> = report
        .diagnostics
        .iter()
        .rev()
        .map(|found| Finding {
            more: more.remove(&(&found.place.file, found.code)).unwrap_or(0),
            ..Finding::of(report, found)
        })
        .collect();
    findings.reverse();
    render::json::render_json(&findings, out)
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: &'a str,
    #[serde(flatten)]
    lines: Lines,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
    fix: Option<Correction<'a>>,
    waived: Option<&'a str>,
    /// With an error: how many checks of the registry wait until its errors are corrected; else 0.
    waiting_checks: usize,
    /// How many more findings of this code its file has that are only counted; 0 for all but the last one.
    more: usize,
}

#[derive(Default, Serialize)]
struct Lines {
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    #[serde(flatten)]
    lines: Lines,
    message: &'a str,
}

#[derive(Serialize)]
struct Correction<'a> {
    title: &'a str,
    replacements: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    lines: Lines,
    text: &'a str,
}

impl<'a> Finding<'a> {
    fn of(report: &Report<'a>, found: &'a Diagnostic) -> Self {
        Self {
            code: found.code.name(),
            severity: found.code.severity().name(),
            message: found.message.get(report.lang),
            file: found.place.file.as_str(),
            lines: Lines::of(report, &found.place),
            help: found.help.as_ref().map(|help| help.get(report.lang)),
            related: found
                .related
                .iter()
                .map(|label| Related::of(report, label))
                .collect(),
            fix: found.fix.as_ref().map(|fix| Correction::of(report, found, fix)),
            waived: found.waived.as_deref(),
            waiting_checks: if found.is_error() { report.n_waiting } else { 0 },
            more: 0,
        }
    }
}

impl Lines {
    fn of(report: &Report<'_>, place: &Place) -> Self {
        let Some(extent) = report.extent(place) else {
            return Self::default();
        };
        Self {
            line: Some(extent.start.line),
            column: Some(extent.start.column),
            end_line: Some(extent.end.line),
            end_column: Some(extent.end.column),
        }
    }
}

impl<'a> Related<'a> {
    fn of(report: &Report<'a>, label: &'a Label) -> Self {
        Self {
            file: label.place.file.as_str(),
            lines: Lines::of(report, &label.place),
            message: label.message.get(report.lang),
        }
    }
}

impl<'a> Correction<'a> {
    fn of(report: &Report<'a>, found: &'a Diagnostic, fix: &'a Fix) -> Self {
        let edits = fix.replacements.iter().map(|replacement| Edit {
            lines: Lines::of(report, &Place::new(&found.place.file, replacement.span)),
            text: &replacement.text,
        });
        Self {
            title: fix.title.get(report.lang),
            replacements: edits.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::diagnostics::testing::{
        all, duplicate_signatory, sources, text_of, unknown_region, unreadable, waived,
    };
    use crate::wording::Lang;

    #[test]
    fn a_finding_has_its_places_and_its_correction() {
        let found = [unknown_region(), duplicate_signatory()];
        insta::assert_snapshot!(text_of(&found, &sources(), Lang::En, render_json), @r#"
        [
          {
            "code": "unknown-region",
            "severity": "error",
            "message": "unknown region `länsi`",
            "file": "agreements/tno 2014.yaml",
            "line": 6,
            "column": 15,
            "end_line": 6,
            "end_column": 20,
            "help": null,
            "related": [],
            "fix": {
              "title": "write it as the network does",
              "replacements": [
                {
                  "line": 6,
                  "column": 15,
                  "end_line": 6,
                  "end_column": 20,
                  "text": "Länsi"
                }
              ]
            },
            "waived": null,
            "waiting_checks": 0,
            "more": 0
          },
          {
            "code": "duplicate-signatory",
            "severity": "error",
            "message": "`lappia` is listed twice",
            "file": "agreements/tno 2014.yaml",
            "line": 7,
            "column": 19,
            "end_line": 7,
            "end_column": 25,
            "help": "keep one entry, and put the units of the other under `covers`",
            "related": [
              {
                "file": "agreements/tno 2014.yaml",
                "line": 4,
                "column": 19,
                "end_line": 4,
                "end_column": 25,
                "message": "first listed here"
              },
              {
                "file": "agreements/tno-2012.yaml",
                "line": 4,
                "column": 19,
                "end_line": 4,
                "end_column": 25,
                "message": "the predecessor lists it once"
              }
            ],
            "fix": null,
            "waived": null,
            "waiting_checks": 0,
            "more": 0
          }
        ]
        "#);
    }

    #[test]
    fn a_finding_without_text_has_no_lines() {
        let found = [waived(), unreadable()];
        insta::assert_snapshot!(text_of(&found, &sources(), Lang::Fi, render_json), @r#"
        [
          {
            "code": "gap-between-terms",
            "severity": "warning",
            "message": "vuosi ilman sopimusta",
            "file": "agreements/tno 2014.yaml",
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 6,
            "help": null,
            "related": [],
            "fix": null,
            "waived": "neuvottelut kesken",
            "waiting_checks": 0,
            "more": 0
          },
          {
            "code": "unreadable-file",
            "severity": "error",
            "message": "tiedostoa ei voi lukea",
            "file": "agreements/salainen.yaml",
            "line": null,
            "column": null,
            "end_line": null,
            "end_column": null,
            "help": null,
            "related": [],
            "fix": null,
            "waived": null,
            "waiting_checks": 0,
            "more": 0
          }
        ]
        "#);
    }

    #[test]
    fn every_finding_has_the_same_names() {
        let written = text_of(&all(), &sources(), Lang::En, render_json);
        let read: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_str(&written).expect("what was written is JSON");
        let names = "code severity message file line column end_line end_column help related fix waived waiting_checks more";
        for finding in &read {
            assert_eq!(finding.keys().cloned().collect::<Vec<_>>().join(" "), names);
        }
        assert_eq!(read.len(), 5);
        assert_eq!(read[2]["message"], "bad text \u{1b}[31m: 100 %,\nnext");
        assert!(!written.contains('\u{1b}'));
    }

    #[test]
    fn without_findings_there_is_an_empty_array() {
        assert_eq!(text_of(&[], &sources(), Lang::En, render_json), "[]\n");
    }
}
