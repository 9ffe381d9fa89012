//! `init`: a new registry, ready to be filled.

mod network;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::{Datelike as _, Months, NaiveDate};
use clap::Args as ClapArgs;

use network::NetworkArgs;

use super::changes;
use super::context::{Context, Exit};
use super::trouble::Trouble;
use crate::acts::{self, Transaction, Writing};
use crate::disk::{self, Disk, WriteError, folder_of};
use crate::model::option;
use crate::source::{Example, ExampleFacts, NetworkOf, SchemaOf, SettingsWanted, example_settings};
use crate::wording;
use crate::wording::Wording;

/// Create a registry: folder, commented first agreement, schemas, .gitignore
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder of the registry [default: current folder]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    network: NetworkArgs,
}

const SETTINGS: &str = "registry.yaml";

const GITIGNORE: &str = "# The index is made from the files and is never shared.\n/registry.db\n/registry.db-journal\n/registry.db.lock\n/registry.db.new\n.kumppani-*\n";

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_answer()?;
    let asked = args
        .folder
        .clone()
        .or_else(|| cx.global.dir.clone())
        .unwrap_or_else(|| PathBuf::from("."));
    let root = cx.world.folder.join(&asked);
    let is_begun = has_agreements(&root);
    let network = wanted(cx, &root, &args.network)?;
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for (path, text) in files(cx, &network) {
        let is_there = disk::is_there(&root.join(&path));
        if is_begun && !is_there && path.starts_with("agreements/") {
            continue;
        }
        let is_written = !is_there && write_new(&cx.world.disk, &root, &path, text.as_bytes())?;
        if is_written { &mut written } else { &mut kept }.push(path);
    }
    write_schemas(cx, &root, (&mut written, &mut kept))?;
    report(cx, &asked, &written, &kept);
    Ok(Exit::Done)
}

/// What the settings are to say. Settings that are there are kept: they are not asked for, and not replaced by
/// what the options say.
fn wanted(cx: &mut Context<'_>, root: &Path, args: &NetworkArgs) -> Result<SettingsWanted> {
    let location = root.join(SETTINGS);
    if !disk::is_there(&location) {
        return args.wanted(cx);
    }
    let wanted = args.given();
    let text = example_settings(cx.lang, &wanted);
    // The next run after one that was cut off says the same.
    if args.is_given() && fs::read(&location).ok().as_deref() != Some(text.as_bytes()) {
        return Err(anyhow::Error::new(Trouble::refused(
            wording!(
                en: "{SETTINGS} already exists, so the options for the network have no effect",
                fi: "tiedosto {SETTINGS} on jo olemassa, joten verkoston valinnoilla ei ole vaikutusta"
            ),
            Some(wording!(
                en: "nothing was written; edit {SETTINGS}, or leave the options out",
                fi: "mitään ei kirjoitettu; muokkaa tiedostoa {SETTINGS} tai jätä valinnat pois"
            )),
        )));
    }
    Ok(wanted)
}

