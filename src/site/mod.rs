//! The pages of the website, from the registry of one edition. Whatever the edition leaves out is gone
//! before a page is made, so that no page has to know what it may say.

mod address;
mod agreement;
mod calendar;
mod cut;
mod documents;
mod events;
mod front;
mod group;
mod group_lines;
mod make;
mod municipality;
mod organisation;
mod overview;
mod paging;
mod parts;
mod region;
mod writer;

pub use self::documents::{Withheld, copy_documents, withhold_changed};
pub use self::make::make_site;

use chrono::NaiveDate;

use self::group_lines::GroupLine;
use self::overview::{Known, Overview};
use self::writer::PageWriter;
use crate::model::{Edition, OrganisationId, Region, Registry, Standing, fold, standings};
use crate::questions::plan_calendar;
use crate::render::site::{SiteFrame, SitePage};
use crate::view::CalendarEntry;
use crate::wording::Lang;

/// All pages of the site of a registry on a day, in one language. The registry is the one of the edition
/// ([`Edition::of`]).
#[must_use]
pub fn plan_site(registry: &Registry, today: NaiveDate, edition: Edition, lang: Lang) -> Vec<SitePage> {
    let standings = standings(registry, today);
    let overview = Overview::of(registry, &standings, today);
    let site = Site::of(&overview, edition, lang);
    let topics = site.topics();
    topics.iter().flat_map(|topic| site.pages(topic)).collect()
}

/// The site in one language, whose pages are planned topic by topic.
struct Site<'a> {
    frame: SiteFrame,
    writer: PageWriter<'a>,
    calendar: Vec<CalendarEntry>,
}

/// What has a page of its own, or several when it is long.
enum Topic<'a> {
    Start,
    Map,
    Area(&'a Region),
    Agreement(&'a Standing<'a>),
    Organisations,
    Organisation(&'a OrganisationId, &'a Known<'a>),
    Groups,
    Group(&'a GroupLine<'a>),
    Calendar,
    Archive,
    Search,
}

impl<'a> Site<'a> {
    fn of(overview: &'a Overview<'a>, edition: Edition, lang: Lang) -> Self {
        let (registry, today) = (overview.registry, overview.today);
        Self {
            frame: SiteFrame {
                lang,
                name: registry.settings.name.clone(),
                today,
                is_public: edition == Edition::Public,
                has_map: registry.network().has_regions(),
                is_example: is_example(registry),
            },
            writer: PageWriter {
                overview,
                today,
                lang,
            },
            calendar: plan_calendar(registry, today, edition, lang),
        }
    }

    /// The long lists first: what they take of the memory is free for all that comes after. The others are in the
    /// order in which the search finds them.
    fn topics(&self) -> Vec<Topic<'a>> {
        let overview = self.writer.overview;
        let mut topics = vec![Topic::Calendar, Topic::Organisations, Topic::Groups];
        topics.extend([Topic::Archive, Topic::Start]);
        let regions = overview.registry.network().regions();
        if !regions.is_empty() {
            topics.push(Topic::Map);
        }
        topics.push(Topic::Search);
        topics.extend(regions.iter().map(Topic::Area));
        topics.extend(overview.latest_first().into_iter().map(Topic::Agreement));
        let organisations = overview.organisations().into_iter();
        topics.extend(organisations.map(|(id, known)| Topic::Organisation(id, known)));
        topics.extend(overview.groups.all().iter().map(Topic::Group));
        topics
    }

    fn pages(&self, topic: &Topic<'_>) -> Vec<SitePage> {
        let writer = &self.writer;
        let pages = match topic {
            Topic::Start => front::start(writer, &self.calendar),
            Topic::Map => region::map(writer),
            Topic::Area(region) => region::pages(writer, region),
            Topic::Agreement(standing) => vec![agreement::page(writer, standing)],
            Topic::Organisations => organisation::list(writer),
            Topic::Organisation(id, known) => vec![organisation::page(writer, id, known)],
            Topic::Groups => group::list(writer),
            Topic::Group(line) => group::page(writer, line).into_iter().collect(),
            Topic::Calendar => calendar::pages(writer, &self.calendar),
            Topic::Archive => front::archive(writer),
            Topic::Search => vec![front::search(writer)],
        };
        let pages = pages.into_iter();
        pages.flat_map(|page| paging::paged(writer, page)).collect()
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
