//! The calendar of a registry: the events of its agreements, their ends, what must be decided or
//! looked at, and the duties that have a time.
//!
//! The calendar for everybody is made from the public edition of the registry alone. Decision deadlines
//! and reviews that are due are not in it, nor are the duties to meet: they are the network's own business, and the next
//! review or meeting would be reckoned wrongly without those that only the network knows of.

mod agreement;
mod events;
mod uid;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::{
    DutyOwner, Edition, LocalText, PartialDate, Registry, Standing, TextLang, duty_owners, is_published,
    standings,
};
use crate::view::{CalendarEntry, CalendarKind, Spoken};
use crate::wording::{Lang, Wording};

/// The calendar on a day for the network or for everybody.
///
/// An entry of the network's calendar is marked public when the calendar for everybody has it, too.
#[derive(Debug)]
pub struct Calendar {
    today: NaiveDate,
    edition: Edition,
    lang: Lang,
    domain: String,
    entries: Vec<CalendarEntry>,
}

/// What the entries of an agreement depend on.
struct AgreementContext<'a> {
    standing: &'a Standing<'a>,
    owners: &'a [DutyOwner],
    edition: Edition,
    domain: &'a str,
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
    /// Whether everybody may see it, if the agreement is for everybody.
    public: bool,
}

/// The calendar of a registry, by day, then by kind and agreement.
#[must_use]
pub fn plan_calendar(
    registry: &Registry,
    today: NaiveDate,
    edition: Edition,
    lang: Lang,
) -> Vec<CalendarEntry> {
    let mut calendar = Calendar::new(registry.settings.url.as_deref(), today, edition, lang);
    let mut known = BTreeSet::new();
    let standings = standings(registry, today).into_iter();
    // Of two agreements with one id the first is taken, for ids must be unique.
    for standing in standings.filter(|standing| known.insert(&standing.agreement.id.value)) {
        calendar.add(&standing, &duty_owners(registry, standing.agreement, today));
    }
    calendar.into_entries()
}

impl Calendar {
    /// A calendar without entries, of a registry whose site is at `url`.
    #[must_use]
    pub fn new(url: Option<&str>, today: NaiveDate, edition: Edition, lang: Lang) -> Self {
        Self {
            today,
            edition,
            lang,
            domain: uid::domain(url),
            entries: Vec::new(),
        }
    }

    /// Adds the entries of an agreement, of whose duties `owners` says one after the other whose they are.
    pub fn add(&mut self, standing: &Standing<'_>, owners: &[DutyOwner]) {
        let page = AgreementContext {
            standing,
            owners,
            edition: self.edition,
            domain: &self.domain,
            today: self.today,
            lang: self.lang,
        };
        let mut entries = page.entries();
        if self.edition == Edition::Public {
            entries.retain(|entry| entry.public);
        }
        // Ids must be unique.
        let mut known = BTreeSet::new();
        let firsts: Vec<bool> = entries.iter().map(|entry| known.insert(&entry.uid)).collect();
        let firsts = entries.into_iter().zip(firsts).filter(|(_, is_first)| *is_first);
        self.entries.extend(firsts.map(|(entry, _)| entry));
    }

    /// The entries by day, then by kind and agreement.
    #[must_use]
    pub fn into_entries(mut self) -> Vec<CalendarEntry> {
        self.entries.sort_by(|a, b| order(a).cmp(&order(b)));
        self.entries
    }
}

/// What puts the entries in order.
fn order(entry: &CalendarEntry) -> (NaiveDate, &str, &str, &str) {
    let (first, _) = entry.days();
    (first, entry.kind.code(), &entry.agreement, &entry.uid)
}

impl AgreementContext<'_> {
    fn entries(&self) -> Vec<CalendarEntry> {
        let single = [self.end(), self.decision(), self.sign_by()]
            .into_iter()
            .flatten();
        let mut entries = self.events();
        entries.extend(single.map(|draft| self.entry(draft)));
        entries.extend(self.review());
        entries.extend(self.duties());
        entries
    }

    fn entry(&self, draft: Draft) -> CalendarEntry {
        let agreement = self.standing.agreement;
        let id = agreement.id.value.as_str();
        CalendarEntry {
            uid: format!("{id}.{}@{}", draft.key, self.domain),
            kind: draft.kind,
            date: draft.date,
            title: draft.title,
            place: None,
            agreement: id.to_owned(),
            agreement_title: self.agreement_title(),
            group: None,
            group_name: None,
            organisation: None,
            organisation_name: None,
            every_months: None,
            until: None,
            public: draft.public && is_published(self.standing.milestones.rule_met_on, self.today),
            ends: None,
            starts_at: None,
            ends_at: None,
            attended: Vec::new(),
            attended_names: Vec::new(),
            minutes: None,
            cancelled: false,
            last_met: None,
        }
    }

    /// A text of the agreement in the language that is requested, else in Finnish.
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
