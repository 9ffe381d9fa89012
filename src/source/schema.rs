//! The JSON Schema (draft-07) of the files, made from their shape. Editors that know the YAML
//! language server check and complete with it. It accepts what the program accepts in structure;
//! what only the whole file or the whole registry says, it leaves to `validate`.

use serde_json::{Map, Value, json};

use super::shape::{self, Field, Need, Shape};
use crate::model::TextLang;
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

/// A date as the files write it.
const DATE: &str = r"^(?:19|20|21)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$";
const ID: &str = "^[a-z0-9]+(?:-[a-z0-9]+)*$";

/// The schema of one kind of file, described in `lang`.
#[must_use]
pub fn json_schema(of: SchemaOf, lang: Lang) -> Value {
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
    schema.extend(mapping(fields, lang));
    Value::Object(schema)
}

fn mapping(fields: &'static [Field], lang: Lang) -> Map<String, Value> {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut value = of_shape(&field.shape, lang);
            value["description"] = json!(field.doc().get(lang));
            (field.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.need == Need::Required)
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

/// A duty is either recurring or due once.
fn properties_exclude_each_other(fields: &[Field]) -> bool {
    ["every", "due"]
        .iter()
        .all(|name| fields.iter().any(|field| field.name == *name))
}

fn of_shape(shape: &'static Shape, lang: Lang) -> Value {
    match shape {
        Shape::Text => text(),
        Shape::LocalText => json!({ "anyOf": [text(), texts_by_language()] }),
        Shape::Id => json!({ "type": ["string", "integer"], "pattern": ID, "maxLength": 64 }),
        Shape::Date => date(),
        Shape::Ending => json!({ "anyOf": [{ "const": "open-ended" }, date()] }),
        Shape::EntryRule => json!({ "anyOf": [
            { "enum": ["start-date", "all-signed"] },
            Value::Object(mapping(shape::ENTRY_RULE, lang)),
        ] }),
        Shape::Count => json!({ "type": "integer", "minimum": 1 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Regions => json!({ "anyOf": [
            { "const": "all" },
            { "type": "array", "minItems": 1, "items": { "enum": shape::regions() } },
        ] }),
        Shape::Region => json!({ "enum": shape::regions() }),
        Shape::Choice(words) => json!({ "enum": words() }),
        Shape::BusinessId => json!({ "type": "string", "pattern": r"^\d{7}-\d$" }),
        Shape::Email => json!({ "type": "string", "pattern": r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$" }),
        Shape::Municipality => json!({ "enum": shape::municipalities() }),
        Shape::List(item) => json!({ "type": "array", "items": of_shape(item, lang) }),
        Shape::Fields(fields) => Value::Object(mapping(fields, lang)),
        Shape::TextOrFields(fields) => json!({ "anyOf": [text(), Value::Object(mapping(fields, lang))] }),
        Shape::Areas => json!({
            "type": "object",
            "propertyNames": { "enum": shape::regions() },
            "additionalProperties": { "type": "array", "items": { "enum": shape::municipalities() } },
        }),
    }
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
