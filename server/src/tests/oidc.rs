//! Sign-in by a provider: the way in, and everything that must not be one.

mod answers;
mod identity;
mod issuer;
mod tokens;

use super::house::{Answer, House};
use crate::oidc::{Oidc, grants::Grants, settings::Settings};
use axum::http::{StatusCode, header};
use issuer::Issuer;
use openidconnect::url::{Url, form_urlencoded};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};

const GRANTS: &str = r#"
[[grant]]
group = "war-room-lead"
room = "aurora"
role = "lead"
[[grant]]
group = "staff"
room = "aurora"
role = "observer"
[[grant]]
group = "staff"
room = "no-such-room"
role = "observer"
"#;

/// A house with a provider.
struct Guarded {
    house: House,
    issuer: Issuer,
}

/// A sign-in that was begun: what the browser holds, and what the provider was sent.
struct Begun {
    cookie: String,
    asked: BTreeMap<String, String>,
}

impl Begun {
    fn state(&self) -> &str {
        &self.asked["state"]
    }
}

impl Guarded {
    async fn open() -> Self {
        let issuer = Issuer::open().await;
        let public = "https://war.example.org".parse().unwrap();
        let grants = Grants::read(GRANTS).unwrap();
        let settings = Settings::new(
            &issuer.address,
            "bascule",
            "the-s3cret",
            grants,
            Some("Corp ID"),
            &public,
        );
        let oidc = Arc::new(Oidc::new(settings.unwrap()).unwrap());
        let house = House::open_with(|config| {
            config.public_url = Some(public);
            config.oidc = Some(oidc);
        })
        .await;
        Self { house, issuer }
    }

    async fn begin(&self, back: &str) -> Begun {
        self.begin_in("", back).await
    }

    async fn begin_in(&self, cookie: &str, back: &str) -> Begun {
        let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        let answer = self.house.get(&format!("/oidc/start?back={back}"), cookie).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let address = Url::parse(answer.header(header::LOCATION)).unwrap();
        assert!(address.as_str().starts_with(&format!("{}/authorize?", self.issuer.address)));
        Begun { cookie: answer.cookie(), asked: address.query_pairs().into_owned().collect() }
    }

    /// What a good token for this sign-in says.
    fn claims(&self, begun: &Begun) -> Value {
        let now = self.house.app.clock.wall().seconds();
        json!({
            "iss": self.issuer.address, "aud": "bascule", "sub": "4711", "nonce": begun.asked["nonce"],
            "iat": now, "exp": now + 300, "name": "Jérôme", "groups": ["war-room-lead"],
        })
    }

    /// The provider sends the browser back.
    async fn back(&self, begun: &Begun) -> Answer {
        self.answer(&begun.cookie, &[("code", "c0de"), ("state", begun.state())]).await
    }

    async fn answer(&self, cookie: &str, said: &[(&str, &str)]) -> Answer {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
        self.house.get(&format!("/oidc/callback?{query}"), cookie).await
    }

    /// A whole sign-in with claims changed.
    async fn sign_in(&self, change: impl FnOnce(&mut Value)) -> Answer {
        let begun = self.begin("/").await;
        let mut claims = self.claims(&begun);
        change(&mut claims);
        self.issuer.will_give(self.issuer.key.token(&claims));
        self.back(&begun).await
    }
}

/// Nobody came in: the status, no session, and a page of our own.
fn refused(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header(header::SET_COOKIE), "");
    assert!(answer.body.contains("<!doctype html>"), "{}", answer.body);
    assert!(!answer.body.contains("s3cret") && !answer.body.contains("c0de"));
}
