//! The website as files: pages that need no server, no other host and no script of their own, one
//! style and one script beside them, the search data and the calendar. The template engine escapes
//! every text, and the policy in each page lets nothing else in.

mod earlier;
mod layout;
mod map;
mod page;
mod search;

pub use self::earlier::is_of_earlier_site;
pub use self::page::{SiteFrame, SiteHit, SitePage, SiteSection};
pub use self::search::search_entries;

use std::io;

use minijinja::context;
use minijinja::value::{Serde, Value};

use self::map::map_of;
use super::ics::{EarlierCalendar, render_ics};
use super::templates::{Engine, Lines, Template, TemplateError, Templates};
use super::{Block, Keep, clean};
use crate::view::CalendarEntry;
use crate::wording;
use crate::wording::{Lang, Wording};

/// The templates of which the site is made: those of the pages, and the files that are taken as they are.
pub const SITE_TEMPLATES: [Template; 5] = [
    Template::SiteBase,
    Template::SitePage,
    Template::SiteStyle,
    Template::SiteScript,
    Template::SiteIcon,
];

/// Those of which each page is made.
const PAGE_TEMPLATES: [Template; 2] = [Template::SiteBase, Template::SitePage];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path in the site's folder, with slashes.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files beside the pages that are taken as they are.
#[must_use]
pub fn files_beside(templates: &Templates) -> Vec<SiteFile> {
    let beside = [
        ("tyyli.css", Template::SiteStyle),
        ("haku.js", Template::SiteScript),
        ("kuvake.svg", Template::SiteIcon),
    ];
    let file = |(path, template): (&str, Template)| SiteFile {
        path: path.to_owned(),
        bytes: templates.text(template).as_bytes().to_vec(),
    };
    beside.map(file).to_vec()
}

impl SiteFrame {
    /// The data of the search, from its entries ([`search_entries`]).
    #[must_use]
    pub fn search_file(&self, entries: &[String]) -> SiteFile {
        SiteFile {
            path: self.place("haku/tiedot.js"),
            bytes: search::script(entries).into_bytes(),
        }
    }

    /// The calendar for calendar programs, over the earlier one, which `earlier` knows by its path.
    ///
    /// # Errors
    /// None: all of it is written to memory.
    pub fn calendar_file(
        &self,
        entries: &[CalendarEntry],
        earlier: &dyn Fn(&str) -> EarlierCalendar,
    ) -> io::Result<SiteFile> {
        let path = self.place("kalenteri/kalenteri.ics");
        let (asked, mut bytes) = ((self.today, self.lang), Vec::new());
        render_ics(entries, &self.title(), asked, &earlier(&path), &mut bytes)?;
        Ok(SiteFile { path, bytes })
    }

    /// The Finnish pages stand at the root, the English ones in `en`.
    fn place(&self, path: &str) -> String {
        match self.lang {
            Lang::Fi => path.to_owned(),
            Lang::En => format!("en/{path}"),
        }
    }

    /// What the site is called: as the network.
    fn title(&self) -> String {
        let usual = Wording::fixed("Partnership agreements", "Kumppanuussopimukset");
        let name = self.name.as_deref();
        clean(name.unwrap_or(usual.get(self.lang)), Keep::Nothing).into_owned()
    }
}

/// Makes pages from templates.
pub struct PageMaker<'t> {
    templates: &'t Templates,
    engine: Engine<'t>,
}

impl<'t> PageMaker<'t> {
    /// One that makes pages from these templates.
    ///
    /// # Errors
    /// What is wrong with a template; those in the program have no error.
    pub fn new(templates: &'t Templates) -> Result<Self, TemplateError> {
        let engine = templates.engine(&PAGE_TEMPLATES, Lines::WithoutBlocks)?;
        Ok(Self { templates, engine })
    }

    /// The file of a page.
    ///
    /// # Errors
    /// As of [`Self::new`].
    pub fn make(&self, site: &SiteFrame, page: &SitePage) -> Result<SiteFile, TemplateError> {
        let html = self.engine.render(Template::SitePage, values(site, page))?;
        self.templates.refuse_no_page(&PAGE_TEMPLATES, &html)?;
        Ok(SiteFile {
            path: site.place(&page.path),
            bytes: (html + "\n").into_bytes(),
        })
    }
}

