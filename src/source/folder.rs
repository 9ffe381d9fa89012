//! Writing a whole folder of made files: into a temporary folder beside it, then swapped in. A list in
//! the folder names every file of ours; a folder that holds anything else is not touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::write::sync_folder;

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

/// Why a folder was not written; the old one is as it was.
#[derive(Debug)]
pub enum FolderError {
    /// It holds something that is not ours: its path.
    Foreign(PathBuf),
    /// It is ours, and it is something else.
    Other(String),
    /// The disk or the system refused.
    Io(io::Error),
}

impl From<io::Error> for FolderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl MadeFolder<'_> {
    /// Whether the folder may be written: it is not there, or empty, or all that it holds is ours.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub fn check(&self) -> Result<(), FolderError> {
        match fs::metadata(self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
            Ok(metadata) if !metadata.is_dir() => return Err(FolderError::Foreign(self.path.to_owned())),
            Ok(_) => {}
        }
        let list = match fs::read_to_string(self.path.join(LIST)) {
            Ok(list) => list,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
        };
        let mut lines = list.lines();
        let title = lines.next().unwrap_or_default();
        let ours: BTreeSet<PathBuf> = lines.map(|line| self.path.join(line)).collect();
        for entry in WalkDir::new(self.path).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(io::Error::from)?;
            let is_ours = entry.path() == self.path.join(LIST) || ours.contains(entry.path());
            if !entry.file_type().is_dir() && !is_ours {
                return Err(FolderError::Foreign(entry.path().to_owned()));
            }
            // An empty folder of somebody else's would be lost, too.
            let holds_ours = || ours.iter().any(|file| file.starts_with(entry.path()));
            if entry.file_type().is_dir() && !holds_ours() {
                return Err(FolderError::Foreign(entry.path().to_owned()));
            }
        }
        if !title.is_empty() && title != self.title && !self.replaces.contains(&title) {
            return Err(FolderError::Other(title.to_owned()));
        }
        Ok(())
    }

    /// Writes the folder with these files alone, by their paths with slashes.
    ///
    /// # Errors
    /// As [`Self::check`], or what the system says; the old folder is then as it was.
    pub fn write<'f>(&self, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Result<(), FolderError> {
        self.check()?;
        // A link to a folder stays a link.
        let target = fs::canonicalize(self.path).unwrap_or_else(|_| self.path.to_owned());
        let parent = target.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        let temporary = tempfile::Builder::new().prefix(".kumppani-").tempdir_in(parent)?;
        // The temporary folder is private; the one inside it has the usual permissions.
        let (new, old) = (temporary.path().join("new"), temporary.path().join("old"));
        self.fill(&new, files)?;
        if target.exists() {
            fs::rename(&target, &old)?;
        }
        if let Err(error) = fs::rename(&new, &target) {
            if old.exists() {
                fs::rename(&old, &target)?;
            }
            return Err(error.into());
        }
        sync_folder(parent)?;
        Ok(())
    }

    fn fill<'f>(&self, new: &Path, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> io::Result<()> {
        fs::create_dir(new)?;
        let mut list = BTreeSet::new();
        for (path, bytes) in files {
            let location = new.join(path);
            if let Some(folder) = location.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(location, bytes)?;
            list.insert(path);
        }
        let lines: Vec<&str> = std::iter::once(self.title).chain(list).collect();
        fs::write(new.join(LIST), lines.join("\n") + "\n")
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

    #[test]
    fn what_is_no_longer_made_is_gone() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        let folder = made(&path, "a site");
        folder
            .write([("a/x.html", &b"1"[..]), ("b.html", b"2")])
            .expect("it is written");
        folder
            .write([("b.html", &b"3"[..])])
            .expect("it is written again");
        assert!(!path.join("a").exists());
        assert_eq!(fs::read(path.join("b.html")).expect("it is there"), b"3");
        let left = fs::read_dir(place.path()).expect("it can be read").count();
        assert_eq!(left, 1, "no temporary folder is left");
    }

    #[test]
    fn what_is_not_ours_is_named_and_kept() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("site");
        made(&path, "a site")
            .write([("b.html", &b"2"[..])])
            .expect("it is written");
        let foreign = path.join("CNAME");
        fs::write(&foreign, "example.fi").expect("it can be written");
        let refused = made(&path, "a site").write([("b.html", &b"3"[..])]);
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
        made(&path, "public")
            .write([("b", &b"2"[..])])
            .expect("it is written");
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
