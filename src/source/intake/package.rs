//! The parts of a workbook file: XML in a zip package, each unpacked as a whole below a bound that all
//! parts share. What is cut off, damaged or nested beyond reason is no workbook; no reading goes on
//! without end.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sheet::{Unreadable, push, too_large};
use crate::wording::Wording;

/// The most bytes of all parts that are read, unpacked: 64 MiB.
const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;

/// No part of a workbook is nested deeper.
const DEEPEST: usize = 256;

pub(super) fn no_workbook() -> Unreadable {
    Unreadable {
        message: Wording::fixed(
            "the file is not a readable workbook",
            "tiedosto ei ole luettavissa oleva työkirja",
        ),
        help: Wording::fixed(
            "open it in a spreadsheet program and save it as xlsx, ods or CSV UTF-8, without a password",
            "avaa se taulukkolaskennassa ja tallenna muotoon xlsx, ods tai CSV UTF-8 ilman salasanaa",
        ),
    }
}

/// A package, and how much of it may still be unpacked.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    places: BTreeMap<String, usize>,
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
        let names = archive.file_names().map(|name| name.map(|name| plain(&name)));
        let places = names
            .zip(0..)
            .filter_map(|(name, place)| Some((name.ok()?, place)))
            .collect();
        Ok(Self {
            places,
            archive,
            left: LARGEST_UNPACKED,
        })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(&plain(path))
    }

    /// The text of a part, without regard to case; `None` when there is none of this name.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, Unreadable> {
        let Some(place) = self.places.get(&plain(path)) else {
            return Ok(None);
        };
        let part = self.archive.by_index(*place).map_err(|_| no_workbook())?;
        let mut bytes = Vec::new();
        let n_read = part
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| no_workbook())?;
        self.left = self.left.checked_sub(n_read as u64).ok_or_else(too_large)?;
        let text = String::from_utf8(bytes).map_err(|_| no_workbook())?;
        Ok(Some(text))
    }
}

/// Some programs write the names of the parts with the other slash or in other letters.
fn plain(path: &str) -> String {
    path.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// The elements of a part in their order.
pub(super) struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    depth: usize,
}

/// What comes next in a part.
pub(super) enum Node<'t> {
    /// An element begins; an empty one, too, is closed by a node of its own.
    Open(BytesStart<'t>),
    /// The element that was opened last ends.
    Close,
    /// A piece of text.
    Text(Cow<'t, str>),
    /// The part ends, and every element in it.
    End,
}

impl<'t> Xml<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Node<'t>, Unreadable> {
        loop {
            match self.reader.read_event().map_err(|_| no_workbook())? {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(no_workbook());
                    }
                    return Ok(Node::Open(element));
                }
                Event::End(_) => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(no_workbook)?;
                    return Ok(Node::Close);
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(name) => {
                    let text = match name.resolve_char_ref().map_err(|_| no_workbook())? {
                        Some(c) => String::from(c),
                        None => quick_xml::escape::resolve_predefined_entity(&name)
                            .ok_or_else(no_workbook)?
                            .to_owned(),
                    };
                    return Ok(Node::Text(text.into()));
                }
                Event::Eof if self.depth == 0 => return Ok(Node::End),
                Event::Eof => return Err(no_workbook()),
                _ => {}
            }
        }
    }

    /// The next child of the element that was opened last, texts left out; `None` at its end.
    pub(super) fn child(&mut self) -> Result<Option<BytesStart<'t>>, Unreadable> {
        loop {
            match self.next()? {
                Node::Open(element) => return Ok(Some(element)),
                Node::Close | Node::End => return Ok(None),
                Node::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that was opened last, and of all in it.
    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            if let Node::Text(piece) = self.next()? {
                push(&mut text, &piece);
            }
        }
        Ok(text)
    }
}

/// The value of an attribute, by its name with the prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let found = element.try_get_attribute(name).map_err(|_| no_workbook())?;
    let value = found.map(|attribute| {
        attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| no_workbook())
    });
    value.transpose()
}

/// An attribute that is a number.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, Unreadable> {
    let text = attribute(element, name)?;
    text.map(|text| text.trim().parse().map_err(|_| no_workbook()))
        .transpose()
}
