//! The duties, one a row.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::{Asked, Scope, in_scope, in_scope_listing, known_text, spoken};
use crate::index::value::{Day, Json};
use crate::index::{Index, IndexError};
use crate::model::{Absence, GroupId, OrganisationId, ProductId, Region, SignatoryState, ThemeId};
use crate::view::{DutyRow, OwnerView};

/// Which duties are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct DutyFilter {
    /// Those of this group.
    pub group: Option<GroupId>,
    /// Those for which this organisation is responsible on the day.
    pub organisation: Option<OrganisationId>,
    /// Those of groups that work for this region on the day.
    pub region: Option<Region>,
    /// Those that carry this theme.
    pub theme: Option<ThemeId>,
    /// Those that concern this product.
    pub product: Option<ProductId>,
}

const DUTIES: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS agreement_title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS agreement_title_lang,
        p.status AS agreement_status,
        g.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS group_name,
        IIF(g.name_texts ->> :lang IS NULL, 'fi', :lang) AS group_name_lang,
        d.position,
        d.duty_id,
        COALESCE(d.text_texts ->> :lang, d.text) AS text,
        IIF(d.text_texts ->> :lang IS NULL, 'fi', :lang) AS text_lang,
        d.text AS finnish,
        (
            SELECT json_group_array(
                json_array(
                    k.organisation_id,
                    COALESCE(s.name, o.name, k.organisation_id),
                    sp.state,
                    o.ceased_on < :day
                )
                ORDER BY r.position
            )
            FROM duty_responsible_row AS r
            JOIN organisation_key AS k ON k.organisation_key = r.organisation_key
            LEFT JOIN signatory_row AS s
                ON s.agreement_key = r.agreement_key AND s.organisation_key = r.organisation_key
            LEFT JOIN signatory_period_row AS sp
                ON sp.agreement_key = r.agreement_key
                AND sp.organisation_key = r.organisation_key
                AND :day BETWEEN sp.from_on AND sp.to_on
            LEFT JOIN organisation AS o ON o.organisation_key = r.organisation_key
            WHERE r.agreement_key = d.agreement_key
                AND r.group_position = d.group_position
                AND r.duty_position = d.position
        ) AS named,
        (
            SELECT json_group_array(
                json_object(
                    'organisation', k.organisation_id,
                    'name', COALESCE(s.name, k.organisation_id),
                    'bound', json(IIF(o.is_bound, 'true', 'false'))
                )
                ORDER BY o.position
            )
            FROM duty_owner_row AS o
            JOIN organisation_key AS k ON k.organisation_key = o.organisation_key
            LEFT JOIN signatory_row AS s
                ON s.agreement_key = o.agreement_key AND s.organisation_key = o.organisation_key
            WHERE o.agreement_key = d.agreement_key
                AND o.group_position = d.group_position
                AND o.duty_position = d.position
                AND :day BETWEEN o.from_on AND o.to_on
        ) AS owners,
        d.theme_id,
        COALESCE(t.name_texts ->> :lang, t.name) AS theme_name,
        IIF(t.name_texts ->> :lang IS NULL, 'fi', :lang) AS theme_name_lang,
        d.product_id,
        COALESCE(c.name_texts ->> :lang, c.name) AS product_name,
        IIF(c.name_texts ->> :lang IS NULL, 'fi', :lang) AS product_name_lang,
        d.every,
        d.due,
        d.is_meeting
    FROM agreement AS a
    JOIN agreement_period AS p
        ON p.agreement_id = a.agreement_id AND :day BETWEEN p.from_on AND p.to_on
    JOIN duty_row AS d ON d.agreement_key = a.agreement_key
    JOIN agreement_group_row AS g ON g.agreement_key = d.agreement_key AND g.position = d.group_position
    LEFT JOIN theme AS t ON t.agreement_id = a.agreement_id AND t.theme_id = d.theme_id
    LEFT JOIN product AS c ON c.agreement_id = a.agreement_id AND c.product_id = d.product_id
    WHERE a.agreement_id = :agreement
        AND (:group IS NULL OR g.group_id = :group)
        AND (:theme IS NULL OR d.theme_id = :theme)
        AND (:product IS NULL OR d.product_id = :product)
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM region AS r
                WHERE r.region = :region
                    AND (g.regions >> (r.position - 1)) & 1
                    AND :day <= g.works_to_on
            )
        )
        AND (
            :organisation IS NULL
            OR EXISTS (
                SELECT 1
                FROM duty_owner_row AS o
                JOIN organisation_key AS k ON k.organisation_key = o.organisation_key
                WHERE o.agreement_key = d.agreement_key
                    AND o.group_position = d.group_position
                    AND o.duty_position = d.position
                    AND k.organisation_id = :organisation
                    AND :day BETWEEN o.from_on AND o.to_on
            )
        )
    ORDER BY g.position, d.position";

