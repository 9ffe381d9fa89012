//! Nothing that is printed does anything else than to be read: every command is run on registries whose every
//! text holds what a terminal would obey or no one would see, and with such arguments.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use super::harness::{Place, SMALL};
use super::seen::whole::{ended, open_ended, organisations};

/// What can be in a file that is loaded: each without what would need it.
const UNSEEN: &str =
    "\u{200b}a\u{200c}b\u{200d}c\u{2060}d\u{3164}e\u{115f}f\u{ffa0}g\u{180e}h\u{fe0f}i\u{e0041}j\u{2800}k";

/// What makes a file that is not loaded.
const OBEYED: &str = "\u{202e}a\u{2066}b\u{200f}c\u{1b}[2Jd\u{9b}31me\u{1b}]0;x\u{7}f\u{85}g\u{61c}h\u{8}i";

/// What is never printed raw; distinguished here from the program's own rule.
fn is_raw(c: char) -> bool {
    (c.is_control() && c != '\n')
        || (UNSEEN.contains(c) && !c.is_ascii())
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn assert_clean(bytes: &[u8], what: &str) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let text = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    let unfolded = without_colours(&text.replace("\n ", "").replace('\t', ""));
    if let Some(raw) = unfolded.chars().find(|c| is_raw(*c)) {
        let shown: String = text.lines().filter(|line| line.contains(raw)).take(3).collect();
        panic!("{what}: U+{:04X} in {:?}", u32::from(raw), shown);
    }
}

/// Our own colours, which are requested, begin and end like this.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once('m') {
        Some((settings, rest)) if settings.bytes().all(|b| b.is_ascii_digit() || b == b';') => text + rest,
        _ => text + "\u{1b}" + part,
    })
}

/// Every text of a value with something in it; ids, dates and words of the program are left.
fn laden(value: Value, with: &str) -> Value {
    let is_text = |text: &str| text.contains(' ') || text.chars().any(char::is_uppercase);
    match value {
        Value::Object(fields) => {
            let is_word = |name: &str| {
                [
                    "regions",
                    "cooperation",
                    "municipality",
                    "business_id",
                    "email",
                    "phone",
                ]
                .contains(&name)
            };
            let fields = fields.into_iter().map(|(name, value)| match value {
                value if is_word(&name) => (name, value),
                value => (name, laden(value, with)),
            });
            Value::Object(fields.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| laden(item, with)).collect()),
        Value::String(text) if is_text(&text) => Value::String(format!("{text} {with}")),
        other => other,
    }
}

fn registry(with: &str) -> Place {
    let mut ended = ended();
    ended.as_object_mut().and_then(|fields| fields.remove("opened"));
    let text = |value: Value| {
        format!("{}\n# {OBEYED}\n", laden(value, with)).replace(['\u{1b}', '\u{7}', '\u{8}'], "")
    };
    let place = Place::of(&[
        ("koko-2014.yaml", &text(ended)),
        ("koko-2020.yaml", &text(open_ended())),
        ("organisations.yaml", &text(organisations())),
        ("pieni-2014.yaml", &SMALL.replace("sopimus-2014", "pieni-2014")),
    ]);
    place.write(
        "registry.yaml",
        format!("name: Verkosto {with}\n").replace(OBEYED, "").as_bytes(),
    );
    place
}

const ROWS: [&str; 12] = [
    "agreements --all",
    "signatories --contacts",
    "organisations",
    "groups --all",
    "duties",
    "regions",
    "events",
    "search kielellä",
    "due --within 90y",
    "board",
    "calendar --internal",
    "sql SELECT|title,|'\u{202e}'|AS|\"\u{2066}x\"|FROM|agreement",
];

const PAGES: [&str; 8] = [
    "show koko-2014",
    "show koko-2020",
    "show opisto",
    "show koko-2014/ryhma-a",
    "document koko-2014",
    "document koko-2020 --organisation opisto",
    "diff koko-2014 koko-2020",
    "suppose --cease opisto --on 2026-01-01 --successor uusi",
];

