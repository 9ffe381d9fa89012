//! The decoder: from nodes to values, with a finding for whatever does not fit. A value that
//! cannot be read becomes `None` or is left out; the finding says so, and decoding goes on.

use super::entries::Entries;
use super::sets::Repetitions;
use super::shape::Field;
use super::tree::{Kind, NodeId, Style, Tree};
use crate::diagnostic::{At, Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Reads one file's tree.
pub(super) struct Decoder<'t, 'f> {
    pub(super) file: &'t FilePath,
    pub(super) tree: &'t Tree<'t>,
    pub(super) findings: &'f mut Findings,
    /// An entry of a list or an unknown field was left out.
    pub(super) has_gaps: bool,
    /// What becomes of repeated members of a set.
    pub(super) repetitions: Repetitions,
}

impl<'t, 'f> Decoder<'t, 'f> {
    /// A decoder that adds to `findings`.
    pub(super) fn new(file: &'t FilePath, tree: &'t Tree<'t>, findings: &'f mut Findings) -> Self {
        Self {
            file,
            tree,
            findings,
            has_gaps: false,
            repetitions: Repetitions::Dropped,
        }
    }

    /// A place in this file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// A finding in this file, not yet added.
    pub(super) fn diagnostic(&self, code: Code, span: Span, message: Wording) -> Diagnostic {
        Diagnostic::new(code, self.place(span), message)
    }

    /// Adds a finding with its next step.
    pub(super) fn report(&mut self, code: Code, span: Span, message: Wording, help: Wording) {
        let diagnostic = self.diagnostic(code, span, message).with_help(help);
        self.findings.push(diagnostic);
    }

    /// Adds a finding with a certain correction of a scalar.
    pub(super) fn report_with_fix(&mut self, code: Code, node: NodeId, message: Wording, meant: &str) {
        let span = self.tree.span(node);
        let written = self.rewritten(node, meant);
        let diagnostic = self
            .diagnostic(code, span, message)
            .with_help(wording!(en: "write `{meant}`", fi: "kirjoita `{meant}`"))
            .with_fix(
                wording!(en: "write `{meant}`", fi: "kirjoita `{meant}`"),
                span,
                written,
            );
        self.findings.push(diagnostic);
    }

    /// A text in the quotes of the scalar that it replaces.
    fn rewritten(&self, node: NodeId, text: &str) -> String {
        match self.tree.scalar(node) {
            Some((_, Style::SingleQuoted)) => format!("'{}'", text.replace('\'', "''")),
            Some((_, Style::DoubleQuoted)) => format!("\"{text}\""),
            _ => text.to_owned(),
        }
    }

    /// Reports a value of the wrong kind: a list where a text belongs, nothing where a list does.
    pub(super) fn wrong_type(&mut self, node: NodeId, expected: &Wording) {
        let found = self.describe(node);
        let (en, fi) = (expected.get(Lang::En), expected.get(Lang::Fi));
        let (found_en, found_fi) = (found.get(Lang::En), found.get(Lang::Fi));
        let help = if matches!(self.tree.kind(node), Kind::Absent) {
            Wording::fixed(
                "give the value, or delete the field when it is not known yet",
                "anna arvo tai poista kenttä, jos sitä ei vielä tiedetä",
            )
        } else {
            wording!(en: "write {en} here", fi: "kirjoita tähän {fi}")
        };
        self.report(
            Code::WrongType,
            self.tree.span(node),
            wording!(en: "{en} belongs here, not {found_en}", fi: "tähän kuuluu {fi}, mutta tässä on {found_fi}"),
            help,
        );
    }

    fn describe(&self, node: NodeId) -> Wording {
        match self.tree.kind(node) {
            Kind::Absent => Wording::fixed("an empty value", "tyhjä arvo"),
            Kind::List => Wording::fixed("a list", "luettelo"),
            Kind::Mapping => Wording::fixed("fields", "kenttiä"),
            Kind::Scalar { text, .. } => {
                let text: String = text.chars().take(40).collect();
                wording!(en: "the text `{text}`", fi: "teksti `{text}`")
            }
        }
    }

    /// A field's value, read by `read`.
    pub(super) fn field<T>(
        &mut self,
        entries: &Entries,
        name: &str,
        read: impl FnOnce(&mut Self, NodeId) -> Option<T>,
    ) -> Option<T> {
        entries.value(name).and_then(|node| read(self, node))
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
        let mut values = Vec::new();
        for item in self.items(node) {
            match read(self, item) {
                Some(value) => values.push(value),
                None => self.has_gaps = true,
            }
        }
        values
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
        self.field(entries, name, |decoder, node| decoder.entries(node, fields))
    }

    /// The items of a list; a lone text in place of a list is reported with the brackets as a fix.
    pub(super) fn items(&mut self, node: NodeId) -> Vec<NodeId> {
        match self.tree.kind(node) {
            Kind::List => self.tree.children(node).collect(),
            Kind::Scalar {
                style: Style::Plain | Style::SingleQuoted | Style::DoubleQuoted,
                text,
            } if !super::scalar::is_null(text) && !text.contains(',') => {
                self.lone_item(node);
                vec![node]
            }
            _ => {
                self.has_gaps = true;
                self.wrong_type(node, &Wording::fixed("a list", "luettelo"));
                Vec::new()
            }
        }
    }

    fn lone_item(&mut self, node: NodeId) {
        let span = self.tree.span(node);
        let listed = format!("[{}]", self.tree.raw(node));
        let diagnostic = self
            .diagnostic(
                Code::WrongType,
                span,
                Wording::fixed(
                    "a list belongs here, not a single text",
                    "tähän kuuluu luettelo, mutta tässä on yksittäinen teksti",
                ),
            )
            .with_help(wording!(
                en: "put it between brackets: `{listed}`",
                fi: "kirjoita arvo hakasulkeisiin: `{listed}`"
            ))
            .with_fix(
                wording!(en: "write `{listed}`", fi: "kirjoita `{listed}`"),
                span,
                listed.clone(),
            );
        self.findings.push(diagnostic);
    }

    /// A value at its place.
    pub(super) fn at<T>(&self, node: NodeId, value: T) -> At<T> {
        At::new(value, self.tree.span(node))
    }
}
