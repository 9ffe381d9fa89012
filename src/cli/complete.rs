//! Completion in the shell: commands, options, and the ids of this registry. The script that
//! `completions` writes calls the program for every completion, so that the ids are those of the day.
//! Whatever goes wrong, there is nothing to complete; a shell that waits for an answer is shown no error.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Command;
use clap_complete::CompletionCandidate;
use clap_complete::engine::ArgValueCompleter;
use clap_complete::env::Shells;

use super::edge::Edge;
use super::trouble::Exit;
use super::world::World;
use crate::disk::Disk;
use crate::index::{Asked, Contacts, IdKind, Index, Scope, SignatoryFilter};
use crate::model::{AgreementId, Network, Region, SignatoryState, TextLang};
use crate::registry::{self, Fresh, Freshness, Instead, Wanted};
use crate::render::templates::Template;
use crate::render::{Keep, clean};
use crate::source;
use crate::wording::{Lang, Wording};

/// Answers a shell: `kumppani -- kumppani sign lapin-tno-2014 la`.
pub(super) fn complete(world: &World, shell: &str, lang: Lang, out: &mut Edge<'_>) -> Exit {
    let shells = Shells::builtins();
    let (Some(shell), Some(at)) = (
        shells.completer(shell),
        world.args.iter().position(|arg| arg == "--"),
    ) else {
        return Exit::Failed;
    };
    let words = world.args[at + 1..].to_vec();
    let typed: Vec<String> = words
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let asking = Asking::of(world, &typed, lang);
    let mut command = with_completers(super::command(lang), &asking);
    command.build();
    let mut answer = Vec::new();
    let completed = shell.write_complete(&mut command, words, Some(&world.folder), &mut answer);
    match completed.and_then(|()| out.data(&answer)) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Failed,
    }
}

/// What the candidates depend on.
#[derive(Clone)]
struct Asking {
    root: Option<PathBuf>,
    db: Option<PathBuf>,
    today: NaiveDate,
    now: std::time::SystemTime,
    texts: TextLang,
    lang: Lang,
    /// The words of the command line, the program's name left out.
    typed: Vec<String>,
    /// The command among them.
    command: Option<String>,
}

impl Asking {
    fn of(world: &World, typed: &[String], lang: Lang) -> Self {
        // Bash parts `--dir=x` into three words.
        let typed: Vec<String> = typed
            .iter()
            .skip(1)
            .flat_map(|word| word.splitn(2, '=').map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| !word.is_empty())
            .collect();
        let after = |option: &str| {
            let at = typed.iter().position(|word| word == option)?;
            typed.get(at + 1)
        };
        let root = match after("--dir") {
            Some(dir) => Some(world.folder.join(dir)),
            None => source::find_root(&world.folder),
        };
        let db = match after("--db") {
            Some(db) => Some(world.folder.join(db)),
            None => root.as_ref().map(|root| root.join("registry.db")),
        };
        let commands = super::command(lang);
        let is_command = |word: &&String| commands.find_subcommand(word).is_some();
        Self {
            root,
            db,
            command: typed.iter().find(is_command).cloned(),
            today: world.today,
            now: world.now,
            texts: TextLang::of(lang),
            lang,
            typed,
        }
    }

    fn fresh(&self) -> Option<Fresh> {
        let root = self.root.as_ref()?;
        let wanted = Wanted {
            disk: &Disk::real(),
            root,
            db: self.db.as_ref()?,
            freshness: Freshness::UpToDate,
            today: self.today,
            now: self.now,
            observe: &|_| (),
        };
        registry::open(&wanted).ok()
    }

    fn asked(&self) -> Asked {
        Asked {
            day: self.today,
            texts: self.texts,
        }
    }

    /// The candidates that begin with `current`; a shell does not filter them itself.
    fn candidates(&self, kind: Kind, current: &OsStr) -> Vec<CompletionCandidate> {
        let current = current.to_string_lossy();
        let found = match kind {
            Kind::Path => self.paths(&current),
            Kind::Place => self.places(&current),
            Kind::Other(IdKind::GroupReference) if current.contains('/') => self.groups_of(&current),
            kind => self.found(kind),
        };
        let candidates = found.unwrap_or_default().into_iter();
        let is_typed = |id: &str| id != current && self.typed.iter().any(|word| word == id);
        candidates
            .filter(|(id, _)| id.starts_with(current.as_ref()) && !is_typed(id))
            .map(|(id, name)| {
                let name = name.map(|name| clean(&name, Keep::Nothing).into_owned().into());
                CompletionCandidate::new(id).help(name)
            })
            .collect()
    }

