//! Agreements by hand, for the tests of the index: three of them, like those of the network in 2012,
//! 2014 and 2017, and what an index holds as text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::{AgreementRows, Asked, Changes, FileChange, FileContent, Index, Stamp};
use crate::diagnostic::{At, FilePath, Span};
use crate::model::{
    Agreement, AgreementId, BuiltInKind, Contact, Duty, DutyId, Ending, Event, EventId, EventKind,
    FormerName, Group, GroupId, LocalText, Organisation, OrganisationId, PartialDate, Product, ProductId,
    Regions, Seat, Signatory, Strategy, Succession, Term, TextLang, Theme, ThemeId, Timing, Visibility,
    Withdrawal, region_of_lapland,
};

pub(super) fn at<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

pub(super) fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test names real dates")
}

pub(super) fn day(text: &str) -> NaiveDate {
    date(text).first_day()
}

pub(super) fn asked(text: &str) -> Asked {
    Asked {
        day: day(text),
        texts: TextLang::Fi,
    }
}

pub(super) fn agreement_id(text: &str) -> AgreementId {
    AgreementId::parse(text).expect("a test names real ids")
}

pub(super) fn organisation_id(text: &str) -> OrganisationId {
    OrganisationId::parse(text).expect("a test names real ids")
}

pub(super) fn group_id(text: &str) -> GroupId {
    GroupId::parse(text).expect("a test names real ids")
}

/// An agreement with nothing but a term.
pub(super) fn agreement(id: &str, title: &str, starts: &str, ends: Option<&str>) -> Agreement {
    let term = Term {
        starts: at(date(starts)),
        ending: at(ends.map_or(Ending::OpenEnded, |ends| Ending::On(date(ends)))),
        notice_months: None,
        notice: None,
        continues: None,
        review_months: None,
        extensions: Vec::new(),
    };
    let file = FilePath::new(&["agreements/", id, ".yaml"].concat());
    Agreement::new(file, at(agreement_id(id)), at(LocalText::plain(title)), term)
}

pub(super) fn signatory(id: &str, name: &str, regions: Regions, signed: Option<&str>) -> Signatory {
    Signatory {
        organisation: at(organisation_id(id)),
        name: at(name.to_owned()),
        business_id: None,
        kind: Some(BuiltInKind::Education.into()),
        municipality: None,
        regions,
        covers: Vec::new(),
        signed: signed.map(date).map(at),
        signed_by: None,
        decision: None,
        record: None,
        joined: None,
        declined: None,
        withdrawn: None,
        contact: None,
    }
}

pub(super) fn duty(text: &str, responsible: &[&str]) -> Duty {
    Duty {
        number: 1,
        id: None,
        text: at(LocalText::plain(text)),
        responsible: responsible.iter().map(|id| at(organisation_id(id))).collect(),
        theme: None,
        product: None,
        timing: Timing::Continuous,
        is_meeting: false,
    }
}

pub(super) fn group(id: &str, name: &str, regions: Regions, members: &[&str], duties: Vec<Duty>) -> Group {
    Group {
        id: at(group_id(id)),
        name: at(LocalText::plain(name)),
        regions,
        chairs: members
            .first()
            .map(|id| Seat::always(at(organisation_id(id))))
            .into_iter()
            .collect(),
        members: members
            .iter()
            .map(|id| Seat::always(at(organisation_id(id))))
            .collect(),
        roles: Vec::new(),
        dissolved: None,
        duties,
        span: Span::default(),
    }
}

/// In force from 2012 until the one of 2014 takes its place.
pub(super) fn of_2012() -> Agreement {
    let mut agreement = agreement(
        "lapin-tno-2012",
        "Lapin TNO-palvelujen sopimus",
        "2012",
        Some("2015"),
    );
    agreement.signatories = vec![
        signatory("ely", "Lapin ELY-keskus", Regions::All, Some("2012")),
        signatory(
            "ita",
            "Itä-Lapin ammattioppilaitos",
            Regions::listed(vec![region_of_lapland("Itä")]),
            Some("2012"),
        ),
    ];
    agreement.groups = vec![group(
        "koordinaatio",
        "Koordinaatioryhmä",
        Regions::All,
        &["ely"],
        vec![duty("Kokoontuu neljästi vuodessa.", &[])],
    )];
    agreement
}

