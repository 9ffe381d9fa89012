//! The network map, and the page of each region: who works where, and which regions work jointly.

use std::collections::{BTreeMap, BTreeSet};

use super::address::region_page;
use super::municipality;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, n_organisations};
use crate::model::{Municipality, Region, TextLang};
use crate::render::site::{SiteHit, SitePage, SiteSection};
use crate::render::{Block, Item, Outline, Runs, Span, Tile};
use crate::wording::Wording;

pub(super) const NETWORK_MAP: Wording = Wording::fixed("Network map", "Verkostokartta");

/// The map of the front page shows more municipalities than this by region alone.
const MOST_ON_FRONT: usize = 60;

static GUESS: Wording = Wording::fixed(
    "The division of municipalities into regions is an estimate; no source gives it.",
    "Mikään lähde ei kerro aluejakoa kunnittain: jako on arvio.",
);

static SAID: Wording = Wording::fixed(
    "The municipalities of the regions are given by the network.",
    "Alueiden kunnat ovat verkoston ilmoittamat.",
);

/// Says where the division of the municipalities into regions comes from.
fn division(writer: &PageWriter<'_>, page: &mut Outline) {
    let network = writer.network();
    if network.municipalities().is_empty() {
        return;
    }
    page.say(if network.is_estimated() { &GUESS } else { &SAID });
}

pub(super) fn map(writer: &PageWriter<'_>) -> Vec<SitePage> {
    let mut page = Outline::new(writer.lang);
    let municipalities = writer.network().municipalities();
    page.say(&if municipalities.is_empty() {
        Wording::fixed(
            "Each region links to its page. The table below shows the same as the map.",
            "Kustakin alueesta pääsee sen sivulle. Alla olevassa taulukossa on sama sisältö kuin kartassa.",
        )
    } else {
        Wording::fixed(
            "Each municipality links to the page of its region. The tables below show the same as the map.",
            "Kustakin kunnasta pääsee sen alueen sivulle. Alla olevissa taulukoissa on sama sisältö kuin kartassa.",
        )
    });
    network_map(writer, &mut page, municipalities);
    division(writer, &mut page);
    region_table(writer, &mut page);
    let parts = municipality::table(writer, &mut page);
    let first = SitePage::new(
        "alueet/index.html",
        SiteSection::Map,
        writer.say(&NETWORK_MAP),
        page,
    );
    [vec![first], parts].concat()
}

/// The map of the front page, with the municipalities unless they are too many for it.
pub(super) fn map_of_front(writer: &PageWriter<'_>, page: &mut Outline) {
    let municipalities = writer.network().municipalities();
    let is_short = municipalities.len() <= MOST_ON_FRONT;
    network_map(writer, page, if is_short { municipalities } else { &[] });
}

/// The map itself, and below it in words which regions work jointly.
fn network_map(writer: &PageWriter<'_>, page: &mut Outline, municipalities: &[Municipality]) {
    let network = writer.network();
    let tile = |name: Span, regions: &[Region], page: String| Tile {
        name: name.text,
        lang: name.lang,
        regions: regions.to_vec(),
        page,
        anchor: None,
        parts: Vec::new(),
        place: None,
    };
    let municipality = |one: &Municipality| {
        let page = match one.regions.first() {
            Some(region) => format!("{}#{}", region_page(region), one.slug),
            None => "alueet/index.html#alueet".to_owned(),
        };
        Tile {
            anchor: Some(one.slug.clone()),
            place: one.tile,
            ..tile(writer.local(&one.names), &one.regions, page)
        }
    };
    let area = |region: &Region| {
        let parts = of_region(writer, region).map(|one| one.slug.clone());
        let own = std::slice::from_ref(region);
        Tile {
            parts: parts.collect(),
            ..tile(writer.area(region), own, region_page(region))
        }
    };
    let label = Wording::joined(&[NETWORK_MAP, network.whole_wording()], ": ");
    let joint = writer.overview.joint();
    page.blocks.push(Block::Map {
        label: writer.word(&label),
        tiles: municipalities.iter().map(municipality).collect(),
        areas: network.regions().iter().map(area).collect(),
        joint: joint.clone(),
    });
    for set in joint {
        let work = Wording::fixed(
            " work jointly: their tiles have a stripe in each other’s colour.",
            " toimivat yhdessä: niiden ruuduissa on raita toistensa värillä.",
        );
        let mut words = writer.joined(set.iter().map(|region| writer.area(region)));
        words.push(writer.say(&work));
        page.sentence(words);
    }
}

