//! Syntax errors in plain words. The parser names what it expected; a coordinator needs to know
//! which slip that usually is. The parser often notices a slip on the line after it, so the line
//! before is looked at, too.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Code, Diagnostic, FilePath, Place, Span};
use crate::wording;
use crate::wording::Wording;

/// The finding for a text that is no YAML.
pub(super) fn finding(file: &FilePath, text: &str, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let Some(slip) = find_slip(text, at, error.kind()) {
        return Diagnostic::new(Code::Syntax, Place::new(file, slip.span), slip.message).with_help(slip.help);
    }
    let (message, help) = words_for(error.kind());
    Diagnostic::new(Code::Syntax, Place::new(file, char_at(text, at)), message).with_help(help)
}

/// The finding for a tab in an indentation that the parser let pass.
pub(super) fn tab(file: &FilePath, at: usize) -> Diagnostic {
    let slip = tab_slip(at);
    Diagnostic::new(Code::Syntax, Place::new(file, slip.span), slip.message).with_help(slip.help)
}

/// A slip that the text itself shows.
struct Slip {
    span: Span,
    message: Wording,
    help: Wording,
}

fn find_slip(text: &str, at: usize, kind: &ErrorKind) -> Option<Slip> {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => {
            return opening_quote(text, at).map(unclosed_quote);
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => {
            if let Some(tab) = indenting_tab(text, line_start(text, at)) {
                return Some(tab_slip(tab));
            }
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => return None,
        _ => {}
    }
    let line = line_start(text, at);
    let before = previous_line_start(text, line);
    if matches!(
        kind,
        ErrorKind::BlockEntryInFlowCollection | ErrorKind::UnclosedFlowCollection { .. }
    ) && let Some(open) = still_open(&text[..at])
    {
        return Some(missing_bracket(open));
    }
    let here = slip_in_line(text, line);
    here.or_else(|| before.and_then(|start| open_bracket(text, start).or_else(|| slip_in_line(text, start))))
}

/// The first tab in the indentation of the line at `start` or of the next one.
fn indenting_tab(text: &str, start: usize) -> Option<usize> {
    let mut from = start;
    for line in text[start..].split_inclusive('\n').take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(from + tab);
        }
        from += line.len();
    }
    None
}

/// The quotation mark before `at` that begins a text: it follows a space or a bracket.
fn opening_quote(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (1..at).rev().find(|i| {
        matches!(bytes[*i], b'"' | b'\'') && matches!(bytes[*i - 1], b' ' | b'[' | b'{' | b',' | b'(')
    })
}

fn unclosed_quote(at: usize) -> Slip {
    let (message, help) = words_for(&ErrorKind::UnclosedQuotedScalar);
    Slip {
        span: Span::new(at, at + 1),
        message,
        help,
    }
}

/// A bracket that is opened in a line and not closed in it; looked for in the line before the one
/// that the parser could not make sense of.
fn open_bracket(text: &str, start: usize) -> Option<Slip> {
    let line = text[start..].lines().next().unwrap_or("");
    let at = line.rfind(['[', '{'])?;
    if line[at..].contains([']', '}']) {
        return None;
    }
    Some(missing_bracket(start + at))
}

fn missing_bracket(at: usize) -> Slip {
    let (message, help) = words_for(&ErrorKind::ExpectedFlowSequenceSeparator);
    Slip {
        span: Span::new(at, at + 1),
        message,
        help,
    }
}

/// The last bracket of a text that nothing closes, without regard to those in comments and between quotation marks.
/// The parser goes on behind it for lines, as long as these can be fields or entries in it.
fn still_open(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut is_comment = false;
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('\n', _) => (quote, is_comment) = (None, false),
            _ if is_comment => {}
            (_, Some(mark)) => quote = quote.filter(|_| c != mark),
            ('"' | '\'', None) if " \n[{,(".contains(before) => quote = Some(c),
            ('#', None) => is_comment = before.is_whitespace(),
            ('[' | '{', None) => open.push(at),
            (']' | '}', None) => drop(open.pop()),
            _ => {}
        }
        before = c;
    }
    open.pop()
}

fn slip_in_line(text: &str, start: usize) -> Option<Slip> {
    let line = text[start..].lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    if let Some(tab) = line[..indent].find('\t') {
        return Some(tab_slip(start + tab));
    }
    let content = line[indent..].trim_start_matches("- ");
    let from = start + line.len() - content.len();
    let key = content
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .next()
        .unwrap_or("");
    if key.is_empty() || content.starts_with(['"', '\'']) {
        return None;
    }
    let rest = &content[key.len()..];
    let span = Span::new(from, from + key.len());
    if let Some(value) = rest.strip_prefix(':') {
        if !value.is_empty() && !value.starts_with([' ', '\t']) {
            return Some(missing_space(Span::new(from, from + key.len() + 1), key));
        }
        let at = start + line.len() - value.trim_start().len();
        if goes_on_after_brace(value.trim()) {
            return Some(brace_in_text(Span::new(at, at + value.trim().len())));
        }
        let is_text = !value.trim_start().starts_with(['[', '{', '"', '\'', '|', '>']);
        return (is_text && value.contains(": ")).then(|| colon_in_text(at, value.trim()));
    }
    let looks_like_key = (rest.is_empty() || rest.starts_with(' '))
        && !content.contains(':')
        && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    looks_like_key.then(|| missing_colon(span, key))
}

/// Whether a value begins with something in braces and goes on as a text: YAML takes it for fields.
fn goes_on_after_brace(value: &str) -> bool {
    let rest = value.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    rest.is_some_and(|(name, rest)| {
        !name.contains([':', '{']) && !rest.trim_start().is_empty() && !rest.trim_start().starts_with('#')
    })
}

