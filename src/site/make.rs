//! Makes the files of the site. Pages are planned, made and handed over a few at a time, so that the memory
//! does not grow with their number.

use std::io;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::overview::Overview;
use super::{Site, Topic};
use crate::model::{Edition, Registry, standings};
use crate::render::ics::EarlierCalendar;
use crate::render::site::{PageMaker, SiteFile, files_beside, search_entries};
use crate::render::templates::{RenderError, TemplateError, Templates};
use crate::wording::Lang;

/// So many topics are planned while the files of as many before are written.
const BATCH: usize = 32;

/// A file and what the search finds of it.
type Made = (SiteFile, Vec<String>);

/// Hands over the files of the site of a registry on a day, in both languages, and returns how many pages there
/// are. The registry is the one of the edition ([`Edition::of`]). The same site over the same earlier calendars,
/// which `earlier` knows by their paths, gives the same bytes.
///
/// # Errors
/// What is wrong with a template, or what `put` says.
pub fn make_site(
    registry: &Registry,
    (today, edition): (NaiveDate, Edition),
    templates: &Templates,
    earlier: &dyn Fn(&str) -> EarlierCalendar,
    put: &mut (dyn FnMut(&SiteFile) -> io::Result<()> + Send),
) -> Result<usize, RenderError> {
    let standings = standings(registry, today);
    let overview = Overview::of(registry, &standings, today);
    let maker = PageMaker::new(templates)?;
    files_beside(templates).iter().try_for_each(&mut *put)?;
    let mut n_pages = 0;
    for lang in [Lang::Fi, Lang::En] {
        let site = Site::of(&overview, edition, lang);
        let mut found = Vec::new();
        n_pages += put_pages(&site, &maker, &mut found, put)?;
        put(&site.frame.search_file(&found))?;
        put(&site.frame.calendar_file(&site.calendar, earlier)?)?;
    }
    Ok(n_pages)
}

/// Returns how many pages there are; what the search finds of them is added to `found`.
fn put_pages(
    site: &Site<'_>,
    maker: &PageMaker<'_>,
    found: &mut Vec<String>,
    put: &mut (dyn FnMut(&SiteFile) -> io::Result<()> + Send),
) -> Result<usize, RenderError> {
    let topics = site.topics();
    let mut n_pages = 0;
    let mut ready: Vec<Made> = Vec::new();
    let none: &[Topic<'_>] = &[];
    for batch in topics.chunks(BATCH).chain([none]) {
        let (put, made) = rayon::join(
            || ready.iter().try_for_each(|(file, _)| put(file)),
            || made(site, maker, batch),
        );
        put?;
        n_pages += ready.len();
        found.extend(ready.into_iter().flat_map(|(_, entries)| entries));
        ready = made?;
    }
    Ok(n_pages)
}

fn made(site: &Site<'_>, maker: &PageMaker<'_>, topics: &[Topic<'_>]) -> Result<Vec<Made>, TemplateError> {
    let pages = topics.par_iter().flat_map_iter(|topic| site.pages(topic));
    let file = |page| {
        let file = maker.make(&site.frame, &page)?;
        Ok((file, search_entries(&page, site.frame.lang)))
    };
    pages.map(file).collect()
}
