//! What no command may do to the registry: write an answer over its files, or in their midst.

use std::fs;

use insta::assert_snapshot;

use super::harness::Place;

/// The paths and bytes of all files but the index, which a question may bring up to date.
fn files(place: &Place) -> Vec<(String, Vec<u8>)> {
    let root = place.path("");
    let walk = walkdir::WalkDir::new(&root).sort_by_file_name();
    walk.into_iter()
        .map(|entry| entry.expect("the folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path())))
        .map(|(path, bytes)| (path, bytes.expect("a file can be read")))
        .filter(|(path, _)| !path.contains("registry.db"))
        .collect()
}

fn guarded() -> Place {
    let place = Place::example();
    place.write(
        "templates/document.html",
        b"<html><title><main>{{ document.title.text }}",
    );
    place.write("schema/agreement.schema.json", b"{}");
    place.output(&["load"]);
    place
}

#[test]
fn no_answer_is_written_over_the_registry() {
    let place = guarded();
    let before = files(&place);
    let inside = [
        "document",
        "lapin-tno-2014",
        "-o",
        "agreements/lapin-tno-2014.yaml",
    ];
    assert_snapshot!("guard_agreement", place.run(&inside));
    assert_snapshot!("guard_agreement_fi", place.run_fi(&inside));
    assert_snapshot!("guard_index", place.run(&["agreements", "-o", "registry.db"]));
    assert_snapshot!(
        "guard_index_fi",
        place.run_fi(&["agreements", "-o", "registry.db"])
    );
    let absolute = place.path("agreements/new.csv").display().to_string();
    for file in [
        "registry.yaml",
        "./registry.yaml",
        "agreements/../registry.yaml",
        "nofolder/../agreements/new.csv",
        "agreements/new.csv",
        "agreements/deeper/new",
        "templates/site/base.html",
        "schema/agreement.schema.json",
        "registry.db.lock",
        ".kumppani.lock",
        &absolute,
    ] {
        for args in [
            &["agreements"][..],
            &["calendar"],
            &["explain"],
            &["completions", "bash"],
        ] {
            let output = place.output(&[args, &["-o", file]].concat());
            assert_eq!(
                output.status.code(),
                Some(1),
                "{args:?} {file}: {}",
                place.describe(&output)
            );
        }
    }
    assert!(files(&place) == before);
    // Beside them there is room.
    for file in [
        "agreements.csv",
        "registry.html",
        "agreements.db.txt",
        "schema.json",
    ] {
        assert_eq!(
            place.output(&["agreements", "-o", file]).status.code(),
            Some(0),
            "{file}"
        );
    }
}

/// The index may be called otherwise, and the registry be another one than that of the folder.
#[test]
fn the_registry_is_guarded_wherever_it_is() {
    let place = guarded();
    let code = |args: &[&str]| place.output(args).status.code();
    assert_eq!(code(&["agreements", "--db", "own.txt"]), Some(0));
    let before = fs::read(place.path("own.txt")).expect("it is there");
    assert_eq!(
        code(&["agreements", "--db", "own.txt", "-o", "./own.txt"]),
        Some(1)
    );
    assert!(fs::read(place.path("own.txt")).expect("it is there") == before);
    place.write(
        "other/agreements/sopimus-2014.yaml",
        super::harness::SMALL.as_bytes(),
    );
    let other = ["--dir", "other", "agreements", "-o"];
    assert_eq!(code(&[&other[..], &["agreements/x.csv"]].concat()), Some(1));
    assert_eq!(code(&[&other[..], &["other/agreements/x.csv"]].concat()), Some(1));
    assert_eq!(code(&[&other[..], &["other/x.csv"]].concat()), Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_leads_past_nothing() {
    let place = guarded();
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(place.path(to), place.path(name)).expect("a link can be made");
    };
    link("registry.yaml", "link.html");
    link("agreements", "folder");
    let before = files(&place);
    for file in ["link.html", "folder/x.csv", "folder/../registry.yaml"] {
        let output = place.output(&["agreements", "-o", file]);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{file}: {}",
            place.describe(&output)
        );
    }
    assert!(files(&place) == before);
}

#[test]
fn an_answer_is_not_called_like_data_of_a_registry() {
    let place = guarded();
    let args = ["agreements", "-o", "out.yaml"];
    assert_snapshot!("guard_ending", place.run(&args));
    assert_snapshot!("guard_ending_fi", place.run_fi(&args));
    for file in ["x.YML", "x.db", "x.sqlite"] {
        let output = place.output(&["agreements", "--format", "csv", "-o", file]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(!place.path(file).exists(), "{file}");
    }
}

#[test]
fn no_folder_of_answers_lies_in_the_registry() {
    let place = guarded();
    let before = files(&place);
    assert_snapshot!("guard_site", place.run(&["site", "agreements/x"]));
    assert_snapshot!("guard_site_fi", place.run_fi(&["site", "agreements/x"]));
    let remind = ["remind", "keski-tunturi-2015", "--as-of", "2015-02-10", "--to"];
    for args in [
        &["site", "templates"][..],
        &["site", "x/../schema/y"],
        &["man", "agreements"],
        &["register", "--template", "agreements/uudet.xlsx"],
        &[&remind[..], &["agreements/kirjeet"]].concat(),
    ] {
        let output = place.output(args);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{args:?}: {}",
            place.describe(&output)
        );
    }
    assert!(files(&place) == before);
    assert!(!place.path("agreements/kirjeet").exists());
}

/// What is missing is named, and what to do about it.
#[test]
fn a_file_that_cannot_be_is_shown_with_the_next_step() {
    let place = guarded();
    place.write("out/x.txt", b"");
    let shown: Vec<String> = [
        &["agreements", "-o", "nofolder/x.docx"][..],
        &["agreements", "-o", "out"],
        &[
            "document",
            "lapin-tno-2014",
            "--organisation",
            "Lapin TE-palvelit",
        ],
        &["document", "lapin-tno-2014", "--organisation", "lapia"],
        &["document", "agreements/lapin-tno-2041.yaml"],
        &["document", "lapin TNO-palvelujen kumpanuussopimus 2014"],
        &["dokument", "x"],
    ]
    .map(|args| format!("{}\n{}", place.run(args), place.run_fi(args)))
    .into();
    assert_snapshot!("guard_next_steps", shown.join("\n"));
}
