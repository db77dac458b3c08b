//! A place among the tokens. Copied to try something, kept when it worked.

use super::token::{Gap, Kind, Token};

/// The most tokens that one attempt may see. "Du mercredi 7 septembre 2016 à 10 h 06 (heure de
/// Paris) au …" needs about thirty. It makes reading a text linear, whatever the grammars do: each
/// place is tried at most twice, and each try sees at most so many tokens and six before them.
const REACH: usize = 48;

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    pub at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    pub fn at(tokens: &'a [Token], at: usize) -> Self {
        Self { tokens, at, end: tokens.len().min(at + REACH) }
    }

    pub fn peek(&self) -> Option<&'a Token> {
        self.nth(0)
    }

    pub fn nth(&self, ahead: usize) -> Option<&'a Token> {
        let at = self.at + ahead;
        if at < self.end { self.tokens.get(at) } else { None }
    }

    /// The token before, the nearest first.
    pub fn before(&self) -> impl Iterator<Item = &'a Token> + use<'a> {
        self.tokens[..self.at].iter().rev()
    }

    /// Takes a phrase: its words by spaces, in the text by spaces or hyphens.
    pub fn take(&mut self, phrase: &str) -> bool {
        // Most phrases of a table end here.
        let first = self.peek().and_then(|token| token.text.bytes().next());
        if first != phrase.bytes().next() {
            return false;
        }
        let mut here = *self;
        for (index, word) in phrase.split(' ').enumerate() {
            if index > 0 && here.peek().is_some_and(Token::is_dash) {
                here.at += 1;
            }
            if !here.peek().is_some_and(|token| token.is(word)) {
                return false;
            }
            here.at += 1;
        }
        *self = here;
        true
    }

    /// Takes the longest phrase of a table.
    pub fn take_any<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let mut best: Option<(usize, T)> = None;
        for (phrase, meaning) in table {
            let mut here = *self;
            if here.take(phrase) && best.is_none_or(|(at, _)| here.at > at) {
                best = Some((here.at, *meaning));
            }
        }
        let (at, meaning) = best?;
        self.at = at;
        Some(meaning)
    }

    /// Takes one of these phrases.
    pub fn take_one(&mut self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.take(phrase))
    }

    pub fn take_dash(&mut self) -> bool {
        let dash = self.peek().is_some_and(Token::is_dash);
        self.at += usize::from(dash);
        dash
    }

    /// Takes a symbol that touches the token before it.
    pub fn take_glued(&mut self, symbol: &str) -> bool {
        let there = self.peek().is_some_and(|token| token.glued() && token.is(symbol));
        self.at += usize::from(there);
        there
    }

    /// Takes a number.
    pub fn number(&mut self) -> Option<&'a Token> {
        let token = self.peek().filter(|token| token.kind == Kind::Number)?;
        self.at += 1;
        Some(token)
    }

    /// Takes a number that touches the token before it.
    pub fn glued_number(&mut self) -> Option<&'a Token> {
        self.peek().filter(|token| token.glued())?;
        self.number()
    }

    /// Takes two digits that touch the token before them and are less than 60.
    pub fn sixtieths(&mut self) -> Option<u32> {
        let token = self.glued_number().filter(|token| token.text.len() == 2)?;
        token.value().filter(|value| *value < 60)
    }

    /// Whether the token here is the tail of a number such as "9" in "16:9" or "3.9".
    pub fn inside_number(&self) -> bool {
        let mut before = self.before();
        let touches = self.peek().is_some_and(Token::glued);
        let mark = before.next().filter(|token| {
            touches && token.glued() && [".", ",", ":", "/"].iter().any(|mark| token.is(mark))
        });
        mark.is_some() && before.next().is_some_and(|token| token.kind == Kind::Number)
    }

    /// Whether the next token is on this line.
    pub fn same_line(&self) -> bool {
        self.peek().is_some_and(|token| token.gap != Gap::Line)
    }
}
