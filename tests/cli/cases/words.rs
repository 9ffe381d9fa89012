//! Text as people type it (15): letters in one part and in two, Sámi letters, the primes of Skolt
//! Sámi and what looks like them, and the order of names.

use insta::assert_snapshot;

use super::super::harness::{Place, TODAY};
use super::{column, done, findings, only, rows};

/// An agreement with a signatory for each of these ids and names.
fn agreement(names: &[(&str, &str)]) -> String {
    let entry = |(id, name): &(&str, &str)| {
        format!(
            "  - {{ organisation: {id}, name: {name}, kind: education, regions: [Länsi], signed: 2014,\n      contact: {{ \
                 role: Toimisto, email: {id}@example.fi }} }}\n"
        )
    };
    let entries = names.iter().map(entry).collect::<Vec<_>>().concat();
    format!(
        "id: tno-2014\ntitle: Kumppanuussopimus\nterm: {{ starts: 2014, ends: open-ended }}\nsignatories:\n{entries}"
    )
}

/// The order in which names stand: Sámi letters beside their base letters, v and w apart, å ä ö last.
const ORDER: [&str; 25] = [
    "Aa", "Áb", "Ac", "Ca", "Čb", "Cc", "Da", "Đb", "Dc", "Ga", "Ǥb", "Gc", "Na", "Ŋb", "Nc", "Sa", "Šb",
    "Sc", "Va", "Vc", "Wb", "Žb", "Åb", "Äb", "Öb",
];

#[test]
fn case_15_names_stand_in_finnish_order() {
    let ids: Vec<String> = (0..ORDER.len()).map(|n| format!("opisto-{n:02}")).collect();
    let names: Vec<String> = ORDER.iter().map(|word| format!("{word} opisto")).collect();
    // The file lists them the other way round.
    let pairs: Vec<(&str, &str)> = ids
        .iter()
        .zip(&names)
        .map(|(id, name)| (id.as_str(), name.as_str()))
        .rev()
        .collect();
    let place = Place::of(&[("tno-2014.yaml", &agreement(&pairs))]);
    assert_eq!(column(&place.json(&["signatories"]), "name"), names);
    assert_eq!(column(&place.json(&["organisations"]), "name"), names);
    let regions = place.json(&["regions"]);
    let listed = &only(&regions, "region", "Länsi")["signatories"];
    assert_eq!(*listed, serde_json::json!(ids));
    assert_snapshot!("case_15_signatories", place.run_fi(&["signatories"]));
}

#[test]
fn case_15_a_skolt_prime_is_found_by_all_its_look_alikes() {
    let text = agreement(&[
        ("suadjel", "Suäʹđjel-opisto"),
        ("soadegilli", "Soađegilli-opisto"),
        ("anar", "Anár-opisto"),
    ]);
    let place = Place::of(&[("tno-2014.yaml", &text)]);
    assert_eq!(findings(&place, TODAY), [""; 0]);
    for typed in [
        "suäʹđjel",
        "Suä'đjel",
        "suä’đjel",
        "suä‘đjel",
        "suä´đjel",
        "suäʼđjel",
        "suä′đjel",
        "SUÄʹĐJEL",
        "sua\u{308}ʹđjel",
        "suäđjel",
        "suađjel",
    ] {
        let found = place.json(&["search", typed]);
        assert_eq!(column(&found, "id"), ["suadjel"], "{typed}");
        assert_eq!(
            column(&found, "title"),
            ["Suäʹđjel-opisto"],
            "{typed}: the name stays as it is written"
        );
    }
    for (typed, id) in [
        ("soađegilli", "soadegilli"),
        ("anar", "anar"),
        ("ANÁR", "anar"),
        ("Ana\u{301}r", "anar"),
    ] {
        assert_eq!(column(&place.json(&["search", typed]), "id"), [id], "{typed}");
    }
    assert_eq!(
        rows(&place.json(&["search", "suäʹx"])).len(),
        0,
        "a prime does not end the word"
    );
}

#[test]
fn case_15_letters_in_two_parts_are_the_same_text() {
    let parted = agreement(&[("aland", "Äyräsopisto"), ("ita", "Itäopisto")])
        .replace("name: Äyräsopisto", "name: A\u{308}yra\u{308}sopisto")
        .replace(
            "[Länsi], signed: 2014,\n      contact: { role: Toimisto, email: ita",
            "[La\u{308}nsi], signed: 2014,\n      \
                 contact: { role: Toimisto, email: ita",
        );
    let place = Place::of(&[("tno-2014.yaml", &parted)]);
    for typed in ["Äyräs", "A\u{308}yra\u{308}s", "ayras", "ÄYRÄS"] {
        let found = place.json(&["search", typed]);
        assert_eq!(column(&found, "id"), ["aland"], "{typed}");
    }
    for region in ["Länsi", "La\u{308}nsi"] {
        let listed = place.json(&["signatories", "--region", region]);
        assert_eq!(
            column(&listed, "organisation"),
            ["ita", "aland"],
            "{region}: ä last, in two parts, too"
        );
    }
    let codes = column(&place.json(&["validate"]), "code");
    assert!(
        !codes.is_empty() && codes.iter().all(|code| code == "non-nfc-text"),
        "{codes:?}"
    );
    assert_eq!(
        place.read("agreements/tno-2014.yaml"),
        parted,
        "nothing is rewritten unasked"
    );

    done(&place, &["validate", "--fix"]);
    let whole = agreement(&[("aland", "Äyräsopisto"), ("ita", "Itäopisto")]);
    assert_eq!(place.read("agreements/tno-2014.yaml"), whole);
    assert_eq!(findings(&place, TODAY), [""; 0]);
}
