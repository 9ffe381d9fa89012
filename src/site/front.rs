//! The front page with what is in force and what is coming, the archive of earlier agreements, and the
//! page of the search.

use chrono::Datelike;

use super::calendar::{title_of, when, whose};
use super::parts::{Division, Key, KeyedRow, Listing};
use super::teller::{Teller, area, count};
use crate::model::{AgreementStatus, Region, Standing};
use crate::render::site::{SitePage, SiteSection};
use crate::render::{Block, Item, Outline, Span};
use crate::view::CalendarEntry;
use crate::wording;
use crate::wording::Wording;

/// So many of the next entries of the calendar stand on the front page.
const NEXT: usize = 8;

/// A section of the front page with more agreements than this is divided by the year of their start.
const FEW: usize = 50;

/// A section of the front page.
struct Section {
    heading: Wording,
    /// What the pages of its parts are called, and the folder of these.
    title: Wording,
    folder: &'static str,
}

const IN_FORCE: Section = Section {
    heading: Wording::fixed("In force", "Voimassa"),
    title: Wording::fixed("Agreements in force", "Voimassa olevat sopimukset"),
    folder: "sopimukset/voimassa",
};

const COMING: Section = Section {
    heading: Wording::fixed("Coming agreements", "Tulossa olevat sopimukset"),
    title: Wording::fixed("Coming agreements", "Tulossa olevat sopimukset"),
    folder: "sopimukset/tulossa",
};

pub(super) fn start(teller: &Teller<'_>, calendar: &[CalendarEntry]) -> Vec<SitePage> {
    let (in_force, coming): (Vec<_>, Vec<_>) = teller
        .overview
        .latest_first()
        .into_iter()
        .filter(|standing| standing.is_current())
        .partition(|standing| standing.status == AgreementStatus::InForce);
    let has_several = in_force.len() + coming.len() > 1;
    let mut page = Outline::new(teller.lang);
    if in_force.is_empty() {
        page.say(&Wording::fixed(
            "No agreement is in force.",
            "Mikään sopimus ei ole voimassa.",
        ));
    }
    let mut parts = section(teller, &mut page, &IN_FORCE, &in_force);
    parts.extend(section(teller, &mut page, &COMING, &coming));
    let next = calendar
        .iter()
        .filter(|entry| entry.every_months.is_none() && entry.falls_between(Some(teller.today), None));
    let next = next.take(NEXT).map(|entry| {
        let mut words = when(teller, entry);
        words.push(teller.own(": "));
        words.push(title_of(entry).to("kalenteri/index.html"));
        if has_several {
            words.extend(whose(teller, entry));
        }
        Item::new(words)
    });
    page.list(
        &Wording::fixed("Next in the calendar", "Seuraavaksi kalenterissa"),
        next.collect(),
    );
    let areas = Region::ALL.map(|region| Item::new(vec![area(region)]));
    page.list(&Wording::fixed("Areas", "Alueet"), areas.to_vec());
    let map = Wording::fixed("All areas on the network map", "Kaikki alueet verkostokartalla");
    page.sentence(vec![teller.say(&map).to("alueet/index.html")]);
    let name = teller.overview.registry.settings.name.as_ref();
    let usual = Wording::fixed("Partnership agreements", "Kumppanuussopimukset");
    let title = name.map_or_else(|| teller.say(&usual), |name| Span::finnish(name));
    let first = SitePage::new("index.html", SiteSection::Start, title, page);
    [vec![first], parts].concat()
}

fn section(
    teller: &Teller<'_>,
    page: &mut Outline,
    section: &Section,
    standings: &[&Standing<'_>],
) -> Vec<SitePage> {
    if standings.len() <= FEW {
        let entries = standings.iter().map(|standing| entry(teller, standing));
        page.list(&section.heading, entries.collect());
        return Vec::new();
    }
    let listing = Listing {
        back: teller
            .say(&Wording::fixed("Front page", "Etusivu"))
            .to("index.html"),
        folder: section.folder,
        section: SiteSection::Start,
        title: teller.say(&section.title),
        heading: section.title.clone(),
        heads: &[
            Wording::fixed("agreement", "sopimus"),
            Wording::fixed("term", "sopimuskausi"),
            Wording::fixed("status", "tila"),
            Wording::fixed("signatories that have signed", "allekirjoittaneita"),
        ],
        division: Division::Years,
    };
    let rows = standings.iter().map(|standing| {
        let row = vec![
            vec![teller.agreement(standing.agreement)],
            vec![teller.term(standing)],
            vec![teller.status(standing)],
            vec![teller.own(teller.overview.n_bound(standing.agreement).to_string())],
        ];
        (started(standing), row)
    });
    page.heading(&section.heading);
    page.say(&by_start(standings.len()));
    listing.divide(teller, page, rows.collect())
}

fn started(standing: &Standing<'_>) -> Key {
    Key::year(standing.agreement.term.starts.value.first_day().year())
}

fn by_start(n: usize) -> Wording {
    let n = count(n);
    wording!(
        en: "{n} agreements, by the year in which they begin",
        fi: "{n} sopimusta alkamisvuoden mukaan",
    )
}

fn entry(teller: &Teller<'_>, standing: &Standing<'_>) -> Item {
    let agreement = standing.agreement;
    let n = teller.overview.n_bound(agreement);
    let signed = wording!(en: "{n} signatories have signed", fi: "allekirjoittaneita {n}");
    let mut told = Item::new(vec![teller.agreement(agreement)]);
    told.details.push(teller.listed([
        teller.status(standing),
        teller.term(standing),
        teller.say(&signed),
    ]));
    told
}

pub(super) fn archive(teller: &Teller<'_>) -> Vec<SitePage> {
    let path = "arkisto/index.html";
    let title = teller.say(&Wording::fixed("Archive", "Arkisto"));
    let listing = Listing {
        back: title.clone().to(path),
        folder: "arkisto",
        section: SiteSection::Archive,
        title: title.clone(),
        heading: Wording::fixed("Earlier agreements", "Aiemmat sopimukset"),
        heads: &[
            Wording::fixed("agreement", "sopimus"),
            Wording::fixed("term", "sopimuskausi"),
            Wording::fixed("status", "tila"),
            Wording::fixed("followed by", "seuraava sopimus"),
        ],
        division: Division::Years,
    };
    let rows = earlier(teller);
    let none = Wording::fixed("There are no earlier agreements.", "Aiempia sopimuksia ei ole.");
    let mut page = Outline::new(teller.lang);
    if rows.is_empty() {
        page.say(&none);
    }
    let size = by_start(rows.len());
    let parts = listing.tell(teller, &mut page, rows, &size);
    let first = SitePage::new(path, SiteSection::Archive, title, page);
    [vec![first], parts].concat()
}

fn earlier(teller: &Teller<'_>) -> Vec<KeyedRow> {
    let all = teller.overview.latest_first();
    let earlier = all.iter().filter(|standing| !standing.is_current());
    let rows = earlier.map(|standing| {
        let successors = standing.successors.iter();
        let successors =
            successors.map(|number| teller.agreement(teller.overview.numbered(*number).agreement));
        let row = vec![
            vec![teller.agreement(standing.agreement)],
            vec![teller.term(standing)],
            vec![teller.status(standing)],
            teller.listed(successors),
        ];
        (started(standing), row)
    });
    rows.collect()
}

pub(super) fn search(teller: &Teller<'_>) -> SitePage {
    let mut page = Outline::new(teller.lang);
    page.blocks.push(Block::Search);
    let title = teller.say(&Wording::fixed("Search", "Haku"));
    SitePage::new("haku/index.html", SiteSection::Search, title, page)
}
