//! How long it takes to load, check and ask registries of 1 000 and 10 000 agreements:
//! `cargo bench`. The figures of the README come from here.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod generator;

use kumppani::disk::Disk;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use chrono::NaiveDate;
use kumppani::index::{AgreementFilter, Asked};
use kumppani::model::TextLang;
use kumppani::registry::{self, Fresh, Freshness, Wanted};

fn main() {
    println!("| agreements | what | seconds | MB/s | rows/s | peak memory |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: |");
    for n in [1_000, 10_000] {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        generator::make(n, folder.path()).expect("the registry can be written");
        let megabytes = size_of_folder(&folder.path().join("agreements")) / 1e6;
        let (fresh, first) = timed(|| open(folder.path(), Freshness::Rebuilt));
        let rows = f64::from(fresh.counts.agreements + fresh.counts.signatories + fresh.counts.duties);
        report(n, "load from nothing", first, Some((megabytes, rows)));
        let (fresh, again) = timed(|| open(folder.path(), Freshness::UpToDate));
        report(n, "nothing changed", again, None);
        let (_, asked) = timed(|| fresh.index.agreements(&asked(), &AgreementFilter::default()));
        report(n, "ask for all agreements", asked, None);
        let (_, checked) = timed(|| registry::check(folder.path(), today(), &|_| {}));
        report(n, "validate", checked, Some((megabytes, rows)));
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day")
}

fn asked() -> Asked {
    Asked {
        day: today(),
        texts: TextLang::Fi,
    }
}

fn open(root: &Path, freshness: Freshness) -> Fresh {
    let wanted = Wanted {
        disk: &Disk::real(),
        root,
        db: &root.join("registry.db"),
        freshness,
        today: today(),
        // Later than the files by more than their stamps need to settle.
        now: SystemTime::now() + Duration::from_secs(10),
        observe: &|_| {},
    };
    registry::open(&wanted).expect("the registry can be opened")
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let result = work();
    (result, begun.elapsed().as_secs_f64())
}

fn report(n: usize, what: &str, seconds: f64, work: Option<(f64, f64)>) {
    let rate = |amount: f64| format!("{:.0}", amount / seconds);
    let (megabytes, rows) = match work {
        Some((megabytes, rows)) => (rate(megabytes), rate(rows)),
        None => (String::new(), String::new()),
    };
    println!(
        "| {n} | {what} | {seconds:.3} | {megabytes} | {rows} | {} |",
        peak_memory()
    );
}

/// The most memory that the process has had so far, where the system tells.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes
        .map(|kilobytes| format!("{} MB", kilobytes / 1024))
        .unwrap_or_default()
}

fn size_of_folder(folder: &Path) -> f64 {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let bytes: u64 = files
        .filter_map(|entry| entry.metadata().ok())
        .filter(fs::Metadata::is_file)
        .map(|file| file.len())
        .sum();
    // Far below the 2^52 bytes that a float counts exactly.
    #[expect(clippy::cast_precision_loss, reason = "a size in megabytes for a report")]
    let bytes = bytes as f64;
    bytes
}
