//! Another chair: the last one leads the group until the day before. Where another is to follow, it leads until then.

use super::{Subject, recorded, since};
use crate::acts::ActRefusal;
use crate::model::{PartialDate, Seat, SeatKind};
use crate::source::{Change, Edit, Value};
use crate::wording;

pub(super) fn plan(subject: &Subject<'_>, given: Option<PartialDate>) -> Result<Vec<Edit>, ActRefusal> {
    let chairs = &subject.group.chairs;
    let from = subject.from(given);
    subject.refuse_strangers(from)?;
    let now = subject.group.chair_on(subject.first_day(from));
    let is_it = |seat: &&Seat| seat.organisation.value == *subject.organisation;
    if let Some(seat) = now.filter(is_it) {
        return match given {
            Some(given) if seat.from.as_ref().is_none_or(|from| from.value != given) => {
                Err(already(subject, seat))
            }
            _ => Ok(Vec::new()),
        };
    }
    subject.refuse_opened(from)?;
    let Some(from) = from else {
        return from_the_beginning(subject);
    };
    let later = chairs
        .iter()
        .filter(|seat| seat.from_on() >= Some(from.first_day()));
    let later = later.min_by_key(|seat| seat.from_on());
    let next = later.and_then(|later| later.from.as_ref());
    let until = next.and_then(|next| next.value.preceding());
    if let Some(later) = later.filter(|_| until.is_none_or(|until| until.last_day() < from.first_day())) {
        return Err(already(subject, later));
    }
    let mut edits = Vec::new();
    if let Some(now) = now {
        edits.push(ended(subject, now, from)?);
    }
    let id = Value::plain(subject.organisation);
    let (begins, ends) = (Value::plain(&from), until.map(|until| Value::plain(&until)));
    let value = match ends {
        Some(ends) => Value::fields([("organisation", id), ("from", begins), ("until", ends)]),
        None => Value::fields([("organisation", id), ("from", begins)]),
    };
    edits.push(if chairs.is_empty() {
        Edit::new(subject.list("chair"), Change::Set(value))
    } else {
        subject.appended("chair", value)
    });
    Ok(edits)
}

/// While the term has not begun, the chair is who is to lead the group from its start.
fn from_the_beginning(subject: &Subject<'_>) -> Result<Vec<Edit>, ActRefusal> {
    if let Some(dated) = subject.group.chairs.iter().find(|seat| !seat.is_plain()) {
        return Err(already(subject, dated));
    }
    let id = Value::plain(subject.organisation);
    Ok(vec![Edit::new(subject.list("chair"), Change::Set(id))])
}

fn ended(subject: &Subject<'_>, now: &Seat, from: PartialDate) -> Result<Edit, ActRefusal> {
    let last = from.preceding().filter(|_| now.until.is_none());
    let last = last.ok_or_else(|| {
        let (id, name) = (&now.organisation.value, subject.name());
        let message = match &now.until {
            Some(until) => wording!(
                en: "`{id}` chairs {name} until {until}, which is not before {from}",
                fi: "ryhmän {name} puheenjohtaja on {until} saakka `{id}`; {from} ei ole sen jälkeen",
                until = until.value, from
            ),
            None => wording!(en: "no day is before {from}", fi: "päivää {from} ei edellä mikään päivä", from),
        };
        recorded(subject.agreement, message)
    })?;
    subject.refuse_before_term(&now.organisation.value, last)?;
    Ok(subject.ended((SeatKind::Chair, now), last))
}

fn already(subject: &Subject<'_>, seat: &Seat) -> ActRefusal {
    let (id, name) = (&seat.organisation.value, subject.name());
    let message = wording!(
        en: "`{id}` chairs {name} {since}",
        fi: "ryhmän {name} puheenjohtaja on {since} `{id}`",
        since = since(seat)
    );
    recorded(subject.agreement, message)
}
