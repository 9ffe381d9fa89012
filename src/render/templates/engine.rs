//! The template engine as every template meets it: what is printed is clean, and escaped as the name
//! of the template asks, whatever the template says; a name that is not there is an error; and what is
//! wrong is shown with its line.

use std::borrow::Cow;
use std::error::Error as _;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, escape_formatter};

use super::bounded::{self, BoundedOutput, FUEL, Printed, Together};
use super::{Template, Templates};
use crate::render::clean::{Keep, clean};
use crate::wording;
use crate::wording::{Lang, Wording};

/// So much of a line is quoted.
const LONGEST_QUOTE: usize = 80;

/// What a line of a template leaves behind that holds nothing but a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Lines {
    /// Its spaces and its end: the template takes them away where they are in the way (`{%-`).
    AsWritten,
    /// Nothing.
    WithoutBlocks,
}

/// Some templates, read and ready to be rendered; they can use each other by their names.
pub(in crate::render) struct Engine<'t> {
    environment: Arc<Environment<'static>>,
    templates: &'t Templates,
    together: Vec<Template>,
    made: Mutex<Together>,
}

impl Templates {
    /// Reads the templates that make one thing together.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub(in crate::render) fn engine(
        &self,
        together: &[Template],
        lines: Lines,
    ) -> Result<Engine<'_>, TemplateError> {
        let text = |template: &Template| (template.name(), self.text(*template).to_owned());
        let texts: Vec<(&'static str, String)> = together.iter().map(text).collect();
        let made = match self.own_of(together) {
            // What is constant is worked out while a template is read.
            Some(own) => self.watched(own, move || environment(texts, lines, true))?,
            None => environment(texts, lines, false),
        };
        let environment = made.map_err(|error| self.describe(&error, together))?;
        Ok(Engine {
            environment: Arc::new(environment),
            templates: self,
            together: together.to_vec(),
            made: Mutex::default(),
        })
    }

    /// The first of some templates that is the network's own.
    fn own_of(&self, together: &[Template]) -> Option<Template> {
        together.iter().copied().find(|template| self.has_own(*template))
    }

    /// Works with a template of the network, within its bounds.
    fn watched<T: Send + 'static>(
        &self,
        own: Template,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, TemplateError> {
        bounded::watched(self.meter, work).map_err(|bound| too_much(own, bound))
    }

    /// What is wrong with one of the templates that make one thing together. The program's own template
    /// is no fault of the program where it stumbles over what one of the network says.
    fn describe(&self, error: &Error, together: &[Template]) -> TemplateError {
        let error = TemplateError::of(error, self, together);
        match (error.whose, self.own_of(together)) {
            (Whose::Program, Some(own)) => TemplateError {
                template: own,
                whose: Whose::Network,
                line: None,
                message: error.beside_another(),
            },
            _ => error,
        }
    }
}

impl Engine<'_> {
    /// What a template makes of values.
    ///
    /// # Errors
    /// What is wrong with the template, or with one that it uses.
    pub(in crate::render) fn render(
        &self,
        template: Template,
        values: Value,
    ) -> Result<String, TemplateError> {
        let environment = Arc::clone(&self.environment);
        let render = move || {
            let mut page = BoundedOutput::default();
            let found = environment.get_template(template.name())?;
            found.render_captured_to(values, &mut page)?;
            Ok(page.into_text())
        };
        let described = |error| self.templates.describe(&error, &self.together);
        let Some(own) = self.templates.own_of(&[&[template], &self.together[..]].concat()) else {
            return render().map_err(described);
        };
        let text = self.templates.watched(own, render)?.map_err(described)?;
        let mut made = self.made.lock().expect("nobody panics while parts are counted");
        made.add(&text).map_err(|bound| too_much(own, bound))?;
        Ok(text)
    }
}

/// Some templates ready to be rendered; those of the program need no bounds, as they have no unknown name
/// and come to an end.
fn environment(
    texts: Vec<(&'static str, String)>,
    lines: Lines,
    is_own: bool,
) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_formatter(print_clean);
    environment.set_debug(is_own);
    environment.set_fuel(is_own.then_some(FUEL));
    let is_bare = lines == Lines::WithoutBlocks;
    let syntax = SyntaxConfig::builder()
        .trim_blocks(is_bare)
        .lstrip_blocks(is_bare)
        .build()?;
    environment.set_syntax(syntax);
    for (name, text) in texts {
        environment.add_template_owned(name, text)?;
    }
    Ok(environment)
}

/// A template that goes over one of its bounds.
fn too_much(own: Template, bound: Wording) -> TemplateError {
    TemplateError {
        template: own,
        whose: Whose::Network,
        line: None,
        message: bound,
    }
}

