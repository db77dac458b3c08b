//! Where things are handed over to the outside: one mail server, and one door a channel.

use super::{
    Channel, Channels, Endpoint, Kind, Outgoing, Preview, Trouble,
    email::{Mail, MailAddress, notice, notice::Addressee},
    http::{self, Answer, Untaken},
    preview::Part,
    slack,
    smtp::Smtp,
    teams, webhook,
};
use crate::{clock::Clock, outgoing::Door};
use domain::{ChannelId, Timestamp};
use frontend::boot::Locale;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use std::{collections::BTreeMap, sync::Arc};

const JSON: &str = "application/json";

/// Where things are handed over.
pub struct Office {
    channels: Arc<Channels>,
    clock: Arc<dyn Clock>,
    origin: String,
    smtp: Option<Smtp>,
    doors: BTreeMap<ChannelId, Door>,
}

/// The body of a request and its headers.
struct Parcel {
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Office {
    /// For these channels. `origin` is the address people type, scheme and host without a path:
    /// links in e-mail begin with it.
    ///
    /// # Errors
    /// What cannot be used, in words for the person at the terminal.
    pub fn new(
        channels: Arc<Channels>,
        clock: Arc<dyn Clock>,
        origin: &str,
    ) -> Result<Self, String> {
        let smtp = channels.smtp.as_ref().map(Smtp::new).transpose()?;
        let mut doors = BTreeMap::new();
        for channel in channels.iter() {
            if let Some(endpoint) = channel.kind.endpoint() {
                let door = http::door(&endpoint.guard).map_err(|error| error.to_string())?;
                doors.insert(channel.id.clone(), door);
            }
        }
        let origin = origin.trim_end_matches('/').to_owned();
        Ok(Self { channels, clock, origin, smtp, doors })
    }

    /// Every channel.
    #[must_use]
    pub const fn channels(&self) -> &Arc<Channels> {
        &self.channels
    }

    /// The time that guards and schedules, never a room's.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.wall()
    }

    /// The rooms' time: what the record of deliveries is kept in.
    #[must_use]
    pub fn room_now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A whole address of a path of ours.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Who e-mail is from, when there is any.
    #[must_use]
    pub fn sender(&self) -> Option<String> {
        self.smtp.as_ref().map(|smtp| smtp.from().email.to_string())
    }

    /// The host of that address, without a port: it tells our calendars from those of others.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.origin.split("://").last().unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }

    /// What exactly would be sent. In e-mail the address and the last part of the link that ends
    /// it are each subscriber's own, and dots here.
    #[must_use]
    pub fn preview(&self, channel: &Channel, outgoing: &Outgoing) -> Preview {
        match self.parcel(channel, outgoing, "…") {
            Some((endpoint, parcel)) => Preview {
                to: endpoint.host.clone(),
                headers: parcel.headers.into_iter().map(|(n, v)| (n.to_owned(), v)).collect(),
                parts: vec![Part { media_type: JSON, text: parcel.body }],
            },
            None => self.preview_of_mail(channel, outgoing),
        }
    }

    fn preview_of_mail(&self, channel: &Channel, outgoing: &Outgoing) -> Preview {
        let unsubscribe = self.link(&format!("/status/{}/subscription/…", channel.room));
        let address = "subscriber@example.org".parse::<MailAddress>();
        let mail = address.ok().map(|address| {
            let locale = channel.first;
            notice::mail(outgoing, &Addressee { address, locale, unsubscribe: Some(unsubscribe) })
        });
        let (Some(mail), Some(smtp)) = (mail, &self.smtp) else {
            return Preview { to: String::new(), headers: Vec::new(), parts: Vec::new() };
        };
        let mut headers = vec![
            ("From".to_owned(), smtp.from().to_string()),
            ("Subject".to_owned(), mail.subject.clone()),
        ];
        let own = mail.headers(smtp.from(), "…").into_iter();
        headers.extend(own.map(|(name, value)| (name.to_owned(), value)));
        let to = match channel.first {
            Locale::Fr => "abonnés",
            Locale::En => "subscribers",
        };
        let text = Part { media_type: "text/plain", text: mail.text };
        let html = Part { media_type: "text/html", text: mail.html };
        Preview { to: to.to_owned(), headers, parts: vec![text, html] }
    }

    /// Sends something at once, marked as a test in words; for e-mail, to this address. It goes
    /// past the dispatch: whoever tries a channel waits for the answer, and sees it.
    ///
    /// # Errors
    /// What was the matter.
    pub async fn send_test(
        &self,
        channel: &Channel,
        outgoing: Outgoing,
        to: Option<MailAddress>,
    ) -> Result<Answer, Untaken> {
        let outgoing = outgoing.as_test();
        let token = crate::session::Token::random();
        let token = token.map_err(|error| Trouble::Unwritable { detail: error.to_string() })?;
        let id = &token.hex()[..32];
        match (&channel.kind, to) {
            (Kind::Email, Some(address)) => {
                let to = Addressee { address, locale: channel.first, unsubscribe: None };
                self.mail(&notice::mail(&outgoing, &to), id).await
            }
            (Kind::Email, None) => Err(Trouble::Misfit.into()),
            (Kind::Slack(_) | Kind::Teams(_) | Kind::Webhook(..), _) => {
                self.post(channel, &outgoing, id).await
            }
        }
    }

    /// Hands an e-mail over, under this id.
    ///
    /// # Errors
    /// What was the matter.
    pub async fn mail(&self, mail: &Mail, id: &str) -> Result<Answer, Untaken> {
        let smtp = self.smtp.as_ref().ok_or(Trouble::Misfit)?;
        smtp.send(mail.message(smtp.from(), id, self.now())?).await
    }

    /// Posts a notice to the endpoint of a channel, under this id.
    ///
    /// # Errors
    /// What was the matter.
    pub async fn post(
        &self,
        channel: &Channel,
        outgoing: &Outgoing,
        id: &str,
    ) -> Result<Answer, Untaken> {
        let (endpoint, parcel) = self.parcel(channel, outgoing, id).ok_or(Trouble::Misfit)?;
        let mut headers = HeaderMap::new();
        for (name, value) in parcel.headers {
            let value = HeaderValue::from_str(&value);
            let value = value.map_err(|error| Trouble::Unwritable { detail: error.to_string() })?;
            headers.insert(HeaderName::from_static(name), value);
        }
        headers.insert(USER_AGENT, HeaderValue::from_static("Bascule"));
        let door = self.doors.get(&channel.id).ok_or(Trouble::Misfit)?;
        http::post(door, &endpoint.url, headers, parcel.body, self.now()).await
    }

    /// What is posted where; `None` when the channel posts nothing.
    fn parcel<'c>(
        &self,
        channel: &'c Channel,
        outgoing: &Outgoing,
        id: &str,
    ) -> Option<(&'c Endpoint, Parcel)> {
        let mut headers = vec![(CONTENT_TYPE_NAME, JSON.to_owned())];
        let (endpoint, body) = match &channel.kind {
            Kind::Email => return None,
            Kind::Slack(endpoint) => (endpoint, slack::body(outgoing, channel.first)),
            Kind::Teams(endpoint) => (endpoint, teams::body(outgoing, channel.first)),
            Kind::Webhook(endpoint, key) => {
                let body = webhook::body(outgoing);
                headers.extend(webhook::headers(key, &format!("msg_{id}"), self.now(), &body));
                (endpoint, body)
            }
        };
        Some((endpoint, Parcel { headers, body }))
    }
}

/// As HTTP names it, in small letters.
const CONTENT_TYPE_NAME: &str = "content-type";
