//! What `registry.yaml` says, or the defaults where it says nothing.

use rusqlite::{Connection, params};

use crate::index::value::translations;
use crate::model::{Network, Settings};

const SETTING: &str = "INSERT INTO registry_setting (setting, value) VALUES (?, ?)";

const NETWORK: &str = "INSERT INTO network (definition) VALUES (?)";

const REGION: &str = "INSERT INTO region (region, position, name, name_texts) VALUES (?, ?, ?, ?)";

/// Writes the settings in place of those that were there.
pub(in crate::index) fn insert_settings(
    connection: &Connection,
    settings: &Settings,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM registry_setting", [])?;
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
    Ok(())
}

/// Writes the network, to which all other rows refer: of another network another index is made.
pub(in crate::index) fn insert_network(connection: &Connection, network: &Network) -> rusqlite::Result<()> {
    connection.execute(NETWORK, [network.definition()])?;
    for (position, region) in (1_i64..).zip(network.regions()) {
        let names = region.names();
        let values = params![region.id(), position, names.fi(), translations(names)];
        connection.prepare_cached(REGION)?.execute(values)?;
    }
    Ok(())
}
