//! Panels: parts of the screens that the server renders and renews.
//!
//! They hold what the room's page is told of instead of folding it itself. Each is a function from
//! what a role sees to HTML; the script `panel.js` puts it in its place and sends its forms.

mod card;
pub mod channels;
pub mod comms;
mod feed;
pub mod form;
mod mark;
mod mine;
mod outside;
pub mod plan;
mod run;
pub mod since;
pub(crate) mod support;
mod turn;
pub mod watch;
mod ways;

pub use feed::{Said, message_row};

use crate::{
    boot::Locale,
    render::html,
    text::{Messages, messages, when},
    ui::whole::{IntoWhole, Piece},
};
use domain::{
    Actor, Forecast, Person, Role, Room, StepId, Timestamp, Zone, forecast,
    rights::{Action, may},
    watch::Numbers,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Who looks at what, and when.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The room as the reader's role sees it.
    pub room: &'a Room,
    /// Who reads.
    pub me: &'a Person,
    /// The room's clock.
    pub now: Timestamp,
    /// The reader's language.
    pub locale: Locale,
    /// What was measured.
    pub numbers: &'a dyn Numbers,
    /// The ways out, for pages that show them.
    pub channels: &'a channels::Channels,
    /// Markdown to HTML that cannot do anything.
    pub prose: fn(&str) -> String,
}

/// HTML by the name of its panel.
pub type Html = BTreeMap<String, String>;

impl Look<'_> {
    /// The panels of the room's page; `open` are the steps whose details are open, and `away` is
    /// for how long the reader was not there.
    #[must_use]
    pub fn of_room(&self, open: &[StepId], away: Option<&since::Away>) -> Html {
        let mut panels = Html::new();
        self.put(&mut panels, "since", Some(since::strip(self, away)));
        self.put(&mut panels, "alarms", watch::alarms(self));
        self.put(&mut panels, "beside", watch::metrics(self));
        self.put(&mut panels, "beside", watch::board(self));
        self.put(&mut panels, "run", turn::card(self));
        run::fill(self, open, &mut panels);
        self.put(&mut panels, "owed", comms::say_by(self));
        self.put(&mut panels, "mine", mine::filter(self));
        for step in self.room.steps.values() {
            self.put(&mut panels, format!("step/{}", step.plan.id), watch::mark(self, step));
            self.put_all(&mut panels, format!("step/{}", step.plan.id), mark::of_step(self, step));
        }
        self.put(&mut panels, "card", card::bar(self));
        feed::fill(self, &mut panels);
        self.put(&mut panels, "ways", Some(ways::ways(self)));
        panels
    }

    /// The panels of the support desk.
    #[must_use]
    pub fn of_support(&self) -> Html {
        let mut panels = Html::new();
        support::fill(self, &mut panels);
        self.put(&mut panels, "ways", Some(ways::ways(self)));
        panels
    }

    /// Adds to a panel: several rooms of the house may have something to say in one place.
    fn put(&self, panels: &mut Html, name: impl Into<String>, view: Option<Piece>) {
        if let Some(view) = view {
            panels.entry(name.into()).or_default().push_str(&html(move || view));
        }
    }

    /// Several beside each other in one panel.
    fn put_all(&self, panels: &mut Html, name: impl Into<String>, views: Vec<Piece>) {
        if !views.is_empty() {
            self.put(panels, name, Some(view! { <div class="parts">{views}</div> }.whole()));
        }
    }

    /// One metric, on a page of its own.
    #[must_use]
    pub fn of_metric(&self, chart: &watch::Chart<'_>) -> Html {
        let mut panels = Html::new();
        self.put(&mut panels, "alarms", watch::alarms(self));
        self.put(&mut panels, "metric", watch::chart(self, chart));
        panels
    }

    /// The board of the ways in, on a page of its own.
    #[must_use]
    pub fn of_entry_points(&self) -> Html {
        let mut panels = Html::new();
        self.put(&mut panels, "alarms", watch::alarms(self));
        self.put(&mut panels, "entry-points", Some(watch::full_board(self)));
        panels
    }

    /// The view for a wall.
    #[must_use]
    pub fn of_wall(&self) -> Html {
        let mut panels = Html::new();
        self.put(&mut panels, "wall", Some(watch::wall(self)));
        panels
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &'static Messages {
        messages(self.locale)
    }

    /// One of two words, for texts that stand in panels only.
    #[must_use]
    pub const fn word(&self, en: &'static str, fr: &'static str) -> &'static str {
        match self.locale {
            Locale::En => en,
            Locale::Fr => fr,
        }
    }

    /// Whether the reader's role may do something; `owner` is the role of whom it belongs to.
    #[must_use]
    pub fn may(&self, action: Action, owner: Option<Role>) -> bool {
        may(&Actor::Person(self.me.clone()), action, owner)
    }

    /// Where the end will be.
    #[must_use]
    pub fn forecast(&self) -> Forecast {
        forecast(self.room, self.now)
    }

    /// `10:06` in the room's zone.
    #[must_use]
    pub fn hour_minute(&self, at: Timestamp) -> String {
        when::hour_minute(&self.zone(), at)
    }

    fn zone(&self) -> Zone {
        self.room.charter.as_ref().map_or_else(Zone::utc, |charter| charter.zone.clone())
    }
}

/// What several topics have to say in one place, in a fixed order: people learn where to look.
fn together<const N: usize>(parts: [Option<Piece>; N]) -> Option<Piece> {
    let parts: Vec<Piece> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.into_iter().collect_view().whole())
}
