//! What stands before a time or length: "until", "about", "tomorrow", "the outage will last".

use super::{
    DayHint,
    cursor::Cursor,
    day::day,
    token::{Kind, Token},
    words::{Lead, Part, Verb, Words},
};

/// The words before a time or length.
pub(super) struct Opening {
    pub leads: Vec<Lead>,
    pub day: Option<(DayHint, Option<Part>)>,
    /// Where the day begins.
    pub first: Option<usize>,
}

impl Opening {
    /// Takes leads and, where `dated`, a day among them.
    pub fn take(cursor: &mut Cursor<'_>, words: &Words, dated: bool) -> Self {
        let mut opening = Self { leads: Vec::new(), day: None, first: None };
        for _ in 0..5 {
            let (mut by_day, mut by_lead) = (*cursor, *cursor);
            let said = if dated && opening.day.is_none() { day(&mut by_day, words) } else { None };
            let lead = by_lead.take_any(words.leads);
            // "Monday to Friday" is more than "Monday".
            if said.is_some() && (lead.is_none() || by_day.at >= by_lead.at) {
                opening.day = said;
                opening.first = Some(cursor.at);
                *cursor = by_day;
            } else if let Some(lead) = lead {
                opening.leads.push(lead);
                *cursor = by_lead;
                if lead == Lead::Gone {
                    cursor.take(",");
                }
            } else {
                break;
            }
        }
        opening
    }

    pub fn has(&self, leads: &[Lead]) -> bool {
        self.leads.iter().any(|lead| leads.contains(lead))
    }
}

/// What the sentence has said before.
pub(super) struct Context {
    pub verb: Option<Verb>,
    pub of_interruption: bool,
}

impl Context {
    /// The last four words of the same clause.
    pub fn before(start: Cursor<'_>, words: &Words) -> Self {
        let ends = |token: &Token| {
            matches!(token.kind, Kind::Number | Kind::Opaque)
                || [".", ",", ";", "!", "?"].iter().any(|mark| token.is(mark))
        };
        let clause = start.before().take(6).take_while(|token| !ends(token));
        let mut context = Self { verb: None, of_interruption: false };
        for token in clause.filter(|token| token.kind == Kind::Word).take(4) {
            let verb = words.verbs.iter().find(|(stem, _)| token.text.starts_with(stem));
            context.verb = context.verb.or(verb.map(|(_, verb)| *verb));
            context.of_interruption |= words.felt.iter().any(|felt| token.is(felt));
        }
        context
    }
}
