//! The table, and what no template can do, whatever it says.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::*;

fn made(template: Template, text: &str, values: Value) -> Result<String, TemplateError> {
    let mut templates = Templates::default();
    templates.take(template, text);
    templates
        .engine(&[template], Lines::WithoutBlocks)?
        .render(template, values)
}

#[test]
fn every_name_is_that_of_one_template() {
    let names: BTreeSet<&str> = Template::ALL.iter().map(|template| template.name()).collect();
    assert_eq!(names.len(), Template::ALL.len());
    for template in Template::ALL {
        assert_eq!(Template::find(template.name()), Some(*template));
        assert!(!template.text().is_empty(), "{}", template.name());
    }
    assert_eq!(Template::find("dokument.html"), None);
}

/// The engine escapes by the ending of a name: a page whose name said nothing would not be escaped.
#[test]
fn what_is_printed_is_escaped_and_clean_whatever_the_template_says() {
    let nasty = "<b>&\u{202e}\u{1b}[31m\u{200b}\tx\n";
    for template in Template::ALL {
        let ending = template.name().rsplit('.').next().unwrap_or_default();
        let escapes = matches!(ending, "html" | "xml");
        let values = context! { text => nasty, list => vec![nasty] };
        let text = "{% macro say(text) %}{{ text }}{% endmacro %}{{ say(text) }} {{ list }} {{ text|safe }}";
        let made = made(*template, text, values).expect("the template is right");
        for harmful in ['\u{202e}', '\u{1b}', '\u{200b}'] {
            assert!(!made.contains(harmful), "{}: {made:?}", template.name());
        }
        assert_eq!(made.matches("<b>").count(), if escapes { 1 } else { 3 }, "{made}");
    }
    insta::assert_snapshot!(
        made(Template::Document, "{{ text }}", context! { text => nasty }).expect("it is right"),
        @r"&lt;b&gt;&amp;\u{202e}␛[31m\u{200b}	x"
    );
}

#[test]
fn what_is_not_known_prints_nothing() {
    let values = context! { role => None::<&str>, n => 0, is_chair => false };
    let made = made(
        Template::ReminderFi,
        "({{ role }}) {{ n }} {{ is_chair }}",
        values,
    );
    assert_eq!(made.as_deref(), Ok("() 0 False"));
}

fn wrong(text: &str) -> String {
    let error = made(Template::Document, text, context! { name => "x" }).expect_err("the template is wrong");
    let shown = error.describe();
    format!("{}\n{}", shown.get(Lang::En), shown.get(Lang::Fi))
}

