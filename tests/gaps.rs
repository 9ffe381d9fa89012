//! All findings at once: a part that could not be read hides nothing but what depends on it, and makes nothing
//! else look wrong. Every leaf of two registries is broken in turn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kumppani::diagnostic::{Code, Diagnostic};
use kumppani::registry::{Checked, check};
use tempfile::TempDir;

/// Findings of the reader: a broken leaf may bring any of them, in its own file.
const OF_READING: &[Code] = &[
    Code::Syntax,
    Code::UnknownField,
    Code::MissingField,
    Code::DuplicateField,
    Code::WrongType,
    Code::UnsupportedYaml,
    Code::InvalidText,
    Code::InvalidId,
    Code::IdNotFileName,
    Code::InvalidDate,
    Code::UnknownRegion,
    Code::InvalidBusinessId,
    Code::InvalidEmail,
    Code::UnknownMunicipality,
    Code::UnknownValue,
    Code::UnknownVariable,
];

/// A registry in which almost every rule has something to say.
const FAULTY: &[(&str, &str)] = &[
    ("agreements/a.yaml", "\
id: a
title: Vanha sopimus
term: { starts: 2014-01-01, ends: 2016-12-31, notice_months: 6, extended: [{ until: 2017-06-30 }] }
declared_signatories: 5
groups:
  - id: ryhma
    name: Ryhmä
    regions: all
    chair: aa
    members: [aa, bb]
    duties:
      - { text: Tekee., responsible: [bb] }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, signed: 2014-01-01, contact: { role: r, email: a@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 2014-01-01, contact: { role: r, name: Henkilo, email: b@example.fi } }
  - { organisation: b-b, name: Bee, kind: education, regions: all, signed: 2019-01-01 }
"),
    ("agreements/b.yaml", "\
id: b
title: Voimassa
supersedes: [a, puuttuu]
term: { starts: 2018-01-01, ends: open-ended, review_months: 12 }
strategies:
  - { name: Strategia, ends: 2020 }
themes:
  - { id: teema, name: Teema }
products:
  - { id: tuote, name: Tuote }
cooperation: [[Keski, Tunturi]]
provisions:
  - { id: kesto, heading: Kesto, text: '{notice} {parties}' }
groups:
  - id: eka
    name: Eka
    regions: [Keski]
    chair: tuntematon
    members: [aa, bb]
    duties:
      - { text: Tekee jotain., responsible: [pois], theme: teema }
      - { text: Tekee muuta., responsible: [outo], theme: outo, product: outo }
  - id: toka
    name: Toka
    regions: [Tunturi]
    chair: aa
    members: []
    duties: []
signatories:
  - { organisation: aa, name: Aa uusi, kind: education, regions: all, signed: 2018-02-01, contact: { role: r, email: a@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: [Länsi], joined: 2017-01-01, signed: 2018-02-01, contact: { role: r } }
  - { organisation: cc, name: Cc, kind: education, regions: all, contact: { role: r, email: c@example.fi } }
  - { organisation: pois, name: Pois, kind: education, regions: all, signed: 2018-02-01, withdrawn: { notice: 2019-01-01, effective: 2019-06-01 }, contact: { role: r, name: Joku, email: c@example.fi, public: true } }
  - { organisation: risti, name: Risti, kind: education, regions: all, declined: 2018-01-01, signed: 2018-02-01 }
  - { organisation: lakannut, name: Lakannut, kind: education, regions: all, signed: 2018-02-01, contact: { role: r, email: c@example.fi } }
events:
  - { id: t1, date: 2018-10-01, title: Katsaus, kind: review }
waivers:
  - { code: count-differs, reason: ei tarpeen }
"),
    ("agreements/c.yaml", "\
id: c
title: Rinnalla
part_of: kadonnut
term: { starts: 2018-06-01, ends: open-ended }
signatories:
  - { organisation: aa, name: Aa uusi, kind: education, regions: all, signed: 2018-06-01, contact: { role: r, email: a@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 2018-06-01, contact: { role: r, email: b@example.fi } }
  - { organisation: lakannut, name: Lakannut, kind: education, regions: all, signed: 2018-06-01, contact: { role: r, email: c@example.fi } }
"),
    ("agreements/d.yaml", "\
id: d
title: Rinnalla sekin
supersedes: [e]
term: { starts: 2018-07-01, ends: open-ended }
signatories:
  - { organisation: aa, name: Aa uusi, kind: education, regions: all, signed: 2018-06-01, contact: { role: r, email: a@example.fi } }
  - { organisation: bb, name: Bb, kind: education, regions: all, signed: 2018-06-01, contact: { role: r, email: b@example.fi } }
  - { organisation: lakannut, name: Lakannut, kind: education, regions: all, signed: 2018-06-01, contact: { role: r, email: c@example.fi } }
"),
    ("agreements/e.yaml", "\
id: e
title: Kehä
supersedes: [d]
term: { starts: 2012, ends: 2013 }
signatories:
  - { organisation: aa, name: Aa, kind: education, regions: all, contact: { role: r, email: a@example.fi } }
"),
    ("agreements/organisations.yaml", "\
organisations:
  - { id: lakannut, name: Lakannut, ceased: 2019-12-31, successors: [{ organisation: aa, scope: kaikki }] }
  - { id: aa, name: Aa uusi, former_names: [{ name: Aivan muu, until: 2010 }] }
"),
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

/// A registry that is written once and broken in place.
struct Place {
    folder: TempDir,
    files: Vec<(String, String)>,
}

impl Place {
    fn new(files: Vec<(String, String)>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("agreements")).expect("a folder");
        let place = Self { folder, files };
        for (path, text) in &place.files {
            place.write(path, text);
        }
        place
    }

    fn faulty() -> Self {
        Self::new(
            FAULTY
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    fn example() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = [
            "keski-tunturi-2015",
            "lapin-tno-2012",
            "lapin-tno-2014",
            "lapin-tno-2017",
            "organisations",
        ];
        let paths = names.map(|name| format!("agreements/{name}.yaml"));
        Self::new(
            paths
                .map(|path| {
                    (
                        path.clone(),
                        fs::read_to_string(root.join(path)).expect("the example"),
                    )
                })
                .into(),
        )
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).expect("a file can be written");
    }

    fn checked(&self) -> Checked {
        check(self.folder.path(), today(), &|_| {}).expect("a registry")
    }

    /// What is found when one file has another text.
    fn with(&self, path: &str, text: &str) -> Checked {
        let whole = &self
            .files
            .iter()
            .find(|(name, _)| name == path)
            .expect("a file of the registry")
            .1;
        self.write(path, text);
        let checked = self.checked();
        self.write(path, whole);
        checked
    }
}

/// Code, file and line of each finding, with how often.
fn places(checked: &Checked) -> BTreeMap<(Code, String, usize), usize> {
    let mut places = BTreeMap::new();
    for found in &checked.diagnostics {
        let line = checked
            .sources
            .get(&found.place.file)
            .map_or(0, |text| text.line_column(found.place.span.start).line);
        *places
            .entry((found.code, found.place.file.to_string(), line))
            .or_default() += 1;
    }
    places
}

/// The places of all values in a text, as far as they are on one line.
fn leaves(text: &str) -> Vec<(usize, usize)> {
    let mut leaves = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.split(" #").next().unwrap_or("").trim_end();
        if !content.trim_start().starts_with('#') {
            let is_flow = content.contains(['{', '[']);
            let mut from = 0;
            while let Some(at) = content[from..].find([':', '[', ',', '-']).map(|at| from + at) {
                from = at + 1;
                let begins = content[at..].starts_with(": ")
                    || content[at..].starts_with("- ")
                    || (is_flow && content[at..].starts_with(['[', ',']));
                let value = content[from..].trim_start();
                let start = content.len() - value.len();
                let end = if is_flow {
                    value.find([',', '}', ']']).unwrap_or(value.len())
                } else {
                    value.len()
                };
                let leaf = value[..end].trim_end();
                let is_leaf = begins
                    && !leaf.is_empty()
                    && !leaf.starts_with(['{', '[', '|', '>', '"'])
                    && !leaf.contains(": ");
                if is_leaf && !leaf.ends_with(':') {
                    leaves.push((line_start + start, line_start + start + leaf.len()));
                }
            }
        }
        line_start += line.len();
    }
    leaves.sort_unstable();
    leaves.dedup();
    leaves
}

/// Values that no field can be read from.
const BROKEN: [&str; 4] = ["\"\\u202e\"", "\"\"", "{ zz: 1 }", "~"];

/// Breaks every `step`th leaf in each of the ways; gives how many were broken, and how many findings stayed of how many.
fn break_leaves(place: &Place, step: usize, ways: &[&str]) -> (usize, usize, usize) {
    let good = places(&place.checked());
    let (mut n_broken, mut n_kept, mut n_all) = (0, 0, 0);
    for (path, text) in &place.files {
        let leaves = leaves(text).into_iter().step_by(step);
        for ((start, end), way) in leaves.flat_map(|leaf| ways.iter().map(move |way| (leaf, way))) {
            let broken = [&text[..start], way, &text[end..]].concat();
            let checked = place.with(path, &broken);
            if !checked.diagnostics.iter().any(Diagnostic::is_error) {
                continue;
            }
            let found = places(&checked);
            for ((code, file, line), n) in &found {
                let is_own = file == path && OF_READING.contains(code);
                let before = good.get(&(*code, file.clone(), *line)).copied().unwrap_or(0);
                assert!(
                    is_own || *n <= before,
                    "{path}: `{}` broken brings {} at {file}:{line}\n{broken}",
                    &text[start..end],
                    code.name()
                );
            }
            n_broken += 1;
            n_all += good.len();
            n_kept += good.keys().filter(|place| found.contains_key(place)).count();
        }
    }
    (n_broken, n_kept, n_all)
}

#[test]
fn a_broken_leaf_brings_no_finding_elsewhere_and_hides_little() {
    let place = Place::faulty();
    let codes: BTreeSet<&str> = place
        .checked()
        .diagnostics
        .iter()
        .map(|found| found.code.name())
        .collect();
    assert!(codes.len() >= 24, "{codes:?}");
    let (n_broken, n_kept, n_all) = break_leaves(&place, 1, &BROKEN);
    assert!(n_broken > 700, "{n_broken}");
    assert!(n_kept * 100 > n_all * 80, "{n_kept} of {n_all}");
}

#[test]
fn a_broken_leaf_of_the_example_brings_no_finding_elsewhere() {
    let (n_broken, n_kept, n_all) = break_leaves(&Place::example(), 23, &BROKEN[..1]);
    assert!(n_broken > 60, "{n_broken}");
    assert!(n_kept * 100 > n_all * 60, "{n_kept} of {n_all}");
}

/// A name that no one knows in place of a field's, and a file that is no YAML at all.
#[test]
fn a_misspelt_field_or_a_torn_file_brings_no_finding_elsewhere() {
    let place = Place::faulty();
    let good = places(&place.checked());
    let (mut n_tried, mut n_waiting) = (0, 0);
    for (path, text) in &place.files {
        let keys = text
            .match_indices(": ")
            .map(|(at, _)| at)
            .chain(text.match_indices(":\n").map(|(at, _)| at));
        let torn = [0, text.len() / 2].map(|at| [&text[..at], "\t\"[", &text[at..]].concat());
        let misspelt = keys.map(|at| [&text[..at], "zz", &text[at..]].concat());
        for broken in misspelt.chain(torn) {
            let checked = place.with(path, &broken);
            for ((code, file, line), n) in places(&checked) {
                let before = good.get(&(code, file.clone(), line)).copied().unwrap_or(0);
                let is_own = file == *path && OF_READING.contains(&code);
                assert!(
                    is_own || n <= before,
                    "{} at {file}:{line}\n{broken}",
                    code.name()
                );
            }
            n_waiting += usize::from(checked.n_waiting > 0);
            n_tried += 1;
        }
    }
    assert!(
        n_tried > 200 && n_waiting * 2 > n_tried,
        "{n_waiting} of {n_tried}"
    );
}

/// The sample of the kind: strangers are named although a region and a date elsewhere are misspelt.
#[test]
fn what_does_not_depend_on_a_misspelt_part_is_found_with_it() {
    let place = Place::faulty();
    let text = &place.files[1].1;
    let broken = text
        .replace("regions: [Tunturi]", "regions: [Pohjoinen]")
        .replace("date: 2018-10-01", "date: eilen");
    let found = places(&place.with("agreements/b.yaml", &broken));
    let codes: BTreeSet<&str> = found
        .keys()
        .filter(|(_, file, _)| file.ends_with("b.yaml"))
        .map(|(code, ..)| code.name())
        .collect();
    for code in [
        "unknown-region",
        "invalid-date",
        "unknown-organisation",
        "unknown-theme",
        "unknown-product",
        "contradictory-signatory",
        "unknown-predecessor",
        "unsigned-in-force",
    ] {
        assert!(codes.contains(code), "{code}: {codes:?}");
    }
    // Whether a region has a group, and when the last review was, is not known.
    assert!(
        !codes.contains("review-overdue") && !codes.contains("region-without-group"),
        "{codes:?}"
    );
}
