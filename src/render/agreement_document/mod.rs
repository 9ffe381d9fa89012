//! An agreement as a document: what is signed, the annex of the groups' duties, and the signatures; or
//! a part of it.

mod annex;
mod provisions;
mod term;

use super::block::{Outline, SignatureLine};
use super::outline::Described;
use super::span::cleaned;
use crate::model::{Absence, AgreementStatus, DocumentSection, PartialDate, TextLang};
use crate::view::{DocumentPart, DocumentView, Party, PartyName, Spoken, names_of_regions};
use crate::wording;
use crate::wording::{Lang, Wording};

impl Described for DocumentView {
    fn describe(&self, page: &mut Outline) {
        if self.supposed {
            page.say(&Wording::fixed(
                "Made under a supposition, which is not recorded.",
                "Perustuu oletukseen, jota ei ole kirjattu.",
            ));
        }
        match &self.shown {
            DocumentPart::Whole => whole(self, page),
            DocumentPart::Annex => {
                page.own_title(&annex_title(page));
                agreement_fact(self, page);
                annex::groups(self, page);
            }
            DocumentPart::Group { .. } => {
                for group in &self.groups {
                    page.title(&group.name);
                    agreement_fact(self, page);
                    annex::facts(group, page);
                    page.heading(&Wording::fixed("Duties", "Tehtävät"));
                    annex::duties(group, page);
                }
            }
            DocumentPart::Organisation { name, bound, absent } => {
                let duties = page.word(&Wording::fixed("duties", "tehtävät"));
                page.own_title(&format!("{name}: {duties}"));
                agreement_fact(self, page);
                if let Some(described) = binding_text(*bound, *absent, self.as_of) {
                    page.say(&described);
                }
                if absent.is_none() {
                    annex::groups(self, page);
                }
            }
            DocumentPart::Region { region } => {
                let duties = page.word(&Wording::fixed("groups and duties", "ryhmät ja tehtävät"));
                page.own_title(&format!("{}: {duties}", region.name(TextLang::of(page.lang))));
                agreement_fact(self, page);
                annex::groups(self, page);
            }
        }
        closing(self, page);
    }
}

/// Why an organisation has no duties on the day, or that they do not bind it yet.
fn binding_text(bound: bool, absent: Option<Absence>, as_of: PartialDate) -> Option<Wording> {
    let why = match absent {
        None if bound => return None,
        None => {
            return Some(Wording::fixed(
                "It has not signed. The duties become binding when it signs.",
                "Organisaatio ei ole allekirjoittanut. Tehtävät sitovat sitä, kun se allekirjoittaa.",
            ));
        }
        Some(absent) => absent.label(),
    };
    Some(wording!(
        en: "It is responsible for no duties on {on}: {why}.",
        fi: "Organisaatio ei vastaa tehtävistä {on}: {why}.",
        why, on = as_of
    ))
}

fn annex_title(page: &Outline) -> String {
    page.word(&Wording::fixed(
        "Annex 1. Duties of the groups",
        "Liite 1. Ryhmien tehtävät",
    ))
}

fn whole(view: &DocumentView, page: &mut Outline) {
    page.title(&view.title);
    if let Some(record) = &view.record {
        page.say(&wording!(en: "Case number: {record}", fi: "Asianumero: {record}"));
    }
    standing(view, page);
    if let Some(purpose) = view
        .purpose
        .as_ref()
        .filter(|_| !view.takes(DocumentSection::Purpose))
    {
        page.heading(&Wording::fixed("Purpose", "Sopimuksen tarkoitus"));
        page.prose(&purpose.prose());
    }
    if !view.takes(DocumentSection::Term) {
        term::term(view, page);
    }
    commitments(view, page);
    if !view.takes(DocumentSection::Parties) {
        parties(view, page);
    }
    provisions::provisions(view, page);
    let annex = annex_title(page);
    if !view.takes(DocumentSection::Annexes) {
        page.heading(&Wording::fixed("Annexes", "Liitteet"));
        page.own_item(&annex);
    }
    if !view.takes(DocumentSection::Signatures) && !view.parties.is_empty() {
        page.heading(&Wording::fixed("Signatures", "Allekirjoitukset"));
        signature_lines(view, page);
    }
    page.part(&annex);
    annex::groups(view, page);
}

fn parties(view: &DocumentView, page: &mut Outline) {
    page.heading(&Wording::fixed("Parties", "Sopijapuolet"));
    if view.parties.is_empty() {
        page.say(&Wording::fixed(
            "No parties are recorded.",
            "Sopijapuolia ei ole kirjattu.",
        ));
    }
    for party in &view.parties {
        page.own_item(&party_text(party));
    }
}

