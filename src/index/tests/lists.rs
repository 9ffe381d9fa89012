//! The lists: signatories, groups, duties, regions, events, organisations, ids.

use super::*;
use crate::model::{
    BuiltInKind, Organisation, ProductId, Regions, SignatoryState, Succession, TextLang, ThemeId,
    region_of_lapland,
};
use crate::view::AskedContact;
use crate::view::{DutyRow, SignatoryRow, Spoken};

fn signatories(day: &str, scope: &Scope, filter: &SignatoryFilter) -> Vec<SignatoryRow> {
    registry_index()
        .signatories(&asked(day), scope, filter, Contacts::LeftOut)
        .expect("signatories")
}

fn duties(filter: &DutyFilter) -> Vec<DutyRow> {
    registry_index()
        .duties(&asked("2014-06"), &Scope::InForce, filter)
        .expect("duties")
}

fn states(rows: &[SignatoryRow]) -> Vec<(&str, &'static str)> {
    rows.iter()
        .map(|row| (row.organisation.as_str(), row.state.code()))
        .collect()
}

#[test]
fn texts_are_in_the_language_that_was_asked_for_or_say_that_they_are_in_finnish() {
    let index = registry_index();
    let in_lang = |texts| {
        let asked = Asked {
            day: day("2014-06"),
            texts,
        };
        let agreements = index.agreements(&asked, &AgreementFilter::default());
        let groups = index.groups(&asked, &Scope::InForce, &GroupFilter::default());
        let duties = index.duties(&asked, &Scope::InForce, &DutyFilter::default());
        let group = groups.expect("rows")[1].name.clone();
        assert_eq!(duties.expect("rows")[2].group_name, group);
        (agreements.expect("rows")[1].title.clone(), group)
    };
    let spoken = |text: &str, lang| Spoken {
        text: text.to_owned(),
        lang,
    };
    assert_eq!(
        in_lang(TextLang::Sv),
        (
            spoken(
                "Partnerskapsavtal för Lapplands vägledningstjänster",
                TextLang::Sv
            ),
            spoken("Itä-Lapin ryhmä", TextLang::Fi)
        )
    );
    assert_eq!(
        in_lang(TextLang::Sms),
        (
            spoken("Lapin TNO-palvelujen kumppanuussopimus", TextLang::Fi),
            spoken("Suäʹđjel joukk", TextLang::Sms)
        )
    );
}

#[test]
fn signatories_have_their_state_and_come_in_finnish_order() {
    let in_force = |day| signatories(day, &Scope::InForce, &SignatoryFilter::default());
    assert_eq!(
        of(&in_force("2014-06"), |row| &row.name),
        [
            "Ammattiopisto Lappia",
            "Itä-Lapin ammattiopisto",
            "Lapin ELY-keskus",
            "Ähtärin opisto"
        ]
    );
    assert_eq!(
        states(&in_force("2014-01-10")),
        [
            ("lappia", "signed"),
            ("ita", "pending"),
            ("ely", "pending"),
            ("aho", "pending")
        ]
    );
    let later = in_force("2015-01-01");
    assert_eq!(
        states(&later),
        [
            ("lappia", "signed"),
            ("ita", "withdrawn"),
            ("ely", "signed"),
            ("aho", "declined")
        ]
    );
    assert!(later[1].ceased && !later[0].ceased);
    assert!(!in_force("2014-12-31")[1].ceased);
}

#[test]
fn a_signatory_row_has_all_its_facts() {
    let index = registry_index();
    let rows = |contacts| {
        index
            .signatories(
                &asked("2014-06"),
                &Scope::InForce,
                &SignatoryFilter::default(),
                contacts,
            )
            .expect("rows")
    };
    let row = &rows(Contacts::LeftOut)[2];
    assert_eq!(row.business_id.as_deref(), Some("2296962-1"));
    assert_eq!(row.kind, Some(BuiltInKind::StateAuthority.into()));
    assert_eq!(row.municipality.as_deref(), Some("Rovaniemi"));
    assert_eq!(
        (row.regions.ids(), row.signed),
        (&["all".to_owned()][..], Some(date("2014-01-20")))
    );
    assert_eq!(
        (&row.groups[..], &row.contact),
        (&["koordinaatio".to_owned()][..], &AskedContact::LeftOut)
    );
    assert_eq!(rows(Contacts::LeftOut)[0].regions.ids(), ["Länsi", "Tunturi"]);
    assert_eq!(rows(Contacts::LeftOut)[0].groups, ["koordinaatio", "ita-ryhma"]);
    let AskedContact::Included(Some(contact)) = rows(Contacts::Included)[2].contact.clone() else {
        panic!("a contact")
    };
    assert_eq!(contact.email.as_deref(), Some("tno@example.fi"));
    assert!(contact.public);
    assert_eq!(rows(Contacts::Included)[0].contact, AskedContact::Included(None));
}

