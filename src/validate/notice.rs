//! Notice: said once, and given time to run; and a term that continues unless it is given.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Ending, Notice, Signatory};
use crate::wording;
use crate::wording::Wording;

/// Two fields say how long before the end a decision is due.
pub(super) fn check_twice(agreement: &Agreement, findings: &mut Findings) {
    let (Some(months), Some(notice)) = (agreement.term.notice_months, &agreement.term.notice) else {
        return;
    };
    let shown = notice.value.label();
    let message = wording!(
        en: "`notice` ({shown}) applies, not `notice_months` ({months})",
        fi: "kenttä `notice` ({shown}) ratkaisee, ei `notice_months` ({months})",
        shown
    );
    let place = Place::new(&agreement.file, notice.span);
    findings.push(
        Diagnostic::new(Code::NoticeTwice, place, message)
            .with_help(Wording::fixed("delete one of them", "poista niistä toinen")),
    );
}

/// What continues by itself has an end to move, and time to be terminated in.
pub(super) fn check_continuation(agreement: &Agreement, findings: &mut Findings) {
    let term = &agreement.term;
    let Some(continues) = &term.continues else { return };
    let by_months = continues.value.by_months;
    let too_long = term
        .decision_notice()
        .filter(|notice| notice.duration.is_longer_than(by_months));
    let field = match (&continues.value.unless_notice, &term.notice) {
        (Some(_), _) => "unless_notice",
        (None, Some(_)) => "notice",
        (None, None) => "notice_months",
    };
    let (message, help) = match (term.ending.value, too_long) {
        (Ending::OpenEnded, _) => (
            Wording::fixed(
                "an open-ended agreement has no end that could move (`continues`)",
                "toistaiseksi voimassa olevalla sopimuksella ei ole päättymistä, joka siirtyisi (`continues`)",
            ),
            Wording::fixed(
                "write the end of the first term (`ends`), or delete `continues`",
                "kirjoita ensimmäisen kauden loppu (`ends`) tai poista `continues`",
            ),
        ),
        (Ending::On(_), Some(notice)) => (
            wording!(
                en: "notice ({notice}) is longer than the time by which the term continues ({by})",
                fi: "irtisanomisaika ({notice}) on pidempi kuin aika, jonka sopimus kerrallaan jatkuu ({by})",
                notice = notice.label(), by = continues.value.by().label()
            ),
            wording!(
                en: "correct `{field}` or `by`; they may be swapped",
                fi: "korjaa `{field}` tai `by`; ne ovat ehkä vaihtuneet keskenään"
            ),
        ),
        (Ending::On(_), None) => return,
    };
    let place = Place::new(&agreement.file, continues.span);
    findings.push(Diagnostic::new(Code::ContinuesWithoutEffect, place, message).with_help(help));
}

/// A withdrawal takes effect once its notice has run.
pub(super) fn check_withdrawals(agreement: &Agreement, findings: &mut Findings) {
    let Some(notice) = agreement.term.notice.as_ref().map(|at| at.value) else {
        return;
    };
    for signatory in &agreement.signatories {
        if let Some(finding) = cut_short(agreement, signatory, notice) {
            findings.push(finding);
        }
    }
}

