//! `site`: the website, for the network or for everybody.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::calendar::earlier_calendar;
use super::context::{Context, Exit};
use super::models::CLOSE_THE_GAPS;
use super::progress::Progress;
use super::trouble::{self, Trouble};
use crate::model::Edition;
use crate::render::site::{SITE_TEMPLATES, is_of_earlier_site};
use crate::render::templates::RenderError;
use crate::site::{Withheld, copy_documents, make_site, withhold_changed};
use crate::source::{FolderError, MadeFolder};
use crate::view::SiteWritten;
use crate::wording;
use crate::wording::Wording;

/// Write the website: what is in force, network map, agreements, groups, organisations, calendar, archive, search
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Folder of the site; an earlier site in it is replaced, any other content is refused
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Limit to what everyone may see: no drafts, pending signatories, decisions, internal events, documents or contacts
    #[arg(long)]
    public: bool,
}

const PUBLIC: &str = "kumppani site: public edition";
const INTERNAL: &str = "kumppani site: internal edition";

const NOT_MADE: Wording = Wording::fixed(
    "no site is written while a file has errors",
    "sivustoa ei tehdä, kun jossakin tiedostossa on virheitä",
);

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.sentences_as()?;
    let edition = if args.public {
        Edition::Public
    } else {
        Edition::Internal
    };
    cx.refuse_own_place(&args.folder)?;
    let path = cx.world.folder.join(&args.folder);
    // A public edition may take the place of an internal one; the other way round a network would
    // publish what is its own.
    let (title, replaces): (_, &[&str]) = if args.public {
        (PUBLIC, &[INTERNAL])
    } else {
        (INTERNAL, &[])
    };
    let folder = MadeFolder {
        disk: &cx.world.disk,
        path: &path,
        title,
        replaces,
        is_made: is_of_earlier_site,
    };
    let shown = args.folder.display().to_string();
    // Refused before the work; the calendars that are there are those that this one follows.
    let turn = folder.begin().map_err(|error| refused(error, &shown))?;
    let registry = cx.whole_models(NOT_MADE, CLOSE_THE_GAPS)?;
    let templates = cx.templates(&SITE_TEMPLATES)?;
    // What the edition leaves out is gone before a page is made.
    let mut registry = edition.of(registry, cx.day());
    cx.refuse_placeholders(&registry, &registry.agreements)?;
    let root = cx.root()?;
    let withheld = withhold_changed(&root, &mut registry);
    report_withheld(cx, &withheld);
    let earlier = |file: &str| earlier_calendar(&path.join(file));
    let what = Wording::fixed("files written", "tiedostoa kirjoitettu");
    let progress = Progress::counting(cx.world, cx.global.quiet, what.get(cx.lang));
    let mut files = 0;
    let done = turn.write(|filling| {
        let copied = copy_documents(&root, &registry, filling);
        let documents = copied.map_err(RenderError::Io)?.map_err(Stopped::Document)?;
        let pages = make_site(
            &registry,
            (cx.day(), edition),
            &templates,
            &earlier,
            &mut |file| {
                files += 1;
                progress.reached(files);
                filling.put(&file.path, &file.bytes)
            },
        )?;
        Ok((pages, documents))
    });
    progress.finish();
    let done = done.map_err(|error| refused(error, &shown))?;
    let (pages, documents) = done.map_err(|stopped| match stopped {
        Stopped::Render(RenderError::Template(error)) => trouble::of_template(error),
        Stopped::Render(RenderError::Io(error)) => refused(FolderError::Io(error), &shown),
        Stopped::Document((document, fault)) => changed_meanwhile(&fault.describe(&document)),
    })?;
    let written = SiteWritten {
        folder: shown,
        edition: if args.public { "public" } else { "internal" },
        pages,
        documents,
        files: files + documents,
    };
    let sentences = describe(&written);
    cx.wrote(path.join("index.html"));
    cx.answer_sentences(&written, sentences.get(cx.lang).to_owned() + "\n")
}

/// What keeps a site from being filled.
enum Stopped {
    Render(RenderError),
    /// A document has changed since it was examined.
    Document(Withheld),
}

