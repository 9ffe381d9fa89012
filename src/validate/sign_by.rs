//! The deadline for signatures: it lies between the opening and the end.

use crate::diagnostic::{Code, Diagnostic, Findings, Label, Place};
use crate::model::time::Milestones;
use crate::model::truth::{certainly_after, is_reversed};
use crate::model::{Agreement, Ending};
use crate::wording;
use crate::wording::Wording;

/// A signature that came later is no finding: it is as good as the others.
pub(super) fn check_time(agreement: &Agreement, findings: &mut Findings) {
    let Some(sign_by) = &agreement.sign_by else { return };
    let Some((message, label)) = before_opening(agreement).or_else(|| after_end(agreement)) else {
        return;
    };
    let place = Place::new(&agreement.file, sign_by.span);
    let mut finding = Diagnostic::new(Code::SignByWithoutEffect, place, message).with_help(Wording::fixed(
        "correct `sign_by`, or delete it",
        "korjaa `sign_by` tai poista se",
    ));
    finding.related.push(label);
    findings.push(finding);
}

fn before_opening(agreement: &Agreement) -> Option<(Wording, Label)> {
    let (by, opened) = (agreement.sign_by.as_ref()?.value, &agreement.opened.as_ref()?.on);
    let message = wording!(
        en: "the deadline for signatures ({by}) is before signing began ({on})",
        fi: "allekirjoittamisen määräaika ({by}) on ennen allekirjoittamisen alkamista ({on})",
        by, on = opened.value
    );
    let label = Label {
        place: Place::new(&agreement.file, opened.span),
        message: Wording::fixed("signing began here", "allekirjoittaminen on alkanut"),
    };
    certainly_after(opened.value, by).then_some((message, label))
}

fn after_end(agreement: &Agreement) -> Option<(Wording, Label)> {
    let (by, term) = (agreement.sign_by.as_ref()?.value, &agreement.term);
    Milestones::of(agreement, None).lapses_on()?;
    let Ending::On(end) = term.effective_ending() else {
        return None;
    };
    let span = term
        .extensions
        .last()
        .map_or(term.ending.span, |extension| extension.until.span);
    let message = wording!(
        en: "the deadline for signatures ({by}) is after the end of the term ({end})",
        fi: "allekirjoittamisen määräaika ({by}) on sopimuskauden päättymisen ({end}) jälkeen",
        by, end
    );
    let label = Label {
        place: Place::new(&agreement.file, span),
        message: Wording::fixed("the term ends here", "sopimuskausi päättyy"),
    };
    (certainly_after(by, end) && !is_reversed(term)).then_some((message, label))
}

#[cfg(test)]
mod tests {
    use crate::model::Opening;
    use crate::validate::fixture::{agreement, at, check_file, date, draft};

    #[test]
    fn signatures_are_due_between_the_opening_and_the_end() {
        let mut late = agreement("tno");
        late.sign_by = Some(date("2018"));
        check_file(
            &late,
            &[
                "sign-by-without-effect: the deadline for signatures (2018) is after the end of the term (2017-12-31)",
            ],
        );
        // The signatures of early 2014 came after it, and are as good.
        late.sign_by = Some(date("2013-12"));
        check_file(&late, &[]);
        for last in ["2017", "2017-12-31"] {
            late.sign_by = Some(date(last));
            check_file(&late, &[]);
        }
        let mut early = draft("tno");
        early.opened = Some(Opening {
            on: date("2014-03-15"),
            text: at(crate::model::FrozenText::of(&early).digest()),
        });
        for (by, expected) in [
            ("2014-03", &[][..]),
            ("2014-03-15", &[]),
            (
                "2014-03-14",
                &[
                    "sign-by-without-effect: the deadline for signatures (2014-03-14) is before signing began (2014-03-15)",
                ],
            ),
        ] {
            early.sign_by = Some(date(by));
            check_file(&early, expected);
        }
    }
}
