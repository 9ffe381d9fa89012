//! Notice: said once, and given time to run.

use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Notice, Signatory};
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

/// A withdrawal takes effect once its notice has run. Of partial dates the days most in its favour count.
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
    let earliest = notice.effective_on(withdrawn.notice.value.first_day())?;
    let effective = &withdrawn.effective;
    if effective.value.last_day() >= earliest {
        return None;
    }
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
    use crate::model::Withdrawal;
    use crate::validate::fixture::{agreement, at, check_file_on, date};

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
