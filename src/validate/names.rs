//! Names and ids of organisations across agreements: unrecorded new names, ids that look alike.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::standing::{Overview, Standing};
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::model::{Organisation, OrganisationId};
use crate::wording;
use crate::wording::Wording;

/// An organisation as the agreements name it.
pub(super) struct Seen<'a> {
    pub(super) id: &'a OrganisationId,
    /// Its different names, each where it is first.
    names: Vec<Naming<'a>>,
    /// Where the id is first.
    pub(super) place: Place,
}

struct Naming<'a> {
    name: Cow<'a, str>,
    agreement: &'a str,
    place: Place,
}

/// All organisations of the agreements, the earliest terms first, so that a new name is found in
/// the later agreement.
pub(super) fn seen_organisations<'a>(overview: &Overview<'a>) -> Vec<Seen<'a>> {
    let mut by_start: Vec<&Standing<'a>> = overview.standings.iter().collect();
    by_start.sort_by_key(|standing| standing.milestones.starts_on);
    let mut all: Vec<Seen> = Vec::new();
    let mut numbers: HashMap<&OrganisationId, usize> = HashMap::new();
    let mut names: HashSet<(usize, Cow<str>)> = HashSet::new();
    for standing in by_start {
        for signatory in &standing.agreement.signatories {
            let id = &signatory.organisation;
            let number = *numbers.entry(&id.value).or_insert_with(|| {
                all.push(Seen {
                    id: &id.value,
                    names: Vec::new(),
                    place: standing.place(id.span),
                });
                all.len() - 1
            });
            let name = normalized(&signatory.name.value);
            if names.insert((number, name.clone())) {
                let agreement = standing.agreement.id.value.as_str();
                let place = standing.place(signatory.name.span);
                let names = &mut all[number].names;
                if names.is_empty() {
                    // Nearly all have one name.
                    names.reserve_exact(1);
                }
                names.push(Naming {
                    name,
                    agreement,
                    place,
                });
            }
        }
    }
    all.retain(|seen| overview.doubts.knows_organisation(seen.id));
    all
}

/// Names are compared in NFC (`docs/format.md`).
fn normalized(name: &str) -> Cow<'_, str> {
    if is_nfc(name) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    }
}

pub(super) fn check_renames(overview: &Overview, findings: &mut Findings) {
    for seen in seen_organisations(overview) {
        match overview.find_organisation(seen.id) {
            Some(record) if !overview.doubts.knows_names(record) => {}
            Some(record) => check_recorded(overview, &seen, record, findings),
            None if !overview.doubts.knows_all_records() => {}
            None => check_unrecorded(&seen, findings),
        }
    }
}

fn check_recorded(overview: &Overview, seen: &Seen, record: &Organisation, findings: &mut Findings) {
    let former = record.former_names.iter().map(|former| &former.name);
    let known: BTreeSet<Cow<str>> = former
        .chain([&record.name.value])
        .map(|name| normalized(name))
        .collect();
    for naming in seen.names.iter().filter(|naming| !known.contains(&naming.name)) {
        let (id, name) = (seen.id, &naming.name);
        findings.push_with(Code::SilentRename, &naming.place.file, || {
            let message = wording!(
                en: "organisation `{id}` is called “{name}” here, a name that is not in organisations.yaml",
                fi: "organisaation `{id}` nimi on tässä ”{name}”, jota ei ole tiedostossa organisations.yaml"
            );
            let finding =
                Diagnostic::new(Code::SilentRename, naming.place.clone(), message).with_help(rename_help());
            match overview.organisations_place(record.name.span) {
                Some(place) => {
                    finding.with_related(place, Wording::fixed("the recorded name", "kirjattu nimi"))
                }
                None => finding,
            }
        });
    }
}

fn check_unrecorded(seen: &Seen, findings: &mut Findings) {
    let Some((first, others)) = seen.names.split_first() else {
        return;
    };
    for naming in others {
        let (id, name, earlier, agreement) = (seen.id, &naming.name, &first.name, first.agreement);
        findings.push_with(Code::SilentRename, &naming.place.file, || {
        let message = wording!(
            en: "organisation `{id}` is called “{name}” here, but “{earlier}” in `{agreement}`",
            fi: "organisaation `{id}` nimi on tässä ”{name}”, mutta sopimuksessa `{agreement}` ”{earlier}”"
        );
            Diagnostic::new(Code::SilentRename, naming.place.clone(), message)
                .with_related(
                    first.place.clone(),
                    Wording::fixed("the other name", "toinen nimi"),
                )
                .with_help(rename_help())
        });
    }
}

fn rename_help() -> Wording {
    Wording::fixed(
        "record the new name (`kumppani organisation rename`), correct the typing error, or give another organisation its own id",
        "kirjaa nimenmuutos (`kumppani organisation rename`), korjaa kirjoitusvirhe, tai anna toiselle \
         organisaatiolle oma tunnus",
    )
}

