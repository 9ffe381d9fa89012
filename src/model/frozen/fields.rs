//! Which fields of a file hold the text that is frozen. What a change really does to the text only its digest says: a
//! number of months, for one, is part of it where a provision names it.

use super::{RecordedDigest, Section};

impl RecordedDigest<'_> {
    /// Whether a field, or every field of an entry or a list, is part of the text. `way` are the names that lead to it,
    /// with the id or the number of each entry.
    #[must_use]
    pub fn freezes(self, way: &[&str]) -> bool {
        section_of(way, self.form().covers_composition()).is_some_and(|section| self.covers(section))
    }
}

fn section_of(way: &[&str], covers_composition: bool) -> Option<Section> {
    Some(match way {
        ["title", ..] => Section::Title,
        ["purpose", ..] => Section::Purpose,
        ["term", "starts" | "ends" | "notice" | "continues", ..] | ["in_force_when", ..] => Section::Term,
        ["strategies", ..] => Section::Strategies,
        ["themes", ..] => Section::Themes,
        ["products", ..] => Section::Products,
        ["cooperation", ..] => Section::Cooperation,
        ["groups", _, "chair" | "members", ..] if covers_composition => Section::Groups,
        ["groups", _, "chair" | "members" | "roles" | "dissolved", ..]
        | ["groups", _, "duties", _, "meeting", ..] => return None,
        ["groups", ..] => Section::Groups,
        ["provisions", ..] => Section::Provisions,
        _ => return None,
    })
}
