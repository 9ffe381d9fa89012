//! The shape of `organisations.yaml` and `registry.yaml`.

use super::{Field, Shape, optional, required};

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
    required("successor", "organisation", Shape::Id),
    optional("successor", "scope", Shape::Text),
];

/// `registry.yaml`.
pub(in crate::source) const SETTINGS: &[Field] = &[
    optional("settings", "name", Shape::Text),
    optional("settings", "language", Shape::Choice(languages)),
    optional("settings", "url", Shape::Text),
    optional("settings", "sender", Shape::Fields(SENDER)),
    optional("settings", "areas", Shape::Areas),
];

const SENDER: &[Field] = &[
    optional("sender", "name", Shape::Text),
    optional("sender", "role", Shape::Text),
    optional("sender", "email", Shape::Email),
];

fn languages() -> Vec<&'static str> {
    vec!["fi", "en"]
}
