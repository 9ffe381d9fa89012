//! `remind`: letter drafts to the pending signatories of an agreement. Nothing is sent.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args as ClapArgs, ValueEnum};

use super::context::{Context, Exit};
use super::help::Finnish;
use super::models::{find, find_signatory};
use super::trouble::{self, Trouble};
use crate::model::{Agreement, OrganisationId, Registry, TextLang};
use crate::render::document::{DOCX_TEMPLATES, document_of, render_docx};
use crate::render::eml::{Eml, Mailbox, render_eml};
use crate::render::letter::render_letter;
use crate::render::phrase::{LETTERS, counted};
use crate::render::templates::{Template, Templates};
use crate::renewal::{
    self, DocumentWanted, PlannedReminder, ReminderPlan, ReminderRefusal, ReminderWanted, WantedPart,
    plan_reminders,
};
use crate::source::{self, WriteError};
use crate::view::{ReminderRow, ReminderState};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Writes a letter draft (.eml) to each pending signatory, with the agreement attached; sends nothing
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The agreement
    #[arg(value_name = "AGREEMENT")]
    agreement: String,
    /// The folder of the letters; it is made when it is missing
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Only these signatories
    #[arg(long, value_name = "ID", num_args = 1..)]
    organisation: Vec<String>,
    /// The language of the letters; by default that of registry.yaml, else Finnish
    #[arg(long, value_name = "LANG")]
    letter_lang: Option<LetterLang>,
    /// Writes the letters that are there already anew
    #[arg(long)]
    again: bool,
    /// Tells which letters would be written and writes none
    #[arg(long)]
    dry_run: bool,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Kirjoittaa jokaiselle odottavalle allekirjoittajalle kirjeluonnoksen (.eml), jonka liitteenä on sopimus; ei lähetä mitään",
    args: &[
        ("agreement", "Sopimus"),
        ("to", "Kirjeiden kansio; luodaan, jos sitä ei ole"),
        ("organisation", "Vain nämä allekirjoittajat"),
        (
            "letter_lang",
            "Kirjeiden kieli; oletuksena tiedoston registry.yaml kieli, muuten suomi",
        ),
        (
            "again",
            "Kirjoittaa uudelleen myös ne kirjeet, jotka ovat jo kansiossa",
        ),
        (
            "dry_run",
            "Kertoo, mitkä kirjeet kirjoitettaisiin, ei kirjoita mitään",
        ),
    ],
};

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
    let registry = cx.models()?;
    let agreement = find(&registry, &args.agreement)?;
    cx.refuse_placeholders(&registry, [agreement])?;
    let lang = args.letter_lang.map(Lang::from);
    let wanted = ReminderWanted {
        only: only(agreement, &args.organisation)?,
        lang: lang.or(registry.settings.language).unwrap_or(Lang::Fi),
    };
    let plan =
        plan_reminders(&registry, agreement, &wanted, cx.day()).map_err(|refusal| refused(&refusal))?;
    // Whatever is wrong with a letter is found before the first one is written.
    let drafts = drafts(cx, &registry, agreement, &plan, wanted.lang)?;
    let to_write = |draft: &Draft<'_>| row(args, agreement, draft.plan, ReminderState::ToWrite);
    let planned: Vec<ReminderRow> = drafts.iter().map(to_write).collect();
    cx.rehearse(&planned)?;
    let mut rows = Vec::new();
    let mut failed = None;
    for draft in &drafts {
        match write(cx, args, draft) {
            Ok(state) => rows.push(row(args, agreement, draft.plan, state)),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    if let Some(error) = failed {
        // What was written before the disk refused is told: the next run goes on from there.
        if !rows.is_empty() {
            cx.answer(&rows, &NOBODY)?;
        }
        return Err(error);
    }
    rows.extend(plan.without_address.iter().map(|unreached| ReminderRow {
        agreement: agreement.id.value.to_string(),
        organisation: unreached.organisation.to_string(),
        name: unreached.name.clone(),
        address: None,
        file: None,
        state: ReminderState::NoAddress,
    }));
    let exit = cx.answer(&rows, &NOBODY)?;
    tell(cx, args, agreement, &plan, &rows);
    Ok(exit)
}

const NOBODY: Wording = Wording::fixed("nobody is to be reminded", "ketään ei tarvitse muistuttaa");

fn refused(refusal: &ReminderRefusal) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(refusal.message(), Some(refusal.help())))
}

/// The signatories that were named; one that the agreement does not have is an error.
fn only(agreement: &Agreement, named: &[String]) -> Result<Vec<OrganisationId>> {
    named.iter().map(|text| find_signatory(agreement, text)).collect()
}

fn drafts<'p>(
    cx: &mut Context<'_>,
    registry: &Registry,
    agreement: &Agreement,
    plan: &'p ReminderPlan,
    lang: Lang,
) -> Result<Vec<Draft<'p>>> {
    if plan.letters.is_empty() {
        return Ok(Vec::new());
    }
    let templates = cx.templates(&[&[Template::reminder(lang)], &DOCX_TEMPLATES[..]].concat())?;
    let document = attached(cx, registry, agreement, lang, &templates)?;
    let sender = &registry.settings.sender;
    let shown = sender.name.as_ref().or(registry.settings.name.as_ref());
    let from = sender
        .email
        .as_ref()
        .and_then(|email| Mailbox::new(shown.map(String::as_str), email))
        .ok_or_else(|| refused(&ReminderRefusal::NoSender))?;
    let draft = |plan: &'p PlannedReminder| {
        let letter = render_letter(&plan.letter, lang, &templates).map_err(trouble::of_template)?;
        let to = Mailbox::new(Some(&plan.letter.name), &plan.to).ok_or_else(|| no_address(plan))?;
        let bytes = render_eml(&Eml {
            from: &from,
            to: &to,
            on: cx.day(),
            about: [agreement.id.value.as_str(), plan.organisation.as_str()],
            letter: &letter,
            lang,
            attachment: (&plan.letter.attachment, &document),
        })?;
        Ok(Draft { plan, bytes })
    };
    plan.letters.iter().map(draft).collect()
}

