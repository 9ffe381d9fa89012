//! The groups of an agreement with their regions, members and duties.

use chrono::NaiveDate;

use super::row::{Cell, Maker, cells};
use crate::index::value::{Day, bits, translations};
use crate::model::{
    Agreement, Duty, Group, HeldSeat, Regions, SeatKind, Timing, duty_published_on, responsibilities,
};

/// A group begins in the agreement itself, as long as nothing else is known.
const GROUP: &str = "
    INSERT INTO agreement_group_row (
        agreement_key, position, group_id, name, name_texts, regions, whole_province, dissolved,
        works_to_on, first_agreement_key
    )
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?1)";

const COMPOSITION: &str = "
    INSERT INTO group_composition_row (
        agreement_key, group_position, seat, position, organisation_key, role, since, until, in_place_of_key,
        representative, substitute, from_on, to_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const DUTY: &str = "
    INSERT INTO duty_row (
        agreement_key, group_position, position, duty_id, text, text_texts, theme_id, product_id, every,
        is_shared, due, published_on, is_meeting
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const RESPONSIBLE: &str = "
    INSERT INTO duty_responsible_row (
        agreement_key, group_position, duty_position, organisation_key, position
    )
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING";

const SEAT: &str = "
    INSERT INTO group_seat_row (
        agreement_key, group_position, organisation_key, position, is_in_group, is_bound, from_on, to_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

/// Adds the groups of an agreement, each as one that begins in it.
pub(super) fn add<'a>(maker: &mut Maker<'a>, agreement: &'a Agreement) {
    for (position, group) in (1_i64..).zip(&agreement.groups) {
        add_group(maker, position, group);
        for (place, duty) in (1_i64..).zip(&group.duties) {
            let published_on = duty_published_on(agreement, group, duty);
            add_duty(maker, (position, place), duty, published_on);
        }
        add_responsibilities(maker, agreement, position, group);
    }
}

fn add_group<'a>(maker: &mut Maker<'a>, position: i64, group: &'a Group) {
    let name = &group.name.value;
    let row = cells![
        position,
        group.id.value.as_str(),
        name.fi(),
        translations(name),
        bits(&group.regions),
        group.regions == Regions::All,
        group.dissolved.as_ref().map(|dissolved| dissolved.value),
        Day::to(group.works_to_on()),
    ];
    maker.add(GROUP, &row);
    for held in group.held_seats() {
        add_seat(maker, position, &held);
    }
}

fn add_seat<'a>(maker: &mut Maker<'a>, group_position: i64, held: &HeldSeat<'a>) {
    let (number, role) = match held.kind {
        SeatKind::Chair => (0_i64, None),
        SeatKind::Member => (1, None),
        SeatKind::Role(role) => (2, Some(role)),
    };
    let seat = held.seat;
    let before = seat.in_place_of.as_ref();
    let before = before.map_or(Cell::Null, |before| maker.organisation(&before.value));
    let row = cells![
        group_position,
        number,
        i64::try_from(held.position).unwrap_or(i64::MAX),
        maker.organisation(&seat.organisation.value),
        role,
        seat.from.as_ref().map(|from| from.value),
        seat.until.as_ref().map(|until| until.value),
        before,
        seat.representative.as_ref().map(|text| text.value.as_str()),
        seat.substitute.as_ref().map(|text| text.value.as_str()),
        held.days.from_on.map(|day| Day::from(Some(day))),
        held.days.to_on.map(|day| Day::to(Some(day))),
    ];
    maker.add(COMPOSITION, &row);
}

fn add_responsibilities<'a>(
    maker: &mut Maker<'a>,
    agreement: &Agreement,
    group_position: i64,
    group: &'a Group,
) {
    for (position, one) in (1_i64..).zip(responsibilities(agreement, group)) {
        for period in one.periods {
            let row = cells![
                group_position,
                maker.organisation(&one.organisation.value),
                position,
                period.value.is_in_group,
                period.value.is_bound,
                Day::from(period.from_on),
                Day::to(period.to_on),
            ];
            maker.add(SEAT, &row);
        }
    }
}

fn add_duty<'a>(
    maker: &mut Maker<'a>,
    (group_position, position): (i64, i64),
    duty: &'a Duty,
    published_on: Option<NaiveDate>,
) {
    let (every, due) = match duty.timing {
        Timing::Continuous => (None, None),
        Timing::Every(every) => (Some(Cell::Word(every.code())), None),
        Timing::Due(date) => (None, Some(date)),
    };
    let row = cells![
        group_position,
        position,
        duty.id.as_ref().map(|id| id.value.as_str()),
        duty.text.value.fi(),
        translations(&duty.text.value),
        duty.theme.as_ref().map(|theme| theme.value.as_str()),
        duty.product.as_ref().map(|product| product.value.as_str()),
        every,
        duty.is_shared(),
        due,
        published_on.map(|day| Day::from(Some(day))),
        duty.is_meeting,
    ];
    maker.add(DUTY, &row);
    for (order, responsible) in (1_i64..).zip(&duty.responsible) {
        let responsible = maker.organisation(&responsible.value);
        maker.add(RESPONSIBLE, &cells![group_position, position, responsible, order]);
    }
}
