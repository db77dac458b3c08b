//! What a token must prove before anybody is let in.

use super::{
    claims::{Groups, Somebody},
    settings::Client,
};
use domain::Timestamp;
use openidconnect::{
    ClaimsVerificationError, IdToken, IdTokenVerifier, Nonce,
    core::{
        CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
        CoreProviderMetadata,
    },
};

/// Two clocks may differ by this many seconds.
const SKEW: i64 = 60;

/// Signatures by a key pair: what can be checked with a public key cannot be made with it.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type Token =
    IdToken<Groups, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// Signature, issuer, audience, times and nonce; then, whom the token is about.
pub fn check(
    token: &Token,
    us: &Client,
    provider: &CoreProviderMetadata,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<Somebody, ClaimsVerificationError> {
    let (id, issuer) = (us.id.clone(), us.issuer.clone());
    // As for a client without a secret: then a token "signed" with the secret is refused too.
    let verifier = IdTokenVerifier::new_public_client(id, issuer, provider.jwks().clone())
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || moment(now.seconds() - SKEW))
        .set_issue_time_verifier_fn(move |issued| {
            let ahead = issued > moment(now.seconds() + SKEW);
            if ahead { Err("it was issued in the future".to_owned()) } else { Ok(()) }
        });
    token.claims(&verifier, nonce).map(Somebody::of)
}

fn moment(seconds: i64) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
