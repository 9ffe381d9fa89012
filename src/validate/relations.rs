//! The ids of agreements: two files with one id, predecessors and main agreements without a file.

use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{AgreementId, nearest_id, with_guess};
use crate::wording;
use crate::wording::Wording;

/// How many ids on either side of a missing one, in alphabetical order, are looked at for a slip.
/// A missing id costs the same in a registry of ten thousand.
const NEIGHBOURS: usize = 8;

pub(super) fn check_predecessors(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    for predecessor in &standing.agreement.supersedes {
        let id = &predecessor.value;
        if overview.is_known(id) {
            continue;
        }
        findings.push_with(Code::UnknownPredecessor, &standing.agreement.file, || {
            let message = wording!(
                en: "unknown agreement `{id}` in `supersedes`",
                fi: "tuntematon sopimus `{id}` kentässä `supersedes`"
            );
            let help = wording!(
                en: "add the file `{id}.yaml`, or remove the id if the predecessor is older than the \
                     registry",
                fi: "lisää tiedosto `{id}.yaml`, tai poista tunnus, jos edeltävä sopimus on rekisteriä \
                     vanhempi"
            );
            let place = standing.place(predecessor.span);
            let help = with_guess(nearest_agreement(id, overview), help);
            Diagnostic::new(Code::UnknownPredecessor, place, message).with_help(help)
        });
    }
}

pub(super) fn check_main_agreement(standing: &Standing, overview: &Overview, findings: &mut Findings) {
    let Some(main) = &standing.agreement.part_of else {
        return;
    };
    let id = &main.value;
    let (message, guess) = if *id == standing.agreement.id.value {
        let message = Wording::fixed(
            "`part_of` is this agreement itself",
            "kentässä `part_of` on tämän sopimuksen oma tunnus",
        );
        (message, None)
    } else if overview.is_known(id) {
        return;
    } else {
        let message = wording!(
            en: "unknown agreement `{id}` in `part_of`",
            fi: "tuntematon sopimus `{id}` kentässä `part_of`"
        );
        (message, nearest_agreement(id, overview))
    };
    let help = Wording::fixed(
        "write the id of the main agreement, or delete `part_of`",
        "nimeä pääsopimus tiedostonsa tunnuksella tai poista kenttä `part_of`",
    );
    findings.push(
        Diagnostic::new(Code::UnknownMainAgreement, standing.place(main.span), message)
            .with_help(with_guess(guess, help)),
    );
}

fn nearest_agreement<'a>(id: &AgreementId, overview: &'a Overview) -> Option<&'a str> {
    nearest_id(
        id.as_str(),
        overview.neighbours(id, NEIGHBOURS).map(AgreementId::as_str),
    )
}

pub(super) fn check_agreement_ids(overview: &Overview, findings: &mut Findings) {
    for (number, standing) in overview.standings.iter().enumerate() {
        let id = &standing.agreement.id;
        // A file whose name is not its id has that finding.
        if standing.agreement.file.stem() != id.value.as_str() {
            continue;
        }
        let Some(first) = overview.find_number(&id.value).filter(|first| *first != number) else {
            continue;
        };
        let first = overview.standings[first].agreement;
        let (id_text, file) = (&id.value, &first.file);
        let message = wording!(
            en: "the id `{id_text}` already belongs to the agreement in {file}",
            fi: "tunnus `{id_text}` on jo käytössä tiedoston {file} sopimuksella"
        );
        findings.push(
            Diagnostic::new(Code::DuplicateAgreementId, standing.place(id.span), message)
                .with_related(
                    Place::new(file, first.id.span),
                    Wording::fixed("the other agreement", "toinen sopimus"),
                )
                .with_help(Wording::fixed(
                    "rename one of the files and give it the same new `id`; then correct the `supersedes` \
                     and `part_of` that mean it",
                    "nimeä toinen tiedosto uudelleen ja vaihda sen `id` samaksi; korjaa sitten siihen \
                     viittaavat `supersedes`- ja `part_of`-kentät",
                )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FilePath;
    use crate::validate::fixture::{agreement, at, check_all, check_registry_of, id, registry};
    use crate::wording::Lang;

    fn help_of(finding: &Diagnostic) -> &str {
        finding.help.as_ref().map_or("", |help| help.get(Lang::En))
    }

    #[test]
    fn a_predecessor_is_in_the_registry_or_known_to_be_unreadable() {
        let mut successor = agreement("tno-2014");
        successor.supersedes = vec![at(id("tno-2012"))];
        let mut registry = registry(vec![successor]);
        let expected = "tno-2014: unknown-predecessor: unknown agreement `tno-2012` in `supersedes`";
        check_all(&registry, "2014-06-01", &[expected]);
        registry.unreadable.insert(id("tno-2012"));
        check_all(&registry, "2014-06-01", &[]);
    }

    #[test]
    fn a_slip_in_the_id_of_an_agreement_is_met_with_a_guess() {
        let mut successor = agreement("uusi");
        successor.supersedes = vec![at(id("lapin-tvo-2012"))];
        let mut old = agreement("lapin-tno-2012");
        old.signatories.pop();
        let registry = registry(vec![old, successor]);
        let overview = Overview::of(&registry, crate::validate::fixture::day("2014-06-01"));
        let mut findings = Findings::default();
        check_predecessors(&overview.standings[1], &overview, &mut findings);
        assert!(help_of(&findings.as_slice()[0]).starts_with("did you mean `lapin-tno-2012`?"));
    }

    #[test]
    fn a_main_agreement_is_another_one_of_the_registry() {
        let main = agreement("paasopimus");
        let mut part = agreement("liite");
        part.part_of = Some(at(id("paasopimus")));
        check_registry_of(vec![main.clone(), part.clone()], "2014-06-01", &[]);
        check_registry_of(
            vec![part.clone()],
            "2014-06-01",
            &["liite: unknown-main-agreement: unknown agreement `paasopimus` in `part_of`"],
        );
        part.part_of = Some(at(id("liite")));
        check_registry_of(
            vec![part],
            "2014-06-01",
            &["liite: unknown-main-agreement: `part_of` is this agreement itself"],
        );
    }

    #[test]
    fn two_files_do_not_share_an_id() {
        let first = agreement("tno");
        let mut second = agreement("tno");
        second.file = FilePath::new("agreements/vanhat/tno.yaml");
        check_registry_of(
            vec![first, second],
            "2014-06-01",
            &[
                "tno: duplicate-agreement-id: the id `tno` already belongs to the agreement in agreements/tno.yaml",
            ],
        );
    }
}
