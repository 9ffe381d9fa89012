//! The signatories, one a row.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, Scope, in_scope, list, spoken};
use crate::index::value::{Day, Json, kind};
use crate::index::{Index, IndexError};
use crate::model::{
    GroupId, NameOrder, Network, OrganisationId, OrganisationKind, PartialDate, Region, SignatoryState,
    has_ceased,
};
use crate::view::{AskedContact, ContactView, RegionsView, SignatoryRow};

/// Which signatories are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct SignatoryFilter {
    /// Those that sign for this region.
    pub region: Option<Region>,
    /// Members and chair of this group.
    pub group: Option<GroupId>,
    /// Those of this kind.
    pub kind: Option<WantedKind>,
    /// This organisation alone.
    pub organisation: Option<OrganisationId>,
    /// Those in this state on the day.
    pub state: Option<SignatoryState>,
}

/// The kind of the organisations that are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedKind {
    /// This one.
    Known(OrganisationKind),
    /// None that a file says.
    Unknown,
}

impl WantedKind {
    /// The word for it in queries and on the command line.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Known(kind) => kind.code(),
            Self::Unknown => "unknown",
        }
    }
}

/// Whether the rows carry contacts, which are not for everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contacts {
    /// They do.
    Included,
    /// They do not.
    LeftOut,
}

const SIGNATORIES: &str = "
    SELECT
        a.agreement_id,
        COALESCE(a.title_texts ->> :lang, a.title) AS agreement_title,
        IIF(a.title_texts ->> :lang IS NULL, 'fi', :lang) AS agreement_title_lang,
        k.organisation_id,
        s.name,
        s.business_id,
        s.kind,
        s.municipality,
        CASE
            WHEN s.whole_province THEN json_array('all')
            ELSE (
                SELECT json_group_array(r.region ORDER BY r.position)
                FROM region AS r
                WHERE (s.regions >> (r.position - 1)) & 1
            )
        END AS regions,
        p.state,
        o.ceased,
        s.signed,
        s.signed_by,
        s.decision,
        s.record,
        s.joined,
        s.declined,
        s.notice,
        s.effective,
        COALESCE(s.units, '[]') AS covers,
        (
            SELECT json_group_array(
                json_array(g.group_id, COALESCE(g.name_texts ->> :lang, g.name)) ORDER BY g.position
            )
            FROM agreement_group_row AS g
            WHERE g.agreement_key = s.agreement_key
                AND EXISTS (
                    SELECT 1
                    FROM group_composition_row AS m
                    WHERE m.agreement_key = g.agreement_key
                        AND m.group_position = g.position
                        AND m.seat IN (0, 1)
                        AND m.organisation_key = s.organisation_key
                        AND :day BETWEEN COALESCE(m.from_on, '0001-01-01') AND COALESCE(m.to_on, '9999-12-31')
                )
        ) AS groups_in,
        s.contact_public IS NOT NULL AS has_contact,
        s.contact_role AS role,
        s.contact_email AS email,
        s.contact_phone AS phone,
        s.contact_name,
        s.contact_public AS public
    FROM agreement AS a
    JOIN signatory_row AS s ON s.agreement_key = a.agreement_key
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
    JOIN signatory_period_row AS p
        ON p.agreement_key = s.agreement_key
        AND p.organisation_key = s.organisation_key
        AND :day BETWEEN p.from_on AND p.to_on
    LEFT JOIN organisation AS o ON o.organisation_key = s.organisation_key
    WHERE a.agreement_id = :agreement
        AND (:organisation IS NULL OR k.organisation_id = :organisation)
        AND (:kind IS NULL OR COALESCE(s.kind, 'unknown') = :kind)
        AND (:state IS NULL OR p.state = :state)
        AND (
            :region IS NULL
            OR EXISTS (
                SELECT 1
                FROM region AS r
                WHERE r.region = :region AND (s.regions >> (r.position - 1)) & 1
            )
        )
        AND (
            :group IS NULL
            OR EXISTS (
                SELECT 1
                FROM agreement_group_row AS g
                WHERE g.agreement_key = s.agreement_key
                    AND g.group_id = :group
                    AND EXISTS (
                        SELECT 1
                        FROM group_composition_row AS m
                        WHERE m.agreement_key = g.agreement_key
                            AND m.group_position = g.position
                            AND m.seat IN (0, 1)
                            AND m.organisation_key = s.organisation_key
                            AND :day
                                BETWEEN COALESCE(m.from_on, '0001-01-01') AND COALESCE(m.to_on, '9999-12-31')
                    )
            )
        )
    ORDER BY s.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[SIGNATORIES];

