//! `add`: adds an entry to a list of an agreement.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::fields::{Changed, Changing};

/// Add an entry to a list of an agreement
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// List, by its path: events, groups.elo.duties, strategies
    #[arg(value_name = "LIST")]
    path: String,
    /// Fields of the new entry (date=3.2.2027 title=Työpaja contact.email=…), or its value alone
    #[arg(value_name = "FIELD=VALUE", required = true)]
    fields: Vec<String>,
    #[command(flatten)]
    changing: Changing,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let mut changed = Changed::named(cx, &args.agreement)?;
    let typed: Vec<(Option<String>, String)> = args.fields.iter().map(|field| typed(field)).collect();
    let names = changed.names(&args.path)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    changed.append(cx, &names, &typed)?;
    changed.perform(cx, &args.changing)
}

/// A field and its value; a text in which no word is before `=` is a value alone.
fn typed(text: &str) -> (Option<String>, String) {
    let is_name = |name: &str| {
        let is_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        !name.is_empty() && name.chars().all(is_of_name)
    };
    match text.split_once('=') {
        Some((name, value)) if is_name(name) => (Some(name.to_owned()), value.to_owned()),
        _ => (None, text.to_owned()),
    }
}
