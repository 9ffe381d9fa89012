//! The term of an agreement as a row has it, without its extensions.

use rusqlite::Row;

use crate::diagnostic::{At, Span};
use crate::model::{Continuation, Ending, PartialDate, Term};

/// Where a fact is in its file is of no concern to an index.
pub(super) fn at<T>(value: T) -> At<T> {
    At::new(value, Span::default())
}

/// A term from `starts`, `notice_months`, `notice`, `continues_by_months`, `unless_notice` and `review_months`.
pub(super) fn term(row: &Row<'_>, ends: Option<PartialDate>) -> rusqlite::Result<Term> {
    Ok(Term {
        starts: at(row.get("starts")?),
        ending: at(ends.map_or(Ending::OpenEnded, Ending::On)),
        notice_months: row.get("notice_months")?,
        notice: row.get::<_, Option<_>>("notice")?.map(at),
        continues: continuation(row)?.map(at),
        review_months: row.get::<_, Option<_>>("review_months")?.map(at),
        extensions: Vec::new(),
    })
}

/// How it continues by itself.
fn continuation(row: &Row<'_>) -> rusqlite::Result<Option<Continuation>> {
    let Some(by_months) = row.get("continues_by_months")? else {
        return Ok(None);
    };
    Ok(Some(Continuation {
        by_months,
        unless_notice: row.get("unless_notice")?,
    }))
}
