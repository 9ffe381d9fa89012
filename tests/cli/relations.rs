//! What agreements and organisations have to do with each other: successors that ceased, sub-agreements,
//! lists with repetitions, one organisation under two ids, agreements without parties.

use crate::harness::Place;

const CHAIN: &str = "organisations:
  - { id: suodenniemi, name: Suodenniemen kunta, ceased: 2006-12-31, successors: [{ organisation: vammala, scope: kuntapalvelut }] }
  - { id: vammala, name: Vammalan kaupunki, ceased: 2008-12-31, successors: [{ organisation: sastamala }] }
  - { id: sastamala, name: Sastamalan kaupunki }
";

const MERGED: &str = "id: u1
title: Sopimus u1
term: { starts: 2005-01-01, ends: 2010-12-31 }
signatories:
  - { organisation: suodenniemi, name: Suodenniemen kunta, kind: municipality, regions: [Länsi], signed: 2005-01-20, contact: { role: r, email: suodenniemi@example.fi } }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all, signed: 2005-01-20, contact: { role: r, email: kunta@example.fi } }
";

#[test]
fn a_successor_that_ceased_leads_on_in_every_answer() {
    let place = Place::of(&[("organisations.yaml", CHAIN), ("u1.yaml", MERGED)]);
    let on = |day: &str, args: &[&str]| place.run(&[args, &["--as-of", day]].concat());
    let commands: [&[&str]; 6] = [
        &["due", "--within", "1y", "--format", "json"],
        &["renew", "u1", "--dry-run"],
        &["board", "u1", "--format", "json"],
        &["show", "suodenniemi", "--format", "json"],
        &["show", "suodenniemi", "--format", "markdown"],
        &["validate", "--format", "json"],
    ];
    for command in commands {
        let shown = on("2010-06-01", command).to_lowercase();
        assert!(shown.contains("sastamala"), "{command:?}: {shown}");
        // While Vammala is there, it is the one; a draft looks ahead to its start.
        let earlier = on("2008-12-31", command).to_lowercase();
        let is_ahead = command[0] == "renew";
        assert!(
            is_ahead || (!earlier.contains("sastamalan kaupunki") && earlier.contains("vammala")),
            "{command:?}: {earlier}"
        );
    }
    insta::assert_snapshot!(on("2010-06-01", &["show", "suodenniemi"]));
    // Every proposed command is carried out.
    let due = place.json(&["due", "--within", "1y", "--as-of", "2010-06-01"]);
    let next = due[0]["next_command"].as_str().expect("a command").to_owned();
    assert_eq!(
        next,
        "kumppani register u1 --organisation sastamala --name 'Sastamalan kaupunki' --region Länsi"
    );
    let registered = on(
        "2010-06-01",
        &[
            "register",
            "u1",
            "--organisation",
            "sastamala",
            "--name",
            "Sastamalan kaupunki",
            "--region",
            "Länsi",
        ],
    );
    assert!(registered.ends_with("--- exit 0\n"), "{registered}");
    let due = place.json(&["due", "--within", "1y", "--as-of", "2010-06-01"]);
    let next = due[0]["next_command"].as_str().expect("a command").to_owned();
    assert_eq!(
        next,
        "kumppani withdraw u1 suodenniemi --notice 2006-12-31 --effective 2007-01-01"
    );
    let left = on(
        "2010-06-01",
        &[
            "withdraw",
            "u1",
            "suodenniemi",
            "--notice",
            "2006-12-31",
            "--effective",
            "2007-01-01",
        ],
    );
    assert!(left.ends_with("--- exit 0\n"), "{left}");
}

