//! The documents of an agreement: files in the folder `documents/` of the registry that prove it, each with the
//! digest that it had when it was recorded. No one looks into them: a document is bytes with a name.

use std::fmt;

use super::closed_set::closed_set;
use super::{AgreementId, FileDigest, LocalText, OrganisationId, PartialDate, Visibility, fold, is_device};
use crate::diagnostic::At;

closed_set! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum DocumentKind {
        /// The agreement as it was signed, by all or by one.
        SignedOriginal = "signed-original" ("signed original", "allekirjoitettu kappale") ["original", "alkuperäinen", "alkuperäiskappale", "allekirjoitettu sopimus"],
        /// A decision about it.
        Decision = "decision" ("decision", "päätös") ["viranhaltijapäätös", "ote"],
        Minutes = "minutes" ("minutes", "pöytäkirja") ["muistio", "kokousmuistio"],
        /// Anything else that belongs to it.
        Attachment = "attachment" ("attachment", "liite") ["liiteasiakirja", "annex", "other", "muu"],
    }
}

/// A document that an agreement names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledDocument {
    /// Its path below the folder of documents.
    pub file: At<DocumentPath>,
    /// What it is called; by its file where nothing is said.
    pub title: Option<LocalText>,
    /// What it is.
    pub kind: DocumentKind,
    /// The date that is on it.
    pub on: Option<At<PartialDate>>,
    /// The signatory whose document it is; `None` where it is that of all.
    pub of: Option<At<OrganisationId>>,
    /// The digest of the file as it was recorded.
    pub sha256: At<FileDigest>,
    /// Who may see it.
    pub visibility: Visibility,
}

/// Why a text is no path of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentPathProblem {
    /// It begins with the folder of documents, from which it is counted.
    FromRoot,
    /// A folder or a name of it is empty.
    Empty,
    /// A folder or the name has more characters than [`DocumentPath::LONGEST_NAME`].
    TooLong,
    /// More folders than [`DocumentPath::MOST_FOLDERS`].
    TooDeep,
    /// A character that is not the same in every file system and address.
    Character(char),
    /// A folder or the name begins or ends with a mark.
    Mark,
    /// Windows keeps the name for a device.
    Device,
}

/// The path of a document below the folder of documents: names of the letters a–z, digits, `-`, `_` and `.`,
/// with `/` between them. Such a path is the same in every file system, and in an address as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentPath(Box<str>);

impl DocumentPath {
    /// The folder of documents in a registry's root.
    pub const FOLDER: &'static str = "documents";

    /// The most characters of one name.
    pub const LONGEST_NAME: usize = 100;

    /// The most folders below the folder of documents.
    pub const MOST_FOLDERS: usize = 3;

    /// Checks the shape of a path.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, DocumentPathProblem> {
        let names: Vec<&str> = text.split('/').collect();
        if names.len() > 1 && names[0] == Self::FOLDER {
            return Err(DocumentPathProblem::FromRoot);
        }
        names.iter().try_for_each(|name| check_name(name))?;
        if names.len() > Self::MOST_FOLDERS + 1 {
            return Err(DocumentPathProblem::TooDeep);
        }
        Ok(Self(text.into()))
    }

    /// A path in the folder of an agreement, with the name made of any other one; a number from 2 on tells it from
    /// others that are made of the same.
    ///
    /// # Panics
    /// When what is made is no path, which a test tries.
    #[must_use]
    pub fn made(agreement: &AgreementId, name: &str, number: usize) -> Self {
        let folder = agreement.as_str();
        let folder = if is_device(folder) || folder == Self::FOLDER {
            format!("agreement-{folder}")
        } else {
            folder.to_owned()
        };
        Self::parse(&format!("{folder}/{}", safe_name(name, number)))
            .expect("an id is a name, and so is one that was made safe")
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without the folders.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The ending of the name in capitals, as it is shown beside a link: `PDF`.
    #[must_use]
    pub fn ending(&self) -> Option<String> {
        let (_, ending) = self.name().rsplit_once('.')?;
        Some(ending.to_ascii_uppercase())
    }

    /// The path from the registry's root.
    #[must_use]
    pub fn from_root(&self) -> String {
        format!("{}/{}", Self::FOLDER, self.0)
    }
}

impl fmt::Display for DocumentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const fn is_plain(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit()
}

const fn is_mark(character: char) -> bool {
    matches!(character, '-' | '_' | '.')
}

fn check_name(name: &str) -> Result<(), DocumentPathProblem> {
    if name.is_empty() {
        return Err(DocumentPathProblem::Empty);
    }
    if let Some(stranger) = name.chars().find(|c| !is_plain(*c) && !is_mark(*c)) {
        return Err(DocumentPathProblem::Character(stranger));
    }
    if name.len() > DocumentPath::LONGEST_NAME {
        return Err(DocumentPathProblem::TooLong);
    }
    if name.starts_with(is_mark) || name.ends_with(is_mark) {
        return Err(DocumentPathProblem::Mark);
    }
    if is_device(name.split('.').next().unwrap_or_default()) {
        return Err(DocumentPathProblem::Device);
    }
    Ok(())
}

