//! The pages of the website, from the registry of one edition. Whatever the edition leaves out is gone
//! before a page is made, so that no page has to know what it may tell.

mod agreement;
mod area;
mod atlas;
mod calendar;
mod cut;
mod group;
mod group_lines;
mod municipality;
mod organisation;
mod overview;
mod paging;
mod parts;
mod teller;

use chrono::NaiveDate;

use self::atlas::Atlas;
use self::teller::Teller;
use crate::model::{Edition, PartialDate, Registry, fold, standings};
use crate::questions::plan_calendar;
use crate::render::site::SiteView;
use crate::wording::Lang;

/// The site of a registry on a day, in one language. The registry is the one of the edition
/// ([`Edition::of`]).
#[must_use]
pub fn plan_site(registry: &Registry, today: NaiveDate, edition: Edition, lang: Lang) -> SiteView {
    let standings = standings(registry, today);
    let atlas = Atlas::of(registry, &standings, today);
    let teller = Teller {
        atlas: &atlas,
        today,
        lang,
    };
    let calendar = plan_calendar(registry, today, edition, lang);
    let mut pages = overview::start(&teller, &calendar);
    pages.extend(area::map(&teller));
    pages.extend(area::areas(&teller));
    pages.extend(agreement::agreements(&teller));
    pages.extend(organisation::list(&teller));
    pages.extend(organisation::organisations(&teller));
    pages.extend(group::list(&teller));
    pages.extend(group::groups(&teller));
    pages.extend(calendar::pages(&teller, &calendar));
    pages.extend(overview::archive(&teller));
    pages.push(overview::search(&teller));
    let pages = pages.into_iter().flat_map(|page| paging::paged(&teller, page));
    let pages = pages.collect();
    SiteView {
        name: registry.settings.name.clone(),
        as_of: PartialDate::Day(today),
        is_public: edition == Edition::Public,
        is_example: is_example(registry),
        pages,
        calendar,
    }
}

/// Whether the registry says of itself, in its name or in the source of an agreement, that it is an
/// example.
fn is_example(registry: &Registry) -> bool {
    let sources = registry
        .agreements
        .iter()
        .filter_map(|agreement| agreement.source.as_ref());
    let mut said = registry
        .settings
        .name
        .iter()
        .chain(sources)
        .map(|text| fold(text));
    said.any(|text| text.contains("esimerk") || text.contains("example"))
}
