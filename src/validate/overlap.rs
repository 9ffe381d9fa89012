//! Agreements that bind the same organisations at the same time though neither belongs to the
//! other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{AgreementId, AgreementStatus, OrganisationId};
use crate::wording;
use crate::wording::Wording;

/// An agreement's days in force.
#[derive(Clone, Copy)]
struct InForce {
    number: usize,
    from: NaiveDate,
    to: NaiveDate,
}

/// One finding for each agreement that overlaps an earlier one, however many there are.
pub(super) fn check_overlaps(overview: &Overview, findings: &mut Findings) {
    let mut rolls: BTreeMap<Vec<&OrganisationId>, Vec<InForce>> = BTreeMap::new();
    for (number, standing) in overview.standings.iter().enumerate() {
        if !is_certain(overview, number) {
            continue;
        }
        let roll = bound_organisations(standing);
        if let Some(in_force) = in_force(number, standing).filter(|_| roll.len() >= 2) {
            rolls.entry(roll).or_default().push(in_force);
        }
    }
    for (roll, mut agreements) in rolls {
        agreements.sort_by_key(|in_force| (in_force.from, in_force.number));
        check_roll(overview, roll.len(), &agreements, findings);
    }
}

/// Whether it is known when an agreement is in force, and to what it belongs.
fn is_certain(overview: &Overview, number: usize) -> bool {
    let agreement = overview.standings[number].agreement;
    let main = agreement.part_of.as_ref().map(|main| &main.value);
    let is_lost = |main: &AgreementId| overview.find_number(main).is_none() && overview.is_hidden(main);
    overview.doubts.knows_status(number) && !agreement.gaps.touch(&["part_of"]) && !main.is_some_and(is_lost)
}

fn bound_organisations<'a>(standing: &Standing<'a>) -> Vec<&'a OrganisationId> {
    let bound = standing.agreement.signatories.iter().filter(|signatory| {
        signatory.signed.is_some() && signatory.declined.is_none() && signatory.withdrawn.is_none()
    });
    let ids: BTreeSet<&OrganisationId> = bound.map(|signatory| &signatory.organisation.value).collect();
    ids.into_iter().collect()
}

fn in_force(number: usize, standing: &Standing) -> Option<InForce> {
    let timeline = standing.milestones.timeline();
    let period = timeline
        .iter()
        .find(|period| period.value == AgreementStatus::InForce)?;
    let (from, to) = (period.from_on?, period.to_on.unwrap_or(NaiveDate::MAX));
    Some(InForce { number, from, to })
}

/// Goes through the agreements of one set of signatories by their first day, keeping those that
/// are still in force by the day on which they end.
fn check_roll(overview: &Overview, n_bound: usize, agreements: &[InForce], findings: &mut Findings) {
    let mut running: BTreeSet<(NaiveDate, usize)> = BTreeSet::new();
    for current in agreements {
        while running.first().is_some_and(|(to, _)| *to < current.from) {
            running.pop_first();
        }
        let unrelated = running
            .iter()
            .find(|(_, earlier)| !are_related(overview, current.number, *earlier));
        if let Some(&(to, earlier)) = unrelated {
            findings.push(overlap(overview, current, (earlier, to), n_bound));
        }
        running.insert((current.to, current.number));
    }
}

fn overlap(
    overview: &Overview,
    current: &InForce,
    (earlier, to): (usize, NaiveDate),
    n_bound: usize,
) -> Diagnostic {
    let (later, earlier) = (&overview.standings[current.number], &overview.standings[earlier]);
    let id = &earlier.agreement.id.value;
    let from = current.from;
    let period = match to.min(current.to) {
        NaiveDate::MAX => wording!(en: "from {from}", fi: "{from} alkaen", from),
        until => wording!(en: "{from} to {until}", fi: "{from}–{until}", from, until),
    };
    let message = wording!(
        en: "`{id}` binds the same signatories ({n_bound}) at the same time ({period})",
        fi: "sopimus `{id}` sitoo samoja allekirjoittajia ({n_bound}) samaan aikaan ({period})",
        period
    );
    let help = wording!(
        en: "if this agreement replaces the other, add `supersedes: [{id}]`; if it belongs to it, `part_of: \
             {id}`; if both are meant to be in force, waive the warning (`waivers`)",
        fi: "jos tämä sopimus korvaa toisen, lisää `supersedes: [{id}]`; jos se on toisen osa, `part_of: \
             {id}`; jos molempien on tarkoitus olla voimassa, kuittaa varoitus (`waivers`)"
    );
    Diagnostic::new(
        Code::OverlappingTerms,
        later.place(later.agreement.term.starts.span),
        message,
    )
    .with_related(
        earlier.place(earlier.agreement.term.ending.span),
        Wording::fixed("the term of the other agreement", "toisen sopimuksen kausi"),
    )
    .with_help(help)
}

