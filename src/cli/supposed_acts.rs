//! The acts of a supposition in a file: a command on each line, as it is typed, with quotes as in a shell and `#`
//! before a comment.

use std::path::Path;

use anyhow::Result;

use super::Role;
use super::context::{Context, Exit};
use super::supposing::not_under_a_supposition;
use super::supposition::TypedAct;
use super::trouble::{self, Trouble};
use crate::disk::{self, Links};
use crate::render::phrase;
use crate::source::LARGEST_FILE;
use crate::wording;
use crate::wording::Wording;

impl Context<'_> {
    /// Supposes what the file of `--suppose` says; how the command ends where that is refused.
    pub(super) fn suppose_given(&mut self, role: Role) -> Result<Option<Exit>> {
        let Some(path) = self.global.suppose.clone() else {
            return Ok(None);
        };
        if role != Role::Question {
            return Err(not_under_a_supposition(role));
        }
        let acts = self.read_acts(&path)?;
        self.begin_to_suppose()?;
        let supposed = match self.suppose(&acts) {
            Ok(supposed) => supposed,
            Err(exit) => return Ok(Some(exit)),
        };
        let (acts, file) = (phrase::counted(supposed.len(), phrase::ACTS), path.display());
        self.warn(&wording!(
            en: "this answer is under a supposition, which is not recorded: {acts} ({file})",
            fi: "vastaus perustuu oletukseen, jota ei ole kirjattu: {acts} ({file})",
            acts
        ));
        Ok(None)
    }

    /// The acts in a file.
    pub(super) fn read_acts(&self, path: &Path) -> Result<Vec<TypedAct>> {
        let shown = path.display().to_string();
        let read = disk::open(&self.world.folder.join(path), Links::Followed)
            .and_then(|file| disk::read_at_most(&file, LARGEST_FILE));
        let bytes = read.map_err(trouble::not_read(&shown))?;
        let acts = acts_in(&String::from_utf8_lossy(&bytes), &shown)?;
        if acts.is_empty() {
            return Err(trouble::refusal(
                wording!(en: "{shown} has no acts", fi: "tiedostossa {shown} ei ole kirjauksia"),
                Wording::fixed(
                    "write a command on each line, for example: withdraw AGREEMENT ORGANISATION --notice 2027-01-31",
                    "kirjoita joka riville komento, esimerkiksi: withdraw SOPIMUS ORGANISAATIO --notice 2027-01-31",
                ),
            ));
        }
        Ok(acts)
    }
}

/// The acts of a text; one may go on over several lines, each but the last ending in `\`.
fn acts_in(text: &str, shown: &str) -> Result<Vec<TypedAct>> {
    let mut acts = Vec::new();
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    while let Some((number, line)) = lines.next() {
        let mut whole = line.to_owned();
        while let Some(begun) = whole.strip_suffix('\\') {
            let next = lines.next().map_or("", |(_, next)| next);
            whole = format!("{begun} {next}");
        }
        let place = format!("{shown}:{number}");
        let mut words = shlex::split(&whole).ok_or_else(|| unclosed(&place))?;
        if words.first().is_some_and(|word| word == "kumppani") {
            words.remove(0);
        }
        if !words.is_empty() {
            acts.push(TypedAct {
                place: Some(place),
                words,
            });
        }
    }
    Ok(acts)
}

fn unclosed(place: &str) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(
        wording!(en: "{place}: a quotation mark is not closed", fi: "{place}: lainausmerkki jää auki"),
        None,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match acts_in(text, "a.txt") {
            Ok(acts) => {
                let line = |act: &TypedAct| format!("{} {:?}", act.place.as_deref().unwrap_or(""), act.words);
                acts.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_act_is_a_line_as_it_is_typed() {
        let text = "\u{feff}# Uudistus\n\nsign a 'Kemin kaupunki' --on 2024   # vasta nyt\r\n\
                    kumppani organisation cease te \\\n    --on 2024-12-31\n  open a --on=1.2.2024\n";
        insta::assert_snapshot!(shown(text), @r#"
        a.txt:3 ["sign", "a", "Kemin kaupunki", "--on", "2024"]
        a.txt:4 ["organisation", "cease", "te", "--on", "2024-12-31"]
        a.txt:6 ["open", "a", "--on=1.2.2024"]
        "#);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_has_its_line() {
        assert_eq!(
            shown("open a\nsign a 'Kemi\n"),
            "a.txt:2: a quotation mark is not closed"
        );
    }
}
