//! The folder and what is beside it, after runs that were refused, cut off, or met by others.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tempfile::TempDir;

use super::*;
use crate::disk::Step;

/// A place with a disk and the path of a folder in it.
struct Place {
    disk: Disk,
    beside: TempDir,
}

impl Place {
    fn new() -> Self {
        Self::on(Disk::real())
    }

    fn on(disk: Disk) -> Self {
        let beside = tempfile::tempdir().expect("a temporary folder");
        Self { disk, beside }
    }

    fn path(&self) -> PathBuf {
        self.beside.path().join("site")
    }

    fn write(&self, files: &[(&str, &[u8])]) -> Result<(), FolderError> {
        self.write_with(&self.disk, files)
    }

    fn write_with(&self, disk: &Disk, files: &[(&str, &[u8])]) -> Result<(), FolderError> {
        write(made(disk, &self.path(), "a site").begin()?, files)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("it can be read")
    }

    fn put(&self, path: &str, text: &str) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(folder_of(&path)).expect("a folder can be made");
        fs::write(&path, text).expect("it can be written");
        path
    }

    /// What is in the folder in which the made one is.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.beside.path()).expect("it can be read");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string());
        let mut names: Vec<String> = names.map(|name| name.expect("a name is text")).collect();
        names.sort();
        names
    }
}

fn write(turn: Turn<'_>, files: &[(&str, &[u8])]) -> Result<(), FolderError> {
    let fill = |filling: &mut Filling<'_>| {
        files
            .iter()
            .try_for_each(|(path, bytes)| filling.put(path, bytes))
    };
    turn.write(fill)?.map_err(FolderError::Io)
}

fn made<'a>(disk: &'a Disk, path: &'a Path, title: &'a str) -> MadeFolder<'a> {
    MadeFolder {
        disk,
        path,
        title,
        replaces: &[],
        is_made: |path, bytes| (path != "style").then(|| bytes.starts_with(b"made")),
    }
}

const OLD: [(&str, &[u8]); 2] = [("a/x", b"old x"), ("b", b"old b")];
const NEW: [(&str, &[u8]); 1] = [("b", b"new b")];

#[test]
fn what_is_no_longer_made_is_gone() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    place.write(&NEW).expect("it is written again");
    assert!(!place.path().join("a").exists());
    assert_eq!(place.read("b"), "new b");
    assert_eq!(place.beside(), ["site"]);
}

#[test]
fn the_list_is_one_that_others_can_check() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    insta::assert_snapshot!(place.read(LIST), @r"
    a site
    5cf52d358a367c68f728a6e8fbc230dddd7e65402d861a14c957986133ef2115  a/x
    91b6a472439e5d3e1bbc69be3c736b08ad00ed8c04e04a73ec8b38b2ccc5b94d  b
    list 85c30cf0c8646c7a04757d0d5eda1f00d5f22c1d896467678af57a8d16d38f2b
    ");
}

#[test]
fn what_is_not_ours_is_named_and_kept() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    for foreign in ["CNAME", "a/letter", "mine/letter"] {
        let path = place.put(foreign, "mine");
        let refused = place.write(&NEW);
        assert!(
            matches!(&refused, Err(FolderError::Foreign(named)) if path.starts_with(named)),
            "{refused:?}"
        );
        assert_eq!(
            (place.read(foreign), place.read("b")),
            ("mine".to_owned(), "old b".to_owned())
        );
        fs::remove_file(&path).expect("it can be removed");
        let _ = fs::remove_dir(place.path().join("mine"));
    }
    fs::create_dir(place.path().join("empty")).expect("a folder can be made");
    assert!(matches!(place.write(&NEW), Err(FolderError::Foreign(_))));
    assert_eq!(place.beside(), ["site"]);
}

/// A list says what was written, not what may be deleted.
#[test]
fn a_file_that_is_listed_and_was_changed_is_kept() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    let path = place.put("a/x", "mine");
    let refused = place.write(&NEW);
    assert!(matches!(refused, Err(FolderError::Changed(named)) if named == path));
    assert_eq!(place.read("a/x"), "mine");
    fs::remove_file(path).expect("it can be removed");
    place.write(&NEW).expect("what is missing does not matter");
}

/// The digest of `mine`.
const MINE: &str = "3fd30542fe3f61b14bd4a4b2dc0b6fb30fa6f63ebce52dd1778aaa8c4dc02cff";

