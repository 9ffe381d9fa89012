//! `schema`: the JSON Schema of the files.

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use super::act;
use super::changes;
use super::context::{Context, Exit};
use super::global::Format;
use super::trouble::Trouble;
use crate::acts::{self, ChangedFile, Writing};
use crate::source::SchemaOf;
use crate::wording;
use crate::wording::Wording;

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
    /// Write all schemas to the registry's folder schema/ instead
    #[arg(long, conflicts_with = "of")]
    write: bool,
    /// With --write: show the changes without writing them
    #[arg(long, requires = "write")]
    dry_run: bool,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    if args.write {
        return write(cx, args.dry_run);
    }
    cx.format(Format::Json, &[Format::Json])?;
    let of = match args.of {
        Of::Agreement => SchemaOf::Agreement,
        Of::Organisations => SchemaOf::Organisations,
        Of::Registry => SchemaOf::Registry,
    };
    cx.deliver(&acts::schema_text(of, &cx.network(), cx.lang))
}

fn write(cx: &mut Context<'_>, is_dry_run: bool) -> Result<Exit> {
    let root = cx.root()?;
    let writing = if is_dry_run {
        act::only_shown(cx)?
    } else {
        cx.refuse_answer()?;
        Writing::Done
    };
    let change = cx.begin(writing)?;
    let network = cx.network();
    if !network.is_known() {
        return Err(anyhow::Error::new(Trouble::refused(
            Wording::fixed(
                "registry.yaml has an error, so the regions of the registry are not known",
                "tiedostossa registry.yaml on virhe, joten rekisterin alueita ei tiedetä",
            ),
            Some(Wording::fixed(
                "`kumppani validate registry.yaml` shows it; correct the file and run the command again",
                "`kumppani validate registry.yaml` näyttää sen; korjaa tiedosto ja anna komento uudelleen",
            )),
        )));
    }
    let files = acts::plan_schemas(&root, &network, cx.lang).map_err(changes::failed)?;
    if files.is_empty() {
        cx.note(&Wording::fixed(
            "the schemas in schema/ are up to date; nothing was changed",
            "kansion schema/ skeemat ovat ajan tasalla; mitään ei muutettu",
        ));
        return Ok(Exit::Done);
    }
    change.replace(&files).map_err(changes::failed)?;
    let exit = changes::deliver(cx, &files, writing)?;
    cx.note(&written(&files, writing));
    Ok(exit)
}

/// Which schemas were written, or would be.
pub(super) fn written(files: &[ChangedFile], writing: Writing) -> Wording {
    let names: Vec<&str> = files.iter().map(|file| file.file.as_str()).collect();
    let list = names.join(", ");
    match writing {
        Writing::Done => wording!(en: "wrote {list}", fi: "kirjoitettiin {list}"),
        Writing::OnlyShown => {
            wording!(en: "would write {list}; nothing was written", fi: "kirjoitettaisiin {list}; mitään ei kirjoitettu")
        }
    }
}
