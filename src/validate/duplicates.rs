//! Things that a file lists twice though each may exist once: signatories, groups, ids.

use std::collections::BTreeMap;

use super::standing::Overview;
use crate::diagnostic::{At, Code, Diagnostic, Findings, Place};
use crate::model::Agreement;
use crate::wording;
use crate::wording::Wording;

/// Calls `report` with the first and each later place of a value that is more than once.
fn for_each_repeated<'a, T: Ord + 'a>(
    values: impl Iterator<Item = &'a At<T>>,
    mut report: impl FnMut(&At<T>, &At<T>),
) {
    let mut firsts: BTreeMap<&T, &At<T>> = BTreeMap::new();
    for value in values {
        match firsts.get(&value.value) {
            Some(first) => report(first, value),
            None => drop(firsts.insert(&value.value, value)),
        }
    }
}

/// A finding at the later of two places in one file.
fn repeated<T>(
    agreement: &Agreement,
    code: Code,
    [first, again]: [&At<T>; 2],
    message: Wording,
) -> Diagnostic {
    Diagnostic::new(code, Place::new(&agreement.file, again.span), message).with_related(
        Place::new(&agreement.file, first.span),
        Wording::fixed("first listed here", "ensimmäisen kerran tässä"),
    )
}

pub(super) fn check_signatories(agreement: &Agreement, findings: &mut Findings) {
    let organisations = agreement
        .signatories
        .iter()
        .map(|signatory| &signatory.organisation);
    for_each_repeated(organisations, |first, again| {
        let id = &again.value;
        findings.push_with(Code::DuplicateSignatory, &agreement.file, || {
            let message = wording!(
                en: "organisation `{id}` is listed twice among the signatories",
                fi: "organisaatio `{id}` on allekirjoittajien luettelossa kahdesti"
            );
            repeated(agreement, Code::DuplicateSignatory, [first, again], message).with_help(Wording::fixed(
                "merge the two entries; list units that the signature also binds under `covers`",
                "yhdistä merkinnät; yksiköt, joita allekirjoitus myös sitoo, kirjataan kenttään `covers`",
            ))
        });
    });
}

pub(super) fn check_groups(agreement: &Agreement, findings: &mut Findings) {
    for_each_repeated(agreement.groups.iter().map(|group| &group.id), |first, again| {
        let id = &again.value;
        findings.push_with(Code::DuplicateGroup, &agreement.file, || {
            let message = wording!(
                en: "two groups have the id `{id}`",
                fi: "kahdella ryhmällä on tunnus `{id}`"
            );
            repeated(agreement, Code::DuplicateGroup, [first, again], message).with_help(Wording::fixed(
                "give one of the groups another id, or merge them",
                "anna toiselle ryhmälle eri tunnus tai yhdistä ryhmät",
            ))
        });
    });
}

/// The ids of themes, of products, of provisions, of duties and of events, each kind by itself.
pub(super) fn check_ids(agreement: &Agreement, findings: &mut Findings) {
    let themes = agreement.themes.iter().map(|theme| &theme.id);
    check_kind(
        agreement,
        themes,
        findings,
        |id| wording!(en: "two themes have the id `{id}`", fi: "kahdella painopisteellä on tunnus `{id}`"),
    );
    let products = agreement.products.iter().map(|product| &product.id);
    check_kind(agreement, products, findings, |id| {
        wording!(en: "two products have the id `{id}`", fi: "kahdella palvelutuotteella on tunnus \
        `{id}`")
    });
    check_kind(
        agreement,
        agreement
            .provisions
            .iter()
            .filter_map(|provision| provision.id.as_ref()),
        findings,
        |id| wording!(en: "two provisions have the id `{id}`", fi: "kahdella sopimusehdolla on tunnus `{id}`"),
    );
    let duties = agreement.groups.iter().flat_map(|group| &group.duties);
    check_kind(
        agreement,
        duties.filter_map(|duty| duty.id.as_ref()),
        findings,
        |id| wording!(en: "two duties have the id `{id}`", fi: "kahdella tehtävällä on tunnus `{id}`"),
    );
    check_kind(
        agreement,
        agreement.events.iter().filter_map(|event| event.id.as_ref()),
        findings,
        |id| wording!(en: "two events have the id `{id}`", fi: "kahdella tapahtumalla on tunnus `{id}`"),
    );
}

fn check_kind<'a, T: Ord + 'a>(
    agreement: &Agreement,
    ids: impl Iterator<Item = &'a At<T>>,
    findings: &mut Findings,
    message: impl Fn(&T) -> Wording,
) {
    for_each_repeated(ids, |first, again| {
        findings.push_with(Code::DuplicateId, &agreement.file, || {
            repeated(
                agreement,
                Code::DuplicateId,
                [first, again],
                message(&again.value),
            )
            .with_help(Wording::fixed(
                "give the later one its own id, or delete it if it is the same",
                "anna jälkimmäiselle oma tunnus, tai poista se, jos kyse on samasta asiasta",
            ))
        });
    });
}

