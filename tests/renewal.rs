//! A renewed agreement is a file that the program itself reads without an error, and nothing that was
//! agreed is lost on the way, whatever the texts hold.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kumppani::diagnostic::{At, Diagnostic, FilePath, Severity, Span};
use kumppani::model::{
    Agreement, AgreementId, Contact, Group, LocalText, PartialDate, Provision, ProvisionId, Registry,
    Signatory, TextLang,
};
use kumppani::renewal::{RenewalPlan, RenewalRefusal, RenewalWanted, WantedEnding, plan_renewal};
use kumppani::source::{Content, Role, read_bytes};
use kumppani::validate::{check_agreement, check_registry};
use kumppani::wording::Lang;
use proptest::prelude::*;

fn read(file: &FilePath, role: Role, bytes: Vec<u8>) -> (Option<Content>, Vec<Diagnostic>) {
    let reading = read_bytes(file, role, &kumppani::model::Network::lapland(), bytes);
    let findings = reading.findings.as_slice().to_vec();
    (reading.content, findings)
}

fn read_agreement(file: &FilePath, bytes: Vec<u8>) -> Agreement {
    match read(file, Role::Agreement, bytes) {
        (Some(Content::Agreement(agreement)), findings) if findings.is_empty() => *agreement,
        (_, findings) => panic!("{findings:#?}"),
    }
}

