//! Places in files: byte spans, lines and columns. Nothing here reads a disk.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

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

/// A value and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
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
    /// The file.
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
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The text of one file, able to tell lines and columns.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    text: String,
    line_starts: Vec<u32>,
}

impl SourceText {
    /// Takes over a text and notes where its lines begin.
    #[must_use]
    pub fn new(text: String) -> Self {
        let line_starts = std::iter::once(0)
            .chain(
                text.match_indices('\n')
                    .map(|(at, _)| Span::new(at + 1, at + 1).start),
            )
            .collect();
        Self { text, line_starts }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; an offset past the end is at the end.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0) as usize;
        let mut end = (offset as usize).clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        LineColumn {
            line: line.max(1),
            column: self.text[start..end].chars().count() + 1,
        }
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

    #[test]
    fn the_stem_leaves_folder_and_ending() {
        assert_eq!(FilePath::new("agreements/a/tno-2014.yaml").stem(), "tno-2014");
        assert_eq!(FilePath::new("tno.v2.yml").stem(), "tno.v2");
    }
}
