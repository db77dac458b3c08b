//! What happened to promises.

use super::Correction;
use crate::{audience::Audience, time::Timestamp, word::notice::NoticeId};
use serde::{Deserialize, Serialize};

/// What happened to promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseEvent {
    /// The author said what words of a text really say.
    Corrected {
        /// In which notice.
        notice: NoticeId,
        /// Whether it had gone out: a draft is not for everybody.
        published: bool,
        /// Which words, and what they say.
        correction: Correction,
    },
    /// A published promise will not hold.
    AtRisk {
        /// In which notice.
        notice: NoticeId,
        /// The end that was promised.
        promised: Timestamp,
        /// The end that is expected.
        expected: Timestamp,
        /// When readers must know.
        say_by: Timestamp,
        /// The draft that says the new end.
        draft: NoticeId,
    },
    /// It will hold after all.
    Kept {
        /// In which notice.
        notice: NoticeId,
    },
}

impl PromiseEvent {
    /// Who may see it.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        match self {
            Self::Corrected { published: false, .. } => Audience::Comms,
            Self::Corrected { published: true, .. } | Self::AtRisk { .. } | Self::Kept { .. } => {
                Audience::Everyone
            }
        }
    }

    /// The notice it is about.
    #[must_use]
    pub const fn notice(&self) -> NoticeId {
        match self {
            Self::Corrected { notice, .. }
            | Self::AtRisk { notice, .. }
            | Self::Kept { notice } => *notice,
        }
    }
}
