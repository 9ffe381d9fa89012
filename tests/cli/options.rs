//! Options say what they did: an empty answer names its scope, a file that was written is named, and what no
//! format or no calendar has is refused.

use insta::assert_snapshot;

use super::harness::Place;

/// An empty answer names the agreements that were asked, and where what was requested is.
#[test]
fn an_empty_answer_names_its_scope() {
    let place = Place::example();
    for (name, args) in [
        ("duties", &["duties", "--product", "kohtaava"][..]),
        ("signatories", &["signatories", "--state", "declined"]),
        (
            "signatories_one",
            &[
                "signatories",
                "--state",
                "declined",
                "--agreement",
                "lapin-tno-2014",
            ],
        ),
        (
            "signatories_all",
            &["signatories", "--state", "declined", "--kind", "company", "--all"],
        ),
        (
            "signatories_none",
            &["signatories", "--state", "declined", "--kind", "company"],
        ),
        (
            "events",
            &["events", "--from", "2017-09-01", "--to", "2017-10-01"],
        ),
        ("agreements", &["agreements", "--status", "upcoming"]),
        ("search", &["search", "mersu"]),
        (
            "calendar",
            &["calendar", "--from", "1990-01-01", "--to", "1990-02-01"],
        ),
        (
            "calendar_one",
            &["calendar", "--agreement", "lapin-tno-2014", "--to", "1990-02-01"],
        ),
    ] {
        let shown = format!("{}{}", place.run(args), place.run_fi(args));
        let shown: String = shown
            .lines()
            .filter(|line| {
                line.contains("match")
                    || line.contains("haku")
                    || line.contains("hakua")
                    || line.contains("found")
            })
            .map(|line| line.to_owned() + "\n")
            .collect();
        assert_snapshot!(format!("scope_{name}"), shown);
    }
}

#[test]
fn a_stretch_of_days_has_its_first_day_first() {
    let place = Place::example();
    for command in ["events", "calendar"] {
        let args = [command, "--from", "2016-02-01", "--to", "31.1.2016"];
        assert_snapshot!("days_reversed", place.run(&args));
        assert_snapshot!("days_reversed_fi", place.run_fi(&args));
        let same = [command, "--from", "2016-02-01", "--to", "1.2.2016"];
        assert_eq!(
            place.output(&same).status.code(),
            Some(0),
            "one day is a stretch, too"
        );
    }
}

#[test]
fn an_ending_that_no_format_has_is_refused() {
    let place = Place::example();
    assert_snapshot!("ending_unknown", place.run(&["duties", "-o", "duties.odf"]));
    assert_snapshot!(
        "ending_unknown_fi",
        place.run_fi(&["show", "lapin-tno-2014", "-o", "a.taulukko"])
    );
    for file in ["duties.odf", "a.taulukko"] {
        assert!(!place.path(file).exists(), "{file}");
    }
    for (file, more) in [("a.txt", &[][..]), ("a", &[]), ("a.odf", &["--format", "csv"])] {
        let args = [&["duties", "-o", file][..], more].concat();
        assert_eq!(place.output(&args).status.code(), Some(0), "{file}");
    }
}

/// Whatever a command writes into the file of --output, it names the file.
#[test]
fn a_file_that_was_written_is_named() {
    let place = Place::example();
    for (file, args) in [
        ("a.xlsx", &["signatories", "--agreement", "lapin-tno-2014"][..]),
        ("a.csv", &["sql", "SELECT 1 AS one"]),
        ("a.ics", &["calendar"]),
        ("a.html", &["show", "lapin-tno-2014"]),
        ("a.docx", &["document", "lapin-tno-2014"]),
        ("a.json", &["schema"]),
        ("a.md", &["board", "lapin-tno-2017"]),
        ("a.sarif", &["validate"]),
        ("kumppani.fish", &["completions", "fish"]),
        ("b.md", &["explain", "overlapping-terms"]),
        ("c.json", &["load"]),
        ("a.diff", &["open", "lapin-tno-2017", "--dry-run"]),
    ] {
        let shown = |lang: &str, more: &[&str]| {
            let args = [args, &["-o", file, "--lang", lang], more].concat();
            String::from_utf8_lossy(&place.output(&args).stderr).into_owned()
        };
        assert!(
            shown("en", &[]).contains("wrote ") && shown("en", &[]).contains(file),
            "{args:?}: {}",
            shown("en", &[])
        );
        assert!(
            shown("fi", &[]).contains("kirjoitettiin ") && shown("fi", &[]).contains(file),
            "{args:?}"
        );
        assert!(!shown("en", &["-q"]).contains("wrote "), "{args:?}");
    }
    let n = place
        .json(&["signatories", "--agreement", "lapin-tno-2014"])
        .as_array()
        .map(Vec::len);
    let args = ["signatories", "--agreement", "lapin-tno-2014", "-o", "s.xlsx"];
    let shown = place.run(&args);
    assert_eq!(
        shown,
        format!(
            "--- stderr\nwrote {} rows to s.xlsx\n--- exit 0\n",
            n.expect("rows")
        )
    );
}

/// Nothing that was requested is passed over in silence.
#[test]
fn an_option_that_a_command_has_no_use_for_is_refused() {
    let place = Place::example();
    assert_snapshot!(
        "one_format",
        place.run(&["completions", "bash", "--format", "json"])
    );
    assert_snapshot!(
        "one_format_fi",
        place.run_fi(&["completions", "bash", "--format", "json"])
    );
    for args in [
        &["register", "--template", "t.xlsx", "-o", "a.csv"][..],
        &["templates", "--copy", "document.html", "-o", "a.csv"],
        &["man", "man", "-o", "a.csv"],
        &["init", "new", "-o", "a.csv"],
    ] {
        assert_eq!(place.output(args).status.code(), Some(2), "{args:?}");
    }
    // A renewal that is refused leaves no empty file behind.
    place.run(&["renew", "lapin-tno-2014", "--dry-run", "-o", "a.yml.txt"]);
    for file in ["t.xlsx", "a.csv", "man", "new", "templates", "a.yml.txt"] {
        assert!(!place.path(file).exists(), "{file}");
    }
}
