//! What a page must have, whatever template it is made from. A template that was emptied by mistake
//! would else put nothing in the place of a whole site without a word.

use super::{Template, TemplateError, Templates, Whose};
use crate::wording;

/// The beginnings of the tags without which there is nothing to read, or no name to find it by.
const PARTS: [&str; 3] = ["<html", "<title", "<main"];

impl Templates {
    /// Refuses a page that lacks a part of every page. Only where one of the templates that it was made
    /// from is the network's own: the program's pages have them all.
    ///
    /// # Errors
    /// What is missing, reported the first own template.
    pub(in crate::render) fn refuse_no_page(
        &self,
        made_from: &[Template],
        page: &str,
    ) -> Result<(), TemplateError> {
        let Some(own) = made_from.iter().find(|template| self.has_own(**template)) else {
            return Ok(());
        };
        let page = page.to_ascii_lowercase();
        let missing: Vec<String> = PARTS
            .iter()
            .filter(|part| !page.contains(**part))
            .map(|part| format!("{part}>"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let missing = missing.join(", ");
        Err(TemplateError {
            template: *own,
            whose: Whose::Network,
            line: None,
            message: wording!(
                en: "the result is not a complete page; it lacks {missing}",
                fi: "siitä ei synny kokonaista sivua; puuttuu {missing}"
            ),
        })
    }
}