/// The repository's own agreements, without the draft that would be in the way.
fn examples() -> Registry {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("agreements");
    let bytes = |name: &str| fs::read(folder.join(name)).expect("the example is there");
    let agreement = |name: &str| read_agreement(&FilePath::new(&format!("agreements/{name}")), bytes(name));
    let file = FilePath::new("agreements/organisations.yaml");
    let (content, _) = read(&file, Role::Organisations, bytes("organisations.yaml"));
    let Some(Content::Organisations(organisations)) = content else {
        panic!("the example records organisations")
    };
    Registry {
        agreements: vec![agreement("lapin-tno-2012.yaml"), agreement("lapin-tno-2014.yaml")],
        organisations,
        organisations_file: Some(file),
        ..Registry::default()
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a test names real days")
}

fn id(text: &str) -> AgreementId {
    AgreementId::parse(text).expect("a test names well-formed ids")
}

/// Reads a plan's file back, and checks it beside its predecessors: no error may come of it.
fn accepted(registry: &Registry, plan: &RenewalPlan, today: NaiveDate) -> Agreement {
    let draft = read_agreement(&plan.file, plan.text.clone().into_bytes());
    assert_eq!(draft.id.value, plan.id);
    let mut registry = registry.clone();
    registry.agreements.push(draft.clone());
    let own = check_agreement(&draft, today).findings;
    let all = check_registry(&registry, today).findings;
    let is_error =
        |found: &&Diagnostic| found.code.severity() == Severity::Error && found.place.file == plan.file;
    let errors: Vec<&Diagnostic> = own
        .as_slice()
        .iter()
        .chain(all.as_slice())
        .filter(is_error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{}", plan.text);
    draft
}

fn texts(text: &LocalText) -> Vec<(TextLang, String)> {
    text.iter().map(|(lang, text)| (lang, text.to_owned())).collect()
}

/// What of a group is carried, without places.
fn told_group(group: &Group) -> String {
    let ids = |list: &[kumppani::diagnostic::At<kumppani::model::OrganisationId>]| {
        list.iter().map(|at| at.value.to_string()).collect::<Vec<_>>()
    };
    let duties: Vec<_> = group
        .duties
        .iter()
        .map(|duty| {
            let (id, theme) = (
                duty.id.as_ref().map(|at| &at.value),
                duty.theme.as_ref().map(|at| &at.value),
            );
            let product = duty.product.as_ref().map(|at| &at.value);
            (
                id,
                texts(&duty.text.value),
                ids(&duty.responsible),
                theme,
                product,
                duty.timing,
            )
        })
        .collect();
    // Those who are in the group on its last day are carried.
    let last = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let seats = group.seats().filter(|(_, seat)| seat.is_held_on(last));
    let seats: Vec<_> = seats
        .map(|(kind, seat)| (kind, &seat.organisation.value))
        .collect();
    let name = texts(&group.name.value);
    format!("{:?}", (&group.id.value, name, &group.regions, seats, duties))
}

/// What of a signatory is carried, without places.
fn told_signatory(signatory: &Signatory) -> String {
    let contact = signatory.contact.as_deref().map(|contact: &Contact| {
        let value = |at: &Option<kumppani::diagnostic::At<String>>| at.as_ref().map(|at| at.value.clone());
        let Contact {
            role,
            phone,
            visibility,
            ..
        } = contact;
        (
            role,
            value(&contact.email),
            phone,
            value(&contact.name),
            visibility,
        )
    });
    let business_id = signatory.business_id.as_ref().map(|at| &at.value);
    let who = (
        &signatory.organisation.value,
        &signatory.name.value,
        business_id,
        signatory.kind.clone(),
    );
    format!(
        "{:?}",
        (
            who,
            signatory.municipality.clone(),
            &signatory.regions,
            &signatory.covers,
            contact
        )
    )
}

/// Everything that was agreed is in the draft, and nothing that happened since.
fn check_carried(old: &Agreement, new: &Agreement) {
    let working = old.groups.iter().filter(|group| group.dissolved.is_none());
    assert_eq!(
        working.map(told_group).collect::<Vec<_>>(),
        new.groups.iter().map(told_group).collect::<Vec<_>>()
    );
    assert_eq!(
        old.signatories.iter().map(told_signatory).collect::<Vec<_>>(),
        new.signatories.iter().map(told_signatory).collect::<Vec<_>>()
    );
    let named = |agreement: &Agreement| {
        let themes = agreement
            .themes
            .iter()
            .map(|theme| (theme.id.value.to_string(), texts(&theme.name)));
        let products = agreement
            .products
            .iter()
            .map(|one| (one.id.value.to_string(), texts(&one.name)));
        let strategies = agreement.strategies.iter().map(|strategy| {
            let ends = strategy.ends.as_ref().map(|at| at.value.to_string());
            (ends.unwrap_or_default(), texts(&strategy.name.value))
        });
        themes.chain(products).chain(strategies).collect::<Vec<_>>()
    };
    assert_eq!(named(old), named(new));
    let cooperation = |agreement: &Agreement| {
        agreement
            .cooperation
            .iter()
            .map(|at| at.value.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(cooperation(old), cooperation(new));
    assert_eq!(old.purpose, new.purpose);
    let provisions = |agreement: &Agreement| {
        let provisions = agreement.provisions.iter();
        let shown = provisions.map(|one| {
            let id = one.id.as_ref().map(|id| id.value.clone());
            (one.number, id, one.heading.value.clone(), one.text.value.clone())
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(provisions(old), provisions(new));
    assert_eq!(old.entry_rule, new.entry_rule);
    assert_eq!(old.term.notice_months, new.term.notice_months);
    let is_untouched = |signatory: &Signatory| {
        signatory.signed.is_none()
            && signatory.signed_by.is_none()
            && signatory.decision.is_none()
            && signatory.joined.is_none()
            && signatory.declined.is_none()
            && signatory.withdrawn.is_none()
    };
    assert!(new.signatories.iter().all(is_untouched));
    assert!(new.opened.is_none() && new.events.is_empty() && new.waivers.is_empty());
    assert!(new.declared_signatories.is_none() && new.source.is_none() && new.term.extensions.is_empty());
    let superseded: Vec<_> = new.supersedes.iter().map(|at| &at.value).collect();
    assert_eq!(superseded, [&old.id.value]);
}

#[test]
fn the_example_is_renewed_without_an_error() {
    let registry = examples();
    let today = day(2026, 3, 1);
    for lang in [Lang::Fi, Lang::En] {
        let wanted = RenewalWanted {
            lang,
            ..RenewalWanted::default()
        };
        let plan =
            plan_renewal(&registry, &[id("lapin-tno-2014")], &wanted, today).expect("it can be renewed");
        assert_eq!(plan.id, id("lapin-tno-2027"));
        let draft = accepted(&registry, &plan, today);
        check_carried(&registry.agreements[1], &draft);
        assert_eq!(
            draft.title.value.fi(),
            "Lapin TNO-palvelujen kumppanuussopimus 2027"
        );
        assert!(
            plan.text.contains("lapin-elinvoimakeskus"),
            "successors are proposed"
        );
        assert!(
            draft
                .signatories
                .iter()
                .any(|one| one.organisation.value.as_str() == "lapin-ely-keskus")
        );
        assert!(!plan.questions.is_empty());
    }
}

#[test]
fn an_agreement_that_has_a_successor_is_not_renewed_again() {
    let refusal = plan_renewal(
        &examples(),
        &[id("lapin-tno-2012")],
        &RenewalWanted::default(),
        day(2026, 3, 1),
    );
    assert!(matches!(refusal, Err(RenewalRefusal::Renewed { by, .. }) if by == id("lapin-tno-2014")));
}

/// An agreement of one region with ids that the example of 2014 has for something else.
const REGIONAL: &str = "
id: lansi-2015
title: Länsi-Lapin sopimus
term: { starts: 2015, ends: 2025 }
themes: [{ id: asiakaslahtoisyys, name: Asiakkaat }]
groups:
  - { id: koordinaatioryhma, name: Länsi-Lapin koordinaatio, regions: [Länsi], chair: lappia, members: [lappia, uusi],
      duties: [{ id: koord-suunnitelma, text: Suunnittelee., responsible: [uusi] }, Sopii.] }
  - { id: koordinaatioryhma-2, name: Kakkonen, regions: [Länsi], duties: [{ id: koord-alueet, text: Tukee. }] }
signatories:
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi], signed: 2015 }
  - { organisation: uusi, name: Uusi, kind: other, regions: [Länsi], signed: 2015 }
";

#[test]
fn agreements_with_clashing_ids_are_united_without_an_error() {
    let mut registry = examples();
    let file = FilePath::new("agreements/lansi-2015.yaml");
    registry
        .agreements
        .push(read_agreement(&file, REGIONAL.as_bytes().to_vec()));
    let today = day(2026, 3, 1);
    let wanted = RenewalWanted {
        id: Some(id("lapin-tno-yhdessa")),
        ..RenewalWanted::default()
    };
    for predecessors in [["lapin-tno-2014", "lansi-2015"], ["lansi-2015", "lapin-tno-2014"]] {
        let plan =
            plan_renewal(&registry, &predecessors.map(id), &wanted, today).expect("they can be united");
        let draft = accepted(&registry, &plan, today);
        let n_groups: usize = registry.agreements[1..]
            .iter()
            .map(|agreement| agreement.groups.len())
            .sum();
        assert_eq!(draft.groups.len(), n_groups);
        assert_eq!(
            draft.signatories.len(),
            registry.agreements[1].signatories.len() + 1
        );
        assert_eq!(draft.supersedes.len(), 2);
    }
}

/// A text as people and programs leave them: every kind of markup, letters of Sámi, lines, words that
/// YAML takes for something else. It neither begins nor ends with a space, as no text of a file does.
fn nasty_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zåäöčǩʹ]{1,9}",
        3 => Just(" ".to_owned()),
        1 => "[-=+@|\\\\`*_<>\\[\\]{};:,!?%&\"'#~]{1,3}",
        1 => Just("\n".to_owned()),
        1 => Just("\n\n  - ".to_owned()),
        1 => Just(": ".to_owned()),
        1 => Just(" #".to_owned()),
        1 => Just("  ".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => prop::sample::select(vec!["no", "null", "~", "---", "...", "2014", "漢字", "👩‍👩‍👧", "<<", "0x1F", "=", "Ǥ", "ŋ"])
            .prop_map(str::to_owned),
        1 => "[a-z]{20,60}".prop_map(|word| format!("{word} {word} {word}")),
    ];
    prop::collection::vec(piece, 1..12)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("a text has a letter", |text| !text.is_empty())
}

fn local_text() -> impl Strategy<Value = LocalText> {
    (nasty_text(), proptest::option::of(nasty_text())).prop_map(|(fi, se)| {
        let text = LocalText::plain(fi);
        match se {
            Some(se) => text.with(TextLang::Se, se),
            None => text,
        }
    })
}

/// A provision whose text has no variables.
fn provision(number: u32, id: Option<&str>, heading: LocalText, text: &LocalText) -> Provision {
    let at = |text| At::new(text, Span::default());
    let doubled = text.iter().fold(LocalText::default(), |doubled, (lang, text)| {
        doubled.with(lang, text.replace('{', "{{").replace('}', "}}"))
    });
    Provision {
        number,
        id: id.map(|id| At::new(ProvisionId::parse(id).expect("an id"), Span::default())),
        heading: at(heading),
        text: at(doubled),
    }
}

/// The example of 2014 with such texts wherever a text can be.
fn some_agreement() -> impl Strategy<Value = Agreement> {
    let texts = prop::collection::vec(local_text(), 12);
    let plain = prop::collection::vec(nasty_text(), 9);
    (texts, plain).prop_map(|(texts, plain)| {
        let mut agreement = examples().agreements.remove(1);
        let mut texts = texts.into_iter().cycle();
        let mut next = || texts.next().expect("a cycle of texts has no end");
        agreement.title.value = next();
        agreement.purpose = Some(next());
        agreement.themes.iter_mut().for_each(|theme| theme.name = next());
        for (number, strategy) in (1..).zip(&mut agreement.strategies) {
            // A set has each member once, and two texts can read as one.
            let name = next();
            let finnish = format!("{number}{}", name.fi());
            strategy.name.value = name.with(TextLang::Fi, finnish);
        }
        agreement.provisions = vec![
            provision(1, Some("term"), next(), &next()),
            provision(2, None, next(), &next()),
        ];
        for group in &mut agreement.groups {
            group.name.value = next();
            group.duties.iter_mut().for_each(|duty| duty.text.value = next());
        }
        let mut plain = plain.into_iter().cycle();
        let mut next = || plain.next().expect("a cycle of texts has no end");
        for signatory in &mut agreement.signatories {
            signatory.name.value = next();
            // A set has each member once, and two texts can read as one.
            signatory.covers = vec![next(), format!("2{}2", next())];
            if let Some(contact) = signatory.contact.as_mut().and_then(std::sync::Arc::get_mut) {
                contact.role = Some(next());
                contact.phone = Some(next());
            }
        }
        for organisation in &mut agreement.signatories {
            organisation.decision = Some(next());
        }
        agreement
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_text_survives(agreement in some_agreement(), years in 1u32..9) {
        let today = day(2026, 3, 1);
        let mut registry = examples();
        registry.agreements[1] = agreement;
        let wanted = RenewalWanted {
            starts: Some(PartialDate::Year(2027)),
            ending: Some(WantedEnding::Years(years)),
            id: None,
            lang: Lang::Fi,
        };
        let plan = plan_renewal(&registry, &[id("lapin-tno-2014")], &wanted, today).expect("it can be renewed");
        let again = plan_renewal(&registry, &[id("lapin-tno-2014")], &wanted, today).expect("it can be renewed");
        prop_assert_eq!(&plan, &again);
        let draft = accepted(&registry, &plan, today);
        check_carried(&registry.agreements[1], &draft);
    }
}
