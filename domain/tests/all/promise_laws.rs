//! What holds for every text.

use crate::story::{clock, zone};
use domain::{
    Length,
    plan::Window,
    promise::{Facts, Found, Language, Said, TimeKind, found_in, judge, promised},
};
use proptest::prelude::*;

const LANGUAGES: [Language; 2] = [Language::Fr, Language::En];

/// Pieces that the grammars know, so that chance makes texts that they nearly read.
const PIECES: [&str; 62] = [
    "10",
    "30",
    "1",
    "24",
    "7",
    "2016",
    "09",
    "0",
    "99999",
    "1000000",
    ":",
    ".",
    ",",
    "-",
    "–",
    "/",
    "+",
    "'",
    "’",
    "(",
    ")",
    "{",
    "}",
    "@",
    "h",
    "min",
    "minutes",
    "heures",
    "hour",
    "hours",
    "secondes",
    "à",
    "de",
    "et",
    "and",
    "from",
    "to",
    "entre",
    "jusqu'à",
    "until",
    "by",
    "d'ici",
    "dans l'heure",
    "une",
    "a",
    "half",
    "past",
    "demi",
    "quart",
    "dix",
    "vingt",
    "twenty",
    "demain",
    "mercredi",
    "septembre",
    "UTC",
    "CET",
    "pm",
    "midi",
    "ago",
    "\u{a0}",
    "\n\n",
];

fn texts() -> impl Strategy<Value = String> {
    let joined = prop::collection::vec((prop::sample::select(&PIECES[..]), any::<bool>()), 0..40)
        .prop_map(|pieces| {
            pieces
                .iter()
                .map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" }))
                .collect()
        });
    prop_oneof![any::<String>(), "\\PC{0,200}", joined]
}

fn facts() -> Facts {
    Facts {
        window: Window { start: clock("10:06"), length: Length::from_minutes(30) },
        interruption: Length::from_minutes(10),
        started: Some(clock("10:06")),
        forecast_end: Some(clock("10:41")),
        zone: zone(),
        written: clock("10:17"),
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(400))]

    #[test]
    fn what_is_found_lies_in_the_text_in_order_and_apart(text in texts()) {
        for language in LANGUAGES {
            let found = found_in(&text, language);
            let mut end = 0;
            for Found { from, to, .. } in &found {
                let (from, to) = (*from as usize, *to as usize);
                prop_assert!(end <= from && from < to && to <= text.len());
                prop_assert!(text.is_char_boundary(from) && text.is_char_boundary(to));
                end = to;
            }
            prop_assert_eq!(&found, &found_in(&text, language));
        }
    }

    #[test]
    fn whatever_is_found_can_be_judged_sent_and_read_back(text in texts()) {
        for Found { said, .. } in LANGUAGES.iter().flat_map(|language| found_in(&text, *language)) {
            prop_assert_eq!(judge(&said, &facts()), judge(&said, &facts()));
            let sent = serde_json::to_string(&said).unwrap();
            prop_assert_eq!(serde_json::from_str::<Said>(&sent).unwrap(), said);
        }
    }

    /// A correction comes from a browser: any numbers that the types let through are judged.
    #[test]
    fn no_correction_breaks_the_judge(
        clock in 0_u32..=86_400, half in any::<bool>(), day in any::<u8>(), month in any::<u8>(),
        year in any::<Option<u16>>(), offset in any::<i16>(), length in any::<u32>(),
        written in any::<i64>(),
    ) {
        let time = serde_json::json!({
            "clock": clock, "either_half": half, "kind": "until", "zone": {"offset": offset},
            "day": {"date": {"day": day, "month": month, "year": year}},
        });
        let length = serde_json::json!({
            "most": length, "about": false, "counted": "from_now", "of_interruption": half,
        });
        let facts = Facts { written: domain::Timestamp::from_micros(written), ..facts() };
        for said in [
            serde_json::json!({"at": time}),
            serde_json::json!({"length": length}),
            serde_json::json!({"span": {"from": time, "to": time}}),
        ] {
            let said: Said = serde_json::from_value(said).unwrap();
            prop_assert_eq!(judge(&said, &facts), judge(&said, &facts));
            prop_assert_eq!(promised(&said, &facts), promised(&said, &facts));
        }
    }

    /// Nothing reaches over a blank line, so reading costs what its paragraphs cost.
    #[test]
    fn two_paragraphs_say_what_each_says_alone(first in texts(), second in texts()) {
        let before = u32::try_from(first.len() + 2).unwrap();
        for language in LANGUAGES {
            let moved = found_in(&second, language).into_iter().map(|found| Found {
                from: found.from + before,
                to: found.to + before,
                ..found
            });
            let apart: Vec<Found> = found_in(&first, language).into_iter().chain(moved).collect();
            prop_assert_eq!(found_in(&format!("{first}\n\n{second}"), language), apart);
        }
    }

    /// Text before and after a promise that ends its own sentence changes nothing of it.
    #[test]
    fn a_sentence_says_the_same_among_others(minutes in 1_u32..600, lines in 1_usize..40) {
        let sentence = format!("Fermé pendant {minutes} minutes.");
        let text = format!("{}\n\n", sentence).repeat(lines);
        let found = found_in(&text, Language::Fr);
        let alone = found_in(&sentence, Language::Fr);
        prop_assert_eq!(found.len(), lines);
        prop_assert!(found.iter().all(|found| found.said == alone[0].said));
    }
}

