//! Ids that name nothing in their own agreement: organisations, themes, products, groups, documents.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, Duty, OrganisationId, Signatory, nearest_id, with_guess};
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

/// In which role an organisation is named.
enum Role {
    /// In a group, in a seat that is called so.
    Seat(Wording),
    /// Before another in a group.
    Predecessor,
    Responsible,
    Attendee,
    DocumentOwner,
    Approver,
}

impl Role {
    fn label(&self) -> Wording {
        match self {
            Self::Seat(label) => label.clone(),
            Self::Predecessor => Wording::fixed("predecessor in the group", "edeltäjä ryhmässä"),
            Self::Responsible => Wording::fixed("responsible", "vastuutaho"),
            Self::Attendee => Wording::fixed("attendee", "osallistuja"),
            Self::DocumentOwner => Wording::fixed("owner of a document", "asiakirjan omistaja"),
            Self::Approver => Wording::fixed("organisation of an approval", "hyväksyjä"),
        }
    }

    const fn next_step(&self) -> Wording {
        match self {
            Self::Attendee => Wording::fixed(
                "name a signatory; leave a guest out of `attended`, and name it in the minutes or in `title`",
                "nimeä joku allekirjoittajista; vierasta ei kirjata kenttään `attended`, vaan pöytäkirjaan tai kenttään `title`",
            ),
            _ => Wording::fixed(
                "add the organisation to the signatories (`kumppani register`), or name a signatory",
                "lisää organisaatio allekirjoittajiin (`kumppani register`) tai nimeä joku allekirjoittajista",
            ),
        }
    }
}

/// Every organisation that a group, a duty, an event, a document or an approval names, with the role in which it is
/// named.
fn named_organisations(agreement: &Agreement) -> impl Iterator<Item = (Role, &At<OrganisationId>)> {
    let in_groups = agreement.groups.iter().flat_map(|group| {
        let responsible = group.duties.iter().flat_map(|duty| &duty.responsible);
        let seats = group.seats().flat_map(|(kind, seat)| {
            let before = seat.in_place_of.as_ref();
            let before = before.map(|id| (Role::Predecessor, id));
            std::iter::once((Role::Seat(kind.label()), &seat.organisation)).chain(before)
        });
        let responsible = responsible.map(|id| (Role::Responsible, id));
        seats.chain(responsible)
    });
    let attended = agreement.events.iter().flat_map(|event| &event.attended);
    let attended = attended.map(|id| (Role::Attendee, id));
    let owners = agreement
        .documents
        .iter()
        .filter_map(|document| document.of.as_ref());
    let owners = owners.map(|id| (Role::DocumentOwner, id));
    let approvals = agreement.approvals.iter();
    let approvals = approvals.map(|approval| (Role::Approver, &approval.organisation));
    in_groups.chain(attended).chain(owners).chain(approvals)
}

