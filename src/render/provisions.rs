//! The provisions of an agreement, the same on every page: numbered headings with their paragraphs and lists.

use super::block::{Block, Outline};
use super::span::Span;
use crate::view::ProvisionView;
use crate::wording::Wording;

/// The level of the heading of a section, that of the title being 1.
const AS_SECTION: u8 = 2;

/// The level of a heading below it.
const IN_SECTION: u8 = 3;

impl Outline {
    /// A section with all provisions, each below what `heading` calls it; nothing without them.
    pub fn provisions(&mut self, provisions: &[ProvisionView], heading: fn(&ProvisionView) -> String) {
        if provisions.is_empty() {
            return;
        }
        self.heading(&Wording::fixed("Provisions", "Sopimusehdot"));
        for provision in provisions {
            self.provision(provision, &heading(provision), IN_SECTION);
        }
    }

    /// A provision that is a section of a document.
    pub(super) fn provision_section(&mut self, provision: &ProvisionView) {
        self.provision(provision, &provision.numbered(), AS_SECTION);
    }

    fn provision(&mut self, provision: &ProvisionView, heading: &str, level: u8) {
        self.blocks.push(Block::Subject {
            id: Some(provision_anchor(provision)),
            text: Span::new(heading, provision.heading.lang),
            level,
        });
        self.prose(&provision.text);
    }
}

/// The address of the purpose in the page of an agreement.
pub const PURPOSE_ANCHOR: &str = "tarkoitus";

/// What the address of a provision begins with: one with an id, and one with a number alone, which another may have
/// as its id.
const ANCHORS: [&str; 2] = ["ehto-", "kohta-"];

/// The address of a provision in the page of its agreement.
#[must_use]
pub fn provision_anchor(provision: &ProvisionView) -> String {
    match &provision.id {
        Some(id) => format!("{}{id}", ANCHORS[0]),
        None => format!("{}{}", ANCHORS[1], provision.number),
    }
}

/// Whether an address is that of a purpose or a provision.
#[must_use]
pub fn is_text_anchor(id: &str) -> bool {
    id == PURPOSE_ANCHOR || ANCHORS.iter().any(|anchor| id.starts_with(anchor))
}
