//! The shape of lists: everything that is asked about, and a near miss beside each.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::super::*;
use super::packages::{ods, ods_cell, ods_row, ods_table, xlsx, xlsx_row};
use super::{check, place, read, read_as, signed};
use crate::wording::Lang;

/// Every misfit with its help.
fn helped(csv: &str) -> Vec<String> {
    let choices = ListChoices::default();
    let list = read_list(csv.as_bytes(), ListKind::Csv, REGISTRATION_HEADINGS, &choices);
    let reading = registrations(
        &list.expect("the list has headings"),
        &KnownOrganisations::default(),
    );
    let misfits = reading.misfits.iter();
    misfits
        .map(|misfit| format!("{} → {}", place(misfit), misfit.help.get(Lang::En)))
        .collect()
}

#[test]
fn a_quotation_mark_that_is_not_closed_swallows_nothing() {
    // The other rows are read, and what is wrong with them is found in the same run.
    check(
        "Nimi;Alueet;Tehtävä\nOrg A;Itä;\"Rehtori\nOrg B;Keski;Toimisto\nOrg C;Pohjoinen;Kanslia\n",
        &[
            "3 org-b “Org B” Keski",
            "2C the quotation mark that is opened here is never closed",
            "4B unknown region `Pohjoinen`",
        ],
    );
    // A later mark closes the first, and a text follows.
    check(
        "Nimi;Alueet;Tehtävä\nOrg A;Itä;\"Rehtori\nOrg B;Keski;\"Toimisto\"\n",
        &[
            "3 org-b “Org B” Keski",
            "2C the quotation mark that is opened here is never closed",
        ],
    );
    // Two marks are missing, and a row became part of a cell.
    check(
        "Nimi;Alueet;Tehtävä\nOrg A;Itä;\"Rehtori\nOrg B;Keski;Toimisto\"\nOrg C;Itä;\n",
        &[
            "3 org-c “Org C” Itä",
            "2C the cell contains what looks like a row of its own: “Org B;Keski;Toimisto”",
        ],
    );
    assert_eq!(
        read("\"Nimi;Alueet\nA;Itä\n".as_bytes(), ListKind::Csv),
        [
            "2 a “A” Itä",
            "1A the quotation mark that is opened here is never closed",
        ]
    );
    assert_eq!(
        read("\"Osapuoli;Paikka\nA;Itä\n".as_bytes(), ListKind::Csv),
        ["row 1, column A: the quotation mark that is opened here is never closed"]
    );
    assert_eq!(
        signed(
            "Organisaatio;Allekirjoitettu;Asema\nopisto-a;29.2.2024;\"Johtaja\nkunta-b;1.3.2024;\n",
            None
        ),
        [
            "3 kunta-b 2024-03-01 None None",
            "2C the quotation mark that is opened here is never closed",
        ]
    );
}

#[test]
fn quotation_marks_have_their_places() {
    check(
        "Nimi;Alueet\n\"Org\" A;Itä\nOrg B\";Itä\n \"Org; C\";Itä\n",
        &[
            "2A the text goes on after the closing quotation mark",
            "3A a quotation mark is unmatched or follows a space",
            "4A a quotation mark is unmatched or follows a space",
            "4B a quotation mark is unmatched or follows a space",
            "4C the value has no heading",
        ],
    );
    // Marks inside a text, doubled ones, several lines, and blanks behind the closing mark are clear.
    check(
        "Nimi;Alueet\nOrg ”A” \"B\" ry;Itä\n\"Org \"\"C\"\"; ry\" ;Itä\n\"Org\r\nD\";Itä\r\n\"\";\"\"\n",
        &[
            "2 org-a-b-ry “Org ”A” \"B\" ry” Itä",
            "3 org-c-ry “Org \"C\"; ry” Itä",
            "4 org-d “Org D” Itä",
        ],
    );
}

