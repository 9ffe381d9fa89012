//! A new entry of a list from what a person typed: `FIELD=VALUE`, or a value alone.

use super::{FieldPlace, PathProblem, problem};
use crate::model::Network;
use crate::source::edit::Value;
use crate::source::shape::{self, Field, Shape};
use crate::source::typed::{composed, typed_value};
use crate::wording;

impl FieldPlace {
    /// The entry of this list that the fields make; a text without a field is what an entry without fields would be.
    ///
    /// # Errors
    /// Where the place is no list, a field is unknown, or one that is required is missing.
    pub fn entry(&self, typed: &[(Option<String>, String)], network: &Network) -> Result<Value, PathProblem> {
        let path = self.path();
        let (Shape::List(item) | Shape::OneOrList(item)) = self.shape else {
            return Err(problem::no_list(&self.stem, &path));
        };
        let fields = item.fields();
        if fields.is_empty() {
            return self.single(item, typed, network);
        }
        let mut made: Vec<(String, Value)> = Vec::new();
        for (name, text) in typed {
            let name = match (name, item) {
                (Some(name), _) => name.as_str(),
                (None, Shape::TextOrFields(_)) => "text",
                (None, Shape::IdOrFields(_)) => "organisation",
                (None, _) => return Err(no_field_named(text, fields)),
            };
            add(&mut made, (fields, name), text, (&path, network))?;
        }
        if let [(name, value)] = made.as_slice() {
            let is_short = match item {
                Shape::TextOrFields(_) => name == "text" && matches!(value, Value::Text(_)),
                Shape::IdOrFields(_) => name == "organisation",
                _ => false,
            };
            if is_short {
                return Ok(value.clone());
            }
        }
        let is_missing =
            |field: &&Field| field.is_required(network) && !made.iter().any(|(name, _)| name == field.name);
        let missing: Vec<String> = fields
            .iter()
            .filter(is_missing)
            .map(|field| format!("{}=…", field.name))
            .collect();
        if !missing.is_empty() {
            return Err(lacks(&path, &missing.join(" ")));
        }
        let place = |name: &str| fields.iter().position(|field| field.name == name);
        made.sort_by_key(|(name, _)| place(name));
        Ok(Value::Fields(made))
    }

    fn single(
        &self,
        item: &'static Shape,
        typed: &[(Option<String>, String)],
        network: &Network,
    ) -> Result<Value, PathProblem> {
        let path = self.path();
        match typed {
            [(None, text)] => {
                if let Shape::List(inner) = item {
                    let parts = text
                        .split(',')
                        .map(|part| typed_value(inner, part.trim(), network));
                    let parts: Option<Vec<Value>> = parts.collect();
                    return parts
                        .map(Value::List)
                        .ok_or_else(|| problem::has_parts(&path, &[]));
                }
                typed_value(item, text, network).ok_or_else(|| problem::has_parts(&path, &[]))
            }
            _ => Err(PathProblem::plain(wording!(
                en: "an entry of `{path}` is one value without a field",
                fi: "kohdan `{path}` luettelossa on arvoja ilman kenttiä; anna yksi arvo"
            ))),
        }
    }
}

/// Adds a field, or a field of a field (`contact.email`).
fn add(
    made: &mut Vec<(String, Value)>,
    (fields, name): (&'static [Field], &str),
    text: &str,
    (path, network): (&str, &Network),
) -> Result<(), PathProblem> {
    let (first, rest) = match name.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (name, None),
    };
    let Some(field) = shape::find_field(fields, first) else {
        let known: Vec<String> = fields.iter().map(|field| field.name.to_owned()).collect();
        return Err(problem::unknown(first, path, &known));
    };
    let first = field.name;
    let path = format!("{path}.{first}");
    let Some(rest) = rest else {
        if made.iter().any(|(known, _)| known == first) {
            return Err(PathProblem::plain(
                wording!(en: "`{first}` is given twice", fi: "`{first}` on annettu kahdesti"),
            ));
        }
        let names: Vec<&str> = field.shape.fields().iter().map(|field| field.name).collect();
        let value =
            typed_value(&field.shape, text, network).ok_or_else(|| problem::has_parts(&path, &names))?;
        made.push((first.to_owned(), value));
        return Ok(());
    };
    let inner = field.shape.fields();
    let at = made.iter().position(|(known, _)| known == first);
    let at = at.unwrap_or_else(|| {
        made.push((first.to_owned(), Value::Fields(Vec::new())));
        made.len() - 1
    });
    let Some((_, Value::Fields(below))) = made.get_mut(at) else {
        return Err(problem::has_no_parts(&path));
    };
    if matches!(field.shape, Shape::LocalText) {
        below.push((rest.to_owned(), Value::text(composed(text))));
        return Ok(());
    }
    if inner.is_empty() {
        return Err(problem::has_no_parts(&path));
    }
    add(below, (inner, rest), text, (&path, network))
}

fn no_field_named(text: &str, fields: &[Field]) -> PathProblem {
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let names = names.join(", ");
    PathProblem::new(
        wording!(en: "`{text}` is not FIELD=VALUE", fi: "`{text}` ei ole muotoa KENTTÄ=ARVO"),
        wording!(en: "the fields are {names}", fi: "kentät ovat {names}"),
    )
}

fn lacks(path: &str, missing: &str) -> PathProblem {
    PathProblem::new(
        wording!(en: "an entry of `{path}` needs more fields", fi: "kohdan `{path}` uudesta tiedosta puuttuu kenttiä"),
        wording!(en: "add {missing}", fi: "lisää {missing}"),
    )
}
