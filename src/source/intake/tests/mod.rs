//! Lists as people write them.

mod bounds;
mod packages;
mod shape;
mod workbooks;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::wording::Lang;

fn known() -> KnownOrganisations {
    let mut known = KnownOrganisations::default();
    for (id, name) in [
        ("opisto-a", "Opisto A"),
        ("kunta-b", "Kunta B"),
        ("kunta-b", "Kunta B:n kaupunki"),
        ("seura", "Seura"),
        ("seura-2", "Seura"),
    ] {
        known.add(id, name);
    }
    known
}

fn place(misfit: &Misfit) -> String {
    let row = misfit.row.map_or("-".to_owned(), |row| row.to_string());
    let column = misfit
        .column
        .as_ref()
        .map_or("-", |column| column.letter.as_str());
    format!("{row}{column} {}", misfit.message.get(Lang::En))
}

/// Every registration in a line, then every misfit.
fn read(bytes: &[u8], kind: ListKind) -> Vec<String> {
    read_as(bytes, kind, &ListChoices::default())
}

fn read_as(bytes: &[u8], kind: ListKind, choices: &ListChoices) -> Vec<String> {
    let list = match read_list(bytes, kind, REGISTRATION_HEADINGS, choices) {
        Ok(list) => list,
        Err(unreadable) => return vec![unreadable.message.get(Lang::En).to_owned()],
    };
    let reading = registrations(&list, &known());
    let entry = |entry: &Listed<crate::model::Registration>| {
        let value = &entry.value;
        let joined = value.joined.map_or(String::new(), |joined| format!(" {joined}"));
        let phone = value.contact.phone.clone().unwrap_or_default();
        format!(
            "{} {} “{}” {}{joined} {phone}",
            entry.row,
            value.organisation,
            value.name,
            value.regions.ids().join("+")
        )
        .trim_end()
        .to_owned()
    };
    let entries = reading.entries.iter().map(entry);
    let misfits = reading.misfits.iter().map(place);
    let notes = reading.notes.iter().map(|note| note.get(Lang::En).to_owned());
    entries.chain(misfits).chain(notes).collect()
}

fn check(csv: &str, expected: &[&str]) {
    assert_eq!(read(csv.as_bytes(), ListKind::Csv), expected, "{csv}");
}

#[test]
fn any_separator_and_any_spelling_of_the_headings() {
    for csv in [
        "Nimi;Alueet\nUusi ry;Itä\n",
        "\u{feff}NIMI;alue\r\nUusi ry;itä\r\n",
        "name\tRegions\nUusi ry\tItä-Lappi\n",
        "Organisaation nimi,Toiminta-alue\nUusi ry,Ita\n",
    ] {
        check(csv, &["2 uusi-ry “Uusi ry” Itä"]);
    }
}

#[test]
fn the_separator_is_the_one_that_gives_the_headings() {
    check(
        "Nimi,Alueet\n\"Aaa; Bbb; Ccc; ry\",\"Itä, Länsi\"\n",
        &["2 aaa-bbb-ccc-ry “Aaa; Bbb; Ccc; ry” Länsi+Itä"],
    );
}

#[test]
fn an_id_and_a_name_do_not_contradict_each_other() {
    check(
        "Organisaatio;Nimi;Alueet\nopisto-a;Kunta B;Itä\nkunta-c;Kunta B;Itä\nopisto-a;Opisto Ö;Itä\nopisto-a;Opisto A;,\n",
        &[
            "2A `Kunta B` is the name of `kunta-b`, not of `opisto-a`",
            "3A `Kunta B` is the name of `kunta-b`, not of `kunta-c`",
            "4A in the registry `opisto-a` is “Opisto A”",
            "5C no regions",
        ],
    );
    check(
        "Nimi;Alueet\nKunta-B!;Itä\nOpisto Á. Á;Itä\n",
        &["2 kunta-b “Kunta-B!” Itä", "3 opisto-a-a “Opisto Á. Á” Itä"],
    );
    check(
        "Nimi;Alueet\nSeura 2;Itä\n",
        &["2A `Seura 2` would get the id `seura-2`, which belongs to “Seura”"],
    );
    check(
        "Organisaatio;Alueet\nopisto-aa;Itä\n",
        &["2A the name of `opisto-aa` is missing, and the registry does not know it"],
    );
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let csv = "Jäsenet;\n\nNimi;Alueet\n\n\"Uusi\nry\";Itä\n;\nToinen;Länsi\nKolmas;\n";
    check(
        csv,
        &[
            "5 uusi-ry “Uusi ry” Itä",
            "7 toinen “Toinen” Länsi",
            "8B no regions",
            "rows above the headings, not read: 1",
            "empty rows: 4, 6",
        ],
    );
}

