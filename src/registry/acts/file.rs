//! The change of one file: under the registry's lock it is read, edited, checked again and replaced,
//! unless somebody else changed it meanwhile.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::{ActError, Performed, Refusal, Writing};
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::Placeholder;
use crate::registry::{check, read};
use crate::source::{self, Content, Edit, FoundFile, WriteError};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The registry's lock file, in its root.
const LOCK: &str = ".kumppani.lock";

/// How long another command may take; longer than a renewal run over a large registry does.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often to look whether the lock is free.
const PAUSE: Duration = Duration::from_millis(20);

/// Waits until no other command changes files of this registry; the lock ends with the handle.
///
/// # Errors
/// What the system says: in a folder that cannot be written there is no lock, and no change.
/// [`ErrorKind::ResourceBusy`] when another command holds it for too long.
pub fn lock(root: &Path) -> std::io::Result<File> {
    lock_within(root, PATIENCE)
}

fn lock_within(root: &Path, patience: Duration) -> std::io::Result<File> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(root.join(LOCK))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if begun.elapsed() >= patience => {
                return Err(ErrorKind::ResourceBusy.into());
            }
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
        }
    }
}

/// A change that has begun; nothing else changes files of the registry until it is dropped.
pub(super) struct Change {
    writing: Writing,
    _lock: Option<File>,
}

impl Change {
    /// Waits for the registry's lock; what is only shown needs none.
    pub(super) fn begin(root: &Path, writing: Writing) -> Result<Self, ActError> {
        let lock = match writing {
            Writing::Done => Some(lock(root).map_err(|error| ActError::Io(FilePath::new(LOCK), error))?),
            Writing::OnlyShown => None,
        };
        Ok(Self { writing, _lock: lock })
    }

    /// Carries the edits out on `base` and replaces the file, unless the change is only shown. The file
    /// must still have the bytes `before`, from which `base` differs only in what an edit needs to stand on.
    pub(super) fn finish(
        self,
        file: &FoundFile,
        (before, base): (Option<&[u8]>, &[u8]),
        edits: &[Edit],
        today: NaiveDate,
    ) -> Result<Performed, ActError> {
        let old = before.unwrap_or_default();
        if edits.is_empty() {
            return Ok(performed(file, old, old));
        }
        let after = source::edited(&file.path, base, file.role, edits)
            .map_err(|problem| Refusal::new(problem.message))?;
        refuse_new_errors(file, &after, today)?;
        if self.writing == Writing::Done && before != Some(&after) {
            write(file, before, &after)?;
        }
        Ok(performed(file, old, &after))
    }
}

fn performed(file: &FoundFile, before: &[u8], after: &[u8]) -> Performed {
    Performed {
        file: file.path.clone(),
        before: before.to_vec(),
        after: after.to_vec(),
    }
}

/// The bytes of a file that is there.
pub(super) fn bytes(file: &FoundFile) -> Result<Vec<u8>, Refusal> {
    match read::open(file) {
        read::Opened::Bytes(bytes) => Ok(bytes),
        read::Opened::Unreadable(found) => Err(Refusal::new(found.message.clone())),
    }
}

/// The content of a file that has no error.
pub(super) fn sound_content(
    file: &FoundFile,
    bytes: &[u8],
    today: NaiveDate,
) -> Result<Option<Content>, Refusal> {
    let reading = source::read_bytes(&file.path, file.role, bytes.to_vec());
    let (reading, _) = check::with_rules(reading, today);
    if reading.findings.has_errors() {
        return Err(unsound(&file.path));
    }
    Ok(reading.content)
}

/// A text with examples of `kumppani init` in it is not frozen.
pub(super) fn refuse_placeholders(file: &FoundFile, bytes: &[u8]) -> Result<(), ActError> {
    let reading = source::read_bytes(&file.path, file.role, bytes.to_vec());
    let found = check::placeholders(&reading);
    let n_found = found.len();
    let refused: Vec<Refusal> = (1..)
        .zip(found)
        .map(|(number, placeholder)| Refusal {
            // The next step is the same for all of them.
            help: (number == n_found).then_some(Placeholder::HELP),
            ..Refusal::new(placeholder.told())
        })
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    Err(ActError::Refused(refused))
}

/// Facts are not added to a file that has errors.
pub(super) fn unsound(path: &FilePath) -> Refusal {
    Refusal::with_help(
        wording!(en: "{path} has errors", fi: "tiedostossa {path} on virheitä"),
        wording!(en: "`kumppani validate {path}` tells them", fi: "`kumppani validate {path}` kertoo ne"),
    )
}

/// The last door: the file with the act in it has no error either.
fn refuse_new_errors(file: &FoundFile, bytes: &[u8], today: NaiveDate) -> Result<(), Refusal> {
    let findings = check::check_one(file, bytes.to_vec(), today).sorted();
    match findings.into_iter().find(Diagnostic::is_error) {
        None => Ok(()),
        Some(found) => {
            let (en, fi) = (found.message.get(Lang::En), found.message.get(Lang::Fi));
            Err(Refusal {
                help: found.help.clone(),
                ..Refusal::new(
                    wording!(en: "the file would have an error: {en}", fi: "tiedostoon tulisi virhe: {fi}"),
                )
            })
        }
    }
}

fn write(file: &FoundFile, before: Option<&[u8]>, after: &[u8]) -> Result<(), ActError> {
    source::replace_file(&file.location, before, after).map_err(|error| match error {
        WriteError::Changed => {
            let path = &file.path;
            Refusal::with_help(
                wording!(
                    en: "{path} was changed by someone else meanwhile and was left as it is",
                    fi: "joku muu on sillä välin muuttanut tiedostoa {path}; se jätettiin ennalleen"
                ),
                Wording::fixed("give the command again", "anna komento uudelleen"),
            )
            .into()
        }
        WriteError::Io(error) => ActError::Io(file.path.clone(), error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_command_waits_and_then_gives_up() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let held = lock(folder.path()).expect("nobody holds the lock");
        let refused = lock_within(folder.path(), Duration::from_millis(30));
        assert_eq!(
            refused.map_err(|error| error.kind()).err(),
            Some(ErrorKind::ResourceBusy)
        );
        drop(held);
        assert!(lock_within(folder.path(), Duration::ZERO).is_ok());
    }
}
