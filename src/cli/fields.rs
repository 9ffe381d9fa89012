//! What the commands that change fields by their places have in common.

use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use super::act::{self, DryRun, Subject};
use super::context::{Context, Exit};
use super::trouble::{self, Trouble};
use super::{group_name, resolve, unknown};
use crate::acts::{self, Act, ActError, ActRefusal, Correcting, FieldChanges, Writing};
use crate::diagnostic::FilePath;
use crate::index::{IdKind, Index};
use crate::model::{GroupId, Network, OrganisationId};
use crate::source::{
    Edit, FieldPlace, PathProblem, Role, Value, drafted, find_place, path_names, unified_diff,
};
use crate::wording::Wording;

/// The reason of a correction.
#[derive(Args, Clone, Debug)]
pub(super) struct Reason {
    /// Why the file is corrected, where the text has been signed; a line of the correction is kept in the file
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
}

impl Reason {
    /// The correction of this day, where a reason is given.
    pub(super) fn correcting(&self, cx: &Context<'_>) -> Option<Correcting> {
        let because = self.because.clone()?;
        Some(Correcting {
            on: cx.day(),
            because,
        })
    }
}

/// How fields are changed.
#[derive(Args, Clone, Debug)]
pub(super) struct Changing {
    #[command(flatten)]
    reason: Reason,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Changing {
    /// A correction, with its reason.
    pub(super) fn correction(because: &str, dry_run: &DryRun) -> Self {
        Self {
            reason: Reason {
                because: Some(because.to_owned()),
            },
            dry_run: dry_run.clone(),
        }
    }
}

/// An agreement whose fields are changed.
pub(super) struct Changed {
    subject: Subject,
    index: Index,
    file: FilePath,
    seen: Vec<u8>,
    /// The text with the edits so far, in which the place of the next one is found.
    draft: Vec<u8>,
    edits: Vec<Edit>,
    network: Arc<Network>,
}

impl Changed {
    /// The agreement of an id, a path or a title, with the text of its file.
    pub(super) fn named(cx: &mut Context<'_>, agreement: &str) -> Result<Self> {
        let (fresh, found) = cx.open_to_change()?;
        let subject = Subject::named(cx, agreement, (&fresh, found))?;
        let (file, seen) = acts::text_of(subject.found(), &subject.id).map_err(trouble::of_act)?;
        Ok(Self {
            file: file.path.clone(),
            network: file.network.get().clone(),
            draft: seen.clone(),
            seen,
            edits: Vec::new(),
            index: fresh.index,
            subject,
        })
    }

    /// The agreement of a group, and the group's name in its file. A group alone is that of the agreement in force, as in
    /// `show`.
    pub(super) fn of_group(cx: &mut Context<'_>, group: &str) -> Result<(Self, String)> {
        let (agreement, group) = match group.rsplit_once('/') {
            Some((agreement, group)) => (agreement.to_owned(), group.to_owned()),
            None => Self::group_alone(cx, group)?,
        };
        let changed = Self::named(cx, &agreement)?;
        let group = changed.place(&["groups", &group])?.name().to_owned();
        Ok((changed, group))
    }

    fn group_alone(cx: &mut Context<'_>, group: &str) -> Result<(String, String)> {
        let (fresh, _) = cx.open_to_change()?;
        let id = resolve::known(cx, &fresh.index, IdKind::Group, group, GroupId::parse)?;
        let found = group_name::find(&fresh.index, &cx.asked(), id.as_str(), str::to_owned)?;
        let (agreement, group) = found.ok_or_else(|| unknown::unknown(cx, IdKind::Group, group, &[]))?;
        Ok((agreement.to_string(), group.to_string()))
    }

    pub(super) fn id(&self) -> &str {
        self.subject.id.as_str()
    }

    pub(super) const fn index(&self) -> &Index {
        &self.index
    }

    /// How many entries a list has.
    pub(super) fn n_entries(&self, names: &[&str]) -> Result<usize> {
        Ok(self.place(names)?.n_entries())
    }

    /// The place that names lead to in the file.
    pub(super) fn place(&self, names: &[&str]) -> Result<FieldPlace> {
        find_place(&self.file, &self.draft, Role::Agreement, names).map_err(trouble_of)
    }

    /// The names of a typed path.
    pub(super) fn names(&self, path: &str) -> Result<Vec<String>> {
        path_names(&self.file, &self.draft, Role::Agreement, path).map_err(trouble_of)
    }

    /// Makes an edit, whose place was found after those before it.
    pub(super) fn make(&mut self, edit: Edit) -> Result<()> {
        let drafted = drafted(
            &self.file,
            &self.draft,
            Role::Agreement,
            std::slice::from_ref(&edit),
        );
        self.draft = drafted.map_err(|problem| Trouble::refused(problem.message, problem.help))?;
        self.edits.push(edit);
        Ok(())
    }

    /// Gives a place the value of a typed text.
    pub(super) fn set(&mut self, cx: &Context<'_>, names: &[&str], typed: &str) -> Result<()> {
        let place = self.place(names)?;
        let value = self.value(cx, &place, typed)?;
        self.make(place.set(value))
    }

