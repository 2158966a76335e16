//! Where a key is read: stdin, the terminal without showing it, or by name from a variable. Never from an argument.

use std::io::{self, IsTerminal, Read};

use lowtide_core::app::{KeyInput, OneShot};
use lowtide_core::catalog::Provider;
use lowtide_core::secret::{InvalidSecret, Secret};
use zeroize::Zeroizing;

use crate::args::KeyFrom;
use crate::output::Output;
use crate::problem::Problem;

/// More than any key, so that a wrong file is noticed without being read to its end.
const AT_MOST: usize = 64 * 1024;

/// The key, from wherever the arguments say that it comes.
pub(crate) async fn read(
    output: &Output,
    from: KeyFrom,
    one_shot: &OneShot,
    provider: Option<&Provider>,
    will_be_tried: bool,
) -> Result<KeyInput, Problem> {
    if let Some(name) = from.key_env {
        if will_be_tried && std::env::var_os(&name).is_none() {
            let what = "the environment variable that --key-env names is not set here; set it, or leave out the first \
                        check by --no-verify";
            return Err(Problem::Usage(what.to_owned()));
        }
        return Ok(KeyInput::Environment(name));
    }
    let is_terminal = io::stdin().is_terminal();
    if !is_terminal && !from.key_stdin {
        let what = "where does the key come from? There is no terminal to ask on: use --key-stdin or --key-env VAR";
        return Err(Problem::Usage(what.to_owned()));
    }
    // Better known before a key is pasted than afterwards.
    one_shot.has_keychain().await?;
    let key = if is_terminal { ask(output, provider)? } else { from_stdin(io::stdin().lock())? };
    Ok(KeyInput::Pasted(key))
}

/// Reads the whole of stdin as one key. Its copies in memory are erased.
fn from_stdin(mut stdin: impl Read) -> Result<Secret, Problem> {
    // Never grows, which would leave pieces of the key behind.
    let mut bytes = Zeroizing::new(vec![0; AT_MOST]);
    let mut length = 0;
    loop {
        match stdin.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            Err(why) => return Err(Problem::Input(why)),
        }
    }
    if length == AT_MOST {
        return Err(InvalidSecret::TooLong.into());
    }
    let text = std::str::from_utf8(&bytes[..length]).map_err(|_| InvalidSecret::NotAscii)?;
    Ok(Secret::parse(text.to_owned())?)
}

/// Asks on the terminal. What is typed is not shown.
fn ask(output: &Output, provider: Option<&Provider>) -> Result<Secret, Problem> {
    let mut name = "the provider";
    if let Some(provider) = provider {
        name = &provider.name;
        let page = provider.keys_page.as_ref().map(|page| format!("Keys are made at {page}"));
        for line in provider.key_hint.iter().chain(&page) {
            output.note_raw(&format!("{line}\n"));
        }
    }
    let typed = rpassword::prompt_password(format!("Key of {name} (it is not shown): ")).map_err(Problem::Input)?;
    Ok(Secret::parse(typed)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stdin_is_one_key_with_or_without_a_line_break() {
        for text in ["sk-1", "sk-1\n", "sk-1\r\n", "  sk-1 \n\n"] {
            assert_eq!(from_stdin(text.as_bytes()).unwrap().expose(), "sk-1");
        }
    }

    #[test]
    fn what_cannot_be_a_key_is_explained() {
        let why = |bytes: &[u8]| from_stdin(bytes).unwrap_err().to_string();
        assert_eq!(why(b"\n"), "the key is empty");
        assert!(why(b"sk-1\nsk-2\n").contains("line break"));
        assert!(why(b"sk-\xff").contains("outside ASCII"));
        assert!(why(&vec![b'k'; 70_000]).contains("too long"));
    }
}
