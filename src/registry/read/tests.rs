//! What comes of files that become something else between the walk and the reading.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::*;
use crate::diagnostic::Code;

const SECRET: &str = "id: secret\n";

/// A registry with `agreements/s/a.yaml`, and a folder with a file of the same name outside it.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder for the test");
    for (folder, text) in [("agreements/s", "id: a\n"), ("outside", SECRET)] {
        fs::create_dir_all(place.path().join(folder)).expect("a folder");
        fs::write(place.path().join(folder).join("a.yaml"), text).expect("a file");
    }
    place
}

/// What is read of the one file when `change` comes after the walk.
fn read_after(change: impl FnOnce(&Path)) -> Result<Vec<u8>, Code> {
    let place = place();
    let found = source::walk(place.path()).expect("a registry");
    change(place.path());
    match open(&found.files[0]) {
        Opened::Bytes(bytes) => Ok(bytes),
        Opened::Unreadable(finding) => Err(finding.code),
    }
}

#[test]
fn a_file_is_read_as_it_is_now() {
    let rewritten = |root: &Path| fs::write(root.join("agreements/s/a.yaml"), "new").expect("a file");
    assert_eq!(read_after(rewritten), Ok(b"new".to_vec()));
    let gone = |root: &Path| fs::remove_file(root.join("agreements/s/a.yaml")).expect("it goes");
    assert_eq!(read_after(gone), Err(Code::UnreadableFile));
    let grown = |root: &Path| {
        let bytes = vec![b' '; 5 * 1024 * 1024];
        fs::write(root.join("agreements/s/a.yaml"), bytes).expect("a file");
    };
    assert_eq!(read_after(grown), Err(Code::FileTooLarge));
}

#[test]
fn nothing_outside_is_read_and_no_pipe_waited_for() {
    let linked = |root: &Path| {
        fs::remove_file(root.join("agreements/s/a.yaml")).expect("it goes");
        symlink(root.join("outside/a.yaml"), root.join("agreements/s/a.yaml")).expect("a link");
    };
    assert_eq!(read_after(linked), Err(Code::SkippedFile));
    let folder_linked = |root: &Path| {
        fs::rename(root.join("agreements/s"), root.join("agreements/t")).expect("it moves");
        symlink(root.join("outside"), root.join("agreements/s")).expect("a link");
    };
    assert_eq!(read_after(folder_linked), Err(Code::SkippedFile));
    let pipe = |root: &Path| {
        let path = root.join("agreements/s/a.yaml");
        fs::remove_file(&path).expect("it goes");
        crate::disk::testing::make_pipe(&path);
    };
    assert_eq!(read_after(pipe), Err(Code::SkippedFile));
}

/// Registries share one folder of agreements by links.
#[test]
fn the_folder_of_the_agreements_may_be_a_link() {
    let place = place();
    let other = place.path().join("other");
    fs::create_dir(&other).expect("a folder");
    symlink("../agreements", other.join("agreements")).expect("a link");
    let found = source::walk(&other).expect("a registry");
    assert!(matches!(open(&found.files[0]), Opened::Bytes(bytes) if bytes == b"id: a\n"));
}
