//! The dates of one signatory against each other and against the term.

use super::Explanation;
use super::phrases;
use super::term::is_reversed;
use crate::diagnostic::{At, Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Ending, PartialDate};
use crate::wording;
use crate::wording::Wording;

pub(super) const SIGNED_AFTER_END: Explanation = Explanation {
    title: Wording::fixed(
        "signed after the agreement had ended",
        "allekirjoitettu sopimuksen päättymisen jälkeen",
    ),
    meaning: Wording::fixed(
        "A signature is dated after the last day of the term with its extensions, or after the agreement was \
         terminated.",
        "Allekirjoitus on päivätty sopimuskauden ja sen jatkopäätösten viimeisen päivän tai sopimuksen \
         irtisanomisen jälkeen.",
    ),
    reason: Wording::fixed(
        "Such a signature binds nobody. Most often the year is a slip, or an extension is not on record.",
        "Tällainen allekirjoitus ei sido ketään. Useimmiten vuosiluvussa on virhe tai jatkopäätös on \
         kirjaamatta.",
    ),
    before: concat!(
        "term: { starts: 2014, ends: 2017-12-31 }\n",
        "# …\n",
        "signed: 2041-01-20",
    ),
    after: concat!(
        "term: { starts: 2014, ends: 2017-12-31 }\n",
        "# …\n",
        "signed: 2014-01-20",
    ),
};

pub(super) const SIGNED_AFTER_WITHDRAWAL: Explanation = Explanation {
    title: Wording::fixed(
        "signed after notice of withdrawal",
        "allekirjoitettu irtisanoutumisen jälkeen",
    ),
    meaning: Wording::fixed(
        "The signature is dated after the day on which the organisation gave notice of withdrawal.",
        "Allekirjoitus on päivätty myöhemmäksi kuin organisaation irtisanoutumisilmoitus.",
    ),
    reason: Wording::fixed(
        "Only who has signed can withdraw. An organisation that changed its mind and came back is no longer \
         withdrawn.",
        "Vain allekirjoittanut voi irtisanoutua. Mielensä muuttanut ja takaisin tullut organisaatio ei ole \
         enää irtisanoutunut.",
    ),
    before: concat!(
        "signed: 2016-01-20\n",
        "withdrawn: { notice: 2015-06-01, effective: 2015-09-01 }",
    ),
    after: concat!(
        "signed: 2014-01-20\n",
        "withdrawn: { notice: 2015-06-01, effective: 2015-09-01 }",
    ),
};

pub(super) const ACCESSION_BEFORE_START: Explanation = Explanation {
    title: Wording::fixed(
        "joined before the term started",
        "liittynyt ennen sopimuskauden alkua",
    ),
    meaning: Wording::fixed(
        "`joined` is for organisations that accede during the term, but its date lies before the start.",
        "Kenttä `joined` on kesken kauden liittyville organisaatioille, mutta päivämäärä on ennen kauden \
         alkua.",
    ),
    reason: Wording::fixed(
        "Those who join later are not waited for when the agreement enters into force; this one would be \
         left out by mistake.",
        "Myöhemmin liittyviä ei odoteta, kun sopimus tulee voimaan. Tämä organisaatio jäisi erehdyksessä \
         pois.",
    ),
    before: concat!(
        "term: { starts: 2014-01, ends: 2017-12-31 }\n",
        "# …\n",
        "joined: 2013-11-20\n",
        "signed: 2013-11-20",
    ),
    after: concat!(
        "term: { starts: 2014-01, ends: 2017-12-31 }\n",
        "# …\n",
        "signed: 2013-11-20",
    ),
};

/// Only certain contradictions count: of a partial date the day that is most in its favour.
pub(super) fn certainly_after(later: PartialDate, earlier: PartialDate) -> bool {
    later.first_day() > earlier.last_day()
}

/// A term that is reversed has no end to go by; it is reported itself.
pub(super) fn check_end(agreement: &Agreement, findings: &mut Findings) {
    if is_reversed(&agreement.term) {
        return;
    }
    let Some(end) = earliest_end(agreement) else {
        return;
    };
    for signatory in &agreement.signatories {
        let Some(signed) = &signatory.signed else { continue };
        if certainly_after(signed.value, end.value) {
            let name = &signatory.name.value;
            let (day, day_fi) = phrases::date(signed.value);
            let (end_day, end_fi) = phrases::date(end.value);
            let message = wording!(
                en: "{name} signed ({day}) after the agreement had ended ({end_day})",
                fi: "{name} on allekirjoittanut ({day_fi}) vasta sopimuksen päättymisen ({end_fi}) jälkeen"
            );
            findings.push(
                Diagnostic::new(
                    Code::SignedAfterEnd,
                    Place::new(&agreement.file, signed.span),
                    message,
                )
                .with_related(
                    Place::new(&agreement.file, end.span),
                    Wording::fixed("the agreement ends here", "sopimus päättyy tähän"),
                )
                .with_help(Wording::fixed(
                    "correct the date, or put the decision that extended the agreement on record (`kumppani \
                     extend`)",
                    "korjaa päivämäärä tai kirjaa päätös, jolla sopimusta on jatkettu (`kumppani extend`)",
                )),
            );
        }
    }
}

