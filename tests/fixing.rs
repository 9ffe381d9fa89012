//! The certain corrections leave nothing worse: words that people write in place of the files' own become
//! those, whatever else was changed in a file, and what has been corrected once stays as it is.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use kumppani::diagnostic::{Diagnostic, FilePath};
use kumppani::registry::{check_one, fixed};
use kumppani::source::{FoundFile, Role};
use proptest::prelude::*;

/// Values of the example, and what people write in their place.
const SPOKEN: &[(&str, &[&str])] = &[
    (
        "kind: education",
        &["kind: oppilaitos", "kind: Koulutus", "kind: 'EDUCATION'"],
    ),
    (
        "kind: state-authority",
        &[
            "kind: valtion viranomainen",
            "kind: state authority",
            "kind: valtio",
        ],
    ),
    (
        "kind: employment-services",
        &["kind: työvoimapalvelut", "kind: TE-palvelut"],
    ),
    ("kind: workshop", &["kind: työpaja", "kind: tyopaja"]),
    (
        "kind: review",
        &["kind: tilannekatsaus", "kind: \"Tilannekatsaus\""],
    ),
    ("kind: meeting", &["kind: kokous"]),
    ("kind: training", &["kind: koulutus"]),
    ("kind: deadline", &["kind: määräaika"]),
    (
        "every: year",
        &["every: vuosi", "every: vuosittain", "every: kerran vuodessa"],
    ),
    (
        "every: half-year",
        &["every: puolivuosittain", "every: kahdesti vuodessa"],
    ),
    ("every: quarter", &["every: neljännesvuosittain"]),
    ("every: month", &["every: kuukausi", "every: kuukausittain"]),
    (
        "regions: all",
        &[
            "regions: koko maakunta",
            "regions: [all]",
            "regions: [koko maakunta]",
            "regions: Lappi",
        ],
    ),
    (
        "[Länsi]",
        &[
            "Länsi-Lappi",
            "Länsi",
            "[lansi]",
            "[Länsi-Lapin alue]",
            "\"länsi\"",
        ],
    ),
    ("[Itä]", &["Itä-Lapissa", "[ita]", "[\"Itä-Lappi\"]"]),
    (
        "[Keski, Tunturi]",
        &[
            "Keski- ja Tunturi-Lappi",
            "[Keski- ja Tunturi-Lappi]",
            "[keski, TUNTURI]",
        ],
    ),
    ("[Saamelaisalue]", &["saamelaisalue", "[Saamelaisalueella]"]),
    (
        "ends: open-ended",
        &["ends: toistaiseksi", "ends: voimassa toistaiseksi", "ends: ~"],
    ),
    (
        "public: true",
        &["public: kyllä", "public: Yes", "public: julkinen"],
    ),
    ("public: false", &["public: ei", "public: sisäinen"]),
    (
        "municipality: Rovaniemi",
        &["municipality: rovaniemi", "municipality: Rovaniemen kaupunki"],
    ),
    ("municipality: Tornio", &["municipality: TORNIO"]),
    ("-02-14", &["-2-14"]),
];

/// An agreement that has one of each, beside the example.
const OWN: &str = "\
id: oma
title: Oma sopimus
term: { starts: 2024-01-01, ends: open-ended, review_months: 12 }
declared_signatories: 2
cooperation: [[Keski, Tunturi]]
groups:
  - id: g
    name: Ryhmä
    regions: [Keski, Tunturi]
    chair: kemi
    members: [kemi, ely]
    duties:
      - { text: Tekee., every: month }
      - { text: Toimii., every: half-year }
      - { text: Kokoaa., every: quarter }
signatories:
  - organisation: kemi
    name: Kemin kaupunki
    kind: education
    municipality: Tornio
    regions:
      - Länsi
      - Itä
    signed: 2024-02-14
    contact: { role: r, email: a@example.fi, public: true }
  - { organisation: ely, name: Ely, kind: state-authority, regions: all, signed: 2024-02-14, contact: { role: r, email: b@example.fi, public: false } }
events:
  - { date: 2024-03-01, title: A, kind: meeting }
  - { date: 2024-03-02, title: B, kind: training }
  - { date: 2024-03-03, title: C, kind: deadline }
";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 6, 1).expect("a day")
}

fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("agreements");
    let names = [
        "keski-tunturi-2015",
        "lapin-tno-2012",
        "lapin-tno-2014",
        "lapin-tno-2017",
    ];
    let read = |name: &str| fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("the example");
    let examples = names.map(|name| (name.to_owned(), read(name)));
    examples
        .into_iter()
        .chain([("oma".to_owned(), OWN.to_owned())])
        .collect()
}

