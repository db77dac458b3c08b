//! A provider of the test's own: a real key, real HTTP, and tokens as good or as bad as asked for.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use openidconnect::{
    JsonWebKeyId, PrivateSigningKey,
    core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm::EdDsa},
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What the provider does.
#[derive(Default)]
pub struct Manners {
    /// The token it will give for any code.
    pub token: Option<String>,
    /// The form of the last question for a token, and how the asker proved who they are.
    pub asked: Option<(String, String)>,
    /// Leads every question elsewhere.
    pub redirects: bool,
    /// Pads its own description.
    pub padding: usize,
}

#[derive(Clone)]
pub struct Issuer {
    pub address: String,
    pub key: Key,
    published: Arc<Mutex<Key>>,
    pub manners: Arc<Mutex<Manners>>,
}

/// A signing key made for one test.
#[derive(Clone)]
pub struct Key(Arc<CoreEdDsaPrivateSigningKey>);

impl Key {
    pub fn random() -> Self {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).unwrap();
        // The fixed beginning of every Ed25519 key in PKCS #8, and the key.
        let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        der.extend(seed);
        let text = base64(&der).replace('-', "+").replace('_', "/");
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
        let id = JsonWebKeyId::new("the-key".to_owned());
        Self(Arc::new(CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).unwrap()))
    }

    pub fn token(&self, claims: &Value) -> String {
        let header = json!({ "alg": "EdDSA", "kid": "the-key" });
        let signed = unsigned(&header, claims);
        let signature = self.0.sign(&EdDsa, signed.as_bytes()).unwrap();
        format!("{signed}.{}", base64(&signature))
    }
}

/// Header and claims as they are signed.
pub fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", base64(header.to_string().as_bytes()), base64(claims.to_string().as_bytes()))
}

impl Issuer {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let key = Key::random();
        let published = Arc::new(Mutex::new(key.clone()));
        let issuer = Self { address, key, published, manners: Arc::default() };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(issuer.clone());
        tokio::spawn(async { axum::serve(listener, routes).await });
        issuer
    }

    /// From now on it signs with another key, and publishes that one.
    pub fn turns_to(&mut self, key: Key) {
        *self.published.lock().unwrap() = key.clone();
        self.key = key;
    }

    /// From now on any code is good for this token.
    pub fn will_give(&self, token: String) {
        self.manners.lock().unwrap().token = Some(token);
    }
}

async fn describe(State(issuer): State<Issuer>) -> Response {
    let at = |path: &str| format!("{}{path}", issuer.address);
    let manners = issuer.manners.lock().unwrap();
    if manners.redirects {
        return (StatusCode::FOUND, [(header::LOCATION, at("/elsewhere"))]).into_response();
    }
    Json(json!({
        "issuer": issuer.address,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "scopes_supported": ["openid", "profile", "groups"],
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "padding": "x".repeat(manners.padding),
    }))
    .into_response()
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let key = issuer.published.lock().unwrap().0.as_verification_key();
    Json(json!({ "keys": [key] }))
}

async fn token(State(issuer): State<Issuer>, headers: HeaderMap, form: String) -> Response {
    let mut manners = issuer.manners.lock().unwrap();
    let proof = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    manners.asked = Some((form, proof.unwrap_or("").to_owned()));
    match manners.token.take() {
        Some(token) => Json(json!({
            "access_token": "opaque-access", "token_type": "Bearer", "id_token": token,
        }))
        .into_response(),
        // A code is good once.
        None => {
            (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response()
        }
    }
}

/// As in web tokens: the alphabet for addresses, and no padding.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .enumerate()
            .fold(0, |bits, (at, byte)| bits | usize::from(*byte) << (16 - 8 * at));
        for letter in 0..=chunk.len() {
            text.push(char::from(LETTERS[bits >> (18 - 6 * letter) & 63]));
        }
    }
    text
}
