//! Text → tree: a flat list of nodes, each with its place, made from the events of the YAML
//! parser. What YAML offers beyond plain data is refused here: anchors, aliases, merge keys, tags,
//! a second document, and nesting deeper than 16.
//!
//! Only `builder` and `syntax` know the parser. Its traps: the span of a block scalar begins at
//! its content and not at `|`; that of a block mapping is empty; that of a flow sequence covers
//! only `[`; an absent value is the text `~` with an empty span; tags are ignored unless looked at.

mod builder;

use std::borrow::Cow;

use builder::Builder;

use crate::diagnostic::{FilePath, Findings, Span};

/// A node's number in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// Between `'`.
    SingleQuoted,
    /// Between `"`.
    DoubleQuoted,
    /// After `|` or `>`.
    Block,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'t> {
    /// A text, with escapes resolved.
    Scalar {
        text: &'t str,
        style: Style,
    },
    /// Nothing after the colon or the dash.
    Absent,
    List,
    /// Keys and values, in turn.
    Mapping,
}

/// A node takes 20 bytes, for a file may have hundreds of thousands.
#[derive(Clone, Debug)]
struct Node {
    form: Form,
    span: Span,
    /// The number of the node after this one and all that it holds.
    next: u32,
    /// The number of the list or mapping that it is in; its own for the root.
    parent: u32,
}

/// A kind without the text of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Scalar(Style),
    Absent,
    List,
    Mapping,
}

/// The nodes of one document in the order of the text; the first one is the root.
#[derive(Debug)]
struct Nodes<'t> {
    all: Vec<Node>,
    /// By number, the texts of scalars that are not their bytes.
    texts: Vec<(u32, Cow<'t, str>)>,
    /// Entries of lists and fields, in halves.
    halves: usize,
    is_whole: bool,
}

/// One document.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    texts: Vec<(u32, Cow<'t, str>)>,
    newline: &'static str,
    is_whole: bool,
}

impl<'t> Tree<'t> {
    /// Parses a document; `None` with a finding when the text is no YAML that the program reads.
    pub(crate) fn parse(file: &FilePath, text: &'t str, findings: &mut Findings) -> Option<Self> {
        let nodes = Builder::new(file, text, findings).build()?;
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        (!nodes.all.is_empty()).then_some(Self {
            text,
            nodes: nodes.all,
            texts: nodes.texts,
            is_whole: nodes.is_whole,
            newline,
        })
    }

    /// Whether it has all of the text: of too many fields and entries the last are left out, with a finding.
    pub(crate) const fn is_whole(&self) -> bool {
        self.is_whole
    }

    pub(crate) const ROOT: NodeId = NodeId(0);

