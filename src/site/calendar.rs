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

const HEADS: [Wording; 7] = [
    Wording::fixed("what", "asia"),
    Wording::fixed("when", "milloin"),
    Wording::fixed("kind", "laji"),
    Wording::fixed("agreement", "sopimus"),
    events::GROUP,
    events::ATTENDED,
    events::MINUTES,
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
    let past: Vec<_> = past.into_iter().rev().collect();
    let past_heading = Wording::fixed("Past", "Menneet");
    for (heading, entries) in [(&COMING, coming), (&RECURS, recurring), (&past_heading, past)] {
        let (heads, rows) = rows(writer, &entries);
        writer.table(&mut page, heading, &heads, rows);
    }
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

/// The rows of entries under their heads. Columns of which no entry says anything are left out.
fn rows(writer: &PageWriter<'_>, entries: &[&CalendarEntry]) -> (Vec<Wording>, Vec<Vec<Runs>>) {
    let rows = entries.iter().map(|entry| row(writer, entry));
    events::without_empty(HEADS.to_vec(), rows.collect())
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
    let (heads, rows) = rows(writer, next);
    writer.table(&mut page, &COMING, &heads, rows);
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

/// The same, each row with its year.
fn keyed(writer: &PageWriter<'_>, entries: &[&CalendarEntry]) -> (Vec<Wording>, Vec<KeyedRow>) {
    let (heads, rows) = rows(writer, entries);
    let keys = entries.iter().map(|entry| Key::year(entry.days().0.year()));
    (heads, keys.zip(rows).collect())
}

/// The entries of each year, the past ones, too; what still recurs belongs to no year.
fn year_pages(writer: &PageWriter<'_>, page: &mut Outline, calendar: &[CalendarEntry]) -> Vec<SitePage> {
    let recurs =
        |entry: &CalendarEntry| entry.every_months.is_some() && entry.falls_between(Some(writer.today), None);
    let of_years: Vec<_> = calendar.iter().filter(|entry| !recurs(entry)).collect();
    if of_years.is_empty() {
        return Vec::new();
    }
    let (heads, rows) = keyed(writer, &of_years);
    let listing = Listing {
        back: writer.say(&TITLE).to(PATH),
        folder: "kalenteri",
        section: SiteSection::Calendar,
        title: writer.say(&TITLE),
        heading: Wording::fixed("Entries", "Merkinnät"),
        heads: &heads,
        division: Division::Years,
    };
    page.heading(&Wording::fixed(
        "All entries by year",
        "Kaikki merkinnät vuosittain",
    ));
    listing.divide(writer, page, rows)
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
    let (heads, rows) = keyed(writer, recurring);
    let listing = Listing {
        back: writer.say(&title).to(RECURRING),
        folder: "kalenteri/toistuvat",
        section: SiteSection::Calendar,
        title: writer.say(&title),
        heading: RECURS,
        heads: &heads,
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
    let parts = listing.report(writer, &mut first, rows, &size);
    [vec![made(writer, RECURRING, &title, first)], parts].concat()
}

/// What an entry is about, where it has no columns: the title, with the group whose it is, and the place.
pub(super) fn what(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Runs {
    let mut what = Vec::from_iter(group_of(writer, entry));
    if !what.is_empty() {
        what.push(writer.own(": "));
    }
    what.extend(subject(writer, entry));
    what
}

/// The title of an entry, and the place.
fn subject(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Runs {
    let mut what = vec![title_of(entry)];
    if let Some(place) = &entry.place {
        what.push(writer.own(", "));
        what.push(Span::finnish(place));
    }
    what
}

fn row(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Vec<Runs> {
    let agreement = &entry.agreement_title;
    let agreement = Span::from(agreement);
    let [attended, minutes] = events::held(writer, entry);
    vec![
        subject(writer, entry),
        when(writer, entry),
        vec![writer.say(&entry.kind.label())],
        vec![agreement.to(agreement_page(&entry.agreement))],
        writer.listed(group_of(writer, entry)),
        attended,
        minutes,
    ]
}

/// The group whose duty or event an entry is.
fn group_of(writer: &PageWriter<'_>, entry: &CalendarEntry) -> Option<Span> {
    let name = Span::from(entry.group_name.as_ref()?);
    Some(match group_page_of(writer, entry) {
        Some(page) => name.to(page),
        None => name,
    })
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
        None => {
            let mut when = vec![events::when(writer, entry.event_days(), entry.cancelled)];
            let last = entry.last_meeting();
            when.extend(last.map(|last| writer.own(format!(" ({})", writer.word(&last)))));
            when
        }
    }
}
