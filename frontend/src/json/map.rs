//! Maps: objects whose keys are not those of a type.

use super::{Node, OddShape, Tree};
use serde::{
    Deserializer,
    de::{DeserializeSeed, MapAccess, Visitor},
    forward_to_deserialize_any,
};
use std::vec;

/// The fields of an object.
pub(super) struct Fields<N> {
    rest: vec::IntoIter<(String, N)>,
    value: Option<N>,
}

impl<N> Fields<N> {
    pub(super) fn of(fields: Vec<(String, N)>) -> Self {
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

/// A key of a map.
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
