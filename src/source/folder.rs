//! Writing a whole folder of made files: into a temporary folder beside it, then swapped in. A list in
//! the folder names every file of ours; a folder that holds anything else is not touched.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::disk::Disk;

/// The file that lists what is ours.
const LIST: &str = "kumppani-site.txt";

/// A folder of made files.
#[derive(Clone, Copy, Debug)]
pub struct MadeFolder<'a> {
    /// Where it is or is to be.
    pub path: &'a Path,
    /// The first line of its list: what the folder is.
    pub title: &'a str,
    /// First lines of lists that this one may replace, beside its own.
    pub replaces: &'a [&'a str],
}

/// Why a folder was not written. Unless it says otherwise, the old one is as it was.
#[derive(Debug)]
pub enum FolderError {
    /// It holds something that is not ours: its path.
    Foreign(PathBuf),
    /// What should be the list of our files is no text: its path.
    NoList(PathBuf),
    /// It is ours, and it is something else.
    Other(String),
    /// The disk or the system refused.
    Io(io::Error),
    /// The new folder could not take its place, and the old one could not be put back: where the old one
    /// is now, and what the system says.
    Aside(PathBuf, io::Error),
    /// The new folder is in its place, but the system does not say that the disk has it.
    NotFlushed(io::Error),
}

impl From<io::Error> for FolderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The new folder and the old one in the temporary folder, which is private; they have the usual
/// permissions.
const NEW: &str = "new";
const OLD: &str = "old";

impl MadeFolder<'_> {
    /// Whether the folder may be written: it is not there, or empty, or all that it holds is ours.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub fn check(&self) -> Result<(), FolderError> {
        match fs::metadata(self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
            Ok(metadata) if !metadata.is_dir() => Err(FolderError::Foreign(self.path.to_owned())),
            Ok(_) => self.check_files(self.path),
        }
    }

    /// Writes the folder with these files alone, by their paths with slashes. `observe` is told how many
    /// there are so far.
    ///
    /// Only the list is flushed to the disk before the swap: for the 25 000 files of a large site that would
    /// take from half a minute to more than one and a half, instead of a second. After a power cut
    /// the list still says what is ours, and the same files can be written again.
    ///
    /// # Errors
    /// As [`Self::check`], or what the system says.
    pub fn write<'f>(
        &self,
        files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
        observe: &dyn Fn(usize),
    ) -> Result<(), FolderError> {
        self.check()?;
        // A link to a folder stays a link.
        let target = fs::canonicalize(self.path).unwrap_or_else(|_| self.path.to_owned());
        let beside = target.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(beside)?;
        let aside = tempfile::Builder::new().prefix(".kumppani-").tempdir_in(beside)?;
        self.fill(&aside.path().join(NEW), files, observe)?;
        self.swap(aside, &target)?;
        Disk::real().flush_folder(beside).map_err(FolderError::NotFlushed)
    }

    /// The same as [`Self::check`] for a folder that is there, also after it was moved.
    fn check_files(&self, folder: &Path) -> Result<(), FolderError> {
        let list = self.list_in(folder)?;
        let mut lines = list.lines();
        let title = lines.next().unwrap_or_default();
        let ours: BTreeSet<&Path> = lines.map(Path::new).collect();
        // An empty folder of somebody else's would be lost, too.
        let folders: BTreeSet<&Path> = ours.iter().flat_map(|file| file.ancestors().skip(1)).collect();
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(io::Error::from)?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let is_ours = if entry.file_type().is_dir() {
                folders.contains(path)
            } else {
                path == Path::new(LIST) || ours.contains(path)
            };
            if !is_ours {
                return Err(FolderError::Foreign(self.path.join(path)));
            }
        }
        if !title.is_empty() && title != self.title && !self.replaces.contains(&title) {
            return Err(FolderError::Other(title.to_owned()));
        }
        Ok(())
    }

    fn list_in(&self, folder: &Path) -> Result<String, FolderError> {
        match fs::read_to_string(folder.join(LIST)) {
            Ok(list) => Ok(list),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                Err(FolderError::NoList(self.path.join(LIST)))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn fill<'f>(
        &self,
        new: &Path,
        files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
        observe: &dyn Fn(usize),
    ) -> io::Result<()> {
        fs::create_dir(new)?;
        let mut list = BTreeSet::new();
        for (n_before, (path, bytes)) in files.into_iter().enumerate() {
            let location = new.join(path);
            if let Some(folder) = location.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(location, bytes)?;
            list.insert(path);
            observe(n_before + 1);
        }
        let lines: Vec<&str> = std::iter::once(self.title).chain(list).collect();
        let mut file = File::create(new.join(LIST))?;
        file.write_all((lines.join("\n") + "\n").as_bytes())?;
        file.sync_all()
    }

    /// Puts the new folder into the place of the old one, which is deleted with `aside`. Filling the new
    /// one took its time: what somebody put into the old one meanwhile is found once nobody can put
    /// anything there any more, and goes back with it.
    fn swap(&self, aside: TempDir, target: &Path) -> Result<(), FolderError> {
        let old = aside.path().join(OLD);
        if target.exists() {
            fs::rename(target, &old)?;
            if let Err(reason) = self.check_files(&old) {
                return Err(put_back(aside, target, reason));
            }
        }
        match fs::rename(aside.path().join(NEW), target) {
            Ok(()) => Ok(()),
            Err(error) if old.exists() => Err(put_back(aside, target, error.into())),
            Err(error) => Err(error.into()),
        }
    }
}

