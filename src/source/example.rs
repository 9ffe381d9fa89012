//! The examples that a new registry begins with: an agreement, whose parts the file of another new agreement
//! offers in comments, and the settings. Their values are placeholders (`placeholders`), but for those given here.

use super::quoting::{Around, written};
use crate::wording::{Lang, Wording};

static AGREEMENTS: Wording = Wording::fixed(
    include_str!("example/agreement.en.yaml"),
    include_str!("example/agreement.fi.yaml"),
);

static SETTINGS: Wording = Wording::fixed(
    include_str!("example/registry.en.yaml"),
    include_str!("example/registry.fi.yaml"),
);

/// What an example of an agreement takes from the registry and the day.
#[derive(Clone, Debug)]
pub struct ExampleFacts<'a> {
    /// The year in the agreement's id.
    pub year: i32,
    /// The start of the term, as a file has it.
    pub starts: &'a str,
    /// The day of a signature, as a file has it.
    pub today: &'a str,
    /// The regions of the network; where there are none, the example names none.
    pub regions: &'a [&'a str],
    /// A municipality; none where the registry does not know one.
    pub municipality: Option<&'a str>,
}

/// An example of an agreement, with its comments in one language.
#[derive(Clone, Debug)]
pub struct Example {
    text: String,
}

impl Example {
    #[must_use]
    pub fn new(lang: Lang, facts: &ExampleFacts<'_>) -> Self {
        let is_known = |line: &&str| match line.trim_start().split(':').next() {
            Some("municipality") => facts.municipality.is_some(),
            Some("regions") => !facts.regions.is_empty(),
            _ => true,
        };
        let lines = AGREEMENTS.get(lang).split_inclusive('\n').filter(is_known);
        let regions: Vec<String> = facts
            .regions
            .iter()
            .map(|region| written(region, Around::Brackets))
            .collect();
        let text = lines
            .collect::<String>()
            .replace("{year}", &facts.year.to_string())
            .replace("{starts}", facts.starts)
            .replace("{today}", facts.today)
            .replace("{regions}", &regions.join(", "))
            .replace("{municipality}", facts.municipality.unwrap_or_default());
        Self { text }
    }

