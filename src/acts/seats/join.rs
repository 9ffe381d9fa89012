//! An organisation joins a group, as a member or in another role; it can take the place of one that leaves.

use super::{Subject, recorded, since};
use crate::acts::ActRefusal;
use crate::acts::seats::Joining;
use crate::model::{OrganisationId, PartialDate, Seat, SeatKind, command, fold, option};
use crate::source::{Edit, Value};
use crate::wording;
use crate::wording::{Lang, Wording};

pub(super) fn plan(subject: &Subject<'_>, joining: &Joining) -> Result<Vec<Edit>, ActRefusal> {
    if let Some(role) = &joining.role {
        refuse_own_seats(subject, role, joining.from)?;
    }
    let from = subject.from(joining.from);
    subject.refuse_strangers(from)?;
    let kind = joining.role.as_deref().map_or(SeatKind::Member, SeatKind::Role);
    let own = subject
        .group
        .seats()
        .filter(|(of, seat)| *of == kind && seat.organisation.value == *subject.organisation);
    let on_day = subject.first_day(from);
    // One that left may come back; one that is there, or is to come, is not to come twice.
    let own: Vec<_> = own
        .filter(|(_, seat)| seat.to_on().is_none_or(|last| last >= on_day))
        .collect();
    if let Some(present) = own.first() {
        return match joining.from {
            Some(given) if present.1.from.as_ref().is_none_or(|from| from.value != given) => {
                Err(already(subject, present.1))
            }
            _ => {
                let before = joining.in_place_of.as_ref();
                if let Some(before) =
                    before.filter(|_| present.1.from.is_none() && present.1.in_place_of.is_none())
                {
                    refuse_both(subject, before)?;
                }
                plan_details(subject, *present, joining)
            }
        };
    }
    subject.refuse_opened(from)?;
    let mut edits = Vec::new();
    if let Some(before) = &joining.in_place_of {
        edits.extend(leave_place(subject, before, from)?);
    }
    let list = if joining.role.is_some() {
        "roles"
    } else {
        "members"
    };
    edits.push(subject.appended(list, entry(subject, joining, from)));
    Ok(edits)
}

/// The chair and the members are no other roles: each has a command of its own.
fn refuse_own_seats(subject: &Subject<'_>, role: &str, from: Option<PartialDate>) -> Result<(), ActRefusal> {
    let is_called = |kind: SeatKind<'_>| {
        let label = kind.label();
        [Lang::Fi, Lang::En]
            .into_iter()
            .any(|lang| fold(label.get(lang)) == fold(role))
    };
    let act = if is_called(SeatKind::Chair) {
        "chair"
    } else if is_called(SeatKind::Member) {
        "join"
    } else {
        return Ok(());
    };
    let from = from.map(|from| format!(" {}", option("--from", &from.to_string())));
    let record = command(&["group", act, &subject.name(), subject.organisation.as_str()]);
    let record = record + &from.unwrap_or_default();
    Err(ActRefusal::with_help(
        wording!(en: "“{role}” is not another role", fi: "”{role}” ei ole muu tehtävä"),
        wording!(en: "record it with `{record}`", fi: "kirjaa se komennolla `{record}`"),
    ))
}

/// Of one that is in the group from the beginning nothing says when it took the place of another, which is still a
/// member.
fn refuse_both(subject: &Subject<'_>, before: &OrganisationId) -> Result<(), ActRefusal> {
    let is_open = |(kind, seat): (SeatKind<'_>, &Seat)| {
        kind == SeatKind::Member && seat.organisation.value == *before && seat.until.is_none()
    };
    if before == subject.organisation || !subject.group.seats().any(is_open) {
        return Ok(());
    }
    let (id, name) = (subject.organisation, subject.name());
    let leave = command(&["group", "leave", &name, before.as_str()]);
    Err(ActRefusal::with_help(
        wording!(
            en: "`{id}` and `{before}` are both members of {name}",
            fi: "sekä `{id}` että `{before}` ovat ryhmän {name} jäseniä"
        ),
        wording!(
            en: "record first when `{before}` left: `{leave} --until …`",
            fi: "kirjaa ensin, milloin `{before}` lähti: `{leave} --until …`"
        ),
    ))
}

fn entry(subject: &Subject<'_>, joining: &Joining, from: Option<PartialDate>) -> Value {
    let id = Value::plain(subject.organisation);
    let fields = [
        ("role", joining.role.as_ref().map(Value::text)),
        ("organisation", Some(id.clone())),
        ("from", from.map(|from| Value::plain(&from))),
        ("in_place_of", joining.in_place_of.as_ref().map(Value::plain)),
        ("representative", joining.representative.as_ref().map(Value::text)),
        ("substitute", joining.substitute.as_ref().map(Value::text)),
    ];
    let fields = fields.into_iter();
    let fields: Vec<(String, Value)> = fields
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect();
    if fields.len() == 1 {
        id
    } else {
        Value::Fields(fields)
    }
}

