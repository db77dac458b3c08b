//! A text as words, numbers and symbols with their bytes, folded to lower case without accents.

/// A piece of a text.
#[derive(Debug)]
pub(super) struct Token {
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
    /// What it is.
    pub kind: Kind,
    /// Folded.
    pub text: String,
    /// What stands between it and the one before.
    pub gap: Gap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// At most five digits.
    Number,
    Symbol,
    /// A fact in brackets, a part of a name or an address, the end of a paragraph: matches nothing.
    Opaque,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
    Line,
}

impl Token {
    /// The value of a number.
    pub fn value(&self) -> Option<u32> {
        if self.kind == Kind::Number { self.text.parse().ok() } else { None }
    }

    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Opaque && self.text == text
    }

    fn is_word_until(&self, at: usize) -> bool {
        self.kind == Kind::Word && self.to == at
    }

    pub fn is_dash(&self) -> bool {
        self.is("-") || self.is("–")
    }

    pub fn glued(&self) -> bool {
        self.gap == Gap::None
    }
}

/// Splits a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut at, mut gap) = (0, Gap::Line);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if is_invisible(c) {
            at += c.len_utf8();
        } else if c.is_whitespace() {
            let space = until(rest, |c| c.is_whitespace());
            let lines = rest[..space].matches('\n').count();
            gap = if lines > 0 { Gap::Line } else { Gap::Space };
            at += space;
            if lines > 1 {
                let (kind, text) = (Kind::Opaque, String::new());
                tokens.push(Token { from: at, to: at, kind, text, gap });
            }
        } else if is_apostrophe(c) && tokens.last().is_some_and(|last| last.is_word_until(at)) {
            // Between "d" and "ici": it only separates.
            gap = Gap::Space;
            at += c.len_utf8();
        } else {
            let (length, kind) = piece(rest, c);
            let text = rest[..length].chars().filter_map(folded).collect();
            tokens.push(Token { from: at, to: at + length, kind, text, gap });
            gap = Gap::None;
            at += length;
        }
    }
    hide_names(&mut tokens);
    tokens
}

/// How many bytes belong to the piece that begins with `c`, and what it is.
fn piece(rest: &str, c: char) -> (usize, Kind) {
    if c.is_alphabetic() {
        (until(rest, |c| c.is_alphabetic() || is_invisible(c)), Kind::Word)
    } else if c.is_ascii_digit() {
        let length = until(rest, |c| c.is_ascii_digit());
        (length, if length <= 5 { Kind::Number } else { Kind::Opaque })
    } else if let Some(length) = bracketed(rest) {
        (length, Kind::Opaque)
    } else {
        (c.len_utf8(), Kind::Symbol)
    }
}

/// The bytes of a `{fact}`: on one line and short, so that many open brackets stay cheap.
fn bracketed(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('{')?;
    let close = inside.char_indices().take(60).find(|(_, c)| matches!(c, '}' | '{' | '\n'))?;
    (close.1 == '}').then_some(close.0 + 2)
}

fn until(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '′' | '`' | '´')
}

/// Soft hyphens, joiners and accents that stand alone after their letter.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// Lower case without accent, one kind of apostrophe and two of dashes (a minus can be part of an
/// offset, an en dash cannot). Only what French and English need.
fn folded(c: char) -> Option<char> {
    let c = c.to_lowercase().next().unwrap_or(c);
    Some(match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' | 'ì' => 'i',
        'ô' | 'ö' | 'ó' | 'ò' => 'o',
        'û' | 'ù' | 'ü' | 'ú' => 'u',
        '‐' | '‑' | '−' => '-',
        '‒' | '—' | '―' => '–',
        '：' => ':',
        c if is_apostrophe(c) => '\'',
        c if is_invisible(c) => return None,
        c => c,
    })
}

/// Hides what only looks like a time: addresses of the web and of machines, versions, "B10".
fn hide_names(tokens: &mut [Token]) {
    let mut from = 0;
    while from < tokens.len() {
        let more = tokens[from + 1..].iter().take_while(|token| token.glued()).count();
        let (chunk, next) = (&mut tokens[from..=from + more], from + more + 1);
        if is_address(chunk) {
            hide(chunk);
        }
        chunk.split_mut(Token::is_dash).for_each(hide_machines);
        if let Some(name) = name_with_number(chunk) {
            hide(&mut chunk[name..]);
        }
        from = next;
    }
}

fn hide(tokens: &mut [Token]) {
    tokens.iter_mut().for_each(|token| token.kind = Kind::Opaque);
}

/// "a@b.c", "https://…", "example.com/10h30", "file_10h30".
fn is_address(chunk: &[Token]) -> bool {
    let word = |at: usize| chunk.get(at).is_some_and(|token| token.kind == Kind::Word);
    let mut dotted = false;
    let mut slashed = false;
    for (at, token) in chunk.iter().enumerate() {
        let between_words = at > 0 && word(at - 1) && word(at + 1);
        dotted |= token.is(".") && between_words;
        slashed |= token.is("/");
        if (token.is("@") && at > 0) || token.is("_") || token.is("\\") || token.is("www") {
            return true;
        }
        if token.is(":") && chunk[at + 1..].iter().take(2).filter(|next| next.is("/")).count() == 2
        {
            return true;
        }
    }
    dotted && slashed
}

/// "192.168.10.30", "v1.10.30", "01.23.45.67.89", "00:1a:10:30".
fn hide_machines(part: &mut [Token]) {
    let joined_numbers = |by: &str| {
        part.windows(2).filter(|pair| pair[0].is(by) && pair[1].kind == Kind::Number).count()
    };
    if joined_numbers(".") > 1 || joined_numbers(":") > 2 {
        hide(part);
    }
}

/// Where a name with a number begins: letters that touch a number and do not follow one.
fn name_with_number(chunk: &[Token]) -> Option<usize> {
    (0..chunk.len().saturating_sub(1)).find(|&at| {
        let (word, number) = (&chunk[at], &chunk[at + 1]);
        let after_number = at > 0 && matches!(chunk[at - 1].kind, Kind::Number | Kind::Opaque);
        // "à10h30" is typed in a hurry.
        word.kind == Kind::Word && number.kind == Kind::Number && !after_number && word.text != "a"
    })
}
