//! Groups that lack duties or members, and regions that lack a group.

use chrono::NaiveDate;

use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Group, Network, Region, Section};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_duties(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    for group in &agreement.groups {
        if group.duties.is_empty() && !group.is_dissolved_on(today) {
            let id = &group.id.value;
            let message = wording!(en: "group `{id}` has no duties", fi: "ryhmällä `{id}` ei ole tehtäviä");
            let place = Place::new(&agreement.file, group.id.span);
            findings.push(
                Diagnostic::new(Code::GroupWithoutDuties, place, message).with_help(Wording::fixed(
                    "add the duties of the annex under `duties`, or delete the group",
                    "lisää liitteen mukaiset tehtävät kenttään `duties` tai poista ryhmä",
                )),
            );
        }
    }
}

pub(super) fn check_members(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    for group in &agreement.groups {
        if group.members.is_empty() && !group.is_dissolved_on(today) {
            let id = &group.id.value;
            let message = wording!(en: "group `{id}` has no members", fi: "ryhmällä `{id}` ei ole jäseniä");
            let place = Place::new(&agreement.file, group.id.span);
            findings.push(
                Diagnostic::new(Code::GroupWithoutMembers, place, message).with_help(Wording::fixed(
                    "list the organisations in the group under `members`, the chair included",
                    "nimeä ryhmän organisaatiot, myös puheenjohtaja, kenttään `members`",
                )),
            );
        }
    }
}

/// An agreement whose groups are not listed at all says nothing of regions.
pub(super) fn check_regions(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let agreement = standing.agreement;
    if !standing.is_current() || agreement.groups.is_empty() || !overview.registry.network().is_known() {
        return;
    }
    let network = overview.registry.network();
    let covered = covered_regions(agreement, network, overview.today);
    let uncovered: Vec<&str> = network
        .regions()
        .iter()
        .filter(|region| !covered.contains(region) && has_signatory(agreement, region, overview))
        .map(Region::id)
        .collect();
    if uncovered.is_empty() {
        return;
    }
    let list = uncovered.join(", ");
    let message = wording!(
        en: "regions with signatories but without a group: {list}",
        fi: "alueita, joilla on allekirjoittajia mutta ei ryhmää: {list}"
    );
    let help = wording!(
        en: "add a group with `regions: [{list}]`, or add them to the `regions` of a group that works there",
        fi: "lisää ryhmä, jolla on `regions: [{list}]`, tai lisää alueet siellä toimivan ryhmän kenttään \
             `regions`"
    );
    let section = agreement.sections.iter().find(|at| at.value == Section::Groups);
    let span = section.map_or(agreement.title.span, |at| at.span);
    findings.push(Diagnostic::new(Code::RegionWithoutGroup, standing.place(span), message).with_help(help));
}

/// The regions of the groups that work, and those that work jointly with them.
fn covered_regions<'n>(agreement: &Agreement, network: &'n Network, today: NaiveDate) -> Vec<&'n Region> {
    let working: Vec<&Group> = agreement
        .groups
        .iter()
        .filter(|group| !group.is_dissolved_on(today))
        .collect();
    let has_group = |region: &Region| working.iter().any(|group| group.regions.contains(region));
    let shares_group = |region: &Region| {
        let mut joint = agreement
            .cooperation
            .iter()
            .filter(|joint| joint.value.contains(region));
        joint.any(|joint| joint.value.iter().any(has_group))
    };
    let regions = network.regions().iter();
    regions
        .filter(|region| has_group(region) || shares_group(region))
        .collect()
}

fn has_signatory(agreement: &Agreement, region: &Region, overview: &Overview) -> bool {
    overview
        .present(agreement)
        .any(|signatory| signatory.regions.contains(region))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Regions, region_of_lapland};
    use crate::validate::fixture::{
        agreement, at, check_file, check_file_on, check_registry_of, date, group,
    };

    #[test]
    fn a_group_has_duties_until_it_is_dissolved() {
        let mut idle = agreement("tno");
        idle.groups[0].duties.clear();
        let expected = "group-without-duties: group `koordinaatioryhma` has no duties";
        check_file(&idle, &[expected]);
        idle.groups[0].dissolved = Some(date("2016"));
        check_file_on(&idle, "2015-12-31", &[expected]);
        check_file_on(&idle, "2016-01-01", &[]);
    }

    #[test]
    fn a_group_has_members_until_it_is_dissolved() {
        let mut empty = agreement("tno");
        empty.groups[0].members.clear();
        check_file(
            &empty,
            &["group-without-members: group `koordinaatioryhma` has no members"],
        );
        empty.groups[0].dissolved = Some(date("2014-06-01"));
        check_file(&empty, &[]);
    }

    /// A group for Länsi and Keski; one signatory for Länsi, one for Keski and Tunturi.
    fn regional() -> Agreement {
        let mut regional = agreement("tno");
        regional.groups[0].regions =
            Regions::listed(vec![region_of_lapland("Länsi"), region_of_lapland("Keski")]);
        regional.signatories[0].regions = Regions::listed(vec![region_of_lapland("Länsi")]);
        regional.signatories[1].regions =
            Regions::listed(vec![region_of_lapland("Keski"), region_of_lapland("Tunturi")]);
        regional
    }

    #[test]
    fn an_area_with_signatories_has_a_group() {
        let mut uncovered = regional();
        let expected = "tno: region-without-group: regions with signatories but without a group: Tunturi";
        check_registry_of(vec![uncovered.clone()], "2014-06-01", &[expected]);
        check_registry_of(vec![uncovered.clone()], "2018-06-01", &[]);
        uncovered.signatories[0].regions = Regions::All;
        let expected = "tno: region-without-group: regions with signatories but without a group: Itä, Tunturi, \
                        Saamelaisalue";
        check_registry_of(vec![uncovered.clone()], "2014-06-01", &[expected]);
        uncovered.groups.push(group("koko-lappi"));
        check_registry_of(vec![uncovered], "2014-06-01", &[]);
    }

    #[test]
    fn areas_that_work_jointly_share_their_groups() {
        let mut joint = regional();
        joint.cooperation = vec![at(vec![region_of_lapland("Keski"), region_of_lapland("Tunturi")])];
        check_registry_of(vec![joint], "2014-06-01", &[]);
    }

    #[test]
    fn an_agreement_without_groups_says_nothing_of_areas() {
        let mut bare = regional();
        bare.groups.clear();
        check_registry_of(vec![bare], "2014-06-01", &[]);
    }
}
