//! Who may do what with the files that the program writes: new ones follow the umask and the folder, changed ones
//! keep what they had.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::Path;
use std::process::{Command, Output};
use std::time::SystemTime;

use chrono::NaiveDate;
use insta::assert_snapshot;
use kumppani::cli::{World, run};
use kumppani::disk::{Disk, Step};
use kumppani::wording::Lang;

use super::harness::{Place, TODAY};

const AGREEMENT: &str = "\
id: a
title: T
term: { starts: 2024, ends: 2027-06-30, notice_months: 3 }
groups:
  - { id: g, name: G, regions: all, chair: o1, members: [o1], duties: [ { id: d, text: Tekee, every: year } ] }
signatories:
  - { organisation: o1, name: N1, kind: other, regions: all, signed: 2024-01-02, contact: { role: R, email: a@example.fi } }
  - { organisation: o2, name: N2, kind: other, regions: all, contact: { role: R, email: b@example.fi } }
";

fn place() -> Place {
    let place = Place::of(&[("a.yaml", AGREEMENT)]);
    place.write(
        "registry.yaml",
        b"sender: { name: S, role: R, email: s@example.fi }\n",
    );
    place
}

fn mode(path: &Path) -> u32 {
    let found = fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    found.permissions().mode() & 0o777
}

/// The program under an umask.
fn run_under(place: &Place, umask: &str, args: &[&str]) -> Output {
    let program = place.command(args);
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(place.path("."));
    let output = command.output().expect("the program can be started");
    assert!(output.status.success(), "{args:?}: {}", place.describe(&output));
    output
}

/// Every way to a new file, and the files that are there then.
fn write_everything(place: &Place, umask: &str) -> Vec<(String, u32)> {
    for args in [
        &["signatories", "--all", "--contacts", "-o", "s.csv"][..],
        &["agreements", "-o", "a.xlsx"],
        &["document", "a", "-o", "a.docx"],
        &["workbook", "a", "-o", "w.xlsx"],
        &["calendar", "-o", "a.ics"],
        &["renew", "a", "--years", "3"],
        &["new", "b", "--title", "B", "--starts", "2028"],
        &["open", "a", "--on", "2024-01-01", "--yes"],
        &["remind", "a", "--to", "letters"],
        &["register", "--template", "new.xlsx"],
        &["templates", "--copy", "reminder.en.txt"],
        &[
            "organisation",
            "rename",
            "o1",
            "--name",
            "N3",
            "--until",
            "2025-05-01",
        ],
        &["man", "man"],
        &["init", "begun"],
        &["site", "site"],
    ] {
        run_under(place, umask, args);
    }
    let mut files: Vec<(String, u32)> = walkdir::WalkDir::new(place.path("."))
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| !["a.yaml", "registry.yaml"].contains(&&*entry.file_name().to_string_lossy()))
        .map(|entry| (entry.path().display().to_string(), mode(entry.path())))
        // Nothing is in a lock file, and the whole folder must be able to take it.
        .filter(|(path, _)| !path.ends_with("lock"))
        // The journal is its owner's alone.
        .filter(|(path, mode)| !path.ends_with("/.kumppani-journal") || *mode != 0o600)
        .collect();
    files.sort();
    files
}

#[test]
fn new_files_follow_the_umask_and_the_folder() {
    for (umask, expected) in [("077", 0o600), ("027", 0o640), ("022", 0o644), ("002", 0o664)] {
        let place = place();
        let files = write_everything(&place, umask);
        assert!(files.len() > 30, "{files:?}");
        for (path, mode) in files {
            assert!(mode == expected, "umask {umask}: {path} is {mode:o}");
        }
    }
}

