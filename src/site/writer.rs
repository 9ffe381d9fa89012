//! The words of the pages: texts with their language, links to pages, and what several kinds of page
//! say alike.

use chrono::NaiveDate;

use super::address::{agreement_page, organisation_page, region_page};
use super::overview::Overview;
use crate::diagnostic::At;
use crate::model::{
    Absence, Agreement, AgreementStatus, Contact, Duty, Group, LocalText, Network, OrganisationId,
    OrganisationKind, PartialDate, Region, Regions, Seat, Standing, TextLang, Timing,
};
use crate::render::{DutyFacts, Item, Link, Outline, Runs, Span, positions_of};
use crate::view::Spoken;
use crate::wording;
use crate::wording::{Lang, Wording};

pub(super) const REGIONS: Wording = Wording::fixed("regions", "alueet");

/// Shows a registry in one language.
pub(super) struct PageWriter<'a> {
    pub(super) overview: &'a Overview<'a>,
    pub(super) today: NaiveDate,
    pub(super) lang: Lang,
}

/// A count with a space between its thousands, which no line breaks.
pub(super) fn count(n: usize) -> String {
    match (n / 1000, n % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{}\u{a0}{rest:03}", count(thousands)),
    }
}

pub(super) fn n_organisations(n: usize) -> Wording {
    let lines = count(n);
    match n {
        1 => Wording::fixed("1 organisation", "1 organisaatio"),
        _ => wording!(en: "{lines} organisations", fi: "{lines} organisaatiota"),
    }
}

impl<'a> PageWriter<'a> {
    pub(super) fn word(&self, word: &Wording) -> String {
        word.get(self.lang).to_owned()
    }

    pub(super) fn say(&self, word: &Wording) -> Span {
        self.own(word.get(self.lang))
    }

    /// What an organisation is, in a table that says so of each.
    pub(super) fn kind(&self, kind: Option<&OrganisationKind>) -> Runs {
        vec![self.say(&OrganisationKind::label_of(kind))]
    }

    pub(super) fn date(&self, date: PartialDate) -> String {
        date.display(self.lang)
    }

    /// A text in the language of the page.
    pub(super) fn own(&self, text: impl AsRef<str>) -> Span {
        Span::new(text.as_ref(), TextLang::of(self.lang))
    }

    /// Texts with a comma between them.
    pub(super) fn listed(&self, texts: impl IntoIterator<Item = Span>) -> Runs {
        let mut runs = Runs::new();
        for text in texts {
            if !runs.is_empty() {
                runs.push(self.own(", "));
            }
            runs.push(text);
        }
        runs
    }

    /// Texts with a comma between them, and a word before the last one.
    pub(super) fn joined(&self, texts: impl IntoIterator<Item = Span>) -> Runs {
        let mut runs = self.listed(texts);
        if let [.., comma, _] = runs.as_mut_slice() {
            *comma = self.say(&Wording::fixed(" and ", " ja "));
        }
        runs
    }

    /// A text in the language of the page, else in Finnish.
    pub(super) fn spoken(&self, text: &LocalText) -> Spoken {
        Spoken::of(text, TextLang::of(self.lang))
    }

    /// The same as a part of a page.
    pub(super) fn local(&self, text: &LocalText) -> Span {
        Span::from(&self.spoken(text))
    }

    /// The text in the other languages that it has.
    pub(super) fn translations(&self, text: &LocalText) -> Runs {
        let shown = self.local(text).text;
        let others = text.iter().filter(|(_, other)| *other != shown);
        self.listed(others.map(|(lang, other)| Span::new(other, lang)))
    }

    pub(super) fn agreement(&self, agreement: &Agreement) -> Span {
        self.local(&agreement.title.value)
            .to(agreement_page(agreement.id.value.as_str()))
    }

