//! Acts with wide effect are confirmed: what will follow is shown, and a person on a terminal is asked.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::trouble::Trouble;
use crate::model::is_one_of;
use crate::wording;
use crate::wording::Wording;

#[derive(Args, Clone, Debug)]
pub(super) struct Confirmation {
    /// Do not ask; needed where no terminal is there to ask on
    #[arg(long)]
    yes: bool,
}

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
}

impl Confirmation {
    /// Whether nothing is asked.
    pub(super) const fn is_given(&self) -> bool {
        self.yes
    }

    /// Asks whether what was shown is done.
    ///
    /// # Errors
    /// Where no one can be asked.
    pub(super) fn ask(&self, cx: &mut Context<'_>, question: &Wording) -> Result<Answer> {
        if self.yes {
            return Ok(Answer::Yes);
        }
        if !cx.world.keyboard.is_there() {
            return Err(anyhow::Error::new(Trouble::refused(
                Wording::fixed(
                    "this is confirmed, and there is no terminal to ask on; nothing was recorded",
                    "tämä on vahvistettava, eikä ole päätettä, jolla kysyä; mitään ei kirjattu",
                ),
                Some(Wording::fixed(
                    "add --yes, or --dry-run to see the change",
                    "lisää --yes, tai --dry-run, joka näyttää muutoksen",
                )),
            )));
        }
        let asked = wording!(en: "{question} [y/N]", fi: "{question} [k/E]", question);
        let typed = cx.ask(&asked)?;
        let is_yes = is_one_of(&typed, ["y", "yes", "k", "kyllä", "joo"]);
        Ok(if is_yes { Answer::Yes } else { Answer::No })
    }
}
