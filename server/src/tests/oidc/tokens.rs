//! What a token must prove.

use super::{
    Guarded,
    issuer::{Key, base64, unsigned},
    refused,
};
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

/// What is done to good claims, at a time.
type Change = fn(&mut Value, i64);

#[tokio::test]
async fn a_good_token_is_the_person_of_the_roster() {
    let guarded = Guarded::open().await;
    let before = guarded.house.room().await.seq;
    let begun = guarded.begin("/rooms/aurora?step=dns").await;
    assert!(begun.cookie.starts_with("__Host-bascule_oidc="));
    assert_eq!(begun.asked["redirect_uri"], "https://war.example.org/oidc/callback");
    assert_eq!(begun.asked["response_type"], "code");
    assert_eq!(begun.asked["code_challenge_method"], "S256");
    assert_eq!(begun.asked["scope"], "openid profile groups");
    guarded.issuer.will_give(guarded.issuer.key.token(&guarded.claims(&begun)));
    let answer = guarded.back(&begun).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.header(header::LOCATION), "/rooms/aurora?step=dns");
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().collect();
    assert!(cookies[1].to_str().unwrap().starts_with("__Host-bascule_oidc=; Path=/; Max-Age=0"));
    let me = guarded.house.get("/api/me", &answer.cookie()).await.json();
    assert_eq!(me["rooms"].as_array().unwrap().len(), 1);
    assert_eq!(me["rooms"][0]["person"]["name"], "Jérôme");
    assert_eq!(me["rooms"][0]["person"]["role"], "lead");
    assert_eq!(guarded.house.room().await.seq, before, "nobody new has joined");
    let (form, proof) = guarded.issuer.manners.lock().unwrap().asked.clone().unwrap();
    assert!(form.contains("code=c0de") && form.contains("code_verifier="), "{form}");
    assert!(!form.contains("s3cret") && proof.starts_with("Basic "), "{form} {proof}");
}

#[tokio::test]
async fn a_name_nobody_has_joins_through_the_log() {
    let guarded = Guarded::open().await;
    let before = guarded.house.room().await.seq;
    let answer = guarded
        .sign_in(|claims| {
            claims["name"] = Value::Null;
            claims["preferred_username"] = "Zoé Martin".into();
            claims["groups"] = "staff".into();
        })
        .await;
    assert_eq!(answer.header(header::LOCATION), "/rooms/aurora");
    let me = guarded.house.get("/api/me", &answer.cookie()).await.json();
    assert_eq!(me["rooms"][0]["person"]["id"], "zoe-martin");
    assert_eq!(me["rooms"][0]["person"]["role"], "observer");
    assert_eq!(guarded.house.room().await.seq.0, before.0 + 1);
}

#[tokio::test]
async fn a_token_that_does_not_hold_lets_nobody_in() {
    let guarded = Guarded::open().await;
    let now = guarded.house.app.clock.wall().seconds();
    let changes: [(&str, Change); 8] = [
        ("expired", |claims, now| claims["exp"] = (now - 61).into()),
        ("of the future", |claims, now| claims["iat"] = (now + 61).into()),
        ("of another sign-in", |claims, _| claims["nonce"] = "another".into()),
        ("without a nonce", |claims, _| claims["nonce"] = Value::Null),
        ("of another provider", |claims, _| claims["iss"] = "https://evil.example".into()),
        ("for another client", |claims, _| claims["aud"] = "other".into()),
        ("for another client too", |claims, _| claims["aud"] = json!(["bascule", "other"])),
        ("for nobody", |claims, _| claims["aud"] = json!([])),
    ];
    for (what, change) in changes {
        let answer = guarded.sign_in(|claims| change(claims, now)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "a token {what} was taken");
        refused(&answer, StatusCode::FORBIDDEN);
    }
    let late = guarded.sign_in(|claims| claims["exp"] = (now - 59).into()).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "clocks may differ by a minute");
}

#[tokio::test]
async fn a_token_that_the_provider_did_not_sign_lets_nobody_in() {
    let guarded = Guarded::open().await;
    let forged: [fn(&Guarded, &Value) -> String; 4] = [
        |_, claims| Key::random().token(claims),
        |_, claims| format!("{}.", unsigned(&json!({ "alg": "none" }), claims)),
        // A signature with the client's secret proves no more than knowing the secret.
        |_, claims| {
            let signed = unsigned(&json!({ "alg": "HS256", "kid": "the-key" }), claims);
            format!("{signed}.{}", base64(&[7; 32]))
        },
        |guarded, claims| {
            let token = guarded.issuer.key.token(claims);
            let mut other = claims.clone();
            other["groups"] = json!(["staff"]);
            let header = token.split('.').next().unwrap();
            let signature = token.split('.').nth(2).unwrap();
            format!("{header}.{}.{signature}", base64(other.to_string().as_bytes()))
        },
    ];
    for forge in forged {
        let begun = guarded.begin("/").await;
        guarded.issuer.will_give(forge(&guarded, &guarded.claims(&begun)));
        refused(&guarded.back(&begun).await, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_new_key_of_the_provider_is_asked_for() {
    let mut guarded = Guarded::open().await;
    assert_eq!(guarded.sign_in(|_| {}).await.status, StatusCode::SEE_OTHER);
    guarded.issuer.turns_to(Key::random());
    refused(&guarded.sign_in(|_| {}).await, StatusCode::FORBIDDEN);
    guarded.house.clock.advance(30);
    assert_eq!(guarded.sign_in(|_| {}).await.status, StatusCode::SEE_OTHER);
}