impl From<RenderError> for Stopped {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

/// So many documents that are not published are named.
const MOST_WITHHELD: usize = 10;

fn report_withheld(cx: &mut Context<'_>, withheld: &[Withheld]) {
    for (document, fault) in withheld.iter().take(MOST_WITHHELD) {
        let reason = fault.describe(document);
        cx.warn(&wording!(
            en: "{reason}; the site does not offer it",
            fi: "{reason}; sivusto ei tarjoa sitä",
            reason
        ));
    }
    let n_more = withheld.len().saturating_sub(MOST_WITHHELD);
    if n_more > 0 {
        cx.warn(&wording!(
            en: "and {n_more} more documents; `kumppani validate` lists them",
            fi: "ja vielä {n_more} asiakirjaa; `kumppani validate` luettelee ne"
        ));
    }
}

fn changed_meanwhile(reason: &Wording) -> anyhow::Error {
    let help = Wording::fixed(
        "nothing was written; run the command again",
        "mitään ei kirjoitettu; anna komento uudelleen",
    );
    anyhow::Error::new(Trouble::with_help(reason.clone(), help))
}

fn describe(written: &SiteWritten) -> Wording {
    let (folder, n) = (&written.folder, written.pages);
    match written.edition {
        "public" => wording!(
            en: "wrote the public site to {folder}: {n} pages; open index.html",
            fi: "julkinen sivusto kirjoitettiin kansioon {folder}: {n} sivua; avaa index.html"
        ),
        _ => wording!(
            en: "wrote the internal site to {folder}: {n} pages; open index.html; --public writes the one to publish",
            fi: "sisäinen sivusto kirjoitettiin kansioon {folder}: {n} sivua; avaa index.html; --public tekee julkaistavan"
        ),
    }
}

fn refused(error: FolderError, folder: &str) -> anyhow::Error {
    let another = Wording::fixed(
        "nothing was written; choose an empty folder, or one that contains only an earlier site",
        "mitään ei kirjoitettu; anna tyhjä kansio tai kansio, jossa on vain aiempi sivusto",
    );
    let (message, help) = match error {
        FolderError::Io(error) => return trouble::not_written(folder)(error),
        FolderError::NotFlushed(error) => return not_flushed(folder, &error),
        FolderError::Aside(kept, error) => return aside(folder, &kept, &error),
        FolderError::Kept(kept, error) => return self::kept(folder, &kept, &error),
        FolderError::Busy => return busy(folder),
        FolderError::NoList(path) => {
            let path = path.display();
            let message = wording!(
                en: "{path} is not the file list of a site: it is not UTF-8 text",
                fi: "{path} ei ole sivuston tiedostoluettelo: se ei ole UTF-8-tekstiä"
            );
            (message, another)
        }
        FolderError::Foreign(path) => {
            let path = path.display();
            let message = wording!(
                en: "{path} is not part of a site that this program wrote",
                fi: "{path} ei kuulu tämän ohjelman kirjoittamaan sivustoon"
            );
            (message, another)
        }
        FolderError::Changed(path) => changed(&path),
        FolderError::Left(path) => left(&path),
        FolderError::Other(title) if title == PUBLIC => {
            let help = Wording::fixed(
                "nothing was written; --public updates it, and the internal site needs its own folder",
                "mitään ei kirjoitettu; --public uusii sen, ja sisäinen sivusto tarvitsee oman kansion",
            );
            let message = wording!(
                en: "{folder} contains a public site, which the internal one would replace",
                fi: "kansiossa {folder} on julkinen sivusto, jonka tilalle tulisi sisäinen"
            );
            (message, help)
        }
        FolderError::Other(title) => {
            let message = wording!(
                en: "{folder} contains something else: {title}",
                fi: "kansiossa {folder} on muuta: {title}"
            );
            (message, another)
        }
    };
    anyhow::Error::new(Trouble::refused(message, Some(help)))
}

fn changed(path: &Path) -> (Wording, Wording) {
    let path = path.display();
    let message = wording!(
        en: "{path} was changed after this program wrote it",
        fi: "tiedostoa {path} on muutettu sen jälkeen, kun tämä ohjelma kirjoitti sen"
    );
    let help = Wording::fixed(
        "nothing was written; move the file elsewhere or delete it, then run the command again",
        "mitään ei kirjoitettu; siirrä tiedosto toiseen kansioon tai poista se ja anna komento uudelleen",
    );
    (message, help)
}

/// What a run that was killed has left is removed, unless somebody's work may be in it.
fn left(path: &Path) -> (Wording, Wording) {
    let path = path.display();
    let message = wording!(
        en: "an interrupted run left {path}, which is not part of a site that this program wrote",
        fi: "keskeytyneeltä ajolta jäi {path}, joka ei kuulu tämän ohjelman kirjoittamaan sivustoon"
    );
    let help = Wording::fixed(
        "nothing was written; move it elsewhere or delete it, then run the command again",
        "mitään ei kirjoitettu; siirrä se toiseen kansioon tai poista se ja anna komento uudelleen",
    );
    (message, help)
}

fn busy(folder: &str) -> anyhow::Error {
    let message = wording!(
        en: "another command is writing a site to {folder}",
        fi: "toinen komento kirjoittaa sivustoa kansioon {folder}"
    );
    let help = Wording::fixed(
        "nothing was written; run this command again when the other has finished",
        "mitään ei kirjoitettu; anna tämä komento uudelleen, kun se on valmis",
    );
    anyhow::Error::new(Trouble::with_help(message, help))
}

/// The new site is where it should be, and what somebody had put into the earlier one is not lost.
fn kept(folder: &str, kept: &Path, error: &io::Error) -> anyhow::Error {
    let kept = kept.display();
    let message = wording!(
        en: "the new site is in {folder}; the earlier one, which may contain other files, could not be restored",
        fi: "uusi sivusto on kansiossa {folder}, eikä aiempaa, jossa voi olla muita tiedostoja, voitu siirtää takaisin"
    );
    let help = wording!(
        en: "the earlier site is in {kept}: move other files from there",
        fi: "aiempi sivusto on kansiossa {kept}: siirrä muut tiedostot sieltä"
    );
    anyhow::Error::new(Trouble::caused_with_help(message, error, help))
}

/// The earlier site is neither lost nor where it was.
fn aside(folder: &str, kept: &Path, error: &io::Error) -> anyhow::Error {
    let kept = kept.display();
    let message = wording!(
        en: "the new site could not be moved to {folder}, and the earlier one could not be restored",
        fi: "uutta sivustoa ei voitu siirtää kansioon {folder} eikä aiempaa takaisin"
    );
    let help = wording!(
        en: "the earlier site is in {kept}: move it back, or write the site again",
        fi: "aiempi sivusto on kansiossa {kept}: siirrä se takaisin tai tee sivusto uudelleen"
    );
    anyhow::Error::new(Trouble::caused_with_help(message, error, help))
}

fn not_flushed(folder: &str, error: &io::Error) -> anyhow::Error {
    let message = wording!(
        en: "the new site is in {folder}, but the system does not confirm that it is on the disk",
        fi: "uusi sivusto on kansiossa {folder}, mutta järjestelmä ei vahvista, että se on levyllä"
    );
    let help = Wording::fixed(
        "check the site, and write it again if a page is missing",
        "katso sivusto läpi ja tee se uudelleen, jos sivuja puuttuu",
    );
    anyhow::Error::new(Trouble::caused_with_help(message, error, help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    fn describe(error: FolderError, lang: Lang) -> String {
        trouble::lines(&refused(error, "sivut"), None, lang).join("\n")
    }

    /// Neither may be taken for a site that was not written, nor the earlier one for lost.
    #[test]
    fn what_became_of_both_sites_is_shown() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let aside = || FolderError::Aside(PathBuf::from(".kumppani-x/old"), full());
        insta::assert_snapshot!(describe(aside(), Lang::En), @"
        error: the new site could not be moved to sivut, and the earlier one could not be restored: the disk is full
        help: the earlier site is in .kumppani-x/old: move it back, or write the site again
        ");
        insta::assert_snapshot!(describe(aside(), Lang::Fi), @"
        virhe: uutta sivustoa ei voitu siirtää kansioon sivut eikä aiempaa takaisin: levy on täynnä
        ohje: aiempi sivusto on kansiossa .kumppani-x/old: siirrä se takaisin tai tee sivusto uudelleen
        ");
        insta::assert_snapshot!(describe(FolderError::NotFlushed(full()), Lang::En), @"
        error: the new site is in sivut, but the system does not confirm that it is on the disk: the disk is full
        help: check the site, and write it again if a page is missing
        ");
        insta::assert_snapshot!(describe(FolderError::NotFlushed(full()), Lang::Fi), @"
        virhe: uusi sivusto on kansiossa sivut, mutta järjestelmä ei vahvista, että se on levyllä: levy on täynnä
        ohje: katso sivusto läpi ja tee se uudelleen, jos sivuja puuttuu
        ");
    }
}
