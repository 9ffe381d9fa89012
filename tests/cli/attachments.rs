//! Documents in the folder `documents/`.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

/// The digest of the bytes `yksi`, and that of `kaksi`.
const YKSI: &str = "af61f651da9da71db642c2895fe2b8c3c5bdb9c462ddb9a2a352b7110c837f30";
const KAKSI: &str = "0a4b1b043239c9e448919bb2a7d5afe20b7945158205c9a7df33304cf652222f";

/// An agreement with three documents, of which one is as it was recorded.
fn place() -> Place {
    let documents = format!(
        "documents:\n  - {{ file: sopimus-2014/yksi.txt, kind: minutes, sha256: {YKSI} }}\n  \
         - {{ file: sopimus-2014/kaksi.txt, kind: decision, sha256: {KAKSI} }}\n  \
         - {{ file: sopimus-2014/kolme.txt, kind: attachment, sha256: {KAKSI} }}\n"
    );
    let place = Place::of(&[("sopimus-2014.yaml", &[SMALL, &documents].concat())]);
    place.write("documents/sopimus-2014/yksi.txt", b"yksi");
    place.write("documents/sopimus-2014/kaksi.txt", b"muutettu");
    place.write("documents/Uusi.txt", b"kuusi");
    place
}

#[test]
fn validation_compares_the_documents_with_what_was_recorded() {
    let place = place();
    assert_snapshot!("documents_validate", place.run(&["validate"]));
    assert_snapshot!("documents_validate_fi", place.run_fi(&["validate"]));
    let of_one = ["validate", "documents/Uusi.txt", "--format", "short"];
    assert_snapshot!("documents_validate_one", place.run(&of_one));
}

/// What is only asked needs no document, and no answer is written among them.
#[test]
fn no_question_reads_a_document_and_no_answer_replaces_one() {
    let place = place();
    let shown = place.json(&["show", "sopimus-2014"]);
    assert_eq!(shown["documents"][2]["file"], "sopimus-2014/kolme.txt");
    let described = place.run(&["agreements", "-o", "documents/lista.xlsx"]);
    assert_snapshot!("documents_are_no_place_for_answers", described);
    assert!(!place.path("documents/lista.xlsx").exists());
}
