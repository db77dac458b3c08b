//! Walks a parsed file by name and remembers what was wrong where.

use super::FileFault;
use std::{
    cell::{Cell, RefCell},
    fmt::Display,
    ops::Range,
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A file and everything found wrong in it so far.
pub struct Source<'a> {
    text: &'a str,
    table: Spanned<DeTable<'a>>,
    faults: RefCell<Vec<FileFault>>,
}

impl<'a> Source<'a> {
    /// Reads the syntax.
    pub fn parse(text: &'a str) -> Result<Self, Vec<FileFault>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let source = Self { text, table, faults: RefCell::default() };
        for error in &errors {
            let line = error.span().map_or(0, |span| source.line(&span));
            source.fault(line, String::new(), error.message().to_owned());
        }
        if errors.is_empty() { Ok(source) } else { Err(source.faults.into_inner()) }
    }

    /// The outermost table.
    pub fn whole(&self) -> Fields<'_> {
        Fields::new(self, self.table.get_ref(), String::new(), 0)
    }

    pub fn fault(&self, line: usize, place: String, what: String) {
        self.faults.borrow_mut().push(FileFault { line, place, what });
    }

    pub fn has_faults(&self) -> bool {
        !self.faults.borrow().is_empty()
    }

    /// The result, if nothing was wrong.
    pub fn finish<T>(self, result: T) -> Result<T, Vec<FileFault>> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| fault.line);
        faults.dedup();
        if faults.is_empty() { Ok(result) } else { Err(faults) }
    }

    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// The fields of one table.
pub struct Fields<'a> {
    source: &'a Source<'a>,
    table: &'a DeTable<'a>,
    place: String,
    line: usize,
    known: RefCell<Vec<&'static str>>,
    all_known: Cell<bool>,
}

impl<'a> Fields<'a> {
    fn new(source: &'a Source<'a>, table: &'a DeTable<'a>, place: String, line: usize) -> Self {
        Self { source, table, place, line, known: RefCell::default(), all_known: Cell::new(false) }
    }

    /// The line where the table begins.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Whether a field is there, readable or not.
    pub fn has(&self, name: &'static str) -> bool {
        self.value(name).is_some()
    }

    /// A text that must be there.
    pub fn needed<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        if !self.has(name) {
            self.fault(name, "is missing".into());
        }
        self.optional(name, parse)
    }

    /// A text that may be there.
    pub fn optional<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.parsed(name, self.value(name)?, parse)
    }

    /// A list of texts; an absent one is empty.
    pub fn list<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let Some(value) = self.value(name) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(items) => {
                items.iter().filter_map(|item| self.parsed(name, item, &parse)).collect()
            }
            None => {
                self.fault(name, "must be a list, such as [\"drain\"]".into());
                Vec::new()
            }
        }
    }

    /// A yes or no; an absent one is no.
    pub fn flag(&self, name: &'static str) -> bool {
        let Some(value) = self.value(name) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.fault(name, "must be true or false".into());
            false
        })
    }

    /// A table that must be there.
    pub fn table(&self, name: &'static str, word: &str) -> Option<Fields<'a>> {
        match self.value(name) {
            None => self.fault(name, format!("is missing: add [{name}]")),
            Some(value) => match value.get_ref().as_table() {
                Some(_) => return self.child(value, word),
                None => self.fault(name, format!("must be a table: [{name}]")),
            },
        }
        None
    }

    /// A list of tables; an absent one is empty.
    pub fn tables(&self, name: &'static str, word: &str) -> Vec<Fields<'a>> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.fault(name, format!("must be a list of tables: [[{name}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match self.child(item, word) {
                Some(fields) => tables.push(fields),
                None => self.fault(name, format!("must be a list of tables: [[{name}]]")),
            }
        }
        tables
    }

    /// Every field that nobody has asked for yet, as text. What is no plain value is a fault.
    pub fn others(&self) -> Vec<(String, String)> {
        let mut others = Vec::new();
        for (key, value) in self.table.iter() {
            let name: &str = key.get_ref();
            if self.known.borrow().contains(&name) {
                continue;
            }
            let text = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Integer(number) => number.to_string(),
                DeValue::Boolean(flag) => flag.to_string(),
                DeValue::Datetime(moment) => moment.to_string(),
                DeValue::Float(_) | DeValue::Array(_) | DeValue::Table(_) => {
                    let line = self.source.line(&value.span());
                    let what = format!("“{name}” must be a text, a whole number, true or false");
                    self.source.fault(line, self.place.clone(), what);
                    continue;
                }
            };
            others.push((name.to_owned(), text));
        }
        self.all_known.set(true);
        others
    }

    /// Names what nobody asked for: a mistyped field would otherwise be silently without effect.
    pub fn refuse_unknown(&self) {
        if self.all_known.get() {
            return;
        }
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !self.known.borrow().contains(&name) {
                let line = self.source.line(&key.span());
                let what = format!("unknown field “{name}”");
                self.source.fault(line, self.place.clone(), what);
            }
        }
    }

    /// Records a fault of a field.
    pub fn fault(&self, name: &'static str, what: String) {
        let line = self.value(name).map_or(self.line, |value| self.source.line(&value.span()));
        let place = match self.place.as_str() {
            "" => name.to_owned(),
            place => format!("{place}, {name}"),
        };
        self.source.fault(line, place, what);
    }

    /// A field as it was written, for what is not a text.
    pub fn value(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        if !self.known.borrow().contains(&name) {
            self.known.borrow_mut().push(name);
        }
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    fn parsed<T, E: Display>(
        &self,
        name: &'static str,
        value: &Spanned<DeValue<'a>>,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        // An unquoted 10:06:00 or 2016-09-14 10:00:00 is a time of TOML's own.
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            other => {
                self.fault(name, format!("must be a text in quotes, not {}", other.type_str()));
                return None;
            }
        };
        match parse(&text) {
            Ok(parsed) => Some(parsed),
            Err(why) => {
                // The parsers of the domain begin with the field, which the place says already.
                let why = why.to_string();
                let why = why.strip_prefix(name).and_then(|w| w.strip_prefix(": ")).unwrap_or(&why);
                self.fault(name, why.to_owned());
                None
            }
        }
    }

    fn child(&self, value: &'a Spanned<DeValue<'a>>, word: &str) -> Option<Fields<'a>> {
        let table = value.get_ref().as_table()?;
        let called = ["id", "name"].into_iter().find_map(|key| {
            let found = table.iter().find(|(name, _)| name.get_ref() == key)?.1;
            found.get_ref().as_str().map(|text| text.chars().take(64).collect::<String>())
        });
        let place = called.map_or_else(|| word.to_owned(), |called| format!("{word} {called}"));
        // The span of [[table]] is its header; the first field says better where to look.
        let line = table.iter().map(|(key, _)| self.source.line(&key.span())).min();
        let line = line.unwrap_or_else(|| self.source.line(&value.span()));
        Some(Fields::new(self.source, table, place, line))
    }
}
