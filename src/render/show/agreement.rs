//! An agreement as a page: its facts, its history, its groups, its signatories.

use super::signatory::all_details;
use super::{Described, GROUPS, Outline, duties};
use chrono::NaiveDate;

use crate::model::{AgreementStatus, PartialDate, TextLang};
use crate::render::continuation::next_end;
use crate::render::seat::{COMPOSITION, seats};
use crate::view::{
    AgreementLink, AgreementView, CompositionView, CorrectionRow, ExtensionView, PeriodView, ProvisionView,
    Row as _, Spoken,
};
use crate::wording;
use crate::wording::{Lang, Wording};

impl Described for AgreementView {
    fn describe(&self, page: &mut Outline) {
        page.title(&self.title);
        page.fact(&Wording::fixed("id", "tunnus"), &self.id);
        page.known_fact(
            &Wording::fixed("case number", "asianumero"),
            self.record.as_deref(),
        );
        page.fact(&Wording::fixed("status", "tila"), &status(self, page.lang));
        term(page, self);
        entry(page, self);
        relations(page, self);
        contents(page, self);
        page.known_fact(&Wording::fixed("source", "lähde"), self.source.as_deref());
        page.fact(&Wording::fixed("file", "tiedosto"), &self.file);
        history(page, self);
        page.provisions(&self.provisions, ProvisionView::numbered_with_id);
        page.table(&GROUPS, &self.groups);
        compositions(page, &self.compositions);
        duties::by_group(page, &duties::DUTIES, &self.duties);
        page.table(
            &Wording::fixed("Signatories", "Allekirjoittajat"),
            &self.signatories,
        );
        all_details(page, &self.signatories);
        page.table(&Wording::fixed("Approvals", "Hyväksynnät"), &self.approvals);
        page.table(&CorrectionRow::TITLE, &self.corrections);
        page.table(&Wording::fixed("Events", "Tapahtumat"), &self.events);
        page.table(&Wording::fixed("Documents", "Asiakirjat"), &self.documents);
        let waived = self
            .waivers
            .iter()
            .map(|waiver| format!("{}: {}", waiver.code, waiver.reason));
        page.section(&Wording::fixed("Waived warnings", "Kuitatut varoitukset"), waived);
    }
}

fn status(view: &AgreementView, lang: Lang) -> String {
    let status = view.status.label();
    if view.ending_soon {
        return format!("{}, {}", status.get(lang), AgreementStatus::ENDING_SOON.get(lang));
    }
    status.get(lang).to_owned()
}

fn term(page: &mut Outline, view: &AgreementView) {
    let term = page.term(view.starts, view.ends);
    page.fact(&Wording::fixed("term", "sopimuskausi"), &term);
    if !view.extensions.is_empty() {
        let by_text = page.end(view.ends_by_text);
        page.fact(&Wording::fixed("original end", "alkuperäinen loppu"), &by_text);
    }
    for extension in &view.extensions {
        let shown = extension_text(page, extension);
        page.fact(&Wording::fixed("extended until", "jatkettu"), &shown);
    }
    // `notice` decides where both are given.
    if let Some(months) = view.notice_months.filter(|_| view.notice.is_none()) {
        let ahead = match months {
            1 => Wording::fixed("1 month before the end", "1 kuukausi ennen päättymistä"),
            _ => wording!(
                en: "{months} months before the end",
                fi: "{months} kuukautta ennen päättymistä"
            ),
        };
        page.word_fact(&Wording::fixed("decision due", "päätös jatkosta"), &ahead);
    }
    if let Some(notice) = view.notice {
        page.word_fact(&Wording::fixed("notice", "irtisanomisaika"), &notice.label());
    }
    if let Some(continues) = &view.continues {
        page.word_fact(
            &Wording::fixed("continues", "jatkuu itsestään"),
            &continues.label(),
        );
    }
    if let (Some(to), Some(by)) = (view.continues_to, view.decision_deadline) {
        page.word_fact(&Wording::fixed("next term", "seuraava kausi"), &next_end(to, by));
        return review(page, view);
    }
    page.date_fact(
        &Wording::fixed("decision by", "päätös viimeistään"),
        view.decision_deadline,
    );
    review(page, view);
}

fn review(page: &mut Outline, view: &AgreementView) {
    if let Some(months) = view.review_months {
        let every = wording!(en: "every {months} months", fi: "{months} kuukauden välein");
        page.word_fact(&Wording::fixed("review", "tilannekatsaus"), &every);
    }
}

/// The new end, with the decision and its day.
fn extension_text(page: &Outline, extension: &ExtensionView) -> String {
    let decided = extension
        .decided
        .map(|decided| page.word(&wording!(en: "decided {decided}", fi: "päätetty {decided}", decided)));
    let decision: Vec<String> = decided.into_iter().chain(extension.decision.clone()).collect();
    if decision.is_empty() {
        return page.date(extension.until);
    }
    format!("{} ({})", page.date(extension.until), decision.join(", "))
}

/// Who sits in the groups when.
fn compositions(page: &mut Outline, compositions: &[CompositionView]) {
    if !compositions.is_empty() {
        page.heading(&COMPOSITION);
    }
    for group in compositions {
        page.subject(&group.name);
        seats(page, &group.seats);
    }
}