#[test]
fn every_value_has_a_heading_above_it() {
    assert_eq!(
        helped("Nimi;Alueet\nLapin liikenne-; ympäristö;Itä\nA;Itä;x\nB;Itä;\n"),
        [
            "2B unknown region `ympäristö` → the regions are Länsi, Itä, Keski, Tunturi, Saamelaisalue; separate several with commas, or write “all”",
            "2C values have no heading in rows 2–3 → put a text with `;` in it between quotation marks, give the column a heading, or leave it out: `--skip-column C`",
        ]
    );
    let choices = |skipped: &[&str]| ListChoices {
        skipped_columns: skipped.iter().map(ToString::to_string).collect(),
        ..ListChoices::default()
    };
    let csv = "Nimi;Alueet;;Väri\nA;Itä;x;sininen\n";
    check(csv, &["1D unknown heading `Väri`", "2C the value has no heading"]);
    assert_eq!(
        read_as(csv.as_bytes(), ListKind::Csv, &choices(&["c", "väri"])),
        ["2 a “A” Itä", "columns left out: C, D (Väri)"]
    );
    assert_eq!(
        read_as(
            csv.as_bytes(),
            ListKind::Csv,
            &choices(&["Puhelinluettelo", "C", "D"])
        ),
        [
            "2 a “A” Itä",
            "-- unknown column `Puhelinluettelo` in `--skip-column`",
            "columns left out: C, D (Väri)",
        ]
    );
}

#[test]
fn every_heading_has_one_meaning() {
    assert_eq!(
        helped("Allekirjoittaja;Alueet\nA;Itä\n"),
        [
            "1A `Allekirjoittaja` may be the organisation or the person who signed → rename the column: Organisation or Name for the organisation, Signed by for the position of the person",
        ]
    );
    assert_eq!(
        helped("Nimi;Alueet;Name;Aluet\nA;Itä;B;x\n"),
        [
            "-C the column means the same as A (Nimi) → delete one of them, or leave it out: `--skip-column C`",
            "1D unknown heading `Aluet` → did you mean Alueet? Otherwise leave the column out with `--skip-column D`",
        ]
    );
    assert_eq!(
        helped("Nimi;Alueet;Liittynyt (pp.kk.vvvv);Yhteyshenkilö\nA;Itä;1.1.2015;x\n"),
        [
            "1C unknown heading `Liittynyt (pp.kk.vvvv)` → did you mean Liittynyt? Otherwise leave the column out with `--skip-column C`",
            "1D unknown heading `Yhteyshenkilö` → leave the column out with `--skip-column D`",
        ]
    );
    // Headings of other lists and of remarks are passed over, and so is one over empty cells.
    check(
        "Sopimus;Nimi;Alueet;Tila;Päätös;Huom.;Väri\ns1;A;Itä;odottaa;§ 1;soita;\n",
        &[
            "2 a “A” Itä",
            "columns that are not read: A (Sopimus), D (Tila), E (Päätös), F (Huom.), G (Väri)",
        ],
    );
    check(
        "Nimi;Alueet\nA;Itä\nNimi;Alueet\nB;Itä\n",
        &["2 a “A” Itä", "4 b “B” Itä", "3- the row repeats the headings"],
    );
}

#[test]
fn the_headings_are_above_their_rows() {
    let csv = "A;Itä\nNimi;Alueet\nB;Itä\n";
    check(
        csv,
        &[
            "3 b “B” Itä",
            "1- the row is above the headings in row 2, and has several values",
        ],
    );
    let choices = ListChoices {
        heading_row: Some(2),
        ..ListChoices::default()
    };
    assert_eq!(
        read_as(csv.as_bytes(), ListKind::Csv, &choices),
        ["3 b “B” Itä", "rows above the headings, not read: 1"]
    );
    let choices = ListChoices {
        heading_row: Some(3),
        ..ListChoices::default()
    };
    assert_eq!(
        read_as(csv.as_bytes(), ListKind::Csv, &choices),
        ["row 3 has no known headings"]
    );
}

#[test]
fn rows_are_separated_as_the_headings_are() {
    check(
        "Nimi;Alueet\nA,Itä\nB\tItä\nC;\"Itä, Länsi\"\n",
        &[
            "4 c “C” Länsi+Itä",
            "2- the cells are separated by `,`, those of the headings by `;`",
            "3- the cells are separated by `tab`, those of the headings by `;`",
        ],
    );
}

