//! What falls due inside an agreement: its strategies, its signatories that cease, its calendar.

use super::{Matter, Outlook, find_successor, outlives};
use crate::model::{self, NamedOrganisation, command};
use crate::model::{AgreementStatus, Event, EventKind, Standing, Strategy, TextLang};
use crate::questions::successions::ceasing;
use crate::view::DueKind;
use crate::wording;
use crate::wording::Wording;

pub(super) fn strategies(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let agreement = standing.agreement;
    let next_command = match find_successor(standing, outlook) {
        Some(next) => command(&[
            "diff",
            agreement.id.value.as_str(),
            next.agreement.id.value.as_str(),
        ]),
        None if standing.status == AgreementStatus::InForce => {
            command(&["renew", agreement.id.value.as_str()])
        }
        None => command(&["validate", agreement.file.as_str()]),
    };
    let matter = |strategy: &Strategy| {
        let ends = strategy.ends.as_ref()?.value;
        let name = &strategy.name.value;
        let what = if ends.last_day() < outlook.today {
            wording!(en: "the strategy “{name}” has ended", fi: "strategia ”{name}” on päättynyt", name)
        } else {
            wording!(en: "the strategy “{name}” ends", fi: "strategia ”{name}” päättyy", name)
        };
        Some(Matter {
            kind: DueKind::Strategy,
            organisation: None,
            deadline: ends,
            what,
            next_command: next_command.clone(),
        })
    };
    let concerns = |matter: &Matter| outlives(standing, matter.deadline);
    agreement
        .strategies
        .iter()
        .filter_map(matter)
        .filter(concerns)
        .collect()
}

/// The signatories that have ceased or are going to.
pub(super) fn successions(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let agreement = standing.agreement;
    agreement
        .signatories
        .iter()
        .filter(|signatory| signatory.is_party_on(outlook.today))
        .filter_map(|signatory| ceasing(outlook.registry, agreement, signatory, outlook.today))
        .filter(|ceasing| outlives(standing, ceasing.ceased))
        .map(|ceasing| Matter {
            kind: DueKind::Succession,
            organisation: Some(ceasing.signatory.into()),
            deadline: ceasing.ceased,
            what: ceasing.describe(),
            next_command: ceasing.next_command(),
        })
        .collect()
}

/// Chairs without a holder, and holders that have gone.
pub(super) fn vacancies(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let agreement = standing.agreement;
    let find = |id: &_| outlook.registry.find_organisation(id);
    let vacant = model::vacancies(agreement, find, outlook.today.max(standing.milestones.starts_on));
    let matter = |vacancy: model::Vacancy<'_>| Matter {
        kind: DueKind::Vacancy,
        organisation: vacancy
            .holder()
            .and_then(|id| agreement.find_signatory(id))
            .map(NamedOrganisation::from),
        deadline: vacancy.since.into(),
        what: vacancy.describe(agreement),
        // The finding says what to correct where no command does it.
        next_command: vacancy
            .command(agreement)
            .unwrap_or_else(|| command(&["validate", agreement.file.as_str()])),
    };
    let matters = vacant.into_iter().map(matter);
    matters
        .filter(|matter| outlives(standing, matter.deadline))
        .collect()
}

/// The reviews and deadlines of the calendar that are to come.
pub(super) fn events(standing: &Standing, outlook: &Outlook) -> Vec<Matter> {
    let agreement = standing.agreement;
    let matter = |event: &Event| {
        let kind = match event.kind {
            EventKind::Review => DueKind::Review,
            EventKind::Deadline => DueKind::Deadline,
            EventKind::Workshop | EventKind::Meeting | EventKind::Training => return None,
        };
        let deadline = event.date.value;
        let title = &event.title.value;
        (deadline.last_day() >= outlook.today && !event.is_cancelled()).then(|| Matter {
            kind,
            organisation: None,
            deadline,
            what: Wording::composed(title.get(TextLang::En).to_owned(), title.fi().to_owned()),
            next_command: command(&["show", agreement.id.value.as_str()]),
        })
    };
    agreement.events.iter().filter_map(matter).collect()
}
