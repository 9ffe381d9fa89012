//! `region`: changes of a region, in `registry.yaml` and in every agreement.

use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};

use super::act::{self, DryRun};
use super::changes;
use super::context::{Context, Exit};
use super::schema;
use crate::acts::{self, ActError, Ground, RegionRename, RegionRenamed, Writing};
use crate::diagnostic::FilePath;
use crate::model::TextLang;
use crate::render::phrase;
use crate::source::{Role, SchemaOf};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Change the id of a region, and its name for people
#[derive(ClapArgs, Clone, Debug)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    act: ActArgs,
}

#[derive(Subcommand, Clone, Debug)]
enum ActArgs {
    /// Change the id of a region in registry.yaml and in all agreements; lists can still use the old id
    Rename {
        /// Region, by id or name
        #[arg(value_name = "OLD")]
        region: String,
        /// New id, which agreements then write
        #[arg(value_name = "NEW")]
        id: String,
        /// New name for people
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[command(flatten)]
        dry_run: DryRun,
    },
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let ActArgs::Rename {
        region,
        id,
        name,
        dry_run,
    } = &args.act;
    let wanted = RegionRename {
        from: region.clone(),
        to: id.clone(),
        name: name.clone(),
    };
    let writing = dry_run.writing(cx)?;
    let ground = Ground {
        writer: &cx.writer()?,
        found: &cx.walk()?,
        today: cx.day(),
        writing,
    };
    let renamed = acts::rename_region(&ground, &wanted, cx.lang);
    let renamed = match renamed {
        Ok(renamed) => renamed,
        Err(ActError::Refused(refused)) => return Ok(act::report_refused(cx, refused, |_| None)),
        Err(error) => return Err(changes::failed(error)),
    };
    if renamed.files.is_empty() {
        cx.note(&Wording::fixed(
            "already recorded in registry.yaml and all agreements; nothing was changed",
            "kirjattu jo aiemmin tiedostoon registry.yaml ja kaikkiin sopimuksiin; mitään ei muutettu",
        ));
        return Ok(Exit::Done);
    }
    if renamed.files.iter().all(|changed| is_schema(&changed.file)) {
        let exit = changes::deliver(cx, &renamed.files, writing)?;
        cx.note(&schema::written(&renamed.files, writing));
        return Ok(exit);
    }
    let exit = changes::deliver(cx, &renamed.files, writing)?;
    let meaning = outcome(&renamed, (name.is_some(), cx.lang), writing);
    cx.notes(&meaning);
    Ok(exit)
}

/// What was renamed where, and what follows from it.
fn outcome(renamed: &RegionRenamed, (is_named, lang): (bool, Lang), writing: Writing) -> Vec<Wording> {
    let RegionRenamed { from, to, .. } = renamed;
    let places = places(renamed);
    let mut said = vec![match writing {
        _ if from == to => wording!(
            en: "the name of `{to}` for people: {places}",
            fi: "alueen `{to}` nimi: {places}",
            places
        ),
        Writing::Done => wording!(
            en: "renamed the region `{from}` to `{to}`: {places}",
            fi: "alueen `{from}` tunnus on nyt `{to}`: {places}",
            places
        ),
        Writing::OnlyShown => wording!(
            en: "would rename the region `{from}` to `{to}`: {places}; nothing was written",
            fi: "alueen `{from}` tunnukseksi tulisi `{to}`: {places}; mitään ei kirjoitettu",
            places
        ),
    }];
    if !renamed.restated.is_empty() {
        let ids: Vec<&str> = renamed.restated.iter().map(FilePath::stem).collect();
        let list = changes::first_of(&ids);
        said.push(wording!(
            en: "the text opened for signing is the same under the new id; its digest (`opened.text`) is restated: {list}",
            fi: "allekirjoitettavaksi avattu teksti on uudella tunnuksella sama; sen tiiviste (`opened.text`) uusitaan: {list}",
            list
        ));
    }
    let name = renamed
        .network
        .find_region(to)
        .map(|region| region.name(TextLang::of(lang)));
    if let Some(name) = name.filter(|name| !is_named && name != to) {
        said.push(wording!(
            en: "its name for people is still {name}; `--name` changes it",
            fi: "alueen nimi on yhä {name}; sen voi muuttaa valinnalla `--name`"
        ));
    }
    said
}

fn is_schema(path: &FilePath) -> bool {
    SchemaOf::ALL.iter().any(|of| path.as_str() == of.path())
}

/// `registry.yaml, 3 agreements, 1 schema`.
fn places(renamed: &RegionRenamed) -> Wording {
    let files = || renamed.files.iter().map(|changed| &changed.file);
    let settings = files().filter(|path| Role::of(path) == Role::Settings);
    let n_schemas = files().filter(|path| is_schema(path)).count();
    let n_agreements = files()
        .filter(|path| Role::of(path) == Role::Agreement && !is_schema(path))
        .count();
    let mut places: Vec<Wording> = settings.map(|path| Wording::same(path.as_str())).collect();
    places.push(phrase::counted(n_agreements, phrase::AGREEMENTS));
    if n_schemas > 0 {
        places.push(phrase::counted(n_schemas, phrase::SCHEMAS));
    }
    Wording::joined(&places, ", ")
}
