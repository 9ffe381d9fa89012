//! A region gets another id: in `registry.yaml`, and in the lists of every agreement that names it. All is planned
//! and checked before the first file is written. `registry.yaml` comes first and keeps the old id among the region's
//! aliases: a run that was cut off is completed by the next one.

mod definition;

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use self::definition::{Definition, Subject, unknown_region};
use super::file::{self, Present};
use super::schemas::plan_stale_schemas;
use super::{ActError, ActRefusal, ChangedFile, Ground, Transaction};
use crate::diagnostic::{Code, FilePath};
use crate::model::{Network, operand};
use crate::source::{self, EditProblem, FoundFile, NamedRegions, NetworkOf, RegionRenaming, Role};
use crate::wording;
use crate::wording::Lang;

/// The new id of a region, as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRename {
    /// The region: its id, or what certainly means it.
    pub from: String,
    /// Its new id.
    pub to: String,
    /// Its new name for people.
    pub name: Option<String>,
}

/// What the renaming of a region changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRenamed {
    /// The id that the region had.
    pub from: String,
    /// The id that it has.
    pub to: String,
    /// The files in the order in which they are written; none when everything was on record already.
    pub files: Vec<ChangedFile>,
    /// The opened agreements of which the digest of the text was restated.
    pub restated: Vec<FilePath>,
    /// The network with the new id.
    pub network: Arc<Network>,
}

/// Gives a region another id in all files of a registry. `lang` is the language of schemas that are written anew.
///
/// # Errors
/// `Refused` when there is no such region, the new id is another's or cannot be one, a file has errors, or somebody
/// else changed one meanwhile. Only in the last case, and when the disk fails, files may have been written.
pub fn rename_region(
    ground: &Ground<'_>,
    wanted: &RegionRename,
    lang: Lang,
) -> Result<RegionRenamed, ActError> {
    let (root, today) = (ground.writer.root(), ground.today);
    let change = Transaction::begin(ground.writer, ground.writing)?;
    let found = ground.found_now()?;
    let definition = Definition::read(root, &found, today)?;
    let subject = definition.subject(wanted)?;
    let (settings, network) = definition.plan(&subject)?;
    let agreements = plan_agreements(&found, &subject, &network, today)?;
    if !subject.is_known && agreements.is_empty() {
        return Err(unknown_region(&network, &subject.from, Some(&subject.to)).into());
    }
    let mut files: Vec<ChangedFile> = settings.into_iter().collect();
    let is_restated = |planned: &&Planned| planned.is_restated;
    let restated = agreements.iter().filter(is_restated);
    let restated = restated.map(|planned| planned.file.file.clone()).collect();
    files.extend(agreements.into_iter().map(|planned| planned.file));
    files.extend(plan_stale_schemas(root, &network, lang));
    change.replace(&files)?;
    Ok(RegionRenamed {
        from: subject.from,
        to: subject.to,
        files,
        restated,
        network,
    })
}

/// An agreement as it is to be written.
struct Planned {
    file: ChangedFile,
    is_restated: bool,
}

/// So many agreements that are in the way are named.
const MOST_REFUSED: usize = 10;

fn plan_agreements(
    found: &source::Found,
    subject: &Subject,
    network: &Network,
    today: NaiveDate,
) -> Result<Vec<Planned>, ActError> {
    let files: Vec<&FoundFile> = found
        .files
        .iter()
        .filter(|file| file.role == Role::Agreement)
        .collect();
    let ids = (subject.from.as_str(), subject.to.as_str());
    if ids.0 == ids.1 {
        return Ok(Vec::new());
    }
    let planned: Vec<_> = files
        .par_iter()
        .map(|file| plan_agreement(file, ids, network, today))
        .collect();
    let (mut changed, mut refused) = (Vec::new(), Vec::new());
    for planned in planned {
        match planned {
            Ok(planned) => changed.extend(planned),
            Err(refusal) => refused.push(refusal),
        }
    }
    let n_more = refused.len().saturating_sub(MOST_REFUSED);
    refused.truncate(MOST_REFUSED);
    if n_more > 0 {
        refused.push(ActRefusal::new(
            wording!(en: "{n_more} more files have errors", fi: "virheitä on vielä {n_more} tiedostossa"),
        ));
    }
    if refused.is_empty() {
        return Ok(changed);
    }
    Err(ActError::Refused(refused))
}

/// An agreement with the new id; `None` when it does not name the region. One that cannot be read as a whole may name
/// it, and one that names it must have no error but that its regions are unknown.
fn plan_agreement(
    file: &FoundFile,
    ids: (&str, &str),
    network: &Network,
    today: NaiveDate,
) -> Result<Option<Planned>, ActRefusal> {
    let before = file::bytes(file)?;
    let Some(named) = NamedRegions::of(&file.path, &before) else {
        return Err(Present::read(file, &before, today).unsound());
    };
    if !named.contains(ids.0) {
        return Ok(None);
    }
    let renaming = RegionRenaming::new(network, ids, &named);
    let known = FoundFile {
        network: NetworkOf::known(Arc::new(renaming.network().clone())),
        ..file.clone()
    };
    let present = Present::read(&known, &before, today);
    // A text that was changed after its opening is no other one for this.
    if present.has_errors_beside(&[Code::TextChangedAfterOpening]) {
        return Err(present.unsound());
    }
    let renamed = renaming
        .edited(&file.path, &before)
        .map_err(|problem| not_edited(&before, problem, file))?;
    present.refuse_new_errors(&renamed.bytes)?;
    Ok(Some(Planned {
        file: ChangedFile {
            file: file.path.clone(),
            location: file.location.clone(),
            before: Some(before),
            after: renamed.bytes,
        },
        is_restated: renamed.is_restated,
    }))
}

fn not_edited(bytes: &[u8], problem: EditProblem, file: &FoundFile) -> ActRefusal {
    let text = source::text(bytes.to_vec());
    let place = problem.place.map(|place| text.line_column(place.span.start).line);
    let line = place.map(|line| format!(":{line}")).unwrap_or_default();
    let (path, shown) = (&file.path, operand(file.path.as_str()));
    let message = problem.message;
    ActRefusal::with_help(
        wording!(en: "{path}{line}: {message}", fi: "{path}{line}: {message}", message),
        wording!(
            en: "correct the list by hand and run the command again; `kumppani validate {shown}` shows the findings",
            fi: "korjaa luettelo käsin ja anna komento uudelleen; `kumppani validate {shown}` näyttää havainnot"
        ),
    )
}
