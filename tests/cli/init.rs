//! A registry of one's own: the network by options, or by the answers to three questions.

use std::path::Path;

use insta::assert_snapshot;
use kumppani::wording::Lang;

use super::harness::Place;

const AGREEMENT: &str = "agreements/sopimus-2026.yaml";

/// Runs the program with someone at the keyboard, and says what is shown on stderr and the exit status.
fn typing(place: &Place, args: &[&str], lang: Lang, typed: &[&str]) -> String {
    let (out, said) = place.typing(args, lang, typed);
    assert_eq!(out, "");
    said
}

fn is_begun(folder: &Path) -> bool {
    folder.join("registry.yaml").exists()
}

#[test]
fn the_network_is_given_by_options() {
    let place = Place::empty();
    let args = [
        "init",
        "--name",
        "Kainuun \u{200b} HYTE-verkosto",
        "--regions",
        " Ylä-Kainuu,Kajaani ,",
        "--language",
        "en",
    ];
    assert_snapshot!("init_network", place.run(&args));
    assert_snapshot!("init_network_settings", place.read("registry.yaml"));
    let agreement = place.read(AGREEMENT);
    assert!(
        agreement.contains("all, or a list: [Ylä-Kainuu, Kajaani]\n"),
        "{agreement}"
    );
    assert!(
        !agreement.contains("Lapland") && !agreement.contains("municipality: "),
        "{agreement}"
    );
    // A second run has nothing to do; other settings are not written over.
    assert!(place.run(&args).ends_with("--- exit 0\n"), "{}", place.run(&args));
    assert_snapshot!(
        "init_network_again_fi",
        place.run_fi(&["init", "--name", "Toinen"])
    );
    assert!(
        place
            .read("registry.yaml")
            .contains("name: Kainuun HYTE-verkosto")
    );
}

#[test]
fn a_network_may_have_no_regions() {
    let place = Place::empty();
    place.run_fi(&["init", "--regions", "none"]);
    assert!(
        place.read("registry.yaml").contains("\nregions: []"),
        "{}",
        place.read("registry.yaml")
    );
    assert!(
        !place.read(AGREEMENT).contains("regions"),
        "{}",
        place.read(AGREEMENT)
    );
}

#[test]
fn what_cannot_be_regions_is_refused() {
    let place = Place::empty();
    let refused: Vec<String> = ["Itä, ITA", ", ,", "kaikki", "Itä,all"]
        .into_iter()
        .map(|regions| place.run(&["init", "--regions", regions]))
        .collect();
    assert_snapshot!("init_regions_refused", refused.concat());
    assert_snapshot!(
        "init_regions_refused_fi",
        place.run_fi(&["init", "--regions", "Itä,Itä"]) + &place.run_fi(&["init", "--name", " "])
    );
    assert!(!is_begun(&place.path("")));
}

#[test]
fn a_person_at_a_terminal_is_asked() {
    let place = Place::empty();
    let typed = ["Kirjastoverkko", "Itä, itä", "Itä, Länsi-Savo", "sv", "en"];
    assert_snapshot!(
        "init_asked_fi",
        typing(&place, &["init", "oma"], Lang::Fi, &typed)
    );
    let settings = place.read("oma/registry.yaml");
    assert!(
        settings.contains("\nname: Kirjastoverkko\nlanguage: en "),
        "{settings}"
    );
    assert!(settings.contains("  - id: Länsi-Savo\n"), "{settings}");
    assert!(
        place
            .read(&format!("oma/{AGREEMENT}"))
            .contains("[Itä, Länsi-Savo]\n")
    );
    // Settings that are there are not asked for.
    assert_snapshot!(
        "init_asked_again",
        typing(&place, &["init", "oma"], Lang::En, &[])
    );
}

/// Empty answers and the end of the input take the defaults, which are those of a run without questions.
#[test]
fn whoever_answers_nothing_gets_the_defaults() {
    let (silent, place) = (Place::empty(), Place::empty());
    silent.run(&["init"]);
    assert_snapshot!("init_defaults", typing(&place, &["init"], Lang::En, &["", " "]));
    for path in ["registry.yaml", AGREEMENT] {
        assert_eq!(place.read(path), silent.read(path));
    }
    for args in [
        &["init", "a", "--yes"][..],
        &["init", "b", "--language", "fi"],
        &["init", "c", "--quiet"],
    ] {
        let shown = typing(&place, args, Lang::En, &["never typed"]);
        assert!(!shown.contains("Name of the network"), "{shown}");
        assert_eq!(
            place.read(&format!("{}/registry.yaml", args[1])),
            silent.read("registry.yaml")
        );
    }
}
