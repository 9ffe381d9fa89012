//! The file of the journal: lines are added at its end, and the oldest runs go where it becomes too large. A line
//! that a crash has cut off is passed over by the reader, and cut away by the next writer.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::line::{FileLine, FileStep, Line};
use super::{Run, journal_path};
use crate::disk::{self, Disk, Links, ReadError, WriteError};

/// The most bytes of the journal. A run with more than half of them is kept without the bytes that it changed.
const MOST: usize = 8 * 1024 * 1024;

/// What remains where the oldest runs go, so that they do not go at every act.
const KEPT: usize = MOST / 4 * 3;

/// A file larger than this is none of ours.
const LARGEST: u64 = 4 * MOST as u64;

/// The bytes of the journal; none where there is none.
pub(super) fn bytes(root: &Path) -> io::Result<Vec<u8>> {
    read(&location(root))
}

fn location(root: &Path) -> PathBuf {
    root.join(journal_path(root).as_str())
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    match disk::read(path, Links::Refused, LARGEST) {
        Ok(bytes) => Ok(bytes),
        Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// Without a line that was cut off.
pub(super) fn whole(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    &bytes[..end.map_or(0, |end| end + 1)]
}

fn lines(bytes: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n')
}

/// The journal's end, as the one who holds the registry's lock knows it.
#[derive(Debug)]
pub(in crate::acts) struct Store {
    path: PathBuf,
    /// The bytes of whole lines.
    n_bytes: usize,
    /// The number of the last run.
    last: u64,
    /// The bytes of this run.
    n_of_run: usize,
    most: usize,
}

impl Store {
    /// Reads where the journal ends.
    pub(in crate::acts) fn open(root: &Path, run: &Run) -> io::Result<Self> {
        Self::open_with(root, run, MOST)
    }

    fn open_with(root: &Path, run: &Run, most: usize) -> io::Result<Self> {
        let bytes = bytes(root)?;
        let whole = whole(&bytes);
        let known = lines(whole).rev().find_map(Line::parse);
        let last = known.map_or(0, |line| line.run);
        let is_of_run =
            |line: &&[u8]| last == run.number() && Line::parse(line).is_some_and(|l| l.run == last);
        let of_run = lines(whole).rev().take_while(is_of_run);
        Ok(Self {
            path: location(root),
            n_bytes: whole.len(),
            last,
            n_of_run: of_run.map(<[u8]>::len).sum(),
            most,
        })
    }

    /// Adds a line of what is about to change, which is on the disk before anything is.
    pub(in crate::acts) fn add(
        &mut self,
        disk: &Disk,
        (run, undoes): (&Run, &[u64]),
        steps: &[FileStep<'_>],
    ) -> io::Result<()> {
        // Another run may have written since the last step of this one.
        let number = if self.last == run.number() && self.last > 0 {
            self.last
        } else {
            self.n_of_run = 0;
            self.last + 1
        };
        let line = Line {
            run: number,
            at: run.at().to_owned(),
            command: run.command().to_owned(),
            undoes: undoes.to_vec(),
            too_large: false,
            files: steps.iter().map(FileLine::of).collect(),
        };
        let Some(text) = self.fitting(line) else {
            return Ok(());
        };
        if self.n_bytes + text.len() > self.most {
            self.renew(disk, &text, number)?;
        } else {
            disk::append(disk, &self.path, self.n_bytes as u64, text.as_bytes())?;
            self.n_bytes += text.len();
        }
        run.set_number(number);
        self.last = number;
        self.n_of_run += text.len();
        Ok(())
    }

    /// The text of a line as far as there is room for its run: without the bytes, then without the files, then none,
    /// where earlier lines of the run say that it is too large.
    fn fitting(&self, line: Line) -> Option<String> {
        let has_room = |text: &String| self.n_of_run + text.len() <= self.most / 2;
        let text = line.text();
        if has_room(&text) {
            return Some(text);
        }
        let line = line.without_bytes();
        let text = line.text();
        if has_room(&text) {
            return Some(text);
        }
        let text = Line {
            files: Vec::new(),
            ..line
        }
        .text();
        // The mark comes once: so much is always free.
        (self.n_of_run <= self.most / 2).then_some(text)
    }

    /// Writes the journal anew with this line, without its oldest runs.
    fn renew(&mut self, disk: &Disk, text: &str, number: u64) -> io::Result<()> {
        let old = read(&self.path)?;
        let room = (self.most / 4 * 3).min(KEPT).saturating_sub(text.len());
        let kept = latest(whole(&old), room, number);
        let new = [kept, text.as_bytes()].concat();
        let expected = (!old.is_empty()).then_some(old.as_slice());
        disk::replace_file(disk, &self.path, expected, &new).map_err(|error| match error {
            WriteError::Changed => ErrorKind::ResourceBusy.into(),
            WriteError::Io(error) => error,
        })?;
        self.n_bytes = new.len();
        Ok(())
    }
}

/// The latest whole runs that have room; the run under way always stays.
fn latest(whole: &[u8], room: usize, under_way: u64) -> &[u8] {
    let (mut kept, mut end) = (0, 0);
    let mut of = None;
    for line in lines(whole).rev() {
        let run = Line::parse(line).map(|line| line.run);
        if run.is_some() && run != of {
            // All lines of the run before are in.
            kept = end;
            of = run;
        }
        end += line.len();
        if end > room && of != Some(under_way) {
            return &whole[whole.len() - kept..];
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("agreements")).expect("a folder can be made");
        folder
    }

    fn step<'a>(path: &'a str, after: &'a [u8]) -> [FileStep<'a>; 1] {
        [FileStep {
            path,
            location: Path::new(path),
            before: Some(b""),
            after: Some(after),
        }]
    }

    fn numbers(root: &Path) -> Vec<(u64, bool)> {
        let bytes = bytes(root).expect("it can be read");
        let lines = lines(whole(&bytes)).map(|line| Line::parse(line).expect("it is a line"));
        lines.map(|line| (line.run, line.too_large)).collect()
    }

    fn add(root: &Path, run: &Run, bytes: &[u8]) {
        let mut store = Store::open_with(root, run, 2000).expect("it can be read");
        store
            .add(&Disk::real(), (run, &[]), &step("registry.yaml", bytes))
            .expect("it can be written");
    }

    #[test]
    fn the_oldest_runs_go_and_whole() {
        let folder = registry();
        for _ in 0..3 {
            let run = Run::new("x".to_owned(), "a".to_owned());
            add(folder.path(), &run, &[b'a'; 100]);
            add(folder.path(), &run, &[b'b'; 100]);
        }
        // The third run did not fit; the first is gone with both of its lines.
        assert_eq!(
            numbers(folder.path()),
            [(2, false), (2, false), (3, false), (3, false)]
        );
        let size = bytes(folder.path()).expect("it can be read").len();
        assert!(size <= 2000, "{size}");
    }

    #[test]
    fn a_run_that_is_too_large_is_kept_without_its_bytes() {
        let folder = registry();
        let run = Run::new("x".to_owned(), "a".to_owned());
        add(folder.path(), &run, &[b'a'; 400]);
        for _ in 0..9 {
            add(folder.path(), &run, &[b'b'; 400]);
        }
        let found = numbers(folder.path());
        assert_eq!(found[..2], [(1, false), (1, true)]);
        assert!(found.iter().all(|(number, _)| *number == 1), "{found:?}");
        let size = bytes(folder.path()).expect("it can be read").len();
        assert!(size <= 2000, "{size}");
    }

    #[test]
    fn a_line_that_was_cut_off_is_cut_away() {
        let folder = registry();
        add(folder.path(), &Run::new("x".to_owned(), "a".to_owned()), b"1");
        let path = location(folder.path());
        let mut bytes = std::fs::read(&path).expect("it is there");
        bytes.extend(b"{\"run\":2,\"at\":\"");
        std::fs::write(&path, &bytes).expect("it can be written");
        assert_eq!(numbers(folder.path()), [(1, false)]);
        add(folder.path(), &Run::new("x".to_owned(), "b".to_owned()), b"2");
        assert_eq!(numbers(folder.path()), [(1, false), (2, false)]);
        let text = std::fs::read_to_string(&path).expect("it is text");
        assert_eq!(text.lines().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn no_one_else_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = registry();
        for _ in 0..20 {
            add(
                folder.path(),
                &Run::new("x".to_owned(), "a".to_owned()),
                &[b'a'; 100],
            );
            let metadata = std::fs::metadata(location(folder.path())).expect("it is there");
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
        }
    }
}