#[test]
fn signatories_are_found_by_region_group_kind_and_state() {
    let found = |filter: &SignatoryFilter| {
        let rows = signatories("2014-06", &Scope::InForce, filter);
        rows.into_iter().map(|row| row.organisation).collect::<Vec<_>>()
    };
    let any = SignatoryFilter::default();
    let of_region = |region| SignatoryFilter {
        region: Some(region),
        ..SignatoryFilter::default()
    };
    assert_eq!(found(&of_region(region_of_lapland("Itä"))), ["ita", "ely"]);
    assert_eq!(found(&of_region(region_of_lapland("Keski"))), ["ely", "aho"]);
    let group = Some(group_id("ita-ryhma"));
    assert_eq!(
        found(&SignatoryFilter { group, ..any.clone() }),
        ["lappia", "ita"]
    );
    let kind = Some(WantedKind::Known(BuiltInKind::StateAuthority.into()));
    assert_eq!(found(&SignatoryFilter { kind, ..any.clone() }), ["ely"]);
    let kind = Some(WantedKind::Unknown);
    assert_eq!(found(&SignatoryFilter { kind, ..any.clone() }), ["ita"]);
    let state = Some(SignatoryState::Declined);
    assert_eq!(found(&SignatoryFilter { state, ..any }), ["aho"]);
}

#[test]
fn the_scope_names_the_agreements() {
    let n = |scope: &Scope| signatories("2018-06", scope, &SignatoryFilter::default()).len();
    assert_eq!(n(&Scope::InForce), 0);
    assert_eq!(n(&Scope::One(agreement_id("lapin-tno-2012"))), 2);
    assert_eq!(n(&Scope::One(agreement_id("no-such-agreement"))), 0);
    assert_eq!(n(&Scope::All), 7);
    let index = registry_index();
    let in_force = |text| index.in_force(day(text)).expect("ids");
    assert_eq!(in_force("2013"), [agreement_id("lapin-tno-2012")]);
    assert_eq!(in_force("2017-12-31"), [agreement_id("lapin-tno-2014")]);
    assert_eq!(in_force("2018"), []);
}

#[test]
fn groups_come_as_the_file_lists_them() {
    let index = registry_index();
    let groups = |region| {
        let filter = GroupFilter { region };
        index
            .groups(&asked("2014-06"), &Scope::InForce, &filter)
            .expect("groups")
    };
    let rows = groups(None);
    assert_eq!(of(&rows, |row| &row.group), ["koordinaatio", "ita-ryhma"]);
    assert_eq!(rows[1].regions.ids(), ["Itä"]);
    assert_eq!(rows[1].members, ["ita", "lappia"]);
    assert_eq!(
        rows[1].member_names,
        ["Itä-Lapin ammattiopisto", "Ammattiopisto Lappia"]
    );
    assert_eq!((rows[1].chair.as_deref(), rows[1].duties), (Some("ita"), 1));
    assert_eq!(rows[1].chair_name.as_deref(), Some("Itä-Lapin ammattiopisto"));
    assert_eq!(
        rows[1].agreement_title.text,
        "Lapin TNO-palvelujen kumppanuussopimus"
    );
    assert_eq!(
        of(&groups(Some(region_of_lapland("Länsi"))), |row| &row.group),
        ["koordinaatio"]
    );
}

#[test]
fn duties_come_as_the_annex_prints_them() {
    let rows = duties(&DutyFilter::default());
    assert_eq!(
        rows.iter()
            .map(|row| (row.group.as_str(), row.position))
            .collect::<Vec<_>>(),
        [("koordinaatio", 1), ("koordinaatio", 2), ("ita-ryhma", 1)]
    );
    assert_eq!(rows[0].duty.as_deref(), Some("seuranta"));
    assert_eq!(rows[0].responsible, ["lappia"]);
    assert_eq!(rows[0].responsible_names, ["Ammattiopisto Lappia"]);
    assert_eq!(
        rows[0].theme_name.as_ref().map(|name| name.text.as_str()),
        Some("Asiakaslähtöiset palvelut")
    );
    assert_eq!(rows[0].product_name, None);
    assert_eq!(
        rows[2]
            .owners
            .iter()
            .map(|owner| owner.name.as_str())
            .collect::<Vec<_>>(),
        ["Itä-Lapin ammattiopisto", "Ammattiopisto Lappia"]
    );
    assert_eq!(rows[0].every.map(crate::model::Recurrence::code), Some("year"));
    assert_eq!(
        (rows[1].due, rows[1].product.as_deref()),
        (Some(date("2014-10")), Some("kohtaava"))
    );
}

