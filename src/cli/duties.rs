//! `duties`: the duty listing, by group, by organisation, by region.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args as ClapArgs;

use super::context::{Context, Exit};
use super::document;
use super::network_words;
use super::resolve;
use super::scope::{self, ScopeArgs};
use super::trouble::Trouble;
use crate::index::{Asked, DutyFilter, GroupFilter, IdKind, Index, Scope};
use crate::model::{Absence, AgreementId, GroupId, IdProblem, OrganisationId, ProductId, TextLang, ThemeId};
use crate::questions;
use crate::render;
use crate::view::{DutyChange, DutyRow, GroupRow};
use crate::wording;
use crate::wording::Wording;

/// List the duties of groups, organisations or regions
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scope: ScopeArgs,
    /// Limit to the duties of this group
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Limit to what this organisation has promised, by itself or in a group
    #[arg(long, value_name = "ORGANISATION")]
    organisation: Option<String>,
    /// Limit to the duties of groups that work in this region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Limit to duties with this theme
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Limit to duties with this product
    #[arg(long, value_name = "PRODUCT")]
    product: Option<String>,
    /// Show how the text and group of each duty have changed since this agreement
    #[arg(long, value_name = "AGREEMENT")]
    changed_since: Option<String>,
}

impl Args {
    /// Whether all duties of one group are wanted, and nothing else.
    fn is_of_group_alone(&self) -> bool {
        let others = [&self.organisation, &self.theme, &self.product];
        self.group.is_some() && self.region.is_none() && others.iter().all(|other| other.is_none())
    }
}

pub(super) fn run(cx: &mut Context<'_>, args: &Args) -> Result<Exit> {
    let may_be_paper = args.is_of_group_alone() && cx.is_paper()?;
    let fresh = if may_be_paper {
        cx.open_first()?
    } else {
        cx.open()?
    };
    let index = &fresh.index;
    let scope = args.scope.scope(cx, index)?;
    let filter = filter(cx, index, args)?;
    let mut rows = index.duties(&cx.asked(), &scope, &filter)?;
    let since = args.changed_since.as_ref();
    let since = since
        .map(|since| resolve::agreement_id(cx, index, since))
        .transpose()?;
    if let Some(since) = &since {
        refuse_several(&rows)?;
        refuse_itself(&rows, since)?;
        rows = changes(cx, index, &scope, &filter, (&rows, since.clone()))?;
    }
    let empty = when_empty(cx, index, &scope, &filter, &rows)?;
    let group = group_of_all(cx, index, &rows)?;
    if let Some(group) = group.as_ref().filter(|_| may_be_paper) {
        // The page of the annex that has its duties.
        let since = since.as_ref().map(AgreementId::as_str);
        return document::of_group(cx, [&group.agreement, &group.group], since);
    }
    if may_be_paper {
        cx.tell_opened(&fresh);
    }
    match group {
        Some(group) => cx.answer_as(&rows, &empty, |columns, look| {
            render::duties::render_group_duties(&group, &rows, columns, look)
        }),
        None => cx.answer(&rows, &empty),
    }
}

/// Why there are no duties: the organisation is not bound, or none match in the scope.
fn when_empty(
    cx: &Context<'_>,
    index: &Index,
    scope: &Scope,
    filter: &DutyFilter,
    rows: &[DutyRow],
) -> Result<Wording> {
    if let Some(organisation) = filter.organisation.as_ref().filter(|_| rows.is_empty()) {
        let absences = index.absences(&cx.asked(), scope, organisation)?;
        if !absences.is_empty() {
            return Ok(none_of(cx.day(), organisation, &absences));
        }
    }
    let none = Wording::fixed("no duties match", "ehtoihin sopivia tehtäviä ei ole");
    scope::when_empty(cx, index, scope, (rows, none), |all| {
        let duties = index.duties(&cx.asked(), all, filter)?;
        Ok(duties.into_iter().map(|row| row.agreement).collect())
    })
}

/// Why an organisation is responsible for nothing on the day.
fn none_of(day: NaiveDate, organisation: &OrganisationId, absences: &[(String, Absence)]) -> Wording {
    let lines = absences.iter().map(|(agreement, absence)| {
        wording!(en: "{agreement} ({why})", fi: "{agreement} ({why})", why = absence.label())
    });
    wording!(
        en: "`{organisation}` is responsible for no duties on {day}: {why}",
        fi: "`{organisation}` ei vastaa tehtävistä {day}: {why}",
        day, why = Wording::joined(&lines.collect::<Vec<_>>(), ", ")
    )
}

