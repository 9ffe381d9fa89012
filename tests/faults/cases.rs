//! Every command that writes, with a registry to which it applies.

use super::registry::Place;
use super::workbooks::OpenedBook;

/// A command, the registry that it is given in, and where it writes.
pub(crate) struct Case {
    pub(crate) args: &'static [&'static str],
    place: fn() -> Place,
}

impl Case {
    pub(crate) fn place(&self) -> Place {
        (self.place)()
    }

    pub(crate) fn name(&self) -> String {
        self.args.join(" ")
    }
}

const fn case(args: &'static [&'static str]) -> Case {
    Case {
        args,
        place: Place::new,
    }
}

/// Facts that are recorded in an agreement or in the file of organisations.
pub(crate) const ACTS: [Case; 27] = [
    case(&["sign", "a", "o2", "--on", "2026-11-01"]),
    case(&[
        "register",
        "a",
        "--organisation",
        "uusi",
        "--name",
        "Uusi",
        "--email",
        "uusi@example.fi",
    ]),
    case(&["decline", "a", "o3", "--on", "2026-11-02"]),
    case(&[
        "withdraw",
        "a",
        "o1",
        "--notice",
        "2026-11-03",
        "--effective",
        "2027-03-01",
    ]),
    case(&["extend", "a", "--until", "2028-06-30", "--decided", "2026-11-04"]),
    case(&[
        "approve",
        "luonnos",
        "o1",
        "--on",
        "2026-10-01",
        "--decision",
        "§ 4",
    ]),
    case(&["open", "luonnos", "--yes"]),
    case(&["terminate", "a", "--on", "2027-05-01", "--reason", "Syy", "--yes"]),
    case(&["organisation", "rename", "o1", "--name", "Ykkönen"]),
    case(&["organisation", "cease", "o1", "--on", "2026-11-06", "--yes"]),
    case(&["group", "chair", "a/g", "o2", "--from", "2026-11-01"]),
    case(&[
        "group",
        "join",
        "a/g",
        "o3",
        "--from",
        "2026-11-01",
        "--in-place-of",
        "o1",
    ]),
    case(&["group", "leave", "a/g", "o1", "--until", "2026-11-01"]),
    case(&["set", "a", "record", "X/1"]),
    case(&["correct", "a", "o1", "--signed", "2024-01-03", "--because", "Syy"]),
    case(&["add", "luonnos", "groups", "id=uusi", "name=Uusi", "regions=all"]),
    case(&["contact", "o1", "--email", "uusi@example.fi", "--everywhere"]),
    case(&[
        "event",
        "add",
        "a",
        "Kokous",
        "--date",
        "2026-12-01",
        "--kind",
        "meeting",
        "--id",
        "kokous",
    ]),
    Case {
        args: &["apply", "kirja.xlsx", "--yes"],
        place: with_workbook,
    },
    Case {
        args: &["region", "rename", "Länsi", "Meri"],
        place: with_regions,
    },
    case(&["renew", "a", "--years", "3"]),
    case(&["new", "b", "--title", "Toinen", "--from", "a"]),
    Case {
        args: &["attach", "a", "kokous.pdf", "--kind", "minutes", "--of", "o1"],
        place: with_minutes,
    },
    Case {
        args: &["attach", "a", "kokous.pdf", "--kind", "minutes"],
        place: with_lost_minutes,
    },
    case(&["edit", "a"]),
    Case {
        args: &["undo"],
        place: with_renamed_region,
    },
    Case {
        args: &["undo", "--of", "2"],
        place: with_undone_region,
    },
];

/// Files and folders that are made from the registry, or for it.
pub(crate) const OUTPUTS: [Case; 17] = [
    Case {
        args: &["validate", "--fix"],
        place: with_faults,
    },
    Case {
        args: &["validate", "--fix"],
        place: with_stale_schemas,
    },
    Case {
        args: &["schema", "--write"],
        place: with_stale_schemas,
    },
    Case {
        args: &["load"],
        place: with_old_index,
    },
    case(&["load", "--rebuild"]),
    case(&["document", "a", "-o", "sopimus.docx"]),
    case(&["workbook", "a", "-o", "kirja.xlsx"]),
    case(&["document", "a", "--each", "organisation", "--to", "paperit"]),
    Case {
        args: &[
            "document",
            "a",
            "--each",
            "organisation",
            "--to",
            "paperit",
            "--again",
        ],
        place: with_papers,
    },
    case(&["agreements", "-o", "lista.xlsx"]),
    case(&["calendar", "-o", "kalenteri.ics"]),
    Case {
        args: &["calendar", "-o", "kalenteri.ics", "--public"],
        place: with_calendar,
    },
    case(&["remind", "a", "--to", "kirjeet"]),
    Case {
        args: &["remind", "a", "--to", "kirjeet", "--again"],
        place: with_letters,
    },
    Case {
        args: &["init"],
        place: Place::empty,
    },
    case(&["templates", "--copy", "document.html", "site/page.html"]),
    case(&["register", "--template", "pohja.xlsx"]),
];

