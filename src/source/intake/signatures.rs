//! Rows of signatures. The organisation is named by its id or by its name; a row without a date is
//! one that has not signed, unless one day is given for all.

use std::collections::BTreeMap;

use super::headings::SignatureField as Field;
use super::list::{CellOf, List, ListRow};
use super::registrations::{missing, twice};
use super::shape::numbers;
use super::{KnownOrganisations, ListReading, Listed, MOST_MISFITS, Misfit, values};
use crate::model::{AgreementId, OrganisationId, PartialDate, Signature, did_you_mean, nearest};
use crate::wording;
use crate::wording::Wording;

/// Reads the rows as signatures of an agreement; `on` is the day of the rows that have none.
#[must_use]
pub fn signatures(
    list: &List<Field>,
    known: &KnownOrganisations,
    agreement: &AgreementId,
    on: Option<PartialDate>,
) -> ListReading<Signature> {
    let mut misfits = missing_columns(list, on);
    let (mut entries, mut unsigned) = (Vec::new(), Vec::new());
    let mut first_rows: BTreeMap<OrganisationId, u32> = BTreeMap::new();
    for cells in &list.rows {
        if misfits.len() >= MOST_MISFITS {
            break;
        }
        let row = cells.number;
        let (value, of_row) = signature(list, cells, known, (agreement, on));
        match value.filter(|_| of_row.is_empty()) {
            Some(value) => match first_rows.get(&value.organisation) {
                Some(first) => misfits.push(twice(row, &value.organisation, *first)),
                None => {
                    first_rows.insert(value.organisation.clone(), row);
                    entries.push(Listed { row, value });
                }
            },
            None if of_row.is_empty() && on.is_none() && list.cell(Field::Signed, cells).is_none() => {
                unsigned.push(row);
            }
            None => {}
        }
        misfits.extend(of_row);
    }
    let mut reading = ListReading::new(list, entries, misfits);
    if !unsigned.is_empty() && list.column(Field::Signed).is_some() {
        let rows = numbers(&unsigned);
        reading.notes.push(wording!(
            en: "rows skipped because they have no date: {rows}",
            fi: "ohitettiin rivit, joilta päivä puuttuu: {rows}"
        ));
    }
    reading
}

fn missing_columns(list: &List<Field>, on: Option<PartialDate>) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    let has_who = list.column(Field::Organisation).is_some() || list.column(Field::Name).is_some();
    if !has_who && !list.asks_who {
        misfits.push(missing(
            "Organisation",
            "Organisaatio",
            Wording::fixed(
                "add a column with the ids or the names of the organisations",
                "lisää sarake, jossa on organisaatioiden tunnukset tai nimet",
            ),
        ));
    }
    if list.column(Field::Signed).is_none() && on.is_none() {
        misfits.push(missing(
            "Signed",
            "Allekirjoitettu",
            Wording::fixed(
                "add a column with the days, or give one day for all with --on",
                "lisää sarake, jossa on päivät, tai anna kaikille sama päivä valinnalla --on",
            ),
        ));
    }
    misfits
}

/// What a row says, and everything that is wrong with it; neither for one that has not signed.
fn signature(
    list: &List<Field>,
    cells: &ListRow,
    known: &KnownOrganisations,
    (agreement, on): (&AgreementId, Option<PartialDate>),
) -> (Option<Signature>, Vec<Misfit>) {
    let signed = match list.cell(Field::Signed, cells) {
        Some(cell) => values::date(cell).map(Some),
        None => Ok(on),
    };
    if matches!(signed, Ok(None)) {
        return (None, Vec::new());
    }
    let text = |field| list.cell(field, cells).map(values::text).transpose();
    let parts = (
        organisation(list, cells, known),
        signed,
        text(Field::By),
        text(Field::Decision),
        text(Field::Record),
        same_agreement(list, cells, agreement),
    );
    match parts {
        (Ok(Some(organisation)), Ok(Some(on)), Ok(by), Ok(decision), Ok(record), Ok(())) => {
            let signature = Signature {
                organisation,
                on,
                by,
                decision,
                record,
            };
            (Some(signature), Vec::new())
        }
        (organisation, signed, by, decision, record, agreement) => {
            let misfits = [
                agreement.err(),
                organisation.err(),
                signed.err(),
                by.err(),
                decision.err(),
                record.err(),
            ];
            (
                None,
                misfits.into_iter().flatten().map(|misfit| *misfit).collect(),
            )
        }
    }
}

/// A list of several agreements has rows that are not of this one.
fn same_agreement(list: &List<Field>, cells: &ListRow, agreement: &AgreementId) -> Result<(), Box<Misfit>> {
    let Some(cell) = list.cell(Field::Agreement, cells) else {
        return Ok(());
    };
    if cell.text == agreement.as_str() {
        return Ok(());
    }
    let (text, letter) = (cell.text, &cell.column.letter);
    Err(cell.misfit(
        wording!(en: "the row is for `{text}`, not for `{agreement}`", fi: "rivi koskee sopimusta `{text}`, ei sopimusta `{agreement}`"),
        wording!(
            en: "delete the row, or skip the column if it means something else: `--skip-column {letter}`",
            fi: "poista rivi tai jätä sarake pois, jos se tarkoittaa muuta: `--skip-column {letter}`"
        ),
    ))
}

/// The organisation of a row; none where the list has no column for it.
fn organisation(
    list: &List<Field>,
    cells: &ListRow,
    known: &KnownOrganisations,
) -> Result<Option<OrganisationId>, Box<Misfit>> {
    let name = list.cell(Field::Name, cells);
    let Some(cell) = list.cell(Field::Organisation, cells).or(name) else {
        let fields = [Field::Organisation, Field::Name];
        let Some(column) = fields.into_iter().find_map(|field| list.column(field)) else {
            return Ok(None);
        };
        return Err(Box::new(Misfit {
            row: Some(cells.number),
            column: Some(column.clone()),
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
        _ => Ok(Some(id)),
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
    let near = nearest(text, known.ids()).or_else(|| nearest(text, known.names()));
    let help = did_you_mean(near.as_slice()).unwrap_or(Wording::fixed(
        "add it to the signatories first with `kumppani register`",
        "lisää se ensin allekirjoittajiin komennolla `kumppani register`",
    ));
    cell.misfit(
        wording!(en: "`{text}` is not a signatory of the agreement", fi: "`{text}` ei ole sopimuksen allekirjoittaja"),
        help,
    )
}
