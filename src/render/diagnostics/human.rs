//! Findings for people, in the manner of rustc: what is wrong, the line that says so, what to do.

use std::io;

use annotate_snippets::Renderer;

use super::groups::groups;
use super::more::counted as counted_more;
use super::{Report, summary, waiting};
use crate::diagnostic::Diagnostic;
use crate::render::phrase::{Noun, counted};
use crate::render::{Colour, Keep, clean};
use crate::wording;
use crate::wording::Wording;

/// How a report is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HumanLook {
    /// The columns of the terminal, to which lines of source are cut; `None` where there is none.
    pub width: Option<usize>,
    /// Whether colours may be used.
    pub colour: Colour,
    /// How many findings are shown; the rest is counted.
    pub limit: Option<usize>,
    /// What becomes of waived findings.
    pub waived: Waived,
}

/// What becomes of waived findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waived {
    Counted,
    /// They are shown with the reason.
    Shown,
}

/// The findings, one after the other, and a summary.
///
/// # Errors
/// When `out` takes no more.
pub fn render_human(report: &Report<'_>, look: &HumanLook, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = renderer(look);
    let shown: Vec<&Diagnostic> = match look.waived {
        Waived::Counted => report.open().collect(),
        Waived::Shown => report.diagnostics.iter().collect(),
    };
    let limit = look.limit.unwrap_or(usize::MAX);
    for found in shown.iter().take(limit) {
        let groups = groups(report, found);
        writeln!(out, "{}\n", renderer.render(&groups))?;
    }
    if shown.len() > limit {
        writeln!(out, "{}\n", not_shown(shown.len() - limit).get(report.lang))?;
    }
    let more = counted_more(report);
    for (file, counts) in &more {
        let file = clean(file.as_str(), Keep::Nothing);
        writeln!(out, "{file}: {}", counts.get(report.lang))?;
    }
    if !more.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", summary(report).get(report.lang))?;
    match waiting(report) {
        Some(waiting) => writeln!(out, "{}", waiting.get(report.lang)),
        None => Ok(()),
    }
}

fn renderer(look: &HumanLook) -> Renderer {
    let renderer = match look.colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    match look.width {
        Some(width) => renderer.term_width(width),
        None => renderer,
    }
}

fn not_shown(n_more: usize) -> Wording {
    let more = counted(n_more, HIDDEN_FINDINGS);
    wording!(
        en: "{more}; `--format short` lists them all",
        fi: "lisäksi {more}; `--format short` luettelee kaikki",
        more
    )
}

