//! An act says what it recorded and what follows from it, as the index answers afterwards.

use insta::assert_snapshot;

use super::harness::Place;

/// Waits for its three signatories, and takes the place of another agreement.
const NEW: &str = "\
id: uusi-2018
title: Uusi sopimus
supersedes: [vanha-2014]
term: { starts: 2018-01-01, ends: 2030-12-31, notice_months: 6 }
in_force_when: all-signed
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: opisto
    members: [opisto, kunta]
    duties:
      - { text: Seuraa toimintaa., responsible: [opisto] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all }
  - { organisation: kunta, name: Kunta, kind: municipality, regions: all }
  - { organisation: yhdistys, name: Yhdistys, kind: association, regions: all }
";

const OLD: &str = "\
id: vanha-2014
title: Vanha sopimus
term: { starts: 2014-01-01, ends: open-ended }
groups:
  - { id: ryhma, name: Ryhmä, regions: all, chair: opisto, members: [opisto], duties: [Seuraa toimintaa.] }
signatories:
  - { organisation: opisto, name: Opisto, kind: education, regions: all, signed: 2013-12-01 }
";

fn place() -> Place {
    Place::of(&[("uusi-2018.yaml", NEW), ("vanha-2014.yaml", OLD)])
}

/// What is said on stderr of an act that is first shown, then done, in both languages.
fn life(acts: &[(&str, &[&str])]) -> String {
    let place = place();
    let mut lines = String::new();
    for (day, act) in acts {
        lines += &["$ ", &act.join(" "), "\n"].concat();
        for (lang, more) in [("en", &["--dry-run"][..]), ("fi", &["--dry-run"]), ("en", &[])] {
            let args = [*act, &["--as-of", day, "--lang", lang], more].concat();
            let output = place.output(&args);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
            lines += &said;
        }
    }
    lines
}

#[test]
fn every_act_says_what_it_means() {
    assert_snapshot!(
        "life",
        life(&[
            ("2017-10-01", &["open", "uusi-2018", "--on", "2017-10-01"]),
            (
                "2017-10-06",
                &["sign", "uusi-2018", "opisto", "kunta", "--on", "5.10.2017"]
            ),
            (
                "2017-11-07",
                &["decline", "uusi-2018", "yhdistys", "--on", "2017-11-06"]
            ),
            (
                "2018-02-01",
                &[
                    "register",
                    "uusi-2018",
                    "--organisation",
                    "saatio",
                    "--name",
                    "Säätiö"
                ]
            ),
            (
                "2018-02-03",
                &[
                    "sign",
                    "uusi-2018",
                    "saatio",
                    "--on",
                    "2018-02-02",
                    "--by",
                    "asiamies"
                ]
            ),
            (
                "2019-05-01",
                &[
                    "withdraw",
                    "uusi-2018",
                    "kunta",
                    "--notice",
                    "2019-05-01",
                    "--effective",
                    "2019-08-01"
                ]
            ),
            (
                "2020-02-01",
                &[
                    "organisation",
                    "rename",
                    "opisto",
                    "--name",
                    "Uusi opisto",
                    "--until",
                    "2019-12-31"
                ]
            ),
            (
                "2020-06-01",
                &[
                    "organisation",
                    "cease",
                    "opisto",
                    "--on",
                    "2020-05-31",
                    "--successor",
                    "saatio:opetus"
                ]
            ),
            (
                "2030-01-10",
                &[
                    "extend",
                    "uusi-2018",
                    "--until",
                    "2031-12-31",
                    "--decided",
                    "2030-01-09",
                    "--decision",
                    "Hallitus § 3"
                ]
            ),
            (
                "2030-03-01",
                &[
                    "terminate",
                    "uusi-2018",
                    "--on",
                    "2030-09-01",
                    "--reason",
                    "Hanke loppuu"
                ]
            ),
        ])
    );
}

/// The status, the count and the day that an act says are those that the index says after it.
#[test]
fn what_is_said_is_what_the_index_answers_afterwards() {
    let place = place();
    let args = [
        "sign",
        "uusi-2018",
        "opisto",
        "kunta",
        "yhdistys",
        "--on",
        "2017-12-01",
        "--as-of",
        "2017-12-02",
    ];
    let said = String::from_utf8_lossy(&place.output(&args).stderr).into_owned();
    assert!(said.contains("3 signatures recorded (2017-12-01), 3/3"), "{said}");
    assert!(said.contains("status: draft → upcoming"), "{said}");
    assert!(said.contains("enters into force on 2018-01-01"), "{said}");
    assert!(
        said.contains("`vanha-2014` is superseded on 2018-01-01"),
        "{said}"
    );
    let shown = |id: &str, day: &str| place.json(&["show", id, "--as-of", day]);
    let new = shown("uusi-2018", "2017-12-02");
    assert_eq!(
        (&new["status"], &new["n_signed"]),
        (&"upcoming".into(), &3.into())
    );
    assert_eq!(new["entered"], "2018-01-01");
    assert_eq!(shown("vanha-2014", "2017-12-31")["status"], "in-force");
    assert_eq!(shown("vanha-2014", "2018-01-01")["status"], "superseded");
}

/// An act has no answer for --format or --output, and a change has one format.
#[test]
fn options_of_answers_are_not_passed_over() {
    let place = place();
    let before = place.read("agreements/uusi-2018.yaml");
    let act = ["sign", "uusi-2018", "opisto", "--on", "2017-10-05"];
    for (name, more) in [
        ("act_format", &["--format", "json"][..]),
        ("act_output", &["-o", "a.txt"]),
        ("act_dry_run_format", &["--dry-run", "--format", "json"]),
    ] {
        assert_snapshot!(name, place.run(&[&act[..], more].concat()));
        assert_eq!(place.read("agreements/uusi-2018.yaml"), before, "{name}");
    }
    let rename = [
        "organisation",
        "rename",
        "opisto",
        "--name",
        "Uusi",
        "--format",
        "json",
    ];
    assert_eq!(place.output(&rename).status.code(), Some(2));
    assert!(!place.path("agreements/organisations.yaml").exists());
}