/// The group when all rows are of one: its name is then said once, above them.
fn group_of_all(cx: &Context<'_>, index: &Index, rows: &[DutyRow]) -> Result<Option<GroupRow>> {
    // A dropped duty is of the older agreement.
    let Some(first) = rows.iter().find(|row| row.change != Some(DutyChange::Dropped)) else {
        return Ok(None);
    };
    let is_of_group = |row: &DutyRow| {
        row.group == first.group
            && (row.agreement == first.agreement || row.change == Some(DutyChange::Dropped))
    };
    if !rows.iter().all(is_of_group) {
        return Ok(None);
    }
    let Ok(agreement) = AgreementId::parse(&first.agreement) else {
        return Ok(None);
    };
    let groups = index.groups(&cx.asked(), &Scope::One(agreement), &GroupFilter::default())?;
    Ok(groups.into_iter().find(|group| group.group == first.group))
}

/// The asked duties with their changes, and those that were dropped from what was asked. Duties
/// are compared over the whole agreements: one that moved to another group is not a new one. The
/// Finnish texts are compared, for they are the ones that are signed; the language of the answer
/// does not matter.
fn changes(
    cx: &Context<'_>,
    index: &Index,
    scope: &Scope,
    filter: &DutyFilter,
    (asked, since): (&[DutyRow], AgreementId),
) -> Result<Vec<DutyRow>> {
    let signed = Asked {
        texts: TextLang::Fi,
        ..cx.asked()
    };
    let everything = DutyFilter::default();
    let since = Scope::One(since);
    let older = index.duties(&signed, &since, &everything)?;
    let newer = index.duties(&signed, scope, &everything)?;
    let asked_before = index.duties(&cx.asked(), &since, filter)?;
    let place = |row: &DutyRow| (row.agreement.clone(), row.group.clone(), row.position);
    let mut shown: BTreeMap<_, _> = asked_before
        .into_iter()
        .chain(asked.iter().cloned())
        .map(|row| (place(&row), row))
        .collect();
    let in_language = |compared: DutyRow| {
        let row = shown.remove(&place(&compared))?;
        Some(DutyRow {
            change: compared.change,
            ..row
        })
    };
    let groups = index.groups(&signed, scope, &GroupFilter::default())?;
    let groups = groups.into_iter().map(|group| group.group).collect();
    Ok(questions::compare_duties(&older, newer, &groups)
        .into_iter()
        .filter_map(in_language)
        .collect())
}

fn filter(cx: &Context<'_>, index: &Index, args: &Args) -> Result<DutyFilter> {
    Ok(DutyFilter {
        group: known(cx, index, IdKind::Group, args.group.as_ref(), GroupId::parse)?,
        organisation: known(
            cx,
            index,
            IdKind::Organisation,
            args.organisation.as_ref(),
            OrganisationId::parse,
        )?,
        region: network_words::of_option(index, args.region.as_deref())?,
        theme: known(cx, index, IdKind::Theme, args.theme.as_ref(), ThemeId::parse)?,
        product: known(
            cx,
            index,
            IdKind::Product,
            args.product.as_ref(),
            ProductId::parse,
        )?,
    })
}

fn known<T>(
    cx: &Context<'_>,
    index: &Index,
    kind: IdKind,
    text: Option<&String>,
    parse: fn(&str) -> Result<T, IdProblem>,
) -> Result<Option<T>> {
    text.map(|text| resolve::known(cx, index, kind, text, parse))
        .transpose()
}

/// An agreement compared with itself says nothing.
fn refuse_itself(rows: &[DutyRow], since: &AgreementId) -> Result<()> {
    if rows.iter().all(|row| row.agreement != since.as_str()) {
        return Ok(());
    }
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(en: "cannot compare `{since}` with itself", fi: "sopimusta `{since}` verrattaisiin itseensä"),
        Wording::fixed(
            "give the newer agreement with --agreement",
            "anna uudempi sopimus valinnalla --agreement",
        ),
    )))
}

/// A comparison is between two agreements.
fn refuse_several(rows: &[DutyRow]) -> Result<()> {
    let mut agreements: Vec<&str> = rows.iter().map(|row| row.agreement.as_str()).collect();
    agreements.dedup();
    agreements.sort_unstable();
    agreements.dedup();
    if agreements.len() < 2 {
        return Ok(());
    }
    let list = agreements.join(", ");
    Err(anyhow::Error::new(Trouble::with_help(
        wording!(
            en: "a comparison needs one agreement; these have duties: {list}",
            fi: "vertailuun tarvitaan yksi sopimus, mutta tehtäviä on näissä: {list}"
        ),
        Wording::fixed(
            "choose one with --agreement",
            "valitse yksi valinnalla --agreement",
        ),
    )))
}
