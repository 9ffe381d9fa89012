//! Provisions: the text of an agreement in every answer that shows it.

use insta::assert_snapshot;

use super::harness::Place;

const AGREEMENT: &str = "\
id: sopimus-2026
title: Kumppanuussopimus
purpose: >-
  Ensimmäinen kappale.

  Toinen kappale.
term: { starts: 2026-01-01, ends: 2028-12-31, notice_months: 6, extended: [{ until: 2029-12-31, decided: 2026-02-01 }] }
in_force_when: all-signed
strategies: [{ name: Esimerkkistrategia, ends: 2030 }]
themes: [{ id: verkosto, name: Verkostomainen toimintatapa }]
provisions:
  - id: parties
    heading: Sopijapuolet
    text: |-
      Tämän sopimuksen sopijapuolet ({n_signatories}) ovat:
      {parties}
  - heading: { fi: Yhteinen työ, sv: Gemensamt arbete, en: Working together }
    text:
      fi: |-
        Sopijapuolet

        - järjestävät *neuvontaa* ja
        - sovittavat palvelunsa yhteen
          {{alueittain}}.

        Muusta sovitaan erikseen.
      sv: Parterna, {parties}, ordnar handledning.
  - id: term
    heading: Voimassaolo
    text: \"Sopimus on voimassa {term}. Se tulee voimaan, {entry_rule}. Jatkosta päätetään viimeistään {notice} ennen päättymistä.\"
  - id: signatures
    heading: Allekirjoitukset
    text: Sopimusta on tehty {n_signatories} samansanaista kappaletta.
groups:
  - { id: ryhma, name: Ryhmä, regions: all, members: [opisto, kunta], duties: [Seuraa toimintaa.] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, business_id: 2296962-1, signed: 2025-12-01, signed_by: rehtori }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: [Keski], covers: [Kunnan lukio], signed: 2025-12-02 }
";

fn place() -> Place {
    Place::of(&[("sopimus-2026.yaml", AGREEMENT)])
}

fn main_part(page: &str) -> &str {
    let (_, rest) = page.split_once("<main").expect("a page has a main part");
    rest
}

#[test]
fn a_document_has_provisions_where_the_agreement_has_them() {
    let place = place();
    assert_snapshot!(
        "provisions_document_fi",
        place.run_fi(&["document", "sopimus-2026"])
    );
    assert_snapshot!(
        "provisions_document_markdown",
        place.run(&["document", "sopimus-2026", "--format", "markdown"])
    );
    let written = place.output(&["document", "sopimus-2026", "--lang", "sv", "-o", "sopimus.html"]);
    assert_eq!(written.status.code(), Some(0), "{}", place.describe(&written));
    assert_snapshot!(
        "provisions_document_sv_html",
        main_part(&place.read("sopimus.html"))
    );
    let written = place.output(&["document", "sopimus-2026", "-o", "sopimus.docx"]);
    assert_eq!(written.status.code(), Some(0), "{}", place.describe(&written));
}

#[test]
fn show_has_provisions_with_their_ids() {
    let place = place();
    assert_snapshot!("provisions_show_fi", place.run_fi(&["show", "sopimus-2026"]));
    let shown = place.json(&["show", "sopimus-2026"]);
    let printed = place.json(&["document", "sopimus-2026"]);
    assert_eq!(shown["provisions"], printed["provisions"]);
}

#[test]
fn the_website_has_provisions_and_finds_them() {
    let place = place();
    let written = place.output(&["site", "sivusto"]);
    assert_eq!(written.status.code(), Some(0), "{}", place.describe(&written));
    let page = place.read("sivusto/sopimukset/sopimus-2026.html");
    let from = page
        .find("<h2 id=\"tarkoitus\">")
        .expect("the page has the purpose");
    let to = page.find("<h2>Strategiat").expect("the page has the strategies");
    assert_snapshot!("provisions_site", &page[from..to]);
    let search = place.read("sivusto/haku/tiedot.js");
    let found: Vec<&str> = search
        .lines()
        .filter(|line| line.contains("sopimusehto"))
        .collect();
    assert_snapshot!("provisions_site_search", found.join("\n"));
}

/// Where nothing takes the place of a section, the document is as it always was, with the provisions before the annexes.
#[test]
fn other_ids_take_no_place() {
    let text = AGREEMENT
        .replace("id: parties", "id: osapuolet")
        .replace("id: term", "id: kesto")
        .replace("id: signatures", "id: allekirjoitus");
    let place = Place::of(&[("sopimus-2026.yaml", &text)]);
    let shown = place.run(&["document", "sopimus-2026", "--format", "markdown"]);
    let headings: Vec<&str> = shown.lines().filter(|line| line.starts_with('#')).collect();
    assert_snapshot!("provisions_other_ids", headings.join("\n"));
}

