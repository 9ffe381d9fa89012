//! The network map, and the page of each area: who works where, and which areas work jointly.

use std::collections::{BTreeMap, BTreeSet};

use super::address::area_page;
use super::municipality;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::teller::{Teller, area, n_organisations};
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
    "No source maps the municipalities to the areas: the division is an estimate.",
    "Mikään lähde ei kerro aluejakoa kunnittain: jako on arvio.",
);

static SAID: Wording = Wording::fixed(
    "The municipalities of the areas are those that the network has said.",
    "Alueiden kunnat ovat verkoston ilmoittamat.",
);

/// Where the division into areas comes from.
fn division(teller: &Teller<'_>) -> &'static Wording {
    if teller.overview.areas_are_said() {
        &SAID
    } else {
        &GUESS
    }
}

pub(super) fn map(teller: &Teller<'_>) -> Vec<SitePage> {
    let tiles = MUNICIPALITIES.iter().map(|municipality| {
        let regions = teller.overview.regions_of(municipality);
        let page = match regions.first() {
            Some(region) => format!("{}#{}", area_page(*region), anchor(municipality)),
            None => "alueet/index.html#alueet".to_owned(),
        };
        Tile {
            municipality: municipality.name,
            regions,
            page,
        }
    });
    let mut page = Outline::new(teller.lang);
    page.say(&Wording::fixed(
        "Each municipality leads to the page of its area. The tables below tell the same as the map.",
        "Kustakin kunnasta pääsee sen alueen sivulle. Alla olevissa taulukoissa on sama sisältö kuin kartassa.",
    ));
    page.blocks.push(Block::Map {
        tiles: tiles.collect(),
    });
    page.say(division(teller));
    area_table(teller, &mut page);
    let municipalities = municipality::table(teller, &mut page);
    let first = SitePage::new(
        "alueet/index.html",
        SiteSection::Map,
        teller.say(&Wording::fixed("Network map", "Verkostokartta")),
        page,
    );
    [vec![first], municipalities].concat()
}

fn anchor(municipality: &Municipality) -> String {
    fold(municipality.name)
}

fn area_table(teller: &Teller<'_>, page: &mut Outline) {
    let rows = Region::ALL.map(|region| {
        let joint = teller.overview.joint_with(region);
        let n_groups = group_items(teller, region).len();
        vec![
            vec![area(region)],
            municipalities(teller, region),
            vec![teller.own(signatories(teller, region).len().to_string())],
            vec![teller.own(n_groups.to_string())],
            teller.listed(joint.into_iter().map(area)),
        ]
    });
    let heading = Wording::fixed("Areas", "Alueet");
    let heads = [
        Wording::fixed("area", "alue"),
        Wording::fixed("municipalities", "kunnat"),
        Wording::fixed("organisations", "organisaatioita"),
        Wording::fixed("groups", "ryhmiä"),
        Wording::fixed("works jointly with", "yhteistyössä"),
    ];
    page.heading_at("alueet", &heading);
    page.rows_of(&heads, rows.to_vec());
}

fn municipalities(teller: &Teller<'_>, region: Region) -> Runs {
    let here = MUNICIPALITIES
        .iter()
        .filter(|municipality| teller.overview.regions_of(municipality).contains(&region));
    teller.listed(here.map(|municipality| Span::finnish(municipality.name)))
}

/// The rows of those who are bound in an area, by name.
fn signatories(teller: &Teller<'_>, region: Region) -> Vec<KeyedRow> {
    let bound = teller.overview.bound().iter();
    let here = bound.filter(|(_, signatory)| signatory.regions.contains(region));
    let mut rows: Vec<KeyedRow> = Vec::new();
    let mut places = BTreeMap::new();
    for (standing, signatory) in here {
        let id = &signatory.organisation.value;
        // Listed once, whatever the number of its agreements.
        let place = *places.entry(id).or_insert(rows.len());
        if let Some((_, row)) = rows.get_mut(place) {
            row[3].push(teller.own(", "));
            row[3].push(teller.agreement(standing.agreement));
            continue;
        }
        let seat = signatory.municipality;
        let row = vec![
            vec![teller.organisation(id, Some(standing.agreement))],
            vec![teller.say(&signatory.kind.label())],
            teller.listed(seat.map(|seat| Span::finnish(seat.name))),
            vec![teller.agreement(standing.agreement)],
            teller.contact(signatory.contact.as_ref()),
        ];
        rows.push((Key::letter(&signatory.name.value), row));
    }
    rows
}

/// The groups of an area, each once, whatever the number of the agreements that have it.
fn group_items(teller: &Teller<'_>, region: Region) -> Vec<Item> {
    let standings = teller.overview.in_force();
    let mut known = BTreeSet::new();
    let groups = standings.iter().flat_map(|standing| {
        let agreement = standing.agreement;
        agreement.groups.iter().map(move |group| (agreement, group))
    });
    let here = groups.filter(|(agreement, group)| {
        let works = !group.is_dissolved_on(teller.today);
        let line = teller.overview.groups.find(&agreement.id.value, &group.id.value);
        let page = line.map(|line| &line.page);
        group.regions.contains(region) && works && known.insert(page)
    });
    here.map(|(agreement, group)| Item::new(teller.group_apart(agreement, group)))
        .collect()
}

pub(super) fn pages(teller: &Teller<'_>, region: Region) -> Vec<SitePage> {
    let joint = teller.overview.joint_with(region);
    let joint = teller.listed(joint.into_iter().map(area));
    let mut page = Outline::new(teller.lang);
    page.fact_of(&Wording::fixed("works jointly with", "toimii yhdessä"), joint);
    municipality_sections(teller, &mut page, region);
    page.say(division(teller));
    page.list(&Wording::fixed("Groups", "Ryhmät"), group_items(teller, region));
    let parts = organisations(teller, &mut page, region);
    let title = Span::finnish(region.full_name());
    let mut first = SitePage::new(area_page(region), SiteSection::Map, title, page);
    first.hits.push(hit(teller, region));
    [vec![first], parts].concat()
}

fn hit(teller: &Teller<'_>, region: Region) -> SiteHit {
    let names: Vec<String> = municipalities(teller, region)
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
        kind: teller.word(&Wording::fixed("area", "alue")),
        words: format!("{} {}", names.join(" "), sami.join(" ")),
    }
}

