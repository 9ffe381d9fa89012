//! What answers say, taken apart into single statements, so that every answer can be compared with the
//! oracle and with every other one.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a statement is about: of whom or what, and what of it.
pub(crate) type Subject = (String, &'static str);

/// What follows from the facts on a day.
pub(crate) type Expected = BTreeMap<Subject, String>;

/// What one answer reports one thing.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// The question that was asked.
    pub(crate) by: String,
    pub(crate) subject: Subject,
    pub(crate) value: String,
}

/// The statements of answers.
#[derive(Default)]
pub(crate) struct Told {
    by: String,
    pub(crate) statements: Vec<Statement>,
}

impl Told {
    /// What is shown from here on is the answer to another question.
    pub(crate) fn begin(&mut self, by: impl Into<String>) {
        self.by = by.into();
    }

    pub(crate) fn says(&mut self, of: impl Into<String>, what: &'static str, value: impl Into<String>) {
        self.statements.push(Statement {
            by: self.by.clone(),
            subject: (of.into(), what),
            value: value.into(),
        });
    }

    /// The field of an answer.
    pub(crate) fn field(&mut self, of: impl Into<String>, what: &'static str, value: &Value) {
        self.says(of, what, text(value));
    }

    /// A list, whose order does not matter here.
    pub(crate) fn lists(&mut self, of: impl Into<String>, what: &'static str, list: Vec<String>) {
        self.says(of, what, listed(list));
    }

    /// The statements that differ from what follows from the facts.
    pub(crate) fn untrue(&self, expected: &Expected) -> Vec<String> {
        let check = |statement: &Statement| {
            let expected = expected.get(&statement.subject);
            let is_true = expected == Some(&statement.value);
            let (of, what) = &statement.subject;
            let Statement { by, value, .. } = statement;
            let expected = expected.map_or("nothing", String::as_str);
            (!is_true).then(|| format!("{by}: {what} of {of}: {value}; it is {expected}"))
        };
        self.statements.iter().filter_map(check).collect()
    }

    /// The subjects of which two answers say something else.
    pub(crate) fn disagreements(&self) -> Vec<String> {
        let mut first: BTreeMap<&Subject, &Statement> = BTreeMap::new();
        let mut found = Vec::new();
        for statement in &self.statements {
            let known = first.entry(&statement.subject).or_insert(statement);
            if known.value != statement.value {
                let (of, what) = &statement.subject;
                let (by, value) = (&statement.by, &statement.value);
                let (other, other_value) = (&known.by, &known.value);
                found.push(format!(
                    "{what} of {of}: {other}: {other_value}; but {by}: {value}"
                ));
            }
        }
        found
    }

    /// How many subjects more than one question reports.
    pub(crate) fn n_shared(&self) -> usize {
        let mut by: BTreeMap<&Subject, Vec<&str>> = BTreeMap::new();
        for statement in &self.statements {
            by.entry(&statement.subject).or_default().push(&statement.by);
        }
        let is_shared = |by: &&Vec<&str>| by.iter().any(|one| *one != by[0]);
        by.values().filter(is_shared).count()
    }
}

pub(crate) fn listed(mut list: Vec<String>) -> String {
    list.sort();
    list.join(" · ")
}

/// A value as it is; nothing is a dash.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => listed(items.iter().map(text).collect()),
        other => other.to_string(),
    }
}

/// The rows of an answer.
pub(crate) fn rows(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
