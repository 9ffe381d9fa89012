//! The network map, and the page of each region: who works where, and which regions work jointly.

use std::collections::{BTreeMap, BTreeSet};

use super::address::region_page;
use super::municipality;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, area, n_organisations};
use crate::model::{MUNICIPALITIES, Municipality, Region, TextLang, fold};
use crate::render::site::{SiteHit, SitePage, SiteSection};
use crate::render::{Block, Item, Outline, Runs, Span, Tile};
use crate::wording::Wording;

/// The names in official use in the languages of the Sámi, from the municipalities themselves.
const SAMI_NAMES: [(&str, &[(&str, TextLang)]); 4] = [
    (
        "Inari",
        &[
            ("Anár", TextLang::Se),
            ("Aanaar", TextLang::Smn),
            ("Aanar", TextLang::Sms),
        ],
    ),
    ("Enontekiö", &[("Eanodat", TextLang::Se)]),
    ("Utsjoki", &[("Ohcejohka", TextLang::Se)]),
    (
        "Sodankylä",
        &[
            ("Soađegilli", TextLang::Se),
            ("Suáđigil", TextLang::Smn),
            ("Suäʹđjel", TextLang::Sms),
        ],
    ),
];

static GUESS: Wording = Wording::fixed(
    "The division of municipalities into regions is an estimate; no source gives it.",
    "Mikään lähde ei kerro aluejakoa kunnittain: jako on arvio.",
);

static SAID: Wording = Wording::fixed(
    "The municipalities of the regions are given by the network.",
    "Alueiden kunnat ovat verkoston ilmoittamat.",
);

/// Where the division into regions comes from.
fn division(writer: &PageWriter<'_>) -> &'static Wording {
    if writer.overview.areas_are_said() {
        &SAID
    } else {
        &GUESS
    }
}

pub(super) fn map(writer: &PageWriter<'_>) -> Vec<SitePage> {
    let mut page = Outline::new(writer.lang);
    page.say(&Wording::fixed(
        "Each municipality links to the page of its region. The tables below show the same as the map.",
        "Kustakin kunnasta pääsee sen alueen sivulle. Alla olevissa taulukoissa on sama sisältö kuin kartassa.",
    ));
    network_map(writer, &mut page);
    page.say(division(writer));
    region_table(writer, &mut page);
    let municipalities = municipality::table(writer, &mut page);
    let first = SitePage::new(
        "alueet/index.html",
        SiteSection::Map,
        writer.say(&Wording::fixed("Network map", "Verkostokartta")),
        page,
    );
    [vec![first], municipalities].concat()
}

/// The map itself, and below it in words which regions work jointly.
pub(super) fn network_map(writer: &PageWriter<'_>, page: &mut Outline) {
    let tiles = MUNICIPALITIES.iter().map(|municipality| {
        let regions = writer.overview.regions_of(municipality);
        let page = match regions.first() {
            Some(region) => format!("{}#{}", region_page(*region), anchor(municipality)),
            None => "alueet/index.html#alueet".to_owned(),
        };
        Tile {
            municipality: municipality.name,
            regions,
            page,
        }
    });
    let joint = writer.overview.joint();
    page.blocks.push(Block::Map {
        tiles: tiles.collect(),
        joint: joint.clone(),
    });
    for set in joint {
        let work = Wording::fixed(
            " work jointly: their tiles have a stripe in each other’s colour.",
            " toimivat yhdessä: niiden ruuduissa on raita toistensa värillä.",
        );
        let mut words = writer.joined(set.into_iter().map(area));
        words.push(writer.say(&work));
        page.sentence(words);
    }
}

fn anchor(municipality: &Municipality) -> String {
    fold(municipality.name)
}

/// A column of the table of regions.
type RegionColumn = (Wording, fn(&PageWriter<'_>, Region) -> Runs);

const NAME: RegionColumn = (Wording::fixed("region", "alue"), |_, region| vec![area(region)]);

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
        writer.listed(joint.into_iter().map(area))
    },
);

/// The regions with their municipalities.
fn region_table(writer: &PageWriter<'_>, page: &mut Outline) {
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
    page.rows_of(&heads, Region::ALL.map(row).to_vec());
}

fn municipalities(writer: &PageWriter<'_>, region: Region) -> Runs {
    let here = MUNICIPALITIES
        .iter()
        .filter(|municipality| writer.overview.regions_of(municipality).contains(&region));
    writer.listed(here.map(|municipality| Span::finnish(municipality.name)))
}

/// The rows of those who are bound in a region, by name.
fn signatories(writer: &PageWriter<'_>, region: Region) -> Vec<KeyedRow> {
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
        let seat = signatory.municipality;
        let row = vec![
            vec![writer.organisation(id, Some(standing.agreement))],
            vec![writer.say(&signatory.kind.label())],
            writer.listed(seat.map(|seat| Span::finnish(seat.name))),
            vec![writer.agreement(standing.agreement)],
            writer.contact(signatory.contact.as_deref()),
        ];
        rows.push((Key::letter(&signatory.name.value), row));
    }
    rows
}