#[test]
fn a_known_name_keeps_its_id_and_an_id_its_name() {
    check(
        "Nimi;Alueet\nOPISTO A;kaikki\nkunta-b:n kaupunki;Itä ja Länsi\nSeura;Itä\n",
        &[
            "2 opisto-a “OPISTO A” all",
            "3 kunta-b “kunta-b:n kaupunki” Länsi+Itä",
            "4A several organisations have had the name `Seura`: `seura`, `seura-2`",
        ],
    );
    check(
        "Organisaatio;Nimi;Alueet\nseura-2;Seura;Itä\nkunta-b;;Itä\nkunta-c;;Itä\nKunta C;Kunta C;Itä\n",
        &[
            "2 seura-2 “Seura” Itä",
            "3 kunta-b “Kunta B” Itä",
            "4A the name of `kunta-c` is missing, and the registry does not know it",
            "5A invalid id `Kunta C`",
        ],
    );
    check(
        "Organisaatio;Alueet\nkunta-b;Itä\nUusi ry;Itä\n",
        &["2 kunta-b “Kunta B” Itä", "3 uusi-ry “Uusi ry” Itä"],
    );
}

#[test]
fn everything_that_is_wrong_with_a_row_is_shown_from_left_to_right() {
    check(
        "Alueet;Nimi;Y-tunnus;Laji;Kunta;Liittynyt;Sähköposti\nPohjoinen;A\u{202e};2109309-1;kerho;Oulu;31.2.2015;a@\nItä;B;123;;;pian;\n",
        &[
            "2A unknown region `Pohjoinen`",
            "2B the text contains the invisible character U+202E",
            "2C wrong check digit in `2109309-1`",
            "2D unknown kind of organisation `kerho`",
            "2E unknown municipality `Oulu`",
            "2F nonexistent day `31.2.2015`",
            "2G invalid e-mail address `a@`",
            "3C invalid business id `123`",
            "3F invalid date `pian`",
        ],
    );
}

#[test]
fn a_list_without_its_columns_is_shown_once() {
    check(
        "Nimi;Huom\nA;x\n",
        &["-- missing column Regions", "columns that are not read: B (Huom)"],
    );
    check(
        "Alue;Area;Nimi\nItä;Itä;A\n",
        &["2 a “A” Itä", "-B the column means the same as A (Alue)"],
    );
    check("Osapuoli;Paikka\nA;B\n", &["no row with headings was found"]);
    check("", &["no row with headings was found"]);
    assert_eq!(
        read(b"Nimi;Alueet\nIn\xe4;It\xe4\n", ListKind::Csv),
        ["the file is not UTF-8"]
    );
    assert_eq!(
        read(b"PK\x03\x04x", ListKind::Workbook),
        ["the file is not a readable workbook"]
    );
}

#[test]
fn an_organisation_stands_in_a_list_once() {
    check(
        "Nimi;Alueet\nUusi ry;Itä\nuusi ry;Länsi\n",
        &["2 uusi-ry “Uusi ry” Itä", "3- `uusi-ry` is already in row 2"],
    );
}

/// Dates, numbers and texts of a workbook are read as a person sees them.
#[test]
fn a_workbook_is_read_from_its_sheet_with_the_headings() -> Result<(), rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    let other = workbook.add_worksheet();
    other.write(0, 0, "Nimi")?;
    other.write(1, 0, "Ei tämä")?;
    let sheet = workbook.add_worksheet();
    for (place, heading) in (1..).zip(["Nimi", "Alueet", "Liittynyt", "Puhelin"]) {
        sheet.write(2, place, heading)?;
    }
    sheet.write(3, 1, "Uusi ry")?;
    sheet.write(3, 2, "Tunturi-Lappi")?;
    let date = Format::new().set_num_format("d.m.yyyy");
    sheet.write_with_format(3, 3, &ExcelDateTime::from_ymd(2015, 3, 1)?, &date)?;
    sheet.write(3, 4, 40_123)?;
    sheet.write(4, 1, "Toinen")?;
    sheet.write(4, 2, "Itä")?;
    sheet.write(4, 3, 2015)?;
    sheet.write(5, 1, "Kolmas")?;
    let bytes = workbook.save_to_buffer()?;
    assert_eq!(
        read(&bytes, ListKind::Workbook),
        [
            "4 uusi-ry “Uusi ry” Tunturi 2015-03-01 40123",
            "5 toinen “Toinen” Itä 2015",
            "6C no regions",
            "sheets that are not read: Sheet1",
        ]
    );
    Ok(())
}

