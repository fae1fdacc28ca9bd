//! `cordial circle`: how often to be in touch, and what that asks of a week.

use super::{
    failure::Failure,
    output::{Cell, Output, Table},
    session::{Session, failure},
    who,
};
use crate::domain::{
    describe,
    plan::{self, Capacity, Circle, Settings},
    step::Step,
};

/// `cordial circle`.
#[derive(Clone, Debug, clap::Args)]
pub struct CircleArgs {
    /// With whom, and last the circle: close, active, light, yearly or none; without the circle,
    /// what would fit; without anything, what the circles ask for
    #[arg(value_name = "PERSON… CIRCLE")]
    pub who: Vec<String>,
}

pub(super) fn run(
    session: &mut Session<'_>,
    args: &CircleArgs,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let today = session.clock.today();
    let (mut workspace, mut book) = session.open(output)?;
    let settings = session.plan(output)?.of(&book);
    match args.who.as_slice() {
        [] => table(&book, &settings, output)?,
        [person] => {
            let key = who::known(&book, person)?;
            let mut table = Table::new(&["person", "name", "circle", "by", "suggested", "why"]);
            let chosen = plan::chosen(&book, &settings, &key);
            let by = chosen.map(|chosen| if chosen.by.is_some() { "rule" } else { "you" });
            let fits = plan::suggest(&book, &settings, &key, today);
            table.push(vec![
                key.as_str().into(),
                who::name(&book, &key).into(),
                chosen.map(|chosen| chosen.circle.word()).into(),
                by.into(),
                fits.as_ref().map(|fits| fits.circle.word()).into(),
                fits.map(|fits| fits.why).into(),
            ]);
            output.table(&table)?;
        }
        [names @ .., word] => {
            let circle = Circle::from_word(word).ok_or_else(|| {
                let words: Vec<&str> = Circle::ALL.iter().map(|(_, word)| *word).collect();
                Failure::usage(format!("no circle `{word}`: one of {}", words.join(", ")))
            })?;
            let people = names.iter().map(|name| who::known(&book, name));
            let people = people.collect::<Result<_, _>>()?;
            let step = Step::Circle { people, circle };
            let id = workspace.commit(&mut book, &step).map_err(failure)?;
            let words = describe::step(&book, &step);
            output.say(&format!("{words}; `cordial undo {id}` takes it back"))?;
        }
    }
    let capacity = Capacity::of(&book, &settings);
    if capacity.is_too_much() {
        output.warn(&capacity.words())
    } else {
        output.say(&capacity.words())
    }
}

/// How many are in each circle, and how often each of them asks.
fn table(
    book: &crate::domain::book::Book,
    settings: &Settings,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let circles = plan::circles(book, settings);
    let mut table = Table::new(&["circle", "people", "every", "a week"]);
    for (circle, word) in Circle::ALL {
        let people = circles.iter().filter(|one| **one == circle).count();
        let every = circle.interval().map(|days| format!("{days} days"));
        let asked = plan::load(std::iter::repeat_n(circle, people)) * 7.0;
        let row: Vec<Cell> = vec![
            word.into(),
            people.into(),
            every.into(),
            format!("{asked:.1}").into(),
        ];
        table.push(row);
    }
    output.table(&table)
}
