//! The comms desk and the promise ledger: what is written for people outside, and what they were
//! told. `list` and `editor` are the desk, `checked` what a text says, `say_by` what must be said
//! now, `ledger` what was promised, `updates` what readers have had so far, `preview` what a notice
//! looks like on each channel, `delivery` whether it got there, `record` and `readers` what was said
//! elsewhere and to whom.

mod act;
mod checked;
mod delivery;
mod editor;
mod ledger;
mod list;
mod out;
mod preview;
mod readers;
mod record;
mod rival;
mod say_by;
mod updates;
mod whom;

use super::{Html, Look, card, outside, ways};
use domain::{
    Timestamp, Zone,
    promise::Language,
    rights::Action,
    word::notice::{NoticeId, Notices},
};
use leptos::prelude::*;

pub use checked::checked;
pub use say_by::say_by;

use crate::ui::whole::{IntoWhole, Piece};

impl Look<'_> {
    /// The panels of the comms desk, with one notice open.
    #[must_use]
    pub fn of_comms(&self, open: Option<NoticeId>) -> Html {
        let mut panels = Html::new();
        if !self.may(Action::ReadDrafts, None) {
            return panels;
        }
        let open = self.open_notice(open);
        let back = format!("/rooms/{}/comms", self.room.id);
        self.put(&mut panels, "ways", Some(ways::ways(self)));
        self.put(&mut panels, "comms/say-by", say_by(self));
        self.put(&mut panels, "comms/list", Some(list::list(self, open)));
        self.put(&mut panels, "comms/editor", open.and_then(|open| editor::editor(self, open)));
        self.put(&mut panels, "comms/more", record::record(self, &back));
        self.put(&mut panels, "comms/more", readers::readers(self));
        self.put(&mut panels, "comms/public", Some(outside::preview(self)));
        self.put(&mut panels, "comms/updates", Some(updates::updates(self)));
        self.put(&mut panels, "comms/support", Some(card::told(self, &back)));
        panels
    }

    /// The notice that the desk shows: the one that is asked for, or else the one that needs
    /// somebody first.
    #[must_use]
    pub fn open_notice(&self, asked: Option<NoticeId>) -> Option<NoticeId> {
        asked.or_else(|| list::first(self))
    }

    /// The panels of the promise ledger.
    #[must_use]
    pub fn of_promises(&self) -> Html {
        let mut panels = Html::new();
        self.put(&mut panels, "promises/say-by", say_by(self));
        let back = format!("/rooms/{}/promises", self.room.id);
        self.put(&mut panels, "ways", Some(ways::ways(self)));
        self.put(&mut panels, "promises/record", record::record(self, &back));
        self.put(&mut panels, "promises/ledger", Some(ledger::table(self)));
        panels
    }

    fn notices(&self) -> &Notices {
        &self.room.word.notices
    }

    /// The reader's language, as the domain names it.
    const fn language(&self) -> Language {
        match self.locale {
            crate::boot::Locale::En => Language::En,
            crate::boot::Locale::Fr => Language::Fr,
        }
    }

    /// `10:06`, or with its day on another.
    fn moment(&self, at: Timestamp) -> String {
        self.text().moment(&self.zone_of_room(), at, self.now)
    }

    fn zone_of_room(&self) -> Zone {
        self.room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone())
    }

    /// What a notice is called, in the reader's language first.
    fn notice_title(&self, notice: NoticeId) -> String {
        let title = self.notices().title(notice, self.language());
        title.map_or_else(|| format!("n° {notice}"), str::to_owned)
    }
}

/// `Sellers`; whoever has no name of their own is everybody outside.
fn readers_named(look: &Look<'_>, readers: &[domain::id::ReadersId]) -> String {
    let name = |id: &domain::id::ReadersId| {
        let known = look.notices().readers.get(id);
        known.map_or_else(|| id.to_string(), |readers| readers.title.to_string())
    };
    if readers.is_empty() {
        look.word("everybody outside", "tout le public").into()
    } else {
        readers.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

/// The name of a way out. Those we know have a word, the others are called what they are called.
fn channel_named(look: &Look<'_>, channel: &str) -> String {
    match channel {
        "public-page" => look.word("public page", "page publique").into(),
        "seller-space" => look.word("seller space", "espace vendeur").into(),
        "email" => look.word("e-mail", "e-mail").into(),
        "telephone" => look.word("telephone", "téléphone").into(),
        "banner" => look.word("banner on the site", "bandeau sur le site").into(),
        other => other.to_owned(),
    }
}

fn language_named(look: &Look<'_>, language: Language) -> &'static str {
    match language {
        Language::Fr => look.word("French", "Français"),
        Language::En => look.word("English", "Anglais"),
    }
}

const fn lang_of(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr",
        Language::En => "en",
    }
}

/// The address of one notice on the desk.
fn notice_path(look: &Look<'_>, notice: NoticeId) -> String {
    format!("/rooms/{}/comms?notice={notice}", look.room.id)
}

/// A pill, erased.
fn pill(
    tone: &'static str,
    shape: Option<crate::ui::icon::Shape>,
    label: impl Into<String>,
) -> Piece {
    use crate::ui::icon::Icon;
    view! {
        <span class="pill" data-tone=tone>
            {shape.map(|shape| view! { <Icon shape=shape /> })}
            <span>{label.into()}</span>
        </span>
    }
    .whole()
}
