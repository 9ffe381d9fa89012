//! The example registry on the days about everything that happens in it: all commands say the same, in one
//! language and in the other. No oracle is asked; the commands are compared with each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use kumppani::wording::Lang;

use crate::answers::tell;
use crate::commands::ask;
use crate::library::Library;
use crate::questions::{Question, questions};
use crate::told::Told;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("its entries can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

#[test]
fn all_commands_tell_the_same_of_the_example() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["agreements", "documents"] {
        copy(&source.join(name), &folder.path().join(name));
    }
    fs::copy(source.join("registry.yaml"), folder.path().join("registry.yaml")).expect("it can be copied");
    let library = Library::open(folder.path(), crate::date::day(2026, 11, 21));
    let questions = questions_of(&library);
    let days = turns(&library);
    let mut n_shared = 0;
    for (at, day) in days.iter().enumerate() {
        let mut told = Told::default();
        let lang = if at % 2 == 0 { Lang::En } else { Lang::Fi };
        // Of the parts, of which there are many, each day has its share.
        let of_day = questions
            .iter()
            .enumerate()
            .filter(|(n, question)| !question.is_of_a_part() || n % 5 == at % 5);
        for (_, question) in of_day {
            tell(question, &ask(folder.path(), question, *day, lang), &mut told);
        }
        assert_eq!(told.disagreements(), [""; 0], "on {day}");
        n_shared += told.n_shared();
    }
    let (n_days, n_questions) = (days.len(), questions.len());
    assert!(
        n_days > 30 && n_shared > 3_000,
        "{n_days} days, {n_questions} questions, {n_shared} subjects"
    );
}

fn questions_of(library: &Library) -> Vec<Question> {
    let agreements = &library.registry.agreements;
    let ids = agreements
        .iter()
        .map(|one| one.id.value.to_string())
        .collect::<Vec<_>>();
    let groups = agreements.iter().flat_map(|agreement| {
        let ids = agreement.groups.iter().map(|group| group.id.value.to_string());
        ids.map(|group| (agreement.id.value.to_string(), group))
    });
    // A few for many: what is asked of one is asked alike of all.
    let signatories = agreements.iter().flat_map(|agreement| {
        let ids = agreement
            .signatories
            .iter()
            .map(|one| one.organisation.value.to_string());
        ids.step_by(17).map(|one| (agreement.id.value.to_string(), one))
    });
    questions(
        &ids,
        &groups.collect::<Vec<_>>(),
        &signatories.collect::<Vec<_>>(),
    )
}

/// The days on which a status or a state turns, with the day before and the day after.
fn turns(library: &Library) -> BTreeSet<NaiveDate> {
    let mut turns = BTreeSet::new();
    for agreement in &library.registry.agreements {
        turns.insert(agreement.term.starts.value.first_day());
        turns.extend(agreement.term.effective_end_on());
        turns.extend(agreement.opened.iter().map(|opened| opened.on.value.first_day()));
        for one in &agreement.signatories {
            let facts = [&one.signed, &one.joined, &one.declined].into_iter().flatten();
            turns.extend(facts.map(|at| at.value.first_day()));
            let left = one.withdrawn.as_ref();
            turns.extend(
                left.into_iter()
                    .flat_map(|left| [&left.notice, &left.effective])
                    .map(|at| at.value.first_day()),
            );
        }
        turns.extend(
            agreement
                .groups
                .iter()
                .filter_map(|group| Some(group.dissolved.as_ref()?.value.first_day())),
        );
    }
    let ceased = library.registry.organisations.iter();
    turns.extend(ceased.filter_map(|one| Some(one.ceased.as_ref()?.value.last_day())));
    let about = |day: NaiveDate| [day - Days::new(1), day, day + Days::new(1)];
    turns.into_iter().flat_map(about).collect()
}
