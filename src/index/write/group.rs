//! The groups of an agreement with their areas, members and duties.

use rusqlite::{CachedStatement, Connection, params};

use crate::index::value::{Day, translations};
use crate::model::{Agreement, Duty, Group, Region, Regions, Timing, seats};

const GROUP: &str = "
    INSERT INTO agreement_group (
        agreement_id, group_id, position, name, name_texts, whole_province, chair, dissolved, works_to_on,
        first_agreement_id
    )
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?1)";

const REGION: &str = "INSERT INTO group_region (agreement_id, group_id, region) VALUES (?, ?, ?)";

/// A member that is listed twice is in the group once.
const MEMBER: &str = "
    INSERT INTO group_member (agreement_id, group_id, organisation_id, position)
    VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING";

const DUTY: &str = "
    INSERT INTO duty (
        agreement_id, group_id, position, duty_id, text, text_texts, theme_id, product_id, every,
        is_shared, due
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const RESPONSIBLE: &str = "
    INSERT INTO duty_responsible (agreement_id, group_id, duty_position, organisation_id, position)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING";

const SEAT: &str = "
    INSERT INTO group_seat (
        agreement_id, group_id, organisation_id, position, is_in_group, is_bound, from_on, to_on
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

/// The statements for one agreement after another.
struct Statements<'c> {
    group: CachedStatement<'c>,
    region: CachedStatement<'c>,
    member: CachedStatement<'c>,
    duty: CachedStatement<'c>,
    responsible: CachedStatement<'c>,
    seat: CachedStatement<'c>,
}

impl<'c> Statements<'c> {
    fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            group: connection.prepare_cached(GROUP)?,
            region: connection.prepare_cached(REGION)?,
            member: connection.prepare_cached(MEMBER)?,
            duty: connection.prepare_cached(DUTY)?,
            responsible: connection.prepare_cached(RESPONSIBLE)?,
            seat: connection.prepare_cached(SEAT)?,
        })
    }
}

/// Writes the groups of an agreement, each as one that begins in it.
pub(super) fn insert(connection: &Connection, agreement: &Agreement) -> rusqlite::Result<()> {
    let mut statements = Statements::prepare(connection)?;
    for (position, group) in (1_i64..).zip(&agreement.groups) {
        insert_group(&mut statements, agreement.id.value.as_str(), position, group)?;
        insert_seats(&mut statements, agreement, group)?;
    }
    Ok(())
}

fn insert_group(
    statements: &mut Statements<'_>,
    agreement_id: &str,
    position: i64,
    group: &Group,
) -> rusqlite::Result<()> {
    let (group_id, name) = (group.id.value.as_str(), &group.name.value);
    let dissolved = group.dissolved.as_ref().map(|dissolved| dissolved.value);
    statements.group.execute(params![
        agreement_id,
        group_id,
        position,
        name.fi(),
        translations(name),
        group.regions == Regions::All,
        group.chair.as_ref().map(|chair| chair.value.as_str()),
        dissolved,
        Day::to(group.works_to_on()),
    ])?;
    for region in regions(&group.regions) {
        statements
            .region
            .execute(params![agreement_id, group_id, region])?;
    }
    for (position, member) in (1_i64..).zip(&group.members) {
        statements
            .member
            .execute(params![agreement_id, group_id, member.value.as_str(), position])?;
    }
    for (position, duty) in (1_i64..).zip(&group.duties) {
        insert_duty(statements, agreement_id, group_id, position, duty)?;
    }
    Ok(())
}

fn insert_seats(
    statements: &mut Statements<'_>,
    agreement: &Agreement,
    group: &Group,
) -> rusqlite::Result<()> {
    for (position, seat) in (1_i64..).zip(seats(agreement, group)) {
        for period in seat.periods {
            statements.seat.execute(params![
                agreement.id.value.as_str(),
                group.id.value.as_str(),
                seat.organisation.value.as_str(),
                position,
                seat.is_in_group,
                period.value,
                Day::from(period.from_on),
                Day::to(period.to_on),
            ])?;
        }
    }
    Ok(())
}

fn insert_duty(
    statements: &mut Statements<'_>,
    agreement_id: &str,
    group_id: &str,
    position: i64,
    duty: &Duty,
) -> rusqlite::Result<()> {
    let (every, due) = match duty.timing {
        Timing::Continuous => (None, None),
        Timing::Every(every) => (Some(every), None),
        Timing::Due(date) => (None, Some(date)),
    };
    statements.duty.execute(params![
        agreement_id,
        group_id,
        position,
        duty.id.as_ref().map(|id| id.value.as_str()),
        duty.text.value.fi(),
        translations(&duty.text.value),
        duty.theme.as_ref().map(|theme| theme.value.as_str()),
        duty.product.as_ref().map(|product| product.value.as_str()),
        every,
        duty.is_shared(),
        due,
    ])?;
    for (order, responsible) in (1_i64..).zip(&duty.responsible) {
        statements.responsible.execute(params![
            agreement_id,
            group_id,
            position,
            responsible.value.as_str(),
            order
        ])?;
    }
    Ok(())
}

/// The areas that a join is to find: all five for the whole province.
pub(super) fn regions(regions: &Regions) -> &[Region] {
    match regions {
        Regions::All => &Region::ALL,
        Regions::Listed(listed) => listed,
    }
}
