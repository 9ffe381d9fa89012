//! Rows of signatures. The organisation is named by its id or by its name; a row without a date is
//! one that has not signed, unless one day is given for all.

use std::collections::BTreeMap;

use super::columns::{CellOf, Columns, SIGNATURE_HEADINGS, SignatureField as Field};
use super::registrations::twice;
use super::{KnownOrganisations, List, ListReading, Listed, Misfit, values};
use crate::model::{OrganisationId, PartialDate, Signature, nearest};
use crate::wording;
use crate::wording::Wording;

/// Reads the rows as signatures; `on` is the day of the rows that have none.
#[must_use]
pub fn signatures(
    list: &List,
    known: &KnownOrganisations,
    on: Option<PartialDate>,
) -> ListReading<Signature> {
    let mut misfits = Vec::new();
    let columns = Columns::of(list, SIGNATURE_HEADINGS, &mut misfits);
    require(&columns, on, &mut misfits);
    let mut reading = ListReading::of_headings(misfits, columns.ignored.clone());
    if !reading.misfits.is_empty() {
        return reading;
    }
    let mut first_rows: BTreeMap<OrganisationId, u32> = BTreeMap::new();
    for cells in &list.rows {
        let row = cells.0;
        let (value, misfits) = signature(&columns, cells, known, on);
        match value.filter(|_| misfits.is_empty()) {
            Some(value) => match first_rows.get(&value.organisation) {
                Some(first) => reading.misfits.push(twice(row, &value.organisation, *first)),
                None => {
                    first_rows.insert(value.organisation.clone(), row);
                    reading.entries.push(Listed { row, value });
                }
            },
            None if misfits.is_empty() => reading.left_out.push(row),
            None => {}
        }
        reading.misfits.extend(misfits);
    }
    reading
}

fn require(columns: &Columns<'_, Field>, on: Option<PartialDate>, misfits: &mut Vec<Misfit>) {
    let mut missing = |en: &'static str, fi: &'static str, help: Wording| {
        misfits.push(Misfit {
            row: None,
            column: None,
            message: wording!(en: "there is no column {en}", fi: "sarake {fi} puuttuu"),
            help,
        });
    };
    if columns.column(Field::Organisation).is_none() && columns.column(Field::Name).is_none() {
        missing(
            "Organisation",
            "Organisaatio",
            Wording::fixed(
                "add a column with the ids or the names of the organisations",
                "lisää sarake, jossa on organisaatioiden tunnukset tai nimet",
            ),
        );
    }
    if columns.column(Field::Signed).is_none() && on.is_none() {
        missing(
            "Signed",
            "Allekirjoitettu",
            Wording::fixed(
                "add a column with the days, or give one day for all with --on",
                "lisää sarake, jossa on päivät, tai anna kaikille sama päivä valinnalla --on",
            ),
        );
    }
}

/// What a row says, and everything that is wrong with it; neither for one that has not signed.
fn signature(
    columns: &Columns<'_, Field>,
    cells: &(u32, Vec<String>),
    known: &KnownOrganisations,
    on: Option<PartialDate>,
) -> (Option<Signature>, Vec<Misfit>) {
    let signed = match columns.cell(Field::Signed, cells) {
        Some(cell) => values::date(cell).map(Some),
        None => Ok(on),
    };
    if matches!(signed, Ok(None)) {
        return (None, Vec::new());
    }
    let text = |field| columns.cell(field, cells).map(values::text).transpose();
    let parts = (
        organisation(columns, cells, known),
        signed,
        text(Field::By),
        text(Field::Decision),
    );
    match parts {
        (Ok(organisation), Ok(Some(on)), Ok(by), Ok(decision)) => {
            let signature = Signature {
                organisation,
                on,
                by,
                decision,
            };
            (Some(signature), Vec::new())
        }
        (organisation, signed, by, decision) => {
            let misfits = [organisation.err(), signed.err(), by.err(), decision.err()];
            (
                None,
                misfits.into_iter().flatten().map(|misfit| *misfit).collect(),
            )
        }
    }
}

fn organisation(
    columns: &Columns<'_, Field>,
    cells: &(u32, Vec<String>),
    known: &KnownOrganisations,
) -> Result<OrganisationId, Box<Misfit>> {
    let name = columns.cell(Field::Name, cells);
    let Some(cell) = columns.cell(Field::Organisation, cells).or(name) else {
        return Err(Box::new(Misfit {
            row: Some(cells.0),
            column: None,
            message: Wording::fixed("the organisation is missing", "organisaatio puuttuu"),
            help: Wording::fixed("write its id or its name", "kirjoita sen tunnus tai nimi"),
        }));
    };
    let by_id = OrganisationId::parse(cell.text).ok();
    let id = match by_id.filter(|id| known.name(id).is_some()) {
        Some(id) => id,
        None => values::called(cell, known)?.ok_or_else(|| stranger(cell, known))?,
    };
    match name {
        Some(name) if name.text != cell.text && !known.called(name.text).contains(&id) => {
            Err(contradiction(name, &id, known))
        }
        _ => Ok(id),
    }
}

/// The id names one organisation and the name another: which of them signed is for a person to say.
fn contradiction(name: CellOf<'_>, id: &OrganisationId, known: &KnownOrganisations) -> Box<Misfit> {
    let (text, recorded) = (name.text, known.name(id).unwrap_or_default());
    name.misfit(
        wording!(en: "`{id}` is “{recorded}”, not “{text}”", fi: "`{id}` on ”{recorded}”, ei ”{text}”"),
        Wording::fixed("correct the id or the name", "korjaa tunnus tai nimi"),
    )
}

fn stranger(cell: CellOf<'_>, known: &KnownOrganisations) -> Box<Misfit> {
    let text = cell.text;
    let near = nearest(text, &known.ids()).or_else(|| nearest(text, &known.names()));
    let help = match near {
        Some(near) => wording!(en: "did you mean `{near}`?", fi: "tarkoititko `{near}`?"),
        None => Wording::fixed(
            "add it to the signatories first with `kumppani register`",
            "lisää se ensin allekirjoittajiin komennolla `kumppani register`",
        ),
    };
    cell.misfit(
        wording!(en: "`{text}` is no signatory of the agreement", fi: "`{text}` ei ole sopimuksen allekirjoittaja"),
        help,
    )
}
