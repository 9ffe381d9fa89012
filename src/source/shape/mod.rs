//! The shape of the files: which fields there are, which of them are required, and what each may
//! hold. One description serves the decoder, the "did you mean", and the JSON Schema, so that they
//! cannot disagree. The texts are shown by editors that read the schema.

mod agreement;
mod registry;

pub(super) use agreement::{AGREEMENT, ENTRY_RULE};
pub(super) use registry::{ORGANISATIONS, SETTINGS};

use super::Role;
use crate::model::{Network, TextLang, is_one_of};
use crate::wording::{Lang, Wording};

/// Whether a field may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Need {
    Required,
    Optional,
}

/// What a value may be.
#[derive(Debug)]
pub(in crate::source) enum Shape {
    /// Any text that is not empty.
    Text,
    /// A text, or texts by language with `fi` among them.
    LocalText,
    /// `[a-z0-9]` and single hyphens: what something is called itself.
    Id,
    /// The id of something else.
    IdOf(Referred),
    /// A year, a month or a day.
    Date,
    /// A time of day, or two.
    Time,
    /// A date or the word `open-ended`.
    Ending,
    /// `start-date`, `all-signed` or `{ signed_at_least: 20 }`.
    EntryRule,
    /// A whole number, at least 1.
    Count,
    /// `30 days`, `6 weeks`, `3 months` or `3 months to the end of a month`.
    Notice,
    /// `12 months`.
    Months,
    /// `true` or `false`.
    Flag,
    /// `all` or a list of regions.
    Regions,
    /// One of the network's regions.
    Region,
    /// One of a closed set of words.
    Choice(Choices),
    /// A Finnish business id.
    BusinessId,
    /// An e-mail address.
    Email,
    /// The path of a document.
    DocumentPath,
    /// The digest of a file.
    Digest,
    /// One of the network's municipalities; any text where it names none.
    Municipality,
    /// One of the kinds of organisations.
    Kind,
    /// A column and a row of the map.
    Tile,
    List(&'static Shape),
    /// Fields of its own.
    Fields(&'static [Field]),
    /// A plain text, or fields of its own.
    TextOrFields(&'static [Field]),
    /// The id of an organisation, or fields of its own.
    IdOrFields(&'static [Field]),
    /// A value alone, or a list of such values.
    OneOrList(&'static Shape),
    /// Regions with their municipalities.
    Areas,
}

/// What an id refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::source) enum Referred {
    Agreement,
    Organisation,
    Group,
    Theme,
    Product,
}

/// A closed set of words.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Choices {
    /// The words as the files have them.
    pub(in crate::source) codes: fn() -> Vec<&'static str>,
    /// The one that another word certainly means.
    pub(in crate::source) meant: fn(&str) -> Option<&'static str>,
    /// The name of a word for people.
    pub(in crate::source) label: fn(&str) -> Option<Wording>,
}

/// A field of a mapping.
#[derive(Debug)]
pub(in crate::source) struct Field {
    /// The section of [`TEXTS`] that says what it is for.
    section: &'static str,
    pub(in crate::source) name: &'static str,
    pub(in crate::source) need: Need,
    pub(in crate::source) shape: Shape,
}

const TEXTS: &str = include_str!("fields.ini");

const LABELS: &str = include_str!("labels.ini");

impl Field {
    /// Whether it must be given: in a network without regions no one can name one.
    pub(in crate::source) fn is_required(&self, network: &Network) -> bool {
        let is_of_regions = matches!(self.shape, Shape::Regions);
        self.need == Need::Required && (network.has_regions() || !is_of_regions)
    }

    /// What it is for.
    pub(in crate::source) fn doc(&self) -> Wording {
        Wording::of_file(TEXTS, self.section, self.name)
    }

    /// What a field of an agreement is called for people: a heading.
    pub(in crate::source) fn label(&self) -> Wording {
        Wording::of_file(LABELS, self.section, self.name)
    }
}

const fn required(section: &'static str, name: &'static str, shape: Shape) -> Field {
    Field {
        section,
        name,
        need: Need::Required,
        shape,
    }
}

const fn optional(section: &'static str, name: &'static str, shape: Shape) -> Field {
    Field {
        section,
        name,
        need: Need::Optional,
        shape,
    }
}

/// The longest stretch of months that a file may name.
pub(in crate::source) const MOST_MONTHS: u32 = 600;

/// The fields of a file.
pub(in crate::source) const fn of(role: Role) -> &'static [Field] {
    match role {
        Role::Agreement => AGREEMENT,
        Role::Organisations => ORGANISATIONS,
        Role::Settings => SETTINGS,
    }
}

/// The field of a name, or of a heading in either language, as the workbook has it.
pub(in crate::source) fn find_field(fields: &'static [Field], name: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.name == name).or_else(|| {
        let is_called = |field: &&Field| {
            let label = field.label();
            is_one_of(name, [label.get(Lang::En), label.get(Lang::Fi)])
        };
        let mut called = fields.iter().filter(is_called);
        called.next().filter(|_| called.next().is_none())
    })
}