#[test]
fn what_stands_for_no_value_is_left_empty() {
    let csv = "Nimi;Alueet;Liittynyt;Sähköposti;Y-tunnus;Laji;Kunta\n\
               A;Itä;ei vielä;-;puuttuu;?;–\nB;Itä;tammikuussa;x;1;kerho;Oulu\n";
    let lines = helped(csv);
    for line in &lines[..5] {
        assert!(line.ends_with("→ leave the cell empty"), "{line}");
    }
    assert_eq!(lines.len(), 10);
    assert!(
        !lines[5..]
            .iter()
            .any(|line| line.ends_with("→ leave the cell empty")),
        "{lines:?}"
    );
    let words = [
        "ei",
        "Ei vielä",
        "ei ole",
        "-",
        "—",
        "…",
        "?",
        "puuttuu",
        "odottaa",
        "kesken",
        "not yet",
        "n/a",
        "TBA",
    ];
    for word in words {
        let csv = format!("Nimi;Alueet;Liittynyt\nA;Itä;{word}\n");
        assert_eq!(
            helped(&csv),
            [format!("2C invalid date `{word}` → leave the cell empty")]
        );
    }
}

#[test]
fn errors_of_a_spreadsheet_are_no_values() {
    check(
        "Nimi;Alueet;Puhelin;Huom\n#REF!;Itä;######;#REF!\n#1 opisto;Itä;;\n",
        &[
            "3 1-opisto “#1 opisto” Itä",
            "2A `#REF!` is an error of the spreadsheet, not a value",
            "2C `######` is an error of the spreadsheet, not a value",
            "columns that are not read: D (Huom)",
        ],
    );
    let formula = |cell: &str| {
        let row = xlsx_row(2, "", &["A", "Itä"]).replace("</row>", &format!("{cell}</row>"));
        let headings = xlsx_row(1, "", &["Nimi", "Alueet", "Puhelin"]);
        read(
            &xlsx(&format!("<sheetData>{headings}{row}</sheetData>")),
            ListKind::Workbook,
        )
    };
    for cell in ["<c r=\"C2\"><f>1+1</f></c>", "<c r=\"C2\"><f>1+1</f><v/></c>"] {
        assert_eq!(
            formula(cell),
            ["2C the file does not contain the value of the formula"],
            "{cell}"
        );
    }
    assert_eq!(
        formula("<c r=\"C2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"),
        ["2C `#DIV/0!` is an error of the spreadsheet, not a value"]
    );
    assert_eq!(
        formula("<c r=\"C2\" t=\"str\"><f>\"\"</f><v></v></c>"),
        ["2 a “A” Itä"]
    );
    assert_eq!(formula("<c r=\"C2\"><f>1+1</f><v>2</v></c>"), ["2 a “A” Itä 2"]);
    let formula = |cell: &str| {
        let row =
            ods_row("", &["A", "Itä"]).replace("</table:table-row>", &format!("{cell}</table:table-row>"));
        let headings = ods_row("", &["Nimi", "Alueet", "Puhelin"]);
        read(
            &ods("", &ods_table("", &format!("{headings}{row}"))),
            ListKind::Workbook,
        )
    };
    assert_eq!(
        formula("<table:table-cell table:formula=\"of:=1+1\"/>"),
        ["2C the file does not contain the value of the formula"]
    );
    for error in [
        "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
        "office:value-type=\"float\" office:value=\"0\"",
    ] {
        let cell = format!(
            "<table:table-cell table:formula=\"of:=[.#REF!]\" {error}><text:p>#REF!</text:p></table:table-cell>"
        );
        assert_eq!(
            formula(&cell),
            ["2C `#REF!` is an error of the spreadsheet, not a value"],
            "{error}"
        );
    }
    assert_eq!(
        formula(
            "<table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\"><text:p/></table:table-cell>"
        ),
        ["2 a “A” Itä"]
    );
}

fn hidden(hidden: Hidden) -> ListChoices {
    ListChoices {
        hidden: Some(hidden),
        ..ListChoices::default()
    }
}

