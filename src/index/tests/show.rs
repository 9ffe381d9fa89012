//! One agreement, organisation or group, whole.

use super::*;
use crate::model::{
    AgreementStatus, Extension, LocalText, Provision, ProvisionId, TextLang, region_of_lapland,
};
use crate::view::{GroupRole, PeriodView};

#[test]
fn an_agreement_is_shown_with_its_history() {
    let index = registry_index();
    let shown = index.show_agreement(
        &asked("2014-06-01"),
        &agreement_id("lapin-tno-2014"),
        Contacts::LeftOut,
    );
    let shown = shown.expect("an answer").expect("the agreement");
    assert_eq!(shown.title.text, "Lapin TNO-palvelujen kumppanuussopimus");
    assert_eq!(
        shown.purpose.as_ref().map(|purpose| purpose.text.as_str()),
        Some("Ohjauspalvelut toteutetaan verkostona.")
    );
    assert_eq!(
        (shown.status, shown.entered),
        (AgreementStatus::InForce, Some(day("2014-01-01")))
    );
    assert_eq!(
        shown.timeline,
        [
            PeriodView {
                status: AgreementStatus::Draft,
                from: None,
                to: Some(day("2013-12-31"))
            },
            PeriodView {
                status: AgreementStatus::InForce,
                from: Some(day("2014-01-01")),
                to: Some(day("2017-12-31"))
            },
            PeriodView {
                status: AgreementStatus::Ended,
                from: Some(day("2018-01-01")),
                to: None
            },
        ]
    );
    assert_eq!(
        (shown.in_force_when.as_str(), shown.declared_signatories),
        ("start-date", Some(4))
    );
    assert_eq!(
        (shown.n_signed, shown.n_signatories, shown.signatories.len()),
        (3, 3, 4)
    );
    assert_eq!(shown.predecessors[0].status, Some(AgreementStatus::Superseded));
    assert_eq!(shown.successors[0].id, "lapin-tno-2018");
    assert_eq!(shown.strategies[0].ends, Some(date("2020")));
    assert_eq!(
        (shown.themes[0].id.as_str(), shown.products[0].name.text.as_str()),
        ("asiakas", "Kohtaava")
    );
    assert_eq!(
        shown.cooperation,
        [[region_of_lapland("Keski"), region_of_lapland("Tunturi")]]
    );
    assert_eq!(
        (shown.groups.len(), shown.groups[0].duties, shown.events.len()),
        (2, 2, 1)
    );
    assert_eq!(shown.source.as_deref(), Some("example"));
    let none = index.show_agreement(
        &asked("2014"),
        &agreement_id("no-such-agreement"),
        Contacts::LeftOut,
    );
    assert_eq!(none.expect("an answer"), None);
}

