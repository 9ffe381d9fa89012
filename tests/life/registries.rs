//! Random registries, asked everything on random days: no answer may say anything but what follows from the
//! facts, whoever asks, the library or the command line.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kumppani::diagnostic::FilePath;
use kumppani::model::{Edition, FrozenText};
use kumppani::source::{Content, Role, read_bytes};
use kumppani::wording::Lang;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use crate::answers::tell;
use crate::commands::ask;
use crate::date::Date;
use crate::day::Day;
use crate::days::days;
use crate::expected::expected;
use crate::facts::Agreement;
use crate::generator::{ORGANISATIONS, TODAY, agreement_of, date};
use crate::library::Library;
use crate::oracle::Known;
use crate::owners::Ceased;
use crate::pages::tell_site;
use crate::papers::{tell_findings, tell_letters};
use crate::questions::{Question, questions};
use crate::text::{Layout, file_of, organisations};
use crate::told::Told;

/// Registries that are the same in every run.
const REGISTRIES: u32 = 100;

/// So many days of each are asked.
const DAYS: usize = 6;

/// Of so many registries the command line is asked, too.
const BY_COMMAND: usize = 5;

/// A registry, and what picks the days.
#[derive(Clone, Debug)]
struct Registry {
    known: Known,
    ceased: Ceased,
    picks: Vec<Index>,
}

fn whole(at: usize) -> impl Strategy<Value = Agreement> {
    let terminated = proptest::option::weighted(0.25, date());
    let opened = proptest::option::weighted(0.4, date());
    (agreement_of(at), terminated, opened).prop_map(|(agreement, terminated, opened)| {
        let agreement = Agreement {
            opened,
            terminated,
            ..agreement
        };
        with_notice_after_signature(agreement.without_contradictions())
    })
}

/// The public edition leaves a notice out. One whose year or month begins before that of the signature would count before
/// it, and then the editions count differently.
fn with_notice_after_signature(mut agreement: Agreement) -> Agreement {
    for one in &mut agreement.signatories {
        let signed = one.signed.map(Date::first);
        one.withdrawn = one
            .withdrawn
            .filter(|(notice, _)| signed.is_some_and(|signed| signed <= notice.first()));
    }
    agreement
}

fn registry() -> impl Strategy<Value = Registry> {
    let ceased = proptest::collection::btree_map(select(ORGANISATIONS), date(), 0..3);
    let picks = proptest::collection::vec(any::<Index>(), DAYS);
    let agreements = (whole(0), whole(1), whole(2));
    (agreements, ceased, picks).prop_map(|((a, b, c), ceased, picks)| Registry {
        known: [a, b, c].map(|one| (one.id, one)).into_iter().collect(),
        ceased,
        picks,
    })
}

/// The file of an agreement; the digest of the opening is the library's.
fn text_of(agreement: &Agreement) -> Vec<u8> {
    let mut bytes = file_of(agreement, Layout::Lines);
    let Some(opened) = agreement.opened else {
        return bytes;
    };
    let path = FilePath::new(&format!("agreements/{}.yaml", agreement.id));
    let Some(Content::Agreement(read)) = read_bytes(
        &path,
        Role::Agreement,
        &kumppani::model::Network::lapland(),
        bytes.clone(),
    )
    .content
    else {
        panic!("the file can be read");
    };
    let digest = FrozenText::of(&read).digest();
    bytes.extend(format!("opened: {{ on: {opened}, text: {digest} }}\n").into_bytes());
    bytes
}

fn write(root: &Path, registry: &Registry) {
    fs::create_dir_all(root.join("agreements")).expect("a folder can be made");
    let write = |path: &str, bytes: &[u8]| fs::write(root.join(path), bytes).expect("a file can be written");
    for agreement in registry.known.values() {
        write(&format!("agreements/{}.yaml", agreement.id), &text_of(agreement));
    }
    if !registry.ceased.is_empty() {
        write("agreements/organisations.yaml", &organisations(&registry.ceased));
    }
    write(
        "registry.yaml",
        b"name: Verkosto\nsender: { role: Koordinaattori, email: tno@example.fi }\n",
    );
}

fn questions_of(known: &Known) -> Vec<Question> {
    let ids: Vec<String> = known.keys().map(|id| (*id).to_owned()).collect();
    let groups = known.values().flat_map(|agreement| {
        let ids = agreement.groups.iter().map(|group| group.id);
        ids.map(|group| (agreement.id.to_owned(), group.to_owned()))
    });
    let signatories = known.values().flat_map(|agreement| {
        let ids = agreement.signatories.iter().map(|one| one.organisation);
        ids.map(|one| (agreement.id.to_owned(), one.to_owned()))
    });
    questions(
        &ids,
        &groups.collect::<Vec<_>>(),
        &signatories.collect::<Vec<_>>(),
    )
}

/// What was compared.
#[derive(Debug, Default)]
struct Tally {
    registries: usize,
    days: usize,
    answers: usize,
    statements: usize,
    printed: usize,
    statuses: BTreeMap<String, usize>,
}

fn check(registry: &Registry, tally: &mut Tally) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write(folder.path(), registry);
    let library = Library::open(folder.path(), TODAY.first());
    let questions = questions_of(&registry.known);
    let all = days(&registry.known, &registry.ceased);
    let is_printed = tally.registries < BY_COMMAND;
    tally.registries += 1;
    for pick in &registry.picks {
        let on = *pick.get(&all);
        let day = Day {
            known: &registry.known,
            ceased: &registry.ceased,
            on,
        };
        let expected = expected(day);
        let mut told = Told::default();
        for question in &questions {
            let answer = library.ask(question, on);
            tell(question, &answer, &mut told);
            if is_printed {
                for lang in [Lang::En, Lang::Fi] {
                    let mut printed = Told::default();
                    tell(question, &ask(folder.path(), question, on, lang), &mut printed);
                    prop_assert_eq!(printed.untrue(&expected), Vec::<String>::new());
                    tally.printed += 1;
                }
            }
        }
        tell_site(&library.registry, Edition::Internal, on, &mut told);
        tell_site(&library.registry, Edition::Public, on, &mut told);
        for id in registry.known.keys() {
            tell_letters(&library, id, on, &mut told);
        }
        tell_findings(folder.path(), on, &mut told);
        let untrue = told.untrue(&expected);
        prop_assert!(untrue.is_empty(), "on {on}:\n{}", untrue.join("\n"));
        tally.days += 1;
        tally.answers += questions.len();
        tally.statements += told.statements.len();
        for agreement in registry.known.values() {
            *tally
                .statuses
                .entry(day.status(agreement).to_owned())
                .or_default() += 1;
        }
    }
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 100,
        ..ProptestConfig::default()
    }
}

#[test]
fn every_answer_is_true_on_every_day() {
    let tally = RefCell::new(Tally::default());
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config(REGISTRIES), rng);
    let result = runner.run(&registry(), |registry| check(&registry, &mut tally.borrow_mut()));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, registry)) => panic!("{reason}\nin {registry:#?}"),
        Err(abort) => panic!("{abort}"),
    }
    let tally = tally.into_inner();
    assert_eq!(tally.statuses.len(), 7, "{tally:#?}");
    assert!(tally.statements > 100_000, "{tally:#?}");
}
