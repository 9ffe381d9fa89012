//! The renewal board as a page: a bar for all and one for each region, what is waited for, who is
//! pending and what to do next, and the others.

use super::block::{Outline, Share};
use super::continuation::next_end;
use super::outline::Described;
use crate::model::{AgreementStatus, SignatoryState};
use crate::view::{BlockingView, BoardRow, BoardView, NamedView};
use crate::wording;
use crate::wording::Wording;

impl Described for BoardView {
    fn describe(&self, page: &mut Outline) {
        page.title(&self.title);
        page.fact(&Wording::fixed("id", "tunnus"), &self.agreement);
        page.known_fact(
            &Wording::fixed("case number", "asianumero"),
            self.record.as_deref(),
        );
        page.word_fact(&Wording::fixed("status", "tila"), &self.status.label());
        let term = page.term(self.starts, self.ends);
        page.fact(&Wording::fixed("term", "sopimuskausi"), &term);
        if let (Some(to), Some(by)) = (self.continues_to, self.decision_deadline) {
            page.word_fact(&Wording::fixed("next term", "seuraava kausi"), &next_end(to, by));
        }
        time_left(self, page);
        page.date_fact(&Wording::fixed("signing began", "avattu"), self.opened);
        sign_by(self, page);
        let (done, total) = (self.signed, self.total);
        page.share(
            &Wording::fixed("signed", "allekirjoittanut"),
            Share { done, total },
        );
        for (label, n) in [
            (Wording::fixed("declined", "kieltäytyneitä"), self.declined),
            (Wording::fixed("withdrawn", "irtisanoutuneita"), self.withdrawn),
        ] {
            if n > 0 {
                page.fact(&label, &n.to_string());
            }
        }
        if let Some(blocking) = &self.blocking {
            waits_for(blocking, page);
        }
        regions(self, page);
        let is_pending = |row: &&BoardRow| row.state == SignatoryState::Pending;
        let (pending, others): (Vec<_>, Vec<_>) = self.rows.iter().partition(is_pending);
        let owned = |rows: Vec<&BoardRow>| rows.into_iter().cloned().collect::<Vec<_>>();
        page.table(&Wording::fixed("Pending", "Odottaa"), &owned(pending));
        page.table(
            &Wording::fixed("Other signatories", "Muut allekirjoittajat"),
            &owned(others),
        );
    }
}

/// Days to the start while it is to come, else days to the end.
fn time_left(view: &BoardView, page: &mut Outline) {
    let is_prepared = matches!(
        view.status,
        AgreementStatus::Draft | AgreementStatus::Signing | AgreementStatus::Upcoming
    );
    let shown = match (view.days_to_start, view.days_left) {
        (0, _) if is_prepared => Wording::fixed("starts today", "alkaa tänään"),
        (1, _) => Wording::fixed("starts in 1 day", "alkaa 1 päivän kuluttua"),
        (days @ 1.., _) => wording!(en: "starts in {days} days", fi: "alkaa {days} päivän kuluttua"),
        (past, _) if is_prepared => {
            let days = -past;
            wording!(en: "started {days} days ago", fi: "alkoi {days} päivää sitten")
        }
        (_, Some(0)) => Wording::fixed("ends today", "päättyy tänään"),
        (_, Some(1)) => Wording::fixed("ends in 1 day", "päättyy 1 päivän kuluttua"),
        (_, Some(days @ 1..)) => wording!(en: "ends in {days} days", fi: "päättyy {days} päivän kuluttua"),
        _ => return,
    };
    page.word_fact(&Wording::fixed("timing", "aikataulu"), &shown);
}

/// The last day to sign, and how far it is while somebody has not signed.
fn sign_by(view: &BoardView, page: &mut Outline) {
    let (Some(by), Some(days)) = (view.sign_by, view.days_to_sign_by) else {
        return;
    };
    let distance = match days {
        _ if view.pending == 0 => Wording::default(),
        0 => Wording::fixed(" (today)", " (tänään)"),
        1 => Wording::fixed(" (in 1 day)", " (1 päivän kuluttua)"),
        -1 => Wording::fixed(" (1 day ago)", " (1 päivä sitten)"),
        2.. => wording!(en: " (in {days} days)", fi: " ({days} päivän kuluttua)"),
        _ => {
            let days = -days;
            wording!(en: " ({days} days ago)", fi: " ({days} päivää sitten)")
        }
    };
    page.word_fact(
        &Wording::fixed("sign by", "allekirjoitettava"),
        &wording!(en: "{by}{distance}", fi: "{by} mennessä{distance}", by, distance),
    );
}

