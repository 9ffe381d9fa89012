//! `remind`: letter drafts to the pending signatories of an agreement, invitations and reminders. Nothing is sent.

use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

use super::context::{Context, Exit};
use super::letter_notes::{Answered, warn_of_drafts};
use super::letters::{Folder, Outcome};
use super::resolve;
use super::trouble::{self, Trouble};
use crate::model::{Agreement, OrganisationId, Registry, TextLang};
use crate::papers::{
    self, DocumentWanted, PlannedReminder, ReminderPlan, ReminderRefusal, ReminderWanted, WantedPart,
    plan_reminders,
};
use crate::render::document::{DOCX_TEMPLATES, document_of, render_docx};
use crate::render::eml::{Eml, Mailbox, render_eml};
use crate::render::letter::render_letter;
use crate::render::templates::{Template, Templates};
use crate::view::{DocumentView, LetterKind, ReminderRow, ReminderState};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Write a draft letter (.eml) to each pending signatory, with the agreement attached; nothing is sent
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// Folder of the letters; created if missing
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Limit to these signatories
    #[arg(long, value_name = "ORGANISATION", num_args = 1..)]
    organisation: Vec<String>,
    /// Language of the letters [default: language in registry.yaml, otherwise fi]
    #[arg(long, value_name = "LANG")]
    letter_lang: Option<LetterLang>,
    /// Write invitations to sign instead of reminders: the first letter after the agreement is opened
    #[arg(long)]
    invite: bool,
    /// Rewrite existing letters and remove those no longer needed; a letter changed by hand is kept as .old
    #[arg(long)]
    again: bool,
    /// List the letters without writing them
    #[arg(long)]
    dry_run: bool,
}

/// The languages in which there is a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LetterLang {
    Fi,
    En,
}

impl From<LetterLang> for Lang {
    fn from(lang: LetterLang) -> Self {
        match lang {
            LetterLang::Fi => Self::Fi,
            LetterLang::En => Self::En,
        }
    }
}

/// A letter that is ready to be written.
struct Draft<'p> {
    plan: &'p PlannedReminder,
    bytes: Vec<u8>,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    cx.refuse_own_place(&args.to)?;
    cx.rows_as()?;
    let registry = cx.models_about(&[&args.agreement])?;
    let agreement = resolve::agreement(cx, &registry, &args.agreement)?;
    cx.refuse_placeholders(&registry, [agreement])?;
    let lang = args.letter_lang.map(Lang::from);
    let wanted = ReminderWanted {
        only: only(agreement, &registry, &args.organisation)?,
        kind: kind(args),
        lang: lang.or(registry.settings.language).unwrap_or(Lang::Fi),
    };
    let folder = Folder::new(cx, &args.to, args.again, args.dry_run);
    let plan = plan_reminders(&registry, agreement, &wanted, cx.day()).map_err(|refusal| {
        warn_of_drafts(cx, &folder, agreement, &refusal);
        refused(&refusal)
    })?;
    // Whatever is wrong with a letter is found before the first one is written.
    let drafts = drafts(cx, &registry, agreement, &plan, &wanted)?;
    let rows = Rows {
        agreement,
        folder: &folder,
        lang: cx.lang,
    };
    let to_write = |draft: &Draft<'_>| rows.of(draft.plan, wanted.kind, (ReminderState::ToWrite, None));
    let planned: Vec<ReminderRow> = drafts.iter().map(to_write).collect();
    cx.rehearse(&planned)?;
    let mut lines = Vec::new();
    if let Err(error) = work(&rows, &wanted, &plan, &drafts, &mut lines) {
        // What was written before the disk refused is shown: the next run goes on from there.
        if !lines.is_empty() {
            cx.answer(&lines, &NOBODY)?;
        }
        return Err(error);
    }
    if !lines.is_empty() && !args.dry_run {
        cx.wrote(cx.world.folder.join(&args.to));
    }
    let exit = cx.answer(&lines, &NOBODY)?;
    let answered = Answered {
        folder: &folder,
        agreement,
        plan: &plan,
        rows: &lines,
    };
    answered.report(cx);
    Ok(exit)
}

fn kind(args: &Args) -> LetterKind {
    if args.invite {
        LetterKind::Invitation
    } else {
        LetterKind::Reminder
    }
}

/// Writes what is to be written, and clears away what no one needs any more.
fn work(
    rows: &Rows<'_>,
    wanted: &ReminderWanted,
    plan: &ReminderPlan,
    drafts: &[Draft<'_>],
    lines: &mut Vec<ReminderRow>,
) -> Result<()> {
    for draft in drafts {
        let outcome = rows.folder.write(&draft.plan.file, &draft.bytes)?;
        lines.push(rows.of(draft.plan, wanted.kind, outcome));
    }
    lines.extend(plan.without_address.iter().map(|unreached| ReminderRow {
        name: unreached.name.clone(),
        ..rows.blank(
            &unreached.organisation,
            wanted.kind,
            (ReminderState::NoAddress, None),
        )
    }));
    for file in rows.folder.names() {
        let Some((organisation, kind)) = papers::letter_of(&rows.agreement.id.value, &file) else {
            continue;
        };
        let is_wanted = wanted.only.is_empty() || wanted.only.contains(&organisation);
        let Some(why) = why_not_needed(rows.agreement, plan, &organisation).filter(|_| is_wanted) else {
            continue;
        };
        let outcome = rows.folder.clear(&file, why)?;
        lines.push(ReminderRow {
            file: Some(rows.folder.describe(&file)),
            ..rows.blank(&organisation, kind, outcome)
        });
    }
    Ok(())
}

/// Why no one needs a letter to an organisation; `None` when one is written to it.
fn why_not_needed(
    agreement: &Agreement,
    plan: &ReminderPlan,
    organisation: &OrganisationId,
) -> Option<Wording> {
    if plan
        .letters
        .iter()
        .any(|letter| letter.organisation == *organisation)
    {
        return None;
    }
    let mut left_out = plan.left_out.iter().chain(&plan.signed);
    let found = left_out.find(|left_out| left_out.organisation == *organisation);
    Some(match found {
        Some(left_out) => left_out.reason.clone(),
        None if agreement.find_signatory(organisation).is_some() => {
            Wording::fixed("no e-mail address", "sähköpostiosoitetta ei ole")
        }
        None => Wording::fixed("it is not a signatory", "se ei ole allekirjoittaja"),
    })
}

/// What the rows of the answer have in common.
struct Rows<'a> {
    agreement: &'a Agreement,
    folder: &'a Folder<'a>,
    lang: Lang,
}