/// Recorded ids come first: the ids of agreements are measured by them.
pub(super) fn check_look_alikes(overview: &Overview, findings: &mut Findings) {
    let recorded = overview.registry.organisations.iter().filter_map(|organisation| {
        Some((
            &organisation.id.value,
            overview.organisations_place(organisation.id.span)?,
        ))
    });
    if !overview.doubts.knows_all_records() {
        return;
    }
    let seen = seen_organisations(overview);
    let mut firsts: BTreeMap<String, (&OrganisationId, Place)> = BTreeMap::new();
    for (id, place) in recorded.chain(seen.into_iter().map(|seen| (seen.id, seen.place))) {
        let (first, first_place) = firsts.entry(look(id)).or_insert_with(|| (id, place.clone()));
        let both_recorded = [*first, id]
            .iter()
            .all(|id| overview.find_organisation(id).is_some());
        if *first != id && !both_recorded {
            let file = place.file.clone();
            findings.push_with(Code::LookAlikeId, &file, || {
                look_alike((id, place), (first, first_place))
            });
        }
    }
}

/// An id without its hyphens, save those between digits: `tno-1-12` is not `tno-11-2`.
pub(super) fn look(id: &OrganisationId) -> String {
    let bytes = id.as_str().as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let stays = |at: usize, c: char| c != '-' || (is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)));
    id.as_str()
        .char_indices()
        .filter(|(at, c)| stays(*at, *c))
        .map(|(_, c)| c)
        .collect()
}

fn look_alike(
    (id, place): (&OrganisationId, Place),
    (first, first_place): (&OrganisationId, &Place),
) -> Diagnostic {
    let message = wording!(
        en: "organisation id `{id}` differs from `{first}` only by hyphens",
        fi: "organisaatiotunnus `{id}` eroaa tunnuksesta `{first}` vain yhdysviivoiltaan"
    );
    let help = wording!(
        en: "write `{first}` if the two are one organisation; if they are two, record both in \
             organisations.yaml",
        fi: "jos kyse on samasta organisaatiosta, käytä tunnusta `{first}`; jos organisaatioita on kaksi, \
             kirjaa molemmat tiedostoon organisations.yaml"
    );
    Diagnostic::new(Code::LookAlikeId, place, message)
        .with_related(
            first_place.clone(),
            Wording::fixed("the other id", "toinen tunnus"),
        )
        .with_help(help)
}

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, FormerName};
    use crate::validate::fixture::{
        agreement, at, check_all, check_registry_of, date, ends, id, organisation, registry, signatory,
    };

    /// An agreement and its successor, each with a third signatory of its own.
    fn pair(first: (&str, &str), second: (&str, &str)) -> Vec<Agreement> {
        let mut old = agreement("tno-2014");
        let mut new = agreement("tno-2018");
        new.supersedes = vec![at(id("tno-2014"))];
        new.term.starts = date("2018");
        new.term.ending = ends("2020");
        old.signatories.push(signatory(first.0, first.1));
        new.signatories.push(signatory(second.0, second.1));
        // The later agreement is first: the order of terms counts, not that of files.
        vec![new, old]
    }

    #[test]
    fn a_new_name_without_a_record_is_shown_in_the_later_agreement() {
        check_registry_of(pair(("redu", "Itä"), ("redu", "Ita\u{308}")), "2014-06-01", &[]);
        check_registry_of(
            pair(("redu", "Rovaniemen koulutuskuntayhtymä"), ("redu", "REDU")),
            "2014-06-01",
            &[
                "tno-2018: silent-rename: organisation `redu` is called “REDU” here, but “Rovaniemen \
                 koulutuskuntayhtymä” in `tno-2014`",
            ],
        );
    }

    #[test]
    fn a_recorded_name_is_known() {
        let mut registry = registry(pair(("redu", "RKK"), ("redu", "REDU")));
        registry.organisations = vec![organisation("redu", "REDU")];
        check_all(
            &registry,
            "2014-06-01",
            &[
                "tno-2014: silent-rename: organisation `redu` is called “RKK” here, a name that is not in organisations.yaml",
            ],
        );
        registry.organisations[0].former_names = vec![FormerName {
            name: "RKK".to_owned(),
            until: None,
        }];
        check_all(&registry, "2014-06-01", &[]);
    }

    #[test]
    fn ids_that_differ_by_hyphens_look_alike() {
        let alike = || {
            pair(
                ("lapin-te", "Lapin TE-palvelut"),
                ("lapinte", "Lapin TE-palvelut"),
            )
        };
        check_registry_of(
            alike(),
            "2014-06-01",
            &["tno-2018: look-alike-id: organisation id `lapinte` differs from `lapin-te` only by hyphens"],
        );
        let mut registry = registry(alike());
        registry.organisations = vec![
            organisation("lapin-te", "Lapin TE-palvelut"),
            organisation("lapinte", "Lapin TE-palvelut"),
        ];
        check_all(&registry, "2014-06-01", &[]);
    }

    #[test]
    fn hyphens_between_numbers_keep_ids_apart() {
        let numbered = pair(("yksikko-1-12", "Yksikkö 1.12"), ("yksikko-11-2", "Yksikkö 11.2"));
        check_registry_of(numbered, "2014-06-01", &[]);
    }
}