/// The organisation whose place is taken is a member until the day before.
fn leave_place(
    subject: &Subject<'_>,
    before: &OrganisationId,
    from: Option<PartialDate>,
) -> Result<Option<Edit>, ActRefusal> {
    let name = subject.name();
    let Some(from) = from else {
        return Err(ActRefusal::with_help(
            wording!(
                en: "`{before}` leaves its place in {name} during the term, which has not begun",
                fi: "`{before}` lähtee ryhmästä {name} vasta sopimuskaudella, joka ei ole alkanut"
            ),
            Wording::fixed(
                "give the first day (`--from`)",
                "anna ensimmäinen päivä (`--from`)",
            ),
        ));
    };
    let seats: Vec<_> = subject
        .group
        .seats()
        .filter(|(_, seat)| seat.organisation.value == *before)
        .collect();
    if seats.is_empty() {
        return Err(ActRefusal::with_help(
            wording!(en: "`{before}` is not in {name}", fi: "`{before}` ei ole ryhmässä {name}"),
            wording!(en: "`kumppani show {name}` lists who is", fi: "`kumppani show {name}` näyttää ryhmän kokoonpanon"),
        ));
    }
    let members = || seats.iter().filter(|(kind, _)| *kind == SeatKind::Member);
    let first = from.first_day();
    let Some(held) = members().rfind(|(_, seat)| seat.is_held_on(first)) else {
        let later = members().min_by_key(|(_, seat)| seat.from_on());
        return match later.filter(|(_, seat)| seat.from_on() > Some(first)) {
            Some((_, later)) => Err(ActRefusal::with_help(
                wording!(
                    en: "`{before}` is in {name} {since}, after {from}",
                    fi: "`{before}` on ryhmässä {name} {since}, vasta päivän {from} jälkeen",
                    since = since(later), from
                ),
                Wording::fixed(
                    "give the day on which it takes the place (`--from`)",
                    "anna päivä, jona se tulee tilalle (`--from`)",
                ),
            )),
            None => Ok(None),
        };
    };
    let last = from.preceding().filter(|_| held.1.until.is_none());
    match (last, &held.1.until) {
        (Some(last), _) => {
            subject.refuse_before_term(before, last)?;
            Ok(Some(subject.ended(*held, last)))
        }
        (None, until) => {
            let until = until.as_ref().map_or(from, |until| until.value);
            let message = wording!(
                en: "`{before}` is in {name} until {until}, which is not before {from}",
                fi: "`{before}` on ryhmässä {name} {until} saakka; {from} ei ole sen jälkeen",
                until, from
            );
            Err(recorded(subject.agreement, message))
        }
    }
}

/// What is not on record yet of one that is in the group; what is on record is not changed.
fn plan_details(
    subject: &Subject<'_>,
    present: (SeatKind<'_>, &Seat),
    joining: &Joining,
) -> Result<Vec<Edit>, ActRefusal> {
    let seat = present.1;
    let before = joining.in_place_of.as_ref().map(ToString::to_string);
    let was_before = seat.in_place_of.as_ref().map(|at| at.value.to_string());
    let text = |at: &Option<crate::diagnostic::At<String>>| at.as_ref().map(|at| at.value.clone());
    let mut fields = Vec::new();
    for (field, is, new) in [
        ("in_place_of", was_before, &before),
        (
            "representative",
            text(&seat.representative),
            &joining.representative,
        ),
        ("substitute", text(&seat.substitute), &joining.substitute),
    ] {
        match (is, new) {
            (_, None) => {}
            (None, Some(new)) => fields.push((field, new)),
            (Some(is), Some(new)) if is == *new => {}
            (Some(is), Some(_)) => {
                let (id, file) = (&seat.organisation.value, &subject.agreement.file);
                return Err(ActRefusal::with_help(
                    wording!(
                        en: "`{field}` of `{id}` is recorded as “{is}”; what is recorded is not changed",
                        fi: "organisaation `{id}` kentässä `{field}` on ”{is}”; kirjattua tietoa ei muuteta"
                    ),
                    wording!(en: "correct {file} by hand", fi: "korjaa tiedosto {file} käsin"),
                ));
            }
        }
    }
    let mut edits = Vec::new();
    // Whose place was taken left it then, as if that had been recorded at once.
    if let (Some(before), None, Some(from)) = (&joining.in_place_of, &seat.in_place_of, &seat.from) {
        edits.extend(leave_place(subject, before, Some(from.value))?);
    }
    let mut fields = fields.into_iter();
    if let Some((field, value)) = fields.next() {
        edits.push(subject.changed(present, field, Value::text(value)));
    }
    // The entry has fields from the first one on.
    edits.extend(fields.map(|(field, value)| subject.field(present, field, Value::text(value))));
    Ok(edits)
}

fn already(subject: &Subject<'_>, seat: &Seat) -> ActRefusal {
    let (id, name) = (&seat.organisation.value, subject.name());
    let message = wording!(
        en: "`{id}` is in {name} {since}",
        fi: "`{id}` on ryhmässä {name} {since}",
        since = since(seat)
    );
    recorded(subject.agreement, message)
}
