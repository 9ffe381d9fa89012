//! CSV for spreadsheets and scripts, in the way of the language: under Finnish what Excel in Finland
//! opens by itself (UTF-8 with a byte order mark, semicolons, CR LF), else commas and LF.

use std::io;

use csv::{Terminator, WriterBuilder};

use super::clean::{Keep, clean};
use super::grid::cell_text;
use crate::model::guarded;
use crate::view::{Cell, Columns, Row};
use crate::wording::Lang;

/// The rows with the named columns, or every one that data has, the headings first. Text that a spreadsheet would take
/// for a formula begins with an apostrophe; counts and dates are as they are.
///
/// # Errors
/// When `out` takes no more.
pub fn render_csv<R: Row>(
    rows: &[R],
    columns: &Columns<R>,
    lang: Lang,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let columns = columns.in_data();
    let headings: Vec<&str> = columns.iter().map(|column| column.heading.get(lang)).collect();
    let records = rows.iter().map(|row| {
        columns
            .iter()
            .map(|column| field(&(column.cell)(row), lang))
            .collect()
    });
    write_records(&headings, records, lang, out)
}

/// The headings and records in the way of the language.
pub(super) fn write_records(
    headings: &[impl AsRef<[u8]>],
    records: impl Iterator<Item = Vec<String>>,
    lang: Lang,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut builder = WriterBuilder::new();
    match lang {
        Lang::En => builder.delimiter(b',').terminator(Terminator::Any(b'\n')),
        Lang::Fi => {
            out.write_all("\u{feff}".as_bytes())?;
            builder.delimiter(b';').terminator(Terminator::CRLF)
        }
    };
    let mut writer = builder.from_writer(out);
    writer.write_record(headings)?;
    for record in records {
        writer.write_record(record)?;
    }
    writer.flush()
}

pub(super) fn field(cell: &Cell, lang: Lang) -> String {
    let text = cell_text(cell, lang);
    match cell {
        Cell::Number(_) | Cell::Decimal(_) | Cell::Date(_) => text.into_owned(),
        _ => text_field(&text),
    }
}

/// A text as no spreadsheet takes it for a formula.
pub(super) fn text_field(text: &str) -> String {
    guarded(&clean(text, Keep::Lines)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::clean::find_harmful;
    use crate::render::testing::{Sample, nasty_samples, samples};
    use proptest::prelude::*;

    fn csv(rows: &[Sample], lang: Lang) -> String {
        let mut out = Vec::new();
        render_csv(rows, &Columns::usual(), lang, &mut out).expect("a Vec takes all that is written to it");
        String::from_utf8(out).expect("CSV is UTF-8")
    }

    #[test]
    fn english_has_commas_and_dates_of_the_data() {
        insta::assert_snapshot!(csv(&samples(), Lang::En), @r#"
        id,name,state,signed on,days left,regions,note
        lapin-ely-keskus,"Lapin elinkeino-, liikenne- ja ympäristökeskus",signed,2014-01-20,1234,"Länsi, Itä",
        sakk,"Sämitigge, Sääʹmteʹǧǧ",pending,,-5,,
        "#);
    }

    #[test]
    fn finnish_has_a_mark_semicolons_and_cr_lf() {
        let written = csv(&samples(), Lang::Fi);
        assert!(written.starts_with('\u{feff}'));
        assert_eq!(written.matches("\r\n").count(), written.matches('\n').count());
        insta::assert_snapshot!(written.replace('\u{feff}', "BOM ").replace('\r', "␍"), @r#"
        BOM tunnus;nimi;tila;allekirjoitettu;päiviä jäljellä;alueet;huomautus␍
        lapin-ely-keskus;Lapin elinkeino-, liikenne- ja ympäristökeskus;allekirjoittanut;20.1.2014;1234;Länsi, Itä;␍
        sakk;Sämitigge, Sääʹmteʹǧǧ;odottaa;;-5;;␍
        "#);
    }

    #[test]
    fn without_rows_there_is_the_heading() {
        assert_eq!(
            csv(&[], Lang::En),
            "id,name,state,signed on,days left,regions,note\n"
        );
    }

    #[test]
    fn formulas_are_guarded() {
        for (text, expected) in [("=1", "'=1"), ("\t1", "'␉1"), ("\r1", "'␍1"), ("a=b", "a=b")] {
            assert_eq!(field(&Cell::Text(text.into()), Lang::En), expected, "{text:?}");
        }
        assert_eq!(field(&Cell::Number(-5), Lang::En), "-5");
    }

    proptest! {
        #[test]
        fn rows_are_read_back_without_formulas_or_controls(rows in nasty_samples()) {
            let written = csv(&rows, Lang::En);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let records: Vec<csv::StringRecord> = reader
                .records()
                .map(|record| record.expect("every line has all fields"))
                .collect();
            prop_assert_eq!(records.len(), rows.len());
            for (record, row) in records.iter().zip(&rows) {
                prop_assert_eq!(&record[0], field(&Cell::Text(row.id.clone()), Lang::En));
                prop_assert!(!record.iter().any(|field| field.trim_start().starts_with(['=', '+', '@'])));
                prop_assert!(record.iter().all(|field| find_harmful(field, Keep::Lines).is_none()));
            }
        }
    }
}
