//! What cannot be true, as findings: the rules are those of [`crate::model::truth`], here are their codes
//! and places. The words are in `statements.rs`.

use chrono::NaiveDate;

use super::standing::{Overview, Standing};
use super::statements::{fixed_help, help, label, statement};
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::Agreement;
use crate::model::truth::{FactKind, Rule, Violation, violations, violations_of_record};
use crate::wording;

/// The code under which the violation of a rule is found.
#[must_use]
pub const fn code(rule: Rule) -> Code {
    match rule {
        Rule::Ahead => Code::FutureDate,
        Rule::Implausible => Code::ImplausibleDate,
        Rule::BeforeOpening => Code::DatedBeforeOpening,
        Rule::SignedAfterEnd => Code::SignedAfterEnd,
        Rule::AfterEnd => Code::DatedAfterEnd,
        Rule::SignedAfterNotice => Code::SignedAfterWithdrawal,
        Rule::SignedBeforeJoining => Code::SignedBeforeJoining,
        Rule::JoinedBeforeStart => Code::AccessionBeforeStart,
        Rule::JoinedBeforeEntry => Code::AccessionBeforeEntry,
        Rule::SignedAfterCeasing => Code::SignedAfterCeasing,
        Rule::ListedAfterCeasing => Code::CeasedSignatory,
        Rule::DeclinedAndMore | Rule::WithdrawnUnsigned | Rule::EffectiveBeforeNotice => {
            Code::ContradictorySignatory
        }
        Rule::ExtendsOpenEnded | Rule::ExtensionShortens => Code::ExtensionShortens,
        Rule::ExtensionWithoutEffect => Code::ExtensionWithoutEffect,
        Rule::OpenedForNobody => Code::OpenedForNobody,
    }
}

/// What one entry of a signatory says, held against itself.
pub(super) fn check_facts(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    let others = |rule: Rule| !rule.is_of_one_date() && !rule.needs_term() && !rule.needs_everybody();
    report(agreement, today, others, findings);
}

/// Each date, held against the day and the life of the agreement.
pub(super) fn check_dates(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    report(agreement, today, Rule::is_of_one_date, findings);
}

/// The term and its extensions, and what is held against the start.
pub(super) fn check_term(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    let of_term = |rule: Rule| rule.needs_term() && !rule.is_of_one_date() && !rule.needs_everybody();
    report(agreement, today, of_term, findings);
}

/// What follows from all signatories together.
pub(super) fn check_entry(agreement: &Agreement, today: NaiveDate, findings: &mut Findings) {
    report(agreement, today, Rule::needs_everybody, findings);
}

fn report(agreement: &Agreement, today: NaiveDate, is_asked: fn(Rule) -> bool, findings: &mut Findings) {
    for violation in violations(agreement, today) {
        if is_asked(violation.rule) {
            findings.push_with(code(violation.rule), &agreement.file, || {
                describe(agreement, &violation)
            });
        }
    }
}

/// Who is listed after its end is a matter of `ceased.rs`, which looks at current agreements alone.
pub(super) fn check_record(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let agreement = standing.agreement;
    let found = violations_of_record(agreement, |id| overview.find_organisation(id), overview.today);
    for violation in found {
        if violation.rule == Rule::ListedAfterCeasing {
            continue;
        }
        findings.push_with(code(violation.rule), &agreement.file, || {
            let finding = describe(agreement, &violation);
            let ceased = violation.against.as_ref().map(|ceased| ceased.at.span);
            match ceased.and_then(|span| overview.organisations_place(span)) {
                Some(place) => finding.with_related(place, label(&violation)),
                None => finding,
            }
        });
    }
}

/// A new name is recorded once the old one has ended.
pub(super) fn check_former_names(overview: &Overview, findings: &mut Findings) {
    for record in &overview.registry.organisations {
        for former in &record.former_names {
            let ahead = former.until.filter(|until| until.first_day() > overview.today);
            let place = overview.organisations_place(record.name.span);
            if let (Some(until), Some(place)) = (ahead, place) {
                let name = &former.name;
                let message = wording!(
                    en: "the former name “{name}” ends in the future ({day})",
                    fi: "entinen nimi ”{name}” päättyy {day}, vaikka päivä on vasta edessä",
                    day = until
                );
                findings.push(
                    Diagnostic::new(Code::FutureDate, place, message).with_help(fixed_help(Rule::Ahead)),
                );
            }
        }
    }
}