const OTHERS: [&str; 50] = [
    "validate --format human --limit 0",
    "validate --format human --color always",
    "validate --format short",
    "validate --format json",
    "validate --format sarif",
    "validate --format github",
    "verify agreements/koko-2014.yaml",
    "validate --fix --dry-run",
    "explain invalid-text",
    "renew koko-2020 --dry-run",
    "renew pieni-2014 --dry-run",
    "new uusi-2030 --title Uusi --from koko-2020 --dry-run",
    "register koko-2020 --organisation uusi --name Uusi --dry-run",
    "open koko-2020 --on 2010-01-01 --dry-run",
    "approve koko-2020 opisto --on 2009-12-01 --decision § --dry-run",
    "sign koko-2020 opisto --on 2010-03-01 --dry-run",
    "decline koko-2020 opisto --on 2010-03-01 --dry-run",
    "withdraw koko-2020 opisto --effective 2025-03-01 --dry-run",
    "extend koko-2014 --until 2019-01-01 --dry-run",
    "terminate koko-2020 --on 2027-01-01 --dry-run",
    "attach koko-2020 agreements/koko-2014.yaml --kind minutes --of opisto --dry-run",
    "workbook koko-2020 -o kirja.xlsx",
    "apply kirja.xlsx --dry-run",
    "organisation rename opisto --name Uusi --dry-run",
    "organisation cease opisto --on 2026-01-01 --dry-run",
    "group join koko-2014/ryhma-a uusi --dry-run",
    "group chair koko-2014/ryhma-a opisto --from 2015-01-01 --dry-run",
    "correct koko-2014 opisto --signed 2013-11-06 --because Syy --dry-run",
    "reopen koko-2014 --because Syy --dry-run",
    "set koko-2020 term.review_months 12 --dry-run",
    "unset koko-2020 part_of --dry-run",
    "add koko-2020 strategies name=Uusi --dry-run",
    "remove koko-2014 events.tapahtuman-tunnus --dry-run",
    "contact opisto --email uusi@example.fi --everywhere --dry-run",
    "duty reword koko-2020/ryhma-b 1 Toisin --dry-run",
    "event add koko-2014 Kokous --date 2016-01-01 --kind meeting --dry-run",
    "event cancel koko-2014 tapahtuman-tunnus --dry-run",
    "strategy add koko-2020 Uusi --dry-run",
    "group add koko-2020 ryhma-d Uusi --dry-run",
    "group dissolve koko-2020/ryhma-b --on 2026-01-01 --dry-run",
    "region rename Länsi Meri --dry-run",
    "templates",
    "log",
    "undo --dry-run",
    "edit koko-2020 --dry-run",
    "load --check",
    "schema agreement",
    "schema --write --dry-run",
    "completions bash",
    "remind koko-2020 --to kirjeet --from tno@example.fi",
];

/// The commands whose answers are tried, each with its formats.
fn tried() -> Vec<(String, &'static [&'static str])> {
    let rows: &[&str] = &["table", "json", "jsonl", "csv", "markdown", "html"];
    let pages: &[&str] = &["table", "json", "jsonl", "markdown", "html"];
    let of = |lines: &[&str], formats: &'static [&'static str]| -> Vec<(String, &'static [&'static str])> {
        lines.iter().map(|line| ((*line).to_owned(), formats)).collect()
    };
    [of(&ROWS, rows), of(&PAGES, pages), of(&OTHERS, &[""])].concat()
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(|word| word.replace('|', " ")).collect()
}

/// Runs a command and looks at all that it prints.
fn look_at(place: &Place, args: &[&str]) {
    let output = place.output(args);
    let what = format!("{args:?}");
    assert!(
        !output.stdout.is_empty() || !output.stderr.is_empty(),
        "{what} says nothing"
    );
    assert!(output.status.code().is_some_and(|code| code <= 2), "{what}");
    assert_clean(&output.stdout, &what);
    assert_clean(&output.stderr, &what);
}

