//! Fields that are changed by their places, and the short forms for what is done often.

use insta::assert_snapshot;

use super::harness::Place;

const DRAFT: &str = "\
# Luonnos
id: luonnos
title: Sopimus
term: { starts: 2027-01-01, ends: 2029-12-31 }   # kausi
groups:
  - id: elo
    name: ELO-ryhmä
    regions: all
    chair: aa
    members: [aa, bb]
    duties:
      # seuranta ensin
      - Seuraa.
      # sitten arviointi
      - { id: arvio, text: Arvioi., every: year }   # vuosittain
      - id: ohjaus
        text: Ohjaa.
  - { id: toinen, name: Toinen, regions: [Länsi], chair: bb, members: [bb], duties: [Tukee.] }
signatories:
  - { organisation: aa, name: Aan kunta, kind: municipality, regions: [Länsi], contact: { email: aa@example.fi } }   # aa
  - organisation: bb
    name: Bee oy
    kind: company
    regions: all
  - { organisation: cc, name: Cee, kind: other, regions: all }
events:
  - { date: 2027-03-01, title: Kevään kokous, kind: meeting }
  - { id: paja, date: 2027-05-01, title: Paja, kind: workshop }
";

const OPENED: &str = "\
id: avattu
title: Sopimus
term: { starts: 2027-01-01, ends: 2029-12-31 }
groups:
  - { id: elo, name: ELO-ryhmä, regions: all, chair: aa, members: [aa], duties: [Seuraa.] }
signatories:
  - { organisation: aa, name: Aan kunta, kind: municipality, regions: [Länsi], contact: { email: aa@example.fi } }
";

fn place() -> Place {
    Place::of(&[("luonnos.yaml", DRAFT)])
}

#[test]
fn a_place_is_named_as_people_name_it() {
    let place = place();
    assert_snapshot!(
        "places",
        place.said(&[
            "set luonnos signatories.aa.contact.email uusi@example.fi",
            "set luonnos signatories.cc.contact.phone 040|123",
            "set luonnos term.ends 31.12.2028",
            "set luonnos groups.elo.duties.1.every vuosittain",
            "set luonnos groups.elo.duties.arvio.text Arvioi:|tarkasti",
            "set luonnos groups.elo.members aa,Cee",
            "set luonnos groups.toinen.regions itä,|keski",
            "set luonnos title.sv Avtal",
            "set luonnos in_force_when.signed_at_least 2",
            "set luonnos events.2027-03-01.time klo|9",
            "unset luonnos signatories.cc.contact.phone",
            "unset luonnos groups.elo.duties.arvio.every",
            "add luonnos strategies name=Strategia ends=2030",
            "add luonnos groups.elo.duties Kokoontuu.",
            "add luonnos groups.elo.members organisation=Cee from=1.2.2027",
            "remove luonnos events.paja",
            "remove luonnos groups.elo.members.bb",
        ])
    );
    assert_snapshot!("places_file", place.read("agreements/luonnos.yaml"));
}

#[test]
fn what_cannot_be_is_refused_with_what_can() {
    let place = place();
    assert_snapshot!(
        "refused_places",
        place.said(&[
            "set luonnos titel X",
            "set luonnos signatories.ab.name X",
            "set luonnos events.9.title X",
            "set luonnos term X",
            "set luonnos term.starts.day X",
            "set luonnos term.ends joskus",
            "set luonnos signatories.aa.signed 1.12.2026",
            "set luonnos signatories.aa.contact.email ei|osoite",
            "set luonnos opened.on 1.12.2026",
            "set luonnos id toinen",
            "unset luonnos title",
            "unset luonnos purpose",
            "unset luonnos events.paja",
            "remove luonnos title",
            "remove luonnos signatories.aa",
            "add luonnos strategies Strategia",
            "add luonnos strategies ends=2030",
            "add luonnos events date=1.3.2027 nimi=Kokous",
            "add luonnos title X",
            "set luonnos events.paja.kind juhla",
        ])
    );
    assert_eq!(place.read("agreements/luonnos.yaml"), DRAFT);
}

#[test]
fn frozen_text_is_not_changed_and_the_rest_is() {
    let place = Place::of(&[("avattu.yaml", OPENED)]);
    place.run(&["open", "avattu", "--on", "2026-11-01"]);
    assert_snapshot!(
        "frozen",
        place.said(&[
            "set avattu groups.elo.duties.1.text Toisin.",
            "duty add avattu/elo Uusi.",
            "set avattu term.ends 2030-12-31",
            "set avattu signatories.aa.contact.email uusi@example.fi",
            "event add avattu Kokous --date 2027-02-01 --kind kokous",
            "sign avattu aa --on 2026-11-02",
            "set avattu title Toinen",
            "set avattu signatories.aa.signed 2026-11-03",
            "unset avattu signatories.aa.signed",
            "remove avattu signatories.aa",
        ])
    );
}

