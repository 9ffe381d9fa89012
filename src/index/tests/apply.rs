//! Bringing an index up to date.

use proptest::prelude::*;

use super::*;
use crate::model::{Agreement, Placeholder};

/// One of the three agreements in one of several versions.

#[test]
fn the_known_files_are_those_that_were_given() {
    let mut changes = registry();
    changes.files.push(refused("agreements/broken.yaml", 9));
    let (mut index, counts) =
        Index::in_memory(&crate::model::Network::lapland(), changes.files.clone()).expect("an index");
    assert_eq!((counts.new, counts.refused, counts.files), (4, 1, 5));
    let known = index.known_files().expect("the files");
    let broken = &known[&FilePath::new("agreements/broken.yaml")];
    assert_eq!(broken.hash, [9; 32]);
    let refusal = broken.refused.as_ref().expect("a refusal");
    assert_eq!(
        (refusal.line, refusal.errors, refusal.code.as_str()),
        (7, 2, "syntax")
    );
    assert_eq!(refusal.message, Wording::fixed("a tab", "sarkain"));

    let stamp = Stamp {
        size: 5,
        modified_ns: 0,
        changed_ns: 7,
        inode: u64::MAX,
    };
    let path = FilePath::new("agreements/lapin-tno-2014.yaml");
    let restamped = Changes {
        restamped: vec![(path.clone(), stamp)],
        ..Changes::default()
    };
    let counts = index.apply(&Disk::real(), &restamped).expect("a new stamp");
    assert_eq!((counts.new, counts.changed, counts.unchanged), (0, 0, 4));
    let known = index.known_files().expect("the files");
    assert_eq!((known[&path].stamp, known[&path].hash), (stamp, [1; 32]));
}

#[test]
fn a_refused_file_keeps_its_last_good_version() {
    let mut index = registry_index();
    let before = index.agreements(&asked("2014-06"), &AgreementFilter::default());
    let path = "agreements/lapin-tno-2014.yaml";
    let counts = index
        .apply(&Disk::real(), &loading(vec![refused(path, 2)]))
        .expect("a refusal");
    assert_eq!((counts.refused, counts.changed), (1, 0));
    assert_eq!(index.count_rows().expect("an answer").agreements, 3);
    let after = index.agreements(&asked("2014-06"), &AgreementFilter::default());
    assert_eq!(after.expect("rows"), before.expect("rows"));

    let counts = index
        .apply(&Disk::real(), &loading(vec![agreement_file(of_2014(), 3)]))
        .expect("a mended file");
    assert_eq!((counts.refused, counts.changed), (0, 1));
    check_integrity(&index);
}

#[test]
fn a_refused_file_gives_way_to_a_good_one_with_the_same_agreement() {
    let mut index = registry_index();
    let mut moved = of_2014();
    moved.file = FilePath::new("agreements/archive/lapin-tno-2014.yaml");
    let both = loading(vec![
        refused("agreements/lapin-tno-2014.yaml", 2),
        agreement_file(moved.clone(), 1),
    ]);
    index.apply(&Disk::real(), &both).expect("the good file");
    let rows = index.agreements(&asked("2014-06"), &AgreementFilter::default());
    assert_eq!(rows.expect("rows")[1].file, moved.file.as_str());
    check_integrity(&index);
}

#[test]
fn two_good_files_cannot_have_the_same_agreement() {
    let mut index = registry_index();
    let before = dump(&index);
    let mut copy = of_2014();
    copy.file = FilePath::new("agreements/copy/lapin-tno-2014.yaml");
    let changes = loading(vec![agreement_file(copy, 1)]);
    match index.apply(&Disk::real(), &changes) {
        Err(IndexError::DuplicateAgreement { id, file }) => {
            assert_eq!(id, "lapin-tno-2014");
            assert_eq!(file.as_str(), "agreements/copy/lapin-tno-2014.yaml");
        }
        other => panic!("not refused as a duplicate: {other:?}"),
    }
    assert_eq!(dump(&index), before);
}

#[test]
fn a_file_that_gets_another_name_keeps_its_agreement() {
    let mut index = registry_index();
    let mut moved = of_2014();
    moved.file = FilePath::new("agreements/2014/lapin-tno-2014.yaml");
    let mut changes = removing("agreements/lapin-tno-2014.yaml");
    changes.files.push(agreement_file(moved, 1));
    let counts = index.apply(&Disk::real(), &changes).expect("a move");
    assert_eq!((counts.new, counts.removed), (1, 1));
    assert_eq!(index.count_rows().expect("an answer").agreements, 3);
    check_integrity(&index);
}

