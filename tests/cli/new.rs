//! Another agreement, begun as a file of its own.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

const FILE: &str = "agreements/kirjastot-2027.yaml";

fn place() -> Place {
    Place::of(&[("sopimus-2014.yaml", SMALL)])
}

/// The file as it is once its `#` are deleted from the parts that it offers.
fn with_all_parts(file: &str) -> String {
    let (head, rest) = file.split_once("\nid:").expect("it has an id");
    let offered = rest.lines().map(|line| {
        let bare = line.trim_start();
        match bare.strip_prefix("# ") {
            // A comment that is a sentence begins with a small letter and has no colon after its first word.
            Some(field)
                if field.starts_with(' ')
                    || field.split(' ').next().is_some_and(|word| word.ends_with(':')) =>
            {
                format!("{}{field}\n", &line[..line.len() - bare.len()])
            }
            _ => format!("{line}\n"),
        }
    });
    format!("{head}\nid:{}", offered.collect::<String>())
}

#[test]
fn a_new_agreement_is_a_draft_that_offers_its_parts() {
    let place = place();
    let args = [
        "new",
        "kirjastot-2027",
        "--title",
        "Kirjastojen sopimus: 2027",
        "--starts",
        "1.2.2027",
    ];
    assert_snapshot!("new_dry_run", place.run(&[&args[..], &["--dry-run"]].concat()));
    assert!(!place.path(FILE).exists());
    assert_snapshot!("new_written_fi", place.run_fi(&args));
    assert_snapshot!("new_file_fi", place.read(FILE));
    assert!(
        place.run(&["validate"]).starts_with("no findings"),
        "{}",
        place.run(&["validate"])
    );
    let drafts = place.json(&["agreements", "--status", "draft"]);
    assert_eq!(drafts[0]["title"], "Kirjastojen sopimus: 2027");
    // What it offers is right when it is taken, and is known as an example until it is replaced.
    let whole = with_all_parts(&place.read(FILE));
    assert!(
        whole.contains("\nsignatories:") && whole.contains("\n    # signed:"),
        "{whole}"
    );
    place.write(FILE, whole.as_bytes());
    let found = place.json(&["validate"]);
    let codes: Vec<&str> = found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(codes, ["placeholder"; 8], "{found}");
}

/// The file loads, and nothing is made of it for others before it has a start.
#[test]
fn a_start_that_is_not_known_is_an_example() {
    let place = place();
    let args = [
        "new",
        "kirjastot-2027",
        "--title",
        "Kirjastojen sopimus",
        "--open-ended",
    ];
    assert_snapshot!("new_no_start_fi", place.run_fi(&args));
    assert_snapshot!(
        "new_no_start_found",
        place.run(&["validate", "--format", "short"])
    );
    assert_eq!(
        place.json(&["agreements", "--status", "draft"])[0]["id"],
        "kirjastot-2027"
    );
    for act in [
        &["open", "kirjastot-2027"][..],
        &["document", "kirjastot-2027", "-o", "a.docx"],
    ] {
        let refused = place.run(act);
        assert!(
            refused.contains("is still the example of `kumppani new`: 2199"),
            "{refused}"
        );
    }
    place.write(
        FILE,
        place
            .read(FILE)
            .replace("starts: 2199", "starts: 2027-03")
            .as_bytes(),
    );
    assert!(place.run(&["validate"]).starts_with("no findings"));
}

