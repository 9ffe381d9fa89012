//! Names that are made into files and typed into shells: what they would be read as, and whether they can be.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;

use super::harness::{Place, SMALL, TODAY};

/// A new file is proved under the name that it gets, and has none that another system cannot have.
#[test]
fn a_new_file_is_read_as_what_it_is_called() {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    let renewed = |id: &str| place.run(&["renew", "sopimus-2014", "--starts", "2027-01-01", "--id", id]);
    for id in ["organisations", "organisations-conflict-2027"] {
        assert!(
            renewed(id).contains("would not be read as the agreement"),
            "{}",
            renewed(id)
        );
        assert!(!place.path(&format!("agreements/{id}.yaml")).exists());
    }
    assert_snapshot!("name_device", renewed("aux"));
    assert_snapshot!(
        "name_device_fi",
        place.run_fi(&["renew", "sopimus-2014", "--into", "com1"])
    );
    for id in ["console", "aux-2027"] {
        assert!(renewed(id).ends_with("--- exit 0\n"), "{}", renewed(id));
        fs::remove_file(place.path(&format!("agreements/{id}.yaml"))).expect("the draft was written");
    }
}

/// An earlier registry may have such a file, which goes on working where it does.
#[cfg(unix)]
#[test]
fn a_name_that_windows_cannot_have_is_a_warning() {
    let named = |id: &str| SMALL.replace("sopimus-2014", id);
    let place = Place::of(&[
        ("aux.yaml", &named("aux")),
        ("nul/loppu./con-1.yaml", &named("con-1")),
    ]);
    assert_snapshot!("name_windows", place.run(&["validate", "--format", "short"]));
    assert!(place.run(&["agreements"]).contains("aux"));
    let place = Place::of(&[("auxiliary.yaml", &named("auxiliary"))]);
    assert!(place.run(&["validate"]).starts_with("no findings"));
}

/// What is typed can begin with a hyphen or hold what a shell would obey; a command that is proposed for it can be given.
#[test]
fn a_proposal_for_any_name_can_be_given() {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    for name in ["-uusi", "--all", "-q \"$HOME\" `x`", "it's; true"] {
        let show = place.run(&["show", "--as-of", TODAY, "--", name]);
        let search = between(&show, "`kumppani search ", "` searches");
        assert_given(&place, &format!("search {search}"));
        let sign = place.run(&[
            "sign",
            "--on",
            "2020",
            "--as-of",
            TODAY,
            "--",
            "sopimus-2014",
            name,
        ]);
        let register = between(&sign, "`kumppani register AGREEMENT ", "`\n");
        assert_given(&place, &format!("register sopimus-2014 --dry-run {register}"));
    }
}

fn between<'t>(shown: &'t str, begin: &str, end: &str) -> &'t str {
    let rest = shown.split_once(begin).map(|(_, rest)| rest);
    let found = rest.and_then(|rest| rest.split_once(end));
    found.map_or_else(|| panic!("{begin} is not in {shown}"), |(found, _)| found)
}

/// The command works as a person types it into a shell.
fn assert_given(place: &Place, command: &str) {
    let program = env!("CARGO_BIN_EXE_kumppani");
    let output = Command::new("bash")
        .args(["-c", &format!("'{program}' --as-of {TODAY} {command}")])
        .current_dir(place.path(""))
        .output()
        .expect("a shell can be started");
    assert!(output.status.success(), "{command}: {}", place.describe(&output));
}