/// What a reader must know before the text: that the agreement is not in force, and why.
fn standing(view: &DocumentView, page: &mut Outline) {
    let described = match view.status {
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
            wording!(
                en: "The agreement is no longer in force: it was terminated ({terminated}).",
                fi: "Sopimus ei ole enää voimassa: se on irtisanottu ({terminated}).",
                terminated = view.terminated
            )
        }
        AgreementStatus::Ended => {
            wording!(
                en: "The agreement is no longer in force: its term has ended ({ends}).",
                fi: "Sopimus ei ole enää voimassa: sopimuskausi on päättynyt ({ends}).",
                ends = view.ends
            )
        }
    };
    page.say(&described);
}

fn superseded(view: &DocumentView, page: &mut Outline) {
    for successor in &view.superseded_by {
        let before = Wording::fixed(
            "The agreement is no longer in force: it was superseded by “",
            "Sopimus ei ole enää voimassa: sen on korvannut ”",
        );
        say_with_title(page, &before, successor);
    }
}

/// A sentence of the program that ends in the title of an agreement.
fn say_with_title(page: &mut Outline, before: &Wording, title: &Spoken) {
    let own = |word: &Wording| page.own(word.get(page.lang));
    let runs = vec![own(before), title.into(), own(&Wording::fixed("”.", "”."))];
    page.sentence(runs);
}

fn signature_lines(view: &DocumentView, page: &mut Outline) {
    let lines: Vec<SignatureLine> = view.parties.iter().map(|party| line(party, page.lang)).collect();
    if !lines.is_empty() {
        page.signatures(lines);
    }
}

fn party_text(party: &Party) -> String {
    PartyName::new(party.name.clone(), party.business_id.as_deref(), &party.covers).in_list
}

fn line(party: &Party, lang: Lang) -> SignatureLine {
    let signed_on = party.signed.map(|on| on.display(lang));
    let position = party.signed_by.as_deref().map(cleaned);
    let signed = signed_on.as_ref().map(|on| match &position {
        Some(position) => format!("{on}, {position}"),
        None => on.clone(),
    });
    let joined = party.joined;
    let joined = joined.map(|on| wording!(en: "joined {on}", fi: "liittynyt {on}", on));
    let record = party.record.as_deref().map(cleaned);
    let record = record.map(|record| wording!(en: "case number {record}", fi: "asianumero {record}"));
    let more: Vec<Wording> = joined.into_iter().chain(record).collect();
    let more = (!more.is_empty()).then(|| format!(" ({})", Wording::joined(&more, ", ").get(lang)));
    SignatureLine {
        name: cleaned(&party.name) + more.as_deref().unwrap_or_default(),
        signed,
        signed_on,
        position,
    }
}

fn commitments(view: &DocumentView, page: &mut Outline) {
    let shown = |section, items: Vec<Spoken>| if view.takes(section) { Vec::new() } else { items };
    let strategies = view.strategies.iter().map(|strategy| {
        let mut described = strategy.name.clone();
        if let Some(ends) = strategy.ends {
            described.text = format!("{} (–{})", described.text, ends.display(page.lang));
        }
        described
    });
    let strategies = shown(DocumentSection::Strategies, strategies.collect());
    page.spoken_section(
        &Wording::fixed(
            "Strategies that the parties commit to",
            "Strategiat, joihin sopijapuolet sitoutuvat",
        ),
        strategies,
    );
    page.spoken_section(
        &Wording::fixed("Themes", "Painopisteet"),
        shown(DocumentSection::Themes, view.themes.clone()),
    );
    page.spoken_section(
        &Wording::fixed("Products", "Palvelutuotteet"),
        shown(DocumentSection::Products, view.products.clone()),
    );
    if !view.takes(DocumentSection::Cooperation) {
        let lang = TextLang::of(page.lang);
        page.section(
            &Wording::fixed("Regions that work together", "Yhteistyössä toimivat alueet"),
            view.cooperation.iter().map(|set| names_of_regions(set, lang)),
        );
    }
}

fn agreement_fact(view: &DocumentView, page: &mut Outline) {
    page.fact(&Wording::fixed("agreement", "sopimus"), &view.title.text);
    page.known_fact(
        &Wording::fixed("case number", "asianumero"),
        view.record.as_deref(),
    );
    page.word_fact(&Wording::fixed("status", "tila"), &view.status.label());
    if let Some(since) = &view.changed_since {
        page.fact(
            &Wording::fixed("changes since", "muutokset sopimukseen"),
            &since.text,
        );
    }
}

fn closing(view: &DocumentView, page: &mut Outline) {
    let as_of = view.as_of;
    let id = &view.agreement;
    page.say(&wording!(en: "As of {as_of} ({id}).", fi: "Tilanne {as_of} ({id}).", as_of));
    if let Some(source) = &view.source {
        let source = source.as_str();
        page.say(&wording!(en: "Source: {source}", fi: "Lähde: {source}"));
    }
    if let Some(receipt) = view.receipt.as_deref() {
        page.say(&wording!(en: "Digest of the text: {receipt}", fi: "Tekstin tiiviste: {receipt}"));
        page.receipt = Some(receipt.to_owned());
    }
}
