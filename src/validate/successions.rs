//! The successions of `organisations.yaml`: they lead somewhere, not in a circle, and to one that still
//! existed.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::cycles::find_cycles;
use super::former_names;
use super::standing::Overview;
use crate::diagnostic::{At, Code, Diagnostic, Findings, Span};
use crate::model::{Organisation, OrganisationId, Succession, ceased_too_early, nearest_id, with_guess};
use crate::wording;
use crate::wording::Wording;

/// A finding in the file of the organisations.
fn finding(
    overview: &Overview,
    code: Code,
    span: Span,
    message: Wording,
    help: Wording,
) -> Option<Diagnostic> {
    let place = overview.organisations_place(span)?;
    Some(Diagnostic::new(code, place, message).with_help(help))
}

pub(super) fn check_successors(overview: &Overview, findings: &mut Findings) {
    let signatories = overview
        .registry
        .agreements
        .iter()
        .flat_map(|one| &one.signatories);
    let mut known: BTreeSet<&OrganisationId> = signatories.map(|one| &one.organisation.value).collect();
    known.extend(
        overview
            .registry
            .organisations
            .iter()
            .map(|record| &record.id.value),
    );
    for record in &overview.registry.organisations {
        let mut earlier = Earlier::new();
        for succession in &record.successors {
            let id = &succession.organisation.value;
            // What is in a part that could not be read is not known.
            if !known.contains(id) && overview.doubts.knows_every_id() {
                findings_of_stranger(overview, &known, &succession.organisation, findings);
            }
            let first = repeated(&mut earlier, succession);
            if let Some(first) = first.filter(|_| overview.doubts.knows_successors(record)) {
                let message = wording!(
                    en: "`{id}` is listed twice among the successors",
                    fi: "`{id}` on seuraajissa kahdesti"
                );
                let help = Wording::fixed(
                    "delete one of the entries, or give each its part of the tasks (`scope`)",
                    "poista toinen merkintä tai kirjaa kumpaankin, mikä osa siirtyi (`scope`)",
                );
                let span = succession.organisation.span;
                let found = finding(overview, Code::RepeatedEntry, span, message, help);
                let first = overview.organisations_place(first.organisation.span);
                findings_with(found, first, &FIRST_LISTED, findings);
            }
        }
    }
}

const FIRST_LISTED: Wording = Wording::fixed("first listed here", "ensimmäisen kerran tässä");

/// By the id of a successor, its first entry, and its first one that names no part.
type Earlier<'a> = BTreeMap<&'a OrganisationId, (&'a Succession, Option<&'a Succession>)>;

/// An earlier entry of the same successor, unless each of the two names a part of its own.
fn repeated<'a>(earlier: &mut Earlier<'a>, succession: &'a Succession) -> Option<&'a Succession> {
    let is_whole = succession.scope.is_none();
    let whole = is_whole.then_some(succession);
    match earlier.entry(&succession.organisation.value) {
        Entry::Vacant(place) => {
            place.insert((succession, whole));
            None
        }
        Entry::Occupied(mut known) => {
            let (first, first_whole) = *known.get();
            known.get_mut().1 = first_whole.or(whole);
            if is_whole { Some(first) } else { first_whole }
        }
    }
}

fn findings_with(
    found: Option<Diagnostic>,
    related: Option<crate::diagnostic::Place>,
    label: &Wording,
    findings: &mut Findings,
) {
    let Some(found) = found else { return };
    findings.push(match related {
        Some(place) => found.with_related(place, label.clone()),
        None => found,
    });
}

fn findings_of_stranger(
    overview: &Overview,
    known: &BTreeSet<&OrganisationId>,
    stranger: &At<OrganisationId>,
    findings: &mut Findings,
) {
    let id = &stranger.value;
    let Some(place) = overview.organisations_place(stranger.span) else {
        return;
    };
    let file = place.file.clone();
    findings.push_with(Code::UnknownSuccessor, &file, || {
        let message = wording!(
            en: "unknown successor `{id}`: it is in no agreement and not in organisations.yaml",
            fi: "tuntematon seuraaja `{id}`: sitä ei ole missään sopimuksessa eikä tiedostossa organisations.yaml"
        );
        let help = wording!(
            en: "record it under `organisations` with its name: `- {{ id: {id}, name: … }}`",
            fi: "kirjaa se kenttään `organisations` nimineen: `- {{ id: {id}, name: … }}`"
        );
        let guess = nearest_id(id.as_str(), known.iter().map(|known| known.as_str()));
        Diagnostic::new(Code::UnknownSuccessor, place, message).with_help(with_guess(guess, help))
    });
}

