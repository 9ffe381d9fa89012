//! Where an answer goes: the format that the ending of a file asks for, formats that cannot be had and
//! what to do in their place, and the writing of the file.

use std::fs::File;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::Result;

use super::global::Format;
use super::trouble::{self, Trouble};
use crate::disk::{self, Disk, WriteError};
use crate::wording;
use crate::wording::Wording;

/// The format of a file's ending; `None` where there is none, or the text of a terminal is meant. An
/// ending of a format that the program does not write is an error: a table by that name would open in no
/// program.
pub(super) fn format_of_ending(path: &Path) -> Result<Option<Format>> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(Some(match ending.as_deref() {
        Some("json") => Format::Json,
        Some("jsonl" | "ndjson") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some("md" | "markdown") => Format::Markdown,
        Some("sarif") => Format::Sarif,
        Some("html" | "htm") => Format::Html,
        Some("ics") => Format::Ics,
        Some("xlsx") => Format::Xlsx,
        Some("docx") => Format::Docx,
        Some("pdf") => Format::Pdf,
        None | Some("txt") => return Ok(None),
        Some(other) => return Err(no_ending(other)),
    }))
}

fn no_ending(ending: &str) -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(
        wording!(en: "unknown format `{ending}`", fi: "tuntematon muoto `{ending}`"),
        Wording::fixed(
            "use xlsx or csv for spreadsheets, docx for word processors; the other extensions are html, pdf, md, json, jsonl and txt; with --format, any extension will do",
            "taulukkolaskenta avaa xlsx- ja csv-tiedoston, tekstinkäsittely docx-tiedoston; muut päätteet ovat html, pdf, md, json, jsonl ja txt; valinnan --format kanssa pääte voi olla muukin",
        ),
    ))
}

/// Why an answer is not to be had in a format, and in which it is; none where it has a form of its own.
pub(super) fn no_format(format: Format, known: &[Format]) -> anyhow::Error {
    let asked = format.name();
    let names: Vec<String> = known.iter().map(|format| format.name()).collect();
    let list = names.join(", ");
    let help = if known.is_empty() {
        Wording::fixed(
            "it has only one format; leave out --format",
            "sillä on vain yksi muoto; jätä --format pois",
        )
    } else {
        wording!(en: "its formats are: {list}", fi: "sen muodot ovat: {list}")
    };
    anyhow::Error::new(Trouble::with_help(
        wording!(en: "this answer cannot be written as `{asked}`", fi: "vastausta ei voi kirjoittaa muodossa `{asked}`"),
        help,
    ))
}

/// Why a command that does nothing but write files is not to be requested its answer.
pub(super) fn no_answer() -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(
        Wording::fixed(
            "this command prints no answer, so --format and --output have no effect",
            "komento ei tulosta vastausta, joten --format ja --output eivät vaikuta",
        ),
        Wording::fixed(
            "nothing was written; leave them out",
            "mitään ei kirjoitettu; jätä ne pois",
        ),
    ))
}

/// A terminal would show the bytes of a workbook or a document as nonsense, and obey some of them.
pub(super) fn refuse_on_terminal(format: Format) -> Result<()> {
    if !matches!(format, Format::Xlsx | Format::Docx | Format::Pdf) {
        return Ok(());
    }
    let name = format.name();
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "cannot print `{name}` on a terminal", fi: "muotoa `{name}` ei voi näyttää päätteessä"),
        wording!(en: "write it to a file: -o FILE.{name}", fi: "kirjoita se tiedostoon: -o TIEDOSTO.{name}"),
    )))
}

/// Replaces an output file whole, whatever was in it. A device or a pipe is written to, and a link stays
/// a link to the file that is replaced.
pub(super) fn write_output(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<()> {
    let shown = path.display();
    let written = if path.exists() && !path.is_file() {
        // What is there since, a file, is not emptied.
        let device = File::options().write(true).open(path);
        device.and_then(|mut device| device.write_all(bytes))
    } else {
        disk::followed(path).and_then(|path| disk::write_whole(disk, &path, bytes))
    };
    written.map_err(trouble::not_written(&shown.to_string()))
}

/// Writes a file for a person to fill in. One that is there is never overwritten: somebody may have begun.
pub(super) fn write_new(disk: &Disk, folder: &Path, path: &Path, bytes: &[u8]) -> Result<()> {
    let shown = path.display();
    match disk::replace_file(disk, &folder.join(path), None, bytes) {
        Ok(()) => Ok(()),
        Err(WriteError::Changed) => Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} already exists and was kept", fi: "tiedosto {shown} on jo olemassa, ja se säilytettiin"),
            Wording::fixed("choose another file name", "anna toinen tiedostonimi"),
        ))),
        Err(WriteError::Io(error)) => Err(trouble::not_written(&shown.to_string())(error)),
    }
}

/// Whether a file that was named for an answer is a terminal: `/dev/tty`.
pub(super) fn is_terminal(path: &Path) -> bool {
    let is_device = path
        .metadata()
        .is_ok_and(|found| !found.is_file() && !found.is_dir());
    is_device
        && File::options()
            .write(true)
            .open(path)
            .is_ok_and(|file| file.is_terminal())
}

/// What is said of an answer that is in a file now.
pub(super) fn written(path: &Path, counted: Option<&Wording>) -> Wording {
    let shown = path.display();
    match counted {
        None => wording!(en: "wrote {shown}", fi: "kirjoitettiin {shown}"),
        Some(counted) => {
            wording!(
                en: "wrote {counted} to {shown}",
                fi: "kirjoitettiin {counted} tiedostoon {shown}",
                counted
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    #[test]
    fn only_what_is_no_text_is_kept_from_a_terminal() {
        for format in [Format::Table, Format::Html, Format::Csv, Format::Json] {
            assert!(refuse_on_terminal(format).is_ok(), "{format:?}");
        }
        let text = |format| {
            let refused = refuse_on_terminal(format).expect_err("it is no text");
            trouble::lines(&refused, None, Lang::Fi).join("\n")
        };
        insta::assert_snapshot!(text(Format::Xlsx), @"
        virhe: muotoa `xlsx` ei voi näyttää päätteessä
        ohje: kirjoita se tiedostoon: -o TIEDOSTO.xlsx
        ");
        insta::assert_snapshot!(text(Format::Docx), @"
        virhe: muotoa `docx` ei voi näyttää päätteessä
        ohje: kirjoita se tiedostoon: -o TIEDOSTO.docx
        ");
    }
}
