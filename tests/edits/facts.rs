//! The facts of an agreement's file, by which two texts are compared wherever their entries are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

/// What is where: the mark of an entry, the field, the value.
pub(crate) type Facts = BTreeSet<(String, String, String)>;

pub(crate) fn facts(text: &[u8]) -> Facts {
    let text = std::str::from_utf8(text).expect("it is a text");
    let json: Json = serde_saphyr::from_str(text).expect("it is YAML");
    let mut collected = Collected::default();
    collected.of_fields("agreement", "", &json, &["groups", "events", "signatories"]);
    for group in list(&json["groups"]) {
        let id = group["id"].as_str().expect("a group has an id");
        let mark = format!("group {id}");
        collected.entry(&mark, group, &["chair", "members", "roles", "duties"]);
        for name in ["chair", "members", "roles", "duties"] {
            for entry in list(&group[name]) {
                let held = if entry.is_string() && name == "duties" {
                    serde_json::json!({ "text": entry })
                } else if entry.is_string() {
                    serde_json::json!({ "organisation": entry })
                } else {
                    entry.clone()
                };
                let mark = mark_of(&held, "organisation");
                collected.entry(&mark, &held, &[]);
                collected.put(&mark, "in", id);
                collected.put(&mark, "list", name);
            }
        }
    }
    for event in list(&json["events"]) {
        collected.entry(&mark_of(event, "none"), event, &[]);
    }
    for signatory in list(&json["signatories"]) {
        let mark = format!("signatory {}", signatory["organisation"]);
        collected.entry(&mark, signatory, &[]);
    }
    for (mark, n_entries) in std::mem::take(&mut collected.counts) {
        collected.put(&mark, "number of entries", &n_entries.to_string());
    }
    collected.facts
}

#[derive(Default)]
struct Collected {
    facts: Facts,
    counts: BTreeMap<String, usize>,
}

impl Collected {
    fn put(&mut self, mark: &str, name: &str, value: &str) {
        self.facts
            .insert((mark.to_owned(), name.to_owned(), value.to_owned()));
    }

    fn entry(&mut self, mark: &str, entry: &Json, but: &[&str]) {
        *self.counts.entry(mark.to_owned()).or_default() += 1;
        self.of_fields(mark, "", entry, but);
    }

    fn of_fields(&mut self, mark: &str, path: &str, value: &Json, but: &[&str]) {
        match value {
            Json::Object(fields) => {
                for (name, value) in fields.iter().filter(|(name, _)| !but.contains(&name.as_str())) {
                    let path = [path, name].join(".");
                    self.of_fields(mark, &path, value, &[]);
                }
            }
            Json::String(text) if [".title", ".text", ".name", ".purpose"].contains(&path) => {
                self.put(mark, &format!("{path}.fi"), text);
            }
            Json::String(text) => self.put(mark, path, text),
            other => self.put(mark, path, &other.to_string()),
        }
    }
}

fn list(value: &Json) -> Vec<&Json> {
    match value {
        Json::Null => Vec::new(),
        Json::Array(entries) => entries.iter().collect(),
        alone => vec![alone],
    }
}

fn mark_of(entry: &Json, field: &str) -> String {
    if let Some(id) = entry[field].as_str() {
        return id.to_owned();
    }
    let text = entry.to_string();
    let (_, mark) = text.split_once('@').expect("an entry has a mark");
    mark[..2].to_owned()
}