    fn found(&self, kind: Kind) -> Option<Candidates> {
        let index = || Some(self.fresh()?.index);
        match kind {
            Kind::Agreement => self.agreements(&self.fresh()?),
            Kind::Organisation => self.organisations(&index()?),
            Kind::Other(kind) => without_names(&index()?, kind),
            Kind::Any => {
                let fresh = self.fresh()?;
                let mut all = self.agreements(&fresh)?;
                let index = fresh.index;
                all.extend(without_names(&index, IdKind::GroupReference)?);
                all.extend(self.organisations(&index)?);
                Some(all)
            }
            Kind::Template => Some(templates(self.lang)),
            Kind::Region => self.regions(&index()?),
            Kind::OfOrganisation => Some(kinds(index()?.network().ok()?, self.lang)),
            Kind::Municipality => Some(municipalities(index()?.network().ok()?)),
            Kind::Path | Kind::Place => None,
        }
    }

    /// The agreements, also those whose files have errors: they are there.
    fn agreements(&self, fresh: &Fresh) -> Option<Candidates> {
        let rows = fresh
            .index
            .agreements(&self.asked(), &crate::index::AgreementFilter::default())
            .ok()?;
        let errors = Wording::fixed("the file has errors", "tiedostossa on virheitä");
        let broken = fresh
            .refused
            .iter()
            .filter(|file| file.instead == Instead::Nothing);
        let broken = broken.filter_map(|file| AgreementId::parse(file.path.stem()).ok());
        let broken = broken.map(|id| (id.to_string(), Some(errors.get(self.lang).to_owned())));
        let mut found: BTreeMap<String, Option<String>> = broken.collect();
        found.extend(rows.into_iter().map(|row| (row.id, Some(row.title.text))));
        Some(found.into_iter().collect())
    }

    /// The paths that go on from the one that is being typed, in the agreement that has been typed before it.
    fn paths(&self, current: &str) -> Option<Candidates> {
        let at = self
            .typed
            .iter()
            .position(|word| Some(word) == self.command.as_ref())?;
        self.paths_in(self.typed.get(at + 1)?, current)
    }

    /// The groups of the agreement before the slash.
    fn groups_of(&self, current: &str) -> Option<Candidates> {
        let (agreement, _) = current.split_once('/')?;
        let groups = self.paths_in(agreement, "groups.")?.into_iter();
        let named = |(path, name): (String, Option<String>)| {
            let group = path.strip_prefix("groups.")?;
            Some((format!("{agreement}/{group}"), name))
        };
        Some(groups.filter_map(named).collect())
    }

    /// The files that can be edited; behind the id of an agreement the paths of its fields.
    fn places(&self, current: &str) -> Option<Candidates> {
        if let Some((agreement, path)) = current.split_once('.') {
            let paths = self.paths_in(agreement, path)?.into_iter();
            return Some(
                paths
                    .map(|(path, what)| (format!("{agreement}.{path}"), what))
                    .collect(),
            );
        }
        let mut files = self.agreements(&self.fresh()?)?;
        files.extend(["organisations", "registry"].map(|name| (name.to_owned(), None)));
        Some(files)
    }

    fn paths_in(&self, agreement: &str, current: &str) -> Option<Candidates> {
        let agreement = AgreementId::parse(agreement).ok()?;
        let found = source::walk(self.root.as_ref()?).ok()?;
        let (file, bytes) = crate::acts::text_of(&found, &agreement).ok()?;
        let names = source::next_names(&file.path, &bytes, file.role, current).into_iter();
        let shown = |what: Wording| what.get(self.lang).to_owned();
        Some(names.map(|(path, what)| (path, what.map(shown))).collect())
    }

    /// The regions of the network with their names where these are others.
    fn regions(&self, index: &Index) -> Option<Candidates> {
        let regions = index.network().ok()?.regions().iter();
        let named = |region: &Region| {
            let name = region.name(self.texts);
            (
                region.id().to_owned(),
                (name != region.id()).then(|| name.to_owned()),
            )
        };
        Some(regions.map(named).collect())
    }

