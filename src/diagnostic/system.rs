//! What the operating system says, in both languages.

use std::io::{self, ErrorKind};

use crate::disk::NoFile;
use crate::wording;
use crate::wording::Wording;

/// What the system says, in both languages; an unusual case has a sentence around the system's own words.
#[must_use]
pub fn system_words(error: &io::Error) -> Wording {
    if let Some((_, en, fi)) = KINDS.iter().find(|(kind, ..)| *kind == error.kind()) {
        return Wording::fixed(en, fi);
    }
    let number = raw_number(error);
    match NUMBERS
        .iter()
        .find(|(known, ..)| cfg!(unix) && number == Some(*known))
    {
        Some((_, en, fi)) => Wording::fixed(en, fi),
        None if NoFile::is_in(error) => {
            Wording::fixed("it is not a regular file", "se ei ole tavallinen tiedosto")
        }
        None if number.is_some() => {
            wording!(en: "the system reports: {error}", fi: "järjestelmä ilmoittaa: {error}")
        }
        None => Wording::composed(error.to_string(), error.to_string()),
    }
}

/// The system's own number, also of an error that names its path.
fn raw_number(error: &io::Error) -> Option<i32> {
    let within = || {
        error
            .get_ref()?
            .source()?
            .downcast_ref::<io::Error>()?
            .raw_os_error()
    };
    error.raw_os_error().or_else(within)
}

/// The usual cases.
const KINDS: &[(ErrorKind, &str, &str)] = &[
    (
        ErrorKind::NotFound,
        "there is no such file or folder",
        "tiedostoa tai kansiota ei ole",
    ),
    (
        ErrorKind::PermissionDenied,
        "permission denied",
        "käyttöoikeus puuttuu",
    ),
    (
        ErrorKind::ReadOnlyFilesystem,
        "the disk is read-only",
        "levylle ei voi kirjoittaa",
    ),
    (ErrorKind::StorageFull, "the disk is full", "levy on täynnä"),
    (
        ErrorKind::QuotaExceeded,
        "the disk quota is exceeded",
        "levykiintiö on täynnä",
    ),
    (
        ErrorKind::FileTooLarge,
        "the file is too large for the disk",
        "tiedosto on levylle liian suuri",
    ),
    (ErrorKind::IsADirectory, "it is a folder", "se on kansio"),
    (ErrorKind::NotADirectory, "it is not a folder", "se ei ole kansio"),
    (
        ErrorKind::DirectoryNotEmpty,
        "the folder is not empty",
        "kansio ei ole tyhjä",
    ),
    (ErrorKind::AlreadyExists, "it already exists", "se on jo olemassa"),
    (
        ErrorKind::ResourceBusy,
        "another command is using the registry; run this one again in a while",
        "toinen komento käsittelee rekisteriä; anna tämä komento hetken kuluttua uudelleen",
    ),
    (
        ErrorKind::ExecutableFileBusy,
        "a program is using the file",
        "jokin ohjelma käyttää tiedostoa",
    ),
    (
        ErrorKind::InvalidFilename,
        "the name is invalid or too long",
        "nimi on virheellinen tai liian pitkä",
    ),
    (
        ErrorKind::CrossesDevices,
        "the two places are on different disks",
        "paikat ovat eri levyillä",
    ),
    (
        ErrorKind::TooManyLinks,
        "the file has too many links",
        "tiedostolla on liikaa linkkejä",
    ),
    (
        ErrorKind::StaleNetworkFileHandle,
        "the network drive no longer has the file",
        "tiedostoa ei enää ole verkkolevyllä",
    ),
    (
        ErrorKind::TimedOut,
        "the system did not answer in time",
        "järjestelmä ei vastannut ajoissa",
    ),
    (
        ErrorKind::WouldBlock,
        "the file is in use",
        "tiedosto on käytössä",
    ),
    (
        ErrorKind::Interrupted,
        "the operation was interrupted",
        "toiminto keskeytettiin",
    ),
    (
        ErrorKind::BrokenPipe,
        "the reader has closed the pipe",
        "putken lukija on sulkenut sen",
    ),
    (ErrorKind::OutOfMemory, "out of memory", "muisti loppui"),
    (
        ErrorKind::NotSeekable,
        "it is a pipe or a device, not a file",
        "se on putki tai laite eikä tiedosto",
    ),
    (
        ErrorKind::UnexpectedEof,
        "the file ends too early",
        "tiedosto päättyy kesken",
    ),
    (
        ErrorKind::WriteZero,
        "not everything could be written",
        "kaikkea ei voitu kirjoittaa",
    ),
    (
        ErrorKind::Unsupported,
        "the system does not support this here",
        "järjestelmä ei tue tätä toimintoa tässä",
    ),
];

/// Cases for which there is only the system's number; it is the same on Linux and macOS.
const NUMBERS: &[(i32, &str, &str)] = &[
    (
        5,
        "reading or writing the disk failed",
        "levyn lukeminen tai kirjoittaminen epäonnistui",
    ),
    (6, "there is no such device", "laitetta ei ole"),
    (19, "there is no such device", "laitetta ei ole"),
    (
        23,
        "the system has too many open files",
        "järjestelmässä on liikaa avoimia tiedostoja",
    ),
    (
        24,
        "the program has too many open files",
        "ohjelmalla on liikaa avoimia tiedostoja",
    ),
    #[cfg(target_os = "linux")]
    (40, "the links form a loop", "linkit johtavat kehässä toisiinsa"),
    #[cfg(target_os = "macos")]
    (62, "the links form a loop", "linkit johtavat kehässä toisiinsa"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;

    /// Of the errors that Linux has for files, none is shown in English to a Finnish reader.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_linux_says_of_files_is_shown_in_finnish() {
        for number in [
            1, 2, 4, 5, 6, 11, 12, 13, 16, 17, 18, 19, 20, 21, 23, 24, 26, 27, 28, 29, 30, 31, 32, 36, 39,
            40, 95, 110, 116, 122,
        ] {
            let error = io::Error::from_raw_os_error(number);
            let words = system_words(&error);
            let (en, fi) = (words.get(Lang::En), words.get(Lang::Fi));
            assert!(en != fi && !fi.contains("os error"), "{number}: {fi}");
        }
    }

    #[test]
    fn an_error_that_names_its_path_is_known_as_well() {
        let file = tempfile::tempdir().expect("a folder can be made");
        let plain = file.path().join("plain");
        std::fs::write(&plain, "").expect("a file can be written");
        let error = tempfile::tempfile_in(plain.join("x")).expect_err("it is not a folder");
        assert_eq!(system_words(&error).get(Lang::Fi), "se ei ole kansio");
    }

    #[test]
    fn an_unusual_error_is_quoted_in_a_sentence() {
        let words = system_words(&io::Error::from_raw_os_error(71));
        assert!(words.get(Lang::Fi).starts_with("järjestelmä ilmoittaa: "));
        assert_eq!(system_words(&io::Error::other("sanat")).get(Lang::Fi), "sanat");
    }
}
