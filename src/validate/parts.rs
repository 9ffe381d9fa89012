//! Sub-agreements and their main agreements: circles, and a main agreement that ends or is renewed
//! without them.

use super::cycles::find_cycles;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{can_be_renewed, undecided_parts};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_cycles(overview: &Overview, findings: &mut Findings) {
    for cycle in find_cycles(&overview.parts.mains()) {
        let members: Vec<&Standing> = cycle.iter().map(|number| &overview.standings[*number]).collect();
        let mut path: Vec<&str> = members
            .iter()
            .map(|one| one.agreement.id.value.as_str())
            .collect();
        path.push(path[0]);
        let path = path.join(" → ");
        let message = wording!(
            en: "circular `part_of`: {path}",
            fi: "sopimukset ovat kehässä toistensa osia: {path}"
        );
        let place = |one: &Standing| {
            let part_of = one.agreement.part_of.as_ref();
            one.place(part_of.map_or(one.agreement.id.span, |at| at.span))
        };
        let finding =
            Diagnostic::new(Code::PartOfCycle, place(members[0]), message).with_help(Wording::fixed(
                "remove `part_of` from the one that is the main agreement",
                "poista kenttä `part_of` siitä sopimuksesta, joka on pääsopimus",
            ));
        findings.push(members[1..].iter().fold(finding, |finding, one| {
            let id = &one.agreement.id.value;
            finding.with_related(
                place(one),
                wording!(en: "`part_of` of `{id}`", fi: "sopimuksen `{id}` `part_of`"),
            )
        }));
    }
}

/// The agreements that somebody still has to do with and whose main agreement is over; and the successors of
/// main agreements that leave a sub-agreement behind.
pub(super) fn check_parts(overview: &Overview, findings: &mut Findings) {
    for (number, main) in overview.standings.iter().enumerate() {
        if !overview.doubts.knows_status(number) {
            continue;
        }
        let is_known = |sub: &Standing| {
            let number = overview.find_number(&sub.agreement.id.value);
            number.is_some_and(|number| overview.doubts.knows_status(number))
        };
        let is_over = main.status.is_over();
        for sub in overview.parts.parts_of(number).iter().filter(|_| is_over) {
            let sub = &overview.standings[*sub];
            if sub.is_current() && is_known(sub) {
                findings.push(without_main(overview, sub, main));
            }
        }
        let renewed = main.successors.iter().map(|next| &overview.standings[*next]);
        for next in renewed.filter(|next| !is_over && next.is_current() && is_known(next)) {
            for sub in undecided_parts(&overview.standings, &overview.parts, number) {
                if is_known(sub)
                    && !next
                        .agreement
                        .supersedes
                        .iter()
                        .any(|at| at.value == sub.agreement.id.value)
                {
                    findings.push(left_behind(sub, main, next));
                }
            }
        }
    }
}

fn without_main(overview: &Overview, sub: &Standing, main: &Standing) -> Diagnostic {
    let (id, label) = (&main.agreement.id.value, main.status.label());
    let last = main.last_day();
    let message = wording!(
        en: "the main agreement `{id}` is {status} (last day {last}), but this agreement continues",
        fi: "pääsopimus `{id}` on {status} (viimeinen päivä {last}), mutta tämä sopimus jatkuu",
        last, status = label
    );
    let next = main.successors.iter().map(|next| &overview.standings[*next]);
    let next = next
        .filter(|next| next.is_current())
        .map(|next| &next.agreement.id.value)
        .next();
    let help = match next {
        Some(next) => ways_on(sub, next.as_str()),
        None => Wording::fixed(
            "change `part_of` to the main agreement that it now belongs to, or end it (`kumppani terminate`)",
            "nimeä pääsopimus, johon se nyt kuuluu (`part_of`), tai päätä se (`kumppani terminate`)",
        ),
    };
    let span = sub
        .agreement
        .part_of
        .as_ref()
        .map_or(sub.agreement.id.span, |at| at.span);
    Diagnostic::new(Code::MainAgreementEnded, sub.place(span), message)
        .with_related(
            main.place(main.agreement.term.ending.span),
            Wording::fixed("the term of the main agreement", "pääsopimuksen kausi"),
        )
        .with_help(help)
}

/// What can become of a sub-agreement whose main agreement is followed by another.
fn ways_on(sub: &Standing, next: &str) -> Wording {
    let id = &sub.agreement.id.value;
    let moved = wording!(
        en: "write `part_of: {next}` into `{id}` if it belongs to the new agreement as it is, end it (`kumppani \
             terminate`), or waive the warning (`waivers`) until that is decided",
        fi: "kirjoita sopimukseen `{id}` `part_of: {next}`, jos se kuuluu uuteen sellaisenaan, päätä se (`kumppani \
             terminate`) tai kuittaa varoitus (`waivers`), kunnes asia on ratkaistu"
    );
    if !can_be_renewed(sub) {
        return moved;
    }
    let renewed = wording!(en: "renew `{id}` as well (`kumppani renew {id}`)", fi: "uudista myös `{id}` (`kumppani renew {id}`)");
    Wording::joined(&[renewed, moved], ", ")
}

