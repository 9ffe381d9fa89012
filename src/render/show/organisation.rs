//! An organisation as a page: its names, what became of it, its agreements, groups and duties.

use super::signatory::details;
use super::{AGREEMENTS, Described, GROUPS, Outline, duties, regions, with_id};
use crate::model::PartialDate;
use crate::render::seat::{days_word, role_word};
use crate::view::{DutyRow, OrganisationInAgreement, OrganisationInGroup, OrganisationView, SuccessorView};
use crate::wording;
use crate::wording::{Lang, Wording};

impl Described for OrganisationView {
    fn describe(&self, page: &mut Outline) {
        page.own_title(&self.name);
        page.fact(&Wording::fixed("id", "tunnus"), &self.organisation);
        page.known_fact(
            &Wording::fixed("business id", "Y-tunnus"),
            self.business_id.as_deref(),
        );
        let kind = self.kind.as_ref().map(|kind| page.word(&kind.label()));
        page.known_fact(&Wording::fixed("kind", "laji"), kind.as_deref());
        for former in &self.former_names {
            let until = former
                .until
                .map(|until| format!(" (–{})", page.date(until)))
                .unwrap_or_default();
            page.fact(
                &Wording::fixed("former name", "entinen nimi"),
                &(former.name.clone() + &until),
            );
        }
        let label = if self.has_ceased {
            Wording::fixed("ceased", "lakannut")
        } else {
            Wording::fixed("ceases", "lakkaa")
        };
        page.date_fact(&label, self.ceased);
        // One that goes on has no successor, though a part of its tasks may have passed to another.
        let label = match self.ceased {
            Some(_) => Wording::fixed("successor", "seuraaja"),
            None => Wording::fixed("tasks transferred to", "tehtäviä siirtynyt"),
        };
        for successor in &self.successors {
            page.fact(&label, &describe(successor));
        }
        let label = Wording::fixed("tasks now with", "tehtävät nyt");
        for successor in &self.final_successors {
            page.fact(&label, &describe(successor));
        }
        for predecessor in &self.predecessors {
            page.fact(
                &Wording::fixed("took over from", "edeltäjä"),
                &describe(predecessor),
            );
        }
        agreements(page, self, page.lang);
        groups(page, self);
        let own = Wording::fixed("Responsible for", "Vastuulla olevat tehtävät");
        duties_by_agreement(page, &own, &self.duties);
        let shared = Wording::fixed("Shared with the whole group", "Tehtävät koko ryhmän vastuulla");
        duties_by_agreement(page, &shared, &self.group_duties);
    }
}

fn describe(successor: &SuccessorView) -> String {
    let named = with_id(&successor.name, &successor.organisation);
    match &successor.scope {
        Some(scope) => format!("{named} – {scope}"),
        None => named,
    }
}

fn agreements(page: &mut Outline, view: &OrganisationView, lang: Lang) {
    if view.agreements.is_empty() {
        return;
    }
    page.heading(&AGREEMENTS);
    for agreement in &view.agreements {
        let line = agreement_text(page, agreement, view, lang);
        page.own_item(&line);
    }
}

fn agreement_text(
    page: &Outline,
    agreement: &OrganisationInAgreement,
    view: &OrganisationView,
    lang: Lang,
) -> String {
    let entry = &agreement.signatory;
    let dated = |label: String, date: Option<PartialDate>| match date {
        Some(date) => format!("{label} {}", date.display(lang)),
        None => label,
    };
    let mut parts = vec![
        format!(
            "{} ({}, {})",
            agreement.title.text,
            entry.agreement,
            page.word(&agreement.status.label())
        ),
        dated(page.word(&entry.state.label()), agreement.since),
    ];
    parts.extend(Some(regions(page, &entry.regions)).filter(|regions| !regions.is_empty()));
    if entry.name != view.name {
        parts.push(entry.name.clone());
    }
    if let Some(kind) = entry
        .kind
        .as_ref()
        .filter(|kind| Some(*kind) != view.kind.as_ref())
    {
        parts.push(page.word(&kind.label()));
    }
    // The signature of one that left is still on record.
    if entry.signed.is_some() && agreement.since != entry.signed {
        let signed = page.word(&Wording::fixed("signed", "allekirjoittanut"));
        parts.push(dated(signed, entry.signed));
    }
    parts.extend(details(page, entry));
    parts.join(" · ")
}

fn groups(page: &mut Outline, view: &OrganisationView) {
    if view.groups.is_empty() {
        return;
    }
    page.heading(&GROUPS);
    for groups in view.groups.chunk_by(|a, b| a.agreement == b.agreement) {
        page.subject(&groups[0].agreement_title);
        groups_of_agreement(page, groups);
    }
}

fn groups_of_agreement(page: &mut Outline, groups: &[OrganisationInGroup]) {
    for group in groups {
        let role = role_word(group.role, group.role_name.as_deref());
        let mut line = format!("{} ({}) · {}", group.name, group.group, page.word(&role));
        if let Some(days) = days_word(group.from, group.until) {
            line = format!("{line} {}", page.word(&days));
        }
        if let Some(dissolved) = group.dissolved {
            let dissolved = wording!(en: "dissolved {dissolved}", fi: "lakkautettu {dissolved}", dissolved);
            line = format!("{line} · {}", page.word(&dissolved));
        }
        page.own_item(&line);
    }
}

/// The duties of each agreement in a table of its own.
fn duties_by_agreement(page: &mut Outline, heading: &Wording, rows: &[DutyRow]) {
    for rows in rows.chunk_by(|a, b| a.agreement == b.agreement) {
        let title = &rows[0].agreement_title.text;
        duties::by_group(
            page,
            &wording!(en: "{heading}: {title}", fi: "{heading}: {title}", heading),
            rows,
        );
    }
}
