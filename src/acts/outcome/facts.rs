//! The facts that are in the file of an agreement after an act and were not before.

use super::seats::recorded_seats;
use crate::acts::Writing;
use crate::diagnostic::At;
use crate::model::{Agreement, Extension, PartialDate, Signatory};
use crate::wording;
use crate::wording::Wording;

/// The most ids that a sentence names.
const MOST_NAMED: usize = 3;

/// What was recorded: first of signatories, with the count of signatures, then of the agreement as a whole.
pub(super) fn recorded(
    was: &Agreement,
    is: &Agreement,
    (n_signed, n_signatories): (u32, u32),
    writing: Writing,
) -> Vec<Wording> {
    let word = writing.word();
    let mut shown = of_signatories(was, is, &word);
    if let Some(last) = shown.last_mut() {
        let count = Wording::same(format!("{n_signed}/{n_signatories}"));
        *last = Wording::joined(&[last.clone(), count], ", ");
    }
    shown.extend(of_agreement(was, is, &word));
    shown
}

fn of_signatories(was: &Agreement, is: &Agreement, word: &Wording) -> Vec<Wording> {
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
    let mut facts: Vec<Wording> = registered(&new, word).into_iter().collect();
    facts.extend(signed(&pairs, word));
    facts.extend(details(&pairs, word));
    facts.extend(pairs.iter().filter_map(|pair| declined(pair, word)));
    facts.extend(pairs.iter().filter_map(|pair| withdrawn(pair, word)));
    facts
}

/// An entry of the list of signatories before and after.
struct Pair<'a> {
    was: &'a Signatory,
    is: &'a Signatory,
}

fn registered(new: &[&Signatory], word: &Wording) -> Option<Wording> {
    let n = new.len();
    let ids = names(new.iter().copied())?;
    let joined = span(new.iter().filter_map(|entry| entry.joined.as_ref()));
    let joined = joined.map(|on| wording!(en: ", joined {on}", fi: ", liittyminen {on}", on));
    let noun = match n {
        1 => Wording::fixed("signatory", "allekirjoittaja"),
        _ => Wording::fixed("signatories", "allekirjoittajaa"),
    };
    Some(wording!(
        en: "{n} {noun} {word} ({ids}){joined}",
        fi: "{word} {n} {noun} ({ids}){joined}",
        joined, noun, word
    ))
}

