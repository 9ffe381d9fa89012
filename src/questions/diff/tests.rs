//! Two agreements with everything that can change between them.

use super::*;
use crate::source::testing::{find, registry};

const ORGANISATIONS: &str = "
organisations:
  - { id: redu-a, name: Lapin ammattiopisto, ceased: 2017-12-31, successors: [{ organisation: redu, scope: koko toiminta }] }
  - { id: redu-b, name: Lapin matkailuopisto, ceased: 2017-12-31, successors: [{ organisation: redu }] }
  - { id: te, name: TE-palvelut, ceased: 2017, successors: [{ organisation: kunnat, scope: palvelut }, { organisation: ely, scope: rahoitus }] }
  - { id: vanha, name: Vanha, ceased: 2015, successors: [{ organisation: valissa, scope: kaikki }] }
  - { id: valissa, name: Välissä, ceased: 2016, successors: [{ organisation: vanha }, { organisation: uusin }] }
";

const OLD: &str = "
title: Vanha sopimus
term: { starts: 2014, ends: 2016, extended: [{ until: 2017 }], notice_months: 3 }
strategies: [{ name: Menestyjäksi Lapissa, ends: 2020 }, { name: Aikuiskoulutus }, { name: Poistuva }]
groups:
  - { id: elo, name: ELO, regions: all, duties: [{ id: seuraa, text: Seuraa strategian toteutumista. }, Kokoaa tietoa.] }
  - { id: johto, name: Johtoryhmä, regions: all, duties: [{ id: paattaa, text: Päättää asioista. }, { id: nimeaa, text: Nimeää ryhmät. }] }
  - { id: lansi, name: Länsi, regions: [Länsi], duties: [{ id: l1, text: Yksi. }, { id: l2, text: Kaksi. }] }
  - { id: ita, name: Itä, regions: [Itä], duties: [{ id: i1, text: Kolme. }] }
  - { id: keski, name: Keski, regions: [Keski], duties: [{ id: k1, text: Neljä. }] }
  - { id: poistuva, name: Poistuva, regions: all, duties: [{ id: p1, text: Viisi. }, { id: p2, text: Kuusi. }] }
signatories:
  - { organisation: ely, name: ELY, kind: other, regions: all }
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi] }
  - { organisation: redu-a, name: Lapin ammattiopisto, kind: education, regions: [Keski] }
  - { organisation: redu-b, name: Lapin matkailuopisto, kind: education, regions: [Keski] }
  - { organisation: te, name: TE-palvelut, kind: other, regions: all }
  - { organisation: vanha, name: Vanha, kind: other, regions: all }
  - { organisation: lahtija, name: Lähtijä, kind: other, regions: all, withdrawn: { notice: 2015, effective: 2016 } }
  - { organisation: kieltaytyja, name: Kieltäytyjä, kind: other, regions: all, declined: 2014 }
";

const NEW: &str = "
title: Uusi sopimus
term: { starts: 2018, ends: open-ended, review_months: 12 }
in_force_when: { signed_at_least: 3 }
strategies: [{ name: Menestyjäksi  Lapissa, ends: 2025 }, { name: Aikuiskoulutus }, { name: Uusi, ends: 2030 }]
groups:
  - { id: elo, name: ELO-yhteistyöryhmä, regions: all, duties: [{ id: seuraa, text: Ohjaa strategian toimeenpanoa. }, { id: tieto, text: Kokoaa tietoa. }, { id: p1, text: Viisi ja puoli. }] }
  - { id: johto, name: Johtoryhmä, regions: all, duties: [{ id: paattaa, text: Päättää asioista. }, { id: uusi, text: Uusi tehtävä. }] }
  - { id: reuna, name: Länsi ja Itä, regions: [Länsi, Itä], duties: [{ id: l1, text: Yksi. }, { id: l2, text: Kaksi. }, { id: i1, text: Kolme! }] }
  - { id: keskus, name: Keskinen, regions: [Keski], duties: [{ id: k1, text: Neljä. }] }
  - { id: tuore, name: Tuore, regions: all }
signatories:
  - { organisation: ely, name: ELY-keskus, kind: other, regions: all }
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi, Tunturi] }
  - { organisation: redu, name: REDU, kind: education, regions: [Keski] }
  - { organisation: kunnat, name: Kunnat, kind: municipality, regions: all }
  - { organisation: uusin, name: Uusin, kind: other, regions: all }
  - { organisation: kieltaytyja, name: Kieltäytyjä, kind: other, regions: all }
