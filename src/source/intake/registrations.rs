//! Rows of new signatories. An organisation that the registry knows by its name keeps its id; another
//! gets one that is made from its name.

use std::collections::BTreeMap;

use super::headings::RegistrationField as Field;
use super::list::{CellOf, List, ListRow};
use super::{KnownOrganisations, ListReading, Listed, MOST_MISFITS, Misfit, values};
use crate::model::{
    Network, NewContact, OrganisationId, Regions, Registration, did_you_mean, nearest, option,
};
use crate::wording;
use crate::wording::Wording;

/// Reads the rows as registrations.
#[must_use]
pub fn registrations(list: &List<Field>, known: &KnownOrganisations) -> ListReading<Registration> {
    let mut misfits = missing_columns(list);
    let mut entries = Vec::new();
    let mut first_rows: BTreeMap<OrganisationId, u32> = BTreeMap::new();
    for cells in &list.rows {
        if misfits.len() >= MOST_MISFITS {
            break;
        }
        let mut row = Row {
            list,
            cells,
            misfits: Vec::new(),
        };
        let value = row.registration(known);
        let number = cells.number;
        if let Some(value) = value.filter(|_| row.misfits.is_empty()) {
            match first_rows.get(&value.organisation) {
                Some(first) => row.misfits.push(twice(number, &value.organisation, *first)),
                None => {
                    first_rows.insert(value.organisation.clone(), number);
                    entries.push(Listed { row: number, value });
                }
            }
        }
        misfits.extend(row.misfits);
    }
    ListReading::new(list, entries, misfits)
}

/// A word that could be an id and nothing else: no organisation is called by small letters and hyphens.
fn is_id_alone(text: &str) -> bool {
    text.contains('-') && OrganisationId::parse(text).is_ok()
}

/// The id beside a name. Where the registry knows one of them, the other must not contradict it.
fn id_beside_name(
    cell: CellOf<'_>,
    name: &str,
    known: &KnownOrganisations,
) -> Result<OrganisationId, Box<Misfit>> {
    let id = values::id(cell)?;
    let called = known.called(name);
    if called.contains(&id) || (called.is_empty() && known.name(&id).is_none()) {
        return Ok(id);
    }
    match called.first() {
        Some(other) => Err(cell.misfit(
            wording!(en: "`{name}` is the name of `{other}`, not of `{id}`", fi: "`{name}` on organisaation `{other}` nimi, ei organisaation `{id}`"),
            Wording::fixed("correct the id or the name", "korjaa tunnus tai nimi"),
        )),
        None => {
            let recorded = known.name(&id).unwrap_or_default();
            let named = option("--name", name);
            Err(cell.misfit(
                wording!(en: "in the registry `{id}` is “{recorded}”", fi: "rekisteri tuntee organisaation `{id}` nimellä ”{recorded}”"),
                wording!(
                    en: "correct the id, or record the new name first: `kumppani organisation rename {id} {named}`",
                    fi: "korjaa tunnus tai kirjaa ensin uusi nimi: `kumppani organisation rename {id} {named}`"
                ),
            ))
        }
    }
}

/// An id for an organisation that the registry does not know by this name.
fn new_id(cell: CellOf<'_>, known: &KnownOrganisations) -> Result<OrganisationId, Box<Misfit>> {
    let name = cell.text;
    let id = OrganisationId::from_name(name).ok_or_else(|| {
        cell.misfit(
            wording!(en: "no id can be derived from `{name}`", fi: "nimestä `{name}` ei voi muodostaa tunnusta"),
            Wording::fixed(
                "give an id in a column Organisation",
                "anna tunnus sarakkeessa Organisaatio",
            ),
        )
    })?;
    match known.name(&id) {
        None => Ok(id),
        Some(other) => Err(cell.misfit(
            wording!(
                en: "`{name}` would get the id `{id}`, which belongs to “{other}”",
                fi: "`{name}` saisi tunnuksen `{id}`, joka on organisaatiolla ”{other}”"
            ),
            Wording::fixed(
                "write the same name, or give another id in a column Organisation",
                "kirjoita sama nimi tai anna toinen tunnus sarakkeessa Organisaatio",
            ),
        )),
    }
}

/// Without these columns no row could be right.
fn missing_columns(list: &List<Field>) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    let has_who = list.column(Field::Name).is_some() || list.column(Field::Organisation).is_some();
    if !has_who && !list.asks_who {
        misfits.push(missing(
            "Name",
            "Nimi",
            Wording::fixed(
                "add a column with the names as signed",
                "lisää sarake, jossa on nimet sellaisina kuin ne allekirjoitetaan",
            ),
        ));
    }
    let regions = list.network.region_ids();
    if list.column(Field::Regions).is_none() && !regions.is_empty() {
        let first = regions[..regions.len().min(2)].join(", ");
        misfits.push(missing(
            "Regions",
            "Alueet",
            wording!(
                en: "add a column with the regions: {first}, … or “all”",
                fi: "lisää sarake, jossa on alueet: {first}, … tai ”kaikki”"
            ),
        ));
    }
    misfits
}

/// A column that a list must have.
pub(super) fn missing(en: &'static str, fi: &'static str, help: Wording) -> Misfit {
    Misfit {
        row: None,
        column: None,
        message: wording!(en: "missing column {en}", fi: "sarake {fi} puuttuu"),
        help,
    }
}