#[test]
fn a_pending_signatory_that_ceased_declines_in_an_opened_agreement() {
    let pending = MERGED
        .replace(", signed: 2005-01-20, contact: { role: r, email: suodenniemi", ", contact: { role: r, email: suodenniemi")
        .replace("signatories:", "groups: [{ id: r, name: Ryhmä, regions: all, members: [suodenniemi, kunta] }]\nsignatories:\n  - { organisation: sastamala, name: Sastamalan kaupunki, kind: municipality, regions: [Länsi] }")
        .replace(", signed: 2005-01-20", "");
    let place = Place::of(&[("organisations.yaml", CHAIN), ("u1.yaml", &pending)]);
    let opened = place.run(&["open", "u1", "--on", "2009-02-01", "--as-of", "2009-02-01"]);
    assert!(opened.ends_with("--- exit 0\n"), "{opened}");
    let due = place.json(&["due", "--within", "1y", "--as-of", "2009-03-01"]);
    let rows = due.as_array().expect("rows");
    let row = rows
        .iter()
        .find(|row| row["kind"] == "succession")
        .expect("a succession");
    assert_eq!(
        row["next_command"],
        "kumppani decline u1 suodenniemi --on 2009-02-01"
    );
    let findings = place.run(&["validate", "--as-of", "2009-03-01", "--format", "json"]);
    assert!(
        findings.contains("`kumppani decline u1 suodenniemi --on 2009-02-01`"),
        "{findings}"
    );
    let board = place.run(&["board", "u1", "--as-of", "2009-03-01", "--format", "json"]);
    assert!(
        board.contains("record that it will not sign: its successor has signed"),
        "{board}"
    );
    let declined = place.run(&[
        "decline",
        "u1",
        "suodenniemi",
        "--on",
        "2009-02-01",
        "--as-of",
        "2009-03-01",
    ]);
    assert!(declined.ends_with("--- exit 0\n"), "{declined}");
    let findings = place.run(&["validate", "--as-of", "2009-03-01"]);
    assert!(!findings.contains("ceased-signatory"), "{findings}");
}

const PARTIES: &str = "signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2020-01-01, contact: { role: r, email: aa@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 2020-01-01, contact: { role: r, email: bb@example.fi } }
";

fn agreement(id: &str, more: &str) -> String {
    format!("id: {id}\ntitle: Sopimus {id}\n{more}\n{PARTIES}")
}

