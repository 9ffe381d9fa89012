//! The pages of `docs/` that are made from the program itself, as Markdown.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::format_page::format_reference;
use super::{command, explain};
use crate::diagnostic::Code;
use crate::source::{SchemaOf, json_schema};
use crate::validate;
use crate::view::JSON_NAMES;
use crate::wording::{Lang, Wording};

/// `docs/cli.md`: every command with its options.
#[must_use]
fn cli_reference(lang: Lang) -> String {
    let root = command(lang);
    let word = |wording: Wording| wording.get(lang).to_owned();
    let mut page = format!(
        "# {}\n\n",
        word(Wording::fixed("The command line", "Komentorivi"))
    );
    let _ = writeln!(
        page,
        "{}\n",
        word(Wording::fixed(
            "Made by `cargo run --example generate`; a test compares it with the program.",
            "Tehty komennolla `cargo run --example generate`; testi vertaa sivua ohjelmaan.",
        ))
    );
    let _ = writeln!(page, "{}.\n", about(&root));
    let _ = writeln!(
        page,
        "{}\n",
        word(Wording::fixed(
            "Exit codes: 0 done; 1 there are findings, or a change was refused; 2 it could not be done.",
            "Paluukoodit: 0 valmis; 1 havaintoja tai muutos hylättiin; 2 työtä ei voitu tehdä.",
        ))
    );
    let _ = writeln!(
        page,
        "## {}\n",
        word(Wording::fixed(
            "Options of every command",
            "Kaikkien komentojen valinnat"
        ))
    );
    arguments(&mut page, &root, lang, |_| true);
    for sub in root.get_subcommands() {
        one_command(&mut page, sub, "", &root, lang);
        for part in sub.get_subcommands() {
            one_command(&mut page, part, &format!("{} ", sub.get_name()), &root, lang);
        }
    }
    json_names(&mut page, lang);
    page
}

fn json_names(page: &mut String, lang: Lang) {
    let text = Wording::fixed(
        "## Names in JSON\n\nPublic: only added to, never renamed. An absent value is `null`, a list is an array, a \
         date is written as in the files, a text is in the language of the answer. `duties` has `change` with \
         `--changed-since`, `signatories` has `contact` with `--contacts`; `load` answers with one object, the \
         others with an array of them.",
        "## JSON-muodon nimet\n\nJulkisia: nimiä lisätään, mutta niitä ei koskaan muuteta. Puuttuva arvo on `null`, \
         luettelo taulukko, päivämäärä tiedostojen muodossa ja teksti vastauksen kielellä. Komennossa `duties` on \
         `change` valinnalla `--changed-since` ja komennossa `signatories` on `contact` valinnalla `--contacts`; \
         `load` vastaa yhdellä oliolla, muut taulukolla olioita.",
    );
    let _ = writeln!(page, "{}\n", text.get(lang));
    let headings = Wording::fixed("| command | names |", "| komento | nimet |");
    let _ = writeln!(page, "{}\n| --- | --- |", headings.get(lang));
    for (command, names) in JSON_NAMES {
        let _ = writeln!(page, "| `{command}` | `{}` |", names.join("` `"));
    }
}

fn one_command(page: &mut String, sub: &Command, above: &str, root: &Command, lang: Lang) {
    let aliases: Vec<&str> = sub.get_visible_aliases().collect();
    let also = if aliases.is_empty() {
        String::new()
    } else {
        format!(" (`{}`)", aliases.join("`, `"))
    };
    let _ = writeln!(page, "## `{above}{}`{also}\n\n{}.\n", sub.get_name(), about(sub));
    arguments(page, sub, lang, |arg| {
        root.get_arguments().all(|global| global.get_id() != arg.get_id())
    });
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn arguments(page: &mut String, command: &Command, lang: Lang, shown: impl Fn(&Arg) -> bool) {
    let own = |arg: &&Arg| shown(arg) && !matches!(arg.get_id().as_str(), "help" | "version");
    let mut args: Vec<&Arg> = command.get_arguments().filter(own).collect();
    // Positional arguments first, in their order; the options follow in theirs.
    args.sort_by_key(|arg| arg.get_index().unwrap_or(usize::MAX));
    if args.is_empty() {
        return;
    }
    let headings = match lang {
        Lang::En => "| option | meaning |",
        Lang::Fi => "| valinta | merkitys |",
    };
    let _ = writeln!(page, "{headings}\n| --- | --- |");
    for arg in args {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            page,
            "| `{}` | {}{} |",
            spelling(arg),
            help.replace('|', "\\|"),
            values(arg)
        );
    }
    page.push('\n');
}

fn spelling(arg: &Arg) -> String {
    let value = arg
        .get_value_names()
        .and_then(|names| names.first())
        .map(ToString::to_string);
    let takes_value = arg.get_action().takes_values();
    match (arg.get_long(), arg.get_short()) {
        (Some(long), short) => {
            let short = short.map(|short| format!("-{short}, ")).unwrap_or_default();
            let value = value
                .filter(|_| takes_value)
                .map(|value| format!(" {value}"))
                .unwrap_or_default();
            format!("{short}--{long}{value}")
        }
        (None, _) => value.unwrap_or_else(|| arg.get_id().to_string().to_uppercase()),
    }
}

fn values(arg: &Arg) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let known: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if known.is_empty() {
        String::new()
    } else {
        format!(": {}", known.join(", "))
    }
}

/// `docs/findings.md`: every finding, explained.
#[must_use]
fn findings_reference(lang: Lang) -> String {
    let word = |wording: Wording| wording.get(lang).to_owned();
    let mut page = format!("# {}\n\n", word(Wording::fixed("Findings", "Havainnot")));
    let _ = writeln!(
        page,
        "{}\n",
        word(Wording::fixed(
            "What `kumppani validate` finds. `kumppani explain CODE` prints the same. Made by \
         `cargo run --example generate`; a test compares it with the program.",
            "Mitä `kumppani validate` havaitsee. `kumppani explain KOODI` tulostaa saman. Tehty komennolla \
         `cargo run --example generate`; testi vertaa sivua ohjelmaan.",
        ))
    );
    let pages: Vec<String> = Code::ALL
        .iter()
        .map(|code| explain::text(*code, &validate::explanation(*code), lang))
        .collect();
    page + &pages.join("\n")
}

/// The repository's generated files: their paths and what must stand in them.
#[must_use]
pub fn generated_files() -> Vec<(&'static str, String)> {
    let schema = |of| {
        let mut bytes = Vec::new();
        // A schema is written into memory, which does not fail.
        let _ = crate::render::json::render_json(&json_schema(of, Lang::Fi), &mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    };
    vec![
        ("docs/cli.md", cli_reference(Lang::En)),
        ("docs/cli.fi.md", cli_reference(Lang::Fi)),
        ("docs/format.md", format_reference(Lang::En)),
        ("docs/format.fi.md", format_reference(Lang::Fi)),
        ("docs/findings.md", findings_reference(Lang::En)),
        ("docs/findings.fi.md", findings_reference(Lang::Fi)),
        ("schema/agreement.schema.json", schema(SchemaOf::Agreement)),
        (
            "schema/organisations.schema.json",
            schema(SchemaOf::Organisations),
        ),
        ("schema/registry.schema.json", schema(SchemaOf::Registry)),
    ]
}
