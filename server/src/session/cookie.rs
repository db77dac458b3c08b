//! Cookies, read with suspicion and written with every guard there is.

use crate::config::Config;
use axum::http::{HeaderMap, HeaderValue, header};

/// The name of the session's cookie. With https the browser itself guards it: `__Host-` takes no
/// other site's, no other path's and no plain http's.
#[must_use]
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_https() { "__Host-bascule" } else { "bascule" }
}

/// Writes a cookie; `seconds` of 0 takes it away.
///
/// # Panics
/// Never: names and values are our own words and hexadecimal digits.
#[must_use]
pub fn set_cookie(config: &Config, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("our own words and digits are a header")
}

/// The value of a cookie. Two different ones by one name are none: somebody else wrote one.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut values = all
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| value);
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_cookies_by_one_name_are_nobody() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; bascule=x; =; ;;b"));
        assert_eq!(cookie(&headers, "bascule"), Some("x"));
        headers.append(header::COOKIE, HeaderValue::from_bytes(b"caf\xe9=1").unwrap());
        headers.append(header::COOKIE, HeaderValue::from_static("bascule=x"));
        assert_eq!(cookie(&headers, "bascule"), Some("x"));
        headers.append(header::COOKIE, HeaderValue::from_static("bascule=y"));
        assert_eq!(cookie(&headers, "bascule"), None);
    }
}
