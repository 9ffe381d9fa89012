//! A finding as annotate-snippets takes it: groups of a title, excerpts and messages. That library
//! makes some characters visible by itself but not all, so everything is cleaned before; and it is
//! shown the column wherever it would count another one in the excerpt.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Snippet};

use super::excerpt::{Excerpt, are_near, excerpt, first_line_of};
use super::{HELP, Report};
use crate::diagnostic::{Diagnostic, Fix, Label, Place, Severity, SourceText, Span};
use crate::render::{Keep, clean};
use crate::wording::{Lang, Wording};

/// The finding with its places and its help; then its correction.
pub(super) fn groups<'a>(report: &Report<'a>, found: &'a Diagnostic) -> Vec<Group<'a>> {
    let lang = report.lang;
    let title = level(found.code.severity(), lang)
        .primary_title(clean(found.message.get(lang), Keep::Nothing))
        .id(found.code.name());
    let mut group = Group::with_title(title);
    for part in parts(report, found) {
        group = part.add_to(group, report);
    }
    // The correction's own title says the same.
    let is_title = |help: &Wording| found.fix.as_ref().is_some_and(|fix| fix.title == *help);
    if let Some(help) = found.help.as_ref().filter(|help| !is_title(help)) {
        group = group.element(help_level(lang).message(clean(help.get(lang).trim_end(), Keep::Lines)));
    }
    if let Some(reason) = &found.waived {
        let name = Wording::fixed("waived", "kuitattu").get(lang).to_owned();
        let reason = clean(reason, Keep::Lines);
        group = group.element(Level::NOTE.with_name(name).message(reason));
    }
    let correction = found.fix.as_ref().map(|fix| correction(report, found, fix));
    std::iter::once(group).chain(correction).collect()
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    match (severity, lang) {
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Error, Lang::Fi) => Level::ERROR.with_name("virhe"),
        (Severity::Warning, Lang::En) => Level::WARNING,
        (Severity::Warning, Lang::Fi) => Level::WARNING.with_name("varoitus"),
    }
}

fn help_level(lang: Lang) -> Level<'static> {
    Level::HELP.with_name(HELP.get(lang).to_owned())
}

/// Places that are shown in one excerpt.
struct Part<'a> {
    place: &'a Place,
    kind: AnnotationKind,
    label: Option<&'a Wording>,
    beside: Vec<&'a Label>,
}

/// The place of the finding with the related places near it; then the others, one by one.
fn parts<'a>(report: &Report<'_>, found: &'a Diagnostic) -> Vec<Part<'a>> {
    let mut primary = Part {
        place: &found.place,
        kind: AnnotationKind::Primary,
        label: None,
        beside: Vec::new(),
    };
    let mut apart = Vec::new();
    for label in &found.related {
        let is_beside = label.place.file == found.place.file
            && report.sources.get(&label.place.file).is_some_and(|source| {
                are_near(&[
                    first_line_of(source, found.place.span),
                    first_line_of(source, label.place.span),
                ])
            });
        if is_beside {
            primary.beside.push(label);
        } else {
            apart.push(Part {
                place: &label.place,
                kind: AnnotationKind::Context,
                label: Some(&label.message),
                beside: Vec::new(),
            });
        }
    }
    apart.insert(0, primary);
    apart
}

impl<'a> Part<'a> {
    fn add_to(self, group: Group<'a>, report: &Report<'a>) -> Group<'a> {
        let path = clean(self.place.file.as_str(), Keep::Nothing);
        let Some(source) = report.sources.get(&self.place.file) else {
            let label = self
                .label
                .map(|label| Level::NOTE.no_name().message(one_line(label, report)));
            return group.element(Origin::path(path)).elements(label);
        };
        let at = source.line_column(self.place.span.start);
        let excerpt = self.excerpt(source);
        let is_counted_right = excerpt.column() == at.column;
        let snippet = self.snippet(excerpt, report);
        if is_counted_right {
            return group.element(snippet.path(path));
        }
        let origin = Origin::path(path).line(at.line).char_column(at.column);
        group.element(origin).element(snippet)
    }

    fn excerpt(&self, source: &SourceText) -> Excerpt {
        let places = std::iter::once(self.place).chain(self.beside.iter().map(|label| &label.place));
        let spans: Vec<Span> = places.map(|place| first_line_of(source, place.span)).collect();
        excerpt(source, &spans)
    }

    fn snippet(&self, excerpt: Excerpt, report: &Report<'a>) -> Snippet<'a, Annotation<'a>> {
        let own = self.kind.span(excerpt.marks[0].clone());
        let own = own.label(self.label.map(|label| one_line(label, report)));
        let beside = self.beside.iter().zip(&excerpt.marks[1..]);
        let beside = beside.map(|(label, mark)| {
            let context = AnnotationKind::Context.span(mark.clone());
            context.label(one_line(&label.message, report))
        });
        Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .annotation(own)
            .annotations(beside)
    }
}

fn one_line<'a>(text: &'a Wording, report: &Report<'a>) -> Cow<'a, str> {
    clean(text.get(report.lang), Keep::Nothing)
}

/// The correction as a change of the lines that it touches.
fn correction<'a>(report: &Report<'a>, found: &'a Diagnostic, fix: &'a Fix) -> Group<'a> {
    let lang = report.lang;
    let title = help_level(lang).secondary_title(clean(fix.title.get(lang), Keep::Nothing));
    let group = Group::with_title(title);
    let spans: Vec<Span> = fix
        .replacements
        .iter()
        .map(|replacement| replacement.span)
        .collect();
    match report.sources.get(&found.place.file) {
        Some(source) if are_near(&spans) => group.element(patched(source, fix, &spans)),
        _ => group,
    }
}

fn patched<'a>(source: &SourceText, fix: &'a Fix, spans: &[Span]) -> Snippet<'a, Patch<'a>> {
    let Excerpt {
        text,
        first_line,
        marks,
    } = excerpt(source, spans);
    let patches = fix
        .replacements
        .iter()
        .zip(marks)
        .map(|(replacement, mark)| Patch::new(mark, clean(&replacement.text, Keep::LinesAndTabs)));
    Snippet::source(text).line_start(first_line).patches(patches)
}