    /// An organisation by the name of a role, else by its own; an unknown one by its id. One that joins
    /// later has no page yet.
    pub(super) fn organisation(&self, id: &OrganisationId, agreement: Option<&Agreement>) -> Span {
        let signed = agreement.and_then(|agreement| agreement.find_signatory(id));
        let signed = signed.map(|signatory| signatory.name.value.as_str());
        match (self.overview.organisation(id), signed) {
            (Some(known), signed) => Span::finnish(signed.unwrap_or(known.name)).to(organisation_page(id)),
            (None, Some(name)) => Span::finnish(name),
            (None, None) => self.own(id.as_str()),
        }
    }

    /// The name of a group as a link to its page.
    pub(super) fn group_link(&self, agreement: &Agreement, group: &Group) -> Span {
        let name = self.local(&group.name.value);
        match self.overview.groups.find(&agreement.id.value, &group.id.value) {
            Some(line) => name.to(line.page.as_str()),
            None => name,
        }
    }

    /// The link to a group where no agreement is named beside it: with its agreement where the name alone
    /// does not say which group it is.
    pub(super) fn group_apart(&self, agreement: &Agreement, group: &Group) -> Runs {
        let mut words = vec![self.group_link(agreement, group)];
        let line = self.overview.groups.find(&agreement.id.value, &group.id.value);
        if line.is_some_and(|line| line.is_shared_name) {
            let title = self.local(&agreement.title.value);
            words.extend([self.own(" ("), title, self.own(")")]);
        }
        words
    }

    /// The link to a group, with a mark behind it when the group works no more.
    pub(super) fn group(&self, agreement: &Agreement, group: &Group) -> Runs {
        let name = self.group_link(agreement, group);
        let dissolved = group.dissolved.as_ref();
        let dissolved = dissolved.filter(|_| group.is_dissolved_on(self.today));
        let mark = dissolved.map(|at| {
            let date = self.date(at.value);
            self.own(format!(
                " ({} {date})",
                self.word(&Wording::fixed("dissolved", "lakkautettu"))
            ))
        });
        std::iter::once(name).chain(mark).collect()
    }