/// Rows and columns that are hidden in one way or another: asked about, read, or left out.
fn assert_hidden_row_is_asked_about(bytes: &[u8], how: &str) {
    let read = |choices: &ListChoices| read_as(bytes, ListKind::Workbook, choices);
    assert_eq!(
        read(&ListChoices::default()),
        [
            "2 a “A” Itä",
            "3 b “B” Itä",
            "4 c “C” Itä",
            "-- row 3 is hidden in the sheet"
        ],
        "{how}"
    );
    assert_eq!(
        read(&hidden(Hidden::Include)),
        [
            "2 a “A” Itä",
            "3 b “B” Itä",
            "4 c “C” Itä",
            "hidden rows that are read: 3"
        ],
        "{how}"
    );
    assert_eq!(
        read(&hidden(Hidden::Skip)),
        ["2 a “A” Itä", "4 c “C” Itä", "hidden rows left out: 3"],
        "{how}"
    );
}

#[test]
fn hidden_rows_are_asked_about() {
    for attributes in ["hidden=\"1\"", "hidden=\"true\"", "ht=\"0\" customHeight=\"1\""] {
        let rows = [
            xlsx_row(1, "", &["Nimi", "Alueet"]),
            xlsx_row(2, "ht=\"15\" hidden=\"0\"", &["A", "Itä"]),
            xlsx_row(3, attributes, &["B", "Itä"]),
            xlsx_row(4, "", &["C", "Itä"]),
            // An empty hidden row says nothing.
            xlsx_row(5, "hidden=\"1\"", &[]),
        ];
        // A filter hides nothing by itself.
        let sheet = format!(
            "<sheetData>{}</sheetData><autoFilter ref=\"A1:B4\"/>",
            rows.concat()
        );
        assert_hidden_row_is_asked_about(&xlsx(&sheet), attributes);
    }
    let rows = |third: &str| {
        let [headings, first, last] =
            [["Nimi", "Alueet"], ["A", "Itä"], ["C", "Itä"]].map(|row| ods_row("", &row));
        ods_table("", &format!("{headings}{first}{third}{last}"))
    };
    let style = "<style:style style:name=\"ro0\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0cm\"/></style:style>\
                 <style:style style:name=\"ro1\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0.5cm\"/></style:style>";
    let of_b = |attributes: &str| ods_row(attributes, &["B", "Itä"]);
    for third in [
        of_b("table:visibility=\"collapse\""),
        of_b("table:visibility=\"filter\""),
        of_b("table:style-name=\"ro0\""),
        format!(
            "<table:table-row-group table:display=\"false\">{}</table:table-row-group>",
            of_b("")
        ),
    ] {
        assert_hidden_row_is_asked_about(&ods(style, &rows(&third)), &third);
    }
    let third = format!(
        "<table:table-row-group>{}</table:table-row-group>",
        of_b("table:style-name=\"ro1\"")
    );
    assert_eq!(
        read(&ods(style, &rows(&third)), ListKind::Workbook),
        ["2 a “A” Itä", "3 b “B” Itä", "4 c “C” Itä"]
    );
}

#[test]
fn hidden_columns_are_asked_about() {
    let rows = [
        xlsx_row(1, "", &["Nimi", "Alueet", "Puhelin", "Väri"]),
        xlsx_row(2, "", &["A", "Itä", "1", "x"]),
    ];
    let sheet = format!(
        "<cols><col min=\"3\" max=\"16384\" hidden=\"1\"/></cols><sheetData>{}</sheetData>",
        rows.concat()
    );
    let columns = "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"16382\"/>";
    let table = [&["Nimi", "Alueet", "Puhelin", "Väri"], &["A", "Itä", "1", "x"]].map(|row| ods_row("", row));
    for bytes in [
        xlsx(&sheet),
        ods("", &ods_table("", &format!("{columns}{}", table.concat()))),
    ] {
        let read = |choices: &ListChoices| read_as(&bytes, ListKind::Workbook, choices);
        assert_eq!(
            read(&ListChoices::default()),
            [
                "2 a “A” Itä 1",
                "-C the column is hidden in the sheet",
                "-D the column is hidden in the sheet",
                "1D unknown heading `Väri`",
            ]
        );
        assert_eq!(
            read(&hidden(Hidden::Skip)),
            ["2 a “A” Itä", "columns left out: C (Puhelin), D (Väri)"]
        );
        assert_eq!(
            read(&hidden(Hidden::Include)),
            ["2 a “A” Itä 1", "1D unknown heading `Väri`"]
        );
    }
}

