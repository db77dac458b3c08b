//! The story's texts against the story's plan: a window of 30 minutes from 10:06, in Paris, on
//! Wednesday 7 September 2016.

use crate::story::{clock, zone};
use domain::{
    Length, Timestamp,
    plan::Window,
    promise::{
        Facts, Language, Measure, Promised, Verdict, Why, found_in, judge, promised, say_by,
    },
};

const DAY: u32 = 86_400;

fn minutes(minutes: u32) -> Length {
    Length::from_minutes(minutes)
}

/// The plan, read the evening before at 17:00.
fn planned() -> Facts {
    Facts {
        window: Window { start: clock("10:06"), length: minutes(30) },
        interruption: minutes(10),
        started: None,
        forecast_end: None,
        zone: zone(),
        written: back(clock("17:00"), DAY),
    }
}

/// The site closed at 10:06; it is 10:17 and the end is forecast for this time.
fn under_way(forecast_end: &str) -> Facts {
    Facts {
        started: Some(clock("10:06")),
        forecast_end: Some(clock(forecast_end)),
        written: clock("10:17"),
        ..planned()
    }
}

/// A window of 30 minutes from this time of the evening.
fn in_the_evening(start: &str) -> Facts {
    let window = Window { start: clock(start), length: minutes(30) };
    Facts { window, written: back(clock(start), 7200), ..planned() }
}

fn back(at: Timestamp, seconds: u32) -> Timestamp {
    say_by(at, Length::from_seconds(seconds))
}

/// The verdict on the only time or length of an English text.
#[track_caller]
fn says(text: &str, facts: &Facts) -> Verdict {
    only(text, Language::En, facts)
}

/// The same of a French one.
#[track_caller]
fn dit(text: &str, facts: &Facts) -> Verdict {
    only(text, Language::Fr, facts)
}

#[track_caller]
fn only(text: &str, language: Language, facts: &Facts) -> Verdict {
    let found = found_in(text, language);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    judge(&found[0].said, facts)
}

const fn holds(says: Measure) -> Verdict {
    Verdict::Holds { says: Some(says) }
}

#[test]
fn ten_minutes_are_too_short_for_a_window_of_thirty_though_they_are_the_interruption() {
    let too_short = Verdict::TooShort {
        said: minutes(10),
        planned: minutes(30),
        against: Measure::Window,
        says_interruption: true,
    };
    assert_eq!(says("The site will be closed for 10 minutes", &planned()), too_short);
    assert_eq!(dit("Le site sera fermé une dizaine de minutes", &planned()), too_short);
    assert!(too_short.contradicts());
}

#[test]
fn thirty_minutes_hold_and_are_the_window() {
    for text in ["for 30 minutes", "about half an hour", "20 to 30 minutes"] {
        assert_eq!(says(text, &planned()), holds(Measure::Window), "{text}");
    }
    for text in ["une demi-heure", "une trentaine de minutes", "20 à 30 minutes"] {
        assert_eq!(dit(text, &planned()), holds(Measure::Window), "{text}");
    }
    assert_eq!(says("for 45 minutes", &planned()), Verdict::Holds { says: None });
}

#[test]
fn of_a_range_the_larger_end_is_promised() {
    let verdict = says("10 to 20 minutes", &planned());
    let said = minutes(20);
    assert!(matches!(verdict, Verdict::TooShort { said: s, .. } if s == said), "{verdict:?}");
}

#[test]
fn a_text_that_says_interruption_is_compared_with_the_interruption() {
    assert_eq!(says("10 minutes of interruption", &planned()), holds(Measure::Interruption));
    assert_eq!(
        says("5 minutes of interruption", &planned()),
        Verdict::TooShort {
            said: minutes(5),
            planned: minutes(10),
            against: Measure::Interruption,
            says_interruption: false,
        }
    );
}

#[test]
fn a_length_that_held_breaks_when_the_forecast_passes_it() {
    let text = "closed for 30 minutes";
    assert_eq!(says(text, &under_way("10:36")), holds(Measure::Window));
    assert_eq!(says(text, &under_way("10:36:59")), holds(Measure::Window));
    assert_eq!(
        says(text, &under_way("10:41")),
        Verdict::TooShort {
            said: minutes(30),
            planned: minutes(35),
            against: Measure::Forecast,
            says_interruption: false,
        }
    );
}

