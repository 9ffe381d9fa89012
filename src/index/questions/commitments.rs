//! What an agreement commits its parties to: strategies, themes, service products.

use rusqlite::Row;

use super::spoken;
use crate::view::{NamedText, StrategyView};

pub(super) const STRATEGIES: &str = "
    SELECT
        COALESCE(s.name_texts ->> :lang, s.name) AS name,
        IIF(s.name_texts ->> :lang IS NULL, 'fi', :lang) AS name_lang,
        s.ends
    FROM strategy AS s
    WHERE s.agreement_id = :agreement
    ORDER BY s.position";

pub(super) const THEMES: &str = "
    SELECT
        t.theme_id AS id,
        COALESCE(t.name_texts ->> :lang, t.name) AS name,
        IIF(t.name_texts ->> :lang IS NULL, 'fi', :lang) AS name_lang
    FROM theme AS t
    WHERE t.agreement_id = :agreement
    ORDER BY t.position";

pub(super) const PRODUCTS: &str = "
    SELECT
        p.product_id AS id,
        COALESCE(p.name_texts ->> :lang, p.name) AS name,
        IIF(p.name_texts ->> :lang IS NULL, 'fi', :lang) AS name_lang
    FROM product AS p
    WHERE p.agreement_id = :agreement
    ORDER BY p.position";

#[cfg(test)]
pub(super) const QUERIES: &[&str] = &[STRATEGIES, THEMES, PRODUCTS];

pub(super) fn strategy_from_row(row: &Row<'_>) -> rusqlite::Result<StrategyView> {
    Ok(StrategyView {
        name: spoken(row, "name")?,
        ends: row.get("ends")?,
    })
}

pub(super) fn topic_from_row(row: &Row<'_>) -> rusqlite::Result<NamedText> {
    Ok(NamedText {
        id: row.get("id")?,
        name: spoken(row, "name")?,
    })
}
