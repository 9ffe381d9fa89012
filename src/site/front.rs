//! The front page with what is in force and what is coming, the archive of earlier agreements, and the
//! page of the search.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::address::agreement_page;
use super::calendar::{what, whose};
use super::events;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::region::{NETWORK_MAP, area_numbers, map_of_front};
use super::writer::{PageWriter, count};
use crate::model::{Agreement, AgreementStatus, Standing};
use crate::render::site::{SitePage, SiteSection};
use crate::render::{Block, Figure, Item, Outline, Span};
use crate::view::{CalendarEntry, CalendarKind};
use crate::wording;
use crate::wording::Wording;

/// So many of the next entries of the calendar stand on the front page.
const NEXT: usize = 5;

/// A section of the front page with more agreements than this is divided by the year of their start.
const FEW: usize = 50;

/// What a figure of the front page counts, one and many of it.
type Counted = (Wording, Wording);

const SIGNATORIES: Counted = (
    Wording::fixed("signatory", "allekirjoittaja"),
    Wording::fixed("signatories", "allekirjoittajaa"),
);
const GROUPS: Counted = (
    Wording::fixed("group", "ryhmä"),
    Wording::fixed("groups", "ryhmää"),
);
const DUTIES: Counted = (
    Wording::fixed("duty", "tehtävä"),
    Wording::fixed("duties", "tehtävää"),
);

/// A section of the front page.
struct Section {
    heading: Wording,
    /// Its name in addresses, and in the style sheet.
    id: &'static str,
    /// What the pages of its parts are called, and the folder of these.
    title: Wording,
    folder: &'static str,
}

const IN_FORCE: Section = Section {
    heading: Wording::fixed("In force", "Voimassa"),
    id: "voimassa",
    title: Wording::fixed("Agreements in force", "Voimassa olevat sopimukset"),
    folder: "sopimukset/voimassa",
};

const COMING: Section = Section {
    heading: Wording::fixed("Upcoming agreements", "Tulossa olevat sopimukset"),
    id: "tulossa",
    title: Wording::fixed("Upcoming agreements", "Tulossa olevat sopimukset"),
    folder: "sopimukset/tulossa",
};

/// The purpose of the network, its size, what is in force and coming, the next dates, the map, the regions.
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
    } else {
        introduction(writer, &mut page, &in_force);
    }
    let mut parts = section(writer, &mut page, &IN_FORCE, &in_force);
    parts.extend(section(writer, &mut page, &COMING, &coming));
    next_dates(writer, &mut page, calendar, has_several);
    if writer.network().has_regions() {
        map(writer, &mut page);
    }
    let name = writer.overview.registry.settings.name.as_ref();
    let usual = Wording::fixed("Partnership agreements", "Kumppanuussopimukset");
    let title = name.map_or_else(|| writer.say(&usual), |name| Span::finnish(name));
    let first = SitePage::new("index.html", SiteSection::Start, title, page);
    [vec![first], parts].concat()
}

fn map(writer: &PageWriter<'_>, page: &mut Outline) {
    page.heading_at("kartta", &NETWORK_MAP);
    map_of_front(writer, page);
    if !writer.network().municipalities().is_empty() {
        let municipalities = Wording::fixed(
            "Municipalities and their organisations",
            "Kunnat ja niiden organisaatiot",
        );
        page.sentence(vec![writer.say(&municipalities).to("alueet/index.html")]);
    }
    area_numbers(writer, page);
}

