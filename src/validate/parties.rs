//! Agreements in force that no longer bind several parties.

use super::owners::absence;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::model::few_parties;
use crate::wording;

pub(super) fn check_parties(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let few = few_parties(standing, |id| overview.find_organisation(id), overview.today);
    let Some(few) = few.filter(|few| few.since <= overview.today) else {
        return;
    };
    let since = few.since;
    let message = match few.left.first() {
        None => wording!(
            en: "the agreement is in force, but has bound no one since {since}",
            fi: "sopimus on voimassa, mutta se ei ole sitonut ketään {since} alkaen",
            since
        ),
        Some(only) => {
            let name = &only.name.value;
            wording!(
                en: "the agreement is in force, but has bound only {name} since {since}",
                fi: "sopimus on voimassa, mutta se on sitonut vain yhtä {since} alkaen: {name}",
                since
            )
        }
    };
    let terminate = terminate(standing, overview);
    let help = wording!(
        en: "end the agreement{terminate}, or register the parties that continue it (`kumppani register`)",
        fi: "päätä sopimus{terminate} tai lisää ne, joiden kanssa se jatkuu (`kumppani register`)"
    );
    let place = standing.place(standing.agreement.id.span);
    let gone = standing.agreement.signatories.iter();
    let gone = gone.filter_map(|signatory| absence(standing, overview, signatory));
    let finding = Diagnostic::new(Code::NobodyBound, place, message).with_help(help);
    findings.push(gone.fold(finding, |finding, absence| {
        finding.with_related(absence.place, absence.why)
    }));
}

/// The command that ends the agreement today, in brackets; nothing where somebody signed later.
fn terminate(standing: &Standing, overview: &Overview) -> String {
    let signed = standing.agreement.signatories.iter();
    let mut signed = signed.filter_map(|signatory| signatory.signed.as_ref());
    let (id, on) = (&standing.agreement.id.value, overview.today);
    if signed.any(|signed| signed.value.last_day() >= on) {
        String::new()
    } else {
        format!(" (`kumppani terminate {id} --on {on}`)")
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, Withdrawal};
    use crate::validate::fixture::{
        agreement, check_all, check_registry_of, date, organisation, registry, signatory,
    };

    fn leaving(mut agreement: Agreement, at: usize) -> Agreement {
        agreement.signatories[at].withdrawn = Some(Withdrawal {
            notice: date("2015-05-01"),
            effective: date("2015-08-01"),
        });
        agreement.groups.clear();
        agreement
    }

    const ALONE: &str = "tno: nobody-bound: the agreement is in force, but has bound only Lapin ELY-keskus since \
                         2015-08-01";

    #[test]
    fn an_agreement_binds_two() {
        let left = leaving(agreement("tno"), 1);
        check_registry_of(vec![left.clone()], "2015-07-31", &[]);
        check_registry_of(vec![left.clone()], "2015-08-01", &[ALONE]);
        check_registry_of(vec![left.clone()], "2018-01-01", &[]);
        let mut three = left.clone();
        three.signatories.push(signatory("redu", "REDU"));
        check_registry_of(vec![three], "2015-08-01", &[]);
        let none = leaving(left, 0);
        check_registry_of(
            vec![none],
            "2016-01-01",
            &["tno: nobody-bound: the agreement is in force, but has bound no one since 2015-08-01"],
        );
    }

    #[test]
    fn one_that_waits_for_others_is_not_alone() {
        let mut waiting = agreement("tno");
        waiting.groups.clear();
        waiting.signatories[1].signed = None;
        let unsigned =
            "tno: unsigned-in-force: the agreement is in force, but signatures are missing (1 of 2): Lappia";
        check_registry_of(vec![waiting.clone()], "2015-08-01", &[unsigned]);
        waiting.signatories[1].declined = Some(date("2014-02-01"));
        check_registry_of(
            vec![waiting],
            "2015-08-01",
            &[
                "tno: nobody-bound: the agreement is in force, but has bound only Lapin ELY-keskus since 2014-02-01",
            ],
        );
    }

    #[test]
    fn one_that_ceased_is_bound_no_more() {
        let mut without_groups = agreement("tno");
        without_groups.groups.clear();
        let mut registry = registry(vec![without_groups]);
        let mut lappia = organisation("lappia", "Lappia");
        lappia.ceased = Some(date("2015-07-31"));
        registry.organisations = vec![lappia];
        let ceased = "tno: ceased-signatory: Lappia has ceased (2015-07-31), but is still a signatory";
        check_all(&registry, "2015-08-01", &[ceased, ALONE]);
    }
}
