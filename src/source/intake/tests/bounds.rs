//! Files that are small and unpack to much, are cut off, or repeat without end: refused, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::super::{
    KnownOrganisations, ListChoices, ListKind, REGISTRATION_HEADINGS, read_list, registrations,
};
use super::packages::{
    ods, ods_cell, ods_of_content, ods_row, ods_table, with_part_changed, xlsx, xlsx_of, xlsx_row,
};
use super::read;

const TOO_LARGE: &str =
    "unpacked, the file is larger than a list can be: at most 64 MiB, with 32 MiB of text and 500,000 cells";

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
        ["the sheet Lista has a cell at ALM2; a list has at most 100,000 rows and 1,000 columns"]
    );
    let below = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\"/>{}",
        ods_row("", &["A", "Itä"])
    );
    assert_eq!(
        refused(&table(&below), ListKind::Workbook),
        ["the sheet Lista has a cell at A1000002; a list has at most 100,000 rows and 1,000 columns"]
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
        ["the file is not a readable workbook"]
    );
    let wide = |n_columns| format!("Nimi;Alueet{}\nA;Itä\n", ";".repeat(n_columns));
    assert_eq!(refused(wide(16_000).as_bytes(), ListKind::Csv), ["2 a “A” Itä"]);
    assert_eq!(
        refused(wide(200_000).as_bytes(), ListKind::Csv),
        ["there is a cell at XFE1; a list has at most 100,000 rows and 1,000 columns"]
    );
    let wide = format!("Nimi;Alueet\n{}\n", "x;".repeat(200_000));
    assert_eq!(
        refused(wide.as_bytes(), ListKind::Csv),
        ["there is a cell at ALM2; a list has at most 100,000 rows and 1,000 columns"]
    );
    let long = format!("Nimi;Alueet\n{}", "x;\n".repeat(200_000));
    assert_eq!(
        refused(long.as_bytes(), ListKind::Csv),
        ["there is a cell at A100001; a list has at most 100,000 rows and 1,000 columns"]
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
            "the file is not a readable workbook"
        };
        assert_eq!(read, [expected], "{content}");
    }
}

/// A row of nothing, and a text of blanks, are nothing however often they are repeated.
#[test]
fn what_says_nothing_takes_no_time() {
    let headings = ods_row("", &["Nimi", "Alueet"]);
    let table = |rows: &str| ods("", &ods_table("", &format!("{headings}{rows}")));
    let rows = |repeated: u32, cells: &str| {
        format!("<table:table-row table:number-rows-repeated=\"{repeated}\">{cells}</table:table-row>")
    };
    let blank = ods_cell("", " ").repeat(20_000);
    assert_eq!(
        refused(&table(&rows(99_990, &blank)), ListKind::Workbook),
        Vec::<String>::new()
    );
    let bare = "<table:table-cell table:formula=\"of:=1\"/>".repeat(20_000);
    assert_eq!(
        refused(&table(&rows(99_990, &bare)), ListKind::Workbook),
        [TOO_LARGE]
    );
    let blanks = ods_cell("", &"<text:s text:c=\"1000\"/>".repeat(40_000));
    assert_eq!(
        refused(&table(&rows(1, &blanks)), ListKind::Workbook),
        ["cell A2 has more than 32,767 characters"]
    );
    let columns =
        "<table:table-column table:number-columns-repeated=\"1000\" table:visibility=\"collapse\"/>";
    assert_eq!(
        refused(
            &ods("", &ods_table("", &columns.repeat(20_000))),
            ListKind::Workbook
        ),
        ["no row with headings was found"]
    );
}

#[test]
fn sheets_and_mistakes_are_bounded() {
    let many = "the workbook has more than 1,000 sheets";
    let tables = |n_tables| ods("", &ods_table("", "").repeat(n_tables));
    assert_eq!(refused(&tables(1_001), ListKind::Workbook), [many]);
    assert_eq!(
        refused(&tables(1_000), ListKind::Workbook),
        ["no row with headings was found"]
    );
    let listed = "<sheet name=\"L\" r:id=\"rId1\"/>".repeat(1_000);
    let sheets = format!("<sheets>{listed}</sheets>");
    assert_eq!(refused(&xlsx_of(&sheets, "", ""), ListKind::Workbook), [many]);
    for (n_wrong, is_cut) in [(199, false), (200, true), (90_000, true)] {
        let list = format!("Nimi;Alueet\n{}", "A;Etelä\n".repeat(n_wrong));
        let choices = ListChoices::default();
        let list = read_list(list.as_bytes(), ListKind::Csv, REGISTRATION_HEADINGS, &choices);
        let reading = registrations(&list.expect("a list"), &KnownOrganisations::default());
        assert_eq!(
            (reading.misfits.len(), reading.is_cut),
            (n_wrong.min(200), is_cut)
        );
    }
    // Whatever is quoted or compared is short.
    let long = "ä".repeat(32_000);
    let headings = [long.as_str(); 9].join(";");
    let list = format!("Nimi;Alueet;{headings}\n{}", "Nimi;Itä;x;x\n".repeat(1_000));
    let read = refused(list.as_bytes(), ListKind::Csv);
    assert!(read.iter().all(|line| line.len() < 2_000), "{read:?}");
}

/// How bytes are damaged: cut off, changed, doubled, or two places changed for each other.
fn damaged(bytes: &[u8], (kind, at, to, byte): (u8, usize, usize, u8)) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let (at, to) = (at % bytes.len(), to % bytes.len());
    let piece = at.min(to)..at.max(to);
    match kind {
        0 => bytes.truncate(at),
        1 => bytes[at] = byte,
        2 => bytes[at] ^= 1 << (byte % 8),
        3 => bytes.swap(at, to),
        4 => {
            bytes.drain(piece);
        }
        _ => {
            let doubled = bytes[piece].to_vec();
            bytes.splice(to..to, doubled);
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(10),
        ..ProptestConfig::default()
    })]

    /// Bytes damaged at random, of the file and of the text in it, make no reader hang or panic.
    #[test]
    fn no_damage_hangs_the_reader(damage in any::<(u8, usize, usize, u8)>(), of_text in any::<bool>(), is_ods in any::<bool>()) {
        let damage = (damage.0 % 6, damage.1, damage.2, damage.3);
        let rows = [["Nimi", "Alueet"], ["A", "Itä"]];
        let whole = if is_ods {
            ods("", &ods_table("table:style-name=\"ta1\"", &rows.map(|row| ods_row("", &row)).concat()))
        } else {
            xlsx(&format!("<sheetData>{}</sheetData>", rows.map(|row| xlsx_row(1, "", &row)).concat()))
        };
        let bytes = if of_text {
            let part = if is_ods { "content.xml" } else { "xl/worksheets/sheet1.xml" };
            with_part_changed(&whole, part, |text| damaged(text, damage))
        } else {
            damaged(&whole, damage)
        };
        read(&bytes, ListKind::Workbook);
    }

    /// No text of quotation marks, separators and line breaks makes the reader hang or panic.
    #[test]
    fn no_csv_hangs_the_reader(text in "[\";,a\t\r\n]{0,60}") {
        read(format!("Nimi;Alueet\n{text}").as_bytes(), ListKind::Csv);
        read(text.as_bytes(), ListKind::Csv);
    }
}
