//! Everything that is made from a template, in one table: its name in the registry's folder
//! `templates/`, the program's own text, and what is made from it. A network's own texts come in as
//! values; nothing here reads a disk.

mod bounded;
mod engine;
mod page;

use std::collections::BTreeMap;

pub use bounded::Meter;
pub(super) use engine::{Engine, Lines};
pub use engine::{RenderError, TemplateError, Whose};

use crate::view::LetterKind;
use crate::wording::{Lang, Wording};

/// Declares the templates once: the variant, its name below `templates/`, the file of the program's
/// own text, and what is made from it.
macro_rules! templates {
    ($($template:ident = $name:literal, $file:literal, $en:literal, $fi:literal;)*) => {
        /// A text from which something is made.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Template {
            $(
                #[doc = concat!("`", $name, "`: ", $en, ".")]
                $template,
            )*
        }

        impl Template {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$template,)*];

            /// The name below `templates/`; its ending says the engine how to escape.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$template => $name,)*
                }
            }

            /// The program's own text.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$template => include_str!($file),)*
                }
            }

            /// What is made from it, in one sentence without a full stop.
            #[must_use]
            pub const fn makes(self) -> Wording {
                match self {
                    $(Self::$template => Wording::fixed($en, $fi),)*
                }
            }
        }
    };
}

templates! {
    Document = "document.html", "../document/page.html",
        "the HTML page of a document, of show, board and diff, and of every list",
        "HTML-sivu: asiakirjat, komentojen show, board ja diff vastaukset sekä kaikki luettelot";
    DocumentTyp = "document.typ", "../document/pdf/document.typ",
        "the layout of a PDF file, in builds with PDF support",
        "PDF-tiedoston asettelu, jos PDF-muoto on käännetty mukaan";
    DocxDocument = "docx/document.xml", "../document/docx/document.xml",
        "the text of a DOCX file: headings, lists, tables and signature lines",
        "DOCX-tiedoston teksti: otsikot, luettelot, taulukot ja allekirjoitusrivit";
    DocxStyles = "docx/styles.xml", "../document/docx/styles.xml",
        "the styles of a DOCX file: fonts, sizes and spacing",
        "DOCX-tiedoston tyylit: kirjasimet, koot ja välit";
    DocxFooter = "docx/footer.xml", "../document/docx/footer.xml",
        "the footer of every page of a DOCX file, with the page number",
        "DOCX-tiedoston jokaisen sivun alatunniste sivunumeroineen";
    DocxNumbering = "docx/numbering.xml", "../document/docx/numbering.xml",
        "the numbers and bullets of the lists of a DOCX file",
        "DOCX-tiedoston luetteloiden numerointi ja luettelomerkit";
    DocxSettings = "docx/settings.xml", "../document/docx/settings.xml",
        "the settings of a DOCX file",
        "DOCX-tiedoston asetukset";
    DocxCore = "docx/core.xml", "../document/docx/core.xml",
        "the metadata of a DOCX file: title, language and date",
        "DOCX-tiedoston kuvailutiedot: nimi, kieli ja päivä";
    DocxContentTypes = "docx/content_types.xml", "../document/docx/content_types.xml",
        "the list of the kinds of parts in a DOCX file",
        "DOCX-tiedoston osien lajit";
    DocxPackageRels = "docx/package_rels.xml", "../document/docx/package_rels.xml",
        "the list of the parts of a DOCX file",
        "DOCX-tiedoston osien luettelo";
    DocxDocumentRels = "docx/document_rels.xml", "../document/docx/document_rels.xml",
        "the list of the parts that the text of a DOCX file uses",
        "luettelo osista, joita DOCX-tiedoston teksti käyttää";
    SiteBase = "site/base.html", "../site/base.html",
        "the frame of every page of the website: header, navigation and footer",
        "verkkosivuston kaikkien sivujen runko: ylätunniste, valikko ja alatunniste";
    SitePage = "site/page.html", "../site/page.html",
        "the content of every page of the website",
        "verkkosivuston kaikkien sivujen sisältö";
    SiteStyle = "site/tyyli.css", "../site/tyyli.css",
        "the style sheet of the website, copied unchanged",
        "verkkosivuston tyyli; käytetään sellaisenaan";
    SiteScript = "site/haku.js", "../site/haku.js",
        "the search of the website, copied unchanged",
        "verkkosivuston haku; käytetään sellaisenaan";
    SiteIcon = "site/kuvake.svg", "../site/kuvake.svg",
        "the icon of the website, copied unchanged",
        "verkkosivuston kuvake; käytetään sellaisenaan";
    ReminderFi = "reminder.fi.txt", "../letter/reminder.fi.txt",
        "the reminder to sign, in Finnish",
        "muistutuskirje allekirjoittamisesta suomeksi";
    ReminderEn = "reminder.en.txt", "../letter/reminder.en.txt",
        "the reminder to sign, in English",
        "muistutuskirje allekirjoittamisesta englanniksi";
    InvitationFi = "invitation.fi.txt", "../letter/invitation.fi.txt",
        "the invitation to sign, in Finnish",
        "kutsu allekirjoittaa suomeksi";
    InvitationEn = "invitation.en.txt", "../letter/invitation.en.txt",
        "the invitation to sign, in English",
        "kutsu allekirjoittaa englanniksi";
}

impl Template {
    /// The folder of a network's own templates in the registry.
    pub const FOLDER: &'static str = "templates";

    /// The template of a name below `templates/`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|template| template.name() == name)
    }

    /// The path from the registry's root: `templates/document.html`.
    #[must_use]
    pub fn path(self) -> String {
        format!("{}/{}", Self::FOLDER, self.name())
    }

    /// A letter in a language.
    #[must_use]
    pub const fn letter(kind: LetterKind, lang: Lang) -> Self {
        match (kind, lang) {
            (LetterKind::Reminder, Lang::Fi) => Self::ReminderFi,
            (LetterKind::Reminder, Lang::En) => Self::ReminderEn,
            (LetterKind::Invitation, Lang::Fi) => Self::InvitationFi,
            (LetterKind::Invitation, Lang::En) => Self::InvitationEn,
        }
    }
}

/// The texts of all templates: a network's own where it has one, else those of the program.
#[derive(Clone, Debug)]
pub struct Templates {
    own: BTreeMap<Template, String>,
    meter: Meter,
}

impl Default for Templates {
    fn default() -> Self {
        Self::measured(|| None)
    }
}

impl Templates {
    /// Those of the program; while a network's own is at work the memory is measured.
    #[must_use]
    pub fn measured(meter: Meter) -> Self {
        Self {
            own: BTreeMap::new(),
            meter,
        }
    }

    /// Takes a network's own text in place of the program's. Line ends and a byte order mark of other
    /// systems make no difference.
    pub fn take(&mut self, template: Template, text: &str) {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        self.own.insert(template, text);
    }

    /// Whether the network has its own.
    #[must_use]
    pub fn has_own(&self, template: Template) -> bool {
        self.own.contains_key(&template)
    }

    /// Who has written the one that is used.
    #[must_use]
    pub fn whose(&self, template: Template) -> Whose {
        if self.has_own(template) {
            Whose::Network
        } else {
            Whose::Program
        }
    }

    #[must_use]
    pub fn text(&self, template: Template) -> &str {
        self.own.get(&template).map_or(template.text(), String::as_str)
    }
}

#[cfg(test)]
mod tests;
