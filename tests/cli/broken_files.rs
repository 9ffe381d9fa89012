//! Files that cannot be used as they are: copies, conflicts, errors. The blame is on the right file, and a
//! file with errors is never one that is not there. And what names a thing: a path, an id, a name.

use std::fs;

use insta::assert_snapshot;

use super::harness::Place;

const SETTINGS: &str = "name: Koeverkosto\nlanguage: fi\nurl: https://www.example.fi/\n\
sender: { name: Koordinaatio, role: koordinaattori, email: tno@example.fi }\n";

fn agreement(id: &str, signatory: &str) -> String {
    format!(
        "id: {id}\ntitle: Sopimus {id}\nterm: {{ starts: 2024-01-01, ends: 2026-12-31 }}\nsignatories:\n  \
         - {{ organisation: aa, {signatory} }}\n  \
         - {{ organisation: bb, name: Vaalan kunta, kind: education, regions: all, signed: 2024-01-01, contact: {{ role: r, email: bb@example.fi }} }}\n"
    )
}

fn good(id: &str) -> String {
    let rest = "name: Aa, kind: education, regions: all, signed: 2024-01-01, contact: { role: r, email: aa@example.fi }";
    agreement(id, rest)
}

/// The kind of the first signatory is no kind.
fn broken(id: &str) -> String {
    let rest =
        "name: Aa, kind: zzz, regions: all, signed: 2024-01-01, contact: { role: r, email: aa@example.fi }";
    agreement(id, rest)
}

fn place(files: &[(&str, &str)]) -> Place {
    let place = Place::of(files);
    place.write("registry.yaml", SETTINGS.as_bytes());
    place
}

const DAY: [&str; 2] = ["--as-of", "2024-06-01"];

#[test]
fn a_copy_is_the_odd_one_and_a_conflict_is_named() {
    let conflict = "id: haara\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> haara\nterm: { starts: 2024-01-01, ends: 2025-12-31 }\n";
    let ok = good("ok");
    let place = place(&[
        ("ok.yaml", &ok),
        ("ok - Kopio.yaml", &ok),
        ("haara.yaml", conflict),
    ]);
    assert_snapshot!("copy_and_conflict", place.run(&["validate", DAY[0], DAY[1]]));
    assert_snapshot!(
        "copy_and_conflict_fi",
        place.run_fi(&["validate", DAY[0], DAY[1]])
    );
}

/// Whatever a copy is called and wherever it lies, it alone is reported, and no hint names a file that exists
/// as the one to write.
#[test]
fn no_copy_makes_the_original_suspect() {
    let names = [
        "ok - Copy.yaml",
        "ok (1).yaml",
        "ok (conflicted copy 2024-02-01).yaml",
        "ok-DESKTOP-123.yaml",
        "ok (Ristiriita).yaml",
        "ok.sync-conflict-20240102-101112-ABC.yaml",
        "Kopio - ok.yaml",
        "ok - kopio (2).yaml",
        "Copy of ok.yaml",
        "a.yaml",
        "zz.yaml",
        "vanhat/ok (1).yaml",
        "ok copy.yml",
        "ok-kopio.yaml",
    ];
    for name in names {
        for text in [
            good("ok"),
            good("ok").replace("Sopimus ok", "Uudempi ok"),
            broken("ok"),
        ] {
            let place = place(&[("ok.yaml", &good("ok")), (name, &text)]);
            let findings = place.json(&["validate", DAY[0], DAY[1]]);
            let findings = findings
                .as_array()
                .or_else(|| findings["findings"].as_array())
                .expect("findings");
            let copy = format!("agreements/{name}");
            assert!(!findings.is_empty());
            for found in findings {
                assert_eq!(found["file"], copy.as_str(), "{found}");
                let help = found["help"].as_str().unwrap_or_default();
                assert!(!help.contains("rename the file"), "{help}");
            }
            let copies = findings
                .iter()
                .filter(|found| found["code"] == "duplicate-agreement-id")
                .count();
            assert_eq!(copies, 1, "{name}: {findings:?}");
            assert!(
                place.run(&["agreements", DAY[0], DAY[1]]).contains("Sopimus ok"),
                "{name}"
            );
        }
    }
}

#[test]
fn copies_without_an_original_do_not_all_get_its_name() {
    let place = place(&[("ok (1).yaml", &good("ok")), ("ok (2).yaml", &good("ok"))]);
    assert_snapshot!("copies_alone", place.run(&["validate", DAY[0], DAY[1]]));
}

