//! One organisation over all agreements.

use rusqlite::{Connection, Row, named_params};

use super::seats::group_role;
use super::{
    Asked, Contacts, DutyFilter, SignatoryFilter, duties, organisations, signatories, spoken, successors,
};
use crate::index::value::Day;
use crate::index::{Index, IndexError};
use crate::model::time::SignatoryFacts;
use crate::model::{AgreementStatus, Network, OrganisationId, Period, has_ceased};
use crate::view::{
    DutyRow, FormerNameView, GroupRole, OrganisationInAgreement, OrganisationInGroup, OrganisationView,
    SignatoryRow, Spoken, SuccessorView,
};

const FORMER_NAMES: &str = "
    SELECT f.name, f.until
    FROM organisation_former_name AS f
    WHERE f.organisation_id = :organisation
    ORDER BY f.position";

/// One that another succeeds is recorded.
const PREDECESSORS: &str = "
    SELECT s.organisation_id, o.name, s.scope
    FROM organisation_succession AS s
    JOIN organisation AS o ON o.organisation_id = s.organisation_id
    WHERE s.successor_id = :organisation
    ORDER BY s.organisation_id, s.position";

const AGREEMENTS: &str = "
    SELECT
        s.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS title_lang,
        p.status
    FROM signatory AS s
    JOIN agreement AS a ON a.agreement_id = s.agreement_id
    JOIN agreement_period AS p
        ON p.agreement_id = s.agreement_id AND :day BETWEEN p.from_on AND p.to_on
    WHERE s.organisation_id = :organisation
    ORDER BY a.starts_on, a.agreement_id";

/// Its seats of all days: in each group as chair, as member, in other roles.
const GROUPS: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS agreement_title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS agreement_title_lang,
        g.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS name,
        c.seat,
        c.role,
        c.since,
        c.until,
        c.from_on,
        c.to_on,
        g.dissolved
    FROM organisation_key AS k
    CROSS JOIN group_composition_row AS c ON c.organisation_key = k.organisation_key
    CROSS JOIN agreement_group_row AS g ON g.agreement_key = c.agreement_key AND g.position = c.group_position
    JOIN agreement AS a ON a.agreement_key = g.agreement_key
    WHERE k.organisation_id = :organisation
    ORDER BY a.starts_on, a.agreement_id, g.position, c.seat, c.from_on, c.position";

/// The agreements that are not over in which it is in a group or is responsible for a duty.
const INVOLVED: &str = "
    SELECT a.agreement_id
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id AND :day BETWEEN p.from_on AND p.to_on
    WHERE p.status IN ('draft', 'signing', 'upcoming', 'in-force')
        AND a.agreement_id IN (
            SELECT s.agreement_id
            FROM group_seat AS s
            WHERE s.organisation_id = :organisation
        )
    ORDER BY a.starts_on, a.agreement_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[FORMER_NAMES, PREDECESSORS, AGREEMENTS, GROUPS, INVOLVED];

impl Index {
    /// One organisation, whole; `None` when no agreement lists it and `organisations.yaml` does not
    /// record it.
    pub fn show_organisation(
        &self,
        asked: &Asked,
        id: &OrganisationId,
    ) -> Result<Option<OrganisationView>, IndexError> {
        let snapshot = self.snapshot()?;
        Ok(show(&snapshot, (asked, self.network()?), id)?)
    }
}

fn show(
    connection: &Connection,
    (asked, network): (&Asked, &Network),
    id: &OrganisationId,
) -> rusqlite::Result<Option<OrganisationView>> {
    let Some(row) = organisations::one(connection, network, id.as_str())? else {
        return Ok(None);
    };
    let (duties, group_duties) = promised(connection, asked, id)?;
    Ok(Some(OrganisationView {
        former_names: former_names(connection, id, &row.former_names)?,
        organisation: row.organisation,
        name: row.name,
        business_id: row.business_id,
        kind: row.kind,
        ceased: row.ceased,
        has_ceased: row.ceased.is_some_and(|ceased| has_ceased(ceased, asked.day)),
        final_successors: successors::final_successors(connection, asked, id)?,
        successors: row.successors,
        predecessors: predecessors(connection, id)?,
        agreements: agreements(connection, (asked, network), id)?,
        groups: groups(connection, asked, id)?,
        duties,
        group_duties,
    }))
}