#[test]
fn a_clock_later_than_the_end_of_the_day_is_refused_by_name() {
    let text = r#"{"at": {"clock": 86401, "either_half": false, "kind": "until"}}"#;
    let refused = serde_json::from_str::<Said>(text).unwrap_err().to_string();
    assert!(refused.contains("clock: at most 86400 seconds"), "{refused}");
}

#[track_caller]
fn only(text: &str, language: Language) -> Said {
    let found = found_in(text, language);
    assert_eq!(found.len(), 1, "{text} [{language:?}]: {found:?}");
    found[0].said
}

#[test]
fn every_length_up_to_twelve_hours_is_read_back_in_every_notation() {
    for minutes in 1..=720 {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let plural = |count: u32| if count > 1 { "s" } else { "" };
        let mut texts = vec![
            (Language::Fr, format!("pendant {minutes} minutes")),
            (Language::Fr, format!("{minutes} min")),
            (Language::Fr, format!("{minutes}\u{a0}mn")),
            (Language::En, format!("for {minutes} minutes")),
            (Language::En, format!("{minutes} mins")),
            (Language::En, format!("a {minutes}-minute break")),
        ];
        if hours > 0 {
            texts.extend([
                (Language::Fr, format!("pendant {hours}h{rest:02}")),
                (Language::Fr, format!("une coupure de {hours} h {rest:02}")),
                (Language::En, format!("it takes {hours}h{rest:02}")),
            ]);
            if rest > 0 {
                let (h, m) = (plural(hours), plural(rest));
                texts.extend([
                    (Language::Fr, format!("{hours} heure{h} et {rest} minute{m}")),
                    (Language::En, format!("{hours} hour{h} {rest} minute{m}")),
                    (Language::En, format!("{hours} hour{h} and {rest} minute{m}")),
                    (Language::En, format!("{hours}h {rest}m")),
                ]);
            }
        }
        let length = Some(Length::from_minutes(minutes));
        for (language, text) in texts {
            let said = only(&text, language);
            let Said::Length(said) = said else { panic!("{text}: {said:?}") };
            assert_eq!((said.least, said.most), (length, length), "{text}");
        }
    }
}

#[test]
fn every_minute_of_the_day_is_read_back_in_every_notation() {
    for (hour, minute) in (0..24).flat_map(|hour| (0..60).map(move |minute| (hour, minute))) {
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let half = if hour < 12 { "am" } else { "pm" };
        let dotted = if hour < 12 { "a.m." } else { "p.m." };
        for (language, text) in [
            (Language::Fr, format!("jusqu'à {hour}h{minute:02}")),
            (Language::Fr, format!("jusqu’à {hour} h {minute:02}")),
            (Language::Fr, format!("jusqu'à {hour:02}:{minute:02}")),
            (Language::Fr, format!("jusqu'à {hour} heures {minute:02}")),
            (Language::En, format!("until {hour:02}:{minute:02}")),
            (Language::En, format!("until {hour}:{minute:02}:00")),
            (Language::En, format!("until {hour}h{minute:02}")),
            (Language::En, format!("until {twelve}:{minute:02} {half}")),
            (Language::En, format!("until {twelve}.{minute:02}{half}")),
            (Language::En, format!("until {twelve}:{minute:02} {dotted}")),
        ] {
            let said = only(&text, language);
            let Said::At(said) = said else { panic!("{text}: {said:?}") };
            assert_eq!(said.clock.seconds(), (hour * 60 + minute) * 60, "{text}");
            assert_eq!(said.kind, TimeKind::Until, "{text}");
        }
    }
}
