//! What people ask for about promises.

use super::Reading;
use crate::{promise::Language, rights::Action, word::notice::NoticeId};
use serde::{Deserialize, Serialize};

/// What people ask for about promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PromiseCommand {
    /// Say what words of a text really say.
    Correct {
        /// In which notice.
        notice: NoticeId,
        /// In which language.
        language: Language,
        /// Where the words begin in title or text, in bytes.
        from: u32,
        /// Where they end.
        to: u32,
        /// Whether they stand in the title.
        #[serde(default)]
        in_title: bool,
        /// What they say.
        reading: Reading,
    },
    /// Compare everything that was promised with plan and forecast. The product asks this itself
    /// when something has changed; whoever else asks gets the same.
    Review {},
}

impl PromiseCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Correct { .. } | Self::Review {} => Action::EditNotice,
        }
    }
}
