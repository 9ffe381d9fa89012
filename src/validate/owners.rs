//! Duties that have lost those who answer for them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::phrases;
use super::standing::{Overview, Standing};
use crate::diagnostic::{At, Code, Diagnostic, Findings, Place};
use crate::model::{AgreementStatus, Group, OrganisationId, Signatory};
use crate::wording;
use crate::wording::Wording;

/// An organisation that can no longer answer for a duty: why, and where that is written.
pub(super) struct Absence {
    name: String,
    pub(super) why: Wording,
    pub(super) place: Place,
}

type Absences<'a> = BTreeMap<&'a OrganisationId, Absence>;

pub(super) fn check_owners(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    if !standing.is_current() {
        return;
    }
    let absences: Absences = standing
        .agreement
        .signatories
        .iter()
        .filter_map(|signatory| {
            Some((
                &signatory.organisation.value,
                absence(standing, overview, signatory)?,
            ))
        })
        .collect();
    for group in &standing.agreement.groups {
        if group.is_dissolved_on(overview.today) {
            check_dissolved_group(standing, group, findings);
        } else if !absences.is_empty() {
            check_working_group((standing, overview.today), group, &absences, findings);
        }
    }
}

pub(super) fn absence(standing: &Standing, overview: &Overview, signatory: &Signatory) -> Option<Absence> {
    let in_file = |span| Some(standing.place(span));
    let (why, place) = if let Some(record) = overview.find_ceased(&signatory.organisation.value) {
        let span = record.ceased.as_ref().map(|ceased| ceased.span);
        let recorded = span.and_then(|span| overview.organisations_place(span));
        (Wording::fixed("ceased", "lakannut"), recorded)
    } else if overview.is_party(signatory) {
        return None;
    } else if let Some(declined) = &signatory.declined {
        (Wording::fixed("declined", "kieltäytynyt"), in_file(declined.span))
    } else {
        let left = signatory
            .withdrawn
            .as_ref()
            .map(|withdrawal| withdrawal.effective.span);
        (
            Wording::fixed("withdrawn", "irtisanoutunut"),
            left.and_then(in_file),
        )
    };
    Some(Absence {
        name: signatory.name.value.clone(),
        why,
        place: place.unwrap_or_else(|| standing.place(signatory.organisation.span)),
    })
}

/// Whether organisations were named and all of them are absent.
fn all_absent<'a>(mut owners: impl Iterator<Item = &'a At<OrganisationId>>, absences: &Absences) -> bool {
    let absent = |owner: &At<OrganisationId>| absences.contains_key(&owner.value);
    owners.next().is_some_and(absent) && owners.all(absent)
}

/// With its group every duty is lost, whomever it names.
fn check_dissolved_group(standing: &Standing, group: &Group, findings: &mut Findings) {
    let Some(dissolved) = &group.dissolved else { return };
    if group.duties.is_empty() {
        return;
    }
    let (id, n) = (&group.id.value, group.duties.len());
    let message = wording!(
        en: "group `{id}` is dissolved ({day}), and no one is responsible for its duties any more ({n})",
        fi: "ryhmä `{id}` on lakkautettu ({day}), eikä kukaan enää vastaa sen tehtävistä ({n})",
        day = dissolved.value
    );
    let place = standing.place(dissolved.span);
    findings.push(Diagnostic::new(Code::DutyWithoutOwner, place, message).with_help(help(standing)));
}

fn check_working_group(
    (standing, today): (&Standing, NaiveDate),
    group: &Group,
    absences: &Absences,
    findings: &mut Findings,
) {
    let own_duties = group.duties.iter().any(crate::model::Duty::is_shared);
    let in_group = || group.everyone_on(today).map(|seat| &seat.organisation);
    if own_duties && all_absent(in_group(), absences) {
        let id = &group.id.value;
        let gone = describe(in_group(), absences);
        let message = wording!(
            en: "group `{id}` has no one left to be responsible for its duties: {gone}",
            fi: "ryhmässä `{id}` ei ole enää ketään vastaamassa tehtävistä: {gone}",
            gone
        );
        let finding = Diagnostic::new(Code::DutyWithoutOwner, standing.place(group.id.span), message);
        findings.push(with_absences(finding, in_group(), absences).with_help(help(standing)));
    }
    for duty in &group.duties {
        if let Some(first) = duty
            .responsible
            .first()
            .filter(|_| all_absent(duty.responsible.iter(), absences))
        {
            let message = wording!(
                en: "no one is responsible any more for the duty {text}: {gone}",
                fi: "tehtävällä {text} ei ole enää vastuutahoa: {gone}",
                gone = describe(duty.responsible.iter(), absences), text = phrases::quoted(&duty.text.value)
            );
            let finding = Diagnostic::new(Code::DutyWithoutOwner, standing.place(first.span), message);
            findings
                .push(with_absences(finding, duty.responsible.iter(), absences).with_help(help(standing)));
        }
    }
}

/// The absences of some owners, each once, in the order in which the owners are named.
fn named<'b>(
    owners: impl Iterator<Item = &'b At<OrganisationId>>,
    absences: &'b Absences,
) -> Vec<&'b Absence> {
    let mut seen = BTreeSet::new();
    let mut named = Vec::new();
    for owner in owners {
        if seen.insert(&owner.value) {
            named.extend(absences.get(&owner.value));
        }
    }
    named
}

