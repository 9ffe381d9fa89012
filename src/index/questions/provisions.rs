//! The provisions of an agreement as they read on a day.

use rusqlite::{Connection, Row, named_params};

use super::{Asked, spoken};
use crate::index::value::{Day, Json};
use crate::model::{EntryRule, NameOrder, TextLang};
use crate::view::{AgreementView, PartyName, ProvisionView, Spoken, VariableValues};

const PROVISIONS: &str = "
    SELECT
        p.position,
        p.provision_id,
        COALESCE(p.heading_texts ->> :lang, p.heading) AS heading,
        IIF(p.heading_texts ->> :lang IS NULL, 'fi', :lang) AS heading_lang,
        COALESCE(p.text_texts ->> :lang, p.text) AS text,
        IIF(p.text_texts ->> :lang IS NULL, 'fi', :lang) AS text_lang
    FROM provision AS p
    WHERE p.agreement_id = :agreement
    ORDER BY p.position";

const PARTIES: &str = "
    SELECT k.organisation_id, s.name, s.business_id, COALESCE(s.units, '[]') AS units
    FROM agreement AS a
    JOIN signatory_row AS s ON s.agreement_key = a.agreement_key
    JOIN organisation_key AS k ON k.organisation_key = s.organisation_key
    JOIN signatory_period_row AS p
        ON p.agreement_key = s.agreement_key
        AND p.organisation_key = s.organisation_key
        AND :day BETWEEN p.from_on AND p.to_on
    WHERE a.agreement_id = :agreement AND p.is_party
    ORDER BY k.organisation_id";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[PROVISIONS, PARTIES];

/// The provisions of an agreement of which the rest is known, each with the language of its text.
pub(super) fn of_agreement(
    connection: &Connection,
    asked: &Asked,
    view: &AgreementView,
) -> rusqlite::Result<Vec<(ProvisionView, TextLang)>> {
    let mut query = connection.prepare_cached(PROVISIONS)?;
    let params = named_params! {":agreement": view.id, ":lang": asked.texts.code()};
    let mut rows = query.query(params)?;
    let mut provisions = Vec::new();
    let mut values = None;
    while let Some(row) = rows.next()? {
        let values = match &mut values {
            Some(values) => values,
            none => none.insert(values_of(view, parties(connection, asked, &view.id)?)),
        };
        provisions.push(from_row(row, values)?);
    }
    Ok(provisions)
}

fn from_row(row: &Row<'_>, values: &VariableValues) -> rusqlite::Result<(ProvisionView, TextLang)> {
    let text = spoken(row, "text")?;
    let provision = ProvisionView::new(
        row.get("position")?,
        row.get("provision_id")?,
        spoken(row, "heading")?,
        &text,
        values,
    );
    Ok((provision, text.lang))
}

/// The parties of the day, by name.
fn parties(connection: &Connection, asked: &Asked, agreement: &str) -> rusqlite::Result<Vec<PartyName>> {
    let params = named_params! {":agreement": agreement, ":day": Day(asked.day)};
    let mut parties: Vec<PartyName> = connection
        .prepare_cached(PARTIES)?
        .query_map(params, |row| {
            let id: Option<String> = row.get("business_id")?;
            let units: Json<Vec<String>> = row.get("units")?;
            Ok(PartyName::new(row.get("name")?, id.as_deref(), &units.0))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let order = NameOrder::finnish();
    parties.sort_by(|a, b| order.compare(&a.name, &b.name));
    Ok(parties)
}

fn values_of(view: &AgreementView, parties: Vec<PartyName>) -> VariableValues {
    let superseded = view.supersedes.iter().map(|id| {
        let link = view.predecessors.iter().find(|link| link.id == *id);
        let title = link.and_then(|link| link.title.clone());
        title.unwrap_or_else(|| Spoken::finnish(id))
    });
    VariableValues {
        title: view.title.clone(),
        starts: view.starts,
        ends_by_text: view.ends_by_text,
        entry_rule: EntryRule::find(&view.in_force_when, view.signed_at_least).unwrap_or_default(),
        notice_months: view.notice_months,
        notice: view.notice,
        continues: view.continues.clone(),
        review_months: view.review_months,
        parties,
        supersedes: superseded.collect(),
        strategies: view
            .strategies
            .iter()
            .map(|strategy| strategy.name.clone())
            .collect(),
        themes: view.themes.iter().map(|theme| theme.name.clone()).collect(),
        products: view.products.iter().map(|product| product.name.clone()).collect(),
        cooperation: view.cooperation.clone(),
        groups: view.groups.iter().map(|group| group.name.clone()).collect(),
    }
}
