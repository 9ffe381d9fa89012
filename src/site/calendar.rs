//! The calendar: what is coming, what recurs, what has been; on one page, or with a page for each year.

use chrono::Datelike;

use super::address::agreement_page;
use super::cut::MOST;
use super::events;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, count};
use crate::model::{AgreementId, GroupId};
use crate::render::site::{SitePage, SiteSection};
use crate::render::{Outline, Runs, Span};
use crate::view::{CalendarEntry, CalendarKind};
use crate::wording;
use crate::wording::Wording;

/// So many of the next entries stand on the first page of a calendar that is divided.
const NEXT: usize = 100;

const COMING: Wording = Wording::fixed("Upcoming", "Tulossa");

const HEADS: [Wording; 4] = [
    Wording::fixed("what", "asia"),
    Wording::fixed("when", "milloin"),
    Wording::fixed("kind", "laji"),
    Wording::fixed("agreement", "sopimus"),
];

const PATH: &str = "kalenteri/index.html";
const RECURRING: &str = "kalenteri/toistuvat.html";

const TITLE: Wording = Wording::fixed("Calendar", "Kalenteri");
const RECURS: Wording = Wording::fixed("Recurring", "Toistuvat");

/// The calendar on one page, or with a page for each year.
pub(super) fn pages(writer: &PageWriter<'_>, calendar: &[CalendarEntry]) -> Vec<SitePage> {
    let (to_come, past): (Vec<_>, Vec<_>) = calendar
        .iter()
        .partition(|entry| entry.falls_between(Some(writer.today), None));
    let (recurring, coming): (Vec<_>, Vec<_>) = to_come
        .into_iter()
        .partition(|entry| entry.every_months.is_some());
    if calendar.len() > MOST {
        return divided(writer, calendar, &coming, &recurring);
    }
    let mut page = begun(writer, &coming);
    writer.table(&mut page, &COMING, &HEADS, rows(writer, &coming));
    writer.table(&mut page, &RECURS, &HEADS, rows(writer, &recurring));
    let past: Vec<_> = past.into_iter().rev().collect();
    writer.table(
        &mut page,
        &Wording::fixed("Past", "Menneet"),
        &HEADS,
        rows(writer, &past),
    );
    vec![made(writer, PATH, &TITLE, page)]
}

fn made(writer: &PageWriter<'_>, path: &str, title: &Wording, page: Outline) -> SitePage {
    SitePage::new(path, SiteSection::Calendar, writer.say(title), page)
}

/// What is above the tables of the first page.
fn begun(writer: &PageWriter<'_>, coming: &[&CalendarEntry]) -> Outline {
    let file = Wording::fixed(
        "The calendar for calendar programs",
        "Kalenteri kalenteriohjelmiin",
    );
    let mut page = Outline::new(writer.lang);
    page.sentence(vec![
        writer.say(&file).to("kalenteri/kalenteri.ics"),
        writer.own(" (iCalendar)"),
    ]);
    if coming.is_empty() {
        page.say(&Wording::fixed(
            "No upcoming one-off entries.",
            "Yksittäisiä merkintöjä ei ole tulossa.",
        ));
    }
    page
}

fn rows(writer: &PageWriter<'_>, entries: &[&CalendarEntry]) -> Vec<Vec<Runs>> {
    entries.iter().map(|entry| row(writer, entry)).collect()
}

/// What is next on the first page, what recurs on another, and a page for each year.
fn divided(
    writer: &PageWriter<'_>,
    calendar: &[CalendarEntry],
    coming: &[&CalendarEntry],
    recurring: &[&CalendarEntry],
) -> Vec<SitePage> {
    let next = &coming[..coming.len().min(NEXT)];
    let mut page = begun(writer, coming);
    writer.table(&mut page, &COMING, &HEADS, rows(writer, next));
    if next.len() < coming.len() {
        let (n, all) = (count(next.len()), count(coming.len()));
        page.say(&wording!(
            en: "The next {n} of {all} upcoming entries; the pages by year have all of them.",
            fi: "Seuraavat {n} tulossa olevista {all} merkinnästä; kaikki ovat vuosien sivuilla.",
        ));
    }
    let recurring = recurring_pages(writer, &mut page, recurring);
    let years = year_pages(writer, &mut page, calendar);
    [vec![made(writer, PATH, &TITLE, page)], recurring, years].concat()
}

fn keyed(writer: &PageWriter<'_>, entries: &[&CalendarEntry]) -> Vec<KeyedRow> {
    let rows = entries.iter().map(|entry| {
        let (first, _) = entry.days();
        (Key::year(first.year()), row(writer, entry))
    });
    rows.collect()
}