pub(super) fn check_cycles(overview: &Overview, findings: &mut Findings) {
    let records = &overview.registry.organisations;
    let mut numbers: BTreeMap<&OrganisationId, usize> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        numbers.entry(&record.id.value).or_insert(number);
    }
    let known = |succession: &Succession| numbers.get(&succession.organisation.value).copied();
    let next: Vec<Vec<usize>> = records
        .iter()
        .map(|record| record.successors.iter().filter_map(known).collect())
        .collect();
    for cycle in find_cycles(&next) {
        let members: Vec<&Organisation> = cycle.iter().map(|number| &records[*number]).collect();
        let following = members[1 % members.len()];
        let to = |succession: &&Succession| succession.organisation.value == following.id.value;
        let span = members[0]
            .successors
            .iter()
            .find(to)
            .map(|found| found.organisation.span);
        let message = if members.len() == 1 {
            let id = &members[0].id.value;
            wording!(en: "`{id}` is its own successor", fi: "`{id}` on oma seuraajansa")
        } else {
            let mut path: Vec<&str> = members.iter().map(|record| record.id.value.as_str()).collect();
            path.push(path[0]);
            let path = path.join(" → ");
            wording!(
                en: "circular succession: {path}",
                fi: "organisaatiot ovat toistensa seuraajia kehässä: {path}"
            )
        };
        let help = Wording::fixed(
            "delete the wrong successor: tasks do not return to an earlier organisation",
            "poista väärä seuraaja: tehtävät siirtyvät eteenpäin eivätkä palaa",
        );
        let span = span.unwrap_or(members[0].id.span);
        findings_with(
            finding(overview, Code::SuccessionCycle, span, message, help),
            None,
            &FIRST_LISTED,
            findings,
        );
    }
}

pub(super) fn check_order(overview: &Overview, findings: &mut Findings) {
    for record in &overview.registry.organisations {
        let Some(ceased) = &record.ceased else { continue };
        for succession in &record.successors {
            let successor = overview.find_organisation(&succession.organisation.value);
            let end = successor.filter(|successor| successor.id.value != record.id.value);
            let end = end.and_then(|successor| successor.ceased.as_ref());
            if let Some(end) = end.filter(|end| ceased_too_early(end.value, ceased.value)) {
                let (id, other) = (&record.id.value, &succession.organisation.value);
                let message = wording!(
                    en: "`{other}` ceased ({end}) before it could take over from `{id}`, which ceased {on}",
                    fi: "`{other}` lakkasi ({end}), ennen kuin se saattoi jatkaa organisaation `{id}` tehtäviä \
                         ({on} jälkeen)",
                    on = ceased.value, end = end.value
                );
                let span = succession.organisation.span;
                let found = finding(
                    overview,
                    Code::ContradictoryOrganisation,
                    span,
                    message,
                    former_names::date_help(),
                );
                let label = Wording::fixed("recorded as ceased here", "kirjattu lakanneeksi tässä");
                findings_with(found, overview.organisations_place(end.span), &label, findings);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Organisation, Registry, Succession};
    use crate::validate::fixture::{agreement, check_all, date, org, organisation, registry};

    fn to(successor: &str, scope: Option<&str>) -> Succession {
        Succession {
            organisation: org(successor),
            scope: scope.map(str::to_owned),
        }
    }

    fn ceased(id: &str, on: &str, successors: &[&str]) -> Organisation {
        Organisation {
            ceased: Some(date(on)),
            successors: successors.iter().map(|id| to(id, None)).collect(),
            ..organisation(id, id)
        }
    }

    fn recorded(organisations: Vec<Organisation>) -> Registry {
        Registry {
            organisations,
            ..registry(Vec::new())
        }
    }

    fn check(organisations: Vec<Organisation>, expected: &[&str]) {
        check_all(&recorded(organisations), "2020-06-01", expected);
    }

    #[test]
    fn successions_lead_on() {
        let end = || organisation("c", "C");
        check(
            vec![ceased("a", "2006", &["b"]), ceased("b", "2008", &["c"]), end()],
            &[],
        );
        check(
            vec![ceased("a", "2006", &["b"]), ceased("b", "2008", &["c"]), {
                let mut back = end();
                back.successors = vec![to("b", None)];
                back
            }],
            &["organisations: succession-cycle: circular succession: b → c → b"],
        );
        let mut own = end();
        own.successors = vec![to("c", None)];
        check(
            vec![own],
            &["organisations: succession-cycle: `c` is its own successor"],
        );
    }

    #[test]
    fn a_successor_is_known_from_a_record_or_an_agreement() {
        let mut known = recorded(vec![ceased("a", "2006", &["lappia"])]);
        known.agreements.push(agreement("tno"));
        check_all(&known, "2013-06-01", &[]);
        let unknown = "organisations: unknown-successor: unknown successor `lapia`: it is in no agreement and not in \
                       organisations.yaml";
        known.organisations[0].successors = vec![to("lapia", None)];
        check_all(&known, "2013-06-01", &[unknown]);
        // It may be in the file that could not be read.
        known.unreadable.insert(crate::validate::fixture::id("tno-2017"));
        check_all(&known, "2013-06-01", &[]);
    }

    #[test]
    fn a_successor_is_listed_once_or_for_parts_of_its_own() {
        let listed = |scopes: [Option<&str>; 2]| {
            let mut one = ceased("a", "2006", &[]);
            one.successors = scopes.map(|scope| to("b", scope)).to_vec();
            vec![one, organisation("b", "B")]
        };
        check(listed([Some("koulutus"), Some("ohjaus")]), &[]);
        check(
            listed([Some("koulutus"), None]),
            &["organisations: repeated-entry: `b` is listed twice among the successors"],
        );
    }

    #[test]
    fn nobody_takes_over_after_its_end() {
        check(
            vec![
                ceased("a", "2008", &["b"]),
                ceased("b", "2008", &["c"]),
                organisation("c", "C"),
            ],
            &[],
        );
        check(
            vec![
                ceased("a", "2008-12-31", &["b"]),
                ceased("b", "2008-12-31", &["c"]),
                organisation("c", "C"),
            ],
            &[
                "organisations: contradictory-organisation: `b` ceased (2008-12-31) before it could take over from \
               `a`, which ceased 2008-12-31",
            ],
        );
    }
}