/// The same organisation cannot be registered twice.
pub(super) fn twice(row: u32, organisation: &OrganisationId, first: u32) -> Misfit {
    Misfit {
        row: Some(row),
        column: None,
        message: wording!(
            en: "`{organisation}` is already in row {first}",
            fi: "`{organisation}` on jo rivillä {first}"
        ),
        help: Wording::fixed(
            "delete one of the rows; two organisations with the same name need different ids",
            "poista toinen riveistä; samannimiset organisaatiot erotetaan tunnuksilla",
        ),
    }
}

/// One row while it is read: what is wrong with it is gathered, not only the first.
struct Row<'l> {
    list: &'l List<Field>,
    cells: &'l ListRow,
    misfits: Vec<Misfit>,
}

impl<'l> Row<'l> {
    fn cell(&self, field: Field) -> Option<CellOf<'l>> {
        self.list.cell(field, self.cells)
    }

    /// The value of a cell; a misfit is noted.
    fn read<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(CellOf<'l>) -> Result<T, Box<Misfit>>,
    ) -> Option<T> {
        match read(self.cell(field)?) {
            Ok(value) => Some(value),
            Err(misfit) => {
                self.misfits.push(*misfit);
                None
            }
        }
    }

    fn registration(&mut self, known: &KnownOrganisations) -> Option<Registration> {
        let network: &Network = &self.list.network;
        let who = self.who(known);
        let regions = match self.cell(Field::Regions) {
            Some(_) => self.read(Field::Regions, |cell| values::regions(cell, network)),
            None if !network.has_regions() => Some(Regions::All),
            None => {
                self.no_regions();
                None
            }
        };
        let business_id = self.read(Field::BusinessId, values::business_id);
        let kind = self
            .read(Field::Kind, |cell| values::kind(cell, network))
            .flatten();
        let municipality = self.read(Field::Municipality, |cell| values::municipality(cell, network));
        let joined = self.read(Field::Joined, values::date);
        let contact = NewContact {
            role: self.read(Field::Role, values::text),
            email: self.read(Field::Email, values::email),
            phone: self.read(Field::Phone, values::text),
        };
        let (organisation, name) = who?;
        // What an organisation is does not change from one agreement to the next.
        let kind = kind.or_else(|| known.kind(&organisation));
        Some(Registration {
            organisation,
            name,
            business_id,
            kind,
            municipality,
            regions: regions?,
            joined,
            // That of an earlier decision may be in the list.
            record: None,
            contact,
        })
    }

    /// The id and the name; each may represent the other where the registry knows the organisation.
    fn who(&mut self, known: &KnownOrganisations) -> Option<(OrganisationId, String)> {
        let has_names = self.list.column(Field::Name).is_some();
        if self.cell(Field::Name).is_some() {
            let name = self.read(Field::Name, values::name)?;
            let id = match self.cell(Field::Organisation) {
                Some(_) => self.read(Field::Organisation, |cell| id_beside_name(cell, &name, known))?,
                None => self.id_of_name(Field::Name, known)?,
            };
            return Some((id, name));
        }
        let Some(cell) = self.cell(Field::Organisation) else {
            self.nameless();
            return None;
        };
        let by_id = OrganisationId::parse(cell.text).ok();
        if let Some((id, name)) =
            by_id.and_then(|id| known.name(&id).map(|name| (id.clone(), name.to_owned())))
        {
            return Some((id, name));
        }
        if has_names || is_id_alone(cell.text) {
            let id = cell.text;
            let near = nearest(id, known.ids());
            let help = did_you_mean(near.as_slice()).unwrap_or(Wording::fixed(
                "write the name as it is signed, in a column Name",
                "kirjoita nimi sellaisena kuin se allekirjoitetaan, sarakkeeseen Nimi",
            ));
            self.misfits.push(*cell.misfit(
                wording!(
                    en: "the name of `{id}` is missing, and the registry does not know it",
                    fi: "organisaation `{id}` nimi puuttuu, eikä rekisteri tunne sitä"
                ),
                help,
            ));
            return None;
        }
        let name = self.read(Field::Organisation, values::name)?;
        Some((self.id_of_name(Field::Organisation, known)?, name))
    }

    fn id_of_name(&mut self, field: Field, known: &KnownOrganisations) -> Option<OrganisationId> {
        let found = self.read(field, |cell| values::called(cell, known))?;
        if found.is_some() {
            return found;
        }
        self.read(field, |cell| new_id(cell, known))
    }

    fn misfit_of_row(&mut self, field: Field, message: Wording, help: Wording) {
        self.misfits.push(Misfit {
            row: Some(self.cells.number),
            column: self.list.column(field).cloned(),
            message,
            help,
        });
    }

    fn nameless(&mut self) {
        let fields = [Field::Name, Field::Organisation];
        let Some(field) = fields
            .into_iter()
            .find(|field| self.list.column(*field).is_some())
        else {
            return;
        };
        self.misfit_of_row(
            field,
            Wording::fixed("the name is missing", "nimi puuttuu"),
            Wording::fixed(
                "write the name as it is signed, or delete the row",
                "kirjoita nimi sellaisena kuin se allekirjoitetaan, tai poista rivi",
            ),
        );
    }

    fn no_regions(&mut self) {
        if self.list.column(Field::Regions).is_none() {
            return;
        }
        self.misfit_of_row(
            Field::Regions,
            Wording::fixed("no regions", "alueet puuttuvat"),
            Wording::fixed(
                "write the regions with commas between them, or “all”",
                "kirjoita alueet pilkuin erotettuina tai ”kaikki”",
            ),
        );
    }
}
