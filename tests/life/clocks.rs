//! Clocks that are wrong: no command ends with a panic, whatever day the computer takes for today.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate, Utc};
use kumppani::cli::{World, run};
use kumppani::disk::Disk;
use kumppani::wording::Lang;

/// Seconds from 1970: in the year -4685, before and after the years of the files, on both sides of 1970, on both sides of what 32 bits
/// hold, beyond the times that 64 bits of nanoseconds hold, in the last year of four digits and the first of five, and far away.
const CLOCKS: [i64; 12] = [
    -210_000_000_000,
    -2_208_988_801,
    -2_208_988_800,
    -2_147_483_649,
    -1,
    0,
    2_147_483_648,
    7_258_118_399,
    7_258_118_400,
    9_300_000_000,
    253_402_300_800,
    8_000_000_000_000,
];

/// A command of every kind, and all that write.
const COMMANDS: [&str; 39] = [
    "agreements",
    "agreements --format xlsx -o list.xlsx",
    "agreements --format html",
    "agreements --format docx -o list.docx",
    "signatories",
    "organisations",
    "groups",
    "duties",
    "regions",
    "events",
    "calendar",
    "show lapin-tno-2014",
    "search koulutus",
    "validate",
    "validate --fix --dry-run",
    "explain invalid-date",
    "due",
    "due --within 100y",
    "renew lapin-tno-2014 --dry-run",
    "renew lapin-tno-2014",
    "board lapin-tno-2017",
    "diff lapin-tno-2014 lapin-tno-2017",
    "document lapin-tno-2017",
    "document lapin-tno-2017 --format docx -o a.docx",
    "remind lapin-tno-2017 --to letters --dry-run",
    "remind lapin-tno-2017 --to letters",
    "site out --public",
    "templates",
    "register lapin-tno-2017 --organisation uusi-oy --name Uusi --region Itä --kind other",
    "register --template list.xlsx",
    "open lapin-tno-2017",
    "sign lapin-tno-2017 te-palvelut --on 2017-05-05",
    "extend lapin-tno-2014 --until 2199-12-31",
    "terminate lapin-tno-2014 --on 2199-12-31",
    "load --rebuild",
    "load --check",
    "init new",
    "sql SELECT\u{a0}*\u{a0}FROM\u{a0}agreement_overview",
    "schema agreement",
];

fn world(folder: &Path, words: &str, clock: i64, lang: Lang) -> World {
    let apart = Duration::from_secs(clock.unsigned_abs());
    let now = if clock < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(apart)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(apart)
    };
    let now = now.expect("the system can tell this time");
    let args = format!("kumppani {words}");
    World {
        args: args
            .split(' ')
            .map(|word| word.replace('\u{a0}', " ").into())
            .collect(),
        folder: folder.to_owned(),
        today: DateTime::<Utc>::from(now).date_naive(),
        now,
        disk: Disk::real(),
        locale: lang,
        completing: None,
        no_color: true,
        columns: None,
        lines: None,
        pager: None,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        keyboard: kumppani::cli::Keyboard::Absent,
        ..World::real()
    }
}

fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("agreements");
    fs::create_dir(folder.path().join("agreements")).expect("a folder can be made");
    for entry in fs::read_dir(own).expect("the example is there").flatten() {
        fs::copy(
            entry.path(),
            folder.path().join("agreements").join(entry.file_name()),
        )
        .expect("it can be copied");
    }
    folder
}

#[test]
fn no_command_panics_by_a_wrong_clock() {
    let years = |day: NaiveDate| chrono::Datelike::year(&day);
    for (clock, lang) in CLOCKS.into_iter().zip([Lang::En, Lang::Fi].into_iter().cycle()) {
        let folder = example();
        for words in COMMANDS {
            let world = world(folder.path(), words, clock, lang);
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let exit = run(&world, &mut out, &mut err);
            let err = String::from_utf8_lossy(&err);
            let is_refused = err.contains("1900") && err.contains("2199");
            if (1900..2200).contains(&years(world.today)) {
                assert!(!is_refused || words.contains("2199"), "{clock} {words}: {err}");
            } else {
                assert!(
                    is_refused && exit == 2 && out.is_empty(),
                    "{clock} {words}: {exit} {err}"
                );
                // The day may be given, and then the clock does not matter.
                let words = format!("{words} --as-of 2026-11-21");
                let world = self::world(folder.path(), &words, clock, lang);
                let (mut out, mut err) = (Vec::new(), Vec::new());
                run(&world, &mut out, &mut err);
                let err = String::from_utf8_lossy(&err);
                assert!(!err.contains("--as-of"), "{clock} {words}: {err}");
            }
        }
    }
}

/// Options take the years that the files take.
#[test]
fn no_option_takes_a_year_that_the_files_do_not() {
    let folder = example();
    for day in [
        "0001-01-01",
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
        "10000-01-01",
        "31.12.1899",
        "1.1.2200",
    ] {
        for words in [
            "agreements --as-of",
            "calendar --from",
            "events --to",
            "sign lapin-tno-2017 te-palvelut --on",
            "extend lapin-tno-2014 --until",
        ] {
            let world = world(folder.path(), &format!("{words} {day}"), 1_500_000_000, Lang::En);
            let (mut out, mut err) = (Vec::new(), Vec::new());
            assert_eq!(run(&world, &mut out, &mut err), 2, "{words} {day}");
            let err = String::from_utf8_lossy(&err);
            let is_named = err.contains("years are between 1900 and 2199") || day.starts_with("10000");
            assert!(is_named, "{words} {day}: {err}");
        }
    }
    for day in ["1900-01-01", "2199-12-31"] {
        let world = world(
            folder.path(),
            &format!("agreements --as-of {day}"),
            1_500_000_000,
            Lang::En,
        );
        assert_eq!(run(&world, &mut Vec::new(), &mut Vec::new()), 0, "{day}");
    }
}