/// What the templates of a page see.
fn values(site: &SiteFrame, page: &SitePage) -> Value {
    let lang = site.lang;
    // From a page back to the front page of its language, and to the folder of the site.
    let root = "../".repeat(page.path.matches('/').count());
    let top = match lang {
        Lang::Fi => root.clone(),
        Lang::En => format!("{root}../"),
    };
    let other = match lang {
        Lang::Fi => format!("{root}en/{}", page.path),
        Lang::En => format!("{top}{}", page.path),
    };
    let word = |word: &Wording| word.get(lang).to_owned();
    let map = page.blocks.iter().find_map(|block| match block {
        Block::Map {
            label,
            tiles,
            areas,
            joint,
        } => Some((map_of(tiles, areas, joint), label.as_str())),
        _ => None,
    });
    let map_label = map.as_ref().map(|(_, label)| *label);
    context! {
        lang => lang.code(),
        name_lang => (site.name.is_some() && lang == Lang::En).then_some("fi"),
        root => root,
        top => top,
        other => other,
        other_lang => if lang == Lang::Fi { "en" } else { "fi" },
        other_name => if lang == Lang::Fi { "In English" } else { "Suomeksi" },
        page => context! {
            title => Serde(&page.title),
            blocks => Serde(&page.blocks),
            section => Serde(&page.section),
            is_start => page.path == "index.html",
            path => page.path.clone(),
        },
        nav => Serde(navigation(lang, site.has_map)),
        map => Serde(map.map(|(map, _)| map)),
        name => site.title(),
        as_of => word(&as_of(site)),
        edition => (!site.is_public).then(|| word(&INTERNAL)),
        example => site.is_example.then(|| word(&EXAMPLE)),
        skip => word(&Wording::fixed("Skip to the content", "Siirry sisältöön")),
        menu => word(&Wording::fixed("Pages", "Sivut")),
        search => word(&Wording::fixed("Search", "Haku")),
        search_label => word(&Wording::fixed("Search the site", "Hae sivustolta")),
        search_hint => word(&SEARCH_HINT),
        find => word(&Wording::fixed("Find", "Hae")),
        no_script => word(&NO_SCRIPT),
        no_hits => word(&Wording::fixed("No results.", "Hakua vastaavaa ei löytynyt.")),
        one => word(&Wording::fixed("1 hit.", "1 osuma.")),
        many => word(&Wording::fixed("{n} hits.", "{n} osumaa.")),
        more => word(&Wording::fixed("{n} hits; the first {m} are shown.", "{n} osumaa, joista näkyvissä {m} ensimmäistä.")),
        map_label => map_label,
        map_scrolls => word(&MAP_SCROLLS),
    }
}

const INTERNAL: Wording = Wording::fixed(
    "Internal edition, not for publication.",
    "Sisäinen versio, ei julkaistavaksi.",
);

const EXAMPLE: Wording = Wording::fixed(
    "This is example data, not a record of real agreements.",
    "Tämä on esimerkkiaineistoa, ei tietoa todellisista sopimuksista.",
);

const MAP_SCROLLS: Wording = Wording::fixed("scrolls sideways", "vieritettävä sivusuunnassa");

const SEARCH_HINT: Wording = Wording::fixed(
    "Case and accents do not matter; the start of a word is enough.",
    "Kirjainkoko ja tarkkeet eivät vaikuta; sanan alku riittää.",
);

const NO_SCRIPT: Wording = Wording::fixed(
    "The search needs JavaScript. Without it, use the lists of organisations and groups.",
    "Haku tarvitsee JavaScriptin. Ilman sitä käytä organisaatioiden ja ryhmien luetteloita.",
);

fn as_of(site: &SiteFrame) -> Wording {
    wording!(en: "As of {as_of}.", fi: "Tilanne {as_of}.", as_of = site.today)
}

/// A part of the site: where it begins, and what it is called.
type Part<T> = (SiteSection, &'static str, T);

const fn part(section: SiteSection, path: &'static str, en: &'static str, fi: &'static str) -> Part<Wording> {
    (section, path, Wording::fixed(en, fi))
}

const PARTS: [Part<Wording>; 7] = [
    part(SiteSection::Start, "index.html", "Front page", "Etusivu"),
    part(
        SiteSection::Map,
        "alueet/index.html",
        "Network map",
        "Verkostokartta",
    ),
    part(
        SiteSection::Organisations,
        "organisaatiot/index.html",
        "Organisations",
        "Organisaatiot",
    ),
    part(SiteSection::Groups, "ryhmat/index.html", "Groups", "Ryhmät"),
    part(
        SiteSection::Calendar,
        "kalenteri/index.html",
        "Calendar",
        "Kalenteri",
    ),
    part(SiteSection::Archive, "arkisto/index.html", "Archive", "Arkisto"),
    part(SiteSection::Search, "haku/index.html", "Search", "Haku"),
];

fn navigation(lang: Lang, has_map: bool) -> Vec<Part<String>> {
    let shown = |(section, path, word): Part<Wording>| (section, path, word.get(lang).to_owned());
    let parts = PARTS
        .into_iter()
        .filter(|(section, ..)| has_map || *section != SiteSection::Map);
    parts.map(shown).collect()
}

#[cfg(test)]
mod tests;
