//! `register`: new entries of the list of signatories, one by options or many from a list.

mod who;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::act::{self, DryRun, Subject, fact_date};
use super::context::{Context, Exit};
use super::list::{self, ListArgs, Taken};
use super::network_words;
use super::output;
use super::trouble::Trouble;
use super::values::{BusinessIdArg, EmailArg};
use crate::acts::{self, Act, ActError, Writing};
use crate::model::{
    Identities, Network, NewContact, OrganisationId, PartialDate, Regions, Registration, option,
    without_invisible,
};
use crate::registry::Fresh;
use crate::render::empty_list::render_empty_list;
use crate::source::intake::{KnownOrganisations, Listed, REGISTRATION_HEADINGS, registrations};
use crate::view::{OrganisationRow, RegistrationRow};
use crate::wording;
use crate::wording::Wording;
use who::{Who, who};

/// Add organisations to the signatories; once the agreement is in force, they join it
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Agreement, by id, title or file
    #[arg(value_name = "AGREEMENT", required_unless_present = "template")]
    agreement: Option<String>,
    /// Id of the organisation, the same in every agreement [default: that of a known name, otherwise made from the name]
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    /// Name under which it signs
    #[arg(long, value_name = "NAME", required_unless_present_any = ["from", "template"])]
    name: Option<String>,
    /// Region that it signs for; may be repeated [default: all regions]
    #[arg(long, value_name = "REGION", conflicts_with_all = ["from", "template"])]
    region: Vec<String>,
    /// Kind of organisation [default: as in other agreements, otherwise unknown]
    #[arg(long, value_name = "KIND", conflicts_with_all = ["from", "template"])]
    kind: Option<String>,
    /// Business id
    #[arg(long, value_name = "ID", conflicts_with_all = ["from", "template"])]
    business_id: Option<BusinessIdArg>,
    /// Municipality in which it is
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "template"])]
    municipality: Option<String>,
    /// Position of the contact, not a person's name
    #[arg(long, value_name = "POSITION", conflicts_with_all = ["from", "template"])]
    role: Option<String>,
    /// E-mail address of the contact
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["from", "template"])]
    email: Option<EmailArg>,
    /// Telephone number of the contact
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["from", "template"])]
    phone: Option<String>,
    /// Case number of its decision
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["from", "template"])]
    record: Option<String>,
    /// Date of joining an agreement in force [default: today; none before entry into force]
    #[arg(long, value_name = "DATE", value_parser = fact_date, conflicts_with = "template")]
    joined: Option<PartialDate>,
    /// Read organisations from a list (xlsx, ods, csv); all are registered, or none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["organisation", "name", "template"])]
    from: Option<PathBuf>,
    #[command(flatten)]
    list: ListArgs,
    /// Show how the rows of the list are understood, without writing anything
    #[arg(long, requires = "from", conflicts_with = "dry_run")]
    preview: bool,
    /// Write an empty list to fill in, with headings and choices
    #[arg(long, value_name = "FILE.xlsx", conflicts_with_all = ["agreement", "organisation", "name", "dry_run"])]
    template: Option<PathBuf>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    if let Some(path) = &args.template {
        return write_template(cx, path);
    }
    let agreement = args.agreement.as_deref().unwrap_or_default();
    match &args.from {
        Some(path) => run_from(cx, args, agreement, path),
        None => run_one(cx, args, agreement),
    }
}

fn run_one(cx: &mut Context<'_>, args: &Args, agreement: &str) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let network = found.network.get().clone();
    let subject = Subject::named(cx, agreement, (&fresh, found))?;
    let organisations = organisations(cx, &fresh)?;
    let name = without_invisible(args.name.as_deref().unwrap_or_default());
    let typed = (args.organisation.as_deref(), name.trim());
    let Who { id, chosen } = who(cx, &fresh.index, typed, &known(&organisations))?;
    let identities = fresh.index.identities()?;
    drop(fresh);
    let act = named(
        cx,
        args,
        (id, name.trim()),
        &network,
        (&organisations, identities),
    )?;
    cx.notes(chosen.as_slice());
    act::perform_on(cx, &subject, &act, &args.dry_run, |_| None)
}

fn named(
    cx: &Context<'_>,
    args: &Args,
    (organisation, name): (OrganisationId, &str),
    network: &Network,
    (organisations, identities): (&[OrganisationRow], Identities),
) -> Result<Act> {
    let known = organisations
        .iter()
        .find(|known| known.organisation == organisation.as_str());
    let known_kind = known.and_then(|known| known.kind.clone());
    let kind = args.kind.as_deref();
    let kind = kind.map(|text| network_words::kind(network, text)).transpose()?;
    let municipality = args.municipality.as_deref();
    let municipality = municipality.map(|text| network_words::municipality(network, text));
    let entry = Registration {
        organisation,
        name: name.to_owned(),
        business_id: args.business_id.as_ref().map(|arg| arg.0.clone()),
        kind: kind.or(known_kind),
        municipality: municipality.transpose()?,
        regions: network_words::regions(network, &args.region)?.unwrap_or(Regions::All),
        joined: args.joined,
        record: args.record.clone(),
        contact: NewContact {
            role: args.role.clone(),
            email: args.email.as_ref().map(|arg| arg.0.clone()),
            phone: args.phone.clone(),
        },
    };
    Ok(Act::Register {
        entries: vec![entry],
        on: cx.day(),
        identities,
    })
}

