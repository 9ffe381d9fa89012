//! Drafts: copies of a file in which a person works, beside the file and hidden from those who read the folder. A draft
//! goes when it is dropped, unless it is to stay.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{Disk, Links, ReadError, Step, folder_of, open};

/// What the names of drafts begin with; some letters and the name of the file follow.
const BEGINNING: &str = ".kumppani-edit-";

/// How many letters these are.
const N_RANDOM: usize = 6;

/// A copy in which a person works.
#[derive(Debug)]
pub struct Draft(TempPath);

impl Disk {
    /// A draft of the file at `path` with these bytes; no one else may look at it.
    ///
    /// # Errors
    /// What the system says; then there is none.
    pub fn draft_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<Draft> {
        self.before(Step::NewFile, path)?;
        let made = tempfile::Builder::new()
            .prefix(BEGINNING)
            .suffix(&ending(path))
            .rand_bytes(N_RANDOM)
            .tempfile_in(folder_of(path))?;
        self.write(made.as_file(), path, bytes)?;
        Ok(Draft(made.into_temp_path()))
    }
}

impl Draft {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Its bytes, which may be at most `most`; an editor may have put another file in its place.
    ///
    /// # Errors
    /// As of [`super::read`].
    pub fn read(&self, most: u64) -> Result<Vec<u8>, ReadError> {
        open::read(&self.0, Links::Followed, most)
    }

    /// Leaves it where it is.
    ///
    /// # Errors
    /// What the system says; then it has gone.
    pub fn stay(self) -> io::Result<PathBuf> {
        self.0.keep().map_err(|error| error.error)
    }
}

/// The drafts of the file at `path` that are there: open in an editor, or left.
#[must_use]
pub fn drafts_of(path: &Path) -> Vec<PathBuf> {
    let ending = ending(path);
    // Six letters are between, and no other file's name.
    let is_draft = |name: &str| {
        let inner = name
            .strip_prefix(BEGINNING)
            .and_then(|name| name.strip_suffix(&ending));
        inner.is_some_and(|inner| inner.len() == N_RANDOM && inner.chars().all(char::is_alphanumeric))
    };
    let entries = fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    let drafts = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_draft));
    let mut drafts: Vec<PathBuf> = drafts.map(|entry| entry.path()).collect();
    drafts.sort();
    drafts
}

fn ending(path: &Path) -> String {
    format!("-{}", path.file_name().unwrap_or_default().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_goes_or_stays() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.yaml");
        let draft = Disk::real().draft_beside(&path, b"one")?;
        assert_eq!(drafts_of(&path), [draft.path()]);
        assert!(drafts_of(&folder.path().join("b.yaml")).is_empty());
        // An editor may write another file in its place.
        fs::remove_file(draft.path())?;
        fs::write(draft.path(), "two")?;
        assert_eq!(draft.read(10).map_err(io::Error::from)?, b"two");
        drop(draft);
        assert_eq!(fs::read_dir(folder.path())?.count(), 0);
        let stays = Disk::real().draft_beside(&path, b"one")?.stay()?;
        assert_eq!(fs::read(stays)?, b"one");
        Ok(())
    }
}
