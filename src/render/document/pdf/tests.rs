//! The file is read back by a reader of PDF that is not the one that wrote it.

use lopdf::{Dictionary, Object};
use proptest::prelude::*;

use super::*;
use crate::model::TextLang;
use crate::render::block::Orientation;
use crate::render::document::testing::{cell, document, head, spoken};
use crate::render::grid::Grid;
use crate::render::span::cleaned;
use crate::render::testing::nasty_text;
use crate::wording::Lang;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day")
}

fn made(document: &Outline) -> Pdf {
    render_pdf(document, day(), &Templates::default())
        .expect("the program's layout makes a file of every document")
}

fn read(pdf: &Pdf) -> lopdf::Document {
    lopdf::Document::load_mem(&pdf.bytes).expect("another reader understands the file")
}

/// A document of paragraphs, each in a language.
fn of_paragraphs(texts: &[(&str, TextLang)]) -> Outline {
    let block = |(text, lang): &(&str, TextLang)| Block::Paragraph {
        runs: vec![spoken(text, *lang)],
    };
    Outline {
        lang: Lang::Fi,
        orientation: Orientation::Portrait,
        receipt: None,
        title: spoken("Otsikko", TextLang::Fi),
        blocks: texts.iter().map(block).collect(),
    }
}

/// What is wrong with a layout, on its line.
fn refused(layout: &str) -> String {
    let mut templates = Templates::default();
    templates.take(Template::DocumentTyp, layout);
    match render_pdf(&document(), day(), &templates) {
        Err(RenderError::Template(error)) => error.describe().get(Lang::Fi).to_owned(),
        other => format!("{other:?}"),
    }
}

/// An entry of a dictionary, wherever in the file it is kept.
fn entry<'d>(file: &'d lopdf::Document, of: &'d Dictionary, name: &str) -> Option<&'d Object> {
    let object = of.get(name.as_bytes()).ok()?;
    file.dereference(object).ok().map(|(_, object)| object)
}

fn text_of(object: &Object) -> String {
    match object {
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        other => lopdf::decode_text_string(other).unwrap_or_default(),
    }
}

/// The tags below an element, with the languages that they mark.
fn tags_below(file: &lopdf::Document, element: &Dictionary, depth: usize, lines: &mut Vec<String>) {
    let kids = match entry(file, element, "K") {
        Some(Object::Array(kids)) => kids.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for kid in kids {
        let Ok((_, Object::Dictionary(kid))) = file.dereference(kid) else {
            continue;
        };
        let Some(tag) = entry(file, kid, "S") else {
            continue;
        };
        let lang = entry(file, kid, "Lang").map(|lang| format!(" {}", text_of(lang)));
        let shown = format!(
            "{}{}{}",
            "  ".repeat(depth),
            text_of(tag),
            lang.unwrap_or_default()
        );
        lines.push(shown);
        tags_below(file, kid, depth + 1, lines);
    }
}

fn catalog(file: &lopdf::Document) -> &Dictionary {
    file.catalog().expect("a file has a catalogue")
}

#[test]
fn the_file_says_what_it_is_in_what_language_and_of_which_day() {
    let pdf = made(&document());
    let file = read(&pdf);
    let lang = entry(&file, catalog(&file), "Lang").map(text_of);
    assert_eq!(lang.as_deref(), Some("fi-FI"));
    let metadata = entry(&file, catalog(&file), "Metadata").expect("it tells of itself");
    let metadata = metadata.as_stream().expect("that is a stream");
    let shown = metadata.get_plain_content().unwrap_or_default();
    let shown = String::from_utf8_lossy(&shown);
    for part in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "Soahpamuš &lt;&amp;",
        "<xmp:CreateDate>2026-11-21T00:00:00+00:00</xmp:CreateDate>",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("dc:creator"), "nobody is named: {shown}");
    assert_eq!(pdf, made(&document()), "made twice, it is the same");
}

