//! The words around a hit, from the text as it was written.

use super::sought::Sought;
use crate::model::{FoldedWord, folded_words};

/// How many words are shown before the first hit, and how many from it on.
const BEFORE: usize = 5;
const FROM_HIT: usize = 9;

/// The words around the first hit, or around the first that begins with a word of the query if there is one: with
/// every hit among them between `[` and `]`, and an ellipsis where text is left out. `None` when no word of the text is what was sought.
pub(super) fn snippet(text: &str, sought: &[Sought]) -> Option<String> {
    let words = folded_words(text);
    let is_hit = |word: &FoldedWord| sought.iter().any(|one| one.is_found_in(&word.folded));
    let begins = |word: &FoldedWord| sought.iter().any(|one| one.begins(&word.folded));
    let first = words
        .iter()
        .position(begins)
        .or_else(|| words.iter().position(is_hit))?;
    let from = first.saturating_sub(BEFORE);
    let to = (first + FROM_HIT).min(words.len());
    let mut at = if from == 0 { 0 } else { words[from].start };
    let mut shown = String::from(if from == 0 { "" } else { "… " });
    for word in words[from..to].iter().filter(|word| is_hit(word)) {
        push_line(&mut shown, &text[at..word.start]);
        shown.push('[');
        push_line(&mut shown, &text[word.start..word.end]);
        shown.push(']');
        at = word.end;
    }
    let is_whole = to == words.len();
    let end = if is_whole { text.len() } else { words[to - 1].end };
    push_line(&mut shown, &text[at..end]);
    shown.push_str(if is_whole { "" } else { " …" });
    Some(shown.trim().to_owned())
}

/// Adds text with every line break as a space.
fn push_line(shown: &mut String, text: &str) {
    shown.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::questions::sought::sought_words;

    fn check(text: &str, query: &str, expected: Option<&str>) {
        assert_eq!(
            snippet(text, &sought_words(query)).as_deref(),
            expected,
            "{query}"
        );
    }

    #[test]
    fn the_hit_stands_in_brackets() {
        check("Äkäslompolon koulu.", "akas", Some("[Äkäslompolon] koulu."));
        check("Koulu (Suäʹđjel)", "suä'đjel", Some("Koulu ([Suäʹđjel])"));
        check("Lapin\nTNO-palvelut", "tno lapin", Some("[Lapin] [TNO]-palvelut"));
        check("Lapin TNO-palvelut", "kemi", None);
        check(
            "Tiedottaa viestinnästä.",
            "viestintä",
            Some("Tiedottaa [viestinnästä]."),
        );
        check(
            "Kunnes kunnat sopivat.",
            "kunta",
            Some("Kunnes [kunnat] sopivat."),
        );
        check("Kunnes sovitaan.", "kunta", None);
        check("", "kemi", None);
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let text =
            "yksi kaksi kolme neljä viisi kuusi osuma seitsemän kahdeksan yhdeksän kymmenen a b c d e f.";
        check(
            text,
            "osuma",
            Some("… kaksi kolme neljä viisi kuusi [osuma] seitsemän kahdeksan yhdeksän kymmenen a b c d …"),
        );
        check(text, "f", Some("… a b c d e [f]."));
        check(
            text,
            "yksi",
            Some("[yksi] kaksi kolme neljä viisi kuusi osuma seitsemän kahdeksan …"),
        );
    }
}
