//! Provisions with the values of their variables.

use super::*;
use crate::model::Duration;
use crate::model::region_of_lapland;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).expect("a test names real dates")
}

fn spoken(text: &str, lang: TextLang) -> Spoken {
    Spoken {
        text: text.to_owned(),
        lang,
    }
}

fn values() -> VariableValues {
    let party = |name: &str| PartyName::new(name.to_owned(), None, &[]);
    VariableValues {
        title: spoken("Sopimus", TextLang::Fi),
        starts: date("2026-01-01"),
        ends_by_text: Some(date("2028-12-31")),
        entry_rule: EntryRule::AllSigned,
        notice_months: Some(3),
        notice: None,
        continues: Some(ContinuationView {
            by: Duration::months(12),
            unless_notice: None,
            notice: Some(Notice::months_before_end(3)),
        }),
        review_months: None,
        parties: vec![
            PartyName::new("Lappia".to_owned(), Some("2109309-0"), &["Opisto".to_owned()]),
            party("Kemi"),
            party("{term}\n- x"),
        ],
        supersedes: Vec::new(),
        strategies: vec![spoken("Strategi", TextLang::Sv)],
        themes: Vec::new(),
        products: vec![spoken("Kohtaava", TextLang::Fi), spoken("Osaava", TextLang::Fi)],
        cooperation: vec![vec![region_of_lapland("Keski")]],
        groups: vec![spoken("ELO", TextLang::Fi)],
    }
}

/// The lines of a text, a change of language marked.
fn filled(values: &VariableValues, text: &str, lang: TextLang) -> String {
    let runs = |runs: &Vec<Spoken>| -> String {
        let mut shown = String::new();
        let mut last = lang;
        for run in runs {
            if run.lang != last {
                shown.extend(["<", run.lang.code(), ">"]);
                last = run.lang;
            }
            shown += &run.text;
        }
        shown
    };
    let block = |block: ProseView| match block {
        ProseView::Paragraph(said) => runs(&said),
        ProseView::Items(items) => items
            .iter()
            .map(|item| format!("- {}", runs(item)))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    let blocks: Vec<String> = values.fill(&spoken(text, lang)).into_iter().map(block).collect();
    blocks.join("\n")
}

#[test]
fn every_variable_has_its_value() {
    let all = Variable::ALL.map(|variable| format!("{}: {}.", variable.code(), variable.in_braces()));
    insta::assert_snapshot!(filled(&values(), &all.join("\n"), TextLang::Fi), @"
    title: Sopimus.
    term: 1.1.2026–31.12.2028.
    starts: 1.1.2026.
    ends: 31.12.2028.
    entry_rule: kun kaikki sopijapuolet ovat allekirjoittaneet sen.
    notice: 3 kuukautta.
    notice_months: 3.
    continues: 12 kuukautta kerrallaan, ellei irtisanota 3 kuukautta ennen päättymistä.
    review_months: {review_months}.
    n_signatories: 3.
    parties: Lappia, Kemi ja {term} - x.
    supersedes: {supersedes}.
    strategies: <sv>Strategi<fi>.
    themes: {themes}.
    products: Kohtaava ja Osaava.
    cooperation: Keski-Lappi.
    groups: ELO.
    ");
    insta::assert_snapshot!(filled(&values(), "{term} {ends} {entry_rule} {notice} {products}", TextLang::En), @"2026-01-01–2028-12-31 2028-12-31 when all parties have signed it 3 months <fi>Kohtaava<en> and <fi>Osaava");
    let open_ended = VariableValues {
        starts: date("2026"),
        ends_by_text: None,
        entry_rule: EntryRule::SignedAtLeast(2),
        notice_months: Some(1),
        ..values()
    };
    let text = "{term} {ends} {entry_rule} {notice} {products} {strategies}";
    insta::assert_snapshot!(filled(&open_ended, text, TextLang::Fi), @"vuodesta 2026 alkaen toistaiseksi toistaiseksi kun 2 sopijapuolta on allekirjoittanut sen 1 kuukausi Kohtaava ja Osaava <sv>Strategi");
    insta::assert_snapshot!(filled(&open_ended, text, TextLang::En), @"from 2026 until further notice until further notice when 2 parties have signed it 1 month <fi>Kohtaava<en> and <fi>Osaava<en> <sv>Strategi");
    insta::assert_snapshot!(filled(&open_ended, text, TextLang::Sv), @"<fi>vuodesta 2026 alkaen toistaiseksi<sv> <fi>toistaiseksi<sv> <fi>kun 2 sopijapuolta on allekirjoittanut sen<sv> <fi>1 kuukausi<sv> <fi>Kohtaava<sv>, <fi>Osaava<sv> Strategi");
}

#[test]
fn several_things_alone_are_a_list() {
    let text =
        "Sopijapuolet ({n_signatories}):\n{parties}\nja\n- {products}\n- {{muut}} {parties}\n- {themes}";
    insta::assert_snapshot!(filled(&values(), text, TextLang::Fi), @"
    Sopijapuolet (3):
    - Lappia (2109309-0): Opisto
    - Kemi
    - {term} - x
    ja
    - Kohtaava
    - Osaava
    - {muut} Lappia, Kemi ja {term} - x
    - {themes}
    ");
}
