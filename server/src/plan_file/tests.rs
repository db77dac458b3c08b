use super::*;

const AURORA: &str = include_str!("../../../demo/aurora.toml");

fn faults(text: &str) -> Vec<String> {
    read_plan(text).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn the_plan_of_the_story_has_no_fault() {
    assert_eq!(faults(AURORA), Vec::<String>::new());
    let file = read_plan(AURORA).unwrap();
    assert_eq!(file.plan.window.start, Timestamp::from_seconds(1_473_235_560));
    let shown = file.zone.civil(file.plan.window.end());
    assert_eq!((shown.day, shown.hour, shown.minute), (7, 10, 36));
    // Three changes of the clocks a year around September 2016, and the offset before them.
    assert_eq!(file.zone.offsets.len(), 5);
}

#[test]
fn every_fault_is_named_at_once_with_its_place() {
    let text = r#"
title = ""
organisation = "Us"
day = "2016-09-07"
zone = "Europe/Paris"
interruption = "30 min"
colour = "red"

[window]
start = "25:00"
length = "half an hour"

[[people]]
name = "Jérôme"
role = "boss"

[[phases]]
id = "move"
title = "Move"

[[phases.steps]]
id = "a"
title = "A"
owner = "Nobody"
start = "10:00"
length = "5"
afther = ["b"]

[[phases.steps]]
id = "b"
title = "B"
start = "10:00"
length = "5 min"
after = ["b"]
"#;
    let found = faults(text);
    for expected in [
        "line 2, title: must not be empty",
        "line 7: unknown field “colour”",
        "line 10, window, start: “25:00” is not a time such as 10:06 or 2016-09-14 10:00",
        "line 11, window, length: “half an hour” is not a length such as 5 min, 90 s or 1 h 30",
        "line 15, person Jérôme, role: must be lead, tech, support, comms or observer",
        "line 26, step a, length: “5” is not a length such as 5 min, 90 s or 1 h 30",
        "line 27, step a: unknown field “afther”",
        "line 30: steps wait for each other in a circle: b → b",
        "line 30: step b: it has no owner",
    ] {
        assert!(found.iter().any(|fault| fault == expected), "no “{expected}” in {found:#?}");
    }
}

#[test]
fn a_local_time_in_a_gap_or_twice_is_refused_with_both_readings() {
    let days =
        Days::new(local::parse_zone("Europe/Paris").ok(), local::parse_day("2016-03-27").ok());
    let gap = days.moment("02:30").unwrap_err();
    assert!(
        gap.contains("does not exist") && gap.contains("03:30") && gap.contains("01:30"),
        "{gap}"
    );
    let twice = days.moment("2016-10-30 02:30").unwrap_err();
    assert!(
        twice.contains("+02:00") && twice.contains("+01:00") && twice.contains("twice"),
        "{twice}"
    );
    let said = days.moment("2016-10-30 02:30 +01:00");
    assert_eq!(said, Ok(Timestamp::from_seconds(1_477_791_000)));
    assert_eq!(days.moment("2016-10-30 01:30"), Ok(Timestamp::from_seconds(1_477_783_800)));
}

#[test]
fn broken_syntax_is_named_with_its_line() {
    let found = faults("title = \"A\"\nzone = \n");
    assert!(found.iter().any(|fault| fault.starts_with("line 2")), "{found:?}");
}