fn stranger(agreement: &Agreement, role: &Role, organisation: &At<OrganisationId>) -> Diagnostic {
    let id = &organisation.value;
    let signatories = agreement.signatories.iter();
    let is_named_so =
        |signatory: &&Signatory| OrganisationId::from_name(&signatory.name.value).as_ref() == Some(id);
    let named = signatories.clone().find(is_named_so);
    let named = named.map(|signatory| signatory.organisation.value.as_str());
    let ids = signatories.map(|signatory| signatory.organisation.value.as_str());
    let guess = named.or_else(|| nearest_id(id.as_str(), ids));
    let help = with_guess(guess, role.next_step());
    let role = role.label();
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

/// The groups whose events are listed.
pub(super) fn check_groups_of_events(agreement: &Agreement, findings: &mut Findings) {
    let known: BTreeSet<&str> = agreement
        .groups
        .iter()
        .map(|group| group.id.value.as_str())
        .collect();
    for group in agreement.events.iter().filter_map(|event| event.group.as_ref()) {
        let id = group.value.as_str();
        if known.contains(id) {
            continue;
        }
        findings.push_with(Code::UnknownGroup, &agreement.file, || {
            let message =
                wording!(en: "the agreement has no group `{id}`", fi: "sopimuksessa ei ole ryhmää `{id}`");
            let help = Wording::fixed(
                "add the group to `groups`, or name one from it",
                "lisää ryhmä kenttään `groups` tai nimeä jokin siinä olevista",
            );
            let help = with_guess(nearest_id(id, known.iter().copied()), help);
            let place = Place::new(&agreement.file, group.span);
            Diagnostic::new(Code::UnknownGroup, place, message).with_help(help)
        });
    }
}

/// The minutes of events are documents of the agreement.
pub(super) fn check_minutes(agreement: &Agreement, findings: &mut Findings) {
    let known: BTreeSet<&str> = agreement
        .documents
        .iter()
        .map(|document| document.file.value.as_str())
        .collect();
    for minutes in agreement.events.iter().filter_map(|event| event.minutes.as_ref()) {
        let path = minutes.value.as_str();
        if known.contains(path) {
            continue;
        }
        findings.push_with(Code::UnknownDocument, &agreement.file, || {
            let message = wording!(
                en: "the agreement has no document `{path}`",
                fi: "sopimuksessa ei ole asiakirjaa `{path}`"
            );
            let help = Wording::fixed(
                "record the document with `kumppani attach --kind minutes`, or name one from `documents`",
                "kirjaa asiakirja komennolla `kumppani attach --kind minutes` tai nimeä jokin kentässä `documents` olevista",
            );
            let help = with_guess(nearest_id(path, known.iter().copied()), help);
            let place = Place::new(&agreement.file, minutes.span);
            Diagnostic::new(Code::UnknownDocument, place, message).with_help(help)
        });
    }
}

fn duties(agreement: &Agreement) -> impl Iterator<Item = &Duty> {
    agreement.groups.iter().flat_map(|group| &group.duties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        DocumentPath, Event, EventId, EventKind, GroupId, LocalText, ProductId, Theme, ThemeId,
    };
    use crate::validate::fixture::{
        agreement, at, check_file, check_file_on, date, document, org, seat, text,
    };
    use crate::wording::Lang;

    fn help_of(finding: &Diagnostic) -> &str {
        finding.help.as_ref().map_or("", |help| help.get(Lang::En))
    }

    #[test]
    fn groups_duties_and_documents_name_signatories() {
        let mut strange = agreement("tno");
        strange.groups[0].duties[0].responsible = vec![org("lappia")];
        check_file(&strange, &[]);
        strange.groups[0].chairs = vec![seat("ely-keskus")];
        strange.groups[0].members.push(seat("redu"));
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
    fn events_name_groups_organisations_and_documents_of_the_agreement() {
        let mut strange = agreement("tno");
        let mut event = Event::new(date("2014-10-06"), text("Kokous"), EventKind::Meeting);
        let path = |text: &str| DocumentPath::parse(text).ok().map(at);
        event.id = Some(at(EventId::parse("kokous").expect("an id")));
        event.group = Some(strange.groups[0].id.clone());
        event.minutes = path("tno/poytakirja.pdf");
        event.attended = vec![org("ely")];
        strange.documents = vec![document("tno/poytakirja.pdf", None)];
        strange.events = vec![event];
        check_file_on(&strange, "2015-01-01", &[]);
        let event = &mut strange.events[0];
        event.group = GroupId::parse("koordinatioryhma").ok().map(at);
        event.minutes = path("tno/poytakija.pdf");
        event.attended.push(org("redu"));
        check_file_on(
            &strange,
            "2015-01-01",
            &[
                "unknown-document: the agreement has no document `tno/poytakija.pdf`",
                "unknown-group: the agreement has no group `koordinatioryhma`",
                "unknown-organisation: attendee `redu` is not a signatory of this agreement",
            ],
        );
        let mut findings = Findings::default();
        check_minutes(&strange, &mut findings);
        check_groups_of_events(&strange, &mut findings);
        let [minutes, group] = findings.as_slice() else {
            panic!("two findings")
        };
        assert!(
            help_of(minutes).starts_with("did you mean `tno/poytakirja.pdf`?"),
            "{minutes:?}"
        );
        assert!(
            help_of(group).starts_with("did you mean `koordinaatioryhma`?"),
            "{group:?}"
        );
    }

    #[test]
    fn a_slip_is_met_with_a_guess() {
        let mut strange = agreement("tno");
        strange.groups[0].members = vec![seat("lapia")];
        let mut findings = Findings::default();
        check_organisations(&strange, &mut findings);
        assert!(help_of(&findings.as_slice()[0]).starts_with("did you mean `lappia`? Otherwise: add"));
    }

    #[test]
    fn an_id_that_is_made_of_a_name_is_met_with_the_signatory() {
        let mut strange = agreement("tno");
        strange.groups[0].members = vec![seat("lapin-ely-keskus")];
        let mut findings = Findings::default();
        check_organisations(&strange, &mut findings);
        assert!(help_of(&findings.as_slice()[0]).starts_with("did you mean `ely`? Otherwise: add"));
    }

    #[test]
    fn a_guest_is_left_out() {
        let mut event = Event::new(date("2014-10-06"), text("Kokous"), EventKind::Meeting);
        event.attended = vec![org("vieras")];
        let mut strange = agreement("tno");
        strange.events = vec![event];
        let mut findings = Findings::default();
        check_organisations(&strange, &mut findings);
        assert!(help_of(&findings.as_slice()[0]).contains("leave a guest out of `attended`"));
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
