//! Places in files: byte spans, lines and columns. Nothing here reads a disk.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A half-open range of bytes in a file's text (after a byte order mark).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; files are limited to 4 MiB, so the offsets fit.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: fit(start),
            end: fit(end),
        }
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it is in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    /// Its place in the file that is being spoken of.
    pub span: Span,
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A file's path as it is shown: relative to the registry's root, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// The path as given.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's name without folder and ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or(&self.0);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A span in a named file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: FilePath,
    /// The bytes in it.
    pub span: Span,
}

impl Place {
    /// A place in a file.
    #[must_use]
    pub fn new(file: &FilePath, span: Span) -> Self {
        Self {
            file: file.clone(),
            span,
        }
    }
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

impl LineColumn {
    const START: Self = Self { line: 1, column: 1 };

    /// The place after some more bytes of UTF-8, of which the last character may lack its end.
    fn after(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            match byte {
                b'\n' => {
                    self = Self {
                        line: self.line + 1,
                        ..Self::START
                    }
                }
                // A byte that continues a character begins none.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self
    }
}

/// The text of one file, able to say lines and columns.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    text: String,
    /// Line and column at every so many bytes, so that a place on a line of 4 MiB costs no more than another. Noted
    /// when the first place is requested: most files have no finding.
    steps: OnceLock<Vec<LineColumn>>,
}

/// How many bytes lie between two steps.
const STEP: usize = 4096;

impl SourceText {
    /// Takes over a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        let steps = OnceLock::new();
        Self { text, steps }
    }

    fn steps(&self) -> &[LineColumn] {
        self.steps.get_or_init(|| {
            let mut at = LineColumn::START;
            let after = |bytes: &[u8]| {
                let here = at;
                at = at.after(bytes);
                here
            };
            self.text.as_bytes().chunks(STEP).map(after).collect()
        })
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; an offset past the end is at the end.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let steps = self.steps();
        let step = (end / STEP).min(steps.len().saturating_sub(1));
        let at = steps.get(step).copied().unwrap_or(LineColumn::START);
        at.after(&self.text.as_bytes()[step * STEP..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let text = SourceText::new("a: ä\r\nbö: c".to_owned());
        assert_eq!(text.line_column(0), LineColumn { line: 1, column: 1 });
        assert_eq!(text.line_column(5), LineColumn { line: 1, column: 5 });
        assert_eq!(text.line_column(7), LineColumn { line: 2, column: 1 });
        assert_eq!(text.line_column(10), LineColumn { line: 2, column: 3 });
        assert_eq!(text.line_column(999), LineColumn { line: 2, column: 6 });
    }

    /// Beside every step, within and between characters, a place is what a count from the start says.
    #[test]
    fn a_place_far_into_a_long_line_is_counted_right() {
        let text = format!("{}\n{}", "aä€😀".repeat(3000), "ö\r\n".repeat(3000));
        let source = SourceText::new(text.clone());
        let around =
            (0..=text.len() / STEP).flat_map(|step| (step * STEP).saturating_sub(5)..step * STEP + 5);
        for offset in around.filter(|offset| text.is_char_boundary(*offset)) {
            let line = text[..offset].matches('\n').count() + 1;
            let column = text[..offset].rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let at = source.line_column(Span::new(offset, offset).start);
            assert_eq!(at, LineColumn { line, column }, "{offset}");
        }
    }

    #[test]
    fn the_stem_leaves_folder_and_ending() {
        assert_eq!(FilePath::new("agreements/a/tno-2014.yaml").stem(), "tno-2014");
        assert_eq!(FilePath::new("tno.v2.yml").stem(), "tno.v2");
    }
}