impl Index {
    /// The signatories of the agreements in scope: by the start of the agreement, then by name.
    pub fn signatories(
        &self,
        asked: &Asked,
        scope: &Scope,
        filter: &SignatoryFilter,
        contacts: Contacts,
    ) -> Result<Vec<SignatoryRow>, IndexError> {
        let snapshot = self.snapshot()?;
        let mut rows = Vec::new();
        for agreement in in_scope(&snapshot, asked, scope)? {
            rows.extend(of_agreement(
                &snapshot,
                (asked, self.network()?),
                &agreement,
                filter,
                contacts,
            )?);
        }
        Ok(rows)
    }
}

/// The signatories of one agreement by name.
pub(super) fn of_agreement(
    connection: &Connection,
    (asked, network): (&Asked, &Network),
    agreement: &str,
    filter: &SignatoryFilter,
    contacts: Contacts,
) -> rusqlite::Result<Vec<SignatoryRow>> {
    let mut rows: Vec<SignatoryRow> = connection
        .prepare_cached(SIGNATORIES)?
        .query_map(
            named_params! {
                ":lang": asked.texts.code(),
                ":day": Day(asked.day),
                ":agreement": agreement,
                ":organisation": filter.organisation.as_ref().map(OrganisationId::as_str),
                ":kind": filter.kind.as_ref().map(WantedKind::code),
                ":state": filter.state,
                ":region": filter.region.as_ref().map(Region::id),
                ":group": filter.group.as_ref().map(GroupId::as_str),
            },
            |row| from_row(row, asked, network, contacts),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let order = NameOrder::finnish();
    rows.sort_by(|a, b| {
        order
            .compare(&a.name, &b.name)
            .then_with(|| a.organisation.cmp(&b.organisation))
    });
    Ok(rows)
}

fn from_row(
    row: &Row<'_>,
    asked: &Asked,
    network: &Network,
    contacts: Contacts,
) -> rusqlite::Result<SignatoryRow> {
    let ceased: Option<PartialDate> = row.get("ceased")?;
    let contact = match contacts {
        Contacts::LeftOut => AskedContact::LeftOut,
        Contacts::Included if row.get("has_contact")? => AskedContact::Included(Some(contact_from_row(row)?)),
        Contacts::Included => AskedContact::Included(None),
    };
    let groups: Vec<(String, String)> = row.get::<_, Json<_>>("groups_in")?.0;
    let (groups, group_names) = groups.into_iter().unzip();
    Ok(SignatoryRow {
        agreement: row.get("agreement_id")?,
        agreement_title: spoken(row, "agreement_title")?,
        organisation: row.get("organisation_id")?,
        name: row.get("name")?,
        business_id: row.get("business_id")?,
        kind: kind(row, network)?,
        municipality: row.get("municipality")?,
        regions: RegionsView::of_ids(list(row, "regions")?, network),
        state: row.get("state")?,
        ceased: ceased.is_some_and(|ceased| has_ceased(ceased, asked.day)),
        signed: row.get("signed")?,
        signed_by: row.get("signed_by")?,
        decision: row.get("decision")?,
        record: row.get("record")?,
        joined: row.get("joined")?,
        declined: row.get("declined")?,
        notice: row.get("notice")?,
        effective: row.get("effective")?,
        covers: list(row, "covers")?,
        groups,
        group_names,
        contact,
    })
}

fn contact_from_row(row: &Row<'_>) -> rusqlite::Result<ContactView> {
    Ok(ContactView {
        role: row.get("role")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        name: row.get("contact_name")?,
        public: row.get("public")?,
    })
}
