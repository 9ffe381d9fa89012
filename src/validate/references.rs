//! Ids that name nothing in their own agreement: organisations, themes, products.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Duty, OrganisationId, nearest_id, with_guess};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_organisations(agreement: &Agreement, findings: &mut Findings) {
    let signatories: BTreeSet<&OrganisationId> = agreement
        .signatories
        .iter()
        .map(|signatory| &signatory.organisation.value)
        .collect();
    for (role, organisation) in named_organisations(agreement) {
        if !signatories.contains(&organisation.value) {
            findings.push_with(Code::UnknownOrganisation, &agreement.file, || {
                stranger(agreement, &role, organisation)
            });
        }
    }
}

/// Every organisation that a group, a duty, a document or an approval names, with the role in which it is named.
fn named_organisations(agreement: &Agreement) -> impl Iterator<Item = (Wording, &At<OrganisationId>)> {
    let documents = agreement
        .documents
        .iter()
        .filter_map(|document| document.of.as_ref());
    let documents = documents.map(|id| (Wording::fixed("owner of a document", "asiakirjan omistaja"), id));
    let in_groups = agreement.groups.iter().flat_map(|group| {
        let responsible = group.duties.iter().flat_map(|duty| &duty.responsible);
        let chair = group
            .chair
            .iter()
            .map(|id| (Wording::fixed("chair", "puheenjohtaja"), id));
        let members = group
            .members
            .iter()
            .map(|id| (Wording::fixed("member", "jäsen"), id));
        let responsible = responsible.map(|id| (Wording::fixed("responsible", "vastuutaho"), id));
        chair.chain(members).chain(responsible)
    });
    let approvals = agreement.approvals.iter();
    let approvals = approvals.map(|approval| {
        let role = Wording::fixed("organisation of an approval", "hyväksyjä");
        (role, &approval.organisation)
    });
    in_groups.chain(documents).chain(approvals)
}

fn stranger(agreement: &Agreement, role: &Wording, organisation: &At<OrganisationId>) -> Diagnostic {
    let id = &organisation.value;
    let signatories = agreement
        .signatories
        .iter()
        .map(|s| s.organisation.value.as_str());
    let help = with_guess(
        nearest_id(id.as_str(), signatories),
        Wording::fixed(
            "add the organisation to the signatories (`kumppani register`), or name a signatory",
            "lisää organisaatio allekirjoittajiin (`kumppani register`) tai nimeä joku allekirjoittajista",
        ),
    );
    let message = wording!(
        en: "{role} `{id}` is not a signatory of this agreement",
        fi: "{role} `{id}` ei ole tämän sopimuksen allekirjoittaja",
        role
    );
    Diagnostic::new(
        Code::UnknownOrganisation,
        Place::new(&agreement.file, organisation.span),
        message,
    )
    .with_help(help)
}

pub(super) fn check_themes(agreement: &Agreement, findings: &mut Findings) {
    let known: BTreeSet<&str> = agreement
        .themes
        .iter()
        .map(|theme| theme.id.value.as_str())
        .collect();
    for theme in duties(agreement).filter_map(|duty| duty.theme.as_ref()) {
        let id = theme.value.as_str();
        if known.contains(id) {
            continue;
        }
        findings.push_with(Code::UnknownTheme, &agreement.file, || {
            let message = wording!(
                en: "the agreement has no theme `{id}`",
                fi: "sopimuksessa ei ole painopistettä `{id}`"
            );
            let help = Wording::fixed(
                "add the theme to `themes`, or name one from it",
                "lisää painopiste kenttään `themes` tai nimeä jokin siinä olevista",
            );
            let help = with_guess(nearest_id(id, known.iter().copied()), help);
            let place = Place::new(&agreement.file, theme.span);
            Diagnostic::new(Code::UnknownTheme, place, message).with_help(help)
        });
    }
}

pub(super) fn check_products(agreement: &Agreement, findings: &mut Findings) {
    let known: BTreeSet<&str> = agreement
        .products
        .iter()
        .map(|product| product.id.value.as_str())
        .collect();
    for product in duties(agreement).filter_map(|duty| duty.product.as_ref()) {
        let id = product.value.as_str();
        if known.contains(id) {
            continue;
        }
        findings.push_with(Code::UnknownProduct, &agreement.file, || {
            let message = wording!(
                en: "the agreement has no product `{id}`",
                fi: "sopimuksessa ei ole palvelutuotetta `{id}`"
            );
            let help = Wording::fixed(
                "add the product to `products`, or name one from it",
                "lisää palvelutuote kenttään `products` tai nimeä jokin siinä olevista",
            );
            let help = with_guess(nearest_id(id, known.iter().copied()), help);
            let place = Place::new(&agreement.file, product.span);
            Diagnostic::new(Code::UnknownProduct, place, message).with_help(help)
        });
    }
}

fn duties(agreement: &Agreement) -> impl Iterator<Item = &Duty> {
    agreement.groups.iter().flat_map(|group| &group.duties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LocalText, ProductId, Theme, ThemeId};
    use crate::validate::fixture::{agreement, at, check_file, document, org};
    use crate::wording::Lang;

    fn help_of(finding: &Diagnostic) -> &str {
        finding.help.as_ref().map_or("", |help| help.get(Lang::En))
    }

    #[test]
    fn groups_duties_and_documents_name_signatories() {
        let mut strange = agreement("tno");
        strange.groups[0].duties[0].responsible = vec![org("lappia")];
        check_file(&strange, &[]);
        strange.groups[0].chair = Some(org("ely-keskus"));
        strange.groups[0].members.push(org("redu"));
        strange.groups[0].duties[0].responsible.push(org("lapia"));
        strange.documents = vec![document("a.pdf", Some("redu")), document("b.pdf", Some("lappia"))];
        check_file(
            &strange,
            &[
                "unknown-organisation: chair `ely-keskus` is not a signatory of this agreement",
                "unknown-organisation: member `redu` is not a signatory of this agreement",
                "unknown-organisation: owner of a document `redu` is not a signatory of this agreement",
                "unknown-organisation: responsible `lapia` is not a signatory of this agreement",
            ],
        );
    }

    #[test]
    fn a_slip_is_met_with_a_guess() {
        let mut strange = agreement("tno");
        strange.groups[0].members = vec![org("lapia")];
        let mut findings = Findings::default();
        check_organisations(&strange, &mut findings);
        assert!(help_of(&findings.as_slice()[0]).starts_with("did you mean `lappia`? Otherwise: add"));
    }

    #[test]
    fn duties_carry_the_themes_and_products_of_the_agreement() {
        let theme = ThemeId::parse("verkosto").expect("a well-formed id");
        let mut strange = agreement("tno");
        strange.themes = vec![Theme {
            id: at(theme.clone()),
            name: LocalText::plain("Verkosto"),
        }];
        strange.groups[0].duties[0].theme = Some(at(theme));
        check_file(&strange, &[]);
        strange.themes.clear();
        strange.groups[0].duties[0].product = ProductId::parse("kohtaava").ok().map(at);
        check_file(
            &strange,
            &[
                "unknown-product: the agreement has no product `kohtaava`",
                "unknown-theme: the agreement has no theme `verkosto`",
            ],
        );
    }
}