#[test]
fn a_mistake_is_shown_with_its_place() {
    let texts = [
        "a\n{{ nimi }}",
        "\n{% if name %}",
        "{{ name|shout }}",
        "{% include \"site/base.html\" %}",
        "\r\n\r\n{{ name.first.letter }}",
        "{% macro a() %}\n{{ nimi }}\n{% endmacro %}\n\n{{ a() }}",
        "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}",
        "{{ 1 / 0 }}",
        "{{ name ~ ' ' ~ nimi }}",
        "{% for line in nimi.rivit %}{% endfor %}",
    ];
    let shown: Vec<String> = texts.iter().map(|text| wrong(text)).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

/// A mistake in a template that another one uses is shown with its own name.
#[test]
fn a_mistake_in_a_frame_is_shown_with_the_name_of_the_frame() {
    let mut templates = Templates::default();
    templates.take(
        Template::SiteBase,
        "<main>\n{% block main %}{% endblock %}\n{{ nimi }}",
    );
    templates.take(
        Template::SitePage,
        "{% extends \"site/base.html\" %}\n{% block main %}\n{{ name }}\n{{ sivu }}{% endblock %}",
    );
    let engine = templates
        .engine(&[Template::SiteBase, Template::SitePage], Lines::WithoutBlocks)
        .expect("both are well formed");
    let place = |values| {
        let error = engine
            .render(Template::SitePage, values)
            .expect_err("a name is not there");
        (error.template, error.line)
    };
    assert_eq!(place(context! { name => 1 }), (Template::SitePage, Some(4)));
    assert_eq!(
        place(context! { name => 1, sivu => 1 }),
        (Template::SiteBase, Some(3))
    );
}

/// What the network has not written it cannot correct.
#[test]
fn an_error_in_a_template_of_the_program_is_shown_as_such() {
    let templates = Templates::default();
    let engine = templates
        .engine(&[Template::Document], Lines::AsWritten)
        .expect("it is well formed");
    let error = engine
        .render(Template::Document, context! {})
        .expect_err("there is no document");
    assert_eq!(error.whose, Whose::Program);
    assert!(
        error
            .to_string()
            .starts_with("the program's own template document.html:"),
        "{error}"
    );
}

/// A template of the program that fails in the frame of the network is no fault of the program.
#[test]
fn a_template_of_the_program_is_not_blamed_for_one_of_the_network() {
    let mut templates = Templates::default();
    templates.take(
        Template::SiteBase,
        "{% for page in [1] %}{% block main %}{% endblock %}{% endfor %}",
    );
    let engine = templates
        .engine(&[Template::SiteBase, Template::SitePage], Lines::WithoutBlocks)
        .expect("both are well formed");
    let error = engine
        .render(Template::SitePage, context! {})
        .expect_err("a page has no number");
    assert_eq!(
        (error.template, error.whose),
        (Template::SiteBase, Whose::Network)
    );
    insta::assert_snapshot!(error, @"templates/site/base.html: it does not work with the other templates: the program's own template site/page.html:2: unknown name: `page.title`");
}

#[test]
fn a_template_without_an_end_is_shown() {
    let loops = "{% for a in range(90000) %}\n{% for b in range(90000) %}{% endfor %}\n{% endfor %}";
    insta::assert_snapshot!(wrong(loops), @"
    templates/document.html:2: the template takes too many steps; the cause may be an endless or nested loop
    templates/document.html:2: mallipohja vie niin monta vaihetta, ettei se näytä päättyvän; syynä voi olla silmukka silmukassa
    ");
}

/// Whatever grows is stopped by one of the bounds, and none of it takes the memory of the machine.
#[test]
fn a_template_that_grows_is_shown() {
    let doubled = "{% set ns = namespace(x='xxxxxxxx') %}{% for i in range(20) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}";
    for (text, expected) in [
        (
            "{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}",
            "the result is larger than 64 MiB",
        ),
        (
            &*format!("{{% for i in range(90000) %}}{}{{% endfor %}}", "x".repeat(1000)),
            "the result is larger than 64 MiB",
        ),
        (
            &format!("{doubled}{{% for i in range(99) %}}{{{{ ns.x }}}}{{% endfor %}}"),
            "the result is larger than 64 MiB",
        ),
        (
            &format!(
                "{{% macro m0() %}}{}{{% endmacro %}}{}{{{{ m30() }}}}",
                "x".repeat(1000),
                (1..31)
                    .map(|i| format!(
                        "{{% macro m{i}() %}}{{{{ m{0}() }}}}{{{{ m{0}() }}}}{{% endmacro %}}",
                        i - 1
                    ))
                    .collect::<Vec<_>>()
                    .concat()
            ),
            "the result is larger than 64 MiB",
        ),
        (
            "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
            "the result is larger than 64 MiB",
        ),
        (
            "{{ 'x' * 1000000000 }}",
            "the template cannot be used (repeated string is too large)",
        ),
        ("{% include 'document.html' %}", "the template cannot be used"),
        (
            "{% macro a(n) %}{{ a(n + 1) }}{{ a(n + 1) }}{% endmacro %}{{ a(0) }}",
            "the template cannot be used",
        ),
    ] {
        let shown = wrong(text);
        let (place, said) = shown
            .lines()
            .next()
            .and_then(|line| line.split_once(": "))
            .expect("a place");
        assert!(place.starts_with("templates/document.html"), "{shown}");
        // On a machine that does much else the bound of time may be met first.
        let is_bounded = said.starts_with(expected) || said.starts_with("it takes longer than");
        assert!(is_bounded, "{shown}");
    }
}
