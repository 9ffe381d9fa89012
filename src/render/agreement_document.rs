//! An agreement as a document: what is signed, the annex of the groups' duties, and the signatures; or
//! a part of it.

use super::outline::{NumberedItem, Outline, Runs, SignatureLine, Told};
use super::show::regions as told_regions;
use crate::model::{AgreementStatus, PartialDate, TextLang};
use crate::view::{
    ChangedWords, DocumentPart, DocumentView, DutyInAnnex, DutyNote, ExtensionView, GroupInAnnex, Party,
    Spoken,
};
use crate::wording;
use crate::wording::{Lang, Wording};

impl Told for DocumentView {
    fn tell(&self, page: &mut impl Outline) {
        match &self.shown {
            DocumentPart::Whole => whole(self, page),
            DocumentPart::Annex => {
                page.own_title(&annex_title(page));
                agreement_fact(self, page);
                groups(self, page);
            }
            DocumentPart::Organisation { name } => {
                let duties = page.word(&Wording::fixed("duties", "tehtävät"));
                page.own_title(&format!("{name}: {duties}"));
                agreement_fact(self, page);
                groups(self, page);
            }
            DocumentPart::Region { region } => {
                let duties = page.word(&Wording::fixed("groups and duties", "ryhmät ja tehtävät"));
                page.own_title(&format!("{}: {duties}", region.full_name()));
                agreement_fact(self, page);
                groups(self, page);
            }
        }
        closing(self, page);
    }
}

fn annex_title(page: &impl Outline) -> String {
    page.word(&Wording::fixed(
        "Annex 1. Duties of the groups",
        "Liite 1. Ryhmien tehtävät",
    ))
}

/// A sentence of the program, in its own language.
fn say(page: &mut impl Outline, sentence: &Wording) {
    let text = page.word(sentence);
    let lang = TextLang::of(page.lang());
    page.paragraph(&Spoken { text, lang });
}

fn whole(view: &DocumentView, page: &mut impl Outline) {
    page.title(&view.title);
    standing(view, page);
    if let Some(purpose) = &view.purpose {
        page.heading(&Wording::fixed("Purpose", "Sopimuksen tarkoitus"));
        page.paragraph(purpose);
    }
    term(view, page);
    commitments(view, page);
    page.heading(&Wording::fixed("Parties", "Sopijapuolet"));
    if view.parties.is_empty() {
        say(
            page,
            &Wording::fixed("No parties are recorded.", "Sopijapuolia ei ole kirjattu."),
        );
    }
    for party in &view.parties {
        page.own_item(&told_party(party));
    }
    page.heading(&Wording::fixed("Annexes", "Liitteet"));
    let annex = annex_title(page);
    page.own_item(&annex);
    signatures(view, page);
    page.part(&annex);
    groups(view, page);
}

/// What a reader must know before the text: that the agreement is not in force, and why.
fn standing(view: &DocumentView, page: &mut impl Outline) {
    let both = |date: Option<PartialDate>| {
        let of = |lang| date.map(|date| date.display(lang)).unwrap_or_default();
        (of(Lang::En), of(Lang::Fi))
    };
    let told = match view.status {
        AgreementStatus::InForce => return,
        AgreementStatus::Superseded => return superseded(view, page),
        AgreementStatus::Draft => Wording::fixed(
            "Draft. The agreement is not in force.",
            "Luonnos. Sopimus ei ole voimassa.",
        ),
        AgreementStatus::Signing => Wording::fixed(
            "Open for signing. The agreement is not in force yet.",
            "Allekirjoitettavana. Sopimus ei ole vielä voimassa.",
        ),
        AgreementStatus::Upcoming => Wording::fixed(
            "The agreement is not in force yet.",
            "Sopimus ei ole vielä voimassa.",
        ),
        AgreementStatus::Terminated => {
            let (en, fi) = both(view.terminated);
            wording!(
                en: "The agreement is no longer in force: it was terminated ({en}).",
                fi: "Sopimus ei ole enää voimassa: se on irtisanottu ({fi})."
            )
        }
        AgreementStatus::Ended => {
            let (en, fi) = both(view.ends);
            wording!(
                en: "The agreement is no longer in force: its term has ended ({en}).",
                fi: "Sopimus ei ole enää voimassa: sopimuskausi on päättynyt ({fi})."
            )
        }
    };
    say(page, &told);
}

