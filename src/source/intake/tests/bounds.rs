//! Files that are small and unpack to much, are cut off, or repeat without end: refused, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::super::ListKind;
use super::packages::{ods, ods_cell, ods_of_content, ods_row, ods_table, xlsx, xlsx_row};
use super::read;

const TOO_LARGE: &str = "the file is larger than a list can be when it is unpacked";

fn refused(bytes: &[u8], kind: ListKind) -> Vec<String> {
    let begun = Instant::now();
    let read = read(bytes, kind);
    // Far from a list of hours, and far from tight: the tests run without optimisation, side by side.
    assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", begun.elapsed());
    read
}

#[test]
fn what_is_repeated_is_bounded() {
    let headings = ods_row("", &["Nimi", "Alueet"]);
    let table = |rows: &str| ods("", &ods_table("", &format!("{headings}{rows}")));
    let many_cells = ods_cell("table:number-columns-repeated=\"900\"", "x");
    let rows =
        format!("<table:table-row table:number-rows-repeated=\"4294967295\">{many_cells}</table:table-row>");
    assert_eq!(refused(&table(&rows), ListKind::Workbook), [TOO_LARGE]);
    let wide = ods_cell("table:number-columns-repeated=\"16384\"", "x");
    assert_eq!(
        refused(
            &table(&format!("<table:table-row>{wide}</table:table-row>")),
            ListKind::Workbook
        ),
        ["the sheet Lista has a cell far out, at ALM2"]
    );
    let below = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\"/>{}",
        ods_row("", &["A", "Itä"])
    );
    assert_eq!(
        refused(&table(&below), ListKind::Workbook),
        ["the sheet Lista has a cell far out, at A1000002"]
    );
    // Formulas without values and merged cells take room, too.
    for cell in [
        "<table:table-cell table:formula=\"of:=1\"/>",
        "<table:table-cell table:number-rows-spanned=\"2\"/>",
    ] {
        let rows =
            format!("<table:table-row table:number-rows-repeated=\"4294967295\">{cell}</table:table-row>");
        refused(&table(&rows), ListKind::Workbook);
    }
    let blanks = ods_cell("", "A<text:s text:c=\"4294967295\"/>");
    let rows = format!(
        "<table:table-row>{blanks}{}</table:table-row>",
        ods_cell("", "Itä")
    );
    assert_eq!(refused(&table(&rows), ListKind::Workbook), ["2 a “A” Itä"]);
    // The empty rest of a sheet, which every spreadsheet writes, is nothing.
    let rest = "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows = format!("{}{rest}", ods_row("", &["A", "Itä"]));
    assert_eq!(refused(&table(&rows), ListKind::Workbook), ["2 a “A” Itä"]);
}

#[test]
fn what_is_unpacked_is_bounded() {
    let cell = |text: &str| {
        xlsx(&format!(
            "<sheetData>{}</sheetData>",
            xlsx_row(1, "", &["Nimi", text])
        ))
    };
    assert_eq!(
        refused(&cell(&"x".repeat(40_000)), ListKind::Workbook),
        ["cell B1 has more than 32,767 characters"]
    );
    assert_eq!(
        refused(&cell(&" ".repeat(70 * 1024 * 1024)), ListKind::Workbook),
        [TOO_LARGE]
    );
    let deep = "<a>".repeat(100_000);
    assert_eq!(
        refused(&xlsx(&deep), ListKind::Workbook),
        ["the file is no workbook that can be read"]
    );
    let wide = |n_columns| format!("Nimi;Alueet{}\nA;Itä\n", ";".repeat(n_columns));
    assert_eq!(refused(wide(16_000).as_bytes(), ListKind::Csv), ["2 a “A” Itä"]);
    assert_eq!(
        refused(wide(200_000).as_bytes(), ListKind::Csv),
        ["there is a cell far out, at XFE1"]
    );
    let wide = format!("Nimi;Alueet\n{}\n", "x;".repeat(200_000));
    assert_eq!(
        refused(wide.as_bytes(), ListKind::Csv),
        ["there is a cell far out, at ALM2"]
    );
    let long = format!("Nimi;Alueet\n{}", "x;\n".repeat(200_000));
    assert_eq!(
        refused(long.as_bytes(), ListKind::Csv),
        ["there is a cell far out, at A100001"]
    );
    let quotes = format!("Nimi;Alueet\n{}", "\"x\n".repeat(200_000));
    assert_eq!(refused(quotes.as_bytes(), ListKind::Csv).len(), 100);
}

#[test]
fn what_is_cut_off_is_no_workbook() {
    let whole = format!(
        "<office:document-content><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>",
        ods_table("", &ods_row("", &["Nimi", "Alueet"]))
    );
    for end in 0..whole.len() {
        let Some(content) = whole.get(..end) else { continue };
        let read = refused(&ods_of_content(content), ListKind::Workbook);
        let expected = if content.is_empty() {
            "no row with headings was found"
        } else {
            "the file is no workbook that can be read"
        };
        assert_eq!(read, [expected], "{content}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Bytes changed at random, of the file and of the text in it, make no reader hang or panic.
    #[test]
    fn no_damage_hangs_the_reader(at in 0usize..4000, byte in any::<u8>(), of_text in any::<bool>()) {
        let rows = [["Nimi", "Alueet"], ["A", "Itä"]].map(|row| ods_row("", &row)).concat();
        let mut bytes = include_bytes!("../../../../tests/lists/members.ods").to_vec();
        if of_text {
            let mut content = ods_table("table:style-name=\"ta1\"", &rows).into_bytes();
            let place = at % content.len();
            content[place] = byte;
            bytes = ods_of_content(&String::from_utf8_lossy(&content));
        } else {
            let place = at % bytes.len();
            bytes[place] = byte;
        }
        read(&bytes, ListKind::Workbook);
    }

    /// No text of quotation marks, separators and line breaks makes the reader hang or panic.
    #[test]
    fn no_csv_hangs_the_reader(text in "[\";,a\t\r\n]{0,60}") {
        read(format!("Nimi;Alueet\n{text}").as_bytes(), ListKind::Csv);
        read(text.as_bytes(), ListKind::Csv);
    }
}