pub(super) fn check_recorded_organisations(overview: &Overview, findings: &mut Findings) {
    let ids = overview
        .registry
        .organisations
        .iter()
        .map(|organisation| &organisation.id);
    for_each_repeated(ids, |first, again| {
        let id = &again.value;
        let places = [again, first].map(|at| overview.organisations_place(at.span));
        let [Some(place), Some(first_place)] = places else {
            return;
        };
        let file = place.file.clone();
        findings.push_with(Code::DuplicateId, &file, || {
            let message = wording!(
                en: "organisation `{id}` is recorded twice",
                fi: "organisaatio `{id}` on kirjattu kahdesti"
            );
            Diagnostic::new(Code::DuplicateId, place, message)
                .with_related(
                    first_place,
                    Wording::fixed("first recorded here", "ensimmäisen kerran tässä"),
                )
                .with_help(Wording::fixed(
                    "merge the two records, with all former names and successors",
                    "yhdistä merkinnät yhdeksi, jossa ovat kaikki entiset nimet ja seuraajat",
                ))
        });
    });
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Span;
    use crate::model::{DutyId, LocalText, Product, ProductId, Provision, ProvisionId, Theme, ThemeId};
    use crate::validate::check_agreement;
    use crate::validate::fixture::{
        agreement, at, check_all, check_file, day, duty, group, organisation, registry, signatory, text,
    };

    #[test]
    fn an_organisation_signs_once() {
        let mut twice = agreement("tno");
        twice
            .signatories
            .push(signatory("lappia-tornio", "Lappia, Tornio"));
        check_file(&twice, &[]);
        twice.signatories.push(signatory("ely", "ELY"));
        check_file(
            &twice,
            &["duplicate-signatory: organisation `ely` is listed twice among the signatories"],
        );
    }

    #[test]
    fn the_later_place_is_the_primary_one() {
        let mut twice = agreement("tno");
        twice.signatories.push(signatory("ely", "ELY"));
        twice.signatories[2].organisation.span = Span::new(70, 73);
        let findings = check_agreement(&twice, day("2014-06-01")).findings;
        let finding = &findings.as_slice()[0];
        assert_eq!(finding.place.span, Span::new(70, 73));
        assert_eq!(finding.related[0].place.span, Span::default());
    }

    #[test]
    fn a_group_has_an_id_of_its_own() {
        let mut twice = agreement("tno");
        twice.groups.push(group("aikuiskoulutus"));
        check_file(&twice, &[]);
        twice.groups.push(group("koordinaatioryhma"));
        check_file(
            &twice,
            &["duplicate-group: two groups have the id `koordinaatioryhma`"],
        );
    }

    #[test]
    fn a_duty_id_is_unique_across_groups() {
        let id = || Some(at(DutyId::parse("seuranta").expect("a well-formed id")));
        let mut twice = agreement("tno");
        twice.groups.push(group("aikuiskoulutus"));
        twice.groups[0].duties[0].id = id();
        twice.groups[1].duties.push(duty("Arvioi."));
        check_file(&twice, &[]);
        twice.groups[1].duties[1].id = id();
        check_file(&twice, &["duplicate-id: two duties have the id `seuranta`"]);
    }

    #[test]
    fn a_provision_has_an_id_of_its_own() {
        let provision = |id| Provision {
            number: 1,
            id: Some(at(ProvisionId::parse(id).expect("a well-formed id"))),
            heading: text("Kesto"),
            text: text("Vuosi."),
        };
        let mut twice = agreement("tno");
        twice.provisions = vec![provision("kesto"), provision("tarkoitus")];
        check_file(&twice, &[]);
        twice.provisions.push(provision("kesto"));
        check_file(&twice, &["duplicate-id: two provisions have the id `kesto`"]);
    }

    #[test]
    fn a_theme_and_a_product_may_share_an_id() {
        let mut shared = agreement("tno");
        let theme = || Theme {
            id: at(ThemeId::parse("kohtaava").expect("a well-formed id")),
            name: LocalText::plain("Kohtaava"),
        };
        let product = || Product {
            id: at(ProductId::parse("kohtaava").expect("a well-formed id")),
            name: LocalText::plain("Kohtaava"),
        };
        shared.themes = vec![theme()];
        shared.products = vec![product()];
        check_file(&shared, &[]);
        shared.themes.push(theme());
        shared.products.push(product());
        check_file(
            &shared,
            &[
                "duplicate-id: two products have the id `kohtaava`",
                "duplicate-id: two themes have the id `kohtaava`",
            ],
        );
    }

    #[test]
    fn an_organisation_is_recorded_once() {
        let mut registry = registry(Vec::new());
        registry.organisations = vec![organisation("redu", "REDU"), organisation("ely", "ELY-keskus")];
        check_all(&registry, "2014-06-01", &[]);
        registry
            .organisations
            .push(organisation("redu", "Rovaniemen koulutuskuntayhtymä"));
        check_all(
            &registry,
            "2014-06-01",
            &["organisations: duplicate-id: organisation `redu` is recorded twice"],
        );
    }
}