    /// Takes a field away.
    pub(super) fn unset(&mut self, names: &[&str]) -> Result<()> {
        let edit = self.place(names)?.unset().map_err(trouble_of)?;
        self.make(edit)
    }

    /// Takes an entry out of its list.
    pub(super) fn remove(&mut self, names: &[&str]) -> Result<()> {
        let edit = self.place(names)?.remove().map_err(trouble_of)?;
        self.make(edit)
    }

    /// The value of a typed text at a place; organisations may be typed by their names.
    fn value(&self, cx: &Context<'_>, place: &FieldPlace, typed: &str) -> Result<Value> {
        let meant = if place.names_organisations() {
            self.organisations(cx, typed)
        } else if place.names_agreements() {
            self.agreements(cx, typed)?
        } else {
            typed.to_owned()
        };
        place.value(&meant, &self.network).map_err(trouble_of)
    }

    /// Adds the entry of typed fields to a list.
    pub(super) fn append(
        &mut self,
        cx: &Context<'_>,
        names: &[&str],
        typed: &[(Option<String>, String)],
    ) -> Result<()> {
        let place = self.place(names)?;
        let of_organisation = |(name, text): &(Option<String>, String)| {
            let text = if place.entries_name_organisations(name.as_deref()) {
                self.organisations(cx, text)
            } else {
                text.clone()
            };
            (name.clone(), text)
        };
        let typed: Vec<_> = typed.iter().map(of_organisation).collect();
        let entry = place.entry(&typed, &self.network).map_err(trouble_of)?;
        self.make(place.append(entry))
    }

    /// The ids of organisations that are typed by id or name, with commas between several. What is none that the
    /// registry knows stays as typed: it may be one that the registry is to know.
    fn organisations(&self, cx: &Context<'_>, typed: &str) -> String {
        let id = |text: &str| {
            let is_id = OrganisationId::parse(text).is_ok();
            let known = resolve::organisation(cx, &self.index, text);
            match known {
                Ok(id) if !is_id || id.as_str() == text => id.to_string(),
                _ => text.to_owned(),
            }
        };
        let ids: Vec<String> = typed.split(',').map(|text| id(text.trim())).collect();
        ids.join(", ")
    }

    /// The ids of agreements that are typed by id or title, with commas between several.
    fn agreements(&self, cx: &Context<'_>, typed: &str) -> Result<String> {
        let typed = typed.split(',').map(str::trim).filter(|text| !text.is_empty());
        let id = |text: &str| resolve::agreement_id(cx, &self.index, text).map(|id| id.to_string());
        let ids: Vec<String> = typed.map(id).collect::<Result<_>>()?;
        Ok(ids.join(", "))
    }

    /// Makes the edits, all or none, and says what changed.
    pub(super) fn perform(self, cx: &mut Context<'_>, changing: &Changing) -> Result<Exit> {
        let (subject, act) = self.into_act(cx, changing);
        act::perform_on(cx, &subject, &act, &changing.dry_run, |_| None)
    }

    fn into_act(self, cx: &Context<'_>, changing: &Changing) -> (Subject, Act) {
        let act = Act::Fields(FieldChanges {
            seen: self.seen,
            edits: self.edits,
            correcting: changing.reason.correcting(cx),
        });
        (self.subject, act)
    }
}

/// Makes the edits of several agreements. Where one of them is refused, none is made.
pub(super) fn perform_all(cx: &mut Context<'_>, planned: Vec<Changed>, changing: &Changing) -> Result<Exit> {
    let writing = changing.dry_run.writing(cx)?;
    let planned = planned.into_iter();
    let planned: Vec<(Subject, Act)> = planned.map(|changed| changed.into_act(cx, changing)).collect();
    let mut refused = false;
    for (subject, act) in &planned {
        if let (Err(ActError::Refused(reasons)), _) = subject.perform(cx, act, Writing::OnlyShown) {
            let id = Wording::same(subject.id.as_str());
            let named = reasons.into_iter().map(|reason| ActRefusal {
                message: Wording::joined(&[id.clone(), reason.message], ": "),
                ..reason
            });
            act::report_each(cx, named.collect(), |_| None);
            refused = true;
        }
    }
    if refused {
        cx.note(&act::NOTHING_RECORDED);
        return Ok(Exit::Findings);
    }
    let mut shown = Vec::new();
    for (subject, act) in &planned {
        let (performed, meaning) = subject.perform(cx, act, writing);
        match performed {
            Ok(performed) if writing == Writing::OnlyShown && !cx.is_supposing() => {
                let (before, after) = (&performed.before, &performed.after);
                shown.extend_from_slice(unified_diff(&performed.file, before, after).as_bytes());
                cx.notes(&meaning);
            }
            performed => {
                let exit = act::report(cx, performed, (writing, &meaning), |_| None)?;
                if exit != Exit::Done {
                    return Ok(exit);
                }
            }
        }
    }
    match writing {
        Writing::OnlyShown if !cx.is_supposing() => cx.deliver(&shown),
        Writing::OnlyShown | Writing::Done => Ok(Exit::Done),
    }
}

pub(super) fn trouble_of(problem: PathProblem) -> anyhow::Error {
    anyhow::Error::new(Trouble::refused(problem.message, problem.help))
}
