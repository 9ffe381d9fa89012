//! What represents days, a site or a calendar that is subscribed to, is not made of a registry of which
//! anything had to be left out, whatever kept it from being read. Answers of a moment come with a warning.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

const SITE: [&str; 3] = ["site", "sivut", "--public"];
const CALENDAR: [&str; 4] = ["calendar", "--public", "-o", "tno.ics"];

/// The example with its site and its calendar.
fn published() -> Place {
    let place = Place::example();
    for args in [&SITE[..], &CALENDAR] {
        let output = place.output(args);
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    }
    place
}

/// Whether neither of the two is made again.
fn assert_refused(place: &Place, gap: &str) {
    let mark = b"the one before";
    place.write("sivut/index.html", mark);
    place.write("tno.ics", mark);
    for args in [&SITE[..], &CALENDAR, &["calendar"]] {
        let output = place.output(args);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{gap}: {}",
            place.describe(&output)
        );
        assert!(output.stdout.is_empty(), "{gap}");
        assert!(
            place.describe(&output).contains(gap),
            "{gap}: {}",
            place.describe(&output)
        );
    }
    for kept in ["sivut/index.html", "tno.ics"] {
        assert_eq!(place.read(kept).as_bytes(), mark, "{gap}");
    }
    let rows = place.output(&["calendar", "--format", "csv"]);
    assert_eq!(rows.status.code(), Some(0), "{gap}");
    assert!(place.describe(&rows).contains(gap), "{gap}");
}

#[test]
fn whatever_is_left_out_keeps_the_old_one() {
    let large = "#".repeat(5 * 1024 * 1024);
    for (gap, text) in [
        ("agreements/Lapin TNO 2018.yaml", "id: lapin-tno-2018\nterm: {"),
        ("agreements/lapin-tno-2018.yaml", "id: lapin-tno-2018\n"),
        ("agreements/vanhat/suuri.yml", &large),
        ("agreements/vanhat/organisations.yaml", "organisations: []\n"),
        ("agreements/organisations.yml", "organisations: []\n"),
        ("agreements/organisations.yaml", "organisations: [{ id: x }]\n"),
        ("registry.yml", "name: Verkosto\n"),
        ("registry.yaml", "url: [\n"),
    ] {
        let place = published();
        place.write(gap, text.as_bytes());
        assert_refused(&place, gap);
    }
}

#[cfg(unix)]
#[test]
fn a_link_and_a_folder_that_cannot_be_opened_are_gaps() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    let place = published();
    place.write("muualla.yaml", SMALL.as_bytes());
    let link = "agreements/sopimus-2014.yaml";
    std::os::unix::fs::symlink(place.path("muualla.yaml"), place.path(link)).expect("a link can be made");
    assert_refused(&place, link);
    fs::remove_file(place.path(link)).expect("it can be removed");
    let closed = place.path("agreements/vanhat");
    fs::create_dir(&closed).expect("a folder can be made");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("it can be closed");
    // Whoever may open everything has no such folder.
    if fs::read_dir(&closed).is_err() {
        assert_refused(&place, "agreements/vanhat");
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("it can be opened");
}

#[test]
fn what_is_no_file_of_the_registry_is_no_gap() {
    let place = published();
    for name in [
        "agreements/LUE.txt",
        "agreements/sopimus.pdf",
        "agreements/.lapin-tno-2014.yaml.swp",
        "agreements/.luonnos.yaml",
        "agreements/lapin-tno-2014.yaml~",
        "muistiinpanot.yaml",
    ] {
        place.write(name, b"x: [");
    }
    for args in [&SITE[..], &CALENDAR] {
        let output = place.output(args);
        assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
        assert!(
            !place.describe(&output).contains("warning"),
            "{}",
            place.describe(&output)
        );
    }
}

#[test]
fn the_refusal_says_what_is_missing_and_what_it_would_tell() {
    let place = published();
    place.write("registry.yaml", b"url: [\n");
    assert_snapshot!("gap_settings_fi", place.run_fi(&SITE));
    assert_snapshot!("gap_settings_calendar", place.run(&["calendar"]));
    place.write("agreements/organisations.yaml", b"organisations: [{ id: x }]\n");
    assert_snapshot!("gap_organisations", place.run(&SITE));
    for name in ["a", "b", "c"] {
        place.write(&format!("agreements/{name}.yaml"), b"id: [");
    }
    assert_snapshot!("gap_of_every_kind_fi", place.run_fi(&CALENDAR));
    assert_snapshot!(
        "gap_renew",
        place.run(&["renew", "--due-within", "12m", "--dry-run"])
    );
}

/// The public edition forgets which files it has not, and would call the agreement unknown.
#[test]
fn an_agreement_whose_file_has_errors_is_not_shown_as_unknown() {
    let place = Place::example();
    place.write("agreements/rikki.yaml", b"id: [");
    let args = ["calendar", "--agreement", "rikki", "--format", "table"];
    assert_snapshot!("gap_agreement", place.run(&args));
    assert_eq!(place.run(&[&args[..], &["--public"]].concat()), place.run(&args));
}
