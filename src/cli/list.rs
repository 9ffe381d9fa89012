//! Lists that people keep in spreadsheets: the file is read, its misfits are told by row and column.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Result;

use super::act::NOTHING_RECORDED;
use super::context::Context;
use super::trouble::Trouble;
use crate::source::intake::{self, Heading, List, ListColumn, ListKind, ListReading};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The largest list that is read, in bytes: 20 MiB.
const LARGEST_LIST: u64 = 20 * 1024 * 1024;

/// Reads a file whose headings are among `known`.
pub(super) fn read<F>(cx: &Context<'_>, path: &Path, known: &[Heading<F>]) -> Result<List> {
    let shown = path.display().to_string();
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().into_owned());
    let Some(kind) = ListKind::of_ending(ending.as_deref().unwrap_or_default()) else {
        return Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} is no list that can be read", fi: "tiedostoa {shown} ei voi lukea luettelona"),
            Wording::fixed(
                "a list ends in .xlsx, .ods or .csv",
                "luettelotiedoston pääte on .xlsx, .ods tai .csv",
            ),
        )));
    };
    let location = cx.world.folder.join(path);
    // A pipe would be waited for without end.
    if std::fs::metadata(&location).is_ok_and(|found| !found.is_file()) {
        return Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} is no regular file", fi: "{shown} ei ole tavallinen tiedosto"),
            Wording::fixed("name the file of the list", "anna luettelotiedoston nimi"),
        )));
    }
    let bytes = bytes(&location).map_err(Trouble::caused(
        wording!(en: "{shown} cannot be read", fi: "tiedostoa {shown} ei voi lukea"),
    ))?;
    if bytes.len() as u64 > LARGEST_LIST {
        return Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} is larger than 20 MiB", fi: "{shown} on suurempi kuin 20 Mt"),
            Wording::fixed(
                "copy the rows into a new sheet and save that",
                "kopioi rivit uuteen taulukkoon ja tallenna se",
            ),
        )));
    }
    intake::read_list(&bytes, kind, known).map_err(|unreadable| {
        let message = Wording::joined(
            &[Wording::composed(shown.clone(), shown), unreadable.message],
            ": ",
        );
        anyhow::Error::new(Trouble::refused(message, Some(unreadable.help)))
    })
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_LIST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Tells what is wrong with a list and what in it means nothing; whether all of it can be taken.
pub(super) fn tell<T>(cx: &mut Context<'_>, path: &Path, reading: &ListReading<T>) -> bool {
    for misfit in &reading.misfits {
        let message = Wording::joined(
            &[
                place(path, misfit.row, misfit.column.as_ref()),
                misfit.message.clone(),
            ],
            ": ",
        );
        cx.tell_trouble(&anyhow::Error::new(Trouble::refused(
            message,
            Some(misfit.help.clone()),
        )));
    }
    if !reading.misfits.is_empty() {
        cx.note(&NOTHING_RECORDED);
        return false;
    }
    if !reading.ignored.is_empty() {
        let columns: Vec<String> = reading
            .ignored
            .iter()
            .map(|column| format!("{} ({})", column.letter, column.heading))
            .collect();
        let columns = columns.join(", ");
        cx.note(&wording!(
            en: "columns that are not read: {columns}",
            fi: "sarakkeet, joita ei lueta: {columns}"
        ));
    }
    if !reading.left_out.is_empty() {
        let rows: Vec<String> = reading.left_out.iter().map(ToString::to_string).collect();
        let rows = rows.join(", ");
        cx.note(&wording!(
            en: "rows without a date, left out: {rows}",
            fi: "rivit, joilla ei ole päivää, jätettiin pois: {rows}"
        ));
    }
    if reading.entries.is_empty() {
        let shown = path.display();
        cx.note(&wording!(en: "{shown} has no rows to record", fi: "tiedostossa {shown} ei ole kirjattavia rivejä"));
    }
    !reading.entries.is_empty()
}

/// `list.xlsx, row 4, column C (Areas)`
pub(super) fn place(path: &Path, row: Option<u32>, column: Option<&ListColumn>) -> Wording {
    let in_lang = |lang| {
        let file = path.display().to_string();
        let row = row.map(|row| format!("{} {row}", Wording::fixed("row", "rivi").get(lang)));
        let column = column.map(|ListColumn { letter, heading }| {
            format!(
                "{} {letter} ({heading})",
                Wording::fixed("column", "sarake").get(lang)
            )
        });
        let parts = [Some(file), row, column];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    Wording::composed(in_lang(Lang::En), in_lang(Lang::Fi))
}
