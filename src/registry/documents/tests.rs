//! The folder of documents of small registries.

use std::fs;
use std::path::Path;

use super::*;
use crate::registry::check;
use crate::source::testing::day;
use crate::wording::Lang;

const SIGNATORIES: &str = "signatories:\n  - { organisation: a, name: Aapa, kind: other, regions: all, signed: 2014-01-02, \
                           contact: { role: Toimisto, email: a@example.fi } }\n";

/// A registry whose agreement lists documents: the path of each, and the bytes whose digest is recorded.
fn registry(documents: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let entries = documents.iter().map(|(file, bytes)| {
        let digest = FileDigest::of(bytes.as_bytes());
        format!("  - {{ file: {file}, kind: minutes, sha256: '{digest}' }}\n")
    });
    let entries = entries.collect::<Vec<_>>().concat();
    let documents = if entries.is_empty() {
        String::new()
    } else {
        format!("documents:\n{entries}")
    };
    let text =
        format!("id: s\ntitle: Sopimus\nterm: {{ starts: 2014, ends: 2034 }}\n{SIGNATORIES}{documents}");
    put(folder.path(), "agreements/s.yaml", &text);
    folder
}

fn put(root: &Path, path: &str, bytes: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

/// The findings of documents, each with its file.
fn found(root: &Path) -> Vec<String> {
    let checked = check(root, day("2015-01-01"), &|_| {}).expect("the folder is a registry");
    let codes = ["document", "unreadable-file"];
    let of_documents = checked
        .diagnostics
        .iter()
        .filter(|found| codes.iter().any(|code| found.code.name().contains(code)));
    of_documents
        .map(|found| {
            format!(
                "{}: {}: {}",
                found.place.file,
                found.code.name(),
                found.message.get(Lang::En)
            )
        })
        .collect()
}

#[test]
fn a_document_is_as_it_was_recorded_or_found() {
    let place = registry(&[("s/a.pdf", "yksi"), ("s/b.pdf", "kaksi"), ("c.pdf", "")]);
    let root = place.path();
    put(root, "documents/s/a.pdf", "yksi");
    put(root, "documents/s/b.pdf", "kaksi");
    put(root, "documents/c.pdf", "");
    assert_eq!(found(root), [""; 0]);
    put(root, "documents/s/b.pdf", "kaksi!");
    fs::remove_file(root.join("documents/c.pdf")).expect("the file is there");
    assert_eq!(
        found(root),
        [
            "agreements/s.yaml: document-changed: documents/s/b.pdf has changed since it was recorded",
            "agreements/s.yaml: document-missing: documents/c.pdf is missing",
        ]
    );
    fs::remove_dir_all(root.join("documents")).expect("the folder is there");
    assert_eq!(found(root).len(), 3);
    put(root, "documents", "a file in place of the folder");
    assert_eq!(
        found(root).last().map(String::as_str),
        Some(
            "documents: unrecorded-document: this is not a folder, and documents are kept in a folder of this name"
        )
    );
}

#[test]
fn what_no_agreement_lists_is_found() {
    let place = registry(&[("s/a.pdf", "")]);
    let root = place.path();
    for path in [
        "s/a.pdf",
        "s/b.pdf",
        "Uusi sopimus.pdf",
        "a/b/c/d/e.pdf",
        ".gitkeep",
        ".git/x",
        "s/b.pdf~",
        "README.md",
    ] {
        put(root, &format!("documents/{path}"), "");
    }
    fs::create_dir(root.join("documents/tyhja")).expect("a folder can be made");
    assert_eq!(
        found(root),
        [
            "documents/Uusi sopimus.pdf: unrecorded-document: no agreement can list this document: capital letters and spaces cannot be used",
            "documents/a/b/c/d/e.pdf: unrecorded-document: no agreement can list this document: it is more than 3 folders deep",
            "documents/s/b.pdf: unrecorded-document: no agreement lists this document",
        ]
    );
}

/// Another agreement may list it.
#[test]
fn nothing_is_unrecorded_while_a_file_cannot_be_read() {
    let place = registry(&[]);
    let root = place.path();
    put(root, "documents/s/b.pdf", "");
    assert_eq!(found(root).len(), 1);
    for broken in [
        "title: [",
        "id: t\ntitle: T\nterm: { starts: 2014, ends: 2015 }\ndocuments: [{ file: s/b.pdf }]\n",
    ] {
        put(root, "agreements/t.yaml", broken);
        assert_eq!(found(root), [""; 0], "{broken}");
    }
    put(
        root,
        "agreements/t.yaml",
        "id: t\ntitle: T\nterm: { starts: x, ends: 2015 }\n",
    );
    assert_eq!(found(root).len(), 1, "what it lists is known");
}

#[test]
fn a_document_that_is_too_large_is_not_read() {
    let place = registry(&[("s/a.pdf", "")]);
    let root = place.path();
    put(root, "documents/s/a.pdf", "");
    let path = root.join("documents/s/a.pdf");
    let file = fs::File::options()
        .write(true)
        .open(path)
        .expect("the file is there");
    // It takes no place on the disk.
    file.set_len(LARGEST_DOCUMENT + 1).expect("it can be lengthened");
    assert_eq!(
        found(root),
        ["agreements/s.yaml: document-too-large: documents/s/a.pdf is larger than 100 MiB"]
    );
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_no_pipe_waited_for() {
    use std::os::unix::fs::symlink;

    let place = registry(&[("s/a.pdf", "yksi"), ("t/a.pdf", "yksi"), ("u.pdf", ""), ("v", "")]);
    let root = place.path();
    put(root, "documents/s/b.pdf", "yksi");
    put(root, "elsewhere/a.pdf", "yksi");
    symlink("b.pdf", root.join("documents/s/a.pdf")).expect("a link");
    symlink("../elsewhere", root.join("documents/t")).expect("a link");
    symlink("nowhere", root.join("documents/s/c.pdf")).expect("a link");
    crate::disk::testing::make_pipe(&root.join("documents/u.pdf"));
    fs::create_dir(root.join("documents/v")).expect("a folder can be made");
    assert_eq!(
        found(root),
        [
            "agreements/s.yaml: document-missing: documents/s/a.pdf is not a regular file",
            "agreements/s.yaml: document-missing: documents/t/a.pdf is not a regular file",
            "agreements/s.yaml: document-missing: documents/u.pdf is not a regular file",
            "agreements/s.yaml: document-missing: documents/v is not a regular file",
            "documents/s/b.pdf: unrecorded-document: no agreement lists this document",
            "documents/s/c.pdf: unrecorded-document: this is a link, and links to documents are not followed",
            "documents/t: unrecorded-document: this is a link, and links to documents are not followed",
        ]
    );
    fs::remove_dir_all(root.join("documents")).expect("the folder is there");
    symlink("elsewhere", root.join("documents")).expect("a link");
    let findings = found(root);
    assert_eq!(findings.len(), 5, "{findings:#?}");
    assert_eq!(
        findings[4],
        "documents: unrecorded-document: this is a link, and links to documents are not followed"
    );
}
