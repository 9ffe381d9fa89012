//! What can go wrong with the index: a broken world, never bad data.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::diagnostic::{FilePath, system_words};
use crate::disk::NoFile;
use crate::wording;
use crate::wording::{Lang, Wording};

/// Why the index could not do what it was requested.
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
    /// The index is not as the program left it.
    Untrusted {
        /// Why.
        reason: Wording,
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
    /// A query that goes further than it may.
    Stopped {
        /// What it would take.
        bound: Wording,
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

/// The next step of a query that cannot be understood.
const WHAT_THERE_IS: Wording = Wording::fixed(
    "`kumppani sql \"PRAGMA table_list\"` lists the tables and views, `kumppani sql \"PRAGMA table_info(agreement)\"` the columns of one",
    "`kumppani sql \"PRAGMA table_list\"` luettelee taulut ja näkymät, `kumppani sql \"PRAGMA table_info(agreement)\"` yhden sarakkeet",
);

/// What SQLite says of a query: it has English alone.
fn query_wording(message: &str) -> Wording {
    let known = [
        ("no such table: ", "", "taulua tai näkymää", "ei ole"),
        ("no such column: ", "", "saraketta", "ei ole"),
        ("no such function: ", "", "funktiota", "ei ole"),
        (
            "ambiguous column name: ",
            "",
            "sarake",
            "on useassa taulussa: kirjoita `taulu.sarake`",
        ),
        ("near \"", "\": syntax error", "kysely ei ole SQL:ää kohdassa", ""),
    ];
    let fi = known.into_iter().find_map(|(before, after, begin, end)| {
        let named = message.strip_prefix(before)?.strip_suffix(after)?;
        Some(format!("{begin} `{named}` {end}").trim_end().to_owned())
    });
    let fi = fi.unwrap_or_else(|| match message {
        "incomplete input" => "kysely jää kesken".to_owned(),
        "malformed JSON" => "teksti ei ole JSONia".to_owned(),
        other => format!("SQLite ilmoittaa: {other}"),
    });
    Wording::composed(format!("SQL: {message}"), format!("SQL: {fi}"))
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
                wording!(
                    en: "{path} is not an index of kumppani and was not changed: {reason}",
                    fi: "{path} ei ole kumppanin hakemisto, ja se jätetään ennalleen: {reason}",
                    reason
                )
            }
            Self::Locked { path } => {
                let path = path.display();
                wording!(
                    en: "another process is still writing the index and holds {path}",
                    fi: "toinen prosessi on kirjoittanut hakemistoa pitkään ja pitää lukkoa {path}"
                )
            }
            Self::Replaced { path } => {
                let path = path.display();
                wording!(
                    en: "another version of the program has replaced {path} in the meantime",
                    fi: "ohjelman toinen versio on sillä välin korvannut tiedoston {path}"
                )
            }
            Self::Untrusted { reason } => {
                wording!(
                    en: "the index cannot be used: {reason}",
                    fi: "hakemistoa ei voi käyttää: {reason}",
                    reason
                )
            }
            Self::DuplicateAgreement { id, file } => wording!(
                en: "{file}: another file already has the agreement {id}",
                fi: "{file}: sopimus {id} on jo toisessa tiedostossa"
            ),
            Self::NotReading { reason } => reason.clone(),
            Self::Query { message } => query_wording(message),
            Self::Stopped { bound } => {
                wording!(en: "query stopped: {bound}", fi: "kysely keskeytettiin: {bound}", bound)
            }
            Self::Sqlite(error) => sqlite_wording(error),
            Self::Io { path, error } => {
                let (path, words) = (path.display(), system_words(error));
                wording!(en: "{path}: {words}", fi: "{path}: {words}", words)
            }
        }
    }

    /// Whether the system does not let the index be written where it belongs: it may not be, or the disk
    /// is full or fails.
    #[must_use]
    pub fn is_unwritable(&self) -> bool {
        match self {
            Self::Io { error, .. } => {
                matches!(
                    error.kind(),
                    io::ErrorKind::PermissionDenied
                        | io::ErrorKind::ReadOnlyFilesystem
                        | io::ErrorKind::StorageFull
                        | io::ErrorKind::QuotaExceeded
                        | io::ErrorKind::FileTooLarge
                ) || error.raw_os_error() == Some(DEVICE_FAILS)
                    // In the place of its lock is something else, which is not touched.
                    || NoFile::is_in(error)
            }
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::ReadOnly
                        | ErrorCode::PermissionDenied
                        | ErrorCode::CannotOpen
                        | ErrorCode::DiskFull
                        | ErrorCode::SystemIoFailure
                )
            ),
            _ => false,
        }
    }

    /// Why the index is not to be trusted, so that building it again helps.
    #[must_use]
    pub fn distrust(&self) -> Option<Wording> {
        match self {
            Self::Untrusted { reason } => Some(reason.clone()),
            Self::Sqlite(error) if is_damage(error) => Some(CHANGED),
            _ => None,
        }
    }

    /// The next step, where there is one.
    #[must_use]
    pub fn help(&self) -> Option<Wording> {
        match self {
            Self::Foreign { .. } => Some(Wording::fixed(
                "move the file elsewhere, or choose another place for the index with --db",
                "siirrä tiedosto muualle tai anna hakemistolle toinen paikka valinnalla --db",
            )),
            Self::Locked { .. } | Self::Replaced { .. } => Some(TRY_AGAIN),
            Self::Untrusted { .. } => Some(REBUILD),
            Self::Stopped { .. } => Some(NARROW),
            Self::Query { .. } => Some(WHAT_THERE_IS),
            Self::Sqlite(error) => sqlite_help(error),
            Self::Io { .. } if self.is_unwritable() => Some(ANOTHER_PLACE),
            Self::DuplicateAgreement { .. } | Self::NotReading { .. } | Self::Io { .. } => None,
        }
    }
}

