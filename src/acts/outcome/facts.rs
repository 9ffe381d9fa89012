//! The facts that are in the file of an agreement after an act and were not before.

use crate::acts::Writing;
use crate::diagnostic::At;
use crate::model::{Agreement, Extension, PartialDate, Signatory};
use crate::wording;
use crate::wording::{Lang, Wording};

/// The most ids that a sentence names.
const MOST_NAMED: usize = 3;

/// A fact as the parts of a sentence: in English the verb stands between them, in Finnish before all.
#[derive(Clone)]
pub(super) struct Fact {
    pub(super) subject: String,
    pub(super) more: String,
    pub(super) fi: String,
}

impl Fact {
    pub(super) fn sentence(&self, writing: Writing) -> Wording {
        let word = writing.word();
        let (en, finnish) = (word.get(Lang::En), word.get(Lang::Fi));
        let Self { subject, more, fi } = self;
        wording!(en: "{subject} {en}{more}", fi: "{finnish} {fi}")
    }
}

pub(super) fn told(date: impl Into<PartialDate>) -> (String, String) {
    let date = date.into();
    (date.display(Lang::En), date.display(Lang::Fi))
}

/// What was recorded: first of signatories, with the count of signatures, then of the agreement as a whole.
pub(super) fn recorded(
    was: &Agreement,
    is: &Agreement,
    (n_signed, n_signatories): (u32, u32),
    writing: Writing,
) -> Vec<Wording> {
    let sentences = |facts: Vec<Fact>| {
        facts
            .iter()
            .map(|fact| fact.sentence(writing))
            .collect::<Vec<_>>()
    };
    let mut told = sentences(of_signatories(was, is));
    if let Some(last) = told.last_mut() {
        let count = format!("{n_signed}/{n_signatories}");
        *last = Wording::joined(&[last.clone(), Wording::composed(count.clone(), count)], ", ");
    }
    told.extend(sentences(of_agreement(was, is)));
    told
}

fn of_signatories(was: &Agreement, is: &Agreement) -> Vec<Fact> {
    let (new, known): (Vec<&Signatory>, Vec<&Signatory>) = is
        .signatories
        .iter()
        .partition(|entry| was.find_signatory(&entry.organisation.value).is_none());
    let pairs: Vec<Pair<'_>> = known
        .into_iter()
        .filter_map(|is| {
            Some(Pair {
                was: was.find_signatory(&is.organisation.value)?,
                is,
            })
        })
        .collect();
    let mut facts: Vec<Fact> = registered(&new).into_iter().collect();
    facts.extend(signed(&pairs));
    facts.extend(details(&pairs));
    facts.extend(pairs.iter().filter_map(declined));
    facts.extend(pairs.iter().filter_map(withdrawn));
    facts
}

/// An entry of the list of signatories before and after.
struct Pair<'a> {
    was: &'a Signatory,
    is: &'a Signatory,
}

fn registered(new: &[&Signatory]) -> Option<Fact> {
    let n = new.len();
    let ids = names(new.iter().copied())?;
    let joined = span(new.iter().filter_map(|entry| entry.joined.as_ref()));
    let (en, fi) = match joined {
        Some((en, fi)) => (format!(", joined {en}"), format!(", liittyminen {fi}")),
        None => (String::new(), String::new()),
    };
    let (noun, noun_fi) = if n == 1 {
        ("signatory", "allekirjoittaja")
    } else {
        ("signatories", "allekirjoittajaa")
    };
    Some(Fact {
        subject: format!("{n} {noun}"),
        more: format!(" ({ids}){en}"),
        fi: format!("{n} {noun_fi} ({ids}){fi}"),
    })
}

