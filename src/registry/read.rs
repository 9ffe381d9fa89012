//! Reading files in parallel. Each file is opened once, and no error of one file stops another.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Observer;
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::{AgreementId, Network};
use crate::source::{self, Content, FileReading, FoundFile, Role};
use crate::validate::{self, Waits};

/// What came of opening a file.
pub(crate) enum Opened {
    Bytes(Vec<u8>),
    /// Why there are none.
    Unreadable(Box<Diagnostic>),
}

/// The bytes of a file.
pub(crate) fn open(file: &FoundFile) -> Opened {
    match file.read() {
        Ok(bytes) => Opened::Bytes(bytes),
        Err(error) => Opened::Unreadable(Box::new(source::not_read(&file.path, &error))),
    }
}

/// Applies `work` to every file, in parallel; the results are in the order of the files.
pub(super) fn for_each<T: Send>(
    files: &[&FoundFile],
    observe: Observer<'_>,
    work: impl Fn(&FoundFile) -> T + Sync,
) -> Vec<T> {
    let n_done = AtomicUsize::new(0);
    files
        .par_iter()
        .map(|file| {
            let result = work(file);
            observe(n_done.fetch_add(1, Ordering::Relaxed) + 1);
            result
        })
        .collect()
}

/// Whether a new file will be read as the agreement that it is to be: what a path is read as follows from its name
/// (`organisations.yaml`, a copy of it), and the text must have no error there.
#[must_use]
pub fn is_read_as(path: &FilePath, network: &Network, text: &str, id: &AgreementId) -> bool {
    let reading = source::read_bytes(path, Role::Agreement, network, text.as_bytes().to_vec());
    let is_it = matches!(&reading.content, Some(Content::Agreement(agreement)) if agreement.id.value == *id);
    Role::of(path) == Role::Agreement && is_it && !reading.findings.has_errors()
}

/// The id that a file of an agreement gives itself, whatever else is wrong with it; `path` is from `root`.
#[must_use]
pub fn written_id(root: &Path, path: &FilePath) -> Option<AgreementId> {
    let bytes = source::read_file(root, path).ok()?;
    match source::read_bytes(path, Role::Agreement, &Network::lapland(), bytes).content? {
        Content::Agreement(agreement) => Some(agreement.id.value),
        _ => None,
    }
}

/// Reads one file whole.
pub(super) fn read(file: &FoundFile) -> Result<FileReading, Box<Diagnostic>> {
    match open(file) {
        Opened::Bytes(bytes) => Ok(source::read_bytes(
            &file.path,
            file.role,
            file.network.get(),
            bytes,
        )),
        Opened::Unreadable(diagnostic) => Err(diagnostic),
    }
}

/// A reading with the findings of the rules on one file, and how many of them wait.
pub(crate) fn with_rules(mut reading: FileReading, today: NaiveDate) -> (FileReading, Waits) {
    let mut waits = Waits::default();
    match &reading.content {
        Some(Content::Agreement(agreement)) => {
            let verdict = validate::check_agreement(agreement, today);
            reading.findings.extend(verdict.findings);
            waits = verdict.waits;
        }
        None if Role::of(&reading.file) == Role::Agreement => {
            waits.note(&reading.file, validate::N_CHECKS_OF_A_FILE);
        }
        _ => {}
    }
    (reading, waits)
}

#[cfg(all(test, unix))]
mod tests;
