//! CSV as spreadsheets write it (RFC 4180, with any separator and any line break). A quotation mark that
//! is not closed would swallow the rows below it: it is a fault with its place, and the rows are read
//! as if it were a letter, so that what else is wrong is found in the same run.

use super::sheet::{FaultKind, Room, Row, Sheet, Unreadable};
use crate::wording::Wording;

/// The separators that spreadsheets write; the first that gives the headings is the right one.
pub(super) const SEPARATORS: [char; 3] = [';', '\t', ','];

/// After so many faults of quotation marks the rest is not worth reading.
const MOST_FAULTS: usize = 50;

/// The text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable {
        message: Wording::fixed("the file is not UTF-8", "tiedosto ei ole UTF-8-muodossa"),
        help: Wording::fixed(
            "save it as “CSV UTF-8”, or as xlsx or ods",
            "tallenna se muotoon ”CSV UTF-8” tai muotoon xlsx tai ods",
        ),
    })?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// The cells of a text, as far as `n_rows` rows.
pub(super) fn sheet(text: &str, separator: char, n_rows: u32, room: &mut Room) -> Result<Sheet, Unreadable> {
    let mut sheet = Sheet {
        separator: Some(separator),
        ..Sheet::default()
    };
    let mut reader = Reader {
        rest: text,
        separator,
        faults: Vec::new(),
    };
    let (mut row, mut column) = (0, 0);
    while row < n_rows && !(reader.rest.is_empty() && column == 0) && reader.faults.len() < MOST_FAULTS {
        let cell = reader.cell();
        sheet.put((row, column), &cell.text, room)?;
        for kind in reader.faults.drain(..) {
            sheet.fault((row, column), kind, room)?;
        }
        if sheet.faults.len() >= MOST_FAULTS {
            break;
        }
        column += 1;
        if column > WIDEST_ROW {
            return Err(sheet.far_out(row, column - 1));
        }
        if cell.ends_row {
            note_width(&mut sheet, row, column);
            (row, column) = (row + 1, 0);
        }
    }
    Ok(sheet)
}

fn note_width(sheet: &mut Sheet, row: u32, n_fields: u32) {
    if let Some(Row { n_fields: own, .. }) = sheet.rows.get_mut(&row) {
        *own = n_fields as usize;
    }
}

/// No spreadsheet has more columns, be they empty.
const WIDEST_ROW: u32 = 16_384;

struct Reader<'t> {
    rest: &'t str,
    separator: char,
    faults: Vec<FaultKind>,
}

struct CsvCell {
    text: String,
    ends_row: bool,
}

impl Reader<'_> {
    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> CsvCell {
        let text = match self.rest.strip_prefix('"') {
            Some(quoted) => self.quoted(quoted),
            None => None,
        };
        let text = text.unwrap_or_else(|| self.bare());
        let ends_row = self.end();
        CsvCell { text, ends_row }
    }

    /// A text between quotation marks; `None` where they are not as they should be, and the fault noted.
    fn quoted(&mut self, quoted: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = quoted;
        loop {
            let Some(mark) = rest.find('"') else {
                self.faults.push(FaultKind::UnclosedQuote);
                return None;
            };
            text.push_str(&rest[..mark]);
            rest = &rest[mark + 1..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    text.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        let behind = rest.trim_start_matches(|c| c == ' ' && self.separator != ' ');
        if !(behind.is_empty() || behind.starts_with([self.separator, '\r', '\n'])) {
            // A text over several lines that something follows was hardly meant to be one.
            let is_unclosed = text.contains('\n');
            self.faults.push(if is_unclosed {
                FaultKind::UnclosedQuote
            } else {
                FaultKind::TextAfterQuote
            });
            return None;
        }
        let consumed = self.rest.len() - behind.len();
        self.rest = &self.rest[consumed..];
        Some(text.replace("\r\n", "\n"))
    }

    /// A text as far as the separator or the end of the line.
    fn bare(&mut self) -> String {
        let end = self
            .rest
            .find([self.separator, '\r', '\n'])
            .unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        let opens_late = text.trim_start().starts_with('"');
        let is_odd = text.matches('"').count() % 2 == 1;
        if (opens_late || is_odd) && self.faults.is_empty() {
            self.faults.push(FaultKind::StrayQuote);
        }
        text.to_owned()
    }

    /// Steps over what follows a cell; whether the row ends here.
    fn end(&mut self) -> bool {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            return false;
        }
        let breaks = ["\r\n", "\n", "\r"];
        let rest = breaks.iter().find_map(|end| self.rest.strip_prefix(end));
        self.rest = rest.unwrap_or_default();
        true
    }
}
