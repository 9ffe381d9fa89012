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
