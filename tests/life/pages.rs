//! What the pages of the website say, of both editions, read from the planned pages as data.

use chrono::NaiveDate;
use kumppani::model::{Edition, Registry};
use kumppani::render::site::SitePage;
use kumppani::render::{Block, Fact, GridCell, Item, Span};
use kumppani::site::plan_site;
use kumppani::wording::Lang;

use crate::generator::{AGREEMENTS, ORGANISATIONS};
use crate::told::Told;
use crate::words::{absence_of, date_of, duty_of, end_of, organisation_of, state_of, status_of};

/// The pages of an edition on a day, taken apart.
pub(crate) fn tell_site(registry: &Registry, edition: Edition, day: NaiveDate, told: &mut Told) {
    let registry = edition.of(registry.clone(), day);
    let pages = plan_site(&registry, day, edition, Lang::Fi);
    let name = match edition {
        Edition::Internal => "the site",
        Edition::Public => "the public site",
    };
    let mut reader = Reader {
        pages: &pages,
        edition,
        name,
        told,
    };
    reader.lists();
    for id in AGREEMENTS {
        reader.agreement(id);
    }
    for id in ORGANISATIONS {
        reader.organisation(id);
    }
    for (area, path) in [("Keski", "keski"), ("Saamelaisalue", "saamelaisalue")] {
        reader.area(area, &format!("alueet/{path}.html"));
    }
}

struct Reader<'r> {
    pages: &'r [SitePage],
    edition: Edition,
    name: &'static str,
    told: &'r mut Told,
}

/// Texts one after the other.
fn text(words: &[Span]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// The id in the address of a page.
fn link(words: &[Span]) -> String {
    let json = serde_json::to_value(words).expect("words can be told in JSON");
    let page = words.iter().zip(json.as_array().into_iter().flatten());
    let page = page.filter_map(|(_, word)| word["link"]["page"].as_str());
    let file = page.filter_map(|page| page.rsplit('/').next()?.strip_suffix(".html"));
    file.map(str::to_owned).next().unwrap_or_default()
}

/// The items of the list below a heading.
fn items<'p>(page: &'p SitePage, heading: &str) -> &'p [Item] {
    let mut blocks = page
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { text, .. } if text == heading));
    match blocks.nth(1) {
        Some(Block::Items { items }) => items,
        _ => &[],
    }
}

/// The rows of the table below a heading.
fn table<'p>(page: &'p SitePage, of: &str) -> Vec<Vec<&'p [Span]>> {
    let mut blocks = page
        .blocks
        .iter()
        .skip_while(|block| !matches!(block, Block::Heading { text, .. } if text == of));
    match blocks.nth(1) {
        Some(Block::Table(grid)) => {
            let runs = |row: &'p Vec<GridCell>| row.iter().map(|cell| cell.runs.as_slice()).collect();
            grid.rows.iter().map(runs).collect()
        }
        _ => Vec::new(),
    }
}

fn fact<'p>(page: &'p SitePage, label: &str) -> Option<&'p Fact> {
    let facts = page.blocks.iter().find_map(|block| match block {
        Block::Facts { facts } => Some(facts),
        _ => None,
    });
    facts?.iter().find(|fact| fact.label == label)
}

