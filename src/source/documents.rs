//! The documents of an agreement, as its file lists them.

use super::decode::{Decoder, Entries};
use super::tree::NodeId;
use crate::diagnostic::{At, Code};
use crate::model::{DocumentKind, DocumentPath, DocumentPathProblem, FileDigest, FiledDocument};
use crate::wording;
use crate::wording::Wording;

impl Decoder<'_, '_> {
    pub(super) fn document(&mut self, entry: &Entries) -> Option<FiledDocument> {
        let file = self.field(entry, "file", Self::document_path);
        let title = self.field(entry, "title", Self::local_name).map(|at| at.value);
        let kind = self.field(entry, "kind", |d, node| {
            d.choice(
                node,
                &DocumentKind::ALL.map(DocumentKind::code),
                DocumentKind::find,
                |word| DocumentKind::find_loosely(word).map(DocumentKind::code),
            )
        });
        let on = self.field(entry, "on", Self::date);
        let of = self.field(entry, "of", Self::signatory_id);
        let sha256 = self.field(entry, "sha256", Self::digest);
        let visibility = self.field(entry, "public", Self::visibility).unwrap_or_default();
        Some(FiledDocument {
            file: file?,
            title,
            kind: kind?,
            on,
            of,
            sha256: sha256?,
            visibility,
        })
    }

    pub(super) fn document_path(&mut self, node: NodeId) -> Option<At<DocumentPath>> {
        let expected = Wording::fixed(
            "the path of a file in documents/",
            "kansion documents/ tiedoston polku",
        );
        let text = self.word(node, &expected)?.value;
        match DocumentPath::parse(&text) {
            Ok(path) => Some(self.at(node, path)),
            Err(DocumentPathProblem::FromRoot) => {
                let below = text.split_once('/').map_or(text.as_str(), |(_, below)| below);
                let message = || {
                    wording!(
                        en: "`{text}` is counted from documents/, which is not repeated",
                        fi: "`{text}`: polku alkaa kansiosta documents/, jota ei toisteta"
                    )
                };
                self.report_with_fix(Code::InvalidDocumentName, node, message, below);
                None
            }
            Err(problem) => {
                self.report(
                    Code::InvalidDocumentName,
                    self.tree.span(node),
                    || {
                        let reason = document_name_problem(problem);
                        wording!(
                            en: "invalid document name `{text}`: {reason}",
                            fi: "`{text}` ei kelpaa asiakirjan nimeksi: {reason}",
                            reason
                        )
                    },
                    || DOCUMENT_NAME_HELP,
                );
                None
            }
        }
    }

    fn digest(&mut self, node: NodeId) -> Option<At<FileDigest>> {
        let text = self.word(node, &Wording::fixed("a digest", "tiiviste"))?.value;
        if let Some(digest) = FileDigest::parse(&text) {
            return Some(self.at(node, digest));
        }
        self.report(
            Code::InvalidDigest,
            self.tree.span(node),
            || wording!(en: "invalid digest `{text}`", fi: "virheellinen tiiviste `{text}`"),
            || {
                Wording::fixed(
                    "the SHA-256 of the file has 64 hexadecimal digits; `kumppani attach` records it",
                    "tiedoston SHA-256-tiivisteessä on 64 heksadesimaalinumeroa; `kumppani attach` kirjaa sen",
                )
            },
        );
        None
    }
}

/// What is wrong with the name of a document.
#[must_use]
pub fn document_name_problem(problem: DocumentPathProblem) -> Wording {
    match problem {
        DocumentPathProblem::FromRoot => {
            Wording::fixed("it begins with documents/", "se alkaa kansiosta documents/")
        }
        DocumentPathProblem::Empty => Wording::fixed("a part of it is empty", "osa siitä on tyhjä"),
        DocumentPathProblem::TooLong => {
            let most = DocumentPath::LONGEST_NAME;
            wording!(en: "a name has more than {most} characters", fi: "nimessä on yli {most} merkkiä")
        }
        DocumentPathProblem::TooDeep => {
            let most = DocumentPath::MOST_FOLDERS;
            wording!(en: "it is more than {most} folders deep", fi: "se on yli {most} kansion syvyydessä")
        }
        DocumentPathProblem::Character(c) if c.is_uppercase() || c.is_whitespace() => Wording::fixed(
            "capital letters and spaces cannot be used",
            "isoja kirjaimia ja välilyöntejä ei voi käyttää",
        ),
        DocumentPathProblem::Character(c) => {
            wording!(en: "it cannot contain `{c}`", fi: "siinä ei voi käyttää merkkiä `{c}`")
        }
        DocumentPathProblem::Mark => Wording::fixed(
            "a name begins and ends with a letter or a digit",
            "nimi alkaa ja päättyy kirjaimeen tai numeroon",
        ),
        DocumentPathProblem::Device => Wording::fixed(
            "Windows reserves the name for a device",
            "Windows on varannut nimen laitteelle",
        ),
    }
}

