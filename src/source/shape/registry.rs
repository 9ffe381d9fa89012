//! The shape of `organisations.yaml` and `registry.yaml`.

use super::{Field, Shape, optional, required};

/// `organisations.yaml`.
pub(in crate::source) const ORGANISATIONS: &[Field] = &[required(
    "organisations",
    Shape::List(&Shape::Fields(ORGANISATION)),
    "What happens to organisations between agreements.",
    "Mitä organisaatioille tapahtuu sopimusten välillä.",
)];

const ORGANISATION: &[Field] = &[
    required(
        "id",
        Shape::Id,
        "The same id as in the agreements.",
        "Sama tunnus kuin sopimuksissa.",
    ),
    required(
        "name",
        Shape::Text,
        "Its present or last name.",
        "Nykyinen tai viimeinen nimi.",
    ),
    optional(
        "former_names",
        Shape::List(&Shape::Fields(FORMER_NAME)),
        "Earlier names.",
        "Aiemmat nimet.",
    ),
    optional(
        "ceased",
        Shape::Date,
        "The last day of its existence.",
        "Viimeinen päivä, jona organisaatio oli olemassa.",
    ),
    optional(
        "successors",
        Shape::List(&Shape::Fields(SUCCESSOR)),
        "Who took over its tasks.",
        "Kenelle tehtävät siirtyivät.",
    ),
];

const FORMER_NAME: &[Field] = &[
    required("name", Shape::Text, "The name.", "Nimi."),
    optional(
        "until",
        Shape::Date,
        "The last day of the name.",
        "Viimeinen päivä, jona nimi oli käytössä.",
    ),
];

const SUCCESSOR: &[Field] = &[
    required(
        "organisation",
        Shape::Id,
        "The successor's id.",
        "Seuraajan tunnus.",
    ),
    optional(
        "scope",
        Shape::Text,
        "What passed to it.",
        "Mikä osa toiminnasta siirtyi.",
    ),
];

/// `registry.yaml`.
pub(in crate::source) const SETTINGS: &[Field] = &[
    optional("name", Shape::Text, "The network's name.", "Verkoston nimi."),
    optional(
        "language",
        Shape::Choice(languages),
        "The language of documents, site and letters.",
        "Asiakirjojen, sivuston ja kirjeiden kieli.",
    ),
    optional(
        "url",
        Shape::Text,
        "The address of the published site.",
        "Julkaistun sivuston osoite.",
    ),
    optional(
        "sender",
        Shape::Fields(SENDER),
        "The sender of letters.",
        "Kirjeiden lähettäjä.",
    ),
    optional(
        "areas",
        Shape::Areas,
        "The municipalities of an area, in place of the default.",
        "Alueen kunnat oletuksen sijasta.",
    ),
];

const SENDER: &[Field] = &[
    optional("name", Shape::Text, "A name.", "Nimi."),
    optional("role", Shape::Text, "A position.", "Tehtävä."),
    optional("email", Shape::Email, "An address.", "Sähköpostiosoite."),
];

fn languages() -> Vec<&'static str> {
    vec!["fi", "en"]
}
