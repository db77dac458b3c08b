use super::*;

const PAGE: &str = r#"
# HELP sessions Sessions by application.
# TYPE sessions gauge
sessions{application="ios",host="a \"b\" \\ c\nd",} 41 1473235200500
sessions { application = "android" } 1.5e1
up 1
odd NaN
"#;

fn wrong(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn names_labels_numbers_and_moments_are_read() {
    let page = read(PAGE).unwrap();
    assert_eq!(page.len(), 4);
    assert_eq!(page[0].name, "sessions");
    let labels = [("application", "ios"), ("host", "a \"b\" \\ c\nd")];
    assert_eq!(page[0].labels, labels.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(page[0].value, Ok(Value::from_whole(41)));
    assert_eq!(page[0].at, Some(Timestamp::from_micros(1_473_235_200_500_000)));
    assert_eq!((page[1].value, page[1].at), (Ok(Value::from_whole(15)), None));
    assert_eq!(page[3].value, Err(ValueFault::NotANumber));
}

#[test]
fn with_its_end_it_is_openmetrics_and_moments_are_seconds() {
    let page = read("errors_total 4.75 1473235200.5 # {trace=\"1\"} 1\n# EOF\n").unwrap();
    assert_eq!(page[0].value, Value::parse("4.75"));
    assert_eq!(page[0].at, Some(Timestamp::from_micros(1_473_235_200_500_000)));
    // What goes on after the end was not written by one hand.
    assert!(wrong("a 1\n# EOF\nb 2\n# EOF").contains("line 3"));
}

#[test]
fn a_fault_names_its_line_and_its_rule() {
    for (text, rule) in [
        ("a 1\n1a 2", "line 2: it must begin with the name"),
        ("a", "line 1: the number is missing"),
        ("a{b=\"c\" 1", "a label must be"),
        ("a{b=c} 1", "must be in quotes"),
        ("a{b=\"c} 1", "has no end"),
        ("a{b=\"\\x\"} 1", "\\ stands before"),
        ("a{-=\"c\"} 1", "a label's name"),
        ("a one", "the number is no number"),
        ("a 1 soon", "the moment is no number"),
        ("a 1 1e300", "beyond all years"),
        ("a 1 2 3", "only a number and a moment"),
        ("é 1", "it must begin with the name"),
    ] {
        assert!(wrong(text).contains(rule), "{text}: {}", wrong(text));
    }
    assert!(wrong(&"a 1\n".repeat(5_001)).contains("more than 5,000"));
}

#[test]
fn no_text_makes_it_panic() {
    let mut rough = PAGE.as_bytes().to_vec();
    for place in 0..rough.len() {
        for byte in [0, b'"', b'{', b'}', b'\\', 0xff] {
            let kept = std::mem::replace(&mut rough[place], byte);
            let _either = read(&String::from_utf8_lossy(&rough));
            rough[place] = kept;
        }
        let _either = read(&String::from_utf8_lossy(&rough[..place]));
    }
}
