//! A text as its readers would get it now, what it promises, and whether that is true.

use super::{Look, editor::fact_named, lang_of, language_named};
use crate::{
    panel::form::{ask, hidden, number, opens, send},
    text::word::promise::spoken,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Length,
    promise::{Language, Measure, Said, TimeKind, Verdict},
    word::{
        notice::{Content, Fact, NoticeId, Resolved, resolve, values},
        promise::{Correction, Mark, Part, marks_of},
    },
};
use leptos::prelude::*;

/// Title and text as read now.
struct Read {
    language: Language,
    title: Resolved,
    text: Resolved,
    marks: Vec<Mark>,
}

/// The preview with its marks, and below it what is wrong with them. `saved` says whether this is
/// the text on disk: only then can what was found be corrected, since a correction names a place.
#[must_use]
pub fn checked(
    look: &Look<'_>,
    notice: NoticeId,
    content: &Content,
    corrections: &[Correction],
    saved: bool,
) -> Piece {
    let mut languages = [Language::En, Language::Fr];
    if look.language() == Language::Fr {
        languages.reverse();
    }
    let read = languages.map(|language| read(look, content, corrections, language));
    let mut wrong = false;
    let columns: Vec<Piece> = read
        .iter()
        .map(|read| {
            let marks = read.marks.iter();
            let found = marks.filter_map(|mark| finding(look, notice, content, read, mark));
            let found: Vec<Piece> = found.collect();
            wrong |= !found.is_empty();
            view! { <div class="language">{preview(look, read)} {found}</div> }.whole()
        })
        .collect();
    let clear = !wrong && read.iter().any(|read| !read.marks.is_empty());
    let clear = clear.then(|| {
        let words = look.word(
            "Every time in this text agrees with the plan and the forecast.",
            "Chaque horaire de ce texte s’accorde avec le plan et la prévision.",
        );
        view! { <p class="finding" data-tone="good"><Icon shape=Shape::Check /> {words}</p> }
            .whole()
    });
    let found = (saved && look.may(domain::rights::Action::EditNotice, None))
        .then(|| corrigible(look, notice, content, &read))
        .flatten();
    view! {
        <div class="two-languages previews">{columns}</div>
        {clear}
        {found}
    }
    .whole()
}

fn read(
    look: &Look<'_>,
    content: &Content,
    corrections: &[Correction],
    language: Language,
) -> Read {
    let values = values(look.room, look.now);
    let wording = content.of(language);
    let title = wording.title.as_ref().map(|title| title.as_str()).unwrap_or_default();
    let text = wording.text.as_ref().map(|text| text.as_str()).unwrap_or_default();
    Read {
        language,
        title: resolve(title, language, &values),
        text: resolve(text, language, &values),
        marks: marks_of(look.room, content, language, corrections, look.now),
    }
}

fn preview(look: &Look<'_>, read: &Read) -> Piece {
    let title = marked(look, &read.title, Part::Title, &read.marks);
    let text = marked(look, &read.text, Part::Text, &read.marks);
    let label = format!(
        "{}, {}",
        look.word("As readers get it", "Comme on la lira"),
        language_named(look, read.language).to_lowercase()
    );
    view! {
        <section class="as-read" lang=lang_of(read.language) aria-label=label>
            <h3>{title}</h3>
            <p class="as-read-text">{text}</p>
        </section>
    }
    .whole()
}

/// The text in pieces: plain, facts as chips, promises marked by their verdict.
fn marked(look: &Look<'_>, resolved: &Resolved, part: Part, marks: &[Mark]) -> Vec<Piece> {
    let text = resolved.text.as_str();
    let marks: Vec<&Mark> = marks.iter().filter(|mark| mark.part == part).collect();
    let mut edges: Vec<usize> = vec![0, text.len()];
    edges.extend(resolved.facts.iter().flat_map(|fact| [fact.from, fact.to]));
    edges.extend(marks.iter().flat_map(|mark| [mark.from, mark.to]));
    edges.sort_unstable();
    edges.dedup();
    let mut pieces = Vec::new();
    for pair in edges.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let Some(words) = text.get(from..to).filter(|words| !words.is_empty()) else { continue };
        let words = words.to_owned();
        let fact = resolved.facts.iter().find(|fact| fact.from <= from && to <= fact.to);
        let mark = marks.iter().find(|mark| mark.from <= from && to <= mark.to);
        let tone = mark.map(|mark| tone(&mark.verdict));
        pieces.push(match (fact, tone) {
            (Some(fact), tone) => {
                let title = fact_named(look, fact.fact);
                view! { <span class="fact-chip" data-tone=tone title=title>{words}</span> }.whole()
            }
            (None, Some(tone)) => view! { <mark data-tone=tone>{words}</mark> }.whole(),
            (None, None) => view! { <span>{words}</span> }.whole(),
        });
    }
    pieces
}