#[test]
fn an_end_before_the_announced_one_is_too_early_even_when_it_runs_early() {
    let too_early = Verdict::TooEarly {
        said: clock("10:30"),
        expected: clock("10:36"),
        against: Measure::AnnouncedEnd,
    };
    assert_eq!(says("back by 10:30 CET", &under_way("10:29")), too_early);
    assert_eq!(dit("fermé jusqu’à 10h30", &under_way("10:29")), too_early);
    assert_eq!(says("back around 10:36", &under_way("10:29")), holds(Measure::AnnouncedEnd));
}

#[test]
fn an_end_breaks_a_whole_minute_after_it_and_names_the_forecast() {
    let text = "fermé jusqu'à 10h36";
    assert_eq!(dit(text, &under_way("10:36:59")), holds(Measure::AnnouncedEnd));
    let expected = clock("10:37");
    let against = Measure::Forecast;
    let said = clock("10:36");
    assert_eq!(says(text, &under_way("10:37")), Verdict::TooEarly { said, expected, against });
    assert_eq!(says("back at 10:41", &under_way("10:41:20")), holds(Measure::Forecast));
    assert_eq!(says("back at 11:00", &under_way("10:41")), Verdict::Holds { says: None });
}

#[test]
fn a_beginning_must_be_the_planned_one_and_later_the_true_one() {
    let text = "La maintenance commence à 10h06";
    assert_eq!(dit(text, &planned()), holds(Measure::Start));
    let started = Facts { started: Some(clock("10:10")), ..under_way("10:36") };
    assert_eq!(
        dit(text, &started),
        Verdict::StartDiffers { said: clock("10:06"), planned: clock("10:10") }
    );
    assert_eq!(says("Maintenance at 10:06", &planned()), holds(Measure::Start));
}

#[test]
fn a_span_is_the_window_or_says_what_differs() {
    let tomorrow = "Tomorrow from 10:06 to 10:36 we move our database";
    assert_eq!(says(tomorrow, &planned()), holds(Measure::Window));
    assert_eq!(dit("demain de 10h06 à 10h36", &planned()), holds(Measure::Window));
    assert_eq!(dit("mercredi 7 septembre de 10h06 à 10h36", &planned()), holds(Measure::Window));
    let early = says("from 10:06 to 10:16", &planned());
    assert!(matches!(early, Verdict::TooEarly { against: Measure::AnnouncedEnd, .. }), "{early:?}");
    let moved = says("from 10:00 to 10:36", &planned());
    assert!(matches!(moved, Verdict::StartDiffers { .. }), "{moved:?}");
    assert_eq!(says("back between 10:30 and 10:45", &planned()), Verdict::Holds { says: None });
}

#[test]
fn the_wrong_day_is_red() {
    let thursday = dit("jeudi de 10h06 à 10h36", &planned());
    assert!(matches!(thursday, Verdict::StartDiffers { .. }), "{thursday:?}");
    let today = dit("aujourd'hui à partir de 10h06", &planned());
    assert!(matches!(today, Verdict::StartDiffers { .. }), "{today:?}");
    assert_eq!(says("wednesday at 10:06", &planned()), holds(Measure::Start));
    assert_eq!(says("7/09 at 10:06", &planned()), holds(Measure::Start));
}

#[test]
fn from_now_counts_from_the_writing_and_not_from_the_reading() {
    // Written at 10:17: 15 minutes are 10:32, 19 are 10:36.
    let early = says("back within 15 minutes", &under_way("10:36"));
    assert!(matches!(early, Verdict::TooEarly { .. }), "{early:?}");
    assert_eq!(dit("Retour dans 19 minutes", &under_way("10:36")), holds(Measure::AnnouncedEnd));
    // Before it begins, the same words say how long or when it begins.
    let before = Facts { written: clock("09:56"), ..planned() };
    assert_eq!(says("starts in 10 minutes", &before), holds(Measure::Start));
    assert_eq!(dit("dans 10 minutes", &before), holds(Measure::Start));
    let all_over = says("all done within 20 minutes", &before);
    assert!(matches!(all_over, Verdict::TooShort { .. }), "{all_over:?}");
}

