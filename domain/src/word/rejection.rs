//! Why not.

use super::{notice::NoticeRejection, promise::PromiseRejection};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command of this family was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum WordRejection {
    /// The public page is on already, or off already.
    #[error("the public page is {} already", if *.on { "on" } else { "off" })]
    PageIsSo {
        /// Whether it is on.
        on: bool,
    },
    /// About a text for people outside.
    #[error(transparent)]
    Notice(#[from] NoticeRejection),
    /// About what such a text promises.
    #[error(transparent)]
    Promise(#[from] PromiseRejection),
}

impl WordRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PageIsSo { .. } => "page_is_so",
            Self::Notice(no) => no.code(),
            Self::Promise(no) => no.code(),
        }
    }
}
