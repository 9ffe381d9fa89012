//! The decoder: from nodes to values, with a finding for whatever does not fit. A value that
//! cannot be read becomes `None` or is left out; the finding says so, and decoding goes on.

mod entries;
mod ids;
mod letters;
mod scalar;
mod sets;

pub(super) use self::entries::Entries;
pub(super) use self::letters::{is_forbidden, may_hold_forbidden};
pub(super) use self::scalar::is_null;
pub(super) use self::sets::{Reading, agreement_as, restate_opening};
use super::quoting::{Around, Meaning, written_like};
use super::shape::Field;
use super::tree::{Kind, NodeId, Style, Tree};
use crate::diagnostic::{At, Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::model::{DigestForm, Gap, Gaps, Network};
use crate::wording;
use crate::wording::Wording;

/// Reads one file's tree.
pub(super) struct Decoder<'t, 'f> {
    pub(super) file: &'t FilePath,
    pub(super) tree: &'t Tree<'t>,
    pub(super) findings: &'f mut Findings,
    /// The regions and municipalities that there are.
    pub(super) network: &'t Network,
    /// What could not be read.
    pub(super) gaps: Gaps,
    /// What becomes of repeated members of a set, and of invisible characters in names.
    pub(super) reading: Reading,
    /// The form of the digest by which what is being read was frozen when the agreement was opened.
    pub(super) frozen: Option<DigestForm>,
}

impl<'t, 'f> Decoder<'t, 'f> {
    /// A decoder that adds to `findings`.
    pub(super) fn new(
        file: &'t FilePath,
        tree: &'t Tree<'t>,
        network: &'t Network,
        findings: &'f mut Findings,
    ) -> Self {
        Self {
            file,
            tree,
            network,
            findings,
            gaps: Gaps::default(),
            reading: Reading::AsMeant,
            frozen: None,
        }
    }

    /// Adds a finding of which there is more to say: `tell` is asked only where it is kept.
    pub(super) fn report_as(
        &mut self,
        code: Code,
        span: Span,
        message: impl FnOnce() -> Wording,
        show: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let file = self.file;
        self.findings.push_with(code, file, || {
            show(Diagnostic::new(code, Place::new(file, span), message()))
        });
    }

    /// Adds a finding with its next step.
    pub(super) fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl FnOnce() -> Wording,
        help: impl FnOnce() -> Wording,
    ) {
        self.report_as(code, span, message, |found| found.with_help(help()));
    }

    /// Adds a finding with a certain correction of a scalar.
    pub(super) fn report_with_fix(
        &mut self,
        code: Code,
        node: NodeId,
        message: impl FnOnce() -> Wording,
        meant: &str,
    ) {
        let tree = self.tree;
        self.report_as(code, tree.span(node), message, |found| {
            corrected(found, tree, node, meant)
        });
    }

    /// Reports a value of the wrong kind: a list where a text belongs, nothing where a list does.
    pub(super) fn wrong_type(&mut self, node: NodeId, expected: &Wording) {
        let kind = self.tree.kind(node);
        let message = || {
            let found = describe(kind);
            wording!(
                en: "expected {expected}, found {found}",
                fi: "tähän kuuluu {expected}, mutta tässä on {found}",
                found, expected
            )
        };
        let help = || match kind {
            Kind::Absent => Wording::fixed(
                "write the value, or delete the field if it is not known yet",
                "anna arvo tai poista kenttä, jos sitä ei vielä tiedetä",
            ),
            _ => wording!(en: "write {expected} here", fi: "kirjoita tähän {expected}", expected),
        };
        self.report(Code::WrongType, self.tree.span(node), message, help);
    }

    /// A field's value, read by `read`. One that brings an error is a gap, even where a part of it was read.
    pub(super) fn field<T>(
        &mut self,
        entries: &Entries,
        name: &str,
        read: impl FnOnce(&mut Self, NodeId) -> Option<T>,
    ) -> Option<T> {
        let node = entries.value(name)?;
        let (n_errors, n_gaps) = (self.findings.n_errors(), self.gaps.count());
        let value = read(self, node);
        let has_error = self.findings.n_errors() > n_errors;
        if (has_error || value.is_none()) && self.gaps.count() == n_gaps {
            self.note_gap(node);
        }
        value
    }

    /// A list field, item by item; items that cannot be read are left out.
    pub(super) fn list<T>(
        &mut self,
        entries: &Entries,
        name: &str,
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = entries.value(name) else {
            return Vec::new();
        };
        self.items_of(node)
            .into_iter()
            .filter_map(|item| self.part(item, &mut read).filter(|_| !self.gaps.hide_all()))
            .collect()
    }

    /// The items of a list field; one that is no list is a gap.
    pub(super) fn items_of(&mut self, node: NodeId) -> Vec<NodeId> {
        let n_findings = self.findings.count();
        let items = self.items(node);
        if items.is_empty() && self.findings.count() > n_findings {
            self.note_gap(node);
        }
        items
    }

    /// A value made of parts, which have their own gaps.
    pub(super) fn part<T>(
        &mut self,
        node: NodeId,
        read: impl FnOnce(&mut Self, NodeId) -> Option<T>,
    ) -> Option<T> {
        let n_gaps = self.gaps.count();
        let value = read(self, node);
        if value.is_none() && self.gaps.count() == n_gaps {
            self.note_gap(node);
        }
        value
    }

    /// Notes a value that could not be read.
    pub(super) fn note_gap(&mut self, node: NodeId) {
        if !self.gaps.hide_all() {
            let gap = self.gap_at(node);
            self.gaps.note(gap);
        }
    }

    /// Notes a field of a mapping that is not there, or not under its name.
    pub(super) fn note_missing(&mut self, mapping: NodeId, name: &str) {
        if self.gaps.hide_all() {
            return;
        }
        let Gap { path, entries } = self.gap_at(mapping);
        let is_entry = self.tree.field_of(mapping).is_none() && !path.is_empty();
        let own = is_entry.then(|| (path.clone(), self.tree.span(mapping)));
        let dot = if path.is_empty() { "" } else { "." };
        self.gaps.note(Gap {
            path: format!("{path}{dot}{name}"),
            entries: entries.into_iter().chain(own).collect(),
        });
    }

    /// The way to a node: the fields that lead to it, and the entries of lists that hold it.
    fn gap_at(&self, node: NodeId) -> Gap {
        let mut names = Vec::new();
        let mut entries = Vec::new();
        let mut at = node;
        while let Some(parent) = self.tree.parent(at) {
            match self.tree.field_of(at) {
                Some(name) => names.push(name),
                // An entry knows how many names lead on from it.
                None if at != node => entries.push((names.len(), self.tree.span(at))),
                None => {}
            }
            at = parent;
        }
        names.reverse();
        let list = |(n_below, span): (usize, Span)| (names[..names.len() - n_below].join("."), span);
        Gap {
            path: names.join("."),
            entries: entries.into_iter().map(list).collect(),
        }
    }

    /// A list of mappings with the shape of a field of `entries`.
    pub(super) fn mappings<T>(
        &mut self,
        entries: &Entries,
        name: &str,
        mut read: impl FnMut(&mut Self, &Entries) -> Option<T>,
    ) -> Vec<T> {
        let fields = super::shape::below(entries.fields, name);
        self.list(entries, name, |decoder, item| {
            let inner = decoder.entries(item, fields)?;
            read(decoder, &inner)
        })
    }

    /// A mapping with the shape of a field of `entries`.
    pub(super) fn mapping(&mut self, entries: &Entries, name: &str) -> Option<Entries> {
        let fields: &'static [Field] = super::shape::below(entries.fields, name);
        let node = entries.value(name)?;
        self.part(node, |decoder, node| decoder.entries(node, fields))
    }

    /// The items of a list; a lone text in place of a list is reported with the brackets as a fix.
    pub(super) fn items(&mut self, node: NodeId) -> Vec<NodeId> {
        match self.tree.kind(node) {
            Kind::List => self.tree.children(node).collect(),
            Kind::Scalar {
                style: Style::Plain | Style::SingleQuoted | Style::DoubleQuoted,
                text,
            } if !is_null(text) && !text.contains(',') => {
                self.lone_item(node);
                vec![node]
            }
            _ => {
                self.wrong_type(node, &Wording::fixed("a list", "luettelo"));
                Vec::new()
            }
        }
    }

    fn lone_item(&mut self, node: NodeId) {
        let (span, raw) = (self.tree.span(node), self.tree.raw(node));
        let message = || {
            Wording::fixed(
                "expected a list, found a single text",
                "tähän kuuluu luettelo, mutta tässä on yksittäinen teksti",
            )
        };
        self.report_as(Code::WrongType, span, message, |found| {
            let listed = format!("[{raw}]");
            found
                .with_help(wording!(
                    en: "put it in brackets: `{listed}`",
                    fi: "kirjoita arvo hakasulkeisiin: `{listed}`"
                ))
                .with_fix(
                    wording!(en: "write `{listed}`", fi: "kirjoita `{listed}`"),
                    span,
                    listed,
                )
        });
    }

    /// A value at its place.
    pub(super) fn at<T>(&self, node: NodeId, value: T) -> At<T> {
        At::new(value, self.tree.span(node))
    }
}

/// A finding with a certain correction of a scalar, in the quotes of what it replaces.
fn corrected(found: Diagnostic, tree: &Tree<'_>, node: NodeId, meant: &str) -> Diagnostic {
    let title = wording!(en: "write `{meant}`", fi: "kirjoita `{meant}`");
    let style = tree.scalar(node).map(|(_, style)| style);
    let written = written_like(meant, Meaning::Word, style, Around::Brackets);
    found
        .with_help(title.clone())
        .with_fix(title, tree.span(node), written)
}

fn describe(kind: Kind<'_>) -> Wording {
    match kind {
        Kind::Absent => Wording::fixed("an empty value", "tyhjä arvo"),
        Kind::List => Wording::fixed("a list", "luettelo"),
        Kind::Mapping => Wording::fixed("fields", "kenttiä"),
        Kind::Scalar { text, .. } => {
            let text: String = text.chars().take(40).collect();
            wording!(en: "the text `{text}`", fi: "teksti `{text}`")
        }
    }
}