#[test]
fn a_sub_agreement_is_decided_with_its_main_agreement() {
    let files = [
        (
            "paa.yaml",
            agreement("paa", "term: { starts: 2020-01-01, ends: 2023-12-31 }"),
        ),
        (
            "ala.yaml",
            agreement(
                "ala",
                "part_of: paa\nterm: { starts: 2021-01-01, ends: 2025-12-31 }",
            ),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let place = Place::of(&files);
    insta::assert_snapshot!(
        "renew_names_the_part",
        place.run(&["renew", "paa", "--dry-run", "--as-of", "2023-06-01"])
    );
    let next = agreement(
        "paa-2024",
        "supersedes: [paa]\nterm: { starts: 2024-01-01, ends: 2027-12-31 }",
    );
    place.write("agreements/paa-2024.yaml", next.as_bytes());
    insta::assert_snapshot!(
        "a_part_without_main",
        place.run_fi(&["validate", "--as-of", "2024-06-01"])
    );
    insta::assert_snapshot!(
        "a_part_in_due",
        place.run(&["due", "--as-of", "2023-11-01", "--format", "csv"])
    );
}

#[test]
fn a_repeated_entry_is_printed_once() {
    let text = "id: a1
title: Sopimus a1
supersedes: [a0, a0]
term: { starts: 2024-01-01, ends: 2026-12-31 }
cooperation: [[Keski, Tunturi, Keski]]
groups:
  - { id: r1, name: Ryhmä, regions: [Itä, Itä], chair: aa, members: [aa, bb, aa], duties: [{ text: Tekee., responsible: [bb, bb] }] }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: [Itä], signed: 2024-01-01, covers: [Yks, Yks], contact: { role: r, email: aa@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: [Itä], signed: 2024-01-01, contact: { role: r, email: bb@example.fi } }
";
    let old = agreement("a0", "term: { starts: 2020-01-01, ends: 2023-12-31 }");
    let place = Place::of(&[("a0.yaml", &old), ("a1.yaml", text)]);
    insta::assert_snapshot!(
        "repetitions",
        place.run(&["validate", "--as-of", "2024-06-01", "--format", "short"])
    );
    let answers: [&[&str]; 8] = [
        &["document", "a1"],
        &["document", "a1", "--format", "html"],
        &["show", "a1"],
        &["show", "r1"],
        &["show", "aa"],
        &["groups", "--format", "csv"],
        &["duties", "--format", "json"],
        &["agreements", "--format", "csv"],
    ];
    let printed = || answers.map(|args| place.run(&[args, &["--as-of", "2024-06-01"]].concat()));
    let before = printed();
    let fixed = place.run(&["validate", "--fix", "--as-of", "2024-06-01"]);
    assert!(fixed.contains("no findings"), "{fixed}");
    assert!(
        place
            .read("agreements/a1.yaml")
            .contains("members: [aa, bb], duties: [{ text: Tekee., responsible: [bb] }]")
    );
    assert_eq!(before, printed(), "what is counted once is printed once");
}

#[test]
fn one_organisation_under_two_ids_is_named() {
    let with = |id: &str, starts: &str, entry: &str| {
        format!(
            "id: {id}\ntitle: Sopimus {id}\nterm: {{ starts: {starts}, ends: open-ended }}\nsignatories:\n{entry}"
        )
    };
    let entry = |id: &str, name: &str| {
        format!(
            "  - {{ organisation: {id}, name: {name}, kind: education, regions: all, business_id: 2528792-5, signed: 2024-01-01, contact: {{ role: r, email: a@example.fi }} }}\n"
        )
    };
    let (short, long) = (
        entry("lapin-amk", "Lapin AMK"),
        entry("lapin-ammattikorkeakoulu", "Lapin ammattikorkeakoulu"),
    );
    let one = Place::of(&[("d1.yaml", &with("d1", "2024", &format!("{short}{long}")))]);
    insta::assert_snapshot!("two_ids", one.run(&["validate", "--as-of", "2024-06-01"]));
    let two = Place::of(&[
        ("d1.yaml", &with("d1", "2023", &short)),
        ("d2.yaml", &with("d2", "2024", &long)),
    ]);
    let shown = two.run(&["validate", "--as-of", "2024-06-01"]);
    assert!(
        shown.contains("duplicate-organisation") && shown.contains("agreements/d2.yaml"),
        "{shown}"
    );
}

#[test]
fn an_agreement_in_force_that_binds_nobody_is_named() {
    let text = "id: g1
title: Sopimus g1
term: { starts: 2024-01-01, ends: 2026-12-31 }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2024-01-01, withdrawn: { notice: 2024-05-01, effective: 2024-08-01 }, contact: { role: r, email: aa@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, declined: 2023-12-01, contact: { role: r, email: bb@example.fi } }
";
    let place = Place::of(&[("g1.yaml", text)]);
    insta::assert_snapshot!(
        "nobody_bound",
        place.run_fi(&["validate", "--as-of", "2024-09-01"])
    );
    insta::assert_snapshot!(
        "nobody_bound_in_due",
        place.run(&["due", "--as-of", "2024-09-01", "--format", "csv"])
    );
    let ended = place.run(&["terminate", "g1", "--on", "2024-08-01", "--as-of", "2024-09-01"]);
    assert!(ended.ends_with("--- exit 0\n"), "{ended}");
    assert!(
        place
            .run(&["validate", "--as-of", "2024-09-01"])
            .starts_with("no findings")
    );
}

#[test]
fn what_organisations_yaml_says_is_checked() {
    let records = "organisations:
  - { id: a, name: A, ceased: 2010-12-31, successors: [{ organisation: b }, { organisation: b }, { organisation: a }] }
  - { id: b, name: B, ceased: 2009-12-31, successors: [{ organisation: tuntematon }] }
  - { id: c, name: C, ceased: 2015-12-31, former_names: [{ name: Vanha, until: 2016 }, { name: Vanhin, until: 2012 }] }
  - { id: d, name: D, ceased: 2015-12-31, successors: [{ organisation: e }] }
  - { id: e, name: E, ceased: 2016-12-31, successors: [{ organisation: d }] }
";
    let place = Place::of(&[("organisations.yaml", records)]);
    insta::assert_snapshot!("records", place.run(&["validate", "--format", "short"]));
    insta::assert_snapshot!("records_fi", place.run_fi(&["validate", "--format", "short"]));
}

/// The program is run with each command, and what it says is kept.
fn refusals(place: &Place, day: &str, commands: &[&[&str]]) -> String {
    let run = |args: &&[&str]| {
        let shown = place.run(&[*args, &["--dry-run", "--as-of", day]].concat());
        format!("$ kumppani {}\n{shown}", args.join(" "))
    };
    commands.iter().map(run).collect::<Vec<_>>().join("\n")
}

#[test]
fn register_refuses_what_contradicts_the_record() {
    let records = format!(
        "{CHAIN}  - {{ id: kunta, name: Kunnan uusi nimi, former_names: [{{ name: Kunta, until: 2009-12-31 }}] }}\n"
    );
    let other = MERGED.replace("u1", "u2").replace(
        "kunta, name: Kunta,",
        "lapin-amk, name: Lapin AMK, business_id: 2528792-5,",
    );
    let place = Place::of(&[
        ("organisations.yaml", &records),
        (
            "u1.yaml",
            &MERGED.replace(
                "- { organisation: kunta, name: Kunta,",
                "- { organisation: yhteinen, name: Yhteinen opisto,",
            ),
        ),
        ("u2.yaml", &other),
    ]);
    let commands: [&[&str]; 7] = [
        &[
            "register",
            "u1",
            "--organisation",
            "vammala",
            "--name",
            "Vammalan kaupunki",
        ],
        &["register", "u1", "--organisation", "kunta", "--name", "Kunta"],
        &["register", "u1", "--organisation", "amk", "--name", "Lapin amk"],
        &[
            "register",
            "u1",
            "--organisation",
            "amk",
            "--name",
            "Lapin ammattikorkeakoulu",
            "--business-id",
            "2528792-5",
        ],
        &[
            "register",
            "u1",
            "--organisation",
            "yhteisopisto",
            "--name",
            "YHTEINEN OPISTO",
        ],
        // Others with the same business id, and the same ids, are registered.
        &[
            "register",
            "u1",
            "--organisation",
            "amk-tornio",
            "--name",
            "Lapin AMK, Tornio",
            "--business-id",
            "2528792-5",
        ],
        &[
            "register",
            "u1",
            "--organisation",
            "kunta",
            "--name",
            "Kunnan uusi nimi",
        ],
    ];
    insta::assert_snapshot!(refusals(&place, "2010-06-01", &commands));
    place.write(
        "lista.csv",
        "tunnus;nimi;Y-tunnus;alueet\namk;Lapin ammattikorkeakoulu;2528792-5;Keski\nuusi-yksi;Uusi opisto;;Keski\nuusi-kaksi;Uusi Opisto;;Itä\n"
            .as_bytes(),
    );
    insta::assert_snapshot!(
        "a_list_with_known_ones",
        refusals(
            &place,
            "2010-06-01",
            &[&["register", "u1", "--from", "lista.csv"]]
        )
    );
}

#[test]
fn an_end_and_a_name_fit_the_successions_on_record() {
    let place = Place::of(&[("organisations.yaml", CHAIN), ("u1.yaml", MERGED)]);
    let commands: [&[&str]; 6] = [
        &["organisation", "cease", "sastamala", "--on", "2008-12-31"],
        &[
            "organisation",
            "cease",
            "sastamala",
            "--on",
            "2012-12-31",
            "--successor",
            "suodenniemi",
        ],
        &[
            "organisation",
            "cease",
            "kunta",
            "--on",
            "2009-12-31",
            "--successor",
            "vammala",
        ],
        &[
            "organisation",
            "rename",
            "vammala",
            "--name",
            "Vammala",
            "--until",
            "2010-05-31",
        ],
        // What fits is recorded.
        &[
            "organisation",
            "cease",
            "sastamala",
            "--on",
            "2009-06-30",
            "--successor",
            "kunta",
        ],
        &[
            "organisation",
            "rename",
            "vammala",
            "--name",
            "Vammala",
            "--until",
            "2007-05-31",
        ],
    ];
    insta::assert_snapshot!(refusals(&place, "2013-06-01", &commands));
}

/// A small generator, so that the same lives are tried every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let n = u64::try_from(choices.len()).expect("a few choices");
        choices[usize::try_from(self.roll(n)).expect("a small number")]
    }
}

