//! The provider: found out about once, asked for a token, and believed only as far as the token
//! proves.

use super::{
    check::check,
    claims::{Groups, Somebody},
    http::{Http, HttpFault},
    problem::Fault,
    settings::{Client, is_guarded},
};
use domain::Timestamp;
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, CsrfToken, DiscoveryError,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RequestTokenError, Scope, StandardErrorResponse,
    StandardTokenResponse, TokenResponse, core::*, url::Url,
};
use std::sync::Arc;
use tokio::sync::Mutex;

/// What is known of the provider is asked for again after this many seconds.
const FRESH: i64 = 600;

/// A token by an unknown key makes us ask for the keys again, at most this often in seconds.
const KEYS_AGAIN: i64 = 30;

/// A provider that did not answer is not asked again for this many seconds: people must not queue
/// up behind time-outs.
const REST: i64 = 5;

type Fields = IdTokenFields<
    Groups,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Us = openidconnect::Client<
    Groups,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What to send a browser to the provider with, and what to remember until it is back.
pub struct Question {
    pub address: Url,
    pub state: CsrfToken,
    pub nonce: Nonce,
    pub verifier: PkceCodeVerifier,
}

/// The provider.
pub struct Provider {
    client: Client,
    http: Http,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    metadata: Option<(Timestamp, Arc<CoreProviderMetadata>)>,
    failed: Option<Timestamp>,
}

impl Provider {
    pub fn new(client: Client) -> Result<Self, reqwest::Error> {
        Ok(Self { client, http: Http::new()?, known: Mutex::default() })
    }

    /// Makes up a sign-in.
    pub async fn question(&self, now: Timestamp, other_account: bool) -> Result<Question, Fault> {
        let metadata = self.metadata(now, FRESH).await?;
        let us = self.us(&metadata);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut asked = us
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge);
        // Some providers want the word for groups, others refuse words they do not know.
        let groups = Scope::new("groups".to_owned());
        if metadata.scopes_supported().is_some_and(|known| known.contains(&groups)) {
            asked = asked.add_scope(groups);
        }
        if other_account {
            asked = asked.add_prompt(CoreAuthPrompt::Login);
        }
        let (address, state, nonce) = asked.url();
        Ok(Question { address, state, nonce, verifier })
    }

    /// Whom the code of an answer stands for.
    pub async fn who(
        &self,
        code: String,
        verifier: PkceCodeVerifier,
        nonce: &Nonce,
        now: Timestamp,
    ) -> Result<Somebody, Fault> {
        let metadata = self.metadata(now, FRESH).await?;
        let us = self.us(&metadata);
        let asked = us
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|fault| Fault::down(format_args!("it names no place for tokens: {fault}")))?
            .set_pkce_verifier(verifier);
        let tokens = asked.request_async(&self.http).await.map_err(|fault| refused(&fault))?;
        let token = tokens.id_token().ok_or_else(|| Fault::forged("there is no ID token"))?;
        match check(token, &self.client, &metadata, nonce, now) {
            // The provider may have new keys since we last asked.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let metadata = self.metadata(now, KEYS_AGAIN).await?;
                check(token, &self.client, &metadata, nonce, now).map_err(Fault::forged)
            }
            Err(fault) => Err(Fault::forged(fault)),
            Ok(somebody) => Ok(somebody),
        }
    }

    /// Whether an answer that names its issuer names ours.
    pub fn is(&self, issuer: Option<&str>) -> bool {
        issuer.is_none_or(|issuer| issuer == self.client.issuer.as_str())
    }

    fn us(&self, metadata: &CoreProviderMetadata) -> Us {
        let (id, secret) = (self.client.id.clone(), self.client.secret.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        let basic =
            methods.is_none_or(|all| all.contains(&CoreClientAuthMethod::ClientSecretBasic));
        Us::from_provider_metadata(metadata.clone(), id, Some(secret))
            .set_auth_type(if basic { AuthType::BasicAuth } else { AuthType::RequestBody })
            .set_redirect_uri(self.client.redirect.clone())
    }

    /// What the provider says about itself, not older than so many seconds. Who asks while an
    /// answer is on its way waits for that one.
    async fn metadata(
        &self,
        now: Timestamp,
        fresh: i64,
    ) -> Result<Arc<CoreProviderMetadata>, Fault> {
        let mut known = self.known.lock().await;
        if let Some((at, metadata)) = &known.metadata
            && now.seconds_since(*at) < fresh
        {
            return Ok(metadata.clone());
        }
        if known.failed.is_some_and(|at| now.seconds_since(at) < REST) {
            return Err(Fault::Down);
        }
        match self.discover().await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *known = Known { metadata: Some((now, metadata.clone())), failed: None };
                Ok(metadata)
            }
            Err(fault) => {
                known.failed = Some(now);
                Err(fault)
            }
        }
    }

    async fn discover(&self) -> Result<CoreProviderMetadata, Fault> {
        let found =
            CoreProviderMetadata::discover_async(self.client.issuer.clone(), &self.http).await;
        let metadata = found.map_err(|fault| match fault {
            DiscoveryError::Request(cause) => Fault::down(cause),
            other => Fault::down(other),
        })?;
        let places =
            [Some(metadata.authorization_endpoint().url()), Some(metadata.jwks_uri().url())];
        let token = metadata.token_endpoint().map(|place| place.url());
        if places.into_iter().chain([token]).flatten().any(|place| !is_guarded(place)) {
            return Err(Fault::down("one of its addresses is not https"));
        }
        Ok(metadata)
    }
}

type Refusal = RequestTokenError<HttpFault, StandardErrorResponse<CoreErrorResponseType>>;

/// Never in its own debug words: an answer that cannot be read may hold tokens.
fn refused(fault: &Refusal) -> Fault {
    match fault {
        RequestTokenError::ServerResponse(said)
            if *said.error() == CoreErrorResponseType::InvalidGrant =>
        {
            Fault::forged("the provider does not know the code")
        }
        RequestTokenError::ServerResponse(said) => {
            Fault::down(format_args!("it refuses this server: {:?}", said.error()))
        }
        RequestTokenError::Request(cause) => Fault::down(cause),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Fault::down("its answer cannot be read")
        }
    }
}
