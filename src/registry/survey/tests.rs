//! What is opened again, and what is left as it was.

use std::fs::{self, File};
use std::path::Path;

use super::*;
use crate::disk::{Disk, ReadError};
use crate::index::{Extent, Found, Index};
use crate::registry::{Freshness, OpenError, open, open_supposed};

const GOOD: &str = "id: a\ntitle: AAA\nterm: { starts: 2014, ends: open-ended }\n";

/// A registry of one file that was written so long before `now`.
struct Place {
    disk: Disk,
    folder: tempfile::TempDir,
    now: SystemTime,
}

impl Place {
    fn new(age: Duration) -> Self {
        let place = Self {
            disk: Disk::real(),
            folder: tempfile::tempdir().expect("a folder"),
            // No one can set the change time of a file, and it is to be as long ago as the tests say.
            now: SystemTime::now() + LONG_AGO,
        };
        fs::create_dir(place.folder.path().join("agreements")).expect("a folder");
        place.write("agreements/a.yaml", GOOD, age);
        place
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str, age: Duration) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        let file = File::options().write(true).open(path).expect("the file");
        file.set_modified(self.now - age)
            .expect("the time of a file can be set");
    }

    fn titles(&self) -> Vec<String> {
        let db = self.root().join("registry.db");
        let wanted = wanted(self, &db);
        let fresh = open(&wanted).expect("an index");
        let asked = crate::index::Asked {
            day: wanted.today,
            texts: crate::model::TextLang::Fi,
        };
        let rows = fresh
            .index
            .agreements(&asked, &crate::index::AgreementFilter::default());
        rows.expect("an answer")
            .into_iter()
            .map(|row| row.title.text)
            .collect()
    }

    fn stamp(&self) -> i64 {
        known(self).values().next().expect("one file").stamp.modified_ns
    }
}

fn wanted<'w>(place: &'w Place, db: &'w Path) -> Wanted<'w> {
    Wanted {
        disk: &place.disk,
        root: place.root(),
        db,
        freshness: Freshness::UpToDate,
        today: NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"),
        now: place.now,
        observe: &|_| {},
    }
}

fn known(place: &Place) -> BTreeMap<FilePath, KnownFile> {
    match Index::find(&place.root().join("registry.db"), Extent::ByTurns) {
        Ok(Found::Ready(index)) => index.known_files().expect("the files"),
        other => panic!("no index: {other:?}"),
    }
}

const LONG_AGO: Duration = Duration::from_mins(1);

/// A file that is written twice within the clock's step keeps its size and its time.
#[test]
fn a_file_that_was_just_written_is_looked_at_again() {
    let place = Place::new(Duration::from_millis(500));
    assert_eq!(place.titles(), ["AAA"]);
    assert_eq!(place.stamp(), 0, "its time is not trusted");
    place.write(
        "agreements/a.yaml",
        &GOOD.replace("AAA", "BBB"),
        Duration::from_millis(500),
    );
    assert_eq!(place.titles(), ["BBB"]);
}

#[test]
fn a_settled_file_is_not_opened_again() {
    let place = Place::new(LONG_AGO);
    assert_eq!(place.titles(), ["AAA"]);
    assert_ne!(place.stamp(), 0);
    place.write("agreements/a.yaml", &GOOD.replace("AAA", "BBB"), LONG_AGO / 2);
    assert_eq!(place.titles(), ["BBB"]);
}

/// The same size and the same old time: its change time says, or its number.
#[cfg(unix)]
#[test]
fn a_file_that_got_its_old_time_back_is_looked_at() {
    let place = Place::new(LONG_AGO);
    assert_eq!(place.titles(), ["AAA"]);
    let stamp = place.stamp();
    place.write("agreements/a.yaml", &GOOD.replace("AAA", "BBB"), LONG_AGO);
    assert_eq!(place.titles(), ["BBB"]);
    place.write("agreements/other", &GOOD.replace("AAA", "CCC"), LONG_AGO);
    let (from, to) = ("agreements/other", "agreements/a.yaml");
    fs::rename(place.root().join(from), place.root().join(to)).expect("a file takes its place");
    assert_eq!(place.titles(), ["CCC"]);
    assert_eq!(place.stamp(), stamp, "size and time of writing are the same");
}

/// Where the system says no change time, an explicit load opens every file.
#[test]
fn a_load_opens_every_file_whose_stamp_could_lie() {
    let place = Place::new(LONG_AGO);
    place.titles();
    let db = place.root().join("registry.db");
    let n_opened = |freshness, identity: Option<source::Identity>| {
        let wanted = Wanted {
            freshness,
            ..wanted(&place, &db)
        };
        let mut found = source::walk(place.root()).expect("a registry");
        let file = &mut found.files[0];
        file.identity = identity.unwrap_or(file.identity);
        let survey = Survey::of(found, &wanted);
        let mut known = known(&place);
        let stamp = survey.stamp(&survey.files[0]);
        for known in known.values_mut() {
            known.stamp = stamp;
        }
        let is_opened = |file: &&FoundFile| !survey.is_unchanged(file, &known);
        survey.files.iter().filter(is_opened).count()
    };
    let unknown = Some(source::Identity::default());
    assert_eq!(n_opened(Freshness::UpToDate, unknown), 0);
    assert_eq!(n_opened(Freshness::Thorough, unknown), 1);
    #[cfg(unix)]
    assert_eq!(n_opened(Freshness::Thorough, None), 0);
}

