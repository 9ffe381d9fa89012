//! What `init` writes as an example stays in the house until it is replaced.

use insta::assert_snapshot;

use super::harness::Place;

const AGREEMENT: &str = "agreements/sopimus-2026.yaml";

fn begun() -> Place {
    let place = Place::empty();
    place.run(&["init"]);
    place
}

/// The first agreement with every example replaced but those whose lines contain one of `kept`.
fn filled(place: &Place, kept: &[&str]) {
    let real = [
        ("Sopimuksen nimi", "Lapin TNO-palvelujen sopimus"),
        ("Kirjoita tähän, mitä varten sopimus on.", "Sovitaan palveluista."),
        ("esimerkkiryhma", "ohjausryhma"),
        ("Esimerkkiryhmä", "Ohjausryhmä"),
        ("Kirjoita tähän, mitä ryhmä tekee.", "Seuraa toimintaa."),
        ("esimerkkiorganisaatio", "lappia"),
        ("Esimerkkiorganisaatio", "Lappia"),
        ("Yhteystahon tehtävä", "Toimisto"),
        ("yhteys@example.fi", "toimisto@example.fi"),
    ];
    let mut text = place.read(AGREEMENT);
    for (example, own) in real.iter().filter(|(example, _)| !kept.contains(example)) {
        text = text.replace(example, own);
    }
    place.write(AGREEMENT, text.as_bytes());
}

fn settings(place: &Place, text: &str) {
    place.write("registry.yaml", text.as_bytes());
}

const OWN_SETTINGS: &str = "name: Verkosto\nsender: { email: tno@example.fi }\n";

/// What leaves the house, with arguments that it takes.
const LEAVING: [&[&str]; 7] = [
    &["open", "sopimus-2026", "--on", "2026-01-02"],
    &["remind", "sopimus-2026", "--to", "kirjeet"],
    &["document", "sopimus-2026", "-o", "sopimus.docx"],
    &["document", "sopimus-2026", "--annex", "-o", "liite.html"],
    &["document", "sopimus-2026", "--format", "docx"],
    &["calendar", "-o", "kalenteri.ics"],
    &["site", "sivut"],
];

fn files(place: &Place) -> usize {
    let written = ["sopimus.docx", "liite.html", "kalenteri.ics", "sivut", "kirjeet"];
    written.iter().filter(|path| place.path(path).exists()).count()
}

#[test]
fn everything_that_leaves_the_house_names_every_example() {
    let place = begun();
    let before = place.read(AGREEMENT);
    assert_snapshot!("placeholders_open", place.run(LEAVING[0]));
    assert_snapshot!("placeholders_site_fi", place.run_fi(LEAVING[6]));
    for args in LEAVING {
        let output = place.output(args);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{args:?}: {}",
            place.describe(&output)
        );
        let shown = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            shown.contains("agreements/sopimus-2026.yaml:9: `title`"),
            "{args:?}: {shown}"
        );
    }
    assert_eq!((files(&place), place.read(AGREEMENT)), (0, before));
    // On a screen they harm no one.
    for args in [
        &["document", "sopimus-2026"][..],
        &["calendar"],
        &["show", "sopimus-2026"],
    ] {
        assert_eq!(place.output(args).status.code(), Some(0), "{args:?}");
    }
}

/// One example after the other is left alone in the files: each of them is enough.
#[test]
fn a_single_example_is_enough() {
    for example in [
        "Sopimuksen nimi",
        "Esimerkkiryhmä",
        "Esimerkkiorganisaatio",
        "yhteys@example.fi",
    ] {
        let place = begun();
        settings(&place, OWN_SETTINGS);
        filled(&place, &[example]);
        for args in LEAVING {
            let output = place.output(args);
            assert_eq!(
                output.status.code(),
                Some(1),
                "{args:?}: {}",
                place.describe(&output)
            );
        }
    }
}

#[test]
fn an_example_in_registry_yaml_keeps_what_is_made_with_it() {
    let place = begun();
    filled(&place, &[]);
    // The agreement itself says nothing of the network's name.
    assert_eq!(place.output(LEAVING[0]).status.code(), Some(0));
    for args in &LEAVING[1..] {
        let output = place.output(args);
        let shown = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {shown}");
        assert!(shown.contains("registry.yaml:"), "{args:?}: {shown}");
    }
    settings(&place, OWN_SETTINGS);
    for args in &LEAVING[1..] {
        assert_eq!(place.output(args).status.code(), Some(0), "{args:?}");
    }
    assert_eq!(files(&place), 5);
}

/// A value that happens to be an example is accepted with a reason, and an agreement of its own is not
/// kept by another one's examples.
#[test]
fn a_waiver_accepts_a_value_and_another_agreement_goes_its_way() {
    let place = begun();
    settings(&place, OWN_SETTINGS);
    filled(&place, &["Esimerkkiorganisaatio"]);
    let text = place.read(AGREEMENT);
    let waived = format!("{text}waivers: [{{ code: placeholder, reason: Opiston nimi on tämä. }}]\n");
    let other = waived
        .replace("id: sopimus-2026", "id: muu")
        .replace("Lapin TNO", "Muu");
    place.write("agreements/muu.yaml", other.as_bytes());
    assert_eq!(
        place.output(&["document", "muu", "-o", "muu.docx"]).status.code(),
        Some(0)
    );
    assert_eq!(place.output(LEAVING[2]).status.code(), Some(1));
    place.write(AGREEMENT, waived.as_bytes());
    assert_eq!(place.output(LEAVING[2]).status.code(), Some(0));
    assert_eq!(place.output(LEAVING[0]).status.code(), Some(0));
}

/// What the public site and calendar do not have keeps them from nothing.
#[test]
fn a_draft_with_examples_is_no_part_of_the_public_site() {
    let place = begun();
    settings(&place, OWN_SETTINGS);
    let public = ["site", "sivut", "--public"];
    assert_eq!(place.output(&public).status.code(), Some(0));
    let text = place
        .read(AGREEMENT)
        .replace("# signed: 2026-11-21 ", "signed: 2026-11-21 # ");
    place.write(AGREEMENT, text.as_bytes());
    assert_eq!(place.output(&public).status.code(), Some(1));
}