/// The termination or the end of the term, whichever comes first.
fn earliest_end(agreement: &Agreement) -> Option<At<PartialDate>> {
    let span = agreement
        .term
        .extensions
        .last()
        .map_or(agreement.term.ending.span, |extension| extension.until.span);
    let of_term = match agreement.term.effective_ending() {
        Ending::OpenEnded => None,
        Ending::On(date) => Some(At::new(date, span)),
    };
    let by_notice = agreement.terminated.as_ref().map(|end| end.on.clone());
    of_term
        .into_iter()
        .chain(by_notice)
        .min_by_key(|end| end.value.last_day())
}

pub(super) fn check_withdrawal_order(agreement: &Agreement, findings: &mut Findings) {
    for signatory in &agreement.signatories {
        let (Some(signed), Some(withdrawn)) = (&signatory.signed, &signatory.withdrawn) else {
            continue;
        };
        if certainly_after(signed.value, withdrawn.notice.value) {
            let name = &signatory.name.value;
            let (day, day_fi) = phrases::date(signed.value);
            let (notice, notice_fi) = phrases::date(withdrawn.notice.value);
            let message = wording!(
                en: "{name} signed ({day}) after it had given notice of withdrawal ({notice})",
                fi: "{name} on allekirjoittanut ({day_fi}) vasta irtisanoutumisilmoituksensa ({notice_fi}) \
                     jälkeen"
            );
            findings.push(
                Diagnostic::new(
                    Code::SignedAfterWithdrawal,
                    Place::new(&agreement.file, signed.span),
                    message,
                )
                .with_related(
                    Place::new(&agreement.file, withdrawn.notice.span),
                    Wording::fixed("notice was given here", "irtisanoutumisilmoitus"),
                )
                .with_help(Wording::fixed(
                    "correct the dates; if the organisation came back, remove `withdrawn`",
                    "korjaa päivämäärät; jos organisaatio on palannut mukaan, poista kenttä `withdrawn`",
                )),
            );
        }
    }
}

pub(super) fn check_accessions(agreement: &Agreement, findings: &mut Findings) {
    let starts = &agreement.term.starts;
    for signatory in &agreement.signatories {
        let Some(joined) = &signatory.joined else { continue };
        if certainly_after(starts.value, joined.value) {
            let name = &signatory.name.value;
            let (day, day_fi) = phrases::date(joined.value);
            let (start, start_fi) = phrases::date(starts.value);
            let message = wording!(
                en: "{name} joined ({day}) before the term started ({start})",
                fi: "{name} on liittynyt ({day_fi}) ennen sopimuskauden alkua ({start_fi})"
            );
            findings.push(
                Diagnostic::new(
                    Code::AccessionBeforeStart,
                    Place::new(&agreement.file, joined.span),
                    message,
                )
                .with_related(
                    Place::new(&agreement.file, starts.span),
                    Wording::fixed("the term starts here", "kausi alkaa tästä"),
                )
                .with_help(Wording::fixed(
                    "remove `joined`: who is in from the beginning needs only `signed`",
                    "poista kenttä `joined`: alusta asti mukana olevalle riittää kenttä `signed`",
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Extension, Termination, Withdrawal};
    use crate::validate::fixture::{agreement, check_file, date};

    #[test]
    fn nobody_signs_after_the_end() {
        let mut late = agreement("tno");
        late.signatories[1].signed = Some(date("2018-02-01"));
        let expected =
            "signed-after-end: Lappia signed (2018-02-01) after the agreement had ended (2017-12-31)";
        check_file(&late, &[expected]);
        let extension = Extension {
            until: date("2018"),
            decided: None,
            decision: None,
        };
        late.term.extensions.push(extension);
        check_file(&late, &[]);
    }

    #[test]
    fn nobody_signs_after_the_termination() {
        let mut late = agreement("tno");
        late.terminated = Some(Termination {
            on: date("2016"),
            reason: None,
        });
        late.signatories[1].signed = Some(date("2016-05"));
        check_file(&late, &[]);
        late.signatories[1].signed = Some(date("2017"));
        check_file(
            &late,
            &["signed-after-end: Lappia signed (2017) after the agreement had ended (2016)"],
        );
    }

    #[test]
    fn nobody_signs_after_notice_of_withdrawal() {
        let mut left = agreement("tno");
        left.signatories[0].withdrawn = Some(Withdrawal {
            notice: date("2014"),
            effective: date("2015-09-01"),
        });
        check_file(&left, &[]);
        left.signatories[0].signed = Some(date("2015-01-01"));
        check_file(
            &left,
            &[
                "signed-after-withdrawal: Lapin ELY-keskus signed (2015-01-01) after it had given notice of \
                 withdrawal (2014)",
            ],
        );
    }

    #[test]
    fn an_accession_follows_the_start() {
        let mut joined = agreement("tno");
        joined.signatories[0].joined = Some(date("2014-01"));
        check_file(&joined, &[]);
        joined.signatories[0].joined = Some(date("2013-11-20"));
        check_file(
            &joined,
            &[
                "accession-before-start: Lapin ELY-keskus joined (2013-11-20) before the term started \
                 (2014-01)",
            ],
        );
    }
}
