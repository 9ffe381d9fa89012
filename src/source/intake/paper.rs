//! The text of a paper that somebody sends back, as far as it is needed to find a receipt in it: a DOCX file, a PDF
//! file, an HTML page or plain text. A paper is told by its bytes, not by its name. What cannot be read has no text.

use super::package::{Node, Package, Xml};

/// The parts of a DOCX file in which a receipt may be: the text, and the keywords of the file.
const DOCX_PARTS: [&str; 2] = ["word/document.xml", "docProps/core.xml"];

/// The words of a paper, those of its properties with them. Of a PDF file only the properties that are not compressed.
#[must_use]
pub fn text_of_paper(bytes: &[u8]) -> String {
    if bytes.starts_with(b"PK\x03\x04") {
        docx(bytes).unwrap_or_default()
    } else if bytes.starts_with(b"%PDF-") {
        pdf(bytes)
    } else {
        without_tags(&String::from_utf8_lossy(bytes))
    }
}

/// The text, a line for each paragraph: word processors cut a paragraph into pieces wherever they like.
fn docx(bytes: &[u8]) -> Option<String> {
    let mut package = Package::open(bytes).ok()?;
    let mut text = String::new();
    for part in DOCX_PARTS {
        let Some(part) = package.part(part).ok()? else {
            continue;
        };
        let mut xml = Xml::new(&part);
        loop {
            match xml.next().ok()? {
                Node::Open(element) if is_break(element.local_name().as_ref()) => text.push('\n'),
                Node::Text(piece) => text.push_str(&piece),
                Node::Open(_) | Node::Close => {}
                Node::End => break,
            }
        }
        text.push('\n');
    }
    Some(text)
}

fn is_break(element: &str) -> bool {
    matches!(element, "p" | "br" | "cr" | "tab" | "keywords")
}

/// The strings of the properties: programs write them as bytes of a character, as two bytes a character, or as
/// hexadecimal digits of these.
fn pdf(bytes: &[u8]) -> String {
    let plain: String = bytes
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| printable(*byte))
        .collect();
    let mut text = without_tags(&plain);
    for piece in plain.split("<FEFF").skip(1) {
        let digits = piece.split('>').next().unwrap_or_default();
        let units = digits.as_bytes().chunks_exact(4).map_while(|four| {
            let four = std::str::from_utf8(four).ok()?;
            u16::from_str_radix(four, 16).ok()
        });
        text.push('\n');
        text.extend(char::decode_utf16(units).map_while(Result::ok));
    }
    // Some programs make a keyword of each word, with commas between them.
    text.replace([',', ';'], " ")
}

/// What cannot be part of a receipt parts words; a bracket is where a string begins or ends.
fn printable(byte: u8) -> char {
    match byte {
        b'(' | b')' => ' ',
        byte if byte.is_ascii_graphic() => char::from(byte),
        _ => ' ',
    }
}

/// A text without what is between `<` and `>`; a tag parts words.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, piece) in text.split('<').enumerate() {
        let said = if at == 0 {
            piece
        } else {
            piece.split_once('>').map_or("", |(_, said)| said)
        };
        out.push(' ');
        out.push_str(said);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::model::Receipt;

    const RECEIPT: &str =
        "tno-2014 2-096f339e 1c1b6d2a 00000000 11111111 22222222 33333333 44444444 55555555 66666666";

    fn found(bytes: &[u8]) -> Vec<String> {
        let text = text_of_paper(bytes);
        Receipt::all_in(&text).iter().map(Receipt::to_string).collect()
    }

    fn package(part: &str, text: &str) -> Vec<u8> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        package
            .start_file(part, SimpleFileOptions::default())
            .expect("a part");
        package.write_all(text.as_bytes()).expect("its text");
        package.finish().expect("a package").into_inner()
    }

    #[test]
    fn a_receipt_in_pieces_is_found_in_a_docx_file() {
        let pieces = RECEIPT.replace("1c1b", "1c</w:t></w:r><w:r><w:rPr/><w:t>1b");
        let text = format!(
            "<w:document xmlns:w=\"w\"><w:p><w:r><w:t>Luettelo</w:t></w:r></w:p>\
             <w:p><w:r><w:t>{pieces}</w:t></w:r></w:p></w:document>"
        );
        assert_eq!(found(&package("word/document.xml", &text)), [RECEIPT]);
        let core = format!("<p><title>Sopimus</title><keywords>{RECEIPT}</keywords></p>");
        assert_eq!(found(&package("docProps/core.xml", &core)), [RECEIPT]);
        assert_eq!(found(&package("xl/workbook.xml", RECEIPT)), [""; 0]);
        assert_eq!(found(b"PK\x03\x04 no package"), [""; 0]);
    }

    #[test]
    fn a_receipt_is_found_in_the_properties_of_a_pdf_file() {
        let wide = |text: &str| text.bytes().flat_map(|byte| [0, byte]).collect::<Vec<u8>>();
        let digits: Vec<String> = wide(RECEIPT).iter().map(|byte| format!("{byte:02X}")).collect();
        let digits = digits.concat();
        for keywords in [
            format!("/Keywords ({RECEIPT})").into_bytes(),
            format!("<pdf:Keywords>{RECEIPT}</pdf:Keywords>").into_bytes(),
            [b"/Keywords (\xfe\xff".to_vec(), wide(RECEIPT), b")".to_vec()].concat(),
            format!("/Keywords <FEFF{digits}>").into_bytes(),
            format!("/Keywords ({})", RECEIPT.replace(' ', ", ")).into_bytes(),
        ] {
            let file = [
                b"%PDF-1.7\n%\xff\xfe\x01\n".to_vec(),
                keywords,
                b"\nendobj".to_vec(),
            ]
            .concat();
            assert_eq!(found(&file), [RECEIPT], "{}", String::from_utf8_lossy(&file));
        }
    }

    #[test]
    fn a_receipt_is_found_in_a_page() {
        let page = format!("<html><title>x</title><p>Teksti: <b>{RECEIPT}</b></p>");
        assert_eq!(found(page.as_bytes()), [RECEIPT]);
        assert_eq!(found(RECEIPT.as_bytes()), [RECEIPT]);
    }
}
