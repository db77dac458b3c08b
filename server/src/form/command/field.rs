//! One field of a form: where its value stands in the command, and what kind of value it is.

use crate::{error::AppError, plan_file::parse_length};
use domain::{
    Timestamp, Zone,
    text::{
        Block, CardText, Instructions, MessageText, PersonName, Reason, TextFault, Title, Unit,
        WayIn,
    },
};
use serde_json::{Map, Value};

/// The most entries of a list in a form; what is larger is not a form any more.
const ENTRIES: usize = 200;

/// How a time of the day is read: on the day nearest to now, in the room's zone.
pub(crate) struct Day<'a> {
    pub zone: Option<&'a Zone>,
    pub now: Timestamp,
}

/// What is chosen where nothing is.
const NOTHING: &str = "-";

/// What a field leaves out of the command, with everything below it: `entry.outside`, when nothing
/// is chosen in `entry.outside.metric#or_nothing`.
pub(super) fn leaves_out<'n>(name: &'n str, text: &str) -> Option<&'n str> {
    let path = name.strip_suffix("#or_nothing").filter(|_| text == NOTHING)?;
    path.rsplit_once('.').map(|(part, _)| part)
}

/// Puts a field's value where its name says.
pub(super) fn put(
    facts: &mut Value,
    name: &str,
    text: &str,
    day: &Day<'_>,
) -> Result<(), AppError> {
    let (path, kind) = name.split_once('#').unwrap_or((name, ""));
    let value = value(path, kind, text, day)?;
    let is_figure = kind == "figure";
    let mut place = facts;
    for part in path.split('.') {
        place = match part.parse::<usize>() {
            Ok(index) => entry(place, index).ok_or_else(|| odd(name))?,
            Err(_) => member(place, part).ok_or_else(|| odd(name))?,
        };
    }
    match (place, value) {
        // What a number should be: how was said before, and how much is said now. Where no target
        // is wanted, how much means nothing.
        (place, value) if is_figure => aim(place, text, value),
        // The same name several times is a list: ticked boxes.
        (Value::Array(entries), Value::Array(more)) => entries.extend(more),
        (place, value) => *place = value,
    }
    Ok(())
}

fn value(path: &str, kind: &str, text: &str, day: &Day<'_>) -> Result<Value, AppError> {
    let number = || text.trim().parse::<i64>().map_err(|_| odd(path));
    Ok(match kind {
        "" => {
            check(path.rsplit('.').next().unwrap_or(path), text)?;
            Value::from(text)
        }
        "number" => number()?.into(),
        // How a number should be, in words ("at most") or as a target ("at_most"); or not at all.
        "words" | "target" if text == NOTHING => Value::Null,
        "words" => text.into(),
        "target" => serde_json::json!({ text: null }),
        "figure" => figure(text).ok_or_else(|| odd(path))?.thousandths().into(),
        "or_nothing" => text.into(),
        "minutes" => number()?.checked_mul(60).ok_or_else(|| odd(path))?.into(),
        "flag" => Value::Bool(matches!(text, "on" | "true" | "yes")),
        "length" => parse_length(text).map_err(|_| odd(path))?.into(),
        "undo" => undo(text).ok_or_else(|| odd(path))?,
        "moment" => day.moment(text).ok_or_else(|| odd(path))?.micros().into(),
        kind if kind.starts_with("lag/") => {
            let seconds = number()?.checked_mul(60).ok_or_else(|| odd(path))?;
            serde_json::json!([{"after": kind.trim_start_matches("lag/"), "length": seconds}])
        }
        "seat" => Value::Array(vec![seat(text).ok_or_else(|| odd(path))?]),
        "time" => day.time(text).ok_or_else(|| odd(path))?.micros().into(),
        "lines" => text.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
        "entry" => Value::Array(vec![text.into()]),
        _ => return Err(odd(path)),
    })
}

/// Who answers at a gate: `team/tech` or `person/celine`.
fn seat(text: &str) -> Option<Value> {
    let (kind, who) = text.trim().split_once('/')?;
    matches!(kind, "team" | "person").then(|| serde_json::json!({ kind: who }))
}

/// A number with decimals, with a point or, as in French, a comma.
fn figure(text: &str) -> Option<domain::metric::Value> {
    domain::metric::Value::parse(&text.trim().replace(',', ".")).ok()
}

