//! How an agreement differs from an older one: who signs, which groups there are, what is promised,
//! for how long, under which strategies and provisions. It says the files' facts and looks at no day.

mod duties;
mod groups;
mod pairs;
mod provisions;
mod signatories;
mod words;

use super::same_duty::plain;
use crate::model::{Agreement, Ending, EntryRule, Registry, Strategy, Term, TextLang};
use crate::view::{
    ContinuationView, DiffView, OtherEnd, Spoken, StrategyChanges, StrategyView, TermChange, TermView,
};
use crate::wording::Lang;

/// The differences of two agreements of the registry; `old` is usually the predecessor, but any two
/// can be compared.
#[must_use]
pub fn diff(registry: &Registry, old: &Agreement, new: &Agreement, lang: Lang) -> DiffView {
    let texts = TextLang::of(lang);
    let pairs = pairs::pairs(old, new, texts);
    DiffView {
        old: old.id.value.to_string(),
        new: new.id.value.to_string(),
        old_title: Spoken::of(&old.title.value, texts),
        new_title: Spoken::of(&new.title.value, texts),
        signatories: signatories::compare(registry, old, new),
        duties: duties::compare(&pairs),
        groups: groups::compare(old, new, &pairs.fates, texts),
        term: TermChange {
            old: term(&old.term, old.entry_rule),
            new: term(&new.term, new.entry_rule),
        },
        strategies: strategies(&old.strategies, &new.strategies, texts),
        provisions: provisions::compare(&old.provisions, &new.provisions, texts),
    }
}

fn term(term: &Term, rule: EntryRule) -> TermView {
    TermView {
        starts: term.starts.value,
        ends: match term.effective_ending() {
            Ending::OpenEnded => None,
            Ending::On(date) => Some(date),
        },
        notice_months: term.notice_months,
        notice: term.notice.as_ref().map(|at| at.value),
        continues: ContinuationView::of(term),
        review_months: term.review_months.as_ref().map(|months| months.value),
        in_force_when: rule.code(),
        signed_at_least: rule.least(),
    }
}

fn strategies(old: &[Strategy], new: &[Strategy], texts: TextLang) -> StrategyChanges {
    let view = |strategy: &Strategy| StrategyView {
        name: Spoken::of(&strategy.name.value, texts),
        ends: strategy.ends.as_ref().map(|ends| ends.value),
    };
    let find = |list: &[Strategy], wanted: &Strategy| {
        let mut found = list
            .iter()
            .filter(|strategy| plain(strategy.name.value.fi()) == plain(wanted.name.value.fi()));
        found.next().map(view)
    };
    let mut changes = StrategyChanges {
        added: Vec::new(),
        dropped: Vec::new(),
        kept: Vec::new(),
        other_end: Vec::new(),
    };
    for strategy in new {
        let now = view(strategy);
        match find(old, strategy) {
            None => changes.added.push(now),
            Some(before) if before.ends == now.ends => changes.kept.push(now),
            Some(before) => changes.other_end.push(OtherEnd {
                name: now.name,
                from: before.ends,
                to: now.ends,
            }),
        }
    }
    let is_gone = |strategy: &&Strategy| find(new, strategy).is_none();
    changes.dropped = old.iter().filter(is_gone).map(view).collect();
    changes
}

#[cfg(test)]
mod tests;
