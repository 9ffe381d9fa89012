//! The page of the calendar: what is coming, what recurs, what has been.

use super::teller::{Teller, group_page, listed};
use crate::model::AgreementId;
use crate::view::{CalendarEntry, SiteBlock, SitePage, SiteSection, SiteText, SiteWords};
use crate::wording::Wording;

const HEADS: [Wording; 4] = [
    Wording::fixed("what", "asia"),
    Wording::fixed("when", "milloin"),
    Wording::fixed("kind", "laji"),
    Wording::fixed("agreement", "sopimus"),
];

pub(super) fn page(teller: &Teller<'_>, calendar: &[CalendarEntry]) -> SitePage {
    let (to_come, past): (Vec<_>, Vec<_>) = calendar
        .iter()
        .partition(|entry| entry.falls_between(Some(teller.today), None));
    let (recurring, coming): (Vec<_>, Vec<_>) = to_come
        .into_iter()
        .partition(|entry| entry.every_months.is_some());
    let rows = |entries: &[&CalendarEntry]| entries.iter().map(|entry| row(teller, entry)).collect();
    let file = Wording::fixed(
        "The calendar for calendar programs",
        "Kalenteri kalenteriohjelmiin",
    );
    let mut blocks = vec![SiteBlock::Paragraph {
        words: vec![
            teller.say(&file).to("kalenteri/kalenteri.ics"),
            SiteText::plain(" (iCalendar)"),
        ],
    }];
    if coming.is_empty() {
        blocks.push(teller.paragraph(&Wording::fixed(
            "Nothing single is coming.",
            "Yksittäisiä merkintöjä ei ole tulossa.",
        )));
    }
    blocks.extend(teller.table(&Wording::fixed("Coming", "Tulossa"), &HEADS, rows(&coming)));
    let heading = Wording::fixed("What recurs", "Toistuvat");
    blocks.extend(teller.table(&heading, &HEADS, rows(&recurring)));
    let past: Vec<_> = past.into_iter().rev().collect();
    blocks.extend(teller.table(&Wording::fixed("Past", "Menneet"), &HEADS, rows(&past)));
    SitePage {
        path: "kalenteri/index.html".to_owned(),
        section: SiteSection::Calendar,
        title: teller.say(&Wording::fixed("Calendar", "Kalenteri")),
        blocks,
        hits: Vec::new(),
    }
}

fn row(teller: &Teller<'_>, entry: &CalendarEntry) -> Vec<SiteWords> {
    let mut title = Vec::new();
    let standing = AgreementId::parse(&entry.agreement).ok();
    let standing = standing.and_then(|id| teller.atlas.standing(&id));
    let groups = standing.iter().flat_map(|standing| &standing.agreement.groups);
    let mut groups = groups.filter(|group| entry.group.as_deref() == Some(group.id.value.as_str()));
    if let Some(group) = groups.next() {
        title.push(teller.local(&group.name.value).to(group_page(&group.id.value)));
        title.push(SiteText::plain(": "));
    }
    title.push(title_of(teller, entry));
    if let Some(place) = &entry.place {
        title.push(SiteText::plain(", "));
        title.push(teller.finnish(place));
    }
    vec![
        title,
        when(teller, entry),
        vec![teller.say(&entry.kind.label())],
        listed(standing.map(|standing| teller.agreement(standing.agreement))),
    ]
}

/// The title with the language that it is in: an entry does not tell, but the event or the duty of
/// which it is made does.
pub(super) fn title_of(teller: &Teller<'_>, entry: &CalendarEntry) -> SiteText {
    let standing = AgreementId::parse(&entry.agreement).ok();
    let standing = standing.and_then(|id| teller.atlas.standing(&id));
    let agreement = standing.map(|standing| standing.agreement);
    let events = agreement.iter().flat_map(|agreement| &agreement.events);
    let events = events.map(|event| &event.title.value);
    let groups = agreement.iter().flat_map(|agreement| &agreement.groups);
    let duties = groups
        .flat_map(|group| &group.duties)
        .map(|duty| &duty.text.value);
    let mut told = events.chain(duties).map(|text| teller.local(text));
    let found = told.find(|text| text.text == entry.title);
    found.unwrap_or_else(|| SiteText::plain(entry.title.as_str()))
}

pub(super) fn when(teller: &Teller<'_>, entry: &CalendarEntry) -> SiteWords {
    let date = teller.date(entry.date);
    match entry.rhythm() {
        Some(rhythm) => {
            let from = match teller.lang {
                crate::wording::Lang::En => format!("{}, from {date}", teller.word(&rhythm)),
                crate::wording::Lang::Fi => format!("{}, alkaen {date}", teller.word(&rhythm)),
            };
            vec![SiteText::plain(from)]
        }
        None => listed([SiteText::plain(date)]),
    }
}