";

fn view() -> DiffView {
    let registry = registry(&[("tno-2014", OLD), ("tno-2018", NEW)], ORGANISATIONS);
    diff(
        &registry,
        find(&registry, "tno-2014"),
        find(&registry, "tno-2018"),
        Lang::Fi,
    )
}

fn ids(named: &[crate::view::NamedView]) -> String {
    let ids: Vec<&str> = named.iter().map(|one| one.id.as_str()).collect();
    ids.join(" ")
}

#[test]
fn signatories_join_leave_and_take_each_others_places() {
    let signatories = view().signatories;
    assert_eq!(ids(&signatories.joined), "kieltaytyja");
    assert_eq!(ids(&signatories.left), "lahtija");
    assert_eq!(ids(&signatories.continuing), "ely lappia");
    let succeeded: Vec<String> = signatories
        .succeeded
        .iter()
        .map(|pair| {
            let scope = pair.scope.as_deref().unwrap_or("-");
            format!("{} → {} ({scope})", pair.predecessor.id, pair.successor.id)
        })
        .collect();
    assert_eq!(
        succeeded,
        [
            "redu-a → redu (koko toiminta)",
            "redu-b → redu (-)",
            "te → kunnat (palvelut)",
            "te → ely (rahoitus)",
            "vanha → uusin (kaikki)",
        ]
    );
    assert_eq!(signatories.renamed[0].to, "ELY-keskus");
    assert_eq!(signatories.regions_changed[0].to.ids(), ["Länsi", "Tunturi"]);
}

#[test]
fn groups_are_the_same_only_when_their_duties_prove_it() {
    let groups = view().groups;
    assert_eq!(ids(&groups.appeared), "tuore");
    assert_eq!(ids(&groups.kept), "johto");
    assert_eq!(ids(&groups.ended), "poistuva");
    let renamed: Vec<(&str, Option<&str>)> = groups
        .renamed
        .iter()
        .map(|group| (group.id.as_str(), group.old_id.as_deref()))
        .collect();
    assert_eq!(renamed, [("elo", None), ("keskus", Some("keski"))]);
    assert_eq!(groups.merged.len(), 1);
    assert_eq!(ids(&groups.merged[0].from), "lansi ita");
}

#[test]
fn a_duty_can_be_moved_and_reworded_at_once() {
    let duties = view().duties;
    let of = |duties: Vec<&crate::view::DutyInDiff>| -> Vec<String> {
        duties.into_iter().filter_map(|duty| duty.duty.clone()).collect()
    };
    assert_eq!(of(duties.added.iter().collect()), ["uusi"]);
    assert_eq!(of(duties.dropped.iter().collect()), ["nimeaa", "p2"]);
    assert_eq!(of(duties.moved.iter().map(|moved| &moved.duty).collect()), ["p1"]);
    assert_eq!(
        of(duties.reworded.iter().map(|one| &one.duty).collect()),
        ["seuraa", "p1", "i1"]
    );
    assert_eq!(duties.kept, 5);
}

#[test]
fn term_and_strategies_stand_side_by_side() {
    let DiffView { term, strategies, .. } = view();
    assert_eq!((term.old.ends.is_some(), term.new.ends), (true, None));
    assert_eq!(
        (term.new.in_force_when, term.new.signed_at_least),
        ("signed-at-least", Some(3))
    );
    assert_eq!(strategies.added[0].name.text, "Uusi");
    assert_eq!(strategies.dropped[0].name.text, "Poistuva");
    assert_eq!(strategies.kept[0].name.text, "Aikuiskoulutus");
    assert_eq!(
        strategies.other_end[0].to.map(|date| date.to_string()).as_deref(),
        Some("2025")
    );
}

#[test]
fn against_itself_nothing_changes() {
    let registry = registry(&[("tno-2014", OLD)], ORGANISATIONS);
    let agreement = find(&registry, "tno-2014");
    let view = diff(&registry, agreement, agreement, Lang::En);
    assert_eq!(view.duties.kept, 10);
    assert_eq!(view.groups.kept.len(), 6);
    assert!(view.duties.moved.is_empty() && view.duties.reworded.is_empty());
    assert!(view.signatories.joined.is_empty());
    assert!(
        view.signatories.left.is_empty(),
        "one that has left both is no difference"
    );
    assert_eq!(view.term.old, view.term.new);
}

