//! Events → nodes. Every node learns its place, and what YAML offers beyond plain data is refused.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, StructureStyle};

use super::{Form, Node, Nodes, Style};
use crate::diagnostic::{Code, Diagnostic, FilePath, Findings, Place, Span};
use crate::source::syntax;
use crate::wording;
use crate::wording::Wording;

/// The deepest nesting of lists and mappings.
const DEEPEST: usize = 16;

/// The most parts that a file may have: entries of lists and fields (`docs/format.md`).
const MOST_PARTS: usize = 100_000;

/// Makes the nodes of one document.
pub(super) struct Builder<'t, 'f> {
    file: &'f FilePath,
    text: &'t str,
    findings: &'f mut Findings,
    nodes: Nodes<'t>,
    open: Vec<u32>,
    documents: usize,
}

/// Whether to read on.
enum Step {
    On,
    Stop,
}

impl<'t, 'f> Builder<'t, 'f> {
    pub(super) fn new(file: &'f FilePath, text: &'t str, findings: &'f mut Findings) -> Self {
        Self {
            file,
            text,
            findings,
            nodes: Nodes {
                all: Vec::new(),
                texts: Vec::new(),
                halves: 0,
                is_whole: true,
            },
            open: Vec::new(),
            documents: 0,
        }
    }

