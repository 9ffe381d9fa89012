//! What came of the steps of a run, counted: a test in which nothing happens proves nothing.

use std::collections::BTreeMap;

use crate::changes::Changing;
use crate::steps::{Deed, Step};

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Done,
    /// It was so already.
    OnRecord,
    Refused,
    /// By hand nothing could be done: no such file, or it is broken.
    Nothing,
}

/// How often each kind of step came to what.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<(&'static str, Outcome), usize>);

impl Tally {
    pub(crate) fn count(&mut self, kind: &'static str, outcome: Outcome) {
        *self.0.entry((kind, outcome)).or_default() += 1;
    }

    fn has(&self, kind: &'static str, outcome: Outcome) -> bool {
        self.0.contains_key(&(kind, outcome))
    }

    /// Every act was recorded, repeated and refused, and everything was done by hand at least once.
    pub(crate) fn assert_everything_happened(&self) {
        for kind in Deed::KINDS.into_iter().chain(Changing::KINDS) {
            for outcome in [Outcome::Done, Outcome::OnRecord, Outcome::Refused] {
                assert!(
                    !can_be(kind, outcome) || self.has(kind, outcome),
                    "no {kind} was {outcome:?}\n{self:#?}"
                );
            }
        }
        for kind in Step::KINDS {
            assert!(self.has(kind, Outcome::Done), "nothing did {kind}\n{self:#?}");
        }
        assert!(
            self.has("undo", Outcome::Refused),
            "every act was undone\n{self:#?}"
        );
    }
}

/// Whether an act can come to that.
fn can_be(kind: &str, outcome: Outcome) -> bool {
    match outcome {
        // Who is on the list cannot be registered again, nor can anything be added or taken away once more: there is no
        // repetition without another one, or a refusal.
        Outcome::OnRecord => {
            let is_once = ["register", "take back", "reopen", "set a fact"].contains(&kind);
            !is_once && !kind.starts_with("add ") && !kind.starts_with("remove ")
        }
        Outcome::Done => kind != "set a fact",
        // An event is no fact of the agreement, so nothing contradicts it.
        Outcome::Refused => kind != "add an event",
        Outcome::Nothing => false,
    }
}