#[test]
fn every_block_has_its_tag_and_every_other_language_its_mark() {
    let pdf = made(&document());
    let file = read(&pdf);
    let root = entry(&file, catalog(&file), "StructTreeRoot").expect("the file is tagged");
    let root = root.as_dict().expect("the root of the tags is a dictionary");
    let mut lines = Vec::new();
    tags_below(&file, root, 0, &mut lines);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_letters_of_all_languages_are_shown_and_can_be_copied() {
    let finnish = "Åland, äiti, öljy, šakki, žurnaali – ”lainaus” 25 €";
    let northern = "Áŋgirušvuohta čállá đ ŋ š ŧ ž";
    let inari = "anarâškielâ, ä, ö, á, č, đ, ŋ, š, ž";
    let skolt = "sääʹmǩiõll ʒ ǯ ǧ ǥ å ʹ";
    let pdf = made(&of_paragraphs(&[
        (finnish, TextLang::Fi),
        (northern, TextLang::Se),
        (inari, TextLang::Smn),
        (skolt, TextLang::Sms),
        ("2014 → 2017", TextLang::Fi),
    ]));
    assert!(pdf.unknown.is_empty(), "{:?}", pdf.unknown);
    let file = read(&pdf);
    let text = file.extract_text(&[1]).expect("the text can be read");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [finnish, northern, inari, skolt, "2014 → 2017"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn the_fonts_are_in_the_file_with_the_letters_that_it_uses() {
    let pdf = made(&document());
    let file = read(&pdf);
    let dictionaries = file.objects.values().filter_map(|object| object.as_dict().ok());
    let fonts: Vec<&Dictionary> = dictionaries
        .filter(|dictionary| dictionary.has_type(b"FontDescriptor"))
        .collect();
    assert!(!fonts.is_empty());
    for font in fonts {
        let name = entry(&file, font, "FontName").map(text_of).unwrap_or_default();
        assert!(name.contains("+NotoSans"), "a part of our font: {name}");
        assert!(font.has(b"FontFile2"), "{name}");
    }
    let whole: usize = 2 * 205_000;
    assert!(pdf.bytes.len() < whole / 4, "{} bytes", pdf.bytes.len());
}

#[test]
fn a_character_without_a_letter_is_shown() {
    let pdf = made(&of_paragraphs(&[("Kunta 漢 ❤\u{fe0f} 漢", TextLang::Fi)]));
    assert_eq!(pdf.unknown, ['❤', '漢']);
    let text = read(&pdf).extract_text(&[1]).expect("the text can be read");
    assert!(text.contains("Kunta � � �"), "{text}");
}

#[test]
fn a_long_document_has_pages_and_a_table_its_head_on_each() {
    let row = |at: usize| {
        [format!("{at}"), "Kokoaa toimijat yhteen.".to_owned()]
            .map(|text| cell(&text, TextLang::Fi))
            .to_vec()
    };
    let pdf = made(&Outline {
        lang: Lang::Fi,
        orientation: Orientation::Portrait,
        receipt: None,
        title: spoken("Otsikko", TextLang::Fi),
        blocks: vec![Block::Table(Grid {
            columns: vec![head("numero", false), head("tehtävä", false)],
            rows: (1..=200).map(row).collect(),
        })],
    });
    let file = read(&pdf);
    let n_pages = file.get_pages().len();
    assert!(n_pages > 2, "{n_pages}");
    for page in 1..=u32::try_from(n_pages).expect("a few pages") {
        let text = file.extract_text(&[page]).expect("the text can be read");
        assert!(text.contains("tehtävä"), "page {page}: {text}");
        assert!(
            text.contains(&format!("{page} / {n_pages}")),
            "page {page}: {text}"
        );
    }
}

#[test]
fn a_layout_that_is_wrong_is_shown_with_its_line() {
    insta::assert_snapshot!(refused("= Otsikko\n\n#nimi"), @"templates/document.typ:3: sitä ei voi latoa (unknown variable: nimi)");
    insta::assert_snapshot!(refused("#let a = (\n"), @"templates/document.typ:1: sitä ei voi latoa (unclosed delimiter)");
    // The standard asks for a title and a language, whatever a layout forgets.
    insta::assert_snapshot!(refused("#let data = json(\"data.json\")\n= Otsikko"), @"templates/document.typ: siitä syntyvä tiedosto ei täytä PDF/UA-1-standardia (missing document title)");
}

#[test]
fn a_layout_that_does_not_get_what_it_asks_for_is_shown() {
    assert!(made(&document()).doubts.is_empty());
    let mut templates = Templates::default();
    let own = Template::DocumentTyp
        .text()
        .replacen("(\"Noto Sans\",", "(\"Vaakuna\", \"Noto Sans\",", 1);
    templates.take(Template::DocumentTyp, &own);
    let pdf = render_pdf(&document(), day(), &templates).expect("another font takes its place");
    let shown: Vec<String> = pdf
        .doubts
        .iter()
        .map(|doubt| doubt.describe().get(Lang::En).to_owned())
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @"templates/document.typ:31: the layout differs from the template (unknown font family: vaakuna)");
}

#[test]
fn a_layout_reads_nothing_but_its_data_and_knows_no_day() {
    insta::assert_snapshot!(refused("#read(\"/etc/passwd\")"), @"templates/document.typ:1: sitä ei voi latoa (failed to load file (access denied))");
    insta::assert_snapshot!(refused("#include \"toinen.typ\""), @"templates/document.typ:1: sitä ei voi latoa (failed to load file (access denied))");
    insta::assert_snapshot!(refused("#import \"@preview/example:0.1.0\""), @"templates/document.typ:1: sitä ei voi latoa (failed to load file (access denied))");
    insta::assert_snapshot!(refused("#datetime.today()"), @"templates/document.typ:1: sitä ei voi latoa (unable to get the current date)");
}

proptest! {
    // Each of them is set in type and checked against the standard, which takes its time.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_makes_a_file(text in nasty_text(), other in any::<String>()) {
        let texts = [text, other].map(|text| cleaned(&text));
        let mut document = document();
        document.title = spoken(&texts[0], TextLang::Sms);
        document.blocks.push(Block::Paragraph { runs: vec![spoken(&texts[1], TextLang::Se)] });
        document.blocks.push(Block::Part { text: texts[1].clone() });
        let made = render_pdf(&document, day(), &Templates::default());
        prop_assert!(made.is_ok(), "{made:?}");
    }
}
