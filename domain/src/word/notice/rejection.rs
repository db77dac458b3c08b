//! Why not, about notices.

use super::NoticeId;
use crate::{
    id::{ReadersId, Seq, StepId},
    promise::Language,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command about a notice was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum NoticeRejection {
    /// There is no such notice.
    #[error("there is no notice {notice}")]
    Unknown {
        /// Which.
        notice: NoticeId,
    },
    /// Nobody has said who these readers are.
    #[error("nobody has said who {readers} are")]
    UnknownReaders {
        /// Which.
        readers: ReadersId,
    },
    /// There are as many as a room may hold.
    #[error("a room holds at most {max} notices")]
    TooMany {
        /// The limit.
        max: u32,
    },
    /// It has gone out or was given up: it is changed by another that takes its place.
    #[error("notice {notice} is no draft any more")]
    NoDraft {
        /// Which.
        notice: NoticeId,
    },
    /// Title or text is missing.
    #[error("notice {notice} is not whole in {language:?}")]
    Incomplete {
        /// Which.
        notice: NoticeId,
        /// In which language.
        language: Language,
    },
    /// Nothing has changed.
    #[error("notice {notice} says this already")]
    Unchanged {
        /// Which.
        notice: NoticeId,
    },
    /// Somebody has changed it since.
    #[error("notice {notice} has been changed since, in {version}")]
    ChangedSince {
        /// Which.
        notice: NoticeId,
        /// The version that stands.
        version: Seq,
    },
    /// There is one text only.
    #[error("notice {notice} has one text only")]
    NoRival {
        /// Which.
        notice: NoticeId,
    },
    /// Approval was asked for already.
    #[error("notice {notice} is in review or approved already")]
    AskedAlready {
        /// Which.
        notice: NoticeId,
    },
    /// Nobody has asked for approval.
    #[error("notice {notice} is not in review")]
    NotInReview {
        /// Which.
        notice: NoticeId,
    },
    /// Nobody approves their own text.
    #[error("notice {notice} needs a second person")]
    NeedsSecondPerson {
        /// Which.
        notice: NoticeId,
    },
    /// It is not approved.
    #[error("notice {notice} is not approved")]
    NotApproved {
        /// Which.
        notice: NoticeId,
    },
    /// It waits for a step.
    #[error("notice {notice} waits for {step}")]
    StillWaits {
        /// Which.
        notice: NoticeId,
        /// For what.
        step: StepId,
    },
    /// The product publishes by itself only what was approved to go out so.
    #[error("notice {notice} is published by a person")]
    NotByItself {
        /// Which.
        notice: NoticeId,
    },
    /// It contradicts plan or forecast, and nobody has said why it stands.
    #[error("“{phrase}” in notice {notice} contradicts the plan")]
    Contradicts {
        /// Which.
        notice: NoticeId,
        /// The words.
        phrase: String,
    },
    /// It was withdrawn or superseded.
    #[error("notice {notice} is not out")]
    NotOut {
        /// Which.
        notice: NoticeId,
    },
    /// It would take its own place.
    #[error("notice {notice} cannot take its own place")]
    ReplacesItself {
        /// Which.
        notice: NoticeId,
    },
}

impl NoticeRejection {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown_notice",
            Self::UnknownReaders { .. } => "unknown_readers",
            Self::TooMany { .. } => "too_many_notices",
            Self::NoDraft { .. } => "no_draft",
            Self::Incomplete { .. } => "notice_incomplete",
            Self::Unchanged { .. } => "notice_unchanged",
            Self::ChangedSince { .. } => "notice_changed_since",
            Self::NoRival { .. } => "no_rival",
            Self::AskedAlready { .. } => "asked_already",
            Self::NotInReview { .. } => "not_in_review",
            Self::NeedsSecondPerson { .. } => "needs_second_person",
            Self::NotApproved { .. } => "not_approved",
            Self::StillWaits { .. } => "notice_waits",
            Self::NotByItself { .. } => "not_by_itself",
            Self::Contradicts { .. } => "contradicts_plan",
            Self::NotOut { .. } => "not_out",
            Self::ReplacesItself { .. } => "replaces_itself",
        }
    }
}
