//! The answer to a query that somebody wrote, in the formats of every answer.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::csv::{field, write_records};
use super::grid::Grid;
use super::json::{render_json, render_jsonl};
use super::markdown::markdown_of;
use super::table::{Look, table_of};
use crate::view::{Cell, SqlTable, SqlValue, hex};
use crate::wording::Lang;

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
        SqlValue::Real(number) => Cell::Text(number.to_string()),
        SqlValue::Text(text) => Cell::Text(text.clone()),
        SqlValue::Blob(bytes) => Cell::Text(hex(bytes)),
    }
}

/// As a table for a terminal.
#[must_use]
pub fn render_sheet_table(sheet: &SqlTable, look: &Look) -> String {
    table_of(&Grid::of_cells(&sheet.columns, &sheet.cells(), look.lang), look)
}

/// As a pipe table of Markdown.
#[must_use]
pub fn render_sheet_markdown(sheet: &SqlTable, lang: Lang) -> String {
    markdown_of(&Grid::of_cells(&sheet.columns, &sheet.cells(), lang))
}

/// As CSV, in the way of the language.
///
/// # Errors
/// When `out` takes no more.
pub fn render_sheet_csv(sheet: &SqlTable, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let rows = sheet
        .rows
        .iter()
        .map(|row| row.iter().map(|value| field(&cell(value), lang)).collect());
    write_records(&sheet.columns, rows, lang, out)
}

/// As an array of objects.
///
/// # Errors
/// When `out` takes no more.
pub fn render_sheet_json(sheet: &SqlTable, out: &mut dyn io::Write) -> io::Result<()> {
    render_json(&objects(sheet), out)
}

/// As one object a line.
///
/// # Errors
/// When `out` takes no more.
pub fn render_sheet_jsonl(sheet: &SqlTable, out: &mut dyn io::Write) -> io::Result<()> {
    render_jsonl(&objects(sheet), out)
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
