//! The questions a coordinator asks of the example registry, in both languages.

use insta::assert_snapshot;

use super::harness::Place;
use super::workbooks::OpenedBook;

#[test]
fn agreements() {
    let place = Place::example();
    assert_snapshot!("agreements_en", place.run(&["agreements"]));
    assert_snapshot!("agreements_fi", place.run_fi(&["agreements"]));
    assert_snapshot!("agreements_json", place.run(&["agreements", "--format", "json"]));
    assert_snapshot!(
        "agreements_csv_fi",
        place.run_fi(&["agreements", "--format", "csv"])
    );
    assert_snapshot!("agreements_csv_en", place.run(&["agreements", "--format", "csv"]));
    assert_snapshot!(
        "agreements_markdown",
        place.run(&["agreements", "--format", "markdown"])
    );
    assert_snapshot!(
        "agreements_by_status",
        place.run(&["agreements", "--status", "luonnos", "--format", "jsonl"])
    );
}

#[test]
fn agreements_on_other_days() {
    let place = Place::example();
    for (day, expected) in [
        ("2011-12-31", ["draft", "draft", "draft", "draft"]),
        ("2013-12-31", ["in-force", "draft", "draft", "draft"]),
        ("2014-01-01", ["superseded", "in-force", "draft", "draft"]),
        ("2015-01-20", ["superseded", "in-force", "signing", "draft"]),
        ("28.2.2015", ["superseded", "in-force", "upcoming", "draft"]),
        ("1.5.2015", ["superseded", "in-force", "in-force", "draft"]),
        ("2017-09-30", ["superseded", "in-force", "terminated", "draft"]),
    ] {
        let answer = place.json(&["agreements", "--as-of", day]);
        let statuses: Vec<&str> = answer
            .as_array()
            .expect("an array")
            .iter()
            .filter_map(|row| row["status"].as_str())
            .collect();
        assert_eq!(statuses, expected, "{day}");
    }
}

#[test]
fn who_was_bound_on_the_first_of_may_2015() {
    let place = Place::example();
    let bound = |day: &str| {
        let args = [
            "signatories",
            "--agreement",
            "keski-tunturi-2015",
            "--as-of",
            day,
            "--state",
            "signed",
        ];
        place.json(&args).as_array().map_or(0, Vec::len)
    };
    assert_eq!(bound("2015-01-31"), 0);
    assert_eq!(bound("2015-05-01"), 7);
    // One gave notice on 1.3.2016, another had joined on 18.1.2016.
    assert_eq!(bound("2016-05-01"), 7);
    assert_eq!(bound("2016-10-01"), 7);
    // One that joins later is no signatory before.
    let listed = |day: &str| {
        let args = ["signatories", "--agreement", "keski-tunturi-2015", "--as-of", day];
        place.json(&args).as_array().map_or(0, Vec::len)
    };
    assert_eq!(listed("2015-05-01"), 8);
    assert_eq!(listed("2016-05-01"), 9);
}

#[test]
fn signatories() {
    let place = Place::example();
    assert_snapshot!("signatories_en", place.run(&["signatories", "--region", "Itä"]));
    assert_snapshot!(
        "signatories_fi",
        place.run_fi(&["signatories", "--agreement", "keski-tunturi-2015"])
    );
    assert_snapshot!(
        "signatories_leaving",
        place.run(&[
            "signatories",
            "--agreement",
            "keski-tunturi-2015",
            "--as-of",
            "2016-05-01",
            "--state",
            "leaving"
        ])
    );
    assert_snapshot!(
        "signatories_json",
        place.run(&[
            "signatories",
            "--agreement",
            "keski-tunturi-2015",
            "--kind",
            "company",
            "--contacts",
            "--format",
            "json"
        ])
    );
    let all = place.json(&["signatories"]);
    assert_eq!(all.as_array().map(Vec::len), Some(34));
    assert!(all[0].get("contact").is_none(), "contacts only when asked for");
}

