//! What a word on the command line names: an agreement, an organisation, a group, a theme or a product may be
//! called by its id, by its name in any spelling of case and accents, and an agreement by the path of its
//! file. This is the only place that decides it, for every command and option. A file that cannot be used as
//! it is is named with its first error, and never taken for one that is not there.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::context::Context;
use super::trouble::Trouble;
use super::unknown::{guess, unknown};
use crate::diagnostic::FilePath;
use crate::index::{IdKind, Index, Named};
use crate::model::{Agreement, AgreementId, Group, IdProblem, OrganisationId, Registry, TextLang, is_one_of};
use crate::registry::{self, RefusedFile};
use crate::source::Role;
use crate::wording;
use crate::wording::Wording;

/// How many candidates an ambiguous name lists.
const MOST_NAMED: usize = 8;

/// The id of an agreement that there is.
pub(super) fn agreement_id(cx: &Context<'_>, index: &Index, text: &str) -> Result<AgreementId> {
    known(cx, index, IdKind::Agreement, text, AgreementId::parse)
}

/// The agreement that an act is of: one that there is, or one whose file has an error, which the act may put
/// right.
pub(super) fn agreement_to_change(cx: &Context<'_>, index: &Index, text: &str) -> Result<AgreementId> {
    let path = path_in_registry(cx, text);
    let stem = path.as_ref().map_or(text, FilePath::stem);
    let is_refused = |id: &AgreementId| cx.refused.iter().any(|file| file.path.stem() == id.as_str());
    match AgreementId::parse(stem) {
        Ok(id) if is_refused(&id) => Ok(id),
        _ => agreement_id(cx, index, text),
    }
}

/// The agreement that a word names, of those that may be named.
pub(super) fn agreement_among(
    cx: &Context<'_>,
    index: &Index,
    text: &str,
    ids: &BTreeSet<String>,
) -> Result<AgreementId> {
    let kind = IdKind::Agreement;
    let named = || {
        let mut named = index.names(kind)?;
        named.retain(|named| ids.contains(&named.id));
        Ok(named)
    };
    let id = find(cx, kind, text, |id| Ok(ids.contains(id)), named)?;
    AgreementId::parse(&id).map_err(|_| unknown(cx, kind, text, &[]))
}

/// An id of a kind that there is; else an error that proposes the nearest one.
pub(super) fn known<T>(
    cx: &Context<'_>,
    index: &Index,
    kind: IdKind,
    text: &str,
    parse: fn(&str) -> Result<T, IdProblem>,
) -> Result<T> {
    let named = || Ok(index.names(kind)?);
    let is_id = |id: &str| Ok(index.is_known(kind, id)?);
    let id = find(cx, kind, text, is_id, named)?;
    parse(&id).map_err(|_| unknown(cx, kind, text, &[]))
}

/// The agreement that a word names among the models of a registry.
pub(super) fn agreement<'r>(cx: &Context<'_>, registry: &'r Registry, text: &str) -> Result<&'r Agreement> {
    let find_id = |id: &str| registry.find_agreement(&AgreementId::parse(id).ok()?);
    let named = || Ok(registry.agreements.iter().flat_map(titles).collect());
    let id = find(cx, IdKind::Agreement, text, |id| Ok(find_id(id).is_some()), named)?;
    find_id(&id).ok_or_else(|| unknown(cx, IdKind::Agreement, text, &[]))
}

fn titles(agreement: &Agreement) -> Vec<Named> {
    let titles = TextLang::ALL.map(|lang| agreement.title.value.get(lang).to_owned());
    let named = |name: String| Named {
        id: agreement.id.value.to_string(),
        name,
    };
    titles.map(named).into_iter().collect()
}