/// Adds how much to how: "at most" and 5, `at_most` and 5000 thousandths.
fn aim(place: &mut Value, text: &str, thousandths: Value) {
    match place {
        Value::String(how) => {
            how.push(' ');
            how.push_str(&text.trim().replace(',', "."));
        }
        Value::Object(how) => {
            for much in how.values_mut() {
                *much = thousandths.clone();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}

/// How a step is taken back: a length, nothing, or not at all.
fn undo(text: &str) -> Option<Value> {
    match text.trim() {
        "none" | "nothing" | "rien" => Some("nothing".into()),
        "impossible" => Some("impossible".into()),
        length => {
            let seconds = parse_length(length).ok()?;
            Some(serde_json::json!({"takes": {"length": seconds}}))
        }
    }
}

/// Texts that people type are checked here first, so that the refusal is in their language.
fn check(field: &str, text: &str) -> Result<(), AppError> {
    let checked: Result<(), TextFault> = match field {
        "reason" | "anyway" | "word" | "will_not_work" => Reason::parse(text).map(drop),
        "name" => PersonName::parse(text).map(drop),
        "title" => Title::parse(text).map(drop),
        "text" => MessageText::parse(text).map(drop),
        "say_fr" | "say_en" | "can_fr" | "can_en" | "cannot_fr" | "cannot_en" => {
            CardText::parse(text).map(drop)
        }
        "instructions" => Instructions::parse(text).map(drop),
        "block" => Block::parse(text).map(drop),
        "way_in" => WayIn::parse(text).map(drop),
        "unit" => Unit::parse(text).map(drop),
        _ => Ok(()),
    };
    checked.map_err(AppError::BadText)
}

impl Day<'_> {
    /// `2016-09-07T10:16` by the clock on the wall, as a field of a day and a time sends it.
    fn moment(&self, text: &str) -> Option<Timestamp> {
        let text = text.trim();
        let format = if text.len() > 16 { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%dT%H:%M" };
        let local = chrono::NaiveDateTime::parse_from_str(text, format).ok()?.and_utc().timestamp();
        // The offset of a local time is that of the moment it stands for: two tries settle it,
        // save in the hour that does not exist.
        let offset = |at: i64| {
            self.zone.map_or(0, |zone| i64::from(zone.offset_at(Timestamp::from_seconds(at))))
        };
        let first = local - offset(local);
        Some(Timestamp::from_seconds(local - offset(first)))
    }

    /// `10:16` or `10:16:30` by the clock on the wall, on the day on which it is nearest to now.
    fn time(&self, text: &str) -> Option<Timestamp> {
        let mut parts = text.trim().split(':').map(|part| part.parse::<i64>().ok());
        let (hours, minutes) = (parts.next()??, parts.next()??);
        let seconds = parts.next().unwrap_or(Some(0))?;
        let in_range = (0..24).contains(&hours) && (0..60).contains(&minutes);
        if !in_range || !(0..60).contains(&seconds) || parts.next().is_some() {
            return None;
        }
        let offset = self.zone.map_or(0, |zone| i64::from(zone.offset_at(self.now)));
        let local = self.now.seconds() + offset;
        let midnight = local - local.rem_euclid(86_400);
        let wanted = midnight + hours * 3_600 + minutes * 60 + seconds;
        let nearest = [-86_400, 0, 86_400]
            .into_iter()
            .map(|days| wanted + days)
            .min_by_key(|candidate| (candidate - local).abs())?;
        Some(Timestamp::from_seconds(nearest - offset))
    }
}

fn member<'a>(place: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    if place.is_null() {
        *place = Value::Object(Map::new());
    }
    Some(place.as_object_mut()?.entry(name).or_insert(Value::Null))
}

fn entry(place: &mut Value, index: usize) -> Option<&mut Value> {
    if place.is_null() {
        *place = Value::Array(Vec::new());
    }
    let entries = place.as_array_mut()?;
    // Numbers may have gaps, where an entry was left empty: the next one takes the free place.
    let index = index.min(entries.len());
    if index >= ENTRIES {
        return None;
    }
    if index == entries.len() {
        entries.push(Value::Null);
    }
    entries.get_mut(index)
}

fn odd(field: &str) -> AppError {
    AppError::BadRequest(field.split('#').next().unwrap_or(field).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(fields: &[(&str, &str)]) -> Result<Value, AppError> {
        let day = Day { zone: None, now: Timestamp::from_seconds(1_473_235_560) };
        let mut facts = Value::Object(Map::new());
        for (name, text) in fields {
            put(&mut facts, name, text, &day)?;
        }
        Ok(facts)
    }

    #[test]
    fn a_form_says_what_a_command_says() {
        let facts = read(&[
            ("step", "drain"),
            ("remaining#minutes", "4"),
            ("plan.steps.0.title", "Block RDS"),
            ("plan.steps.1.title", "Tell support"),
            ("teams#entry", "tech"),
            ("teams#entry", "comms"),
            ("smoke#flag", "on"),
            ("to#time", "08:10"),
        ]);
        let expected = json!({
            "step": "drain",
            "remaining": 240,
            "plan": {"steps": [{"title": "Block RDS"}, {"title": "Tell support"}]},
            "teams": ["tech", "comms"],
            "smoke": true,
            "to": 1_473_235_800_000_000_i64,
        });
        assert_eq!(facts.unwrap(), expected);
    }

    #[test]
    fn how_a_number_should_be_is_a_choice_and_a_number() {
        let target = |how, much| read(&[("a.wanted#target", how), ("a.wanted#figure", much)]);
        assert_eq!(target("at_most", "0,5").unwrap(), json!({"a": {"wanted": {"at_most": 500}}}));
        assert_eq!(target("-", "5").unwrap(), json!({"a": {"wanted": null}}));
        let words = |how, much| read(&[("target#words", how), ("target#figure", much)]);
        assert_eq!(words("must reach", "0").unwrap(), json!({"target": "must reach 0"}));
        assert_eq!(words("at least", "99,5").unwrap(), json!({"target": "at least 99.5"}));
        assert_eq!(words("-", "5").unwrap(), json!({"target": null}));
        assert_eq!(leaves_out("a.b.metric#or_nothing", "-"), Some("a.b"));
        assert_eq!(leaves_out("a.b.metric#or_nothing", "lag"), None);
        assert_eq!(leaves_out("a.b.metric", "-"), None);
    }

    #[test]
    fn what_cannot_be_read_names_its_field() {
        for (name, text) in [
            ("remaining#minutes", "soon"),
            ("target#figure", "a few"),
            ("remaining#minutes", "9223372036854775807"),
            ("to#time", "25:00"),
            ("to#time", "10h"),
            ("step#what", "x"),
        ] {
            let refused = read(&[(name, text)]).unwrap_err();
            let field = name.split('#').next().unwrap();
            assert!(matches!(&refused, AppError::BadRequest(named) if named == field), "{name}");
        }
        assert!(matches!(read(&[("reason", "a\u{202e}b")]), Err(AppError::BadText(_))));
        assert!(matches!(read(&[("a", "x"), ("a.b", "y")]), Err(AppError::BadRequest(_))));
    }
}
