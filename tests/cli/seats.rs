//! Seats that no one can have, gaps between chairs, and who represents an organisation in a group.

use insta::assert_snapshot;

use super::composition::{AGREEMENT, DAY, network, said};
use super::harness::Place;

const CHANGING: &str = "\
id: avoin-2014
title: Sopimus
term: { starts: 2014-01-01, ends: 2020-12-31 }
groups:
  - id: elo
    name: ELO-ryhmä
    regions: all
    chair: [{ organisation: alfa, until: 2017-06-30 }, { organisation: beta, from: 2018-10-01 }]
    members: [alfa, beta, delta, { organisation: gamma, from: 2019-05-01 }]
    duties: [Seuraa.]
  - { id: toinen, name: Toinen, regions: all, chair: alfa, members: [alfa], dissolved: 2019-05-01, duties: [Ohjaa.] }
signatories:
  - { organisation: alfa, name: Alfa, kind: other, regions: all, signed: 2014-01-01, contact: { email: a@example.fi } }
  - { organisation: beta, name: Beta, kind: other, regions: all, signed: 2014-01-01, contact: { email: b@example.fi } }
  - { organisation: gamma, name: Gamma, kind: other, regions: all, signed: 2014-01-01, contact: { email: c@example.fi } }
  - { organisation: delta, name: Delta, kind: other, regions: all, signed: 2014-01-01, withdrawn: { notice: 2015-01-01, effective: 2016-01-01 }, contact: { email: d@example.fi } }
  - { organisation: eeta, name: Eeta, kind: other, regions: all, joined: 2019-01-01, contact: { email: e@example.fi } }
  - { organisation: never, name: Kieltäytyjä, kind: other, regions: all, declined: 2013-12-10, contact: { email: f@example.fi } }
";

#[test]
fn only_a_party_has_a_seat_and_only_while_the_group_works() {
    let place = Place::of(&[("avoin-2014.yaml", CHANGING)]);
    assert_snapshot!(
        "acts_of_no_party",
        said(
            &place,
            &[
                "group chair avoin-2014/elo never",
                "group join avoin-2014/toinen delta --from 2016-01-01",
                "group join avoin-2014/elo eeta",
                "group join avoin-2014/toinen beta --from 2019-06-01",
                "group join avoin-2014/elo alfa --in-place-of beta",
                "group join avoin-2014/toinen beta --from 2018-02-01 --in-place-of beta",
                "group join avoin-2014/elo eeta --from 2019-02-01 --in-place-of gamma",
                "group join avoin-2014/toinen beta --role Puheenjohtaja --from 2018-02-01",
                "group join avoin-2014/toinen beta --role jäsen",
            ]
        )
    );
    assert_eq!(place.read("agreements/avoin-2014.yaml"), CHANGING);
}

#[test]
fn a_chair_fills_the_gap_until_the_next_one_begins() {
    let place = Place::of(&[("avoin-2014.yaml", CHANGING)]);
    assert_snapshot!(
        "gap_filled",
        said(
            &place,
            &[
                "validate --format short",
                "group chair avoin-2014/elo --from 2017-07-01", // who has left is not proposed
                "group chair avoin-2014/elo gamma --from 2017-07-01",
                "validate --format short",
            ]
        )
    );
    let after = place.read("agreements/avoin-2014.yaml");
    assert!(
        after.contains("{ organisation: gamma, from: 2017-07-01, until: 2018-09-30 }"),
        "{after}"
    );
}

/// Who is replaced on the first day of the term would be in the group on no day of it.
#[test]
fn nothing_is_overwritten_on_the_first_day_of_the_term() {
    let place = network();
    let first = |command: &str| {
        let args: Vec<&str> = command.split(' ').chain(["--as-of", "2014-01-01"]).collect();
        place.run(&args)
    };
    assert_snapshot!("first_day_chair", first("group chair tno-2014/ohjaus lappia"));
    assert_snapshot!(
        "first_day_member",
        first("group join tno-2014/ohjaus te --in-place-of ely")
    );
    assert_eq!(place.read("agreements/tno-2014.yaml"), AGREEMENT);
}

#[test]
fn a_group_of_several_agreements_is_named_in_the_command_that_was_typed() {
    let place = Place::of(&[("avoin-2014.yaml", CHANGING), ("tno-2014.yaml", AGREEMENT)]);
    assert_snapshot!(
        "several_groups",
        said(
            &place,
            &[
                "group join elo alfa --from 2018-02-01 --role varapuheenjohtaja",
                "show elo",
            ]
        )
    );
}

/// Positions are internal: the page of a group has them in the internal edition alone.
#[test]
fn a_page_of_the_internal_site_names_who_represents_a_member() {
    let place = network();
    let page = |folder: &str, edition: &[&str]| {
        place.run(&[&["site", folder], &DAY[..], edition].concat());
        place.read(&format!("{folder}/ryhmat/elo.html"))
    };
    let internal = page("sisainen", &[]);
    let positions = "(edustajana opinto-ohjaaja, varaedustajana rehtori)";
    assert!(internal.contains(positions), "{internal}");
    let public = page("julkinen", &["--public"]);
    assert!(public.contains("REDU") || public.contains("Redu"), "{public}");
    assert!(!public.contains("opinto-ohjaaja") && !public.contains("rehtori"));
}

/// Who sits in a group before it joins the agreement is no party on the day; `due` knows that as validation does.
#[test]
fn a_seat_before_joining_is_found_and_due() {
    let place = Place::of(&[(
        "tno-2014.yaml",
        "\
id: tno-2014
title: Sopimus
term: { starts: 2014-01-01, ends: 2040-12-31 }
groups:
  - { id: elo, name: ELO, regions: all, chair: aa, members: [{ organisation: cc, from: 2015-01-01 }], duties: [Seuraa.] }
signatories:
  - { organisation: aa, name: Aa, kind: other, regions: all, signed: 2014-01-01, contact: { role: R, email: a@example.fi } }
  - { organisation: bb, name: Bb, kind: other, regions: all, signed: 2014-01-01, contact: { role: R, email: b@example.fi } }
  - { organisation: cc, name: Cc, kind: other, regions: all, joined: 2030-01-01, contact: { role: R, email: c@example.fi } }
",
    )]);
    let day = ["--as-of", "2016-01-01"];
    let found = place.json(&["validate", day[0], day[1]]);
    let codes = found.as_array().into_iter().flatten().map(|one| &one["code"]);
    let n_absent = codes.filter(|code| **code == "absent-member").count();
    let due = place.json(&["due", day[0], day[1]]);
    let kinds = due.as_array().into_iter().flatten().map(|one| &one["kind"]);
    let n_vacant = kinds.filter(|kind| **kind == "vacancy").count();
    assert_eq!((n_absent, n_vacant), (1, 1), "{found}\n{due}");
}
