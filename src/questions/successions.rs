//! Signatories that have ceased or whose tasks went elsewhere in part, and who took over. A succession
//! is shown and proposed; it is never applied.

use chrono::NaiveDate;

use crate::model::time::SignatoryFacts;
use crate::model::{
    Agreement, OrganisationId, PartialDate, Regions, Registry, Signatory, SignatoryState, Successor,
    declined_on,
};
use crate::model::{command, option};
use crate::wording;
use crate::wording::Wording;

/// A signatory that has ceased or is going to.
pub(crate) struct Ceasing<'a> {
    registry: &'a Registry,
    agreement: &'a Agreement,
    pub(crate) signatory: &'a Signatory,
    /// Its last day, as given.
    pub(crate) ceased: PartialDate,
    /// Who holds its tasks in the end.
    pub(crate) successors: Vec<Successor<'a>>,
    today: NaiveDate,
}

/// What is recorded of the end of a signatory; `None` when nothing is.
pub(crate) fn ceasing<'a>(
    registry: &'a Registry,
    agreement: &'a Agreement,
    signatory: &'a Signatory,
    today: NaiveDate,
) -> Option<Ceasing<'a>> {
    let organisation = &signatory.organisation.value;
    let record = registry.find_organisation(organisation)?;
    Some(Ceasing {
        registry,
        agreement,
        signatory,
        ceased: record.ceased.as_ref()?.value,
        successors: successors(registry, agreement, organisation, today),
        today,
    })
}

/// Who takes the place of an organisation in an agreement: one that ceases before the agreement starts
/// has no place in it, and leads on to its own successors.
pub(crate) fn successors<'a>(
    registry: &'a Registry,
    agreement: &Agreement,
    organisation: &OrganisationId,
    today: NaiveDate,
) -> Vec<Successor<'a>> {
    let day = today.max(agreement.term.starts.value.first_day());
    registry.successors_on(organisation, day)
}

impl Ceasing<'_> {
    /// That it has ceased, and its successors.
    pub(crate) fn describe(&self) -> Wording {
        let name = &self.signatory.name.value;
        let on = self.ceased;
        let who = self.who();
        if self.has_ceased() {
            wording!(en: "{name} has ceased ({on}); {who}", fi: "{name} on lakannut ({on}); {who}", on, who)
        } else {
            wording!(en: "{name} ceases ({on}); {who}", fi: "{name} lakkaa ({on}); {who}", on, who)
        }
    }

    fn has_ceased(&self) -> bool {
        crate::model::has_ceased(self.ceased, self.today)
    }

    /// The successors with their scopes.
    fn who(&self) -> Wording {
        let list = successors_text(self.registry, &self.successors);
        match self.successors.len() {
            0 => Wording::fixed("no successor is recorded", "seuraajaa ei ole kirjattu"),
            1 => wording!(en: "successor: {list}", fi: "seuraaja: {list}", list),
            _ => wording!(en: "successors: {list}", fi: "seuraajat: {list}", list),
        }
    }

    /// With one successor the command that puts it in place, or that lets the old one leave once the
    /// successor is a signatory. A choice among several is a person's, and so is a name that no one knows.
    pub(crate) fn next_command(&self) -> String {
        let organisation = self.signatory.organisation.value.as_str();
        let show = || command(&["show", organisation]);
        match &self.successors[..] {
            [only] if only.ceased.is_none() => {
                // One that declined or has left is not registered again either.
                let command = match self.agreement.find_signatory(only.organisation) {
                    Some(_) => self.leaving(),
                    None => self.registration(only.organisation),
                };
                command.unwrap_or_else(show)
            }
            _ => show(),
        }
    }

    /// The command that records that the signatory leaves: once it has ceased, and unless it has given
    /// notice. Neither a notice nor a refusal is recorded ahead of its day.
    fn leaving(&self) -> Option<String> {
        let (agreement, organisation) = (
            self.agreement.id.value.as_str(),
            self.signatory.organisation.value.as_str(),
        );
        if self.signatory.withdrawn.is_some() {
            return None;
        }
        let Some(signed) = &self.signatory.signed else {
            if !self.agreement.is_being_signed() || self.signatory.joined.is_some() {
                return Some(command(&["validate", self.agreement.file.as_str()]));
            }
            let on = declined_on(self.agreement, self.ceased, self.today).to_string();
            let decline = || command(&["decline", agreement, organisation, "--on", &on]);
            return self.has_ceased().then(decline);
        };
        let last = self.ceased.last_day();
        let notice = last.max(signed.value.first_day()).min(self.today);
        let effective = last.succ_opt().unwrap_or(last).max(notice);
        let (notice, effective) = (notice.to_string(), effective.to_string());
        Some(command(&[
            "withdraw",
            agreement,
            organisation,
            "--notice",
            &notice,
            "--effective",
            &effective,
        ]))
    }

    fn registration(&self, successor: &OrganisationId) -> Option<String> {
        let name = known_name(self.registry, successor)?;
        let register = command(&[
            "register",
            self.agreement.id.value.as_str(),
            "--organisation",
            successor.as_str(),
        ]);
        let regions = regions_passed_to(self.registry, self.agreement, successor, self.today);
        // Without a region, all regions are meant.
        let regions = match &regions {
            Regions::All => Vec::new(),
            Regions::Listed(_) => regions.ids(),
        };
        let regions = regions.iter().map(|region| option("--region", region));
        let words: Vec<String> = [register, option("--name", name)]
            .into_iter()
            .chain(regions)
            .collect();
        Some(words.join(" "))
    }
}

