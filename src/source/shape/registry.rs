//! The shape of `organisations.yaml` and `registry.yaml`.

use super::{Choices, Field, Referred, Shape, optional, required};

/// `organisations.yaml`.
pub(in crate::source) const ORGANISATIONS: &[Field] = &[required(
    "organisations",
    "organisations",
    Shape::List(&Shape::Fields(ORGANISATION)),
)];

const ORGANISATION: &[Field] = &[
    required("organisation", "id", Shape::Id),
    required("organisation", "name", Shape::Text),
    optional(
        "organisation",
        "former_names",
        Shape::List(&Shape::Fields(FORMER_NAME)),
    ),
    optional("organisation", "ceased", Shape::Date),
    optional(
        "organisation",
        "successors",
        Shape::List(&Shape::Fields(SUCCESSOR)),
    ),
];

const FORMER_NAME: &[Field] = &[
    required("former-name", "name", Shape::Text),
    optional("former-name", "until", Shape::Date),
];

const SUCCESSOR: &[Field] = &[
    required("successor", "organisation", Shape::IdOf(Referred::Organisation)),
    optional("successor", "scope", Shape::Text),
];

/// `registry.yaml`.
pub(in crate::source) const SETTINGS: &[Field] = &[
    optional("settings", "name", Shape::Text),
    optional("settings", "language", Shape::Choice(LANGUAGES)),
    optional("settings", "url", Shape::Text),
    optional("settings", "sender", Shape::Fields(SENDER)),
    optional("settings", "regions", Shape::List(&Shape::TextOrFields(REGION))),
    optional("settings", "whole", Shape::LocalText),
    optional("settings", "whole_aliases", Shape::List(&Shape::Text)),
    optional("settings", "estimated", Shape::Flag),
    optional("settings", "kinds", Shape::List(&Shape::Fields(KIND))),
    optional("settings", "areas", Shape::Areas),
];

const KIND: &[Field] = &[
    required("kind", "id", Shape::Id),
    required("kind", "name", Shape::LocalText),
];

const REGION: &[Field] = &[
    required("region", "id", Shape::Text),
    optional("region", "name", Shape::LocalText),
    optional("region", "aliases", Shape::List(&Shape::Text)),
    optional(
        "region",
        "municipalities",
        Shape::List(&Shape::TextOrFields(MUNICIPALITY)),
    ),
];

const MUNICIPALITY: &[Field] = &[
    required("municipality", "name", Shape::LocalText),
    optional("municipality", "tile", Shape::Tile),
];

const SENDER: &[Field] = &[
    optional("sender", "name", Shape::Text),
    optional("sender", "role", Shape::Text),
    optional("sender", "email", Shape::Email),
];

const LANGUAGES: Choices = Choices {
    codes: || vec!["fi", "en"],
    meant: |word| ["fi", "en"].into_iter().find(|code| *code == word),
    label: |_| None,
};
