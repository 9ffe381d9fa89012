//! The page of an organisation, and the list of all.

use std::collections::BTreeSet;

use super::address::organisation_page;
use super::overview::Known;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, REGIONS, n_organisations};
use crate::model::time::SignatoryFacts;
use crate::model::{Agreement, AgreementStatus, Group, OrganisationId, owners_on, successors_on};
use crate::render::site::{SiteHit, SitePage, SiteSection};
use crate::render::{Item, Outline, Runs, Span};
use crate::wording::Wording;

pub(super) fn list(writer: &PageWriter<'_>) -> Vec<SitePage> {
    let path = "organisaatiot/index.html";
    let title = writer.say(&Wording::fixed("Organisations", "Organisaatiot"));
    let listing = Listing {
        back: title.clone().to(path),
        folder: "organisaatiot/kirjain",
        section: SiteSection::Organisations,
        title,
        heading: Wording::fixed("By name", "Nimen mukaan"),
        heads: &[
            Wording::fixed("organisation", "organisaatio"),
            Wording::fixed("kind", "laji"),
            REGIONS,
            Wording::fixed("latest agreement", "viimeisin sopimus"),
            Wording::fixed("ceased", "lakannut"),
        ],
        division: Division::Letters,
    };
    let rows: Vec<KeyedRow> = rows(writer);
    let size = n_organisations(rows.len());
    listing.pages(writer, path, rows, &size)
}

fn rows(writer: &PageWriter<'_>) -> Vec<KeyedRow> {
    let all = writer.overview.organisations().into_iter();
    let rows = all.map(|(id, known)| {
        let latest = known.roles.first();
        let row = vec![
            vec![writer.organisation(id, None)],
            latest.map(|_| writer.kind(known.kind())).unwrap_or_default(),
            latest
                .map(|(_, signatory)| writer.areas(&signatory.regions))
                .unwrap_or_default(),
            writer.listed(latest.map(|(standing, _)| writer.agreement(standing.agreement))),
            ceased(writer, known),
        ];
        (Key::letter(known.name), row)
    });
    rows.collect()
}

fn ceased(writer: &PageWriter<'_>, known: &Known<'_>) -> Runs {
    let ceased = known.record.and_then(|record| record.ceased.as_ref());
    writer.listed(ceased.map(|on| writer.own(writer.date(on.value))))
}

/// One that is still to cease has not ceased.
fn ceased_label(writer: &PageWriter<'_>, known: &Known<'_>) -> Wording {
    let ceased = known.record.and_then(|record| record.ceased.as_ref());
    if ceased.is_some_and(|on| on.value.last_day() >= writer.today) {
        Wording::fixed("ceases", "lakkaa")
    } else {
        Wording::fixed("ceased", "lakannut")
    }
}

pub(super) fn page(writer: &PageWriter<'_>, id: &OrganisationId, known: &Known<'_>) -> SitePage {
    let mut page = Outline::new(writer.lang);
    facts(writer, &mut page, id, known);
    agreements(writer, &mut page, known);
    groups(writer, &mut page, id, known);
    duties(writer, &mut page, id, known);
    let former = known.record.iter().flat_map(|record| &record.former_names);
    let names = former.map(|former| former.name.as_str());
    let signed = known
        .roles
        .iter()
        .map(|(_, signatory)| signatory.name.value.as_str());
    let mut words: Vec<&str> = names.chain(signed).collect();
    words.sort_unstable();
    words.dedup();
    SitePage {
        path: organisation_page(id),
        section: SiteSection::Organisations,
        title: Span::finnish(known.name),
        blocks: page.blocks,
        hits: vec![SiteHit {
            title: writer.organisation(id, None),
            kind: writer.word(&Wording::fixed("organisation", "organisaatio")),
            words: format!("{id} {}", words.join(" ")),
        }],
    }
}

fn facts(writer: &PageWriter<'_>, page: &mut Outline, id: &OrganisationId, known: &Known<'_>) {
    let former = known.record.iter().flat_map(|record| &record.former_names);
    let former = former.map(|former| {
        let mut text = Span::finnish(&former.name);
        if let Some(until) = former.until {
            text.text = format!("{} (–{})", text.text, writer.date(until));
        }
        text
    });
    let successors = known.record.iter().flat_map(|record| &record.successors);
    // One that takes over several tasks is several times in the file.
    let successors: BTreeSet<&OrganisationId> = successors.map(|one| &one.organisation.value).collect();
    let successors = successors
        .into_iter()
        .map(|successor| writer.organisation(successor, None));
    let now = final_successors(writer, known);
    let predecessors = writer.overview.predecessors(id).iter();
    let predecessors = predecessors.map(|other| writer.organisation(other, None));
    let latest = known.roles.first().map(|(_, signatory)| *signatory);
    let business_id = known
        .roles
        .iter()
        .find_map(|(_, signatory)| signatory.business_id.as_ref());
    let kind = known.kind().map(|kind| writer.say(&kind.label()));
    page.fact_of(&Wording::fixed("kind", "laji"), writer.listed(kind));
    let seat = latest.and_then(|latest| latest.municipality.as_deref());
    let seat = seat.map(Span::finnish);
    page.fact_of(&Wording::fixed("municipality", "kunta"), writer.listed(seat));
    let business_id = business_id.map(|id| id.value.to_string());
    page.known_fact(&Wording::fixed("business id", "Y-tunnus"), business_id.as_deref());
    page.fact_of(
        &Wording::fixed("former names", "entiset nimet"),
        writer.listed(former),
    );
    page.fact_of(&ceased_label(writer, known), ceased(writer, known));
    page.fact_of(
        &Wording::fixed("successors", "seuraajat"),
        writer.listed(successors),
    );
    page.fact_of(
        &Wording::fixed("tasks now with", "tehtävät nyt"),
        writer.listed(now),
    );
    page.fact_of(
        &Wording::fixed("predecessors", "edeltäjät"),
        writer.listed(predecessors),
    );
    let contact = latest.and_then(|latest| latest.contact.as_deref());
    page.fact_of(&Wording::fixed("contact", "yhteystaho"), writer.contact(contact));
}