impl Rows<'_> {
    fn of(&self, plan: &PlannedReminder, kind: LetterKind, outcome: Outcome) -> ReminderRow {
        ReminderRow {
            address: Some(plan.to.clone()),
            file: Some(self.folder.describe(&plan.file)),
            ..self.blank(&plan.organisation, kind, outcome)
        }
    }

    fn blank(&self, organisation: &OrganisationId, kind: LetterKind, (state, why): Outcome) -> ReminderRow {
        let signatory = self.agreement.find_signatory(organisation);
        ReminderRow {
            agreement: self.agreement.id.value.to_string(),
            organisation: organisation.to_string(),
            name: signatory.map_or_else(|| organisation.to_string(), |found| found.name.value.clone()),
            address: None,
            file: None,
            state,
            kind,
            why: why.map(|why| why.get(self.lang).to_owned()),
        }
    }
}

const NOBODY: Wording = Wording::fixed("no one needs a reminder", "ketään ei tarvitse muistuttaa");

fn refused(refusal: &ReminderRefusal) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(refusal.message(), Some(refusal.help())))
}

/// The signatories that were named; one that the agreement does not have is an error.
fn only(agreement: &Agreement, registry: &Registry, named: &[String]) -> Result<Vec<OrganisationId>> {
    named
        .iter()
        .map(|text| resolve::signatory(agreement, registry, text))
        .collect()
}

fn drafts<'p>(
    cx: &mut Context<'_>,
    registry: &Registry,
    agreement: &Agreement,
    plan: &'p ReminderPlan,
    wanted: &ReminderWanted,
) -> Result<Vec<Draft<'p>>> {
    if plan.letters.is_empty() {
        return Ok(Vec::new());
    }
    let lang = wanted.lang;
    let template = Template::letter(wanted.kind, lang);
    let templates = cx.templates(&[&[template], &DOCX_TEMPLATES[..]].concat())?;
    let [document, timeless] = attached(cx, registry, agreement, lang, &templates)?;
    let sender = &registry.settings.sender;
    let shown = sender.name.as_ref().or(registry.settings.name.as_ref());
    let from = sender
        .email
        .as_ref()
        .and_then(|email| Mailbox::new(shown.map(String::as_str), email))
        .ok_or_else(|| refused(&ReminderRefusal::NoSender))?;
    let draft = |plan: &'p PlannedReminder| {
        let letter = render_letter(&plan.letter, template, &templates).map_err(trouble::of_template)?;
        let to = Mailbox::new(Some(&plan.letter.name), &plan.to).ok_or_else(|| no_address(plan))?;
        let bytes = render_eml(&Eml {
            from: &from,
            to: &to,
            on: cx.day(),
            about: [agreement.id.value.as_str(), plan.organisation.as_str()],
            letter: &letter,
            lang,
            attachment: (&plan.letter.attachment, &document),
            timeless: &timeless,
        })?;
        Ok(Draft { plan, bytes })
    };
    plan.letters.iter().map(draft).collect()
}

fn no_address(plan: &PlannedReminder) -> anyhow::Error {
    let (address, name) = (&plan.to, &plan.letter.name);
    let message = wording!(
        en: "`{address}` is not an address of {name}",
        fi: "`{address}` ei ole organisaation {name} osoite"
    );
    anyhow::Error::new(Trouble::refused(message, None))
}

/// The agreement with its annex, in the language of the letters and without contacts. It is a DOCX file:
/// the mail filters of public bodies hold HTML files back. It comes as made on the day, and on no day.
fn attached(
    cx: &Context<'_>,
    registry: &Registry,
    agreement: &Agreement,
    lang: Lang,
    templates: &Templates,
) -> Result<[Vec<u8>; 2]> {
    let wanted = DocumentWanted {
        today: cx.day(),
        lang,
        texts: TextLang::of(lang),
        part: WantedPart::Whole,
        since: None,
        is_supposed: false,
    };
    let view = papers::document(registry, agreement, &wanted);
    let made_on = |view: &DocumentView, day| {
        render_docx(&document_of(view, lang), day, templates).map_err(trouble::of_render)
    };
    let no_day = NaiveDate::default();
    let timeless = DocumentView {
        as_of: no_day.into(),
        ..view.clone()
    };
    Ok([made_on(&view, cx.day())?, made_on(&timeless, no_day)?])
}
