//! What an act recorded in the file of an agreement, and what follows from it.

use chrono::NaiveDate;

use super::facts::recorded;
use crate::acts::Writing;
use crate::model::{
    Agreement, AgreementId, AgreementStatus, EndFacts, PartialDate, Registry, Standing, Withdrawal,
    standing_of, standings, vacancies,
};
use crate::questions::board;
use crate::wording;
use crate::wording::{Lang, Wording};

/// The sentences about an agreement that an act changed: what was recorded, with the count of signatures
/// and what entry into force still waits for, and what follows from it. Both registries have the agreement
/// and those that it supersedes or that supersede it. Fields that were `changed` by their places are named as such.
pub(super) fn outcome(
    (before, after): (&Registry, &Registry),
    id: &AgreementId,
    changed: Vec<Wording>,
    today: NaiveDate,
    writing: Writing,
) -> Vec<Wording> {
    let (Some(was), Some(is)) = (Moment::of(before, id, today), Moment::of(after, id, today)) else {
        return changed;
    };
    let mut lines = changed;
    if lines.is_empty() {
        let counts = (is.n_signed, is.n_signatories);
        let recorded = recorded(was.agreement, is.agreement, counts, writing);
        if recorded.is_empty() {
            return Vec::new();
        }
        lines.push(Wording::joined(&[recorded, entry_waits(&is)].concat(), "; "));
    }
    let follows = [consequences(&was, &is), superseded(before, after, id, today)].concat();
    if !follows.is_empty() {
        let follows = Wording::joined(&follows, "; ");
        lines.push(writing.after(follows));
    }
    lines.extend(early_termination(&was, &is));
    lines.extend(early_withdrawals(&was, &is));
    if is.agreement.corrections.len() > was.agreement.corrections.len() {
        lines.push(Wording::fixed(
            "what was on record before is kept under `corrections`, with the reason",
            "aiempi kirjaus ja syy säilyvät kohdassa `corrections`",
        ));
    }
    lines
}

/// An agreement as it is on the day.
struct Moment<'r> {
    registry: &'r Registry,
    agreement: &'r Agreement,
    standing: Standing<'r>,
    n_signed: u32,
    n_signatories: u32,
    /// How many signatures entry into force still waits for.
    missing: Option<u32>,
    today: NaiveDate,
}

impl<'r> Moment<'r> {
    fn of(registry: &'r Registry, id: &AgreementId, today: NaiveDate) -> Option<Self> {
        let agreement = registry.find_agreement(id)?;
        let board = board(registry, agreement, today, Lang::Fi);
        Some(Self {
            registry,
            agreement,
            standing: standing_of(registry, agreement, today),
            n_signed: board.signed,
            n_signatories: board.total,
            missing: board.blocking.map(|blocking| blocking.missing),
            today,
        })
    }

    /// A start that is only known to the year is not shown as the first of January.
    fn as_given(&self, day: NaiveDate) -> PartialDate {
        let starts = self.agreement.term.starts.value;
        Some(starts)
            .filter(|starts| starts.first_day() == day)
            .unwrap_or(PartialDate::Day(day))
    }
}

fn entry_waits(is: &Moment<'_>) -> Vec<Wording> {
    let Some(missing) = is.missing.filter(|missing| *missing > 0) else {
        return Vec::new();
    };
    let (signatures, unit) = if missing == 1 {
        ("signature", "allekirjoitus")
    } else {
        ("signatures", "allekirjoitusta")
    };
    vec![wording!(
        en: "{missing} more {signatures} needed for entry into force",
        fi: "voimaantuloon tarvitaan vielä {missing} {unit}"
    )]
}

/// The seats that are vacant now and were not before.
fn vacant(was: &Moment<'_>, is: &Moment<'_>) -> Vec<Wording> {
    let described = |moment: &Moment<'_>| -> Vec<Wording> {
        let find = |id: &_| moment.registry.find_organisation(id);
        let day = moment.today.max(moment.standing.milestones.starts_on);
        let vacant = vacancies(moment.agreement, find, day);
        vacant
            .iter()
            .map(|vacancy| vacancy.describe(moment.agreement))
            .collect()
    };
    let known = described(was);
    described(is)
        .into_iter()
        .filter(|new| !known.contains(new))
        .collect()
}

fn consequences(was: &Moment<'_>, is: &Moment<'_>) -> Vec<Wording> {
    let mut shown = Vec::new();
    let (from, to) = (was.standing.status, is.standing.status);
    if from != to {
        let (from, to) = (from.label(), to.label());
        shown.push(wording!(en: "status: {from} → {to}", fi: "tila: {from} → {to}", from, to));
    }
    shown.extend(entry(was, is));
    shown.extend(left(was, is));
    shown.extend(vacant(was, is));
    if let Some(last_day) = last_day(was, is) {
        shown.push(last_day);
        shown.extend(deadline(is));
    }
    shown
}

/// The day of entry into force, when it is another than before.
fn entry(was: &Moment<'_>, is: &Moment<'_>) -> Option<Wording> {
    let (before, after) = (
        was.standing.milestones.entered_on(),
        is.standing.milestones.entered_on(),
    );
    if before == after {
        return None;
    }
    let Some(entered) = after else {
        return Some(Wording::fixed(
            "it no longer enters into force",
            "se ei enää tule voimaan",
        ));
    };
    let as_given = is.as_given(entered);
    Some(if entered > is.today {
        wording!(en: "enters into force on {as_given}", fi: "tulee voimaan {as_given}", as_given)
    } else if is.standing.status == AgreementStatus::InForce {
        wording!(en: "in force since {as_given}", fi: "voimassa {as_given} alkaen", as_given)
    } else {
        wording!(en: "entered into force on {as_given}", fi: "tuli voimaan {as_given}", as_given)
    })
}

