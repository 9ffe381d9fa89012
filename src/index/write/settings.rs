//! What `registry.yaml` says, or the defaults where it says nothing.

use rusqlite::{Connection, params};

use crate::model::{MUNICIPALITIES, Region, Settings};

const SETTING: &str = "INSERT INTO registry_setting (setting, value) VALUES (?, ?)";

/// A municipality that is listed twice for a region belongs to it once.
const MUNICIPALITY: &str = "
    INSERT INTO region_municipality (region, municipality, position, origin)
    VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING";

/// Writes the settings in place of those that were there.
pub(in crate::index) fn insert_settings(
    connection: &Connection,
    settings: &Settings,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM registry_setting", [])?;
    connection.execute("DELETE FROM region_municipality", [])?;
    let sender = &settings.sender;
    let values = [
        ("name", settings.name.as_deref()),
        ("language", settings.language.map(crate::wording::Lang::code)),
        ("url", settings.url.as_deref()),
        ("sender_name", sender.name.as_deref()),
        ("sender_role", sender.role.as_deref()),
        ("sender_email", sender.email.as_deref()),
    ];
    let mut insert = connection.prepare_cached(SETTING)?;
    for (setting, value) in values {
        if let Some(value) = value {
            insert.execute(params![setting, value])?;
        }
    }
    insert_municipalities(connection, settings)
}

fn insert_municipalities(connection: &Connection, settings: &Settings) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(MUNICIPALITY)?;
    for region in Region::ALL {
        let (names, origin) = match settings.areas.get(&region) {
            Some(names) => (names.iter().map(String::as_str).collect(), "registry"),
            None => (default_municipalities(region), "default"),
        };
        for (position, name) in (1_i64..).zip(names) {
            insert.execute(params![region, name, position, origin])?;
        }
    }
    Ok(())
}

fn default_municipalities(region: Region) -> Vec<&'static str> {
    MUNICIPALITIES
        .iter()
        .filter(|municipality| municipality.regions.contains(&region))
        .map(|municipality| municipality.name)
        .collect()
}
