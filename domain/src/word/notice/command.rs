//! What people ask for about notices.

use super::{Content, NoticeId, Template};
use crate::{
    id::{ReadersId, Seq},
    rights::Action,
    text::{Reason, Title},
    time::{Length, Timestamp},
};
use serde::{Deserialize, Serialize};

/// What people ask for about notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NoticeCommand {
    /// Say who some of the people outside are, and how early they must know.
    DescribeReaders {
        /// Which.
        readers: ReadersId,
        /// What they are called.
        title: Title,
        /// How long before a change they must know.
        lead_time: Length,
    },
    /// Begin a notice.
    Open {
        /// What from.
        template: Template,
        /// Its words; without them, those of the template.
        #[serde(default)]
        content: Option<Box<Content>>,
    },
    /// Change a draft. A change to one that was in review or approved makes it a draft again.
    Save {
        /// Which.
        notice: NoticeId,
        /// The version that the change was made to.
        from: Seq,
        /// What it says now.
        #[serde(default)]
        content: Box<Content>,
    },
    /// Of two texts of one notice, take the one that was written from an older version.
    TakeRival {
        /// Which.
        notice: NoticeId,
        /// The version that gives way.
        from: Seq,
    },
    /// Of two texts of one notice, keep the one that stands.
    DropRival {
        /// Which.
        notice: NoticeId,
    },
    /// Ask a second person for approval.
    Ask {
        /// Which.
        notice: NoticeId,
        /// Of this version.
        version: Seq,
        /// Why it contradicts the plan, if it does.
        #[serde(default)]
        anyway: Option<Reason>,
    },
    /// Approve exactly this version.
    Approve {
        /// Which.
        notice: NoticeId,
        /// This version.
        version: Seq,
    },
    /// Do not approve it.
    SendBack {
        /// Which.
        notice: NoticeId,
        /// What is wrong with it.
        reason: Reason,
    },
    /// Send it out.
    Publish {
        /// Which.
        notice: NoticeId,
        /// The approved version.
        version: Seq,
        /// Why it contradicts the plan, if it does.
        #[serde(default)]
        anyway: Option<Reason>,
    },
    /// Write down what was said outside the product: it is compared with the plan like any other.
    Record {
        /// What was said, in one language at least.
        content: Box<Content>,
        /// When; without it, now.
        #[serde(default)]
        at: Option<Timestamp>,
    },
    /// Take a published notice back, or give a draft up.
    Withdraw {
        /// Which.
        notice: NoticeId,
        /// Why.
        reason: Reason,
    },
}

impl NoticeCommand {
    /// The right it asks for.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::DescribeReaders { .. }
            | Self::Open { .. }
            | Self::Save { .. }
            | Self::TakeRival { .. }
            | Self::DropRival { .. }
            | Self::Ask { .. }
            | Self::Record { .. } => Action::EditNotice,
            Self::Approve { .. } | Self::SendBack { .. } => Action::ApproveNotice,
            Self::Publish { .. } | Self::Withdraw { .. } => Action::PublishNotice,
        }
    }
}
