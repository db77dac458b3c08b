//! Reading JSON with as little code as possible.
//!
//! Read straight from text, every type brings a copy of the parser along. Here the text becomes a
//! tree once, parsed by the browser itself, and each type only picks its fields from the tree. On
//! a message of a few kilobytes the detour costs nothing; for the download it is a tenth.
//!
//! Serde's derived code can read a struct by name or by place, and a variant by name or by number.
//! Names are what is written, so the names are looked up here, once for all types, and the derived
//! code is asked by place and by number: that half of it is far smaller. Two things follow. A field
//! that may be absent must say `#[serde(default)]`, also when it is an `Option`; and fields nobody
//! knows are passed over even where a type forbids them.
//!
//! `serde-wasm-bindgen` does the same with sentences for every fault and both shapes of every
//! struct. Nobody would see the sentences.

mod map;
mod parser;
mod variant;

use map::Fields;
use variant::Variant;

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, Expected, SeqAccess, Unexpected, Visitor},
    forward_to_deserialize_any,
};
use std::{fmt, slice, vec};

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
    fn has_fields(&self) -> bool;
    /// The field of that name, which is asked for once.
    fn take(&mut self, name: &str) -> Option<Self>;
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

/// Whole numbers of every width are read alike; serde says no to those that do not fit.
macro_rules! whole_numbers {
    ($($width:ident)*) => {$(
        fn $width<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
            self.deserialize_i64(visitor)
        }
    )*};
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

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0.look() {
            Found::Truth(truth) => visitor.visit_bool(truth),
            _ => Err(OddShape),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0.look() {
            Found::Whole(number) => visitor.visit_i64(number),
            _ => Err(OddShape),
        }
    }

    whole_numbers! { deserialize_i32 deserialize_u8 deserialize_u32 deserialize_u64 }

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
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        visitor.visit_seq(self.places(fields)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        visitor.visit_enum(self.variant(variants)?)
    }

    forward_to_deserialize_any! {
        i8 i16 u16 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

/// What is the same for every type stands here, outside the code that each type has a copy of.
impl<N: Node> Tree<N> {
    #[inline(never)]
    fn places(self, names: &'static [&'static str]) -> Result<Places<N>, OddShape> {
        if self.0.has_fields() {
            Ok(Places { fields: self.0, names: names.iter() })
        } else {
            Err(OddShape)
        }
    }

    #[inline(never)]
    fn variant(self, variants: &[&str]) -> Result<Variant<N>, OddShape> {
        let (name, facts) = match self.0.look() {
            Found::Text(name) => (name, None),
            Found::Fields(mut fields) if fields.len() == 1 => {
                let (name, facts) = fields.remove(0);
                (name, Some(Tree(facts)))
            }
            _ => return Err(OddShape),
        };
        let number = variants.iter().position(|known| *known == name).ok_or(OddShape)?;
        Ok(Variant { number: number as u64, facts })
    }
}

/// The fields of a struct, in the order of the type.
struct Places<N> {
    fields: N,
    names: slice::Iter<'static, &'static str>,
}

impl<N: Node> Places<N> {
    #[inline(never)]
    fn next(&mut self) -> Option<Tree<N>> {
        self.names.next().and_then(|name| self.fields.take(name)).map(Tree)
    }
}

impl<'de, N: Node> SeqAccess<'de> for Places<N> {
    type Error = OddShape;

    /// Nothing for an absent field; the next call still gives the next one.
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, OddShape> {
        self.next().map(|field| seed.deserialize(field)).transpose()
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

#[cfg(test)]
mod tests {
    use super::read;
    use domain::{Event, Length, Recorded, StepId, plan::Work, step::Fact};
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

    /// Fields are read by place: their order in the text, and others beside them, must not matter.
    #[test]
    fn fields_are_found_wherever_they_stand() {
        same::<Fact>(r#"{"at":1}"#);
        same::<Fact>(r#"{"corrections":[],"of_tomorrow":{},"at":1}"#);
        same::<Fact>(r#"{"corrections":[]}"#);
        same::<Fact>("[]");
        same::<Event>(r#"{"step_started":{"anyway":"It is time","step":"drain"}}"#);
        same::<Event>(r#"{"step_started":{"step":"drain"}}"#);
        same::<Event>(r#"{"step_started":{"step":"drain","anyway":null}}"#);
        same::<Event>(r#"{"step_started":{"step":null}}"#);
        same::<u32>("-1");
        same::<u8>("256");
    }

    #[test]
    fn every_event_ever_stored_is_read_as_it_was_written() {
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/golden");
        let samples = std::fs::read_dir(samples).unwrap();
        let texts = samples.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let read_back = texts.map(|text| same::<Recorded>(&text)).count();
        assert!(read_back > 10, "the samples were found");
    }
}
