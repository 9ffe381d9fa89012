//! How agreements follow each other: circles, and days between two terms.

use chrono::NaiveDate;

use super::cycles::find_cycles;
use super::phrases;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Place, Span};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_cycles(overview: &Overview, findings: &mut Findings) {
    for standing in &overview.standings {
        let id = &standing.agreement.id.value;
        if let Some(itself) = standing.agreement.supersedes.iter().find(|at| at.value == *id) {
            let message = Wording::fixed("the agreement supersedes itself", "sopimus korvaa itsensä");
            findings.push(cycle_finding(standing.place(itself.span), message));
        }
    }
    let predecessors: Vec<&Vec<usize>> = overview.standings.iter().map(|one| &one.predecessors).collect();
    for cycle in find_cycles(&predecessors) {
        findings.push(circle(overview, &cycle));
    }
}

fn cycle_finding(place: Place, message: Wording) -> Diagnostic {
    Diagnostic::new(Code::SupersessionCycle, place, message).with_help(Wording::fixed(
        "delete what is not older from `supersedes`: only a later agreement supersedes an earlier one",
        "poista kentästä `supersedes` se, mikä ei ole vanhempi: vain myöhempi sopimus korvaa aiemman",
    ))
}

/// A finding at the reference of the circle's first member, with those of the others beside it.
fn circle(overview: &Overview, members: &[usize]) -> Diagnostic {
    let name = |number: usize| overview.standings[number].agreement.id.value.as_str();
    let next = |at: usize| members[(at + 1) % members.len()];
    let mut path: Vec<&str> = members.iter().map(|number| name(*number)).collect();
    path.push(name(members[0]));
    let path = path.join(" → ");
    let message = wording!(
        en: "circular `supersedes`: {path}",
        fi: "sopimukset korvaavat toisensa kehässä: {path}"
    );
    let reference = |at: usize| {
        let standing = &overview.standings[members[at]];
        standing.place(span_of_reference(standing, name(next(at))))
    };
    (1..members.len()).fold(cycle_finding(reference(0), message), |finding, at| {
        let (this, superseded) = (name(members[at]), name(next(at)));
        let label = wording!(en: "`{this}` supersedes `{superseded}`", fi: "`{this}` korvaa: `{superseded}`");
        finding.with_related(reference(at), label)
    })
}

fn span_of_reference(standing: &Standing, id: &str) -> Span {
    let agreement = standing.agreement;
    let reference = agreement.supersedes.iter().find(|at| at.value.as_str() == id);
    reference.map_or(agreement.id.span, |at| at.span)
}

/// Each agreement is compared with the first of its successors.
pub(super) fn check_gaps(overview: &Overview, findings: &mut Findings) {
    for (number, predecessor) in overview.standings.iter().enumerate() {
        if !overview.doubts.knows_status(number) {
            continue;
        }
        let successors = predecessor
            .successors
            .iter()
            .map(|number| &overview.standings[*number]);
        let first = successors.min_by_key(|successor| begins_on(successor));
        let (Some(successor), Some((end, span))) = (first, end_of(predecessor)) else {
            continue;
        };
        let n_days = (begins_on(successor) - end).num_days() - 1;
        if n_days > 0 {
            findings.push(gap(predecessor, successor, (end, span), n_days));
        }
    }
}

/// The day from which a successor binds somebody: its entry into force, which may be long after its
/// start; its start while no one has signed.
fn begins_on(standing: &Standing) -> NaiveDate {
    standing
        .milestones
        .entered_on()
        .unwrap_or(standing.milestones.starts_on)
}

/// The last day of an agreement and where it is written. Of a partial day of termination the last
/// is taken, so that only certain gaps are shown.
fn end_of(standing: &Standing) -> Option<(NaiveDate, Span)> {
    let agreement = standing.agreement;
    let extension = agreement.term.extensions.last();
    let span = extension.map_or(agreement.term.ending.span, |extension| extension.until.span);
    let of_term = standing.milestones.lapses_on().map(|end| (end, span));
    let terminated = agreement.terminated.as_ref().map(|end| &end.on);
    let by_notice = terminated.and_then(|on| Some((on.value.last_day().pred_opt()?, on.span)));
    of_term.into_iter().chain(by_notice).min()
}

