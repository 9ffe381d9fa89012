//! Writing a whole folder of made files: into a place beside it, then swapped in, one run at a time. A list in
//! the folder names every file of ours with its digest; a folder that holds anything else is not touched.

mod aside;
mod list;

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use self::aside::Aside;
pub use self::list::IsMade;
use self::list::{LIST, List};
use crate::disk::{self, Disk, folder_of, is_there};
use crate::model::FileDigest;

/// A folder of made files.
#[derive(Clone, Copy, Debug)]
pub struct MadeFolder<'a> {
    /// The way to change files.
    pub disk: &'a Disk,
    /// Where it is or is to be.
    pub path: &'a Path,
    /// The first line of its list: what the folder is.
    pub title: &'a str,
    /// First lines of lists that this one may replace, beside its own.
    pub replaces: &'a [&'a str],
    /// How files of earlier versions are known.
    pub is_made: IsMade,
}

/// Why a folder was not written. Unless it says otherwise, the old one is as it was.
#[derive(Debug)]
pub enum FolderError {
    /// It holds something that is not ours: its path.
    Foreign(PathBuf),
    /// It holds a file of ours that has been changed since: its path.
    Changed(PathBuf),
    /// What should be the list of our files is no text: its path.
    NoList(PathBuf),
    /// It is ours, and it is something else.
    Other(String),
    /// A run that was cut off has left something beside it that is not ours: its path.
    Left(PathBuf),
    /// Another run has been writing it for too long.
    Busy,
    /// The disk or the system refused.
    Io(io::Error),
    /// The new folder is in its place, and the old one, in which something is not ours, could not be put back:
    /// where it is now, and what the system says.
    Kept(PathBuf, io::Error),
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

/// The time in which a folder is ours to write. Other runs wait until it is dropped.
pub struct Turn<'a> {
    folder: MadeFolder<'a>,
    aside: Aside<'a>,
}

impl<'a> MadeFolder<'a> {
    /// Waits until no other run writes the folder, tidies what runs that were killed have left, and checks that
    /// the folder may be written: it is not there, or empty, or all that it holds is listed as ours.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub fn begin(self) -> Result<Turn<'a>, FolderError> {
        // A link to a folder stays a link.
        let target = disk::followed(self.path)?;
        let target = fs::canonicalize(&target).unwrap_or(target);
        self.disk.make_folders(folder_of(&target))?;
        let aside = Aside::wait_for(self.disk, &target)?;
        aside.tidy(self.is_made)?;
        let turn = Turn { folder: self, aside };
        turn.check(|target| self.check_names(target).map(drop))?;
        Ok(turn)
    }

    /// Fails unless all that is in `place` is ours, be it in its own place or moved.
    fn check_files(&self, place: &Path) -> Result<(), FolderError> {
        self.check_names(place)?.prove(place, self.is_made)
    }

    /// Fails unless all that is in `place` is listed, in a list that may be replaced.
    fn check_names(&self, place: &Path) -> Result<List, FolderError> {
        let list = List::read(place)?;
        list.name_all(place)?;
        let title = list.title.as_str();
        if !title.is_empty() && title != self.title && !self.replaces.contains(&title) {
            return Err(FolderError::Other(title.to_owned()));
        }
        Ok(list)
    }
}

