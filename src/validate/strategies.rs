//! Strategies that end before the agreement that commits its signatories to them.

use super::phrases;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{AgreementStatus, PartialDate, Strategy};
use crate::wording;
use crate::wording::Wording;

/// While an agreement is prepared its strategies should reach to its end; once it is in force, a
/// strategy is a matter for action on the day when it has ended.
pub(super) fn check_strategies(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    if !standing.is_current() {
        return;
    }
    let in_force = standing.status == AgreementStatus::InForce;
    for strategy in &standing.agreement.strategies {
        let Some(ends) = &strategy.ends else { continue };
        let last_day = ends.value.last_day();
        let outlived = standing.end.is_none_or(|end| end.last_day() > last_day);
        let message = if in_force && last_day < overview.today {
            ended_strategy(strategy, ends.value)
        } else if !in_force && outlived {
            outlived_strategy(strategy, ends.value, standing)
        } else {
            continue;
        };
        findings.push(
            Diagnostic::new(Code::StrategyEnded, standing.place(ends.span), message)
                .with_help(strategy_help(standing)),
        );
    }
}

fn ended_strategy(strategy: &Strategy, ends: PartialDate) -> Wording {
    wording!(
        en: "strategy {name} has ended ({ends}), but the agreement is in force",
        fi: "strategia {name} on päättynyt ({ends}), mutta sopimus on voimassa",
        ends, name = phrases::quoted(&strategy.name.value)
    )
}

fn outlived_strategy(strategy: &Strategy, ends: PartialDate, standing: &Standing) -> Wording {
    let name = phrases::quoted(&strategy.name.value);
    match standing.end {
        None => wording!(
            en: "strategy {name} ends ({ends}), but the agreement is open-ended",
            fi: "strategia {name} päättyy ({ends}), mutta sopimus on voimassa toistaiseksi",
            ends, name
        ),
        Some(end_of_agreement) => {
            wording!(
                en: "strategy {name} ends ({ends}) before the agreement ({until})",
                fi: "strategia {name} päättyy ({ends}) ennen sopimusta ({until})",
                ends, name, until = end_of_agreement.date
            )
        }
    }
}

fn strategy_help(standing: &Standing) -> Wording {
    let renew = phrases::renew(standing);
    if standing.status == AgreementStatus::InForce {
        wording!(
            en: "begin the renewal with the new strategy{renew}, or waive the warning \
                 (`waivers`) until there is one",
            fi: "aloita sopimuksen uudistaminen uuden strategian pohjalta{renew}, tai \
                 kuittaa varoitus kentässä `waivers`, kunnes uusi strategia on valmis"
        )
    } else {
        Wording::fixed(
            "name the strategy that reaches to the end of the term, or let the agreement end with it",
            "nimeä strategia, joka kattaa koko sopimuskauden, tai päätä sopimus samaan aikaan strategian \
             kanssa",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Agreement;
    use crate::model::Ending;
    use crate::validate::fixture::{agreement, at, check_registry_of, date, draft, text};

    fn with_strategy(mut agreement: Agreement, until: &str) -> Vec<Agreement> {
        agreement.strategies = vec![Strategy {
            name: text("Menestyjäksi Lapissa"),
            ends: Some(date(until)),
        }];
        vec![agreement]
    }

    #[test]
    fn a_draft_does_not_outlive_its_strategy() {
        check_registry_of(with_strategy(draft("tno"), "2017"), "2013-06-01", &[]);
        check_registry_of(
            with_strategy(draft("tno"), "2016"),
            "2013-06-01",
            &[
                "tno: strategy-ended: strategy “Menestyjäksi Lapissa” ends (2016) before the agreement \
                 (2017-12-31)",
            ],
        );
        let mut open = draft("tno");
        open.term.ending = at(Ending::OpenEnded);
        check_registry_of(
            with_strategy(open, "2016"),
            "2013-06-01",
            &[
                "tno: strategy-ended: strategy “Menestyjäksi Lapissa” ends (2016), but the agreement is \
                 open-ended",
            ],
        );
    }

    #[test]
    fn a_strategy_matters_in_force_once_it_has_ended() {
        let outlived = || with_strategy(agreement("tno"), "2016");
        check_registry_of(outlived(), "2016-12-31", &[]);
        check_registry_of(
            outlived(),
            "2017-01-01",
            &[
                "tno: strategy-ended: strategy “Menestyjäksi Lapissa” has ended (2016), but the agreement is \
                 in force",
            ],
        );
        check_registry_of(outlived(), "2018-01-01", &[]);
    }
}
