//! What an act recorded of those who are in a group.

use crate::model::{Agreement, Group, OrganisationId, PartialDate, Seat, SeatKind};
use crate::wording;
use crate::wording::Wording;

/// The most seats that a sentence names.
const MOST_NAMED: usize = 4;

/// The seats that have ended, that are new, or of which more is known.
pub(super) fn recorded_seats(was: &Agreement, is: &Agreement, word: &Wording) -> Vec<Wording> {
    let mut ended: Vec<Ended<'_>> = Vec::new();
    let mut facts = Vec::new();
    for group in &is.groups {
        let before = was.groups.iter().find(|before| before.id.value == group.id.value);
        for (kind, seat) in group.seats() {
            let known = before.and_then(|before| find(before, kind, seat));
            let Some(known) = known else {
                facts.push(begun(group, (kind, seat), word));
                continue;
            };
            if let Some(until) = seat.until.as_ref().filter(|_| known.until.is_none()) {
                add(&mut ended, (&seat.organisation.value, until.value), (group, kind));
            } else if details(known) != details(seat) {
                let (group, id) = (&group.id.value, &seat.organisation.value);
                facts.push(wording!(
                    en: "details of `{id}` in `{group}` {word}",
                    fi: "{word} organisaation `{id}` tiedot ryhmässä `{group}`",
                    word
                ));
            }
        }
    }
    let ended = ended.iter().map(|ended| ended.describe(word));
    ended.chain(facts).collect()
}

/// The same seat before.
fn find<'g>(group: &'g Group, kind: SeatKind<'_>, seat: &Seat) -> Option<&'g Seat> {
    let from = |seat: &Seat| seat.from.as_ref().map(|from| from.value);
    let is_it = |(of, known): &(SeatKind<'_>, &Seat)| {
        *of == kind && known.organisation.value == seat.organisation.value && from(known) == from(seat)
    };
    group.seats().find(is_it).map(|(_, seat)| seat)
}

fn begun(group: &Group, (kind, seat): (SeatKind<'_>, &Seat), word: &Wording) -> Wording {
    let (group, id, role) = (&group.id.value, &seat.organisation.value, kind.label());
    let from = seat.from.as_ref();
    let from = from.map(|from| wording!(en: " from {from}", fi: " {from} alkaen", from = from.value));
    let until = seat.until.as_ref();
    let until = until.map(|until| wording!(en: " until {until}", fi: " {until} saakka", until = until.value));
    wording!(
        en: "{role} of `{group}` {word}: `{id}`{from}{until}",
        fi: "{word} ryhmän `{group}` {role}: `{id}`{from}{until}",
        role, word, from, until
    )
}

/// What is recorded beside the days.
fn details(seat: &Seat) -> ([Option<&String>; 2], Option<&OrganisationId>) {
    let texts = [&seat.representative, &seat.substitute].map(|at| at.as_ref().map(|at| &at.value));
    (texts, seat.in_place_of.as_ref().map(|at| &at.value))
}

/// The seats of an organisation that end on one day.
struct Ended<'a> {
    organisation: &'a OrganisationId,
    until: PartialDate,
    seats: Vec<(&'a Group, SeatKind<'a>)>,
}

fn add<'a>(
    ended: &mut Vec<Ended<'a>>,
    (organisation, until): (&'a OrganisationId, PartialDate),
    seat: (&'a Group, SeatKind<'a>),
) {
    let mut same = ended.iter_mut();
    match same.find(|one| (one.organisation, one.until) == (organisation, until)) {
        Some(one) => one.seats.push(seat),
        None => ended.push(Ended {
            organisation,
            until,
            seats: vec![seat],
        }),
    }
}

impl Ended<'_> {
    fn describe(&self, word: &Wording) -> Wording {
        let seat = |(group, kind): &(&Group, SeatKind<'_>)| {
            let (group, kind) = (&group.id.value, kind.label());
            wording!(en: "{kind} of `{group}`", fi: "ryhmän `{group}` {kind}", kind)
        };
        let mut seats: Vec<Wording> = self.seats.iter().take(MOST_NAMED).map(seat).collect();
        if self.seats.len() > MOST_NAMED {
            seats.push(Wording::same("…"));
        }
        let (id, seats) = (self.organisation, Wording::joined(&seats, ", "));
        wording!(
            en: "last day of `{id}` {word} ({until}): {seats}",
            fi: "{word} organisaation `{id}` viimeinen päivä ({until}): {seats}",
            until = self.until, seats, word
        )
    }
}
