//! Signatories that have ceased to exist, or will before the agreement starts.

use super::phrases;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::{Organisation, Signatory, Successor, declined_on, successors_on};
use crate::wording;
use crate::wording::Wording;

pub(super) fn check_ceased(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    if !standing.is_current() {
        return;
    }
    // Who ceases before the agreement starts has no place in it, even while it still exists.
    let day = overview.today.max(standing.milestones.starts_on);
    for signatory in &standing.agreement.signatories {
        let record = overview
            .find_organisation(&signatory.organisation.value)
            .filter(|record| record.has_ceased_on(day) && overview.is_party(signatory));
        if let Some(record) = record {
            findings.push(ceased(standing, overview, signatory, record));
        }
    }
}

fn ceased(
    standing: &Standing,
    overview: &Overview,
    signatory: &Signatory,
    record: &Organisation,
) -> Diagnostic {
    let name = &signatory.name.value;
    let day = record.ceased.as_ref().map(|ceased| ceased.value);
    let message = if record.has_ceased_on(overview.today) {
        wording!(
            en: "{name} has ceased ({day}), but is still a signatory",
            fi: "{name} on lakannut ({day}), mutta on yhä allekirjoittajana",
            day
        )
    } else {
        wording!(
            en: "{name} ceases ({day}) before the agreement starts ({start})",
            fi: "{name} lakkaa ({day}) ennen sopimuskauden alkua ({start})",
            day, start = standing.agreement.term.starts.value
        )
    };
    let place = standing.place(signatory.organisation.span);
    let finding = Diagnostic::new(Code::CeasedSignatory, place, message)
        .with_help(help(standing, overview, signatory, record));
    let span = record.ceased.as_ref().map(|ceased| ceased.span);
    match span.and_then(|span| overview.organisations_place(span)) {
        Some(place) => finding.with_related(
            place,
            Wording::fixed("recorded as ceased here", "kirjattu lakanneeksi tässä"),
        ),
        None => finding,
    }
}

fn help(standing: &Standing, overview: &Overview, signatory: &Signatory, record: &Organisation) -> Wording {
    let out = way_out(standing, overview, signatory, record);
    let day = overview.today.max(standing.milestones.starts_on);
    let successors = successors_on(record, |id| overview.find_organisation(id), day);
    if successors.is_empty() {
        return wording!(
            en: "{out}, and record any successors in organisations.yaml",
            fi: "{out} ja kirjaa mahdolliset seuraajat tiedostoon organisations.yaml",
            out
        );
    }
    let shown: Vec<Wording> = successors.iter().map(successor_text).collect();
    wording!(
        en: "ask its successors whether they take its place: {list}; register those that do (`kumppani \
             register`), and {out}",
        fi: "kysy, tulevatko seuraajat sen tilalle: {list}; lisää tulevat allekirjoittajiksi \
             (`kumppani register`) ja {out}",
        list = phrases::names(&shown), out
    )
}

/// How a signatory that has ceased leaves the agreement. Once signing has begun, it stays on the list as
/// one that does not sign.
fn way_out(
    standing: &Standing,
    overview: &Overview,
    signatory: &Signatory,
    record: &Organisation,
) -> Wording {
    if signatory.signed.is_some() {
        return Wording::fixed(
            "record its withdrawal (`kumppani withdraw`)",
            "kirjaa irtisanoutuminen (`kumppani withdraw`)",
        );
    }
    let ceased = record.ceased.as_ref();
    // One that was to join has not been asked to sign the text from the beginning: it goes by hand.
    match ceased.filter(|_| standing.agreement.is_being_signed() && signatory.joined.is_none()) {
        Some(ceased) => {
            let (id, organisation) = (&standing.agreement.id.value, &record.id.value);
            let on = declined_on(standing.agreement, ceased.value, overview.today);
            wording!(
                en: "record that it will not sign (`kumppani decline {id} {organisation} --on {on}`)",
                fi: "kirjaa, ettei se allekirjoita (`kumppani decline {id} {organisation} --on {on}`)"
            )
        }
        None => Wording::fixed(
            "remove it from the list and from the groups",
            "poista se luettelosta ja ryhmistä",
        ),
    }
}