/// The group of an agreement that a word names.
pub(super) fn group<'a>(agreement: &'a Agreement, text: &str) -> Result<&'a Group> {
    let find_id = |id: &str| {
        agreement
            .groups
            .iter()
            .find(|group| group.id.value.as_str() == id)
    };
    if let Some(group) = find_id(text) {
        return Ok(group);
    }
    let called = |group: &Group| {
        let names = TextLang::ALL.map(|lang| group.name.value.get(lang).to_owned());
        let id = group.id.value.to_string();
        names.map(|name| Named { id: id.clone(), name })
    };
    let named: Vec<Named> = agreement.groups.iter().flat_map(called).collect();
    let found = by_name(IdKind::Group, text, &named)?;
    found.as_deref().and_then(find_id).ok_or_else(|| {
        let id = &agreement.id.value;
        let list = wording!(
            en: "`kumppani groups --agreement {id}` lists its groups",
            fi: "`kumppani groups --agreement {id}` luettelee ryhmät"
        );
        let message = wording!(
            en: "{id} has no group `{text}`",
            fi: "sopimuksessa {id} ei ole ryhmää `{text}`"
        );
        anyhow::Error::new(Trouble::with_help(message, guess(text, &named).unwrap_or(list)))
    })
}

/// The signatory that a word names.
pub(super) fn signatory(agreement: &Agreement, registry: &Registry, text: &str) -> Result<OrganisationId> {
    let ids = agreement
        .signatories
        .iter()
        .map(|signatory| &signatory.organisation.value);
    if let Some(id) = ids.clone().find(|id| id.as_str() == text) {
        return Ok(id.clone());
    }
    let named: Vec<Named> = agreement
        .signatories
        .iter()
        .flat_map(|signatory| {
            let id = &signatory.organisation.value;
            let record = registry.find_organisation(id);
            let former = record
                .iter()
                .flat_map(|record| &record.former_names)
                .map(|former| &former.name);
            let agreements = registry.agreements.iter();
            let elsewhere = agreements.filter_map(|other| Some(&other.find_signatory(id)?.name.value));
            let names = former
                .chain(elsewhere)
                .chain(record.map(|record| &record.name.value))
                .chain([&signatory.name.value]);
            let called = |name: &String| Named {
                id: id.to_string(),
                name: name.clone(),
            };
            names.map(called).collect::<Vec<_>>()
        })
        .collect();
    if let Some(found) = by_name(IdKind::Organisation, text, &named)? {
        return OrganisationId::parse(&found).map_err(|_| no_signatory(agreement, text, &named));
    }
    Err(no_signatory(agreement, text, &named))
}

fn no_signatory(agreement: &Agreement, text: &str, named: &[Named]) -> anyhow::Error {
    let id = &agreement.id.value;
    let list = wording!(
        en: "`kumppani board {id}` lists its signatories",
        fi: "`kumppani board {id}` luettelee allekirjoittajat"
    );
    let message = wording!(
        en: "{id} has no signatory `{text}`",
        fi: "sopimuksessa {id} ei ole allekirjoittajaa `{text}`"
    );
    anyhow::Error::new(Trouble::with_help(message, guess(text, named).unwrap_or(list)))
}

/// An organisation that a fact is recorded of. One that the registry does not know yet is named by its id, and
/// the act says what it makes of it.
pub(super) fn organisation(cx: &Context<'_>, index: &Index, text: &str) -> Result<OrganisationId> {
    let kind = IdKind::Organisation;
    let named = if index.is_known(kind, text)? {
        Vec::new()
    } else {
        index.names(kind)?
    };
    let found = by_name(kind, text, &named)?;
    OrganisationId::parse(found.as_deref().unwrap_or(text)).map_err(|_| unknown(cx, kind, text, &named))
}

/// An organisation that may be new: what looks like an id is one, unless it is the name of an organisation.
pub(super) fn new_organisation(cx: &Context<'_>, index: &Index, text: &str) -> Result<OrganisationId> {
    let kind = IdKind::Organisation;
    let Ok(id) = OrganisationId::parse(text) else {
        return organisation(cx, index, text);
    };
    if index.is_known(kind, text)? {
        return Ok(id);
    }
    // Where several have the name it is none of them that is meant.
    let named = by_name(kind, text, &index.names(kind)?).ok().flatten();
    Ok(named
        .and_then(|named| OrganisationId::parse(&named).ok())
        .unwrap_or(id))
}