const STATE: &str = "
    SELECT sp.state, o.ceased_on < :day AS has_ceased
    FROM agreement AS a
    JOIN organisation_key AS k ON k.organisation_id = :organisation
    JOIN signatory_row AS s ON s.agreement_key = a.agreement_key AND s.organisation_key = k.organisation_key
    LEFT JOIN signatory_period_row AS sp
        ON sp.agreement_key = s.agreement_key
        AND sp.organisation_key = s.organisation_key
        AND :day BETWEEN sp.from_on AND sp.to_on
    LEFT JOIN organisation AS o ON o.organisation_key = s.organisation_key
    WHERE a.agreement_id = :agreement
    ORDER BY s.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[DUTIES, STATE];

impl Index {
    /// The duties of the agreements in scope: by the start of the agreement, then as the annex
    /// prints them.
    pub fn duties(
        &self,
        asked: &Asked,
        scope: &Scope,
        filter: &DutyFilter,
    ) -> Result<Vec<DutyRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut rows = Vec::new();
        let agreements = match &filter.organisation {
            Some(organisation) => in_scope_listing(&snapshot, asked, scope, organisation)?,
            None => in_scope(&snapshot, asked, scope)?,
        };
        for agreement in agreements {
            rows.extend(of_agreement(&snapshot, asked, &agreement, filter)?);
        }
        Ok(rows)
    }
}

impl Index {
    /// The agreements in scope that list an organisation which is no party on the day, and why.
    pub fn absences(
        &self,
        asked: &Asked,
        scope: &Scope,
        organisation: &OrganisationId,
    ) -> Result<Vec<(String, Absence)>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut absences = Vec::new();
        for agreement in in_scope_listing(&snapshot, asked, scope, organisation)? {
            let params = named_params! {
                ":agreement": agreement,
                ":organisation": organisation.as_str(),
                ":day": Day(asked.day),
            };
            let absence = snapshot
                .prepare_cached(STATE)?
                .query_row(params, |row| {
                    let has_ceased = row.get::<_, Option<bool>>("has_ceased")?;
                    Ok(Absence::of(row.get("state")?, has_ceased.unwrap_or(false)))
                })
                .optional()?;
            absences.extend(absence.flatten().map(|absence| (agreement, absence)));
        }
        Ok(absences)
    }
}

/// The duties of one agreement.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    agreement: &str,
    filter: &DutyFilter,
) -> rusqlite::Result<Vec<DutyRow>> {
    connection
        .prepare_cached(DUTIES)?
        .query_map(
            named_params! {
                ":lang": asked.texts.code(),
                ":day": Day(asked.day),
                ":agreement": agreement,
                ":group": filter.group.as_ref().map(GroupId::as_str),
                ":organisation": filter.organisation.as_ref().map(OrganisationId::as_str),
                ":region": filter.region.as_ref().map(Region::id),
                ":theme": filter.theme.as_ref().map(ThemeId::as_str),
                ":product": filter.product.as_ref().map(ProductId::as_str),
            },
            |row| from_row(row, filter.organisation.as_ref()),
        )?
        .collect()
}

/// An organisation that a duty names: its id and name, its state on the day, and whether it has ceased by then.
type Named = (String, String, Option<String>, Option<i64>);

fn from_row(row: &Row<'_>, asked: Option<&OrganisationId>) -> rusqlite::Result<DutyRow> {
    let named: Vec<Named> = row.get::<_, Json<_>>("named")?.0;
    let absent = named.iter().filter_map(|(id, _, state, has_ceased)| {
        let state = state.as_deref().and_then(SignatoryState::find);
        Some((id.clone(), Absence::of(state, *has_ceased == Some(1))?))
    });
    let owners: Vec<OwnerView> = row.get::<_, Json<_>>("owners")?.0;
    let is_bound = |id: &OrganisationId| {
        let owner = owners.iter().find(|owner| owner.organisation == id.as_str());
        owner.is_some_and(|owner| owner.bound)
    };
    let absent = absent.collect();
    let (responsible, responsible_names) = named.into_iter().map(|(id, name, ..)| (id, name)).unzip();
    Ok(DutyRow {
        agreement: row.get("agreement_id")?,
        agreement_title: spoken(row, "agreement_title")?,
        agreement_status: row.get("agreement_status")?,
        group: row.get("group_id")?,
        group_name: spoken(row, "group_name")?,
        position: row.get("position")?,
        duty: row.get("duty_id")?,
        text: spoken(row, "text")?,
        finnish: row.get("finnish")?,
        absent,
        responsible,
        responsible_names,
        bound: asked.map(is_bound),
        owners,
        theme: row.get("theme_id")?,
        theme_name: known_text(row, "theme_name")?,
        product: row.get("product_id")?,
        product_name: known_text(row, "product_name")?,
        every: row.get("every")?,
        due: row.get("due")?,
        meeting: row.get("is_meeting")?,
        change: None,
    })
}
