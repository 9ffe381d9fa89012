//! Legal agreements in every style that a person or a tool might have written them in.

mod groups;

pub(crate) use groups::SeatPlace;

/// A file, and what it has.
#[derive(Clone, Debug)]
pub(crate) struct Generated {
    pub(crate) text: String,
    /// The ids of its signatories.
    pub(crate) signatories: Vec<String>,
    /// The seats of its group.
    pub(crate) seats: Vec<SeatPlace>,
}

/// Choices that follow from a number.
#[derive(Clone, Debug)]
pub(crate) struct Choices(u64);

impl Choices {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// A number below `n` (splitmix64).
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % n as u64).expect("a number below a usize is one")
    }

    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn in_three(&mut self) -> bool {
        self.below(3) == 0
    }
}

/// How an entry of a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Lines,
    Brackets,
    Broken,
    OwnLines,
}

/// Writes one file.
struct Writer {
    choices: Choices,
    text: String,
    mapping_step: usize,
    list_step: usize,
    gap: usize,
    has_comments: bool,
    has_blanks: bool,
    quoted_keys: bool,
    n_comments: usize,
}

/// A legal agreement.
pub(crate) fn agreement(seed: u64) -> Generated {
    let mut choices = Choices::new(seed);
    let mapping_step = choices.one_of(&[2, 4]);
    let list_step = choices.one_of(&[0, mapping_step]);
    let mut writer = Writer {
        mapping_step,
        list_step,
        gap: choices.one_of(&[2, 2, 4]),
        has_comments: choices.below(2) == 0,
        has_blanks: choices.in_three(),
        quoted_keys: choices.below(6) == 0,
        choices,
        text: String::new(),
        n_comments: 0,
    };
    let (signatories, seats) = writer.agreement();
    Generated {
        text: writer.finished(),
        signatories,
        seats,
    }
}

impl Writer {
    fn agreement(&mut self) -> (Vec<String>, Vec<SeatPlace>) {
        if self.choices.in_three() {
            self.line("---");
        }
        self.above(0);
        self.field(0, "id", "a");
        self.title();
        self.purpose();
        self.term();
        let empty = self.choices.below(6) == 0;
        let signatories = if empty {
            self.field_raw(0, "signatories", "[]");
            Vec::new()
        } else {
            self.signatories()
        };
        let seats = self.approvals_and_seats(&signatories);
        if self.choices.in_three() {
            self.above(0);
            self.field(0, "source", "muistio 2014");
        }
        (signatories, seats)
    }

    fn title(&mut self) {
        self.above(0);
        match self.choices.below(3) {
            0 => self.field(0, "title", "Sopimus"),
            1 => self.field_raw(0, "title", "{ fi: Sopimus, sv: \"Avtal, 1\" }"),
            _ => {
                let key = self.key("title");
                self.trailed(&format!("{key}:"));
                self.field(self.mapping_step, "fi", "Sopimus");
                self.field(self.mapping_step, "en", "Agreement");
            }
        }
    }

    fn purpose(&mut self) {
        let head = self
            .choices
            .one_of(&["", "text", "|", ">", "|-", ">-", "|+", ">+"]);
        self.above(0);
        match head {
            "" => {}
            "text" => {
                self.line("purpose: Ohjaus");
                self.trailed("  toteutetaan verkostona");
            }
            head => {
                self.trailed(&format!("purpose: {head}"));
                self.line("   Ohjaus toteutetaan");
                if self.choices.in_three() {
                    self.line("");
                }
                self.line("   # verkostona: näin");
                for _ in 0..self.choices.below(3) {
                    self.line("");
                }
            }
        }
    }

    fn term(&mut self) {
        self.above(0);
        let extended = self.choices.below(5);
        if self.choices.in_three() {
            let extended = ["", ", extended: []", ", extended: [{ until: 2018 }]"][extended.min(2)];
            self.field_raw(
                0,
                "term",
                &format!("{{ starts: 2014, ends: 2016-12-31{extended} }}"),
            );
            return;
        }
        let key = self.key("term");
        self.trailed(&format!("{key}:"));
        let column = self.mapping_step;
        self.field(column, "starts", "2014");
        self.above(column);
        self.field(column, "ends", "2016-12-31");
        match extended {
            0 => self.field_raw(column, "extended", "[]"),
            1 => self.field_raw(column, "extended", "[{until: 2018}]"),
            2 => {
                let key = self.key("extended");
                self.trailed(&format!("{}{key}:", " ".repeat(column)));
                let dash = column + self.list_step;
                self.entry(
                    dash,
                    &[("until", "2017".to_owned()), ("decided", "2016".to_owned())],
                );
                self.entry(dash, &[("until", "2018".to_owned())]);
            }
            _ => {}
        }
    }

    fn signatories(&mut self) -> Vec<String> {
        self.above(0);
        let ids: Vec<String> = ["aa", "bb", "cc", "dd"][..=self.choices.below(4)]
            .iter()
            .map(|id| (*id).to_owned())
            .collect();
        if self.choices.below(8) == 0 {
            self.line("signatories: [");
            for (at, id) in ids.iter().enumerate() {
                let fields = self.inline(&self.clone_fields(id));
                let comma = if at + 1 < ids.len() { "," } else { "" };
                self.trailed(&format!("  {{ {fields} }}{comma}"));
            }
            self.trailed("]");
            return ids;
        }
        let key = self.key("signatories");
        self.trailed(&format!("{key}:"));
        for (at, id) in ids.iter().enumerate() {
            if at > 0 && (self.has_blanks || self.choices.below(6) == 0) {
                self.line("");
            }
            self.above(self.list_step);
            let fields = self.signatory(id);
            self.entry(self.list_step, &fields);
        }
        ids
    }