#[test]
fn names_are_in_finnish_order() {
    let place = Place::example();
    let all = place.json(&["signatories"]);
    let names: Vec<&str> = all
        .as_array()
        .expect("an array")
        .iter()
        .filter_map(|row| row["name"].as_str())
        .collect();
    let at = |name: &str| {
        names
            .iter()
            .position(|other| *other == name)
            .expect("the name is listed")
    };
    assert!(at("Itä-Lapin ammattiopisto") > at("Inarin kunta"));
    assert!(at("Ylitornion kunta") > at("Utsjoen kunta"));
}

#[test]
fn groups_and_organisations_and_regions() {
    let place = Place::example();
    assert_snapshot!("groups_en", place.run(&["groups"]));
    assert_snapshot!(
        "groups_fi",
        place.run_fi(&["groups", "--region", "saamelaisalue"])
    );
    assert_snapshot!("organisations_fi", place.run_fi(&["organisations"]));
    assert_snapshot!("regions_json", place.run(&["regions", "--format", "json"]));
    assert_snapshot!("regions_fi", place.run_fi(&["regions"]));
}

#[test]
fn joint_areas_stay_two_and_each_signatory_is_listed_once() {
    let place = Place::example();
    let regions = place.json(&["regions"]);
    let regions = regions.as_array().expect("an array");
    assert_eq!(regions.len(), 5);
    for region in regions {
        let mut signatories: Vec<&str> = region["signatories"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|id| id.as_str())
            .collect();
        let n = signatories.len();
        signatories.sort_unstable();
        signatories.dedup();
        assert_eq!(signatories.len(), n, "{region}");
    }
    assert_eq!(regions[2]["cooperates_with"], serde_json::json!(["Tunturi"]));
    assert_eq!(regions[3]["cooperates_with"], serde_json::json!(["Keski"]));
}

#[test]
fn duties() {
    let place = Place::example();
    assert_snapshot!(
        "duties_group_fi",
        place.run_fi(&["duties", "--group", "koordinaatioryhma"])
    );
    assert_snapshot!(
        "duties_group_en",
        place.run(&["duties", "--group", "koordinaatioryhma"])
    );
    assert_snapshot!(
        "duties_organisation_fi",
        place.run_fi(&["duties", "--organisation", "kittilan-kunta"])
    );
    assert_snapshot!(
        "duties_csv",
        place.run_fi(&["duties", "--group", "elo-johto", "--format", "csv"])
    );
    assert_snapshot!(
        "duties_narrow",
        place.describe(
            &place
                .command(&["duties", "--region", "Tunturi"])
                .env("COLUMNS", "60")
                .output()
                .expect("the program runs")
        )
    );
    assert_snapshot!(
        "duties_theme",
        place.run(&["duties", "--theme", "osaaminen", "--format", "jsonl"])
    );
}

#[test]
fn duties_that_changed() {
    let place = Place::example();
    let args = [
        "duties",
        "--agreement",
        "lapin-tno-2017",
        "--changed-since",
        "lapin-tno-2014",
    ];
    let answer = place.json(&args);
    let rows = answer.as_array().expect("an array");
    let count = |change: &str| rows.iter().filter(|row| row["change"] == change).count();
    let counts = ["kept", "changed", "reworded", "moved", "added", "dropped"].map(count);
    assert_eq!(counts, [33, 4, 7, 1, 5, 3]);
    assert_snapshot!(
        "duties_changed_group_fi",
        place.run_fi(&[&args[..], &["--group", "koordinaatioryhma"]].concat())
    );
    // A duty that moved here from another group is not a new one.
    let group = place.json(&[&args[..], &["--group", "koordinaatioryhma"]].concat());
    let moved = group
        .as_array()
        .expect("an array")
        .iter()
        .find(|row| row["change"] == "moved");
    assert_eq!(
        moved.map(|row| &row["duty"]),
        Some(&serde_json::json!("jory-koulutustiedot"))
    );
}

#[test]
fn events() {
    let place = Place::example();
    assert_snapshot!(
        "events_fi",
        place.run_fi(&["events", "--from", "1.1.2015", "--to", "31.12.2015"])
    );
    assert_snapshot!(
        "events_json",
        place.run(&["events", "--agreement", "keski-tunturi-2015", "--format", "json"])
    );
}

