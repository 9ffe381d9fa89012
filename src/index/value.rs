//! How the model's values stand in columns: dates as ISO text, closed sets by their code, texts by
//! language as the Finnish text and a JSON object. Nothing here knows a table.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::de::DeserializeOwned;

use crate::model::{
    AgreementId, AgreementStatus, ClockTime, DocumentKind, DocumentPath, DutyId, EndedBy, EventId, EventKind,
    GroupId, LocalText, Network, Notice, OrganisationId, OrganisationKind, PartialDate, Recurrence, Regions,
    SignatoryState, TextLang,
};
use crate::view::HitKind;

/// A whole day in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day(pub(super) NaiveDate);

const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("a real day");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a real day");

impl Day {
    /// The day, if it can be in a column: text sorts like time only between the years 1 and
    /// 9999, and a month of notice too many or a term that never ends may lead beyond them.
    pub(super) fn within_reach(day: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&day.year()).then_some(Self(day))
    }

    /// The first day of a period in a column; the beginning of time is the first day within reach.
    pub(super) fn from(day: Option<NaiveDate>) -> Self {
        Self(day.unwrap_or(NaiveDate::MIN).max(FIRST_DAY))
    }

    /// The last day of a period in a column; where nothing ends it, the last day within reach.
    pub(super) fn to(day: Option<NaiveDate>) -> Self {
        Self(day.unwrap_or(NaiveDate::MAX).min(LAST_DAY))
    }

    /// The day; `None` where it represents the beginning or the end of time.
    pub(super) fn known(self) -> Option<NaiveDate> {
        Some(self.0).filter(|day| *day != FIRST_DAY && *day != LAST_DAY)
    }
}

/// A date as its text, without room on the heap: an index has very many.
#[derive(Clone, Copy, Debug)]
pub(super) struct IsoDate {
    bytes: [u8; 10],
    length: u8,
}

impl IsoDate {
    pub(super) fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }

    /// Adds a number with as many digits as there are places for it.
    fn push(&mut self, mut number: u32, n_digits: u8) {
        for place in (self.length..self.length + n_digits).rev() {
            self.bytes[usize::from(place)] = b'0' + u8::try_from(number % 10).unwrap_or(0);
            number /= 10;
        }
        self.length += n_digits;
    }

    fn push_after_hyphen(&mut self, number: u32) {
        self.bytes[usize::from(self.length)] = b'-';
        self.length += 1;
        self.push(number, 2);
    }
}

/// All dates of the files are between the years 1 and 9999.
impl From<PartialDate> for IsoDate {
    fn from(date: PartialDate) -> Self {
        let mut iso = Self {
            bytes: [0; 10],
            length: 0,
        };
        let (year, month, day) = match date {
            PartialDate::Year(year) => (year, None, None),
            PartialDate::Month(year, month) => (year, Some(month), None),
            PartialDate::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
        };
        iso.push(year.unsigned_abs(), 4);
        for part in [month, day].into_iter().flatten() {
            iso.push_after_hyphen(part);
        }
        iso
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match PartialDate::column_result(value)? {
            PartialDate::Day(day) => Ok(Self(day)),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

impl ToSql for PartialDate {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for PartialDate {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(|_| FromSqlError::InvalidType)
    }
}

impl FromSql for Notice {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

macro_rules! stored_as_id {
    ($($type:ty,)*) => {
        $(
            impl FromSql for $type {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    Self::parse(value.as_str()?).map_err(|_| FromSqlError::InvalidType)
                }
            }
        )*
    };
}

stored_as_id! {
    AgreementId,
    OrganisationId,
    GroupId,
    DutyId,
    EventId,
}

impl FromSql for DocumentPath {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).map_err(|_| FromSqlError::InvalidType)
    }
}

impl FromSql for ClockTime {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::of_iso(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

macro_rules! stored_by_name {
    ($($type:ty: $name:ident, $find:expr;)*) => {
        $(
            impl ToSql for $type {
                fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                    Ok(self.$name().into())
                }
            }

            impl FromSql for $type {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    $find(value.as_str()?).ok_or(FromSqlError::InvalidType)
                }
            }
        )*
    };
}

stored_by_name! {
    AgreementStatus: code, AgreementStatus::find;
    EndedBy: code, EndedBy::find;
    SignatoryState: code, SignatoryState::find;
    EventKind: code, EventKind::find;
    DocumentKind: code, DocumentKind::find;
    Recurrence: code, Recurrence::find;
    TextLang: code, TextLang::find;
    HitKind: code, |code: &str| HitKind::ALL.into_iter().find(|kind| kind.code() == code);
}

/// A value in JSON, as an aggregate of a query makes it.
#[derive(Debug)]
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

/// The kind of an organisation in the column `kind`.
pub(super) fn kind(row: &Row<'_>, network: &Network) -> rusqlite::Result<Option<OrganisationKind>> {
    let code: Option<String> = row.get("kind")?;
    Ok(code.and_then(|code| network.find_kind(&code).cloned()))
}

/// The regions as bits, in the network's order; all regions are all bits.
pub(super) fn bits(regions: &Regions) -> i64 {
    match regions {
        Regions::All => i64::MAX,
        Regions::Listed(listed) => listed
            .iter()
            .fold(0, |bits, region| bits | 1 << region.position()),
    }
}

/// The translations of a text as a JSON object by language; `None` for Finnish alone.
pub(super) fn translations(text: &LocalText) -> Option<String> {
    if !text.has_translations() {
        return None;
    }
    let by_lang: serde_json::Map<String, serde_json::Value> = text
        .iter()
        .skip(1)
        .map(|(lang, text)| (lang.code().to_owned(), text.into()))
        .collect();
    Some(serde_json::Value::Object(by_lang).to_string())
}

/// A text whose [`translations`] stand beside it.
pub(super) fn local_text(fi: String, translations: ValueRef<'_>) -> rusqlite::Result<LocalText> {
    let plain = LocalText::plain(fi);
    let Some(translations) = translations.as_str_or_null()? else {
        return Ok(plain);
    };
    let by_lang: BTreeMap<String, String> =
        serde_json::from_str(translations).map_err(FromSqlError::other)?;
    let known = by_lang
        .into_iter()
        .filter_map(|(lang, text)| Some((TextLang::find(&lang)?, text)));
    Ok(known.fold(plain, |all, (lang, text)| all.with(lang, text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLang;

    #[test]
    fn translations_leave_out_the_finnish_text() {
        let text = LocalText::plain("Inari")
            .with(TextLang::Smn, "Aanaar")
            .with(TextLang::Se, "Anár");
        assert_eq!(
            translations(&text).as_deref(),
            Some(r#"{"se":"Anár","smn":"Aanaar"}"#)
        );
        let written = translations(&text).expect("there are translations");
        let read = local_text("Inari".to_owned(), ValueRef::Text(written.as_bytes()));
        assert_eq!(read.expect("what was written is read"), text);
        assert_eq!(translations(&LocalText::plain("Inari")), None);
    }

    #[test]
    fn a_date_is_written_as_it_is_read() {
        for text in ["2014", "0001-12", "2014-01-15", "9999-12-31"] {
            let date = PartialDate::parse(text).expect("a date");
            assert_eq!(IsoDate::from(date).as_str(), text);
        }
    }

    #[test]
    fn only_days_that_sort_as_text_are_within_reach() {
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a real day");
        assert!(Day::within_reach(last).is_some());
        assert!(last.succ_opt().and_then(Day::within_reach).is_none());
        assert!(Day::within_reach(NaiveDate::MIN).is_none());
    }
}
