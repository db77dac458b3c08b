//! Why not, about promises.

use crate::word::notice::NoticeId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command about a promise was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum PromiseRejection {
    /// There are no such words.
    #[error("there are no such words in notice {notice}")]
    NoSuchWords {
        /// In which notice.
        notice: NoticeId,
    },
    /// There are as many corrections as a notice may hold.
    #[error("a notice holds at most {max} corrections")]
    TooManyCorrections {
        /// The limit.
        max: usize,
    },
    /// Every promise stands as it stood.
    #[error("nothing has changed about what was promised")]
    NothingNew,
}

impl PromiseRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchWords { .. } => "no_such_words",
            Self::TooManyCorrections { .. } => "too_many_corrections",
            Self::NothingNew => "nothing_new",
        }
    }
}