/// Prints a value without characters that do harm; what is not known prints nothing. A text that a
/// template calls safe is not escaped, but it is cleaned, too.
fn print_clean(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::None => return Ok(()),
        ValueKind::Bool | ValueKind::Number | ValueKind::Undefined => {
            return escape_formatter(out, state, value);
        }
        _ => {}
    }
    let text = match value.as_str() {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(bounded::shown(value)?),
    };
    state
        .get_or_insert_extension_with(Printed::default)
        .add(text.len())?;
    match clean(&text, Keep::LinesAndTabs) {
        Cow::Borrowed(_) => escape_formatter(out, state, value),
        Cow::Owned(cleaned) if value.is_safe() => {
            escape_formatter(out, state, &Value::from_safe_string(cleaned))
        }
        Cow::Owned(cleaned) => escape_formatter(out, state, &Value::from(cleaned)),
    }
}

/// Who has written a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The network: it is in the registry and can be corrected there.
    Network,
    /// The program: whatever is wrong with it is a fault of the program.
    Program,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Which.
    pub template: Template,
    /// Whose it is.
    pub whose: Whose,
    /// The line in it, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong there.
    pub message: Wording,
}

impl TemplateError {
    /// What the template engine says, after what it means; its own words are English.
    fn of(error: &Error, templates: &Templates, together: &[Template]) -> Self {
        let error = innermost(error);
        let named = error.name().and_then(Template::find);
        let template = named.or(together.first().copied()).unwrap_or(Template::Document);
        let meaning = meaning(error.kind());
        let message = if error.kind() == ErrorKind::UndefinedError {
            let name = unknown(error, templates.text(template));
            wording!(en: "{meaning}: `{name}`", fi: "{meaning}: `{name}`", meaning)
        } else if let Some(detail) = error.detail().filter(|_| error.kind() != ErrorKind::WriteFailure) {
            wording!(en: "{meaning} ({detail})", fi: "{meaning} ({detail})", meaning)
        } else {
            meaning
        };
        Self {
            template,
            whose: templates.whose(template),
            line: error.line(),
            message,
        }
    }

    /// The place and what is wrong there: `templates/document.html:12: …`. A template of the program
    /// is in no file of the registry, and is named without its folder.
    #[must_use]
    pub fn describe(&self) -> Wording {
        let line = self.quoted_line();
        let message = &self.message;
        match self.whose {
            Whose::Network => {
                let path = self.template.path();
                wording!(en: "{path}{line}: {message}", fi: "{path}{line}: {message}", message)
            }
            Whose::Program => {
                let name = self.template.name();
                wording!(
                    en: "the program's own template {name}{line}: {message}",
                    fi: "ohjelman oma mallipohja {name}{line}: {message}",
                    message
                )
            }
        }
    }

    /// The error of the program's own template, reported the one that is used together with it.
    fn beside_another(&self) -> Wording {
        let described = self.describe();
        wording!(
            en: "it does not work with the other templates: {described}",
            fi: "se ei toimi muiden kanssa: {described}",
            described
        )
    }

    fn quoted_line(&self) -> String {
        self.line.map(|line| format!(":{line}")).unwrap_or_default()
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.describe().get(Lang::En))
    }
}

impl std::error::Error for TemplateError {}

/// The error in a template that another one uses, not that it could not be used.
fn innermost(error: &Error) -> &Error {
    let mut found = error;
    while let Some(cause) = found.source().and_then(|source| source.downcast_ref()) {
        found = cause;
    }
    found
}

/// The unknown name, which the engine puts between backticks; where it does not know it, as in a macro,
/// the line in which it is.
fn unknown(error: &Error, text: &str) -> String {
    let name = error.detail().and_then(|detail| detail.split('`').nth(1));
    let line = || error.line().and_then(|line| text.lines().nth(line - 1));
    let shown = name.or_else(line).unwrap_or_default().trim();
    shown.chars().take(LONGEST_QUOTE).collect()
}

fn meaning(kind: ErrorKind) -> Wording {
    match kind {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => Wording::fixed(
            "the template is not well formed",
            "mallipohja ei ole oikein muodostettu",
        ),
        ErrorKind::UndefinedError => Wording::fixed("unknown name", "tuntematon nimi"),
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownMethod => Wording::fixed("unknown function", "tuntematon toiminto"),
        ErrorKind::TemplateNotFound => Wording::fixed(
            "another template cannot be used here",
            "toinen mallipohja, jota tässä ei voi käyttää",
        ),
        ErrorKind::WriteFailure => bounded::OUTPUT,
        ErrorKind::OutOfFuel => Wording::fixed(
            "the template takes too many steps; the cause may be an endless or nested loop",
            "mallipohja vie niin monta vaihetta, ettei se näytä päättyvän; syynä voi olla silmukka silmukassa",
        ),
        _ => Wording::fixed("the template cannot be used", "mallipohjaa ei voi käyttää"),
    }
}

/// Why something could not be made.
#[derive(Debug)]
pub enum RenderError {
    /// A template is wrong.
    Template(TemplateError),
    /// The packer of bytes says so; it works in memory.
    Io(io::Error),
}

impl From<TemplateError> for RenderError {
    fn from(error: TemplateError) -> Self {
        Self::Template(error)
    }
}

impl From<io::Error> for RenderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RenderError {}