/// The groups of a region, each once, whatever the number of the agreements that have it.
fn group_items(writer: &PageWriter<'_>, region: Region) -> Vec<Item> {
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

pub(super) fn pages(writer: &PageWriter<'_>, region: Region) -> Vec<SitePage> {
    let joint = writer.overview.joint_with(region);
    let joint = writer.listed(joint.into_iter().map(area));
    let mut page = Outline::new(writer.lang);
    page.fact_of(&Wording::fixed("works together with", "toimii yhdessä"), joint);
    municipality_sections(writer, &mut page, region);
    page.say(division(writer));
    page.list(&Wording::fixed("Groups", "Ryhmät"), group_items(writer, region));
    let parts = organisations(writer, &mut page, region);
    let title = Span::finnish(region.full_name());
    let mut first = SitePage::new(region_page(region), SiteSection::Map, title, page);
    first.hits.push(hit(writer, region));
    [vec![first], parts].concat()
}

fn hit(writer: &PageWriter<'_>, region: Region) -> SiteHit {
    let names: Vec<String> = municipalities(writer, region)
        .into_iter()
        .map(|text| text.text)
        .collect();
    let sami = SAMI_NAMES
        .iter()
        .filter(|(name, _)| names.iter().any(|own| own == name));
    let sami: Vec<&str> = sami
        .flat_map(|(_, names)| names.iter().map(|(name, _)| *name))
        .collect();
    SiteHit {
        title: area(region),
        kind: writer.word(&Wording::fixed("region", "alue")),
        words: format!("{} {}", names.join(" "), sami.join(" ")),
    }
}

fn organisations(writer: &PageWriter<'_>, page: &mut Outline, region: Region) -> Vec<SitePage> {
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
        back: area(region),
        folder: path.trim_end_matches(".html"),
        section: SiteSection::Map,
        title: Span::finnish(region.full_name()),
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
fn municipality_sections(writer: &PageWriter<'_>, page: &mut Outline, region: Region) {
    page.heading(&Wording::fixed("Municipalities", "Kunnat"));
    for municipality in &MUNICIPALITIES {
        let regions = writer.overview.regions_of(municipality);
        if !regions.contains(&region) {
            continue;
        }
        page.subject_at(Some(anchor(municipality)), Span::finnish(municipality.name));
        let names = SAMI_NAMES.iter().find(|(name, _)| *name == municipality.name);
        let names = names.into_iter().flat_map(|(_, names)| names.iter());
        let names = writer.listed(names.map(|(name, lang)| Span::new(name, *lang)));
        let others = regions.into_iter().filter(|other| *other != region);
        page.fact_of(&Wording::fixed("in Sámi", "saameksi"), names);
        let others = writer.listed(others.map(area));
        page.fact_of(&Wording::fixed("also in", "kuuluu myös alueeseen"), others);
    }
}
