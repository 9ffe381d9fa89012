//! Workbooks are read as another reader of workbooks reads them: texts, numbers, days of either
//! calendar, in every format of a date.

use std::io::Cursor;

use calamine::{Data, Reader as _, Sheets};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::super::sheet::Sheet;
use super::super::{ods, package, xlsx};
use super::packages;

/// The cells of the first sheet that have a text, with the days as ISO.
fn own(bytes: &[u8]) -> Vec<(u32, u32, String)> {
    let mut package = package::Package::open(bytes).expect("it is a package");
    let sheets = if package.has("content.xml") {
        ods::sheets(&mut package)
    } else {
        xlsx::sheets(&mut package)
    };
    let sheets: Vec<Sheet> = sheets.expect("it is a workbook");
    let rows = sheets[0].rows.iter();
    rows.flat_map(|(at, row)| {
        row.cells
            .iter()
            .map(|(column, text)| (*at, *column, text.clone()))
    })
    .collect()
}

/// The same by the other reader.
fn other(bytes: &[u8]) -> Vec<(u32, u32, String)> {
    let mut workbook: Sheets<_> =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).expect("it is a workbook");
    let names = workbook.sheet_names();
    let range = workbook
        .worksheet_range(&names[0])
        .expect("the sheet can be read");
    let (top, left) = range.start().unwrap_or((0, 0));
    let text = |cell: &Data| match cell {
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) => at.date().to_string(),
            None => at.as_f64().to_string(),
        },
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string().trim().to_owned(),
    };
    range
        .used_cells()
        .map(|(row, column, cell)| {
            (
                top + u32::try_from(row).expect("a row"),
                left + u32::try_from(column).expect("a column"),
                text(cell),
            )
        })
        .filter(|(.., text)| !text.is_empty())
        .collect()
}

const FORMATS: [&str; 14] = [
    "d.m.yyyy",
    "yyyy-mm-dd",
    "[$-40B]d. mmmm yyyy;@",
    "dd\".\"mm\".\"yy",
    "mmm yyyy",
    "h:mm",
    "[h]:mm:ss",
    "General",
    "0",
    "0.00",
    "#,##0 \"pv\"",
    "@",
    "\"d\"0",
    "0\\d",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_workbook_is_read_alike(
        cells in prop::collection::vec((0u32..8, 0u16..6, -10i32..90_000, 0..FORMATS.len(), "[ a-zä\"&<>'_x0D\n]{0,12}", 0..5), 1..20),
    ) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, column, number, format, text, kind) in cells {
            let format = Format::new().set_num_format(FORMATS[format]);
            match kind {
                0 => sheet.write_with_format(row, column, text, &format),
                1 => sheet.write_with_format(row, column, f64::from(number) / 4.0, &format),
                2 => sheet.write_with_format(row, column, number, &format),
                3 => sheet.write_with_format(row, column, Formula::new("A1").set_result(text), &format),
                _ => sheet.write_with_format(row, column, number % 2 == 0, &format),
            }
            .expect("the cell is on the sheet");
        }
        let bytes = workbook.save_to_buffer().expect("a workbook in memory can be written");
        prop_assert_eq!(own(&bytes), other(&bytes));
    }

    /// Numbers with built-in and own formats in both calendars.
    #[test]
    fn any_format_and_calendar_is_read_alike(
        serials in prop::collection::vec((-3000i32..4_000_000, 0..3usize), 1..10),
        built_in in 0u32..60,
        format in prop::collection::vec("[dmyhsDMYHS;@0#.,/ aAPp-]|\\[[hmsMS]{1,3}\\]|\\[[a-zA-Z$-]{0,5}\\]|[\\\\_*][dmy0 ]|\"[dmy ]{0,3}\"", 0..8),
        from_1904 in any::<bool>(),
    ) {
        let format = format.concat();
        let code = format.replace('&', "&amp;").replace('"', "&quot;");
        let styles = format!(
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"{code}\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"{built_in}\"/></cellXfs>"
        );
        let cell = |(serial, style): &(i32, usize)| format!("<c s=\"{style}\"><v>{}</v></c>", f64::from(*serial) / 8.0);
        let cells = serials.iter().map(cell).collect::<Vec<_>>().concat();
        let calendar = if from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        let bytes = packages::xlsx_of(calendar, &styles, &format!("<sheetData><row r=\"1\">{cells}</row></sheetData>"));
        prop_assert_eq!(own(&bytes), other(&bytes), "{}", format);
    }
}

#[test]
fn a_day_is_a_day_in_either_calendar() -> Result<(), rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("d.m.yyyy");
    let sheet = workbook.add_worksheet();
    sheet.write_with_format(0, 0, &ExcelDateTime::from_ymd(2015, 3, 1)?, &date)?;
    let bytes = workbook.save_to_buffer()?;
    assert_eq!(own(&bytes), [(0, 0, "2015-03-01".to_owned())]);
    let styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>";
    let sheet = "<sheetData><row><c s=\"0\"><v>40602</v></c><c t=\"d\"><v>2015-03-01T00:00:00</v></c></row></sheetData>";
    let bytes = packages::xlsx_of("<workbookPr date1904=\"true\"/>", styles, sheet);
    let day = |column| (0, column, "2015-03-01".to_owned());
    assert_eq!(own(&bytes), [day(0), day(1)]);
    Ok(())
}

/// What is in a cell beside its text is not read: notes, readings, drawings.
#[test]
fn only_the_text_of_a_cell_is_read() {
    let cell = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>Huom</text:p></office:annotation>\
                <text:p>Uusi<text:s text:c=\"2\"/><text:span>o<text:span>pi</text:span></text:span>sto<text:line-break/>A &amp; B</text:p><text:p>ry</text:p></table:table-cell>";
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2015-03-01\"><text:p>1.3.15</text:p></table:table-cell>";
    let number = "<table:table-cell office:value-type=\"float\" office:value=\"40123\"><text:p>40 123</text:p></table:table-cell>";
    let rows = format!("<table:table-row>{cell}{day}{number}</table:table-row>");
    let tracked = "<table:tracked-changes><table:table><table:table-row><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table></table:tracked-changes>";
    let bytes = packages::ods("", &format!("{tracked}{}", packages::ods_table("", &rows)));
    let expected = ["Uusi  opisto\nA & B\nry", "2015-03-01", "40123"];
    assert_eq!(
        own(&bytes),
        (0..)
            .zip(expected)
            .map(|(column, text)| (0, column, text.to_owned()))
            .collect::<Vec<_>>()
    );
    let shared = "<c t=\"inlineStr\"><is><r><t>Opisto</t></r><r><t xml:space=\"preserve\"> A</t></r><rPh><t>luku</t></rPh></is></c>";
    let bytes = packages::xlsx(&format!("<sheetData><row>{shared}</row></sheetData>"));
    assert_eq!(own(&bytes), [(0, 0, "Opisto A".to_owned())]);
}