#[test]
fn short_forms_do_what_the_long_ones_do() {
    let place = place();
    assert_snapshot!(
        "short_forms",
        place.said(&[
                "contact Bee|oy --email bee@example.fi --phone 040|1 --public kyllä",
                "duty add luonnos/elo Tapaa. --id tapaa --responsible Bee|oy --every kuukausi",
                "duty move luonnos/elo arvio --place 1",
                "duty move luonnos/elo tapaa --to toinen",
                "duty reword luonnos/elo Seuraa. Seuraa|tarkasti.",
                "duty reword luonnos/elo ohjaus Handleder. --text-lang sv",
                "duty assign luonnos/elo ohjaus aa bb",
                "duty assign luonnos/elo ohjaus",
                "duty remove luonnos/toinen 1",
                "event add luonnos Seminaari --date 2.9.2027 --kind koulutus --time 9-15 --id seminaari --internal",
                "event move luonnos paja --date 3.5.2027 --time 10",
                "event cancel luonnos seminaari",
                "group add luonnos uusi Uusi|ryhmä --regions länsi --chair aa --member aa --member Bee|oy",
                "group dissolve luonnos/uusi --on 31.12.2027",
                "strategy add luonnos Strategia --ends 2030",
                "duty remove elo arvio",
            ]
        )
    );
    assert_snapshot!("short_forms_file", place.read("agreements/luonnos.yaml"));
}

/// One contact in several agreements: all of them, or none.
#[test]
fn a_contact_is_changed_everywhere_or_nowhere() {
    let other = DRAFT.replace("id: luonnos", "id: toinen-luonnos");
    let place = Place::of(&[("luonnos.yaml", DRAFT), ("toinen-luonnos.yaml", &other)]);
    assert_snapshot!(
        "contact_everywhere",
        place.said(&[
            "contact aa --email uusi@example.fi",
            "contact aa --email ei|osoite --everywhere",
            "contact aa --email uusi@example.fi --everywhere --dry-run",
            "contact aa --email uusi@example.fi --everywhere",
            "contact aa --role Kirjaamo --agreement toinen-luonnos",
            "contact dd --email dd@example.fi",
        ])
    );
    assert_eq!(
        place.read("agreements/luonnos.yaml"),
        DRAFT.replace("aa@example.fi", "uusi@example.fi")
    );
}

/// A date that was odd before is no reason to refuse the entry above it.
#[test]
fn an_entry_goes_though_an_entry_below_it_has_an_odd_date() {
    let last = "  - { organisation: cc, name: Cee, kind: other, regions: all }\n";
    let odd = format!(
        "{last}  - {{ organisation: dd, name: Dee, kind: other, regions: all, joined: 2026-02-01 }}\n"
    );
    let place = Place::of(&[("luonnos.yaml", &DRAFT.replace(last, &odd))]);
    assert_snapshot!(place.run(&["remove", "luonnos", "signatories.cc"]), @"
    --- stderr
    signatories.cc: removed “organisation: cc, name: Cee, kind: other, regions: all”
    recorded in agreements/luonnos.yaml
    --- exit 0
    ");
}

/// What a person is told in Finnish, and what a dry run shows.
#[test]
fn changes_are_told_in_finnish() {
    let place = place();
    assert_snapshot!(
        "fields_fi",
        [
            &["set", "luonnos", "term.ends", "toistaiseksi", "--dry-run"][..],
            &["set", "luonnos", "signatories.aa.signed", "1.12.2026"],
            &["set", "luonnos", "purpos", "Tarkoitus"],
            &["duty", "move", "luonnos/elo", "ohjaus", "--place", "1"],
            &["remove", "luonnos", "events.1"],
        ]
        .map(|args| place.run_fi(args))
        .join("\n")
    );
}

/// An event is found by what it is called before any of its fields change, and a name may have dots.
#[test]
fn what_is_named_is_found_once_and_whole() {
    let place = place();
    place.write(
        "agreements/luonnos.yaml",
        DRAFT.replace("name: Cee", "name: C. Cee").as_bytes(),
    );
    assert_snapshot!(
        "named_whole",
        place.said(&[
            "event move luonnos 1.3.2027 --date 3.3.2027 --time 9:00",
            "event move luonnos 2027-03-03 --date 4.3.2027 --ends 5.3.2027",
            "set luonnos events.4.3.2027.place Kemi",
            "set luonnos signatories.C.|Cee.kind oppilaitos",
            "duty reword luonnos/elo Arvioi. Arvioi|työtä.",
            "set luonnos groups.toinen.chair.from 1.2.2027",
            "set luonnos in_force_when kaikki|allekirjoittaneet",
            "add luonnos documents file=a.pdf kind=liite sha256=00",
            "unset luonnos term",
            "set luonnos groups X",
            "duty move luonnos/elo arvio --to toinen",
            "duty move luonnos/elo ohjaus --to elo",
        ])
    );
}