fn brace_in_text(span: Span) -> Slip {
    Slip {
        span,
        message: Wording::fixed(
            "a text that begins with a brace",
            "teksti, joka alkaa aaltosulkeella",
        ),
        help: Wording::fixed(
            "put the whole text in quotation marks",
            "kirjoita koko teksti lainausmerkkeihin",
        ),
    }
}

fn tab_slip(at: usize) -> Slip {
    Slip {
        span: Span::new(at, at + 1),
        message: Wording::fixed("tab in the indentation", "rivin sisennyksessä on sarkainmerkki"),
        help: Wording::fixed(
            "indent with spaces, as many as the neighbouring lines have",
            "sisennä välilyönneillä, yhtä monella kuin viereiset rivit",
        ),
    }
}

fn missing_space(span: Span, key: &str) -> Slip {
    Slip {
        span,
        message: wording!(
            en: "missing space after `{key}:`",
            fi: "välilyönti puuttuu merkinnän `{key}:` jäljestä"
        ),
        help: wording!(en: "write `{key}: …`", fi: "kirjoita `{key}: …`"),
    }
}

fn missing_colon(span: Span, key: &str) -> Slip {
    Slip {
        span,
        message: wording!(
            en: "missing colon after `{key}`, or wrong indentation",
            fi: "kaksoispiste puuttuu sanan `{key}` jäljestä, tai rivi on sisennetty väärin"
        ),
        help: wording!(
            en: "write `{key}: …`; if the line continues the text above, indent it more than that text's field",
            fi: "kirjoita `{key}: …`; jos rivi jatkaa edellistä tekstiä, sisennä se kenttänsä nimeä syvemmälle"
        ),
    }
}

fn colon_in_text(at: usize, value: &str) -> Slip {
    Slip {
        span: Span::new(at, at + value.len()),
        message: Wording::fixed(
            "a colon followed by a space starts a new field in YAML",
            "tekstissä on kaksoispiste ja välilyönti, jotka YAML lukee uuden kentän aluksi",
        ),
        help: Wording::fixed(
            "put the whole text in quotation marks: \"…\"",
            "kirjoita koko teksti lainausmerkkeihin: \"…\"",
        ),
    }
}

/// What the parser's own name of the error means to a person.
fn words_for(kind: &ErrorKind) -> (Wording, Wording) {
    match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => (
            Wording::fixed(
                "tab where YAML allows only spaces",
                "sarkainmerkki on kohdassa, jossa YAML sallii vain välilyönnit",
            ),
            Wording::fixed(
                "replace the tab with spaces",
                "korvaa sarkainmerkki välilyönneillä",
            ),
        ),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => (
            Wording::fixed("unclosed quotation mark", "tästä alkava lainaus jää sulkematta"),
            Wording::fixed(
                "close the text with the same mark, or remove the opening one",
                "sulje teksti samalla lainausmerkillä tai poista aloittava merkki",
            ),
        ),
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => (
            Wording::fixed(
                "invalid character after `\\`",
                "merkin `\\` jäljessä on merkki, jota YAML ei siinä tunne",
            ),
            Wording::fixed(
                "write `\\\\` for a backslash, or use single quotation marks",
                "kirjoita kenoviiva muodossa `\\\\` tai käytä yksinkertaisia lainausmerkkejä",
            ),
        ),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => (
            Wording::fixed("missing bracket or comma", "sulje tai pilkku puuttuu"),
            Wording::fixed(
                "every `[` needs a `]` and every `{` a `}`; separate the items with commas",
                "jokainen `[` tarvitsee parikseen `]`-merkin ja `{` `}`-merkin; kohtien välissä on pilkku",
            ),
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            Wording::fixed(
                "text after the closing quotation mark",
                "teksti jatkuu sulkevan lainausmerkin jälkeen",
            ),
            Wording::fixed(
                "write a quotation mark inside the text twice ('') in single quotes, or as \\\" in double quotes",
                "tekstin sisällä oleva lainausmerkki kirjoitetaan yksinkertaisissa kahdesti ('') ja kaksinkertaisissa \\\"",
            ),
        ),
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidIndentation
        | ErrorKind::SimpleKeyExpected => (
            Wording::fixed(
                "the line does not fit the lines above: check its indentation and its colon",
                "rivi ei sovi edellisiin: sisennys tai kaksoispiste on väärin",
            ),
            alignment_help(),
        ),
        ErrorKind::UnexpectedCharacter { character } => (
            wording!(
                en: "text that starts with `{character}` must be in quotation marks",
                fi: "teksti ei voi alkaa merkillä `{character}` ilman lainausmerkkejä"
            ),
            Wording::fixed(
                "put the text in quotation marks: \"…\"",
                "kirjoita teksti lainausmerkkeihin: \"…\"",
            ),
        ),
        other => general(other),
    }
}

fn general(kind: &ErrorKind) -> (Wording, Wording) {
    (
        wording!(
            en: "the structure breaks here ({kind})",
            fi: "rakenne katkeaa tähän (jäsennin: {kind})"
        ),
        alignment_help(),
    )
}

fn alignment_help() -> Wording {
    Wording::fixed(
        "start the fields of one entry in the same column, and write a colon and a space after each field name",
        "saman merkinnän kentät alkavat samasta sarakkeesta, ja kentän nimen jäljessä on kaksoispiste ja välilyönti",
    )
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn previous_line_start(text: &str, line: usize) -> Option<usize> {
    (line > 0).then(|| line_start(text, line - 1))
}

/// The character at an offset, or nothing at the end of a line.
fn char_at(text: &str, at: usize) -> Span {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    match text[at..].chars().next() {
        Some(c) if c != '\n' && c != '\r' => Span::new(at, at + c.len_utf8()),
        _ => Span::new(at, at),
    }
}