#[test]
fn a_list_written_by_hand_or_from_elsewhere_deletes_nothing() {
    let elsewhere = Place::new();
    elsewhere.write(&OLD).expect("it is written");
    let lists = [
        elsewhere.read(LIST),
        "a site\nb\n".to_owned(),
        "a site\n./b\n".to_owned(),
        "a site\n../site/b\n".to_owned(),
        "a site\n/b\nB\nb/\n".to_owned(),
        "a site\nstyle\nb\n".to_owned(),
        // The right digest, and a list of ours that somebody has lengthened.
        format!("a site\n{MINE}  b\n"),
        elsewhere
            .read(LIST)
            .replace("a/x\n", &format!("a/x\n{MINE}  b\n")),
        format!("{}{MINE}  b\n", elsewhere.read(LIST)),
    ];
    for list in lists {
        let place = Place::new();
        place.put(LIST, &list);
        let mine = place.put("b", "mine");
        let refused = place.write(&NEW);
        assert!(
            matches!(&refused, Err(FolderError::Foreign(named) | FolderError::Changed(named)) if *named == mine),
            "{list:?}: {refused:?}"
        );
        assert_eq!(place.read("b"), "mine");
        assert_eq!(place.read(LIST), list);
    }
}

/// Lists of earlier versions have no digests; there the files show by themselves where they come from.
#[test]
fn a_folder_of_an_earlier_version_is_replaced() {
    let place = Place::new();
    place.put(LIST, "a site\na/x\nb\nstyle\n");
    place.put("a/x", "made x");
    place.put("b", "made b");
    place.put("style", "a style of a network");
    place.write(&NEW).expect("it is ours");
    assert_eq!(place.read("b"), "new b");
    assert!(!place.path().join("style").exists());
    // What has no mark of its own is not ours because it is alone in the list.
    let place = Place::new();
    place.put(LIST, "a site\nstyle\n");
    let style = place.put("style", "mine");
    assert!(matches!(place.write(&NEW), Err(FolderError::Foreign(named)) if named == style));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_made_file_is_foreign() {
    for name in ["b", LIST] {
        let place = Place::new();
        place.write(&OLD).expect("it is written");
        let moved = place.beside.path().join("moved");
        fs::rename(place.path().join(name), &moved).expect("it can be moved");
        std::os::unix::fs::symlink(&moved, place.path().join(name)).expect("a link can be made");
        let refused = place.write(&NEW);
        assert!(
            matches!(&refused, Err(FolderError::Foreign(named)) if named.ends_with(name)),
            "{refused:?}"
        );
    }
}

#[test]
fn a_list_that_is_none_is_named() {
    for list in [&b"a site\n\xff.html\n"[..], b"", b"\nb\n"] {
        let place = Place::new();
        place.write(&OLD).expect("it is written");
        fs::write(place.path().join(LIST), list).expect("it can be written");
        let refused = place.write(&NEW);
        assert!(
            matches!(&refused, Err(FolderError::NoList(named) | FolderError::Foreign(named)) if named.ends_with(LIST)),
            "{refused:?}"
        );
        assert_eq!(place.read("b"), "old b");
    }
}

#[test]
fn another_kind_of_folder_is_not_replaced() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    let (disk, path) = (&place.disk, place.path());
    let refused = made(disk, &path, "another").begin();
    assert!(matches!(refused, Err(FolderError::Other(title)) if title == "a site"));
    let replaces = &["a site"][..];
    let allowed = MadeFolder {
        replaces,
        ..made(disk, &path, "another")
    };
    assert!(allowed.begin().is_ok());
}

/// Filling takes its time: what somebody puts into the old folder meanwhile comes back with it.
#[test]
fn what_comes_while_the_new_folder_is_filled_is_kept() {
    for is_at_once in [true, false] {
        let place = Place::new();
        place.write(&OLD).expect("it is written");
        let letter = place.path().join("a/letter");
        let put = letter.clone();
        let n_exchanges = AtomicUsize::new(0);
        let disk = Disk::asking(move |step, _| match step {
            Step::Exchange if n_exchanges.fetch_add(1, Ordering::Relaxed) == 0 => {
                fs::write(&put, "mine")?;
                if is_at_once {
                    return Ok(());
                }
                Err(io::ErrorKind::Unsupported.into())
            }
            _ => Ok(()),
        });
        let refused = place.write_with(&disk, &NEW);
        assert!(
            matches!(&refused, Err(FolderError::Foreign(named)) if *named == letter),
            "{refused:?}"
        );
        assert_eq!(
            (place.read("a/letter"), place.read("b")),
            ("mine".to_owned(), "old b".to_owned())
        );
        assert_eq!(place.beside(), ["site"]);
    }
}

/// A disk whose step number `n` fails, or that one and all that follow; and how many steps it was requested.
fn failing(n: usize, fails_on: bool) -> (Disk, Arc<AtomicUsize>) {
    let n_steps = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&n_steps);
    let disk = Disk::asking(move |_, _| {
        let step = counted.fetch_add(1, Ordering::Relaxed);
        if step == n || (fails_on && step > n) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    });
    (disk, n_steps)
}

