//! The front page with what is in force and what is coming, the archive of earlier agreements, and the
//! page of the search.

use chrono::Datelike;

use super::calendar::{title_of, when, whose};
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, area, count};
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
    heading: Wording::fixed("Upcoming agreements", "Tulossa olevat sopimukset"),
    title: Wording::fixed("Upcoming agreements", "Tulossa olevat sopimukset"),
    folder: "sopimukset/tulossa",
};

pub(super) fn start(writer: &PageWriter<'_>, calendar: &[CalendarEntry]) -> Vec<SitePage> {
    let (in_force, coming): (Vec<_>, Vec<_>) = writer
        .overview
        .latest_first()
        .into_iter()
        .filter(|standing| standing.is_current())
        .partition(|standing| standing.status == AgreementStatus::InForce);
    let has_several = in_force.len() + coming.len() > 1;
    let mut page = Outline::new(writer.lang);
    if in_force.is_empty() {
        page.say(&Wording::fixed(
            "No agreement is in force.",
            "Mikään sopimus ei ole voimassa.",
        ));
    }
    let mut parts = section(writer, &mut page, &IN_FORCE, &in_force);
    parts.extend(section(writer, &mut page, &COMING, &coming));
    let next = calendar
        .iter()
        .filter(|entry| entry.every_months.is_none() && entry.falls_between(Some(writer.today), None));
    let next = next.take(NEXT).map(|entry| {
        let mut words = when(writer, entry);
        words.push(writer.own(": "));
        words.push(title_of(entry).to("kalenteri/index.html"));
        if has_several {
            words.extend(whose(writer, entry));
        }
        Item::new(words)
    });
    page.list(
        &Wording::fixed("Next in the calendar", "Seuraavaksi kalenterissa"),
        next.collect(),
    );
    let areas = Region::ALL.map(|region| Item::new(vec![area(region)]));
    page.list(&Wording::fixed("Regions", "Alueet"), areas.to_vec());
    let map = Wording::fixed("All regions on the network map", "Kaikki alueet verkostokartalla");
    page.sentence(vec![writer.say(&map).to("alueet/index.html")]);
    let name = writer.overview.registry.settings.name.as_ref();
    let usual = Wording::fixed("Partnership agreements", "Kumppanuussopimukset");
    let title = name.map_or_else(|| writer.say(&usual), |name| Span::finnish(name));
    let first = SitePage::new("index.html", SiteSection::Start, title, page);
    [vec![first], parts].concat()
}

fn section(
    writer: &PageWriter<'_>,
    page: &mut Outline,
    section: &Section,
    standings: &[&Standing<'_>],
) -> Vec<SitePage> {
    if standings.len() <= FEW {
        let entries = standings.iter().map(|standing| entry(writer, standing));
        page.list(&section.heading, entries.collect());
        return Vec::new();
    }
    let listing = Listing {
        back: writer
            .say(&Wording::fixed("Front page", "Etusivu"))
            .to("index.html"),
        folder: section.folder,
        section: SiteSection::Start,
        title: writer.say(&section.title),
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
            vec![writer.agreement(standing.agreement)],
            vec![writer.term(standing)],
            vec![writer.status(standing)],
            vec![writer.own(writer.overview.n_bound(standing.agreement).to_string())],
        ];
        (started(standing), row)
    });
    page.heading(&section.heading);
    page.say(&by_start(standings.len()));
    listing.divide(writer, page, rows.collect())
}

fn started(standing: &Standing<'_>) -> Key {
    Key::year(standing.agreement.term.starts.value.first_day().year())
}

fn by_start(n: usize) -> Wording {
    let n = count(n);
    wording!(
        en: "{n} agreements, by starting year",
        fi: "{n} sopimusta alkamisvuoden mukaan",
    )
}

fn entry(writer: &PageWriter<'_>, standing: &Standing<'_>) -> Item {
    let agreement = standing.agreement;
    let n = writer.overview.n_bound(agreement);
    let signed = wording!(en: "{n} signatories have signed", fi: "allekirjoittaneita {n}");
    let mut shown = Item::new(vec![writer.agreement(agreement)]);
    shown.details.push(writer.listed([
        writer.status(standing),
        writer.term(standing),
        writer.say(&signed),
    ]));
    shown
}

pub(super) fn archive(writer: &PageWriter<'_>) -> Vec<SitePage> {
    let path = "arkisto/index.html";
    let title = writer.say(&Wording::fixed("Archive", "Arkisto"));
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
    let rows = earlier(writer);
    let none = Wording::fixed("There are no earlier agreements.", "Aiempia sopimuksia ei ole.");
    let mut page = Outline::new(writer.lang);
    if rows.is_empty() {
        page.say(&none);
    }
    let size = by_start(rows.len());
    let parts = listing.report(writer, &mut page, rows, &size);
    let first = SitePage::new(path, SiteSection::Archive, title, page);
    [vec![first], parts].concat()
}

fn earlier(writer: &PageWriter<'_>) -> Vec<KeyedRow> {
    let all = writer.overview.latest_first();
    let earlier = all.iter().filter(|standing| !standing.is_current());
    let rows = earlier.map(|standing| {
        let successors = standing.successors.iter();
        let successors =
            successors.map(|number| writer.agreement(writer.overview.numbered(*number).agreement));
        let row = vec![
            vec![writer.agreement(standing.agreement)],
            vec![writer.term(standing)],
            vec![writer.status(standing)],
            writer.listed(successors),
        ];
        (started(standing), row)
    });
    rows.collect()
}

pub(super) fn search(writer: &PageWriter<'_>) -> SitePage {
    let mut page = Outline::new(writer.lang);
    page.blocks.push(Block::Search);
    let title = writer.say(&Wording::fixed("Search", "Haku"));
    SitePage::new("haku/index.html", SiteSection::Search, title, page)
}
