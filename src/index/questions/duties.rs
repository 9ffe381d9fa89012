//! The duties, one a row.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, Scope, in_scope, list, spoken};
use crate::index::{Index, IndexError};
use crate::model::{GroupId, OrganisationId, ProductId, Region, ThemeId};
use crate::view::DutyRow;

/// Which duties are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct DutyFilter {
    /// Those of this group.
    pub group: Option<GroupId>,
    /// What this organisation has promised: the duties that name it as responsible, and those that
    /// name nobody in the groups that it leads or belongs to.
    pub organisation: Option<OrganisationId>,
    /// Those of groups that work for this area.
    pub region: Option<Region>,
    /// Those that carry this theme.
    pub theme: Option<ThemeId>,
    /// Those that concern this product.
    pub product: Option<ProductId>,
}

const DUTIES: &str = "
    SELECT
        d.agreement_id,
        d.group_id,
        COALESCE(g.name_texts ->> :lang, g.name) AS group_name,
        IIF(g.name_texts ->> :lang IS NULL, 'fi', :lang) AS group_name_lang,
        d.position,
        d.duty_id,
        COALESCE(d.text_texts ->> :lang, d.text) AS text,
        IIF(d.text_texts ->> :lang IS NULL, 'fi', :lang) AS text_lang,
        d.text AS finnish,
        (
            SELECT json_group_array(r.organisation_id ORDER BY r.position)
            FROM duty_responsible AS r
            WHERE r.agreement_id = d.agreement_id
                AND r.group_id = d.group_id
                AND r.duty_position = d.position
        ) AS responsible,
        d.theme_id,
        d.product_id,
        d.every,
        d.due
    FROM duty AS d
    JOIN agreement_group AS g ON g.agreement_id = d.agreement_id AND g.group_id = d.group_id
    WHERE d.agreement_id = :agreement
        AND (:group IS NULL OR d.group_id = :group)
        AND (:theme IS NULL OR d.theme_id = :theme)
        AND (:product IS NULL OR d.product_id = :product)
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM group_region AS gr
                WHERE gr.agreement_id = d.agreement_id
                    AND gr.group_id = d.group_id
                    AND gr.region = :region
            )
        )
        AND (
            :organisation IS NULL
            OR EXISTS (
                SELECT 1
                FROM duty_responsible AS r
                WHERE r.agreement_id = d.agreement_id
                    AND r.group_id = d.group_id
                    AND r.duty_position = d.position
                    AND r.organisation_id = :organisation
            )
            OR (
                NOT EXISTS (
                    SELECT 1
                    FROM duty_responsible AS r
                    WHERE r.agreement_id = d.agreement_id
                        AND r.group_id = d.group_id
                        AND r.duty_position = d.position
                )
                AND (
                    g.chair = :organisation
                    OR EXISTS (
                        SELECT 1
                        FROM group_member AS m
                        WHERE m.agreement_id = d.agreement_id
                            AND m.group_id = d.group_id
                            AND m.organisation_id = :organisation
                    )
                )
            )
        )
    ORDER BY g.position, d.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[DUTIES];

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
        for agreement in in_scope(&snapshot, asked, scope)? {
            rows.extend(of_agreement(&snapshot, asked, &agreement, filter)?);
        }
        Ok(rows)
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
                ":agreement": agreement,
                ":group": filter.group.as_ref().map(GroupId::as_str),
                ":organisation": filter.organisation.as_ref().map(OrganisationId::as_str),
                ":region": filter.region,
                ":theme": filter.theme.as_ref().map(ThemeId::as_str),
                ":product": filter.product.as_ref().map(ProductId::as_str),
            },
            from_row,
        )?
        .collect()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<DutyRow> {
    Ok(DutyRow {
        agreement: row.get("agreement_id")?,
        group: row.get("group_id")?,
        group_name: spoken(row, "group_name")?,
        position: row.get("position")?,
        duty: row.get("duty_id")?,
        text: spoken(row, "text")?,
        finnish: row.get("finnish")?,
        responsible: list(row, "responsible")?,
        theme: row.get("theme_id")?,
        product: row.get("product_id")?,
        every: row.get("every")?,
        due: row.get("due")?,
        change: None,
    })
}
