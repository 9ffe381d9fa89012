//! Workbooks of Excel (ECMA-376, SpreadsheetML): the sheets with their cells as a person sees them,
//! dates as ISO.

mod numbers;
mod texts;

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::package::{Node, Package, Xml, attribute, no_workbook, number};
use numbers::{date_formats, shown_number};
use texts::{rich_text, shared_strings, unescaped};

use super::sheet::{
    Area, FaultKind, MOST_SHEETS, Room, Sheet, Unreadable, column_of_letter, is_longer_than_a_cell,
    sheet_name, too_many_sheets,
};

/// What the cells of all sheets refer to.
struct Book {
    strings: Vec<String>,
    /// Whether a format shows a number as a date, by the number of the format.
    is_date: Vec<bool>,
    counts_from_1904: bool,
}

/// A relation of a part to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

pub(super) fn sheets(package: &mut Package<'_>) -> Result<Vec<Sheet>, Unreadable> {
    let main = relations(package, "", "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(package, folder, name)?;
    let part_of = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let strings = match part_of("sharedStrings") {
        Some(relation) => package.part(&relation.target)?,
        None => None,
    };
    let styles = match part_of("styles") {
        Some(relation) => package.part(&relation.target)?,
        None => None,
    };
    let workbook = package.part(&main)?.ok_or_else(no_workbook)?;
    let (listed, counts_from_1904) = listed_sheets(&workbook)?;
    let book = Book {
        strings: strings.map_or(Ok(Vec::new()), |text| shared_strings(&text))?,
        is_date: styles.map_or(Ok(Vec::new()), |text| date_formats(&text))?,
        counts_from_1904,
    };
    let mut room = Room::default();
    let mut sheets = Vec::new();
    let by_id = relations.iter().rev().map(|relation| (&*relation.id, relation));
    let by_id: BTreeMap<&str, &Relation> = by_id.collect();
    for (mut sheet, id) in listed {
        let relation = by_id.get(&*id).ok_or_else(no_workbook)?;
        if relation.kind == "worksheet" {
            let text = package.part(&relation.target)?.ok_or_else(no_workbook)?;
            read_sheet(&text, &book, &mut sheet, &mut room)?;
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

/// The relations of a part in a folder; their targets as paths in the package.
fn relations(package: &mut Package<'_>, folder: &str, name: &str) -> Result<Vec<Relation>, Unreadable> {
    let Some(text) = package.part(&format!("{folder}/_rels/{name}.rels"))? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(&text);
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(element) if element.local_name().as_ref() == "Relationship" => {
                let target = attribute(&element, "Target")?.unwrap_or_default();
                let target = match target.strip_prefix('/') {
                    Some(path) => path.to_owned(),
                    None => format!("{folder}/{target}"),
                };
                let kind = attribute(&element, "Type")?.unwrap_or_default();
                relations.push(Relation {
                    id: attribute(&element, "Id")?.unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target,
                });
            }
            Node::End => return Ok(relations),
            _ => {}
        }
    }
}

/// The sheets in their order with the ids of their parts, and whether days count from 1904.
fn listed_sheets(text: &str) -> Result<(Vec<(Sheet, String)>, bool), Unreadable> {
    let mut xml = Xml::new(text);
    let (mut sheets, mut counts_from_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Node::Open(element) => match element.local_name().as_ref() {
                "sheet" => {
                    if sheets.len() == MOST_SHEETS {
                        return Err(too_many_sheets());
                    }
                    let state = attribute(&element, "state")?;
                    let sheet = Sheet {
                        name: sheet_name(attribute(&element, "name")?),
                        is_hidden: state.is_some_and(|state| state != "visible"),
                        ..Sheet::default()
                    };
                    sheets.push((sheet, id_of_part(&element)?));
                }
                "workbookPr" => {
                    if let Some(since) = attribute(&element, "date1904")? {
                        counts_from_1904 = is_true(&since);
                    }
                }
                _ => {}
            },
            Node::End => return Ok((sheets, counts_from_1904)),
            _ => {}
        }
    }
}

/// The attribute `r:id`, whatever the prefix is called.
fn id_of_part(element: &BytesStart<'_>) -> Result<String, Unreadable> {
    for found in element.attributes().with_checks(false) {
        let found = found.map_err(|_| no_workbook())?;
        if found.key.prefix().is_some() && found.key.local_name().as_ref() == "id" {
            return Ok(found.value.into_owned());
        }
    }
    Err(no_workbook())
}

fn is_true(text: &str) -> bool {
    matches!(text, "1" | "true" | "on")
}

fn read_sheet(text: &str, book: &Book, sheet: &mut Sheet, room: &mut Room) -> Result<(), Unreadable> {
    let mut xml = Xml::new(text);
    let mut next_row = 0;
    loop {
        match xml.next()? {
            Node::Open(element) => match element.local_name().as_ref() {
                "col" => {
                    let (first, last) = (number(&element, "min")?, number(&element, "max")?);
                    if let (Some(first @ 1..), Some(last @ 1..)) = (first, last)
                        && is_hidden(&element, "width")?
                    {
                        sheet.hide_columns(first - 1..=last - 1, room)?;
                    }
                }
                "row" => {
                    let row = match number(&element, "r")? {
                        Some(row) => row.checked_sub(1).ok_or_else(no_workbook)?,
                        None => next_row,
                    };
                    next_row = row.saturating_add(1);
                    read_row(&mut xml, row, book, sheet, room)?;
                    if is_hidden(&element, "ht")?
                        && let Some(row) = sheet.rows.get_mut(&row)
                    {
                        row.is_hidden = true;
                    }
                }
                "mergeCell" => {
                    if let Some(area) = attribute(&element, "ref")?.as_deref().and_then(area) {
                        sheet.merge(area)?;
                    }
                }
                _ => {}
            },
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

/// A row or a column is hidden by its mark, or by being nothing high or wide.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> Result<bool, Unreadable> {
    let is_marked = attribute(element, "hidden")?.is_some_and(|hidden| is_true(&hidden));
    let size = attribute(element, size)?.and_then(|size| size.parse::<f64>().ok());
    Ok(is_marked || size.is_some_and(|size| size <= 0.0))
}

fn read_row(
    xml: &mut Xml<'_>,
    row: u32,
    book: &Book,
    sheet: &mut Sheet,
    room: &mut Room,
) -> Result<(), Unreadable> {
    let mut next_column = 0;
    while let Some(element) = xml.child()? {
        if element.local_name().as_ref() != "c" {
            xml.skip()?;
            continue;
        }
        let place = match attribute(&element, "r")? {
            Some(name) => place(&name).ok_or_else(no_workbook)?,
            None => (row, next_column),
        };
        next_column = place.1.saturating_add(1);
        match cell(xml, &element, book)? {
            Some(text) => sheet.put(place, &text, room)?,
            None => sheet.fault(place, FaultKind::NoValue, room)?,
        }
    }
    Ok(())
}

/// The text of a cell; `None` for a formula without a value.
fn cell(xml: &mut Xml<'_>, element: &BytesStart<'_>, book: &Book) -> Result<Option<String>, Unreadable> {
    let kind = attribute(element, "t")?;
    let kind = kind.as_deref().unwrap_or("n");
    let style = attribute(element, "s")?.and_then(|style| style.parse::<usize>().ok());
    let (mut has_formula, mut value, mut inline) = (false, None, None);
    while let Some(part) = xml.child()? {
        match part.local_name().as_ref() {
            "v" => value = Some(xml.text()?),
            "is" => inline = Some(rich_text(xml)?),
            "f" => {
                has_formula = true;
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    if let Some(text) = inline {
        return Ok(Some(text));
    }
    let value = value.unwrap_or_default();
    if value.is_empty() {
        return Ok((!has_formula || kind == "str").then_some(value));
    }
    if is_longer_than_a_cell(&value) {
        return Ok(Some(value));
    }
    Ok(Some(match kind {
        "s" => {
            let place: Option<usize> = value.trim().parse().ok();
            let text = place.and_then(|place| book.strings.get(place));
            text.ok_or_else(no_workbook)?.clone()
        }
        "str" => unescaped(&value),
        "b" => is_true(value.trim()).to_string(),
        "d" => value.split('T').next().unwrap_or_default().to_owned(),
        "n" => {
            let shows_date = style
                .and_then(|style| book.is_date.get(style))
                .is_some_and(|is| *is);
            shown_number(&value, shows_date, book.counts_from_1904)
        }
        // An error shows as its name.
        _ => value,
    }))
}

/// `B3` as a row and a column.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column_of_letter(letters)?,
    ))
}

/// `B3:C4`
fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let (first, last) = (place(first)?, place(last)?);
    Some(Area {
        rows: first.0..=last.0,
        columns: first.1..=last.1,
    })
}