impl Turn<'_> {
    fn check(&self, check: impl FnOnce(&Path) -> Result<(), FolderError>) -> Result<(), FolderError> {
        let target = &self.aside.target;
        let checked = match fs::metadata(target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
            Ok(metadata) if !metadata.is_dir() => Err(FolderError::Foreign(target.clone())),
            Ok(_) => check(target),
        };
        checked.map_err(|error| self.named(error, target))
    }

    /// Writes the folder with the files alone that `fill` puts into it. All of them are on the disk before the old
    /// folder goes, which must hold nothing but what was written into it.
    ///
    /// # Errors
    /// As of [`MadeFolder::begin`], or what the system says; inside what `fill` says, and then nothing is changed.
    pub fn write<T, E>(
        self,
        fill: impl FnOnce(&mut Filling<'_>) -> Result<T, E>,
    ) -> Result<Result<T, E>, FolderError> {
        self.check(|target| self.folder.check_files(target))?;
        self.aside.make()?;
        let mut filling = Filling::begin(self.folder.disk, self.aside.filled(), self.folder.title)?;
        let filled = fill(&mut filling);
        if filled.is_ok() {
            filling.finish()?;
            self.swap()?;
        }
        Ok(filled)
    }

    /// Puts the new folder into the place of the old one, in one step where the system has one. What somebody
    /// put into the old one until then is found once no one can put anything there any more; then the old one
    /// goes back with it.
    fn swap(&self) -> Result<(), FolderError> {
        let (disk, aside) = (self.folder.disk, &self.aside);
        let (target, swapped) = (&aside.target, &aside.swapped());
        if !is_there(target) {
            disk.rename(&aside.filled(), target)?;
            return disk
                .flush_folder(folder_of(target))
                .map_err(FolderError::NotFlushed);
        }
        disk.copy_rights(target, &aside.filled())?;
        disk.rename(&aside.filled(), swapped)?;
        let done = self.exchange(FolderError::Io).and_then(|()| {
            self.folder.check_files(swapped).or_else(|reason| {
                self.exchange(|error| FolderError::Kept(swapped.clone(), error))?;
                Err(self.named(reason, swapped))
            })
        });
        let flushed = disk.flush_folder(folder_of(target));
        // What is there now goes, if it is all ours; else the next run names it.
        let is_ours = match &done {
            Ok(()) => true,
            Err(FolderError::Kept(..) | FolderError::Aside(..)) => false,
            Err(_) => self.folder.check_files(swapped).is_ok(),
        };
        if is_ours {
            let _ = disk.rename(swapped, &aside.filled());
        }
        done.and(flushed.map_err(FolderError::NotFlushed))
    }

    /// Exchanges the new folder and the old one.
    fn exchange(&self, failed: impl Fn(io::Error) -> FolderError) -> Result<(), FolderError> {
        let (target, between) = (&self.aside.target, self.aside.between());
        let exchanged = self.folder.disk.exchange(&self.aside.swapped(), target, &between);
        exchanged.map_err(|error| match (is_there(&between), is_there(target)) {
            (false, _) => failed(error),
            (true, true) => FolderError::Kept(between, error),
            (true, false) => FolderError::Aside(between, error),
        })
    }

    /// The error with its path as the user named the folder.
    fn named(&self, error: FolderError, place: &Path) -> FolderError {
        let named = |path: PathBuf| match path.strip_prefix(place) {
            Ok(inside) if inside == Path::new("") => self.folder.path.to_owned(),
            Ok(inside) => self.folder.path.join(inside),
            Err(_) => path,
        };
        match error {
            FolderError::Foreign(path) => FolderError::Foreign(named(path)),
            FolderError::Changed(path) => FolderError::Changed(named(path)),
            FolderError::NoList(path) => FolderError::NoList(named(path)),
            other => other,
        }
    }
}

/// A new folder while it is being filled; it is removed unless it is finished.
pub struct Filling<'d> {
    disk: &'d Disk,
    new: PathBuf,
    /// The folder of the file before.
    inner: PathBuf,
    list: List,
}

impl<'d> Filling<'d> {
    fn begin(disk: &'d Disk, new: PathBuf, title: &str) -> io::Result<Self> {
        disk.make_inner_folders(&new)?;
        Ok(Self {
            disk,
            inner: new.clone(),
            new,
            list: List::of(title),
        })
    }

    /// Puts a file into the folder, by its path with slashes.
    ///
    /// # Errors
    /// What the system says.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let location = self.place(path)?;
        self.list.add(path, FileDigest::of(bytes));
        write_new(self.disk, &location, bytes)
    }

    /// Puts a copy of an open file into the folder, at most so many bytes and one more; the digest of the copy.
    ///
    /// # Errors
    /// What the system says.
    pub fn copy(&mut self, path: &str, from: &File, most: u64) -> io::Result<FileDigest> {
        let location = self.place(path)?;
        let mut file = self.disk.new_file(&location)?;
        self.disk.copy(from.take(most + 1), &file, &location)?;
        file.rewind()?;
        let digest = FileDigest::of_all(&file)?;
        self.list.add(path, digest);
        Ok(digest)
    }

    /// Where a file is to be, in a folder that is there.
    fn place(&mut self, path: &str) -> io::Result<PathBuf> {
        let location = self.new.join(path);
        if folder_of(&location) != self.inner {
            folder_of(&location).clone_into(&mut self.inner);
            self.disk.make_inner_folders(&self.inner)?;
        }
        Ok(location)
    }

    fn finish(self) -> io::Result<()> {
        write_new(self.disk, &self.new.join(LIST), self.list.text().as_bytes())?;
        self.disk.flush_tree(&self.new)
    }
}

fn write_new(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = disk.new_file(path)?;
    disk.write(&file, path, bytes)
}

#[cfg(test)]
mod tests;
