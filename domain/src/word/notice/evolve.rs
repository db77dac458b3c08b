//! How events about notices change them.

use super::{
    Content, Fate, NoticeEvent, NoticeId, Notices, Paper, Published, Readers, Rival, Standing,
};
use crate::event::Recorded;

/// Folds one event into the notices.
pub fn evolve(notices: &mut Notices, event: &NoticeEvent, recorded: &Recorded) {
    let (by, at) = (&recorded.by, recorded.at);
    match event {
        NoticeEvent::ReadersDescribed { readers, title, lead_time } => {
            let described = Readers { title: title.clone(), lead_time: *lead_time };
            notices.readers.insert(readers.clone(), described);
        }
        NoticeEvent::Opened { notice, template, content } => {
            let paper = Paper {
                template: *template,
                content: (**content).clone(),
                version: recorded.seq,
                edited_by: by.clone(),
                edited_at: at,
                standing: Standing::Draft,
                kept_anyway: None,
                sent_back: None,
                corrections: Vec::new(),
                rival: None,
            };
            notices.papers.insert(*notice, paper);
        }
        NoticeEvent::Saved { notice, content } => change(notices, *notice, |paper| {
            saved(paper, content, recorded);
        }),
        NoticeEvent::Clashed { notice, from: _, content } => change(notices, *notice, |paper| {
            let rival = Rival { by: by.clone(), at, content: (**content).clone() };
            paper.rival = Some(Box::new(rival));
        }),
        NoticeEvent::RivalDropped { notice } => {
            change(notices, *notice, |paper| paper.rival = None);
        }
        NoticeEvent::Asked { notice, version: _, anyway } => change(notices, *notice, |paper| {
            paper.standing = Standing::InReview { by: by.clone(), at };
            paper.kept_anyway.clone_from(anyway);
            paper.sent_back = None;
        }),
        NoticeEvent::Approved { notice, version: _ } => change(notices, *notice, |paper| {
            paper.standing = Standing::Approved { by: by.clone(), at };
        }),
        NoticeEvent::SentBack { notice, reason } => change(notices, *notice, |paper| {
            paper.standing = Standing::Draft;
            paper.kept_anyway = None;
            paper.sent_back = Some(reason.clone());
        }),
        NoticeEvent::Published {
            notice,
            template,
            readers,
            channels,
            wording,
            corrections,
            replaces,
            anyway,
            said_at,
        } => {
            change(notices, *notice, |paper| {
                paper.standing = Standing::Published;
                paper.rival = None;
            });
            if let Some(replaces) = replaces {
                supersede(notices, replaces.notice, *notice, |by| Fate::Superseded {
                    by,
                    at,
                    reason: replaces.reason.clone(),
                });
            }
            let published = Published {
                template: *template,
                readers: readers.clone(),
                channels: channels.clone(),
                text: (**wording).clone(),
                by: by.clone(),
                at: said_at.unwrap_or(at),
                anyway: anyway.clone(),
                corrections: corrections.clone(),
                fate: Fate::Out,
                at_risk: None,
            };
            notices.published.insert(*notice, published);
        }
        NoticeEvent::Withdrawn { notice, reason } => {
            if let Some(published) = notices.published.get_mut(notice) {
                let reason = reason.clone();
                published.fate = Fate::Withdrawn { by: by.clone(), at, reason };
                published.at_risk = None;
            }
        }
        NoticeEvent::Dropped { notice, reason: _ } => {
            change(notices, *notice, |paper| paper.standing = Standing::Dropped);
        }
    }
}

fn change(notices: &mut Notices, notice: NoticeId, with: impl FnOnce(&mut Paper)) {
    if let Some(paper) = notices.papers.get_mut(&notice) {
        with(paper);
    }
}

fn saved(paper: &mut Paper, content: &Content, recorded: &Recorded) {
    let settles = |rival: &Rival| rival.by == recorded.by || rival.content == *content;
    if paper.rival.as_deref().is_some_and(settles) {
        paper.rival = None;
    }
    paper.content = content.clone();
    paper.version = recorded.seq;
    paper.edited_by = recorded.by.clone();
    paper.edited_at = recorded.at;
    paper.standing = Standing::Draft;
    paper.kept_anyway = None;
}

fn supersede(
    notices: &mut Notices,
    old: NoticeId,
    by: NoticeId,
    fate: impl FnOnce(NoticeId) -> Fate,
) {
    if let Some(published) = notices.published.get_mut(&old).filter(|it| it.fate.is_out()) {
        published.fate = fate(by);
        published.at_risk = None;
    }
}