fn superseded(view: &DocumentView, page: &mut impl Outline) {
    for successor in &view.superseded_by {
        let before = Wording::fixed(
            "The agreement is no longer in force: it was superseded by “",
            "Sopimus ei ole enää voimassa: sen on korvannut ”",
        );
        say_with_title(page, &before, successor);
    }
}

/// A sentence of the program that ends in the title of an agreement.
fn say_with_title(page: &mut impl Outline, before: &Wording, title: &Spoken) {
    let own = |word: &Wording| page.own(word.get(page.lang()));
    let runs = [own(before), title.clone(), own(&Wording::fixed("”.", "”."))];
    page.sentence(&runs);
}

fn signatures(view: &DocumentView, page: &mut impl Outline) {
    if view.parties.is_empty() {
        return;
    }
    page.heading(&Wording::fixed("Signatures", "Allekirjoitukset"));
    let lines: Vec<SignatureLine> = view
        .parties
        .iter()
        .map(|party| line(party, page.lang()))
        .collect();
    page.signatures(&lines);
}

fn told_party(party: &Party) -> String {
    let id = party.business_id.as_ref().map(|id| format!(" ({id})"));
    let covers = if party.covers.is_empty() {
        String::new()
    } else {
        format!(": {}", party.covers.join(", "))
    };
    format!("{}{}{covers}", party.name, id.unwrap_or_default())
}

fn line(party: &Party, lang: Lang) -> SignatureLine {
    let signed = party.signed.map(|on| {
        let on = on.display(lang);
        match &party.signed_by {
            Some(position) => format!("{on}, {position}"),
            None => on,
        }
    });
    SignatureLine {
        name: party.name.clone(),
        signed,
    }
}

fn term(view: &DocumentView, page: &mut impl Outline) {
    page.heading(&Wording::fixed("Term", "Sopimuskausi ja voimaantulo"));
    say(page, &told_term(view.starts, view.ends_by_text));
    for extension in &view.extensions {
        say(page, &told_extension(extension));
    }
    say(page, &entry(view));
    if let Some(n) = view.notice_months.filter(|_| view.ends_by_text.is_some()) {
        say(
            page,
            &wording!(
                en: "What follows is decided at the latest {n} months before the end of the term.",
                fi: "Jatkosta päätetään viimeistään {n} kuukautta ennen sopimuskauden päättymistä."
            ),
        );
    }
    if let Some(n) = view.review_months {
        say(
            page,
            &wording!(
                en: "The parties review the agreement every {n} months.",
                fi: "Sopijapuolet tarkastelevat sopimusta {n} kuukauden välein."
            ),
        );
    }
    for superseded in &view.supersedes {
        let before = Wording::fixed(
            "This agreement supersedes the agreement “",
            "Tämä sopimus korvaa sopimuksen ”",
        );
        say_with_title(page, &before, superseded);
    }
}

/// The term as it was signed.
fn told_term(starts: PartialDate, ends: Option<PartialDate>) -> Wording {
    let both = |date: PartialDate| (date.display(Lang::En), date.display(Lang::Fi));
    let (from, from_fi) = both(starts);
    match (ends.map(both), starts) {
        (Some((to, to_fi)), _) => wording!(
            en: "The term is {from}–{to}.",
            fi: "Sopimuskausi on {from_fi}–{to_fi}."
        ),
        (None, PartialDate::Year(_)) => wording!(
            en: "The term begins in {from} and is open-ended.",
            fi: "Sopimuskausi alkaa vuonna {from_fi}, ja sopimus on voimassa toistaiseksi."
        ),
        (None, PartialDate::Month(..)) => wording!(
            en: "The term begins in {from} and is open-ended.",
            fi: "Sopimuskausi alkaa {from_fi}, ja sopimus on voimassa toistaiseksi."
        ),
        (None, PartialDate::Day(_)) => wording!(
            en: "The term begins on {from} and is open-ended.",
            fi: "Sopimuskausi alkaa {from_fi}, ja sopimus on voimassa toistaiseksi."
        ),
    }
}