/// A column of the table of regions.
type RegionColumn = (Wording, fn(&PageWriter<'_>, &Region) -> Runs);

const NAME: RegionColumn = (Wording::fixed("region", "alue"), |writer, region| {
    vec![writer.area(region)]
});

const MUNICIPALITIES_OF_IT: RegionColumn = (Wording::fixed("municipalities", "kunnat"), municipalities);

const N_ORGANISATIONS: RegionColumn = (
    Wording::fixed("organisations", "organisaatioita"),
    |writer, region| vec![writer.own(signatories(writer, region).len().to_string())],
);

const N_GROUPS: RegionColumn = (Wording::fixed("groups", "ryhmiä"), |writer, region| {
    vec![writer.own(group_items(writer, region).len().to_string())]
});

const JOINT: RegionColumn = (
    Wording::fixed("works together with", "yhteistyössä"),
    |writer, region| {
        let joint = writer.overview.joint_with(region);
        writer.listed(joint.iter().map(|other| writer.area(other)))
    },
);

/// The regions with their municipalities.
fn region_table(writer: &PageWriter<'_>, page: &mut Outline) {
    if writer.network().municipalities().is_empty() {
        return area_numbers(writer, page);
    }
    table(
        writer,
        page,
        &[NAME, MUNICIPALITIES_OF_IT, N_ORGANISATIONS, N_GROUPS, JOINT],
    );
}

/// The regions beside a map, which has their municipalities.
pub(super) fn area_numbers(writer: &PageWriter<'_>, page: &mut Outline) {
    table(writer, page, &[NAME, N_ORGANISATIONS, N_GROUPS, JOINT]);
}

fn table(writer: &PageWriter<'_>, page: &mut Outline, columns: &[RegionColumn]) {
    let row = |region| columns.iter().map(|(_, cell)| cell(writer, region)).collect();
    let heads: Vec<Wording> = columns.iter().map(|(head, _)| head.clone()).collect();
    page.heading_at("alueet", &Wording::fixed("Regions", "Alueet"));
    page.rows_of(&heads, writer.network().regions().iter().map(row).collect());
}

fn municipalities(writer: &PageWriter<'_>, region: &Region) -> Runs {
    writer.listed(of_region(writer, region).map(|municipality| writer.local(&municipality.names)))
}

/// The municipalities of a region in the order in which the network lists them.
fn of_region<'a>(writer: &PageWriter<'a>, region: &'a Region) -> impl Iterator<Item = &'a Municipality> {
    let network = writer.network();
    let names = region.municipalities().iter();
    names.filter_map(|name| network.find_municipality(name))
}

/// The rows of those who are bound in a region, by name.
fn signatories(writer: &PageWriter<'_>, region: &Region) -> Vec<KeyedRow> {
    let bound = writer.overview.bound().iter();
    let here = bound.filter(|(_, signatory)| signatory.regions.contains(region));
    let mut rows: Vec<KeyedRow> = Vec::new();
    let mut places = BTreeMap::new();
    for (standing, signatory) in here {
        let id = &signatory.organisation.value;
        // Listed once, whatever the number of its agreements.
        let place = *places.entry(id).or_insert(rows.len());
        if let Some((_, row)) = rows.get_mut(place) {
            row[3].push(writer.own(", "));
            row[3].push(writer.agreement(standing.agreement));
            continue;
        }
        let seat = signatory.municipality.as_deref();
        let row = vec![
            vec![writer.organisation(id, Some(standing.agreement))],
            writer.kind(signatory.kind.as_ref()),
            writer.listed(seat.map(Span::finnish)),
            vec![writer.agreement(standing.agreement)],
            writer.contact(signatory.contact.as_deref()),
        ];
        rows.push((Key::letter(&signatory.name.value), row));
    }
    rows
}

/// The groups of a region, each once, whatever the number of the agreements that have it.
fn group_items(writer: &PageWriter<'_>, region: &Region) -> Vec<Item> {
    let mut known = BTreeSet::new();
    let groups = writer.overview.working_groups().into_iter();
    let here = groups.filter(|(agreement, group)| {
        let line = writer.overview.groups.find(&agreement.id.value, &group.id.value);
        let page = line.map(|line| &line.page);
        group.regions.contains(region) && known.insert(page)
    });
    here.map(|(agreement, group)| Item::new(writer.group_apart(agreement, group)))
        .collect()
}

pub(super) fn pages(writer: &PageWriter<'_>, region: &Region) -> Vec<SitePage> {
    let joint = writer.overview.joint_with(region);
    let joint = writer.listed(joint.iter().map(|other| writer.area(other)));
    let mut page = Outline::new(writer.lang);
    page.fact_of(&Wording::fixed("works together with", "toimii yhdessä"), joint);
    municipality_sections(writer, &mut page, region);
    division(writer, &mut page);
    page.list(&Wording::fixed("Groups", "Ryhmät"), group_items(writer, region));
    let parts = organisations(writer, &mut page, region);
    let title = writer.local(region.names());
    let mut first = SitePage::new(region_page(region), SiteSection::Map, title, page);
    first.hits.push(hit(writer, region));
    [vec![first], parts].concat()
}

fn hit(writer: &PageWriter<'_>, region: &Region) -> SiteHit {
    let names = of_region(writer, region).flat_map(|municipality| municipality.names.iter());
    let names: Vec<&str> = names.map(|(_, name)| name).collect();
    SiteHit {
        title: writer.area(region),
        kind: writer.word(&Wording::fixed("region", "alue")),
        words: names.join(" "),
    }
}

fn organisations(writer: &PageWriter<'_>, page: &mut Outline, region: &Region) -> Vec<SitePage> {
    let rows = signatories(writer, region);
    if rows.is_empty() {
        page.say(&Wording::fixed(
            "No agreement is in force in this region.",
            "Alueella ei ole voimassa olevaa sopimusta.",
        ));
        return Vec::new();
    }
    let path = region_page(region);
    let listing = Listing {
        back: writer.area(region),
        folder: path.trim_end_matches(".html"),
        section: SiteSection::Map,
        title: writer.local(region.names()),
        heading: Wording::fixed("Organisations", "Organisaatiot"),
        heads: &[
            Wording::fixed("organisation", "organisaatio"),
            Wording::fixed("kind", "laji"),
            Wording::fixed("municipality", "kunta"),
            Wording::fixed("agreement", "sopimus"),
            Wording::fixed("contact", "yhteystaho"),
        ],
        division: Division::Letters,
    };
    let size = n_organisations(rows.len());
    listing.report(writer, page, rows, &size)
}

/// Each municipality under a heading of its own, where the tiles of the map lead.
fn municipality_sections(writer: &PageWriter<'_>, page: &mut Outline, region: &Region) {
    if region.municipalities().is_empty() {
        return;
    }
    page.heading(&Wording::fixed("Municipalities", "Kunnat"));
    for municipality in of_region(writer, region) {
        let names = &municipality.names;
        page.subject_at(Some(municipality.slug.clone()), writer.local(names));
        let in_sami = |lang| matches!(lang, TextLang::Se | TextLang::Smn | TextLang::Sms);
        let sami = names.iter().filter(|(lang, _)| in_sami(*lang));
        let sami = writer.listed(sami.map(|(lang, name)| Span::new(name, lang)));
        page.fact_of(&Wording::fixed("in Sámi", "saameksi"), sami);
        let swedish = names.iter().filter(|(lang, _)| *lang == TextLang::Sv);
        let swedish = writer.listed(swedish.map(|(lang, name)| Span::new(name, lang)));
        page.fact_of(&Wording::fixed("in Swedish", "ruotsiksi"), swedish);
        let others = municipality.regions.iter().filter(|other| *other != region);
        let others = writer.listed(others.map(|other| writer.area(other)));
        page.fact_of(&Wording::fixed("also in", "kuuluu myös alueeseen"), others);
    }
}