/// A successor with what passed to it and through whom.
fn successor_text(successor: &Successor<'_>) -> Wording {
    let id = successor.organisation;
    let scope = successor.scope().map(Wording::same);
    let ids: Vec<String> = successor
        .through
        .iter()
        .map(|record| format!("`{}`", record.id.value))
        .collect();
    let ids = ids.join(" → ");
    let through = (!ids.is_empty()).then(|| wording!(en: "through {ids}", fi: "välissä {ids}"));
    let ceased = successor
        .ceased
        .map(|ceased| wording!(en: "ceased {on}", fi: "lakannut {on}", on = ceased));
    let details: Vec<Wording> = scope.into_iter().chain(through).chain(ceased).collect();
    if details.is_empty() {
        return Wording::same(format!("`{id}`"));
    }
    let details = Wording::joined(&details, "; ");
    wording!(en: "`{id}` ({details})", fi: "`{id}` ({details})", details)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Agreement, Registry, Succession};
    use crate::validate::fixture::{
        agreement, check_all, date, draft, org, organisation, registry, signatory,
    };
    use crate::wording::Lang;

    fn with_ceased(agreement: Agreement) -> Registry {
        let mut registry = registry(vec![agreement]);
        registry.agreements[0]
            .signatories
            .push(signatory("salla", "Salla"));
        let mut lappia = organisation("lappia", "Lappia");
        lappia.ceased = Some(date("2014-12-31"));
        lappia.successors = vec![Succession {
            organisation: org("redu"),
            scope: Some("koko toiminta".to_owned()),
        }];
        registry.organisations = vec![lappia, organisation("redu", "REDU")];
        registry
    }

    #[test]
    fn a_ceased_organisation_is_no_signatory() {
        let registry = with_ceased(agreement("tno"));
        check_all(&registry, "2014-12-31", &[]);
        check_all(
            &registry,
            "2015-01-01",
            &[
                "tno: absent-member: Lappia (ceased) still has a seat in a group: Koordinaatioryhmä (member)",
                "tno: ceased-signatory: Lappia has ceased (2014-12-31), but is still a signatory",
            ],
        );
        check_all(&registry, "2018-01-01", &[]);
    }

    #[test]
    fn the_help_names_the_successors_and_their_scope() {
        let registry = with_ceased(agreement("tno"));
        let overview = Overview::of(&registry, crate::validate::fixture::day("2015-01-01"));
        let mut findings = Findings::default();
        check_ceased(&overview.standings[0], &overview, &mut findings);
        let help = findings.as_slice()[0]
            .help
            .as_ref()
            .map(|help| help.get(Lang::En).to_owned());
        assert!(
            help.is_some_and(|help| help.contains("`redu` (koko toiminta)") && help.contains("withdraw"))
        );
        assert_eq!(findings.as_slice()[0].related.len(), 1);
    }

    #[test]
    fn who_left_before_ceasing_is_no_longer_missed() {
        let mut left = agreement("tno");
        left.groups.clear();
        left.signatories[1].withdrawn = Some(crate::model::Withdrawal {
            notice: date("2014-11"),
            effective: date("2014-12-31"),
        });
        check_all(&with_ceased(left), "2015-01-01", &[]);
    }

    #[test]
    fn a_draft_looks_ahead_to_its_start() {
        check_all(&with_ceased(draft("tno")), "2013-06-01", &[]);
        let mut next = draft("tno");
        next.term.starts = date("2015");
        let expected = "tno: ceased-signatory: Lappia ceases (2014-12-31) before the agreement starts (2015)";
        check_all(&with_ceased(next), "2014-06-01", &[expected]);
    }
}