/// The next step where a document has such a name.
pub const DOCUMENT_NAME_HELP: Wording = Wording::fixed(
    "names consist of the letters a–z, digits, `-`, `_` and `.`; rename the file, or record it with `kumppani attach`, which makes such a name",
    "nimessä on kirjaimia a–z, numeroita ja merkkejä `-`, `_` ja `.`; anna tiedostolle toinen nimi tai kirjaa se komennolla `kumppani attach`, joka tekee kelvollisen nimen",
);

#[cfg(test)]
mod tests {
    use crate::model::{DocumentKind, Visibility};
    use crate::source::testing::read;
    use crate::wording::Lang;

    const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// The findings of an agreement with these documents.
    fn check(documents: &str, expected: &[&str]) {
        let (_, findings) = read(&with(documents));
        let shown: Vec<String> = findings
            .iter()
            .map(|found| {
                let fix = found.fix.as_ref().map(|_| " (fixed)").unwrap_or_default();
                format!("{}: {}{fix}", found.code.name(), found.message.get(Lang::En))
            })
            .collect();
        assert_eq!(shown, expected, "{documents}");
    }

    fn with(documents: &str) -> String {
        let documents = documents.replace("DIGEST", DIGEST);
        format!("id: tno\ntitle: S\nterm: {{ starts: 2014, ends: 2016 }}\ndocuments: [{documents}]\n")
    }

    #[test]
    fn a_document_is_read_with_all_that_is_said_of_it() {
        let (agreement, findings) = read(&with(
            "{ file: a/b.pdf, title: { fi: Päätös, sv: Beslut }, kind: decision, on: 2014-02, of: x, sha256: 'DIGEST', public: true }, \
             { file: c, kind: minutes, sha256: 'DIGEST' }",
        ));
        assert!(findings.is_empty(), "{findings:?}");
        let [first, second] = &agreement.documents[..] else {
            panic!("two are listed")
        };
        assert_eq!(first.file.value.from_root(), "documents/a/b.pdf");
        assert_eq!(
            first.title.as_ref().map(crate::model::LocalText::fi),
            Some("Päätös")
        );
        assert_eq!(
            (first.kind, second.kind),
            (DocumentKind::Decision, DocumentKind::Minutes)
        );
        assert_eq!(first.of.as_ref().map(|of| of.value.as_str()), Some("x"));
        assert_eq!(first.sha256.value.to_string(), DIGEST);
        assert_eq!(first.visibility, Visibility::Public);
        assert_eq!(second.visibility, Visibility::Internal);
        assert!(second.on.is_none() && second.of.is_none() && second.title.is_none());
    }

    #[test]
    fn what_is_odd_is_found() {
        check(
            "{ file: documents/a.pdf, kind: minutes, sha256: 'DIGEST' }",
            &[
                "invalid-document-name: `documents/a.pdf` is counted from documents/, which is not repeated (fixed)",
            ],
        );
        check(
            "{ file: ../a.pdf, kind: minutes, sha256: 'DIGEST' }",
            &[
                "invalid-document-name: invalid document name `../a.pdf`: a name begins and ends with a letter or a digit",
            ],
        );
        check(
            "{ file: a.pdf, kind: pöytäkirja, sha256: e3b0 }",
            &[
                "unknown-value: unknown value `pöytäkirja`; expected one of: signed-original, decision, minutes, attachment (fixed)",
                "invalid-digest: invalid digest `e3b0`",
            ],
        );
        check(
            "{ file: a.pdf }",
            &[
                "missing-field: the field `kind` is missing",
                "missing-field: the field `sha256` is missing",
            ],
        );
        check(
            "{ file: a.pdf, kind: minutes, sha256: 'DIGEST' }, { file: a.pdf, kind: decision, sha256: 'DIGEST' }",
            &["repeated-entry: `a.pdf` is listed twice"],
        );
    }
}
