//! The words of the pages: texts with their language, links to pages, and what several kinds of page
//! tell alike.

use chrono::NaiveDate;

use super::atlas::Atlas;
use crate::model::{
    Absence, Agreement, AgreementId, AgreementStatus, Contact, Duty, Group, GroupId, LocalText,
    OrganisationId, PartialDate, Region, Regions, Standing, TextLang, Timing, fold, is_device,
};
use crate::view::{SiteBlock, SiteFact, SiteItem, SiteLink, SiteText, SiteWords};
use crate::wording;
use crate::wording::{Lang, Wording};

const DISSOLVED: Wording = Wording::fixed("dissolved", "lakkautettu");

/// Tells a registry in one language.
pub(super) struct Teller<'a> {
    pub(super) atlas: &'a Atlas<'a>,
    pub(super) today: NaiveDate,
    pub(super) lang: Lang,
}

/// The name of an id's page, and of the folder of its further pages. No id ends in a hyphen, so that none
/// takes the place of the list or of another page, and none is a device of Windows.
fn file(id: &str) -> String {
    if id == "index" || is_device(id) {
        format!("{id}-.html")
    } else {
        format!("{id}.html")
    }
}

pub(super) fn agreement_page(id: &str) -> String {
    format!("sopimukset/{}", file(id))
}

pub(super) fn organisation_page(id: &OrganisationId) -> String {
    format!("organisaatiot/{}", file(id.as_str()))
}

/// The page of a group; with an agreement where another group has the page of the id alone. No id has two
/// hyphens in a row.
pub(super) fn group_page(id: &GroupId, agreement: Option<&AgreementId>) -> String {
    match agreement {
        None => format!("ryhmat/{}", file(id.as_str())),
        Some(agreement) => format!("ryhmat/{id}--{agreement}.html"),
    }
}

pub(super) fn area_page(region: Region) -> String {
    format!("alueet/{}", file(&fold(region.name())))
}

/// Texts with a comma between them.
pub(super) fn listed(texts: impl IntoIterator<Item = SiteText>) -> SiteWords {
    let mut words = Vec::new();
    for text in texts {
        if !words.is_empty() {
            words.push(SiteText::plain(", "));
        }
        words.push(text);
    }
    words
}

pub(super) fn item(words: SiteWords) -> SiteItem {
    SiteItem {
        number: None,
        words,
        details: Vec::new(),
    }
}

/// A count with a space between its thousands, which no line breaks.
pub(super) fn count(n: usize) -> String {
    match (n / 1000, n % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{}\u{a0}{rest:03}", count(thousands)),
    }
}

pub(super) fn n_organisations(n: usize) -> Wording {
    let told = count(n);
    match n {
        1 => Wording::fixed("1 organisation", "1 organisaatio"),
        _ => wording!(en: "{told} organisations", fi: "{told} organisaatiota"),
    }
}