fn left_behind(sub: &Standing, main: &Standing, next: &Standing) -> Diagnostic {
    let (id, main_id, next_id) = (
        &sub.agreement.id.value,
        &main.agreement.id.value,
        &next.agreement.id.value,
    );
    let message = wording!(
        en: "`{main_id}` is renewed, but its sub-agreement `{id}` is not",
        fi: "`{main_id}` uudistetaan, mutta sen alasopimusta `{id}` ei"
    );
    let reference = next.agreement.supersedes.iter().find(|at| at.value == *main_id);
    let span = reference.map_or(next.agreement.id.span, |at| at.span);
    let part_of = sub
        .agreement
        .part_of
        .as_ref()
        .map_or(sub.agreement.id.span, |at| at.span);
    Diagnostic::new(Code::SubAgreementNotRenewed, next.place(span), message)
        .with_related(
            sub.place(part_of),
            Wording::fixed("the sub-agreement", "alasopimus"),
        )
        .with_help(ways_on(sub, next_id.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::model::Agreement;
    use crate::validate::fixture::{agreement, at, check_registry_of, date, ends, id, signatory};

    /// A main agreement of 2014–2017 and a part of it until 2019, with one signatory more.
    fn pair() -> Vec<Agreement> {
        let mut part = agreement("liite");
        part.part_of = Some(at(id("tno-2014")));
        part.term.ending = ends("2019");
        part.signatories.push(signatory("redu", "REDU"));
        vec![agreement("tno-2014"), part]
    }

    fn successor() -> Agreement {
        let mut next = agreement("tno-2018");
        next.supersedes = vec![at(id("tno-2014"))];
        next.term.starts = date("2018");
        next.term.ending = ends("2021");
        next
    }

    const ENDED: &str = "liite: main-agreement-ended: the main agreement `tno-2014` is ended (last day 2017-12-31), \
                         but this agreement continues";
    const SUPERSEDED: &str = "liite: main-agreement-ended: the main agreement `tno-2014` is superseded (last day \
                              2017-12-31), but this agreement continues";
    const LEFT: &str = "tno-2018: sub-agreement-not-renewed: `tno-2014` is renewed, but its sub-agreement `liite` is \
                        not";

    #[test]
    fn a_part_ends_with_its_main_agreement() {
        check_registry_of(pair(), "2017-12-31", &[]);
        check_registry_of(pair(), "2018-01-01", &[ENDED]);
        check_registry_of(pair(), "2020-01-01", &[]);
    }

    #[test]
    fn a_renewal_takes_the_parts_along() {
        let mut renewed = pair();
        renewed.push(successor());
        check_registry_of(renewed.clone(), "2017-06-01", &[LEFT]);
        check_registry_of(renewed.clone(), "2018-06-01", &[SUPERSEDED]);
        let mut moved = renewed.clone();
        moved[1].part_of = Some(at(id("tno-2018")));
        check_registry_of(moved, "2018-06-01", &[]);
        let mut next_part = successor();
        next_part.id = at(id("liite-2018"));
        next_part.part_of = Some(at(id("tno-2018")));
        next_part.supersedes = vec![at(id("liite"))];
        next_part.signatories.push(signatory("redu", "REDU"));
        renewed.push(next_part);
        let shown: Vec<&str> = Vec::new();
        check_registry_of(renewed, "2017-06-01", &shown);
    }

    #[test]
    fn agreements_are_no_parts_of_each_other() {
        let mut circle = pair();
        circle[0].part_of = Some(at(id("liite")));
        check_registry_of(
            circle,
            "2014-06-01",
            &["tno-2014: part-of-cycle: circular `part_of`: tno-2014 → liite → tno-2014"],
        );
    }

    #[test]
    fn a_part_and_the_successor_of_its_main_agreement_may_overlap() {
        let mut renewed = pair();
        renewed[1].signatories.pop();
        renewed.push(successor());
        check_registry_of(renewed.clone(), "2018-06-01", &[SUPERSEDED]);
        // Another part of the successor is no such relation: it most likely replaces the first.
        let mut other = successor();
        other.id = at(id("toinen-liite"));
        other.file = crate::diagnostic::FilePath::new("agreements/toinen-liite.yaml");
        other.supersedes = Vec::new();
        other.part_of = Some(at(id("tno-2018")));
        renewed.push(other);
        let overlap = "toinen-liite: overlapping-terms: `liite` binds the same signatories (2) at the same time \
                       (2018-01-01 to 2019-12-31)";
        check_registry_of(renewed, "2018-06-01", &[SUPERSEDED, overlap]);
    }
}
