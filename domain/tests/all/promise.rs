//! What is found in the phrases of `tests/phrases`, line by line.
//!
//! A line is `phrase | what is found`: brackets in the phrase stand around what is marked, and
//! `;` is between several. `#` begins a remark. In `nothing.txt` a line is a phrase, for both
//! languages or after `fr: ` or `en: ` for one.

use domain::{
    Length,
    promise::{Counted, DayHint, Found, Language, Said, SaidLength, SaidTime, TimeKind, ZoneHint},
};
use std::fmt::Write;

const FR: &str = include_str!("../phrases/fr.txt");
const EN: &str = include_str!("../phrases/en.txt");
const NOTHING: &str = include_str!("../phrases/nothing.txt");

#[test]
fn each_french_phrase_says_what_its_line_says() {
    check_all("fr.txt", FR, Language::Fr);
}

#[test]
fn each_english_phrase_says_what_its_line_says() {
    check_all("en.txt", EN, Language::En);
}

#[test]
fn nothing_is_found_where_nothing_is_promised() {
    let lines = lines(NOTHING);
    let mut faults = Vec::new();
    for (number, line) in &lines {
        for (slug, language) in [("fr", Language::Fr), ("en", Language::En)] {
            let other = if slug == "fr" { "en: " } else { "fr: " };
            let text = line.strip_prefix(slug).and_then(|rest| rest.strip_prefix(": "));
            let text = text.unwrap_or(line);
            let (marked, what) = in_words(text, &domain::promise::found_in(text, language));
            if !what.is_empty() && !line.starts_with(other) {
                faults.push(format!("{number} [{slug}]: {marked} | {what}"));
            }
        }
    }
    assert!(faults.is_empty(), "nothing.txt:\n{}", faults.join("\n"));
    assert!(lines.len() >= 80, "only {} phrases", lines.len());
}

fn lines(table: &str) -> Vec<(usize, &str)> {
    let numbered = table.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).collect()
}

#[track_caller]
fn check_all(file: &str, table: &str, language: Language) {
    let lines = lines(table);
    let mut faults = Vec::new();
    for (number, line) in &lines {
        let (marked, expected) = line.split_once(" | ").expect("phrase | expected");
        let text: String = marked.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        let found = domain::promise::found_in(&text, language);
        let (where_it_is, what) = in_words(&text, &found);
        if (where_it_is.as_str(), what.as_str()) != (marked, expected) {
            faults.push(format!("{number}: {line}\n     found: {where_it_is} | {what}"));
        }
    }
    assert!(faults.is_empty(), "{file}:\n{}", faults.join("\n"));
    assert!(lines.len() >= 120, "only {} phrases", lines.len());
}

/// The text with brackets around what was found, and what was found.
fn in_words(text: &str, found: &[Found]) -> (String, String) {
    let mut marked = String::new();
    let mut at = 0;
    for Found { from, to, .. } in found {
        let (from, to) = (*from as usize, *to as usize);
        write!(marked, "{}[{}]", &text[at..from], &text[from..to]).unwrap();
        at = to;
    }
    marked.push_str(&text[at..]);
    let what: Vec<String> = found.iter().map(|found| said(&found.said)).collect();
    (marked, what.join("; "))
}

fn said(said: &Said) -> String {
    match said {
        Said::Length(length) => said_length(length),
        Said::At(time) => format!("{}{}", kind(time.kind), said_time(time)),
        Said::Span { from, to } => {
            let between = from.kind == TimeKind::After;
            let (open, join) = if between { ("between", "and") } else { ("from", "to") };
            format!("{open} {} {join} {}", said_time(from), said_time(to))
        }
    }
}

fn said_length(said: &SaidLength) -> String {
    let about = if said.about { "~" } else { "" };
    let length = match (said.least, said.most) {
        (None, None) => "?".into(),
        (Some(least), None) => format!("{}..", short(least)),
        (None, Some(most)) => format!("..{}", short(most)),
        (Some(least), Some(most)) if least == most => short(least),
        (Some(least), Some(most)) => format!("{}..{}", short(least), short(most)),
    };
    let counted = match said.counted {
        Counted::FromStart => "",
        Counted::FromNow => " from now",
        Counted::BeforeStart => " before start",
        Counted::AfterEnd => " after end",
    };
    let of = if said.of_interruption { " of interruption" } else { "" };
    format!("{about}{length}{counted}{of}")
}

fn short(length: Length) -> String {
    let seconds = length.seconds();
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    said.map(|(count, unit)| format!("{count}{unit}")).collect()
}

const fn kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Plain => "",
        TimeKind::Until => "until ",
        TimeKind::By => "by ",
        TimeKind::From => "from ",
        TimeKind::Around => "around ",
        TimeKind::After => "after ",
    }
}

fn said_time(said: &SaidTime) -> String {
    let seconds = said.clock.seconds();
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut words = format!("{hour:02}:{minute:02}");
    if second > 0 {
        write!(words, ":{second:02}").unwrap();
    }
    if (1..12).contains(&hour) && !said.either_half {
        words.push_str(" am");
    }
    match said.day {
        None => {}
        Some(DayHint::InDays(days)) => write!(words, " day+{days}").unwrap(),
        Some(DayHint::Weekday(day)) => {
            let name = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day as usize];
            write!(words, " {name}").unwrap();
        }
        Some(DayHint::Date { day, month, year }) => {
            write!(words, " {day}/{month}").unwrap();
            if let Some(year) = year {
                write!(words, "/{year}").unwrap();
            }
        }
    }
    match said.zone {
        None => {}
        Some(ZoneHint::Central) => words.push_str(" central"),
        Some(ZoneHint::Room) => words.push_str(" local"),
        Some(ZoneHint::Offset(minutes)) => write!(words, " utc{minutes:+}").unwrap(),
    }
    words
}