fn file(stem: &str) -> FoundFile {
    FoundFile {
        path: FilePath::new(&format!("agreements/{stem}.yaml")),
        location: PathBuf::new(),
        role: Role::Agreement,
        size: 0,
        modified: None,
        identity: kumppani::source::Identity::default(),
        network: kumppani::source::NetworkOf::default(),
        supposed: None,
    }
}

fn findings(file: &FoundFile, text: &str) -> Vec<Diagnostic> {
    check_one(file, text.as_bytes().to_vec(), today()).sorted()
}

fn describe(findings: &[Diagnostic]) -> Vec<(&'static str, &str)> {
    let show = |found: &'_ Diagnostic| found.code.name();
    findings
        .iter()
        .map(|found| (show(found), found.message.get(kumppani::wording::Lang::En)))
        .collect()
}

/// Fixes a text; checks that it is no worse for it, and that a second run changes nothing.
fn fix(file: &FoundFile, text: &str) -> String {
    let n_errors = |findings: &[Diagnostic]| findings.iter().filter(|found| found.is_error()).count();
    let before = findings(file, text);
    let Some(fixed_once) = fixed(file, text.as_bytes(), today()) else {
        return text.to_owned();
    };
    let fixed_text = String::from_utf8(fixed_once.bytes).expect("a correction keeps UTF-8");
    let after = findings(file, &fixed_text);
    assert!(n_errors(&after) <= n_errors(&before), "{text}\n---\n{fixed_text}");
    assert!((n_errors(&after), after.len()) < (n_errors(&before), before.len()));
    assert!(
        fixed(file, fixed_text.as_bytes(), today()).is_none(),
        "a second run changes nothing"
    );
    fixed_text
}

#[test]
fn every_spoken_word_becomes_the_word_of_the_files() {
    let mut n_tried = 0;
    for (stem, text) in texts() {
        let file = file(&stem);
        let meant = findings(&file, &text);
        for (right, spoken) in SPOKEN {
            for (at, _) in text.match_indices(right).take(2) {
                for word in *spoken {
                    let written = [&text[..at], word, &text[at + right.len()..]].concat();
                    let mended = fix(&file, &written);
                    assert_eq!(
                        describe(&findings(&file, &mended)),
                        describe(&meant),
                        "{stem}: {word}"
                    );
                    n_tried += 1;
                }
            }
        }
    }
    assert!(n_tried > 150, "{n_tried} words were tried");
}

#[test]
fn several_regions_in_a_list_of_lines_become_lines() {
    for newline in ["\n", "\r\n"] {
        let text = OWN
            .replace("      - Itä\n", "      - Itä- ja Keski-Lappi  # molemmat\n")
            .replace('\n', newline);
        let mended = fix(&file("oma"), &text);
        assert!(
            mended
                .contains(&"      - Länsi\n      - Itä\n      - Keski  # molemmat\n".replace('\n', newline))
        );
        assert!(findings(&file("oma"), &mended).is_empty());
    }
}

#[test]
fn numbers_lose_their_unit() {
    let text = OWN.replace("review_months: 12", "review_months: 12 kk").replace(
        "declared_signatories: 2",
        "declared_signatories: 2 allekirjoittajaa",
    );
    assert_eq!(fix(&file("oma"), &text), OWN);
    for other in [
        "review_months: 1 vuosi",
        "review_months: noin 12",
        "review_months: 12-24 kk",
    ] {
        let text = OWN.replace("review_months: 12", other);
        assert_eq!(fix(&file("oma"), &text), text, "{other} is not certain");
    }
}

/// A certain correction that brings two errors to light is left to a person: `--fix` leaves nothing worse.
#[test]
fn a_correction_that_only_brings_errors_to_light_waits() {
    let text = OWN.replace(
        "starts: 2024-01-01, ends: open-ended",
        "starts: 1.1.2025, ends: 2023-12-31",
    );
    let mended = fix(&file("oma"), &text);
    assert_eq!(mended, text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Several words at a time, and other damage beside them.
    #[test]
    fn fixing_leaves_nothing_worse(
        which in 0usize..5,
        words in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
        damage in proptest::option::of((any::<prop::sample::Index>(), 0usize..12)),
    ) {
        let (stem, mut text) = texts().swap_remove(which);
        for (pair, place, word) in words {
            let (right, spoken) = pair.get(SPOKEN);
            let places: Vec<usize> = text.match_indices(right).map(|(at, _)| at).collect();
            if !places.is_empty() {
                let at = *place.get(&places);
                text.replace_range(at..at + right.len(), word.get::<&str>(spoken));
            }
        }
        if let Some((at, length)) = damage {
            let chars: Vec<char> = text.chars().collect();
            let start = at.index(chars.len());
            let end = (start + length).min(chars.len());
            text = chars[..start].iter().chain(&chars[end..]).collect();
        }
        fix(&file(&stem), &text);
    }
}