fn told_extension(extension: &ExtensionView) -> Wording {
    let both = |date: PartialDate| (date.display(Lang::En), date.display(Lang::Fi));
    let (until, until_fi) = both(extension.until);
    let (decided, decided_fi) = match (extension.decided.map(both), &extension.decision) {
        (Some((on, on_fi)), Some(name)) => (
            format!(" (decided {on}, {name})"),
            format!(" (päätetty {on_fi}, {name})"),
        ),
        (Some((on, on_fi)), None) => (format!(" (decided {on})"), format!(" (päätetty {on_fi})")),
        (None, Some(name)) => (format!(" ({name})"), format!(" ({name})")),
        (None, None) => (String::new(), String::new()),
    };
    wording!(
        en: "It has been extended until {until}{decided}.",
        fi: "Sopimuskautta on jatkettu {until_fi} asti{decided_fi}."
    )
}

fn entry(view: &DocumentView) -> Wording {
    match (view.in_force_when, view.signed_at_least) {
        ("all-signed", _) => Wording::fixed(
            "The agreement enters into force when all parties have signed it, not before the start of the term.",
            "Sopimus tulee voimaan, kun kaikki sopijapuolet ovat allekirjoittaneet sen, kuitenkin aikaisintaan sopimuskauden alussa.",
        ),
        (_, Some(n)) => wording!(
            en: "The agreement enters into force when {n} parties have signed it, not before the start of the term.",
            fi: "Sopimus tulee voimaan, kun {n} sopijapuolta on allekirjoittanut sen, kuitenkin aikaisintaan sopimuskauden alussa."
        ),
        _ => Wording::fixed(
            "The agreement enters into force at the start of the term for those who have signed it, and for the others from the day on which they sign.",
            "Sopimus tulee voimaan sopimuskauden alussa niiden osalta, jotka ovat allekirjoittaneet sen, ja muiden osalta niiden allekirjoituspäivästä alkaen.",
        ),
    }
}

fn commitments(view: &DocumentView, page: &mut impl Outline) {
    let strategies = view.strategies.iter().map(|strategy| {
        let mut told = strategy.name.clone();
        if let Some(ends) = strategy.ends {
            told.text = format!("{} (–{})", told.text, ends.display(page.lang()));
        }
        told
    });
    let strategies: Vec<Spoken> = strategies.collect();
    page.spoken_section(
        &Wording::fixed(
            "Strategies to which the parties commit themselves",
            "Strategiat, joihin sopijapuolet sitoutuvat",
        ),
        strategies,
    );
    page.spoken_section(
        &Wording::fixed("Focus areas", "Painopisteet"),
        view.themes.iter().cloned(),
    );
    page.spoken_section(
        &Wording::fixed("Service products", "Palvelutuotteet"),
        view.products.iter().cloned(),
    );
    let joint = view.cooperation.iter().map(|regions| {
        let names: Vec<&str> = regions.iter().map(|region| region.full_name()).collect();
        names.join(", ")
    });
    page.section(
        &Wording::fixed("Areas that work jointly", "Yhteistyössä toimivat alueet"),
        joint.collect::<Vec<_>>(),
    );
}

fn agreement_fact(view: &DocumentView, page: &mut impl Outline) {
    page.fact(&Wording::fixed("agreement", "sopimus"), &view.title.text);
    let status = page.word(&view.status.label());
    page.fact(&Wording::fixed("status", "tila"), &status);
    if let Some(since) = &view.changed_since {
        page.fact(
            &Wording::fixed("changes since", "muutokset sopimukseen"),
            &since.text,
        );
    }
}

fn groups(view: &DocumentView, page: &mut impl Outline) {
    if view.groups.is_empty() {
        say(page, &NO_DUTIES);
    }
    for group in &view.groups {
        one_group(group, page);
    }
}

