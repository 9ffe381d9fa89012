//! A network's own templates: whatever is made from one can be made from another, a mistake in one is
//! shown with its line and writes nothing, and nothing in the folder is passed over in silence.

use std::fs;
use std::io::Read as _;

use insta::assert_snapshot;

use super::harness::Place;

/// A page that forgets whatever the program's own takes care of.
const PAGE: &str = "<title>{{ document.title.text }}</title><html><main>\n{% for block in document.blocks %}{{ block.kind }} {% endfor %}\n";

fn html(place: &Place, args: &[&str]) -> String {
    let output = place.output(&[args, &["--format", "html"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", place.describe(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A part of a DOCX file.
fn part(place: &Place, file: &str, name: &str) -> String {
    let bytes = fs::File::open(place.path(file)).expect("the file is there");
    let mut package = zip::ZipArchive::new(bytes).expect("it is a package");
    let mut text = String::new();
    let mut part = package.by_name(name).expect("it has the part");
    part.read_to_string(&mut text).expect("a part is text");
    text
}

#[test]
fn every_template_is_listed() {
    let place = Place::example();
    place.write("templates/docx/styles.xml", b"<styles/>");
    assert_snapshot!("templates", place.run(&["templates"]));
    assert_snapshot!(
        "templates_csv_fi",
        place.run_fi(&["templates", "--format", "csv"])
    );
    let rows = place.json(&["templates"]);
    let own: Vec<&str> = rows
        .as_array()
        .expect("an array")
        .iter()
        .filter(|row| row["own"] == true)
        .filter_map(|row| row["name"].as_str())
        .collect();
    assert_eq!(own, ["docx/styles.xml"]);
    // Outside of a registry there are those of the program.
    let elsewhere = Place::empty();
    assert_eq!(elsewhere.json(&["templates"])[0]["own"], false);
    assert!(html(&elsewhere, &["templates"]).starts_with("<!doctype html>"));
}

#[test]
fn every_page_is_made_from_the_own_template() {
    let place = Place::example();
    place.write("templates/document.html", PAGE.as_bytes());
    for args in [
        &["document", "lapin-tno-2014"][..],
        &["show", "lappia"],
        &["board", "lapin-tno-2017"],
        &["diff", "lapin-tno-2014", "lapin-tno-2017"],
        &["agreements"],
        &["templates"],
        &["sql", "SELECT 1 AS one"],
    ] {
        let page = html(&place, args);
        assert!(page.starts_with("<title>") && page.lines().count() == 2, "{page}");
    }
    assert_eq!(
        html(&place, &["agreements"]),
        "<title>Agreements</title><html><main>\nfacts table \n"
    );
}

#[test]
fn a_document_has_the_styles_of_its_house() {
    let place = Place::example();
    let copied = place.run(&["templates", "--copy", "docx/styles.xml", "docx/footer.xml"]);
    assert_snapshot!("templates_copy", copied);
    place.run(&["document", "lapin-tno-2014", "-o", "same.docx"]);
    let styles = place
        .read("templates/docx/styles.xml")
        .replace("Calibri", "Vaakuna");
    place.write("templates/docx/styles.xml", styles.as_bytes());
    assert_eq!(
        place.run(&["document", "lapin-tno-2014", "-o", "own.docx"]),
        "--- stderr\nwrote own.docx\n--- exit 0\n"
    );
    assert!(part(&place, "own.docx", "word/styles.xml").contains("w:ascii=\"Vaakuna\""));
    assert!(part(&place, "same.docx", "word/styles.xml").contains("w:ascii=\"Calibri\""));
    for name in ["word/document.xml", "word/footer1.xml"] {
        assert_eq!(part(&place, "own.docx", name), part(&place, "same.docx", name));
    }
}

#[test]
fn the_site_has_the_style_of_its_house() {
    let place = Place::example();
    place.write("templates/site/tyyli.css", b"body { color: teal }\n");
    let base = kumppani::render::templates::Template::SiteBase.text();
    let own = base.replace("<footer>", "<footer><p>Verkosto</p>");
    place.write("templates/site/base.html", own.as_bytes());
    place.run(&["site", "out"]);
    assert_eq!(place.read("out/tyyli.css"), "body { color: teal }\n");
    for page in ["out/index.html", "out/en/haku/index.html"] {
        assert!(place.read(page).contains("<footer><p>Verkosto</p>"), "{page}");
    }
}

/// What is in a file reaches a page as a text and not as a tag, whatever the template forgets.
#[test]
fn an_own_template_cannot_forget_what_is_dangerous() {
    let agreement = super::harness::SMALL.replace("Sopimus 2014", "<script> &");
    let place = Place::of(&[("sopimus-2014.yaml", &agreement)]);
    place.write("templates/document.html", PAGE.as_bytes());
    place.write(
        "templates/site/page.html",
        b"{{ page.title.text }} {{ page.blocks }}<html><title><main>",
    );
    let page = html(&place, &["document", "sopimus-2014"]);
    assert!(page.starts_with("<title>&lt;script&gt; &amp;</title>"), "{page}");
    place.run(&["site", "out"]);
    let page = place.read("out/sopimukset/sopimus-2014.html");
    assert!(
        page.starts_with("&lt;script&gt; &amp;") && page.matches('<').count() == 3,
        "{page}"
    );
    // What a query makes is in no file that was read.
    place.write(
        "templates/document.html",
        b"<html><title><main>{{ document.blocks|last }}",
    );
    let page = html(&place, &["sql", "SELECT char(8238, 27, 60) AS x"]);
    assert!(
        !page.contains(['\u{202e}', '\u{1b}']) && page.matches('<').count() == 3 && page.contains("&lt;"),
        "{page}"
    );
}

#[test]
fn a_mistake_is_shown_with_its_line_and_nothing_is_written() {
    let place = Place::example();
    place.write("templates/document.html", b"<p>\n\n{{ document.nimi }}\n");
    place.write("templates/docx/styles.xml", b"<styles>\n");
    place.write("templates/site/page.html", b"{% for a in b %}\n");
    place.write("templates/docx/footer.xml", b"\xef\xbb\xbf<a/>\r\n\xe4");
    let args = ["agreements", "-o", "out.html"];
    assert_snapshot!("templates_wrong_name", place.run(&args));
    assert_snapshot!("templates_wrong_name_fi", place.run_fi(&args));
    assert_snapshot!("templates_wrong_page_fi", place.run_fi(&["site", "out"]));
    let args = ["document", "lapin-tno-2014", "-o", "out.docx"];
    assert_snapshot!("templates_not_utf8", place.run(&args));
    fs::remove_file(place.path("templates/docx/footer.xml")).expect("it can be removed");
    assert_snapshot!("templates_no_xml", place.run(&args));
    assert_snapshot!("templates_no_xml_fi", place.run_fi(&args));
    for made in ["out.html", "out.docx", "out"] {
        assert!(!place.path(made).exists(), "{made}");
    }
    // An answer that is made from no template asks for none.
    assert_eq!(place.output(&["agreements"]).status.code(), Some(0));
}

#[test]
fn a_file_that_is_no_template_is_named() {
    let place = Place::example();
    for name in [
        "dokument.html",
        "docx/style.xml",
        "styles.xml",
        "logo.png",
        ".document.html.swp",
        "document.html~",
        "README.md",
        ".git/config",
    ] {
        place.write(&format!("templates/{name}"), b"x");
    }
    assert_snapshot!(
        "templates_strangers",
        place.run(&["agreements", "-o", "out.html"])
    );
    assert_snapshot!(
        "templates_strangers_fi",
        place.run_fi(&["templates", "--format", "html", "-o", "out.html"])
    );
    assert!(place.path("out.html").exists());
    let quick = place.output(&["agreements"]);
    assert!(quick.stderr.is_empty(), "{}", place.describe(&quick));
}

#[test]
fn a_folder_where_a_template_would_stand_is_refused() {
    let place = Place::example();
    fs::create_dir_all(place.path("templates/document.html")).expect("a folder can be made");
    assert_snapshot!("templates_folder", place.run(&["agreements", "--format", "html"]));
    fs::remove_dir_all(place.path("templates")).expect("it can be removed");
    place.write("templates", b"x");
    assert_snapshot!(
        "templates_no_folder_fi",
        place.run_fi(&["agreements", "--format", "html"])
    );
}

#[test]
fn a_copy_takes_the_place_of_nothing() {
    let place = Place::example();
    place.write("templates/site/base.html", b"own");
    let args = ["templates", "--copy", "site/page.html", "site/base.html"];
    assert_snapshot!("templates_copy_present", place.run(&args));
    assert_snapshot!("templates_copy_present_fi", place.run_fi(&args));
    assert_eq!(place.read("templates/site/base.html"), "own");
    assert!(!place.path("templates/site/page.html").exists());
    assert_snapshot!(
        "templates_copy_unknown",
        place.run(&["templates", "--copy", "document.html", "dokument.html"])
    );
    assert!(!place.path("templates/document.html").exists());
    assert_snapshot!(
        "templates_copy_outside_fi",
        Place::empty().run_fi(&["templates", "--copy", "document.html"])
    );
    assert_snapshot!(
        "templates_copy_fi",
        place.run_fi(&["templates", "--copy", "templates/document.html"])
    );
    assert_eq!(
        place.read("templates/document.html"),
        kumppani::render::templates::Template::Document.text()
    );
}

/// What a run that was cut off has written is kept, and the rest is written; what was changed since is in the way.
#[test]
fn a_copy_is_finished_by_the_next() {
    let place = Place::example();
    place.run(&["templates", "--copy", "site/page.html"]);
    let args = ["templates", "--copy", "site/page.html", "site/base.html"];
    assert_snapshot!("templates_copy_rest", place.run(&args));
    assert_snapshot!("templates_copy_again_fi", place.run_fi(&args));
    place.write("templates/site/page.html", b"own");
    let args = [&args[..], &["document.html"]].concat();
    assert_eq!(place.output(&args).status.code(), Some(1));
    assert!(!place.path("templates/document.html").exists());
}

/// A copy is the same as the program's own: whatever is made from it stays as it was.
#[test]
fn a_copy_of_everything_changes_nothing() {
    let place = Place::example();
    let make = |folder: &str| {
        place.run(&["site", &format!("{folder}/site")]);
        let files = ["a.docx", "a.html"].map(|name| format!("{folder}/{name}"));
        for file in &files {
            place.run(&["document", "lapin-tno-2017", "-o", file]);
        }
        let page = place.read(&format!("{folder}/site/index.html"));
        (
            page,
            files.map(|file| fs::read(place.path(&file)).expect("it was written")),
        )
    };
    let before = make("before");
    let names = kumppani::render::templates::Template::ALL
        .iter()
        .map(|template| template.name());
    let args: Vec<&str> = ["templates", "--copy"].into_iter().chain(names).collect();
    let copied = place.output(&args);
    assert_eq!(copied.status.code(), Some(0), "{}", place.describe(&copied));
    assert!(make("after") == before);
}

/// The list of what was written is made from a template, too: it is tried before anything is written.
#[test]
fn a_page_that_cannot_show_of_letters_keeps_them_from_being_written() {
    let place = Place::example();
    place.write(
        "templates/document.html",
        b"<html><title><main>{% for block in document.blocks %}{% if block.kind == 'table' %}{{ nimi }}{% endif %}{% endfor %}",
    );
    let args = [
        "remind",
        "keski-tunturi-2015",
        "--as-of",
        "2015-02-10",
        "--to",
        "kirjeet",
    ];
    assert_eq!(
        place
            .output(&[&args[..], &["--format", "html"]].concat())
            .status
            .code(),
        Some(1)
    );
    assert!(!place.path("kirjeet").exists());
    assert_eq!(place.output(&args).status.code(), Some(0));
}

/// A template that was emptied by mistake leaves a good site as it was.
#[test]
fn an_empty_template_wipes_nothing() {
    let place = Place::example();
    place.run(&["site", "out", "--public"]);
    let before = place.read("out/index.html");
    let site = ["site", "out", "--public"];
    for (name, text, args) in [
        ("site/base.html", "", &site[..]),
        ("site/page.html", "\u{feff} \n", &site),
        ("site/tyyli.css", "\n", &site),
        ("document.html", "", &["agreements", "-o", "out.html"]),
        ("docx/styles.xml", "", &["agreements", "-o", "out.docx"]),
    ] {
        place.write(&format!("templates/{name}"), text.as_bytes());
        let output = place.output(args);
        let shown = place.describe(&output);
        assert_eq!(output.status.code(), Some(1), "{shown}");
        assert!(shown.contains(&format!("templates/{name} is empty")), "{shown}");
        fs::remove_file(place.path(&format!("templates/{name}"))).expect("it can be removed");
    }
    place.write(
        "templates/site/base.html",
        b"<p>{% block main %}{% endblock %}</p>",
    );
    assert_snapshot!("templates_no_page", place.run(&site));
    assert_snapshot!("templates_no_page_fi", place.run_fi(&site));
    assert_eq!(place.read("out/index.html"), before);
    assert!(!place.path("out.html").exists() && !place.path("out.docx").exists());
}

/// What a link leads to would be published, whatever it is.
#[test]
#[cfg(unix)]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let place = Place::example();
    place.write("outside/tyyli.css", b"outside-secret");
    let links = [
        ("templates/site/tyyli.css", "../../outside/tyyli.css"),
        ("templates/site/tyyli.css", "nowhere"),
        ("templates/site", "../outside"),
        ("templates", "outside"),
        ("templates/document.html", "/dev/stdin"),
    ];
    let mut shown = Vec::new();
    for (link, target) in links {
        let location = place.path(link);
        let _ = fs::create_dir_all(location.parent().expect("a link is in a folder"));
        symlink(target, &location).expect("a link can be made");
        for args in [
            &["site", "out", "--public"][..],
            &["templates", "--copy", "site/haku.js"],
            &["agreements", "--format", "html", "-o", "list.html"],
        ] {
            let said = place.run(args);
            assert!(
                !place.path("out").exists() && !place.path("list.html").exists(),
                "{said}"
            );
            shown.push(format!("{link}: {}", said.lines().nth(1).unwrap_or_default()));
        }
        fs::remove_file(location).expect("a link can be removed");
        let _ = fs::remove_dir_all(place.path("templates"));
    }
    assert!(!place.path("outside/site").exists() && !place.path("outside/haku.js").exists());
    shown.dedup();
    assert_snapshot!("templates_links", shown.join("\n"));
    // A link beside the templates is no template, and nothing is made from it.
    place.write("templates/site/haku.js", b"// own\n");
    symlink("../outside", place.path("templates/kuvat")).expect("a link can be made");
    assert_snapshot!("templates_link_beside", place.run(&["site", "out", "--public"]));
}
