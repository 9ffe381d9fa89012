//! Findings as SARIF 2.1.0, which code hosts and editors read.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeSet;
use std::io;

use serde_json::{Value, json};

use super::Report;
use super::more::counted;
use crate::diagnostic::{Code, Diagnostic, FilePath, Fix, Label, Place, Span};
use crate::render;
use crate::wording::Wording;

/// What the report says of the program that found.
#[derive(Clone, Copy)]
pub struct Tool<'a> {
    /// The program's version.
    pub version: &'a str,
    /// What a kind of finding means, in one sentence.
    pub explanation: &'a dyn Fn(Code) -> Wording,
}

/// One run with all findings that are kept; the waived ones are suppressed, with their reason. How many more a
/// file has is a notification of the run.
///
/// # Errors
/// When `out` takes no more.
pub fn render_sarif(report: &Report<'_>, tool: &Tool<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let results: Vec<Value> = report
        .diagnostics
        .iter()
        .map(|found| result(report, found))
        .collect();
    let driver = json!({
        "name": "kumppani",
        "version": tool.version,
        "rules": rules(report, tool),
    });
    let mut run = json!({
        "tool": { "driver": driver },
        "language": report.lang.code(),
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let notices: Vec<Value> = counted(report)
        .iter()
        .map(|counts| notice(report, counts))
        .collect();
    if !notices.is_empty() {
        run["invocations"] = json!([{ "executionSuccessful": true, "toolExecutionNotifications": notices }]);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    render::json::render_json(&log, out)
}

/// That a file has more findings than are kept.
fn notice(report: &Report<'_>, (file, counts): &(&FilePath, Wording)) -> Value {
    let place = Place::new(file, Span::default());
    json!({
        "level": "warning",
        "message": text(counts.get(report.lang)),
        "locations": [{ "physicalLocation": { "artifactLocation": artifact(&place) } }],
    })
}

/// The kinds of finding that are met.
fn rules(report: &Report<'_>, tool: &Tool<'_>) -> Vec<Value> {
    let codes: BTreeSet<Code> = report.diagnostics.iter().map(|found| found.code).collect();
    codes
        .into_iter()
        .map(|code| {
            let explanation = (tool.explanation)(code);
            json!({
                "id": code.name(),
                "shortDescription": text(explanation.get(report.lang)),
                "defaultConfiguration": { "level": code.severity().name() },
            })
        })
        .collect()
}

fn result(report: &Report<'_>, found: &Diagnostic) -> Value {
    let related = |label: &Label| {
        let mut location = location(report, &label.place);
        location["message"] = text(label.message.get(report.lang));
        location
    };
    let mut result = json!({
        "ruleId": found.code.name(),
        "level": found.code.severity().name(),
        "message": text(&message(report, found)),
        "locations": [location(report, &found.place)],
        "relatedLocations": found.related.iter().map(related).collect::<Vec<_>>(),
        // Either every result has this property or none, so that an absent one says "unknown".
        "suppressions": found.waived.iter().map(|reason| suppression(reason)).collect::<Vec<_>>(),
    });
    if let Some(fix) = &found.fix
        && report.sources.get(&found.place.file).is_some()
    {
        result["fixes"] = json!([correction(report, found, fix)]);
    }
    result
}

fn message(report: &Report<'_>, found: &Diagnostic) -> String {
    let message = found.message.get(report.lang);
    match &found.help {
        Some(help) => format!("{message}\n{}", help.get(report.lang)),
        None => message.to_owned(),
    }
}

fn text(text: &str) -> Value {
    json!({ "text": text })
}

fn suppression(reason: &str) -> Value {
    json!({ "kind": "inSource", "justification": reason })
}

fn location(report: &Report<'_>, place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(place) });
    if let Some(region) = region(report, place) {
        physical["region"] = region;
    }
    json!({ "physicalLocation": physical })
}

/// The end column is that of the first character after the region, in SARIF as in a span.
fn region(report: &Report<'_>, place: &Place) -> Option<Value> {
    let extent = report.extent(place)?;
    Some(json!({
        "startLine": extent.start.line,
        "startColumn": extent.start.column,
        "endLine": extent.end.line,
        "endColumn": extent.end.column,
    }))
}

fn correction(report: &Report<'_>, found: &Diagnostic, fix: &Fix) -> Value {
    let replacement = |replacement: &crate::diagnostic::Replacement| {
        let place = Place::new(&found.place.file, replacement.span);
        json!({
            "deletedRegion": region(report, &place),
            "insertedContent": text(&replacement.text),
        })
    };
    json!({
        "description": text(fix.title.get(report.lang)),
        "artifactChanges": [{
            "artifactLocation": artifact(&found.place),
            "replacements": fix.replacements.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

/// The file, relative to the registry's root.
fn artifact(place: &Place) -> Value {
    json!({ "uri": uri(place.file.as_str()), "uriBaseId": "%SRCROOT%" })
}

/// A relative reference of RFC 3986: everything but its unreserved characters and `/` is encoded.
fn uri(path: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::diagnostics::testing::{all, sources, text_of, unknown_region};
    use crate::wording::Lang;

    fn sarif(diagnostics: &[Diagnostic], lang: Lang) -> String {
        let explanation = |code: Code| Wording::composed(code.name().replace('-', " "), "selitys".to_owned());
        let tool = Tool {
            version: "0.1.0",
            explanation: &explanation,
        };
        text_of(diagnostics, &sources(), lang, |report, out| {
            render_sarif(report, &tool, out)
        })
    }

    #[test]
    fn one_finding_as_a_whole_log() {
        insta::assert_snapshot!(sarif(&[unknown_region()], Lang::Fi), @r#"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "kumppani",
                  "version": "0.1.0",
                  "rules": [
                    {
                      "id": "unknown-region",
                      "shortDescription": {
                        "text": "selitys"
                      },
                      "defaultConfiguration": {
                        "level": "error"
                      }
                    }
                  ]
                }
              },
              "language": "fi",
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "unknown-region",
                  "level": "error",
                  "message": {
                    "text": "aluetta `länsi` ei ole"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "agreements/tno%202014.yaml",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "startLine": 6,
                          "startColumn": 15,
                          "endLine": 6,
                          "endColumn": 20
                        }
                      }
                    }
                  ],
                  "relatedLocations": [],
                  "suppressions": [],
                  "fixes": [
                    {
                      "description": {
                        "text": "kirjoita se kuten verkosto"
                      },
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "agreements/tno%202014.yaml",
                            "uriBaseId": "%SRCROOT%"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "startLine": 6,
                                "startColumn": 15,
                                "endLine": 6,
                                "endColumn": 20
                              },
                              "insertedContent": {
                                "text": "Länsi"
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ]
                }
              ]
            }
          ]
        }
        "#);
    }

    /// The schema has what a host refuses a log for; these are its parts that a finding touches.
    #[test]
    fn every_result_has_the_shape_of_the_standard() {
        let log: Value = serde_json::from_str(&sarif(&all(), Lang::En)).expect("what was written is JSON");
        let run = &log["runs"][0];
        assert_eq!(
            (log["version"].as_str(), run["columnKind"].as_str()),
            (Some("2.1.0"), Some("unicodeCodePoints"))
        );
        let results = run["results"].as_array().expect("results are an array");
        let rules = run["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules are an array");
        assert_eq!(results.len(), 5);
        for result in results {
            assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
            assert!(["error", "warning"].contains(&result["level"].as_str().expect("a level is a word")));
            assert!(result["message"]["text"].is_string() && result["suppressions"].is_array());
            let location = &result["locations"][0]["physicalLocation"];
            assert!(location["artifactLocation"]["uri"].is_string());
            let starts = location["region"]["startLine"].as_u64();
            assert!(starts.is_some_and(|line| line > 0) || location.get("region").is_none());
        }
        assert_eq!(
            results[1]["relatedLocations"][1]["message"]["text"],
            "the predecessor lists it once"
        );
        assert_eq!(
            results[3]["suppressions"][0]["justification"],
            "neuvottelut kesken"
        );
        assert!(
            results[4]["locations"][0]["physicalLocation"]
                .get("region")
                .is_none()
        );
    }

    #[test]
    fn without_findings_the_run_is_empty() {
        let log: Value = serde_json::from_str(&sarif(&[], Lang::En)).expect("what was written is JSON");
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], json!([]));
    }

    #[test]
    fn paths_are_percent_encoded() {
        assert_eq!(
            uri("agreements/tno 2014-ä.yaml"),
            "agreements/tno%202014-%C3%A4.yaml"
        );
        assert_eq!(uri("a:b%#?.yaml"), "a%3Ab%25%23%3F.yaml");
    }
}
