//! Files that are made to be too much: of each so many findings are kept, the rest is counted by code, and
//! the time that a file takes does not grow faster than it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kumppani::diagnostic::{Code, FilePath, MOST_KEPT};
use kumppani::registry::{check_one, fixed};
use kumppani::source::{FileReading, FoundFile, Role, read_bytes, walk};

const HEAD: &str = "id: a\ntitle: T\nterm: { starts: 2024, ends: 2030 }\n";

fn read(text: &str) -> FileReading {
    read_bytes(
        &FilePath::new("agreements/a.yaml"),
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        text.as_bytes().to_vec(),
    )
}

/// How many findings of each code there are, kept or counted; no more than may be are kept.
fn counts(text: &str) -> BTreeMap<&'static str, usize> {
    let findings = read(text).findings;
    assert!(findings.as_slice().len() <= MOST_KEPT);
    let mut counts = BTreeMap::new();
    for found in findings.as_slice() {
        *counts.entry(found.code.name()).or_default() += 1;
    }
    for more in findings.more() {
        *counts.entry(more.code.name()).or_default() += more.n;
    }
    assert_eq!(counts.values().sum::<usize>(), findings.count(), "{text:.80}");
    counts
}

fn check(text: &str, expected: &[(Code, usize)]) {
    let expected: BTreeMap<_, _> = expected.iter().map(|(code, n)| (code.name(), *n)).collect();
    assert_eq!(counts(text), expected, "{text:.80}");
}

#[test]
fn every_finding_is_counted_by_its_code() {
    let times = |unit: &str| unit.repeat(5000);
    let signatories = |entries: &str| format!("{HEAD}signatories:\n{entries}");
    let whole = "- { organisation: o, name: N, kind: other, regions: all }\n";
    check(&signatories(&times("- {}\n")), &[(Code::MissingField, 3 * 5000)]);
    check(
        &signatories(&times("- { organisation: o }\n")),
        &[(Code::MissingField, 2 * 5000)],
    );
    check(
        &times("a:\n"),
        &[(Code::UnknownField, 5000), (Code::MissingField, 3)],
    );
    check(
        &format!(
            "{}{whole}",
            signatories(&times(
                "- { organisation: Ä!, name: N, kind: other, regions: all }\n"
            ))
        ),
        &[(Code::InvalidId, 5000)],
    );
    check(
        &format!("{}members: [{}]\n", signatories(whole), times("*a,")),
        &[(Code::UnsupportedYaml, 5000), (Code::UnknownField, 1)],
    );
    check(
        &format!("{}cooperation: [{}]\n", signatories(whole), times("[q],")),
        &[(Code::UnknownRegion, 5000)],
    );
    check(&times("<<<<<<< a\n"), &[(Code::MergeConflict, 5000)]);
    check(&format!("a:\n{}", times("- \tx\n")), &[(Code::Syntax, 5000)]);
}

/// A file in which almost nothing could be read is not shown to the rules, and does not pass for a sound one.
#[test]
fn a_file_of_nothing_but_errors_has_no_content() {
    let reading = read(&format!("{HEAD}signatories:\n{}", "- {}\n".repeat(5000)));
    assert!(reading.content.is_none() && reading.findings.has_errors());
    let reading = read(&format!("{HEAD}signatories:\n{}", "- {}\n".repeat(50)));
    assert!(reading.content.is_some() && reading.findings.has_errors());
}

/// An error that comes behind hundreds of warnings.
#[test]
fn warnings_hide_no_error() {
    let mut text = format!("{HEAD}strategies:\n");
    for n in 0..400 {
        let _ = writeln!(text, "- {{ name: a\u{308}{n} }}");
    }
    text += "signatories:\n- { organisation: o, name: N, kind: other, regions: all, signed: 2024-13 }\n";
    check(&text, &[(Code::NonNfcText, 400), (Code::InvalidDate, 1)]);
    let findings = read(&text).findings.sorted();
    assert!(findings.iter().any(|found| found.code == Code::InvalidDate));
}

