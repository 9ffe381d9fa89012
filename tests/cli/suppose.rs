//! Suppositions: what would change if something were recorded, any question as if it were, and nothing written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use chrono::NaiveDate;
use insta::assert_snapshot;
use kumppani::cli::{Keyboard, World, run};
use kumppani::disk::Disk;
use kumppani::wording::Lang;
use serde_json::Value;

use super::harness::Place;

/// Three parties, of whom one leads the group and does a duty alone; a draft that two of them are to sign.
const AGREEMENT: &str = "\
id: a
title: Sopimus
term: { starts: 2020-01-01, ends: 2027-12-31, notice: 3 months, notice_months: 6 }
groups:
  - id: ryhma
    name: Ryhmä
    regions: [Itä]
    chair: virasto
    members: [virasto]
    duties:
      - { text: Kutsuu koolle., responsible: [virasto] }
      - { text: Arvioi., responsible: [virasto, opisto] }
signatories:
  - { organisation: kunta, name: Kunta, kind: other, regions: [Itä], signed: 2020-01-01 }
  - { organisation: opisto, name: Opisto, kind: education, regions: [Keski], signed: 2020-01-01 }
  - { organisation: virasto, name: Virasto, kind: other, regions: [Länsi], signed: 2020-01-01 }
";

const DRAFT: &str = "\
id: b
title: Seuraava
supersedes: [a]
term: { starts: 2027-01-01, ends: 2029-12-31, notice_months: 6 }
in_force_when: all-signed
signatories:
  - { organisation: kunta, name: Kunta, kind: other, regions: [Itä] }
  - { organisation: opisto, name: Opisto, kind: education, regions: [Keski] }
";

fn place() -> Place {
    Place::of(&[("a.yaml", AGREEMENT), ("b.yaml", DRAFT)])
}

/// The example registry as it was before the reforms of 2025 and 2026 were recorded.
fn before_the_reforms() -> Place {
    let place = Place::example();
    let path = "agreements/organisations.yaml";
    let text = place.read(path);
    let begins = text
        .find("  # TE-palvelut siirtyivät")
        .expect("the reform of 2025");
    let ends = text
        .find("  # KEKSITTY")
        .expect("what follows the reform of 2026");
    place.write(path, format!("{}{}", &text[..begins], &text[ends..]).as_bytes());
    place
}

const EMPLOYMENT: &str = include_str!("../../examples/reforms/employment-services-2025.txt");
const REGIONAL_STATE: &str = include_str!("../../examples/reforms/regional-state-2026.txt");

/// The differences, one on a line.
fn told(view: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut lines = String::new();
    for section in ["agreements", "signatories", "groups", "duties", "regions"] {
        for row in view[section].as_array().into_iter().flatten() {
            let [from, agreement, name] = ["from", "agreement", "name"].map(|field| text(&row[field]));
            let [before, after] = ["before", "after"].map(|field| text(&row[field]));
            let _ = writeln!(
                lines,
                "{section} {from} {agreement} {name:.40}: {before:.60} → {after}"
            );
        }
    }
    for section in ["due", "settled"] {
        for row in view[section].as_array().into_iter().flatten() {
            let [deadline, kind, command] =
                ["deadline", "kind", "next_command"].map(|field| text(&row[field]));
            let _ = writeln!(lines, "{section} {deadline} {kind}: {command}");
        }
    }
    lines
}

fn supposed(place: &Place, args: &[&str]) -> String {
    told(&place.json(&[&["suppose"], args].concat()))
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                found.insert(path.display().to_string(), bytes);
            }
        }
    }
    found
}

#[test]
fn the_reform_of_the_employment_services() {
    let place = before_the_reforms();
    place.write("reform.txt", EMPLOYMENT.as_bytes());
    let args = ["reform.txt", "--as-of", "2024-10-01"];
    assert_snapshot!("employment_services", supposed(&place, &args));
    // Whoever recorded it has supposed nothing new.
    let recorded = Place::example();
    recorded.write("reform.txt", EMPLOYMENT.as_bytes());
    assert_eq!(supposed(&recorded, &args), "");
}

