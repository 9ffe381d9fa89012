//! What could not be done, in both languages. `anyhow` carries a [`Trouble`] and its causes up to
//! the one place that prints them.

use std::fmt;
use std::io;

use crate::acts::ActError;
use crate::diagnostic::system_words;
use crate::disk::ReadError;
use crate::index::IndexError;
use crate::registry::OpenError;
use crate::render::templates::{RenderError, TemplateError, Whose};
use crate::source::WalkError;
use crate::wording;
use crate::wording::{Lang, Wording};

/// How a command ended; the numbers are the exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// The work is done.
    Done = 0,
    /// There are findings, or a change was refused.
    Findings = 1,
    /// It could not be done.
    Failed = 2,
}

/// A reason why a command could not do its work.
#[derive(Debug)]
pub(super) struct Trouble {
    exit: Exit,
    message: Wording,
    cause: Option<Wording>,
    help: Option<Wording>,
}

impl Trouble {
    /// A reason, and what the system says of it; made for `map_err`.
    pub(super) fn caused(message: Wording) -> impl FnOnce(io::Error) -> anyhow::Error {
        move |error| {
            anyhow::Error::new(Self {
                message,
                cause: Some(system_words(&error)),
                exit: Exit::Failed,
                help: None,
            })
        }
    }

    /// A reason, what the system says of it, and the next step.
    pub(super) fn caused_with_help(message: Wording, error: &io::Error, help: Wording) -> Self {
        Self {
            exit: Exit::Failed,
            message,
            cause: Some(system_words(error)),
            help: Some(help),
        }
    }

    /// A reason and the next step.
    pub(super) fn with_help(message: Wording, help: Wording) -> Self {
        Self {
            exit: Exit::Failed,
            message,
            cause: None,
            help: Some(help),
        }
    }

    /// A change that was refused: nothing was written.
    pub(super) fn refused(message: Wording, help: Option<Wording>) -> Self {
        Self {
            exit: Exit::Findings,
            message,
            cause: None,
            help,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.get(Lang::En))
    }
}

impl std::error::Error for Trouble {}

/// A refusal with the next step.
pub(super) fn refusal(message: Wording, help: Wording) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(message, Some(help)))
}

/// How the program ends with an error.
pub(super) fn exit(error: &anyhow::Error) -> Exit {
    error
        .downcast_ref::<Trouble>()
        .map_or(Exit::Failed, |trouble| trouble.exit)
}

/// The lines that say an error in `lang`; `place` is where it was met, if that is to be said.
pub(super) fn lines(error: &anyhow::Error, place: Option<&str>, lang: Lang) -> Vec<String> {
    let index_help = error.downcast_ref::<IndexError>().and_then(IndexError::help);
    let (message, cause, help) = match error.downcast_ref::<Trouble>() {
        Some(trouble) => (
            trouble.message.clone(),
            trouble.cause.as_ref(),
            trouble.help.as_ref(),
        ),
        None => (undescribed(error), None, index_help.as_ref()),
    };
    let word = Wording::fixed("error", "virhe");
    let cause = cause
        .map(|cause| format!(": {}", cause.get(lang)))
        .unwrap_or_default();
    let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
    let mut lines = vec![format!("{}: {place}{}{cause}", word.get(lang), message.get(lang))];
    lines
        .extend(help.map(|help| format!("{}: {}", Wording::fixed("help", "ohje").get(lang), help.get(lang))));
    lines
}

/// The words of an error that came up without a [`Trouble`] around it.
fn undescribed(error: &anyhow::Error) -> Wording {
    if let Some(index) = error.downcast_ref::<IndexError>() {
        return index.wording();
    }
    match error.downcast_ref::<io::Error>() {
        Some(io) => system_words(io),
        None => Wording::composed(format!("{error:#}"), format!("{error:#}")),
    }
}

/// Why a registry could not be opened, with the next step.
pub(super) fn of_open(error: OpenError) -> anyhow::Error {
    match error {
        OpenError::Walk(error) => of_walk(error),
        OpenError::Index(error) => anyhow::Error::new(error),
        OpenError::NoIndex => anyhow::Error::new(Trouble::with_help(
            Wording::fixed("there is no index yet", "hakemistoa ei vielä ole"),
            Wording::fixed("`kumppani load` creates it", "`kumppani load` muodostaa sen"),
        )),
    }
}

/// Why a folder is no registry, with the next step.
pub(super) fn of_walk(error: WalkError) -> anyhow::Error {
    match error {
        WalkError::NoRegistry(root) => anyhow::Error::new(no_registry(&root.display().to_string())),
        WalkError::Unreadable(folder, error) => {
            let folder = folder.display();
            Trouble::caused(wording!(
                en: "the folder {folder} cannot be opened",
                fi: "kansiota {folder} ei voi avata"
            ))(error)
        }
    }
}

/// A change of the registry that was refused or failed.
pub(super) fn of_act(error: ActError) -> anyhow::Error {
    match error {
        ActError::Walk(error) => of_walk(error),
        ActError::Io(file, error) => not_written(file.as_str())(error),
        ActError::Refused(refused) => {
            let first = refused.into_iter().next();
            let (message, help) = first.map(|first| (first.message, first.help)).unwrap_or_default();
            anyhow::Error::new(Trouble::refused(message, help))
        }
    }
}

