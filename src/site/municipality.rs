//! The table of the municipalities with the organisations that have their seat there; where these are
//! many, a page for each municipality.

use std::collections::BTreeSet;

use super::cut::MOST;
use super::parts::{Division, Key, KeyedRow, Listing};
use super::writer::{PageWriter, REGIONS, n_organisations};
use crate::model::{Municipality, NameOrder, Signatory, Standing};
use crate::render::site::{SitePage, SiteSection};
use crate::render::{Outline, Runs};
use crate::wording::Wording;

/// An organisation in its first agreement by name.
type Seated<'a> = (&'a Standing<'a>, &'a Signatory);

const SEATED: Wording = Wording::fixed(
    "organisations based here",
    "organisaatiot, joiden kotipaikka kunta on",
);

/// The table, and the pages of the municipalities when it would be too long with all names.
pub(super) fn table(writer: &PageWriter<'_>, page: &mut Outline) -> Vec<SitePage> {
    let mut municipalities: Vec<&Municipality> = writer.network().municipalities().iter().collect();
    if municipalities.is_empty() {
        return Vec::new();
    }
    let order = NameOrder::finnish();
    municipalities.sort_by(|a, b| order.compare(a.name(), b.name()));
    let seated: Vec<Vec<Seated<'_>>> = municipalities.iter().map(|one| seated(writer, one)).collect();
    let has_pages = seated.iter().map(Vec::len).sum::<usize>() > MOST;
    let mut pages = Vec::new();
    let mut rows = Vec::new();
    for (municipality, seated) in municipalities.into_iter().zip(&seated) {
        let named = if has_pages && !seated.is_empty() {
            pages.extend(self::pages(writer, municipality, seated));
            vec![writer.say(&n_organisations(seated.len())).to(path(municipality))]
        } else {
            writer.listed(
                seated
                    .iter()
                    .map(|(_, one)| writer.organisation(&one.organisation.value, None)),
            )
        };
        rows.push(vec![
            vec![writer.local(&municipality.names)],
            areas(writer, municipality),
            named,
        ]);
    }
    let heading = Wording::fixed("Municipalities", "Kunnat");
    let heads = [Wording::fixed("municipality", "kunta"), REGIONS, SEATED];
    writer.table(page, &heading, &heads, rows);
    pages
}

fn areas(writer: &PageWriter<'_>, municipality: &Municipality) -> Runs {
    writer.listed(municipality.regions.iter().map(|region| writer.area(region)))
}

/// Those who are bound and have their seat in a municipality, each once, by name.
fn seated<'a>(writer: &PageWriter<'a>, municipality: &Municipality) -> Vec<Seated<'a>> {
    let bound = writer.overview.bound().iter();
    let here = bound.filter(|(_, signatory)| signatory.municipality.as_deref() == Some(municipality.name()));
    let mut known = BTreeSet::new();
    here.filter(|(_, signatory)| known.insert(&signatory.organisation.value))
        .copied()
        .collect()
}

fn path(municipality: &Municipality) -> String {
    format!("alueet/kunnat/{}.html", municipality.slug)
}

fn pages(writer: &PageWriter<'_>, municipality: &Municipality, seated: &[Seated<'_>]) -> Vec<SitePage> {
    let path = path(municipality);
    let title = writer.local(&municipality.names);
    let listing = Listing {
        back: title.clone().to(path.as_str()),
        folder: path.trim_end_matches(".html"),
        section: SiteSection::Map,
        title: title.clone(),
        heading: Wording::fixed(
            "Organisations based here",
            "Organisaatiot, joiden kotipaikka kunta on",
        ),
        heads: &[
            Wording::fixed("organisation", "organisaatio"),
            Wording::fixed("kind", "laji"),
            REGIONS,
        ],
        division: Division::Letters,
    };
    let rows = seated.iter().map(|(_, signatory)| {
        let row = vec![
            vec![writer.organisation(&signatory.organisation.value, None)],
            writer.kind(signatory.kind.as_ref()),
            writer.areas(&signatory.regions),
        ];
        (Key::letter(&signatory.name.value), row)
    });
    let size = n_organisations(seated.len());
    let mut page = Outline::new(writer.lang);
    page.fact_of(&REGIONS, areas(writer, municipality));
    let parts = listing.report(writer, &mut page, rows.collect::<Vec<KeyedRow>>(), &size);
    let first = SitePage::new(path, SiteSection::Map, title, page);
    [vec![first], parts].concat()
}