impl Shape {
    /// The fields of what has this shape, or of one entry of a list of it; none of a single value.
    pub(in crate::source) fn fields(&'static self) -> &'static [Field] {
        match self {
            Self::Fields(fields) | Self::TextOrFields(fields) | Self::IdOrFields(fields) => fields,
            Self::EntryRule => ENTRY_RULE,
            Self::OneOrList(item) => item.fields(),
            _ => &[],
        }
    }

    /// What its ids refer to: those of the value, of its entries, or of what is alone in place of fields.
    pub(in crate::source) fn referred(&self) -> Option<Referred> {
        match self {
            Self::IdOf(referred) => Some(*referred),
            Self::IdOrFields(_) => Some(Referred::Organisation),
            Self::List(item) | Self::OneOrList(item) => item.referred(),
            _ => None,
        }
    }

    /// Whether an entry of a list is a word by itself that no other entry has.
    pub(in crate::source) const fn is_word(&self) -> bool {
        matches!(
            self,
            Self::Id | Self::IdOf(_) | Self::IdOrFields(_) | Self::Region
        )
    }

    /// The field that a value alone is short for.
    pub(in crate::source) fn short_field(&self) -> Option<&'static str> {
        match self {
            Self::TextOrFields(_) => Some("text"),
            Self::IdOrFields(_) => Some("organisation"),
            Self::LocalText => Some(TextLang::Fi.code()),
            Self::OneOrList(item) => item.short_field(),
            _ => None,
        }
    }
}

/// What is found of the field by which an entry of a list is known among the others: the first of these that it has.
pub(in crate::source) fn id_field<T>(find: impl FnMut(&'static str) -> Option<T>) -> Option<T> {
    ["id", "organisation", "file", "code"].into_iter().find_map(find)
}

/// The fields of a mapping below a field of `fields`; the decoder goes down by name.
pub(in crate::source) fn below(fields: &'static [Field], name: &str) -> &'static [Field] {
    let field = fields.iter().find(|field| field.name == name);
    let mut shape = field.map(|field| &field.shape);
    loop {
        match shape {
            Some(Shape::List(item) | Shape::OneOrList(item)) => shape = Some(item),
            Some(Shape::Fields(inner) | Shape::TextOrFields(inner) | Shape::IdOrFields(inner)) => {
                return inner;
            }
            _ => return &[],
        }
    }
}

/// Whether a field may hold one value in place of a list.
pub(in crate::source) fn may_be_alone(fields: &'static [Field], name: &str) -> bool {
    let field = fields.iter().find(|field| field.name == name);
    field.is_some_and(|field| matches!(field.shape, Shape::OneOrList(_)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::wording::{Lang, texts};

    fn collect(fields: &'static [Field], into: &mut BTreeSet<(&'static str, String)>) {
        for field in fields {
            for lang in [Lang::En, Lang::Fi] {
                assert!(
                    !field.doc().get(lang).is_empty(),
                    "{} {}",
                    field.section,
                    field.name
                );
                into.insert((field.section, format!("{}.{}", field.name, lang.code())));
            }
            collect(below(fields, field.name), into);
        }
    }

    fn assert_complete(file: &'static str, roots: &[&'static [Field]]) {
        let mut expected = BTreeSet::new();
        for fields in roots {
            collect(fields, &mut expected);
        }
        let written: Vec<_> = texts(file)
            .map(|(section, key, _)| (section, key.to_owned()))
            .collect();
        assert_eq!(written.len(), expected.len(), "a text stands twice");
        assert_eq!(written.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn every_field_says_what_it_is_for_and_no_text_is_left_over() {
        assert_complete(TEXTS, &[AGREEMENT, ENTRY_RULE, ORGANISATIONS, SETTINGS]);
    }

    #[test]
    fn every_field_of_an_agreement_has_a_label() {
        assert_complete(LABELS, &[AGREEMENT, ENTRY_RULE]);
    }
}
