//! Variants of enums.

use super::{Node, OddShape, Tree};
use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, IntoDeserializer, VariantAccess, Visitor},
};

/// One variant of an enum, with its facts if it has any.
pub(super) struct Variant<N> {
    pub(super) number: u64,
    pub(super) facts: Option<Tree<N>>,
}

impl<'de, N: Node> EnumAccess<'de> for Variant<N> {
    type Error = OddShape;
    type Variant = Facts<N>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Facts<N>), OddShape> {
        let facts = Facts(self.facts);
        seed.deserialize(self.number.into_deserializer()).map(|which| (which, facts))
    }
}

/// The facts of a variant.
pub(super) struct Facts<N>(Option<Tree<N>>);

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
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OddShape> {
        visitor.visit_seq(self.0.ok_or(OddShape)?.places(fields)?)
    }
}