#[test]
fn what_cannot_be_a_new_agreement_is_refused() {
    let place = place();
    place.write(
        "agreements/vanhat/Muu.yaml",
        SMALL.replace("sopimus-2014", "muu").as_bytes(),
    );
    place.write("agreements/toinen.yml", b"id: toinen\n");
    let (title, from) = (["--title", "Nimi"], ["--from", "sopimus-2015"]);
    let refused: Vec<String> = [
        &["new", "sopimus-2014", title[0], title[1]][..],
        &["new", "muu", title[0], title[1]],
        &["new", "toinen", title[0], title[1]],
        &["new", "organisations", title[0], title[1]],
        &["new", "../muualla", title[0], title[1]],
        &["new", "Uusi sopimus", title[0], title[1]],
        &["new", "nul", title[0], title[1]],
        &["new", "uusi", "--title", " \u{200b} "],
        &["new", "uusi"],
        &["new", "uusi", title[0], title[1], "--ends", "2028"],
        &[
            "new", "uusi", title[0], title[1], "--starts", "2029", "--ends", "2028",
        ],
        &[
            "new",
            "uusi",
            title[0],
            title[1],
            "--starts",
            "2027",
            "--ends",
            "2028",
            "--open-ended",
        ],
        &["new", "uusi", title[0], title[1], from[0], from[1]],
        &["new", "uusi", title[0], title[1], "-o", "uusi.md"],
    ]
    .into_iter()
    .map(|args| place.run(args))
    .collect();
    assert_snapshot!("new_refused", refused.concat());
    assert_snapshot!(
        "new_refused_fi",
        place.run_fi(&["new", "muu", "--title", "Nimi"])
            + &place.run_fi(&["new", "uusi", "--title", " "])
            + &place.run_fi(&[
                "new", "uusi", "--title", "Nimi", "--starts", "2029", "--ends", "2028"
            ])
    );
    let mut files: Vec<_> = std::fs::read_dir(place.path("agreements"))
        .expect("the folder can be read")
        .map(|entry| entry.expect("its entries can be read").file_name())
        .filter(|name| !name.to_string_lossy().starts_with('.'))
        .collect();
    files.sort();
    assert_eq!(files, ["sopimus-2014.yaml", "toinen.yml", "vanhat"]);
    assert!(!place.path("uusi.md").exists());
    assert_eq!(place.read("agreements/sopimus-2014.yaml"), SMALL);
}

const TEMPLATE: &str = "\
id: ita-2014
title: { fi: Itäinen sopimus, sv: Östra avtalet }
part_of: paa-2014
purpose: Yhteinen työ.
term: { starts: 2014-01-01, ends: 2016-12-31, notice_months: 3, extended: [{ until: 2017-12-31 }] }
in_force_when: { signed_at_least: 2 }
declared_signatories: 3
themes: [{ id: osaaminen, name: Osaaminen }]
products: [{ id: kohtaava, name: Kohtaava }]
groups:
  - id: ryhma
    name: Ryhmä
    regions: [Itä]
    chair: opisto
    members: [opisto, lahtija]
    duties:
      - { id: seuraa, text: Seuraa toimintaa., responsible: [opisto], theme: osaaminen, product: kohtaava, every: year }
      - { text: Neuvoo., responsible: [lahtija] }
  - { id: vanha, name: Vanha, regions: [Itä], dissolved: 2015 }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: [Itä], signed: 2014-01-02, signed_by: rehtori, decision: § 1, contact: { role: Toimisto, email: opisto@example.fi, phone: 016 123, public: true } }
  - { organisation: kunta, name: Kunta, regions: [Itä], joined: 2015-02-01, signed: 2015-02-01, contact: { role: Toimisto, email: kunta@example.fi } }
  - { organisation: lahtija, name: Lähtijä, kind: other, regions: [Itä], signed: 2014, withdrawn: { notice: 2016, effective: 2017 } }
events: [{ date: 2014-10-06, title: Käynti, kind: review }]
waivers: [{ code: missing-contact, reason: Ei tiedossa. }]
";

/// The contents are those that a renewal carries over; the agreement renews nothing.
#[test]
fn another_agreement_is_a_template() {
    let main = SMALL.replace("sopimus-2014", "paa-2014");
    let place = Place::of(&[("ita-2014.yaml", TEMPLATE), ("paa-2014.yaml", &main)]);
    place.write("registry.yaml", b"language: en\n");
    assert_snapshot!(
        "new_from_fi",
        place.run_fi(&[
            "new",
            "kirjastot-2027",
            "--title",
            "Kirjastot",
            "--from",
            "agreements/ita-2014.yaml",
            "--starts",
            "2027",
            "--ends",
            "2028-06"
        ])
    );
    // The comments are in the language of the registry.
    assert_snapshot!("new_from_file", place.read(FILE));
    let template = place.json(&["agreements"]);
    let of = |id: &str| {
        template
            .as_array()
            .into_iter()
            .flatten()
            .find(|row| row["id"] == id)
            .expect("it is there")
            .clone()
    };
    assert_eq!(
        (
            of("ita-2014")["status"].as_str(),
            of("kirjastot-2027")["status"].as_str()
        ),
        (Some("ended"), Some("draft"))
    );
    let signed = place.json(&[
        "signatories",
        "--agreement",
        "kirjastot-2027",
        "--state",
        "signed",
    ]);
    assert_eq!(signed.as_array().map(Vec::len), Some(0), "{signed}");
    assert_eq!(place.output(&["validate", FILE]).status.code(), Some(0));
}