#[test]
fn search() {
    let place = Place::of(&[(
        "haku.yaml",
        "id: haku\ntitle: Äkäslompolon sopimus\nterm: { starts: 2014, ends: open-ended }\ngroups:\n  - id: ryhma\n    \
         name: Suäʹđjelin ryhmä\n    duties:\n      - Kokoaa Soađegillin ja Ohcejohkan palvelut verkostoksi joka vuosi.\n",
    )]);
    for text in ["akaslompolo", "ÄKÄSLOMPOLO", "äkäs", "A\u{308}ka\u{308}s"] {
        assert_eq!(place.json(&["search", text])[0]["id"], "haku", "{text}");
    }
    for text in [
        "suä'đjel",
        "suadjel",
        "Suä’đjel",
        "suä´đjel",
        "suäʹđjel",
        "suä′đjel",
    ] {
        assert_eq!(place.json(&["search", text])[0]["kind"], "group", "{text}");
    }
    assert_snapshot!("search_duty", place.run(&["search", "soadegil", "verk"]));
    assert_snapshot!("search_nothing_fi", place.run_fi(&["search", "ei tällaista"]));
    for text in ["\"", "*", "( OR )", "a\"b*", "NEAR(", "-", "title:x"] {
        let output = place.output(&["search", "--", text]);
        assert_eq!(output.status.code(), Some(0), "{text}");
    }
}