/// What the network is for, where one agreement is for all of it, and how large it is.
fn introduction(writer: &PageWriter<'_>, page: &mut Outline, in_force: &[&Standing<'_>]) {
    let mut main = in_force
        .iter()
        .filter(|standing| standing.agreement.part_of.is_none());
    let only = main.next().filter(|_| main.next().is_none());
    let only = only.map(|standing| standing.agreement);
    if let Some(purpose) = only.and_then(|agreement| agreement.purpose.as_ref()) {
        page.prose(&writer.spoken(purpose).prose());
    }
    let overview = writer.overview;
    let bound = overview.bound().iter();
    let signatories: BTreeSet<_> = bound
        .map(|(_, signatory)| &signatory.organisation.value)
        .collect();
    let working = overview.working_groups();
    let pages = working.iter().map(|(agreement, group)| {
        let line = overview.groups.find(&agreement.id.value, &group.id.value);
        line.map(|line| &line.page)
    });
    let groups: BTreeSet<_> = pages.collect();
    let of_duties = only.map(|agreement| agreement_page(agreement.id.value.as_str()));
    let n_duties = working.iter().map(|(_, group)| group.duties.len()).sum();
    let figure = |n: usize, (one, many): Counted, page: &str| Figure {
        count: count(n),
        what: writer.say(if n == 1 { &one } else { &many }).to(page),
    };
    let figures = vec![
        figure(signatories.len(), SIGNATORIES, "organisaatiot/index.html"),
        figure(groups.len(), GROUPS, "ryhmat/index.html"),
        figure(
            n_duties,
            DUTIES,
            of_duties.as_deref().unwrap_or("ryhmat/index.html"),
        ),
    ];
    page.blocks.push(Block::Figures { figures });
}

/// What falls on a day of its own, be it once or every time; rounds of duties have none.
fn next_dates(writer: &PageWriter<'_>, page: &mut Outline, calendar: &[CalendarEntry], has_several: bool) {
    let today = writer.today;
    let dated = calendar
        .iter()
        .filter(|entry| entry.kind != CalendarKind::Duty || entry.every_months.is_none());
    let mut next: Vec<(NaiveDate, &CalendarEntry)> = dated
        .filter(|entry| entry.falls_between(Some(today), None))
        .map(|entry| (entry.round_from(today).unwrap_or(entry.days().0), entry))
        .collect();
    next.sort_by_key(|(day, _)| *day);
    if next.is_empty() {
        return;
    }
    page.heading(&Wording::fixed(
        "Next in the calendar",
        "Seuraavaksi kalenterissa",
    ));
    for (day, entry) in next.into_iter().take(NEXT) {
        let mut words = what(writer, entry);
        if has_several {
            words.extend(whose(writer, entry));
        }
        let date = match entry.every_months {
            Some(_) => writer.date(day.into()),
            None => events::when(writer, entry.event_days(), entry.cancelled).text,
        };
        page.fact_of(&Wording::composed(date.clone(), date), words);
    }
    let calendar = Wording::fixed("The whole calendar", "Koko kalenteri");
    page.sentence(vec![writer.say(&calendar).to("kalenteri/index.html")]);
}

fn section(
    writer: &PageWriter<'_>,
    page: &mut Outline,
    section: &Section,
    standings: &[&Standing<'_>],
) -> Vec<SitePage> {
    if standings.is_empty() {
        return Vec::new();
    }
    page.heading_at(section.id, &section.heading);
    if standings.len() <= FEW {
        let entries = standings.iter().map(|standing| entry(writer, standing));
        page.blocks.push(Block::Items {
            items: entries.collect(),
        });
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
    let mut item = Item::new(vec![writer.agreement(agreement)]);
    item.details
        .push(writer.listed([writer.status(standing), writer.term(standing)]));
    item.details
        .push(vec![writer.say(&signatures(writer, agreement))]);
    item
}

/// How many have signed, and of how many where some have not yet.
fn signatures(writer: &PageWriter<'_>, agreement: &Agreement) -> Wording {
    let (signed, pending) = (
        writer.overview.n_bound(agreement),
        writer.overview.n_pending(agreement),
    );
    let (n, total) = (count(signed), count(signed + pending));
    match pending {
        0 if signed == 1 => Wording::fixed("1 signatory", "1 allekirjoittaja"),
        0 => wording!(en: "{n} signatories", fi: "{n} allekirjoittajaa"),
        _ => wording!(en: "signed by {n} of {total}", fi: "allekirjoittanut {n}/{total}"),
    }
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
