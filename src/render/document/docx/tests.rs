//! The file is unpacked and read back by a reader of XML that is not ours.

use std::io::Read as _;

use proptest::prelude::*;
use roxmltree::Node;

use super::*;
use crate::model::TextLang;
use crate::render::block::Orientation;
use crate::render::document::testing::{document, spoken};
use crate::render::span::cleaned;
use crate::render::testing::nasty_text;
use crate::wording::Lang;

fn made(document: &Outline) -> Vec<u8> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day");
    render_docx(document, day, &Templates::default()).expect("a document can be written into memory")
}

/// A part of the package.
fn unpacked(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("the file is a package");
    let mut text = String::new();
    let mut part = package.by_name(name).expect("the package has the part");
    part.read_to_string(&mut text).expect("a part is text");
    text
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

fn value<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    let found = node.descendants().find(|node| is(node, name))?;
    found
        .attributes()
        .find(|own| own.name() == "val")
        .map(|own| own.value())
}

/// The text of a paragraph as a reader sees it.
fn seen(paragraph: &Node<'_, '_>) -> String {
    let piece = |node: Node<'_, '_>| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "br" => "\n".to_owned(),
        "tab" => "\t".to_owned(),
        _ => String::new(),
    };
    paragraph.descendants().map(piece).collect()
}

/// The style, the number of the list and the text of every paragraph.
fn paragraphs(xml: &str) -> Vec<(String, Option<String>, String)> {
    let tree = roxmltree::Document::parse(xml).expect("the part is well-formed");
    let shown = |node: Node<'_, '_>| {
        let style = value(&node, "pStyle").unwrap_or_default().to_owned();
        (style, value(&node, "numId").map(str::to_owned), seen(&node))
    };
    tree.descendants()
        .filter(|node| is(node, "p"))
        .map(shown)
        .collect()
}

