//! One organisation, registered by its name alone.

use insta::assert_snapshot;

use super::harness::{Place, SMALL};

const FILE: &str = "agreements/sopimus-2014.yaml";

fn place() -> Place {
    let place = Place::of(&[("sopimus-2014.yaml", SMALL)]);
    place.write(
        "agreements/organisations.yaml",
        "organisations:
  - { id: kunta, name: Uusikunta, former_names: [{ name: Vanhakunta, until: 2013-12-31 }] }
  - { id: salla, name: Sallan lukio }
"
        .as_bytes(),
    );
    place
}

#[test]
fn a_name_and_a_region_are_enough() {
    let place = place();
    let register =
        |name: &str| ["register", "sopimus-2014", "--name", name, "--region", "Itä"].map(str::to_owned);
    let run = |name: &str| place.run(&register(name).each_ref().map(String::as_str));
    let shown = [
        // A new organisation.
        run("Kajaanin \u{200b}kaupunki"),
        // One that is known by its present name or an earlier one.
        run("UUSIKUNTA"),
        run("Vanhakunta"),
        // The id of its name belongs to another.
        run("Salla"),
        run("—"),
    ];
    assert_snapshot!("register_by_name", shown.concat());
    assert_snapshot!(
        "register_by_name_file",
        place
            .read(FILE)
            .strip_prefix(SMALL)
            .expect("what was there stays")
    );
    let dry_run = [
        "register",
        "sopimus-2014",
        "--name",
        "Kirjasto",
        "--region",
        "Länsi",
        "--dry-run",
    ];
    assert_snapshot!(
        "register_by_name_fi",
        place.run_fi(&dry_run)
            + &place.run_fi(&[
                "register",
                "sopimus-2014",
                "--name",
                "Sallan lukio",
                "--region",
                "Itä"
            ])
            + &place.run_fi(&["register", "sopimus-2014"])
    );
    // A given id is not chosen, and so not said.
    let given = place.run(&[
        "register",
        "sopimus-2014",
        "--organisation",
        "seura",
        "--name",
        "Seura",
        "--quiet",
    ]);
    assert_eq!(given, "--- exit 0\n");
    assert_eq!(place.output(&["validate"]).status.code(), Some(0));
}
