//! Files that commands write: none before it is sure that the answer can be shown as it is requested, and
//! none in the place of a link.

use insta::assert_snapshot;

use super::harness::Place;

/// A format that the answer does not have is found before anything is written.
#[test]
fn a_format_that_cannot_be_had_keeps_everything_from_being_written() {
    let place = Place::example();
    assert_snapshot!(
        "site_no_format_fi",
        place.run_fi(&["site", "sivut", "--format", "csv"])
    );
    assert!(!place.path("sivut").exists());
    assert_snapshot!("load_no_format", place.run(&["load", "-o", "tulos.csv"]));
    assert!(!place.path("registry.db").exists() && !place.path("tulos.csv").exists());
    let path = "agreements/lapin-tno-2012.yaml";
    let before = "id: lapin-tno-2012\ntitle: Sopimus\nterm: { starts: 1.1.2012, ends: 2014 }\n";
    place.write(path, before.as_bytes());
    let output = place.output(&["validate", "--fix", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", place.describe(&output));
    assert_eq!(place.read(path), before);
}
/// What has no answer is not requested one.
#[test]
fn a_command_without_an_answer_refuses_the_options_of_answers() {
    let place = Place::example();
    place.write("oma.txt", b"oma");
    let copy = ["templates", "--copy", "document.html"];
    assert_snapshot!(
        "copy_with_format_fi",
        place.run_fi(&[&copy[..], &["--format", "json"]].concat())
    );
    for command in [&copy[..], &["init", "uusi"], &["man", "ohjeet"]] {
        for option in [["--format", "json"], ["-o", "oma.txt"]] {
            let output = place.output(&[command, &option].concat());
            assert_eq!(output.status.code(), Some(2), "{}", place.describe(&output));
        }
    }
    for made in ["templates", "uusi", "ohjeet"] {
        assert!(!place.path(made).exists(), "{made}");
    }
    assert_eq!(place.read("oma.txt"), "oma");
}

#[cfg(unix)]
#[test]
fn an_output_file_that_is_a_link_stays_one() {
    use std::fs;
    use std::os::unix::fs::symlink;
    let place = Place::example();
    place.write("julki/vanha.csv", b"old");
    // From link to link, to a file that is there and to one that is not.
    symlink("julki/linkki.csv", place.path("sopimukset.csv")).expect("a link can be made");
    symlink("vanha.csv", place.path("julki/linkki.csv")).expect("a link can be made");
    symlink("julki/uusi.csv", place.path("uusi.csv")).expect("a link can be made");
    for (link, file) in [
        ("sopimukset.csv", "julki/vanha.csv"),
        ("uusi.csv", "julki/uusi.csv"),
    ] {
        let shown = place.run(&["agreements", "-o", link]);
        assert_eq!(shown, format!("--- stderr\nwrote 4 rows to {link}\n--- exit 0\n"));
        assert!(
            place.path(link).is_symlink() && !place.path(file).is_symlink(),
            "{link}"
        );
        assert!(place.read(file).contains("lapin-tno-2014"), "{link}");
    }
    symlink("silmukka.csv", place.path("silmukka.csv")).expect("a link can be made");
    let output = place.output(&["agreements", "-o", "silmukka.csv"]);
    assert_eq!(output.status.code(), Some(2), "{}", place.describe(&output));
    assert!(place.path("silmukka.csv").is_symlink());
    let names = fs::read_dir(place.path("julki")).expect("it can be read").count();
    assert_eq!(names, 3, "no temporary file is left");
}

/// Neither a list that is no text nor what it is in is touched.
#[test]
fn a_list_that_is_no_text_is_shown() {
    let place = Place::example();
    place.write(
        "sivut/kumppani-site.txt",
        b"kumppani site: internal edition\n\xe4.html\n",
    );
    assert_snapshot!("site_list_no_text_fi", place.run_fi(&["site", "sivut"]));
}
