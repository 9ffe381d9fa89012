//! `show`: one agreement, organisation or group, whole, with its history.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::group_name;
use super::help::Finnish;
use super::scope::{did_you_mean, nearest};
use super::trouble::Trouble;
use crate::index::{IdKind, Index};
use crate::model::{AgreementId, OrganisationId};
use crate::wording;

/// One agreement, organisation or group, whole, with its history
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The id of an agreement, an organisation or a group; AGREEMENT/GROUP where several groups have one id
    #[arg(value_name = "ID")]
    id: String,
}

pub(super) const FINNISH: Finnish = Finnish {
    about: "Yksi sopimus, organisaatio tai ryhmä kokonaan vaiheineen",
    args: &[(
        "id",
        "Sopimuksen, organisaation tai ryhmän tunnus; SOPIMUS/RYHMÄ, jos usealla ryhmällä on sama tunnus",
    )],
};

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let fresh = cx.open()?;
    let (index, asked) = (&fresh.index, cx.asked());
    if let Ok(id) = AgreementId::parse(&args.id)
        && let Some(view) = index.show_agreement(&asked, &id)?
    {
        return cx.answer_one(&view);
    }
    if let Ok(id) = OrganisationId::parse(&args.id)
        && let Some(view) = index.show_organisation(&asked, &id)?
    {
        return cx.answer_one(&view);
    }
    if let Some((agreement, id)) = group_name::find(index, &asked, &args.id)?
        && let Some(view) = index.show_group(&asked, &agreement, &id)?
    {
        return cx.answer_one(&view);
    }
    Err(unknown(index, &args.id)?)
}

fn unknown(index: &Index, text: &str) -> Result<anyhow::Error> {
    let mut ids = index.ids(IdKind::Agreement)?;
    ids.extend(index.ids(IdKind::Organisation)?);
    ids.extend(index.ids(IdKind::Group)?);
    let search = wording!(
        en: "`kumppani search \"{text}\"` looks for it in names and texts",
        fi: "`kumppani search \"{text}\"` etsii sitä nimistä ja teksteistä"
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
        .or_else(|| did_you_mean(&nearest(text, &ids)))
        .unwrap_or(search);
    let message = wording!(
        en: "there is no agreement, organisation or group `{text}`",
        fi: "sopimusta, organisaatiota tai ryhmää `{text}` ei ole"
    );
    Ok(anyhow::Error::new(Trouble::with_help(message, help)))
}