fn signed(pairs: &[Pair<'_>], word: &Wording) -> Option<Wording> {
    let new = pairs.iter().filter(|pair| pair.was.signed.is_none());
    let dates: Vec<&At<PartialDate>> = new.filter_map(|pair| pair.is.signed.as_ref()).collect();
    let n = dates.len();
    let dates = span(dates.into_iter())?;
    let noun = match n {
        1 => Wording::fixed("signature", "allekirjoitus"),
        _ => Wording::fixed("signatures", "allekirjoitusta"),
    };
    Some(wording!(
        en: "{n} {noun} {word} ({dates})",
        fi: "{word} {n} {noun} ({dates})",
        dates, noun, word
    ))
}

/// The position, the decision and its case number of those whose signature was on record already.
fn details(pairs: &[Pair<'_>], word: &Wording) -> Option<Wording> {
    let is_later = |pair: &&Pair<'_>| {
        let (was, is) = (pair.was, pair.is);
        let texts = |of: &Signatory| [of.signed_by.clone(), of.decision.clone(), of.record.clone()];
        was.signed.is_some() && texts(was) != texts(is)
    };
    let ids = names(pairs.iter().filter(is_later).map(|pair| pair.is))?;
    Some(wording!(
        en: "details of the signature of {ids} {word}",
        fi: "{word} allekirjoituksen lisätiedot: {ids}",
        word
    ))
}

fn declined(pair: &Pair<'_>, word: &Wording) -> Option<Wording> {
    let (id, on) = (&pair.is.organisation.value, pair.is.declined.as_ref()?.value);
    pair.was.declined.is_none().then(|| {
        wording!(
            en: "refusal of `{id}` {word} ({on})",
            fi: "{word} kieltäytyminen: `{id}` ({on})",
            on, word
        )
    })
}

fn withdrawn(pair: &Pair<'_>, word: &Wording) -> Option<Wording> {
    let (id, withdrawal) = (&pair.is.organisation.value, pair.is.withdrawn.as_ref()?);
    pair.was.withdrawn.is_none().then(|| {
        wording!(
            en: "withdrawal of `{id}` {word} (notice {notice}, no longer bound from {effective})",
            fi: "{word} irtisanoutuminen: `{id}` (ilmoitus {notice}, sopimus ei sido {effective} alkaen)",
            notice = withdrawal.notice.value, effective = withdrawal.effective.value, word
        )
    })
}

fn approved(was: &Agreement, is: &Agreement, word: &Wording) -> Option<Wording> {
    let new = is.approvals.iter().skip(was.approvals.len());
    let parties = new.filter_map(|approval| is.find_signatory(&approval.organisation.value));
    let ids = names(parties)?;
    let on = is.approvals.last()?.on.value;
    Some(wording!(
        en: "approval of the text by {ids} {word} ({on})",
        fi: "{word} tekstin hyväksyntä: {ids} ({on})",
        on, word
    ))
}

fn of_agreement(was: &Agreement, is: &Agreement, word: &Wording) -> Vec<Wording> {
    let mut facts: Vec<Wording> = approved(was, is, word).into_iter().collect();
    if let Some(opening) = is.opened.as_ref().filter(|_| was.opened.is_none()) {
        facts.push(wording!(
            en: "opening for signing {word} ({on}), the text is frozen",
            fi: "{word} avaaminen allekirjoitettavaksi ({on}), teksti jäädytetään",
            on = opening.on.value, word
        ));
    }
    facts.extend(recorded_seats(was, is, word));
    let new = is.term.extensions.iter().skip(was.term.extensions.len());
    facts.extend(new.map(|extension| extended(extension, word)));
    if let Some(end) = is.terminated.as_ref().filter(|_| was.terminated.is_none()) {
        let reason = end.reason.as_ref().map(|reason| format!(": {reason}"));
        facts.push(wording!(
            en: "termination {word} ({on}){reason}",
            fi: "{word} irtisanominen ({on}){reason}",
            on = end.on.value, reason, word
        ));
    }
    let new = is.documents.iter().filter(|document| {
        let path = &document.file.value;
        !was.documents.iter().any(|known| known.file.value == *path)
    });
    facts.extend(new.map(|document| {
        let (path, kind) = (document.file.value.from_root(), document.kind.label());
        wording!(
            en: "document {path} {word} ({kind})",
            fi: "{word} asiakirja {path} ({kind})",
            kind, word
        )
    }));
    facts
}

fn extended(extension: &Extension, word: &Wording) -> Wording {
    let decided = extension.decided.as_ref().map(|decided| decided.value);
    let decided = decided.map(|on| wording!(en: "decided {on}", fi: "päätetty {on}", on));
    let name = extension.decision.clone().map(Wording::same);
    let more: Vec<Wording> = decided.into_iter().chain(name).collect();
    let more = (!more.is_empty()).then(|| Wording::joined(&more, ", "));
    let more = more.map(|more| wording!(en: " ({more})", fi: " ({more})", more));
    wording!(
        en: "extension until {until} {word}{more}",
        fi: "{word} jatko, uusi päättymispäivä {until}{more}",
        until = extension.until.value, more, word
    )
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
fn span<'a>(dates: impl Iterator<Item = &'a At<PartialDate>>) -> Option<Wording> {
    let mut dates: Vec<PartialDate> = dates.map(|at| at.value).collect();
    dates.sort_by_key(|date| (date.first_day(), date.last_day()));
    dates.dedup();
    let (first, last) = (*dates.first()?, *dates.last()?);
    Some(if first == last {
        wording!(en: "{first}", fi: "{first}", first)
    } else {
        wording!(en: "{first}–{last}", fi: "{first}–{last}", first, last)
    })
}