/// The last day in force, when it is another than before.
fn last_day(was: &Moment<'_>, is: &Moment<'_>) -> Option<Wording> {
    let last_day = |moment: &Moment<'_>| moment.standing.end.map(|end| end.last_day());
    let (before, after) = (last_day(was), last_day(is));
    let last = after.filter(|_| before != after)?;
    let before = match before {
        Some(before) => wording!(en: "{before}", fi: "{before}", before),
        None => Wording::fixed("open-ended", "toistaiseksi"),
    };
    Some(wording!(
        en: "last day {last} (before: {before})",
        fi: "viimeinen voimassaolopäivä {last} (ennen: {before})",
        before, last
    ))
}

/// The day by which the continuation is decided, while it is to come.
fn deadline(is: &Moment<'_>) -> Option<Wording> {
    let term = &is.agreement.term;
    if term.decision_notice().is_none() && term.continues.is_none() {
        return None;
    }
    let due = is
        .standing
        .decision_deadline_on()
        .filter(|due| *due >= is.today)?;
    if let Some(to) = is.standing.continues_to() {
        return Some(wording!(
            en: "continues by itself to {to} unless terminated by {due}",
            fi: "jatkuu itsestään {to} asti, ellei sitä irtisanota viimeistään {due}",
            to, due
        ));
    }
    Some(wording!(
        en: "the continuation is decided by {due}",
        fi: "jatkosta päätetään viimeistään {due}",
        due
    ))
}

/// That a termination comes before the day on which a notice given today ends the agreement. One that has taken effect
/// had its notice earlier.
fn early_termination(was: &Moment<'_>, is: &Moment<'_>) -> Option<Wording> {
    let new = is.agreement.terminated.as_ref();
    let on = new.filter(|_| was.agreement.terminated.is_none())?.on.value;
    let earliest = EndFacts::earliest_termination(was.agreement, is.today)?;
    let is_early = on.first_day() > is.today && on.last_day() < earliest;
    is_early.then(|| before_notice_has_run(is.today.into(), earliest))
}

/// That withdrawals come before their notice has run.
fn early_withdrawals(was: &Moment<'_>, is: &Moment<'_>) -> Vec<Wording> {
    let Some(notice) = is.agreement.term.notice.as_ref().map(|at| at.value) else {
        return Vec::new();
    };
    let dates = |withdrawn: &Withdrawal| (withdrawn.notice.value, withdrawn.effective.value);
    let given = |moment: &Moment<'_>| -> Vec<_> {
        let all = moment.agreement.signatories.iter();
        all.filter_map(|one| Some((one.organisation.value.clone(), dates(one.withdrawn.as_ref()?))))
            .collect()
    };
    let known = given(was);
    let new = is.agreement.signatories.iter().filter_map(|one| {
        let withdrawn = one.withdrawn.as_ref()?;
        let is_known = known.contains(&(one.organisation.value.clone(), dates(withdrawn)));
        (!is_known).then_some(withdrawn)
    });
    new.filter_map(|withdrawn| {
        let earliest = withdrawn.cut_short(notice)?;
        Some(before_notice_has_run(withdrawn.notice.value, earliest))
    })
    .collect()
}

fn before_notice_has_run(given: PartialDate, earliest: NaiveDate) -> Wording {
    wording!(
        en: "by the agreement, notice given on {given} takes effect on {earliest} at the earliest; the parties must agree on an earlier day",
        fi: "sopimuksen mukaan {given} tehty irtisanominen tulee voimaan aikaisintaan {earliest}; aikaisemmasta päivästä on sovittava",
        given, earliest
    )
}

/// How many are bound from the day on which a notice takes effect.
fn left(was: &Moment<'_>, is: &Moment<'_>) -> Vec<Wording> {
    let given = |moment: &Moment<'_>| {
        let all = moment.agreement.signatories.iter();
        let notices = all.filter_map(|entry| entry.withdrawn.as_ref());
        notices.map(|notice| notice.effective.value).collect::<Vec<_>>()
    };
    let known = given(was);
    let new = given(is)
        .into_iter()
        .filter(|effective| !known.contains(effective));
    new.filter(|effective| effective.first_day() > is.today)
        .map(|effective| {
            let board = board(is.registry, is.agreement, effective.first_day(), Lang::Fi);
            let (signed, total) = (board.signed, board.total);
            wording!(
                en: "{signed}/{total} from {effective}",
                fi: "{signed}/{total} {effective} alkaen",
                effective
            )
        })
        .collect()
}

/// The other agreements that are superseded on another day than before.
fn superseded(before: &Registry, after: &Registry, id: &AgreementId, today: NaiveDate) -> Vec<Wording> {
    let days = |registry| {
        let standings = standings(registry, today).into_iter();
        let others = standings.filter(|standing| standing.agreement.id.value != *id);
        others
            .map(|standing| (&standing.agreement.id.value, standing.milestones.superseded_on))
            .collect::<Vec<_>>()
    };
    let was = days(before);
    days(after)
        .into_iter()
        .filter(|day| !was.contains(day))
        .map(|(other, on)| match on {
            Some(on) => {
                wording!(en: "`{other}` is superseded on {on}", fi: "`{other}` korvautuu {on}", on)
            }
            None => wording!(en: "`{other}` is no longer superseded", fi: "`{other}` ei enää korvaudu"),
        })
        .collect()
}