impl Teller<'_> {
    pub(super) fn word(&self, word: &Wording) -> String {
        word.get(self.lang).to_owned()
    }

    pub(super) fn say(&self, word: &Wording) -> SiteText {
        SiteText::plain(word.get(self.lang))
    }

    pub(super) fn date(&self, date: PartialDate) -> String {
        date.display(self.lang)
    }

    fn in_lang(&self, text: &str, lang: TextLang) -> SiteText {
        SiteText {
            text: text.to_owned(),
            lang: (lang != TextLang::of(self.lang)).then_some(lang),
            link: None,
        }
    }

    /// A text in the language of the page, else in Finnish.
    pub(super) fn local(&self, text: &LocalText) -> SiteText {
        let wanted = TextLang::of(self.lang);
        let has_it = text.iter().any(|(lang, _)| lang == wanted);
        let lang = if has_it { wanted } else { TextLang::Fi };
        self.in_lang(text.get(lang), lang)
    }

    /// What the files have in one language alone, a name or a place: it is Finnish.
    pub(super) fn finnish(&self, text: &str) -> SiteText {
        self.in_lang(text, TextLang::Fi)
    }

    /// The text in the other languages that it has.
    pub(super) fn translations(&self, text: &LocalText) -> SiteWords {
        let shown = self.local(text).text;
        let others = text.iter().filter(|(_, other)| *other != shown);
        listed(others.map(|(lang, other)| self.in_lang(other, lang)))
    }

    pub(super) fn spoken(&self, text: &str, lang: TextLang) -> SiteText {
        self.in_lang(text, lang)
    }

    pub(super) fn agreement(&self, agreement: &Agreement) -> SiteText {
        self.local(&agreement.title.value)
            .to(agreement_page(agreement.id.value.as_str()))
    }

    /// An organisation by the name of a role, else by its own; an unknown one by its id. One that joins
    /// later has no page yet.
    pub(super) fn organisation(&self, id: &OrganisationId, agreement: Option<&Agreement>) -> SiteText {
        let signed = agreement.and_then(|agreement| agreement.find_signatory(id));
        let signed = signed.map(|signatory| signatory.name.value.as_str());
        match (self.atlas.organisation(id), signed) {
            (Some(known), signed) => self
                .finnish(signed.unwrap_or(known.name))
                .to(organisation_page(id)),
            (None, Some(name)) => self.finnish(name),
            (None, None) => SiteText::plain(id.as_str()),
        }
    }

    /// The day of a group's dissolution as a fact of its own; nothing where it is not to be dissolved.
    pub(super) fn dissolved(&self, group: &Group) -> (Wording, SiteWords) {
        let dissolved = group.dissolved.as_ref();
        let date = dissolved.map(|at| SiteText::plain(self.date(at.value)));
        (DISSOLVED, listed(date))
    }

    /// The name of a group as a link to its page.
    pub(super) fn group_link(&self, agreement: &Agreement, group: &Group) -> SiteText {
        let name = self.local(&group.name.value);
        match self.atlas.groups.find(&agreement.id.value, &group.id.value) {
            Some(line) => name.to(line.page.as_str()),
            None => name,
        }
    }

    /// The link to a group where no agreement is named beside it: with its agreement where the name alone
    /// does not tell which group it is.
    pub(super) fn group_apart(&self, agreement: &Agreement, group: &Group) -> SiteWords {
        let mut words = vec![self.group_link(agreement, group)];
        let line = self.atlas.groups.find(&agreement.id.value, &group.id.value);
        if line.is_some_and(|line| line.is_shared_name) {
            let title = self.local(&agreement.title.value);
            words.extend([SiteText::plain(" ("), title, SiteText::plain(")")]);
        }
        words
    }

    /// The link to a group, with a mark behind it when the group works no more.
    pub(super) fn group(&self, agreement: &Agreement, group: &Group) -> SiteWords {
        let name = self.group_link(agreement, group);
        let dissolved = group.dissolved.as_ref();
        let dissolved = dissolved.filter(|_| group.is_dissolved_on(self.today));
        let mark = dissolved.map(|at| {
            let date = self.date(at.value);
            SiteText::plain(format!(" ({} {date})", self.word(&DISSOLVED)))
        });
        std::iter::once(name).chain(mark).collect()
    }

    pub(super) fn area(&self, region: Region) -> SiteText {
        self.finnish(region.full_name()).to(area_page(region))
    }

    pub(super) fn areas(&self, regions: &Regions) -> SiteWords {
        match regions {
            Regions::All => vec![self.say(&Regions::ALL_LABEL)],
            Regions::Listed(regions) => listed(regions.iter().map(|region| self.area(*region))),
        }
    }

    pub(super) fn status(&self, standing: &Standing<'_>) -> SiteText {
        let label = self.word(&standing.status.label());
        if standing.is_ending_soon(self.today) {
            let soon = self.word(&AgreementStatus::ENDING_SOON);
            return SiteText::plain(format!("{label}, {soon}"));
        }
        SiteText::plain(label)
    }

    /// The start, and the end as it is known on the day.
    pub(super) fn term(&self, standing: &Standing<'_>) -> SiteText {
        let ends = match standing.end {
            None => self.word(&Wording::fixed("open-ended", "toistaiseksi")),
            Some(end) => self.date(end.date),
        };
        let starts = standing.agreement.term.starts.value;
        SiteText::plain(format!("{}–{ends}", self.date(starts)))
    }

    pub(super) fn heading(&self, word: &Wording) -> SiteBlock {
        SiteBlock::Heading {
            id: None,
            text: self.say(word),
        }
    }

    pub(super) fn paragraph(&self, word: &Wording) -> SiteBlock {
        SiteBlock::Paragraph {
            words: vec![self.say(word)],
        }
    }

    /// A section with a list; nothing without items.
    pub(super) fn section(&self, heading: &Wording, entries: Vec<SiteItem>) -> Vec<SiteBlock> {
        if entries.is_empty() {
            return Vec::new();
        }
        vec![self.heading(heading), SiteBlock::List { entries }]
    }

    /// A section with a table; nothing without rows.
    pub(super) fn table(
        &self,
        heading: &Wording,
        heads: &[Wording],
        rows: Vec<Vec<SiteWords>>,
    ) -> Vec<SiteBlock> {
        if rows.is_empty() {
            return Vec::new();
        }
        let table = SiteBlock::Table {
            caption: self.word(heading),
            columns: heads.iter().map(|head| self.word(head)).collect(),
            rows,
        };
        vec![self.heading(heading), table]
    }

    /// Labelled values without the empty ones.
    pub(super) fn facts(&self, facts: Vec<(Wording, SiteWords)>) -> SiteBlock {
        let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
        let facts = facts.map(|(label, words)| SiteFact {
            label: self.word(&label),
            words,
        });
        SiteBlock::Facts {
            facts: facts.collect(),
        }
    }

    pub(super) fn contact(&self, contact: Option<&Contact>) -> SiteWords {
        let Some(contact) = contact else {
            return Vec::new();
        };
        let address = contact.email.as_ref().map(|email| SiteText {
            link: Some(SiteLink::to_mail(&email.value)),
            ..SiteText::plain(email.value.as_str())
        });
        let parts = [
            contact.role.as_ref().map(|role| self.finnish(role)),
            contact
                .name
                .as_ref()
                .map(|name| SiteText::plain(name.value.as_str())),
            address,
            contact
                .phone
                .as_ref()
                .map(|phone| SiteText::plain(phone.as_str())),
        ];
        listed(parts.into_iter().flatten())
    }

    /// The duties of a group with their numbers in the annex, of which an edition can leave some out;
    /// nothing without duties.
    pub(super) fn duties(&self, agreement: &Agreement, group: &Group) -> Option<SiteBlock> {
        let mut next = 1;
        let entries = group.duties.iter().map(|duty| {
            let number = (duty.number != next).then_some(duty.number);
            next = duty.number + 1;
            SiteItem {
                number,
                ..self.duty(agreement, duty)
            }
        });
        let entries: Vec<SiteItem> = entries.collect();
        (!entries.is_empty()).then_some(SiteBlock::Numbered { entries })
    }

    /// The organisations that an agreement names, each with a word where it is no party on the day.
    pub(super) fn organisations<'i>(
        &self,
        agreement: &Agreement,
        ids: impl IntoIterator<Item = &'i OrganisationId>,
    ) -> SiteWords {
        let mut words = SiteWords::new();
        for id in ids {
            if !words.is_empty() {
                words.push(SiteText::plain(", "));
            }
            words.push(self.organisation(id, Some(agreement)));
            let absence = Absence::on(self.atlas.registry, agreement, id, self.today);
            words.extend(
                absence.map(|absence| SiteText::plain(format!(" ({})", self.word(&absence.label())))),
            );
        }
        words
    }

    pub(super) fn duty(&self, agreement: &Agreement, duty: &Duty) -> SiteItem {
        let mut details = Vec::new();
        let mut detail = |label: Wording, words: SiteWords| {
            if !words.is_empty() {
                let label = SiteText::plain(format!("{}: ", self.word(&label)));
                details.push([vec![label], words].concat());
            }
        };
        let owners = self.organisations(agreement, duty.responsible.iter().map(|at| &at.value));
        detail(Wording::fixed("responsible", "vastuutaho"), owners);
        let when = match duty.timing {
            Timing::Continuous => None,
            Timing::Every(every) => Some(self.say(&every.label())),
            Timing::Due(due) => Some(SiteText::plain(self.date(due))),
        };
        detail(Wording::fixed("when", "milloin"), listed(when));
        let theme = duty.theme.as_ref().and_then(|at| {
            let mut themes = agreement.themes.iter();
            themes.find(|theme| theme.id.value == at.value)
        });
        let theme = theme.map(|theme| self.local(&theme.name));
        detail(Wording::fixed("focus area", "painopiste"), listed(theme));
        let product = duty.product.as_ref().and_then(|at| {
            let mut products = agreement.products.iter();
            products.find(|product| product.id.value == at.value)
        });
        let product = product.map(|product| self.local(&product.name));
        detail(Wording::fixed("service product", "palvelutuote"), listed(product));
        SiteItem {
            number: None,
            words: vec![self.local(&duty.text.value)],
            details,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn thousands_stand_apart() {
        let told = [0, 999, 1000, 11_356, 1_000_020].map(count);
        assert_eq!(
            told,
            ["0", "999", "1\u{a0}000", "11\u{a0}356", "1\u{a0}000\u{a0}020"]
        );
    }
}
