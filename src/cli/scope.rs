//! Which agreements a question is about, and what is said when there are none.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::resolve;
use crate::index::{AgreementFilter, Index, IndexError, Scope};
use crate::model::{AgreementStatus, PartialDate};
use crate::view::{ComingAgreement, LastInForce, NoneInForce};
use crate::wording;
use crate::wording::Wording;

#[derive(Args, Clone, Debug, Default)]
pub(super) struct ScopeArgs {
    /// Limit to one agreement, whatever its status
    #[arg(long, value_name = "AGREEMENT")]
    agreement: Option<String>,
    /// Include all agreements, whatever their status
    #[arg(long, conflicts_with = "agreement")]
    all: bool,
}

impl ScopeArgs {
    /// The scope; an unknown agreement is an error that proposes the nearest one.
    pub(super) fn scope(&self, cx: &Context<'_>, index: &Index) -> Result<Scope> {
        match &self.agreement {
            Some(text) => Ok(Scope::One(resolve::agreement_id(cx, index, text)?)),
            None if self.all => Ok(Scope::All),
            None => Ok(Scope::InForce),
        }
    }
}

/// The sentence for an answer without rows. It names the scope; where that is the agreements in force, also what
/// `everywhere`, the agreement of every row in any agreement, has elsewhere. When no agreement is in force it
/// says since when, and which draft or successor there is.
pub(super) fn when_empty<R>(
    cx: &Context<'_>,
    index: &Index,
    scope: &Scope,
    (rows, none): (&[R], Wording),
    everywhere: impl FnOnce(&Scope) -> Result<Vec<String>, IndexError>,
) -> Result<Wording> {
    if !rows.is_empty() {
        return Ok(none);
    }
    match scope {
        Scope::One(id) => {
            return Ok(wording!(en: "{none} in `{id}`", fi: "{none} sopimuksessa `{id}`", none));
        }
        Scope::All => {
            return Ok(wording!(en: "{none} in any agreement", fi: "{none} missään sopimuksessa", none));
        }
        Scope::InForce => {}
    }
    if index.in_force(cx.day())?.is_empty() {
        let standing = index.agreement_standing(&cx.asked())?;
        return Ok(none_in_force(&standing, cx.day().into()));
    }
    let elsewhere = elsewhere(cx, index, &everywhere(&Scope::All)?)?;
    if elsewhere.is_empty() {
        return Ok(wording!(
            en: "{none} in the agreements in force or in any other",
            fi: "{none} voimassa olevissa eikä muissa sopimuksissa",
            none
        ));
    }
    let none = wording!(
        en: "{none} in the agreements in force",
        fi: "{none} voimassa olevissa sopimuksissa",
        none
    );
    Ok(Wording::joined(&[vec![none], elsewhere].concat(), "; "))
}

/// The most agreements that are named.
const MOST_NAMED: usize = 3;

/// How many rows there are in which other agreements: first in those that are to come, then in those that
/// are over, the latest first.
fn elsewhere(cx: &Context<'_>, index: &Index, agreements: &[String]) -> Result<Vec<Wording>> {
    let all = index.agreements(&cx.asked(), &AgreementFilter::default())?;
    let counted = all.iter().filter_map(|row| {
        let n = agreements.iter().filter(|id| **id == row.id).count();
        (n > 0).then_some((row, n))
    });
    let (coming, mut over): (Vec<_>, Vec<_>) = counted.partition(|(row, _)| is_coming(row.status));
    over.reverse();
    let named = [coming, over].concat();
    let mut shown: Vec<Wording> = named
        .iter()
        .take(MOST_NAMED)
        .map(|(row, n)| counted_in(&row.id, row.status, *n))
        .collect();
    if named.len() > MOST_NAMED {
        shown.push(EVERY_AGREEMENT);
    }
    Ok(shown)
}

const fn is_coming(status: AgreementStatus) -> bool {
    matches!(
        status,
        AgreementStatus::Draft | AgreementStatus::Signing | AgreementStatus::Upcoming
    )
}

fn counted_in(id: &str, status: AgreementStatus, n: usize) -> Wording {
    let label = status.label();
    if !is_coming(status) {
        return wording!(
            en: "{n} in {id} ({label}): --agreement {id}",
            fi: "{n} sopimuksessa {id} ({label}): --agreement {id}",
            label
        );
    }
    let verb = if n == 1 { "waits" } else { "wait" };
    wording!(
        en: "{n} {verb} in {id}: --agreement {id}",
        fi: "{n} odottaa sopimuksessa {id}: --agreement {id}"
    )
}

const EVERY_AGREEMENT: Wording = Wording::fixed(
    "--all includes every agreement",
    "--all ottaa mukaan kaikki sopimukset",
);

/// Says that no agreement is in force, since when, and what there is instead.
fn none_in_force(standing: &NoneInForce, day: PartialDate) -> Wording {
    let mut parts = vec![no_agreement(day)];
    parts.extend(standing.last.iter().map(latest));
    parts.extend(standing.coming.first().map(coming));
    let (shown, how) = (Wording::joined(&parts, "; "), EVERY_AGREEMENT);
    wording!(en: "{shown} ({how})", fi: "{shown} ({how})", how, shown)
}

fn no_agreement(day: PartialDate) -> Wording {
    wording!(en: "no agreement is in force on {day}", fi: "yksikään sopimus ei ole voimassa {day}", day)
}

fn latest(last: &LastInForce) -> Wording {
    let (id, until) = (&last.agreement, last.until);
    wording!(en: "`{id}` was in force until {until}", fi: "`{id}` oli voimassa {until} saakka", until)
}

fn coming(next: &ComingAgreement) -> Wording {
    let (id, status) = (&next.agreement, next.status.label());
    match next.enters {
        Some(enters) => {
            // A start that is only known to the year is not shown as the first of January.
            let start = Some(next.starts).filter(|starts| starts.first_day() == enters);
            let enters = start.unwrap_or(PartialDate::Day(enters));
            wording!(en: "`{id}` enters into force on {enters}", fi: "`{id}` tulee voimaan {enters}", enters)
        }
        None => wording!(en: "`{id}`: {status}", fi: "`{id}`: {status}", status),
    }
}
