//! People read names and may type them; programs get the ids beside them.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::harness::Place;

/// One of the signatories has another name today, one has ceased, and a third is the successor.
const AGREEMENT: &str = "\
id: tno-2014
title: { fi: Äkäslompolon sopimus, en: The Äkäslompolo agreement }
term: { starts: 2014-01-01, ends: 2030-12-31, notice_months: 6 }
themes: [{ id: asiakas, name: { fi: Asiakaslähtöiset palvelut, en: Client-centred services } }]
products: [{ id: kohtaava, name: Kohtaava tuote }]
groups:
  - id: ohjaus
    name: { fi: Ohjausryhmä, en: Steering group }
    regions: [Itä]
    chair: aa
    members: [aa, bb]
    duties:
      - { text: Seuraa toimintaa., responsible: [aa, bb], theme: asiakas, product: kohtaava, every: year }
      - { text: Raportoi., due: 2014-12-31, responsible: [aa] }
signatories:
  - { organisation: aa, name: Äänekosken Opisto, kind: education, regions: [Itä], signed: 2014-01-01, contact: { role: Toimisto, email: aa@example.fi } }
  - { organisation: bb, name: Lakannut Opisto, kind: education, regions: [Itä], signed: 2014-01-01 }
";

const DRAFT: &str = "\
id: tno-2024
title: Uusi sopimus
supersedes: [tno-2014]
term: { starts: 2024-01-01, ends: open-ended }
signatories:
  - { organisation: aa, name: Uusi Opisto, kind: education, regions: [Itä], contact: { role: Toimisto, email: aa@example.fi } }
  - { organisation: cc, name: Jatkava Opisto, kind: education, regions: [Itä], contact: { role: Toimisto, email: cc@example.fi } }
";

const ORGANISATIONS: &str = "\
organisations:
  - { id: aa, name: Uusi Opisto, former_names: [{ name: Ikivanha Opisto, until: 2003 }] }
  - { id: bb, name: Lakannut Opisto, ceased: 2020-12-31, successors: [{ organisation: cc, scope: koulutus }] }
";

const DAY: [&str; 2] = ["--as-of", "2021-03-01"];

fn place() -> Place {
    let place = Place::of(&[
        ("tno-2014.yaml", AGREEMENT),
        ("tno-2024.yaml", DRAFT),
        ("organisations.yaml", ORGANISATIONS),
    ]);
    place.write(
        "registry.yaml",
        b"sender: { name: Verkosto, email: verkosto@example.fi }\n",
    );
    place
}

fn with_day<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &DAY].concat()
}

#[test]
fn lists_and_pages_show_names() {
    let place = place();
    let mut shown = String::new();
    for args in [
        &["duties"][..],
        &["duties", "--group", "ohjaus"],
        &["groups"],
        &["organisations"],
        &["due"],
        &["show", "tno-2014"],
        &["show", "bb"],
        &["show", "ohjaus"],
    ] {
        shown.extend(["$ ", &args.join(" "), "\n", &place.run(&with_day(args)), "\n"]);
    }
    for args in [
        &["regions"][..],
        &["duties"],
        &["show", "cc"],
        &["show", "tno-2024"],
    ] {
        shown.extend(["$ ", &args.join(" "), "\n", &place.run_fi(&with_day(args)), "\n"]);
    }
    assert_snapshot!("names_shown", shown);
}

#[test]
fn data_has_the_names_beside_the_ids() {
    let place = place();
    let first = |args: &[&str]| match place.json(&with_day(args)) {
        Value::Array(rows) => rows[0].clone(),
        one => one,
    };
    let check = |args: &[&str], expected: Value| {
        let row = first(args);
        for (field, value) in expected.as_object().expect("an object") {
            assert_eq!(&row[field], value, "{args:?}: {field}");
        }
    };
    check(
        &["duties"],
        json!({
            "agreement": "tno-2014",
            "agreement_title": "The Äkäslompolo agreement",
            "responsible": ["aa", "bb"],
            "responsible_names": ["Äänekosken Opisto", "Lakannut Opisto"],
            "owners": [{"organisation": "aa", "name": "Äänekosken Opisto", "bound": true}],
            "theme": "asiakas",
            "theme_name": "Client-centred services",
            "product": "kohtaava",
            "product_name": "Kohtaava tuote",
        }),
    );
    check(
        &["groups"],
        json!({
            "chair": "aa",
            "chair_name": "Äänekosken Opisto",
            "members": ["aa", "bb"],
            "member_names": ["Äänekosken Opisto", "Lakannut Opisto"],
        }),
    );
    check(
        &["signatories"],
        json!({"organisation": "bb", "groups": ["ohjaus"], "group_names": ["Steering group"]}),
    );
    check(
        &["calendar"],
        json!({"kind": "duty", "organisation": "aa", "organisation_name": "Äänekosken Opisto"}),
    );
    check(
        &["due"],
        json!({
            "agreement_title": "The Äkäslompolo agreement",
            "organisation": "aa",
            "organisation_name": "Äänekosken Opisto",
        }),
    );
    let regions = place.json(&with_day(&["regions"]));
    assert_eq!(regions[1]["signatories"], json!(["bb", "aa"]));
    assert_eq!(
        regions[1]["signatory_names"],
        json!(["Lakannut Opisto", "Äänekosken Opisto"])
    );
    assert_eq!(regions[1]["group_names"], json!(["Steering group"]));
    let organisations = place.json(&with_day(&["organisations"]));
    let ceased = organisations
        .as_array()
        .expect("rows")
        .iter()
        .find(|row| row["organisation"] == "bb");
    assert_eq!(
        ceased.expect("a row")["successors"],
        json!([{"organisation": "cc", "name": "Jatkava Opisto", "scope": "koulutus"}])
    );
    let csv = place.run(&with_day(&["duties", "--format", "csv"]));
    assert_snapshot!("names_csv", csv);
    // Who opens a calendar is told who is responsible, not an id.
    let calendar = place.run(&with_day(&["calendar", "--format", "ics"]));
    let unfolded = calendar.replace("[CR]\n ", "");
    assert!(unfolded.contains("Responsible: Äänekosken Opisto"), "{calendar}");
}

