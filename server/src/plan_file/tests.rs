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

/// A plan of one team and one step, written as in the story.
fn with_step(step: &str) -> String {
    format!(
        "title = \"A\"\norganisation = \"B\"\nday = \"2016-09-07\"\nzone = \"Europe/Paris\"\n\
         interruption = \"5 min\"\n[window]\nstart = \"10:06\"\nlength = \"30 min\"\n\
         [[people]]\nname = \"Thierry\"\nrole = \"tech\"\n[[phases]]\nid = \"p\"\ntitle = \"P\"\n\
         [[phases.steps]]\nid = \"enter\"\ntitle = \"E\"\nowner = \"Thierry\"\nstart = \"10:06\"\n\
         {step}"
    )
}

#[test]
fn a_gate_says_who_is_asked_and_what_is_read_back() {
    use domain::run::gate::{Belief, Seat};
    let text = with_step(
        "gate = true\nquestion = \"Now?\"\npoll = [\"comms\", \"Thierry\", \"comms\"]\n\
         read_back = [\"length\"]",
    );
    let plan = read_plan(&text).unwrap().plan;
    let gate = &plan.phases[0].steps[0].run.gate;
    assert_eq!(gate.question.as_ref().map(Title::as_str), Some("Now?"));
    let thierry = Seat::Person(PersonId::parse("thierry").unwrap());
    assert_eq!(gate.poll, [Seat::Team(Role::Comms), thierry]);
    assert_eq!(gate.read_back, [Belief::Length]);
}

#[test]
fn what_a_gate_cannot_ask_is_named_with_its_line_and_rule() {
    for (step, fault) in [
        ("gate = true\npoll = [\"lead\"]", "poll: the lead decides at a gate and is not asked"),
        ("gate = true\npoll = [\"observer\"]", "poll: observers change nothing and are not asked"),
        (
            "gate = true\npoll = [\"Bob\"]",
            "poll: “Bob” is neither tech, support or comms nor a person",
        ),
        (
            "gate = true\nread_back = [\"length\"]",
            "read_back: nobody is asked: name the teams in poll",
        ),
        (
            "gate = true\npoll = [\"tech\"]\nread_back = [\"colour\"]",
            "read_back: must be start, length or will_not_work",
        ),
        (
            "length = \"5 min\"\npoll = [\"tech\"]",
            "poll: only a gate asks: say gate = true or take it away",
        ),
        (
            "length = \"5 min\"\npays_debt = [\"enter\"]",
            "step enter: it pays for enter, which opens no debt",
        ),
        ("length = \"5 min\"\nopens_debt = \"\"", "opens_debt: title: must not be empty"),
    ] {
        let found = faults(&with_step(step));
        assert!(found.len() == 1 && found[0].contains(fault), "{step}: {found:#?}");
    }
}
