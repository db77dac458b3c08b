//! A page or an endpoint: does it answer as it should, and how fast.

use super::{Measured, Source, SourceFault, answer};
use crate::outgoing::{Door, door::Knock};
use async_trait::async_trait;
use domain::metric::Value;
use reqwest::{Method, Url, header::HeaderMap};
use std::{
    fmt,
    time::{Duration, Instant},
};

/// One request, and what is made of the answer.
pub struct HttpCheck {
    /// Through which door.
    pub door: Door,
    /// `GET` or `HEAD`: a check changes nothing.
    pub method: Method,
    /// What is asked.
    pub url: Url,
    /// Sent with it; what is secret among it is marked as such.
    pub headers: HeaderMap,
    /// What is as it should be.
    pub expect: Expect,
    /// What the first 64 KiB of the answer must hold.
    pub contains: Option<String>,
    /// What the number is.
    pub measure: Measure,
}

/// What is as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// An answer with one of these statuses.
    Statuses(Vec<u16>),
    /// No connection: it is refused, or nobody says a word. What a security group does.
    Unreachable,
}

/// What the number of a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// 1 when status and text are as they should be, 0 when they are not. No answer at all is no
    /// number: nobody can tell a page that is down from a way to it that is.
    Match,
    /// Seconds from the question to the head of the answer, when it is as it should be.
    Latency,
    /// The status.
    Status,
}

impl fmt::Debug for HttpCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the address: its query may hold a secret.
        f.debug_struct("HttpCheck")
            .field("host", &self.url.host_str())
            .field("measure", &self.measure)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Source for HttpCheck {
    async fn ask(&self, deadline: Duration) -> Result<Measured, SourceFault> {
        let number = match &self.expect {
            Expect::Statuses(statuses) => self.answers(statuses).await?,
            Expect::Unreachable => self.is_shut(deadline).await?,
        };
        Ok(Measured::number(number))
    }
}

impl HttpCheck {
    /// 1 when no connection is taken, 0 when one is.
    async fn is_shut(&self, deadline: Duration) -> Result<Value, SourceFault> {
        // Whoever asks must still be there when the silence is over.
        match self.door.knock(&self.url, deadline / 4 * 3).await? {
            Knock::Shut => Ok(Value::from_whole(1)),
            Knock::Open => Ok(Value::ZERO),
            Knock::Lost => Err(SourceFault::Unreachable),
        }
    }

    async fn answers(&self, statuses: &[u16]) -> Result<Value, SourceFault> {
        let request = self
            .door
            .request(self.method.clone(), self.url.clone(), self.headers.clone())
            .build()
            .map_err(|_| SourceFault::Odd("the request cannot be built".to_owned()))?;
        let asked = Instant::now();
        let response = self.door.send(request).await?;
        let latency = asked.elapsed();
        let status = response.status().as_u16();
        match self.measure {
            Measure::Status => Ok(Value::from_whole(i64::from(status))),
            Measure::Match => {
                let fits = statuses.contains(&status) && self.says_so(response).await?;
                Ok(Value::from_whole(i64::from(fits)))
            }
            Measure::Latency if !statuses.contains(&status) => {
                Err(SourceFault::Status { found: status })
            }
            Measure::Latency if !self.says_so(response).await? => {
                Err(SourceFault::Odd("the answer lacks the text it must hold".to_owned()))
            }
            Measure::Latency => Ok(Value::from_float(latency.as_secs_f64())?),
        }
    }

    /// Whether the answer holds what it must. Of a long one, only the beginning is read.
    async fn says_so(&self, response: reqwest::Response) -> Result<bool, SourceFault> {
        let Some(wanted) = &self.contains else { return Ok(true) };
        let body = answer::beginning(response).await?;
        Ok(String::from_utf8_lossy(&body).contains(wanted))
    }
}
