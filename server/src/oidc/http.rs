//! How the provider is asked: one client that follows no redirect, waits five seconds and reads
//! no more than a mebibyte.

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, redirect::Policy};
use std::{error::Error, iter, pin::Pin, time::Duration};
use thiserror::Error;

/// How long the provider may take, from the first byte asked to the last one read.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest answer, in bytes. Key sets and tokens are a few KiB.
const LONGEST: usize = 1024 * 1024;

/// Asks the provider.
#[derive(Debug, Clone)]
pub struct Http(Client);

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum HttpFault {
    /// It could not be asked, or did not answer.
    #[error("{}", with_causes(.0))]
    Failed(#[from] reqwest::Error),
    /// It would not stop.
    #[error("the answer is longer than {LONGEST} bytes")]
    TooLong,
    /// The request makes no sense.
    #[error("{0}")]
    Odd(#[from] openidconnect::http::Error),
}

/// All of it: the first words of such an error never say what was the matter.
fn with_causes(error: &reqwest::Error) -> String {
    let causes = iter::successors(error.source(), |cause: &&dyn Error| (*cause).source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}

impl Http {
    /// With the certificates that the system trusts.
    pub fn new() -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            // A redirect could lead the client's secret to an address nobody has checked.
            .redirect(Policy::none())
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE)
            .build()?;
        Ok(Self(client))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpFault> {
        let (parts, body) = request.into_parts();
        let asked = self.0.request(parts.method, parts.uri.to_string());
        let mut response = asked.headers(parts.headers).body(body).send().await?;
        let mut answer = openidconnect::http::Response::builder().status(response.status());
        if let Some(headers) = answer.headers_mut() {
            std::mem::swap(headers, response.headers_mut());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > LONGEST {
                return Err(HttpFault::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(answer.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpFault;
    // Boxed, so that everything around it is known to be free to move between threads.
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