/// In force from its first signature in January 2014 to the end of 2017.
pub(super) fn of_2014() -> Agreement {
    let mut agreement = agreement(
        "lapin-tno-2014",
        "Lapin TNO-palvelujen kumppanuussopimus",
        "2014-01",
        Some("2017-12-31"),
    );
    agreement.title.value = agreement.title.value.with(
        TextLang::Sv,
        "Partnerskapsavtal för Lapplands vägledningstjänster",
    );
    agreement.record = Some("LAPELY/417/2013".to_owned());
    agreement.purpose = Some(LocalText::plain("Ohjauspalvelut toteutetaan verkostona."));
    agreement.supersedes = vec![at(agreement_id("lapin-tno-2012"))];
    agreement.term.notice_months = Some(3);
    agreement.declared_signatories = Some(at(4));
    agreement.strategies = vec![Strategy {
        name: at(LocalText::plain("Menestyjäksi Lapissa")),
        ends: Some(at(date("2020"))),
    }];
    agreement.themes = vec![Theme {
        id: at(ThemeId::parse("asiakas").expect("an id")),
        name: LocalText::plain("Asiakaslähtöiset palvelut"),
    }];
    agreement.products = vec![Product {
        id: at(ProductId::parse("kohtaava").expect("an id")),
        name: LocalText::plain("Kohtaava"),
    }];
    agreement.cooperation = vec![at(vec![region_of_lapland("Keski"), region_of_lapland("Tunturi")])];
    agreement.groups = groups_of_2014();
    agreement.signatories = signatories_of_2014();
    let (visit, title) = (
        at(date("2014-10-06")),
        at(LocalText::plain("Tilannekatsauskäynti")),
    );
    agreement.events = vec![Event {
        id: Some(at(EventId::parse("tilannekatsaus").expect("an id"))),
        place: Some("Rovaniemi".to_owned()),
        visibility: Visibility::Public,
        ..Event::new(visit, title, EventKind::Review)
    }];
    agreement.source = Some("example".to_owned());
    agreement
}

fn groups_of_2014() -> Vec<Group> {
    let mut followed = duty("Seuraa palvelujen toteutumista Äkäslompolossa.", &["lappia"]);
    followed.id = Some(at(DutyId::parse("seuranta").expect("an id")));
    followed.theme = Some(at(ThemeId::parse("asiakas").expect("an id")));
    followed.timing = Timing::Every(crate::model::Recurrence::Year);
    let mut tested = duty("Ottaa käyttöön palvelutuotteen.", &[]);
    tested.product = Some(at(ProductId::parse("kohtaava").expect("an id")));
    tested.timing = Timing::Due(date("2014-10"));
    let mut east = group(
        "ita-ryhma",
        "Itä-Lapin ryhmä",
        Regions::listed(vec![region_of_lapland("Itä")]),
        &["ita", "lappia"],
        vec![duty("Järjestää työpajan Sodankylässä.", &[])],
    );
    east.name.value = LocalText::plain("Itä-Lapin ryhmä").with(TextLang::Sms, "Suäʹđjel joukk");
    vec![
        group(
            "koordinaatio",
            "Koordinaatioryhmä",
            Regions::All,
            &["ely", "lappia"],
            vec![followed, tested],
        ),
        east,
    ]
}

fn signatories_of_2014() -> Vec<Signatory> {
    let mut ely = signatory("ely", "Lapin ELY-keskus", Regions::All, Some("2014-01-20"));
    ely.kind = Some(BuiltInKind::StateAuthority.into());
    ely.business_id = crate::model::BusinessId::parse("2296962-1").ok().map(at);
    ely.municipality = Some("Rovaniemi".to_owned());
    let contact = Contact {
        span: Span::default(),
        role: Some("TNO-koordinaattori".to_owned()),
        email: Some(at("tno@example.fi".to_owned())),
        phone: None,
        name: None,
        visibility: Visibility::Public,
    };
    ely.contact = Some(contact.into());
    let mut lappia = signatory(
        "lappia",
        "Ammattiopisto Lappia",
        Regions::listed(vec![region_of_lapland("Länsi"), region_of_lapland("Tunturi")]),
        Some("2014"),
    );
    lappia.covers = vec!["Muonion toimipiste".to_owned()];
    let mut east = signatory(
        "ita",
        "Itä-Lapin ammattiopisto",
        Regions::listed(vec![region_of_lapland("Itä")]),
        Some("2014-02"),
    );
    east.withdrawn = Some(Withdrawal {
        notice: at(date("2014-11")),
        effective: at(date("2015-01-01")),
    });
    // What it is follows from its earlier agreement.
    east.kind = None;
    let mut declined = signatory(
        "aho",
        "Ähtärin opisto",
        Regions::listed(vec![region_of_lapland("Keski")]),
        None,
    );
    declined.declined = Some(at(date("2014-03")));
    vec![ely, lappia, east, declined]
}

