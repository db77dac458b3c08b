//! Who parses: the browser in the browser, `serde_json` elsewhere.

pub use twin::parse;

/// In the browser the browser parses.
#[cfg(feature = "hydrate")]
mod twin {
    use super::super::{Found, Node, OddShape};
    use wasm_bindgen::{JsCast, JsValue};

    pub fn parse(text: &str) -> Result<JsValue, OddShape> {
        js_sys::JSON::parse(text).map_err(|_| OddShape)
    }

    impl Node for JsValue {
        fn is_nothing(&self) -> bool {
            self.is_null() || self.is_undefined()
        }

        fn has_fields(&self) -> bool {
            self.is_object()
        }

        fn take(&mut self, name: &str) -> Option<Self> {
            js_sys::Reflect::get(self, &name.into()).ok().filter(|field| !field.is_undefined())
        }

        fn look(self) -> Found<Self> {
            if let Some(text) = self.as_string() {
                return Found::Text(text);
            }
            if let Some(number) = self.as_f64() {
                // Every whole number on the wire is far below 2^53, where they are exact.
                let whole = number as i64;
                return if whole as f64 == number {
                    Found::Whole(whole)
                } else {
                    Found::Fraction(number)
                };
            }
            if let Some(truth) = self.as_bool() {
                return Found::Truth(truth);
            }
            if let Some(list) = self.dyn_ref::<js_sys::Array>() {
                return Found::List(list.iter().collect());
            }
            let Some(object) = self.dyn_ref::<js_sys::Object>() else { return Found::Nothing };
            let field = |entry: JsValue| {
                let entry: js_sys::Array = entry.unchecked_into();
                (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
            };
            Found::Fields(js_sys::Object::entries(object).iter().map(field).collect())
        }
    }
}

/// Elsewhere `serde_json` does.
#[cfg(not(feature = "hydrate"))]
mod twin {
    use super::super::{Found, Node, OddShape};
    use serde_json::Value;

    pub fn parse(text: &str) -> Result<Value, OddShape> {
        serde_json::from_str(text).map_err(|_| OddShape)
    }

    impl Node for Value {
        fn is_nothing(&self) -> bool {
            self.is_null()
        }

        fn has_fields(&self) -> bool {
            self.is_object()
        }

        fn take(&mut self, name: &str) -> Option<Self> {
            self.as_object_mut()?.remove(name)
        }

        fn look(self) -> Found<Self> {
            match self {
                Self::Null => Found::Nothing,
                Self::Bool(truth) => Found::Truth(truth),
                Self::Number(number) => match (number.as_i64(), number.as_f64()) {
                    (Some(whole), _) => Found::Whole(whole),
                    (None, fraction) => Found::Fraction(fraction.unwrap_or_default()),
                },
                Self::String(text) => Found::Text(text),
                Self::Array(list) => Found::List(list),
                Self::Object(fields) => Found::Fields(fields.into_iter().collect()),
            }
        }
    }
}