#[test]
fn an_organisation_has_promised_what_names_it_and_what_its_groups_share() {
    let promised = |id| {
        let filter = DutyFilter {
            organisation: Some(organisation_id(id)),
            ..DutyFilter::default()
        };
        duties(&filter)
            .into_iter()
            .map(|row| row.text.text.split(' ').next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(promised("lappia"), ["Seuraa", "Ottaa", "Järjestää"]);
    assert_eq!(promised("ely"), ["Ottaa"]);
    assert_eq!(promised("ita"), ["Järjestää"]);
    assert!(promised("aho").is_empty());
}

#[test]
fn duties_are_found_by_group_region_theme_and_product() {
    let any = DutyFilter::default();
    let n = |filter: &DutyFilter| duties(filter).len();
    let group = Some(group_id("ita-ryhma"));
    assert_eq!(n(&DutyFilter { group, ..any.clone() }), 1);
    let region = Some(region_of_lapland("Länsi"));
    assert_eq!(
        n(&DutyFilter {
            region,
            ..any.clone()
        }),
        2
    );
    let theme = ThemeId::parse("asiakas").ok();
    assert_eq!(n(&DutyFilter { theme, ..any.clone() }), 1);
    let product = ProductId::parse("kohtaava").ok();
    assert_eq!(n(&DutyFilter { product, ..any }), 1);
}

#[test]
fn regions_list_everything_once() {
    let index = registry_index();
    let rows = index.regions(&asked("2014-06"), &Scope::All).expect("areas");
    assert_eq!(
        of(&rows, |row| &row.name),
        [
            "Länsi-Lappi",
            "Itä-Lappi",
            "Keski-Lappi",
            "Tunturi-Lappi",
            "Saamelaisalue"
        ]
    );
    assert_eq!(rows[1].signatories, ["ita", "ely"]);
    assert_eq!(
        rows[1].signatory_names,
        ["Itä-Lapin ammattiopisto", "Lapin ELY-keskus"]
    );
    assert_eq!(rows[1].groups, ["koordinaatio", "ita-ryhma"]);
    assert_eq!(rows[1].group_names, ["Koordinaatioryhmä", "Itä-Lapin ryhmä"]);
    assert_eq!(rows[2].signatories, ["ely"]);
    assert_eq!(rows[2].cooperates_with, [region_of_lapland("Tunturi")]);
    assert_eq!(rows[2].municipalities, ["Ranua", "Rovaniemi"]);
    assert_eq!(
        rows[4].municipalities,
        ["Enontekiö", "Inari", "Sodankylä", "Utsjoki"]
    );
    let none = index.regions(&asked("2018-06"), &Scope::InForce).expect("areas");
    assert_eq!((none.len(), none[1].signatories.len()), (5, 0));
}

#[test]
fn events_are_found_by_any_of_their_days() {
    let mut calendar = agreement("kalenteri", "Kalenteri", "2014", None);
    let event = of_2014().events.remove(0);
    calendar.events = ["2014-12", "2014", "2014-10-06"]
        .map(|text| crate::model::Event {
            date: at(date(text)),
            ..event.clone()
        })
        .into();
    let (index, _) = Index::in_memory(
        &crate::model::Network::lapland(),
        loading(vec![agreement_file(calendar, 1)]).files,
    )
    .expect("an index");
    let found = |from: Option<&str>, to: Option<&str>| {
        let filter = EventFilter {
            from: from.map(day),
            to: to.map(day),
        };
        let rows = index
            .events(&asked("2014"), &Scope::All, &filter)
            .expect("events");
        rows.iter().map(|row| row.date.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(None, None), ["2014", "2014-10-06", "2014-12"]);
    assert_eq!(found(Some("2014-10-07"), None), ["2014", "2014-12"]);
    assert_eq!(found(Some("2014-12-31"), Some("2015-06-01")), ["2014", "2014-12"]);
    assert_eq!(found(None, Some("2013-12-31")), Vec::<String>::new());
}

#[test]
fn organisations_are_shown_over_all_agreements() {
    let rows = registry_index()
        .organisations(&asked("2014-06"))
        .expect("organisations");
    assert_eq!(
        of(&rows, |row| &row.organisation),
        ["lappia", "ita", "ely", "aho"]
    );
    let east = &rows[1];
    // The latest agreement does not say what it is; an earlier one does.
    assert_eq!(east.kind, Some(BuiltInKind::Education.into()));
    assert_eq!(east.name, "Itä-Lapin ammattiopisto");
    assert_eq!(
        east.former_names,
        ["Kemijärven ammattikoulu", "Itä-Lapin ammattioppilaitos"]
    );
    assert_eq!(east.first_agreement.as_deref(), Some("lapin-tno-2012"));
    assert_eq!(east.latest_agreement.as_deref(), Some("lapin-tno-2014"));
    assert_eq!((east.agreements, east.ceased), (2, Some(date("2014-12-31"))));
    assert_eq!(east.successors[0].organisation, "rky");
    let ely = &rows[2];
    assert_eq!(
        (ely.agreements, ely.business_id.as_deref()),
        (3, Some("2296962-1"))
    );
}

/// The name is that of the agreement, whatever the organisation is called today; what is no signatory has its
/// present name, and what nobody names has its id.
#[test]
fn a_name_is_told_as_signed_else_as_it_is_else_by_the_id() {
    let mut signed = agreement("vanha", "Vanha", "2014", None);
    signed.signatories = vec![signatory("ely", "Lapin TE-keskus", Regions::All, Some("2014"))];
    let duties = vec![duty("Seuraa.", &["ely", "ita", "tuntematon"])];
    signed.groups = vec![group(
        "ryhma",
        "Ryhmä",
        Regions::All,
        &["ita", "ely", "tuntematon"],
        duties,
    )];
    let mut changes = registry();
    changes.files.push(agreement_file(signed, 1));
    let (index, _) = Index::in_memory(&crate::model::Network::lapland(), changes.files).expect("an index");
    let scope = Scope::One(agreement_id("vanha"));
    let groups = index.groups(&asked("2014-06"), &scope, &GroupFilter::default());
    let groups = groups.expect("groups");
    let names = ["Lapin TE-keskus", "Itä-Lapin ammattiopisto", "tuntematon"];
    assert_eq!(groups[0].chair_name.as_deref(), Some(names[1]));
    assert_eq!(groups[0].member_names, [names[1], names[0], names[2]]);
    let duties = index.duties(&asked("2014-06"), &scope, &DutyFilter::default());
    assert_eq!(duties.expect("duties")[0].responsible_names, names);
}

#[test]
fn a_successor_has_its_present_name() {
    let mut changes = registry();
    let successors = ["rky", "lappia", "ely"].map(|id| Succession {
        organisation: at(organisation_id(id)),
        scope: None,
    });
    let [mut east] = <[Organisation; 1]>::try_from(organisations()).expect("one organisation");
    east.successors = successors.into();
    let lappia = Organisation {
        id: at(organisation_id("lappia")),
        name: at("Koulutuskuntayhtymä Lappia".to_owned()),
        former_names: Vec::new(),
        ceased: None,
        successors: Vec::new(),
    };
    let content = FileContent::Organisations(vec![east, lappia]);
    changes.files.pop();
    changes
        .files
        .push(file("agreements/organisations.yaml", 1, content));
    let (index, _) = Index::in_memory(&crate::model::Network::lapland(), changes.files).expect("an index");
    // Nobody knows the first, the second is recorded, and the third has only signed.
    let names = ["rky", "Koulutuskuntayhtymä Lappia", "Lapin ELY-keskus"];
    let rows = index.organisations(&asked("2014-06")).expect("organisations");
    let row = rows
        .iter()
        .find(|row| row.organisation == "ita")
        .expect("the row");
    assert_eq!(of(&row.successors, |successor| &successor.name), names);
    let shown = index.show_organisation(&asked("2014-06"), &organisation_id("ita"));
    let shown = shown.expect("an answer").expect("the organisation");
    assert_eq!(of(&shown.successors, |successor| &successor.name), names);
}

#[test]
fn all_ids_are_known() {
    let index = registry_index();
    let ids = |kind| index.ids(kind).expect("ids");
    assert_eq!(ids(IdKind::Agreement).len(), 3);
    assert_eq!(ids(IdKind::Organisation), ["aho", "ely", "ita", "lappia"]);
    for kind in [IdKind::Group, IdKind::GroupReference] {
        assert_eq!(ids(kind), ["ita-ryhma", "koordinaatio"]);
    }
    assert_eq!(ids(IdKind::Theme), ["asiakas"]);
    assert_eq!(ids(IdKind::Product), ["kohtaava"]);
}
