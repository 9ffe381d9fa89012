//! The index that is kept up to date against one that is built from nothing: all rows of all tables
//! and views. While a file is broken, the kept one must answer like one built from its last good
//! version.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use kumppani::disk::Disk;
use kumppani::registry::{Fresh, Freshness, Instead, Wanted, open};
use proptest::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::days::{check_days, check_periods, check_rules};
use crate::generator::TODAY;
use crate::oracle::Known;
use crate::steps::Look;
use crate::text::organisations;
use crate::world::{ORGANISATIONS_FILE, World};

/// The rows of each table and view, shown and sorted: those with ids, in which the numbers do not show that represent
/// them in one file.
type Dump = BTreeMap<String, Vec<String>>;

/// What the full-text search keeps for itself: how its words lie in it depends on the order in which
/// they came. The words themselves are compared, with what they are in.
const OF_THE_SEARCH: &[&str] = &[
    "search",
    "search_data",
    "search_idx",
    "search_config",
    "search_word",
];

const TABLES: &str = "
    SELECT name
    FROM sqlite_schema
    WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT GLOB '*_row' AND name <> 'organisation_key'
    ORDER BY name";

const SCHEMA: &str = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";

/// Every word with the entry that it is in; without one it would have been left behind.
const WORDS: &str = "
    SELECT w.term, e.kind, e.agreement_id, e.item_id, e.position
    FROM temp.word AS w
    LEFT JOIN search_entry AS e ON e.entry_id = w.doc";

/// Brings the index up to date and checks everything that it says.
pub(crate) fn check_index(world: &mut World, look: Look) -> Result<(), TestCaseError> {
    let now = match look {
        Look::Settled => world.now() + Duration::from_hours(1),
        Look::AtOnce | Look::Later => world.now() + Duration::from_millis(500),
    };
    let db = world.root().join("registry.db");
    let kept = open_index(world.root(), &db, Freshness::UpToDate, now);
    note_seen(world);
    check_refused(world, &kept)?;
    let anew_db = world.root().join("anew.db");
    let broken: Vec<String> = world
        .pages
        .values()
        .filter(|page| page.whole.is_some())
        .map(|page| page.path.clone())
        .collect();
    if broken.is_empty() {
        open_index(world.root(), &anew_db, Freshness::Rebuilt, now);
    } else {
        let shadow = shadow(world);
        open_index(shadow.path(), &anew_db, Freshness::Rebuilt, now);
    }
    let (kept_file, anew_file) = (connect(&db), connect(&anew_db));
    compare(&dump(&kept_file, &broken), &dump(&anew_file, &broken))?;
    let known: Known = world
        .seen
        .values()
        .map(|page| (page.facts.id, page.facts.clone()))
        .collect();
    check_periods(&kept_file, &known)?;
    if broken.is_empty() {
        check_rules(world.root(), &known)?;
    }
    check_days(&kept.index, &known, &world.ceased, now)
}

fn open_index(root: &Path, db: &Path, freshness: Freshness, now: SystemTime) -> Fresh {
    let wanted = Wanted {
        disk: &Disk::real(),
        root,
        db,
        freshness,
        today: TODAY.first(),
        now,
        observe: &|_| {},
    };
    open(&wanted).expect("the index can be opened")
}

/// A file in order is seen as it is; a broken one stays as it was last seen under its path.
fn note_seen(world: &mut World) {
    let present: Vec<&String> = world.pages.values().map(|page| &page.path).collect();
    world.seen.retain(|path, _| present.contains(&path));
    for page in world.pages.values().filter(|page| page.whole.is_none()) {
        world.seen.insert(page.path.clone(), page.clone());
    }
}

fn check_refused(world: &World, kept: &Fresh) -> Result<(), TestCaseError> {
    let refused: Vec<(&str, Instead)> = kept
        .refused
        .iter()
        .map(|file| (file.path.as_str(), file.instead))
        .collect();
    let instead = |path| {
        if world.seen.contains_key(path) {
            Instead::LastGoodVersion
        } else {
            Instead::Nothing
        }
    };
    let mut expected: Vec<(&str, Instead)> = world
        .pages
        .values()
        .filter(|page| page.whole.is_some())
        .map(|page| (page.path.as_str(), instead(&page.path)))
        .collect();
    expected.sort_by_key(|(path, _)| *path);
    prop_assert_eq!(&refused, &expected);
    let n_organisations = usize::from(!world.ceased.is_empty());
    let n_signatories: usize = world.seen.values().map(|page| page.facts.signatories.len()).sum();
    let counts = [
        kept.counts.files,
        kept.counts.refused,
        kept.index.count_rows().expect("an answer").agreements,
        kept.index.count_rows().expect("an answer").signatories,
    ];
    let expected = [
        world.pages.len() + n_organisations,
        expected.len(),
        world.seen.len(),
        n_signatories,
    ];
    prop_assert_eq!(counts.map(|n| n as usize), expected);
    let counts = kept.counts;
    prop_assert_eq!(
        counts.new + counts.changed + counts.unchanged + counts.refused,
        counts.files
    );
    Ok(())
}