/// The website, new and in the place of an earlier one.
pub(crate) const SITES: [Case; 2] = [
    Case {
        args: &["site", "sivut"],
        place: with_documents,
    },
    Case {
        args: &["site", "sivut", "--public"],
        place: with_site,
    },
];

fn after(args: &[&str]) -> Place {
    let place = Place::new();
    let ended = place.run(args, kumppani::disk::Disk::real());
    assert_eq!(ended.code, 0, "{}", ended.shown);
    place
}

/// With a workbook in which a person has changed something.
fn with_workbook() -> Place {
    let place = after(&["workbook", "a", "-o", "kirja.xlsx"]);
    let path = place.root().join("kirja.xlsx");
    let mut book = OpenedBook::open(&std::fs::read(&path).expect("it was written"));
    let row = book.row("Signatories", "organisation", "o2");
    book.put("Signatories", row, "contact.email", "uusi@example.fi");
    std::fs::write(path, book.saved()).expect("it can be written");
    place
}

fn with_faults() -> Place {
    let place = Place::new();
    for id in ["b", "c"] {
        place.put(
            &format!("agreements/{id}.yaml"),
            &format!("id: {id}\ntitle: Sopimus\nterm: {{ starts: 1.1.2012, ends: 31.12.2013 }}\n"),
        );
    }
    place
}

/// Where a region has another name in several files, which is the only entry of the journal.
fn with_renamed_region() -> Place {
    let place = with_regions();
    std::fs::remove_file(place.root().join("agreements/.kumppani-journal")).expect("there is one");
    let ended = place.run(
        &["region", "rename", "Länsi", "Meri"],
        kumppani::disk::Disk::real(),
    );
    assert_eq!(ended.code, 0, "{}", ended.shown);
    place
}

/// The same, and the region has its old name again.
fn with_undone_region() -> Place {
    let place = with_renamed_region();
    let ended = place.run(&["undo"], kumppani::disk::Disk::real());
    assert_eq!(ended.code, 0, "{}", ended.shown);
    place
}

/// With a file to attach, and one in the way of its name.
fn with_minutes() -> Place {
    let place = Place::new();
    place.put("kokous.pdf", "Kokous");
    place.put("documents/a/kokous.pdf", "Toinen kokous");
    place
}

/// The same, but the document was recorded and is missing.
fn with_lost_minutes() -> Place {
    let place = with_minutes();
    let args = ["attach", "a", "kokous.pdf", "--kind", "minutes"];
    let ended = place.run(&args, kumppani::disk::Disk::real());
    assert_eq!(ended.code, 0, "{}", ended.shown);
    std::fs::remove_file(place.root().join("documents/a/kokous-2.pdf")).expect("it was copied there");
    place
}

fn with_documents() -> Place {
    after(&["attach", "a", "registry.yaml", "--kind", "attachment"])
}

/// Two agreements that name a region, one of them opened for signing, and the schemas.
fn with_regions() -> Place {
    let place = after(&["schema", "--write"]);
    for id in ["b", "c"] {
        let regions = "groups: [{ id: g, name: R, regions: [Länsi] }]\nsignatories: [{ organisation: o1, name: Yksi, kind: other, regions: [Itä, Länsi] }]";
        place.put(
            &format!("agreements/{id}.yaml"),
            &format!("id: {id}\ntitle: Sopimus\nterm: {{ starts: 2030, ends: 2031 }}\n{regions}\n"),
        );
    }
    let opened = place.run(&["open", "c", "--yes"], kumppani::disk::Disk::real());
    assert_eq!(opened.code, 0, "{}", opened.shown);
    place
}

fn with_stale_schemas() -> Place {
    let place = after(&["schema", "--write"]);
    place.put("registry.yaml", "areas:\n  Keski: [Ranua, Rovaniemi]\n");
    place.put("schema/agreement.schema.json", "{}");
    place
}

fn with_old_index() -> Place {
    let place = after(&["load"]);
    place.put("registry.yaml", "name: Toinen verkosto\n");
    place
}

/// Papers of which two have been changed.
fn with_papers() -> Place {
    let place = after(&["document", "a", "--each", "organisation", "--to", "paperit"]);
    for id in ["o1", "o4"] {
        place.put(&format!("paperit/a_organisation_{id}.docx"), "muutettu");
    }
    place
}

fn with_calendar() -> Place {
    after(&["calendar", "-o", "kalenteri.ics"])
}

fn with_site() -> Place {
    after(&["site", "sivut"])
}

/// Letters of which one is out of date, one was edited by hand, and one is needed no longer.
fn with_letters() -> Place {
    let place = after(&["remind", "a", "--to", "kirjeet"]);
    let letter = "kirjeet/a_o2.eml";
    let text = std::fs::read_to_string(place.root().join(letter)).expect("the letter is there");
    place.put(letter, &text.replace("Kaksi", "Kaksi ja puoli"));
    let signed = place.run(
        &["sign", "a", "o3", "--on", "2026-11-01"],
        kumppani::disk::Disk::real(),
    );
    assert_eq!(signed.code, 0, "{}", signed.shown);
    place
}