#[test]
fn changes_since_another_agreement_are_marked_in_words() {
    let newer = AGREEMENT
        .replace("id: sopimus-2026", "id: sopimus-2030")
        .replace("2026-01-01", "2030-01-01")
        .replace("2028-12-31", "2032-12-31")
        .replace(", extended: [{ until: 2029-12-31, decided: 2026-02-01 }]", "")
        .replace(
            "  - id: signatures\n    heading: Allekirjoitukset",
            "  - heading: Kustannukset",
        )
        .replace("Sopimus on voimassa {term}.", "Sopimus on {term}.")
        .replace("heading: Voimassaolo", "heading: Kesto");
    let place = Place::of(&[("sopimus-2026.yaml", AGREEMENT), ("sopimus-2030.yaml", &newer)]);
    let printed = place.run_fi(&["document", "sopimus-2030", "--changed-since", "sopimus-2026"]);
    let from = printed.find("3 Kesto").unwrap_or_else(|| panic!("{printed}"));
    let to = printed.find("Liite 1. Ryhmien").unwrap_or(printed.len());
    assert_snapshot!("provisions_since_fi", &printed[from..to]);
    let differing = place.run_fi(&["diff", "sopimus-2026", "sopimus-2030"]);
    assert_snapshot!("provisions_diff_fi", differing);
}

/// What `init` shows as a comment can be used as it is.
#[test]
fn provisions_in_comments_are_right() {
    let used = |text: &str| {
        let line = |line: &str| {
            let said = line.strip_prefix("# ").filter(|said| {
                ["provisions:", "  - id:", "    heading:", "    text:"]
                    .iter()
                    .any(|lead| said.starts_with(lead))
            });
            said.unwrap_or(line).to_owned() + "\n"
        };
        text.lines().map(line).collect::<String>()
    };
    for lang in ["fi", "en"] {
        let place = Place::empty();
        let made = place.run(&["init", "--lang", lang]);
        assert!(made.ends_with("--- exit 0\n"), "{made}");
        let written = used(&place.read("agreements/sopimus-2026.yaml"));
        place.write("agreements/sopimus-2026.yaml", written.as_bytes());
        let shown = place.json(&["show", "sopimus-2026", "--lang", lang]);
        let text = shown["provisions"][0]["text"]
            .as_str()
            .unwrap_or_else(|| panic!("{written}"));
        assert!(text.contains("2026") && !text.contains('{'), "{text}");
    }
}

/// A text with every variable, in Finnish alone: all that it names is in the language of the text, and it reads the
/// same wherever it is shown.
#[test]
fn a_text_reads_the_same_in_every_answer() {
    let agreement = "\
id: sopimus-2026
title: { fi: Sopimus, en: Agreement }
term: { starts: 2026-01-01, ends: 2028-12-31, notice_months: 6, review_months: 12, continues: { by: 12 months } }
supersedes: [vanha-2020]
strategies: [{ name: { fi: Strategia, en: Strategy } }]
themes: [{ id: t, name: { fi: Teema, en: Theme } }]
products: [{ id: p, name: { fi: Tuote, en: Product } }]
cooperation: [[Tunturi, Keski], [Länsi, Itä]]
provisions:
  - heading: Kaikki
    text: |-
      {title} {term} {starts} {ends} {entry_rule} {notice} {notice_months} {review_months} {n_signatories}. {continues}
      Osapuolet {parties}, korvaa {supersedes}, {strategies}, {themes}, {products}, {groups}
      Yhdessä toimivat {cooperation}.
      {cooperation}
groups: [{ id: r, name: { fi: Ryhmä, en: Group }, regions: all, members: [opisto], duties: [Seuraa toimintaa.] }]
signatories: [{ organisation: opisto, name: Opisto, kind: education, regions: all }]
";
    let old = "id: vanha-2020\ntitle: { fi: Vanha, en: Old }\nterm: { starts: 2020, ends: 2025 }\n";
    let place = Place::of(&[("sopimus-2026.yaml", agreement), ("vanha-2020.yaml", old)]);
    for lang in ["fi", "en", "sv"] {
        let text = |command| {
            let answer = place.json(&[command, "sopimus-2026", "--lang", lang]);
            answer["provisions"][0]["text"]
                .as_str()
                .expect("a text")
                .to_owned()
        };
        assert_eq!(text("show"), text("document"), "{lang}");
        let page = place.run(&["document", "sopimus-2026", "--lang", lang, "--format", "markdown"]);
        assert_snapshot!("provisions_of_every_variable", text("show"));
        assert!(
            page.contains("Yhdessä toimivat Keski-Lappi ja Tunturi-Lappi sekä"),
            "{page}"
        );
    }
    let without = agreement.replace(", notice_months: 6", "");
    place.write("agreements/sopimus-2026.yaml", without.as_bytes());
    assert_snapshot!("provisions_without_value", place.run(&["open", "sopimus-2026"]));
    assert_snapshot!(
        "provisions_without_value_fi",
        place.run_fi(&["open", "sopimus-2026"])
    );
}
