//! Every notice with its state: what needs somebody first.

use super::{Look, notice_path, pill};
use crate::{
    panel::form::{ask, choice, hidden, opens, send},
    ui::{
        icon::Shape,
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Timestamp,
    rights::Action,
    word::{
        notice::{Fate, NoticeId, Paper, Published, Standing, Template},
        promise::{Entry, ledger},
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// One line of the list.
struct Line {
    notice: NoticeId,
    /// What needs somebody stands first.
    rank: u8,
    moved: Timestamp,
    pill: (&'static str, Option<Shape>, &'static str),
    below: String,
}

/// The notice that is shown when none is asked for: the open one that moved last, else the last.
pub fn first(look: &Look<'_>) -> Option<NoticeId> {
    let open = look.notices().papers.iter().filter(|(_, paper)| paper.standing.is_open());
    let latest = open.max_by_key(|(id, paper)| (paper.version, **id)).map(|(id, _)| *id);
    latest.or_else(|| look.notices().published.keys().next_back().copied())
}

/// The list.
pub fn list(look: &Look<'_>, open: Option<NoticeId>) -> Piece {
    let lines = lines(look);
    let broken = lines.iter().filter(|line| line.rank == 0).count();
    let warning = (broken > 0).then(|| {
        let said = match (look.locale, broken) {
            (crate::boot::Locale::En, 1) => "1 published notice no longer holds".to_owned(),
            (crate::boot::Locale::En, n) => format!("{n} published notices no longer hold"),
            (crate::boot::Locale::Fr, 1) => "1 annonce publiée ne tient plus".to_owned(),
            (crate::boot::Locale::Fr, n) => format!("{n} annonces publiées ne tiennent plus"),
        };
        pill("late", Some(Shape::Triangle), said)
    });
    let nothing = lines.is_empty().then(|| {
        let words = look.word("Nothing has been written yet.", "Rien n’a encore été écrit.");
        view! { <p class="quiet">{words}</p> }.whole()
    });
    let cards: Vec<Piece> = lines.into_iter().map(|line| card(look, line, open)).collect();
    view! {
        <div class="desk-head">
            <h1>{look.word("Notices", "Annonces")}</h1>
            {warning}
            {begin(look)}
        </div>
        {nothing}
        <ul class="notice-list">{cards}</ul>
    }
    .whole()
}

fn card(look: &Look<'_>, line: Line, open: Option<NoticeId>) -> Piece {
    let (tone, shape, word) = line.pill;
    let current = (open == Some(line.notice)).then_some("true");
    view! {
        <li>
            <a class="notice-card" href=notice_path(look, line.notice) aria-current=current data-notice=line.notice.to_string()>
                {pill(tone, shape, word)}
                {look.channels.given_up.contains(&line.notice).then(|| not_everywhere(look))}
                <strong>{look.notice_title(line.notice)}</strong>
                <span class="quiet">{line.below}</span>
            </a>
        </li>
    }
    .whole()
}

/// Some receiver does not have it, and nobody tries any more.
fn not_everywhere(look: &Look<'_>) -> Piece {
    pill("stop", Some(Shape::Alert), look.word("not sent everywhere", "pas envoyée partout"))
}

/// The form that begins one; the page then shows it.
fn begin(look: &Look<'_>) -> Option<Piece> {
    look.may(Action::EditNotice, None).then(|| {
        let templates = Template::ALL.into_iter();
        let templates =
            templates.map(|it| (it.slug().to_owned(), look.text().template(it).to_owned()));
        let label = look.word("From", "À partir de");
        let fields = vec![
            choice("template", label, templates.collect(), Template::Delay.slug()),
            // The server puts in the number that it gets.
            hidden("then", format!("/rooms/{}/comms?notice={{notice}}", look.room.id)),
            send(look.word("Begin", "Commencer"), "btn primary"),
        ];
        let form = ask(look, "word.notice.open", "stack", fields);
        opens("new-notice", look.word("New notice", "Nouvelle annonce"), "btn", form)
    })
}

fn lines(look: &Look<'_>) -> Vec<Line> {
    // Once for all of them: it reads every text that ever went out.
    let promised = ledger(look.room, look.now);
    let broken: BTreeSet<NoticeId> = promised
        .iter()
        .filter(|entry| entry.published.fate.is_out() && entry.mark.verdict.contradicts())
        .map(|entry| entry.notice)
        .collect();
    let papers = look.notices().papers.iter();
    let open = papers.filter(|(_, paper)| paper.standing.is_open());
    let mut lines: Vec<Line> = open.map(|(id, paper)| of_paper(look, *id, paper)).collect();
    let out = look.notices().published.iter();
    let first = |id: &NoticeId| promised.iter().find(|entry| entry.notice == *id);
    lines.extend(out.map(|(id, it)| of_published(look, (*id, it), first(id), broken.contains(id))));
    lines.sort_by_key(|line| (line.rank, std::cmp::Reverse((line.moved, line.notice))));
    lines
}

fn of_paper(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Line {
    let word = look.text().notice_standing(&paper.standing);
    let pill = match paper.standing {
        _ if paper.rival.is_some() => {
            ("stop", Some(Shape::Alert), look.word("two texts", "deux textes"))
        }
        Standing::InReview { .. } => ("run", Some(Shape::Clock), word),
        Standing::Approved { .. } => ("good", Some(Shape::Check), word),
        Standing::Draft | Standing::Published | Standing::Dropped => ("plain", None, word),
    };
    let waits = paper.content.waits_for.as_ref().and_then(|id| look.room.steps.get(id));
    let below = match waits.filter(|step| !step.progress.is_settled()) {
        Some(step) => {
            let title = look.text().quoted(step.plan.title.as_str());
            format!("{} {title}", look.word("waits for", "attend"))
        }
        None => format!("{}, {}", paper.edited_by.name(), look.moment(paper.edited_at)),
    };
    let rank = match paper.standing {
        Standing::InReview { .. } => 1,
        Standing::Draft => 2,
        Standing::Approved { .. } | Standing::Published | Standing::Dropped => 3,
    };
    Line { notice, rank, moved: paper.edited_at, pill, below }
}

fn of_published(
    look: &Look<'_>,
    (notice, it): (NoticeId, &Published),
    promised: Option<&Entry<'_>>,
    broken: bool,
) -> Line {
    let said = promised
        .map(|entry| format!(", {} {}", look.word("says", "dit"), entry.phrase(look.language())));
    let below = match &it.fate {
        Fate::Out => format!("{}{}", look.moment(it.at), said.unwrap_or_default()),
        Fate::Superseded { at, .. } | Fate::Withdrawn { at, .. } => look.moment(*at),
    };
    let (rank, pill) = match &it.fate {
        Fate::Out if broken => {
            (0, ("late", Some(Shape::Triangle), look.word("out of date", "plus vraie")))
        }
        Fate::Out => (4, ("plain", None, look.word("published", "publiée"))),
        Fate::Superseded { .. } => (5, ("plain", None, look.word("replaced", "remplacée"))),
        Fate::Withdrawn { .. } => (5, ("plain", None, look.word("taken back", "retirée"))),
    };
    Line { notice, rank, moved: it.at, pill, below }
}
