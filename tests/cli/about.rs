//! Answers about one agreement come from the few files that bear on it; they are those that all files give.

use super::harness::Place;

/// With `--no-load` all files are read.
fn check(place: &Place, commands: &[&[&str]]) {
    for command in commands {
        let all = place.output(&[*command, &["--no-load"]].concat());
        let few = place.output(command);
        assert!(all.status.success(), "{command:?}: {}", place.describe(&all));
        assert_eq!(place.describe(&few), place.describe(&all), "{command:?}");
    }
}

#[test]
fn answers_about_one_agreement_are_those_of_all_files() {
    let place = Place::example();
    let ids = [
        "lapin-tno-2012",
        "lapin-tno-2014",
        "lapin-tno-2017",
        "keski-tunturi-2015",
    ];
    for id in ids {
        for day in ["2013-05-01", "2014-12-31", "2017-02-01", "2026-11-21"] {
            check(
                &place,
                &[
                    &["board", id, "--as-of", day],
                    &["document", id, "--as-of", day],
                    &[
                        "document",
                        id,
                        "--changed-since",
                        "lapin-tno-2012",
                        "--as-of",
                        day,
                    ],
                    &["diff", "lapin-tno-2012", id, "--as-of", day],
                ],
            );
        }
    }
}

/// Who has no record is called as it signed, in whichever agreement that was.
#[test]
fn a_successor_is_called_as_it_signed_elsewhere() {
    let agreement = |id: &str, organisation: &str, name: &str, signed: &str| {
        format!(
            "id: {id}\ntitle: {id}\nterm: {{ starts: 2024, ends: 2030 }}\ngroups: []\nsignatories:\n  \
             - {{ organisation: {organisation}, name: {name}, kind: other, regions: all{signed} }}\n"
        )
    };
    let place = Place::of(&[
        ("yksi.yaml", &agreement("yksi", "vanha", "Vanha opisto", "")),
        (
            "kaksi.yaml",
            &agreement("kaksi", "uusi", "Uusi opisto", ", signed: 2024-01-02"),
        ),
        (
            "organisations.yaml",
            "organisations:\n  - { id: vanha, name: Vanha opisto, ceased: 2025-12-31, successors: [{ organisation: keskimmainen }] }\n  \
             - { id: keskimmainen, name: Keskimmäinen, ceased: 2026-01-31, successors: [{ organisation: uusi }] }\n",
        ),
    ]);
    place.write(
        "registry.yaml",
        b"name: Verkosto\nsender: { name: Verkosto, role: Koordinaattori, email: v@example.fi }\n",
    );
    place.run(&["open", "yksi", "--on", "2024-01-01"]);
    let remind: &[&str] = &["remind", "yksi", "--to", "kirjeet", "--dry-run"];
    let letters = place.run(remind);
    assert!(letters.contains("Uusi opisto"), "{letters}");
    check(&place, &[remind, &["board", "yksi"], &["diff", "yksi", "kaksi"]]);
}

#[test]
fn what_is_left_out_is_shown_the_same() {
    let place = Place::example();
    place.run(&["load"]);
    place.write(
        "agreements/lapin-tno-2017.yaml",
        b"id: lapin-tno-2017\ntitle: [\n",
    );
    check(
        &place,
        &[&["board", "lapin-tno-2014"], &["document", "lapin-tno-2014"]],
    );
    let refused = place.run(&["board", "lapin-tno-2017"]);
    assert_eq!(refused, place.run(&["board", "lapin-tno-2017", "--no-load"]));
    assert!(
        refused.contains("the file of `lapin-tno-2017` has errors"),
        "{refused}"
    );
}
