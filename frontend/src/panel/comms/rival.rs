//! Two people wrote at the same time: both texts, side by side, and three ways on.

use super::{Look, lang_of, notice_path};
use crate::{
    boot::Locale,
    panel::form::{ask, hidden, send},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    promise::Language,
    rights::Action,
    word::notice::{Content, NoticeId, Paper},
};
use leptos::prelude::*;

/// Both texts; nothing while there is one.
pub fn rival(look: &Look<'_>, notice: NoticeId, paper: &Paper) -> Option<Piece> {
    let rival = paper.rival.as_ref()?;
    let mine = rival.by.is(&look.me.id);
    let said = match look.locale {
        Locale::En => format!(
            "{} and {} wrote at the same time. Both texts are kept.",
            paper.edited_by.name(),
            rival.by.name()
        ),
        Locale::Fr => format!(
            "{} et {} ont écrit en même temps. Les deux textes sont gardés.",
            paper.edited_by.name(),
            rival.by.name()
        ),
    };
    let head = |who: &str, at| match look.locale {
        Locale::En => format!("{who}, {}", look.moment(at)),
        Locale::Fr => format!("{who}, {}", look.moment(at)),
    };
    let (take_theirs, take_mine) = if mine {
        (look.word("Take theirs", "Prendre le sien"), look.word("Take mine", "Prendre le mien"))
    } else {
        (
            look.word("Keep the saved text", "Garder le texte enregistré"),
            look.word("Take the other text", "Prendre l’autre texte"),
        )
    };
    let buttons = look.may(Action::EditNotice, None).then(|| {
        let back = || hidden("back", notice_path(look, notice));
        let drop = vec![
            hidden("notice#number", notice.to_string()),
            back(),
            resets(notice),
            send(take_theirs, "btn"),
        ];
        let take = vec![
            hidden("notice#number", notice.to_string()),
            hidden("from#number", paper.version.to_string()),
            back(),
            resets(notice),
            send(take_mine, "btn"),
        ];
        view! {
            <p class="ways">
                {ask(look, "word.notice.drop_rival", "inline-form", drop)}
                {ask(look, "word.notice.take_rival", "inline-form", take)}
                <button class="btn js-only" type="button" data-fill="from#number" data-form=format!("editor-{notice}") data-with=paper.version.to_string()>
                    {look.word("Keep editing", "Continuer d’écrire")}
                </button>
            </p>
        }
        .whole()
    });
    Some(
        view! {
            <section class="finding rival" data-tone="stop" role="alert">
                <p><strong>{said}</strong></p>
                <div class="two-languages">
                    <div data-rival="saved">
                        <h3>{head(paper.edited_by.name(), paper.edited_at)}</h3>
                        {texts(&paper.content)}
                    </div>
                    <div data-rival="other">
                        <h3>{head(rival.by.name(), rival.at)}</h3>
                        {texts(&rival.content)}
                    </div>
                </div>
                {buttons}
            </section>
        }
        .whole(),
    )
}

/// The form whose typed words give way to what is chosen here.
fn resets(notice: NoticeId) -> Piece {
    view! { <i hidden data-resets=format!("editor-{notice}")></i> }.whole()
}

fn texts(content: &Content) -> Vec<Piece> {
    [Language::En, Language::Fr]
        .into_iter()
        .map(|language| {
            let wording = content.of(language);
            let title = wording.title.as_ref().map(ToString::to_string);
            let text = wording.text.as_ref().map(ToString::to_string);
            view! {
                <div class="as-read" lang=lang_of(language)>
                    <h4>{title.unwrap_or_default()}</h4>
                    <p class="as-read-text">{text.unwrap_or_default()}</p>
                </div>
            }
            .whole()
        })
        .collect()
}