const fn tone(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::TooShort { .. } | Verdict::TooEarly { .. } | Verdict::StartDiffers { .. } => {
            "stop"
        }
        Verdict::Unclear(_) => "late",
        Verdict::Holds { .. } => "good",
        Verdict::NotAPromise => "plain",
    }
}

/// What is wrong with some words, and the ways out.
fn finding(
    look: &Look<'_>,
    notice: NoticeId,
    content: &Content,
    read: &Read,
    mark: &Mark,
) -> Option<Piece> {
    let zone = look.zone_of_room();
    let said = look.text().promise_verdict(&mark.verdict, &zone)?;
    let contradicts = mark.verdict.contradicts();
    let window = look.room.charter.as_ref().map(|charter| {
        format!(
            "{} {} → {}",
            look.word("Window", "Fenêtre"),
            look.hour_minute(charter.window.start),
            look.hour_minute(charter.window.end())
        )
    });
    let below = format!(
        "{} {}{}",
        look.text().quoted(&mark.phrase),
        look.word("in", "en"),
        match read.language {
            Language::Fr => look.word(" French", " français"),
            Language::En => look.word(" English", " anglais"),
        },
    );
    let below = match window.filter(|_| contradicts) {
        Some(window) => format!("{below}. {window}"),
        None => below,
    };
    let ways = contradicts.then(|| ways_out(look, notice, content, read, mark));
    let tone = tone(&mark.verdict);
    Some(
        view! {
            <div class="finding" data-tone=tone role=contradicts.then_some("alert")>
                <p><strong>{said}</strong></p>
                <p class="quiet">{below}</p>
                {ways}
            </div>
        }
        .whole(),
    )
}

fn ways_out(
    look: &Look<'_>,
    notice: NoticeId,
    content: &Content,
    read: &Read,
    mark: &Mark,
) -> Piece {
    let slug = lang_of(read.language);
    let (into, raw) = match mark.part {
        Part::Title => (
            format!("content.{slug}.title"),
            content.of(read.language).title.as_ref().map(|t| t.as_str()),
        ),
        Part::Text => (
            format!("content.{slug}.text"),
            content.of(read.language).text.as_ref().map(|t| t.as_str()),
        ),
    };
    let typed = typed_as(raw.unwrap_or_default(), read, mark);
    let take = typed.and_then(|typed| Some((typed, instead(look, read.language, mark)?)));
    let take = take.map(|(typed, (with, label))| {
        view! {
            <button class="btn" type="button" data-replace=typed data-with=with data-into=into data-form=format!("editor-{notice}")>
                {label}
            </button>
        }
        .whole()
    });
    let keep = format!("keep-{notice}");
    view! {
        <p class="ways js-only">
            {take}
            <button class="btn" type="button" data-opens=keep>
                {look.word("Keep it and say why", "Le garder et dire pourquoi")}
            </button>
        </p>
    }
    .whole()
}

/// The words as they were typed: themselves, or the fact whose value they are.
fn typed_as(raw: &str, read: &Read, mark: &Mark) -> Option<String> {
    if raw.contains(&mark.phrase) {
        return Some(mark.phrase.clone());
    }
    let resolved = match mark.part {
        Part::Title => &read.title,
        Part::Text => &read.text,
    };
    let fact = resolved.facts.iter().find(|fact| fact.from < mark.to && mark.from < fact.to)?;
    [Language::Fr, Language::En]
        .into_iter()
        .map(|language| fact.fact.token(language))
        .find(|token| raw.contains(token))
}