#[test]
fn provisions_are_shown_as_they_read_on_the_day() {
    let mut agreement = of_2014();
    let provision = |number, id: Option<&str>, text: &str| Provision {
        number,
        id: id.map(|id| at(ProvisionId::parse(id).expect("an id"))),
        heading: at(LocalText::plain("Voimassaolo").with(TextLang::Sv, "Giltighet")),
        text: at(LocalText::plain(text)),
    };
    agreement.provisions = vec![
        provision(
            1,
            Some("term"),
            "Sopimus ”{title}” on voimassa {term}.\n\nSen {n_signatories} osapuolta:\n{parties}",
        ),
        provision(
            2,
            None,
            "{notice} {supersedes} {strategies} {themes} {products} {cooperation} {groups}",
        ),
    ];
    let index = Index::in_memory(
        &crate::model::Network::lapland(),
        [agreement_file(of_2012(), 1), agreement_file(agreement, 2)],
    );
    let index = index.expect("an index").0;
    let asked = Asked {
        day: day("2014-06-01"),
        texts: TextLang::Sv,
    };
    let shown = index.show_agreement(&asked, &agreement_id("lapin-tno-2014"), Contacts::LeftOut);
    let shown = shown.expect("an answer").expect("the agreement").provisions;
    let shown = serde_json::to_string_pretty(&shown).expect("an answer is JSON");
    insta::assert_snapshot!(shown, @r#"
    [
      {
        "number": 1,
        "id": "term",
        "heading": "Giltighet",
        "text": "Sopimus ”Lapin TNO-palvelujen kumppanuussopimus” on voimassa 1/2014–31.12.2017.\nSen 3 osapuolta:\n- Ammattiopisto Lappia: Muonion toimipiste\n- Itä-Lapin ammattiopisto\n- Lapin ELY-keskus (2296962-1)"
      },
      {
        "number": 2,
        "id": null,
        "heading": "Giltighet",
        "text": "3 kuukautta Lapin TNO-palvelujen sopimus Menestyjäksi Lapissa Asiakaslähtöiset palvelut Kohtaava Keski-Lappi ja Tunturi-Lappi Koordinaatioryhmä ja Itä-Lapin ryhmä"
      }
    ]
    "#);
}

#[test]
fn the_chain_of_agreements_goes_on_and_does_not_go_round() {
    let mut main = agreement("a-2010", "A", "2010", Some("2011"));
    main.supersedes = vec![at(agreement_id("a-2020")), at(agreement_id("a-1990"))];
    let mut second = agreement("a-2015", "B", "2015", None);
    second.supersedes = vec![at(agreement_id("a-2010"))];
    second.part_of = Some(at(agreement_id("a-2010")));
    let mut third = agreement("a-2020", "C", "2020", None);
    third.supersedes = vec![at(agreement_id("a-2015"))];
    let files = [main, second, third].map(|agreement| agreement_file(agreement, 1));
    let (index, _) =
        Index::in_memory(&crate::model::Network::lapland(), loading(files.into()).files).expect("an index");
    let show = |id| {
        let shown = index.show_agreement(&asked("2020"), &agreement_id(id), Contacts::LeftOut);
        shown.expect("an answer").expect("the agreement")
    };
    let third = show("a-2020");
    let ids: Vec<&str> = third.predecessors.iter().map(|link| link.id.as_str()).collect();
    assert_eq!(ids, ["a-2015", "a-2010", "a-1990"]);
    assert_eq!(
        (third.predecessors[2].title.as_ref(), third.predecessors[2].status),
        (None, None)
    );
    assert_eq!(show("a-2015").part_of.expect("a main agreement").id, "a-2010");
    assert_eq!(show("a-2010").sub_agreements[0].id, "a-2015");
}

#[test]
fn extensions_keep_their_own_record() {
    let mut extended = agreement("jatkettu", "Jatkettu", "2014", Some("2016"));
    extended.term.extensions = vec![Extension {
        until: at(date("2018-06")),
        decided: Some(at(date("2016-11-02"))),
        decision: Some("Ohjausryhmä § 4".to_owned()),
    }];
    let (index, _) = Index::in_memory(
        &crate::model::Network::lapland(),
        loading(vec![agreement_file(extended, 1)]).files,
    )
    .expect("an index");
    let shown = index.show_agreement(&asked("2016-12"), &agreement_id("jatkettu"), Contacts::LeftOut);
    let shown = shown.expect("an answer").expect("the agreement");
    assert_eq!(
        (shown.ends, shown.ends_by_text),
        (Some(date("2018-06")), Some(date("2016")))
    );
    assert_eq!(shown.extensions[0].decided, Some(date("2016-11-02")));
}

#[test]
fn an_organisation_is_shown_over_all_agreements() {
    let index = registry_index();
    let shown = index.show_organisation(&asked("2014-12-31"), &organisation_id("ita"));
    let shown = shown.expect("an answer").expect("the organisation");
    assert_eq!(
        (shown.ceased, shown.has_ceased),
        (Some(date("2014-12-31")), false)
    );
    assert_eq!(shown.former_names[0].until, Some(date("2003")));
    assert_eq!(shown.former_names[1].name, "Itä-Lapin ammattioppilaitos");
    assert_eq!(shown.successors[0].scope.as_deref(), Some("koko toiminta"));
    let agreements: Vec<_> = shown
        .agreements
        .iter()
        .map(|one| {
            (
                one.signatory.agreement.as_str(),
                one.signatory.state.code(),
                one.since,
            )
        })
        .collect();
    assert_eq!(
        agreements,
        [
            ("lapin-tno-2012", "signed", Some(date("2012"))),
            ("lapin-tno-2014", "leaving", Some(date("2014-11")))
        ]
    );
    assert_eq!(
        (shown.groups[0].group.as_str(), shown.groups[0].role),
        ("ita-ryhma", GroupRole::Chair)
    );
    assert_eq!(
        shown.groups[0].agreement_title.text,
        "Lapin TNO-palvelujen kumppanuussopimus"
    );
    assert_eq!((shown.duties.len(), shown.group_duties.len()), (0, 1));

    let shown = index.show_organisation(&asked("2014-06"), &organisation_id("lappia"));
    let shown = shown.expect("an answer").expect("the organisation");
    assert_eq!((shown.duties.len(), shown.group_duties.len()), (1, 2));
    assert_eq!(shown.agreements[0].signatory.covers, ["Muonion toimipiste"]);
    assert!(shown.groups.iter().all(|group| group.role == GroupRole::Member));
    let none = index.show_organisation(&asked("2014"), &organisation_id("rky"));
    assert_eq!(none.expect("an answer"), None);
}

#[test]
fn a_successor_knows_its_predecessors() {
    let mut changes = registry();
    let mut later = agreement("myohempi", "Myöhempi", "2016", None);
    later.signatories = vec![signatory("rky", "REDU", crate::model::Regions::All, None)];
    changes.files.push(agreement_file(later, 1));
    let (index, _) =
        Index::in_memory(&crate::model::Network::lapland(), changes.files.clone()).expect("an index");
    let shown = index.show_organisation(&asked("2016"), &organisation_id("rky"));
    let shown = shown.expect("an answer").expect("the organisation");
    assert_eq!(shown.predecessors[0].organisation, "ita");
    assert_eq!(shown.predecessors[0].name, "Itä-Lapin ammattiopisto");
    assert_eq!(shown.agreements[0].since, None);
}

#[test]
fn a_group_is_shown_in_every_agreement_that_has_it() {
    let index = registry_index();
    let show = |group| {
        index.show_group(
            &asked("2014-06"),
            &agreement_id("lapin-tno-2012"),
            &group_id(group),
        )
    };
    let shown = show("koordinaatio");
    let shown = shown.expect("an answer").expect("the group");
    assert_eq!(
        (shown.name.text.as_str(), shown.agreements.len()),
        ("Koordinaatioryhmä", 2)
    );
    let latest = &shown.agreements[1];
    assert_eq!(latest.status, AgreementStatus::InForce);
    assert_eq!(
        latest.chair.as_ref().and_then(|chair| chair.name.as_deref()),
        Some("Lapin ELY-keskus")
    );
    assert_eq!(latest.members[1].organisation, "lappia");
    assert_eq!(
        (latest.regions.ids(), latest.duties.len()),
        (&["all".to_owned()][..], 2)
    );
    assert_eq!(shown.agreements[0].duties.len(), 1);
    assert_eq!(show("no-such-group").expect("an answer"), None);
}
