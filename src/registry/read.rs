//! Reading files in parallel. Each file is opened once, and no error of one file stops another.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Observer;
use crate::diagnostic::{Diagnostic, FilePath};
use crate::model::AgreementId;
use crate::source::{self, Content, FileReading, FoundFile, LARGEST_FILE, Role};

/// What came of opening a file.
pub(super) enum Opened {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Why there are none.
    Unreadable(Box<Diagnostic>),
}

/// The bytes of a file. It may have grown since the walk: no more than the limit is read.
pub(super) fn open(file: &FoundFile) -> Opened {
    match read_limited(file) {
        Ok(bytes) if bytes.len() as u64 > LARGEST_FILE => {
            Opened::Unreadable(Box::new(source::too_large(&file.path, bytes.len() as u64)))
        }
        Ok(bytes) => Opened::Bytes(bytes),
        Err(error) => Opened::Unreadable(Box::new(source::unreadable(&file.path, &error))),
    }
}

fn read_limited(file: &FoundFile) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(file.size).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected + 1);
    File::open(&file.location)?
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
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

/// The id that a file of an agreement gives itself, whatever else is wrong with it; `path` is from `root`.
#[must_use]
pub fn written_id(root: &Path, path: &FilePath) -> Option<AgreementId> {
    let bytes = std::fs::read(root.join(path.as_str())).ok()?;
    match source::read_bytes(path, Role::Agreement, bytes).content? {
        Content::Agreement(agreement) => Some(agreement.id.value),
        _ => None,
    }
}

/// Reads one file whole.
pub(super) fn read(file: &FoundFile) -> Result<FileReading, Box<Diagnostic>> {
    match open(file) {
        Opened::Bytes(bytes) => Ok(source::read_bytes(&file.path, file.role, bytes)),
        Opened::Unreadable(diagnostic) => Err(diagnostic),
    }
}
