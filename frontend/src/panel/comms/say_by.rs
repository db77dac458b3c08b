//! "Say by 10:26": a promise that will not hold, and until when people can still be told in time.

use super::{Look, notice_path};
use crate::{
    boot::Locale,
    ui::{
        icon::{Icon, Shape},
        whole::{IntoWhole, Piece},
    },
};
use domain::{
    Role,
    rights::Action,
    word::{
        notice::{NoticeId, Published},
        promise::{AtRisk, breach, is_awaited},
    },
};
use leptos::prelude::*;

/// The cards for those who speak to people outside, the most urgent first; nothing for the others.
#[must_use]
pub fn say_by(look: &Look<'_>) -> Option<Piece> {
    if look.me.role == Role::Tech || !is_awaited(look.room) {
        return None;
    }
    let mut risks: Vec<(NoticeId, &Published, AtRisk)> =
        look.notices().out().filter_map(|(id, it)| it.at_risk.map(|risk| (id, it, risk))).collect();
    risks.sort_by_key(|(_, _, risk)| risk.say_by);
    let cards: Vec<Piece> =
        risks.into_iter().map(|(id, it, risk)| card(look, id, it, risk)).collect();
    (!cards.is_empty()).then(|| view! { <div class="say-by-cards">{cards}</div> }.whole())
}

fn card(look: &Look<'_>, notice: NoticeId, it: &Published, risk: AtRisk) -> Piece {
    // The forecast has moved on since it was found out: what is expected is said as it is now.
    let expected = breach(look.room, notice, look.now).map_or(risk.expected, |it| it.expected);
    let (promised, expected) = (look.moment(risk.promised), look.moment(expected));
    let by = look.moment(risk.say_by);
    let title = look.text().quoted(&look.notice_title(notice));
    let readers = super::readers_named(look, &it.readers);
    let late = risk.say_by <= look.now;
    let head = match (look.locale, late) {
        (Locale::En, false) => format!("Say by {by}"),
        (Locale::En, true) => format!("Say it now: it was due by {by}"),
        (Locale::Fr, false) => format!("À dire avant {by}"),
        (Locale::Fr, true) => format!("À dire maintenant\u{202f}: il fallait le dire avant {by}"),
    };
    let said = match look.locale {
        Locale::En => {
            format!("{title} told {readers} {promised}; {expected} is expected.")
        }
        Locale::Fr => {
            format!("{title} a dit {promised} ({readers})\u{202f}; on attend {expected}.")
        }
    };
    let next = if look.may(Action::EditNotice, None) {
        let label = look.word("Open the draft", "Ouvrir le brouillon");
        let class = "btn primary";
        view! { <a class=class href=notice_path(look, risk.draft)>{label}</a> }.whole()
    } else {
        let label = look.word("Comms has a draft open.", "La communication a un brouillon ouvert.");
        view! { <span class="quiet">{label}</span> }.whole()
    };
    let tone = if late { "stop" } else { "late" };
    let left = (!late).then(|| {
        let at = risk.say_by.micros().to_string();
        view! { <span class="quiet" data-tick="until" data-at=at></span> }.whole()
    });
    view! {
        <section class="say-by" data-tone=tone role="status" data-say-by=notice.to_string()>
            <p class="say-by-head"><Icon shape=Shape::Triangle /> <strong>{head}</strong> {left}</p>
            <p>{said}</p>
            {next}
        </section>
    }
    .whole()
}
