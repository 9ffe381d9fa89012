//! Which columns are shown: what has room, what somebody names, and what is said of the others.

use std::fs;
use std::process::Output;

use insta::assert_snapshot;

use super::harness::Place;

fn at_width(place: &Place, args: &[&str], columns: &str) -> Output {
    let mut command = place.command(args);
    command
        .env("COLUMNS", columns)
        .output()
        .expect("the program runs")
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_signatory_takes_one_line_of_eighty_columns() {
    let place = Place::example();
    for lang in ["en", "fi"] {
        let args = ["signatories", "--agreement", "lapin-tno-2014", "--lang", lang];
        let lines = lines(&at_width(&place, &args, "80"));
        assert_eq!(lines.len(), 34 + 2, "{lang}: {lines:#?}");
        assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:#?}");
    }
}

#[test]
fn what_has_no_room_is_named_and_can_be_seen() {
    let place = Place::example();
    let args = ["signatories", "--agreement", "keski-tunturi-2015"];
    for (name, columns) in [("columns_60", "60"), ("columns_80", "80"), ("columns_120", "120")] {
        assert_snapshot!(name, place.describe(&at_width(&place, &args, columns)));
    }
    let wide = [&args[..], &["--wide"]].concat();
    assert_eq!(
        at_width(&place, &wide, "40").stdout,
        at_width(&place, &wide, "200").stdout
    );
    assert_snapshot!("columns_wide_fi", place.run_fi(&wide));
    assert_snapshot!(
        "columns_board_60",
        place.describe(&at_width(&place, &["board", "lapin-tno-2012"], "60"))
    );
}

#[test]
fn without_a_terminal_a_table_is_a_hundred_columns_wide() {
    let place = Place::example();
    for args in [&["organisations"][..], &["duties"], &["due", "--within", "5y"]] {
        assert_eq!(
            place.output(args).stdout,
            at_width(&place, args, "100").stdout,
            "{args:?}"
        );
        place.output(&[args, &["-o", "a.txt"]].concat());
        assert_eq!(
            place.read("a.txt").into_bytes(),
            place.output(args).stdout,
            "{args:?}"
        );
    }
}

#[test]
fn named_columns_are_those_of_every_format() {
    let place = Place::example();
    let args = |names, more: &[&'static str]| {
        let args = [
            "signatories",
            "--agreement",
            "keski-tunturi-2015",
            "--columns",
            names,
        ];
        [&args[..], more].concat()
    };
    assert_snapshot!(
        "columns_named",
        place.run(&args("Signed_On,name,business-id,liittynyt", &[]))
    );
    assert_snapshot!(
        "columns_csv",
        place.run(&args("allekirjoitettu,nimi", &["--format", "csv"]))
    );
    assert_snapshot!(
        "columns_markdown",
        place.run_fi(&args("tila,nimi", &["--format", "markdown"]))
    );
    let page = String::from_utf8_lossy(&place.output(&args("state,name", &["--format", "html"])).stdout)
        .into_owned();
    let heads: Vec<&str> = page
        .split("<th ")
        .skip(1)
        .filter_map(|head| head.split(['>', '<']).nth(1))
        .collect();
    assert_eq!(heads, ["state", "name"], "{page}");
    assert_snapshot!(
        "columns_sql",
        place.run(&[
            "sql",
            "SELECT 1 AS one, 2 AS two, 3 AS three",
            "--columns",
            "th,one"
        ])
    );
    assert_snapshot!(
        "columns_of_group",
        place.run(&["duties", "--group", "elo-johto", "--columns", "no,theme,duty"])
    );
    place.run(&args("name,state", &["-o", "a.xlsx"]));
    assert!(fs::metadata(place.path("a.xlsx")).is_ok_and(|file| file.len() > 0));
}

#[test]
fn what_names_no_column_is_refused_with_those_there_are() {
    let place = Place::example();
    assert_snapshot!(
        "columns_unknown",
        place.run(&["signatories", "--columns", "name,stat,sate"])
    );
    assert_snapshot!(
        "columns_unknown_fi",
        place.run_fi(&["due", "--columns", "puhelin"])
    );
    assert_snapshot!("columns_ambiguous", place.run(&["duties", "--columns", "d"]));
    assert_snapshot!(
        "columns_json",
        place.run(&["groups", "--columns", "name", "--format", "json"])
    );
    assert_snapshot!(
        "columns_wide_csv_fi",
        place.run_fi(&["groups", "--wide", "-o", "a.csv"])
    );
    assert!(!place.path("a.csv").exists());
}

/// What has no columns passes over no option in silence, and does nothing.
#[test]
fn where_there_are_no_columns_none_are_chosen() {
    let place = Place::example();
    let before = place.read("agreements/lapin-tno-2017.yaml");
    for args in [
        "schema agreement",
        "completions bash",
        "explain unknown-field",
        "validate",
        "validate --fix --dry-run",
        "load",
        "init new",
        "man pages",
        "site pages",
        "renew lapin-tno-2014",
        "open lapin-tno-2017",
        "open lapin-tno-2017 --dry-run",
        "calendar",
        "templates --copy document.html",
    ] {
        for option in [&["--wide"][..], &["--columns", "name"]] {
            let output = place.output(&[&args.split(' ').collect::<Vec<_>>()[..], option].concat());
            let shown = place.describe(&output);
            assert!(
                output.status.code() == Some(2) && shown.contains(option[0]),
                "{args}: {shown}"
            );
        }
    }
    assert_eq!(place.read("agreements/lapin-tno-2017.yaml"), before);
    for path in ["new", "pages", "templates"] {
        assert!(!place.path(path).exists(), "{path}");
    }
    let page = place.run(&["show", "lapin-tno-2014", "--columns", "name"]);
    assert!(
        page.contains("this answer has no columns, so --columns has no effect"),
        "{page}"
    );
    assert_eq!(
        place.output(&["show", "lapin-tno-2014", "--wide"]).status.code(),
        Some(0)
    );
}

/// A command to type is on a line of its own, as a shell takes it, whatever the width.
#[test]
fn a_proposed_command_is_never_broken() {
    let place = Place::example();
    let args = ["due", "--within", "5y", "--as-of", "2017-06-01"];
    let csv = place.output(&[&args[..], &["--columns", "next-command", "--format", "csv"]].concat());
    let expected: Vec<String> = lines(&csv)
        .into_iter()
        .skip(1)
        .map(|line| line.trim_matches('"').to_owned())
        .collect();
    assert!(expected.iter().any(|command| command.len() > 100), "{expected:?}");
    for width in ["30", "80", "200"] {
        let shown = lines(&at_width(&place, &args, width));
        let commands: Vec<&str> = shown
            .iter()
            .filter_map(|line| line.strip_prefix("  kumppani "))
            .collect();
        let expected: Vec<&str> = expected
            .iter()
            .filter_map(|line| line.strip_prefix("kumppani "))
            .collect();
        assert_eq!(commands, expected, "{width}");
    }
    let alone = place.output(&[&args[..], &["--columns", "next"]].concat());
    assert_eq!(lines(&alone), expected);
    assert_snapshot!("columns_due_60", {
        let output = at_width(&place, &["due", "--within", "1w", "--as-of", "2017-06-01"], "60");
        place.describe(&output)
    });
}

/// The columns of contacts would be empty, as if none were recorded.
#[test]
fn contacts_are_only_columns_when_they_are_wanted() {
    let place = Place::example();
    for columns in ["name,e-mail", "nimi,sähköposti", "telephone"] {
        for format in ["table", "csv"] {
            let asked = ["signatories", "--columns", columns, "--format", format];
            let shown = place.run(&asked);
            assert!(
                shown.contains("add --contacts") && shown.ends_with("exit 2\n"),
                "{shown}"
            );
            let with = place.run(&[&asked[..], &["--contacts"]].concat());
            assert!(with.ends_with("exit 0\n"), "{with}");
        }
    }
}

/// A name of several words without quotation marks is one word too many.
#[test]
fn a_name_without_quotation_marks_is_explained() {
    let place = Place::example();
    let args = ["show", "Lapin", "yliopisto"];
    let (english, finnish) = (place.run(&args), place.run_fi(&args));
    assert!(
        english.contains("tip: put a name that contains spaces in quotation marks"),
        "{english}"
    );
    assert!(
        finnish.contains("ohje: kirjoita välilyöntejä sisältävä nimi lainausmerkkeihin"),
        "{finnish}"
    );
}

/// What one has to type is the last thing that a narrow list of agreements gives up.
#[test]
fn a_narrow_list_of_agreements_has_their_ids() {
    let place = Place::example();
    for columns in ["40", "60", "80"] {
        let output = at_width(&place, &["agreements"], columns);
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        for id in [
            "lapin-tno-2012",
            "lapin-tno-2014",
            "keski-tunturi-2015",
            "lapin-tno-2017",
        ] {
            assert!(shown.contains(id), "{columns}: {shown}");
        }
    }
}