/// The recorded names with their days, then those that only signatures say.
fn former_names(
    connection: &Connection,
    id: &OrganisationId,
    all: &[String],
) -> rusqlite::Result<Vec<FormerNameView>> {
    let mut names: Vec<FormerNameView> = connection
        .prepare_cached(FORMER_NAMES)?
        .query_map(named_params! {":organisation": id.as_str()}, |row| {
            Ok(FormerNameView {
                name: row.get("name")?,
                until: row.get("until")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    for name in all {
        if names.iter().all(|known| known.name != *name) {
            let name = name.clone();
            names.push(FormerNameView { name, until: None });
        }
    }
    Ok(names)
}

fn predecessors(connection: &Connection, id: &OrganisationId) -> rusqlite::Result<Vec<SuccessorView>> {
    connection
        .prepare_cached(PREDECESSORS)?
        .query_map(named_params! {":organisation": id.as_str()}, |row| {
            Ok(SuccessorView {
                organisation: row.get("organisation_id")?,
                name: row.get("name")?,
                scope: row.get("scope")?,
            })
        })?
        .collect()
}

/// The entries of the organisation; none in an agreement that it joins only later.
fn agreements(
    connection: &Connection,
    (asked, network): (&Asked, &Network),
    id: &OrganisationId,
) -> rusqlite::Result<Vec<OrganisationInAgreement>> {
    let params = named_params! {
        ":organisation": id.as_str(),
        ":lang": asked.texts.code(),
        ":day": Day(asked.day),
    };
    let listed: Vec<(String, Spoken, AgreementStatus)> = connection
        .prepare_cached(AGREEMENTS)?
        .query_map(params, |row| {
            Ok((
                row.get("agreement_id")?,
                spoken(row, "title")?,
                row.get("status")?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let filter = SignatoryFilter {
        organisation: Some(id.clone()),
        ..SignatoryFilter::default()
    };
    let mut agreements = Vec::new();
    for (agreement, title, status) in listed {
        let entries = signatories::of_agreement(
            connection,
            (asked, network),
            &agreement,
            &filter,
            Contacts::Included,
        )?;
        agreements.extend(entries.into_iter().map(|signatory| OrganisationInAgreement {
            title: title.clone(),
            status,
            since: facts(&signatory).since(signatory.state),
            signatory,
        }));
    }
    Ok(agreements)
}

const fn facts(signatory: &SignatoryRow) -> SignatoryFacts {
    SignatoryFacts {
        signed: signatory.signed,
        declined: signatory.declined,
        notice: signatory.notice,
        effective: signatory.effective,
        joined: signatory.joined,
    }
}

/// The seats that it holds or held; one as a member on days on which it leads the group anyway is left out.
fn groups(
    connection: &Connection,
    asked: &Asked,
    id: &OrganisationId,
) -> rusqlite::Result<Vec<OrganisationInGroup>> {
    let params = named_params! {":organisation": id.as_str(), ":lang": asked.texts.code()};
    let mut statement = connection.prepare_cached(GROUPS)?;
    let mut rows = statement.query(params)?;
    let mut seats: Vec<(OrganisationInGroup, Period<()>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (seat, days) = seat_from_row(row, asked)?;
        let mut before = seats
            .iter()
            .rev()
            .take_while(|(one, _)| (&one.agreement, &one.group) == (&seat.agreement, &seat.group));
        let is_covered = seat.role == GroupRole::Member
            && before.any(|(one, led)| one.role == GroupRole::Chair && led.covers(&days));
        if !is_covered {
            seats.push((seat, days));
        }
    }
    Ok(seats.into_iter().map(|(seat, _)| seat).collect())
}

fn seat_from_row(row: &Row<'_>, asked: &Asked) -> rusqlite::Result<(OrganisationInGroup, Period<()>)> {
    let day = |name| row.get::<_, Option<Day>>(name).map(|day| day.map(|day| day.0));
    let days = Period {
        value: (),
        from_on: day("from_on")?,
        to_on: day("to_on")?,
    };
    let seat = OrganisationInGroup {
        agreement: row.get("agreement_id")?,
        agreement_title: spoken(row, "agreement_title")?,
        group: row.get("group_id")?,
        name: row.get("name")?,
        role: group_role(row)?,
        role_name: row.get("role")?,
        from: row.get("since")?,
        until: row.get("until")?,
        held: days.contains(asked.day),
        dissolved: row.get("dissolved")?,
    };
    Ok((seat, days))
}

/// The duties that name the organisation, and those that it shares with a whole group.
fn promised(
    connection: &Connection,
    asked: &Asked,
    id: &OrganisationId,
) -> rusqlite::Result<(Vec<DutyRow>, Vec<DutyRow>)> {
    let filter = DutyFilter {
        organisation: Some(id.clone()),
        ..DutyFilter::default()
    };
    let involved: Vec<String> = connection
        .prepare_cached(INVOLVED)?
        .query_map(
            named_params! {":organisation": id.as_str(), ":day": Day(asked.day)},
            |row| row.get("agreement_id"),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let mut promised = Vec::new();
    for agreement in involved {
        promised.extend(duties::of_agreement(connection, asked, &agreement, &filter)?);
    }
    Ok(promised
        .into_iter()
        .partition(|duty| !duty.responsible.is_empty()))
}
