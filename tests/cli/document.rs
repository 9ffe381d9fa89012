//! Agreements as documents: for a terminal, as Markdown and as a page.

use insta::assert_snapshot;

use super::harness::Place;

const AGREEMENT: &str = "\
id: sopimus-2026
title: { fi: Kumppanuussopimus, se: Soahpamuš }
record: MAAKUNTA/11/2025
purpose: \"Ohjaus <toteutetaan> yhdessä & avoimesti.\"
term: { starts: 2026-01-01, ends: 2028-12-31, notice_months: 6 }
in_force_when: all-signed
strategies: [{ name: { fi: Esimerkkistrategia, se: Ovdamearkastrategiija }, ends: 2030 }]
themes: [{ id: verkosto, name: Verkostomainen toimintatapa }]
cooperation: [[Keski, Tunturi]]
groups:
  - id: ryhma
    name: { fi: Aluetyöryhmä, se: Bargojoavku }
    regions: [Keski, Tunturi]
    chair: opisto
    members: [opisto, kunta]
    duties:
      - Seuraa toimintaa.
      - { text: { fi: Laatii suunnitelman., se: Dahká plána. }, responsible: [kunta], theme: verkosto, every: year }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, business_id: 2296962-1, signed: 2025-12-01, signed_by: rehtori, record: OPISTO/7/2025 }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Keski], covers: [Kunnan lukio] }
source: Esimerkki.
";

fn place() -> Place {
    Place::of(&[("sopimus-2026.yaml", AGREEMENT)])
}

#[test]
fn an_agreement_is_shown_as_it_is_signed() {
    let place = place();
    assert_snapshot!("document_fi", place.run_fi(&["document", "sopimus-2026"]));
    assert_snapshot!(
        "document_markdown",
        place.run(&["document", "sopimus-2026", "--format", "markdown"])
    );
    assert_snapshot!(
        "document_organisation_fi",
        place.run_fi(&["document", "sopimus-2026", "--organisation", "kunta"])
    );
    assert_snapshot!(
        "document_unknown_fi",
        place.run_fi(&["document", "sopimus-2026", "--organisation", "lappia"])
    );
}

/// A list marks the language of every text that is not in that of the page.
#[test]
fn a_list_marks_the_language_of_its_texts() {
    let place = place();
    let duties = ["duties", "--agreement", "sopimus-2026"];
    for (lang, name) in [("se", "list_se"), ("en", "list_en")] {
        let args = [&duties[..], &["--lang", lang, "--format", "html"]].concat();
        let page = String::from_utf8(place.output(&args).stdout).expect("a page is text");
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("<tr><td")).collect();
        assert_snapshot!(name, rows.join("\n"));
    }
    let shown = ["show", "sopimus-2026", "--lang", "en", "--format", "html"];
    let page = String::from_utf8(place.output(&shown).stdout).expect("a page is text");
    let marked: Vec<&str> = page.lines().filter(|line| line.contains(" lang=")).collect();
    assert_snapshot!("show_en_marked", marked.join("\n"));
}

