//! Workbooks of `LibreOffice` (`OpenDocument` 1.3): the sheets with their cells as a person sees them,
//! dates as ISO. What is repeated is repeated within the bounds of a sheet only.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use super::package::{Node, Package, Xml, attribute, no_workbook, number};
use super::sheet::{
    Area, FaultKind, MOST_SHEETS, Room, Sheet, Unreadable, is_error_value, is_longer_than_a_cell, push,
    sheet_name, too_many_sheets,
};

/// The names of the styles that hide a sheet, a row or a column.
type HidingStyles = BTreeSet<String>;

pub(super) fn sheets(package: &mut Package<'_>) -> Result<Vec<Sheet>, Unreadable> {
    let text = package.part("content.xml")?.ok_or_else(no_workbook)?;
    let mut xml = Xml::new(&text);
    let mut hiding = HidingStyles::new();
    let mut sheets = Vec::new();
    let mut room = Room::default();
    loop {
        match xml.next()? {
            Node::Open(element) => match element.name().as_ref() {
                "style:style" => {
                    let name = attribute(&element, "style:name")?.unwrap_or_default();
                    if hides(&mut xml)? {
                        hiding.insert(name);
                    }
                }
                "office:document-content"
                | "office:automatic-styles"
                | "office:body"
                | "office:spreadsheet" => {}
                "table:table" => {
                    if sheets.len() == MOST_SHEETS {
                        return Err(too_many_sheets());
                    }
                    let mut sheet = Sheet {
                        name: sheet_name(attribute(&element, "table:name")?),
                        is_hidden: is_hidden(&element, &hiding)?,
                        ..Sheet::default()
                    };
                    let mut reading = Reading {
                        hiding: &hiding,
                        sheet: &mut sheet,
                        room: &mut room,
                        row: 0,
                        column: 0,
                    };
                    reading.table(&mut xml, false)?;
                    sheets.push(sheet);
                }
                _ => xml.skip()?,
            },
            Node::End => return Ok(sheets),
            _ => {}
        }
    }
}

/// Whether a style hides what it is given to.
fn hides(xml: &mut Xml<'_>) -> Result<bool, Unreadable> {
    let mut hides = false;
    while let Some(properties) = xml.child()? {
        let display = attribute(&properties, "table:display")?;
        let size = match properties.name().as_ref() {
            "style:table-row-properties" => attribute(&properties, "style:row-height")?,
            "style:table-column-properties" => attribute(&properties, "style:column-width")?,
            _ => None,
        };
        let is_nothing = |size: &String| {
            let number = size.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            number.parse::<f64>().is_ok_and(|number| number <= 0.0)
        };
        hides |= display.is_some_and(|display| display == "false") || size.as_ref().is_some_and(is_nothing);
        xml.skip()?;
    }
    Ok(hides)
}

/// Whether an element is hidden by its style or by its visibility, or its group is folded in.
fn is_hidden(element: &BytesStart<'_>, hiding: &HidingStyles) -> Result<bool, Unreadable> {
    let style = attribute(element, "table:style-name")?;
    let visibility = attribute(element, "table:visibility")?;
    let display = attribute(element, "table:display")?;
    Ok(style.is_some_and(|style| hiding.contains(&style))
        || visibility.is_some_and(|visibility| visibility != "visible")
        || display.is_some_and(|display| display == "false"))
}

/// A sheet while it is read; the row and the column are those that come next.
struct Reading<'r> {
    hiding: &'r HidingStyles,
    sheet: &'r mut Sheet,
    room: &'r mut Room,
    row: u32,
    column: u32,
}

/// A cell, and how often it is side by side.
struct OdsCell {
    column: u32,
    n_repeats: u32,
    text: String,
    lacks_value: bool,
    /// How many rows and columns are merged into it.
    spans: (u32, u32),
}

