//! What the program writes it reads: any list of signatories, in every format and language, and the
//! template filled in, come back as the facts that they were made from.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::csv::render_csv;
use super::empty_list::render_empty_list;
use super::grid::cell_text;
use super::xlsx::{render_xlsx, sheet_of};
use crate::model::{
    AgreementId, BusinessId, Network, NewContact, OrganisationId, PartialDate, Regions, Registration,
    SignatoryState, Signature, guarded,
};
use crate::source::intake::{
    Heading, KnownOrganisations, List, ListChoices, ListKind, ListReading, REGISTRATION_HEADINGS,
    RegistrationField as Field, SIGNATURE_HEADINGS, read_list, registrations, signatures,
};
use crate::view::{AskedContact, Cell, Columns, ContactView, RegionsView, Row as _, SignatoryRow, Spoken};
use crate::wording::Lang;

const AGREEMENT: &str = "sopimus-2015";

/// A text as the files can have it: composed, without blanks around it, with everything in it that a
/// format gives a meaning of its own.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-zåäöčǩʹ]{1,8}",
        2 => Just(" ".to_owned()),
        1 => "[-=+@'\";,&<>|/:.!?_]{1,3}",
        1 => Just("\n".to_owned()),
        1 => Just("\u{a0}".to_owned()),
        1 => prop::sample::select(vec!["＝", "_x0041_", "'=", "' -", "\"\"", "#", "漢字", "12", "&amp;", "]]>"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..10)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("some text", |text| !text.is_empty() && !text.starts_with('#'))
}

fn date() -> impl Strategy<Value = PartialDate> {
    (1990i32..2030, 1u32..=12, 1u32..=28, 0..3).prop_map(|(year, month, day, kind)| match kind {
        0 => PartialDate::Year(year),
        1 => PartialDate::Month(year, month),
        _ => PartialDate::Day(NaiveDate::from_ymd_opt(year, month, day).expect("the calendar has the day")),
    })
}

fn regions() -> impl Strategy<Value = RegionsView> {
    prop_oneof![
        Just(Regions::All),
        prop::sample::subsequence(Network::lapland().regions().to_vec(), 1..=5).prop_map(Regions::listed),
    ]
    .prop_map(|regions| RegionsView::of(&regions, &Network::lapland()))
}

fn contact() -> impl Strategy<Value = AskedContact> {
    let phone = prop_oneof![text(), "\\+358 [0-9]{2} [0-9]{3} [0-9]{4}"];
    let contact = (
        prop::option::of(text()),
        prop::option::of("[a-z]{1,8}@example\\.fi"),
        prop::option::of(phone),
    )
        .prop_map(|(role, email, phone)| ContactView {
            role,
            email,
            phone,
            name: None,
            public: false,
        });
    prop::option::of(contact).prop_map(AskedContact::Included)
}

fn row() -> impl Strategy<Value = SignatoryRow> {
    let ids = ["2109309-0", "0292800-5", "2528792-5", "0973110-9"]
        .map(str::to_owned)
        .to_vec();
    let who = (
        text(),
        prop::option::of(prop::sample::select(ids)),
        prop::option::of(prop::sample::select(Network::lapland().kinds().to_vec())),
        prop::option::of(prop::sample::select(
            Network::lapland()
                .municipality_names()
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )),
        regions(),
    );
    let facts = (
        prop::sample::select(SignatoryState::ALL.to_vec()),
        any::<bool>(),
        prop::option::of(date()),
        prop::option::of(text()),
        prop::option::of(text()),
        prop::option::of(text()),
        prop::option::of(date()),
        contact(),
    );
    (who, facts).prop_map(
        |(
            (name, business_id, kind, municipality, regions),
            (state, ceased, signed, by, decision, record, joined, contact),
        )| {
            SignatoryRow {
                agreement: AGREEMENT.to_owned(),
                agreement_title: Spoken::finnish(AGREEMENT),
                organisation: String::new(),
                name,
                business_id,
                kind,
                municipality,
                regions,
                state,
                ceased,
                signed,
                signed_by: by.filter(|_| signed.is_some()),
                decision: decision.filter(|_| signed.is_some()),
                record: record.filter(|_| signed.is_some()),
                joined,
                declined: joined,
                notice: None,
                effective: joined,
                covers: vec!["Yksikkö, \"A\"; B".to_owned()],
                groups: vec!["ohjausryhma".to_owned()],
                group_names: vec!["Ohjausryhmä".to_owned()],
                contact,
            }
        },
    )
}

