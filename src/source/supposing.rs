//! Supposing that the files of a registry hold other bytes. Nothing is written for it.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::supposed::Supposed;
use super::walk::{Found, FoundFile, Identity, Role, reading_order};
use super::{NetworkOf, network};
use crate::diagnostic::FilePath;

impl FoundFile {
    /// The day by which the file is judged: a fact that is supposed for a later day is not wrong for being later.
    #[must_use]
    pub fn judged_on(&self, today: NaiveDate) -> NaiveDate {
        let supposed = self.supposed.as_ref();
        supposed.map_or(today, |supposed| supposed.day.max(today))
    }
}

impl Found {
    /// Supposes that a file holds these bytes, recorded on `day`; it may be one that is not there. What is none of the
    /// files of a registry that hold facts is passed over.
    pub fn suppose(&mut self, root: &Path, path: &FilePath, bytes: Vec<u8>, day: NaiveDate) {
        let ending = Path::new(path.as_str()).extension();
        if !ending.is_some_and(|ending| ending == "yaml" || ending == "yml") {
            return;
        }
        if Role::of(path) == Role::Settings {
            self.network = NetworkOf::known(network::in_file(path, bytes.clone()));
            for file in &mut self.files {
                file.network = self.network.clone();
            }
        }
        let bytes: Arc<[u8]> = bytes.into();
        if let Some(file) = self.files.iter_mut().find(|file| file.path == *path) {
            let day = file.judged_on(day);
            file.supposed = Some(Supposed { bytes, day });
            return;
        }
        self.files.push(FoundFile {
            path: path.clone(),
            location: root.join(path.as_str()),
            role: Role::of(path),
            size: bytes.len() as u64,
            modified: None,
            identity: Identity::default(),
            network: self.network.clone(),
            supposed: Some(Supposed { bytes, day }),
        });
        self.files.sort_by(|a, b| reading_order(&a.path, &b.path));
    }

    /// Whether something in it is supposed.
    #[must_use]
    pub fn is_supposed(&self) -> bool {
        self.files.iter().any(|file| file.supposed.is_some())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::source::testing::day;
    use crate::source::walk;

    fn place() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("agreements")).expect("a folder");
        fs::write(folder.path().join("agreements/b.yaml"), "id: b\n").expect("a file");
        folder
    }

    #[test]
    fn supposed_bytes_are_read_in_place_of_those_on_the_disk() {
        let folder = place();
        let mut found = walk(folder.path()).expect("a registry");
        assert!(!found.is_supposed());
        let suppose = |found: &mut Found, path: &str, text: &str, on: &str| {
            found.suppose(
                folder.path(),
                &FilePath::new(path),
                text.as_bytes().to_vec(),
                day(on),
            );
        };
        suppose(&mut found, "agreements/b.yaml", "id: bb\n", "2025-01-01");
        suppose(
            &mut found,
            "agreements/organisations.yaml",
            "organisations: []\n",
            "2024-01-01",
        );
        suppose(&mut found, "agreements/b.yaml", "id: bbb\n", "2024-06-01");
        suppose(&mut found, "schema/agreement.schema.json", "{}", "2024-06-01");
        let shown: Vec<String> = found
            .files
            .iter()
            .map(|file| {
                let bytes = file.read().expect("supposed bytes");
                let judged_on = file.judged_on(day("2024-03-01"));
                format!(
                    "{} {:?} {judged_on} {}",
                    file.path,
                    file.role,
                    String::from_utf8_lossy(&bytes).trim()
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "agreements/b.yaml Agreement 2025-01-01 id: bbb",
                "agreements/organisations.yaml Organisations 2024-03-01 organisations: []",
            ]
        );
        assert!(found.is_supposed());
        let on_disk = fs::read_to_string(folder.path().join("agreements/b.yaml")).expect("the file");
        assert_eq!(on_disk, "id: b\n");
    }

    /// The regions of a supposed `registry.yaml` are those that the other files may name.
    #[test]
    fn a_supposed_network_holds_for_every_file() {
        let folder = place();
        let mut found = walk(folder.path()).expect("a registry");
        let text = "regions:\n  - { id: Meri, municipalities: [Kemi] }\n";
        let path = FilePath::new("registry.yaml");
        found.suppose(folder.path(), &path, text.as_bytes().to_vec(), day("2024-01-01"));
        for network in found
            .files
            .iter()
            .map(|file| &file.network)
            .chain([&found.network])
        {
            assert_eq!(network.get().region_ids(), ["Meri"]);
        }
    }
}