fn cut_short(agreement: &Agreement, signatory: &Signatory, notice: Notice) -> Option<Diagnostic> {
    let withdrawn = signatory.withdrawn.as_ref()?;
    let earliest = withdrawn.cut_short(notice)?;
    let effective = &withdrawn.effective;
    let name = &signatory.name.value;
    let message = wording!(
        en: "the withdrawal of {name} takes effect ({day}) before its notice of {length} has run ({earliest})",
        fi: "{name} on irtisanoutunut ({day}) ennen kuin irtisanomisaika ({length}) on kulunut ({earliest})",
        day = effective.value, length = notice.label(), earliest
    );
    let place = Place::new(&agreement.file, effective.span);
    Some(
        Diagnostic::new(Code::NoticeCutShort, place, message)
            .with_related(
                Place::new(&agreement.file, withdrawn.notice.span),
                Wording::fixed("notice was given here", "irtisanoutumisilmoitus"),
            )
            .with_help(Wording::fixed(
                "correct the dates, or waive the warning if the parties agreed on a shorter notice",
                "korjaa päivämäärät, tai kuittaa varoitus, jos lyhyemmästä ajasta on sovittu",
            )),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Continuation, EntryRule, Extension, Withdrawal};
    use crate::validate::fixture::{agreement, at, check_file, check_file_on, date};

    fn with_notice(text: &str) -> Agreement {
        let mut agreement = agreement("tno");
        agreement.term.notice = Some(at(Notice::parse(text).expect("a notice")));
        agreement
    }

    #[test]
    fn notice_is_said_once() {
        let mut twice = with_notice("30 days");
        check_file_on(&twice, "2014-06-01", &[]);
        twice.term.notice_months = Some(3);
        let expected = "notice-twice: `notice` (30 days) applies, not `notice_months` (3)";
        check_file_on(&twice, "2014-06-01", &[expected]);
    }

    #[test]
    fn what_continues_has_an_end_and_time_for_notice() {
        let mut continuing = agreement("tno");
        let mut continues = |by_months, unless: Option<&str>| {
            let unless_notice = unless.map(|text| Notice::parse(text).expect("a notice"));
            continuing.term.continues = Some(at(Continuation {
                by_months,
                unless_notice,
            }));
            continuing.clone()
        };
        for (by, unless) in [
            (12, None),
            (12, Some("3 months")),
            (12, Some("12 months")),
            (1, Some("31 days")),
        ] {
            check_file(&continues(by, unless), &[]);
        }
        for (by, unless, shown) in [
            (
                12,
                "13 months",
                "13 months) is longer than the time by which the term continues (12 months)",
            ),
            (
                1,
                "32 days",
                "32 days) is longer than the time by which the term continues (1 month)",
            ),
            (
                1,
                "5 weeks",
                "5 weeks) is longer than the time by which the term continues (1 month)",
            ),
        ] {
            check_file(
                &continues(by, Some(unless)),
                &[&format!("continues-without-effect: notice ({shown}")],
            );
        }
        // The notice that holds is the one that must fit.
        let mut of_term = continues(12, None);
        of_term.term.notice = Some(at(Notice::parse("13 months").expect("a notice")));
        check_file(
            &of_term,
            &[
                "continues-without-effect: notice (13 months) is longer than the time by which the term continues (12 months)",
            ],
        );
        of_term.term.notice = None;
        of_term.term.notice_months = Some(12);
        check_file(&of_term, &[]);
        of_term.term.notice = Some(at(Notice::parse("13 months").expect("a notice")));
        of_term.term.notice_months = None;
        if let Some(continues) = &mut of_term.term.continues {
            continues.value.unless_notice = Notice::parse("3 months");
        }
        check_file(&of_term, &[]);
        let mut open_ended = continues(12, None);
        open_ended.term.ending = at(Ending::OpenEnded);
        check_file(
            &open_ended,
            &["continues-without-effect: an open-ended agreement has no end that could move (`continues`)"],
        );
        // It may be extended: the later end is the one that moves.
        let mut extended = continues(12, None);
        extended.term.extensions.push(Extension {
            until: date("2019"),
            decided: Some(date("2014-05")),
            decision: None,
        });
        check_file(&extended, &[]);
    }

    #[test]
    fn facts_may_come_after_the_written_end_of_what_continues() {
        let mut late = agreement("tno");
        late.signatories[1].joined = Some(date("2019-05-01"));
        late.signatories[1].signed = Some(date("2019-05-01"));
        late.term.continues = Some(at(Continuation {
            by_months: 12,
            unless_notice: None,
        }));
        check_file_on(&late, "2020-01-01", &[]);
        late.term.continues = None;
        check_file_on(
            &late,
            "2020-01-01",
            &[
                "dated-after-end: Lappia joined (2019-05-01) after the agreement ended (2017-12-31)",
                "signed-after-end: Lappia signed (2019-05-01) after the agreement ended (2017-12-31)",
            ],
        );
    }

    /// The agreement of 2014 to 2017, which continues for a year at a time unless terminated three months before.
    fn continuing() -> Agreement {
        let mut agreement = agreement("tno");
        agreement.term.continues = Some(at(Continuation {
            by_months: 12,
            unless_notice: Notice::parse("3 months"),
        }));
        agreement
    }

    #[test]
    fn an_extension_moves_the_end_that_the_agreement_has_reached_by_itself() {
        let check = |until: &str, decided: Option<&str>, expected: &[&str]| {
            let mut extended = continuing();
            extended.term.extensions.push(Extension {
                until: date(until),
                decided: decided.map(date),
                decision: None,
            });
            check_file_on(&extended, "2025-06-01", expected);
        };
        let shortens =
            "extension-shortens: an extension until 2018-06-30 shortens a term that ends 2018-12-31";
        // Until 30 September 2017 the term can still end with 2017, and from then on with 2018.
        check("2018-06-30", Some("2017-09-30"), &[]);
        check("2018-06-30", Some("2017-10-01"), &[shortens]);
        check("2019-06-30", Some("2018-09-30"), &[]);
        let without =
            "extension-without-effect: an extension until 2018-12-31 does not move the end (2018-12-31)";
        check("2018-12-31", Some("2018-01-01"), &[without]);
        // Of a vague date the day most in its favour counts; without one nothing is certain.
        check("2018-06-30", Some("2017"), &[]);
        check("2018-06-30", None, &[]);
    }

    #[test]
    fn what_has_lapsed_does_not_continue() {
        let mut late = continuing();
        late.entry_rule = EntryRule::AllSigned;
        late.signatories[1].signed = Some(date("2017-12-31"));
        check_file_on(&late, "2018-06-01", &[]);
        late.signatories[1].signed = Some(date("2018-05-01"));
        let signed = "signed-after-end: Lappia signed (2018-05-01) after the agreement ended (2017-12-31)";
        check_file_on(&late, "2018-06-01", &[signed]);
    }

    #[test]
    fn a_withdrawal_waits_until_its_notice_has_run() {
        let check = |notice: &str, given: &str, effective: &str, expected: &[&str]| {
            let mut left = with_notice(notice);
            left.signatories[1].withdrawn = Some(Withdrawal {
                notice: date(given),
                effective: date(effective),
            });
            check_file_on(&left, "2016-06-01", expected);
        };
        check("3 months", "2015-06-15", "2015-09-16", &[]);
        check(
            "3 months",
            "2015-06-15",
            "2015-09-15",
            &[
                "notice-cut-short: the withdrawal of Lappia takes effect (2015-09-15) before its notice of \
               3 months has run (2015-09-16)",
            ],
        );
        // The month most in its favour.
        check("3 months", "2015-06", "2015-09-02", &[]);
        check("3 months", "2015-06-15", "2015-09", &[]);
        check(
            "3 months to the end of a month",
            "2015-06",
            "2015-09-30",
            &[
                "notice-cut-short: the withdrawal of Lappia takes effect (2015-09-30) before its notice of \
               3 months to the end of a month has run (2015-10-01)",
            ],
        );
    }
}
