//! Reading JSON with as little code as possible.
//!
//! Read straight from text, every type brings a copy of the parser along. Here the text becomes a
//! tree once, with one parser for all, and each type only picks its fields from the tree. On a
//! message of a few kilobytes the detour costs nothing; for the download it is a tenth.
//!
//! `serde_json` can read from its tree too, but takes both shapes of every struct along, by name
//! and by place. We only ever write them by name.

use serde::{
    Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, Expected, MapAccess, SeqAccess,
        Unexpected, VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use serde_json::Value;
use std::fmt;

/// Reads a value.
///
/// # Errors
/// [`OddShape`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, OddShape> {
    let tree = serde_json::from_str(text).map_err(|_| OddShape)?;
    T::deserialize(Tree(&tree))
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
#[derive(Clone, Copy)]
struct Tree<'a>(&'a Value);

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = OddShape;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(value), _, _) => visitor.visit_u64(value),
                (None, Some(value), _) => visitor.visit_i64(value),
                (None, None, Some(value)) => visitor.visit_f64(value),
                (None, None, None) => Err(OddShape),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        self.0.as_str().ok_or(OddShape).and_then(|text| visitor.visit_borrowed_str(text))
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
        let array = self.0.as_array().ok_or(OddShape)?;
        visitor.visit_seq(Entries(array.iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        let object = self.0.as_object().ok_or(OddShape)?;
        visitor.visit_map(Fields { rest: object.iter(), value: None })
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
        let (name, facts) = match self.0 {
            Value::String(name) => (name, None),
            Value::Object(object) if object.len() == 1 => {
                let (name, facts) = object.iter().next().ok_or(OddShape)?;
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
struct Entries<'de>(std::slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for Entries<'de> {
    type Error = OddShape;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, OddShape> {
        self.0.next().map(|value| seed.deserialize(Tree(value))).transpose()
    }
}

/// The fields of an object.
struct Fields<'de> {
    rest: serde_json::map::Iter<'de>,
    value: Option<&'de Value>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
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
struct Name<'de>(&'de str);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = OddShape;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OddShape> {
        visitor.visit_borrowed_str(self.0)
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
struct Variant<'de> {
    name: &'de str,
    facts: Option<Tree<'de>>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = OddShape;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), OddShape> {
        seed.deserialize(Name(self.name)).map(|name| (name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = OddShape;

    fn unit_variant(self) -> Result<(), OddShape> {
        if self.facts.is_none() { Ok(()) } else { Err(OddShape) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, OddShape> {
        seed.deserialize(self.facts.ok_or(OddShape)?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, OddShape> {
        self.facts.ok_or(OddShape)?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        self.facts.ok_or(OddShape)?.deserialize_map(visitor)
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
