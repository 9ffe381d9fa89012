//! The site from a network's own templates.

use chrono::NaiveDate;

use super::*;
use crate::model::TextLang;
use crate::render::Span;

const NASTY: &str = "<b>&\u{202e}\u{1b}[2J";

fn made(own: &[(Template, &str)]) -> Result<Vec<(String, String)>, TemplateError> {
    let mut templates = Templates::default();
    for (template, text) in own {
        templates.take(*template, text);
    }
    let title = Span::new(NASTY, TextLang::Se);
    let page = SitePage {
        path: "index.html".to_owned(),
        section: SiteSection::Start,
        title: title.clone(),
        blocks: vec![Block::Paragraph { runs: vec![title] }],
        hits: Vec::new(),
    };
    let frame = |lang| SiteFrame {
        lang,
        name: Some("Verkosto".to_owned()),
        today: NaiveDate::from_ymd_opt(2026, 11, 21).expect("the calendar has the day"),
        is_public: true,
        has_map: true,
        is_example: false,
    };
    let maker = PageMaker::new(&templates)?;
    let mut files = files_beside(&templates);
    for lang in [Lang::Fi, Lang::En] {
        files.push(maker.make(&frame(lang), &page)?);
    }
    let text = |file: SiteFile| {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        (file.path, text)
    };
    Ok(files.into_iter().map(text).collect())
}

fn page(files: &[(String, String)], path: &str) -> String {
    let found = files.iter().find(|(own, _)| own == path);
    found.map(|(_, text)| text.clone()).unwrap_or_default()
}

#[test]
fn texts_are_escaped_and_clean() {
    let files = made(&[]).expect("the templates of the program are right");
    let html = page(&files, "index.html");
    assert!(
        html.contains("<h1 lang=\"se\">&lt;b&gt;&amp;\\u{202e}␛[2J</h1>"),
        "{html}"
    );
}

#[test]
fn a_network_can_have_its_own_site() {
    let files = made(&[
        (
            Template::SiteBase,
            "<title>{{ page.title.text }}</title>\n<html><main>{% block main %}{% endblock %}",
        ),
        (
            Template::SitePage,
            "{% extends \"site/base.html\" %}\n{% block main %}\n{{ page.blocks }}\n{% endblock %}",
        ),
        (Template::SiteStyle, "body { color: {{ teal }} }\n"),
    ]);
    let files = files.expect("the templates are right");
    // What is no page is no template of the engine.
    assert_eq!(page(&files, "tyyli.css"), "body { color: {{ teal }} }\n");
    assert_eq!(page(&files, "haku.js"), Template::SiteScript.text());
    let html = page(&files, "en/index.html");
    assert!(
        html.starts_with("<title>&lt;b&gt;&amp;\\u{202e}␛[2J</title>\n"),
        "{html}"
    );
    assert!(
        !html.contains(['\u{202e}', '\u{1b}']) && !html.contains("<b>"),
        "{html}"
    );
}

#[test]
fn a_mistake_names_the_template_that_has_it() {
    let wrong = |template, text: &str| {
        let error = made(&[(template, text)]).expect_err("the template is wrong");
        error.to_string()
    };
    insta::assert_snapshot!(wrong(Template::SiteBase, "\n{% block main %}"), @"templates/site/base.html:2: the template is not well formed (unexpected end of input, expected end of block)");
    insta::assert_snapshot!(wrong(Template::SiteBase, "\n\n{{ heading }}"), @"templates/site/base.html:3: unknown name: `heading`");
    insta::assert_snapshot!(wrong(Template::SitePage, "{% extends \"base.html\" %}"), @r#"templates/site/page.html:1: another template cannot be used here (template "base.html" does not exist)"#);
}

/// A network without regions has no map.
#[test]
fn the_map_is_in_the_navigation_where_there_is_one() {
    let shown = |has_map| {
        let parts = navigation(Lang::En, has_map).into_iter();
        parts.map(|(_, _, name)| name).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        shown(true),
        "Front page, Network map, Organisations, Groups, Calendar, Archive, Search"
    );
    assert_eq!(
        shown(false),
        "Front page, Organisations, Groups, Calendar, Archive, Search"
    );
}

/// A frame that was emptied would wipe every page.
#[test]
fn a_site_without_whole_pages_is_refused() {
    let wrong = |template, text: &str| {
        let error = made(&[(template, text)]).expect_err("it makes no page");
        error.to_string()
    };
    insta::assert_snapshot!(wrong(Template::SiteBase, ""), @"templates/site/base.html: the result is not a complete page; it lacks <html>, <title>, <main>");
    insta::assert_snapshot!(wrong(Template::SitePage, "<html><title>{{ name }}</title>"), @"templates/site/page.html: the result is not a complete page; it lacks <main>");
}

/// How bright a colour of a style sheet is, by the formula of WCAG 2.1 ("relative luminance").
fn luminance(colour: &str) -> f64 {
    let hex = colour.trim_start_matches('#');
    let digits = match hex.len() {
        3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => hex.to_owned(),
    };
    let channel = |at: usize| {
        let part = u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour has hexadecimal digits");
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

/// The colours of a scheme by their names, from its block of the style sheet.
fn colours(scheme: &str) -> Vec<(&str, f64)> {
    let (scheme, _) = scheme.split_once('}').expect("the block ends");
    let parts = scheme
        .split(['{', ';'])
        .filter_map(|part| part.trim().split_once(": "));
    parts
        .filter(|(_, value)| value.starts_with('#'))
        .map(|(name, value)| (name, luminance(value.trim())))
        .collect()
}

/// The words of the map can be read on the colour of every region, light and dark (WCAG 2.1, 1.4.3).
#[test]
fn words_stand_out_from_the_colours_of_the_map() {
    let style = Template::SiteStyle.text();
    for scheme in style.split(":root {").skip(1).take(2) {
        let colours = colours(scheme);
        let of_regions = colours.iter().filter(|(name, _)| name.starts_with("--alue-"));
        assert_eq!(of_regions.count(), 8, "{scheme}");
        let (_, ink) = colours
            .iter()
            .find(|(name, _)| *name == "--ink")
            .expect("the ink");
        let tiles = colours
            .iter()
            .filter(|(name, _)| name.starts_with("--alue-") || *name == "--muu");
        for (name, ground) in tiles {
            let (lighter, darker) = (ink.max(*ground), ink.min(*ground));
            let contrast = (lighter + 0.05) / (darker + 0.05);
            assert!(contrast >= 4.5, "{name}: {contrast:.2}");
        }
    }
}