/// Whatever step fails, the folder is the old one or the new one, as it was shown, and the next run leaves nothing
/// beside. Where all later steps fail, too, even those that tidy, it is as if the process had been killed.
#[test]
fn a_run_that_is_cut_off_is_brought_to_an_end_by_the_next() {
    for fails_on in [false, true] {
        let mut n = 0;
        loop {
            let place = Place::new();
            place.write(&OLD).expect("it is written");
            let (disk, n_steps) = failing(n, fails_on);
            let done = place.write_with(&disk, &NEW);
            let is_new = matches!(done, Ok(()) | Err(FolderError::NotFlushed(_)));
            let expected = if is_new { "new b" } else { "old b" };
            assert_eq!(place.read("b"), expected, "{n}: {done:?}");
            place.write(&OLD).expect("the next run has its turn");
            assert_eq!(place.beside(), ["site"], "{n}");
            if n_steps.load(Ordering::Relaxed) <= n {
                break;
            }
            n += 1;
        }
        assert!(n > 15, "only {n} steps");
    }
}

/// On a system without an exchange the old folder is away for a moment; whoever is killed then leaves it beside.
#[test]
fn an_old_folder_that_was_away_comes_back() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    let n_renames = AtomicUsize::new(0);
    let disk = Disk::asking(move |step, _| match step {
        Step::Exchange => Err(io::ErrorKind::Unsupported.into()),
        // The new folder gets its second name, the old one goes; then nothing works any more.
        Step::Rename if n_renames.fetch_add(1, Ordering::Relaxed) >= 2 => {
            Err(io::ErrorKind::StorageFull.into())
        }
        _ => Ok(()),
    });
    let refused = place.write_with(&disk, &NEW);
    let Err(FolderError::Aside(kept, _)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(fs::read(kept.join("b")).expect("it is there"), b"old b");
    assert!(!place.path().exists());
    let held = made(&place.disk, &place.path(), "a site").begin().map(drop);
    held.expect("the next run puts it back");
    assert_eq!(place.read("b"), "old b");
    assert_eq!(place.beside(), ["site"]);
}

#[test]
fn a_folder_of_somebody_else_in_the_place_beside_is_named() {
    let place = Place::new();
    let mine = place.beside.path().join(".kumppani-site-site");
    fs::create_dir_all(mine.join("letters")).expect("a folder can be made");
    let refused = place.write(&NEW);
    assert!(
        matches!(&refused, Err(FolderError::Left(path)) if *path == mine),
        "{refused:?}"
    );
    assert!(mine.join("letters").is_dir());
}

#[test]
fn what_somebody_put_into_what_a_killed_run_left_is_named() {
    let place = Place::new();
    place.write(&OLD).expect("it is written");
    let left = place.beside.path().join(".kumppani-site-site/swapped");
    fs::create_dir_all(&left).expect("a folder can be made");
    fs::write(left.join("letter"), "mine").expect("it can be written");
    let refused = place.write(&NEW);
    assert!(
        matches!(&refused, Err(FolderError::Left(path)) if *path == left.join("letter")),
        "{refused:?}"
    );
    assert_eq!(fs::read(left.join("letter")).expect("it is there"), b"mine");
}

/// What a run left for one folder is tidied by one for another beside it, unless it still goes on.
#[test]
fn what_is_left_for_another_folder_is_tidied() {
    let place = Place::new();
    let other = place.beside.path().join("other");
    let turn = made(&place.disk, &other, "a site").begin().expect("it begins");
    turn.aside.make().expect("a place is made");
    let mut filling = Filling::begin(&place.disk, turn.aside.filled(), "a site").expect("it begins");
    filling.put("b", b"new b").expect("it is filled");
    place.write(&OLD).expect("it is written");
    assert_eq!(
        place.beside(),
        [".kumppani-site-other", ".kumppani-site-other.lock", "site"]
    );
    // Killed: nothing is tidied, and the lock is gone.
    let left = place.beside.path().join(".kumppani-site-other");
    let copy = place.beside.path().join("copy");
    fs::rename(&left, &copy).expect("it can be moved");
    drop(turn);
    fs::rename(&copy, &left).expect("it can be moved back");
    place.write(&NEW).expect("it is written");
    assert_eq!(place.beside(), ["site"]);
}

#[test]
fn ten_at_once_leave_one_whole_folder() {
    let place = Place::new();
    let texts: Vec<String> = (0..10).map(|number| format!("number {number}")).collect();
    for _ in 0..6 {
        thread::scope(|scope| {
            for text in &texts {
                let place = &place;
                scope.spawn(move || {
                    let files = [("a", text.as_bytes()), ("b/c", text.as_bytes())];
                    place.write(&files).expect("each has its turn");
                });
            }
        });
        assert_eq!(place.read("a"), place.read("b/c"));
        assert_eq!(place.beside(), ["site"]);
    }
}
