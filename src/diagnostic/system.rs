//! What the operating system says, in both languages.

use std::io;

use crate::disk::NoFile;
use crate::wording::Wording;

/// What the system says, in both languages where it is one of the usual cases.
#[must_use]
pub fn system_words(error: &io::Error) -> Wording {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Wording::fixed("there is no such file or folder", "tiedostoa tai kansiota ei ole")
        }
        io::ErrorKind::PermissionDenied => Wording::fixed("permission denied", "käyttöoikeus puuttuu"),
        io::ErrorKind::ReadOnlyFilesystem => {
            Wording::fixed("the disk is read-only", "levylle ei voi kirjoittaa")
        }
        io::ErrorKind::StorageFull => Wording::fixed("the disk is full", "levy on täynnä"),
        io::ErrorKind::IsADirectory => Wording::fixed("it is a folder", "se on kansio"),
        io::ErrorKind::NotADirectory => Wording::fixed("it is no folder", "se ei ole kansio"),
        io::ErrorKind::AlreadyExists => Wording::fixed("it exists already", "se on jo olemassa"),
        io::ErrorKind::ResourceBusy => Wording::fixed(
            "another command is at work in the registry; give this one again in a while",
            "toinen komento käsittelee rekisteriä; anna tämä komento hetken kuluttua uudelleen",
        ),
        _ if NoFile::is_in(error) => Wording::fixed("it is no regular file", "se ei ole tavallinen tiedosto"),
        _ => Wording::composed(error.to_string(), error.to_string()),
    }
}
