//! What happened to notices.

use super::{Content, NoticeId, PublishedText, Replaces, Template};
use crate::{
    audience::Audience,
    id::{ChannelId, ReadersId, Seq},
    text::{Reason, Title},
    time::{Length, Timestamp},
    word::promise::Correction,
};
use serde::{Deserialize, Serialize};

/// What happened to notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEvent {
    /// It was said who some of the people outside are.
    ReadersDescribed {
        /// Which.
        readers: ReadersId,
        /// What they are called.
        title: Title,
        /// How long before a change they must know.
        lead_time: Length,
    },
    /// A notice was begun.
    Opened {
        /// Its number.
        notice: NoticeId,
        /// What from.
        template: Template,
        /// What it says.
        content: Box<Content>,
    },
    /// A draft was changed.
    Saved {
        /// Which.
        notice: NoticeId,
        /// What it says now.
        content: Box<Content>,
    },
    /// Somebody wrote from an older version: both texts are kept.
    Clashed {
        /// Which.
        notice: NoticeId,
        /// The version it was written from.
        from: Seq,
        /// What they wrote.
        content: Box<Content>,
    },
    /// Of two texts the standing one was kept.
    RivalDropped {
        /// Which.
        notice: NoticeId,
    },
    /// A second person was asked for approval.
    Asked {
        /// Which.
        notice: NoticeId,
        /// Of this version.
        version: Seq,
        /// Why it contradicts the plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anyway: Option<Reason>,
    },
    /// A second person approved a version.
    Approved {
        /// Which.
        notice: NoticeId,
        /// This version.
        version: Seq,
    },
    /// It was not approved.
    SentBack {
        /// Which.
        notice: NoticeId,
        /// What is wrong with it.
        reason: Reason,
    },
    /// It went out. Everything that readers of the room need is here: most of them never saw the
    /// draft.
    Published {
        /// Which.
        notice: NoticeId,
        /// What it was begun from.
        template: Template,
        /// Whom it is for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        readers: Vec<ReadersId>,
        /// Where it goes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        channels: Vec<ChannelId>,
        /// What they read, with the values of its facts.
        wording: Box<PublishedText>,
        /// What its author says it does or does not promise.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<Correction>,
        /// The notice whose place it takes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Replaces>,
        /// Why it contradicts the plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anyway: Option<Reason>,
        /// When it was said, for what was said outside the product.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_at: Option<Timestamp>,
    },
    /// A published notice was taken back.
    Withdrawn {
        /// Which.
        notice: NoticeId,
        /// Why.
        reason: Reason,
    },
    /// A draft was given up.
    Dropped {
        /// Which.
        notice: NoticeId,
        /// Why.
        reason: Reason,
    },
}

impl NoticeEvent {
    /// Who may see it: drafts are for comms, and for those who read everything inside.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::ReadersDescribed { .. } | Self::Published { .. } | Self::Withdrawn { .. } => {
                Audience::Everyone
            }
            Self::Opened { .. }
            | Self::Saved { .. }
            | Self::Clashed { .. }
            | Self::RivalDropped { .. }
            | Self::Asked { .. }
            | Self::Approved { .. }
            | Self::SentBack { .. }
            | Self::Dropped { .. } => Audience::Comms,
        }
    }

    /// The notice it is about.
    #[must_use]
    pub const fn notice(&self) -> Option<NoticeId> {
        match self {
            Self::ReadersDescribed { .. } => None,
            Self::Opened { notice, .. }
            | Self::Saved { notice, .. }
            | Self::Clashed { notice, .. }
            | Self::RivalDropped { notice }
            | Self::Asked { notice, .. }
            | Self::Approved { notice, .. }
            | Self::SentBack { notice, .. }
            | Self::Published { notice, .. }
            | Self::Withdrawn { notice, .. }
            | Self::Dropped { notice, .. } => Some(*notice),
        }
    }
}