/// Fields and entries of lists are counted alike. The head of the file has five fields, and the list is one.
#[test]
fn files_have_an_end() {
    let members = |n: usize| format!("{HEAD}supersedes: [{}]\n", "a,".repeat(n));
    let codes = |text: &str| counts(text).into_keys().collect::<Vec<_>>();
    let most = 100_000 - 6;
    assert_eq!(codes(&members(most)), ["repeated-entry"]);
    assert!(read(&members(most)).content.is_some());
    let more = members(most + 1);
    assert_eq!(codes(&more), ["file-too-large", "repeated-entry"]);
    assert!(read(&more).content.is_none());
    let fields = counts(&format!("{HEAD}{}", "a:\n".repeat(1_400_000)));
    assert_eq!(fields["unknown-field"], 100_000 - 5);
    assert_eq!(fields["file-too-large"], 1);
}

fn file_of(text: &str) -> (tempfile::TempDir, FoundFile) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join("agreements")).expect("a folder can be made");
    std::fs::write(folder.path().join("agreements/a.yaml"), text).expect("a file can be written");
    let found = walk(folder.path()).expect("the folder is a registry");
    (folder, found.files.into_iter().next().expect("there is one file"))
}

/// Corrections stand far behind the findings that are kept, and there are more of them than that.
#[test]
fn everything_that_can_be_mended_is_mended() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let mut text = format!("{HEAD}signatories:\n");
    text += &"- { organisation: o, nmae: N }\n".repeat(100);
    for n in 0..700 {
        let _ = writeln!(
            text,
            "- {{ organisation: p{n}, name: N{n}, kind: other, regions: [länsi] }}"
        );
    }
    let (_folder, file) = file_of(&text);
    let mended = fixed(&file, text.as_bytes(), today).expect("there is something to mend");
    assert_eq!(mended.n_mended, 700);
    let after = String::from_utf8(mended.bytes).expect("a corrected file is text");
    assert_eq!(after, text.replace("länsi", "Länsi"));
    let count = |text: &str| check_one(&file, text.as_bytes().to_vec(), today).count();
    assert_eq!(count(&text) - count(&after), 700);
}

/// Each of these took time with the square of its length, or memory with the product of two.
#[test]
fn twice_the_file_takes_no_more_than_twice_the_time() {
    let whole = "signatories:\n- { organisation: o, name: N, kind: other, regions: all }\n";
    let kinds: [(&str, &str, &str, &str); 10] = [
        ("marks in a comment", "# ", "\u{202e}", "\n"),
        ("aliases on a line", "a: [", "*a,", "]\n"),
        ("tabs on a line", "a: [", "x,\t", "]\n"),
        ("repetitions on a line", "supersedes: [", "a,", "]\n"),
        (
            "events on a line",
            "events: [",
            "{date: 2024,title: T,kind: meeting},",
            "]\n",
        ),
        ("regions that do not exist", "cooperation: [[", "q,", "]]\n"),
        (
            "events by line",
            "events:\n",
            "- date: 2024\n  title: T\n  kind: meeting\n",
            "",
        ),
        (
            "strangers in groups",
            "groups: [{ id: g, name: G, regions: all, members: [",
            "b,",
            "]}]\n",
        ),
        ("cooperation", "cooperation: [", "[q],", "]\n"),
        (
            "variables on a line",
            "provisions: [{ heading: A, text: '",
            "{q}",
            "' }]\n",
        ),
    ];
    for (name, before, unit, after) in kinds {
        let time = |bytes: usize| {
            let text = format!("{HEAD}{whole}{before}{}{after}", unit.repeat(bytes / unit.len()));
            let started = std::time::Instant::now();
            let reading = read(&text);
            for found in reading.findings.as_slice() {
                let _ = reading.text.line_column(found.place.span.end);
            }
            started.elapsed().as_secs_f64()
        };
        // Sixteen times the file: linear is 16, the square 256. What is only busy is not so each time.
        let is_in_time = |_| time(640_000) < 100.0 * time(40_000).max(0.002);
        assert!((0..3).any(is_in_time), "{name}");
    }
}