fn run_from(cx: &mut Context<'_>, args: &Args, agreement: &str, path: &Path) -> Result<Exit> {
    let (fresh, found) = cx.open_to_change()?;
    let network = found.network.get().clone();
    let subject = Subject::named(cx, agreement, (&fresh, found))?;
    let organisations = organisations(cx, &fresh)?;
    let identities = fresh.index.identities()?;
    drop(fresh);
    let rows = list::read(cx, path, REGISTRATION_HEADINGS, &args.list, &network)?;
    let mut reading = registrations(&rows, &known(&organisations));
    let taken = list::report(cx, path, &reading);
    if taken == Taken::Nothing {
        return Ok(Exit::Findings);
    }
    for entry in &mut reading.entries {
        entry.value.joined = entry.value.joined.or(args.joined);
    }
    let shown = args
        .preview
        .then(|| preview_rows(&reading.entries, &organisations, &network));
    let (rows, entries): (Vec<u32>, Vec<Registration>) = reading
        .entries
        .into_iter()
        .map(|entry| (entry.row, entry.value))
        .unzip();
    let origin = |entry: usize| rows.get(entry).map(|row| list::place(path, Some(*row), None));
    let act = Act::Register {
        entries,
        on: cx.day(),
        identities,
    };
    if taken == Taken::InPart {
        return Ok(act::refuse_in_part(cx, &subject, &act, origin));
    }
    if let Some(shown) = shown {
        return preview(cx, &subject, &act, shown, origin);
    }
    act::perform_on(cx, &subject, &act, &args.dry_run, origin)
}

fn organisations(cx: &Context<'_>, fresh: &Fresh) -> Result<Vec<OrganisationRow>> {
    Ok(fresh.index.organisations(&cx.asked())?)
}

/// The organisations of the registry by all their names.
fn known(organisations: &[OrganisationRow]) -> KnownOrganisations {
    let mut known = KnownOrganisations::default();
    for row in organisations {
        for name in std::iter::once(&row.name).chain(&row.former_names) {
            known.add(&row.organisation, name);
        }
        if let Some(kind) = row.kind.clone() {
            known.is_kind(&row.organisation, kind);
        }
    }
    known
}

fn preview_rows(
    entries: &[Listed<Registration>],
    organisations: &[OrganisationRow],
    network: &Network,
) -> Vec<RegistrationRow> {
    let row = |entry: &Listed<Registration>| {
        let id = entry.value.organisation.as_str();
        let known = organisations.iter().any(|known| known.organisation == id);
        RegistrationRow::new(entry.row, &entry.value, known, network)
    };
    entries.iter().map(row).collect()
}

/// Shows the rows, and what would be refused of them.
fn preview(
    cx: &mut Context<'_>,
    subject: &Subject,
    act: &Act,
    mut rows: Vec<RegistrationRow>,
    origin: impl Fn(usize) -> Option<Wording>,
) -> Result<Exit> {
    // What hinders is shown below.
    let ground = subject.ground(cx, Writing::OnlyShown);
    let accession = acts::accession(&ground, &subject.id).unwrap_or_default();
    for row in &mut rows {
        row.joined = row.joined.or(accession);
    }
    let exit = cx.answer(
        &rows,
        &Wording::fixed("no rows in the list", "luettelossa ei ole rivejä"),
    )?;
    match subject.perform(cx, act, Writing::OnlyShown) {
        (Err(ActError::Refused(refused)), _) => return Ok(act::report_refused(cx, refused, origin)),
        (_, meaning) => cx.notes(&meaning),
    }
    cx.note(&Wording::fixed(
        "preview; nothing was recorded",
        "esikatselu; mitään ei kirjattu",
    ));
    Ok(exit)
}

/// A template that somebody has begun to fill in is never overwritten.
fn write_template(cx: &mut Context<'_>, path: &Path) -> Result<Exit> {
    cx.refuse_workbook_before_1970()?;
    let shown = path.display();
    if path
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx"))
    {
        return Err(anyhow::Error::new(Trouble::with_help(
            wording!(en: "{shown} does not end in .xlsx", fi: "tiedoston {shown} pääte ei ole .xlsx"),
            Wording::fixed(
                "the template is an Excel workbook, which LibreOffice also opens",
                "pohja on Excel-työkirja, jonka myös LibreOffice avaa",
            ),
        )));
    }
    cx.refuse_answer()?;
    cx.refuse_own_place(path)?;
    let fresh = cx.open()?;
    let organisations = organisations(cx, &fresh)?;
    drop(fresh);
    let bytes = render_empty_list(&organisations, &cx.network(), cx.day(), cx.lang)?;
    output::write_new(&cx.world.disk, &cx.world.folder, path, &bytes)?;
    cx.wrote(cx.world.folder.join(path));
    let from = option("--from", &shown.to_string());
    cx.note(&wording!(
        en: "wrote {shown}; fill it in, then `kumppani register AGREEMENT {from} --preview`",
        fi: "kirjoitettiin {shown}; täytä se ja anna sitten `kumppani register SOPIMUS {from} --preview`"
    ));
    Ok(Exit::Done)
}