/// Rows of different organisations.
fn rows() -> impl Strategy<Value = Vec<SignatoryRow>> {
    prop::collection::btree_map("[a-z]{1,6}(-[a-z0-9]{1,4}){0,2}", row(), 1..5).prop_map(|rows| {
        let with_id = |(organisation, row)| SignatoryRow { organisation, ..row };
        rows.into_iter().map(with_id).collect()
    })
}

/// A name is on one line in a list of new signatories.
fn on_one_line(name: &str) -> String {
    let lines = name.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn id(row: &SignatoryRow) -> OrganisationId {
    OrganisationId::parse(&row.organisation).expect("an id")
}

fn registration(row: &SignatoryRow) -> Registration {
    let contact = match &row.contact {
        AskedContact::Included(Some(contact)) => NewContact {
            role: contact.role.clone(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
        },
        _ => NewContact::default(),
    };
    Registration {
        organisation: id(row),
        name: on_one_line(&row.name),
        business_id: row
            .business_id
            .as_ref()
            .map(|id| BusinessId::parse(id).expect("a business id")),
        kind: row.kind.clone(),
        municipality: row.municipality.clone(),
        regions: Network::lapland()
            .regions_meant(&row.regions.ids().join(", "))
            .expect("regions"),
        joined: row.joined,
        record: None,
        contact,
    }
}

fn signature(row: &SignatoryRow) -> Option<Signature> {
    Some(Signature {
        organisation: id(row),
        on: row.signed?,
        by: row.signed_by.clone(),
        decision: row.decision.clone(),
        record: row.record.clone(),
    })
}

/// The list in every format, with its ending.
fn written(rows: &[SignatoryRow], lang: Lang) -> Vec<(ListKind, Vec<u8>)> {
    let mut csv = Vec::new();
    render_csv(rows, &Columns::usual(), lang, &mut csv).expect("a Vec takes all that is written to it");
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day");
    let xlsx = render_xlsx(
        &sheet_of(rows, &Columns::usual(), &SignatoryRow::TITLE, lang),
        day,
        lang,
    )
    .expect("the rows fit")
    .bytes;
    vec![
        (ListKind::Csv, csv),
        (ListKind::Workbook, xlsx),
        (ListKind::Workbook, ods(rows, lang)),
    ]
}

/// A text as a workbook has it: one that looks guarded has a guard.
fn in_workbook(text: &str) -> String {
    if text.starts_with('\'') {
        guarded(text).into_owned()
    } else {
        text.to_owned()
    }
}

/// The workbook as `LibreOffice` saves it.
fn ods(rows: &[SignatoryRow], lang: Lang) -> Vec<u8> {
    let title = SignatoryRow::TITLE;
    let sheet = sheet_of(rows, &Columns::usual(), &title, lang);
    let paragraphs = |text: &str| {
        let lines = text
            .split('\n')
            .map(|line| format!("<text:p>{}</text:p>", escape(line)));
        lines.collect::<String>()
    };
    let cell = |cell: &Cell| match cell {
        Cell::Date(PartialDate::Day(day)) => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>{day}</text:p></table:table-cell>"
        ),
        other => format!(
            "<table:table-cell office:value-type=\"string\">{}</table:table-cell>",
            paragraphs(&in_workbook(&cell_text(other, lang)))
        ),
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let headings = sheet
        .headings
        .iter()
        .map(|heading| cell(&Cell::Text(heading.clone())))
        .collect();
    let below: String = sheet
        .rows
        .iter()
        .map(|cells| row(cells.iter().map(cell).collect()))
        .collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Lista\">{}{below}</table:table></office:spreadsheet></office:body></office:document-content>",
        row(headings)
    );
    packed([("content.xml".to_owned(), content.into_bytes())])
}

fn packed(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package
            .start_file(name, SimpleFileOptions::default())
            .expect("a part can be begun");
        package
            .write_all(&bytes)
            .expect("a part takes all that is written to it");
    }
    package
        .finish()
        .expect("a package in memory can be closed")
        .into_inner()
}

