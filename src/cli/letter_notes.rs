//! What `remind` says beside its answer: how many letters there are, which ones are no longer true, who gets none
//! and why, and what to do about it.

use super::context::Context;
use super::letters::Folder;
use crate::model::Agreement;
use crate::papers::{self, ReminderPlan, ReminderRefusal};
use crate::render::phrase::{LETTERS, counted};
use crate::view::{ReminderRow, ReminderState};
use crate::wording;
use crate::wording::Wording;

/// The answer of `remind`.
pub(super) struct Answered<'a> {
    pub(super) folder: &'a Folder<'a>,
    pub(super) agreement: &'a Agreement,
    pub(super) plan: &'a ReminderPlan,
    pub(super) rows: &'a [ReminderRow],
}

impl Answered<'_> {
    pub(super) fn report(&self, cx: &mut Context<'_>) {
        self.report_letters(cx);
        self.report_old(cx);
        for left_out in &self.plan.left_out {
            cx.note(&wording!(en: "  left out: {reason}", fi: "  jätetty pois: {reason}", reason = left_out.reason));
        }
        let file = self.agreement.file.as_str();
        for unreached in &self.plan.without_address {
            let (name, id) = (&unreached.name, &unreached.organisation);
            cx.note(&wording!(
                en: "  no address: {name}; add to {id} in {file}: contact: {{ role: …, email: … }}",
                fi: "  ei osoitetta: {name}; lisää tiedostoon {file} kohtaan {id}: contact: {{ role: …, email: … }}"
            ));
        }
    }

    /// How many rows have one of these states, in words; `None` where there is none.
    fn counted(&self, states: &[ReminderState]) -> Option<Wording> {
        let has_one = |row: &&ReminderRow| states.contains(&row.state);
        let n_rows = self.rows.iter().filter(has_one).count();
        (n_rows > 0).then(|| counted(n_rows, LETTERS))
    }

    fn report_letters(&self, cx: &mut Context<'_>) {
        let folder = self.folder.shown().display();
        if self.folder.dry_run {
            let n = self.counted(&[ReminderState::ToWrite]);
            let n = n.unwrap_or_else(|| counted(0, LETTERS));
            cx.note(&wording!(
                en: "would write {n} to {folder}; nothing was written",
                fi: "{n} kirjoitettaisiin kansioon {folder}; mitään ei kirjoitettu",
                n
            ));
        } else if let Some(n) = self.counted(&[ReminderState::Written]) {
            cx.note(&wording!(
                en: "wrote {n} to {folder}; nothing was sent: open them in a mail program to send them",
                fi: "kansioon {folder} kirjoitettiin {n}; mitään ei lähetetty: avaa ne sähköpostiohjelmassa ja lähetä sieltä",
                n
            ));
        }
        if let Some(n) = self.counted(&[ReminderState::ThereAlready]) {
            cx.note(&wording!(
                en: "already exist, kept: {n}; --again rewrites them",
                fi: "jo olemassa, säilytetty: {n}; --again kirjoittaa uudelleen",
                n
            ));
        }
    }

    fn report_old(&self, cx: &mut Context<'_>) {
        if let Some(n) = self.counted(&[ReminderState::Outdated, ReminderState::NoLongerNeeded]) {
            cx.note(&wording!(
                en: "out of date, kept: {n}; --again rewrites or removes them",
                fi: "vanhentuneita, säilytetty: {n}; --again kirjoittaa uudelleen tai poistaa",
                n
            ));
        }
        if let Some(n) = self.counted(&[ReminderState::Removed, ReminderState::SetAside]) {
            cx.note(&wording!(
                en: "no longer needed, removed or set aside: {n}",
                fi: "tarpeettomia, poistettu tai siirretty sivuun: {n}",
                n
            ));
        }
    }
}

/// Where nothing is to be signed, no draft that is there still says what is so.
pub(super) fn warn_of_drafts(
    cx: &mut Context<'_>,
    folder: &Folder<'_>,
    agreement: &Agreement,
    refusal: &ReminderRefusal,
) {
    if *refusal == ReminderRefusal::NoSender {
        return;
    }
    for file in folder.names() {
        if papers::letter_of(&agreement.id.value, &file).is_some() {
            let shown = folder.describe(&file);
            cx.warn(&wording!(
                en: "{shown} is out of date: do not send it",
                fi: "{shown} on vanhentunut: älä lähetä sitä"
            ));
        }
    }
}
