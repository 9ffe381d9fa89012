//! The reader meets whatever a disk can hold: it never panics, never points outside the file, and
//! never takes a broken file for a good one.

use std::fs;
use std::path::Path;

use kumppani::diagnostic::{Diagnostic, FilePath};
use kumppani::source::{Content, FileReading, Role, fixed_bytes, read_bytes};
use proptest::prelude::*;

fn example(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("agreements")
            .join(name),
    )
    .expect("the example is there")
}

fn read(bytes: &[u8]) -> FileReading {
    read_bytes(
        &FilePath::new("agreements/keski-tunturi-2015.yaml"),
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        bytes.to_vec(),
    )
}

/// What must hold of every reading.
fn check(bytes: &[u8]) {
    let reading = read(bytes);
    let text = reading.text.text();
    for found in reading.findings.as_slice() {
        let spans =
            std::iter::once(found.place.span).chain(found.related.iter().map(|label| label.place.span));
        for span in spans {
            assert!(
                text.get(span.range()).is_some(),
                "{} points outside the text: {span:?}",
                found.code.name()
            );
        }
        for replacement in found.fix.iter().flat_map(|fix| &fix.replacements) {
            assert!(text.get(replacement.span.range()).is_some());
        }
    }
    if reading.content.is_none() {
        assert!(
            reading.findings.has_errors(),
            "a file without content has an error that says why"
        );
    }
}

#[test]
fn every_beginning_of_the_example_is_read_calmly() {
    let bytes = example("keski-tunturi-2015.yaml");
    for end in (0..bytes.len()).step_by(7) {
        check(&bytes[..end]);
    }
}

#[test]
fn hostile_texts_are_refused_at_once() {
    for text in [
        "[".repeat(200_000),
        "{".repeat(200_000),
        "- ".repeat(200_000),
        "a: &a [*a, *a]\n".repeat(10_000),
        "&a ".repeat(100_000),
        "? ".repeat(100_000),
        "a:\n ".repeat(50_000),
        format!("a: \"{}\"", "\\u0041".repeat(100_000)),
        format!("a: {}", "x".repeat(4_000_000)),
        "\n".repeat(4_000_000),
    ] {
        check(text.as_bytes());
        assert!(read(text.as_bytes()).findings.has_errors());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_example_is_read_calmly(
        at in 0usize..9000,
        length in 0usize..40,
        inserted in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut bytes = example("keski-tunturi-2015.yaml");
        let start = at.min(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, inserted);
        check(&bytes);
    }

    #[test]
    fn any_text_is_read_calmly(text in "[ \\t\\n\\r:\\-,\\[\\]{}'\"#&*!|>%@`a-zåäö0-9~?.\u{2028}\u{feff}]{0,200}") {
        check(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_calmly(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }

    /// A misspelt value with a certain correction: after it the file reads as if it had been right,
    /// and all other bytes are the same.
    #[test]
    fn a_correction_gives_the_file_that_was_meant(
        year in 1900i32..2200, month in 1u32..=12, day in 1u32..=28,
        region in prop::sample::select(vec![("länsi", "Länsi"), ("Ita", "Itä"), ("KESKI-LAPPI", "Keski"), ("Tunturi lappi", "Tunturi")]),
        quote in prop::sample::select(vec!["", "'", "\""]),
        newline in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let file = |date: &str, region: &str| {
            format!("id: keski-tunturi-2015\ntitle: A # kommentti\nterm: {{ starts: {quote}{date}{quote}, ends: open-ended }}\n\
                     groups:\n  - id: g   # ryhmä\n    name: G\n    regions: [ {quote}{region}{quote} ,Saamelaisalue]\n").replace('\n', newline)
        };
        let written = file(&format!("{day}.{month}.{year}"), region.0);
        let meant = file(&format!("{year:04}-{month:02}-{day:02}"), region.1);
        let reading = read(written.as_bytes());
        let findings: Vec<&Diagnostic> = reading.findings.as_slice().iter().collect();
        let fixed = fixed_bytes(written.as_bytes(), &findings).expect("both values can be corrected");
        prop_assert_eq!(String::from_utf8(fixed.bytes).expect("text stays text"), meant);
        prop_assert_eq!(fixed.n_mended, 2);
    }
}

#[test]
fn the_example_is_read_without_a_finding() {
    for name in [
        "lapin-tno-2012",
        "lapin-tno-2014",
        "lapin-tno-2017",
        "keski-tunturi-2015",
    ] {
        let path = FilePath::new(&format!("agreements/{name}.yaml"));
        let reading = read_bytes(
            &path,
            Role::Agreement,
            &kumppani::model::Network::lapland(),
            example(&format!("{name}.yaml")),
        );
        assert!(reading.findings.as_slice().is_empty(), "{name}");
        assert!(matches!(reading.content, Some(Content::Agreement(_))), "{name}");
    }
}

#[test]
fn the_model_case_has_34_signatories_in_five_areas() {
    let path = FilePath::new("agreements/lapin-tno-2014.yaml");
    let reading = read_bytes(
        &path,
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        example("lapin-tno-2014.yaml"),
    );
    let Some(Content::Agreement(agreement)) = reading.content else {
        panic!("the example is an agreement")
    };
    assert_eq!(agreement.signatories.len(), 34);
    assert_eq!(agreement.declared_signatories.map(|at| at.value), Some(34));
    for region in kumppani::model::Network::lapland().regions() {
        assert!(
            agreement
                .groups
                .iter()
                .any(|group| group.regions.contains(region))
        );
        assert!(
            agreement
                .signatories
                .iter()
                .any(|signatory| signatory.regions.contains(region))
        );
    }
}
