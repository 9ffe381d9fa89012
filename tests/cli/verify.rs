//! Whether papers are of the text of their agreement as it stands.

use insta::assert_snapshot;

use super::harness::Place;

const FILE: &str = "agreements/lapin-tno-2014.yaml";

/// The example with papers of one agreement: whole, a part, as a page and as text.
fn place_with_papers() -> Place {
    let place = Place::example();
    for args in [
        &["document", "lapin-tno-2014", "-o", "sopimus.docx"][..],
        &["document", "lapin-tno-2014", "-o", "sopimus.html", "--lang", "fi"],
        &["document", "lapin-tno-2014", "-o", "sopimus.md"],
        &[
            "document",
            "lapin-tno-2014",
            "--organisation",
            "lappia",
            "-o",
            "lappia.docx",
        ],
        &["duties", "--group", "koordinaatioryhma", "-o", "ryhma.docx"],
    ] {
        let written = place.run(args);
        assert!(written.contains("--- exit 0\n"), "{written}");
    }
    place
}

const PAPERS: [&str; 5] = [
    "sopimus.docx",
    "sopimus.html",
    "sopimus.md",
    "lappia.docx",
    "ryhma.docx",
];

fn verify(papers: &[&'static str]) -> Vec<&'static str> {
    [&["verify"], papers].concat()
}

#[test]
fn a_paper_is_of_the_text_until_a_part_of_the_text_changes() {
    let place = place_with_papers();
    assert_snapshot!("verify_same", place.run(&verify(&PAPERS)));
    let text = place.read(FILE);
    // Who sits in a group, contacts and dates of signatures are not the text.
    let other =
        text.replacen("chair: ", "chair: lappia # ", 1)
            .replacen("tno@example.fi", "toinen@example.fi", 1);
    assert!(other.contains("chair: lappia # ") && other.contains("toinen@example.fi"));
    place.write(FILE, other.as_bytes());
    assert_snapshot!("verify_composition", place.run(&verify(&["lappia.docx"])));
    let other = text
        .replacen("heading: Sitoumukset", "heading: Lupaukset", 1)
        .replacen(
            "fi: Lapin TNO-palvelujen kumppanuussopimus 2014",
            "fi: Toinen nimi",
            1,
        );
    assert_ne!(other, text);
    place.write(FILE, other.as_bytes());
    assert_snapshot!("verify_differs", place.run(&verify(&PAPERS)));
    assert_snapshot!("verify_differs_fi", place.run_fi(&verify(&["lappia.docx"])));
}

/// Working copies that show changes are no papers of a text.
#[test]
fn a_paper_without_a_digest_is_named() {
    let place = place_with_papers();
    let changes = [
        "document",
        "lapin-tno-2017",
        "--changed-since",
        "lapin-tno-2014",
        "-o",
        "muutokset.docx",
    ];
    place.run(&changes);
    place.write("muu.txt", "lapin-tno-2014 2-c81adc0f 010bdf00".as_bytes());
    place.write("muu.pdf", b"%PDF-1.7\nscanned");
    let papers = verify(&["muutokset.docx", "muu.txt", "muu.pdf", "registry.yaml"]);
    assert_snapshot!("verify_no_digest", place.run(&papers));
    // The others are compared.
    assert_snapshot!(
        "verify_missing",
        place.run(&verify(&["puuttuu.docx", "sopimus.docx"]))
    );
    assert_snapshot!("verify_folder_fi", place.run_fi(&verify(&["agreements"])));
}

/// What a person types from a sheet of paper.
#[test]
fn a_digest_is_typed_as_it_is_printed() {
    let place = Place::example();
    let text = place.run(&["document", "lapin-tno-2014"]);
    let digest = text
        .lines()
        .find_map(|line| line.strip_prefix("Digest of the text: "))
        .expect("the paper carries the digest");
    let found = place.json(&["verify", "--digest", digest]);
    assert_eq!(
        (&found[0]["text"], &found[0]["receipt"]),
        (&"same".into(), &digest.into())
    );
    let line = format!("Digest of the text: {}", digest.to_uppercase());
    assert_eq!(place.json(&["verify", "--digest", &line])[0]["text"], "same");
    let slip = format!("{}0", &digest[..digest.len() - 1]);
    let slip = if slip == digest {
        format!("{}1", &digest[..digest.len() - 1])
    } else {
        slip
    };
    assert_snapshot!("verify_slip", place.run(&["verify", "--digest", &slip]));
    assert_snapshot!(
        "verify_cut_off",
        place.run(&["verify", "--digest", &digest[..60]])
    );
    let stranger = digest.replace("lapin-tno-2014", "lapin-tno-2013");
    assert_snapshot!("verify_unknown", place.run(&["verify", "--digest", &stranger]));
}

/// A text that was changed after it was opened for signing is an error of its file; which paper is of which text is
/// what one wants to know then.
#[test]
fn a_paper_of_the_opened_text_is_told_from_one_of_the_changed_text() {
    let place = Place::example();
    let args = ["document", "lapin-tno-2017", "-o"];
    place.run(&["open", "lapin-tno-2017"]);
    place.run(&[&args[..], &["avattu.docx"]].concat());
    assert_eq!(place.json(&["verify", "avattu.docx"])[0]["opened_text"], true);
    let file = "agreements/lapin-tno-2017.yaml";
    let text = place.read(file);
    place.write(
        file,
        text.replacen("title:", "title: # muutettu\n ", 1)
            .replacen("fi: ", "fi: Uusi ", 1)
            .as_bytes(),
    );
    assert_snapshot!(
        "verify_changed_after_opening",
        place.run(&["verify", "avattu.docx"])
    );
    assert_snapshot!(
        "verify_changed_after_opening_fi",
        place.run_fi(&["verify", "avattu.docx"])
    );
}

/// The text of a file that cannot be read is not known.
#[test]
fn an_agreement_with_errors_is_named() {
    let place = place_with_papers();
    place.write(FILE, b"id: [");
    assert_snapshot!("verify_errors", place.run(&verify(&["lappia.docx"])));
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_carries_the_digest() {
    let place = Place::example();
    place.run(&["document", "lapin-tno-2014", "-o", "sopimus.pdf"]);
    assert_eq!(place.json(&["verify", "sopimus.pdf"])[0]["text"], "same");
}
