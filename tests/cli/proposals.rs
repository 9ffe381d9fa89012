//! Every command that is proposed about the example and about small registries in which something is wrong can
//! be given.

use std::fs;
use std::path::Path;

use super::harness::Place;
use crate::try_proposals::try_proposals;

/// Days on which different things are to be done, in the example.
const DAYS: [&str; 8] = [
    "2013-11-30",
    "2014-06-30",
    "2015-04-01",
    "2016-10-01",
    "2017-03-30",
    "2018-01-02",
    "2024-06-01",
    "2026-11-21",
];

#[test]
fn every_command_proposed_about_the_example_works() {
    let place = Place::example();
    let mut n_tried = 0;
    for day in DAYS {
        let tried = try_proposals(&place.path(""), day);
        assert!(
            tried.refused.is_empty(),
            "on {day}:\n{}",
            tried.refused.join("\n")
        );
        n_tried += tried.commands.len();
    }
    assert!(n_tried > 100, "only {n_tried} commands are proposed");
}

#[test]
fn every_command_proposed_where_something_is_wrong_works() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/proposals/registries");
    let (mut n_tried, mut refused) = (0, Vec::new());
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let registry = entry.expect("its entries can be read").path();
        let place = Place::of(&[]);
        copy(&registry, &place, "");
        for day in days(&registry) {
            let tried = try_proposals(&place.path(""), day);
            let name = registry
                .file_name()
                .expect("a folder has a name")
                .to_string_lossy();
            let shown = tried
                .refused
                .iter()
                .map(|shown| format!("{name} on {day}: {shown}"));
            refused.extend(shown);
            n_tried += tried.commands.len();
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(n_tried > 100, "only {n_tried} commands are proposed");
}

/// Days within the life of the agreements of a registry: no one opens one years before its term.
fn days(registry: &Path) -> &'static [&'static str] {
    let name = registry
        .file_name()
        .expect("a folder has a name")
        .to_string_lossy();
    match name.as_ref() {
        "successor-that-ceased" => &["2007-01-15", "2010-06-01", "2011-01-10"],
        "own-export-not-readable" | "duties-of-those-not-bound" => {
            &["2016-06-01", "2017-02-01", "2020-12-01"]
        }
        "sub-agreement-outlives-main" => &["2021-06-01", "2023-11-01", "2024-06-01", "2025-10-01"],
        _ => &["2023-06-01", "2024-02-01", "2024-09-01", "2026-11-21"],
    }
}

fn copy(from: &Path, place: &Place, below: &str) {
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let path = entry.expect("its entries can be read").path();
        let name = path
            .file_name()
            .expect("an entry has a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            copy(&path, place, &format!("{below}{name}/"));
        } else {
            let bytes = fs::read(&path).expect("a file can be read");
            place.write(&format!("{below}{name}"), &bytes);
        }
    }
}
