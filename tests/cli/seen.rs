//! Whatever can be written into the files can be seen: a registry that uses the whole format, whose
//! every value is looked for on the pages of `show`. That it uses the whole format is compared with the
//! schema, which is made from the one description of the files: a new field fails here until it is shown.

pub(crate) mod whole;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::whole::{ended, open_ended, organisations};
use super::harness::Place;

/// The languages of texts.
const LANGS: [&str; 6] = ["fi", "sv", "en", "se", "smn", "sms"];

/// The values with the names that lead to them: `groups[].duties[].text.sv`.
fn leaves(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => {
            for item in items {
                leaves(item, &format!("{path}[]"), found);
            }
        }
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        other => found.push((path.to_owned(), other.to_string())),
    }
}

/// The places where a schema lets a value stand.
fn places(schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(fields) = schema["properties"].as_object() {
        for (name, field) in fields {
            places(field, &format!("{path}.{name}"), found);
        }
    } else if let Some(ways) = schema["anyOf"].as_array() {
        for way in ways {
            places(way, path, found);
        }
    } else if schema["items"].is_object() {
        places(&schema["items"], &format!("{path}[]"), found);
    } else {
        found.insert(path.to_owned());
    }
}

fn leaves_of(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    leaves(value, "", &mut found);
    found
}

/// A registry of the whole format; it has no error.
fn place() -> (Place, [Value; 2]) {
    let mut ended = ended();
    let opened = ended.as_object_mut().and_then(|fields| fields.remove("opened"));
    let place = Place::of(&[
        ("koko-2014.yaml", &ended.to_string()),
        ("koko-2020.yaml", &open_ended().to_string()),
        ("organisations.yaml", &organisations().to_string()),
    ]);
    // The digest is the program's own affair.
    let diff = place.run(&["open", "koko-2014", "--on", "2013-10-02", "--dry-run"]);
    let (_, digest) = diff.split_once("text: ").unwrap_or_else(|| panic!("{diff}"));
    let digest: String = digest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    ended["opened"] = opened.expect("the agreement is opened");
    ended["opened"]["text"] = json!(digest);
    place.write("agreements/koko-2014.yaml", ended.to_string().as_bytes());
    let shown = place.run(&["load"]);
    assert!(!shown.contains("error"), "{shown}");
    (place, [ended, open_ended()])
}

#[test]
fn the_registry_uses_the_whole_format() {
    let place = Place::empty();
    let schema = |of: &str| -> Value {
        let shown = place.output(&["schema", of]).stdout;
        serde_json::from_slice(&shown).expect("a schema is JSON")
    };
    for (of, values) in [
        ("agreement", vec![ended(), open_ended()]),
        ("organisations", vec![organisations()]),
    ] {
        let mut wanted = BTreeSet::new();
        places(&schema(of), "", &mut wanted);
        assert!(wanted.len() >= 7, "{wanted:?}");
        for (path, _) in values.iter().flat_map(leaves_of) {
            wanted.remove(&path);
        }
        assert!(wanted.is_empty(), "not in the registry of this test: {wanted:?}");
    }
}

/// How a page in a language writes a value: a date as the language has it, a code by its word.
fn written(path: &str, value: &str, lang: &str) -> String {
    let field = path.rsplit('.').next().unwrap_or_default();
    let word = |en: &str, fi: &str| if lang == "en" { en } else { fi }.to_owned();
    match (field, value) {
        ("public", "true") if path.contains("contact") => word("(public)", "(julkinen)"),
        ("public", "false") if path.contains("contact") => word("(internal)", "(sisäinen)"),
        ("time", time) if lang != "en" => time.replace(':', "."),
        ("meeting", "true") => word("meeting", "kokous"),
        ("cancelled", "true") => word("cancelled", "peruttu"),
        ("public", "true") => word("everyone", "kaikille"),
        ("regions", "all") => word("all regions", "koko maakunta"),
        ("ends", "open-ended") => word("open-ended", "toistaiseksi"),
        ("by", "9 months") => word(value, "9 kuukautta"),
        ("unless_notice", "17 days") => word(value, "17 päivää"),
        ("notice", "5 weeks to the end of a month") => word(value, "5 viikkoa kuukauden loppuun"),
        ("in_force_when", "all-signed") => word("when all have signed", "kun kaikki ovat allekirjoittaneet"),
        ("every", "half-year") => word("twice a year", "puolivuosittain"),
        ("kind", "education") => word("education", "oppilaitos"),
        ("kind", "guidance-centre") => word("guidance centre", "ohjaamo"),
        ("kind", "municipality") => word("municipality", "kunta"),
        ("kind", "association") => word("association", "yhdistys"),
        ("kind", "state-authority") => word("state authority", "valtion viranomainen"),
        ("kind", "signed-original") => word("signed original", "allekirjoitettu kappale"),
        ("kind", "minutes") => word("minutes", "pöytäkirja"),
        ("kind", "workshop") => word("workshop", "työpaja"),
        ("kind", "training") => word("training", "koulutus"),
        ("kind", "review") => word("review", "tilannekatsaus"),
        _ => as_date(value, lang).unwrap_or_else(|| value.to_owned()),
    }
}

/// A date in Finnish, where the value is one.
fn as_date(value: &str, lang: &str) -> Option<String> {
    let parts: Vec<u32> = value.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [year, month] if lang != "en" && value.len() == 7 => Some(format!("{month}/{year}")),
        [year, month, day] if lang != "en" && value.len() == 10 => Some(format!("{day}.{month}.{year}")),
        _ => None,
    }
}

/// The languages in whose pages a value is looked for.
fn langs_of(path: &str) -> Vec<&'static str> {
    let field = path.rsplit('.').next().unwrap_or_default();
    match LANGS.iter().find(|lang| **lang == field) {
        Some(lang) => vec![lang],
        None => vec!["fi", "en"],
    }
}

