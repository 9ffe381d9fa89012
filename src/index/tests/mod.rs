//! The index as a whole, and every question on a small registry.

mod agreements;
mod apply;
mod file;
mod groups;
mod lists;
mod queries;
mod search;
mod show;
mod sql;
mod trust;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::testing::*;
use super::*;
use crate::disk::Disk;
use crate::wording::{Lang, Wording};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("registry.db");
    (folder, path)
}

fn build(path: &Path) -> Index {
    Index::build(
        &Disk::real(),
        path,
        &crate::model::Network::lapland(),
        registry().files,
    )
    .expect("an index")
    .0
}

fn ready(path: &Path) -> Index {
    match Index::find(path, Extent::ByTurns).expect("an index") {
        Found::Ready(index) => index,
        other => panic!("the index is not ready: {other:?}"),
    }
}

/// What SQLite itself can check, and the words of the search.
fn check_integrity(index: &Index) {
    let copy = compare::copy(&index.connection).expect("a copy");
    assert!(compare::is_sound(&copy).expect("a verdict"));
}

fn names_in(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn refused(path: &str, version: u8) -> FileChange {
    let refusal = FirstError {
        line: 7,
        code: "syntax".to_owned(),
        message: Wording::fixed("a tab", "sarkain"),
        errors: 2,
    };
    file(path, version, FileContent::Refused(refusal))
}

fn removing(path: &str) -> Changes {
    Changes {
        removed: vec![FilePath::new(path)],
        ..Changes::default()
    }
}

/// One column of an answer.
fn of<'a, T>(rows: &'a [T], column: impl Fn(&'a T) -> &'a str) -> Vec<&'a str> {
    rows.iter().map(column).collect()
}