/// Who holds the tasks on the day, where a successor has ceased as well.
fn final_successors(writer: &PageWriter<'_>, known: &Known<'_>) -> Vec<Span> {
    let Some(record) = known.record else {
        return Vec::new();
    };
    let find = |id: &OrganisationId| writer.overview.organisation(id).and_then(|known| known.record);
    let found = successors_on(record, find, writer.today);
    let found = found.iter().filter(|successor| successor.ceased.is_none());
    if found.clone().all(|successor| successor.through.is_empty()) {
        return Vec::new();
    }
    found
        .map(|successor| writer.organisation(successor.organisation, None))
        .collect()
}

fn agreements(writer: &PageWriter<'_>, page: &mut Outline, known: &Known<'_>) {
    let rows = known.roles.iter().map(|(standing, signatory)| {
        let state = SignatoryFacts::of(signatory).state_on(writer.today);
        let signed = signatory.signed_as_of(writer.today);
        vec![
            vec![writer.agreement(standing.agreement)],
            vec![writer.status(standing)],
            writer.areas(&signatory.regions),
            vec![writer.say(&state.label())],
            writer.listed(signed.map(|on| writer.own(writer.date(on)))),
            writer.listed(signatory.covers.iter().map(|unit| Span::finnish(unit))),
        ]
    });
    writer.table(
        page,
        &Wording::fixed("Agreements", "Sopimukset"),
        &[
            Wording::fixed("agreement", "sopimus"),
            Wording::fixed("status of the agreement", "sopimuksen tila"),
            REGIONS,
            Wording::fixed("state", "tila"),
            Wording::fixed("signed on", "allekirjoitettu"),
            Wording::fixed("covers", "sitoo myös"),
        ],
        rows.collect(),
    );
}

/// The agreements in force in which an organisation is bound.
fn current<'a>(writer: &PageWriter<'_>, known: &Known<'a>) -> Vec<&'a Agreement> {
    let bound = known.roles.iter().filter(|(standing, signatory)| {
        standing.status == AgreementStatus::InForce && writer.overview.is_bound(signatory)
    });
    bound.map(|(standing, _)| standing.agreement).collect()
}

/// The groups that have not been dissolved.
fn working<'a>(writer: &PageWriter<'_>, agreement: &'a Agreement) -> impl Iterator<Item = &'a Group> {
    let today = writer.today;
    let groups = agreement.groups.iter();
    groups.filter(move |group| !group.is_dissolved_on(today))
}

fn groups(writer: &PageWriter<'_>, page: &mut Outline, id: &OrganisationId, known: &Known<'_>) {
    let mut entries = Vec::new();
    for agreement in current(writer, known) {
        for group in working(writer, agreement).filter(|group| group.has_in_it(id, writer.today)) {
            let mut words = writer.group_apart(agreement, group);
            if group.is_chaired_by(id, writer.today) {
                let chair = writer.word(&Wording::fixed("chair", "puheenjohtaja"));
                words.push(writer.own(format!(" ({chair})")));
            }
            entries.push(Item::new(words));
        }
    }
    page.list(&Wording::fixed("Groups", "Ryhmät"), entries);
}

fn duties(writer: &PageWriter<'_>, page: &mut Outline, id: &OrganisationId, known: &Known<'_>) {
    let mut own: Vec<Item> = Vec::new();
    let mut shared: Vec<Item> = Vec::new();
    for agreement in current(writer, known) {
        for group in working(writer, agreement) {
            for duty in &group.duties {
                let shown = || {
                    let mut shown = writer.duty(agreement, duty);
                    let of = writer.own(writer.word(&Wording::fixed("group: ", "ryhmä: ")));
                    shown
                        .details
                        .push([vec![of], writer.group_apart(agreement, group)].concat());
                    shown
                };
                let owners = owners_on(writer.overview.registry, agreement, group, duty, writer.today);
                if owners.iter().all(|owner| owner.organisation != id) {
                    continue;
                }
                if duty.is_shared() {
                    shared.push(shown());
                } else {
                    own.push(shown());
                }
            }
        }
    }
    page.list(&Wording::fixed("Own duties", "Omat tehtävät"), own);
    let heading = Wording::fixed("Duties shared with a group", "Ryhmän mukana hoidettavat tehtävät");
    page.list(&heading, shared);
}