    fn clone_fields(&self, id: &str) -> Vec<(&'static str, String)> {
        let mut copy = self.choices.clone();
        fields_of(&mut copy, id)
    }

    fn signatory(&mut self, id: &str) -> Vec<(&'static str, String)> {
        fields_of(&mut self.choices, id)
    }

    fn entry(&mut self, dash: usize, fields: &[(&str, String)]) {
        let form = self.choices.one_of(&[
            Form::Lines,
            Form::Lines,
            Form::Brackets,
            Form::Broken,
            Form::OwnLines,
        ]);
        let lead = format!("{}-{}", " ".repeat(dash), " ".repeat(self.gap - 1));
        match form {
            Form::Lines => self.lines(dash, &lead, fields),
            Form::Brackets => {
                let inner = self.inline(fields);
                let trailing = if self.choices.in_three() { "," } else { "" };
                self.trailed(&format!("{lead}{{ {inner}{trailing} }}"));
            }
            Form::Broken => {
                let half = fields.len().div_ceil(2);
                let (head, rest) = (self.inline(&fields[..half]), self.inline(&fields[half..]));
                if rest.is_empty() {
                    self.trailed(&format!("{lead}{{{head}}}"));
                } else {
                    self.trailed(&format!("{lead}{{{head},"));
                    self.trailed(&format!("{}{rest}}}", " ".repeat(dash + self.gap + 2)));
                }
            }
            Form::OwnLines => {
                self.line(&format!("{lead}{{"));
                let column = " ".repeat(dash + self.gap + 2);
                for (at, field) in fields.iter().enumerate() {
                    let comma = if at + 1 < fields.len() { "," } else { "" };
                    let field = self.inline(std::slice::from_ref(field));
                    self.trailed(&format!("{column}{field}{comma}"));
                }
                self.trailed(&format!("{}}}", " ".repeat(dash + self.gap)));
            }
        }
    }

    fn lines(&mut self, dash: usize, lead: &str, fields: &[(&str, String)]) {
        let column = dash + self.gap;
        for (at, (name, value)) in fields.iter().enumerate() {
            let key = self.key(name);
            let lead = if at == 0 {
                lead.to_owned()
            } else {
                " ".repeat(column)
            };
            if at > 0 {
                self.above(column);
            }
            let items = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
            match items.filter(|_| self.choices.in_three()) {
                Some(items) => {
                    self.trailed(&format!("{lead}{key}:"));
                    for item in items.split(", ") {
                        self.trailed(&format!("{}- {item}", " ".repeat(column + self.list_step)));
                    }
                }
                None => self.trailed(&format!("{lead}{key}: {value}")),
            }
        }
    }

    fn inline(&mut self, fields: &[(&str, String)]) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}: {value}", self.key(name)))
            .collect();
        fields.join(", ")
    }

    fn key(&self, name: &str) -> String {
        if self.quoted_keys {
            format!("\"{name}\"")
        } else {
            name.to_owned()
        }
    }

    fn field(&mut self, column: usize, name: &str, value: &str) {
        let value = quoted(&mut self.choices, value);
        self.field_raw(column, name, &value);
    }

    fn field_raw(&mut self, column: usize, name: &str, value: &str) {
        let key = self.key(name);
        self.trailed(&format!("{}{key}: {value}", " ".repeat(column)));
    }

    /// What may be above a line: comments and blank lines.
    fn above(&mut self, column: usize) {
        if self.has_comments && self.choices.in_three() {
            let comment = self.comment();
            let column = self.choices.one_of(&[column, column, 0, column + 2]);
            self.line(&format!("{}{comment}", " ".repeat(column)));
        }
    }

    /// A line with a comment behind it, perhaps.
    fn trailed(&mut self, line: &str) {
        if self.has_comments && self.choices.in_three() {
            let (gap, comment) = (self.choices.below(4) + 1, self.comment());
            self.line(&format!("{line}{}{comment}", " ".repeat(gap)));
        } else {
            self.line(line);
        }
    }

    fn comment(&mut self) -> String {
        self.n_comments += 1;
        format!("# k{}: 'ei, \"{{[", self.n_comments)
    }

    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    /// The text with its line endings, its mark and its end.
    fn finished(mut self) -> String {
        let mut text = self.text;
        if self.choices.in_three() {
            text = text.trim_end_matches('\n').to_owned();
        }
        if self.choices.in_three() {
            text = text.replace('\n', "\r\n");
        }
        if self.choices.in_three() {
            text.insert(0, '\u{feff}');
        }
        text
    }
}

fn quoted(choices: &mut Choices, text: &str) -> String {
    match choices.below(4) {
        0 => format!("'{text}'"),
        1 => format!("\"{text}\""),
        _ => text.to_owned(),
    }
}

fn fields_of(choices: &mut Choices, id: &str) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("organisation", quoted(choices, id)),
        ("name", quoted(choices, "Opisto")),
        ("kind", "education".to_owned()),
        (
            "regions",
            choices.one_of(&["all", "[Keski]", "[Keski, Tunturi]"]).to_owned(),
        ),
    ];
    for (name, value) in [
        ("signed", "2014-01"),
        ("signed_by", "rehtori"),
        ("decision", "\"Hallitus § 1, 2\""),
        ("withdrawn", "{ notice: 2015, effective: '2016' }"),
        ("contact", "{ role: Neuvonta, email: a@example.fi }"),
    ] {
        if choices.below(3) == 0 {
            fields.push((name, value.to_owned()));
        }
    }
    if choices.below(5) == 0 {
        let last = fields.len() - 1;
        fields.swap(1, last);
    }
    fields
}