/// Whether an organisation signs the agreement or is asked to.
pub(crate) fn is_party(agreement: &Agreement, organisation: &OrganisationId, today: NaiveDate) -> bool {
    agreement.find_signatory(organisation).is_some_and(|signatory| {
        let state = SignatoryFacts::of(signatory).state_on(today);
        !matches!(state, SignatoryState::Declined | SignatoryState::Withdrawn)
    })
}

/// That a part of the tasks of a signatory that goes on went elsewhere, and to whom.
pub(crate) fn passed_on<'a>(
    registry: &'a Registry,
    agreement: &Agreement,
    signatory: &Signatory,
    today: NaiveDate,
) -> Option<(Wording, Vec<Successor<'a>>)> {
    let organisation = &signatory.organisation.value;
    let record = registry.find_organisation(organisation)?;
    let successors = successors(registry, agreement, organisation, today);
    if record.ceased.is_some() || successors.is_empty() {
        return None;
    }
    let name = &signatory.name.value;
    let list = successors_text(registry, &successors);
    let shown = wording!(
        en: "{name} continues, but some of its tasks have been transferred: {list}",
        fi: "{name} jatkaa, mutta sen tehtäviä on siirtynyt: {list}",
        list
    );
    Some((shown, successors))
}

/// The regions of all signatories whose tasks pass to an organisation: those for which it would sign.
pub(crate) fn regions_passed_to(
    registry: &Registry,
    agreement: &Agreement,
    successor: &OrganisationId,
    today: NaiveDate,
) -> Regions {
    let passes = |signatory: &&Signatory| {
        let successors = successors(registry, agreement, &signatory.organisation.value, today);
        successors.iter().any(|found| found.organisation == successor)
    };
    let regions = agreement.signatories.iter().filter(passes);
    let regions = regions.map(|signatory| signatory.regions.clone());
    regions
        .reduce(|all, one| Regions::united(&all, &one))
        .unwrap_or(Regions::All)
}

fn successors_text(registry: &Registry, successors: &[Successor<'_>]) -> Wording {
    let shown: Vec<Wording> = successors
        .iter()
        .map(|successor| successor_text(registry, successor))
        .collect();
    Wording::joined(&shown, ", ")
}

/// A successor by name and id, with what passed to it and through whom.
fn successor_text(registry: &Registry, successor: &Successor<'_>) -> Wording {
    let id = successor.organisation.as_str();
    let mut shown = match known_name(registry, successor.organisation) {
        Some(name) => format!("{name} ({id})"),
        None => id.to_owned(),
    };
    if let Some(scope) = successor.scope() {
        shown = format!("{shown} – {scope}");
    }
    let through: Vec<&str> = successor
        .through
        .iter()
        .map(|record| record.name.value.as_str())
        .collect();
    let through = through.join(" → ");
    let mut parts = vec![Wording::same(shown)];
    if !through.is_empty() {
        parts.push(wording!(en: "through {through}", fi: "välissä {through}"));
    }
    if let Some(ceased) = successor.ceased {
        parts.push(wording!(en: "which ceased {on}", fi: "joka lakkasi {on}", on = ceased));
    }
    Wording::joined(&parts, ", ")
}

/// The name of an organisation, where a file has one: as recorded, else as it signed somewhere.
pub(crate) fn known_name<'a>(registry: &'a Registry, id: &OrganisationId) -> Option<&'a str> {
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
    recorded.or_else(signed)
}
