//! The front page with what is in force and what is coming, the archive of earlier agreements, and the
//! page of the search.

use super::calendar::{title_of, when};
use super::teller::{Teller, item, listed};
use crate::model::{AgreementStatus, Region, Standing};
use crate::view::{CalendarEntry, SiteBlock, SiteItem, SitePage, SiteSection, SiteText};
use crate::wording;
use crate::wording::Wording;

/// So many of the next entries of the calendar stand on the front page.
const NEXT: usize = 8;

pub(super) fn start(teller: &Teller<'_>, calendar: &[CalendarEntry]) -> SitePage {
    let (in_force, coming): (Vec<_>, Vec<_>) = teller
        .atlas
        .latest_first()
        .into_iter()
        .filter(|standing| standing.is_current())
        .partition(|standing| standing.status == AgreementStatus::InForce);
    let told = |standings: &[&Standing<'_>]| standings.iter().map(|one| entry(teller, one)).collect();
    let mut blocks = Vec::new();
    if in_force.is_empty() {
        blocks.push(teller.paragraph(&Wording::fixed(
            "No agreement is in force.",
            "Mikään sopimus ei ole voimassa.",
        )));
    }
    blocks.extend(teller.section(&Wording::fixed("In force", "Voimassa"), told(&in_force)));
    blocks.extend(teller.section(
        &Wording::fixed("Coming agreements", "Tulossa olevat sopimukset"),
        told(&coming),
    ));
    let next = calendar
        .iter()
        .filter(|entry| entry.every_months.is_none() && entry.falls_between(Some(teller.today), None));
    let next = next.take(NEXT).map(|entry| {
        let mut words = when(teller, entry);
        words.push(SiteText::plain(": "));
        words.push(title_of(teller, entry).to("kalenteri/index.html"));
        item(words)
    });
    blocks.extend(teller.section(
        &Wording::fixed("Next in the calendar", "Seuraavaksi kalenterissa"),
        next.collect(),
    ));
    let areas = Region::ALL.map(|region| item(vec![teller.area(region)]));
    blocks.extend(teller.section(&Wording::fixed("Areas", "Alueet"), areas.to_vec()));
    let map = Wording::fixed("All areas on the network map", "Kaikki alueet verkostokartalla");
    blocks.push(SiteBlock::Paragraph {
        words: vec![teller.say(&map).to("alueet/index.html")],
    });
    let name = teller.atlas.registry.settings.name.as_ref();
    let usual = Wording::fixed("Partnership agreements", "Kumppanuussopimukset");
    SitePage {
        path: "index.html".to_owned(),
        section: SiteSection::Start,
        title: name.map_or_else(|| teller.say(&usual), |name| teller.finnish(name)),
        blocks,
        hits: Vec::new(),
    }
}

fn entry(teller: &Teller<'_>, standing: &Standing<'_>) -> SiteItem {
    let agreement = standing.agreement;
    let n = teller.atlas.n_bound(agreement);
    let signed = wording!(en: "{n} signatories have signed", fi: "allekirjoittaneita {n}");
    let mut told = item(vec![teller.agreement(agreement)]);
    told.details.push(listed([
        teller.status(standing),
        teller.term(agreement),
        teller.say(&signed),
    ]));
    told
}

pub(super) fn archive(teller: &Teller<'_>) -> SitePage {
    let all = teller.atlas.latest_first();
    let earlier = all.iter().filter(|standing| !standing.is_current());
    let rows: Vec<_> = earlier
        .map(|standing| {
            let successors = standing.successors.iter();
            let successors =
                successors.map(|number| teller.agreement(teller.atlas.numbered(*number).agreement));
            vec![
                vec![teller.agreement(standing.agreement)],
                vec![teller.term(standing.agreement)],
                vec![teller.status(standing)],
                listed(successors),
            ]
        })
        .collect();
    let none = Wording::fixed("There are no earlier agreements.", "Aiempia sopimuksia ei ole.");
    let mut blocks = Vec::new();
    if rows.is_empty() {
        blocks.push(teller.paragraph(&none));
    }
    blocks.extend(teller.table(
        &Wording::fixed("Earlier agreements", "Aiemmat sopimukset"),
        &[
            Wording::fixed("agreement", "sopimus"),
            Wording::fixed("term", "sopimuskausi"),
            Wording::fixed("status", "tila"),
            Wording::fixed("followed by", "seuraava sopimus"),
        ],
        rows,
    ));
    SitePage {
        path: "arkisto/index.html".to_owned(),
        section: SiteSection::Archive,
        title: teller.say(&Wording::fixed("Archive", "Arkisto")),
        blocks,
        hits: Vec::new(),
    }
}

pub(super) fn search(teller: &Teller<'_>) -> SitePage {
    SitePage {
        path: "haku/index.html".to_owned(),
        section: SiteSection::Search,
        title: teller.say(&Wording::fixed("Search", "Haku")),
        blocks: vec![SiteBlock::Search],
        hits: Vec::new(),
    }
}
