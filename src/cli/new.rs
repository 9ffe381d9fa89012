//! `new`: the file of another agreement, which renews none.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{DryRun, fact_date};
use super::context::{Context, Exit};
use super::trouble::Trouble;
use super::{drafts, resolve};
use crate::acts::Writing;
use crate::model::{Agreement, AgreementId, Ending, PartialDate, without_invisible};
use crate::registry;
use crate::renewal::{NewPlan, NewWanted, RenewalRefusal, plan_new};
use crate::source;
use crate::wording;
use crate::wording::Wording;

/// Begin an agreement in a new file, empty or with another one as its template
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Id of the new agreement, also the name of its file
    #[arg(value_name = "AGREEMENT")]
    id: String,
    /// Title of the agreement
    #[arg(long, value_name = "TITLE")]
    title: String,
    /// First day of the term [default: an example, to be replaced]
    #[arg(long, value_name = "DATE", value_parser = fact_date)]
    starts: Option<PartialDate>,
    /// Last day of the term
    #[arg(long, value_name = "DATE", value_parser = fact_date, requires = "starts", conflicts_with = "open_ended")]
    ends: Option<PartialDate>,
    /// Make the term open-ended, as it also is without --ends
    #[arg(long)]
    open_ended: bool,
    /// Take over the groups, duties, themes, products and signatories of this agreement, without signatures
    #[arg(long, value_name = "AGREEMENT")]
    from: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

const OTHER_ID: Wording = Wording::fixed("choose another id", "valitse toinen tunnus");

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let writing = args.dry_run.writing(cx)?;
    let id = drafts::new_id(&args.id)?;
    let title = title(&args.title)?;
    refuse_reversed_term(args)?;
    // Held from before the reading, so that no draft is made from what another run is changing.
    let change = cx.begin(writing)?;
    refuse_taken(cx, &id)?;
    let registry = match &args.from {
        Some(text) => cx.models_about(&[text])?,
        None => cx.no_models()?,
    };
    let template = args.from.as_ref();
    let template = template.map(|text| resolve::agreement(cx, &registry, text));
    let wanted = NewWanted {
        id,
        title,
        starts: args.starts,
        ending: args.ends.map_or(Ending::OpenEnded, Ending::On),
        template: template.transpose()?,
        lang: registry.settings.language.unwrap_or(cx.lang),
    };
    let plan = plan_new(&registry, &wanted, cx.day());
    if !registry::is_read_as(&plan.file, registry.network(), &plan.text, &wanted.id) {
        return Err(drafts::not_read(&plan.file, &wanted.id, OTHER_ID));
    }
    if writing == Writing::OnlyShown {
        let exit = cx.deliver(plan.text.as_bytes())?;
        report(cx, &plan, wanted.template);
        return Ok(exit);
    }
    drafts::write(cx, &change, (&plan.file, &plan.text))?;
    report(cx, &plan, wanted.template);
    report_next(cx, &plan, args.starts);
    Ok(Exit::Done)
}

/// A title on one line.
fn title(text: &str) -> Result<String> {
    let text = without_invisible(text);
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(anyhow::Error::new(Trouble::with_help(
            Wording::fixed("the title is empty", "nimi on tyhjä"),
            Wording::fixed(
                "give it with --title \"TITLE\"",
                "anna se valinnalla --title \"NIMI\"",
            ),
        )));
    }
    Ok(title)
}

fn refuse_reversed_term(args: &Args) -> Result<()> {
    let (Some(starts), Some(ends)) = (args.starts, args.ends) else {
        return Ok(());
    };
    let (starts, ends) = (starts.first_day(), ends.last_day());
    if starts <= ends {
        return Ok(());
    }
    Err(anyhow::Error::new(Trouble::refused(
        RenewalRefusal::EndsBeforeStart { starts, ends }.message(),
        Some(Wording::fixed(
            "give another end with --ends, or --open-ended",
            "anna toinen loppu valinnalla --ends tai valitse --open-ended",
        )),
    )))
}

/// An agreement has the id of its file, wherever below `agreements/` that is.
fn refuse_taken(cx: &Context<'_>, id: &AgreementId) -> Result<()> {
    let found = cx.walk()?;
    let is_it = |file: &&source::FoundFile| {
        file.role == source::Role::Agreement && file.path.stem().eq_ignore_ascii_case(id.as_str())
    };
    let Some(file) = found.files.iter().find(is_it) else {
        return Ok(());
    };
    let path = &file.path;
    Err(anyhow::Error::new(Trouble::refused(
        RenewalRefusal::IdTaken(id.clone()).message(),
        Some(wording!(
            en: "{path} was kept; choose another id",
            fi: "tiedosto {path} säilytettiin; valitse toinen tunnus"
        )),
    )))
}

/// Says what the draft is, what is in it, what was left out, and what only a person can decide.
fn report(cx: &mut Context<'_>, plan: &NewPlan, template: Option<&Agreement>) {
    let (file, id) = (plan.file.as_str(), &plan.draft.id.value);
    let Some(template) = template else {
        cx.note(&wording!(en: "{file}: the draft {id}", fi: "{file}: luonnos {id}"));
        return;
    };
    let from = &template.id.value;
    cx.note(&wording!(
        en: "{file}: the draft {id}, with {from} as its template",
        fi: "{file}: luonnos {id}, jonka pohjana on sopimus {from}"
    ));
    let taken = taken_over(&plan.draft);
    if !taken.is_empty() {
        let taken = Wording::joined(&taken, ", ");
        cx.note(&wording!(en: "  taken over: {taken}", fi: "  otettu mukaan: {taken}", taken));
    }
    drafts::report_notes(cx, &plan.left_out, &plan.questions);
}

/// How much of each kind of contents a draft has from its template.
fn taken_over(draft: &Agreement) -> Vec<Wording> {
    let n_duties: usize = draft.groups.iter().map(|group| group.duties.len()).sum();
    let counts = [
        (draft.groups.len(), Wording::fixed("groups", "ryhmiä")),
        (n_duties, Wording::fixed("duties", "tehtäviä")),
        (draft.themes.len(), Wording::fixed("themes", "painopisteitä")),
        (
            draft.products.len(),
            Wording::fixed("products", "palvelutuotteita"),
        ),
        (
            draft.signatories.len(),
            Wording::fixed("signatories", "allekirjoittajia"),
        ),
    ];
    let known = counts.into_iter().filter(|(n, _)| *n > 0);
    known
        .map(|(n, what)| wording!(en: "{what} ({n})", fi: "{what} {n}", what))
        .collect()
}

fn report_next(cx: &mut Context<'_>, plan: &NewPlan, starts: Option<PartialDate>) {
    if starts.is_none() {
        cx.note(&Wording::fixed(
            "the start of the term is an example: write the real one in its place",
            "sopimuskauden alku on esimerkki: kirjoita oikea sen tilalle",
        ));
    }
    let (file, id) = (plan.file.as_str(), &plan.draft.id.value);
    cx.note(&wording!(
        en: "edit {file}, check it with `kumppani validate {file}`, then begin the signing with `kumppani open {id}`",
        fi: "muokkaa tiedostoa {file}, tarkista se komennolla `kumppani validate {file}` ja aloita allekirjoittaminen komennolla `kumppani open {id}`"
    ));
}
