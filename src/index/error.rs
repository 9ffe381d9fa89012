//! What can go wrong with the index: a broken world, never bad data.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::diagnostic::{FilePath, system_words};
use crate::wording;
use crate::wording::{Lang, Wording};

/// Why the index could not do what it was asked for.
#[derive(Debug)]
pub enum IndexError {
    /// The file is not an index of this program, and is left untouched.
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        reason: Wording,
    },
    /// Another process has held the lock for too long.
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// Another version of the program has replaced the index since it was opened: find it again.
    Replaced {
        /// The index.
        path: PathBuf,
    },
    /// Two files with the same agreement.
    DuplicateAgreement {
        /// The id that both have.
        id: String,
        /// The file that came second.
        file: FilePath,
    },
    /// A query that would do more than read.
    NotReading {
        /// What is refused.
        reason: Wording,
    },
    /// A query that SQLite does not understand, in SQLite's own words.
    Query {
        /// What SQLite says.
        message: String,
    },
    /// SQLite failed.
    Sqlite(rusqlite::Error),
    /// The disk failed.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl IndexError {
    /// An error of the disk at `path`; made for `map_err`.
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { path, error }
    }

    /// The error in both languages, in lower case and without a full stop.
    #[must_use]
    pub fn wording(&self) -> Wording {
        match self {
            Self::Foreign { path, reason } => {
                let path = path.display();
                let (en, fi) = (reason.get(Lang::En), reason.get(Lang::Fi));
                wording!(
                    en: "{path} is not an index of kumppani and is left as it is: {en}",
                    fi: "{path} ei ole kumppanin hakemisto, ja se jätetään ennalleen: {fi}"
                )
            }
            Self::Locked { path } => {
                let path = path.display();
                wording!(
                    en: "another process has been writing the index for a long time and holds {path}",
                    fi: "toinen prosessi on kirjoittanut hakemistoa pitkään ja pitää lukkoa {path}"
                )
            }
            Self::Replaced { path } => {
                let path = path.display();
                wording!(
                    en: "another version of the program has replaced {path} meanwhile",
                    fi: "ohjelman toinen versio on sillä välin korvannut tiedoston {path}"
                )
            }
            Self::DuplicateAgreement { id, file } => wording!(
                en: "{file}: another file already has the agreement {id}",
                fi: "{file}: sopimus {id} on jo toisessa tiedostossa"
            ),
            Self::NotReading { reason } => reason.clone(),
            Self::Query { message } => wording!(en: "SQL: {message}", fi: "SQL: {message}"),
            Self::Sqlite(error) => sqlite_wording(error),
            Self::Io { path, error } => {
                let (path, words) = (path.display(), system_words(error));
                let (en, fi) = (words.get(Lang::En), words.get(Lang::Fi));
                wording!(en: "{path}: {en}", fi: "{path}: {fi}")
            }
        }
    }

    /// Whether the system does not let the index be written where it belongs.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        match self {
            Self::Io { error, .. } => {
                matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                )
            }
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen)
            ),
            _ => false,
        }
    }

    /// Whether the index itself is damaged, so that building it anew helps.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite(error) => is_damage(error),
            _ => false,
        }
    }
}

/// Whether SQLite says that the file is damaged; a value that the model does not know counts, too.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::FromSqlConversionFailure(..))
        || matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        )
}

fn sqlite_wording(error: &rusqlite::Error) -> Wording {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Wording::fixed(
            "the disk is full, the index could not be written",
            "levy on täynnä, hakemistoa ei voitu kirjoittaa",
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Wording::fixed(
            "the index may only be read, not written",
            "hakemistoa saa vain lukea, ei kirjoittaa",
        ),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Wording::fixed(
            "another program is using the index",
            "toinen ohjelma käyttää hakemistoa",
        ),
        Some(ErrorCode::CannotOpen) => Wording::fixed(
            "the index could not be opened or created",
            "hakemistoa ei voitu avata tai luoda",
        ),
        _ if is_damage(error) => wording!(
            en: "the index is damaged ({error})",
            fi: "hakemisto on vioittunut ({error})"
        ),
        _ => wording!(en: "SQLite: {error}", fi: "SQLite: {error}"),
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wording().get(Lang::En))
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sqlite(error) => Some(error),
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for IndexError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}