impl Reader<'_> {
    fn page(&mut self, path: &str) -> Option<SitePage> {
        self.told.begin(format!("{}: {path}", self.name));
        self.pages.iter().find(|page| page.path == path).cloned()
    }

    fn is_public(&self) -> bool {
        self.edition == Edition::Public
    }

    fn status(&mut self, id: &str, words: &str) {
        let (status, soon) = status_of(words);
        self.told.says(id, "status", status);
        self.told.says(id, "ending_soon", soon.to_string());
    }

    fn term(&mut self, id: &str, words: &str) {
        let ends = words.split_once('–').map_or("", |(_, ends)| ends);
        self.told.says(id, "ends", end_of(ends));
    }

    fn state(&mut self, place: String, words: &str) {
        // The public edition knows of no notice before it takes effect.
        let what = if self.is_public() { "public state" } else { "state" };
        self.told.says(place, what, state_of(words));
    }

    fn lists(&mut self) {
        let name = self.name;
        if let Some(page) = self.page("index.html") {
            for (heading, of) in [("Voimassa", "in force"), ("Tulossa olevat sopimukset", "coming")] {
                let mut listed = Vec::new();
                for item in items(&page, heading) {
                    let id = link(&item.text);
                    let ([status, _, term], [signed]) = (&item.details[0][..], &item.details[1][..]) else {
                        panic!("an agreement on the front page has a status, a term and signatures");
                    };
                    self.status(&id, &[status.text.clone()].concat());
                    self.term(&id, &term.text);
                    // `allekirjoittanut 3/34`, or `34 allekirjoittajaa` where nobody is waited for.
                    let n = signed.text.trim_start_matches("allekirjoittanut ");
                    let n = n.split(['/', ' ']).next().unwrap_or_default();
                    self.told.says(&id, "n signed", n.to_owned());
                    listed.push(id);
                }
                self.told.lists(format!("{of} on {name}"), "agreements", listed);
            }
        }
        if let Some(page) = self.page("arkisto/index.html") {
            let rows = table(&page, "Aiemmat sopimukset");
            for row in &rows {
                let id = link(row[0]);
                self.term(&id, &text(row[1]));
                self.status(&id, &text(row[2]));
            }
            let listed = rows.iter().map(|row| link(row[0])).collect();
            self.told
                .lists(format!("earlier on {name}"), "agreements", listed);
        }
    }

    fn agreement(&mut self, id: &str) {
        let Some(page) = self.page(&format!("sopimukset/{id}.html")) else {
            return;
        };
        let value = |label| {
            fact(&page, label)
                .map(|fact| text(&fact.value))
                .unwrap_or_default()
        };
        self.status(id, &value("tila"));
        self.term(id, &value("sopimuskausi"));
        for row in table(&page, "Allekirjoittajat") {
            let place = format!("{id}/{}", organisation_of(&text(row[0])));
            self.state(place.clone(), &text(row[3]));
            self.told.says(place, "signed on", date_of(&text(row[4])));
        }
        for block in &page.blocks {
            let Block::Numbered { items, .. } = block else {
                continue;
            };
            for details in items.iter().flat_map(|item| &item.details) {
                if details[0].text.starts_with("vastuutaho") {
                    self.named(id, &details[1..]);
                }
            }
        }
    }

    /// Organisations by name, each with a word where it is no party on the day.
    fn named(&mut self, id: &str, words: &[Span]) {
        let names = words.iter().enumerate();
        for (at, name) in names.filter(|(_, word)| word.text.ends_with(", nimi")) {
            let mark = words.get(at + 1).map_or("", |word| word.text.as_str());
            let place = format!("{id}/{}", organisation_of(&name.text));
            self.told.says(place, "absent", absence_of(mark));
        }
    }

    fn organisation(&mut self, id: &str) {
        let name = self.name;
        let Some(page) = self.page(&format!("organisaatiot/{id}.html")) else {
            return;
        };
        let has_ceased = fact(&page, "lakannut").is_some();
        self.told.says(id, "ceased", has_ceased.to_string());
        let rows = table(&page, "Sopimukset");
        for row in &rows {
            let agreement = link(row[0]);
            let place = format!("{agreement}/{id}");
            self.status(&agreement, &text(row[1]));
            self.state(place.clone(), &text(row[3]));
            self.told.says(place, "signed on", date_of(&text(row[4])));
        }
        let listed = rows.iter().map(|row| link(row[0])).collect();
        self.told.lists(format!("{id} on {name}"), "agreements", listed);
        let own =
            ["Omat tehtävät", "Ryhmän mukana hoidettavat tehtävät"].map(|heading| items(&page, heading));
        let duties = own.into_iter().flatten().map(|item| duty_of(&text(&item.text)));
        self.told
            .lists(format!("{id} on a site"), "duties", duties.collect());
    }

    fn area(&mut self, area: &str, path: &str) {
        let Some(page) = self.page(path) else {
            return;
        };
        let rows = table(&page, "Organisaatiot");
        let listed = rows.iter().map(|row| organisation_of(&text(row[0]))).collect();
        self.told
            .lists(format!("{area} on a site"), "organisations", listed);
        let mut groups: Vec<String> = items(&page, "Ryhmät")
            .iter()
            .map(|item| item.text[0].text.clone())
            .collect();
        groups.sort();
        groups.dedup();
        self.told.lists(format!("{area} on a site"), "groups", groups);
    }
}