#[test]
fn the_reform_of_the_regional_state() {
    let place = before_the_reforms();
    place.write("reform.txt", REGIONAL_STATE.as_bytes());
    let args = ["reform.txt", "--as-of", "2025-10-01"];
    assert_snapshot!("regional_state", supposed(&place, &args));
    let recorded = Place::example();
    recorded.write("reform.txt", REGIONAL_STATE.as_bytes());
    assert_eq!(supposed(&recorded, &args), "");
    assert_snapshot!(
        "nothing_new_fi",
        recorded.run_fi(&[&["suppose"], &args[..]].concat())
    );
}

/// What is supposed and what is recorded lead to the same answers.
#[test]
fn an_answer_under_a_supposition_is_the_answer_after_its_acts() {
    let acts = [
        "register a --organisation uusi --name Uusi --region Länsi --joined 2026-12-01 --as-of 2026-12-01",
        "sign a uusi --on 2026-12-02 --as-of 2026-12-02",
        "organisation cease virasto --on 2026-12-31 --successor 'uusi: kaikki' --as-of 2026-12-02",
        "withdraw a opisto --notice 2026-12-03 --as-of 2026-12-03",
        "group chair a/ryhma kunta --from 2027-01-01 --as-of 2026-12-03",
        "sign b kunta --on 2026-12-04 --as-of 2026-12-04",
        "decline b opisto --on 2026-12-05 --as-of 2026-12-05",
        "set b title Toinen --because Kirjoitusvirhe --as-of 2026-12-05",
        "contact kunta --role Toimisto --email kunta@example.fi --everywhere --as-of 2026-12-05",
    ];
    let (supposing, recording) = (place(), place());
    supposing.write("acts.txt", acts.join("\n").as_bytes());
    for act in acts {
        let words: Vec<String> = act
            .replace("'uusi: kaikki'", "uusi:kaikki")
            .split(' ')
            .map(str::to_owned)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = recording.output(&words);
        assert!(output.status.success(), "{act}: {}", recording.describe(&output));
    }
    for question in [
        "agreements",
        "signatories --all",
        "organisations",
        "groups --all",
        "duties --all",
        "regions",
        "due --within 2y",
        "show a",
        "show b",
        "show virasto",
        "board b",
        "calendar",
        "diff a b",
        "search uusi",
        "validate --format short",
    ] {
        for day in ["2026-12-06", "2027-02-01"] {
            let mut args: Vec<&str> = question.split(' ').chain(["--as-of", day]).collect();
            let after = recording.output(&args);
            args.extend(["--suppose", "acts.txt"]);
            let under = supposing.output(&args);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(" --suppose acts.txt", "");
            assert_eq!(text(&under.stdout), text(&after.stdout), "{question} {day}");
            assert_eq!(under.status.code(), after.status.code(), "{question} {day}");
            let said = text(&under.stderr);
            assert!(
                said.contains("under a supposition, which is not recorded: 9 acts (acts.txt)"),
                "{said}"
            );
        }
    }
}