#[test]
fn a_predecessor_learns_of_its_successor_and_forgets_it() {
    let status = |index: &Index| {
        let rows = index.agreements(&asked("2014-06"), &AgreementFilter::default());
        rows.expect("rows")[0].status.code()
    };
    let (mut index, _) = Index::in_memory(
        &crate::model::Network::lapland(),
        loading(vec![agreement_file(of_2012(), 1)]).files,
    )
    .expect("an index");
    assert_eq!(status(&index), "in-force");
    index
        .apply(&Disk::real(), &loading(vec![agreement_file(of_2014(), 1)]))
        .expect("a successor");
    assert_eq!(status(&index), "superseded");
    let mut unsigned = of_2014();
    unsigned.signatories.clear();
    index
        .apply(&Disk::real(), &loading(vec![agreement_file(unsigned, 2)]))
        .expect("a change");
    assert_eq!(status(&index), "in-force");
    index
        .apply(&Disk::real(), &loading(vec![agreement_file(of_2014(), 3)]))
        .expect("a change");
    index
        .apply(&Disk::real(), &removing("agreements/lapin-tno-2014.yaml"))
        .expect("a removal");
    assert_eq!(status(&index), "in-force");
}

#[test]
fn the_settings_go_back_to_the_defaults_with_their_file() {
    let before = dump(&registry_index());
    let mut index = registry_index();
    let settings = crate::model::Settings {
        name: Some("Lapin TNO".to_owned()),
        ..crate::model::Settings::default()
    };
    let settings = file("registry.yaml", 1, FileContent::Settings(settings));
    index
        .apply(&Disk::real(), &loading(vec![settings]))
        .expect("settings");
    assert_ne!(dump(&index), before);
    index
        .apply(&Disk::real(), &removing("registry.yaml"))
        .expect("a removal");
    assert_eq!(dump(&index), before);
}

#[test]
fn dates_at_the_end_of_time_are_kept() {
    let mut forever = agreement("ikuinen", "Ikuinen", "0001", Some("9999"));
    forever.term.notice_months = Some(4_000_000);
    forever.signatories = vec![signatory("ely", "ELY", crate::model::Regions::All, Some("0001"))];
    let (index, _) = Index::in_memory(
        &crate::model::Network::lapland(),
        loading(vec![agreement_file(forever, 1)]).files,
    )
    .expect("an index");
    let rows = index.agreements(&asked("9999-12-31"), &AgreementFilter::default());
    let rows = rows.expect("rows");
    assert_eq!(
        (rows[0].status.code(), rows[0].decision_deadline),
        ("in-force", None)
    );
    check_integrity(&index);
}

/// What may happen to the files between two loads.
#[derive(Clone, Debug)]
enum Step {
    Load(usize, u8),
    Remove(usize),
}

fn version_of(which: usize, version: u8) -> Agreement {
    let mut agreement = [of_2012, of_2014, of_2017][which]();
    match version {
        1 => agreement.signatories.clear(),
        2 => agreement.groups.clear(),
        3 => agreement.supersedes.clear(),
        4 => agreement.title = at(crate::model::LocalText::plain("Äkäslompolon sopimus")),
        _ => {}
    }
    agreement
}

fn change_of(which: usize, version: u8) -> FileChange {
    match which {
        3 => organisations_file(version),
        _ => agreement_file(version_of(which, version), version),
    }
}

fn some_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..4_usize, 0..5_u8).prop_map(|(which, version)| Step::Load(which, version)),
        1 => (0..4_usize).prop_map(Step::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn bringing_up_to_date_leads_to_what_a_build_from_nothing_makes(
        steps in proptest::collection::vec(some_step(), 1..8),
    ) {
        let (mut index, _) = Index::in_memory(&crate::model::Network::lapland(), Vec::new()).expect("an index");
        let mut files = std::collections::BTreeMap::new();
        for step in steps {
            let changes = match step {
                Step::Load(which, version) => {
                    files.insert(which, version);
                    loading(vec![change_of(which, version)])
                }
                Step::Remove(which) => {
                    files.remove(&which);
                    removing(change_of(which, 0).path.as_str())
                }
            };
            index.apply(&Disk::real(), &changes).expect("a change");
            check_integrity(&index);
        }
        let all = files.into_iter().map(|(which, version)| change_of(which, version)).collect();
        let (built, _) = Index::in_memory(&crate::model::Network::lapland(), loading(all).files).expect("an index");
        prop_assert_eq!(dump(&index), dump(&built));
    }
}

/// The examples of a file stay as long as its rows do.
#[test]
fn the_examples_of_init_go_with_the_version_that_has_them() {
    let example = |line| Placeholder {
        file: FilePath::new("agreements/lapin-tno-2014.yaml"),
        line,
        message: Wording::fixed("an example", "esimerkki"),
    };
    let with = |version, placeholders| FileChange {
        placeholders,
        ..agreement_file(of_2014(), version)
    };
    let mut index = registry_index();
    let mut check = |change, expected: &[Placeholder]| {
        index.apply(&Disk::real(), &change).expect("a change");
        assert_eq!(index.placeholders().expect("placeholders"), expected);
    };
    let path = "agreements/lapin-tno-2014.yaml";
    check(
        loading(vec![with(2, vec![example(7), example(2)])]),
        &[example(7), example(2)],
    );
    check(loading(vec![refused(path, 3)]), &[example(7), example(2)]);
    check(loading(vec![with(4, vec![example(5)])]), &[example(5)]);
    check(loading(vec![with(5, Vec::new())]), &[]);
    check(loading(vec![with(6, vec![example(5)])]), &[example(5)]);
    check(removing(path), &[]);
}
