//! What the commands on organisations refuse, validation finds in `organisations.yaml`, and the other way
//! round; and an organisation is registered under one id.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::rules::{AGREEMENT, codes, run};
use crate::harness::Place;

const RECORD: &str = "\
organisations:
  - { id: opisto, name: Opisto, former_names: [{ name: Koulu, until: 2019-06-30 }] }
  - { id: vanha, name: Vanha, ceased: 2013-12-31, successors: [{ organisation: opisto }] }
";

fn place() -> Place {
    let place = Place::of(&[("a-2018.yaml", AGREEMENT)]);
    place.write("agreements/organisations.yaml", RECORD.as_bytes());
    place
}

/// The act that is refused, the same facts by hand (from, to), the code under which they are found, and a
/// near miss.
const CASES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "organisation cease opisto --on 2020-01-31 --successor opisto",
        "former_names: [{ name: Koulu, until: 2019-06-30 }]",
        "ceased: 2020-01-31, successors: [{ organisation: opisto }]",
        "succession-cycle",
        "organisation cease opisto --on 2020-01-31 --successor odottaa",
    ),
    (
        "organisation cease opisto --on 2020-01-31 --successor vanha",
        "former_names: [{ name: Koulu, until: 2019-06-30 }]",
        "ceased: 2020-01-31, successors: [{ organisation: vanha }]",
        "succession-cycle",
        "organisation cease opisto --on 2020-01-31",
    ),
    (
        "organisation cease odottaa --on 2020-01-31 --successor vanha",
        "organisations:\n",
        "organisations:\n  - { id: odottaa, name: Odottaa, ceased: 2020-01-31, successors: [{ organisation: vanha }] }\n",
        "contradictory-organisation",
        "organisation cease odottaa --on 2013-12-30 --successor vanha",
    ),
    (
        "organisation cease opisto --on 2019-06-29",
        "until: 2019-06-30 }]",
        "until: 2019-06-30 }], ceased: 2019-06-29",
        "contradictory-organisation",
        "organisation cease opisto --on 2019-06-30",
    ),
    (
        "organisation rename opisto --name Uusi --until 2019-06-29",
        "name: Opisto, former_names: [{ name: Koulu, until: 2019-06-30 }]",
        "name: Uusi, former_names: [{ name: Koulu, until: 2019-06-30 }, { name: Opisto, until: 2019-06-29 }]",
        "contradictory-organisation",
        "organisation rename opisto --name Uusi --until 2020-06-15",
    ),
    (
        "organisation rename vanha --name Toinen --until 2014-01-01",
        "name: Vanha,",
        "name: Toinen, former_names: [{ name: Vanha, until: 2014-01-01 }],",
        "contradictory-organisation",
        "organisation rename vanha --name Toinen --until 2013-12-30",
    ),
    (
        "organisation rename opisto --name Uusi --until 2020-06-16",
        "name: Opisto, former_names: [{ name: Koulu, until: 2019-06-30 }]",
        "name: Uusi, former_names: [{ name: Koulu, until: 2019-06-30 }, { name: Opisto, until: 2020-06-16 }]",
        "future-date",
        "organisation rename opisto --name Uusi",
    ),
    (
        "organisation cease opisto --on 2018-01-14",
        "former_names: [{ name: Koulu, until: 2019-06-30 }]",
        "ceased: 2018-01-14",
        "signed-after-ceasing",
        "organisation cease opisto --on 2019-07-01",
    ),
];

#[test]
fn acts_on_organisations_and_validation_agree() {
    let mut refusals = String::new();
    let mut wrong = String::new();
    for (act, from, to, code, near_miss) in CASES {
        let place_of_act = place();
        let shown = run(&place_of_act, act);
        if !shown.ends_with("--- exit 1\n") {
            let _ = writeln!(wrong, "{act}: {shown}");
        }
        let shown = shown.replace("--- stderr\n", "").replace("--- exit 1\n", "");
        let _ = write!(refusals, "{act}\n{shown}\n");
        assert!(RECORD.contains(from), "{from}");
        place_of_act.write(
            "agreements/organisations.yaml",
            RECORD.replace(from, to).as_bytes(),
        );
        let found = codes(&place_of_act);
        if !found.iter().any(|found| found == code) {
            let _ = writeln!(wrong, "{act}: by hand {found:?}");
        }
        let near = place();
        let shown = run(&near, near_miss);
        if !shown.ends_with("--- exit 0\n") {
            let _ = writeln!(wrong, "{near_miss}: {shown}");
        }
        let found = codes(&near);
        if found.iter().any(|found| found == code) {
            let _ = writeln!(wrong, "{near_miss}: {found:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_snapshot!("refusals_on_organisations", refusals);
}

/// One organisation is registered under the id that it has, also within one list.
#[test]
fn an_organisation_is_registered_under_one_id() {
    let place = place();
    let shown = run(&place, "register a-2018 --organisation opisto-2 --name opisto");
    assert_snapshot!("registered_under_another_id", shown);
    for name in ["Koulu", "Opisto-2"] {
        let shown = run(
            &place,
            &format!("register a-2018 --organisation muu --name {name} --dry-run"),
        );
        assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    }
    place.write(
        "lista.csv",
        "Tunnus;Nimi;Alueet\neka;Kemin Opisto;Itä\ntoka;Kemin opisto;Itä\n".as_bytes(),
    );
    let shown = run(&place, "register a-2018 --from lista.csv --dry-run");
    assert!(
        shown.contains("is listed under two ids: `eka` and `toka`"),
        "{shown}"
    );
}
