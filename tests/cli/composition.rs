//! Who sits in a group changes during the term: answers by the day, and the commands that record a change.

use insta::assert_snapshot;

use super::harness::Place;

pub(super) const AGREEMENT: &str = "\
id: tno-2014
title: Kumppanuussopimus
term: { starts: 2014-01-01, ends: 2020-12-31 }
groups:
  - id: elo
    name: ELO-ryhmä
    regions: all
    chair: [{ organisation: ely, until: 2015-12-31 }, { organisation: lappia, from: 2016-01-01 }]
    members: # myös puheenjohtaja
      - ely
      - lappia
      - { organisation: lao, until: 2017-12-31 } # yhdistyi
      - { organisation: redu, from: 2018-01-01, in_place_of: lao, representative: opinto-ohjaaja, substitute: rehtori }
    roles: [{ role: sihteeri, organisation: te, from: 2014-03 }]
    duties: [Seuraa työtä., { text: Kokoaa tiedot., responsible: [lao, ely] }]
  - id: ohjaus
    name: Ohjausryhmä
    regions: all
    chair: ely
    members: [ely, lappia] # aina
    duties: [Ohjaa.]
signatories:
  - { organisation: ely, name: ELY-keskus, kind: state-authority, regions: all, signed: 2014-01-01, contact: { role: R, email: ely@example.fi } }
  - { organisation: lappia, name: Lappia, kind: education, regions: all, signed: 2014-01-01, contact: { role: R, email: lappia@example.fi } }
  - { organisation: lao, name: LAO, kind: education, regions: all, signed: 2014-01-01, contact: { role: R, email: lao@example.fi } }
  - { organisation: te, name: TE-palvelut, kind: employment-services, regions: all, signed: 2014-01-01, contact: { role: R, email: te@example.fi } }
  - { organisation: redu, name: REDU, kind: education, regions: all, joined: 2018-01-01, signed: 2018-01-01, contact: { role: R, email: redu@example.fi } }
";

pub(super) fn network() -> Place {
    Place::of(&[("tno-2014.yaml", AGREEMENT)])
}

#[test]
fn lists_and_papers_show_a_group_as_it_is_on_the_day() {
    let place = network();
    assert_snapshot!("groups_before", place.run(&["groups", "--as-of", "2015-12-31"]));
    assert_snapshot!(
        "groups_after",
        place.run(&["groups", "--as-of", "2018-01-01", "--lang", "fi"])
    );
    let members = |on| {
        place.run(&[
            "signatories",
            "--group",
            "elo",
            "--columns",
            "name",
            "--as-of",
            on,
        ])
    };
    assert_snapshot!("members_before", members("2017-12-31"));
    assert_snapshot!("members_after", members("2018-01-01"));
    let shared = |on| place.run(&["duties", "--organisation", "redu", "--as-of", on]);
    assert_snapshot!("duties_before", shared("2017-12-31"));
    assert_snapshot!("duties_after", shared("2018-01-01"));
    let annex = [
        "document",
        "tno-2014",
        "--annex",
        "--format",
        "markdown",
        "--as-of",
        "2015-12-31",
    ];
    assert_snapshot!("annex", place.run(&annex));
}

#[test]
fn pages_show_the_seats_of_all_days() {
    let place = network();
    assert_snapshot!(
        "show_group",
        place.run(&["show", "tno-2014/elo", "--as-of", "2018-01-01"])
    );
    assert_snapshot!(
        "show_group_fi",
        place.run(&["show", "tno-2014/elo", "--as-of", "2015-01-01", "--lang", "fi"])
    );
    assert_snapshot!(
        "show_organisation",
        place.run(&["show", "ely", "--as-of", "2016-01-01"])
    );
    assert_snapshot!(
        "group_json",
        place.run(&[
            "show",
            "tno-2014/elo",
            "--as-of",
            "2018-01-01",
            "--format",
            "json"
        ])
    );
}

#[test]
fn the_views_of_the_index_are_of_the_day() {
    let place = network();
    let chair = "SELECT chair, members FROM group_overview WHERE group_id = 'elo'";
    assert_snapshot!("view_before", place.run(&["sql", chair, "--as-of", "2015-12-31"]));
    assert_snapshot!("view_after", place.run(&["sql", chair, "--as-of", "2018-01-01"]));
    let seats = "SELECT seat, organisation_id, since, until, from_on, to_on FROM group_composition WHERE group_id = 'elo' ORDER BY seat, position";
    assert_snapshot!("view_seats", place.run(&["sql", seats]));
}

#[test]
fn a_renewal_takes_over_the_composition_of_the_last_day() {
    let place = network();
    let answer = place.run(&["renew", "tno-2014", "--dry-run", "--as-of", "2015-06-01"]);
    let groups = answer
        .split("groups:\n")
        .nth(1)
        .and_then(|rest| rest.split("duties:").next());
    assert_snapshot!("renewed", groups.expect("the draft has groups"));
}