/// What a command is given, where `{}` stands for the id, and other words for the same.
struct Named<'a> {
    command: &'a [&'a str],
    id: &'a str,
    names: &'a [&'a str],
}

const AGREEMENT_NAMES: &[&str] = &[
    "ÄKÄSLOMPOLON SOPIMUS",
    "akaslompolon sopimus",
    "the akaslompolo agreement",
];
const ORGANISATION_NAMES: &[&str] = &[
    "äänekosken opisto",
    "AANEKOSKEN OPISTO",
    "uusi opisto",
    "ikivanha opisto",
    "AA",
];
const GROUP_NAMES: &[&str] = &["OHJAUSRYHMÄ", "ohjausryhma", "steering group"];

const fn named<'a>(command: &'a [&'a str], id: &'a str, names: &'a [&'a str]) -> Named<'a> {
    Named { command, id, names }
}

/// A command says the same to every name as to the id.
fn check(place: &Place, named: &[Named<'_>]) {
    for Named { command, id, names } in named {
        let run = |name: &str| {
            let words: Vec<String> = command.iter().map(|word| word.replace("{}", name)).collect();
            place.run(&with_day(&words.iter().map(String::as_str).collect::<Vec<_>>()))
        };
        let expected = run(id);
        assert!(expected.contains("--- exit 0"), "{command:?}: {expected}");
        for name in *names {
            assert_eq!(run(name), expected, "{command:?} with {name}");
        }
    }
}

const DRY: &str = "--dry-run";

#[test]
fn every_command_takes_the_name_of_an_agreement() {
    let place = place();
    let own = AGREEMENT
        .replace("tno-2014", "oma-2015")
        .replace("Äkäslompolo", "Ämmänsaari");
    place.write("agreements/oma-2015.yaml", own.as_bytes());
    let agreement = |command| named(command, "tno-2014", AGREEMENT_NAMES);
    let draft = |command| named(command, "tno-2024", &["UUSI SOPIMUS", "uusi sopimus"]);
    check(
        &place,
        &[
            agreement(&["signatories", "--agreement", "{}"]),
            agreement(&["groups", "--agreement", "{}"]),
            agreement(&["duties", "--agreement", "{}"]),
            agreement(&["duties", "--agreement", "tno-2024", "--changed-since", "{}"]),
            agreement(&["events", "--agreement", "{}"]),
            agreement(&["regions", "--agreement", "{}"]),
            agreement(&["calendar", "--agreement", "{}"]),
            agreement(&["show", "{}"]),
            agreement(&["board", "{}"]),
            agreement(&["diff", "{}", "tno-2024"]),
            draft(&["diff", "tno-2014", "{}"]),
            agreement(&["document", "{}"]),
            agreement(&["document", "tno-2024", "--changed-since", "{}"]),
            agreement(&["validate", "{}"]),
            named(&["renew", "{}", DRY], "oma-2015", &["THE AMMANSAARI AGREEMENT"]),
            agreement(&["new", "uusi-2027", "--title", "Uusi", "--from", "{}", DRY]),
            agreement(&[
                "extend",
                "{}",
                "--until",
                "2035-12-31",
                "--decided",
                "2021-02-01",
                DRY,
            ]),
            agreement(&["terminate", "{}", "--on", "2022-01-01", DRY]),
            agreement(&[
                "attach",
                "{}",
                "agreements/tno-2024.yaml",
                "--kind",
                "minutes",
                DRY,
            ]),
            agreement(&[
                "withdraw",
                "{}",
                "aa",
                "--notice",
                "2021-02-01",
                "--effective",
                "2022-01-01",
                DRY,
            ]),
            agreement(&[
                "register",
                "{}",
                "--organisation",
                "dd",
                "--name",
                "Dd",
                "--kind",
                "other",
                "--region",
                "Itä",
                DRY,
            ]),
            draft(&["approve", "{}", "cc", "--on", "2020-03-01", DRY]),
            agreement(&["group", "join", "{}/ohjaus", "aa", "--role", "sihteeri", DRY]),
            agreement(&["set", "{}", "record", "X/1", DRY]),
            agreement(&["workbook", "{}"]),
            agreement(&["add", "{}", "waivers", "code=overlap", "reason=Syy", DRY]),
            agreement(&[
                "event",
                "add",
                "{}",
                "Kokous",
                "--date",
                "2021-03-01",
                "--kind",
                "kokous",
                DRY,
            ]),
            draft(&["strategy", "add", "{}", "Uusi", DRY]),
            draft(&["open", "{}", DRY]),
            draft(&["sign", "{}", "cc", "--on", "2021-03-01", DRY]),
            draft(&["decline", "{}", "cc", "--on", "2021-03-01", DRY]),
        ],
    );
    place.run(&with_day(&["open", "uusi sopimus"]));
    check(
        &place,
        &[
            draft(&["remind", "{}", "--to", "kirjeet", DRY]),
            draft(&["reopen", "{}", "--because", "Syy", DRY]),
        ],
    );
}

#[test]
fn every_command_takes_the_name_of_an_organisation() {
    let place = place();
    place.run(&with_day(&["open", "tno-2024"]));
    let organisation = |command| named(command, "aa", ORGANISATION_NAMES);
    check(
        &place,
        &[
            organisation(&["duties", "--organisation", "{}"]),
            organisation(&["document", "tno-2014", "--organisation", "{}"]),
            organisation(&[
                "remind",
                "tno-2024",
                "--to",
                "kirjeet",
                DRY,
                "--organisation",
                "{}",
            ]),
            organisation(&["show", "{}"]),
            organisation(&["sign", "tno-2024", "{}", "--on", "2021-03-01", DRY]),
            organisation(&["decline", "tno-2024", "{}", "--on", "2021-03-01", DRY]),
            organisation(&["contact", "{}", "--email", "uusi@example.fi", "--everywhere", DRY]),
            organisation(&[
                "withdraw",
                "tno-2014",
                "{}",
                "--notice",
                "2021-02-01",
                "--effective",
                "2022-01-01",
                DRY,
            ]),
            organisation(&[
                "attach",
                "tno-2014",
                "agreements/tno-2024.yaml",
                "--kind",
                "minutes",
                DRY,
                "--of",
                "{}",
            ]),
            organisation(&["organisation", "rename", "{}", "--name", "Uusin Opisto", DRY]),
            organisation(&[
                "organisation",
                "cease",
                "{}",
                "--on",
                "2021-02-28",
                "--successor",
                "cc",
                DRY,
            ]),
            organisation(&[
                "organisation",
                "cease",
                "cc",
                "--on",
                "2021-02-28",
                "--successor",
                "{}: koulutus",
                DRY,
            ]),
            named(
                &[
                    "register",
                    "tno-2014",
                    "--organisation",
                    "{}",
                    "--name",
                    "Jatkava Opisto",
                    DRY,
                ],
                "cc",
                &["JATKAVA OPISTO", "jatkava-opisto"],
            ),
        ],
    );
}

#[test]
fn lists_are_limited_by_the_names_of_groups_themes_and_products() {
    let group = |command| named(command, "ohjaus", GROUP_NAMES);
    let theme = &["ASIAKASLAHTOISET PALVELUT", "client-centred services"];
    check(
        &place(),
        &[
            group(&["duties", "--group", "{}"]),
            group(&["signatories", "--group", "{}"]),
            group(&["show", "{}"]),
            group(&["show", "tno-2014/{}"]),
            group(&["show", "akaslompolon sopimus/{}"]),
            named(&["duties", "--theme", "{}"], "asiakas", theme),
            named(
                &["duties", "--product", "{}"],
                "kohtaava",
                &["kohtaava tuote", "KOHTAAVA TUOTE"],
            ),
            named(&["duties", "--region", "{}"], "Itä", &["ita", "ITÄ", "itä-lappi"]),
        ],
    );
}

#[test]
fn a_name_of_several_organisations_is_asked_about() {
    let place = place();
    place.write(
        "agreements/toinen.yaml",
        AGREEMENT
            .replace("tno-2014", "toinen")
            .replace("bb", "dd")
            .replace("Lakannut", "Jatkava")
            .as_bytes(),
    );
    let mut shown = String::new();
    for args in [
        &["duties", "--organisation", "jatkava opisto"][..],
        &["show", "JATKAVA OPISTO"],
        &[
            "sign",
            "tno-2024",
            "Jatkava opisto",
            "--on",
            "2021-03-01",
            "--dry-run",
        ],
        &["show", "Äkäslompolon sopimus"],
    ] {
        shown += &place.run(&with_day(args));
        shown += &place.run_fi(&with_day(args));
    }
    assert_snapshot!("names_ambiguous", shown);
}