/// Why an index is not trusted in which nothing unknown is.
pub(super) const CHANGED: Wording = Wording::fixed(
    "it is damaged, or another program has changed it",
    "se on vioittunut, tai toinen ohjelma on muuttanut sitä",
);

/// What the system calls a device that fails (`EIO`), which has no name of its own among the kinds.
const DEVICE_FAILS: i32 = 5;

const REBUILD: Wording = Wording::fixed(
    "`kumppani load --rebuild` rebuilds it from the files",
    "`kumppani load --rebuild` muodostaa sen uudelleen tiedostoista",
);

const ANOTHER_PLACE: Wording = Wording::fixed(
    "check the permissions and the free space there, or choose another place with --db",
    "tarkista käyttöoikeudet ja vapaa tila tai anna hakemistolle toinen paikka valinnalla --db",
);

const NARROW: Wording = Wording::fixed(
    "limit it with WHERE or LIMIT; `sqlite3 -readonly registry.db` has no such limits",
    "rajaa kyselyä ehdoilla WHERE tai LIMIT; komennossa `sqlite3 -readonly registry.db` ei ole näitä rajoja",
);

const TRY_AGAIN: Wording = Wording::fixed(
    "run the command again in a moment",
    "anna komento hetken kuluttua uudelleen",
);

/// Whether SQLite says that the file is damaged; a value of a kind or a meaning that the model does not know
/// counts, too.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::InvalidColumnType(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
            | Error::QueryReturnedNoRows
    ) || matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

fn sqlite_wording(error: &rusqlite::Error) -> Wording {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Wording::fixed(
            "disk full; the index could not be written",
            "levy on täynnä, hakemistoa ei voitu kirjoittaa",
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Wording::fixed(
            "the index is read-only",
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
        Some(ErrorCode::SystemIoFailure) => Wording::fixed(
            "the disk failed while the index was read or written",
            "levy ei toiminut, kun hakemistoa luettiin tai kirjoitettiin",
        ),
        Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => Wording::fixed(
            "the answer needs more memory than there is",
            "vastaus vaatisi enemmän muistia kuin on",
        ),
        _ if is_damage(error) => Wording::fixed("the index is damaged", "hakemisto on vioittunut"),
        _ => wording!(
            en: "the query of the index failed (SQLite: {error})",
            fi: "hakemistosta ei saatu vastausta (SQLite: {error})"
        ),
    }
}

fn sqlite_help(error: &rusqlite::Error) -> Option<Wording> {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Some(TRY_AGAIN),
        Some(
            ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::CannotOpen
            | ErrorCode::SystemIoFailure,
        ) => Some(ANOTHER_PLACE),
        Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => None,
        _ => Some(REBUILD),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// No one who meets an error of SQLite is left with its words alone.
    #[test]
    fn errors_of_sqlite_have_words_and_a_next_step() {
        let failed = |code| {
            IndexError::Sqlite(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(code),
                None,
            ))
        };
        let wrong_type = IndexError::Sqlite(rusqlite::Error::InvalidColumnType(
            4,
            "kind".to_owned(),
            rusqlite::types::Type::Text,
        ));
        let errors = [
            wrong_type,
            failed(rusqlite::ffi::SQLITE_CORRUPT),
            failed(rusqlite::ffi::SQLITE_FULL),
            failed(rusqlite::ffi::SQLITE_IOERR),
            failed(rusqlite::ffi::SQLITE_BUSY),
            failed(rusqlite::ffi::SQLITE_MISMATCH),
        ];
        let shown: Vec<String> = errors
            .iter()
            .map(|error| {
                let help = error.help().expect("a next step");
                format!(
                    "{error}\n  {}\n  {}",
                    help.get(Lang::En),
                    error.wording().get(Lang::Fi)
                )
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"));
        let is_distrusted: Vec<bool> = errors.iter().map(|error| error.distrust().is_some()).collect();
        assert_eq!(is_distrusted, [true, true, false, false, false, false]);
    }

    #[test]
    fn what_sqlite_says_of_a_query_is_finnish_too() {
        for (message, fi) in [
            ("no such table: foo", "SQL: taulua tai näkymää `foo` ei ole"),
            (
                "near \"selec\": syntax error",
                "SQL: kysely ei ole SQL:ää kohdassa `selec`",
            ),
            ("incomplete input", "SQL: kysely jää kesken"),
            ("row value misused", "SQL: SQLite ilmoittaa: row value misused"),
        ] {
            assert_eq!(query_wording(message).get(Lang::Fi), fi);
        }
    }
}
