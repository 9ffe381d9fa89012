//! What a part of a DOCX file must be when the network's own template has made it: XML in UTF-8 that
//! begins as the part does. A word processor opens a package of other parts as damaged, or not at all.

use roxmltree::Document;

use crate::render::templates::{Template, TemplateError, Whose};
use crate::wording;
use crate::wording::Wording;

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The name and the namespace of the outermost element (ECMA-376, parts 1 and 2); `None` where the
/// template makes no part.
const fn root(template: Template) -> Option<(&'static str, &'static str)> {
    Some(match template {
        Template::DocxDocument => ("document", WORDS),
        Template::DocxStyles => ("styles", WORDS),
        Template::DocxFooter => ("ftr", WORDS),
        Template::DocxNumbering => ("numbering", WORDS),
        Template::DocxSettings => ("settings", WORDS),
        Template::DocxCore => ("coreProperties", CORE),
        Template::DocxContentTypes => ("Types", TYPES),
        Template::DocxPackageRels | Template::DocxDocumentRels => ("Relationships", RELATIONSHIPS),
        _ => return None,
    })
}

/// Refuses a part that would make a file that no word processor opens.
pub(super) fn refuse_no_part(template: Template, part: &str) -> Result<(), TemplateError> {
    let shown = |message| TemplateError {
        template,
        whose: Whose::Network,
        // A line of the part is none of the template, which may repeat what is above it.
        line: None,
        message,
    };
    let document = Document::parse(part).map_err(|error| shown(ill_formed(&error)))?;
    refuse_other_root(template, &document).map_err(shown)?;
    refuse_other_encoding(part).map_err(shown)
}

fn ill_formed(error: &roxmltree::Error) -> Wording {
    wording!(
        en: "the result is not well-formed XML ({error}; line numbers refer to the result, not to the template)",
        fi: "tulos ei ole oikein muodostettua XML:ää ({error}; rivinumerot ovat tuloksen, eivät mallipohjan)"
    )
}

fn refuse_other_root(template: Template, document: &Document<'_>) -> Result<(), Wording> {
    let found = document.root_element().tag_name();
    let Some((name, namespace)) = root(template) else {
        return Ok(());
    };
    if found.name() == name && found.namespace() == Some(namespace) {
        return Ok(());
    }
    let found = found.name();
    Err(wording!(
        en: "the result is not this part of a DOCX file: its root element is `{found}`, not `{name}` of {namespace}",
        fi: "siitä ei synny tätä DOCX-tiedoston osaa: uloin elementti on `{found}`, ei nimiavaruuden {namespace} `{name}`"
    ))
}

/// The part is written in UTF-8, whatever it says of itself.
fn refuse_other_encoding(part: &str) -> Result<(), Wording> {
    match declared_encoding(part) {
        Some(encoding) if !encoding.eq_ignore_ascii_case("utf-8") => Err(wording!(
            en: "it declares the encoding {encoding}, but the parts of a DOCX file must be UTF-8",
            fi: "siinä ilmoitetaan merkistöksi {encoding}, mutta DOCX-tiedoston osat kirjoitetaan UTF-8-muodossa"
        )),
        _ => Ok(()),
    }
}

/// The encoding in the XML declaration of a well-formed text; without one it is UTF-8.
fn declared_encoding(part: &str) -> Option<&str> {
    let part = part.trim_start_matches('\u{feff}');
    let declaration = part.strip_prefix("<?xml")?.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    value.split(['"', '\'']).nth(1)
}
