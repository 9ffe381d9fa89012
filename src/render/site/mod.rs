//! The website as files: pages that need no server, no other host and no script of their own, one
//! style and one script beside them, the search data and the calendar. The template engine escapes
//! every text, and the policy in each page lets nothing else in.

mod earlier;
mod map;
mod page;
mod search;

pub use self::earlier::is_of_earlier_site;
pub use self::page::{SiteHit, SitePage, SiteSection, SiteView};
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::context;
use minijinja::value::Serde;
use rayon::prelude::*;

use self::map::map_of;
use super::ics::{EarlierCalendar, render_ics};
use super::templates::{Engine, Lines, Template, TemplateError, Templates};
use super::{Block, Keep, clean};
use crate::model::PartialDate;
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

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path in the site's folder, with slashes.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files of a site whose pages are in both languages: the Finnish ones at the root, the English
/// ones in `en`. The same site over the same earlier calendars, which `earlier` knows by their paths, gives the
/// same bytes. `observe` is told how many pages there are so far.
///
/// # Errors
/// What is wrong with a template; those in the program have no error.
pub fn render_site(
    finnish: &SiteView,
    english: &SiteView,
    templates: &Templates,
    earlier: &dyn Fn(&str) -> EarlierCalendar,
    observe: &(dyn Fn(usize) + Sync),
) -> Result<Vec<SiteFile>, TemplateError> {
    let n_done = AtomicUsize::new(0);
    let engine = templates.engine(&PAGE_TEMPLATES, Lines::WithoutBlocks)?;
    let beside = [
        ("tyyli.css", Template::SiteStyle),
        ("haku.js", Template::SiteScript),
        ("kuvake.svg", Template::SiteIcon),
    ];
    let beside = beside.map(|(path, template)| SiteFile {
        path: path.to_owned(),
        bytes: templates.text(template).as_bytes().to_vec(),
    });
    let mut files = beside.to_vec();
    for (site, lang) in [(finnish, Lang::Fi), (english, Lang::En)] {
        let pages = site.pages.par_iter();
        let pages = pages.map(|page| {
            let file = render_page(&engine, templates, site, page, lang);
            observe(n_done.fetch_add(1, Ordering::Relaxed) + 1);
            file
        });
        files.extend(pages.collect::<Result<Vec<SiteFile>, _>>()?);
        files.push(SiteFile {
            path: place(lang, "haku/tiedot.js"),
            bytes: search::render(site, lang).into_bytes(),
        });
        let path = place(lang, "kalenteri/kalenteri.ics");
        files.push(SiteFile {
            bytes: calendar(site, lang, &earlier(&path)).into_bytes(),
            path,
        });
    }
    Ok(files)
}

fn place(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Fi => path.to_owned(),
        Lang::En => format!("en/{path}"),
    }
}

fn calendar(site: &SiteView, lang: Lang, earlier: &EarlierCalendar) -> String {
    let PartialDate::Day(today) = site.as_of else {
        return String::new();
    };
    render_ics(&site.calendar, &name(site, lang), today, lang, earlier)
}

/// What the site is called: as the network.
fn name(site: &SiteView, lang: Lang) -> String {
    let usual = Wording::fixed("Partnership agreements", "Kumppanuussopimukset");
    let name = site.name.as_deref();
    clean(name.unwrap_or(usual.get(lang)), Keep::Nothing).into_owned()
}

fn render_page(
    engine: &Engine<'_>,
    templates: &Templates,
    site: &SiteView,
    page: &SitePage,
    lang: Lang,
) -> Result<SiteFile, TemplateError> {
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
    let tiles = page.blocks.iter().find_map(|block| match block {
        Block::Map { tiles } => Some(map_of(tiles)),
        _ => None,
    });
    let name = name(site, lang);
    let values = context! {
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
        nav => Serde(navigation(lang)),
        map => Serde(tiles),
        name => name,
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
        no_hits => word(&Wording::fixed("Nothing was found.", "Hakua vastaavaa ei löytynyt.")),
        one => word(&Wording::fixed("1 hit.", "1 osuma.")),
        many => word(&Wording::fixed("{n} hits.", "{n} osumaa.")),
        more => word(&Wording::fixed("{n} hits, the first {m} are shown.", "{n} osumaa, joista näkyvissä {m} ensimmäistä.")),
        map_label => word(&Wording::fixed("Municipalities of Lapland by area", "Lapin kunnat alueittain")),
    };
    let html = engine.render(Template::SitePage, values)?;
    templates.refuse_no_page(&PAGE_TEMPLATES, &html)?;
    Ok(SiteFile {
        path: place(lang, &page.path),
        bytes: (html + "\n").into_bytes(),
    })
}

const INTERNAL: Wording = Wording::fixed(
    "Internal edition, not to be published.",
    "Sisäinen versio, ei julkaistavaksi.",
);

const EXAMPLE: Wording = Wording::fixed(
    "This is example data, not a record of real agreements.",
    "Tämä on esimerkkiaineistoa, ei tietoa todellisista sopimuksista.",
);

const SEARCH_HINT: Wording = Wording::fixed(
    "Case and accents do not matter; the beginning of a word is enough.",
    "Kirjainkoko ja tarkkeet eivät vaikuta; sanan alku riittää.",
);

const NO_SCRIPT: Wording = Wording::fixed(
    "The search needs JavaScript. Without it the lists of organisations and groups lead to all pages.",
    "Haku tarvitsee JavaScriptin. Ilman sitä kaikille sivuille pääsee organisaatioiden ja ryhmien luetteloista.",
);

fn as_of(site: &SiteView) -> Wording {
    wording!(en: "As of {as_of}.", fi: "Tilanne {as_of}.", as_of = site.as_of)
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

fn navigation(lang: Lang) -> Vec<Part<String>> {
    let told = |(section, path, word): Part<Wording>| (section, path, word.get(lang).to_owned());
    PARTS.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests;