/// The values of a JSON answer, as texts.
fn scalars(answer: &Value) -> BTreeSet<String> {
    leaves_of(answer).into_iter().map(|(_, value)| value).collect()
}

/// The pages of `show` in the languages of texts.
struct Pages {
    shown: Vec<(String, BTreeSet<String>)>,
}

impl Pages {
    fn of(place: &Place, args: &[&str]) -> Self {
        let shown = LANGS.map(|lang| {
            let args = [&["show"], args, &["--lang", lang]].concat();
            let wide = [&args[..], &["--wide"]].concat();
            (place.run(&wide), scalars(&place.json(&args)))
        });
        Self { shown: shown.into() }
    }

    /// Fails unless the page and the data of every language that it concerns have the value.
    fn assert_show(&self, path: &str, value: &str) {
        for lang in langs_of(path) {
            let at = LANGS.iter().position(|known| *known == lang).expect("a language");
            let (page, data) = &self.shown[at];
            let text = written(path, value, lang);
            assert!(has_word(page, &text), "{path}: {text} ({lang}) is not in\n{page}");
            let coded = if value == "open-ended" { "true" } else { value };
            assert!(
                data.contains(coded),
                "{path}: {value} ({lang}) is not in {data:?}"
            );
        }
    }
}

/// Whether a text is in a page by itself, not as a part of a longer word or number.
fn has_word(page: &str, text: &str) -> bool {
    let is_inside = |c: char| c.is_alphanumeric();
    page.match_indices(text).any(|(at, found)| {
        let before = page[..at].chars().next_back().is_some_and(is_inside);
        let after = page[at + found.len()..].chars().next().is_some_and(is_inside);
        !before && !after
    })
}

#[test]
fn every_value_of_an_agreement_is_on_its_page() {
    let (place, agreements) = place();
    for agreement in &agreements {
        let id = agreement["id"].as_str().expect("an id");
        let pages = Pages::of(&place, &[id, "--contacts"]);
        for (path, value) in leaves_of(agreement) {
            pages.assert_show(&path, &value);
        }
    }
}

#[test]
fn every_value_of_a_signatory_is_on_the_page_of_the_organisation() {
    let (place, agreements) = place();
    for signatory in agreements.iter().flat_map(|agreement| {
        let signatories = agreement["signatories"].as_array();
        signatories.expect("signatories").clone()
    }) {
        let pages = Pages::of(&place, &[signatory["organisation"].as_str().expect("an id")]);
        for (path, value) in leaves_of(&signatory) {
            pages.assert_show(&path, &value);
        }
    }
}

#[test]
fn every_value_of_an_organisation_is_on_its_page() {
    let (place, _) = place();
    for organisation in organisations()["organisations"].as_array().expect("a list") {
        let id = organisation["id"].as_str().expect("an id");
        if id == "uusi-opisto" {
            continue;
        }
        let pages = Pages::of(&place, &[id]);
        for (path, value) in leaves_of(organisation) {
            pages.assert_show(&path, &value);
        }
    }
}

/// The page of a group names its chair and its members as they signed.
#[test]
fn every_value_of_a_group_is_on_its_page() {
    let (place, agreements) = place();
    let name = |id: &str| {
        let lists = ["signatories", "themes", "products"];
        let mut entries = lists
            .iter()
            .flat_map(|list| agreements[0][list].as_array().expect("a list"));
        let found = entries.find(|entry| entry["organisation"] == id || entry["id"] == id)?;
        let name = found["name"].get("fi").unwrap_or(&found["name"]);
        Some(name.as_str().expect("a name").to_owned())
    };
    for group in agreements
        .iter()
        .flat_map(|agreement| agreement["groups"].as_array().expect("groups"))
    {
        let pages = Pages::of(&place, &[group["id"].as_str().expect("an id")]);
        for (path, value) in leaves_of(group) {
            let named = [
                ".chair",
                ".members",
                ".roles",
                ".responsible",
                ".theme",
                ".product",
            ];
            let is_named = named.iter().any(|field| path.contains(field));
            match name(&value).filter(|_| is_named) {
                // The name of an organisation has no translations.
                Some(name) if group["id"] == "ryhma-a" => match path.rsplit('.').next() {
                    Some("theme" | "product") => pages.assert_show(&format!("{path}.fi"), &name),
                    _ => pages.assert_show(&path, &name),
                },
                Some(_) => {}
                None => pages.assert_show(&path, &value),
            }
        }
    }
}

/// An agreement's page has everybody's contacts only when they are requested; a group has none.
#[test]
fn contacts_of_many_are_asked_for() {
    let (place, agreements) = place();
    let mut contacts = Vec::new();
    for signatory in agreements[0]["signatories"].as_array().expect("signatories") {
        leaves(&signatory["contact"], "", &mut contacts);
    }
    contacts.retain(|(path, _)| !path.is_empty() && path != ".public");
    assert_eq!(contacts.len(), 6);
    for format in ["table", "json", "markdown", "html"] {
        let args = ["show", "koko-2014", "--format", format];
        let (without, with) = (
            place.run(&args),
            place.run(&[&args[..], &["--contacts"]].concat()),
        );
        for (_, value) in &contacts {
            let has = |page: &str| page.replace("&#64;", "@").contains(value.as_str());
            assert!(!has(&without) && has(&with), "{format}: {value}\n{with}");
        }
    }
    insta::assert_snapshot!(
        "show_group_contacts",
        place.run(&["show", "ryhma-a", "--contacts"])
    );
    insta::assert_snapshot!(
        "show_group_contacts_fi",
        place.run_fi(&["show", "ryhma-a", "--contacts"])
    );
}