/// The id that a word names: an id, a path, or a name that only one has.
fn find(
    cx: &Context<'_>,
    kind: IdKind,
    text: &str,
    is_id: impl Fn(&str) -> Result<bool>,
    named: impl FnOnce() -> Result<Vec<Named>>,
) -> Result<String> {
    if is_id(text)? {
        return Ok(text.to_owned());
    }
    if kind == IdKind::Agreement {
        let path = path_in_registry(cx, text);
        let stem = path.as_ref().map(FilePath::stem);
        if let Some(refused) = refused(cx, stem.unwrap_or(text), path.as_ref()) {
            return Err(unusable(refused));
        }
        if let Some(stem) = stem
            && is_id(stem)?
        {
            return Ok(stem.to_owned());
        }
    }
    let named = named()?;
    match by_name(kind, text, &named)? {
        Some(id) => Ok(id),
        None => Err(unknown(cx, kind, text, &named)),
    }
}

/// The one that has a name.
///
/// # Errors
/// When several have it.
fn by_name(kind: IdKind, text: &str, named: &[Named]) -> Result<Option<String>> {
    let has_name = |named: &&Named| is_one_of(text, [named.id.as_str(), named.name.as_str()]);
    let ids: BTreeSet<&str> = named
        .iter()
        .filter(has_name)
        .map(|named| named.id.as_str())
        .collect();
    if ids.len() > 1 {
        return Err(ambiguous(kind, text, &ids.into_iter().collect::<Vec<_>>()));
    }
    Ok(ids.first().map(|id| (*id).to_owned()))
}

fn ambiguous(kind: IdKind, text: &str, ids: &[&str]) -> anyhow::Error {
    let n = ids.len();
    let listed: Vec<String> = ids.iter().take(MOST_NAMED).map(|id| format!("`{id}`")).collect();
    let listed = listed.join(", ");
    let more = match n.saturating_sub(MOST_NAMED) {
        0 => Wording::default(),
        more => wording!(en: " and {more} more", fi: " ja {more} muuta"),
    };
    let message = match kind {
        IdKind::Agreement => {
            wording!(en: "{n} agreements have the name `{text}`", fi: "nimi `{text}` on {n} sopimuksella")
        }
        IdKind::Organisation => {
            wording!(en: "{n} organisations have the name `{text}`", fi: "nimi `{text}` on {n} organisaatiolla")
        }
        IdKind::Group => {
            wording!(en: "{n} groups have the name `{text}`", fi: "nimi `{text}` on {n} ryhmällä")
        }
        IdKind::Theme => {
            wording!(en: "{n} themes have the name `{text}`", fi: "nimi `{text}` on {n} painopisteellä")
        }
        IdKind::Product => {
            wording!(en: "{n} products have the name `{text}`", fi: "nimi `{text}` on {n} palvelutuotteella")
        }
        IdKind::GroupReference => wording!(
            en: "`{text}` is the name of {n} agreements, organisations or groups",
            fi: "nimi `{text}` on {n} sopimuksella, organisaatiolla tai ryhmällä"
        ),
    };
    anyhow::Error::new(Trouble::with_help(
        message,
        wording!(en: "give the id: {listed}{more}", fi: "anna tunnus: {listed}{more}", more),
    ))
}

