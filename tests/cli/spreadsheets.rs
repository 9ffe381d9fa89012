//! Lists as workbooks and as pages.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use insta::assert_snapshot;

use super::harness::{Place, SMALL};

/// The sheet of a workbook and its rows.
fn opened(bytes: Vec<u8>) -> (String, Vec<Vec<Data>>) {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 1);
    let range = workbook
        .worksheet_range(&names[0])
        .expect("the sheet can be read");
    (names[0].clone(), range.rows().map(<[Data]>::to_vec).collect())
}

#[test]
fn every_list_is_a_workbook_and_a_page() {
    let place = Place::example();
    for args in [
        &["agreements"][..],
        &["signatories"],
        &["organisations"],
        &["groups"],
        &["duties"],
        &[
            "duties",
            "--group",
            "koordinaatioryhma",
            "--theme",
            "verkostomaisuus",
        ],
        &["regions"],
        &["events"],
        &["search", "verkosto"],
        &["due"],
        &["calendar"],
        &["explain"],
        &["sql", "SELECT status, 1.5 AS share FROM agreement_overview"],
    ] {
        let written = |format: &str| {
            let output = place.output(&[args, &["--lang", "fi", "--format", format]].concat());
            assert_eq!(
                output.status.code(),
                Some(0),
                "{args:?}: {}",
                place.describe(&output)
            );
            output.stdout
        };
        let (name, rows) = opened(written("xlsx"));
        assert!(rows.len() > 1, "{args:?}");
        assert_eq!(
            written("xlsx"),
            written("xlsx"),
            "{args:?}: made twice, it is the same"
        );
        let page = String::from_utf8(written("html")).expect("a page is UTF-8");
        assert!(page.contains(&format!("<h1>{name}</h1>")), "{args:?}: {page}");
        assert!(page.contains("<th scope=\"col\""), "{args:?}");
    }
}

#[test]
fn the_ending_picks_the_workbook_and_its_cells_have_types() {
    let place = Place::example();
    let args = [
        "signatories",
        "--agreement",
        "keski-tunturi-2015",
        "--lang",
        "fi",
        "-o",
        "a.xlsx",
    ];
    assert_eq!(
        place.run(&args),
        "--- stderr\nkirjoitettiin 9 riviä tiedostoon a.xlsx\n--- exit 0\n"
    );
    let (name, rows) = opened(std::fs::read(place.path("a.xlsx")).expect("the file can be read"));
    assert_eq!(name, "Allekirjoittajat");
    let cells = || rows.iter().flatten();
    assert!(
        cells().any(|cell| matches!(cell, Data::DateTime(_))),
        "whole days are dates"
    );
    assert!(
        cells().any(|cell| *cell == Data::String("2/2015".to_owned())),
        "a month is text: {rows:?}"
    );
}

#[test]
fn a_query_keeps_numbers_and_no_formula_is_made() {
    let place = Place::example();
    let query = "SELECT 7 AS n, '=1+1' AS f, NULL AS z, 1.5 AS x";
    let output = place.output(&["sql", query, "--format", "xlsx"]);
    let (name, rows) = opened(output.stdout);
    assert_eq!(name, "Query");
    assert_eq!(rows[1][0], Data::Float(7.0));
    assert_eq!(rows[1][1], Data::String("=1+1".to_owned()));
    assert_eq!(rows[1][3], Data::Float(1.5));
}

#[test]
fn formats_of_no_list_are_shown_with_a_next_step() {
    let place = Place::example();
    assert_snapshot!("rows_ics_fi", place.run_fi(&["agreements", "-o", "a.ics"]));
    assert_snapshot!(
        "document_xlsx",
        place.run(&["show", "lapin-tno-2014", "-o", "a.xlsx"])
    );
}

/// What a workbook cannot hold is shown, and nothing is parted within an emoji.
#[test]
fn what_a_cell_cannot_hold_is_shown() {
    let long = format!("Seuraa {}", "👩\u{200d}👧".repeat(8_000));
    let place = Place::of(&[("sopimus-2014.yaml", &SMALL.replace("Seuraa toimintaa", &long))]);
    let file = place.path("tehtavat.xlsx").display().to_string();
    assert_snapshot!("sheet_cell", place.run(&["duties", "-o", &file]));
    assert_snapshot!(
        "sheet_cell_fi",
        place.run_fi(&["duties", "--format", "csv", "-o", &file])
    );
}