/// The registry as if every broken file were still as the index last saw it in order.
fn shadow(world: &World) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(folder.path().join("agreements/vanhat")).expect("a folder can be made");
    let write = |path: &str, bytes: &[u8]| {
        fs::write(folder.path().join(path), bytes).expect("a file can be written");
        let time = fs::metadata(world.root().join(path)).and_then(|file| file.modified());
        let file = File::options()
            .append(true)
            .open(folder.path().join(path))
            .expect("the file is there");
        file.set_modified(time.expect("a file has a time"))
            .expect("the time of a file can be set");
    };
    for (path, page) in &world.seen {
        write(path, &page.bytes);
    }
    if !world.ceased.is_empty() {
        write(ORGANISATIONS_FILE, &organisations(&world.ceased));
    }
    folder
}

fn connect(db: &Path) -> Connection {
    let connection =
        Connection::open_with_flags(db, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the index can be opened");
    let word = "CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, instance)";
    connection.execute(word, []).expect("the words can be listed");
    connection
}

/// All rows but those that may differ: `entry_id` numbers the entries of the search as they came, and
/// what `source_file` says of a broken file is how it is broken.
fn dump(connection: &Connection, broken: &[String]) -> Dump {
    let mut dump = Dump::new();
    for table in rows(connection, TABLES) {
        let Some(Value::Text(name)) = table.into_iter().next().map(|(_, value)| value) else {
            continue;
        };
        if OF_THE_SEARCH.contains(&name.as_str()) {
            continue;
        }
        let is_broken = |value: &Value| matches!(value, Value::Text(text) if broken.contains(text));
        let told = rows(connection, &format!("SELECT * FROM {name}"))
            .into_iter()
            .filter(|row| name != "source_file" || !row.iter().any(|(_, value)| is_broken(value)))
            .map(|row| told(&row));
        dump.insert(name.clone(), sorted(told.collect()));
    }
    let all = |sql| sorted(rows(connection, sql).iter().map(|row| told(row)).collect());
    dump.insert("(schema)".to_owned(), all(SCHEMA));
    dump.insert("(words)".to_owned(), all(WORDS));
    dump
}

fn sorted(mut rows: Vec<String>) -> Vec<String> {
    rows.sort();
    rows
}

fn rows(connection: &Connection, sql: &str) -> Vec<Vec<(String, Value)>> {
    let mut statement = connection.prepare(sql).expect("the query can be prepared");
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map([], |row| {
        names
            .iter()
            .enumerate()
            .map(|(at, name)| Ok((name.clone(), row.get(at)?)))
            .collect()
    });
    rows.and_then(Iterator::collect).expect("the rows can be read")
}

fn told(row: &[(String, Value)]) -> String {
    let told: Vec<String> = row
        .iter()
        // What the file system says of a file is another thing in the shadow.
        .filter(|(name, _)| !["entry_id", "changed_ns", "inode"].contains(&name.as_str()))
        .filter(|(name, _)| !name.ends_with("_key"))
        .map(|(name, value)| format!("{name}={value:?}"))
        .collect();
    told.join(" ")
}

/// Shows only what differs, table by table.
fn compare(kept: &Dump, anew: &Dump) -> Result<(), TestCaseError> {
    let names = |dump: &Dump| dump.keys().cloned().collect::<Vec<_>>();
    prop_assert_eq!(names(kept), names(anew));
    for (table, rows) in kept {
        let others = &anew[table];
        let only = |rows: &[String], others: &[String]| {
            rows.iter()
                .filter(|row| !others.contains(row))
                .cloned()
                .collect::<Vec<_>>()
        };
        let is_same = rows == others;
        prop_assert!(
            is_same,
            "{table}: only in the kept index {:#?}, only in the new one {:#?}; {} and {} rows",
            only(rows, others),
            only(others, rows),
            rows.len(),
            others.len()
        );
    }
    Ok(())
}
