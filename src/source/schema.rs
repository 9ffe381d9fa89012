//! The JSON Schema (draft-07) of the files, made from their shape. Editors that know the YAML
//! language server check and complete with it. It accepts what the program accepts in structure;
//! what only the whole file or the whole registry says, it leaves to `validate`.

use serde_json::{Map, Value, json};

use super::shape::{self, Field, Shape};
use crate::model::{Network, TextLang};
use crate::wording::{Lang, Wording};

/// Whose schema is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaOf {
    /// An agreement's file.
    Agreement,
    /// `organisations.yaml`.
    Organisations,
    /// `registry.yaml`.
    Registry,
}

impl SchemaOf {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agreement, Self::Organisations, Self::Registry];

    /// The path of its schema in a registry.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Agreement => "schema/agreement.schema.json",
            Self::Organisations => "schema/organisations.schema.json",
            Self::Registry => "schema/registry.schema.json",
        }
    }
}

/// A date as the files write it.
const DATE: &str = r"^(?:19|20|21)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$";
/// Up to three folders and a name.
const DOCUMENT_PATH: &str =
    r"^(?!documents/)(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/){0,3}[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$";
/// A time of day, or two with a dash or a hyphen between them, with colons or full stops.
const TIME: &str = r"^\d{1,2}[:.]\d{2}(\s*[-–]\s*\d{1,2}[:.]\d{2})?$";
/// A number, its unit, and perhaps to what the notice runs.
const NOTICE: &str =
    "^(?:1 (?:day|week|month)|[1-9][0-9]* (?:days|weeks|months))(?: to the end of a month)?$";
const MONTHS: &str = "^(?:1 month|[1-9][0-9]* months)$";
const ID: &str = "^[a-z0-9]+(?:-[a-z0-9]+)*$";

/// The schema of one kind of file in a registry of this network, described in `lang`.
#[must_use]
pub fn json_schema(of: SchemaOf, network: &Network, lang: Lang) -> Value {
    let described = Described { network, lang };
    let (title, fields) = match of {
        SchemaOf::Agreement => (
            Wording::fixed("A partnership agreement", "Kumppanuussopimus"),
            shape::AGREEMENT,
        ),
        SchemaOf::Organisations => (
            Wording::fixed(
                "Organisations between agreements",
                "Organisaatiot sopimusten välillä",
            ),
            shape::ORGANISATIONS,
        ),
        SchemaOf::Registry => (Wording::fixed("A registry", "Rekisteri"), shape::SETTINGS),
    };
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!(title.get(lang)));
    schema.extend(described.mapping(fields));
    Value::Object(schema)
}

/// What every part of a schema depends on.
struct Described<'n> {
    network: &'n Network,
    lang: Lang,
}

impl Described<'_> {
    fn mapping(&self, fields: &'static [Field]) -> Map<String, Value> {
        let properties: Map<String, Value> = fields
            .iter()
            .map(|field| {
                let mut value = self.of_shape(&field.shape);
                value["description"] = json!(field.doc().get(self.lang));
                (field.name.to_owned(), value)
            })
            .collect();
        let required: Vec<&str> = fields
            .iter()
            .filter(|field| field.is_required(self.network))
            .map(|field| field.name)
            .collect();
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("additionalProperties".to_owned(), json!(false));
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        schema.insert("properties".to_owned(), Value::Object(properties));
        if properties_exclude_each_other(fields) {
            schema.insert("not".to_owned(), json!({ "required": ["every", "due"] }));
        }
        schema
    }
}

/// A duty is either recurring or due once.
fn properties_exclude_each_other(fields: &[Field]) -> bool {
    ["every", "due"]
        .iter()
        .all(|name| fields.iter().any(|field| field.name == *name))
}

impl Described<'_> {
    fn of_shape(&self, shape: &'static Shape) -> Value {
        match shape {
            Shape::Text => text(),
            Shape::LocalText => json!({ "anyOf": [text(), texts_by_language()] }),
            Shape::Id | Shape::IdOf(_) => id(),
            Shape::Date => date(),
            // A full stop makes YAML read a number.
            Shape::Time => json!({ "type": ["string", "number"], "pattern": TIME }),
            Shape::Ending => json!({ "anyOf": [{ "const": "open-ended" }, date()] }),
            Shape::EntryRule => json!({ "anyOf": [
            { "enum": ["start-date", "all-signed"] },
            Value::Object(self.mapping(shape::ENTRY_RULE)),
        ] }),
            Shape::Count => json!({ "type": "integer", "minimum": 1 }),
            Shape::Notice => json!({ "type": "string", "pattern": NOTICE }),
            Shape::Months => json!({ "type": "string", "pattern": MONTHS }),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Regions => self.regions(),
            Shape::Region => json!({ "enum": self.network.region_ids() }),
            Shape::Choice(choices) => json!({ "enum": (choices.codes)() }),
            Shape::BusinessId => json!({ "type": "string", "pattern": r"^\d{7}-\d$" }),
            Shape::Email => json!({ "type": "string", "pattern": r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$" }),
            Shape::DocumentPath => json!({ "type": ["string", "integer"], "pattern": DOCUMENT_PATH }),
            Shape::Digest => json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" }),
            Shape::Municipality => self.municipality(),
            Shape::Kind => json!({ "enum": self.network.kind_codes() }),
            Shape::Tile => {
                json!({ "type": "array", "items": { "type": "integer", "minimum": 1 }, "minItems": 2, "maxItems": 2 })
            }
            Shape::List(item) => json!({ "type": "array", "items": self.of_shape(item) }),
            Shape::Fields(fields) => Value::Object(self.mapping(fields)),
            Shape::TextOrFields(fields) => json!({ "anyOf": [text(), Value::Object(self.mapping(fields))] }),
            Shape::IdOrFields(fields) => json!({ "anyOf": [id(), Value::Object(self.mapping(fields))] }),
            Shape::OneOrList(item) => {
                let item = self.of_shape(item);
                json!({ "anyOf": [item, { "type": "array", "items": item }] })
            }
            Shape::Areas => json!({
                "type": "object",
                "propertyNames": { "enum": self.network.region_ids() },
                "additionalProperties": { "type": "array", "items": self.municipality() },
            }),
        }
    }

    /// `all` or a list; in a network without regions nothing but `all`.
    fn regions(&self) -> Value {
        let ids = self.network.region_ids();
        if ids.is_empty() {
            return json!({ "const": "all" });
        }
        json!({ "anyOf": [
            { "const": "all" },
            { "type": "array", "minItems": 1, "items": { "enum": ids } },
        ] })
    }

    fn municipality(&self) -> Value {
        let names = self.network.municipality_names();
        if names.is_empty() {
            return text();
        }
        json!({ "enum": names })
    }
}

fn id() -> Value {
    json!({ "type": ["string", "integer"], "pattern": ID, "maxLength": 64 })
}

/// A YAML reader with types of its own sees `2014` as a number: editors must not complain of it.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"], "minLength": 1 })
}

fn date() -> Value {
    json!({ "anyOf": [
        { "type": "string", "pattern": DATE },
        { "type": "integer", "minimum": 1900, "maximum": 2199 },
    ] })
}

fn texts_by_language() -> Value {
    let properties: Map<String, Value> = TextLang::ALL
        .iter()
        .map(|lang| (lang.code().to_owned(), text()))
        .collect();
    json!({
        "type": "object",
        "required": ["fi"],
        "additionalProperties": false,
        "properties": properties,
    })
}
