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

/// An agreement without documents.
fn without_documents() -> Place {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.write("Pöytäkirja 1 (allekirjoitettu).PDF", b"yksi");
    place
}

const ATTACH: [&str; 5] = [
    "attach",
    "sopimus-2014",
    "Pöytäkirja 1 (allekirjoitettu).PDF",
    "--kind",
    "minutes",
];

/// The file of the agreement below its signatories.
fn recorded(place: &Place) -> String {
    let text = place.read("agreements/sopimus-2014.yaml");
    text.strip_prefix(SMALL).map_or(text.clone(), str::to_owned)
}

#[test]
fn a_file_is_copied_and_recorded() {
    let place = without_documents();
    assert_snapshot!(
        "attach_dry_run",
        place.run(&[&ATTACH[..], &["--dry-run"]].concat())
    );
    assert!(!place.path("documents").exists());
    assert_eq!(recorded(&place), "");
    let all = [
        "--of",
        "opisto",
        "--title",
        "Kokous 1: avaus",
        "--on",
        "3.2.2014",
        "--public",
    ];
    assert_snapshot!("attach_fi", place.run_fi(&[&ATTACH[..], &all].concat()));
    assert_eq!(
        recorded(&place),
        format!(
            "documents:\n  - file: sopimus-2014/poytakirja-1-allekirjoitettu.pdf\n    title: \"Kokous 1: avaus\"\n    \
             kind: minutes\n    on: 2014-02-03\n    of: opisto\n    sha256: {YKSI}\n    public: true\n"
        )
    );
    assert_eq!(
        place.read("documents/sopimus-2014/poytakirja-1-allekirjoitettu.pdf"),
        "yksi"
    );
    let validated = place.run(&["validate"]);
    assert!(validated.starts_with("no findings"), "{validated}");
    let shown = place.json(&["show", "sopimus-2014"]);
    assert_eq!(shown["documents"][0]["of_name"], "Opisto");
}

#[test]
fn nothing_is_attached_twice_and_nothing_is_replaced() {
    let place = without_documents();
    place.run(&ATTACH);
    let once = recorded(&place);
    // Whatever the file is called now.
    place.write("kopio.pdf", b"yksi");
    assert_snapshot!(
        "attach_again",
        place.run(&["attach", "sopimus-2014", "kopio.pdf", "--kind", "minutes"])
    );
    assert_snapshot!(
        "attach_other_kind_fi",
        place.run_fi(&["attach", "sopimus-2014", "kopio.pdf", "--kind", "decision"])
    );
    assert_eq!(recorded(&place), once);
    // Another file of the same name gets a number.
    place.write(ATTACH[2], b"kaksi");
    assert_snapshot!("attach_another", place.run(&ATTACH));
    assert_eq!(
        place.read("documents/sopimus-2014/poytakirja-1-allekirjoitettu.pdf"),
        "yksi"
    );
    assert_eq!(
        place.read("documents/sopimus-2014/poytakirja-1-allekirjoitettu-2.pdf"),
        "kaksi"
    );
    // One that was lost comes back, one that has changed stays.
    std::fs::remove_file(place.path("documents/sopimus-2014/poytakirja-1-allekirjoitettu-2.pdf"))
        .expect("the document is there");
    assert_snapshot!("attach_lost", place.run(&ATTACH));
    place.write(
        "documents/sopimus-2014/poytakirja-1-allekirjoitettu-2.pdf",
        b"kolme",
    );
    assert_snapshot!("attach_changed", place.run(&ATTACH));
    assert_eq!(
        place.read("documents/sopimus-2014/poytakirja-1-allekirjoitettu-2.pdf"),
        "kolme"
    );
}

#[test]
fn what_lies_in_the_folder_is_recorded_where_it_is() {
    let place = place();
    place.write("documents/muistio.txt", b"viisi");
    let attach = |file| place.run(&["attach", "sopimus-2014", file, "--kind", "attachment"]);
    assert_snapshot!("attach_in_place", attach("documents/muistio.txt"));
    assert!(!place.path("documents/sopimus-2014/muistio.txt").exists());
    assert_snapshot!(
        "attach_recorded_and_changed",
        attach("documents/sopimus-2014/kaksi.txt")
    );
    // Its name cannot be recorded, and a run that was cut off may have left the copy.
    place.write("documents/sopimus-2014/uusi.txt", b"kuusi");
    assert_snapshot!("attach_left", attach("documents/Uusi.txt"));
}