fn waits_for(blocking: &BlockingView, page: &mut Outline) {
    let n = blocking.missing;
    let shown = match blocking.signed_at_least {
        Some(least) if n == 1 => {
            wording!(en: "needs 1 more signature ({least} required)", fi: "tarvitaan vielä 1 allekirjoitus (vaaditaan {least})")
        }
        Some(least) => {
            wording!(en: "needs {n} more signatures ({least} required)", fi: "tarvitaan vielä {n} allekirjoitusta (vaaditaan {least})")
        }
        None if blocking.rule == "all-signed" => all(&blocking.waiting_for),
        None => Wording::fixed("needs a first signature", "tarvitaan ensimmäinen allekirjoitus"),
    };
    page.word_fact(&Wording::fixed("entry into force", "voimaantulo"), &shown);
}

fn all(waiting_for: &[NamedView]) -> Wording {
    let names: Vec<&str> = waiting_for.iter().map(|who| who.name.as_str()).collect();
    match names.len() {
        0 => Wording::fixed("no signatories yet", "allekirjoittajia ei ole"),
        1..=MOST_NAMES => {
            let list = names.join(", ");
            wording!(en: "all must sign; missing: {list}", fi: "kaikkien on allekirjoitettava; puuttuu: {list}")
        }
        n => {
            let list = names[..MOST_NAMES].join(", ");
            let more = n - MOST_NAMES;
            wording!(
                en: "all must sign; missing: {list} and {more} more",
                fi: "kaikkien on allekirjoitettava; puuttuu: {list} ja {more} muuta"
            )
        }
    }
}

/// So many names are shown in a sentence; the table below has them all.
const MOST_NAMES: usize = 5;

