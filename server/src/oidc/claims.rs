//! What a token says beyond the standard, and who that makes of somebody.

use domain::text::PersonName;
use openidconnect::{AdditionalClaims, IdTokenClaims, core::CoreGenderClaim};
use serde::{Deserialize, Serialize};

/// The claim that grants are about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    #[serde(default)]
    groups: Listed,
}

impl AdditionalClaims for Groups {}

/// Providers write a lone group without a list; what is neither is no group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Listed {
    Many(Vec<String>),
    One(String),
    Odd(serde_json::Value),
}

impl Default for Listed {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

/// Somebody whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// The provider, by its address.
    pub issuer: String,
    /// The provider's word for them: it never changes, and is nobody else's.
    pub subject: String,
    /// What it calls them, when that can be a name here.
    pub name: Option<PersonName>,
    /// The groups they are in.
    pub groups: Vec<String>,
}

impl Somebody {
    /// From a token that was checked.
    pub fn of(claims: &IdTokenClaims<Groups, CoreGenderClaim>) -> Self {
        let name = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str());
        let login = claims.preferred_username().map(|login| login.as_str());
        let mut names = [name, login].into_iter().flatten();
        Self {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            name: names.find_map(|name| PersonName::parse(name).ok()),
            groups: match claims.additional_claims().groups.clone() {
                Listed::Many(groups) => groups,
                Listed::One(group) => vec![group],
                Listed::Odd(_) => Vec::new(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_a_list_or_a_word() {
        let read = |json: &str| serde_json::from_str::<Groups>(json).unwrap().groups;
        assert_eq!(read("{}"), Listed::Many(Vec::new()));
        assert_eq!(read(r#"{"groups":["a","b"]}"#), Listed::Many(vec!["a".into(), "b".into()]));
        assert_eq!(read(r#"{"groups":"a"}"#), Listed::One("a".into()));
        assert!(matches!(read(r#"{"groups":[1]}"#), Listed::Odd(_)));
        assert!(matches!(read(r#"{"groups":null}"#), Listed::Odd(_)));
    }
}
