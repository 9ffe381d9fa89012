//! The list of signatories as a whole: its length, and who has not signed.

use super::phrases;
use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Agreement, AgreementStatus, Signatory, SignatoryState};
use crate::wording;

/// Who joined later or declined may have been counted or not: only a number that no way of
/// counting gives is a difference.
pub(super) fn check_count(agreement: &Agreement, findings: &mut Findings) {
    let Some(declared) = &agreement.declared_signatories else {
        return;
    };
    let certain = |s: &&Signatory| s.joined.is_none() && s.declined.is_none();
    let fewest = agreement.signatories.iter().filter(certain).count();
    let (n, listed) = (declared.value, agreement.signatories.len());
    let n_declared = usize::try_from(n).unwrap_or(usize::MAX);
    if (fewest..=listed).contains(&n_declared) {
        return;
    }
    let message = wording!(
        en: "declared signatories: {n}, listed: {listed}",
        fi: "allekirjoittajia ilmoitettu {n}, luettelossa {listed}"
    );
    let help = if listed < n_declared {
        wording!(
            en: "add the missing ones, or change `declared_signatories` to {listed}",
            fi: "lisää puuttuvat allekirjoittajat, tai korjaa kentän `declared_signatories` arvoksi {listed}"
        )
    } else {
        wording!(
            en: "delete those that do not belong in the list, or change `declared_signatories` to {listed}",
            fi: "poista luettelosta siihen kuulumattomat, tai korjaa kentän `declared_signatories` arvoksi \
                 {listed}"
        )
    };
    let place = Place::new(&agreement.file, declared.span);
    findings.push(Diagnostic::new(Code::CountDiffers, place, message).with_help(help));
}

/// One finding for an agreement, at the first entry that lacks a signature.
pub(super) fn check_unsigned(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    if standing.status != AgreementStatus::InForce {
        return;
    }
    let unsigned: Vec<&Signatory> = overview
        .present(standing.agreement)
        .filter(|signatory| overview.state_of(signatory) == SignatoryState::Pending)
        .collect();
    let Some(first) = unsigned.first() else { return };
    let names: Vec<&str> = unsigned
        .iter()
        .map(|signatory| signatory.name.value.as_str())
        .collect();
    let (n, total) = (unsigned.len(), standing.agreement.signatories.len());
    let message = wording!(
        en: "the agreement is in force, but signatures are missing ({n} of {total}): {names}",
        fi: "sopimus on voimassa, mutta allekirjoituksia puuttuu ({n}/{total}): {names}",
        names = phrases::names(&names)
    );
    let help = wording!(
        en: "ask them, and record who signs (`kumppani sign`) or declines (`kumppani \
             decline`)",
        fi: "muistuta puuttuvia allekirjoittajia ja kirjaa, kuka allekirjoittaa \
             (`kumppani sign`) tai kieltäytyy (`kumppani decline`)"
    );
    findings.push(
        Diagnostic::new(
            Code::UnsignedInForce,
            standing.place(first.organisation.span),
            message,
        )
        .with_help(help),
    );
}

#[cfg(test)]
mod tests {
    use crate::validate::fixture::{
        agreement, at, check_file, check_file_on, check_registry_of, date, signatory,
    };

    #[test]
    fn the_declared_number_is_compared_with_the_list() {
        let mut declared = agreement("tno");
        declared.declared_signatories = Some(at(2));
        check_file(&declared, &[]);
        declared.declared_signatories = Some(at(34));
        check_file(&declared, &["count-differs: declared signatories: 34, listed: 2"]);
    }

    #[test]
    fn those_who_joined_or_declined_may_be_counted_or_not() {
        let mut declared = agreement("tno");
        declared.signatories.push(signatory("redu", "REDU"));
        declared.signatories[2].joined = Some(date("2015"));
        declared.signatories[2].signed = Some(date("2015"));
        for n in [2, 3] {
            declared.declared_signatories = Some(at(n));
            check_file_on(&declared, "2015-06-01", &[]);
        }
        declared.declared_signatories = Some(at(1));
        check_file_on(
            &declared,
            "2015-06-01",
            &["count-differs: declared signatories: 1, listed: 3"],
        );
    }

    #[test]
    fn missing_signatures_matter_in_force() {
        let mut unsigned = agreement("tno");
        for n in 1..=6 {
            unsigned
                .signatories
                .push(signatory(&format!("koulu-{n}"), &format!("Koulu {n}")));
            unsigned.signatories[n + 1].signed = None;
        }
        let expected = "tno: unsigned-in-force: the agreement is in force, but signatures are missing (6 of \
                        8): Koulu 1, Koulu 2, Koulu 3, Koulu 4, Koulu 5 and 1 more";
        check_registry_of(vec![unsigned.clone()], "2014-06-01", &[expected]);
        check_registry_of(vec![unsigned], "2013-12-31", &[]);
    }

    #[test]
    fn nobody_waits_for_who_declined_or_joins_later() {
        let mut settled = agreement("tno");
        settled.signatories.push(signatory("redu", "REDU"));
        settled
            .signatories
            .push(signatory("sogsakk", "Sámi oahpahusguovddáš"));
        settled.signatories[2].signed = None;
        settled.signatories[2].declined = Some(date("2014-02-01"));
        settled.signatories[3].signed = None;
        settled.signatories[3].joined = Some(date("2015-03-01"));
        check_registry_of(vec![settled.clone()], "2014-06-01", &[]);
        check_registry_of(
            vec![settled],
            "2015-03-01",
            &[
                "tno: unsigned-in-force: the agreement is in force, but signatures are missing (1 of 4): \
                 Sámi oahpahusguovddáš",
            ],
        );
    }
}