/// A registry that has agreements gets no example of one.
fn has_agreements(root: &Path) -> bool {
    let entries = fs::read_dir(root.join("agreements"))
        .into_iter()
        .flatten()
        .flatten();
    { entries }.any(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
}

/// Says what was written, and what was there before: a run that was cut off is finished by the next.
fn report(cx: &mut Context<'_>, asked: &Path, written: &[String], kept: &[String]) {
    let (shown, year) = (asked.display(), cx.day().year());
    if written.is_empty() {
        cx.note(&wording!(
            en: "{shown} already contains a registry; it has every file that `kumppani init` writes",
            fi: "kansiossa {shown} on jo rekisteri; siinä ovat kaikki tiedostot, jotka `kumppani init` kirjoittaa"
        ));
        return;
    }
    if !kept.is_empty() {
        let (written, kept) = (written.join(", "), kept.join(", "));
        cx.note(&wording!(en: "already exists, kept: {kept}", fi: "on jo olemassa, säilytettiin: {kept}"));
        cx.note(&wording!(en: "wrote {written}", fi: "kirjoitettiin {written}"));
    }
    let is_here = asked == Path::new(".");
    let dir = option("--dir", &asked.to_string_lossy());
    let validate = if is_here {
        "kumppani validate".to_owned()
    } else {
        format!("kumppani validate {dir}")
    };
    let example = PathBuf::from("agreements").join(format!("sopimus-{year}.yaml"));
    let example = if is_here { example } else { asked.join(example) };
    let example = example.display();
    let has_example = { written.iter().chain(kept) }.any(|path| path.starts_with("agreements/"));
    cx.note(&if has_example {
        wording!(
            en: "created a registry in {shown}; edit {example}, then check it with `{validate}`",
            fi: "rekisteri luotiin kansioon {shown}; muokkaa tiedostoa {example} ja tarkista se komennolla `{validate}`"
        )
    } else {
        wording!(
            en: "created a registry in {shown}; check it with `{validate}`",
            fi: "rekisteri luotiin kansioon {shown}; tarkista se komennolla `{validate}`"
        )
    });
}

fn files(cx: &Context<'_>, wanted: &SettingsWanted) -> Vec<(String, String)> {
    let network = network::of(wanted);
    let year = cx.day().year();
    let example = Example::new(
        cx.lang,
        &ExampleFacts {
            year,
            starts: &first_start(cx.day()).to_string(),
            today: &cx.day().to_string(),
            regions: &network.region_ids(),
            municipality: network.municipality_names().first().copied(),
        },
    );
    let files = vec![
        (".gitignore".to_owned(), GITIGNORE.to_owned()),
        (SETTINGS.to_owned(), example_settings(cx.lang, wanted)),
        (
            format!("agreements/sopimus-{year}.yaml"),
            example.text().to_owned(),
        ),
    ];
    files
}

/// Writes the schemas of the network that `registry.yaml` defines; one that is there and stale is written anew. They
/// say nothing while that file has an error.
fn write_schemas(
    cx: &Context<'_>,
    root: &Path,
    (written, kept): (&mut Vec<String>, &mut Vec<String>),
) -> Result<()> {
    let network = NetworkOf::registry(root).get().clone();
    let stale = acts::plan_stale_schemas(root, &network, cx.lang);
    if network.is_known() && !stale.is_empty() {
        let writer = cx.writer_in(root.to_owned());
        let change = Transaction::begin(&writer, Writing::Done).map_err(changes::failed)?;
        change.replace(&stale).map_err(changes::failed)?;
    }
    for of in SchemaOf::ALL {
        let is_stale = network.is_known() && stale.iter().any(|file| file.file.as_str() == of.path());
        let is_new = !disk::is_there(&root.join(of.path()))
            && write_new(
                &cx.world.disk,
                root,
                of.path(),
                &acts::schema_text(of, &network, cx.lang),
            )?;
        if is_stale || is_new {
            &mut *written
        } else {
            &mut *kept
        }
        .push(of.path().to_owned());
    }
    Ok(())
}

/// The start of the first agreement: the first day of the next month, so that whoever is registered before
/// is in from the beginning, even once all others have signed.
fn first_start(today: NaiveDate) -> NaiveDate {
    let next = today
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)));
    next.unwrap_or(today)
}

/// Writes a file that is not there yet; whether it was.
fn write_new(disk: &Disk, root: &Path, path: &str, bytes: &[u8]) -> Result<bool> {
    let location = root.join(path);
    let shown = location.display();
    let failed = |error: io::Error| {
        let message =
            wording!(en: "{shown} could not be written", fi: "tiedostoa {shown} ei voitu kirjoittaa");
        let help = Wording::fixed(
            "run the command again to write what is missing; existing files are kept",
            "kirjoita puuttuvat tiedostot antamalla komento uudelleen; olemassa olevat tiedostot säilyvät",
        );
        anyhow::Error::new(Trouble::caused_with_help(message, &error, help))
    };
    disk.make_folders(folder_of(&location)).map_err(failed)?;
    match disk::replace_file(disk, &location, None, bytes) {
        Ok(()) => Ok(true),
        // Another run wrote it in the same moment.
        Err(WriteError::Changed) => Ok(false),
        Err(WriteError::Io(error)) => Err(failed(error)),
    }
}