#[test]
fn new_files_have_the_group_of_a_folder_that_hands_it_down() {
    let place = place();
    let folders = ["agreements", "letters"].map(|name| place.path(name));
    fs::create_dir_all(&folders[1]).expect("a folder");
    for folder in &folders {
        if chown(folder, None, Some(12345)).is_err() {
            return;
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(0o2775)).expect("it can be set");
    }
    for args in [
        &["renew", "a", "--years", "3"][..],
        &["open", "a", "--on", "2024-01-01", "--yes"],
        &["remind", "a", "--to", "letters"],
    ] {
        run_under(&place, "002", args);
    }
    for folder in folders {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if !path.ends_with("a.yaml") {
                let found = fs::metadata(&path).expect("it is there");
                assert_eq!(found.gid(), 12345, "{}", path.display());
            }
        }
    }
}

#[test]
fn an_edit_keeps_owner_mode_and_other_names() {
    let place = place();
    let path = place.path("agreements/a.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it can be set");
    let is_root = chown(&path, Some(65534), Some(12345)).is_ok();
    let before = fs::metadata(&path).expect("it is there");
    fs::hard_link(&path, place.path("copy.yaml")).expect("a link");
    assert_snapshot!(
        "rights_other_names",
        place.run(&["sign", "a", "o2", "--on", "2024-02-02"])
    );
    assert_snapshot!("rights_other_names_fi", {
        fs::remove_file(place.path("copy.yaml")).expect("it goes");
        fs::hard_link(&path, place.path("copy.yaml")).expect("a link");
        place.run_fi(&["open", "a", "--on", "2024-01-01"])
    });
    let after = fs::metadata(&path).expect("it is there");
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(mode(&path), 0o640);
    assert_eq!(after.uid() == 65534, is_root);
    assert!(place.read("copy.yaml").contains("2024-02-02") && !place.read("copy.yaml").contains("opened"));
}

/// The program as another user, who has no group of root's; `None` where tests cannot become one.
fn run_as_other(place: &Place, args: &[&str]) -> Option<Output> {
    let program = place.command(args);
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=54321", "--groups=12345"])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(place.path("."))
        .env("LC_ALL", "C.UTF-8");
    let version = place.command(&["--version"]);
    let can_run = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=54321", "--groups=12345"])
        .arg(version.get_program())
        .arg("--version")
        .output();
    can_run
        .is_ok_and(|output| output.status.success())
        .then(|| command.output().expect("it can be started"))
}

/// Two users of one group work in one folder.
#[test]
fn colleagues_share_a_folder() {
    let place = place();
    let open_to_group = |path: &Path, mode| {
        chown(path, None, Some(12345))
            .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(mode)))
    };
    fs::set_permissions(place.path("."), fs::Permissions::from_mode(0o755)).expect("it can be set");
    let folder = place.path("agreements");
    if open_to_group(&folder, 0o2775).is_err()
        || open_to_group(&place.path("agreements/a.yaml"), 0o664).is_err()
    {
        return;
    }
    // The first one keeps everything to himself but what the group has already.
    run_under(&place, "077", &["open", "a", "--on", "2024-01-01", "--yes"]);
    let Some(output) = run_as_other(&place, &["sign", "a", "o2", "--on", "2024-02-02"]) else {
        return;
    };
    assert!(output.status.success(), "{}", place.describe(&output));
    let found = fs::metadata(place.path("agreements/a.yaml")).expect("it is there");
    assert_eq!((found.gid(), found.mode() & 0o777), (12345, 0o664));
    // A file that he may not write is not written by giving its name to another.
    fs::set_permissions(place.path("agreements/a.yaml"), fs::Permissions::from_mode(0o444))
        .expect("it can be set");
    chown(place.path("agreements/a.yaml"), Some(0), Some(0)).expect("it can be given");
    let refused = run_as_other(&place, &["terminate", "a", "--on", "2026-12-31", "--yes"]).expect("as above");
    assert_snapshot!("rights_read_only", place.describe(&refused));
    // The group of a file that he may write all the same cannot be kept: no one else gets what it could do.
    fs::set_permissions(place.path("agreements/a.yaml"), fs::Permissions::from_mode(0o676))
        .expect("it can be set");
    let written = run_as_other(&place, &["terminate", "a", "--on", "2026-12-31", "--yes"]).expect("as above");
    assert_snapshot!("rights_other_group", place.describe(&written));
    assert_eq!(mode(&place.path("agreements/a.yaml")), 0o666);
}

