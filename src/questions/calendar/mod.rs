//! The calendar of a registry: the events of its agreements, their ends, what must be decided or
//! looked at, and the duties that have a time.
//!
//! The calendar for everybody is made from the public edition of the registry alone. Decision deadlines
//! and reviews that are due are not in it: they are the network's own business, and the next review
//! would be reckoned wrongly without the reviews that only the network knows of.

mod agreement;
mod uid;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::{Edition, LocalText, PartialDate, Registry, Standing, TextLang, standings};
use crate::view::{CalendarEntry, CalendarKind, Spoken};
use crate::wording::{Lang, Wording};

/// What the entries of an agreement depend on.
struct Page<'a> {
    registry: &'a Registry,
    standing: &'a Standing<'a>,
    today: NaiveDate,
    lang: Lang,
}

/// One entry before its agreement is named.
struct Draft {
    kind: CalendarKind,
    /// What makes the entry the same one after its words have changed.
    key: String,
    date: PartialDate,
    title: Spoken,
}

/// The calendar on a day for the network or for everybody: by day, then by kind and agreement.
///
/// An entry of the network's calendar is marked public when the calendar for everybody has it, too.
#[must_use]
pub fn plan_calendar(
    registry: &Registry,
    today: NaiveDate,
    edition: Edition,
    lang: Lang,
) -> Vec<CalendarEntry> {
    let published = Edition::Public.of(registry.clone(), today);
    let mut public = list_entries(&published, today, lang);
    public.retain(|entry| !is_internal(entry.kind));
    if edition == Edition::Public {
        for entry in &mut public {
            entry.public = true;
        }
        return public;
    }
    let published: BTreeSet<&String> = public.iter().map(|entry| &entry.uid).collect();
    let mut entries = list_entries(registry, today, lang);
    for entry in &mut entries {
        entry.public = published.contains(&entry.uid);
    }
    entries
}

/// What the network has to do within itself.
const fn is_internal(kind: CalendarKind) -> bool {
    matches!(kind, CalendarKind::Decision | CalendarKind::ReviewDue)
}

fn list_entries(registry: &Registry, today: NaiveDate, lang: Lang) -> Vec<CalendarEntry> {
    let standings = standings(registry, today);
    let domain = uid::domain(registry.settings.url.as_deref());
    let mut known = BTreeSet::new();
    let mut entries: Vec<CalendarEntry> = standings
        .iter()
        .flat_map(|standing| {
            let page = Page {
                registry,
                standing,
                today,
                lang,
            };
            page.entries(&domain)
        })
        // Of two agreements with one id the first is taken, for ids must be unique.
        .filter(|entry| known.insert(entry.uid.clone()))
        .collect();
    entries.sort_by_cached_key(|entry| {
        let (first, _) = entry.days();
        (
            first,
            entry.kind.code(),
            entry.agreement.clone(),
            entry.uid.clone(),
        )
    });
    entries
}

impl Page<'_> {
    fn entries(&self, domain: &str) -> Vec<CalendarEntry> {
        let single = [self.end(), self.decision()].into_iter().flatten();
        let single: Vec<CalendarEntry> = single.map(|draft| self.entry(draft, domain)).collect();
        let mut entries = self.events(domain);
        entries.extend(single);
        entries.extend(self.review(domain));
        entries.extend(self.duties(domain));
        entries
    }

    fn entry(&self, draft: Draft, domain: &str) -> CalendarEntry {
        let agreement = self.standing.agreement;
        let id = agreement.id.value.as_str();
        CalendarEntry {
            uid: format!("{id}.{}@{domain}", draft.key),
            kind: draft.kind,
            date: draft.date,
            title: draft.title,
            place: None,
            agreement: id.to_owned(),
            agreement_title: self.agreement_title(),
            group: None,
            group_name: None,
            organisation: None,
            every_months: None,
            until: None,
            public: false,
        }
    }

    /// A text of the agreement in the language that is asked for, else in Finnish.
    fn spoken(&self, text: &LocalText) -> Spoken {
        Spoken::of(text, TextLang::of(self.lang))
    }

    fn agreement_title(&self) -> Spoken {
        self.spoken(&self.standing.agreement.title.value)
    }

    /// A title of the program's words and the agreement's own title; it begins in the program's language.
    fn titled(&self, words: &Wording) -> Spoken {
        Spoken {
            text: format!("{}: {}", words.get(self.lang), self.agreement_title().text),
            lang: TextLang::of(self.lang),
        }
    }
}

#[cfg(test)]
mod tests;