#[test]
fn what_is_no_document_is_refused() {
    let place = without_documents();
    for (name, args) in [
        ("missing", &["ei-ole.pdf", "--kind", "minutes"][..]),
        ("folder", &["agreements", "--kind", "minutes"]),
        ("stranger", &[ATTACH[2], "--kind", "minutes", "--of", "lappia"]),
        ("future", &[ATTACH[2], "--kind", "minutes", "--on", "2027"]),
        ("kind", &[ATTACH[2], "--kind", "kirje"]),
    ] {
        let args = [&["attach", "sopimus-2014"], args].concat();
        assert_snapshot!(format!("attach_refused_{name}"), place.run(&args));
    }
    let large = std::fs::File::create(place.path("iso.pdf")).expect("a file can be made");
    large.set_len(101 * 1024 * 1024).expect("it can be lengthened");
    assert_snapshot!(
        "attach_refused_large_fi",
        place.run_fi(&["attach", "sopimus-2014", "iso.pdf", "--kind", "minutes"])
    );
    assert!(!place.path("documents").exists());
    assert_eq!(recorded(&place), "");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let place = without_documents();
    std::fs::create_dir(place.path("muualla")).expect("a folder can be made");
    std::os::unix::fs::symlink("muualla", place.path("documents")).expect("a link");
    assert_snapshot!("attach_refused_link", place.run(&ATTACH));
    std::fs::remove_file(place.path("documents")).expect("the link goes");
    std::fs::create_dir(place.path("documents")).expect("a folder can be made");
    std::os::unix::fs::symlink("../muualla", place.path("documents/sopimus-2014")).expect("a link");
    let refused = place.run(&ATTACH);
    assert!(
        refused.contains("documents/sopimus-2014 is not a folder, or is a link"),
        "{refused}"
    );
    assert_eq!(
        std::fs::read_dir(place.path("muualla"))
            .expect("a folder")
            .count(),
        0
    );
    assert_eq!(recorded(&place), "");
    // A user may name a link to a file: its bytes are copied.
    std::fs::remove_file(place.path("documents/sopimus-2014")).expect("the link goes");
    std::os::unix::fs::symlink(ATTACH[2], place.path("linkki.pdf")).expect("a link");
    let attached = place.run(&["attach", "sopimus-2014", "linkki.pdf", "--kind", "minutes"]);
    assert!(
        attached.contains("copied linkki.pdf to documents/sopimus-2014/linkki.pdf"),
        "{attached}"
    );
    let copy = place.path("documents/sopimus-2014/linkki.pdf");
    assert!(copy.symlink_metadata().expect("it is there").is_file());
}

/// The items of the section of documents on a page.
fn section(place: &Place, page: &str, heading: &str) -> String {
    let page = place.read(page);
    let (_, section) = page.split_once(heading).unwrap_or_else(|| panic!("{page}"));
    let (section, _) = section.split_once("</ul>").expect("a list ends");
    section.to_owned()
}

#[test]
fn the_site_offers_what_is_as_it_was_recorded() {
    let place = without_documents();
    let title = [
        "--of",
        "opisto",
        "--title",
        "Avauskokous",
        "--on",
        "3.2.2014",
        "--public",
    ];
    place.run(&[&ATTACH[..], &title].concat());
    for (name, bytes) in [("kaksi.txt", b"kaksi"), ("kolme.txt", b"kolme")] {
        place.write(name, bytes);
        place.run(&["attach", "sopimus-2014", name, "--kind", "attachment"]);
    }
    place.write("documents/sopimus-2014/kolme.txt", b"muuttui");
    assert_snapshot!("documents_site", place.run(&["site", "sivut"]));
    let page = "sivut/sopimukset/sopimus-2014.html";
    assert_snapshot!(
        "documents_section_fi",
        section(&place, page, "<h2>Asiakirjat</h2>")
    );
    let english = section(
        &place,
        "sivut/en/sopimukset/sopimus-2014.html",
        "<h2>Documents</h2>",
    );
    assert_snapshot!("documents_section_en", english);
    let copies = "sivut/asiakirjat/sopimus-2014";
    assert_eq!(
        place.read(&format!("{copies}/poytakirja-1-allekirjoitettu.pdf")),
        "yksi"
    );
    assert_eq!(place.read(&format!("{copies}/kaksi.txt")), "kaksi");
    assert!(!place.path(copies).join("kolme.txt").exists());
    assert!(
        place
            .read("sivut/haku/tiedot.js")
            .contains("\"t\":\"Avauskokous\"")
    );
    // The public site takes the place of the internal one, with what everyone may see alone.
    assert_snapshot!(
        "documents_site_public_fi",
        place.run_fi(&["site", "sivut", "--public"])
    );
    let names = std::fs::read_dir(place.path(copies))
        .expect("a folder")
        .map(|entry| {
            let name = entry.expect("its entries can be read").file_name();
            name.to_string_lossy().into_owned()
        });
    assert_eq!(names.collect::<Vec<_>>(), ["poytakirja-1-allekirjoitettu.pdf"]);
    // A copy that somebody changes is somebody's work.
    place.write(&format!("{copies}/poytakirja-1-allekirjoitettu.pdf"), b"oma");
    let refused = place.run(&["site", "sivut", "--public"]);
    assert!(
        refused.contains("was changed after this program wrote it"),
        "{refused}"
    );
}
