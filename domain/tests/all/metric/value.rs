use super::value;
use domain::metric::{Value, ValueFault};
use proptest::prelude::*;

#[test]
fn a_number_is_kept_to_the_thousandth_and_shown_without_idle_zeros() {
    for (written, shown) in [
        ("41", "41"),
        ("4.750", "4.75"),
        ("-0.5", "-0.5"),
        (".25", "0.25"),
        ("+3.", "3"),
        ("0.0005", "0.001"),
        ("-0", "0"),
        ("0.00049", "0"),
        ("9000000000000", "9000000000000"),
    ] {
        assert_eq!(value(written).to_string(), shown, "{written}");
    }
}

#[test]
fn what_is_no_number_is_refused_by_rule() {
    for odd in ["", ".", "-", "NaN", "Inf", "1e3", "1,5", " 1", "0x10", "--1", "١"] {
        assert_eq!(Value::parse(odd), Err(ValueFault::NotANumber), "{odd:?}");
    }
    let huge = "9".repeat(400);
    for large in ["9000000000000.001", "-9000000000001", huge.as_str()] {
        assert_eq!(Value::parse(large), Err(ValueFault::OutOfRange), "{large}");
    }
    assert_eq!(Value::from_float(f64::NAN), Err(ValueFault::NotANumber));
    for large in [f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e14] {
        assert_eq!(Value::from_float(large), Err(ValueFault::OutOfRange), "{large}");
    }
    assert_eq!(Value::from_float(-0.0), Ok(Value::ZERO));
}

proptest! {
    #[test]
    fn what_is_shown_reads_back_as_the_same_number(thousandths in any::<i64>()) {
        let number = Value::from_thousandths(thousandths);
        prop_assert_eq!(Value::parse(&number.to_string()), Ok(number));
    }

    #[test]
    fn text_and_float_agree_to_a_thousandth(thousandths in -9_000_000_000_000_i64..9_000_000_000_000) {
        let number = Value::from_thousandths(thousandths);
        prop_assert_eq!(Value::from_float(thousandths as f64 / 1_000.0), Ok(number));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        let _either = Value::parse(&text);
    }
}