/// `Lappia (withdrawn) and REDU (ceased)`
fn describe<'b>(owners: impl Iterator<Item = &'b At<OrganisationId>>, absences: &'b Absences) -> Wording {
    let show = |absence: &Absence| {
        let Absence { name, why, .. } = absence;
        wording!(en: "{name} ({why})", fi: "{name} ({why})", why)
    };
    let shown: Vec<Wording> = named(owners, absences).into_iter().map(show).collect();
    phrases::names(&shown)
}

fn with_absences<'b>(
    finding: Diagnostic,
    owners: impl Iterator<Item = &'b At<OrganisationId>>,
    absences: &'b Absences,
) -> Diagnostic {
    named(owners, absences)
        .into_iter()
        .fold(finding, |finding, absence| {
            finding.with_related(absence.place.clone(), absence.why.clone())
        })
}

/// After signing has begun the text no longer changes, and so neither does who is responsible.
fn help(standing: &Standing) -> Wording {
    if standing.status == AgreementStatus::Draft {
        return Wording::fixed(
            "name another `responsible`, or move the duties to an active group",
            "nimeä toinen vastuutaho kenttään `responsible`, tai siirrä tehtävät toimivalle ryhmälle",
        );
    }
    let renew = phrases::renew(standing);
    wording!(
        en: "agree on who takes over the duties; the signed text does not change, so record it in the next agreement{renew} and waive the warning (`waivers`) until then",
        fi: "sovi, kuka ottaa tehtävät hoitaakseen; allekirjoitettu teksti ei muutu, joten kirjaa asia seuraavaan sopimukseen{renew} ja kuittaa varoitus siihen asti (`waivers`)"
    )
}

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, Withdrawal};
    use crate::validate::fixture::{
        agreement, check_all, check_registry_of, date, draft, duty, org, organisation, registry, seat,
        signatory,
    };

    const STILL_SEATED: &str =
        "tno: absent-member: Lappia (withdrawn) still has a seat in a group: Koordinaatioryhmä (member)";

    /// `lappia` withdraws on the first of September 2015; two go on.
    fn left() -> Agreement {
        let mut left = agreement("tno");
        left.signatories.push(signatory("redu", "REDU"));
        left.signatories[1].withdrawn = Some(Withdrawal {
            notice: date("2015-06-01"),
            effective: date("2015-09-01"),
        });
        left
    }

    #[test]
    fn a_duty_is_lost_with_the_last_of_its_responsible() {
        let mut lost = left();
        lost.groups[0].duties[0].responsible = vec![org("lappia")];
        check_registry_of(vec![lost.clone()], "2015-08-31", &[]);
        check_registry_of(
            vec![lost.clone()],
            "2015-09-01",
            &[
                STILL_SEATED,
                "tno: duty-without-owner: no one is responsible any more for the duty “Seuraa verkoston \
                 toimintaa.”: Lappia (withdrawn)",
            ],
        );
        lost.groups[0].duties[0].responsible.push(org("ely"));
        check_registry_of(vec![lost], "2015-09-01", &[STILL_SEATED]);
    }

    #[test]
    fn a_group_answers_as_long_as_one_of_it_is_left() {
        let mut lost = left();
        check_registry_of(vec![lost.clone()], "2015-09-01", &[STILL_SEATED]);
        lost.groups[0].chairs = Vec::new();
        lost.groups[0].members = vec![seat("lappia")];
        check_registry_of(
            vec![lost],
            "2015-09-01",
            &[
                STILL_SEATED,
                "tno: duty-without-owner: group `koordinaatioryhma` has no one left to be responsible for its duties: Lappia (withdrawn)",
            ],
        );
    }

    #[test]
    fn a_dissolved_group_leaves_its_duties() {
        let mut dissolved = agreement("tno");
        dissolved.groups.push(crate::validate::fixture::group("lansi"));
        dissolved.groups[1].dissolved = Some(date("2016"));
        dissolved.groups[1].duties.push(duty("Arvioi."));
        dissolved.groups[1].duties[0].responsible = vec![org("lappia")];
        check_registry_of(vec![dissolved.clone()], "2015-12-31", &[]);
        check_registry_of(
            vec![dissolved.clone()],
            "2016-01-01",
            &[
                "tno: duty-without-owner: group `lansi` is dissolved (2016), and no one is responsible for its duties any more (2)",
            ],
        );
        dissolved.groups[1].duties.pop();
        check_registry_of(
            vec![dissolved],
            "2016-01-01",
            &[
                "tno: duty-without-owner: group `lansi` is dissolved (2016), and no one is responsible for its duties any more (1)",
            ],
        );
    }

    #[test]
    fn a_ceased_organisation_answers_for_nothing() {
        let mut lost = draft("tno");
        lost.groups[0].duties[0].responsible = vec![org("lappia")];
        let mut registry = registry(vec![lost]);
        registry.organisations = vec![organisation("lappia", "Lappia")];
        check_all(&registry, "2013-01-01", &[]);
        registry.organisations[0].ceased = Some(date("2012"));
        check_all(
            &registry,
            "2013-01-01",
            &[
                "tno: ceased-signatory: Lappia has ceased (2012), but is still a signatory",
                "tno: duty-without-owner: no one is responsible any more for the duty “Seuraa verkoston \
                 toimintaa.”: Lappia (ceased)",
            ],
        );
    }
}
