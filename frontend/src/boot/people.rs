//! What the page of a room's people starts from. Rendered by the server alone: its forms are
//! plain, so it works anywhere and costs the room's page nothing.

use super::{Locale, Theme};
use domain::{Person, Role, RoomId, Seq, Stage};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeoplePage {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's theme.
    pub theme: Theme,
    /// The room.
    pub room: RoomId,
    /// Its title.
    pub room_title: String,
    /// The last event the reader has seen: the forms say so.
    pub seq: Seq,
    /// Who reads.
    pub me: Person,
    /// Who takes part, by role and name.
    pub people: Vec<PersonRow>,
    /// Those whose part has ended.
    pub revoked: Vec<PersonRow>,
    /// The lead as it is offered.
    pub offer: Option<Offer>,
    /// Invitations, the latest first; empty for those who may not invite.
    pub invitations: Vec<InvitationRow>,
    /// Access tokens for metrics, the latest first; empty for those who may not make them.
    pub tokens: Vec<TokenRow>,
    /// Where the room is: one that is under way cannot be removed.
    pub stage: Stage,
    /// The reader's own sessions.
    pub sessions: Vec<SessionRow>,
    /// The link that was just made: shown this once.
    pub fresh: Option<FreshLink>,
    /// The access token that was just made: shown this once.
    pub fresh_token: Option<FreshToken>,
    /// Why a form was refused.
    pub refused: Option<String>,
    /// What had been typed into it.
    pub typed: Typed,
}

/// Somebody of the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub person: Person,
    /// Where they are.
    pub whereabouts: Whereabouts,
    /// When they last did something that was recorded, in words.
    pub acted: Option<String>,
    /// How many of their steps are open.
    pub open_steps: usize,
}

/// Where somebody is, as far as this server knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// With the room open somewhere.
    Here,
    /// The same, but none of their pages is touched since then: in words.
    Idle(String),
    /// Gone for so many seconds.
    Gone(u64),
    /// Not seen since the server started.
    Unseen,
}

/// The lead, offered by one person to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Who offers it.
    pub from: Person,
    /// To whom.
    pub to: Person,
}

/// Whether an invitation lets somebody in, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Open,
    /// It was used as often as it may be.
    UsedUp,
    /// It has run out.
    Expired,
    /// Somebody ended it.
    Revoked,
}

/// One invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Names it in forms; it lets nobody in.
    pub id: String,
    /// The role it gives.
    pub role: Role,
    /// The one person it lets in.
    pub name: Option<String>,
    /// How often it may be used.
    pub uses: Option<u32>,
    /// How often it was used.
    pub used: u32,
    /// Who made it.
    pub by: String,
    /// When it ends, in words.
    pub ends: String,
    /// Whether it is good.
    pub state: LinkState,
}

/// One access token for metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Names it in forms; it lets nobody in.
    pub id: String,
    /// What the lead calls it.
    pub name: String,
    /// Who made it.
    pub by: String,
    /// When, in words.
    pub made: String,
    /// When it was last used, in words.
    pub used: Option<String>,
    /// Whether it is good.
    pub good: bool,
}

/// An access token that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshToken {
    /// The token.
    pub token: String,
    /// What the lead calls it.
    pub name: String,
    /// The address samples are sent to; `METRIC` stands for the metric's name.
    pub url: String,
}

/// One session of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Names it in forms; it lets nobody in.
    pub id: String,
    /// Since when, in words.
    pub since: String,
    /// When it was last used, in words.
    pub seen: String,
    /// The rooms it has a part in.
    pub rooms: Vec<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A link that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshLink {
    /// The whole address.
    pub url: String,
    /// The role it gives.
    pub role: Role,
    /// The one person it lets in.
    pub name: Option<String>,
}

/// What had been typed into a refused form, by the names of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Which form: the last part of its address.
    pub form: &'static str,
    /// Its fields.
    pub fields: Vec<(&'static str, String)>,
}

impl Typed {
    /// What was typed into a field of a form; empty when it was another form.
    #[must_use]
    pub fn of(&self, form: &str, field: &str) -> String {
        let mut fields = self.fields.iter().filter(|_| self.form == form);
        fields.find(|(name, _)| *name == field).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
