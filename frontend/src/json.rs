//! Reading JSON with as little code as possible.
//!
//! Read straight from text, every type brings a copy of the parser along. Here the text becomes a
//! tree once, parsed by the browser itself, and each type only picks its fields from the tree. On
//! a message of a few kilobytes the detour costs nothing; for the download it is a tenth.
//!
//! `serde-wasm-bindgen` does the same with sentences for every fault and both shapes of every
//! struct, by name and by place. We only ever write them by name, and nobody sees the sentences.

mod parser;

use serde::{
    Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, Expected, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use std::{fmt, vec};

/// Reads a value.
///
/// # Errors
/// [`OddShape`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, OddShape> {
    T::deserialize(Tree(parser::parse(text)?))
}

/// Whether a text is JSON at all.
#[must_use]
pub fn is_json(text: &str) -> bool {
    parser::parse(text).is_ok()
}

/// What stands at a place of the tree.
enum Found<N> {
    Nothing,
    Truth(bool),
    Whole(i64),
    Fraction(f64),
    Text(String),
    List(Vec<N>),
    Fields(Vec<(String, N)>),
}

/// A parsed text that can be looked into.
trait Node: Sized {
    fn look(self) -> Found<Self>;
    fn is_nothing(&self) -> bool;
}

/// The text is not JSON, or not of the shape that was asked for.
///
/// It does not say where: every sentence about what was found instead would bring the code along
/// that words it, for each field of each type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddShape;

impl fmt::Display for OddShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another shape was expected")
    }
}

impl std::error::Error for OddShape {}

impl de::Error for OddShape {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A place in the tree.
struct Tree<N>(N);

impl<'de, N: Node> Deserializer<'de> for Tree<N> {
    type Error = OddShape;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0.look() {
            Found::Nothing => visitor.visit_unit(),
            Found::Truth(truth) => visitor.visit_bool(truth),
            Found::Whole(number) => match u64::try_from(number) {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_i64(number),
            },
            Found::Fraction(number) => visitor.visit_f64(number),
            Found::Text(text) => visitor.visit_string(text),
            Found::List(list) => visitor.visit_seq(Entries(list.into_iter())),
            Found::Fields(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        if self.0.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0.look() {
            Found::Text(text) => visitor.visit_string(text),
            _ => Err(OddShape),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        self.deserialize_str(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0.look() {
            Found::List(list) => visitor.visit_seq(Entries(list.into_iter())),
            _ => Err(OddShape),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0.look() {
            Found::Fields(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(OddShape),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        let (name, facts) = match self.0.look() {
            Found::Text(name) => (name, None),
            Found::Fields(mut fields) if fields.len() == 1 => {
                let (name, facts) = fields.remove(0);
                (name, Some(Tree(facts)))
            }
            _ => return Err(OddShape),
        };
        visitor.visit_enum(Variant { name, facts })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct tuple
        tuple_struct ignored_any
    }
}

/// The entries of an array.
struct Entries<N>(vec::IntoIter<N>);

impl<'de, N: Node> SeqAccess<'de> for Entries<N> {
    type Error = OddShape;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, OddShape> {
        self.0.next().map(|node| seed.deserialize(Tree(node))).transpose()
    }
}

/// The fields of an object.
struct Fields<N> {
    rest: vec::IntoIter<(String, N)>,
    value: Option<N>,
}

impl<N> Fields<N> {
    fn of(fields: Vec<(String, N)>) -> Self {
        Self { rest: fields.into_iter(), value: None }
    }
}

impl<'de, N: Node> MapAccess<'de> for Fields<N> {
    type Error = OddShape;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, OddShape> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, OddShape> {
        seed.deserialize(Tree(self.value.take().ok_or(OddShape)?))
    }
}

/// The name of a field or a variant.
struct Name(String);

impl<'de> Deserializer<'de> for Name {
    type Error = OddShape;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        visitor.visit_string(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// One variant of an enum, with its facts if it has any.
struct Variant<N> {
    name: String,
    facts: Option<Tree<N>>,
}

impl<'de, N: Node> EnumAccess<'de> for Variant<N> {
    type Error = OddShape;
    type Variant = Facts<N>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Facts<N>), OddShape> {
        let facts = Facts(self.facts);
        seed.deserialize(Name(self.name)).map(|name| (name, facts))
    }
}

/// The facts of a variant.
struct Facts<N>(Option<Tree<N>>);

impl<'de, N: Node> VariantAccess<'de> for Facts<N> {
    type Error = OddShape;

    fn unit_variant(self) -> Result<(), OddShape> {
        if self.0.is_none() { Ok(()) } else { Err(OddShape) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, OddShape> {
        seed.deserialize(self.0.ok_or(OddShape)?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, OddShape> {
        self.0.ok_or(OddShape)?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        self.0.ok_or(OddShape)?.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use domain::{Event, Length, StepId, plan::Work};
    use std::collections::BTreeMap;

    /// Whatever serde_json reads from text, the tree gives the same.
    fn same<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
        let direct: Option<T> = serde_json::from_str(text).ok();
        assert_eq!(read::<T>(text).ok(), direct, "{text}");
    }

    #[test]
    fn the_tree_reads_what_the_text_says() {
        same::<Event>(r#"{"step_finished":{"step":"drain"}}"#);
        same::<Event>(r#"{"step_finished":{}}"#);
        same::<Event>(r#"{"of_tomorrow":{"step":"drain"}}"#);
        same::<Event>(r#"{"step_finished":{"step":"Not A Slug"}}"#);
        same::<Work>(r#""gate""#);
        same::<Work>(r#"{"task":{"length":300}}"#);
        same::<Work>(r#"{"task":{"length":-1}}"#);
        same::<BTreeMap<StepId, Length>>(r#"{"a":1,"b":2}"#);
        same::<Option<Vec<(bool, f64)>>>("[[true,1.5],[false,-2]]");
        same::<Option<i64>>("1473235560000000");
        same::<Option<String>>("null");
        same::<String>("{");
    }
}
