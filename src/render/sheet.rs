//! The answer to a query that somebody wrote, in the formats of every answer.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::block::Outline;
use super::csv::{field, text_field, write_records};
use super::document::{Question, document_of_grid};
use super::grid::Grid;
use super::json::{render_json, render_jsonl};
use super::markdown::markdown_of;
use super::table::{Look, table_of};
use super::xlsx::{Sheet, render_xlsx};
use super::{Rendered, RowFormat};
use crate::view::{Cell, SqlTable, SqlValue, hex};
use crate::wording::{Lang, Wording};

/// What the answer is called where it has a name.
static TITLE: Wording = Wording::fixed("Query", "Kysely");

impl SqlTable {
    fn cells(&self) -> Vec<Vec<Cell>> {
        self.rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect()
    }
}

fn cell(value: &SqlValue) -> Cell {
    match value {
        SqlValue::Null => Cell::Empty,
        SqlValue::Integer(number) => Cell::Number(*number),
        SqlValue::Real(number) => Cell::Decimal(*number),
        SqlValue::Text(text) => Cell::Text(text.clone()),
        SqlValue::Blob(bytes) => Cell::Text(hex(bytes)),
    }
}

/// The rows as a document of one table.
#[must_use]
pub fn document_of_sheet(sheet: &SqlTable, question: &Question, lang: Lang) -> Outline {
    let grid = Grid::of_cells(&sheet.columns, &sheet.cells(), lang);
    let mut page = Outline::new(lang);
    question.report(&mut page);
    document_of_grid(page, &TITLE, grid)
}

/// The rows in a format.
///
/// # Errors
/// As [`super::render_rows`].
pub fn render_sheet(sheet: &SqlTable, format: RowFormat, look: &Look) -> io::Result<Rendered> {
    let grid = || Grid::of_cells(&sheet.columns, &sheet.cells(), look.lang);
    let mut bytes = Vec::new();
    match format {
        RowFormat::Json => render_json(&objects(sheet), &mut bytes)?,
        RowFormat::Jsonl => render_jsonl(&objects(sheet), &mut bytes)?,
        RowFormat::Csv => {
            let records = sheet
                .rows
                .iter()
                .map(|row| row.iter().map(|value| field(&cell(value), look.lang)).collect());
            let headings: Vec<String> = sheet.columns.iter().map(|name| text_field(name)).collect();
            write_records(&headings, records, look.lang, &mut bytes)?;
        }
        RowFormat::Markdown => bytes = markdown_of(&grid()).into_bytes(),
        RowFormat::Xlsx { made_on } => {
            let workbook = Sheet {
                title: &TITLE,
                headings: sheet.columns.clone(),
                rows: sheet.cells(),
            };
            return render_xlsx(&workbook, made_on, look.lang);
        }
        RowFormat::Table if sheet.rows.is_empty() => {}
        RowFormat::Table => return Ok(table_of(&grid(), look).into()),
    }
    Ok(bytes.into())
}

fn objects(sheet: &SqlTable) -> Vec<Value> {
    let names = unique(&sheet.columns);
    let object = |row: &Vec<SqlValue>| {
        let pairs = names.iter().cloned().zip(row.iter().map(|value| json!(value)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    sheet.rows.iter().map(object).collect()
}

/// A query may give two columns one name; an object may not: the second `id` becomes `id_2`.
fn unique(columns: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    columns
        .iter()
        .map(|column| {
            let n = seen.entry(column).or_default();
            *n += 1;
            if *n == 1 {
                column.clone()
            } else {
                format!("{column}_{n}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Colour;
    use crate::wording::Lang;

    fn check(format: RowFormat, expected: &str) {
        let row = vec![
            SqlValue::Real(-1.5),
            SqlValue::Integer(-2),
            SqlValue::Text("=1+1".to_owned()),
            SqlValue::Null,
            SqlValue::Blob(vec![0, 255]),
        ];
        let columns = ["a", "b", "a", "c", "d"].map(str::to_owned).to_vec();
        let sheet = SqlTable {
            columns,
            rows: vec![row],
            truncated: false,
        };
        let look = Look {
            lang: Lang::En,
            width: None,
            text_width: None,
            colour: Colour::Never,
        };
        let bytes = render_sheet(&sheet, format, &look)
            .expect("memory takes all that is written to it")
            .bytes;
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }

    #[test]
    fn numbers_are_no_formulas_and_texts_may_be() {
        check(RowFormat::Csv, "a,b,a,c,d\n-1.5,-2,'=1+1,,00ff\n");
    }

    #[test]
    fn two_columns_of_one_name_are_both_in_an_object() {
        check(
            RowFormat::Jsonl,
            "{\"a\":-1.5,\"b\":-2,\"a_2\":\"=1+1\",\"c\":null,\"d\":\"00ff\"}\n",
        );
    }
}