    /// The whole file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines of a field of the file, up to the next one; of a field that is only shown, as they are without
    /// their `#`.
    pub fn field(&self, name: &str) -> impl Iterator<Item = &str> {
        let is_of_field = |line: &&str| line.starts_with(' ');
        let shown = |line| str::strip_prefix(line, "# ").unwrap_or(line);
        let first = self.text.lines().map(shown).position(|line| begins(line, name));
        let lines = self.text.lines().map(shown).skip(first.unwrap_or(usize::MAX));
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

/// What the settings of a new registry say; what is `None` is an example or follows from the program.
#[derive(Clone, Debug)]
pub struct SettingsWanted {
    /// The network's name.
    pub name: Option<String>,
    /// The network's own regions; none at all for a network without regions.
    pub regions: Option<Vec<String>>,
    /// The language of documents, site and letters.
    pub language: Lang,
}

/// The file `registry.yaml` of a new registry, with its comments in one language.
#[must_use]
pub fn example_settings(lang: Lang, wanted: &SettingsWanted) -> String {
    let name = wanted.name.as_deref().unwrap_or("Verkoston nimi");
    let regions = wanted.regions.as_deref();
    let regions = regions.map_or_else(
        || usual_regions(lang),
        |regions| regions_of_network(lang, regions),
    );
    SETTINGS
        .get(lang)
        .replace("{language}", wanted.language.code())
        .replace("{name}", &written(name, Around::Lines))
        .replace("{regions}\n", &regions)
}

const NO_REGIONS: Wording = Wording::fixed("a network without regions", "verkostolla ei ole alueita");

const REGIONS: Wording = Wording::fixed(
    "the network's regions in its own order; agreements write their ids",
    "verkoston alueet sen omassa järjestyksessä; sopimuksiin kirjoitetaan tunnus",
);

const WHOLE: Wording = Wording::fixed("the whole network", "koko verkosto");

const WHOLE_NAME: Wording = Wording::fixed(
    "the name of all regions together, which lists and commands may use",
    "kaikkien alueiden yhteinen nimi, jota voi käyttää myös luetteloissa ja komennoissa",
);

const MUNICIPALITIES: Wording = Wording::fixed(
    "the region's municipalities; while none are listed, any text is one",
    "alueen kunnat; kun niitä ei ole lueteltu, kunnaksi käy mikä tahansa teksti",
);

/// Where the built-in regions hold, how others are defined.
fn usual_regions(lang: Lang) -> String {
    explained(lang, "# regions: [Pohjoinen, Eteläinen]", &OWN_REGIONS)
}

fn explained(lang: Lang, line: &str, comment: &Wording) -> String {
    format!("{line:<33} # {}\n", comment.get(lang))
}

const OWN_REGIONS: Wording = Wording::fixed(
    "the network's own regions; without them the built-in ones hold",
    "verkoston omat alueet; ilman niitä käytössä ovat valmiit alueet",
);

/// The field `regions`, with the place for the municipalities of each.
fn regions_of_network(lang: Lang, regions: &[String]) -> String {
    if regions.is_empty() {
        return explained(lang, "regions: []", &NO_REGIONS);
    }
    let municipalities = explained(lang, "    # municipalities: []", &MUNICIPALITIES);
    let later = "    # municipalities: []\n".to_owned();
    let places = std::iter::once(municipalities).chain(std::iter::repeat(later));
    let lines = regions.iter().zip(places).map(|(region, municipalities)| {
        let id = written(region, Around::Lines);
        format!("  - id: {id}\n{municipalities}")
    });
    std::iter::once(explained(lang, "regions:", &REGIONS))
        .chain(lines)
        .chain([explained(
            lang,
            &format!("# whole: {}", WHOLE.get(lang)),
            &WHOLE_NAME,
        )])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<'a>(regions: &'a [&'a str], municipality: Option<&'a str>) -> ExampleFacts<'a> {
        ExampleFacts {
            year: 2026,
            starts: "2026-12-01",
            today: "2026-11-21",
            regions,
            municipality,
        }
    }

    #[test]
    fn the_fields_of_an_example_are_found() {
        for lang in [Lang::En, Lang::Fi] {
            let example = Example::new(lang, &facts(&["A", "B, C"], None));
            assert!(!example.text().contains("municipality:"), "{}", example.text());
            assert!(example.text().contains("id: sopimus-2026 "), "{}", example.text());
            assert!(example.text().contains(": [A, \"B, C\"]\n"), "{}", example.text());
            assert_eq!(example.field("groups").count(), 10);
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

    #[test]
    fn a_network_without_regions_has_none_in_its_example() {
        for lang in [Lang::En, Lang::Fi] {
            let example = Example::new(lang, &facts(&[], Some("Kajaani")));
            assert!(!example.text().contains("regions"), "{}", example.text());
            assert!(
                example.text().contains("    municipality: Kajaani\n"),
                "{}",
                example.text()
            );
        }
    }

    #[test]
    fn settings_have_the_network_s_own_name_and_regions() {
        let settings = |name: Option<&str>, regions: Option<&[&str]>, lang, language| {
            let regions = regions.map(|all| all.iter().map(|one| (*one).to_owned()).collect());
            let name = name.map(str::to_owned);
            example_settings(
                lang,
                &SettingsWanted {
                    name,
                    regions,
                    language,
                },
            )
        };
        let own = settings(
            Some("Kainuu: HYTE"),
            Some(&["Ylä-Kainuu", "no"]),
            Lang::En,
            Lang::En,
        );
        insta::assert_snapshot!("settings", own);
        let own = settings(
            Some("Kirjastot"),
            Some(&["Kajaani", "Sotkamo"]),
            Lang::Fi,
            Lang::Fi,
        );
        insta::assert_snapshot!("settings_fi", own);
        for lang in [Lang::En, Lang::Fi] {
            let usual = settings(None, None, lang, Lang::Fi);
            assert!(
                !usual.contains("\nregions") && usual.contains("name: Verkoston nimi"),
                "{usual}"
            );
            let none = settings(None, Some(&[]), lang, Lang::Fi);
            assert!(none.contains("\nregions: []  "), "{none}");
        }
    }
}