fn regions(view: &BoardView, page: &mut Outline) {
    if view.by_region.is_empty() {
        return;
    }
    page.heading(&Wording::fixed("By region", "Alueittain"));
    for row in view.by_region.iter().filter(|row| row.total > 0) {
        let (done, total) = (row.signed, row.total);
        page.share(&row.region.wording(), Share { done, total });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::board;
    use crate::render::table::Look;
    use crate::render::{Colour, render_markdown_page, render_page};
    use crate::source::testing::{day, find, registry};
    use crate::wording::Lang;
    use unicode_width::UnicodeWidthStr;

    const AGREEMENT: &str = "
title: Lapin TNO-palvelujen kumppanuussopimus
record: LAPELY/9/2017
term: { starts: 2018, ends: 2021 }
in_force_when: all-signed
opened: { on: 2017-10-02, text: abc }
signatories:
  - { organisation: ely, name: Lapin ELY-keskus, kind: education, regions: all, signed: 2017-10-20 }
  - { organisation: lappia, name: Lappia, kind: education, regions: [Länsi, Tunturi], contact: { email: a@example.fi } }
  - { organisation: redu, name: Lapin koulutuskeskus REDU, kind: education, regions: [Keski] }
  - { organisation: kemi, name: Kemin kaupunki, kind: education, regions: [Länsi], declined: 2017-11 }
";

    fn view(lang: Lang) -> BoardView {
        let registry = registry(&[("tno-2018", AGREEMENT)], "");
        board(&registry, find(&registry, "tno-2018"), day("2017-11-21"), lang)
    }

    fn look(lang: Lang, width: usize) -> Look {
        Look {
            lang,
            width: Some(width),
            text_width: Some(width),
            colour: Colour::Never,
        }
    }

    #[test]
    fn finnish_page() {
        insta::assert_snapshot!(render_page(&view(Lang::Fi), &look(Lang::Fi, 80)).text, @"
        Lapin TNO-palvelujen kumppanuussopimus
        tunnus                tno-2018
        asianumero            LAPELY/9/2017
        tila                  allekirjoitettavana
        sopimuskausi          2018–2021
        aikataulu             alkaa 41 päivän kuluttua
        avattu                2.10.2017
        allekirjoittanut      ██████████░░░░░░░░░░░░░░░░░░░░ 1/3
        kieltäytyneitä        1
        voimaantulo           kaikkien on allekirjoitettava; puuttuu: Lappia, Lapin
                              koulutuskeskus REDU

        Alueittain
        Länsi-Lappi           ███████████████░░░░░░░░░░░░░░░ 1/2
        Itä-Lappi             ██████████████████████████████ 1/1
        Keski-Lappi           ███████████████░░░░░░░░░░░░░░░ 1/2
        Tunturi-Lappi         ███████████████░░░░░░░░░░░░░░░ 1/2
        Saamelaisalue         ██████████████████████████████ 1/1

        Odottaa
        nimi                       alueet          tila     alkaen     seuraava toimi
        ───────────────────────────────────────────────────────────────────────────────
        Lapin koulutuskeskus REDU  Keski           odottaa  2.10.2017  lisää yhteystaho
        Lappia                     Länsi, Tunturi  odottaa  2.10.2017  lähetä muistutus

        Muut allekirjoittajat
        nimi              alueet         tila              alkaen
        ─────────────────────────────────────────────────────────────
        Kemin kaupunki    Länsi          kieltäytynyt      11/2017
        Lapin ELY-keskus  koko maakunta  allekirjoittanut  20.10.2017
        ");
    }

    #[test]
    fn english_markdown() {
        insta::assert_snapshot!(render_markdown_page(&view(Lang::En), Lang::En), @"
        # Lapin TNO-palvelujen kumppanuussopimus

        - **id:** tno-2018
        - **case number:** LAPELY/9/2017
        - **status:** signing
        - **term:** 2018–2021
        - **timing:** starts in 41 days
        - **signing began:** 2017-10-02
        - **signed:** ██████████░░░░░░░░░░░░░░░░░░░░ 1/3
        - **declined:** 1
        - **entry into force:** all must sign; missing: Lappia, Lapin koulutuskeskus REDU

        ## By region

        - **Länsi-Lappi:** ███████████████░░░░░░░░░░░░░░░ 1/2
        - **Itä-Lappi:** ██████████████████████████████ 1/1
        - **Keski-Lappi:** ███████████████░░░░░░░░░░░░░░░ 1/2
        - **Tunturi-Lappi:** ███████████████░░░░░░░░░░░░░░░ 1/2
        - **Saamelaisalue:** ██████████████████████████████ 1/1

        ## Pending

        | name                      | regions        | state   | since      | next step       |
        | ------------------------- | -------------- | ------- | ---------- | --------------- |
        | Lapin koulutuskeskus REDU | Keski          | pending | 2017-10-02 | add a contact   |
        | Lappia                    | Länsi, Tunturi | pending | 2017-10-02 | send a reminder |

        ## Other signatories

        | name             | regions     | state    | since      |
        | ---------------- | ----------- | -------- | ---------- |
        | Kemin kaupunki   | Länsi       | declined | 2017-11    |
        | Lapin ELY-keskus | all regions | signed   | 2017-10-20 |
        ");
    }

    #[test]
    fn a_narrow_terminal_gets_a_shorter_bar() {
        let page = render_page(&view(Lang::En), &look(Lang::En, 44)).text;
        insta::assert_snapshot!(page, @"
        Lapin TNO-palvelujen kumppanuussopimus
        id                    tno-2018
        case number           LAPELY/9/2017
        status                signing
        term                  2018–2021
        timing                starts in 41 days
        signing began         2017-10-02
        signed                ██████░░░░░░░░░░░░ 1/3
        declined              1
        entry into force      all must sign;
                              missing: Lappia, Lapin
                              koulutuskeskus REDU

        By region
        Länsi-Lappi           █████████░░░░░░░░░ 1/2
        Itä-Lappi             ██████████████████ 1/1
        Keski-Lappi           █████████░░░░░░░░░ 1/2
        Tunturi-Lappi         █████████░░░░░░░░░ 1/2
        Saamelaisalue         ██████████████████ 1/1

        Pending
        name            state    next step
        ────────────────────────────────────────
        Lapin           pending  add a contact
        koulutuskeskus
        REDU
        Lappia          pending  send a reminder

        Other signatories
        name              state     since
        ──────────────────────────────────────
        Kemin kaupunki    declined  2017-11
        Lapin ELY-keskus  signed    2017-10-20
        ");
        assert!(page.lines().all(|line| line.width() <= 44));
    }
}