/// A paper says that it is made under a supposition, and has no digest by which it would be recognised.
#[test]
fn a_paper_shows_that_it_is_supposed() {
    let place = place();
    place.write("acts.txt", b"organisation rename kunta --name Uusi\n");
    let paper = ["document", "a", "--format", "markdown"];
    let recorded = place.run(&paper);
    assert!(recorded.contains("Digest of the text"), "{recorded}");
    let parts: [&[&str]; 3] = [&[], &["--annex"], &["--organisation", "opisto"]];
    for part in parts {
        let args = [&paper, part, &["--suppose", "acts.txt"]].concat();
        let (english, finnish) = (place.output(&args), place.run_fi(&args));
        let english = String::from_utf8_lossy(&english.stdout).into_owned();
        assert!(
            english.contains("Made under a supposition, which is not recorded."),
            "{english}"
        );
        assert!(
            finnish.contains("Perustuu oletukseen, jota ei ole kirjattu."),
            "{finnish}"
        );
        assert!(
            !english.contains("Digest of the text") && !finnish.contains("Tekstin tiiviste"),
            "{english}"
        );
    }
    let docx = place.output(&["document", "a", "--suppose", "acts.txt", "-o", "a.docx"]);
    assert!(docx.status.success());
    let verified = place.run(&["verify", "a.docx"]);
    assert!(verified.contains("no digest found"), "{verified}");
    let each = [
        "document",
        "a",
        "--each",
        "group",
        "--to",
        "paperit",
        "--paper-format",
        "markdown",
    ];
    place.output(&[&each[..], &["--suppose", "acts.txt"]].concat());
    let written = fs::read_dir(place.path("paperit")).expect("the papers are written");
    let written: Vec<String> = written
        .map(|file| fs::read_to_string(file.expect("it is a file").path()).expect("it is a text"))
        .collect();
    assert!(!written.is_empty());
    assert!(
        written
            .iter()
            .all(|text| text.contains("Made under a supposition")),
        "{written:?}"
    );
}

/// A query of one's own reads the temporary index, too, and sees the given day.
#[test]
fn a_query_reads_what_is_supposed() {
    let place = place();
    place.write(
        "acts.txt",
        b"terminate a --on 2026-12-01\norganisation rename kunta --name Uusi\n",
    );
    let status = |day: &str| {
        let query = "SELECT status FROM agreement_overview WHERE agreement_id = 'a'";
        let rows = place.json(&["sql", query, "--suppose", "acts.txt", "--as-of", day]);
        rows[0]["status"].clone()
    };
    assert_eq!(status("2026-11-30"), "in-force");
    assert_eq!(status("2026-12-01"), "terminated");
}

/// A fact that is recorded once it has happened can be supposed for a later day, and is not wrong today.
#[test]
fn a_signature_of_a_later_day_is_supposed_for_that_day() {
    let place = place();
    let args = [
        "--sign",
        "b:kunta",
        "--on",
        "1.2.2027",
        "--sign",
        "b:opisto",
        "--on",
        "2027-03-15",
    ];
    assert_snapshot!(supposed(&place, &args), @"
    agreements 2027-02-01 b status: draft → signing
    agreements 2027-02-01 b decision deadline: — → 2029-06-30
    agreements 2027-02-01 b signed: 0/2 → 1/2
    agreements 2027-03-15 a status: in force → superseded
    agreements 2027-03-15 a end: 2027-12-31 → 2027-03-14
    agreements 2027-03-15 a decision deadline: 2027-09-30 → —
    agreements 2027-03-15 b status: draft → in force
    agreements 2027-03-15 b signed: 0/2 → 2/2
    signatories 2027-02-01 b Kunta: pending → signed
    signatories 2027-03-15 b Opisto: pending → signed
    ");
    place.write(
        "acts.txt",
        b"sign b kunta --on 2027-02-01\nsign b opisto --on 2027-03-15\n",
    );
    let rows = place.json(&["agreements", "--suppose", "acts.txt", "--as-of", "2027-03-15"]);
    let statuses: Vec<&str> = rows
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["status"].as_str())
        .collect();
    assert_eq!(statuses, ["superseded", "in-force"]);
}

/// The acts follow one another in time: one that is recorded after a signature of a later day knows it.
#[test]
fn a_later_line_is_recorded_no_earlier() {
    let place = place();
    let text = "register a --organisation uusi --name Uusi --region Itä --joined 2026-12-01\n\
                contact uusi --role Toimisto --email uusi@example.fi --everywhere\n";
    place.write("acts.txt", text.as_bytes());
    let args = [
        "signatories",
        "--agreement",
        "a",
        "--contacts",
        "--suppose",
        "acts.txt",
    ];
    let rows = place.json(&[&args[..], &["--as-of", "2026-12-01"]].concat());
    let mut emails = rows
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["contact"]["email"].as_str());
    assert_eq!(emails.next(), Some("uusi@example.fi"));
    // The day of a line is what it says of itself.
    place.write(
        "acts.txt",
        text.replace("--everywhere", "--everywhere --as-of 2026-11-21")
            .as_bytes(),
    );
    let refused = place.run(&args);
    assert!(
        refused.contains("acts.txt:2: `uusi` is in no agreement"),
        "{refused}"
    );
}

