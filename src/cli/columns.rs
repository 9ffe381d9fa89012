//! `--wide` and `--columns`: which columns of a list are shown, and what is said of those that are not.

use anyhow::Result;

use super::answer::RowsAs;
use super::context::Context;
use super::global::Format;
use super::trouble::Trouble;
use crate::render::RowFormat;
use crate::render::table::LeftOut;
use crate::view::{Columns, Misnamed, Row, Shown, SqlTable, find_columns, typed};
use crate::wording;
use crate::wording::Wording;

impl Context<'_> {
    /// A command without columns would pass over the options that choose them in silence.
    pub(super) fn refuse_columns(&self) -> Result<()> {
        let option = match (self.global.wide, &self.global.columns) {
            (false, None) => return Ok(()),
            (true, _) => "--wide",
            (false, Some(_)) => "--columns",
        };
        Err(refused(
            wording!(en: "this answer has no columns, so {option} has no effect", fi: "vastauksessa ei ole sarakkeita, joten {option} ei vaikuta"),
            wording!(en: "leave out {option}", fi: "jätä {option} pois"),
        ))
    }

    /// Refuses the options in a format in which they have no effect, where the answer has the formats `known`.
    pub(super) fn refuse_columns_in(&self, format: Format, known: &[Format]) -> Result<()> {
        // What has tables is made into documents, too, and what is data for spreadsheets is a list.
        let (has_tables, is_list) = (known.contains(&Format::Html), known.contains(&Format::Csv));
        if !has_tables || (!is_list && self.global.columns.is_some()) {
            return self.refuse_columns();
        }
        let name = format.name();
        if self.global.wide && format != Format::Table {
            return Err(refused(
                wording!(en: "--wide is for tables on a terminal, not for `{name}`", fi: "--wide koskee päätteen taulukkoa, ei muotoa `{name}`"),
                Wording::fixed(
                    "leave out --wide, or choose columns with --columns",
                    "jätä --wide pois tai valitse sarakkeet valinnalla --columns",
                ),
            ));
        }
        let has_columns = !matches!(format, Format::Json | Format::Jsonl | Format::Ics);
        if self.global.columns.is_some() && !has_columns {
            return Err(refused(
                wording!(en: "`{name}` has no columns to choose: it has all fields", fi: "muodossa `{name}` ei valita sarakkeita: siinä on kaikki kentät"),
                Wording::fixed(
                    "leave out --columns, or write --format csv",
                    "jätä --columns pois tai kirjoita --format csv",
                ),
            ));
        }
        Ok(())
    }

    /// The columns that were asked for of a list.
    pub(super) fn columns<R: Row>(&self, rows_as: RowsAs) -> Result<Columns<R>> {
        let Some(names) = &self.global.columns else {
            return Ok(Columns::usual());
        };
        let is_data = matches!(rows_as, RowsAs::Rows(RowFormat::Csv | RowFormat::Xlsx { .. }));
        let place = if is_data { Shown::in_data } else { Shown::in_table };
        Columns::named(names, place).map_err(misnamed)
    }

    /// The answer to a query with the columns that were asked for.
    pub(super) fn columns_of_sheet(&self, sheet: &SqlTable) -> Result<Option<SqlTable>> {
        let Some(names) = &self.global.columns else {
            return Ok(None);
        };
        let headings: Vec<Wording> = sheet
            .columns
            .iter()
            .map(|name| Wording::same(name.clone()))
            .collect();
        let found = find_columns(names, &headings.iter().collect::<Vec<_>>()).map_err(misnamed)?;
        Ok(Some(sheet.of_columns(&found)))
    }

    /// Says which columns dropped out of a table, and how to see them.
    pub(super) fn note_left_out(&mut self, columns: &LeftOut) {
        if columns.left_out.is_empty() {
            return;
        }
        let list = columns.left_out.join(", ");
        let all = wording!(
            en: "not shown: {list}; `--wide` shows all columns", fi: "näyttämättä: {list}; `--wide` näyttää kaikki sarakkeet"
        );
        // Of a page with several tables no columns are named.
        let Some((first, other)) = columns.shown.first().zip(columns.left_out.last()) else {
            return self.note(&all);
        };
        let names = [first, other].map(|name| typed(name)).join(",");
        self.note(&wording!(
            en: "{all}, `--columns {names}` only those you name",
            fi: "{all}, `--columns {names}` vain nimeämäsi",
            all
        ));
    }
}

fn refused(message: Wording, help: Wording) -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(message, help))
}

fn misnamed(misnamed: Misnamed) -> anyhow::Error {
    refused(misnamed.message, misnamed.help)
}
