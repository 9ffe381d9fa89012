//! Signatories that have ceased or whose tasks went elsewhere in part, and who took over. A succession
//! is told and proposed; it is never applied.

use chrono::NaiveDate;

use super::command::command;
use crate::model::time::SignatoryFacts;
use crate::model::{
    Agreement, OrganisationId, PartialDate, Regions, Registry, Signatory, SignatoryState, Succession,
};
use crate::wording;
use crate::wording::{Lang, Wording};

/// A signatory that has ceased or is going to.
pub(super) struct Ceasing<'a> {
    registry: &'a Registry,
    agreement: &'a Agreement,
    pub(super) signatory: &'a Signatory,
    /// Its last day, as given.
    pub(super) ceased: PartialDate,
    pub(super) successors: &'a [Succession],
    today: NaiveDate,
}

/// What is recorded of the end of a signatory; `None` when nothing is.
pub(super) fn ceasing<'a>(
    registry: &'a Registry,
    agreement: &'a Agreement,
    signatory: &'a Signatory,
    today: NaiveDate,
) -> Option<Ceasing<'a>> {
    let record = registry.find_organisation(&signatory.organisation.value)?;
    Some(Ceasing {
        registry,
        agreement,
        signatory,
        ceased: record.ceased.as_ref()?.value,
        successors: &record.successors,
        today,
    })
}

impl Ceasing<'_> {
    /// That it has ceased, and its successors.
    pub(super) fn told(&self) -> Wording {
        let name = &self.signatory.name.value;
        let (on, on_fi) = (self.ceased.display(Lang::En), self.ceased.display(Lang::Fi));
        let (who, who_fi) = self.who();
        if crate::model::has_ceased(self.ceased, self.today) {
            wording!(en: "{name} has ceased ({on}); {who}", fi: "{name} on lakannut ({on_fi}); {who_fi}")
        } else {
            wording!(en: "{name} ceases ({on}); {who}", fi: "{name} lakkaa ({on_fi}); {who_fi}")
        }
    }

    /// The successors with their scopes, in English and in Finnish.
    fn who(&self) -> (String, String) {
        let list = told_successions(self.registry, self.successors);
        match self.successors.len() {
            0 => (
                "no successor is recorded".to_owned(),
                "seuraajaa ei ole kirjattu".to_owned(),
            ),
            1 => (format!("successor: {list}"), format!("seuraaja: {list}")),
            _ => (format!("successors: {list}"), format!("seuraajat: {list}")),
        }
    }

    /// With one successor the command that puts it in place, or that lets the old one leave once the
    /// successor is a signatory; one that never signed cannot leave, and the finding says what to do.
    /// A choice among several is a person's.
    pub(super) fn next_command(&self) -> String {
        let organisation = self.signatory.organisation.value.as_str();
        let [only] = self.successors else {
            return command(&["show", organisation]);
        };
        let successor = &only.organisation.value;
        let agreement = self.agreement.id.value.as_str();
        if is_party(self.agreement, successor, self.today) {
            if self.signatory.signed.is_none() {
                return command(&["validate", self.agreement.file.as_str()]);
            }
            // Notice is recorded once it is given, and takes effect on the day after the last one.
            let last = self.ceased.last_day();
            let (notice, effective) = (last.min(self.today), last.succ_opt().unwrap_or(last));
            let (notice, effective) = (notice.to_string(), effective.to_string());
            return command(&[
                "withdraw",
                agreement,
                organisation,
                "--notice",
                &notice,
                "--effective",
                &effective,
            ]);
        }
        let name = find_name(self.registry, successor);
        let mut words = vec![
            "register",
            agreement,
            "--organisation",
            successor.as_str(),
            "--name",
            name,
        ];
        let regions = regions_passed_to(self.registry, self.agreement, successor);
        // Without a region the whole province is meant.
        let regions = match &regions {
            Regions::All => Vec::new(),
            Regions::Listed(_) => regions.names(),
        };
        words.extend(regions.iter().flat_map(|region| ["--region", region.as_str()]));
        command(&words)
    }
}

/// Whether an organisation signs the agreement or is asked to.
pub(super) fn is_party(agreement: &Agreement, organisation: &OrganisationId, today: NaiveDate) -> bool {
    agreement.find_signatory(organisation).is_some_and(|signatory| {
        let state = SignatoryFacts::of(signatory).state_on(today);
        !matches!(state, SignatoryState::Declined | SignatoryState::Withdrawn)
    })
}

/// That a part of the tasks of a signatory that goes on went elsewhere, and to whom.
pub(super) fn passed_on<'a>(
    registry: &'a Registry,
    signatory: &Signatory,
) -> Option<(Wording, &'a [Succession])> {
    let record = registry.find_organisation(&signatory.organisation.value)?;
    if record.ceased.is_some() || record.successors.is_empty() {
        return None;
    }
    let name = &signatory.name.value;
    let list = told_successions(registry, &record.successors);
    let told = wording!(
        en: "{name} goes on, but tasks of it passed on: {list}",
        fi: "{name} jatkaa, mutta sen tehtäviä on siirtynyt: {list}"
    );
    Some((told, &record.successors))
}

/// The areas of all signatories whose tasks pass to an organisation: those for which it would sign.
pub(super) fn regions_passed_to(
    registry: &Registry,
    agreement: &Agreement,
    successor: &OrganisationId,
) -> Regions {
    let passes = |signatory: &&Signatory| {
        let record = registry.find_organisation(&signatory.organisation.value);
        let mut successors = record.into_iter().flat_map(|record| &record.successors);
        successors.any(|succession| succession.organisation.value == *successor)
    };
    let regions = agreement.signatories.iter().filter(passes);
    let regions = regions.map(|signatory| signatory.regions.clone());
    regions
        .reduce(|all, one| united_regions(&all, &one))
        .unwrap_or(Regions::All)
}

/// The areas of both.
pub(super) fn united_regions(a: &Regions, b: &Regions) -> Regions {
    match (a, b) {
        (Regions::Listed(a), Regions::Listed(b)) => Regions::listed([a.as_slice(), b].concat()),
        _ => Regions::All,
    }
}

fn told_successions(registry: &Registry, successions: &[Succession]) -> String {
    let told = successions
        .iter()
        .map(|succession| told_succession(registry, succession));
    told.collect::<Vec<_>>().join(", ")
}

/// A successor by name and id, with what passed to it.
pub(super) fn told_succession(registry: &Registry, succession: &Succession) -> String {
    let id = succession.organisation.value.as_str();
    let name = find_name(registry, &succession.organisation.value);
    let known = if name == id {
        id.to_owned()
    } else {
        format!("{name} ({id})")
    };
    match &succession.scope {
        Some(scope) => format!("{known} – {scope}"),
        None => known,
    }
}

/// The name of an organisation: as recorded, else as it signed somewhere, else its id.
pub(super) fn find_name<'a>(registry: &'a Registry, id: &'a OrganisationId) -> &'a str {
    let recorded = registry
        .find_organisation(id)
        .map(|record| record.name.value.as_str());
    let signed = || {
        let mut entries = registry
            .agreements
            .iter()
            .rev()
            .filter_map(|agreement| agreement.find_signatory(id));
        entries.next().map(|signatory| signatory.name.value.as_str())
    };
    recorded.or_else(signed).unwrap_or(id.as_str())
}
