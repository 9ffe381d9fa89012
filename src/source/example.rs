//! The example of an agreement: the first file of a new registry, and the parts that the file of another new
//! agreement offers in comments. Its values are placeholders (`placeholders`), but for those given here.

use crate::wording::Lang;

const ENGLISH: &str = include_str!("example/agreement.en.yaml");
const FINNISH: &str = include_str!("example/agreement.fi.yaml");

/// What an example takes from the registry and the day.
#[derive(Clone, Debug)]
pub struct ExampleFacts<'a> {
    /// The year in the agreement's id.
    pub year: i32,
    /// The start of the term, as a file has it.
    pub starts: &'a str,
    /// The day of a signature, as a file has it.
    pub today: &'a str,
    /// The regions, as a file calls them.
    pub regions: &'a [&'a str],
    /// A municipality; none where the registry does not know one.
    pub municipality: Option<&'a str>,
}

/// An example, with its comments in one language.
#[derive(Clone, Debug)]
pub struct Example {
    text: String,
}

impl Example {
    #[must_use]
    pub fn new(lang: Lang, facts: &ExampleFacts<'_>) -> Self {
        let text = match lang {
            Lang::En => ENGLISH,
            Lang::Fi => FINNISH,
        };
        let is_known = |line: &&str| facts.municipality.is_some() || !line.contains("{municipality}");
        let lines: String = text.split_inclusive('\n').filter(is_known).collect();
        let text = lines
            .replace("{year}", &facts.year.to_string())
            .replace("{starts}", facts.starts)
            .replace("{today}", facts.today)
            .replace("{regions}", &facts.regions.join(", "))
            .replace("{municipality}", facts.municipality.unwrap_or_default());
        Self { text }
    }

    /// The whole file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines of a field of the file, up to the next one.
    pub fn field(&self, name: &str) -> impl Iterator<Item = &str> {
        let is_of_field = |line: &&str| line.starts_with(' ');
        let first = self.text.lines().position(|line| begins(line, name));
        let lines = self.text.lines().skip(first.unwrap_or(usize::MAX));
        lines
            .enumerate()
            .take_while(move |(at, line)| *at == 0 || is_of_field(line))
            .map(|(_, line)| line)
    }

    /// The line of a field inside another.
    #[must_use]
    pub fn inner(&self, outer: &str, name: &str) -> Option<&str> {
        let mut lines = self.field(outer).map(str::trim_start);
        lines.find(|line| begins(line, name))
    }
}

fn begins(line: &str, name: &str) -> bool {
    line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_an_example_are_found() {
        let facts = ExampleFacts {
            year: 2026,
            starts: "2026-12-01",
            today: "2026-11-21",
            regions: &["A", "B"],
            municipality: None,
        };
        for lang in [Lang::En, Lang::Fi] {
            let example = Example::new(lang, &facts);
            assert!(!example.text().contains("municipality:"), "{}", example.text());
            assert!(example.text().contains("id: sopimus-2026 "), "{}", example.text());
            assert_eq!(example.field("groups").count(), 9);
            let signatories: Vec<&str> = example.field("signatories").collect();
            assert_eq!(signatories.len(), 7);
            assert!(signatories[0].starts_with("signatories:"), "{signatories:?}");
            assert_eq!(example.field("purpose").count(), 1);
            assert_eq!(example.field("no-such-field").count(), 0);
            let months = example.inner("term", "review_months").expect("it is there");
            assert!(months.starts_with("review_months: 12 "), "{months}");
            assert_eq!(example.inner("term", "purpose"), None);
        }
    }
}