fn entry(page: &mut Outline, view: &AgreementView) {
    let rule = match (view.in_force_when.as_str(), view.signed_at_least) {
        ("all-signed", _) => Wording::fixed("when all have signed", "kun kaikki ovat allekirjoittaneet"),
        (_, Some(n)) => wording!(en: "when {n} have signed", fi: "kun {n} on allekirjoittanut"),
        _ => Wording::fixed(
            "from its start, once signed",
            "sopimuskauden alusta, kun ainakin yksi on allekirjoittanut",
        ),
    };
    page.word_fact(&Wording::fixed("enters into force", "tulee voimaan"), &rule);
    page.date_fact(&Wording::fixed("signing began", "avattu"), view.opened);
    if let Some(by) = view.sign_by {
        let shown = wording!(en: "{by}", fi: "{by} mennessä", by);
        page.word_fact(&Wording::fixed("sign by", "allekirjoitettava"), &shown);
    }
    page.known_fact(
        &Wording::fixed("digest of the text", "tekstin tiiviste"),
        view.opened_text.as_deref(),
    );
    page.date_fact(
        &Wording::fixed("in force since", "voimaantulo"),
        view.entered.map(|day| as_given(view, day)),
    );
    if let Some(on) = view.terminated {
        let reason = view
            .termination_reason
            .as_ref()
            .map(|reason| format!(" ({reason})"))
            .unwrap_or_default();
        let shown = page.date(on) + &reason;
        page.fact(&Wording::fixed("terminated", "irtisanottu"), &shown);
    }
    let signed = format!("{}/{}", view.n_signed, view.n_signatories);
    page.fact(&Wording::fixed("signed", "allekirjoittanut"), &signed);
    let declared = view.declared_signatories.map(|declared| declared.to_string());
    page.known_fact(
        &Wording::fixed("declared signatories", "ilmoitettu määrä"),
        declared.as_deref(),
    );
}

fn relations(page: &mut Outline, view: &AgreementView) {
    let predecessor = Wording::fixed("predecessor", "edeltävä sopimus");
    let successor = Wording::fixed("successor", "seuraava sopimus");
    let sub_agreement = Wording::fixed("sub-agreement", "alasopimus");
    links(page, &predecessor, &view.predecessors);
    links(page, &successor, &view.successors);
    links(
        page,
        &Wording::fixed("part of", "pääsopimus"),
        view.part_of.as_slice(),
    );
    links(page, &sub_agreement, &view.sub_agreements);
}

/// A fact for each: the title, the id that one types to see more, and the status.
fn links(page: &mut Outline, label: &Wording, links: &[AgreementLink]) {
    for link in links {
        let status = link.status.map(|status| page.word(&status.label()));
        let id_and_status: Vec<String> = std::iter::once(link.id.clone()).chain(status).collect();
        let value = match &link.title {
            Some(title) => vec![
                title.into(),
                page.own(&format!(" ({})", id_and_status.join(", "))),
            ],
            None => vec![page.own(&link.id)],
        };
        page.fact_of(label, value);
    }
}

fn contents(page: &mut Outline, view: &AgreementView) {
    if let Some(purpose) = &view.purpose {
        page.prose_fact(&Wording::fixed("purpose", "tarkoitus"), purpose);
    }
    for strategy in &view.strategies {
        let ends = strategy
            .ends
            .map(|ends| format!(" (–{})", page.date(ends)))
            .unwrap_or_default();
        let shown = with_more(&strategy.name, &ends);
        page.spoken_fact(&Wording::fixed("strategy", "strategia"), &shown);
    }
    for theme in &view.themes {
        let shown = with_more(&theme.name, &format!(" ({})", theme.id));
        page.spoken_fact(&Wording::fixed("theme", "painopiste"), &shown);
    }
    for product in &view.products {
        let shown = with_more(&product.name, &format!(" ({})", product.id));
        page.spoken_fact(&Wording::fixed("product", "palvelutuote"), &shown);
    }
    for regions in &view.cooperation {
        let names: Vec<&str> = regions
            .iter()
            .map(|region| region.name(TextLang::of(page.lang)))
            .collect();
        page.fact(
            &Wording::fixed("regions working together", "yhteistyöalueet"),
            &names.join(" – "),
        );
    }
}

/// A name and what is behind it.
fn with_more(name: &Spoken, more: &str) -> Spoken {
    Spoken {
        text: format!("{}{more}", name.text),
        lang: name.lang,
    }
}

/// The statuses one after the other, with their first days.
fn history(page: &mut Outline, view: &AgreementView) {
    page.heading(&Wording::fixed("History", "Vaiheet"));
    for PeriodView { status, from, .. } in &view.timeline {
        let status = page.word(&status.label());
        match from {
            Some(from) => {
                let from = page.date(as_given(view, *from));
                page.own_item(&format!("{from} {status}"));
            }
            None => page.own_item(&status),
        }
    }
}

/// The date as the file gives it that a day was counted from: a start that is only known to the
/// year is not shown as the first of January.
fn as_given(view: &AgreementView, day: NaiveDate) -> PartialDate {
    let signed = view.signatories.iter().filter_map(|signatory| signatory.signed);
    [Some(view.starts), view.opened, view.terminated]
        .into_iter()
        .flatten()
        .chain(signed)
        .find(|date| date.first_day() == day)
        .unwrap_or(PartialDate::Day(day))
}
