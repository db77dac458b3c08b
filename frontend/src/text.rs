//! Every word on screen, in French and English. A missing text does not compile.
//!
//! Plain words are fields of [`Messages`], filled in `text/en.rs` and `text/fr.rs`. Sentences
//! with facts in them are functions beside it: [`event`](mod@event) says what happened,
//! [`rejection`](mod@rejection) why not, [`when`] shows times and lengths.
//!
//! French follows its typography: a narrow no-break space before `; : ! ?` and inside « ».

#[cfg(target_arch = "wasm32")]
mod beyond;
mod en;
pub mod event;
mod fr;
#[cfg(feature = "ssr")]
pub mod outside;
#[cfg(feature = "ssr")]
pub mod people;
pub mod rejection;
#[cfg(not(target_arch = "wasm32"))]
mod run;
pub mod server;
pub mod sign_in;
mod spoken;
#[cfg(not(target_arch = "wasm32"))]
mod watch;
pub mod when;
#[cfg(not(target_arch = "wasm32"))]
pub mod word;

#[cfg(feature = "ssr")]
pub(crate) use word::word_tone;

#[cfg(not(target_arch = "wasm32"))]
pub use run::gate::capital;

use crate::boot::Locale;
use domain::{Audience, Role, Stage, event::MessageKind};

/// Words of one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the word it is named after")]
pub struct Messages {
    locale: Locale,
    // The frame of every page.
    pub product: &'static str,
    pub product_claim: &'static str,
    pub skip_to_steps: &'static str,
    pub other_language: &'static str,
    pub switch_language: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub sign_out: &'static str,
    pub menu: &'static str,
    pub close: &'static str,
    pub all_rooms: &'static str,
    // The header.
    pub clock_now: &'static str,
    pub clock_story: &'static str,
    pub clock_maintenance: &'static str,
    pub clock_before_maintenance: &'static str,
    pub clock_maintenance_lasted: &'static str,
    pub clock_forecast: &'static str,
    pub clock_open_again: &'static str,
    pub announced: &'static str,
    pub on_time: &'static str,
    pub window: &'static str,
    pub interruption: &'static str,
    pub present: &'static str,
    pub idle_since: &'static str,
    pub people: &'static str,
    pub plan: &'static str,
    // The connection.
    pub opening: &'static str,
    pub live: &'static str,
    pub catching_up: &'static str,
    pub stale_since: &'static str,
    pub offline_since: &'static str,
    pub signed_out: &'static str,
    pub signed_out_what_to_do: &'static str,
    pub reload_needed: &'static str,
    pub reload: &'static str,
    pub old_data: &'static str,
    // Where we are.
    pub where_we_are: &'static str,
    pub stuck: &'static str,
    pub under_way: &'static str,
    pub next_up: &'static str,
    pub all_done: &'static str,
    pub room_not_begun: &'static str,
    // The strip.
    pub minute_by_minute: &'static str,
    pub strip_legend: &'static str,
    pub announced_end: &'static str,
    pub forecast_end: &'static str,
    pub strip_later: &'static str,
    // Steps.
    pub steps: &'static str,
    pub step_waiting: &'static str,
    pub step_ready: &'static str,
    pub step_running: &'static str,
    pub step_done: &'static str,
    pub step_skipped: &'static str,
    pub step_blocked: &'static str,
    pub step_failed: &'static str,
    pub unplanned: &'static str,
    pub gate: &'static str,
    pub felt_from_here: &'static str,
    pub open_again_from_here: &'static str,
    pub waits_for: &'static str,
    pub waits_for_heading: &'static str,
    pub nothing_to_wait_for: &'static str,
    pub corrected: &'static str,
    pub on_a_guess: &'static str,
    pub go: &'static str,
    pub start: &'static str,
    pub done: &'static str,
    pub retry: &'static str,
    pub undo: &'static str,
    pub skip: &'static str,
    pub block: &'static str,
    pub unblock: &'static str,
    pub fail: &'static str,
    pub correct: &'static str,
    pub reassign: &'static str,
    pub start_anyway: &'static str,
    pub done_anyway: &'static str,
    pub give_it_to: &'static str,
    pub reason: &'static str,
    pub reason_optional: &'static str,
    pub skip_why: &'static str,
    pub block_why: &'static str,
    pub fail_why: &'static str,
    pub undo_why: &'static str,
    pub correct_why: &'static str,
    pub anyway_why: &'static str,
    pub correct_which: &'static str,
    pub correct_started: &'static str,
    pub correct_finished: &'static str,
    pub correct_bad_time: &'static str,
    pub correct_to: &'static str,
    pub sending: &'static str,
    pub not_sent: &'static str,
    pub retry_now: &'static str,
    pub dismiss: &'static str,
    // Details of a step.
    pub details: &'static str,
    pub instructions: &'static str,
    pub no_instructions: &'static str,
    pub instructions_loading: &'static str,
    pub instructions_failed: &'static str,
    pub history: &'static str,
    pub no_history: &'static str,
    pub planned: &'static str,
    pub happened: &'static str,
    pub forecast: &'static str,
    pub owner: &'static str,
    pub step_link: &'static str,
    pub actions: &'static str,
    pub not_yours: &'static str,
    pub only_reads: &'static str,
    pub not_under_way: &'static str,
    pub not_technical: &'static str,
    // An unplanned step.
    pub insert: &'static str,
    pub insert_title: &'static str,
    pub insert_what: &'static str,
    pub insert_minutes: &'static str,
    pub insert_after: &'static str,
    pub insert_before: &'static str,
    pub insert_nothing: &'static str,
    pub insert_bad_minutes: &'static str,
    pub insert_do: &'static str,
    // The feed.
    pub feed: &'static str,
    pub feed_empty: &'static str,
    pub feed_all: &'static str,
    pub feed_messages: &'static str,
    pub audience: &'static str,
    pub kind: &'static str,
    pub message: &'static str,
    pub message_placeholder: &'static str,
    pub send: &'static str,
    pub asks: &'static str,
    pub search: &'static str,
    pub support_desk: &'static str,
    // The stage.
    pub stage_to_ready: &'static str,
    pub stage_to_draft: &'static str,
    pub stage_to_live: &'static str,
    pub stage_to_watching: &'static str,
    pub stage_to_closed: &'static str,
    pub stage_back_to_live: &'static str,
    // Keys.
    pub keys: &'static str,
    pub keys_title: &'static str,
    pub keys_move: &'static str,
    pub keys_start: &'static str,
    pub keys_done: &'static str,
    pub keys_block: &'static str,
    pub keys_undo: &'static str,
    pub keys_open: &'static str,
    pub keys_message: &'static str,
    pub keys_insert: &'static str,
    pub keys_seen: &'static str,
    pub keys_help: &'static str,
    pub keys_close: &'static str,
    pub keys_send: &'static str,
    pub keys_off: &'static str,
    // Signing in.
    pub join_as: &'static str,
    pub join_as_yourself: &'static str,
    pub join_name: &'static str,
    pub join_hint: &'static str,
    pub join_do: &'static str,
    // The rooms.
    pub rooms: &'static str,
    pub rooms_none: &'static str,
    pub rooms_none_what_to_do: &'static str,
}