#[test]
fn a_page_shows_what_would_change() {
    let place = place();
    let args = [
        "suppose",
        "--cease",
        "virasto",
        "--on",
        "2026-12-31",
        "--successor",
        "uusi: kaikki",
        "--withdraw",
        "a:Opisto",
        "--on",
        "2026-11-20",
    ];
    assert_snapshot!("page", place.run(&args));
    assert_snapshot!(
        "page_fi",
        place.run_fi(&[&args[..], &["--format", "markdown"]].concat())
    );
    assert_snapshot!(supposed(&place, &["--terminate", "a", "--on", "2027-03-01", "--extend", "b:2030-12-31"]), @"
    agreements 2026-11-21 a status: in force → in force, ending soon
    agreements 2026-11-21 a end: 2027-12-31 → 2027-02-28
    agreements 2026-11-21 a decision deadline: 2027-09-30 → —
    agreements 2026-11-21 b end: 2029-12-31 → 2030-12-31
    agreements 2027-03-01 a status: in force → terminated
    agreements 2030-01-01 b status: ended → draft
    ");
}

/// Each option belongs to the act before it.
#[test]
fn the_order_of_the_options_decides_what_belongs_together() {
    let place = place();
    let mut shown = String::new();
    for args in [
        &["--on", "2026-12-31", "--cease", "kunta"][..],
        &["--cease", "kunta", "--successor", "opisto"],
        &["--cease", "kunta", "--on", "2026-12-31", "--on", "2026-12-30"],
        &["--withdraw", "a:kunta", "--successor", "opisto"],
        &["--terminate", "a", "--effective", "2027-01-01"],
        &["--withdraw", "kunta"],
        &["--extend", "a:"],
        &["--withdraw", "a:nobody"],
        &["--sign", "a:kunta", "--on", "2021"],
        &["no-such-file.txt"],
    ] {
        let _ = write!(
            shown,
            "{}\n{}",
            args.join(" "),
            place.run(&[&["suppose"], args].concat())
        );
    }
    assert_snapshot!("order", shown);
    let view = place.json(&[
        "suppose",
        "--cease",
        "kunta",
        "--on",
        "2026-12-31",
        "--successor",
        "opisto:koulutus",
        "--cease",
        "virasto",
        "--on",
        "2027-01-31",
        "--successor",
        "opisto",
    ]);
    let commands: Vec<&str> = view["acts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|act| act["command"].as_str())
        .collect();
    assert_eq!(
        commands,
        [
            "kumppani organisation cease kunta --on 2026-12-31 --successor opisto:koulutus",
            "kumppani organisation cease virasto --on 2027-01-31 --successor opisto",
        ]
    );
}

/// A line that is refused is named, and nothing is answered.
#[test]
fn a_refused_line_is_named() {
    let place = place();
    let mut shown = String::new();
    for text in [
        "# nothing\n",
        "sign a kunta --on 2020-01-01\nwithdraw a kuntaa --notice 2026-11-01\n",
        "sign a kunta --on 2021-01-01\n",
        "withdraw a\n",
        "agreements\n",
        "attach a acts.txt --kind minutes\n",
        "site sivut\n",
        "open b --dry-run\n",
        "open b --format json\n",
        "register --template pohja.xlsx\n",
        "open b\nopen 'b\n",
    ] {
        place.write("acts.txt", text.as_bytes());
        let _ = write!(
            shown,
            "{}\n{}",
            text.trim_end(),
            place.run(&["agreements", "--suppose", "acts.txt"])
        );
    }
    assert_snapshot!("refused_lines", shown);
    place.write("acts.txt", b"withdraw a\n");
    assert_snapshot!("refused_line_fi", place.run_fi(&["due", "--suppose", "acts.txt"]));
}

/// What records, writes files or answers nothing about the registry is refused before it begins.
#[test]
fn only_questions_are_asked_under_a_supposition() {
    let place = place();
    place.write("acts.txt", b"open b\n");
    let before = files(&place.path(""));
    let mut shown = String::new();
    for args in [
        &["sign", "b", "kunta", "--on", "2026-11-20"][..],
        &["open", "b", "--dry-run"],
        &["site", "sivut"],
        &["load"],
        &["validate", "--fix"],
        &["suppose", "--terminate", "a"],
    ] {
        let _ = write!(
            shown,
            "{}\n{}",
            args.join(" "),
            place.run(&[args, &["--suppose", "acts.txt"]].concat())
        );
    }
    assert_snapshot!("no_questions", shown);
    assert_eq!(files(&place.path("")), before);
}

/// Neither a file nor the index changes, whether there is an index or not, and whether it is up to date or not.
#[test]
fn nothing_is_written() {
    let place = before_the_reforms();
    place.write("reform.txt", format!("{EMPLOYMENT}\n{REGIONAL_STATE}").as_bytes());
    let ask = |when: &str| {
        let before = files(&place.path(""));
        for question in [
            "suppose reform.txt",
            "agreements --suppose reform.txt",
            "due --suppose reform.txt",
        ] {
            let args: Vec<&str> = question.split(' ').chain(["--as-of", "2024-10-01"]).collect();
            let output = place.output(&args);
            assert!(output.status.success(), "{when}: {}", place.describe(&output));
            assert!(!output.stdout.is_empty(), "{when}");
        }
        assert!(files(&place.path("")) == before, "{when}");
    };
    ask("without an index");
    place.run(&["load"]);
    ask("with an index");
    let text = place.read("agreements/lapin-tno-2012.yaml");
    place.write(
        "agreements/lapin-tno-2012.yaml",
        format!("{text}# muutettu\n").as_bytes(),
    );
    ask("with an index that is out of date");
    place.write("registry.db", b"");
    ask("with an empty file in its place");
}

/// A disk that refuses every step is no hindrance, and is not even asked.
#[test]
fn a_disk_that_cannot_be_written_answers() {
    let place = before_the_reforms();
    place.write("reform.txt", EMPLOYMENT.as_bytes());
    for has_index in [false, true] {
        if has_index {
            place.run(&["load"]);
        }
        for question in ["suppose reform.txt", "agreements --suppose reform.txt"] {
            let n_asked = Arc::new(AtomicUsize::new(0));
            let asked = Arc::clone(&n_asked);
            let disk = Disk::asking(move |_, _| {
                asked.fetch_add(1, Ordering::Relaxed);
                Err(io::ErrorKind::ReadOnlyFilesystem.into())
            });
            let world = World {
                args: ["kumppani"]
                    .into_iter()
                    .chain(question.split(' '))
                    .map(Into::into)
                    .collect(),
                folder: place.path(""),
                today: NaiveDate::from_ymd_opt(2024, 10, 1).expect("a day"),
                now: SystemTime::now(),
                disk,
                locale: Lang::En,
                completing: None,
                no_color: true,
                columns: None,
                lines: None,
                pager: None,
                stdout_is_terminal: false,
                stderr_is_terminal: false,
                keyboard: Keyboard::Absent,
                ..World::real()
            };
            let (mut out, mut err) = (Vec::new(), Vec::new());
            assert_eq!(
                run(&world, &mut out, &mut err),
                0,
                "{}",
                String::from_utf8_lossy(&err)
            );
            assert!(!out.is_empty(), "{question}");
            assert_eq!(n_asked.load(Ordering::Relaxed), 0, "{question} {has_index}");
        }
    }
}
