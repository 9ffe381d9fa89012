//! All that typst sees while it sets a document: the layout, its data and the fonts of the program. No
//! other file can be read, no package be fetched, and the day is not known.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};

/// The fonts; `fonts/README.md` says where they come from and what is in them.
const FONTS: [&[u8]; 3] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
    include_bytes!("fonts/NotoSansMath-Arrows.ttf"),
];

/// The place where a document is set.
pub(super) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layout: Source,
    data: Bytes,
}

impl Desk {
    /// A desk with a layout and without data.
    pub(super) fn new(layout: &str) -> Self {
        let font = |bytes: &&'static [u8]| Font::new(Bytes::new(*bytes), 0);
        let fonts: Vec<Font> = FONTS.iter().filter_map(font).collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            layout: Source::new(place("/document.typ"), layout.to_owned()),
            data: Bytes::from_string(String::new()),
        }
    }

    /// The desk with this JSON as `data.json`.
    pub(super) fn with_data(self, json: String) -> Self {
        Self {
            data: Bytes::from_string(json),
            ..self
        }
    }

    /// Whether one of the fonts has a letter for a character.
    pub(super) fn has_letter(&self, character: char) -> bool {
        let mut fonts = self.fonts.iter();
        fonts.any(|font| font.info().coverage.contains(u32::from(character)))
    }

    /// The line of the layout, counted from 1, on which a span begins.
    pub(super) fn line_of(&self, span: DiagSpan) -> Option<usize> {
        let range = self.range(span)?;
        let line = self.layout.lines().byte_to_line(range.start)?;
        Some(line + 1)
    }
}

fn place(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the two paths of this module are whole");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.layout.id() {
            Ok(self.layout.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == place("/data.json") {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
