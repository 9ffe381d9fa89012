//! The regions that a registry's `registry.yaml` defines, for the reading of its other files.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{Content, Role, read_bytes, read_file};
use crate::diagnostic::FilePath;
use crate::disk::ReadError;
use crate::model::Network;

/// The file that defines them.
const FILE: &str = "registry.yaml";

/// The network of the registry in a folder. It is read when something asks for it first: most questions are
/// answered without.
#[derive(Clone, Debug, Default)]
pub struct NetworkOf(Arc<Lazy>);

#[derive(Debug, Default)]
struct Lazy {
    root: Option<PathBuf>,
    read: OnceLock<Arc<Network>>,
}

impl NetworkOf {
    /// The one of the registry in `root`.
    #[must_use]
    pub fn registry(root: &Path) -> Self {
        Self(Arc::new(Lazy {
            root: Some(root.to_owned()),
            read: OnceLock::new(),
        }))
    }

    /// This one.
    #[must_use]
    pub fn known(network: Arc<Network>) -> Self {
        Self(Arc::new(Lazy {
            root: None,
            read: OnceLock::from(network),
        }))
    }

    /// The network.
    #[must_use]
    pub fn get(&self) -> &Arc<Network> {
        self.0
            .read
            .get_or_init(|| self.0.root.as_deref().map_or_else(Network::lapland, read))
    }
}

fn read(root: &Path) -> Arc<Network> {
    let file = FilePath::new(FILE);
    match read_file(root, &file) {
        Ok(bytes) => in_file(&file, bytes),
        Err(ReadError::Io(error)) if error.kind() == ErrorKind::NotFound => Network::lapland(),
        Err(_) => Arc::new(Network::default().partly_known()),
    }
}

/// What the bytes of `registry.yaml` define. Where they are broken, more may be in them.
pub(super) fn in_file(file: &FilePath, bytes: Vec<u8>) -> Arc<Network> {
    let default = Network::lapland();
    let reading = read_bytes(file, Role::Settings, &default, bytes);
    match reading.content {
        Some(Content::Settings(settings)) => settings.network,
        _ if defines_words(reading.text.text()) => Arc::new(Network::default().partly_known()),
        _ => default,
    }
}

/// Whether a text that could not be read has a field that defines words of the network.
fn defines_words(text: &str) -> bool {
    let fields = ["regions:", "areas:", "whole:", "kinds:"];
    text.lines()
        .any(|line| fields.iter().any(|field| line.starts_with(field)))
}
