//! The term: from when and until when, how it was extended, and what it takes to enter into force.

use super::say_with_title;
use crate::model::{Notice, PartialDate};
use crate::render::block::Outline;
use crate::view::{ContinuationView, DocumentView, ExtensionView};
use crate::wording;
use crate::wording::Wording;

pub(super) fn term(view: &DocumentView, page: &mut Outline) {
    page.heading(&Wording::fixed("Term", "Sopimuskausi ja voimaantulo"));
    page.say(&term_text(view.starts, view.ends_by_text));
    later(view, page);
    page.say(&entry(view));
    for sentence in notice(view) {
        page.say(&sentence);
    }
    if let Some(n) = view.review_months {
        page.say(&wording!(
            en: "The parties review the agreement every {n} months.",
            fi: "Sopijapuolet tarkastelevat sopimusta {n} kuukauden välein."
        ));
    }
    for superseded in &view.supersedes {
        let before = Wording::fixed(
            "This agreement supersedes the agreement “",
            "Tämä sopimus korvaa sopimuksen ”",
        );
        say_with_title(page, &before, superseded);
    }
}

/// What happened to the term since it was signed.
pub(super) fn later(view: &DocumentView, page: &mut Outline) {
    for extension in &view.extensions {
        page.say(&extension_text(extension));
    }
    for shown in early_end_text(view).into_iter().chain(next_end_text(view)) {
        page.say(&shown);
    }
}

/// How long a notice runs, and when it is decided how the agreement goes on.
fn notice(view: &DocumentView) -> Vec<Wording> {
    let mut sentences = Vec::new();
    if let Some(notice) = view.notice {
        let length = notice.duration.label();
        sentences.push(if notice.runs_to_month_end() {
            wording!(
                en: "The period of notice is {length}, and it runs to the end of a month.",
                fi: "Irtisanomisaika on {length}, ja se päättyy kuukauden viimeisenä päivänä.",
                length
            )
        } else {
            wording!(en: "The period of notice is {length}.", fi: "Irtisanomisaika on {length}.", length)
        });
    }
    if let Some(continues) = &view.continues {
        sentences.push(continuation(continues));
        return sentences;
    }
    let decided = view
        .notice
        .or_else(|| view.notice_months.map(Notice::months_before_end));
    if let Some(notice) = decided.filter(|_| view.ends_by_text.is_some()) {
        sentences.push(wording!(
            en: "The continuation is decided no later than {time}.",
            fi: "Jatkosta päätetään viimeistään {time}.",
            time = notice.before(&Wording::fixed("the end of the term", "sopimuskauden päättymistä"))
        ));
    }
    sentences
}

/// How the term continues by itself, and until when that has brought it.
fn continuation(continues: &ContinuationView) -> Wording {
    let by = continues.by.label();
    match continues.notice {
        None => wording!(
            en: "At the end of a term the agreement continues by itself for {by} at a time unless it is terminated before that.",
            fi: "Sopimuskauden päättyessä sopimus jatkuu itsestään {by} kerrallaan, ellei sitä irtisanota sitä ennen.",
            by
        ),
        Some(notice) => wording!(
            en: "At the end of a term the agreement continues by itself for {by} at a time unless it is terminated no later than {time}.",
            fi: "Sopimuskauden päättyessä sopimus jatkuu itsestään {by} kerrallaan, ellei sitä irtisanota viimeistään {time}.",
            by, time = notice.before(&ContinuationView::END)
        ),
    }
}

/// To when an agreement runs that has continued by itself, and to when it continues next.
fn next_end_text(view: &DocumentView) -> Option<Wording> {
    let (to, by) = (view.continues_to?, view.decision_deadline?);
    let ends = view.ends?;
    if view.ends_by_text == Some(ends) {
        return Some(wording!(
            en: "The agreement continues to {to} unless it is terminated by {by}.",
            fi: "Sopimus jatkuu {to} asti, ellei sitä irtisanota viimeistään {by}.",
            to, by
        ));
    }
    Some(wording!(
        en: "Its present term ends {ends}; it continues to {to} unless it is terminated by {by}.",
        fi: "Nykyinen sopimuskausi päättyy {ends}; sopimus jatkuu {to} asti, ellei sitä irtisanota viimeistään {by}.",
        ends, to, by
    ))
}

/// The term as it was signed.
fn term_text(starts: PartialDate, ends: Option<PartialDate>) -> Wording {
    match (ends, starts) {
        (Some(to), _) => wording!(
            en: "The term is {from}–{to}.",
            fi: "Sopimuskausi on {from}–{to}.",
            from = starts, to
        ),
        (None, PartialDate::Year(_)) => wording!(
            en: "The term begins in {from} and is open-ended.",
            fi: "Sopimuskausi alkaa vuonna {from}, ja sopimus on voimassa toistaiseksi.",
            from = starts
        ),
        (None, PartialDate::Month(..)) => wording!(
            en: "The term begins in {from} and is open-ended.",
            fi: "Sopimuskausi alkaa {from}, ja sopimus on voimassa toistaiseksi.",
            from = starts
        ),
        (None, PartialDate::Day(_)) => wording!(
            en: "The term begins on {from} and is open-ended.",
            fi: "Sopimuskausi alkaa {from}, ja sopimus on voimassa toistaiseksi.",
            from = starts
        ),
    }
}

/// That the agreement ends before its term does, while that is to come.
fn early_end_text(view: &DocumentView) -> Option<Wording> {
    let last = view.ends.filter(|_| view.status.counts_down())?;
    match view.ended_by {
        Some("termination") => Some(wording!(
            en: "It has been terminated and is valid until {last}.",
            fi: "Sopimus on irtisanottu ja voimassa {last} asti.",
            last
        )),
        Some("supersession") => Some(wording!(
            en: "Another agreement supersedes it after {last}.",
            fi: "Toinen sopimus korvaa sen {last} jälkeen.",
            last
        )),
        _ => None,
    }
}

fn extension_text(extension: &ExtensionView) -> Wording {
    let decided = match (extension.decided, &extension.decision) {
        (Some(on), Some(name)) => {
            wording!(en: " (decided {on}, {name})", fi: " (päätetty {on}, {name})", on)
        }
        (Some(on), None) => wording!(en: " (decided {on})", fi: " (päätetty {on})", on),
        (None, Some(name)) => Wording::same(format!(" ({name})")),
        (None, None) => Wording::default(),
    };
    wording!(
        en: "It has been extended until {until}{decided}.",
        fi: "Sopimuskautta on jatkettu {until} asti{decided}.",
        until = extension.until, decided
    )
}

fn entry(view: &DocumentView) -> Wording {
    match (view.in_force_when, view.signed_at_least) {
        ("all-signed", _) => Wording::fixed(
            "The agreement enters into force when all parties have signed it, not before the start of the term.",
            "Sopimus tulee voimaan, kun kaikki sopijapuolet ovat allekirjoittaneet sen, kuitenkin aikaisintaan sopimuskauden alussa.",
        ),
        (_, Some(n)) => wording!(
            en: "The agreement enters into force when {n} parties have signed it, not before the start of the term.",
            fi: "Sopimus tulee voimaan, kun {n} sopijapuolta on allekirjoittanut sen, kuitenkin aikaisintaan sopimuskauden alussa."
        ),
        _ => Wording::fixed(
            "The agreement enters into force at the start of the term for those who have signed it, and for the others from the day on which they sign.",
            "Sopimus tulee voimaan sopimuskauden alussa niiden osalta, jotka ovat allekirjoittaneet sen, ja muiden osalta niiden allekirjoituspäivästä alkaen.",
        ),
    }
}
