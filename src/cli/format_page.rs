//! `docs/format.md`: the files of a registry, their fields and how statuses follow from them. The
//! tables come from the schemas and from the table of templates, so that they cannot fall behind.

use crate::model::Network;
use std::fmt::Write as _;

use serde_json::Value;

use crate::model::{DocumentSection, Variable};
use crate::render::templates::Template;
use crate::source::{SchemaOf, json_schema};
use crate::wording::Lang;

/// The page in `lang`.
pub(super) fn format_reference(lang: Lang) -> String {
    let text = match lang {
        Lang::En => include_str!("format/format.en.md"),
        Lang::Fi => include_str!("format/format.fi.md"),
    };
    let mut page = text.to_owned();
    for (mark, of) in [
        ("{agreement}", SchemaOf::Agreement),
        ("{organisations}", SchemaOf::Organisations),
        ("{registry}", SchemaOf::Registry),
    ] {
        let mut table = headings(lang).to_owned();
        fields(&mut table, "", &json_schema(of, &Network::lapland(), lang));
        page = page.replace(mark, table.trim_end());
    }
    page.replace("{templates}", templates(lang).trim_end())
        .replace("{variables}", variables(lang).trim_end())
        .replace("{sections}", &sections(lang))
}

/// The ids of provisions that take the place of a section.
fn sections(lang: Lang) -> String {
    let ids = DocumentSection::ALL.map(|section| format!("`{}`", section.code()));
    let [first @ .., last] = &ids;
    let or = match lang {
        Lang::En => "or",
        Lang::Fi => "tai",
    };
    format!("{} {or} {last}", first.join(", "))
}

fn variables(lang: Lang) -> String {
    let mut table = match lang {
        Lang::En => "| variable | value |\n| --- | --- |\n",
        Lang::Fi => "| muuttuva tieto | arvo |\n| --- | --- |\n",
    }
    .to_owned();
    for variable in Variable::ALL {
        let _ = writeln!(
            table,
            "| `{}` | {} |",
            variable.in_braces(),
            variable.label().get(lang)
        );
    }
    table
}

fn templates(lang: Lang) -> String {
    let mut table = match lang {
        Lang::En => "| file | what it is used for |\n| --- | --- |\n",
        Lang::Fi => "| tiedosto | mihin sitä käytetään |\n| --- | --- |\n",
    }
    .to_owned();
    for template in Template::ALL {
        let _ = writeln!(
            table,
            "| `{}` | {} |",
            template.name(),
            template.makes().get(lang)
        );
    }
    table
}

fn headings(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "| field | meaning |\n| --- | --- |\n",
        Lang::Fi => "| kenttä | merkitys |\n| --- | --- |\n",
    }
}

/// The fields of a schema and, below each, the fields that it holds; required ones are bold.
fn fields(table: &mut String, above: &str, schema: &Value) {
    let Some(properties) = schema["properties"].as_object() else {
        return;
    };
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (name, field) in properties {
        let Some(meaning) = field["description"].as_str() else {
            continue;
        };
        let path = format!("{above}{name}");
        let shown = if required.contains(&name.as_str()) {
            format!("**`{path}`**")
        } else {
            format!("`{path}`")
        };
        let _ = writeln!(table, "| {shown} | {} |", meaning.replace('|', "\\|"));
        fields(table, &format!("{path}."), inner(field));
    }
}

/// The fields within a field: its own, those of its items, or those of one of its forms.
fn inner(field: &Value) -> &Value {
    let has_fields = |value: &&Value| value["properties"].is_object() && value["properties"]["fi"].is_null();
    let items = &field["items"];
    let forms = items["anyOf"]
        .as_array()
        .and_then(|forms| forms.iter().find(has_fields));
    match (has_fields(&field), forms) {
        (true, _) => field,
        (false, Some(form)) => form,
        (false, None) => items,
    }
}
