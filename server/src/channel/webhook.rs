//! What a notice looks like to another program, signed as Standard Webhooks 1.0.0 says.
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use super::{Outgoing, Words};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::Timestamp;
use frontend::boot::Locale;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::fmt;

/// The shortest and the longest key, in bytes, as the standard has them.
const KEY_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// What the receiver knows us by. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey(Vec<u8>);

impl SigningKey {
    /// Reads `whsec_` and base64.
    ///
    /// # Errors
    /// The rule it breaks.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rule = "must be whsec_ followed by base64 of 24 to 64 random bytes";
        let bytes = text.strip_prefix("whsec_").and_then(|rest| BASE64_STANDARD.decode(rest).ok());
        let bytes = bytes.filter(|bytes| KEY_BYTES.contains(&bytes.len()));
        bytes.map(Self).ok_or_else(|| rule.to_owned())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

/// The body of the request. It is signed and sent as these bytes.
#[must_use]
pub fn body(outgoing: &Outgoing) -> String {
    let words = |words: &Words| json!({ "title": words.title, "text": words.text });
    let mut body = json!({
        "type": format!("notice.{}", outgoing.said.slug()),
        "timestamp": rfc3339(outgoing.at),
        "data": {
            "kind": outgoing.said.slug(),
            "room": outgoing.room,
            "notice": name(outgoing.published_at),
            "replaces": outgoing.replaces.map(name),
            "fr": words(&outgoing.fr),
            "en": words(&outgoing.en),
            "promised_end": outgoing.promised_end.map(rfc3339),
            "page": outgoing.page,
            "test": outgoing.is_test,
        },
    });
    if outgoing.is_test {
        for locale in Locale::ALL {
            let warned = super::words::paragraphs(outgoing, locale).join("\n\n");
            body["data"][locale.slug()]["title"] =
                Value::from(super::words::headline(outgoing, locale));
            body["data"][locale.slug()]["text"] = Value::from(warned);
        }
    }
    body.to_string()
}

/// What a notice is called outside: the moment it was published, in microseconds since 1970, as the
/// feed of the public page has it. It is a text: some programs cannot hold so large a number.
fn name(published_at: Timestamp) -> String {
    published_at.micros().to_string()
}

fn rfc3339(at: Timestamp) -> String {
    let moment = chrono::DateTime::from_timestamp_micros(at.micros()).unwrap_or_default();
    moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// The three headers: the id, which stays the same however often it is sent; the moment of this
/// attempt; and the signature of both and the body.
#[must_use]
pub fn headers(
    key: &SigningKey,
    id: &str,
    now: Timestamp,
    body: &str,
) -> [(&'static str, String); 3] {
    let seconds = now.seconds();
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(&key.0).expect("HMAC takes a key of any length");
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
    [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", seconds.to_string()),
        ("webhook-signature", format!("v1,{signature}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_whsec_and_enough_random_bytes() {
        let key = |bytes: usize| format!("whsec_{}", BASE64_STANDARD.encode(vec![7; bytes]));
        assert!(SigningKey::parse(&key(24)).is_ok() && SigningKey::parse(&key(64)).is_ok());
        for bad in [key(23), key(65), "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into(), "whsec_é".into()]
        {
            assert!(SigningKey::parse(&bad).is_err(), "{bad} was accepted");
        }
        assert_eq!(format!("{:?}", SigningKey::parse(&key(32)).unwrap()), "SigningKey(…)");
    }

    /// Made by `standardwebhooks` 1.1.1 of npm from the same key, id, moment and body.
    #[test]
    fn the_signature_is_the_one_that_others_compute() {
        let key = SigningKey::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let now = Timestamp::from_seconds(1_614_265_330);
        let signed = headers(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", now, r#"{"test": 2432232314}"#);
        assert_eq!(signed[2].1, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