static NO_DUTIES: Wording = Wording::fixed("No duties are recorded.", "Tehtäviä ei ole kirjattu.");

fn one_group(group: &GroupInAnnex, page: &mut impl Outline) {
    page.subject(&group.name);
    let regions = told_regions(page, &group.regions);
    page.fact(&Wording::fixed("areas", "alueet"), &regions);
    page.known_fact(&Wording::fixed("chair", "puheenjohtaja"), group.chair.as_deref());
    page.list_fact(&Wording::fixed("members", "jäsenet"), &group.members);
    let dissolved = group.dissolved.map(|date| page.date(date));
    page.known_fact(&Wording::fixed("dissolved", "lakkautettu"), dissolved.as_deref());
    if group.duties.is_empty() && group.dropped.is_empty() {
        say(page, &NO_DUTIES);
    } else if !group.duties.is_empty() {
        let items: Vec<NumberedItem> = group.duties.iter().map(|duty| item(duty, page)).collect();
        page.numbered(&items);
    }
    let dropped = page.word(&Wording::fixed("dropped", "poistettu"));
    for duty in &group.dropped {
        page.item(&Spoken {
            text: format!("{dropped}: {}", duty.text.text),
            lang: duty.text.lang,
        });
    }
}

fn item(duty: &DutyInAnnex, page: &impl Outline) -> NumberedItem {
    let mut details = Vec::new();
    let mut detail = |label: Wording, value: Spoken| {
        details.push(vec![page.own(&format!("{}: ", page.word(&label))), value]);
    };
    if !duty.responsible.is_empty() {
        detail(
            Wording::fixed("responsible", "vastuutaho"),
            page.own(&duty.responsible.join(", ")),
        );
    }
    if let Some(when) = &duty.when {
        detail(
            Wording::fixed("when", "milloin"),
            page.own(&when.display(page.lang())),
        );
    }
    if let Some(theme) = &duty.theme {
        detail(Wording::fixed("focus area", "painopiste"), theme.clone());
    }
    if let Some(product) = &duty.product {
        detail(Wording::fixed("service product", "palvelutuote"), product.clone());
    }
    details.extend(duty.notes.iter().filter_map(|note| told_note(note, page)));
    NumberedItem {
        number: duty.number,
        text: duty.text.clone(),
        words: reworded(&duty.notes),
        details,
    }
}

fn reworded(notes: &[DutyNote]) -> Option<ChangedWords> {
    notes.iter().find_map(|note| match note {
        DutyNote::Reworded { words } => Some(words.clone()),
        _ => None,
    })
}

/// A change in words, so that nobody has to see a colour.
fn told_note(note: &DutyNote, page: &impl Outline) -> Option<Runs> {
    let told = match note {
        DutyNote::Added => Wording::fixed("new duty", "uusi tehtävä"),
        DutyNote::Reworded { .. } => Wording::fixed("reworded", "teksti muutettu"),
        DutyNote::Moved { from } => {
            let told = page.word(&Wording::fixed("moved here from ", "siirretty ryhmästä "));
            return Some(vec![page.own(&told), from.clone()]);
        }
        DutyNote::Changed => Wording::fixed(
            "another owner, focus area, product or time than before",
            "vastuutaho, painopiste, palvelutuote tai ajankohta on vaihtunut",
        ),
        DutyNote::Dropped => return None,
    };
    let told = page.word(&told);
    Some(vec![page.own(&told)])
}

fn closing(view: &DocumentView, page: &mut impl Outline) {
    let as_of = view.as_of;
    let (en, fi) = (as_of.display(Lang::En), as_of.display(Lang::Fi));
    let id = &view.agreement;
    say(
        page,
        &wording!(en: "As of {en} ({id}).", fi: "Tilanne {fi} ({id})."),
    );
    if let Some(source) = &view.source {
        let source = source.as_str();
        say(page, &wording!(en: "Source: {source}", fi: "Lähde: {source}"));
    }
}