    /// The nodes; `None` with a finding when the text is not to be read on.
    pub(super) fn build(mut self) -> Option<Nodes<'t>> {
        let complete = self.run() && self.refuse_tabs();
        complete.then_some(self.nodes)
    }

    /// Reads all events; `false` when the tree is not complete.
    fn run(&mut self) -> bool {
        let mut options = Options::default();
        options.emit_unresolved_aliases = true;
        options.emit_anchor_events = true;
        for event in Parser::new_from_str_with_options(self.text, options) {
            match event {
                Ok((event, span)) => {
                    self.refuse_tag(&span);
                    if matches!(self.event(event, bytes_of(&span)), Step::Stop) {
                        return false;
                    }
                    if self.nodes.halves > 2 * MOST_PARTS {
                        self.leave_rest();
                        return true;
                    }
                }
                // The parser has a limit of its own, and may look ahead beyond ours.
                Err(error) if *error.kind() == ErrorKind::RecursionLimitExceeded => {
                    self.too_deep(Span::default());
                    return false;
                }
                Err(error) => {
                    self.findings.push(syntax::finding(self.file, self.text, &error));
                    return false;
                }
            }
        }
        true
    }

    /// Takes what was read for all of the file.
    fn leave_rest(&mut self) {
        self.nodes.is_whole = false;
        let end = self.here();
        for container in std::mem::take(&mut self.open) {
            self.nodes.all[container as usize].next = end;
        }
        let span = self.nodes.all.last().map_or(Span::default(), |node| node.span);
        let message = wording!(
            en: "the file has more than {MOST_PARTS} fields and list entries; the rest is not read",
            fi: "tiedostossa on yli {MOST_PARTS} kenttää ja luettelon kohtaa; loppua ei lueta"
        );
        self.findings.push(
            Diagnostic::new(Code::FileTooLarge, Place::new(self.file, span), message).with_help(
                Wording::fixed(
                    "delete what is not needed, or divide the agreement into several files",
                    "poista ylimääräinen tai jaa sopimus useaan tiedostoon",
                ),
            ),
        );
    }

    /// The parser lets tabs pass before the first key of a block; the files do not. `false` when
    /// there was one.
    fn refuse_tabs(&mut self) -> bool {
        if !self.text.contains('\t') {
            return true;
        }
        let n_before = self.findings.count();
        let (mut line, mut seen) = (0, 0);
        let nodes = self.nodes.all.iter();
        for node in nodes.filter(|node| matches!(node.form, Form::Scalar(_))) {
            let start = node.span.range().start;
            let newline = self.text.get(seen..start).and_then(|between| between.rfind('\n'));
            // Only what begins a line is indented, however long the line is.
            let begins_line = newline.is_some() || seen == 0;
            line = newline.map_or(line, |newline| seen + newline + 1);
            seen = start;
            if !begins_line {
                continue;
            }
            let indent = &self.text[line..start];
            if indent.chars().all(|c| matches!(c, ' ' | '\t' | '-'))
                && let Some(tab) = indent.find('\t')
            {
                let file = self.file;
                let finding = || syntax::tab(file, line + tab);
                self.findings.push_with(Code::Syntax, file, finding);
            }
        }
        self.findings.count() == n_before
    }

    fn event(&mut self, event: Event<'t>, span: Span) -> Step {
        match event {
            Event::DocumentStart(..) => return self.document(span),
            Event::Scalar(text, style, ..) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::SingleQuoted,
                    ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
                    _ => Style::Block,
                };
                self.scalar(text, style, span);
            }
            Event::SequenceStart(..) => return self.open(Form::List, span),
            Event::MappingStart(StructureStyle::Flow, ..) => return self.open(Form::Mapping, span),
            Event::MappingStart(StructureStyle::Block, ..) => {
                return self.open(
                    Form::Mapping,
                    Span {
                        end: span.start,
                        ..span
                    },
                );
            }
            Event::Anchor(..) => {
                self.unsupported(span, &Wording::fixed("an anchor (`&name`)", "ankkuri (`&nimi`)"));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                self.unsupported(span, &Wording::fixed("an alias (`*name`)", "alias (`*nimi`)"));
                // The alias is in for its text, so that the finding is the only one.
                self.leaf(Form::Scalar(Style::Plain), span);
            }
            _ => {}
        }
        Step::On
    }

    fn document(&mut self, span: Span) -> Step {
        self.documents += 1;
        if self.documents == 1 {
            return Step::On;
        }
        self.findings.push(
            Diagnostic::new(
                Code::UnsupportedYaml,
                Place::new(self.file, span),
                Wording::fixed(
                    "a second YAML document begins here",
                    "tästä alkaa toinen dokumentti",
                ),
            )
            .with_help(Wording::fixed(
                "delete the line `---`, or put the second agreement into a file of its own",
                "poista rivi `---` tai siirrä toinen sopimus omaan tiedostoonsa",
            )),
        );
        Step::Stop
    }

    fn refuse_tag(&mut self, span: &granit_parser::Span) {
        if span.tag_start().is_some() {
            let tag = span.tag_span().as_ref().map_or_else(|| bytes_of(span), bytes_of);
            self.unsupported(
                tag,
                &Wording::fixed("a tag (`!name`)", "tyyppimerkintä (`!nimi`)"),
            );
        }
    }

    fn unsupported(&mut self, span: Span, what: &Wording) {
        let file = self.file;
        self.findings.push_with(Code::UnsupportedYaml, file, || {
            Diagnostic::new(
                Code::UnsupportedYaml,
                Place::new(file, span),
                wording!(
                    en: "{what} is not allowed in a registry's files",
                    fi: "rekisterin tiedostoissa ei saa olla tällaista: {what}",
                    what
                ),
            )
            .with_help(Wording::fixed(
                "write out the value in full; put a text that starts with `&`, `*` or `!` in quotation marks",
                "kirjoita arvo kokonaan näkyviin; `&`-, `*`- tai `!`-merkillä alkava teksti kirjoitetaan lainausmerkkeihin",
            ))
        });
    }

    /// A scalar; a plain one without bytes is a key or dash with nothing after it.
    fn scalar(&mut self, text: Cow<'t, str>, style: Style, span: Span) {
        let form = match style {
            Style::Plain if span.start == span.end => Form::Absent,
            _ => Form::Scalar(style),
        };
        if form != Form::Absent && self.text.get(span.range()) != Some(&*text) {
            self.nodes.texts.push((self.here(), text));
        }
        self.leaf(form, span);
    }

    fn leaf(&mut self, form: Form, span: Span) {
        self.add(form, span);
        self.stretch(span);
    }

    fn open(&mut self, form: Form, span: Span) -> Step {
        if self.open.len() >= DEEPEST {
            self.too_deep(span);
            return Step::Stop;
        }
        let here = self.here();
        self.add(form, span);
        self.open.push(here);
        Step::On
    }

    fn add(&mut self, form: Form, span: Span) {
        let here = self.here();
        let parent = self.open.last().copied().unwrap_or(here);
        self.nodes.halves += match self.nodes.all.get(parent as usize).map(|parent| parent.form) {
            Some(Form::List) => 2,
            // A field is its key and its value.
            Some(Form::Mapping) => 1,
            _ => 0,
        };
        self.nodes.all.push(Node {
            form,
            span,
            next: here + 1,
            parent,
        });
    }

    /// Ends the innermost container. The end of a flow container has a place of its own; that of
    /// a block container is the end of its last child.
    fn close(&mut self, span: Span) {
        let next = self.here();
        let Some(container) = self.open.pop() else { return };
        let node = &mut self.nodes.all[container as usize];
        node.next = next;
        if matches!(self.text.get(span.range()), Some("]" | "}")) {
            node.span.end = span.end;
        }
        let whole = node.span;
        self.stretch(whole);
    }

    /// Makes the containers around a node reach to its end.
    fn stretch(&mut self, span: Span) {
        if let Some(container) = self.open.last() {
            let outer = &mut self.nodes.all[*container as usize].span;
            outer.end = outer.end.max(span.end);
        }
    }

    fn here(&self) -> u32 {
        u32::try_from(self.nodes.all.len()).unwrap_or(u32::MAX)
    }

    fn too_deep(&mut self, span: Span) {
        self.findings.push(
            Diagnostic::new(
                Code::UnsupportedYaml,
                Place::new(self.file, span),
                wording!(
                    en: "lists and mappings are nested deeper than {DEEPEST} levels",
                    fi: "luetteloita ja kenttiä on sisäkkäin yli {DEEPEST} tasoa"
                ),
            )
            .with_help(Wording::fixed(
                "compare this place with an example agreement; a bracket may be unclosed",
                "vertaa kohtaa sopimuksen esimerkkiin; sulje voi olla sulkematta",
            )),
        );
    }
}

fn bytes_of(span: &granit_parser::Span) -> Span {
    let offset = |marker: &granit_parser::Marker| marker.byte_offset().unwrap_or(0);
    Span::new(offset(&span.start), offset(&span.end))
}
