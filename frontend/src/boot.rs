//! What a page starts from: the server fills it in, renders with it, and writes it into the page
//! for the browser to hydrate with. Equal on both sides, so the first paint is too.

pub mod people;

use domain::{Person, Role, RoomId, StepId, wire::Snapshot};
use serde::{Deserialize, Serialize};

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// English.
    En,
    /// French.
    Fr,
}

impl Locale {
    /// Both, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// As in `<html lang>`, cookies and forms.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.slug() == slug)
    }
}

/// Light, dark, or what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// What the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As in `data-theme`, cookies and forms.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.slug() == slug)
    }
}

/// What the room page starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomBoot {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's theme.
    pub theme: Theme,
    /// Who reads.
    pub me: Person,
    /// The room as their role sees it.
    pub snapshot: Snapshot,
    /// The step whose details are open.
    pub opened: Option<OpenedStep>,
    /// Something to say first, after a plain form was refused.
    pub spoken: Option<Spoken>,
}

/// A step whose details are open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedStep {
    /// Which.
    pub step: StepId,
    /// Its instructions, rendered and sanitised on the server; `None` when there are none or the
    /// reader may not see them.
    pub instructions_html: Option<String>,
}

/// What a refused form says, and what had been typed into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// The sentence.
    pub message: String,
    /// The message that was not posted.
    pub draft: Option<String>,
}

/// What the sign-in page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinPage {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's theme.
    pub theme: Theme,
    /// The room's title.
    pub room_title: String,
    /// Whose migration it is.
    pub organisation: String,
    /// The role the link gives.
    pub role: Role,
    /// The link's token, for the form's address.
    pub token: String,
    /// The one person it lets in, who need not say their name.
    pub invited: Option<String>,
    /// Names of this role in the plan, offered while typing.
    pub names: Vec<String>,
    /// Why the last try was refused.
    pub fault: Option<String>,
    /// What had been typed.
    pub typed: String,
}

/// What the list of rooms shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomsPage {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's theme.
    pub theme: Theme,
    /// The rooms this session has a part in.
    pub rooms: Vec<RoomCard>,
}

/// One room in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomCard {
    /// Which.
    pub room: RoomId,
    /// Its title.
    pub title: String,
    /// Whose migration it is.
    pub organisation: String,
    /// The reader's role in it.
    pub role: Role,
    /// The reader's name in it.
    pub me: String,
    /// Where it is.
    pub stage: domain::Stage,
    /// When its window starts, already in words.
    pub start: String,
}

/// What a page says when it cannot show what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemPage {
    /// The reader's language.
    pub locale: Locale,
    /// The reader's theme.
    pub theme: Theme,
    /// What is the matter.
    pub title: String,
    /// What to do.
    pub message: String,
    /// A way on: address and words.
    pub back: Option<(String, String)>,
}