/// The words of a language.
#[must_use]
pub const fn messages(locale: Locale) -> &'static Messages {
    match spoken::spoken(locale) {
        Locale::En => &en::EN,
        Locale::Fr => &fr::FR,
    }
}

impl Messages {
    /// A role.
    #[must_use]
    pub const fn role(&self, role: Role) -> &'static str {
        match (self.locale(), role) {
            (Locale::En, Role::Lead) => "lead",
            (Locale::En, Role::Tech) => "tech",
            (Locale::En, Role::Support) => "support",
            (Locale::En, Role::Comms) => "comms",
            (Locale::En, Role::Observer) => "observer",
            (Locale::Fr, Role::Lead) => "pilotage",
            (Locale::Fr, Role::Tech) => "technique",
            (Locale::Fr, Role::Support) => "service client",
            (Locale::Fr, Role::Comms) => "communication",
            (Locale::Fr, Role::Observer) => "observation",
        }
    }

    /// An audience of the feed.
    #[must_use]
    pub const fn audience(&self, audience: Audience) -> &'static str {
        match (self.locale(), audience) {
            (Locale::En, Audience::Everyone) => "everyone",
            (Locale::Fr, Audience::Everyone) => "tout le monde",
            (_, Audience::Tech) => self.role(Role::Tech),
            (_, Audience::Support) => self.role(Role::Support),
            (_, Audience::Comms) => self.role(Role::Comms),
            (_, Audience::Lead) => self.role(Role::Lead),
        }
    }

    /// A kind of message.
    #[must_use]
    pub const fn message_kind(&self, kind: MessageKind) -> &'static str {
        match (self.locale(), kind) {
            (Locale::En, MessageKind::Note) => "note",
            (Locale::En, MessageKind::Decision) => "decision",
            (_, MessageKind::Question) => "question",
            (Locale::En, MessageKind::Alert) => "alert",
            (Locale::Fr, MessageKind::Alert) => "alerte",
            (Locale::Fr, MessageKind::Note) => "note",
            (Locale::Fr, MessageKind::Decision) => "décision",
        }
    }

    /// Where a room is.
    #[must_use]
    pub const fn stage(&self, stage: Stage) -> &'static str {
        match (self.locale(), stage) {
            (Locale::En, Stage::Draft) => "Draft",
            (Locale::En, Stage::Ready) => "Ready",
            (Locale::En, Stage::Live) => "Under way",
            (Locale::En, Stage::Watching) => "Watching",
            (Locale::En, Stage::Closed) => "Closed",
            (Locale::Fr, Stage::Draft) => "Brouillon",
            (Locale::Fr, Stage::Ready) => "Prêt",
            (Locale::Fr, Stage::Live) => "En cours",
            (Locale::Fr, Stage::Watching) => "Surveillance",
            (Locale::Fr, Stage::Closed) => "Clos",
        }
    }

    /// Where a step stands, from [`domain::Room::standing`].
    #[must_use]
    pub fn standing(&self, standing: &str) -> &'static str {
        match standing {
            "ready" => self.step_ready,
            "running" => self.step_running,
            "done" => self.step_done,
            "skipped" => self.step_skipped,
            "blocked" => self.step_blocked,
            "failed" => self.step_failed,
            _ => self.step_waiting,
        }
    }

    /// The button that moves a room on.
    #[must_use]
    pub const fn stage_button(&self, from: Stage, to: Stage) -> &'static str {
        match (from, to) {
            (Stage::Watching, Stage::Live) => self.stage_back_to_live,
            (_, Stage::Draft) => self.stage_to_draft,
            (_, Stage::Ready) => self.stage_to_ready,
            (_, Stage::Live) => self.stage_to_live,
            (_, Stage::Watching) => self.stage_to_watching,
            (_, Stage::Closed) => self.stage_to_closed,
        }
    }

    /// "4 of 6 done".
    #[must_use]
    pub fn done_of(&self, done: usize, of: usize) -> String {
        match self.locale() {
            Locale::En => format!("{done} of {of} done"),
            Locale::Fr if done < 2 => format!("{done} sur {of} terminée"),
            Locale::Fr => format!("{done} sur {of} terminées"),
        }
    }

    /// "3 new" entries below.
    #[must_use]
    pub fn new_entries(&self, count: usize) -> String {
        match self.locale() {
            Locale::En if count == 1 => "1 new entry".into(),
            Locale::En => format!("{count} new entries"),
            Locale::Fr if count == 1 => "1 nouvelle entrée".into(),
            Locale::Fr => format!("{count} nouvelles entrées"),
        }
    }

    /// A quoted text.
    #[must_use]
    pub fn quoted(&self, text: &str) -> String {
        match self.locale() {
            Locale::En => format!("“{text}”"),
            Locale::Fr => format!("«\u{202f}{text}\u{202f}»"),
        }
    }

    /// "5 min over" or "3 min early"; nothing within a minute.
    #[must_use]
    pub fn over(&self, seconds: i64) -> Option<String> {
        let minutes = seconds.abs() / 60;
        match (self.locale(), minutes, seconds > 0) {
            (_, 0, _) => None,
            (Locale::En, _, true) => Some(format!("{minutes} min over")),
            (Locale::En, _, false) => Some(format!("{minutes} min early")),
            (Locale::Fr, _, true) => Some(format!("{minutes} min de trop")),
            (Locale::Fr, _, false) => Some(format!("{minutes} min d’avance")),
        }
    }

    /// What a step's box does, for people who hear the page.
    #[must_use]
    pub fn tick_label(&self, title: &str) -> String {
        match self.locale() {
            Locale::En => format!("Done: {title}"),
            Locale::Fr => format!("Terminé\u{202f}: {title}"),
        }
    }

    /// The link to a step's details, for people who hear the page.
    #[must_use]
    pub fn details_label(&self, title: &str) -> String {
        match self.locale() {
            Locale::En => format!("Details of {title}"),
            Locale::Fr => format!("Détails de {title}"),
        }
    }

    /// "Thierry ticked it at 10:21" style line: who is the last to have touched a step.
    #[must_use]
    pub fn ticked_undo(&self, title: &str) -> String {
        match self.locale() {
            Locale::En => format!("Ticked “{title}”."),
            Locale::Fr => format!("«\u{202f}{title}\u{202f}» est terminée."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_counts_zero_and_one_in_the_singular() {
        let fr = messages(Locale::Fr);
        assert_eq!(fr.done_of(0, 6), "0 sur 6 terminée");
        assert_eq!(fr.done_of(1, 6), "1 sur 6 terminée");
        assert_eq!(fr.done_of(2, 6), "2 sur 6 terminées");
    }

    #[test]
    fn less_than_a_minute_is_on_time() {
        let en = messages(Locale::En);
        assert_eq!(en.over(59), None);
        assert_eq!(en.over(300).as_deref(), Some("5 min over"));
        assert_eq!(en.over(-180).as_deref(), Some("3 min early"));
    }
}
