//! Lengths as people write them: "5 min", "90 s", "1 h 30".

/// Reads a length, in seconds.
///
/// # Errors
/// What is wrong with it, in words.
pub fn parse_length(text: &str) -> Result<i64, String> {
    let refused = || format!("“{text}” is not a length such as 5 min, 90 s or 1 h 30");
    let mut rest = text.trim();
    let mut seconds: i64 = 0;
    let mut unit_before: i64 = i64::MAX;
    if rest.is_empty() {
        return Err(refused());
    }
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest[..digits].parse().map_err(|_| refused())?;
        rest = rest[digits..].trim_start();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let unit = match (&rest[..letters], unit_before) {
            ("s" | "sec", _) => 1,
            ("m" | "min", _) => 60,
            ("h", _) => 3_600,
            ("d" | "day" | "days", _) => 86_400,
            // "1 h 30" is an hour and a half on every wall in the house.
            ("", 3_600) => 60,
            _ => return Err(refused()),
        };
        if unit >= unit_before {
            return Err(refused());
        }
        unit_before = unit;
        rest = rest[letters..].trim_start();
        seconds = number
            .checked_mul(unit)
            .and_then(|part| seconds.checked_add(part))
            .ok_or_else(refused)?;
    }
    Ok(seconds)
}

#[cfg(test)]
mod tests {
    use super::parse_length;

    #[test]
    fn lengths_as_people_write_them() {
        let read = |text| parse_length(text).ok();
        assert_eq!(read("5 min"), Some(300));
        assert_eq!(read("90 s"), Some(90));
        assert_eq!(read("1 h 30"), Some(5_400));
        assert_eq!(read("1h30min"), Some(5_400));
        assert_eq!(read("0 min"), Some(0));
        for bad in ["", "5", "min", "-5 min", "5 min 1 h", "1 h 30 30", "99999999999999999 d", "é"]
        {
            assert_eq!(read(bad), None, "{bad:?} was accepted");
        }
    }
}
