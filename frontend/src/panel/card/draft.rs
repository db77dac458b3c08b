//! The next card, drafted: the sentences of the one before with every time and length that no
//! longer holds put right.

use crate::panel::Look;
use domain::{
    Forecast, Length, Timestamp,
    promise::{Facts, Language, Verdict, found_in, judge},
    word::card::Card,
};

/// What the card should say now, French first.
pub fn redrafted(look: &Look<'_>, card: &Card, forecast: &Forecast) -> (String, String) {
    let Some(facts) = card.facts(look.room, forecast.open_again) else {
        return (card.says.say_fr.to_string(), card.says.say_en.to_string());
    };
    let put_right = |text: &str, language| put_right(look, text, language, &facts);
    (
        put_right(card.says.say_fr.as_str(), Language::Fr),
        put_right(card.says.say_en.as_str(), Language::En),
    )
}

/// From the last to the first, so that the places before stay where they are.
fn put_right(look: &Look<'_>, text: &str, language: Language, facts: &Facts) -> String {
    let mut draft = text.to_owned();
    for found in found_in(text, language).iter().rev() {
        let range = found.from as usize..found.to as usize;
        let Some(said) = text.get(range.clone()) else { continue };
        let right = match judge(&found.said, facts) {
            Verdict::TooEarly { expected, .. } => moment(look, expected, said),
            Verdict::StartDiffers { planned, .. } => moment(look, planned, said),
            Verdict::TooShort { planned, .. } => length(planned),
            Verdict::Holds { .. } | Verdict::Unclear(_) | Verdict::NotAPromise => continue,
        };
        draft.replace_range(range, &right);
    }
    draft
}

/// Written as the words it replaces: "10h41" or "10:41".
fn moment(look: &Look<'_>, at: Timestamp, said: &str) -> String {
    let shown = look.hour_minute(at);
    if said.contains('h') { shown.replace(':', "h") } else { shown }
}

fn length(length: Length) -> String {
    format!("{} minutes", length.minutes())
}