    /// The regions of the network and their municipalities.
    pub(super) fn network(&self) -> &'a Network {
        self.overview.registry.network()
    }

    /// A region, linked to its page.
    pub(super) fn area(&self, region: &Region) -> Span {
        self.local(region.names()).to(region_page(region))
    }

    pub(super) fn areas(&self, regions: &Regions) -> Runs {
        match regions {
            _ if !self.network().has_regions() => Vec::new(),
            Regions::All => vec![self.local(self.network().whole())],
            Regions::Listed(regions) => self.listed(regions.iter().map(|region| self.area(region))),
        }
    }

    /// A section with a table; nothing without rows. A network without regions has no column of them.
    pub(super) fn table(
        &self,
        page: &mut Outline,
        heading: &Wording,
        heads: &[Wording],
        rows: Vec<Vec<Runs>>,
    ) {
        let (mut heads, mut rows) = (heads.to_vec(), rows);
        let regions = heads.iter().position(|head| *head == REGIONS);
        if let Some(at) = regions.filter(|_| !self.network().has_regions()) {
            heads.remove(at);
            for row in &mut rows {
                row.remove(at);
            }
        }
        page.table_of(heading, &heads, rows);
    }

    pub(super) fn status(&self, standing: &Standing<'_>) -> Span {
        let label = self.word(&standing.status.label());
        if standing.is_ending_soon(self.today) {
            let soon = self.word(&AgreementStatus::ENDING_SOON);
            return self.own(format!("{label}, {soon}"));
        }
        self.own(label)
    }

    /// The start, and the end as it is known on the day.
    pub(super) fn term(&self, standing: &Standing<'_>) -> Span {
        let ends = match standing.end {
            None => self.word(&Wording::fixed("open-ended", "toistaiseksi")),
            Some(end) => self.date(end.date),
        };
        let starts = standing.agreement.term.starts.value;
        self.own(format!("{}–{ends}", self.date(starts)))
    }

    pub(super) fn contact(&self, contact: Option<&Contact>) -> Runs {
        let Some(contact) = contact else {
            return Vec::new();
        };
        let address = contact.email.as_ref().map(|email| Span {
            link: Some(Link::to_mail(&email.value)),
            ..self.own(email.value.as_str())
        });
        let parts = [
            contact.role.as_ref().map(|role| Span::finnish(role)),
            contact.name.as_ref().map(|name| self.own(name.value.as_str())),
            address,
            contact.phone.as_ref().map(|phone| self.own(phone.as_str())),
        ];
        self.listed(parts.into_iter().flatten())
    }

    /// The duties of a group with their numbers in the annex, of which an edition can leave some out.
    pub(super) fn duties(&self, agreement: &Agreement, group: &Group) -> Vec<Item> {
        let items = group.duties.iter().map(|duty| Item {
            number: Some(duty.number),
            ..self.duty(agreement, duty)
        });
        items.collect()
    }

    /// The organisations that an agreement names, each with a word where it is no party on the day.
    pub(super) fn organisations<'i>(
        &self,
        agreement: &Agreement,
        ids: impl IntoIterator<Item = &'i OrganisationId>,
    ) -> Runs {
        self.named(agreement, ids.into_iter().map(|id| (id, Vec::new())))
    }

    /// The holders of seats, each with the positions that represent it; a public edition has none.
    pub(super) fn seated<'i>(
        &self,
        agreement: &Agreement,
        seats: impl IntoIterator<Item = &'i Seat>,
    ) -> Runs {
        let position = |at: &'i Option<At<String>>| at.as_ref().map(|at| at.value.as_str());
        let holders = seats.into_iter().map(|seat| {
            let positions = positions_of(position(&seat.representative), position(&seat.substitute));
            (&seat.organisation.value, positions)
        });
        self.named(agreement, holders)
    }

    /// Organisations with what is said of each, first of all that it is no party on the day.
    fn named<'i>(
        &self,
        agreement: &Agreement,
        ids: impl Iterator<Item = (&'i OrganisationId, Vec<Wording>)>,
    ) -> Runs {
        let mut words = Runs::new();
        for (id, details) in ids {
            if !words.is_empty() {
                words.push(self.own(", "));
            }
            words.push(self.organisation(id, Some(agreement)));
            let absence = Absence::on(self.overview.registry, agreement, id, self.today);
            let absence = absence.map(Absence::label);
            let details: Vec<Wording> = absence.into_iter().chain(details).collect();
            if !details.is_empty() {
                let details = self.word(&Wording::joined(&details, ", "));
                words.push(self.own(format!(" ({details})")));
            }
        }
        words
    }

    pub(super) fn duty(&self, agreement: &Agreement, duty: &Duty) -> Item {
        let when = match duty.timing {
            Timing::Continuous => None,
            Timing::Every(every) => Some(self.word(&every.label())),
            Timing::Due(due) => Some(self.date(due)),
        };
        let theme = duty.theme.as_ref().and_then(|at| {
            let mut themes = agreement.themes.iter();
            themes.find(|theme| theme.id.value == at.value)
        });
        let product = duty.product.as_ref().and_then(|at| {
            let mut products = agreement.products.iter();
            products.find(|product| product.id.value == at.value)
        });
        Outline::new(self.lang).duty(DutyFacts {
            text: self.local(&duty.text.value),
            responsible: self.organisations(agreement, duty.responsible.iter().map(|at| &at.value)),
            when,
            theme: theme.map(|theme| self.local(&theme.name)),
            product: product.map(|product| self.local(&product.name)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn thousands_stand_apart() {
        let lines = [0, 999, 1000, 11_356, 1_000_020].map(count);
        assert_eq!(
            lines,
            ["0", "999", "1\u{a0}000", "11\u{a0}356", "1\u{a0}000\u{a0}020"]
        );
    }
}