/// A file that could not be written, for `map_err`.
pub(super) fn not_written(shown: &str) -> impl FnOnce(io::Error) -> anyhow::Error + use<> {
    Trouble::caused(wording!(en: "{shown} could not be written", fi: "tiedostoa {shown} ei voitu kirjoittaa"))
}

/// A file that is in its place, but perhaps not for good.
pub(super) fn not_flushed(shown: &str, error: &io::Error) -> anyhow::Error {
    let reason = system_words(error);
    anyhow::Error::new(Trouble::with_help(
        wording!(
            en: "{shown} is written, but the system does not confirm that it is on the disk: {reason}",
            fi: "{shown} on kirjoitettu, mutta järjestelmä ei vahvista, että se on levyllä: {reason}",
            reason
        ),
        Wording::fixed(
            "check the disk, and check that the file has the new content",
            "tarkista levy ja se, että uusi sisältö on yhä tiedostossa",
        ),
    ))
}

/// A file that was not read, for `map_err`.
pub(super) fn not_read(shown: &str) -> impl FnOnce(ReadError) -> anyhow::Error + use<'_> {
    move |error| match error {
        ReadError::NoFile => anyhow::Error::new(Trouble::refused(
            wording!(en: "{shown} is not a regular file", fi: "{shown} ei ole tavallinen tiedosto"),
            None,
        )),
        ReadError::TooLarge(size) => {
            let megabytes = size.div_ceil(1024 * 1024);
            anyhow::Error::new(Trouble::refused(
                wording!(
                    en: "{shown} is about {megabytes} MiB, which is too large",
                    fi: "tiedosto {shown} on liian suuri, noin {megabytes} MiB"
                ),
                None,
            ))
        }
        ReadError::Io(error) => Trouble::caused(
            wording!(en: "{shown} cannot be read", fi: "tiedostoa {shown} ei voi lukea"),
        )(error),
    }
}

/// A network's own template that cannot be used.
pub(super) fn bad_template(message: Wording) -> anyhow::Error {
    let help = Wording::fixed(
        "nothing was written; correct the template, or delete it to use the program's own",
        "mitään ei kirjoitettu; korjaa mallipohja tai poista se, jolloin käytetään ohjelman omaa pohjaa",
    );
    anyhow::Error::new(Trouble::refused(message, Some(help)))
}

/// What is wrong with a template, for `map_err`.
#[expect(clippy::needless_pass_by_value, reason = "it is made for map_err")]
pub(super) fn of_template(error: TemplateError) -> anyhow::Error {
    match error.whose {
        Whose::Network => bad_template(error.describe()),
        Whose::Program => anyhow::Error::new(Trouble::with_help(
            error.describe(),
            Wording::fixed(
                "nothing was written; this is an internal error, not a mistake in your files: report it with the command you ran",
                "mitään ei kirjoitettu; vika on ohjelmassa, ei omissa tiedostoissasi: ilmoita siitä ja kerro antamasi komento",
            ),
        )),
    }
}

/// Why something could not be made, for `map_err`.
pub(super) fn of_render(error: RenderError) -> anyhow::Error {
    match error {
        RenderError::Template(error) => of_template(error),
        RenderError::Io(error) => anyhow::Error::new(error),
    }
}

/// A folder without `agreements/`.
pub(super) fn no_registry(folder: &str) -> Trouble {
    Trouble::with_help(
        wording!(
            en: "{folder} is not a registry: it has no folder agreements",
            fi: "{folder} ei ole rekisteri: siinä ei ole kansiota agreements"
        ),
        Wording::fixed(
            "go to the registry's folder, give it with --dir, or create one with `kumppani init`",
            "siirry rekisterin kansioon, anna se valinnalla --dir tai aloita uusi komennolla `kumppani init`",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::Template;

    fn describe(whose: Whose) -> String {
        let error = of_template(TemplateError {
            template: Template::DocumentTyp,
            whose,
            line: Some(3),
            message: Wording::fixed("it cannot be set", "sitä ei voi latoa"),
        });
        let lines = [Lang::En, Lang::Fi].map(|lang| lines(&error, None, lang).join("\n"));
        format!("{}\nexit {}", lines.join("\n"), exit(&error) as u8)
    }

    /// No one is sent to correct a file that is not there.
    #[test]
    fn an_error_in_a_template_of_the_program_is_its_own_fault() {
        insta::assert_snapshot!(describe(Whose::Network), @"
        error: templates/document.typ:3: it cannot be set
        help: nothing was written; correct the template, or delete it to use the program's own
        virhe: templates/document.typ:3: sitä ei voi latoa
        ohje: mitään ei kirjoitettu; korjaa mallipohja tai poista se, jolloin käytetään ohjelman omaa pohjaa
        exit 1
        ");
        insta::assert_snapshot!(describe(Whose::Program), @"
        error: the program's own template document.typ:3: it cannot be set
        help: nothing was written; this is an internal error, not a mistake in your files: report it with the command you ran
        virhe: ohjelman oma mallipohja document.typ:3: sitä ei voi latoa
        ohje: mitään ei kirjoitettu; vika on ohjelmassa, ei omissa tiedostoissasi: ilmoita siitä ja kerro antamasi komento
        exit 2
        ");
    }
}