/// A registry of organisations that succeed each other and of agreements that some of them sign.
fn random_registry(dice: &mut Dice) -> Vec<(String, String)> {
    let mut records = vec!["organisations:\n".to_owned()];
    for n in 0..5 {
        let ceased = dice.one_of(&[
            "",
            "",
            ", ceased: 2008-12-31",
            ", ceased: 2010",
            ", ceased: 2012-06-30",
            ", ceased: 2016-12-31",
        ]);
        let successors: Vec<String> = (0..dice.roll(3))
            .map(|_| {
                format!(
                    "{{ organisation: o{}{} }}",
                    dice.roll(6),
                    dice.one_of(&["", ", scope: osa"])
                )
            })
            .collect();
        let successors = successors.join(", ");
        records.push(format!(
            "  - {{ id: o{n}, name: Nimi numero o{n}{ceased}, successors: [{successors}] }}\n"
        ));
    }
    let mut files = vec![("organisations.yaml".to_owned(), records.concat())];
    for n in 0..3 {
        let ends = dice.one_of(&["2012-12-31", "2014", "2020", "open-ended"]);
        let opened = dice.one_of(&["", "in_force_when: all-signed\n"]);
        let part = dice.one_of(&["", "part_of: s0\n", "part_of: s1\n", "supersedes: [s0]\n"]);
        let mut entries = Vec::new();
        let text = format!(
            "id: s{n}\ntitle: Sopimus\n{part}{opened}term: {{ starts: 2008, ends: {ends} }}\nsignatories:\n"
        );
        for organisation in 0..6 {
            if dice.roll(2) == 0 {
                continue;
            }
            let fact = dice.one_of(&[
                "",
                ", signed: 2008-01-15",
                ", signed: 2008-01-15",
                ", signed: 2008-02",
                ", declined: 2008-01-20",
                ", signed: 2008-01-10, withdrawn: { notice: 2009-01-01, effective: 2009-06-01 }",
            ]);
            entries.push(format!(
                "  - {{ organisation: o{organisation}, name: Nimi numero o{organisation}, kind: education, regions: [Itä]{fact} }}\n"
            ));
        }
        files.push((format!("s{n}.yaml"), text + &entries.concat()));
    }
    files
}

