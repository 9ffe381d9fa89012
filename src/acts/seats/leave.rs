//! An organisation leaves a group: all its seats there end on the same day.

use super::{Subject, recorded, since};
use crate::acts::ActRefusal;
use crate::model::{OrganisationId, PartialDate, Seat, SeatKind};
use crate::source::Edit;
use crate::wording;
use crate::wording::Wording;

pub(super) fn plan(subject: &Subject<'_>, given: Option<PartialDate>) -> Result<Vec<Edit>, ActRefusal> {
    let (id, name) = (subject.organisation, subject.name());
    let until = given.unwrap_or(PartialDate::Day(subject.today));
    let seats: Vec<_> = subject
        .group
        .seats()
        .filter(|(_, seat)| seat.organisation.value == *id)
        .collect();
    if seats.is_empty() {
        return Err(ActRefusal::with_help(
            wording!(en: "`{id}` is not in {name}", fi: "`{id}` ei ole ryhmässä {name}"),
            wording!(en: "`kumppani show {name}` lists who is", fi: "`kumppani show {name}` näyttää ryhmän kokoonpanon"),
        ));
    }
    let open: Vec<_> = seats.iter().filter(|(_, seat)| seat.until.is_none()).collect();
    if open.is_empty() {
        return unchanged(subject, &seats, given);
    }
    subject.refuse_before_term(id, until)?;
    let later = open
        .iter()
        .find(|(_, seat)| seat.from_on() > Some(until.last_day()));
    if let Some((_, later)) = later {
        let message = wording!(
            en: "`{id}` is in {name} {since}, after {until}",
            fi: "`{id}` on ryhmässä {name} {since}, vasta päivän {until} jälkeen",
            since = since(later), until
        );
        return Err(recorded(subject.agreement, message));
    }
    // What holds after the last day is what changes.
    let first = until.last_day().succ_opt().map(PartialDate::Day);
    subject.refuse_opened(first)?;
    Ok(open.into_iter().map(|seat| subject.ended(*seat, until)).collect())
}

/// It leaves every group in which it still is.
pub(super) fn plan_everywhere<'a>(
    groups: impl Iterator<Item = Subject<'a>>,
    organisation: &OrganisationId,
    given: Option<PartialDate>,
) -> Result<Vec<Edit>, ActRefusal> {
    let holds = |seat: &Seat| seat.organisation.value == *organisation;
    let own: Vec<Subject<'_>> = groups
        .filter(|subject| subject.group.seats().any(|(_, seat)| holds(seat)))
        .collect();
    let is_open = |subject: &&Subject<'_>| {
        let mut seats = subject.group.seats();
        seats.any(|(_, seat)| holds(seat) && seat.until.is_none())
    };
    let open: Vec<&Subject<'_>> = own.iter().filter(is_open).collect();
    let left = if open.is_empty() {
        own.iter().collect()
    } else {
        open
    };
    if left.is_empty() {
        return Err(ActRefusal::with_help(
            wording!(en: "`{organisation}` is in no group", fi: "`{organisation}` ei ole missään ryhmässä"),
            Wording::fixed(
                "`kumppani groups` lists the groups with their members",
                "`kumppani groups` luettelee ryhmät jäsenineen",
            ),
        ));
    }
    let plans = left.into_iter().map(|subject| plan(subject, given));
    Ok(plans.collect::<Result<Vec<_>, _>>()?.concat())
}

/// Who has left already.
fn unchanged(
    subject: &Subject<'_>,
    seats: &[(SeatKind<'_>, &Seat)],
    given: Option<PartialDate>,
) -> Result<Vec<Edit>, ActRefusal> {
    let untils = seats.iter().filter_map(|(_, seat)| seat.until.as_ref());
    let last = untils
        .map(|until| until.value)
        .max_by_key(|until| until.last_day());
    let Some((last, given)) = last.zip(given).filter(|(last, given)| last != given) else {
        return Ok(Vec::new());
    };
    let (id, name) = (subject.organisation, subject.name());
    let message: Wording = wording!(
        en: "`{id}` is recorded in {name} until {last}, not {given}",
        fi: "`{id}` on kirjattu ryhmään {name} {last} saakka, ei {given} saakka",
        last, given
    );
    Err(recorded(subject.agreement, message))
}