#[test]
fn of_several_lists_a_person_chooses() -> Result<(), rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    for name in ["Itä", "Länsi"] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.write(0, 0, "Nimi")?;
        sheet.write(0, 1, "Alueet")?;
    }
    let bytes = workbook.save_to_buffer()?;
    assert_eq!(
        read(&bytes, ListKind::Workbook),
        ["several sheets of the workbook are lists of this kind: Itä, Länsi"]
    );
    Ok(())
}

#[test]
fn a_cell_far_out_is_shown_and_not_reached_for() -> Result<(), rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Jäsenet")?;
    sheet.write(0, 0, "Nimi")?;
    sheet.write(1_048_575, 16_383, "x")?;
    let bytes = workbook.save_to_buffer()?;
    assert_eq!(
        read(&bytes, ListKind::Workbook),
        ["the sheet Jäsenet has a cell at XFD1048576; a list has at most 100,000 rows and 1,000 columns"]
    );
    Ok(())
}

/// `tests/lists/members.ods` is an example in the format of `LibreOffice`, with a title above the headings.
#[test]
fn an_open_document_is_read_like_a_workbook() {
    let bytes = include_bytes!("../../../../tests/lists/members.ods");
    assert_eq!(
        read(bytes, ListKind::Workbook),
        [
            "4 opisto-a “Opisto A” Länsi+Itä 2015-03-01 040 123",
            "5 kunta-b “Kunta B” all 40123",
            "rows above the headings, not read: 1",
        ]
    );
}

fn signed(csv: &str, on: Option<&str>) -> Vec<String> {
    let choices = ListChoices::default();
    let list = read_list(csv.as_bytes(), ListKind::Csv, SIGNATURE_HEADINGS, &choices)
        .expect("the list has headings");
    let on = on.map(|on| crate::model::PartialDate::parse(on).expect("a date"));
    let agreement = crate::model::AgreementId::parse("sopimus").expect("an id");
    let reading = signatures(&list, &known(), &agreement, on);
    let entries = reading.entries.iter().map(|entry| {
        let value = &entry.value;
        let record = value.record.iter().map(|record| format!(" case {record}"));
        format!(
            "{} {} {} {:?} {:?}{}",
            entry.row,
            value.organisation,
            value.on,
            value.by,
            value.decision,
            record.collect::<String>()
        )
    });
    let misfits = reading.misfits.iter().map(place);
    let notes = reading.notes.iter().map(|note| note.get(Lang::En).to_owned());
    entries.chain(misfits).chain(notes).collect()
}

#[test]
fn signatures_name_their_organisation_by_id_or_name() {
    let csv = "Organisaatio;Pvm;Asema;Päätös;Dnro\nopisto-a;3.10.2017;rehtori;§ 4;OP/7/2017\nKunta B;;;;\nOpisto;1.1.2017;;;\n";
    assert_eq!(
        signed(csv, None),
        [
            "2 opisto-a 2017-10-03 Some(\"rehtori\") Some(\"§ 4\") case OP/7/2017",
            "4A `Opisto` is not a signatory of the agreement",
            "rows skipped because they have no date: 3",
        ]
    );
    assert_eq!(
        signed("Nimi\nOpisto A\nopisto a\n", Some("2017")),
        ["2 opisto-a 2017 None None", "3- `opisto-a` is already in row 2"]
    );
    assert_eq!(signed("Nimi\nOpisto A\n", None), ["-- missing column Signed"]);
    // Everything that is wrong with a row is shown at once.
    assert_eq!(
        signed(
            "Organisaatio;Nimi;Pvm\nopisto-a;Kunta B;1.1.2017\nLappia;;31.2.2018\n;;45678\n",
            None
        ),
        [
            "2B `opisto-a` is “Opisto A”, not “Kunta B”",
            "3A `Lappia` is not a signatory of the agreement",
            "3C nonexistent day `31.2.2018`",
            "4A the organisation is missing",
            "4C invalid date `45678`; as a spreadsheet number it is 2025-01-21",
        ]
    );
}
