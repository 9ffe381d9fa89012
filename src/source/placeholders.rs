//! Placeholders: what `kumppani init` and `kumppani new` write as an example, found in the files where it still is. Only
//! exactly these values of exactly these fields count, so that no text of a network's own is accused.

use super::decode::Decoder;
use super::tree::{Kind, NodeId, Tree};
use crate::diagnostic::Code;
use crate::model::PartialDate;
use crate::wording;
use crate::wording::Wording;

/// The fields that `init` fills with an example, and the examples; a test compares them with its files.
const PLACEHOLDERS: [(&str, &str); 13] = [
    ("name", "Verkoston nimi"),
    ("sender.name", "Lähettäjän nimi"),
    ("sender.role", "Lähettäjän tehtävä"),
    ("sender.email", "lahettaja@example.fi"),
    ("title", "Sopimuksen nimi"),
    ("purpose", "Kirjoita tähän, mitä varten sopimus on."),
    ("groups.id", "esimerkkiryhma"),
    ("groups.name", "Esimerkkiryhmä"),
    ("groups.duties.text", "Kirjoita tähän, mitä ryhmä tekee."),
    ("signatories.organisation", "esimerkkiorganisaatio"),
    ("signatories.name", "Esimerkkiorganisaatio"),
    ("signatories.contact.role", "Yhteystahon tehtävä"),
    ("signatories.contact.email", "yhteys@example.fi"),
];

/// The start that `new` writes where none is known: the last year that files know.
const START: (&str, &str) = ("term.starts", "2199");

/// That start as a date.
pub const UNKNOWN_START: PartialDate = PartialDate::Year(2199);

impl<'t> Decoder<'t, '_> {
    /// Looks at every value of the file.
    pub(super) fn check_placeholders(&mut self) {
        self.check_below(Tree::ROOT, &mut Vec::new());
    }

    /// `path` has the names of the fields that lead to the node; the items of a list share that of the list.
    fn check_below(&mut self, node: NodeId, path: &mut Vec<&'t str>) {
        let tree: &'t Tree<'t> = self.tree;
        match tree.kind(node) {
            Kind::Absent => {}
            Kind::List => {
                for item in tree.children(node) {
                    self.check_below(item, path);
                }
            }
            Kind::Mapping => {
                for (key, value) in tree.pairs(node) {
                    path.push(tree.scalar(key).map_or("", |(name, _)| name));
                    self.check_below(value, path);
                    path.pop();
                }
            }
            Kind::Scalar { text, .. } => {
                let text = text.trim();
                let is_it = |(field, example): &&(&str, &str)| *example == text && leads_to(path, field);
                if let Some((field, example)) = PLACEHOLDERS.iter().chain([&START]).find(is_it) {
                    self.placeholder(node, field, example);
                }
            }
        }
    }

    fn placeholder(&mut self, node: NodeId, field: &str, example: &str) {
        let command = if field == START.0 { "new" } else { "init" };
        self.report(
            Code::Placeholder,
            self.tree.span(node),
            || wording!(
                en: "`{field}` is still the example of `kumppani {command}`: {example}",
                fi: "kentässä `{field}` on yhä komennon `kumppani {command}` esimerkki: {example}"
            ),
            || Wording::fixed(
                "write the real value, or delete what you do not need; until then `open`, `remind`, `document`, \
                 `calendar` and `site` refuse it",
                "kirjoita oikea arvo tai poista tarpeeton; sitä ennen `open`, `remind`, `document`, `calendar` \
                 ja `site` eivät hyväksy sitä",
            ),
        );
    }
}