#[test]
fn what_lies_in_a_folder_that_cannot_be_opened_is_not_gone() {
    let place = Place::new(LONG_AGO);
    place.write(
        "agreements/s/b.yaml",
        &GOOD.replace("id: a", "id: b").replace("AAA", "SSS"),
        LONG_AGO,
    );
    assert_eq!(place.titles(), ["AAA", "SSS"]);
    let known = known(&place);
    // Permissions do not bind every user, so the walk's finding is made by hand.
    let mut found = source::walk(place.root()).expect("a registry");
    found.files.retain(|file| !file.path.as_str().contains("/s/"));
    let denied = ReadError::Io(std::io::ErrorKind::PermissionDenied.into());
    found
        .findings
        .push(source::not_read(&FilePath::new("agreements/s"), &denied));
    let db = place.root().join("registry.db");
    let wanted = wanted(&place, &db);
    assert!(Survey::of(found, &wanted).changes(&known).removed.is_empty());
}

#[test]
fn a_file_that_has_gone_leaves_the_index() {
    let place = Place::new(LONG_AGO);
    assert_eq!(place.titles(), ["AAA"]);
    fs::remove_file(place.root().join("agreements/a.yaml")).expect("the file goes");
    assert!(place.titles().is_empty());
}

/// The titles of an index that has what is supposed, and the index for the next step.
fn supposed_titles(
    place: &Place,
    found: source::Found,
    (freshness, kept): (Freshness, Option<Index>),
) -> Result<(Vec<String>, Index), OpenError> {
    let db = place.root().join("registry.db");
    let wanted = Wanted {
        freshness,
        ..wanted(place, &db)
    };
    let index = open_supposed(&wanted, found, kept)?.index;
    let asked = crate::index::Asked {
        day: wanted.today,
        texts: crate::model::TextLang::Fi,
    };
    let rows = index.agreements(&asked, &crate::index::AgreementFilter::default());
    let titles = rows.expect("an answer").into_iter().map(|row| row.title.text);
    Ok((titles.collect(), index.shared()))
}

/// The index is a copy: the one in the folder, whether it is there or not, is left as it is; and a later step goes on
/// from the copy of the one before.
#[test]
fn what_is_supposed_is_in_an_index_of_its_own() {
    let place = Place::new(LONG_AGO);
    let db = place.root().join("registry.db");
    let suppose = |found: &mut source::Found, path: &str, title: &str| {
        let id = FilePath::new(path).stem().to_owned();
        let text = GOOD.replace("id: a", &format!("id: {id}")).replace("AAA", title);
        let day = NaiveDate::from_ymd_opt(2014, 1, 1).expect("a day");
        found.suppose(place.root(), &FilePath::new(path), text.into_bytes(), day);
    };
    let up_to_date = |kept| (Freshness::UpToDate, kept);
    for has_index in [false, true] {
        if has_index {
            place.titles();
        }
        let bytes = fs::read(&db).ok();
        assert_eq!(bytes.is_some(), has_index);
        let mut found = source::walk(place.root()).expect("a registry");
        suppose(&mut found, "agreements/a.yaml", "SUPPOSED");
        let first = supposed_titles(&place, found.clone(), up_to_date(None));
        let (titles, kept) = first.expect("an index");
        assert_eq!(titles, ["SUPPOSED"]);
        suppose(&mut found, "agreements/b.yaml", "NEW");
        let second = supposed_titles(&place, found, up_to_date(Some(kept)));
        assert_eq!(second.expect("an index").0, ["SUPPOSED", "NEW"]);
        assert_eq!(fs::read(&db).ok(), bytes);
    }
    assert_eq!(place.titles(), ["AAA"]);
}

/// With `--no-load` the index is taken as it is, and what is supposed is all that is new.
#[test]
fn an_index_that_is_taken_as_it_is_gets_what_is_supposed_alone() {
    let place = Place::new(LONG_AGO);
    let found = || source::walk(place.root()).expect("a registry");
    let as_it_is = || (Freshness::AsItIs, None);
    assert!(matches!(
        supposed_titles(&place, found(), as_it_is()),
        Err(OpenError::NoIndex)
    ));
    place.titles();
    place.write("agreements/a.yaml", &GOOD.replace("AAA", "CHANGED"), LONG_AGO);
    place.write("agreements/c.yaml", &GOOD.replace("id: a", "id: c"), LONG_AGO);
    let mut with_b = found();
    let text = GOOD.replace("id: a", "id: b").replace("AAA", "BBB");
    let day = NaiveDate::from_ymd_opt(2014, 1, 1).expect("a day");
    with_b.suppose(
        place.root(),
        &FilePath::new("agreements/b.yaml"),
        text.into_bytes(),
        day,
    );
    let titles = supposed_titles(&place, with_b, as_it_is()).expect("an index").0;
    assert_eq!(titles, ["AAA", "BBB"]);
}
