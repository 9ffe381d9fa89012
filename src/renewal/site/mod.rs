//! The pages of the website, from the registry of one edition. Whatever the edition leaves out is gone
//! before a page is made, so that no page has to know what it may tell.

mod agreement;
mod area;
mod atlas;
mod calendar;
mod group;
mod organisation;
mod overview;
mod teller;

use chrono::NaiveDate;

use self::atlas::Atlas;
use self::teller::Teller;
use super::plan_calendar;
use crate::model::{Edition, PartialDate, Registry, fold, standings};
use crate::view::SiteView;
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
    let mut pages = vec![overview::start(&teller, &calendar), area::map(&teller)];
    pages.extend(area::areas(&teller));
    pages.extend(agreement::agreements(&teller));
    pages.push(organisation::list(&teller));
    pages.extend(organisation::organisations(&teller));
    pages.push(group::list(&teller));
    pages.extend(group::groups(&teller));
    pages.push(calendar::page(&teller, &calendar));
    pages.push(overview::archive(&teller));
    pages.push(overview::search(&teller));
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