    /// Where an agreement has been typed, its signatories: those who can do what the command records.
    fn organisations(&self, index: &Index) -> Option<Candidates> {
        let typed = |command: &str| self.command.as_deref() == Some(command);
        let agreements = index.ids(IdKind::Agreement).ok()?;
        let agreement = self.typed.iter().find(|word| agreements.contains(word));
        let scope = agreement
            .and_then(|id| AgreementId::parse(id).ok())
            .map(Scope::One);
        let state = if typed("sign") || typed("decline") || typed("remind") {
            Some(SignatoryState::Pending)
        } else if typed("withdraw") {
            Some(SignatoryState::Signed)
        } else {
            None
        };
        let Some(scope) = scope.filter(|_| !typed("register")) else {
            let rows = index.organisations(&self.asked()).ok()?;
            return Some(
                rows.into_iter()
                    .map(|row| (row.organisation, Some(row.name)))
                    .collect(),
            );
        };
        let filter = SignatoryFilter {
            state,
            ..SignatoryFilter::default()
        };
        let rows = index
            .signatories(&self.asked(), &scope, &filter, Contacts::LeftOut)
            .ok()?;
        Some(
            rows.into_iter()
                .map(|row| (row.organisation, Some(row.name)))
                .collect(),
        )
    }
}

/// Ids, with a name where there is one.
type Candidates = Vec<(String, Option<String>)>;

fn without_names(index: &Index, kind: IdKind) -> Option<Candidates> {
    let ids = index.ids(kind).ok()?;
    Some(ids.into_iter().map(|id| (id, None)).collect())
}

fn kinds(network: &Network, lang: Lang) -> Candidates {
    let kinds = network.kinds().iter();
    kinds
        .map(|kind| (kind.code().to_owned(), Some(kind.label().get(lang).to_owned())))
        .collect()
}

fn municipalities(network: &Network) -> Candidates {
    let names = network.municipality_names().into_iter();
    names.map(|name| (name.to_owned(), None)).collect()
}

fn templates(lang: Lang) -> Candidates {
    let shown = |template: &Template| {
        let makes = template.makes().get(lang).to_owned();
        (template.name().to_owned(), Some(makes))
    };
    Template::ALL.iter().map(shown).collect()
}

/// What an argument names.
#[derive(Clone, Copy)]
enum Kind {
    Agreement,
    Organisation,
    Other(IdKind),
    Any,
    Template,
    Region,
    Municipality,
    OfOrganisation,
    /// The path of a field.
    Path,
    /// An agreement, or the path of a field behind its id; or another file.
    Place,
}

/// What the arguments of all commands name, by their ids.
fn kind_of(argument: &str, command: &str) -> Option<Kind> {
    match argument {
        "agreement" | "agreements" | "old" | "new" | "changed_since" => Some(Kind::Agreement),
        "sign" | "decline" | "withdraw" | "terminate" | "extend" if command == "suppose" => {
            Some(Kind::Agreement)
        }
        "organisation" | "organisations" | "successor" | "in_place_of" | "cease" => Some(Kind::Organisation),
        "of" if command == "attach" => Some(Kind::Organisation),
        "place" if command == "edit" => Some(Kind::Place),
        "path" if matches!(command, "set" | "unset" | "add" | "remove") => Some(Kind::Path),
        "of_group" => Some(Kind::Other(IdKind::GroupReference)),
        "group" if matches!(command, "chair" | "join" | "leave" | "dissolve") => {
            Some(Kind::Other(IdKind::GroupReference))
        }
        "group" => Some(Kind::Other(IdKind::Group)),
        "theme" => Some(Kind::Other(IdKind::Theme)),
        "product" => Some(Kind::Other(IdKind::Product)),
        "copy" => Some(Kind::Template),
        "region" => Some(Kind::Region),
        "municipality" => Some(Kind::Municipality),
        "kind" if matches!(command, "register" | "signatories") => Some(Kind::OfOrganisation),
        "id" if command == "show" => Some(Kind::Any),
        "from" if command == "new" => Some(Kind::Agreement),
        _ => None,
    }
}

fn with_completers(command: Command, asking: &Asking) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| match kind_of(arg.get_id().as_str(), &name) {
        Some(kind) => {
            let asking = asking.clone();
            arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                asking.candidates(kind, current)
            }))
        }
        None => arg,
    });
    command.mut_subcommands(|sub| with_completers(sub, asking))
}
