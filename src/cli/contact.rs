//! `contact`: how an organisation is reached, in one agreement or in all that are not over.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::fields::{self, Changed, Changing};
use super::resolve;
use super::trouble::Trouble;
use crate::index::{AgreementFilter, Contacts, IdKind, Index, Scope, SignatoryFilter};
use crate::model::{AgreementStatus, OrganisationId, SignatoryState, command};
use crate::wording;

/// Record how an organisation is reached in an agreement, or in all that are not over
#[derive(ClapArgs, Clone, Debug)]
#[command(group = clap::ArgGroup::new("what").multiple(true).required(true))]
pub(super) struct Args {
    /// Organisation, by id or name
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
    /// E-mail address
    #[arg(long, value_name = "ADDRESS", group = "what")]
    email: Option<String>,
    /// Telephone number
    #[arg(long, value_name = "NUMBER", group = "what")]
    phone: Option<String>,
    /// Position or unit that answers
    #[arg(long, value_name = "POSITION", group = "what")]
    role: Option<String>,
    /// Name of the person, which is never shown in public
    #[arg(long, value_name = "NAME", group = "what")]
    name: Option<String>,
    /// Whether the public website shows the contact: yes or no
    #[arg(long, value_name = "YES|NO", group = "what")]
    public: Option<String>,
    /// Agreement, by id, title or file
    #[arg(long, value_name = "AGREEMENT")]
    agreement: Option<String>,
    /// Change it in every agreement that is not over
    #[arg(long, conflicts_with = "agreement")]
    everywhere: bool,
    #[command(flatten)]
    changing: Changing,
}

impl Args {
    fn fields(&self) -> impl Iterator<Item = (&'static str, &String)> {
        [
            ("role", &self.role),
            ("email", &self.email),
            ("phone", &self.phone),
            ("name", &self.name),
            ("public", &self.public),
        ]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text.as_ref()?)))
    }
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let (fresh, _) = cx.open_to_change()?;
    let kind = IdKind::Organisation;
    let organisation = resolve::known(cx, &fresh.index, kind, &args.organisation, OrganisationId::parse)?;
    let agreements = match &args.agreement {
        Some(agreement) => vec![agreement.clone()],
        None => agreements(cx, &fresh.index, &organisation, args)?,
    };
    drop(fresh);
    let mut planned = Vec::new();
    for agreement in agreements {
        let mut changed = Changed::named(cx, &agreement)?;
        for (name, text) in args.fields() {
            changed.set(cx, &["signatories", organisation.as_str(), "contact", name], text)?;
        }
        planned.push(changed);
    }
    fields::perform_all(cx, planned, &args.changing)
}

/// The agreements that are not over in which the organisation has not declined or left.
fn agreements(
    cx: &Context<'_>,
    index: &Index,
    organisation: &OrganisationId,
    args: &Args,
) -> Result<Vec<String>> {
    let filter = SignatoryFilter {
        organisation: Some(organisation.clone()),
        ..SignatoryFilter::default()
    };
    let asked = cx.asked();
    let statuses = index.agreements(&asked, &AgreementFilter::default())?;
    let statuses: BTreeMap<String, AgreementStatus> =
        statuses.into_iter().map(|row| (row.id, row.status)).collect();
    let is_over = |agreement: &str| {
        !matches!(
            statuses.get(agreement),
            Some(
                AgreementStatus::Draft
                    | AgreementStatus::Signing
                    | AgreementStatus::Upcoming
                    | AgreementStatus::InForce
            )
        )
    };
    let rows = index.signatories(&asked, &Scope::All, &filter, Contacts::LeftOut)?;
    let is_in =
        |state: SignatoryState| !matches!(state, SignatoryState::Declined | SignatoryState::Withdrawn);
    let found: Vec<String> = rows
        .into_iter()
        .filter(|row| is_in(row.state) && !is_over(&row.agreement))
        .map(|row| row.agreement)
        .collect();
    match found.len() {
        0 => Err(anyhow::Error::new(Trouble::with_help(
            wording!(
                en: "`{organisation}` is in no agreement that is not over",
                fi: "`{organisation}` ei ole yhdessäkään sopimuksessa, joka ei ole päättynyt"
            ),
            wording!(
                en: "name the agreement: --agreement; `kumppani show {organisation}` lists them",
                fi: "nimeä sopimus: --agreement; `kumppani show {organisation}` luettelee ne"
            ),
        ))),
        n if n > 1 && !args.everywhere => {
            let typed = |agreement: &String| {
                let typed = command(&["contact", organisation.as_str()]);
                format!("`{typed} --agreement {agreement} …`")
            };
            let ways: Vec<String> = found.iter().map(typed).collect();
            let ways = ways.join(", ");
            Err(anyhow::Error::new(Trouble::with_help(
                wording!(
                    en: "`{organisation}` has a contact in {n} agreements that are not over",
                    fi: "organisaatiolla `{organisation}` on yhteystieto {n} sopimuksessa, jotka eivät ole päättyneet"
                ),
                wording!(
                    en: "change all with --everywhere, or name one: {ways}",
                    fi: "muuta kaikki valinnalla --everywhere tai nimeä yksi: {ways}"
                ),
            )))
        }
        _ => Ok(found),
    }
}
