use std::os::unix::fs::PermissionsExt;

use super::*;

/// Runs a fake editor, given as a script whose `$1` is the path, over the text `hello`.
fn edited(script: &str) -> Result<Option<String>, String> {
    let home = tempfile::tempdir().unwrap();
    let editor = home.path().join("fake editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let visual = format!("'{}'", editor.display());
    let result = with(&[("VISUAL", &visual), ("EDITOR", "false")], home.path());
    let mut left = fs::read_dir(home.path().join("state")).unwrap();
    match left.next() {
        None => {}
        // Words that cannot be taken are not thrown away, and nobody else reads them.
        Some(folder) => {
            let folder = folder.unwrap().path();
            let told = result.as_ref().unwrap_err();
            assert!(told.contains(folder.to_str().unwrap()), "{told}");
            assert!(folder.join("text.txt").exists(), "{told}");
        }
    }
    result
}

fn with(vars: &[(&str, &str)], home: &Path) -> Result<Option<String>, String> {
    let env = Env {
        vars: vars.iter().map(|(n, v)| (n.into(), v.into())).collect(),
        ..Env::default()
    };
    let words = |error: EditorError| error.to_string();
    let state = home.join("state");
    let editing = Editing::begin(&Safe::own("hello"), &env, &state).map_err(words)?;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&editing.path), 0o600);
    assert_eq!(mode(editing.folder.path()), 0o700);
    let status = editing.start().map_err(words)?.wait().unwrap();
    editing.finish(status).map_err(words)
}

#[test]
fn what_the_editor_wrote_comes_back_and_an_unchanged_text_is_none() {
    assert_eq!(edited("true"), Ok(None));
    assert_eq!(edited("printf 'hello\\r\\n\\n' > \"$1\""), Ok(None));
    let more = "printf 'there\\r\\nyou\\n' >> \"$1\"";
    assert_eq!(edited(more), Ok(Some("hello\nthere\nyou".to_owned())));
    // As vim and others save.
    let renames = "echo new > \"$1.new\"; mv \"$1.new\" \"$1\"";
    assert_eq!(edited(renames), Ok(Some("new".to_owned())));
    assert_eq!(edited(": > \"$1\""), Ok(Some(String::new())));
}

#[test]
fn whatever_goes_wrong_changes_nothing() {
    for (script, why) in [
        ("echo x > \"$1\"; exit 1", "ended with exit status: 1"),
        ("echo x > \"$1\"; kill -9 $$", "ended with signal: 9"),
        ("kill -15 $$", "ended with signal: 15"),
        ("rm \"$1\"", "left no plain file"),
        ("ln -sf /etc/passwd \"$1\"", "left no plain file"),
        ("rm \"$1\"; mkdir \"$1\"", "left no plain file"),
        ("rm \"$1\"; mkfifo \"$1\"", "left no plain file"),
        ("head -c 3000000 /dev/zero > \"$1\"", "longer than 1 MiB"),
        ("printf '\\377\\376' > \"$1\"", "not UTF-8"),
    ] {
        let told = edited(script).unwrap_err();
        assert!(told.contains(why), "{script}: {told}");
        let keeps = ["kill -9", "zero", "377"]
            .iter()
            .any(|word| script.contains(word));
        assert_eq!(told.contains("kept in"), keeps, "{script}: {told}");
    }
}

#[test]
fn the_editor_is_split_like_a_shell_would_and_no_shell_sees_it() {
    let home = tempfile::tempdir().unwrap();
    let evil = home.path().join("evil");
    let with = |vars: &[(&str, &str)]| with(vars, home.path());
    let runs = format!("true; touch {}", evil.display());
    assert!(with(&[("VISUAL", &runs)]).unwrap_err().contains("true;"));
    let runs = format!("true $(touch {})", evil.display());
    assert_eq!(with(&[("EDITOR", &runs)]), Ok(None));
    assert!(!evil.exists(), "a shell read it");
    assert_eq!(with(&[]).unwrap_err(), "no editor is set");
    assert!(with(&[("EDITOR", "'ab")]).unwrap_err().contains("EDITOR: "));
    let gone = with(&[("EDITOR", "/no/such/editor -w")]).unwrap_err();
    assert!(gone.contains("/no/such/editor cannot be started"), "{gone}");
}
