//! An answer as a pipe table of Markdown that shows every text as it is written.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::grid::{Cells as _, Grid};
use crate::view::{Columns, Row};
use crate::wording::Lang;

/// The rows as a pipe table with the named columns, or those of a table for people; its source is aligned.
#[must_use]
pub fn render_markdown<R: Row>(rows: &[R], columns: &Columns<R>, lang: Lang) -> String {
    markdown_of(&Grid::of_table(rows, columns, lang))
}

/// A grid as a pipe table.
pub(super) fn markdown_of(grid: &Grid) -> String {
    let head: Vec<String> = grid.columns.iter().map(|column| escaped(&column.text)).collect();
    let body: Vec<Vec<String>> = grid
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| escaped(&cell.text)).collect())
        .collect();
    let mut widths: Vec<usize> = (0..head.len())
        .map(|at| {
            let cells = body.iter().map(|row| row[at].width());
            cells.chain([head[at].width(), RULE]).max().unwrap_or(RULE)
        })
        .collect();
    if grid.is_mostly_space(&widths) {
        widths.fill(RULE);
    }
    let is_numeric = |at: usize| grid.columns[at].is_numeric;
    let rule: Vec<String> = (0..head.len())
        .map(|at| {
            let mark = if is_numeric(at) { ":" } else { "-" };
            "-".repeat(widths[at] - 1) + mark
        })
        .collect();
    let mut lines = String::new();
    for cells in [&head, &rule].into_iter().chain(&body) {
        push_line(&mut lines, cells, &widths, is_numeric);
    }
    lines
}

/// The shortest rule under a heading.
const RULE: usize = 3;

fn push_line(lines: &mut String, cells: &[String], widths: &[usize], is_numeric: impl Fn(usize) -> bool) {
    for (at, cell) in cells.iter().enumerate() {
        let padding = " ".repeat(widths[at].saturating_sub(cell.width()));
        let (before, after) = if is_numeric(at) {
            (&*padding, "")
        } else {
            ("", &*padding)
        };
        write!(lines, "| {before}{cell}{after} ").expect("a String takes all that is written to it");
    }
    lines.push_str("|\n");
}

/// The text with everything escaped that Markdown or HTML in it could read as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
            '\t' => escaped.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '~' | '<' | '>' | '[' | ']' | '&' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::{Sample, nasty_samples, samples};
    use proptest::prelude::*;

    #[test]
    fn english() {
        insta::assert_snapshot!(render_markdown(&samples(), &Columns::usual(), Lang::En), @r#"
        | id               | name                                           | state   | signed on  | days left |
        | ---------------- | ---------------------------------------------- | ------- | ---------- | --------: |
        | lapin-ely-keskus | Lapin elinkeino-, liikenne- ja ympäristökeskus | signed  | 2014-01-20 |      1234 |
        | sakk             | Sämitigge, Sääʹmteʹǧǧ                          | pending |            |        -5 |
        "#);
    }

    #[test]
    fn finnish() {
        insta::assert_snapshot!(render_markdown(&samples(), &Columns::usual(), Lang::Fi), @r#"
        | tunnus           | nimi                                           | tila             | allekirjoitettu | päiviä jäljellä |
        | ---------------- | ---------------------------------------------- | ---------------- | --------------- | --------------: |
        | lapin-ely-keskus | Lapin elinkeino-, liikenne- ja ympäristökeskus | allekirjoittanut | 20.1.2014       |            1234 |
        | sakk             | Sämitigge, Sääʹmteʹǧǧ                          | odottaa          |                 |              -5 |
        "#);
    }

    #[test]
    fn without_rows_there_are_the_headings() {
        insta::assert_snapshot!(render_markdown::<Sample>(&[], &Columns::usual(), Lang::En), @r#"
        | id  | name | state | signed on | days left | note |
        | --- | ---- | ----- | --------- | --------- | ---- |
        "#);
    }

    #[test]
    fn markup_in_a_text_is_shown_and_not_obeyed() {
        assert_eq!(
            escaped("a|b \\ `c` *d* _e_ <script> [x](y) &copy; ~f~\nnext\n"),
            "a\\|b \\\\ \\`c\\` \\*d\\* \\_e\\_ \\<script\\> \\[x\\](y) \\&copy; \\~f\\~<br>next"
        );
    }

    proptest! {
        #[test]
        fn every_line_has_the_same_cells(rows in nasty_samples()) {
            let markdown = render_markdown(&rows, &Columns::usual(), Lang::Fi);
            let n_cells = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let mut counts: Vec<usize> = markdown.lines().map(n_cells).collect();
            prop_assert_eq!(counts.len(), rows.len() + 2);
            counts.dedup();
            prop_assert_eq!(counts.len(), 1);
        }
    }
}
