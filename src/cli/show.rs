//! `show`: one agreement, organisation or group, whole, with its history.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::group_name;
use super::guess::near_ids;
use super::resolve;
use super::trouble::Trouble;
use crate::index::{Contacts, IdKind, Index};
use crate::model::did_you_mean;
use crate::model::{AgreementId, GroupId, OrganisationId, command, operand};
use crate::wording;

/// Show one agreement, organisation or group in full, with its history
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Id or name of an agreement, organisation or group; AGREEMENT/GROUP if several groups have the same id
    #[arg(value_name = "ID")]
    id: String,
    /// Add the contacts of an agreement's signatories; contacts are internal
    #[arg(long)]
    contacts: bool,
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let index = &fresh.index;
    if let Some(exit) = shown(cx, index, args, &args.id)? {
        return Ok(exit);
    }
    if let Some(id) = resolve::anything(cx, index, &args.id)?
        && let Some(exit) = shown(cx, index, args, &id)?
    {
        return Ok(exit);
    }
    Err(unknown(index, &args.id)?)
}

/// Shows what an id names; `None` when it names nothing.
fn shown(cx: &mut Context<'_>, index: &Index, args: &Args, id: &str) -> Result<Option<Exit>> {
    let asked = cx.asked();
    let contacts = if args.contacts {
        Contacts::Included
    } else {
        Contacts::LeftOut
    };
    if let Ok(id) = AgreementId::parse(id)
        && let Some(view) = index.show_agreement(&asked, &id, contacts)?
    {
        return cx.answer_one(&view).map(Some);
    }
    if let Ok(id) = OrganisationId::parse(id)
        && let Some(view) = index.show_organisation(&asked, &id)?
    {
        return cx.answer_one(&view).map(Some);
    }
    if let Some((agreement, id)) = group_name::find(index, &asked, id, |place| command(&["show", place]))?
        && let Some(view) = index.show_group(&asked, &agreement, &id)?
    {
        if args.contacts {
            return Err(no_contacts(&agreement, &id));
        }
        return cx.answer_one(&view).map(Some);
    }
    Ok(None)
}

/// A group has no contacts of its own, and an option is not passed over in silence.
fn no_contacts(agreement: &AgreementId, group: &GroupId) -> anyhow::Error {
    anyhow::Error::new(Trouble::with_help(
        wording!(en: "group `{group}` has no contacts of its own", fi: "ryhmällä `{group}` ei ole omia yhteystahoja"),
        wording!(
            en: "`kumppani signatories --agreement {agreement} --group {group} --contacts` lists those of its members",
            fi: "`kumppani signatories --agreement {agreement} --group {group} --contacts` luettelee sen jäsenten yhteystahot"
        ),
    ))
}

fn unknown(index: &Index, text: &str) -> Result<anyhow::Error> {
    let mut ids = index.ids(IdKind::Agreement)?;
    ids.extend(index.ids(IdKind::Organisation)?);
    ids.extend(index.ids(IdKind::Group)?);
    let operand = operand(text);
    let search = wording!(
        en: "`kumppani search {operand}` searches names and texts",
        fi: "`kumppani search {operand}` etsii sitä nimistä ja teksteistä"
    );
    let agreement = text.split_once('/').map(|(agreement, _)| agreement);
    let its_groups = agreement
        .filter(|id| ids.iter().any(|known| known == id))
        .map(|id| {
            wording!(
                en: "`kumppani groups --agreement {id}` lists its groups",
                fi: "`kumppani groups --agreement {id}` luettelee sen ryhmät"
            )
        });
    let help = its_groups
        .or_else(|| did_you_mean(&near_ids(text, &ids)))
        .unwrap_or(search);
    let message = wording!(
        en: "unknown agreement, organisation or group `{text}`",
        fi: "tuntematon sopimus, organisaatio tai ryhmä `{text}`"
    );
    Ok(anyhow::Error::new(Trouble::with_help(message, help)))
}