/// The entries of each year, the past ones, too; what still recurs belongs to no year.
fn year_pages(writer: &PageWriter<'_>, page: &mut Outline, calendar: &[CalendarEntry]) -> Vec<SitePage> {
    let recurs =
        |entry: &CalendarEntry| entry.every_months.is_some() && entry.falls_between(Some(writer.today), None);
    let of_years: Vec<_> = calendar.iter().filter(|entry| !recurs(entry)).collect();
    if of_years.is_empty() {
        return Vec::new();
    }
    let listing = Listing {
        back: writer.say(&TITLE).to(PATH),
        folder: "kalenteri",
        section: SiteSection::Calendar,
        title: writer.say(&TITLE),
        heading: Wording::fixed("Entries", "Merkinnät"),
        heads: &HEADS,
        division: Division::Years,
    };
    page.heading(&Wording::fixed(
        "All entries by year",
        "Kaikki merkinnät vuosittain",
    ));
    listing.divide(writer, page, keyed(writer, &of_years))
}

/// What recurs has a page of its own, which is divided by the year of its first round.
fn recurring_pages(
    writer: &PageWriter<'_>,
    page: &mut Outline,
    recurring: &[&CalendarEntry],
) -> Vec<SitePage> {
    if recurring.is_empty() {
        return Vec::new();
    }
    let title = Wording::fixed("Recurring calendar entries", "Kalenterin toistuvat merkinnät");
    let listing = Listing {
        back: writer.say(&title).to(RECURRING),
        folder: "kalenteri/toistuvat",
        section: SiteSection::Calendar,
        title: writer.say(&title),
        heading: RECURS,
        heads: &HEADS,
        division: Division::Years,
    };
    let n = count(recurring.len());
    let size = wording!(
        en: "{n} entries, by the year in which they begin",
        fi: "{n} merkintää sen vuoden mukaan, jona ne alkavat",
    );
    let way = wording!(en: "Recurring entries ({n})", fi: "Toistuvat merkinnät ({n})");
    page.heading(&RECURS);
    page.sentence(vec![writer.say(&way).to(RECURRING)]);
    let mut first = Outline::new(writer.lang);
    first.sentence(vec![writer.say(&TITLE).to(PATH)]);
    let parts = listing.report(writer, &mut first, keyed(writer, recurring), &size);
    [vec![made(writer, RECURRING, &title, first)], parts].concat()
}

/// What an entry is about: the title, with the group whose duty it is, and the place.
pub(super) fn what(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Runs {
    let mut what = Vec::new();
    let group = entry.group_name.as_ref();
    if let Some(name) = group.filter(|_| entry.kind == CalendarKind::Duty) {
        let name = Span::from(name);
        what.push(match group_page_of(writer, entry) {
            Some(page) => name.to(page),
            None => name,
        });
        what.push(writer.own(": "));
    }
    what.push(title_of(entry));
    if let Some(place) = &entry.place {
        what.push(writer.own(", "));
        what.push(Span::finnish(place));
    }
    what
}

fn row(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Vec<Runs> {
    let agreement = &entry.agreement_title;
    let agreement = Span::from(agreement);
    vec![
        [what(writer, entry), events::held(writer, entry)].concat(),
        when(writer, entry),
        vec![writer.say(&entry.kind.label())],
        vec![agreement.to(agreement_page(&entry.agreement))],
    ]
}

fn group_page_of<'a>(writer: &'a PageWriter<'_>, entry: &CalendarEntry) -> Option<&'a str> {
    let agreement = AgreementId::parse(&entry.agreement).ok()?;
    let group = GroupId::parse(entry.group.as_deref()?).ok()?;
    let line = writer.overview.groups.find(&agreement, &group)?;
    Some(&line.page)
}

/// The title with the language that it is in.
fn title_of(entry: &CalendarEntry) -> Span {
    Span::from(&entry.title)
}

/// The agreement of an entry whose title does not name it.
pub(super) fn whose(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Runs {
    let title = &entry.agreement_title;
    match entry.kind {
        CalendarKind::Event(_) | CalendarKind::Duty => {
            vec![writer.own(" ("), Span::from(title), writer.own(")")]
        }
        CalendarKind::End | CalendarKind::SignBy | CalendarKind::Decision | CalendarKind::ReviewDue => {
            Vec::new()
        }
    }
}

fn when(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Runs {
    let date = writer.date(entry.date);
    match entry.rhythm() {
        Some(rhythm) => {
            let from = match writer.lang {
                crate::wording::Lang::En => format!("{}, from {date}", writer.word(&rhythm)),
                crate::wording::Lang::Fi => format!("{}, {date} alkaen", writer.word(&rhythm)),
            };
            vec![writer.own(from)]
        }
        None => vec![events::when(writer, entry.event_days(), entry.cancelled)],
    }
}