fn look_at_all(with: &str) {
    let place = registry(with);
    for (line, formats) in tried() {
        for (at, format) in formats.iter().enumerate() {
            let mut args = words(&line);
            if !format.is_empty() {
                args.extend(["--format".to_owned(), (*format).to_owned()]);
            }
            args.extend(["--lang".to_owned(), ["fi", "en"][at % 2].to_owned()]);
            look_at(&place, &args.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    look_at(&place, &["site", "sivut", "--lang", "fi"]);
    look_at(&place, &["site", "internal", "--internal", "--lang", "en"]);
    look_at(&place, &["man", "ohjeet"]);
    for folder in ["sivut", "internal", "ohjeet", "kirjeet"] {
        look_at_files(&place.path(folder));
    }
}

fn look_at_files(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("its entries can be read").path();
        let is_text = path
            .extension()
            .is_some_and(|ending| ending != "docx" && ending != "xlsx");
        if path.is_dir() {
            look_at_files(&path);
        } else if is_text {
            assert_clean(
                &fs::read(&path).expect("a file can be read"),
                &path.display().to_string(),
            );
        }
    }
}

#[test]
fn whatever_is_loaded_is_printed_clean() {
    look_at_all(UNSEEN);
}

#[test]
fn whatever_is_refused_is_printed_clean() {
    look_at_all(OBEYED);
}

/// No command is left out above.
#[test]
fn every_command_is_looked_at() {
    let help = Place::empty().run(&["--help"]);
    let (_, below) = help
        .split_once("Commands:\n")
        .expect("the help lists the commands");
    let all: BTreeSet<&str> = below
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(all.len() > 30, "{all:?}");
    let of_tests = tried();
    let looked_at = of_tests.iter().filter_map(|(line, _)| line.split(' ').next());
    let elsewhere = ["site", "man", "init", "help"];
    let missed: Vec<&str> = all
        .into_iter()
        .filter(|command| !looked_at.clone().chain(elsewhere).any(|other| other == *command))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn whatever_is_typed_is_printed_clean() {
    let place = registry("");
    let typed = format!("x{UNSEEN}{OBEYED}");
    let lines = [
        "{}",
        "--{}",
        "show {}",
        "search {}",
        "sign {} {} --on 2020",
        "sign koko-2020 {}",
        "explain {}",
        "validate {}",
        "agreements --status {}",
        "agreements --as-of {}",
        "agreements --format {}",
        "agreements --dir {}",
        "agreements --db {}/x",
        "agreements -o {}/x",
        "agreements -o {}",
        "duties --group {}",
        "duties {}",
        "sql {}",
        "renew {}",
        "renew koko-2020 --id {}",
        "new {} --title x",
        "new uusi-2030 --title {} --dry-run",
        "new uusi-2030 --title x --from {}",
        "document {}",
        "diff {} koko-2020",
        "register koko-2020 --from {}",
        "register koko-2020 --organisation {} --name x",
        "register koko-2020 --organisation uusi --name {} --dry-run",
        "register --template {}.xlsx",
        "organisation rename opisto --name {} --dry-run",
        "remind koko-2020 --to {} --from {}",
        "templates --copy {}",
        "site {}",
        "man {}",
        "init {}",
        "init x --name {} --regions {},Muu --yes",
        "completions {}",
        "schema {}",
        "calendar {}",
        "board {}",
        "suppose {}",
        "suppose --cease {} --on 2026-01-01",
        "suppose --terminate {}",
        "agreements --suppose {}",
        "edit {}",
        "edit koko-2020.{}",
        "extend koko-2014 --until {}",
    ];
    for line in lines {
        for lang in ["en", "fi"] {
            let args: Vec<String> = line.split(' ').map(|word| word.replace("{}", &typed)).collect();
            let args: Vec<&str> = args.iter().map(String::as_str).chain(["--lang", lang]).collect();
            look_at(&place, &args);
        }
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_printed_clean() {
    let place = registry("");
    let name = format!("x{UNSEEN}{}", OBEYED.replace('\u{85}', "\u{202e}"));
    for path in ["{}.yaml", "{}.yml", "{}/a.yaml", "a {}.yaml"] {
        place.write(&format!("agreements/{}", path.replace("{}", &name)), b"id: a\n");
    }
    place.write(&format!("templates/{name}.html"), b"x");
    for line in [
        "validate --format human",
        "validate --format short",
        "validate --format github",
        "agreements",
        "load",
        "templates",
        "site sivut",
        "validate --fix",
    ] {
        look_at(&place, &line.split(' ').collect::<Vec<_>>());
    }
    let path = format!("agreements/{name}.yaml");
    look_at(&place, &["validate", &path]);
    look_at(&place, &["show", &path]);
}

#[test]
fn completions_are_clean() {
    let place = registry(UNSEEN);
    for word in ["show", "sign"] {
        let output = place
            .command(&[])
            .args(["--", "kumppani", word, ""])
            .env("COMPLETE", "fish")
            .env("_CLAP_COMPLETE_INDEX", "2")
            .output()
            .expect("the program can be started");
        let described = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(described.contains("koko-2014"), "{described}");
        assert_clean(&output.stdout, word);
    }
}

/// A comment of the file is in the diff of an act, and an editor would show its line turned around.
#[test]
fn a_comment_that_turns_the_line_is_shown_and_shown() {
    let place = Place::of(&[(
        "sopimus-2014.yaml",
        &SMALL.replace("term:", "# \u{202e} txt.exe \u{2066}\nterm:"),
    )]);
    assert_snapshot!("clean_comment", place.run(&["validate"]));
    assert_snapshot!(
        "clean_comment_fi",
        place.run_fi(&["validate", "--format", "short"])
    );
    assert_snapshot!(
        "clean_diff",
        place.run(&["terminate", "sopimus-2014", "--on", "2027-01-01", "--dry-run"])
    );
    let file = place.path("muutos.diff").display().to_string();
    place.output(&[
        "terminate",
        "sopimus-2014",
        "--on",
        "2027-01-01",
        "--dry-run",
        "-o",
        &file,
    ]);
    assert_clean(
        &fs::read(&file).expect("the diff was written"),
        "the diff in a file",
    );
}

/// The names of two organisations that look the same are the same.
#[test]
fn names_that_look_the_same_are_the_same() {
    let text = SMALL.replace("name: Ryhmä", "name: Ryh\u{ad}mä");
    let place = Place::of(&[("sopimus-2014.yaml", &text)]);
    assert_snapshot!("clean_name", place.run(&["validate"]));
    assert!(place.run(&["search", "ryhmä"]).contains("Ryhmä"));
    assert!(place.run(&["search", "Ryh\u{200b}mä"]).contains("Ryhmä"));
    assert!(!place.run(&["show", "Ryh\u{2060}mä"]).contains("there is no"));
    assert_snapshot!("clean_name_fix", place.run(&["validate", "--fix"]));
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), SMALL);
}

/// Near misses: nothing here is a finding, and all of it comes out whole.
#[test]
fn what_belongs_to_a_text_stays() {
    for name in [
        "Opisto 👩\u{200d}👩\u{200d}👧",
        "Opisto ❤\u{fe0f}",
        "Opisto ☎\u{fe0e}",
        "Opisto 👩🏽\u{200d}🚀",
        "Opisto 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "Opisto 1\u{fe0f}\u{20e3}",
        "Opisto 🇫🇮🇸🇪",
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "Sääʹmteʹǧǧ Soađegilli Áŋŋel",
        "Opisto m\u{327}",
    ] {
        let text = SMALL.replace("name: Opisto", &format!("name: {name}"));
        let place = Place::of(&[("sopimus-2014.yaml", &text)]);
        let described = place.run(&["validate"]);
        assert!(described.starts_with("no findings"), "{name}: {described}");
        for format in ["table", "json", "csv", "markdown", "html"] {
            let described = place.run(&["signatories", "--format", format]);
            assert!(described.contains(name), "{name} as {format}: {described}");
        }
    }
    // A text, as against a name, may have soft hyphens, as copied pages do.
    let text = SMALL.replace("Seuraa toimintaa", "Seuraa toi\u{ad}min\u{ad}taa");
    let place = Place::of(&[("sopimus-2014.yaml", &text)]);
    assert!(place.run(&["validate"]).starts_with("no findings"));
}

/// Everything that compares names takes two that look the same for the same.
#[test]
fn names_that_look_the_same_are_compared_as_the_same() {
    let second = "  - organisation: toinen\n    name: Opi\u{200b}sto\n    kind: education\n    regions: all\n    \
                  contact: { role: Kirjaamo, email: toinen@example.fi }\n    signed: 2014-01-02\n";
    let place = Place::of(&[("sopimus-2014.yaml", &format!("{SMALL}{second}"))]);
    let described = place.run(&["validate", "--format", "short"]);
    assert!(
        described.contains("warning[duplicate-organisation]"),
        "{described}"
    );
    // The record and the agreement have one name.
    let record = "organisations:\n  - id: opisto\n    name: Opis\u{2060}to\n";
    let place = Place::of(&[("sopimus-2014.yaml", SMALL), ("organisations.yaml", record)]);
    let described = place.run(&["validate", "--format", "short"]);
    assert_eq!(described.matches("warning[").count(), 1, "{described}");
    assert!(
        described.contains("organisations.yaml:3:11: warning[invisible-character]"),
        "{described}"
    );
    // A list names an organisation as the registry does.
    place.write("lista.csv", "Nimi;Pvm\nOpi\u{ad}sto;2.1.2014\n".as_bytes());
    let described = place.run(&["sign", "sopimus-2014", "--from", "lista.csv", "--dry-run"]);
    assert!(
        !described.contains("error") && !described.contains("\u{ad}"),
        "{described}"
    );
    // What is written is what is read.
    let diff = place.run(&[
        "register",
        "sopimus-2014",
        "--organisation",
        "uusi",
        "--name",
        "Uu\u{200b}si",
        "--dry-run",
    ]);
    assert!(diff.contains("name: Uusi\n"), "{diff}");
    let diff = place.run(&[
        "organisation",
        "rename",
        "opisto",
        "--name",
        "Opi\u{200b}sto",
        "--dry-run",
    ]);
    assert!(diff.contains("says so already") || !diff.contains('+'), "{diff}");
}