#[test]
fn a_translation_alone_is_no_change_in_any_language() {
    const FINNISH: &str = "
title: Vanha sopimus
term: { starts: 2014, ends: 2016 }
groups:
  - { id: elo, name: Ohjausryhmä, regions: all, duties: [{ id: a, text: Kokoaa tietoa. }, Seuraa tuloksia., { id: b, text: Laatii suunnitelman. }] }
";
    const TRANSLATED: &str = "
title: Uusi sopimus
term: { starts: 2017, ends: 2019 }
groups:
  - id: elo
    name: { fi: Ohjausryhmä, en: Steering group }
    regions: all
    duties:
      - { id: a, text: { fi: Kokoaa tietoa., en: Gathers information. } }
      - { text: { fi: Seuraa tuloksia., en: Follows the results. } }
      - { id: b, text: { fi: Laatii ja julkaisee suunnitelman., en: Makes a plan. } }
";
    let registry = registry(&[("a-2014", FINNISH), ("a-2017", TRANSLATED)], ORGANISATIONS);
    for lang in [Lang::Fi, Lang::En] {
        let view = diff(
            &registry,
            find(&registry, "a-2014"),
            find(&registry, "a-2017"),
            lang,
        );
        assert_eq!(view.groups.kept.len(), 1);
        assert!(view.groups.renamed.is_empty());
        assert_eq!(view.duties.kept, 2);
        assert!(view.duties.added.is_empty() && view.duties.dropped.is_empty());
        let [reworded] = &view.duties.reworded[..] else {
            panic!("{:?}", view.duties.reworded)
        };
        let shown: String = reworded
            .words
            .segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect();
        assert_eq!(shown, "Laatii ja julkaisee suunnitelman.");
    }
}

#[test]
fn owners_themes_products_and_times_are_compared_by_id_and_shown_by_name() {
    const HEAD: &str = "title: Sopimus\nterm: { starts: 2014, ends: 2016 }\n";
    const SIGNATORIES: &str = "signatories:
  - { organisation: a, name: Aapa, kind: other, regions: all }
  - { organisation: b, name: Beeta, kind: other, regions: all }
";
    let older = format!(
        "{HEAD}themes: [{{ id: t, name: Vanha nimi }}]
products: [{{ id: p, name: Tuote }}]
groups:
  - id: g
    name: Ryhmä
    regions: all
    duties:
      - {{ id: one, text: Yksi., responsible: [a, b], theme: t, every: year }}
      - {{ id: two, text: Kaksi., responsible: [b, a], product: p, due: 2015-06 }}
      - {{ id: three, text: Kolme., theme: t }}
{SIGNATORIES}"
    );
    let newer = older
        .replace("Vanha nimi", "Uusi nimi")
        .replace(
            "responsible: [a, b], theme: t, every: year",
            "responsible: [b], every: month",
        )
        .replace("[b, a], product: p, due: 2015-06", "[a, b], due: 2016");
    let registry = registry(&[("x-2014", &older), ("x-2017", &newer)], "");
    let view = diff(
        &registry,
        find(&registry, "x-2014"),
        find(&registry, "x-2017"),
        Lang::Fi,
    );
    let shown: Vec<String> = view
        .duties
        .changed
        .iter()
        .flat_map(|changed| {
            let id = changed.duty.duty.clone().unwrap_or_default();
            changed.changes.iter().map(move |change| {
                let side = |detail: &Option<crate::view::DutyDetail>| {
                    detail
                        .as_ref()
                        .map_or("–".to_owned(), |detail| detail.display(Lang::Fi))
                };
                format!(
                    "{id} {:?}: {} → {}",
                    change.field,
                    side(&change.from),
                    side(&change.to)
                )
            })
        })
        .collect();
    assert_eq!(
        shown,
        [
            "one Responsible: Aapa, Beeta → Beeta",
            "one Theme: Vanha nimi → –",
            "one When: vuosittain → kuukausittain",
            "two Product: Tuote → –",
            "two When: 6/2015 → 2016",
        ]
    );
    assert_eq!(view.duties.kept, 1);
}