/// The words of a command as a shell reads them.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in command.chars() {
        match c {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().expect("never empty").push(c),
        }
    }
    words
}

#[test]
fn the_commands_that_due_proposes_are_carried_out() {
    let mut dice = Dice(9);
    let mut n_tried = std::collections::BTreeMap::new();
    for _ in 0..60 {
        let files = random_registry(&mut dice);
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let place = Place::of(&files);
        let day = dice.one_of(&["2009-03-01", "2011-05-01", "2013-07-01", "2017-01-01"]);
        let due = place.json(&["due", "--within", "2y", "--as-of", day]);
        for row in due.as_array().into_iter().flatten() {
            let kind = row["kind"].as_str().unwrap_or_default().to_owned();
            if !["succession", "sub-agreement", "parties"].contains(&kind.as_str()) {
                continue;
            }
            let proposed = words(row["next_command"].as_str().expect("a command"));
            let mut args: Vec<&str> = proposed[1..].iter().map(String::as_str).collect();
            let verb = args[0].to_owned();
            if ["register", "withdraw", "decline", "renew"].contains(&args[0]) {
                args.push("--dry-run");
            }
            let shown = place.run(&[args.as_slice(), &["--as-of", day]].concat());
            assert!(
                shown.ends_with("--- exit 0\n"),
                "{day}: {proposed:?}\n{shown}\n{files:#?}\n{row:#}"
            );
            *n_tried.entry(format!("{kind} {verb}")).or_insert(0_u32) += 1;
        }
    }
    insta::assert_snapshot!(format!("{n_tried:#?}"));
}