/// The path from the registry's root of what looks like the path of a file in it.
fn path_in_registry(cx: &Context<'_>, text: &str) -> Option<FilePath> {
    let text = text.replace('\\', "/");
    let ending = Path::new(&text).extension()?.to_str()?.to_ascii_lowercase();
    if !matches!(ending.as_str(), "yaml" | "yml") {
        return None;
    }
    let root = cx.root().ok()?;
    let full = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let places = [
        cx.world.folder.join(&text),
        root.join(&text),
        root.join("agreements").join(&text),
    ];
    let place = places.into_iter().find(|place| place.exists());
    let relative = match &place {
        Some(place) => full(place)
            .strip_prefix(full(&root))
            .ok()?
            .to_str()?
            .replace('\\', "/"),
        None => text.trim_start_matches("./").to_owned(),
    };
    Some(FilePath::new(&relative))
}

/// The file of an agreement that could not be used, as the command has met it on its way.
fn refused<'c>(cx: &'c Context<'_>, id: &str, path: Option<&FilePath>) -> Option<&'c RefusedFile> {
    let files = || {
        cx.refused
            .iter()
            .filter(|file| Role::of(&file.path) == Role::Agreement)
    };
    let is_path = |file: &&RefusedFile| path == Some(&file.path);
    let is_stem = |file: &&RefusedFile| file.path.stem() == id;
    let root = cx.root().ok();
    let has_id = |file: &&RefusedFile| {
        let written = root
            .as_ref()
            .and_then(|root| registry::written_id(root, &file.path));
        written.is_some_and(|written| written.as_str() == id)
    };
    files()
        .find(is_path)
        .or_else(|| files().find(is_stem))
        .or_else(|| files().find(has_id))
}

/// A file with an error is not one that is not there.
fn unusable(file: &RefusedFile) -> anyhow::Error {
    let (message, help) = file.describe();
    anyhow::Error::new(Trouble::with_help(message, help))
}

/// Whatever `show` shows, by path or name: the text that names it there.
pub(super) fn anything(cx: &Context<'_>, index: &Index, text: &str) -> Result<Option<String>> {
    let kinds = [IdKind::Agreement, IdKind::Organisation, IdKind::GroupReference];
    let mut named = Vec::new();
    for kind in kinds {
        named.extend(index.names(kind)?);
    }
    let path = path_in_registry(cx, text);
    let id = path.as_ref().map_or(text, FilePath::stem);
    if let Some(refused) = refused(cx, id, path.as_ref()) {
        return Err(unusable(refused));
    }
    if path.is_some() && index.is_known(IdKind::Agreement, id)? {
        return Ok(Some(id.to_owned()));
    }
    match by_name(IdKind::GroupReference, text, &named)? {
        Some(id) => Ok(Some(id)),
        None => group_in_agreement(index, text),
    }
}

/// A group by the names of its agreement and its own: `AGREEMENT/GROUP` with the ids of both.
fn group_in_agreement(index: &Index, text: &str) -> Result<Option<String>> {
    let Some((agreement, group)) = text.rsplit_once('/') else {
        return Ok(None);
    };
    let kind = IdKind::Agreement;
    let Some(agreement) = by_name(kind, agreement, &index.names(kind)?)? else {
        return Ok(None);
    };
    let named = index.group_names(&agreement)?;
    let group = by_name(IdKind::Group, group, &named)?;
    Ok(group.map(|group| format!("{agreement}/{group}")))
}

/// The file of an agreement that is named by its id or title, whether it has errors or not; `None` when there
/// is none.
pub(super) fn file(cx: &Context<'_>, text: &str) -> Result<Option<FilePath>> {
    let found = cx.walk()?;
    let mut files = found.files.iter().filter(|file| file.role == Role::Agreement);
    if let Some(file) = files.find(|file| file.path.stem() == text) {
        return Ok(Some(file.path.clone()));
    }
    let models = registry::models_of(&found, cx.day(), &|_| true, &|_| {});
    let named: Vec<Named> = models.registry.agreements.iter().flat_map(titles).collect();
    let id = by_name(IdKind::Agreement, text, &named)?;
    let mut agreements = models.registry.agreements.into_iter();
    Ok(agreements
        .find(|agreement| Some(agreement.id.value.as_str()) == id.as_deref())
        .map(|agreement| agreement.file))
}