fn list<F: Copy + PartialEq>(kind: ListKind, bytes: &[u8], known: &[Heading<F>]) -> List<F> {
    read_list(bytes, kind, known, &ListChoices::default()).expect("the list is read")
}

/// The facts of a reading without misfits.
fn facts<T>(reading: ListReading<T>) -> Vec<T> {
    assert!(reading.misfits.is_empty(), "{:?}", reading.misfits);
    reading.entries.into_iter().map(|entry| entry.value).collect()
}

fn known(rows: &[SignatoryRow]) -> KnownOrganisations {
    let mut known = KnownOrganisations::default();
    for row in rows {
        known.add(&row.organisation, &row.name);
    }
    known
}

/// The template with a row for each signatory, as a person fills it in.
fn filled_template(rows: &[SignatoryRow], template: &[u8], lang: Lang) -> Vec<u8> {
    let cell = |row: &SignatoryRow, field: Field| {
        let contact = registration(row).contact;
        let text = match field {
            Field::Organisation => Some(row.organisation.clone()),
            Field::Name => Some(row.name.clone()),
            Field::BusinessId => row.business_id.clone(),
            Field::Kind => row.kind.as_ref().map(|kind| kind.label().get(lang).to_owned()),
            Field::Municipality => row.municipality.clone(),
            Field::Regions => Some(row.regions.words().get(lang).to_owned()),
            Field::Joined => row.joined.map(|joined| joined.display(lang)),
            Field::Role => contact.role,
            Field::Email => contact.email,
            Field::Phone => contact.phone,
        };
        // A writer of workbooks escapes what looks like one of their escapes.
        let text = in_workbook(&text.unwrap_or_default()).replace("_x0041_", "_x005F_x0041_");
        format!(
            "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escape(text.as_str())
        )
    };
    let row = |row: &SignatoryRow| {
        let cells = REGISTRATION_HEADINGS
            .iter()
            .map(|heading| cell(row, heading.field));
        format!("<row>{}</row>", cells.collect::<String>())
    };
    let filled: String = rows.iter().map(row).collect();
    let mut parts = parts_of(template);
    let (_, sheet) = parts
        .iter_mut()
        .find(|(name, _)| name == "xl/worksheets/sheet1.xml")
        .expect("the template has a sheet");
    let rows = String::from_utf8_lossy(sheet).replace("</sheetData>", &format!("{filled}</sheetData>"));
    *sheet = rows.into_bytes();
    packed(parts)
}

fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a package");
    let n_parts = package.len();
    let mut part = |place| {
        let mut part = package.by_index(place).expect("the part is there");
        let (name, mut bytes) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut bytes).expect("the part can be read");
        (name, bytes)
    };
    (0..n_parts).map(&mut part).collect()
}

static TEMPLATES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day");
    [Lang::En, Lang::Fi].map(|lang| {
        render_empty_list(&[], &Network::lapland(), day, lang).expect("a workbook can be written")
    })
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_list_of_signatories_is_read_back(rows in rows()) {
        let agreement = AgreementId::parse(AGREEMENT).expect("an id");
        let new: Vec<Registration> = rows.iter().map(registration).collect();
        let signed: Vec<Signature> = rows.iter().filter_map(signature).collect();
        for lang in [Lang::En, Lang::Fi] {
            for (kind, bytes) in written(&rows, lang) {
                let own = list(kind, &bytes, REGISTRATION_HEADINGS);
                prop_assert_eq!(facts(registrations(&own, &KnownOrganisations::default())), new.clone());
                let own = list(kind, &bytes, SIGNATURE_HEADINGS);
                prop_assert_eq!(facts(signatures(&own, &known(&rows), &agreement, None)), signed.clone());
            }
            let filled = filled_template(&rows, &TEMPLATES[usize::from(lang == Lang::Fi)], lang);
            let own = list(ListKind::Workbook, &filled, REGISTRATION_HEADINGS);
            prop_assert_eq!(facts(registrations(&own, &KnownOrganisations::default())), new.clone());
        }
    }
}