/// A draft that no one has signed.
pub(super) fn of_2017() -> Agreement {
    let mut agreement = agreement("lapin-tno-2018", "Lapin TNO-palvelut 2018", "2018", None);
    agreement.supersedes = vec![at(agreement_id("lapin-tno-2014"))];
    agreement.signatories = vec![signatory("ely", "Lapin ELY-keskus", Regions::All, None)];
    agreement
}

pub(super) fn organisations() -> Vec<Organisation> {
    vec![Organisation {
        id: at(organisation_id("ita")),
        name: at("Itä-Lapin ammattiopisto".to_owned()),
        former_names: vec![FormerName {
            name: "Kemijärven ammattikoulu".to_owned(),
            until: Some(date("2003")),
        }],
        ceased: Some(at(date("2014-12-31"))),
        successors: vec![Succession {
            organisation: at(organisation_id("rky")),
            scope: Some("koko toiminta".to_owned()),
        }],
    }]
}

/// A file with a content of its own; `version` says one content from another.
pub(super) fn file(path: &str, version: u8, content: FileContent) -> FileChange {
    FileChange {
        path: FilePath::new(path),
        stamp: Stamp {
            size: 100,
            modified_ns: i64::from(version),
            ..Stamp::default()
        },
        hash: [version; 32],
        content,
        placeholders: Vec::new(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a test makes it for the file alone")]
pub(super) fn agreement_file(agreement: Agreement, version: u8) -> FileChange {
    let path = agreement.file.clone();
    file(
        path.as_str(),
        version,
        FileContent::Agreement(Box::new(AgreementRows::of(&agreement))),
    )
}

pub(super) fn organisations_file(version: u8) -> FileChange {
    let content = FileContent::Organisations(organisations());
    file("agreements/organisations.yaml", version, content)
}

pub(super) fn loading(files: Vec<FileChange>) -> Changes {
    Changes {
        files,
        ..Changes::default()
    }
}

/// The whole registry of the tests.
pub(super) fn registry() -> Changes {
    loading(vec![
        agreement_file(of_2017(), 1),
        agreement_file(of_2012(), 1),
        agreement_file(of_2014(), 1),
        organisations_file(1),
    ])
}

pub(super) fn registry_index() -> Index {
    Index::in_memory(&crate::model::Network::lapland(), registry().files)
        .expect("a registry without faults")
        .0
}

/// Every row of every table and view, by its name and in an order that does not depend on how it came there;
/// without the numbers that represent ids, which the views show.
pub(super) fn dump(index: &Index) -> BTreeMap<String, Vec<String>> {
    let connection = &index.connection;
    let tables: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema
             WHERE type IN ('table', 'view') AND name NOT GLOB '*_row' AND name <> 'organisation_key'
                 AND (name NOT GLOB 'search*' OR name = 'search_entry')",
        )
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("the names of the tables");
    tables
        .into_iter()
        .map(|table| (table.clone(), rows_of(index, &table)))
        .collect()
}

fn rows_of(index: &Index, table: &str) -> Vec<String> {
    let sql = ["SELECT * FROM ", table].concat();
    let mut statement = index.connection.prepare(&sql).expect("a table");
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map([], |row| {
        let mut cells = Vec::new();
        let is_number = |name: &str| name == "entry_id" || name.ends_with("_key");
        for (i, name) in names.iter().enumerate().filter(|(_, name)| !is_number(name)) {
            let value: Value = row.get(i)?;
            cells.push(format!("{name}={value:?}"));
        }
        Ok(cells.join(" "))
    });
    let mut rows: Vec<String> = rows.and_then(Iterator::collect).expect("the rows of a table");
    rows.sort();
    rows
}