#[test]
fn every_part_is_well_formed_and_says_when_and_in_what_language() {
    let bytes = made(&document());
    for (name, _) in PARTS {
        let part = unpacked(&bytes, name);
        let read = roxmltree::Document::parse(&part).map(|_| ());
        assert_eq!(read, Ok(()), "{name}");
    }
    let core = unpacked(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:language>fi-FI</dc:language>"), "{core}");
    assert!(core.contains(">2026-11-21T00:00:00Z</dcterms:created>"), "{core}");
    assert!(!core.contains("creator"), "nobody is named: {core}");
    let footer = unpacked(&bytes, "word/footer1.xml");
    assert!(
        footer.contains(" PAGE ") && footer.contains(" NUMPAGES "),
        "{footer}"
    );
    assert_eq!(bytes, made(&document()), "made twice, it is the same");
}

#[test]
fn blocks_have_the_styles_of_a_word_processor() {
    let bytes = made(&document());
    let xml = unpacked(&bytes, "word/document.xml");
    let shown: Vec<String> = paragraphs(&xml)
        .into_iter()
        .map(|(style, list, text)| format!("{style:<14}{:<3}{text:?}", list.unwrap_or_default()))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
    let styles = unpacked(&bytes, "word/styles.xml");
    for (style, ..) in paragraphs(&xml).iter().filter(|(style, ..)| !style.is_empty()) {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn every_numbered_list_begins_at_its_own_number() {
    let numbering = unpacked(&made(&document()), "word/numbering.xml");
    let tree = roxmltree::Document::parse(&numbering).expect("the part is well-formed");
    let restarts: Vec<_> = tree
        .descendants()
        .filter(|node| is(node, "num"))
        .map(|num| value(&num, "startOverride"))
        .collect();
    assert_eq!(restarts, [None, Some("1"), Some("4")], "bullets, and two lists");
}

#[test]
fn the_head_of_a_table_repeats_and_rows_stay_whole() {
    let xml = unpacked(&made(&document()), "word/document.xml");
    let tree = roxmltree::Document::parse(&xml).expect("the part is well-formed");
    let has = |row: &Node<'_, '_>, name: &str| row.descendants().any(|node| is(&node, name));
    let rows: Vec<_> = tree.descendants().filter(|node| is(node, "tr")).collect();
    let heads: Vec<_> = rows.iter().map(|row| has(row, "tblHeader")).collect();
    assert_eq!(heads, [true, false, false, false, false, false, false]);
    assert!(rows.iter().all(|row| has(row, "cantSplit")));
}

#[test]
fn a_table_of_many_columns_lies_on_its_side_and_fills_the_sheet() {
    let mut wide = document();
    wide.orientation = Orientation::Landscape;
    let bytes = made(&wide);
    let xml = unpacked(&bytes, "word/document.xml");
    assert!(
        xml.contains(r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#),
        "{xml}"
    );
    assert!(xml.contains(r#"<w:tblW w:w="14570""#), "{xml}");
    assert!(unpacked(&bytes, "word/styles.xml").contains(r#"w:pos="14570""#));
}

#[test]
fn texts_in_another_language_and_changed_words_are_marked() {
    let xml = unpacked(&made(&document()), "word/document.xml");
    let tree = roxmltree::Document::parse(&xml).expect("the part is well-formed");
    let marked: Vec<String> = tree
        .descendants()
        .filter(|node| is(node, "r"))
        .filter_map(|run| {
            let mark = ["strike", "u"]
                .into_iter()
                .find(|name| run.descendants().any(|node| is(&node, name)));
            let marks = [value(&run, "lang"), mark];
            let marks: Vec<&str> = marks.into_iter().flatten().collect();
            (!marks.is_empty()).then(|| format!("{} {:?}", marks.join(" "), seen(&run)))
        })
        .collect();
    insta::assert_snapshot!(marked.join("\n"), @r#"
    se-FI "Soahpamuš <&\"'>"
    sv-FI "Strategi"
    sv-FI strike "vanha "
    sv-FI u "uusi"
    se-FI "Čuovvu doaimma."
    smn-FI "Joavku"
    sms-FI "a"
    se-FI "Fierpmádat"
    sms-FI "b"
    se-FI "Fierpmádat"
    en-GB "Purpose."
    sms-FI "c"
    se-FI "Fierpmádat"
    "#);
}

proptest! {
    #[test]
    fn any_text_is_read_back(text in nasty_text(), other in any::<String>()) {
        let texts = [text, other].map(|text| cleaned(&text));
        let blocks = texts.iter().map(|text| Block::Paragraph { runs: vec![spoken(text, TextLang::Se)] });
        let document = Outline {
            lang: Lang::En,
            orientation: Orientation::Portrait,
            receipt: None,
            title: spoken(&texts[0], TextLang::En),
            blocks: blocks.collect(),
        };
        let bytes = made(&document);
        let read = paragraphs(&unpacked(&bytes, "word/document.xml"));
        let read: Vec<&str> = read.iter().map(|(_, _, text)| text.as_str()).collect();
        prop_assert_eq!(read, [&texts[0], &texts[0], &texts[1]]);
        for name in ["docProps/core.xml", "word/footer1.xml"] {
            let part = unpacked(&bytes, name);
            prop_assert!(roxmltree::Document::parse(&part).is_ok());
        }
    }
}

fn made_with(template: Template, text: &str) -> Result<Vec<u8>, RenderError> {
    let mut templates = Templates::default();
    templates.take(template, text);
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day");
    render_docx(&document(), day, &templates)
}

#[test]
fn a_network_has_the_styles_of_its_house() {
    let own = Template::DocxStyles.text().replace("Calibri", "Vaakuna");
    let (usual, made) = (
        made(&document()),
        made_with(Template::DocxStyles, &own).expect("the template is right"),
    );
    for (name, _) in PARTS {
        let (usual, made) = (unpacked(&usual, name), unpacked(&made, name));
        if name == "word/styles.xml" {
            assert!(made.contains("w:ascii=\"Vaakuna\"") && !made.contains("Calibri"));
        } else {
            assert_eq!(made, usual, "{name}");
        }
    }
}

#[test]
fn a_part_of_a_network_is_escaped_clean_and_well_formed() {
    let foot = |text: &str| {
        let words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!("<w:ftr xmlns:w=\"{words}\">{text}</w:ftr>");
        made_with(Template::DocxFooter, &text)
    };
    let made = foot("{{ document.title.text }}").expect("the template is right");
    let footer = unpacked(&made, "word/footer1.xml");
    assert!(footer.contains("&lt;&amp;&quot;&#x27;&gt;"), "{footer}");
    for wrong in [
        "<w:p>",
        "{{ document.title.text|safe }}",
        "\u{1}",
        "{{ nimi }}",
        "<x:p/>",
    ] {
        assert!(matches!(foot(wrong), Err(RenderError::Template(_))), "{wrong:?}");
    }
    let shown = foot("\n<w:p>")
        .expect_err("the element is not closed")
        .to_string();
    insta::assert_snapshot!(shown, @"templates/docx/footer.xml: the result is not well-formed XML (expected 'w:p' tag, not 'w:ftr' at 2:6; line numbers refer to the result, not to the template)");
}

/// What is well-formed may still be no part of the package.
#[test]
fn a_part_of_a_network_is_the_part_that_it_stands_for() {
    let wrong = |template, text: &str| {
        let error = made_with(template, text).expect_err("it makes no DOCX file");
        error.to_string()
    };
    insta::assert_snapshot!(wrong(Template::DocxDocument, "<x/>"), @"templates/docx/document.xml: the result is not this part of a DOCX file: its root element is `x`, not `document` of http://schemas.openxmlformats.org/wordprocessingml/2006/main");
    insta::assert_snapshot!(wrong(Template::DocxStyles, "<styles xmlns=\"w\"/>"), @"templates/docx/styles.xml: the result is not this part of a DOCX file: its root element is `styles`, not `styles` of http://schemas.openxmlformats.org/wordprocessingml/2006/main");
    let latin = Template::DocxStyles.text().replace("UTF-8", "ISO-8859-1");
    insta::assert_snapshot!(wrong(Template::DocxStyles, &latin), @"templates/docx/styles.xml: it declares the encoding ISO-8859-1, but the parts of a DOCX file must be UTF-8");
    let bare = Template::DocxStyles.text().replace(" encoding=\"UTF-8\"", "");
    assert!(made_with(Template::DocxStyles, &bare).is_ok());
    for (_, template) in PARTS {
        assert!(
            made_with(template, template.text()).is_ok(),
            "{}",
            template.name()
        );
    }
}