/// A lock file that is something else is named, and nothing is made where it leads.
#[test]
fn a_lock_that_is_no_file_is_named() {
    let place = place();
    symlink("elsewhere", place.path("agreements/.kumppani-lock")).expect("a link");
    assert_snapshot!(
        "rights_lock_link",
        place.run(&["sign", "a", "o2", "--on", "2024-02-02"])
    );
    assert_snapshot!(
        "rights_lock_link_fi",
        place.run_fi(&["templates", "--copy", "reminder.en.txt"])
    );
    assert!(!place.path("agreements/elsewhere").exists());
    assert!(!place.read("agreements/a.yaml").contains("2024-02-02"));
}

/// What is in the place of the index's lock keeps no one from an answer.
#[test]
fn an_index_lock_that_is_no_file_is_left() {
    let place = place();
    symlink("elsewhere", place.path("registry.db.lock")).expect("a link");
    assert_snapshot!("rights_index_lock", place.run(&["agreements", "--format", "csv"]));
    assert!(!place.path("elsewhere").exists() && place.path("registry.db.lock").is_symlink());
}

/// A command on a disk whose folders cannot be flushed.
fn run_unflushed(place: &Place, args: &[&str], lang: Lang) -> (u8, String) {
    let disk = Disk::asking(|step, _| match step {
        Step::FlushFolder => Err(std::io::ErrorKind::StorageFull.into()),
        _ => Ok(()),
    });
    let today: NaiveDate = TODAY.parse().expect("a day");
    let world = World {
        args: [&["kumppani"], args]
            .concat()
            .into_iter()
            .map(Into::into)
            .collect(),
        folder: place.path(""),
        today,
        now: SystemTime::now(),
        disk,
        locale: lang,
        completing: None,
        no_color: true,
        columns: None,
        lines: None,
        pager: None,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        keyboard: kumppani::cli::Keyboard::Absent,
        ..World::real()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(&world, &mut out, &mut err);
    (exit, String::from_utf8(err).expect("messages are UTF-8"))
}

#[test]
fn a_file_whose_folder_is_not_flushed_is_shown_as_written() {
    let place = place();
    let shown = |args: &[&str], lang| {
        let (exit, err) = run_unflushed(&place, args, lang);
        format!("{err}--- exit {exit}\n")
    };
    for args in [
        &["open", "a", "--on", "2024-01-01", "--yes"][..],
        &["remind", "a", "--to", "letters"],
        &["extend", "a", "--until", "2028-06-30", "--decided", "2026-01-01"],
        &[
            "organisation",
            "rename",
            "o1",
            "--name",
            "N3",
            "--until",
            "2025-05-01",
        ],
        &["templates", "--copy", "reminder.en.txt"],
        &["register", "--template", "new.xlsx"],
        &["agreements", "-o", "a.csv"],
        &["document", "a", "-o", "a.docx"],
        &["man", "man"],
        &["init", "begun"],
    ] {
        let (exit, err) = run_unflushed(&place, args, Lang::En);
        assert!(err.contains(" is written, but "), "{args:?}: {err}");
        assert!(!err.contains("could not be written"), "{args:?}: {err}");
        assert_eq!(exit, 2, "{args:?}: {err}");
    }
    assert_snapshot!(
        "rights_unflushed_act",
        shown(&["sign", "a", "o2", "--on", "2024-02-02"], Lang::En)
    );
    assert!(place.read("agreements/a.yaml").contains("2024-02-02"));
    assert_snapshot!(
        "rights_unflushed_renew_fi",
        shown(&["renew", "a", "--years", "3"], Lang::Fi)
    );
    // An index that is lost is made again: nothing of it has to be confirmed.
    let (exit, err) = run_unflushed(&place, &["load", "--rebuild"], Lang::En);
    assert!(exit == 0 && !err.contains(" is written, but "), "{err}");
}