#[test]
fn merged_cells_are_asked_about() {
    let headings = ["Nimi", "Alueet", "Huom"];
    let rows = [
        xlsx_row(1, "", &["Uudet"]),
        xlsx_row(2, "", &headings),
        xlsx_row(3, "", &["A", "Itä"]),
        xlsx_row(4, "", &["B"]),
    ];
    let merges = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"C3:C4\"/></mergeCells>";
    let of_xlsx = xlsx(&format!("<sheetData>{}</sheetData>{merges}", rows.concat()));
    let spanned = ods_cell("table:number-rows-spanned=\"2\"", "Itä");
    let title = ods_cell("table:number-columns-spanned=\"3\"", "Uudet");
    let of_ods = ods(
        "",
        &ods_table(
            "",
            &format!(
                "<table:table-row>{title}<table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>{}\
                 <table:table-row>{}{spanned}</table:table-row><table:table-row>{}<table:covered-table-cell/></table:table-row>",
                ods_row("", &headings),
                ods_cell("", "A"),
                ods_cell("", "B"),
            ),
        ),
    );
    for bytes in [of_xlsx, of_ods] {
        assert_eq!(
            read(&bytes, ListKind::Workbook),
            [
                "3B the cells B3:B4 are merged",
                "4B no regions",
                "columns that are not read: C (Huom)",
                "rows above the headings, not read: 1",
            ]
        );
    }
}

#[test]
fn of_several_sheets_a_person_chooses() -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    for (name, organisation) in [("Kevät", "A"), ("Syksy", "B")] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.write_row_with_format(0, 0, ["Nimi", "Alueet"], &Format::new().set_bold())?;
        sheet.write_row(1, 0, [organisation, "Itä"])?;
        sheet.set_hidden(name == "Syksy");
    }
    let bytes = workbook.save_to_buffer()?;
    let of_sheet = |name: &str| ListChoices {
        sheet: Some(name.to_owned()),
        ..ListChoices::default()
    };
    let read = |choices: &ListChoices| read_as(&bytes, ListKind::Workbook, choices);
    assert_eq!(
        read(&ListChoices::default()),
        ["several sheets of the workbook are lists of this kind: Kevät, Syksy"]
    );
    assert_eq!(
        read(&of_sheet("Syksy")),
        ["2 b “B” Itä", "sheets that are not read: Kevät"]
    );
    assert_eq!(
        read(&hidden(Hidden::Skip)),
        ["2 a “A” Itä", "sheets that are not read: Syksy"]
    );
    assert_eq!(read(&of_sheet("Talvi")), ["unknown sheet `Talvi`"]);
    assert_eq!(
        read_as(b"Nimi;Alueet\n", ListKind::Csv, &of_sheet("Talvi")),
        ["unknown sheet `Talvi`"]
    );
    Ok(())
}

#[test]
fn a_hidden_sheet_is_asked_about() {
    let rows = [["Nimi", "Alueet"], ["A", "Itä"]]
        .map(|row| ods_row("", &row))
        .concat();
    let style = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let bytes = ods(style, &ods_table("table:style-name=\"ta1\"", &rows));
    let read = |choices: &ListChoices| read_as(&bytes, ListKind::Workbook, choices);
    assert_eq!(
        read(&ListChoices::default()),
        ["2 a “A” Itä", "-- the sheet Lista is hidden"]
    );
    assert_eq!(read(&hidden(Hidden::Include)), ["2 a “A” Itä"]);
    assert_eq!(read(&hidden(Hidden::Skip)), ["no row with headings was found"]);
}

#[test]
fn a_list_of_several_agreements_is_not_signed_for_one() {
    assert_eq!(
        signed(
            "Sopimus;Organisaatio;Pvm\nsopimus;opisto-a;2017\nmuu;kunta-b;2017\nmuu;seura;\n",
            None
        ),
        [
            "2 opisto-a 2017 None None",
            "3A the row is for `muu`, not for `sopimus`",
            "rows skipped because they have no date: 4",
        ]
    );
}