fn describe(agreement: &Agreement, violation: &Violation) -> Diagnostic {
    let place = |span| Place::new(&agreement.file, span);
    let finding = Diagnostic::new(
        code(violation.rule),
        place(violation.fact.at.span),
        statement(agreement, violation),
    )
    .with_help(help(agreement, violation));
    let against = violation.against.as_ref().map(|fact| (fact.kind, fact.at.span));
    match (violation.rule, against) {
        (Rule::ExtendsOpenEnded, _) => {
            finding.with_related(place(agreement.term.ending.span), label(violation))
        }
        (_, None | Some((FactKind::Ceased | FactKind::Entered, _))) => finding,
        (_, Some((_, span))) => finding.with_related(place(span), label(violation)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Agreement, Extension, Opening, Termination, Withdrawal};
    use crate::validate::fixture::{
        agreement, approval, at, check_all, check_file_on, date, document, organisation, registry,
    };

    fn withdrawal(notice: &str) -> Withdrawal {
        Withdrawal {
            notice: date(notice),
            effective: date("2030"),
        }
    }

    /// The agreement of 2014 to 2017 with one fact more.
    fn with(fact: FactKind, on: &str) -> Agreement {
        let mut agreement = agreement("tno");
        let one = &mut agreement.signatories[1];
        match fact {
            FactKind::Signed => one.signed = Some(date(on)),
            FactKind::Joined => (one.signed, one.joined) = (None, Some(date(on))),
            FactKind::Declined => (one.signed, one.declined) = (None, Some(date(on))),
            FactKind::Notice => one.withdrawn = Some(withdrawal(on)),
            FactKind::Dated => {
                let mut dated = document("a.pdf", None);
                dated.on = Some(date(on));
                agreement.documents.push(dated);
            }
            FactKind::Approved => {
                let text = crate::model::FrozenText::of(&agreement).digest();
                agreement.approvals.push(approval("lappia", on, &text));
            }
            FactKind::Terminated => {
                agreement.terminated = Some(Termination {
                    on: date(on),
                    reason: None,
                });
            }
            _ => {
                agreement.term.extensions = vec![Extension {
                    until: date("2019"),
                    decided: Some(date(on)),
                    decision: None,
                }];
            }
        }
        agreement
    }

    fn codes(agreement: &Agreement, today: &str) -> Vec<&'static str> {
        let today = crate::validate::fixture::day(today);
        let found = violations(agreement, today).into_iter();
        found.map(|violation| code(violation.rule).name()).collect()
    }

    /// Each fact on the last possible day, and on the next.
    #[test]
    fn every_fact_is_held_against_the_end() {
        for (fact, code) in [
            (FactKind::Signed, "signed-after-end"),
            (FactKind::Joined, "dated-after-end"),
            (FactKind::Declined, "dated-after-end"),
            (FactKind::Notice, "dated-after-end"),
            (FactKind::Terminated, "dated-after-end"),
            (FactKind::Decided, "dated-after-end"),
        ] {
            assert_eq!(
                codes(&with(fact, "2017-12-31"), "2031-01-01"),
                [""; 0],
                "{fact:?}"
            );
            assert_eq!(codes(&with(fact, "2018-01-01"), "2031-01-01"), [code], "{fact:?}");
            // Of a vague date the day most in its favour counts.
            let mut vague = with(fact, "2017");
            vague.term.ending = crate::validate::fixture::ends("2017-06-30");
            assert_eq!(codes(&vague, "2031-01-01"), [""; 0], "{fact:?}");
        }
    }

    #[test]
    fn every_fact_is_held_against_the_termination() {
        for fact in [
            FactKind::Signed,
            FactKind::Joined,
            FactKind::Declined,
            FactKind::Notice,
            FactKind::Decided,
        ] {
            let terminated = |on: &str| {
                let mut agreement = with(fact, on);
                agreement.terminated = Some(Termination {
                    on: date("2016-05-01"),
                    reason: None,
                });
                codes(&agreement, "2031-01-01")
            };
            assert_eq!(terminated("2016-04-30"), [""; 0], "{fact:?}");
            assert_eq!(terminated("2016-05-01"), ["dated-after-end"], "{fact:?}");
            assert_eq!(terminated("2016-05"), ["dated-after-end"], "{fact:?}");
            assert_eq!(terminated("2016"), [""; 0], "{fact:?}");
        }
    }

    #[test]
    fn every_fact_is_held_against_the_day() {
        for fact in [
            FactKind::Signed,
            FactKind::Joined,
            FactKind::Declined,
            FactKind::Notice,
            FactKind::Decided,
            FactKind::Dated,
            FactKind::Approved,
        ] {
            assert_eq!(
                codes(&with(fact, "2015-06-01"), "2015-06-01"),
                [""; 0],
                "{fact:?}"
            );
            assert_eq!(
                codes(&with(fact, "2015-06-01"), "2015-05-31"),
                ["future-date"],
                "{fact:?}"
            );
            assert_eq!(codes(&with(fact, "2015-06"), "2015-06-01"), [""; 0], "{fact:?}");
        }
        assert_eq!(codes(&with(FactKind::Terminated, "2016"), "2015-06-01"), [""; 0]);
    }

    /// A document can be older than the agreement, and come after its end.
    #[test]
    fn a_document_is_of_any_time_but_the_future() {
        for on in ["1995", "2015-06-01", "2030-12-31"] {
            assert_eq!(codes(&with(FactKind::Dated, on), "2031-01-01"), [""; 0], "{on}");
        }
    }

    #[test]
    fn no_fact_lies_years_before_the_term() {
        for fact in [
            FactKind::Signed,
            FactKind::Declined,
            FactKind::Terminated,
            FactKind::Decided,
        ] {
            let late = |on| {
                let mut agreement = with(fact, on);
                // A signature of another must not come after the termination.
                agreement.signatories[0].signed = None;
                agreement.signatories[1].signed = agreement.signatories[1]
                    .signed
                    .take()
                    .filter(|_| fact == FactKind::Signed);
                codes(&agreement, "2031-01-01")
            };
            assert_eq!(late("2009-01-01"), [""; 0], "{fact:?}");
            assert_eq!(late("2009"), [""; 0], "{fact:?}");
            assert_eq!(late("2008-12-31"), ["implausible-date"], "{fact:?}");
            assert_eq!(late("1914-01-20"), ["implausible-date"], "{fact:?}");
        }
    }

    /// Who is in from the beginning is not recorded as joining, also where that changes no more than who is
    /// counted.
    #[test]
    fn an_accession_follows_the_entry_into_force() {
        let mut joined = agreement("tno");
        joined.term.starts = date("2014-01-01");
        joined.signatories[0].signed = Some(date("2014-02-10"));
        joined.signatories[1].signed = Some(date("2014-03"));
        joined.signatories[1].joined = Some(date("2014-02-10"));
        let at_once = "accession-before-entry: Lappia is recorded as joining during the term (2014-02-10), but the \
                       agreement entered into force on 2014-02-10";
        check_file_on(&joined, "2015-01-01", &[at_once]);
        joined.signatories[1].joined = Some(date("2014-02"));
        check_file_on(&joined, "2015-01-01", &[]);
        joined.signatories[1].joined = Some(date("2014-02-11"));
        check_file_on(&joined, "2015-01-01", &[]);
        joined.signatories[0].signed = None;
        joined.signatories[1].signed = None;
        let never = "accession-before-entry: Lappia is recorded as joining during the term (2014-02-11), but the \
                     agreement has not entered into force";
        check_file_on(&joined, "2015-01-01", &[never]);
    }

    #[test]
    fn a_signature_follows_the_accession_and_the_opening() {
        let mut early = agreement("tno");
        early.signatories[1].signed = Some(date("2015-01-31"));
        early.signatories[1].joined = Some(date("2015-02"));
        let before = "signed-before-joining: Lappia signed (2015-01-31) before it joined (2015-02)";
        check_file_on(&early, "2016-01-01", &[before]);
        early.signatories[1].signed = Some(date("2015"));
        check_file_on(&early, "2016-01-01", &[]);
        early.opened = Some(Opening {
            on: date("2014-02-01"),
            text: at(crate::model::FrozenText::of(&early).digest()),
        });
        let before =
            "dated-before-opening: Lapin ELY-keskus signed (2014-01) before signing began (2014-02-01)";
        check_file_on(&early, "2016-01-01", &[before]);
    }

    #[test]
    fn nobody_signs_after_its_own_end() {
        let ceased_on = |on: &str, signed: &str| {
            let mut registry = registry(vec![with(FactKind::Signed, signed)]);
            let mut lappia = organisation("lappia", "Lappia");
            lappia.ceased = Some(date(on));
            registry.organisations.push(lappia);
            registry
        };
        let expected = "tno: signed-after-ceasing: Lappia signed (2015-01-01) after it ceased (2014-12-31)";
        check_all(&ceased_on("2014-12-31", "2015-01-01"), "2018-01-01", &[expected]);
        check_all(&ceased_on("2014-12-31", "2014-12-31"), "2018-01-01", &[]);
        check_all(&ceased_on("2014-12-31", "2014"), "2018-01-01", &[]);
        check_all(&ceased_on("2014", "2014-12-31"), "2018-01-01", &[]);
    }
}
