//! A small registry in a temporary folder, what is in it, and the program run in it with a disk of the test's own.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use kumppani::cli::{self, Edited, Editor, World};
use kumppani::disk::Disk;
use kumppani::wording::Lang;
use tempfile::TempDir;

/// An agreement in force, with one that has signed and three that have not.
const IN_FORCE: &str = "\
id: a
title: Sopimus
term: { starts: 2024, ends: 2027-06-30, notice_months: 3 }
groups:
  - { id: g, name: Ryhmä, regions: all, chair: o1, members: [o1], duties: [{ id: d, text: Tekee., every: year }] }
signatories:
  - { organisation: o1, name: Yksi, kind: other, regions: all, signed: 2024-01-02, contact: { role: R, email: yksi@example.fi } }
  - { organisation: o2, name: Kaksi, kind: other, regions: all, contact: { role: R, email: kaksi@example.fi } }
  - { organisation: o3, name: Kolme, kind: other, regions: all, contact: { role: R, email: kolme@example.fi } }
  - { organisation: o4, name: Neljä, kind: other, regions: all, contact: { role: R, email: nelja@example.fi } }
";

const DRAFT: &str = "\
id: luonnos
title: Luonnos
term: { starts: 2028-01-01, ends: open-ended }
groups:
  - { id: g, name: Ryhmä, regions: all, chair: o1, members: [o1], duties: [{ id: d, text: Tekee., every: year }] }
signatories:
  - { organisation: o1, name: Yksi, kind: other, regions: all, contact: { role: R, email: yksi@example.fi } }
";

const SETTINGS: &str =
    "name: Verkosto\nsender: { name: Verkosto, role: Toimisto, email: verkosto@example.fi }\n";

/// What files hold, by their paths with slashes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: u8,
    pub(crate) shown: String,
}

/// A registry.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self::empty();
        place.put("agreements/a.yaml", IN_FORCE);
        place.put("agreements/luonnos.yaml", DRAFT);
        place.put("registry.yaml", SETTINGS);
        place
    }

    pub(crate) fn empty() -> Self {
        // In memory where that can be had: every step flushes.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        Self {
            folder: folder.expect("a temporary folder can be made"),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// Everything but the index and what is temporary, which say nothing of their own.
    pub(crate) fn files(&self) -> Files {
        let mut files = self.everything();
        files.retain(|path, _| !path.starts_with("registry.db") && !path.contains(".kumppani"));
        files
    }

    fn everything(&self) -> Files {
        let mut files = Files::new();
        let mut folders: Vec<PathBuf> = vec![self.root().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder can be read") {
                let path = entry.expect("its entries can be read").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(self.root()).expect("it is in the folder");
                let bytes = fs::read(&path).expect("a file can be read");
                files.insert(name.to_string_lossy().into_owned(), bytes);
            }
        }
        files
    }

    /// What is there and should go: temporary files and folders, indexes in the making, journals.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        let is_left = |path: &String| {
            let parts = path.split('/');
            let stays = |part: &str| matches!(part, ".kumppani-lock" | ".kumppani-journal");
            // A draft is the text of a person, who may have saved it nowhere else.
            let is_draft = |part: &str| part.starts_with(".kumppani-edit-");
            let is_ours = |part: &str| part.starts_with(".kumppani") && !stays(part) && !is_draft(part);
            let is_of_index = |part: &str| {
                part.starts_with("registry.db") && !matches!(part, "registry.db" | "registry.db.lock")
            };
            { parts }.any(|part| is_ours(part) || is_of_index(part))
        };
        self.everything().into_keys().filter(is_left).collect()
    }

    /// Runs a command.
    pub(crate) fn run(&self, args: &[&str], disk: Disk) -> Ended {
        run(self.root(), args, disk)
    }
}

/// Runs a command in a folder, on a fixed day, with nothing of the world outside but the disk.
pub(crate) fn run(folder: &Path, args: &[&str], disk: Disk) -> Ended {
    let world = World {
        args: ["kumppani"].iter().chain(args).map(OsString::from).collect(),
        folder: folder.to_owned(),
        today: NaiveDate::from_ymd_opt(2026, 11, 21).expect("it is a day"),
        disk,
        locale: Lang::En,
        completing: None,
        no_color: true,
        columns: None,
        lines: None,
        pager: None,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        editor: Some(Editor::of(|file, _| {
            let text = fs::read_to_string(file)?;
            fs::write(file, text.replace("title: Sopimus", "title: Muutettu"))?;
            Ok(Edited::Closed)
        })),
        keyboard: kumppani::cli::Keyboard::Absent,
        ..World::real()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(&world, &mut out, &mut err);
    Ended {
        code,
        shown: String::from_utf8_lossy(&err).into_owned(),
    }
}
