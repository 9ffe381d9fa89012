//! Who sits in a group changes during the term: answers by the day, and the commands that record a change.

use insta::assert_snapshot;
use kumppani::diagnostic::{At, FilePath, Span};
use kumppani::model::{DigestForm, FrozenText, Network, Opening, PartialDate};
use kumppani::source::{self, Content, Role};

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

pub(super) const DAY: [&str; 2] = ["--as-of", "2018-03-01"];

/// Runs the commands one after the other and shows what each says.
pub(super) fn said(place: &Place, commands: &[&str]) -> String {
    let run = |command: &&str| {
        let args: Vec<&str> = command.split(' ').chain(DAY).collect();
        format!("$ kumppani {command}\n{}", place.run(&args))
    };
    commands.iter().map(run).collect::<Vec<_>>().join("\n")
}

#[test]
fn changes_are_recorded_as_dated_entries_and_nothing_else_changes() {
    let place = network();
    let said = said(
        &place,
        &[
            "group chair tno-2014/ohjaus lappia --from 2016-05-01 --dry-run",
            "group chair tno-2014/ohjaus lappia --from 2016-05-01",
            "group join ohjaus LAO --from 2014-09 --representative rehtori",
            "group join OHJAUSRYHMÄ redu --from 2018-01-01 --in-place-of lao",
            "group join ohjaus te --role varapuheenjohtaja --from 2017",
            "group leave tno-2014/elo te",
            "group leave tno-2014/elo Lappia --until 2018-02-28",
        ],
    );
    assert_snapshot!("acts", said);
    let (before, after) = (AGREEMENT, place.read("agreements/tno-2014.yaml"));
    let changed = before
        .lines()
        .filter(|line| !after.lines().any(|other| other == *line));
    let new = after
        .lines()
        .filter(|line| !before.lines().any(|other| other == *line));
    let changed = changed
        .map(|line| format!("-{line}"))
        .chain(new.map(|line| format!("+{line}")));
    assert_snapshot!("acts_file", changed.collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_on_record_is_not_changed() {
    let place = network();
    assert_snapshot!(
        "acts_repeated",
        said(
            &place,
            &[
                "group chair tno-2014/elo lappia --from 2016-01-01",
                "group chair tno-2014/elo lappia",
                "group join tno-2014/elo redu --from 2018-01-01 --in-place-of lao --substitute rehtori",
                "group join tno-2014/elo ely",
                "group leave tno-2014/elo lao --until 2017-12-31",
                "group leave tno-2014/elo lao",
            ]
        )
    );
    assert_eq!(place.read("agreements/tno-2014.yaml"), AGREEMENT);
}

#[test]
fn a_place_that_is_named_later_is_left_then() {
    let place = network();
    place.run(&[
        "group",
        "join",
        "ohjaus",
        "te",
        "--from",
        "2016-05-01",
        DAY[0],
        DAY[1],
    ]);
    place.run(&[
        "group",
        "join",
        "ohjaus",
        "te",
        "--in-place-of",
        "lappia",
        DAY[0],
        DAY[1],
    ]);
    let after = place.read("agreements/tno-2014.yaml");
    let members = "members: [ely, { organisation: lappia, until: 2016-04-30 }, \
                   { organisation: te, from: 2016-05-01, in_place_of: lappia }] # aina\n";
    assert!(after.contains(members), "{after}");
}

#[test]
fn a_role_from_the_beginning_ends_with_its_name() {
    let text = AGREEMENT.replace("organisation: te, from: 2014-03 }", "organisation: te }");
    let place = Place::of(&[("tno-2014.yaml", &text)]);
    place.run(&[
        "group",
        "leave",
        "tno-2014/elo",
        "te",
        "--until",
        "2017",
        DAY[0],
        DAY[1],
    ]);
    let after = place.read("agreements/tno-2014.yaml");
    let roles = "roles: [{ role: sihteeri, organisation: te, until: 2017 }]\n";
    assert!(after.contains(roles), "{after}");
}

#[test]
fn who_joins_a_group_of_an_agreement_that_continues_joins_after_its_written_end() {
    let continuing = "ends: 2015-12-31, continues: { by: 12 months } }";
    let text = AGREEMENT.replace("ends: 2020-12-31 }", continuing);
    let place = Place::of(&[("tno-2014.yaml", &text)]);
    place.run(&["group", "join", "tno-2014/ohjaus", "te", DAY[0], DAY[1]]);
    let after = place.read("agreements/tno-2014.yaml");
    let members = "members: [ely, lappia, { organisation: te, from: 2018-03-01 }] # aina\n";
    assert!(after.contains(members), "{after}");
    let found = place.run(&["validate", DAY[0], DAY[1]]);
    assert!(!found.contains("seat-outside-term"), "{found}");
}

#[test]
fn contradictions_are_refused_with_the_next_step() {
    let place = network();
    assert_snapshot!(
        "acts_refused",
        said(
            &place,
            &[
                "group chair tno-2014/elo lappia --from 2016-06-01",
                "group chair tno-2014/elo te --from 2015-06-01",
                "group chair tno-2014/elo te --from 2016-01-01",
                "group chair tno-2014/elo --from 2018-03-01",
                "group chair tno-2014/elo toinen",
                "group chair tno-2014/nope ely",
                "group chair tuntematon/elo ely",
                "group join tno-2014/elo ely --from 2015-01-01",
                "group join tno-2014/elo redu --representative lehtori",
                "group join tno-2014/ohjaus redu --from 2018-01-01 --in-place-of lao",
                "group join tno-2014/ohjaus te --from 2030-01-01",
                "group leave tno-2014/elo lao --until 2016-12-31",
                "group leave tno-2014/elo redu --until 2017-06-30",
                "group leave tno-2014/ohjaus te",
                "group leave tno-2014/ohjaus lappia --until 2013-01-01",
                "group leave tno-2014 toinen",
                "group leave tno-2014 ely --until 2013-01-01",
            ]
        )
    );
    assert_snapshot!(
        "acts_refused_fi",
        place.run_fi(&["group", "leave", "tno-2014/elo", "lao", "--until", "2016"])
    );
    assert_eq!(place.read("agreements/tno-2014.yaml"), AGREEMENT);
}

/// An organisation that has gone leaves all its groups at once, by the command that `due` names.
#[test]
fn who_has_gone_leaves_every_group() {
    let place = network();
    let ceased = "organisations: [{ id: ely, name: ELY-keskus, ceased: 2017-12-31 }]\n";
    place.write("agreements/organisations.yaml", ceased.as_bytes());
    assert_snapshot!(
        "gone_found",
        place.run(&["validate", "--format", "short", DAY[0], DAY[1]])
    );
    assert_snapshot!(
        "gone_due",
        place.run(&["due", "--columns", "deadline,what,next command", DAY[0], DAY[1]])
    );
    assert_snapshot!(
        "gone_left",
        said(
            &place,
            &[
                "group leave tno-2014 ely --until 2017-12-31",
                "group leave tno-2014 ely --until 2017-12-31",
                "groups",
                "due --columns deadline,what",
            ]
        )
    );
}

/// A draft has no dates before its term: who is to be in a group is there from the beginning.
#[test]
fn before_the_term_entries_are_plain() {
    let text = AGREEMENT
        .replace("id: tno-2014\n", "id: uusi\n")
        .replace("starts: 2014-01-01", "starts: 2019-01-01");
    let text = text
        .replace(", signed: 2014-01-01", "")
        .replace(", joined: 2018-01-01, signed: 2018-01-01", "");
    let place = Place::of(&[("uusi.yaml", &text)]);
    assert_snapshot!(
        "acts_draft",
        said(
            &place,
            &[
                "group chair uusi/ohjaus lappia",
                "group join uusi/ohjaus te",
                "group join uusi/ohjaus redu --in-place-of ely",
                "group leave uusi/ohjaus ely",
                "group chair uusi/elo te",
            ]
        )
    );
    let after = place.read("agreements/uusi.yaml");
    assert!(
        after.contains("    chair: lappia\n    members: [ely, lappia, te] # aina\n"),
        "{after}"
    );
}

/// A text that was opened when the digest covered who is in a group stays as it was on that day.
#[test]
fn a_text_opened_in_the_first_form_keeps_its_digest() {
    let file = FilePath::new("agreements/tno-2014.yaml");
    let bytes = AGREEMENT.as_bytes().to_vec();
    let read = source::read_bytes(&file, Role::Agreement, &Network::lapland(), bytes);
    let Some(Content::Agreement(agreement)) = read.content else {
        panic!("the file of an agreement holds one")
    };
    let mut agreement = *agreement;
    let on = PartialDate::parse("2014-01-01").expect("a day");
    agreement.opened = Some(Opening {
        on: At::new(on, Span::default()),
        text: At::new(String::new(), Span::default()),
    });
    let digest = FrozenText::in_form(&agreement, DigestForm::First).digest();
    let opened = format!("opened: {{ on: 2014-01-01, text: \"{digest}\" }}\ngroups:\n");
    let text = AGREEMENT.replacen("groups:\n", &opened, 1);
    let place = Place::of(&[("tno-2014.yaml", &text)]);
    let findings = || place.run(&["validate", "--format", "short", DAY[0], DAY[1]]);
    assert_snapshot!("first_form", findings());
    assert_snapshot!(
        "acts_first_form",
        said(
            &place,
            &[
                "group join tno-2014/ohjaus te --from 2013-12",
                "group leave tno-2014/ohjaus lappia --until 2013-12-31",
                "group join tno-2014/ohjaus te --from 2014-01-02",
            ]
        )
    );
    assert_snapshot!("first_form", findings());
}