fn signed(pairs: &[Pair<'_>]) -> Option<Fact> {
    let new = pairs.iter().filter(|pair| pair.was.signed.is_none());
    let dates: Vec<&At<PartialDate>> = new.filter_map(|pair| pair.is.signed.as_ref()).collect();
    let n = dates.len();
    let (en, fi) = span(dates.into_iter())?;
    let (noun, noun_fi) = if n == 1 {
        ("signature", "allekirjoitus")
    } else {
        ("signatures", "allekirjoitusta")
    };
    Some(Fact {
        subject: format!("{n} {noun}"),
        more: format!(" ({en})"),
        fi: format!("{n} {noun_fi} ({fi})"),
    })
}

/// The position and the decision of those whose signature was on record already.
fn details(pairs: &[Pair<'_>]) -> Option<Fact> {
    let is_later = |pair: &&Pair<'_>| {
        let (was, is) = (pair.was, pair.is);
        was.signed.is_some() && (was.signed_by != is.signed_by || was.decision != is.decision)
    };
    let ids = names(pairs.iter().filter(is_later).map(|pair| pair.is))?;
    Some(Fact {
        subject: format!("details of the signature of {ids}"),
        more: String::new(),
        fi: format!("allekirjoituksen lisätiedot: {ids}"),
    })
}

fn declined(pair: &Pair<'_>) -> Option<Fact> {
    let on = pair
        .is
        .declined
        .as_ref()
        .filter(|_| pair.was.declined.is_none())?;
    let (id, (en, fi)) = (&pair.is.organisation.value, told(on.value));
    Some(Fact {
        subject: format!("refusal of `{id}`"),
        more: format!(" ({en})"),
        fi: format!("kieltäytyminen: `{id}` ({fi})"),
    })
}

fn withdrawn(pair: &Pair<'_>) -> Option<Fact> {
    let withdrawal = pair
        .is
        .withdrawn
        .as_ref()
        .filter(|_| pair.was.withdrawn.is_none())?;
    let id = &pair.is.organisation.value;
    let (notice, notice_fi) = told(withdrawal.notice.value);
    let (effective, effective_fi) = told(withdrawal.effective.value);
    Some(Fact {
        subject: format!("withdrawal of `{id}`"),
        more: format!(" (notice {notice}, no longer bound from {effective})"),
        fi: format!("irtisanoutuminen: `{id}` (ilmoitus {notice_fi}, sopimus ei sido {effective_fi} alkaen)"),
    })
}

fn of_agreement(was: &Agreement, is: &Agreement) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(opening) = is.opened.as_ref().filter(|_| was.opened.is_none()) {
        let (en, fi) = told(opening.on.value);
        facts.push(Fact {
            subject: "opening for signature".to_owned(),
            more: format!(" ({en}), the text is frozen"),
            fi: format!("avaaminen allekirjoitettavaksi ({fi}), teksti jäädytetään"),
        });
    }
    let n_known = was.term.extensions.len();
    facts.extend(is.term.extensions.iter().skip(n_known).map(extended));
    if let Some(end) = is.terminated.as_ref().filter(|_| was.terminated.is_none()) {
        let (en, fi) = told(end.on.value);
        let reason = end.reason.as_ref().map(|reason| format!(": {reason}"));
        let reason = reason.unwrap_or_default();
        facts.push(Fact {
            subject: "termination".to_owned(),
            more: format!(" ({en}){reason}"),
            fi: format!("irtisanominen ({fi}){reason}"),
        });
    }
    facts
}

fn extended(extension: &Extension) -> Fact {
    let (en, fi) = told(extension.until.value);
    let decided = extension.decided.as_ref().map(|decided| told(decided.value));
    let more = |decided: Option<String>| {
        let parts: Vec<String> = decided.into_iter().chain(extension.decision.clone()).collect();
        match parts.as_slice() {
            [] => String::new(),
            parts => format!(" ({})", parts.join(", ")),
        }
    };
    Fact {
        subject: format!("extension until {en}"),
        more: more(decided.clone().map(|(en, _)| format!("decided {en}"))),
        fi: format!(
            "jatko, uusi päättymispäivä {fi}{}",
            more(decided.map(|(_, fi)| format!("päätetty {fi}")))
        ),
    }
}

/// The ids of a few entries; `None` of none.
fn names<'a>(entries: impl Iterator<Item = &'a Signatory>) -> Option<String> {
    let ids: Vec<String> = entries
        .map(|entry| format!("`{}`", entry.organisation.value))
        .collect();
    match ids.len() {
        0 => None,
        n if n > MOST_NAMED => Some(format!("{}, …", ids[..MOST_NAMED].join(", "))),
        _ => Some(ids.join(", ")),
    }
}

/// The dates from the first to the last; `None` of none.
fn span<'a>(dates: impl Iterator<Item = &'a At<PartialDate>>) -> Option<(String, String)> {
    let mut dates: Vec<PartialDate> = dates.map(|at| at.value).collect();
    dates.sort_by_key(|date| (date.first_day(), date.last_day()));
    dates.dedup();
    let (first, last) = (*dates.first()?, *dates.last()?);
    if first == last {
        return Some(told(first));
    }
    let ((first, first_fi), (last, last_fi)) = (told(first), told(last));
    Some((format!("{first}–{last}"), format!("{first_fi}–{last_fi}")))
}