const HIDDEN_FINDINGS: Noun = Noun {
    en: ["more finding is not shown", "more findings are not shown"],
    fi: ["havainto jää näyttämättä", "havaintoa jää näyttämättä"],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Lang;
    use proptest::prelude::*;

    use crate::diagnostic::{Code, FilePath, Place, SourceText, Sources, Span};
    use crate::render::clean::harmful_in;
    use crate::render::diagnostics::testing::{
        all, duplicate_signatory, file, harmful_text, sources, text_of, unknown_region, unreadable, waived,
    };
    use crate::render::testing::nasty_text;

    const PLAIN: HumanLook = HumanLook {
        width: None,
        colour: Colour::Never,
        limit: None,
        waived: Waived::Counted,
    };

    fn human(diagnostics: &[Diagnostic], lang: Lang, look: HumanLook) -> String {
        text_of(diagnostics, &sources(), lang, |report, out| {
            render_human(report, &look, out)
        })
    }

    #[test]
    fn a_certain_correction_is_shown_as_a_change() {
        insta::assert_snapshot!(human(&[unknown_region()], Lang::En, PLAIN), @"
        error[unknown-region]: unknown region `länsi`
         --> agreements/tno 2014.yaml:6:15
          |
        6 |     regions: [länsi]
          |               ^^^^^
          |
        help: write it as the network does
          |
        6 -     regions: [länsi]
        6 +     regions: [Länsi]
          |

        1 error in 1 file
        ");
        insta::assert_snapshot!(human(&[unknown_region()], Lang::Fi, PLAIN), @r#"
        virhe[unknown-region]: aluetta `länsi` ei ole
         --> agreements/tno 2014.yaml:6:15
          |
        6 |     regions: [länsi]
          |               ^^^^^
          |
        ohje: kirjoita se kuten verkosto
          |
        6 -     regions: [länsi]
        6 +     regions: [Länsi]
          |

        1 virhe 1 tiedostossa
        "#);
    }

    #[test]
    fn related_places_are_shown_also_in_other_files() {
        insta::assert_snapshot!(human(&[duplicate_signatory()], Lang::En, PLAIN), @r#"
        error[duplicate-signatory]: `lappia` is listed twice
         --> agreements/tno 2014.yaml:7:19
          |
        4 |   - organisation: lappia
          |                   ------ first listed here
        ...
        7 |   - organisation: lappia
          |                   ^^^^^^
          |
         ::: agreements/tno-2012.yaml:4:19
          |
        4 |   - organisation: lappia
          |                   ------ the predecessor lists it once
          |
          = help: keep one entry, and put the units of the other under `covers`

        1 error in 1 file
        "#);
        insta::assert_snapshot!(human(&[duplicate_signatory()], Lang::Fi, PLAIN), @r#"
        virhe[duplicate-signatory]: `lappia` on luettelossa kahdesti
         --> agreements/tno 2014.yaml:7:19
          |
        4 |   - organisation: lappia
          |                   ------ ensi kerran tässä
        ...
        7 |   - organisation: lappia
          |                   ^^^^^^
          |
         ::: agreements/tno-2012.yaml:4:19
          |
        4 |   - organisation: lappia
          |                   ------ edeltävässä se on kerran
          |
          = ohje: jätä yksi kohta, ja kirjaa toisen yksiköt kohtaan `covers`

        1 virhe 1 tiedostossa
        "#);
    }

    #[test]
    fn text_that_would_harm_a_terminal_is_made_visible() {
        insta::assert_snapshot!(human(&[harmful_text()], Lang::En, PLAIN), @r#"
        warning[non-nfc-text]: bad text ␛[31m: 100 %,␊next
         --> agreements/tno 2014.yaml:8:11
          |
        8 |     name: Sääʹmteʹǧǧ 漢字 ␛[31m\u{202e}x
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        1 warning in 1 file
        "#);
    }

    /// The column is that of the file, though the excerpt has eight characters for one before it.
    #[test]
    fn replaced_characters_do_not_move_the_column() {
        let mut sources = Sources::default();
        let path = file("agreements/bad.yaml");
        sources.insert(path.clone(), SourceText::new("a: 1\nb: \u{202e}x y\n".to_owned()));
        let place = Place::new(&path, Span::new(13, 14));
        let found = Diagnostic::new(Code::Syntax, place, Wording::fixed("bad", "paha"));
        let text = text_of(&[found], &sources, Lang::En, |report, out| {
            render_human(report, &PLAIN, out)
        });
        insta::assert_snapshot!(text, @r#"
        error[syntax]: bad
         --> agreements/bad.yaml:2:7
          |
         ::: 
        2 | b: \u{202e}x y
          |              ^

        1 error in 1 file
        "#);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let related = duplicate_signatory().with_related(
            unreadable().place,
            Wording::fixed("and perhaps here", "ja ehkä tässä"),
        );
        insta::assert_snapshot!(human(&[unreadable(), related], Lang::En, PLAIN), @r#"
        error[unreadable-file]: the file cannot be read
        --> agreements/salainen.yaml

        error[duplicate-signatory]: `lappia` is listed twice
         --> agreements/tno 2014.yaml:7:19
          |
        4 |   - organisation: lappia
          |                   ------ first listed here
        ...
        7 |   - organisation: lappia
          |                   ^^^^^^
          |
         ::: agreements/tno-2012.yaml:4:19
          |
        4 |   - organisation: lappia
          |                   ------ the predecessor lists it once
         ::: agreements/salainen.yaml
          = and perhaps here
          = help: keep one entry, and put the units of the other under `covers`

        2 errors in 2 files
        "#);
    }

    #[test]
    fn waived_findings_are_counted_and_shown_when_asked_for() {
        insta::assert_snapshot!(human(&[waived()], Lang::En, PLAIN), @r#"no findings; 1 finding waived"#);
        let look = HumanLook {
            waived: Waived::Shown,
            ..PLAIN
        };
        insta::assert_snapshot!(human(&[waived()], Lang::Fi, look), @r#"
        varoitus[gap-between-terms]: vuosi ilman sopimusta
         --> agreements/tno 2014.yaml:2:1
          |
        2 | title: Lapin TNO-palvelut
          | ^^^^^
          |
          = kuitattu: neuvottelut kesken

        ei havaintoja; 1 kuitattu varoitus
        "#);
    }

    #[test]
    fn what_is_beyond_the_limit_is_counted() {
        let look = HumanLook {
            limit: Some(1),
            ..PLAIN
        };
        insta::assert_snapshot!(human(&all(), Lang::En, look), @"
        error[unknown-region]: unknown region `länsi`
         --> agreements/tno 2014.yaml:6:15
          |
        6 |     regions: [länsi]
          |               ^^^^^
          |
        help: write it as the network does
          |
        6 -     regions: [länsi]
        6 +     regions: [Länsi]
          |

        3 more findings are not shown; `--format short` lists them all

        3 errors, 1 warning in 2 files; 1 finding waived
        ");
        let end = human(&all(), Lang::Fi, look);
        insta::assert_snapshot!(end.lines().rev().take(3).collect::<Vec<_>>().join("\n"), @r#"
        3 virhettä, 1 varoitus 2 tiedostossa; 1 kuitattu varoitus

        lisäksi 3 havaintoa jää näyttämättä; `--format short` luettelee kaikki
        "#);
    }

    #[test]
    fn colours_are_there_only_when_asked_for() {
        let look = HumanLook {
            colour: Colour::Always,
            ..PLAIN
        };
        let coloured = human(&all(), Lang::En, look).replace('\u{1b}', "␛");
        insta::assert_snapshot!(coloured.lines().next().unwrap_or(""), @"␛[1m␛[91merror[unknown-region]␛[0m␛[1m: unknown region `länsi`␛[0m");
        assert!(!human(&all(), Lang::En, PLAIN).contains('\u{1b}'));
    }

    #[test]
    fn without_findings_there_is_the_summary() {
        assert_eq!(human(&[], Lang::En, PLAIN), "no findings\n");
        assert_eq!(human(&[], Lang::Fi, PLAIN), "ei havaintoja\n");
    }

    /// A line of 4 MiB with a thousand findings, each of which has a place far away and a correction.
    #[test]
    fn huge_lines_with_many_findings_stay_cheap() {
        let path = file("agreements/huge.yaml");
        let mut sources = Sources::default();
        sources.insert(path.clone(), SourceText::new("ä, x ".repeat(700_000)));
        let found: Vec<Diagnostic> = (0..1000).map(|at| finding_in(&path, at * 4096)).collect();
        let started = std::time::Instant::now();
        let text = text_of(&found, &sources, Lang::En, |report, out| {
            render_human(report, &PLAIN, out)
        });
        assert!(text.ends_with("1000 errors in 1 file\n"));
        assert!(text.len() < 4_000_000, "{}", text.len());
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }

    fn finding_in(path: &FilePath, at: usize) -> Diagnostic {
        let word = |en| Wording::fixed(en, en);
        let span = Span::new(at, at + 300);
        Diagnostic::new(Code::Syntax, Place::new(path, span), word("bad"))
            .with_related(Place::new(path, Span::new(2_000_000, 2_000_003)), word("there"))
            .with_fix(word("mend"), span, "good")
    }

    proptest! {
        #[test]
        fn no_place_or_text_breaks_the_drawing(
            texts in prop::collection::vec(nasty_text(), 1..6),
            cuts in prop::array::uniform6(any::<prop::sample::Index>()),
            mended in nasty_text(),
            width in prop::option::of(1usize..150),
        ) {
            let path = file("agreements/bad.yaml");
            let text = texts.join("\n");
            let span = |one: usize| {
                let at = |cut: usize| cuts[cut].index(text.len() + 3);
                Span::new(at(one).min(at(one + 1)), at(one).max(at(one + 1)))
            };
            let word = || Wording::composed(mended.clone(), mended.clone());
            let found = Diagnostic::new(Code::Syntax, Place::new(&path, span(0)), word())
                .with_related(Place::new(&path, span(2)), word())
                .with_fix(word(), span(4), mended.clone())
                .with_help(word());
            let mut sources = Sources::default();
            sources.insert(path.clone(), SourceText::new(text.clone()));
            let look = HumanLook { width, ..PLAIN };
            let drawn = text_of(&[found], &sources, Lang::Fi, |report, out| render_human(report, &look, out));
            prop_assert!(drawn.starts_with("virhe[syntax]: "));
            // What was cut off from its emoji is made visible at the edge (`src/cli/edge.rs`).
            let is_of_emoji = |c: char| matches!(c, '\u{200d}' | '\u{fe0f}');
            let harmful = harmful_in(&drawn).find(|(_, c)| *c != '\n' && !is_of_emoji(*c));
            prop_assert_eq!(harmful, None);
        }
    }
}
