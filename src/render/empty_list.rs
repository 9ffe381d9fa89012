//! The empty list of new signatories: a workbook with the headings that `register --from` reads, and
//! choices where the files know a closed set of words.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Formula, Workbook,
    Worksheet, XlsxError,
};

use crate::model::{NameOrder, Network};
use crate::source::intake::{Heading, REGISTRATION_HEADINGS, RegistrationField as Field};
use crate::view::OrganisationRow;
use crate::wording;
use crate::wording::{Lang, Wording};

/// So many rows have choices; more can be filled in without them.
const ROWS: u32 = 500;

/// The workbook's bytes. `today` is the day that it says it was made on, so that the same registry
/// gives the same bytes.
///
/// # Errors
/// What the writer of workbooks says; it works in memory.
pub fn render_empty_list(
    organisations: &[OrganisationRow],
    network: &Network,
    today: NaiveDate,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made_on(today)?));
    let lists = Lists::of(organisations, network, lang);
    rows_sheet(workbook.add_worksheet(), &lists, lang)?;
    guide_sheet(workbook.add_worksheet(), network, lang)?;
    lists_sheet(workbook.add_worksheet(), &lists, lang)?;
    workbook.save_to_buffer()
}

fn made_on(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let (month, date) = (
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    );
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), month, date)
}

/// What can be chosen, one column of the third sheet each.
struct Lists {
    columns: Vec<(Field, Vec<String>)>,
}

impl Lists {
    fn of(organisations: &[OrganisationRow], network: &Network, lang: Lang) -> Self {
        let kinds = network
            .kinds()
            .iter()
            .map(|kind| kind.label().get(lang).to_owned());
        let whole = network.whole_wording().get(lang).to_owned();
        let ids = network.region_ids().into_iter().map(str::to_owned);
        let regions = std::iter::once(whole)
            .chain(ids)
            .filter(|_| network.has_regions());
        let mut municipalities: Vec<String> = network
            .municipality_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let order = NameOrder::finnish();
        municipalities.sort_by(|a, b| order.compare(a, b));
        let ids = organisations.iter().map(|row| row.organisation.clone());
        let mut columns = vec![
            (Field::Organisation, ids.collect()),
            (Field::Kind, kinds.collect()),
            (Field::Municipality, municipalities),
            (Field::Regions, regions.collect()),
        ];
        columns.retain(|(_, choices): &(Field, Vec<String>)| !choices.is_empty());
        Self { columns }
    }

    fn has_regions(&self) -> bool {
        self.columns.iter().any(|(field, _)| *field == Field::Regions)
    }

    /// The cells of a field's choices; `None` where anything can be written, or nothing is known.
    fn range(&self, field: Field, lang: Lang) -> Option<Formula> {
        let place = self.columns.iter().position(|(own, _)| *own == field)?;
        let n_choices = self.columns[place].1.len();
        let letter = char::from(b'A' + u8::try_from(place).ok()?);
        let sheet = LISTS.get(lang);
        (n_choices > 0).then(|| Formula::new(format!("={sheet}!${letter}$2:${letter}${}", n_choices + 1)))
    }
}

static LISTS: Wording = Wording::fixed("Choices", "Valinnat");

fn heading_format() -> Format {
    Format::new().set_bold().set_background_color("#DDE6EE")
}

