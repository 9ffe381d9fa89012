//! The term: its order, its extensions, and the reviews of one without an end.

use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Label, Place};
use crate::model::time::next_review_on;
use crate::model::truth::is_reversed;
use crate::model::{Agreement, AgreementStatus, Ending, EventKind, Term};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_order(agreement: &Agreement, findings: &mut Findings) {
    let Term { starts, ending, .. } = &agreement.term;
    let Ending::On(end) = ending.value else { return };
    if !is_reversed(&agreement.term) {
        return;
    }
    let message = wording!(
        en: "the term ends ({end}) before it starts ({start})",
        fi: "sopimuskausi päättyy ({end}) ennen alkuaan ({start})",
        end, start = starts.value
    );
    findings.push(
        Diagnostic::new(
            Code::TermReversed,
            Place::new(&agreement.file, ending.span),
            message,
        )
        .with_related(
            Place::new(&agreement.file, starts.span),
            Wording::fixed("the term starts here", "kausi alkaa tästä"),
        )
        .with_help(Wording::fixed(
            "correct `starts` or `ends`; they may be swapped",
            "korjaa `starts` tai `ends`; ne ovat ehkä vaihtuneet keskenään",
        )),
    );
}

pub(super) fn check_review(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let term = &standing.agreement.term;
    let due = next_review_on(standing.agreement, overview.today).filter(|due| *due < overview.today);
    let (Some(due), Some(months)) = (due, &term.review_months) else {
        return;
    };
    if standing.status != AgreementStatus::InForce {
        return;
    }
    let n = months.value;
    let message = wording!(
        en: "a review was due on {day} (every {n} months)",
        fi: "tilannekatsauksen määräaika oli {day} (väli {n} kk)",
        day = due
    );
    let mut finding =
        Diagnostic::new(Code::ReviewOverdue, standing.place(months.span), message).with_help(Wording::fixed(
            "hold the review and add it to `events` with `kind: review`",
            "pidä tilannekatsaus ja lisää se kenttään `events` merkinnällä `kind: review`",
        ));
    finding.related.extend(last_review(standing, overview));
    findings.push(finding);
}

fn last_review(standing: &Standing, overview: &Overview) -> Option<Label> {
    let reviews = standing.agreement.events.iter().filter(|event| {
        event.kind == EventKind::Review
            && !event.is_cancelled()
            && event.date.value.first_day() <= overview.today
    });
    let last = reviews.max_by_key(|event| event.date.value.first_day())?;
    Some(Label {
        place: standing.place(last.date.span),
        message: Wording::fixed("the last review", "viimeisin tilannekatsaus"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::model::{Event, Extension};
    use crate::validate::fixture::{agreement, at, check_file, check_registry_of, date, ends, text};

    #[test]
    fn a_term_starts_before_it_ends() {
        let mut reversed = agreement("tno");
        reversed.term.starts = date("2014");
        reversed.term.ending = ends("2014");
        check_file(&reversed, &[]);
        reversed.term.ending = ends("2013-12-31");
        check_file(
            &reversed,
            &["term-reversed: the term ends (2013-12-31) before it starts (2014)"],
        );
    }

    #[test]
    fn an_extension_moves_the_end_onwards() {
        let extension = |until| Extension {
            until: date(until),
            decided: None,
            decision: None,
        };
        let mut extended = agreement("tno");
        extended.term.extensions = vec![extension("2017"), extension("2018")];
        let idle = "extension-without-effect: an extension until 2017 does not move the end (2017-12-31)";
        check_file(&extended, &[idle]);
        extended.term.extensions.remove(0);
        check_file(&extended, &[]);
        extended.term.extensions.push(extension("2018-06"));
        check_file(
            &extended,
            &["extension-shortens: an extension until 2018-06 shortens a term that ends 2018"],
        );
        extended.term.ending = at(Ending::OpenEnded);
        extended.term.extensions = vec![extension("2018")];
        check_file(
            &extended,
            &["extension-shortens: an extension until 2018 shortens an open-ended agreement"],
        );
    }

    #[test]
    fn an_open_ended_agreement_is_reviewed() {
        let mut open = agreement("tno");
        open.term.ending = at(Ending::OpenEnded);
        open.term.review_months = Some(at(12));
        check_registry_of(vec![open.clone()], "2015-01-01", &[]);
        let overdue = "tno: review-overdue: a review was due on 2015-01-01 (every 12 months)";
        check_registry_of(vec![open.clone()], "2015-01-02", &[overdue]);
        let review = Event::new(
            date("2014-10-06"),
            text("Tilannekatsauskäynti"),
            EventKind::Review,
        );
        open.events.push(review);
        check_registry_of(vec![open.clone()], "2015-01-02", &[]);
        open.events[0].cancelled = Some(Span::default());
        check_registry_of(vec![open], "2015-01-02", &[overdue]);
    }
}
