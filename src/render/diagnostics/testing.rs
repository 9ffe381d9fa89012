//! Findings for the tests of this folder.

use std::io;

use super::Report;
use crate::diagnostic::{Code, Diagnostic, FilePath, Place, SourceText, Sources, Span};
use crate::wording::{Lang, Wording};

/// An agreement with mistakes, and the text in it that each finding points at.
pub(super) const TNO: &str = "id: lapin-tno-2014
title: Lapin TNO-palvelut
signatories:
  - organisation: lappia
    name: Ammattiopisto Lappia
    regions: [länsi]
  - organisation: lappia
    name: Sääʹmteʹǧǧ 漢字 \u{1b}[31m\u{202e}x
    regions: all
";

pub(super) fn file(path: &str) -> FilePath {
    FilePath::new(path)
}

/// The place of the `nth` occurrence of `needle` in [`TNO`], in a file with that text.
pub(super) fn place(path: &str, needle: &str, nth: usize) -> Place {
    let (start, found) = TNO
        .match_indices(needle)
        .nth(nth)
        .expect("the test names a text that is there");
    Place::new(&file(path), Span::new(start, start + found.len()))
}

pub(super) fn sources() -> Sources {
    let mut sources = Sources::default();
    for path in ["agreements/tno 2014.yaml", "agreements/tno-2012.yaml"] {
        sources.insert(file(path), SourceText::new(TNO.to_owned()));
    }
    sources
}

pub(super) fn error_in(path: &str) -> Diagnostic {
    let message = Wording::fixed("this is an error", "tämä on virhe");
    Diagnostic::new(Code::Syntax, Place::new(&file(path), Span::default()), message)
}

pub(super) fn warning_in(path: &str) -> Diagnostic {
    let message = Wording::fixed("this is a warning", "tämä on varoitus");
    Diagnostic::new(
        Code::MissingContact,
        Place::new(&file(path), Span::default()),
        message,
    )
}

/// An error with a certain correction.
pub(super) fn unknown_region() -> Diagnostic {
    let place = place("agreements/tno 2014.yaml", "länsi", 0);
    let span = place.span;
    let message = Wording::fixed("unknown region `länsi`", "aluetta `länsi` ei ole");
    Diagnostic::new(Code::UnknownRegion, place, message).with_fix(
        Wording::fixed("write it as the network does", "kirjoita se kuten verkosto"),
        span,
        "Länsi",
    )
}

/// An error with two places in its file, one in another, and help.
pub(super) fn duplicate_signatory() -> Diagnostic {
    let message = Wording::fixed("`lappia` is listed twice", "`lappia` on luettelossa kahdesti");
    Diagnostic::new(
        Code::DuplicateSignatory,
        place("agreements/tno 2014.yaml", "lappia", 1),
        message,
    )
    .with_related(
        place("agreements/tno 2014.yaml", "lappia", 0),
        Wording::fixed("first listed here", "ensi kerran tässä"),
    )
    .with_related(
        place("agreements/tno-2012.yaml", "lappia", 0),
        Wording::fixed("the predecessor lists it once", "edeltävässä se on kerran"),
    )
    .with_help(Wording::fixed(
        "keep one entry, and put the units of the other under `covers`",
        "jätä yksi kohta, ja kirjaa toisen yksiköt kohtaan `covers`",
    ))
}

/// A warning about a text that would harm a terminal, with a line feed in its message.
pub(super) fn harmful_text() -> Diagnostic {
    let needle = "Sääʹmteʹǧǧ 漢字 \u{1b}[31m\u{202e}x";
    let message = "bad text \u{1b}[31m: 100 %,\nnext".to_owned();
    let (en, fi) = (message.clone(), message.replace("bad text", "paha teksti"));
    Diagnostic::new(
        Code::NonNfcText,
        place("agreements/tno 2014.yaml", needle, 0),
        Wording::composed(en, fi),
    )
}

/// A warning that the file waives.
pub(super) fn waived() -> Diagnostic {
    let place = place("agreements/tno 2014.yaml", "title", 0);
    let message = Wording::fixed("a year without an agreement", "vuosi ilman sopimusta");
    let mut found = Diagnostic::new(Code::GapBetweenTerms, place, message);
    found.waived = Some("neuvottelut kesken".to_owned());
    found
}

/// An error in a file whose text is not known.
pub(super) fn unreadable() -> Diagnostic {
    let message = Wording::fixed("the file cannot be read", "tiedostoa ei voi lukea");
    let place = Place::new(&file("agreements/salainen.yaml"), Span::default());
    Diagnostic::new(Code::UnreadableFile, place, message)
}

pub(super) fn all() -> Vec<Diagnostic> {
    vec![
        unknown_region(),
        duplicate_signatory(),
        harmful_text(),
        waived(),
        unreadable(),
    ]
}

/// What one of the formats writes.
pub(super) fn text_of(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    lang: Lang,
    render: impl Fn(&Report<'_>, &mut dyn io::Write) -> io::Result<()>,
) -> String {
    let report = Report {
        n_waiting: 0,
        diagnostics,
        more: &[],
        sources,
        lang,
    };
    let mut out = Vec::new();
    render(&report, &mut out).expect("a Vec takes all that is written to it");
    String::from_utf8(out).expect("every format is UTF-8")
}