/// A text that is not in the language of the page is marked with its own.
#[test]
fn a_page_marks_the_language_of_its_texts() {
    let place = place();
    let output = place.output(&["document", "sopimus-2026", "--lang", "se", "-o", "sopimus.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    let page = place.read("sopimus.html");
    assert_snapshot!(
        "document_se_html",
        page.split("<main>").nth(1).unwrap_or_default()
    );
    assert!(page.starts_with("<!doctype html>\n<html lang=\"fi\">"), "{page}");
    place.run(&["document", "sopimus-2026", "--lang", "se", "-o", "toinen.html"]);
    assert_eq!(page, place.read("toinen.html"), "made twice, it is the same");
}

#[test]
fn changes_of_the_example_are_marked_in_words() {
    let place = Place::example();
    let args = [
        "document",
        "lapin-tno-2017",
        "--annex",
        "--changed-since",
        "lapin-tno-2014",
        "--format",
        "markdown",
    ];
    assert_snapshot!("document_changes_fi", place.run_fi(&args));
}

/// The names of a package's parts stand in it as they are.
fn has_part(bytes: &[u8], name: &str) -> bool {
    bytes.windows(name.len()).any(|window| window == name.as_bytes())
}

#[test]
fn every_page_is_a_document_for_word_processors_too() {
    let place = Place::example();
    for (file, args) in [
        ("document.docx", &["document", "lapin-tno-2014"][..]),
        ("agreement.docx", &["show", "lapin-tno-2014"]),
        ("organisation.docx", &["show", "lappia"]),
        ("board.docx", &["board", "lapin-tno-2017"]),
        ("diff.docx", &["diff", "lapin-tno-2014", "lapin-tno-2017"]),
        ("duties.docx", &["duties", "--group", "alueryhma-ita"]),
        ("nothing.docx", &["duties", "--organisation", "sallan-lukio"]),
        ("query.docx", &["sql", "SELECT 1 AS one"]),
    ] {
        let into_file = [args, &["-o", file]].concat();
        let described = place.run(&into_file);
        assert!(
            described.ends_with(&format!("{file}\n--- exit 0\n")),
            "{described}"
        );
        let written = std::fs::read(place.path(file)).expect("the file can be read");
        assert!(has_part(&written, "word/document.xml"), "{file}");
        // A pipe takes the same bytes, and a second run writes no others.
        let piped = place.output(&[args, &["--format", "docx"]].concat());
        assert_eq!(piped.stdout, written, "{file}");
    }
}

/// A build without PDF says how to come by one.
#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_says_how_to_come_by_one() {
    let place = place();
    assert_snapshot!(
        "pdf_fi",
        place.run_fi(&["document", "sopimus-2026", "-o", "sopimus.pdf"])
    );
    assert!(!place.path("sopimus.pdf").exists());
    assert_snapshot!("pdf", place.run(&["document", "sopimus-2026", "--format", "pdf"]));
}

#[cfg(feature = "pdf")]
#[test]
fn a_build_with_pdf_writes_every_single_answer() {
    let place = Place::example();
    for (file, args) in [
        ("agreement.pdf", &["document", "lapin-tno-2014"] as &[&str]),
        ("annex.pdf", &["document", "lapin-tno-2014", "--annex"]),
        (
            "promised.pdf",
            &["document", "lapin-tno-2014", "--organisation", "lappia"],
        ),
        ("area.pdf", &["document", "lapin-tno-2014", "--region", "Länsi"]),
        (
            "changes.pdf",
            &[
                "document",
                "lapin-tno-2017",
                "--annex",
                "--changed-since",
                "lapin-tno-2014",
            ],
        ),
        ("organisation.pdf", &["show", "lappia"]),
        ("board.pdf", &["board", "lapin-tno-2017"]),
        ("diff.pdf", &["diff", "lapin-tno-2014", "lapin-tno-2017"]),
        ("duties.pdf", &["duties", "--group", "alueryhma-ita"]),
        ("query.pdf", &["sql", "SELECT 1 AS one"]),
    ] {
        let into_file = [args, &["-o", file]].concat();
        let described = place.run(&into_file);
        assert!(
            described.ends_with(&format!("{file}\n--- exit 0\n")),
            "{described}"
        );
        let written = std::fs::read(place.path(file)).expect("the file can be read");
        assert!(written.starts_with(b"%PDF-1.7"), "{file}");
        // A pipe takes the same bytes, and a second run writes no others.
        let piped = place.output(&[args, &["--format", "pdf"]].concat());
        assert_eq!(piped.stdout, written, "{file}");
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_names_the_characters_that_its_fonts_do_not_have() {
    let place = place();
    let text = place.read("agreements/sopimus-2026.yaml");
    place.write(
        "agreements/sopimus-2026.yaml",
        text.replace("fi: Kumppanuus", "fi: 漢 Kumppanuus").as_bytes(),
    );
    let described = place.run_fi(&["document", "sopimus-2026", "-o", "sopimus.pdf"]);
    assert_snapshot!("pdf_unknown_letters_fi", described);
    assert!(place.path("sopimus.pdf").exists());
}

/// What is above and in the term of a paper that is no longer, or not yet, what it was.
#[test]
fn a_document_says_how_the_agreement_stands_on_its_day() {
    let place = Place::example();
    let head = |args: &[&str]| {
        let output = place.output(&[&["document"], args].concat());
        let text = String::from_utf8(output.stdout).expect("the answer is text");
        let lines = text.lines().filter(|line| {
            ["Sopimus ", "Sopimuskau", "The ", "It has", "Luonnos"]
                .iter()
                .any(|start| line.starts_with(start))
        });
        lines.map(|line| line.to_owned() + "\n").collect::<String>()
    };
    let mut described = String::new();
    for args in [
        &["keski-tunturi-2015", "--as-of", "1.5.2015"] as &[&str],
        &["keski-tunturi-2015", "--as-of", "1.5.2016"],
        &["keski-tunturi-2015"],
        &["lapin-tno-2012", "--as-of", "1.5.2012"],
        &["lapin-tno-2012"],
        &["lapin-tno-2017"],
    ] {
        for lang in ["fi", "en"] {
            let args = [args, &["--lang", lang]].concat();
            described += &["--- ", &args.join(" "), "\n", &head(&args)].concat();
        }
    }
    assert_snapshot!("document_on_its_day", described);
}

/// A board paper speaks of duties by their numbers in the annex.
#[test]
fn a_part_of_the_annex_keeps_its_numbers_and_misses_no_heading() {
    let place = Place::example();
    let args = [
        "document",
        "lapin-tno-2014",
        "--organisation",
        "lapin-te-palvelut",
        "--as-of",
        "2016-03-01",
        "--format",
        "html",
    ];
    let page = String::from_utf8(place.output(&args).stdout).expect("a page is text");
    let lines: Vec<&str> = page
        .lines()
        .filter(|line| {
            ["<h", "<ol", "<li"].iter().any(|start| line.starts_with(start)) && !line.starts_with("<he")
        })
        .collect();
    assert_snapshot!("document_numbers", lines.join("\n"));
}

#[test]
fn formats_that_a_list_does_not_have() {
    let place = place();
    assert_snapshot!(
        "odt_fi",
        place.run_fi(&["document", "sopimus-2026", "-o", "a.odt"])
    );
}

/// The listing of one group on paper is the page of the annex: names and no command; a part of it is a list.
#[test]
fn the_duties_of_a_group_are_a_paper() {
    let place = place();
    let duties = ["duties", "--agreement", "sopimus-2026", "--group", "ryhma"];
    let markdown = |more: &[&str]| place.run(&[&duties[..], more, &["--format", "markdown"]].concat());
    let paper = markdown(&[]);
    assert_snapshot!("document_group_markdown", paper);
    let document = ["document", "sopimus-2026", "--annex", "--group", "aluetyoryhma"];
    assert_eq!(
        place.run(&[&document[..], &["--format", "markdown"]].concat()),
        paper
    );
    for part in [&["--theme", "verkosto"][..], &["--organisation", "kunta"]] {
        assert!(markdown(part).contains("| duty "), "{part:?}");
    }
    place.run(&[&duties[..], &["--lang", "fi", "-o", "ryhma.html"]].concat());
    let page = place.read("ryhma.html");
    assert!(
        page.contains("<h1>Aluetyöryhmä</h1>") && page.contains("<ol>"),
        "{page}"
    );
    assert!(!page.contains("kumppani"), "no command stands on it: {page}");
    assert_snapshot!(
        "document_no_group_fi",
        place.run_fi(&["document", "sopimus-2026", "--group", "ryhmat"])
    );
}

/// Changes are marked as in the annex, and a group of a file with an error has no paper.
#[test]
fn a_paper_of_a_group_marks_changes_and_is_made_of_what_is_right() {
    let place = place();
    let later = AGREEMENT
        .replace("id: sopimus-2026", "id: sopimus-2029")
        .replace("2026-01-01, ends: 2028", "2029-01-01, ends: 2031")
        .replace("Seuraa toimintaa.", "Seuraa toimintaa tarkoin.");
    place.write("agreements/sopimus-2029.yaml", later.as_bytes());
    let duties = ["duties", "--agreement", "sopimus-2029", "--group", "ryhma"];
    let since = ["--changed-since", "sopimus-2026", "--format", "markdown"];
    let paper = place.run(&[&duties[..], &since].concat());
    assert!(paper.contains("**changes since:** Kumppanuussopimus"), "{paper}");
    assert!(
        paper.contains("new duty") && paper.contains("dropped: Seuraa toimintaa."),
        "{paper}"
    );
    place.write(
        "agreements/sopimus-2029.yaml",
        later.replace("all-signed", "sometime").as_bytes(),
    );
    assert_snapshot!(
        "document_group_of_a_wrong_file",
        place.run(&[&duties[..], &["-o", "ryhma.docx"]].concat())
    );
}

/// A signature has its place, and who signs is named in print; who joined later is marked with the day.
#[test]
fn a_signature_has_place_name_and_position() {
    let agreement = AGREEMENT.replace("signed: 2025-12-01,", "joined: 2025-11-30, signed: 2025-12-01,");
    let place = Place::of(&[("sopimus-2026.yaml", &agreement)]);
    let described = place.run_fi(&["document", "sopimus-2026"]);
    assert!(
        described.contains("Opisto (liittynyt 30.11.2025, asianumero OPISTO/7/2025): 1.12.2025, rehtori"),
        "{described}"
    );
    place.run(&["document", "sopimus-2026", "--lang", "en", "-o", "sopimus.html"]);
    let page = place.read("sopimus.html");
    let (_, signatures) = page
        .split_once("<table class=\"sign\">")
        .expect("there are signatures");
    let (signatures, _) = signatures.split_once("</table>").expect("they end");
    assert_snapshot!("document_signatures_html", signatures);
}
