//! `schema`: the JSON Schema of the files.

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use super::context::{Context, Exit};
use super::global::Format;
use crate::render;
use crate::source::{SchemaOf, json_schema};

/// Whose schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Of {
    // No doc comments: clap would print them as help, in English.
    Agreement,
    Organisations,
    Registry,
}

/// Print the JSON Schema of the files, for editors that check and complete as you type
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// File that the schema describes
    #[arg(value_name = "SCHEMA", default_value = "agreement")]
    of: Of,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.format(Format::Json, &[Format::Json])?;
    let of = match args.of {
        Of::Agreement => SchemaOf::Agreement,
        Of::Organisations => SchemaOf::Organisations,
        Of::Registry => SchemaOf::Registry,
    };
    let mut bytes = Vec::new();
    render::json::render_json(&json_schema(of, &cx.network(), cx.lang), &mut bytes)?;
    cx.deliver(&bytes)
}