#[test]
fn a_copy_of_organisations_is_named_and_nothing_is_to_be_written_over() {
    let record = "organisations:\n  - { id: aa, name: Aa }\n";
    let place = place(&[
        ("ok.yaml", &good("ok")),
        ("organisations.yaml", record),
        ("organisations (1).yaml", record),
        ("vanhat/organisations.yaml", record),
    ]);
    assert_snapshot!(
        "copies_of_organisations",
        place.run(&["validate", DAY[0], DAY[1]])
    );
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_named() {
    let place = place(&[("ok.yaml", &good("ok"))]);
    fs::create_dir(place.path("muualla")).expect("a folder");
    place.write("muualla/e9.yaml", good("e9").as_bytes());
    std::os::unix::fs::symlink(place.path("muualla"), place.path("agreements/linkki")).expect("a link");
    assert_snapshot!("linked_folder", place.run(&["validate", DAY[0], DAY[1]]));
}

/// Every command that names an agreement says of a broken file that it has errors, and where.
#[test]
fn a_file_with_errors_is_never_not_there() {
    let commands: &[&[&str]] = &[
        &["sign", "E", "aa", "--on", "2.1.2024"],
        &["decline", "E", "aa", "--on", "2.1.2024"],
        &[
            "withdraw",
            "E",
            "aa",
            "--notice",
            "2.1.2024",
            "--effective",
            "1.3.2024",
        ],
        &["extend", "E", "--until", "2030"],
        &["terminate", "E", "--on", "2025-01-01"],
        &["open", "E"],
        &["approve", "E", "aa", "--on", "2.1.2024"],
        &["group", "join", "E/ryhma", "aa"],
        &["group", "leave", "E/ryhma", "aa"],
        &["correct", "E", "aa", "--signed", "2.1.2024", "--because", "Syy"],
        &["set", "E", "title", "Toinen"],
        &["unset", "E", "purpose"],
        &["add", "E", "strategies", "name=Uusi"],
        &["remove", "E", "strategies.1"],
        &["contact", "aa", "--agreement", "E", "--email", "a@example.fi"],
        &["duty", "add", "E/ryhma", "Tekee"],
        &[
            "event", "add", "E", "Kokous", "--date", "2.1.2024", "--kind", "kokous",
        ],
        &["strategy", "add", "E", "Uusi"],
        &["attach", "E", "agreements/e2.yaml", "--kind", "minutes"],
        &["workbook", "E"],
        &["register", "E", "--organisation", "cc", "--name", "Cc"],
        &["signatories", "--agreement", "E"],
        &["duties", "--agreement", "E"],
        &["duties", "--changed-since", "E", "--agreement", "e2"],
        &["groups", "--agreement", "E"],
        &["regions", "--agreement", "E"],
        &["events", "--agreement", "E"],
        &["show", "E"],
        &["board", "E"],
        &["diff", "E", "e2"],
        &["diff", "e2", "E"],
        &["document", "E"],
        &["document", "e2", "--changed-since", "E"],
        &["renew", "E", "--dry-run"],
        &["new", "e3", "--title", "E3", "--from", "E", "--dry-run"],
        &["remind", "E", "--to", "kirjeet"],
        &["calendar", "--agreement", "E", "--format", "json"],
    ];
    let place = place(&[("e1.yaml", &broken("e1")), ("e2.yaml", &good("e2"))]);
    for name in ["e1", "agreements/e1.yaml", "./agreements/e1.yaml", "e1.yaml"] {
        for command in commands {
            let words = command.iter().map(|word| match word.strip_prefix('E') {
                Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{name}{rest}"),
                _ => (*word).to_owned(),
            });
            let words: Vec<String> = words.collect();
            let args: Vec<&str> = words.iter().map(String::as_str).collect();
            let shown = place.run(&[&args[..], &DAY].concat());
            // An act may be refused for what it would record, which could be read.
            let is_named = shown.contains("the file of `e1` has errors: agreements/e1.yaml:5:");
            assert!(
                is_named
                    || [
                        "decline",
                        "open",
                        "withdraw",
                        "terminate",
                        "unset",
                        "remove",
                        "duty"
                    ]
                    .contains(&command[0]),
                "{args:?}\n{shown}"
            );
            assert!(
                shown.contains("agreements/e1.yaml:5") && !shown.contains("there is no"),
                "{args:?}\n{shown}"
            );
            assert!(!shown.contains("did you mean"), "{args:?}\n{shown}");
        }
    }
    assert_snapshot!(
        "broken_named",
        place.run(&["sign", "e1", "aa", "--on", "2.1.2024", DAY[0], DAY[1]])
    );
    assert_snapshot!(
        "broken_named_fi",
        place.run_fi(&["signatories", "--agreement", "e1", DAY[0], DAY[1]])
    );
}

/// A predecessor or a main agreement with errors is not unknown either, and neither is a linked file.
/// What is due is still shown from the last good version; what it proposes can be given.
#[test]
fn a_broken_file_is_to_be_corrected_before_what_is_due_in_it() {
    let place = place(&[("haara.yaml", &good("haara"))]);
    let proposed = || {
        let rows = place.json(&["due", "--within", "3y", DAY[0], DAY[1]]);
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["next_command"].as_str().expect("a command").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(proposed(), ["kumppani renew haara"]);
    place.write("agreements/haara.yaml", broken("haara").as_bytes());
    assert_eq!(proposed(), ["kumppani validate agreements/haara.yaml"]);
    place.write("agreements/haara.yaml", good("haara").as_bytes());
    assert_eq!(proposed(), ["kumppani renew haara"]);
}

#[test]
fn what_names_a_broken_file_is_not_at_fault() {
    let names = |field: &str| good("e2").replace("title:", &format!("{field}\ntitle:"));
    for field in ["supersedes: [e1]", "part_of: e1"] {
        let conflict = format!("<<<<<<<\n{}=======\n>>>>>>>\n", good("e1"));
        for text in [broken("e1"), conflict, "id: e1\n\tx".to_owned()] {
            let place = place(&[("e1.yaml", &text), ("e2.yaml", &names(field))]);
            let shown = place.run(&["validate", "--format", "short", DAY[0], DAY[1]]);
            assert!(!shown.contains("e2.yaml"), "{shown}");
        }
    }
}

/// Each argument of each command takes a path, an id or a name, in any case and without accents.
#[test]
fn a_thing_is_named_by_path_id_or_name() {
    let place = Place::example();
    let same: &[(&[&str], &[&str])] = &[
        (
            &["board", "lapin-tno-2017"],
            &["agreements/lapin-tno-2017.yaml", "lapin-tno-2017.yaml"],
        ),
        (
            &["show", "lappia"],
            &[
                "Kemi-Tornionlaakson koulutuskuntayhtymä Lappia",
                "KEMI-TORNIONLAAKSON KOULUTUSKUNTAYHTYMA LAPPIA",
            ],
        ),
        (&["show", "lapin-tno-2014"], &["agreements/lapin-tno-2014.yaml"]),
        (
            &["duties", "--agreement", "lapin-tno-2014"],
            &["agreements/lapin-tno-2014.yaml"],
        ),
        (
            &["document", "lapin-tno-2014", "--organisation", "lappia"],
            &["kemi-tornionlaakson koulutuskuntayhtymä lappia"],
        ),
        (
            &["duties", "--all", "--organisation", "lappia"],
            &["kemi-tornionlaakson koulutuskuntayhtymä lappia"],
        ),
        (
            &["validate", "lapin-tno-2014"],
            &["agreements/lapin-tno-2014.yaml"],
        ),
    ];
    for (command, names) in same {
        let expected = place.run(command);
        assert!(expected.contains("--- exit 0"), "{expected}");
        for name in *names {
            let args: Vec<&str> = command[..command.len() - 1]
                .iter()
                .copied()
                .chain([*name])
                .collect();
            assert_eq!(place.run(&args), expected, "{args:?}");
        }
    }
    assert_snapshot!(
        "name_unknown",
        place.run(&["sign", "lapin-tno-2017", "Vaalan kunta", "--on", "2026-01-01"])
    );
    assert_snapshot!(
        "name_new",
        place.run(&[
            "register",
            "lapin-tno-2017",
            "--organisation",
            "Vaalan kunta",
            "--name",
            "Vaalan kunta"
        ])
    );
}

#[test]
fn a_name_that_several_have_lists_them() {
    let named = |id: &str| good(id).replace(&format!("Sopimus {id}"), "Sama sopimus");
    let place = place(&[("e1.yaml", &named("e1")), ("e2.yaml", &named("e2"))]);
    assert_snapshot!("name_ambiguous", place.run(&["board", "sama SOPIMUS"]));
}