/// Whether a path is that of a field: as it is, in one of the languages of a text, or in the short form of a
/// duty, which is nothing but its text.
fn leads_to(path: &[&str], field: &str) -> bool {
    let names: Vec<&str> = field.split('.').collect();
    let is_language = |name: &str| crate::model::TextLang::ALL.iter().any(|lang| lang.code() == name);
    match path.split_last() {
        _ if path == names => true,
        Some((last, rest)) if rest == names => is_language(last),
        _ => names.split_last() == Some((&"text", path)),
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::FilePath;
    use crate::source::{Example, ExampleFacts, Role, SettingsWanted, example_settings, read_bytes};
    use crate::wording::Lang;

    use super::*;

    /// The files that `init` writes in a language.
    fn files(lang: Lang) -> [(&'static str, Role, String); 2] {
        let facts = ExampleFacts {
            year: 2026,
            starts: "2026-01-01",
            today: "2025-12-01",
            regions: &["Itä"],
            municipality: Some("Rovaniemi"),
        };
        let wanted = SettingsWanted {
            name: None,
            regions: None,
            language: Lang::Fi,
        };
        let agreement = Example::new(lang, &facts).text().to_owned();
        [
            ("agreements/sopimus-2026.yaml", Role::Agreement, agreement),
            ("registry.yaml", Role::Settings, example_settings(lang, &wanted)),
        ]
    }

    /// The examples that are found in a text.
    fn found(file: &str, role: Role, text: &str) -> Vec<String> {
        let reading = read_bytes(
            &FilePath::new(file),
            role,
            &crate::model::Network::lapland(),
            text.as_bytes().to_vec(),
        );
        let findings = reading.findings.as_slice().iter();
        findings
            .filter(|found| found.code == Code::Placeholder)
            .map(|found| {
                let message = found.message.get(Lang::En);
                let (field, example) = message
                    .split_once(" is still the example of `kumppani ")
                    .expect("it says so");
                format!("{field}{}", example.trim_start_matches(|c| c != ':'))
            })
            .collect()
    }

    /// A new example in a template has to be shown here as one, or as a value that means what it says.
    #[test]
    fn every_example_of_init_is_known_and_every_known_one_is_in_init() {
        const MEANT: [&str; 10] = [
            "sopimus-2026",
            "2026-01-01",
            "open-ended",
            "12",
            "all-signed",
            "all",
            "year",
            "education",
            "Rovaniemi",
            "fi",
        ];
        // The chair and a member are named by the id of the signatory, where it is shown once.
        for lang in [Lang::En, Lang::Fi] {
            let mut n_found = 0;
            for (file, role, text) in files(lang) {
                let found = found(file, role, &text);
                n_found += found.len();
                let mut findings = crate::diagnostic::Findings::default();
                let tree = Tree::parse(&FilePath::new(file), &text, &mut findings).expect("init writes YAML");
                let values = tree
                    .all()
                    .filter(|node| matches!(tree.kind(*node), Kind::Mapping | Kind::List));
                let values = values.flat_map(|node| match tree.kind(node) {
                    Kind::Mapping => tree.pairs(node).map(|(_, value)| value).collect::<Vec<_>>(),
                    _ => tree.children(node).collect(),
                });
                for value in values.filter_map(|node| tree.scalar(node)).map(|(text, _)| text) {
                    let is_shown = found.iter().any(|found| found.ends_with(&format!(": {value}")));
                    assert!(is_shown || MEANT.contains(&value), "{file}: {value}");
                }
            }
            assert_eq!(n_found, PLACEHOLDERS.len());
        }
    }

    fn check(rest: &str, expected: &[&str]) {
        let text = format!("id: a\nterm: {{ starts: 2014, ends: open-ended }}\n{rest}\n");
        assert_eq!(
            found("agreements/a.yaml", Role::Agreement, &text),
            expected,
            "{rest}"
        );
    }

    #[test]
    fn only_the_exact_example_of_a_field_counts() {
        check("title: Sopimuksen nimi", &["`title`: Sopimuksen nimi"]);
        check("title: \"Sopimuksen nimi\"", &["`title`: Sopimuksen nimi"]);
        check(
            "title: { fi: Sopimus, en: Sopimuksen nimi }",
            &["`title`: Sopimuksen nimi"],
        );
        check("title: Sopimuksen nimi 2014", &[]);
        check("title: sopimuksen nimi", &[]);
        // The same words elsewhere are a network's own.
        check("title: Esimerkkiorganisaatio\npurpose: Sopimuksen nimi", &[]);
        check(
            "title: A\ngroups: [{ id: g, name: G, duties: [\"Kirjoita tähän, mitä ryhmä tekee.\", { text: { fi: \"Kirjoita tähän, mitä ryhmä tekee.\" } }, Muu.] }]",
            &["`groups.duties.text`: Kirjoita tähän, mitä ryhmä tekee."; 2],
        );
    }

    #[test]
    fn the_unknown_start_of_a_new_agreement_is_one() {
        for (term, expected) in [
            ("{ starts: 2199, ends: open-ended }", Some("`term.starts`: 2199")),
            ("{ starts: 2199-01, ends: 2199 }", None),
        ] {
            let text = format!("id: a\ntitle: A\nterm: {term}\n");
            let found = found("agreements/a.yaml", Role::Agreement, &text);
            assert_eq!(found.first().map(String::as_str), expected);
        }
        assert_eq!(UNKNOWN_START.to_string(), START.1);
    }

    /// A file with an error elsewhere still says its examples.
    #[test]
    fn an_error_hides_no_example() {
        check(
            "title: Sopimuksen nimi\nregoins: all",
            &["`title`: Sopimuksen nimi"],
        );
    }
}
