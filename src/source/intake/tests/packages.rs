//! Workbooks made by hand, for what no writer of workbooks writes.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package
            .start_file(*name, SimpleFileOptions::default())
            .and_then(|()| Ok(package.write_all(text.as_bytes())?))
            .expect("a package in memory takes all that is written to it");
    }
    package
        .finish()
        .expect("a package in memory can be closed")
        .into_inner()
}

/// A package with one of its parts changed, whole otherwise.
pub(super) fn with_part_changed(bytes: &[u8], name: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut whole = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..whole.len() {
        let mut part = whole.by_index(place).expect("a part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("a part in memory");
        let own = part.name().expect("a name").into_owned();
        let text = if own == name { change(&text) } else { text };
        package
            .start_file(own, SimpleFileOptions::default())
            .and_then(|()| Ok(package.write_all(&text)?))
            .expect("a package in memory takes all that is written to it");
    }
    package
        .finish()
        .expect("a package in memory can be closed")
        .into_inner()
}

/// An xlsx workbook of one sheet: what is inside `worksheet`.
pub(super) fn xlsx(worksheet: &str) -> Vec<u8> {
    xlsx_of("", "", worksheet)
}

/// The same with what is inside `workbook` beside the sheets, and inside `styleSheet`.
pub(super) fn xlsx_of(workbook: &str, styles: &str, worksheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    package(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{workbook}<sheets><sheet name=\"Lista\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            &format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{MAIN}\">{worksheet}</worksheet>"),
        ),
    ])
}

/// An ods workbook: the automatic styles, and what is inside `office:spreadsheet`.
pub(super) fn ods(styles: &str, tables: &str) -> Vec<u8> {
    ods_of_content(&format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    ))
}

/// An ods workbook with this content, whole or not.
pub(super) fn ods_of_content(content: &str) -> Vec<u8> {
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"m\"/>",
        ),
    ])
}

/// A row of inline texts of an xlsx sheet, with attributes of the row.
pub(super) fn xlsx_row(number: u32, attributes: &str, cells: &[&str]) -> String {
    let cell = |(letter, text): (u8, &&str)| {
        let letter = char::from(letter);
        format!("<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let cells = (b'A'..).zip(cells).map(cell).collect::<Vec<_>>().concat();
    format!("<row r=\"{number}\" {attributes}>{cells}</row>")
}

/// A row of texts of an ods table, with attributes of the row.
pub(super) fn ods_row(attributes: &str, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| ods_cell("", text)).collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

pub(super) fn ods_cell(attributes: &str, text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\" {attributes}><text:p>{text}</text:p></table:table-cell>"
    )
}

pub(super) fn ods_table(attributes: &str, rows: &str) -> String {
    format!("<table:table table:name=\"Lista\" {attributes}>{rows}</table:table>")
}