fn no_address(plan: &PlannedReminder) -> anyhow::Error {
    let (address, name) = (&plan.to, &plan.letter.name);
    let message = wording!(
        en: "`{address}` is no address of {name}",
        fi: "`{address}` ei ole organisaation {name} osoite"
    );
    anyhow::Error::new(Trouble::refused(message, None))
}

/// The agreement with its annex, in the language of the letters and without contacts. It is a DOCX file:
/// the mail filters of public bodies hold HTML files back.
fn attached(
    cx: &Context<'_>,
    registry: &Registry,
    agreement: &Agreement,
    lang: Lang,
    templates: &Templates,
) -> Result<Vec<u8>> {
    let wanted = DocumentWanted {
        today: cx.day(),
        lang,
        texts: TextLang::of(lang),
        part: WantedPart::Whole,
        since: None,
    };
    let view = renewal::document(registry, agreement, &wanted);
    render_docx(&document_of(&view, lang), cx.day(), templates).map_err(trouble::of_render)
}

/// Writes one letter, unless it is there already.
fn write(cx: &Context<'_>, args: &Args, draft: &Draft<'_>) -> Result<ReminderState> {
    let folder = cx.world.folder.join(&args.to);
    let location = folder.join(&draft.plan.file);
    let shown = args.to.join(&draft.plan.file).display().to_string();
    if !args.again && fs::symlink_metadata(&location).is_ok() {
        return Ok(ReminderState::ThereAlready);
    }
    if args.dry_run {
        return Ok(ReminderState::ToWrite);
    }
    fs::create_dir_all(&folder).map_err(trouble::not_written(&args.to.display().to_string()))?;
    if args.again {
        source::write_whole(&location, &draft.bytes).map_err(trouble::not_written(&shown))?;
        return Ok(ReminderState::Written);
    }
    match source::replace_file(&location, None, &draft.bytes) {
        Ok(()) => Ok(ReminderState::Written),
        // Somebody else wrote it in the same moment.
        Err(WriteError::Changed) => Ok(ReminderState::ThereAlready),
        Err(WriteError::Io(error)) => Err(trouble::not_written(&shown)(error)),
    }
}

fn row(args: &Args, agreement: &Agreement, plan: &PlannedReminder, state: ReminderState) -> ReminderRow {
    ReminderRow {
        agreement: agreement.id.value.to_string(),
        organisation: plan.organisation.to_string(),
        name: plan.letter.name.clone(),
        address: Some(plan.to.clone()),
        file: Some(args.to.join(&plan.file).display().to_string()),
        state,
    }
}

/// Says how many letters there are, who gets none and why, and what to do about it.
fn tell(cx: &mut Context<'_>, args: &Args, agreement: &Agreement, plan: &ReminderPlan, rows: &[ReminderRow]) {
    let count = |state| rows.iter().filter(|row| row.state == state).count();
    let n_there = count(ReminderState::ThereAlready);
    let (n_written, n_to_write) = (count(ReminderState::Written), count(ReminderState::ToWrite));
    let folder: &Path = &args.to;
    let folder = folder.display();
    if args.dry_run {
        let (en, fi) = told_count(n_to_write);
        cx.note(&wording!(
            en: "{en} would be written into {folder}; nothing was written",
            fi: "{fi} kirjoitettaisiin kansioon {folder}; mitään ei kirjoitettu"
        ));
    } else if n_written > 0 {
        let (en, fi) = told_count(n_written);
        cx.note(&wording!(
            en: "wrote {en} into {folder}; nothing was sent: open them in a mail program and send them from there",
            fi: "kansioon {folder} kirjoitettiin {fi}; mitään ei lähetetty: avaa ne sähköpostiohjelmassa ja lähetä sieltä"
        ));
    }
    if n_there > 0 {
        let (en, fi) = told_count(n_there);
        cx.note(&wording!(
            en: "there already, left as before: {en}; --again writes anew",
            fi: "jo ennestään kansiossa, jätetty ennalleen: {fi}; --again kirjoittaa uudelleen"
        ));
    }
    for left_out in &plan.left_out {
        let (en, fi) = (left_out.told.get(Lang::En), left_out.told.get(Lang::Fi));
        cx.note(&wording!(en: "  left out: {en}", fi: "  jätetty pois: {fi}"));
    }
    let file = agreement.file.as_str();
    for unreached in &plan.without_address {
        let (name, id) = (&unreached.name, &unreached.organisation);
        cx.note(&wording!(
            en: "  no address: {name}; add to {id} in {file}: contact: {{ role: …, email: … }}",
            fi: "  ei osoitetta: {name}; lisää tiedostoon {file} kohtaan {id}: contact: {{ role: …, email: … }}"
        ));
    }
}

fn told_count(n: usize) -> (String, String) {
    let phrase = counted(n, LETTERS);
    (phrase.get(Lang::En).to_owned(), phrase.get(Lang::Fi).to_owned())
}
