//! What happens to organisations between agreements is written into `organisations.yaml`.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

/// A file with comments and both ways of writing an entry.
const RECORDED: &str = "\
# Organisaatiot
organisations:
  - { id: vanha, name: Vanha opisto, ceased: 2013-12-31 }   # lakannut
  - id: kunta
    name: Kunta
";

fn recorded(place: &Place) -> String {
    place.read("agreements/organisations.yaml")
}

fn place() -> Place {
    Place::of(&[("sopimus-2014.yaml", SMALL), ("organisations.yaml", RECORDED)])
}

#[test]
fn a_new_name_keeps_the_old_one() {
    let place = place();
    let args = [
        "organisation",
        "rename",
        "opisto",
        "--name",
        "Uusi opisto",
        "--until",
        "31.12.2025",
    ];
    assert_snapshot!("rename_dry_run", place.run(&[&args[..], &["--dry-run"]].concat()));
    assert_eq!(recorded(&place), RECORDED);
    assert_snapshot!("rename_fi", place.run_fi(&args));
    let entry = "  - id: opisto\n    name: Uusi opisto\n    former_names:\n      - { name: Opisto, until: 2025-12-31 }\n";
    assert_eq!(recorded(&place), format!("{RECORDED}{entry}"));
    assert_snapshot!("rename_again_fi", place.run_fi(&args));
    assert_eq!(recorded(&place), format!("{RECORDED}{entry}"));
    // A third name: the second one becomes a former name, too.
    place.run(&["organisation", "rename", "opisto", "--name", "Kolmas opisto"]);
    let later = entry
        .replace("name: Uusi opisto", "name: Kolmas opisto")
        .replace("2025-12-31 }\n", "2025-12-31 }\n      - { name: Uusi opisto }\n");
    assert_eq!(recorded(&place), format!("{RECORDED}{later}"));
    let organisation = &place.json(&["show", "opisto"]);
    assert_eq!(organisation["name"], "Kolmas opisto");
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
}

#[test]
fn an_organisation_ceases_with_its_successors() {
    let place = place();
    let args = [
        "organisation",
        "cease",
        "kunta",
        "--on",
        "2025-12-31",
        "--successor",
        "opisto: koko toiminta",
        "--successor",
        "uusi-kunta",
    ];
    assert_snapshot!("cease_fi", place.run_fi(&args));
    let ceased = "    ceased: 2025-12-31\n    successors:\n      - { organisation: opisto, scope: koko toiminta }\n      - { organisation: uusi-kunta }\n";
    assert_eq!(recorded(&place), format!("{RECORDED}{ceased}"));
    assert_snapshot!("cease_again", place.run(&args));
    for (name, args) in [
        ("other_day", &["kunta", "--on", "2025-12-30"][..]),
        (
            "other_scope",
            &["kunta", "--on", "2025-12-31", "--successor", "opisto: osa"],
        ),
        ("itself", &["kunta", "--on", "2025-12-31", "--successor", "kunta"]),
        ("unknown", &["kunto", "--on", "2025-12-31"]),
        (
            "no_id",
            &["kunta", "--on", "2025-12-31", "--successor", "Uusi Kunta"],
        ),
    ] {
        let args = [&["organisation", "cease"], args].concat();
        assert_snapshot!(format!("cease_{name}_fi"), place.run_fi(&args));
        assert_eq!(recorded(&place), format!("{RECORDED}{ceased}"), "{name}");
    }
    // A successor that is found out later is added to the record.
    place.run(&[
        "organisation",
        "cease",
        "vanha",
        "--on",
        "2013-12-31",
        "--successor",
        "opisto",
    ]);
    assert!(
        recorded(&place).contains(
            "- { id: vanha, name: Vanha opisto, ceased: 2013-12-31, successors: [{ organisation: opisto }] }   # lakannut"
        ),
        "{}",
        recorded(&place)
    );
}

#[test]
fn the_file_is_made_where_there_is_none() {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.run(&[
        "organisation",
        "cease",
        "opisto",
        "--on",
        "2026-06",
        "--successor",
        "toinen: koulutus",
    ]);
    assert_snapshot!("organisations_file", recorded(&place));
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
    // A file with nothing but comments keeps them, and its line endings.
    place.write("agreements/organisations.yaml", b"# Oma huomautus\r\n# toinen");
    place.run(&["organisation", "rename", "opisto", "--name", "Uusi: opisto"]);
    assert_eq!(
        recorded(&place),
        "# Oma huomautus\r\n# toinen\r\norganisations:\r\n  - id: opisto\r\n    name: \"Uusi: opisto\"\r\n    \
         former_names:\r\n      - { name: Opisto }\r\n"
    );
    place.write(
        "agreements/organisations.yaml",
        b"organisations: [{ id: Opisto }]\n",
    );
    assert_snapshot!(
        "organisations_broken_fi",
        place.run_fi(&["organisation", "rename", "opisto", "--name", "Uusi"])
    );
}

#[test]
fn names_and_ends_follow_each_other() {
    let place = place();
    let rename = |name: &'static str, until: &'static str| {
        [
            "organisation",
            "rename",
            "kunta",
            "--name",
            name,
            "--until",
            until,
        ]
    };
    place.run(&["organisation", "rename", "kunta", "--name", "Uusi kunta"]);
    // The last day of the old name is found out later.
    place.run(&rename("  Uusi   kunta ", "2020-12-31"));
    let expected = RECORDED.replace(
        "    name: Kunta\n",
        "    name: Uusi kunta\n    former_names:\n      - { name: Kunta, until: 2020-12-31 }\n",
    );
    assert_eq!(recorded(&place), expected);
    for (name, args) in [
        ("other_last_day", &rename("Uusi kunta", "2021-12-31")[..]),
        ("reversed", &rename("Kolmas kunta", "2019")),
        ("ahead", &rename("Kolmas kunta", "2099")),
        ("empty", &rename(" ", "2022")),
        (
            "ceased_before_name",
            &["organisation", "cease", "kunta", "--on", "2019"],
        ),
        (
            "ceased_successor",
            &[
                "organisation",
                "cease",
                "kunta",
                "--on",
                "2022",
                "--successor",
                "vanha",
            ],
        ),
        (
            "twice",
            &[
                "organisation",
                "cease",
                "kunta",
                "--on",
                "2022",
                "--successor",
                "opisto",
                "--successor",
                "opisto: osa",
            ],
        ),
    ] {
        assert_snapshot!(format!("refused_{name}_fi"), place.run_fi(args));
        assert_eq!(recorded(&place), expected, "{name}");
    }
    assert_snapshot!(
        "near_successor_fi",
        place.run_fi(&[
            "organisation",
            "cease",
            "kunta",
            "--on",
            "2022",
            "--successor",
            "opista",
            "--dry-run"
        ])
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_file_is_shown() {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.write("muualla.yaml", b"organisations: []\n");
    std::os::unix::fs::symlink(
        place.path("muualla.yaml"),
        place.path("agreements/organisations.yaml"),
    )
    .expect("a link can be made");
    assert_snapshot!(
        "link_fi",
        place.run_fi(&["organisation", "rename", "opisto", "--name", "Uusi"])
    );
    assert_eq!(place.read("muualla.yaml"), "organisations: []\n");
}
