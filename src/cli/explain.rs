//! `explain`: what a finding means, why it matters, an example before and after.

use std::fmt::Write as _;

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::global::Format;
use super::guess;
use super::trouble::Trouble;
use crate::diagnostic::{Code, Severity};
use crate::validate::{self, Explanation};
use crate::view::CodeRow;
use crate::wording;
use crate::wording::{Lang, Wording};

/// Explain what a finding means, why it matters and how to fix it; without a code, list all findings
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Code of the finding, as in error[unknown-region]
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    match &args.code {
        None => list(cx),
        Some(name) => {
            let code = find(name)?;
            cx.format(Format::Table, &[Format::Table, Format::Markdown])?;
            let text = text(code, &validate::explanation(code), cx.lang);
            cx.deliver(text.as_bytes())
        }
    }
}

fn list(cx: &mut Context<'_>) -> Result<Exit> {
    let rows: Vec<CodeRow> = Code::ALL
        .iter()
        .map(|code| CodeRow {
            code: code.name(),
            severity: code.severity(),
            title: validate::explanation(*code).title.get(cx.lang).to_owned(),
        })
        .collect();
    cx.answer(&rows, &Wording::fixed("", ""))
}

fn find(name: &str) -> Result<Code> {
    // The code is often pasted with what is around it.
    let bare = name
        .trim()
        .trim_start_matches("error")
        .trim_start_matches("warning");
    let bare = bare
        .trim_start_matches("virhe")
        .trim_start_matches("varoitus")
        .trim_matches(['[', ']', ':']);
    if let Some(code) = Code::find(&bare.to_lowercase()) {
        return Ok(code);
    }
    let names: Vec<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    let list = Wording::fixed(
        "`kumppani explain` lists the codes",
        "`kumppani explain` luettelee koodit",
    );
    let help = crate::model::did_you_mean(&guess::near_ids(bare, &names)).unwrap_or(list);
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "unknown finding `{bare}`", fi: "tuntematon havainto `{bare}`"),
        help,
    )))
}

/// The explanation of one code as Markdown, which reads as plain text, too.
pub(super) fn text(code: Code, explanation: &Explanation, lang: Lang) -> String {
    let word = |wording: Wording| wording.get(lang).to_owned();
    let severity = match code.severity() {
        Severity::Error => Wording::fixed("error", "virhe"),
        Severity::Warning => Wording::fixed("warning", "varoitus"),
    };
    let mut text = format!("## {} ({})\n\n", code.name(), word(severity));
    let _ = writeln!(text, "**{}**\n", explanation.title.get(lang));
    let _ = writeln!(text, "{}\n", explanation.meaning.get(lang));
    let _ = writeln!(text, "{}\n", explanation.reason.get(lang));
    let examples = [
        (Wording::fixed("Before", "Ennen"), explanation.before),
        (Wording::fixed("After", "Jälkeen"), explanation.after),
    ];
    for (heading, example) in examples {
        let _ = writeln!(
            text,
            "{}:\n\n```yaml\n{}\n```\n",
            word(heading),
            example.trim_end()
        );
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