impl Reading<'_> {
    /// The rows and columns of a table, or of a group of them.
    fn table(&mut self, xml: &mut Xml<'_>, is_folded: bool) -> Result<(), Unreadable> {
        while let Some(element) = xml.child()? {
            let is_hidden = is_folded || is_hidden(&element, self.hiding)?;
            match element.name().as_ref() {
                "table:table-column" => {
                    let n_repeats = number(&element, "table:number-columns-repeated")?
                        .unwrap_or(1)
                        .max(1);
                    let next = self.column.saturating_add(n_repeats);
                    if is_hidden {
                        self.sheet.hide_columns(self.column..=next - 1, self.room)?;
                    }
                    self.column = next;
                    xml.skip()?;
                }
                "table:table-row" => {
                    let n_repeats = number(&element, "table:number-rows-repeated")?
                        .unwrap_or(1)
                        .max(1);
                    self.rows(xml, n_repeats, is_hidden)?;
                }
                "table:table-columns"
                | "table:table-column-group"
                | "table:table-header-columns"
                | "table:table-rows"
                | "table:table-row-group"
                | "table:table-header-rows" => {
                    self.table(xml, is_hidden)?;
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// A row, as often as it is repeated; empty ones are only counted.
    fn rows(&mut self, xml: &mut Xml<'_>, n_repeats: u32, is_hidden: bool) -> Result<(), Unreadable> {
        let cells = cells(xml)?;
        let first = self.row;
        self.row = first.saturating_add(n_repeats);
        if cells.is_empty() {
            return Ok(());
        }
        // The row behind the last that a list can have is refused; none further out is gone through.
        let last = self.row.min(first.max(Sheet::LAST_ROW + 1).saturating_add(1));
        for row in first..last {
            for cell in &cells {
                self.put(row, cell)?;
            }
            if let Some(row) = self.sheet.rows.get_mut(&row).filter(|_| is_hidden) {
                row.is_hidden = true;
            }
        }
        Ok(())
    }

    fn put(&mut self, row: u32, cell: &OdsCell) -> Result<(), Unreadable> {
        if cell.spans != (1, 1) {
            self.sheet.merge(Area {
                rows: row..=row.saturating_add(cell.spans.0 - 1),
                columns: cell.column..=cell.column.saturating_add(cell.spans.1 - 1),
            })?;
        }
        if cell.lacks_value {
            let place = (row, cell.column);
            return self.sheet.fault(place, FaultKind::NoValue, self.room);
        }
        if cell.text.is_empty() {
            return Ok(());
        }
        for column in cell.column..cell.column.saturating_add(cell.n_repeats) {
            self.sheet.put((row, column), &cell.text, self.room)?;
        }
        Ok(())
    }
}

/// The cells of a row that say anything.
fn cells(xml: &mut Xml<'_>) -> Result<Vec<OdsCell>, Unreadable> {
    let mut cells = Vec::new();
    let mut column = 0u32;
    while let Some(element) = xml.child()? {
        if !matches!(
            element.name().as_ref(),
            "table:table-cell" | "table:covered-table-cell"
        ) {
            xml.skip()?;
            continue;
        }
        let count = |name| Ok(number(&element, name)?.unwrap_or(1).max(1));
        let n_repeats = count("table:number-columns-repeated")?;
        let spans = (
            count("table:number-rows-spanned")?,
            count("table:number-columns-spanned")?,
        );
        let value = value(xml, &element)?;
        let lacks_value = value.is_none();
        let says_nothing = |text: &String| text.trim().is_empty() && !is_longer_than_a_cell(text);
        let cell = OdsCell {
            column,
            n_repeats,
            lacks_value,
            text: value.filter(|text| !says_nothing(text)).unwrap_or_default(),
            spans,
        };
        column = column.saturating_add(n_repeats);
        if cell.lacks_value || !cell.text.is_empty() || spans != (1, 1) {
            cells.push(cell);
        }
    }
    Ok(cells)
}

/// The text of a cell (`OpenDocument` 1.3, part 3, 19.387); `None` for a formula without a value.
fn value(xml: &mut Xml<'_>, element: &BytesStart<'_>) -> Result<Option<String>, Unreadable> {
    let shown = paragraphs(xml)?;
    let has_formula = attribute(element, "table:formula")?.is_some();
    if has_formula && is_error_value(shown.trim()) {
        return Ok(Some(shown));
    }
    if let Some(number) = attribute(element, "office:value")? {
        let number: f64 = number.parse().map_err(|_| no_workbook())?;
        return Ok(Some(number.to_string()));
    }
    if let Some(date) = attribute(element, "office:date-value")? {
        return Ok(Some(date.split('T').next().unwrap_or_default().to_owned()));
    }
    for other in ["office:string-value", "office:time-value"] {
        if let Some(text) = attribute(element, other)? {
            return Ok(Some(text));
        }
    }
    if let Some(is) = attribute(element, "office:boolean-value")? {
        return Ok(Some(is.eq_ignore_ascii_case("true").to_string()));
    }
    let has_type = attribute(element, "office:value-type")?.is_some();
    Ok((!has_formula || has_type).then_some(shown))
}

/// The paragraphs of a cell, one a line; notes, drawings and tables in it are left out.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, Unreadable> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        if element.name().as_ref() == "text:p" {
            if !text.is_empty() {
                push(&mut text, "\n");
            }
            paragraph(xml, &mut text)?;
        } else {
            xml.skip()?;
        }
    }
    Ok(text)
}

fn paragraph(xml: &mut Xml<'_>, text: &mut String) -> Result<(), Unreadable> {
    /// More blanks than these are no text.
    const MOST_BLANKS: u32 = 1_000;
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Node::Text(piece) => push(text, &piece),
            Node::Close | Node::End => depth -= 1,
            Node::Open(element) => {
                depth += 1;
                match element.name().as_ref() {
                    "text:s" => {
                        let n_blanks = number(&element, "text:c")?.unwrap_or(1).min(MOST_BLANKS);
                        push(text, &" ".repeat(n_blanks as usize));
                    }
                    "text:tab" => push(text, "\t"),
                    "text:line-break" => push(text, "\n"),
                    "office:annotation" | "text:note" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(())
}