fn rows_sheet(sheet: &mut Worksheet, lists: &Lists, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(Wording::fixed("Signatories", "Allekirjoittajat").get(lang))?;
    let text = Format::new().set_num_format("@");
    let date = Format::new().set_num_format(match lang {
        Lang::Fi => "d.m.yyyy",
        Lang::En => "yyyy-mm-dd",
    });
    let is_asked = |heading: &&Heading<Field>| heading.field != Field::Regions || lists.has_regions();
    let headings: Vec<&Heading<Field>> = REGISTRATION_HEADINGS.iter().filter(is_asked).collect();
    let last = u16::try_from(headings.len() - 1).unwrap_or(0);
    for (place, heading) in (0u16..).zip(headings) {
        let name = match lang {
            Lang::En => heading.en,
            Lang::Fi => heading.fi,
        };
        sheet.write_with_format(0, place, name, &heading_format())?;
        sheet.set_column_width(place, width(heading.field))?;
        // As text, so that no program turns an id or a telephone number into a number.
        let format = if heading.field == Field::Joined {
            &date
        } else {
            &text
        };
        sheet.set_column_format(place, format)?;
        if let Some(range) = lists.range(heading.field, lang) {
            let choices = DataValidation::new().allow_list_formula(range);
            sheet.add_data_validation(1, place, ROWS, place, &with_style(choices, heading.field, lang)?)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, ROWS, last)?;
    Ok(())
}

/// A new organisation has a new id, and one may sign for several areas: there the choices only help.
fn with_style(choices: DataValidation, field: Field, lang: Lang) -> Result<DataValidation, XlsxError> {
    if matches!(field, Field::Organisation | Field::Regions) {
        return Ok(choices.show_error_message(false));
    }
    let wrong = Wording::fixed("Choose from the list.", "Valitse luettelosta.");
    choices
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_message(wrong.get(lang))
}

fn width(field: Field) -> f64 {
    match field {
        Field::Organisation | Field::Regions | Field::Email => 28.0,
        Field::Name => 44.0,
        Field::Kind | Field::Role => 22.0,
        Field::BusinessId | Field::Municipality | Field::Joined | Field::Phone => 16.0,
    }
}

fn guide_sheet(sheet: &mut Worksheet, network: &Network, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(Wording::fixed("Guide", "Ohje").get(lang))?;
    sheet.set_column_width(0, 100.0)?;
    let wrapped = Format::new().set_text_wrap();
    for (row, line) in (0u32..).zip(guide(network)) {
        sheet.write_with_format(row, 0, line.get(lang), &wrapped)?;
    }
    Ok(())
}

/// How to fill the list in: what does not concern the network is left out.
fn guide(network: &Network) -> Vec<Wording> {
    let has_regions = network.has_regions();
    let n_municipalities = network.municipalities().len();
    let required = if has_regions {
        Wording::fixed(
            "One row for each organisation. Name and Regions are required; the other cells may be empty.",
            "Jokaiselle organisaatiolle oma rivi. Nimi ja Alueet ovat pakollisia; muut solut voi jättää tyhjiksi.",
        )
    } else {
        Wording::fixed(
            "One row for each organisation. Name is required; the other cells may be empty.",
            "Jokaiselle organisaatiolle oma rivi. Nimi on pakollinen; muut solut voi jättää tyhjiksi.",
        )
    };
    let regions = Wording::fixed(
        "Regions: one, several separated by commas, or “all”.",
        "Alueet: yksi, useita pilkuin erotettuina tai ”kaikki”.",
    );
    let municipality = wording!(
        en: "Municipality: one of the {n_municipalities} of the network; otherwise leave it empty.",
        fi: "Kunta: vain jokin verkoston {n_municipalities} kunnasta; muuten jätä tyhjäksi."
    );
    let [organisation, name, joined, contact] = GUIDE;
    let lines = [
        Some(required),
        Some(organisation),
        Some(name),
        has_regions.then_some(regions),
        (n_municipalities > 0).then_some(municipality),
        Some(joined),
        Some(contact),
    ];
    lines.into_iter().flatten().collect()
}

const GUIDE: [Wording; 4] = [
    Wording::fixed(
        "Organisation: the organisation's id, the same in every agreement. If empty, an organisation of the same name keeps its id, and a new one gets an id derived from its name.",
        "Organisaatio: tunnus, joka on sama kaikissa sopimuksissa. Jos solu on tyhjä, samanniminen organisaatio säilyttää tunnuksensa ja uusi saa nimestään muodostetun tunnuksen.",
    ),
    Wording::fixed(
        "Name: as signed.",
        "Nimi: sellaisena kuin se on sopimuksen allekirjoituksissa.",
    ),
    Wording::fixed(
        "Joined: only for an organisation that joined during the term: 15.1.2026, 1.2026 or 2026.",
        "Liittynyt: vain, jos organisaatio on liittynyt kesken sopimuskauden. 15.1.2026, 1.2026 tai 2026 kelpaa.",
    ),
    Wording::fixed(
        "Contact: a position and a shared mailbox, not a person.",
        "Yhteystaho on tehtävänimike ja yhteinen osoite, ei henkilö.",
    ),
];

fn lists_sheet(sheet: &mut Worksheet, lists: &Lists, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(LISTS.get(lang))?;
    for (place, (field, choices)) in (0u16..).zip(&lists.columns) {
        let heading = REGISTRATION_HEADINGS
            .iter()
            .find(|heading| heading.field == *field);
        let name = heading.map_or("", |heading| match lang {
            Lang::En => heading.en,
            Lang::Fi => heading.fi,
        });
        // Not the bare heading: this sheet is no list to be read.
        let heading = format!("{} – {name}", LISTS.get(lang));
        sheet.write_with_format(0, place, heading, &heading_format())?;
        sheet.set_column_width(place, 28.0)?;
        for (row, choice) in (1u32..).zip(choices) {
            sheet.write(row, place, choice)?;
        }
    }
    Ok(())
}