/// Whether two agreements belong together: parts of one main agreement, or one supersedes the
/// other or the main agreement of the other, perhaps by way of a third that never entered into force. Two
/// files with one id are reported as such.
fn are_related(overview: &Overview, one: usize, other: usize) -> bool {
    let id_of = |number: usize| &overview.standings[number].agreement.id.value;
    id_of(one) == id_of(other)
        || have_a_main_in_common(overview, one, other)
        || follows(overview, one, other)
        || follows(overview, other, one)
}

fn have_a_main_in_common(overview: &Overview, one: usize, other: usize) -> bool {
    let parts = &overview.parts;
    !parts.chain_of(one).is_disjoint(&parts.chain_of(other))
}

/// Whether an agreement supersedes another one or a main agreement of that, or a main agreement of it
/// supersedes the other.
fn follows(overview: &Overview, successor: usize, other: usize) -> bool {
    let mut others = overview.parts.chain_of(other).into_iter();
    let mut successors = overview.parts.chain_of(successor).into_iter();
    others.any(|predecessor| supersedes(overview, successor, predecessor))
        || successors.any(|main| supersedes(overview, main, other))
}

fn supersedes(overview: &Overview, successor: usize, predecessor: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![successor];
    while let Some(number) = next.pop() {
        if seen.insert(number) {
            next.extend(&overview.standings[number].predecessors);
        }
    }
    seen.contains(&predecessor)
}

#[cfg(test)]
mod tests {
    use crate::model::Agreement;
    use crate::validate::fixture::{agreement, at, check_registry_of, date, draft, ends, id, signatory};

    /// 2014–2017 and from the middle of 2017, with the same two signatories.
    fn pair() -> Vec<Agreement> {
        let mut later = agreement("tno-2017");
        later.term.starts = date("2017-07");
        later.term.ending = ends("2020");
        vec![agreement("tno-2014"), later]
    }

    const OVERLAP: &str = "tno-2017: overlapping-terms: `tno-2014` binds the same signatories (2) at the \
    same time \
                           (2017-07-01 to 2017-12-31)";

    #[test]
    fn unrelated_agreements_of_the_same_signatories_do_not_overlap() {
        check_registry_of(pair(), "2014-06-01", &[OVERLAP]);
        let mut after = pair();
        after[1].term.starts = date("2018");
        check_registry_of(after, "2014-06-01", &[]);
    }

    #[test]
    fn a_successor_and_a_part_may_overlap() {
        let mut successor = pair();
        successor[1].supersedes = vec![at(id("tno-2014"))];
        check_registry_of(successor, "2014-06-01", &[]);
        let mut parts = pair();
        parts.push(agreement("paasopimus"));
        for part in &mut parts[..2] {
            part.part_of = Some(at(id("paasopimus")));
        }
        check_registry_of(parts, "2014-06-01", &[]);
    }

    #[test]
    fn a_successor_of_an_unsigned_successor_is_related() {
        let mut three = pair();
        three[1].supersedes = vec![at(id("tno-2016"))];
        let mut unsigned = draft("tno-2016");
        unsigned.supersedes = vec![at(id("tno-2014"))];
        three.push(unsigned);
        check_registry_of(three, "2014-06-01", &[]);
    }

    #[test]
    fn other_signatories_make_another_agreement() {
        let mut other = pair();
        other[1].signatories.push(signatory("redu", "REDU"));
        check_registry_of(other, "2014-06-01", &[]);
        let mut unsigned = pair();
        for signatory in &mut unsigned[1].signatories {
            signatory.signed = None;
        }
        check_registry_of(unsigned, "2014-06-01", &[]);
    }

    #[test]
    fn open_ends_overlap_until_further_notice() {
        let mut open = pair();
        for agreement in &mut open {
            agreement.term.ending = at(crate::model::Ending::OpenEnded);
        }
        check_registry_of(
            open,
            "2014-06-01",
            &[
                "tno-2017: overlapping-terms: `tno-2014` binds the same signatories (2) at the same time \
                 (from 2017-07-01)",
            ],
        );
    }
}