#[test]
fn a_search_shows_the_best_and_counts_the_others() {
    let files: Vec<(String, String)> = (0..55)
        .map(|i| {
            let text =
                format!("id: a{i}\ntitle: Ohjaussopimus {i}\nterm: {{ starts: 2014, ends: open-ended }}\n");
            (format!("a{i}.yaml"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let place = Place::of(&files);
    let found = |words: &[&str]| {
        let output = place.output(words);
        let [shown, noted] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        (shown, noted)
    };
    let n_hits = |shown: &str| shown.matches("[Ohjaussopimus]").count();
    let (shown, noted) = found(&["search", "ohjaus"]);
    assert_eq!(n_hits(&shown), 50);
    assert!(noted.contains("5 more; `--all` lists every hit"), "{noted}");
    let (shown, noted) = found(&["search", "ohjaus", "--limit", "3", "--format", "csv"]);
    assert_eq!(n_hits(&shown), 3);
    assert!(noted.contains("52 more; `--all` lists every hit"), "{noted}");
    // A list for a program or a file is easily taken for whole.
    for words in [
        &["search", "ohjaus", "--all"][..],
        &["search", "ohjaus", "--format", "csv"],
    ] {
        let (shown, noted) = found(words);
        assert_eq!(n_hits(&shown), 55, "{words:?}");
        assert!(!noted.contains("--all"), "{noted}");
    }
}

#[test]
fn a_search_finds_finnish_words_in_their_forms() {
    let place = Place::of(&[(
        "a.yaml",
        "id: a\ntitle: Lapin sopimus\nterm: { starts: 2014, ends: open-ended }\ngroups:\n  - id: r\n    name: Ryhmä\n    duties:\n      \
         - { id: tiedotus, text: 'Vastaa viestinnästä, kunnes toisin sovitaan.' }\n      \
         - { id: kunnat, text: Kokoaa kuntien palvelut. }\n",
    )]);
    assert_snapshot!("search_forms", place.run(&["search", "viestintä"]));
    assert_snapshot!("search_forms_kunta_fi", place.run_fi(&["search", "kunta"]));
}

#[test]
fn show() {
    let place = Place::example();
    assert_snapshot!("show_agreement_fi", place.run_fi(&["show", "keski-tunturi-2015"]));
    assert_snapshot!(
        "show_agreement_json",
        place.run(&["show", "keski-tunturi-2015", "--format", "json"])
    );
    assert_snapshot!(
        "show_organisation_en",
        place.run(&["show", "ita-lapin-ammattiopisto"])
    );
    assert_snapshot!(
        "show_organisation_fi",
        place.run_fi(&["show", "rovaniemen-koulutuskuntayhtyma"])
    );
    assert_snapshot!("show_group_fi", place.run_fi(&["show", "elo-johto"]));
    assert_snapshot!(
        "show_markdown",
        place.run(&["show", "keski-tunturi-2015", "--format", "markdown"])
    );
    assert_snapshot!("show_unknown", place.run(&["show", "lapin-tno-2041"]));
}

#[test]
fn sql() {
    let place = Place::example();
    assert_snapshot!(
        "sql_table",
        place.run(&[
            "sql",
            "SELECT region, COUNT(*) AS n FROM signatory_region GROUP BY region ORDER BY region"
        ])
    );
    assert_snapshot!(
        "sql_json",
        place.run(&["sql", "SELECT 1 AS a, 'x' AS a, NULL AS b", "--format", "json"])
    );
    for query in [
        "DELETE FROM agreement",
        "DROP TABLE agreement",
        "PRAGMA user_version = 1",
        "ATTACH 'other.db' AS other",
        "VACUUM INTO 'copy.db'",
        "SELECT 1; DELETE FROM agreement",
        "SELECT load_extension('x')",
        "CREATE TABLE x (y)",
        "not sql",
        "",
    ] {
        let output = place.output(&["sql", query]);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{query}: {}",
            place.describe(&output)
        );
    }
    assert!(!place.path("other.db").exists() && !place.path("copy.db").exists());
    assert_eq!(place.json(&["agreements"]).as_array().map(Vec::len), Some(4));
}

/// In a process of its own: all queries of a process share the bound on memory.
#[test]
fn sql_that_takes_too_much_memory_is_stopped() {
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i FROM n ORDER BY printf('%1000000d', i)";
    assert_snapshot!("sql_memory", Place::example().run(&["sql", endless]));
}

#[test]
fn what_is_unknown_is_proposed() {
    let place = Place::example();
    assert_snapshot!(
        "unknown_agreement",
        place.run(&["signatories", "--agreement", "lapin-tno-2015"])
    );
    assert_snapshot!(
        "unknown_group_fi",
        place.run_fi(&["duties", "--group", "koordinaatio"])
    );
    assert_snapshot!(
        "unknown_organisation",
        place.run(&["duties", "--organisation", "lapia"])
    );
    assert_snapshot!(
        "unknown_region_fi",
        place.run_fi(&["signatories", "--region", "Etelä"])
    );
    assert_snapshot!("unknown_command_fi", place.run_fi(&["sopimukset"]));
    assert_snapshot!(
        "unknown_option_fi",
        place.run_fi(&["agreements", "--statu", "draft"])
    );
    assert_snapshot!(
        "bad_date_fi",
        place.run_fi(&["agreements", "--as-of", "30.2.2014"])
    );
    assert_snapshot!("bad_format", place.run(&["agreements", "--format", "sarif"]));
}

#[test]
fn an_empty_answer_is_a_sentence() {
    let place = Place::example();
    assert_snapshot!(
        "empty_table_fi",
        place.run_fi(&["signatories", "--state", "declined"])
    );
    assert_snapshot!(
        "empty_json",
        place.run(&["signatories", "--state", "declined", "--format", "json"])
    );
    assert_snapshot!(
        "empty_csv",
        place.run_fi(&["signatories", "--state", "declined", "--format", "csv"])
    );
    assert_snapshot!(
        "none_in_force_before_fi",
        place.run_fi(&["duties", "--as-of", "2011-05-01"])
    );
    assert_snapshot!(
        "none_in_force_before_en",
        place.run(&["duties", "--as-of", "2011-05-01"])
    );
    let ended = Place::of(&[
        (
            "a-2014.yaml",
            "id: a-2014\ntitle: A\nterm: { starts: 2014, ends: 2016 }\nsignatories:\n  - { organisation: x, name: X, kind: other, regions: all, signed: 2014 }\n",
        ),
        (
            "b-2017.yaml",
            "id: b-2017\ntitle: B\nsupersedes: [a-2014]\nterm: { starts: 2017, ends: 2030 }\n",
        ),
    ]);
    assert_snapshot!("none_in_force_after_fi", ended.run_fi(&["signatories"]));
    assert_snapshot!("none_in_force_after_en", ended.run(&["signatories"]));
}

/// A look at the letters on a day on which the example has some to write.
const REMINDING: [&str; 7] = [
    "remind",
    "keski-tunturi-2015",
    "--to",
    "letters",
    "--dry-run",
    "--as-of",
    "2015-02-10",
];

/// A workbook with a change.
fn changed_workbook(place: &Place) {
    let output = place.output(&["workbook", "keski-tunturi-2015"]);
    let mut book = OpenedBook::open(&output.stdout);
    let row = book.row("Signatories", "organisation", "esimerkkiopisto");
    book.put("Signatories", row, "contact.phone", "040 123");
    place.write("kirja.xlsx", &book.saved());
}

#[test]
fn json_has_the_names_that_the_reference_tells() {
    let place = Place::example();
    let text = place.read("agreements/lapin-tno-2012.yaml");
    place.write(
        "agreements/lapin-tno-2012.yaml",
        text.replace("kind: education", "kind: Education").as_bytes(),
    );
    // Something for the log.
    place.run(&["schema", "--write"]);
    for (command, expected) in kumppani::view::JSON_NAMES {
        let args: &[&str] = match *command {
            "apply" => {
                changed_workbook(&place);
                &["apply", "kirja.xlsx", "--dry-run"]
            }
            "search" => &["search", "tno"],
            "remind" => &REMINDING,
            "suppose" => &["suppose", "--terminate", "lapin-tno-2014", "--on", "2027-01-01"],
            other => &[other],
        };
        let answer = place.json(args);
        let objects = answer.as_array().cloned().unwrap_or_else(|| vec![answer]);
        assert!(!objects.is_empty(), "{command}");
        for object in objects {
            let names: Vec<&str> = object
                .as_object()
                .expect("an object")
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(names, *expected, "{command}");
        }
    }
    let with_contacts = place.json(&["signatories", "--contacts", "--agreement", "keski-tunturi-2015"]);
    assert!(with_contacts[0]["contact"]["role"].is_string());
    let changed = place.json(&[
        "duties",
        "--agreement",
        "lapin-tno-2017",
        "--changed-since",
        "lapin-tno-2014",
    ]);
    assert!(changed[0]["change"].is_string());
}

#[test]
fn rows_of_several_agreements_say_of_which() {
    let place = Place::example();
    assert_snapshot!(
        "several_agreements_fi",
        place.run_fi(&[
            "signatories",
            "--as-of",
            "1.5.2015",
            "--region",
            "Keski",
            "--kind",
            "oppilaitos"
        ])
    );
    assert_snapshot!(
        "several_agreements_groups",
        place.run(&["groups", "--as-of", "2015-05-01", "--region", "Keski"])
    );
}

#[test]
fn the_language_of_the_answer_does_not_change_what_changed() {
    let old = "id: a-2014\ntitle: A\nterm: { starts: 2014, ends: 2015 }\ngroups:\n  - id: g\n    name: G\n    duties:\n      \
               - { id: d, text: { fi: Vanha, en: Same } }\n      - { id: e, text: Pysyy }\n";
    let new = old
        .replace("a-2014", "a-2016")
        .replace("starts: 2014, ends: 2015", "starts: 2016, ends: 2017")
        .replace("Vanha", "Uusi")
        .replace("text: Pysyy", "text: { fi: Pysyy, en: Stays }");
    let place = Place::of(&[("a-2014.yaml", old), ("a-2016.yaml", &new)]);
    for lang in ["fi", "en"] {
        let answer = place.json(&[
            "duties",
            "--agreement",
            "a-2016",
            "--changed-since",
            "a-2014",
            "--lang",
            lang,
        ]);
        let changes: Vec<&str> = answer
            .as_array()
            .expect("an array")
            .iter()
            .filter_map(|row| row["change"].as_str())
            .collect();
        assert_eq!(changes, ["reworded", "kept"], "{lang}");
    }
    assert_snapshot!(
        "changed_since_itself",
        place.run(&["duties", "--agreement", "a-2014", "--changed-since", "a-2014"])
    );
}

#[test]
fn sql_speaks_of_the_day_asked_for() {
    let place = Place::example();
    let args = [
        "sql",
        "SELECT agreement_id, status FROM agreement_overview WHERE status = 'in-force'",
    ];
    assert_eq!(place.json(&args).as_array().map(Vec::len), Some(1));
    let then = place.json(&[&args[..], &["--as-of", "2013-05-01"]].concat());
    assert_eq!(then[0]["agreement_id"], "lapin-tno-2012");
}
