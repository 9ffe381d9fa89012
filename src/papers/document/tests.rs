//! Documents of a small agreement with texts in several languages.

use super::*;
use crate::model::region_of_lapland;
use crate::source::testing::{day, find, registry};
use crate::view::DutyNote;

const OLD: &str = "
title: Vanha sopimus
term: { starts: 2014, ends: 2016 }
groups:
  - { id: ita, name: Itä, regions: [Itä], members: [a, b], duties: [{ id: one, text: Seuraa toimintaa. }, { id: two, text: Poistuu. }, { id: three, text: Laatii. }] }
  - { id: lansi, name: Länsi, regions: [Länsi], members: [b], duties: [{ id: four, text: Siirtyy. }] }
  - { id: vanha, name: Vanha ryhmä, regions: all, duties: [{ id: five, text: Päättyy. }] }
signatories:
  - { organisation: a, name: Aapa, kind: other, regions: all }
  - { organisation: b, name: Beeta, kind: other, regions: all }
";

const NEW: &str = "
title: { fi: Uusi sopimus, se: Ođđa soahpamuš }
supersedes: [x-2014]
term: { starts: 2017, ends: open-ended, review_months: 12 }
in_force_when: { signed_at_least: 2 }
groups:
  - id: ita
    name: { fi: Itä, se: Nuorta }
    regions: [Itä]
    members: [a, b]
    duties:
      - { id: one, text: Seuraa koko toimintaa., responsible: [a] }
      - { id: three, text: { fi: Laatii., se: Ráhkada. }, every: year }
      - { id: four, text: Siirtyy., responsible: [b] }
      - { id: six, text: Uusi. }
  - { id: lansi, name: Länsi, regions: [Länsi], members: [b] }
signatories:
  - { organisation: b, name: Öljy, kind: other, regions: all, signed: 2017-02-01, signed_by: johtaja }
  - { organisation: a, name: Aapa, kind: other, regions: all }
  - { organisation: c, name: Kieltäytynyt, kind: other, regions: all, declined: 2017 }
  - { organisation: d, name: Liittyy myöhemmin, kind: other, regions: all, signed: 2017-03-01, joined: 2017-09-01 }
";

fn check(part: WantedPart, texts: TextLang, is_compared: bool) -> DocumentView {
    check_on("2017-06-01", part, texts, is_compared)
}

fn check_on(today: &str, part: WantedPart, texts: TextLang, is_compared: bool) -> DocumentView {
    let registry = registry(&[("x-2014", OLD), ("x-2017", NEW)], "");
    let since = find(&registry, "x-2014");
    let wanted = DocumentWanted {
        today: day(today),
        lang: Lang::Fi,
        texts,
        part,
        since: is_compared.then_some(since),
        is_supposed: false,
    };
    document(&registry, find(&registry, "x-2017"), &wanted)
}

fn texts(view: &DocumentView) -> Vec<String> {
    let duties = view.groups.iter().flat_map(|group| {
        let id = group.id.clone();
        group
            .duties
            .iter()
            .map(move |duty| format!("{id}: {}", duty.text.text))
    });
    duties.collect()
}

#[test]
fn every_text_says_in_which_language_it_is() {
    let view = check(WantedPart::Whole, TextLang::Se, false);
    let shown = |spoken: &Spoken| format!("{} [{}]", spoken.text, spoken.lang.code());
    assert_eq!(shown(&view.title), "Ođđa soahpamuš [se]");
    assert_eq!(shown(&view.supersedes[0]), "Vanha sopimus [fi]");
    let duties: Vec<String> = view.groups[0]
        .duties
        .iter()
        .map(|duty| shown(&duty.text))
        .collect();
    assert_eq!(
        duties,
        [
            "Seuraa koko toimintaa. [fi]",
            "Ráhkada. [se]",
            "Siirtyy. [fi]",
            "Uusi. [fi]"
        ]
    );
}

#[test]
fn parties_stand_in_the_order_of_their_names_without_those_who_declined_or_join_later() {
    let view = check(WantedPart::Whole, TextLang::Fi, false);
    let parties: Vec<(&str, bool)> = view
        .parties
        .iter()
        .map(|party| (party.name.as_str(), party.signed.is_some()))
        .collect();
    assert_eq!(parties, [("Aapa", false), ("Öljy", true)]);
}

#[test]
fn a_signature_of_a_later_day_is_not_on_the_paper_yet() {
    let signed = |today| {
        let view = check_on(today, WantedPart::Whole, TextLang::Fi, false);
        let party = view.parties.iter().find(|party| party.organisation == "b");
        let party = party.expect("it is a party").clone();
        (party.signed.is_some(), party.signed_by)
    };
    assert_eq!(signed("2017-01-31"), (false, None));
    assert_eq!(signed("2017-02-01"), (true, Some("johtaja".to_owned())));
}

#[test]
fn a_part_has_what_concerns_it() {
    let organisation = |id| WantedPart::Organisation(OrganisationId::parse(id).expect("an id"));
    assert_eq!(
        texts(&check(organisation("a"), TextLang::Fi, false)),
        ["ita: Seuraa koko toimintaa.", "ita: Laatii.", "ita: Uusi."],
        "its own duty and those that nobody answers for alone, not another's"
    );
    assert_eq!(
        texts(&check(organisation("b"), TextLang::Fi, false)),
        ["ita: Laatii.", "ita: Siirtyy.", "ita: Uusi."]
    );
    let west = check(
        WantedPart::Region(region_of_lapland("Länsi")),
        TextLang::Fi,
        false,
    );
    assert_eq!(west.groups.len(), 1);
    assert_eq!(west.groups[0].id, "lansi");
}

#[test]
fn changes_since_another_agreement_are_shown_and_nothing_that_was_dropped_is_lost() {
    let view = check(WantedPart::Annex, TextLang::Fi, true);
    let notes: Vec<String> = view.groups[0]
        .duties
        .iter()
        .map(|duty| {
            let notes = duty.notes.iter().map(|note| match note {
                DutyNote::Added => "added".to_owned(),
                DutyNote::Reworded { .. } => "reworded".to_owned(),
                DutyNote::Moved { from } => format!("moved from {}", from.text),
                DutyNote::Changed => "changed".to_owned(),
                DutyNote::Dropped => "dropped".to_owned(),
            });
            notes.collect::<Vec<_>>().join(", ")
        })
        .collect();
    assert_eq!(
        notes,
        [
            "reworded, changed",
            "changed",
            "moved from Länsi, changed",
            "added"
        ]
    );
    let dropped: Vec<(&str, &str)> = view
        .groups
        .iter()
        .flat_map(|group| {
            let id = group.id.as_str();
            group
                .dropped
                .iter()
                .map(move |duty| (id, duty.text.text.as_str()))
        })
        .collect();
    assert_eq!(dropped, [("ita", "Poistuu."), ("vanha", "Päättyy.")]);
    let plain = check(WantedPart::Annex, TextLang::Fi, false);
    assert!(plain.groups.iter().all(|group| group.dropped.is_empty()));
}