fn gap(predecessor: &Standing, successor: &Standing, end: (NaiveDate, Span), n_days: i64) -> Diagnostic {
    let (old, new) = (&predecessor.agreement.id.value, &successor.agreement.id.value);
    let begins = begins_on(successor);
    // A start that is only known to the year is shown so.
    let starts = successor.agreement.term.starts.value;
    let is_start = starts.first_day() == begins;
    let (start, verb) = if is_start {
        (starts, Wording::fixed("starts", "alkaa"))
    } else {
        (
            begins.into(),
            Wording::fixed("enters into force", "tulee voimaan"),
        )
    };
    let message = wording!(
        en: "{days} without an agreement: `{old}` ends {last}, `{new}` {verb} {start}",
        fi: "sopimusten väliin jää {days} aukko: `{old}` päättyy {last}, `{new}` {verb} {start}",
        days = phrases::days(n_days), last = end.0, verb, start
    );
    let until = begins.pred_opt().unwrap_or(end.0);
    let help = wording!(
        en: "extend the predecessor (`kumppani extend {old} --until {until}`), or let the successor start \
             earlier; if the gap is real, waive the warning (`waivers`)",
        fi: "jatka edeltävää sopimusta (`kumppani extend {old} --until {until}`) tai aikaista seuraavan \
             alkua; jos aukko on todellinen, kuittaa varoitus (`waivers`)"
    );
    let place = successor.place(successor.agreement.term.starts.span);
    Diagnostic::new(Code::GapBetweenTerms, place, message)
        .with_related(
            predecessor.place(end.1),
            Wording::fixed("the predecessor ends here", "edeltävä sopimus päättyy tähän"),
        )
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, Extension, Termination};
    use crate::validate::check_registry;
    use crate::validate::fixture::{agreement, at, check_registry_of, date, day, ends, id, registry};

    #[test]
    fn a_successor_that_is_signed_late_leaves_a_gap() {
        let mut old = agreement("a-2014");
        old.term.ending = ends("2016");
        let mut new = superseding("a-2017", &["a-2014"]);
        new.term.starts = date("2017");
        for signatory in &mut new.signatories {
            signatory.signed = Some(date("2017-02-01"));
        }
        check_registry_of(
            vec![old, new],
            "2017-03-01",
            &[
                "a-2017: gap-between-terms: 31 days without an agreement: `a-2014` ends 2016-12-31, `a-2017` enters into force 2017-02-01",
            ],
        );
    }

    fn superseding(name: &str, predecessors: &[&str]) -> Agreement {
        let mut agreement = agreement(name);
        agreement.supersedes = predecessors.iter().map(|text| at(id(text))).collect();
        agreement
    }

    #[test]
    fn a_circle_is_shown_once_with_all_members() {
        let circle = vec![
            superseding("b", &["a"]),
            superseding("a", &["c"]),
            superseding("c", &["b"]),
        ];
        let findings = check_registry(&registry(circle.clone()), day("2014-06-01"));
        assert_eq!(findings.findings.as_slice()[0].related.len(), 2);
        check_registry_of(
            circle,
            "2014-06-01",
            &["b: supersession-cycle: circular `supersedes`: b → a → c → b"],
        );
    }

    #[test]
    fn a_fork_is_no_circle() {
        let fork = vec![
            superseding("a", &[]),
            superseding("b", &["a"]),
            superseding("c", &["a", "b"]),
        ];
        check_registry_of(fork, "2014-06-01", &[]);
    }

    #[test]
    fn an_agreement_does_not_supersede_itself() {
        check_registry_of(
            vec![superseding("a", &["a"])],
            "2014-06-01",
            &["a: supersession-cycle: the agreement supersedes itself"],
        );
    }

    /// An agreement until the end of 2017 and its successor from a day on.
    fn pair(starts: &str) -> Vec<Agreement> {
        let mut successor = superseding("tno-2018", &["tno-2014"]);
        successor.term.starts = date(starts);
        successor.term.ending = ends("2020");
        vec![agreement("tno-2014"), successor]
    }

    #[test]
    fn a_successor_starts_on_the_next_day() {
        check_registry_of(pair("2018"), "2014-06-01", &[]);
        check_registry_of(pair("2017-12"), "2014-06-01", &[]);
        check_registry_of(
            pair("2018-01-02"),
            "2014-06-01",
            &[
                "tno-2018: gap-between-terms: 1 day without an agreement: `tno-2014` ends 2017-12-31, \
                 `tno-2018` starts 2018-01-02",
            ],
        );
    }

    #[test]
    fn extensions_and_terminations_move_the_end() {
        let mut pair = pair("2018-03");
        let until = Extension {
            until: date("2018-02"),
            decided: None,
            decision: None,
        };
        pair[0].term.extensions.push(until);
        check_registry_of(pair.clone(), "2014-06-01", &[]);
        pair[0].terminated = Some(Termination {
            on: date("2018-02-01"),
            reason: None,
        });
        check_registry_of(
            pair,
            "2014-06-01",
            &[
                "tno-2018: gap-between-terms: 28 days without an agreement: `tno-2014` ends 2018-01-31, \
                 `tno-2018` starts 2018-03",
            ],
        );
    }

    #[test]
    fn the_first_successor_closes_the_gap() {
        let mut three = pair("2018");
        let mut merged = superseding("tno-2021", &["tno-2014", "tno-2018"]);
        merged.term.starts = date("2021");
        merged.term.ending = ends("2024");
        three.push(merged);
        check_registry_of(three, "2014-06-01", &[]);
    }
}