fn organisations(teller: &Teller<'_>, page: &mut Outline, region: Region) -> Vec<SitePage> {
    let rows = signatories(teller, region);
    if rows.is_empty() {
        page.say(&Wording::fixed(
            "No agreement is in force in this area.",
            "Alueella ei ole voimassa olevaa sopimusta.",
        ));
        return Vec::new();
    }
    let path = area_page(region);
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
    listing.tell(teller, page, rows, &size)
}

/// Each municipality under a heading of its own, where the tiles of the map lead.
fn municipality_sections(teller: &Teller<'_>, page: &mut Outline, region: Region) {
    page.heading(&Wording::fixed("Municipalities", "Kunnat"));
    for municipality in &MUNICIPALITIES {
        let regions = teller.overview.regions_of(municipality);
        if !regions.contains(&region) {
            continue;
        }
        page.subject_at(Some(anchor(municipality)), Span::finnish(municipality.name));
        let names = SAMI_NAMES.iter().find(|(name, _)| *name == municipality.name);
        let names = names.into_iter().flat_map(|(_, names)| names.iter());
        let names = teller.listed(names.map(|(name, lang)| Span::new(name, *lang)));
        let others = regions.into_iter().filter(|other| *other != region);
        page.fact_of(&Wording::fixed("in Sámi", "saameksi"), names);
        let others = teller.listed(others.map(area));
        page.fact_of(
            &Wording::fixed("belongs also to", "kuuluu myös alueeseen"),
            others,
        );
    }
}
