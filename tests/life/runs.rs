//! The runs: many lives that are the same every time, and a few that are new every time.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use crate::generator::life;
use crate::index::check_index;
use crate::steps::{Look, Turn};
use crate::tally::{Outcome, Tally};
use crate::world::World;

/// Lives whose index is checked at every look.
const LIVES: u32 = 34;

/// Lives of which only the files are checked: so many show every kind of act recorded, repeated and
/// refused.
const LIVES_OF_FILES: u32 = 170;

/// Lives that no run has seen before.
const NEW_LIVES: u32 = 5;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 1000,
        ..ProptestConfig::default()
    }
}

/// Lives through the turns and checks the files after each, and the index as `look` does.
fn live(
    turns: &[Turn],
    tally: &mut Tally,
    look: impl Fn(&mut World, Look) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut world = World::new();
    for turn in turns {
        let step = world.named(&turn.step);
        let outcome = world.carry_out(&step)?;
        tally.count(step.kind(), outcome);
        world.check_files()?;
        if turn.look != Look::Later && outcome != Outcome::Nothing {
            look(&mut world, turn.look)?;
        }
    }
    look(&mut world, Look::AtOnce)
}

/// Lives the same lives in every run.
fn known(lives: u32, look: impl Fn(&mut World, Look) -> Result<(), TestCaseError>) -> Tally {
    let tally = RefCell::default();
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config(lives), rng);
    let result = runner.run(&life(), |turns| live(&turns, &mut tally.borrow_mut(), &look));
    match result {
        Ok(()) => tally.into_inner(),
        Err(TestError::Fail(reason, turns)) => panic!("{reason}\nafter these steps: {turns:#?}"),
        Err(abort) => panic!("{abort}"),
    }
}

#[test]
fn known_lives() {
    known(LIVES, check_index);
}

#[test]
fn known_lives_of_files() {
    known(LIVES_OF_FILES, |_, _| Ok(())).assert_everything_happened();
}

proptest! {
    #![proptest_config(config(NEW_LIVES))]

    #[test]
    fn new_lives(turns in life()) {
        live(&turns, &mut Tally::default(), check_index)?;
    }
}
