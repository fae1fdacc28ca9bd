//! The answer to the question about the background (OSC 11), in the form of `XParseColor`.

/// Whether `11;rgb:ffff/ffff/ffff` is a light colour, by the weights of Rec. 601.
pub(super) fn background(answer: &[u8]) -> Option<bool> {
    let answer = std::str::from_utf8(answer).ok()?.strip_prefix("11;rgb")?;
    let parts = answer.trim_start_matches('a').strip_prefix(':')?;
    let mut parts = parts.split('/').map(|part| {
        let most = 16_u32
            .checked_pow(u32::try_from(part.len()).ok()?)?
            .checked_sub(1)?;
        let value = u32::from_str_radix(part, 16).ok()?;
        (value * 1000).checked_div(most)
    });
    let mut next = || parts.next().flatten();
    let (red, green, blue) = (next()?, next()?, next()?);
    Some(299 * red + 587 * green + 114 * blue > 500 * 1000)
}