/// What would be true instead, and the label of its button.
fn instead(look: &Look<'_>, language: Language, mark: &Mark) -> Option<(String, String)> {
    let fact = |fact: Fact| fact.token(language);
    let plans_length = look.word("Use the plan’s duration", "Mettre la durée du plan");
    let plans_end = look.word("Use the announced end", "Mettre la fin annoncée");
    let forecast = look.word("Use the forecast", "Mettre la prévision");
    let is_span = matches!(&mark.said, Some(Said::Span { .. }));
    let to = |end: String| {
        let between = match (language, &mark.said) {
            (Language::Fr, Some(Said::Span { from, .. })) if from.kind == TimeKind::After => "et",
            (Language::Fr, _) => "à",
            (Language::En, Some(Said::Span { from, .. })) if from.kind == TimeKind::After => "and",
            (Language::En, _) => "to",
        };
        if is_span { format!("{} {between} {end}", fact(Fact::Start)) } else { end }
    };
    let (with, label) = match &mark.verdict {
        Verdict::TooShort { against: Measure::Interruption, .. } => {
            (fact(Fact::Interruption), plans_length)
        }
        Verdict::TooShort { against: Measure::Forecast, planned, .. } => {
            (spoken(*planned), forecast)
        }
        Verdict::TooShort { .. } => (fact(Fact::Window), plans_length),
        Verdict::TooEarly { against: Measure::Forecast, .. } => {
            (to(fact(Fact::ForecastEnd)), forecast)
        }
        Verdict::TooEarly { .. } => (to(fact(Fact::AnnouncedEnd)), plans_end),
        Verdict::StartDiffers { .. } => {
            let start = look.word("Use the start of the plan", "Mettre le début du plan");
            let with = if is_span { to(fact(Fact::AnnouncedEnd)) } else { fact(Fact::Start) };
            (with, start)
        }
        Verdict::Holds { .. } | Verdict::Unclear(_) | Verdict::NotAPromise => return None,
    };
    Some((with, label.to_owned()))
}

/// Everything that was found, to be corrected by whoever knows better.
fn corrigible(look: &Look<'_>, notice: NoticeId, content: &Content, all: &[Read]) -> Option<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for read in all {
        let wording = content.of(read.language);
        for (place, mark) in read.marks.iter().enumerate() {
            let raw = match mark.part {
                Part::Title => wording.title.as_ref().map(|title| title.as_str()),
                Part::Text => wording.text.as_ref().map(|text| text.as_str()),
            };
            // A fact is right by itself.
            let Some(from) = raw.unwrap_or_default().find(&mark.phrase) else { continue };
            lines.push(line(look, notice, read.language, mark, (from, place)));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let label = look.word("What was found in the text", "Ce qui a été trouvé dans le texte");
    let inside = view! { <ul class="found">{lines}</ul> }.whole();
    Some(opens(format!("found-{notice}"), label, "btn quiet-btn", inside))
}

fn line(
    look: &Look<'_>,
    notice: NoticeId,
    language: Language,
    mark: &Mark,
    (from, place): (usize, usize),
) -> Piece {
    let place_fields = || {
        let mut fields = vec![
            hidden("notice#number", notice.to_string()),
            hidden("language", lang_of(language)),
            hidden("from#number", from.to_string()),
            hidden("to#number", (from + mark.phrase.len()).to_string()),
            hidden("back", super::notice_path(look, notice)),
        ];
        if mark.part == Part::Title {
            fields.push(hidden("in_title#flag", "on"));
        }
        fields
    };
    let reads = match &mark.said {
        None => look.word("promises nothing", "ne promet rien").to_owned(),
        Some(Said::Length(length)) => match length.most.or(length.least) {
            Some(length) => spoken(length),
            None => look.word("a length without a number", "une durée sans nombre").to_owned(),
        },
        Some(Said::At(_) | Said::Span { .. }) => match mark.end {
            Some(end) => format!("{} {}", look.word("ends", "fin"), look.hour_minute(end)),
            None => look.word("a beginning", "un début").to_owned(),
        },
    };
    let corrected = if mark.corrected { look.word(" (corrected)", " (corrigé)") } else { "" };
    let nothing = (mark.said.is_some()).then(|| {
        let mut fields = place_fields();
        fields.push(hidden("reading", "no_promise"));
        fields.push(send(look.word("Promises nothing", "Ne promet rien"), "link"));
        ask(look, "word.promise.correct", "inline-form", fields)
    });
    let mut fields = place_fields();
    let label = look.word("It means, in minutes", "Cela veut dire, en minutes");
    fields.push(number("reading.lasts.length#minutes", label, 1, Length::MAX.minutes()));
    fields.push(send(look.word("Correct", "Corriger"), "btn"));
    let means = opens(
        format!("means-{notice}-{}-{place}", lang_of(language)),
        look.word("It means something else", "Cela veut dire autre chose"),
        "link",
        ask(look, "word.promise.correct", "inline-form correct", fields),
    );
    view! {
        <li data-found=mark.phrase.clone()>
            <mark data-tone=tone(&mark.verdict)>{mark.phrase.clone()}</mark>
            <span class="quiet">{reads} {corrected}</span>
            {nothing}
            {means}
        </li>
    }
    .whole()
}