#[test]
fn a_delay_counts_from_the_announced_end() {
    assert_eq!(says("5 minutes late", &under_way("10:41")), holds(Measure::Forecast));
    let text = "Nous avons 5 minutes de retard";
    let early = dit(text, &under_way("10:43"));
    let said = clock("10:41");
    assert!(matches!(early, Verdict::TooEarly { said: s, .. } if s == said), "{early:?}");
}

#[test]
fn what_was_over_when_it_was_written_is_no_promise_but_what_is_over_now_may_be_broken() {
    assert_eq!(says("At 10:10 we saw it", &under_way("10:41")), Verdict::NotAPromise);
    assert_eq!(dit("10h17 : le site est fermé", &under_way("10:41")), Verdict::NotAPromise);
    // Written at 10:07, read when the forecast is later than it says.
    let facts = Facts { written: clock("10:07"), ..under_way("10:45") };
    assert!(says("back at 10:36", &facts).contradicts());
}

#[test]
fn what_cannot_be_compared_says_why() {
    assert_eq!(says("a few minutes", &planned()), Verdict::Unclear(Why::Vague));
    assert_eq!(says("at least 10 minutes", &planned()), Verdict::Unclear(Why::OpenEnded));
    assert_eq!(says("not before 10:30", &planned()), Verdict::Unclear(Why::OpenEnded));
    assert_eq!(says("at least 30 minutes", &planned()), holds(Measure::Window));
}

#[test]
fn half_past_ten_is_in_the_evening_when_the_window_is() {
    let evening = in_the_evening("22:06");
    let early = dit("fermé jusqu'à 10h30", &evening);
    let said = clock("22:30");
    assert!(matches!(early, Verdict::TooEarly { said: s, .. } if s == said), "{early:?}");
    assert_eq!(says("until 10:36", &evening), holds(Measure::AnnouncedEnd));
    assert_eq!(says("tonight at 10:36", &evening), holds(Measure::AnnouncedEnd));
}

#[test]
fn a_window_over_midnight_ends_on_the_next_day() {
    let night = in_the_evening("23:45");
    assert_eq!(says("from 23:45 to 00:15", &night), holds(Measure::Window));
    assert_eq!(says("until 00:15", &night), holds(Measure::AnnouncedEnd));
    let early = says("until midnight", &night);
    assert!(matches!(early, Verdict::TooEarly { .. }), "{early:?}");
}

#[test]
fn zones_move_the_time_and_cet_in_summer_is_the_wall_of_paris() {
    let facts = planned();
    for text in ["by 8:36 UTC", "by 10:36 CET", "by 10:36 CEST", "by 10:36 UTC+2", "by 9:36 BST"] {
        assert_eq!(says(text, &facts), holds(Measure::AnnouncedEnd), "{text}");
    }
    assert!(says("by 10:30 local time", &facts).contradicts());
}

#[test]
fn promised_tells_what_the_words_mean_on_the_day() {
    let of = |text, facts: &Facts| promised(&found_in(text, Language::En)[0].said, facts);
    assert_eq!(of("until 10:30", &planned()), Promised::End(clock("10:30")));
    assert_eq!(of("for 10 minutes", &planned()), Promised::Length(minutes(10)));
    assert_eq!(of("from 10:06", &planned()), Promised::Start(clock("10:06")));
    let (from, to) = (clock("10:06"), clock("10:36"));
    assert_eq!(of("from 10:06 to 10:36", &planned()), Promised::Span { from, to });
}

#[test]
fn a_broken_promise_is_said_early_enough_for_its_audience() {
    assert_eq!(say_by(clock("10:36"), minutes(15)), clock("10:21"));
    assert_eq!(say_by(clock("10:36"), minutes(0)), clock("10:36"));
}