    pub(crate) fn kind(&self, node: NodeId) -> Kind<'_> {
        match self.nodes[node.0 as usize].form {
            Form::Absent => Kind::Absent,
            Form::List => Kind::List,
            Form::Mapping => Kind::Mapping,
            Form::Scalar(style) => {
                let at = self.texts.binary_search_by_key(&node.0, |(number, _)| *number);
                let text = at.map_or_else(|_| self.raw(node), |at| &self.texts[at].1);
                Kind::Scalar { text, style }
            }
        }
    }

    /// Where it is: a container from its first byte to the last byte of what it holds.
    pub(crate) fn span(&self, node: NodeId) -> Span {
        self.nodes[node.0 as usize].span
    }

    /// The whole text.
    pub(crate) const fn text(&self) -> &'t str {
        self.text
    }

    /// The bytes of a node as written.
    pub(crate) fn raw(&self, node: NodeId) -> &'t str {
        self.text.get(self.span(node).range()).unwrap_or("")
    }

    /// What begins a new line as deep as a place: the end of a line, as the text has it, and spaces.
    pub(crate) fn new_line_before(&self, place: Span) -> String {
        let before = self.text.get(..place.range().start).unwrap_or("");
        let column = before.rsplit('\n').next().unwrap_or("").chars().count();
        format!("{}{}", self.newline, " ".repeat(column))
    }

    /// The list or mapping that a node is in.
    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        let parent = self.nodes[node.0 as usize].parent;
        (parent != node.0).then_some(NodeId(parent))
    }

    /// The name of the field whose value a node is; `None` for an item of a list and for the root. A value
    /// comes right after its key.
    pub(crate) fn field_of(&self, node: NodeId) -> Option<&str> {
        let parent = self.parent(node)?;
        let is_field = matches!(self.kind(parent), Kind::Mapping);
        let key = node.0.checked_sub(1).filter(|_| is_field)?;
        self.scalar(NodeId(key)).map(|(name, _)| name)
    }

    /// The nodes directly in a list or mapping: its items, or its keys and values in turn.
    pub(crate) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[node.0 as usize].next;
        let mut at = node.0 + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(NodeId(at))?;
            at = self.nodes[at as usize].next;
            Some(child)
        })
    }

    /// What is between two items of the list that a node is an item of; `None` when it is not in a list.
    pub(crate) fn item_separator(&self, node: NodeId) -> Option<String> {
        let parent = &self.nodes[self.parent(node)?.0 as usize];
        if parent.form != Form::List {
            return None;
        }
        if self.text.as_bytes().get(parent.span.start as usize) == Some(&b'[') {
            return Some(", ".to_owned());
        }
        let (head, _) = self.text.split_at(self.span(node).start as usize);
        let line = head.rfind('\n').map_or(0, |newline| newline + 1);
        let newline = if head[..line].ends_with("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let is_bare = head[line..].chars().all(|c| matches!(c, ' ' | '-'));
        is_bare.then(|| format!("{newline}{}", &head[line..]))
    }

    /// The keys of a mapping with their values.
    pub(crate) fn pairs(&self, node: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let mut children = self.children(node);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// Every node.
    pub(crate) fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self, node: NodeId) -> Option<(&str, Style)> {
        match self.kind(node) {
            Kind::Scalar { text, style } => Some((text, style)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    /// Every node as `kind "bytes"`, or the messages when there is no tree.
    fn check(text: &str, expected: &[&str]) {
        let mut findings = Findings::default();
        let shown: Vec<String> = match Tree::parse(&FilePath::new("a.yaml"), text, &mut findings) {
            Some(tree) => tree.all().map(|node| report(&tree, node)).collect(),
            None => findings
                .as_slice()
                .iter()
                .map(|found| found.message.get(Lang::En).to_owned())
                .collect(),
        };
        assert_eq!(shown, expected);
    }

    fn report(tree: &Tree<'_>, node: NodeId) -> String {
        let kind = match tree.kind(node) {
            Kind::Scalar { .. } => "scalar",
            Kind::Absent => "absent",
            Kind::List => "list",
            Kind::Mapping => "mapping",
        };
        format!("{kind} {:?}", tree.raw(node))
    }

    #[test]
    fn every_node_knows_its_bytes() {
        check(
            "a: 'ä'\nb: [x, \"y\"]\nc:\n  - d: e\n",
            &[
                "mapping \"a: 'ä'\\nb: [x, \\\"y\\\"]\\nc:\\n  - d: e\"",
                "scalar \"a\"",
                "scalar \"'ä'\"",
                "scalar \"b\"",
                "list \"[x, \\\"y\\\"]\"",
                "scalar \"x\"",
                "scalar \"\\\"y\\\"\"",
                "scalar \"c\"",
                "list \"- d: e\"",
                "mapping \"d: e\"",
                "scalar \"d\"",
                "scalar \"e\"",
            ],
        );
    }

    #[test]
    fn an_absent_value_is_not_the_text_tilde() {
        check(
            "a:\nb: ~\n",
            &[
                "mapping \"a:\\nb: ~\"",
                "scalar \"a\"",
                "absent \"\"",
                "scalar \"b\"",
                "scalar \"~\"",
            ],
        );
    }

    #[test]
    fn a_text_of_an_empty_file_has_no_node() {
        check("", &[]);
        check("# only a comment\n", &[]);
    }

    #[test]
    fn deep_nesting_stops_at_once() {
        let deep = "[".repeat(100_000);
        check(&deep, &["lists and mappings are nested deeper than 16 levels"]);
    }

    #[test]
    fn a_tab_in_the_indentation_is_refused() {
        check("\tid: a\n", &["tab in the indentation"]);
        check("a:\n\tb: c\n", &["tab in the indentation"]);
    }

    #[test]
    fn a_second_document_is_refused() {
        check("a: b\n---\nc: d\n", &["a second YAML document begins here"]);
    }
}