/// Puts the old folder back. Where even that cannot be done, nothing deletes it.
fn put_back(aside: TempDir, target: &Path, reason: FolderError) -> FolderError {
    match fs::rename(aside.path().join(OLD), target) {
        Ok(()) => reason,
        Err(error) => FolderError::Aside(aside.keep().join(OLD), error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made<'a>(path: &'a Path, title: &'a str) -> MadeFolder<'a> {
        MadeFolder {
            path,
            title,
            replaces: &[],
        }
    }

    fn write(folder: &MadeFolder<'_>, files: &[(&str, &[u8])]) -> Result<(), FolderError> {
        folder.write(files.iter().copied(), &|_| ())
    }

    /// A new folder beside the old one, before the swap.
    fn filled(folder: &MadeFolder<'_>) -> TempDir {
        let beside = folder.path.parent().expect("it is in a folder");
        let aside = tempfile::tempdir_in(beside).expect("a temporary folder");
        let new = aside.path().join(NEW);
        folder
            .fill(&new, [("b.html", &b"new"[..])], &|_| ())
            .expect("it is filled");
        aside
    }

    fn n_entries(folder: &Path) -> usize {
        fs::read_dir(folder).expect("it can be read").count()
    }

    #[test]
    fn what_comes_while_the_new_folder_is_filled_is_kept() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        let folder = made(&path, "a site");
        write(&folder, &[("a/b.html", b"old")]).expect("it is written");
        let aside = filled(&folder);
        let letter = path.join("a/letter.txt");
        fs::write(&letter, "mine").expect("it can be written");
        let refused = folder.swap(aside, &path);
        assert!(matches!(refused, Err(FolderError::Foreign(named)) if named == letter));
        assert_eq!(fs::read(&letter).expect("it is there"), b"mine");
        assert_eq!(fs::read(path.join("a/b.html")).expect("it is there"), b"old");
        assert_eq!(n_entries(place.path()), 1, "no temporary folder is left");
    }

    #[test]
    fn a_folder_that_cannot_be_swapped_in_leaves_the_old_one() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        let folder = made(&path, "a site");
        write(&folder, &[("b.html", b"old")]).expect("it is written");
        let aside = filled(&folder);
        fs::remove_dir_all(aside.path().join(NEW)).expect("it can be removed");
        assert!(matches!(folder.swap(aside, &path), Err(FolderError::Io(_))));
        assert_eq!(fs::read(path.join("b.html")).expect("it is there"), b"old");
        assert_eq!(n_entries(place.path()), 1, "no temporary folder is left");
    }

    #[test]
    fn an_old_folder_that_cannot_be_put_back_is_kept() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        let folder = made(&path, "a site");
        write(&folder, &[("b.html", b"old")]).expect("it is written");
        let aside = filled(&folder);
        fs::rename(&path, aside.path().join(OLD)).expect("it can be moved");
        // Somebody else has taken the place.
        fs::create_dir_all(path.join("mine")).expect("a folder can be made");
        let reason = FolderError::Other("a reason".to_owned());
        let FolderError::Aside(kept, _) = put_back(aside, &path, reason) else {
            panic!("it cannot be put back")
        };
        assert_eq!(fs::read(kept.join("b.html")).expect("it is there"), b"old");
    }

    #[test]
    fn a_list_that_is_no_text_is_named() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        let folder = made(&path, "a site");
        write(&folder, &[("b.html", b"old")]).expect("it is written");
        fs::write(path.join(LIST), b"a site\n\xff.html\n").expect("it can be written");
        let refused = write(&folder, &[]);
        assert!(matches!(refused, Err(FolderError::NoList(named)) if named == path.join(LIST)));
        assert!(path.join("b.html").exists());
    }

    #[test]
    fn what_is_no_longer_made_is_gone() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        let folder = made(&path, "a site");
        write(&folder, &[("a/x.html", b"1"), ("b.html", b"2")]).expect("it is written");
        write(&folder, &[("b.html", b"3")]).expect("it is written again");
        assert!(!path.join("a").exists());
        assert_eq!(fs::read(path.join("b.html")).expect("it is there"), b"3");
        assert_eq!(n_entries(place.path()), 1, "no temporary folder is left");
    }

    #[test]
    fn what_is_not_ours_is_named_and_kept() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        write(&made(&path, "a site"), &[("b.html", b"2")]).expect("it is written");
        let foreign = path.join("CNAME");
        fs::write(&foreign, "example.fi").expect("it can be written");
        let refused = write(&made(&path, "a site"), &[("b.html", b"3")]);
        assert!(matches!(refused, Err(FolderError::Foreign(named)) if named == foreign));
        fs::remove_file(&foreign).expect("it can be removed");
        fs::create_dir(path.join("mine")).expect("it can be made");
        let refused = made(&path, "a site").check();
        assert!(matches!(refused, Err(FolderError::Foreign(named)) if named == path.join("mine")));
        assert_eq!(fs::read(path.join("b.html")).expect("it is there"), b"2");
    }

    #[test]
    fn another_kind_of_folder_is_not_replaced() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        write(&made(&path, "public"), &[("b", b"2")]).expect("it is written");
        let refused = made(&path, "internal").check();
        assert!(matches!(refused, Err(FolderError::Other(title)) if title == "public"));
        let allowed = MadeFolder {
            path: &path,
            title: "internal",
            replaces: &["public"],
        };
        assert!(allowed.check().is_ok());
    }
}