/// The name of a file as a name of a document: folded, with a hyphen for each run of other characters.
fn safe_name(name: &str, number: usize) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (plain(stem), plain(ending)),
        _ => (plain(name), String::new()),
    };
    let ending: String = ending.chars().filter(|c| is_plain(*c)).take(20).collect();
    let number = if number > 1 {
        format!("-{number}")
    } else {
        String::new()
    };
    let after = if ending.is_empty() {
        number
    } else {
        format!("{number}.{ending}")
    };
    let stem = match stem.split('.').next().unwrap_or_default() {
        "" => "document".to_owned(),
        device if is_device(device) => format!("document-{stem}"),
        _ => stem,
    };
    let room = DocumentPath::LONGEST_NAME - after.len();
    let stem: String = stem.chars().take(room).collect();
    stem.trim_end_matches(is_mark).to_owned() + &after
}

/// A text with nothing in it but what a name may have, and no mark at its ends.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for character in fold(text).chars() {
        if is_plain(character) || matches!(character, '_' | '.') {
            plain.push(character);
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.trim_matches(is_mark).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_everywhere() {
        use DocumentPathProblem as Problem;
        let long = format!("{}.pdf", "a".repeat(97));
        for (text, expected) in [
            ("sopimus.pdf", None),
            ("lapin-tno-2014/poytakirja_2014.pdf", None),
            ("a/b/c/d", None),
            ("1", None),
            ("documents", None),
            (&long[1..], None),
            ("a/b/c/d/e", Some(Problem::TooDeep)),
            (&long, Some(Problem::TooLong)),
            ("documents/sopimus.pdf", Some(Problem::FromRoot)),
            ("", Some(Problem::Empty)),
            ("/sopimus.pdf", Some(Problem::Empty)),
            ("a//b", Some(Problem::Empty)),
            ("a/", Some(Problem::Empty)),
            ("Sopimus.pdf", Some(Problem::Character('S'))),
            ("uusi sopimus.pdf", Some(Problem::Character(' '))),
            ("liite ä", Some(Problem::Character(' '))),
            ("a\\b", Some(Problem::Character('\\'))),
            ("c:a", Some(Problem::Character(':'))),
            ("..", Some(Problem::Mark)),
            ("a/../b", Some(Problem::Mark)),
            (".piilo", Some(Problem::Mark)),
            ("-rf", Some(Problem::Mark)),
            ("a.", Some(Problem::Mark)),
            ("con/a", Some(Problem::Device)),
            ("aux.tar.gz", Some(Problem::Device)),
        ] {
            assert_eq!(DocumentPath::parse(text).err(), expected, "{text}");
        }
    }

    fn id(text: &str) -> AgreementId {
        AgreementId::parse(text).expect("a test names well-formed ids")
    }

    #[test]
    fn any_name_is_made_safe() {
        let long = format!("{}.pdf", "pitkä ".repeat(60));
        for (name, expected) in [
            ("sopimus.pdf", "sopimus.pdf"),
            (
                "Lapin TNO – allekirjoitettu (2014).PDF",
                "lapin-tno-allekirjoitettu-2014.pdf",
            ),
            ("Äkäslompolon Pöytäkirja.docx", "akaslompolon-poytakirja.docx"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            (".htaccess", "htaccess"),
            ("..", "document"),
            ("漢字.pdf", "document.pdf"),
            ("CON.txt", "document-con.txt"),
            ("sopimus.tar.gz", "sopimus.tar.gz"),
            ("nimi.", "nimi"),
            ("-rf", "rf"),
        ] {
            let made = DocumentPath::made(&id("a"), name, 1);
            assert_eq!(made.name(), expected, "{name}");
        }
        let made = DocumentPath::made(&id("a"), &long, 1);
        assert!(
            made.name().len() <= 100 && made.name().ends_with("pitka.pdf"),
            "{made}"
        );
        let second = DocumentPath::made(&id("a"), "sopimus.pdf", 2);
        assert_eq!(second.as_str(), "a/sopimus-2.pdf");
        for (agreement, expected) in [("con", "agreement-con/a"), ("documents", "agreement-documents/a")] {
            assert_eq!(DocumentPath::made(&id(agreement), "a", 1).as_str(), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_made_is_a_path(name in "\\PC{0,140}", number in 1_usize..200) {
            let made = DocumentPath::made(&id("lapin-tno-2014"), &name, number);
            proptest::prop_assert!(made.as_str().starts_with("lapin-tno-2014/"));
        }
    }
}
