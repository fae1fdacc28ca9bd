use super::*;

#[test]
fn the_history_comes_back_and_the_own_line_is_kept() {
    let history = ["old".to_owned(), "newer".to_owned()];
    let mut prompt = Prompt::new(Ask::Path, Safe::EMPTY);
    let press = |prompt: &mut Prompt, key: &str| prompt.press(key.parse().unwrap(), &history);
    assert_eq!(press(&mut prompt, "x"), Typed::Changed);
    press(&mut prompt, "Up");
    assert_eq!(prompt.line.text(), "newer");
    press(&mut prompt, "Up");
    assert_eq!(press(&mut prompt, "Up"), Typed::Nothing);
    assert_eq!(prompt.line.text(), "old");
    press(&mut prompt, "Down");
    press(&mut prompt, "Ctrl-n");
    assert_eq!(prompt.line.text(), "x");
    press(&mut prompt, "Ctrl-p");
    press(&mut prompt, "!");
    press(&mut prompt, "Up");
    assert_eq!(prompt.line.text(), "newer");
    press(&mut prompt, "Down");
    assert_eq!(prompt.line.text(), "newer!", "a changed line is kept");
    press(&mut prompt, "Ctrl-u");
    press(&mut prompt, "l");
    press(&mut prompt, "Ctrl-r");
    assert_eq!(prompt.line.text(), "old", "the newest that has it");
    assert_eq!(press(&mut prompt, "Ctrl-r"), Typed::Nothing);
    press(&mut prompt, "Ctrl-u");
    press(&mut prompt, "x");
    assert_eq!(press(&mut prompt, "Backspace"), Typed::Changed);
    for key in ["Backspace", "Ctrl-d", "Ctrl-g"] {
        assert_eq!(press(&mut prompt, key), Typed::Cancelled, "{key}");
    }
}

#[test]
fn a_path_goes_on_as_far_as_all_that_is_there_does() {
    let mut prompt = Prompt::new(Ask::Path, Safe::EMPTY);
    prompt.line.insert("~/down");
    prompt.take_paths(&["~/Downloads/".to_owned()]);
    assert_eq!(prompt.line.text(), "~/Downloads/", "whatever its case");
    prompt.take_paths(&[
        "~/Downloads/basic.zip".to_owned(),
        "~/Downloads/basis/".to_owned(),
    ]);
    assert_eq!(prompt.line.text(), "~/Downloads/basi");
    assert_eq!(prompt.aside, Ok(Safe::own("basic.zip  basis/")));
    prompt.take_paths(&[
        "~/Downloads/BASIC".to_owned(),
        "~/Downloads/basic".to_owned(),
    ]);
    assert_eq!(prompt.line.text(), "~/Downloads/basi", "never shorter");
    prompt.take_paths(&[]);
    assert!(prompt.aside.is_err());
    assert_eq!(prompt.press("Tab".parse().unwrap(), &[]), Typed::Path);
}

#[test]
fn a_day_is_explained_while_it_is_typed() {
    let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
    let mut prompt = Prompt::new(Ask::LaterDay(vec![]), Safe::EMPTY);
    prompt.line.insert("next tue");
    prompt.explain_day(today);
    assert_eq!(prompt.aside, Ok(Safe::own("Tue 1 Dec 2026")));
    prompt.line.insert("xx");
    prompt.explain_day(today);
    assert!(prompt.aside.is_err());
    prompt.line = Line::new("Mon");
    assert_eq!(prompt.press("Tab".parse().unwrap(), &[]), Typed::Changed);
    assert_eq!(prompt.line.text(), "monday");
}
