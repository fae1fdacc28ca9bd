//! Which rows a query chooses, and in which order.

use super::{
    Amount, Clause, Op, Query, Term, Test, What,
    field::{Field, Kind},
    find::{Find, Rank},
};
use crate::{domain::day::Day, text::search::Key};

/// What a row has in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing is known. It fits no comparison.
    Unknown,
    /// A text; folded when it is compared.
    Text(&'a str),
    /// Several texts.
    Texts(Vec<&'a str>),
    /// Words of the field's table.
    Words(Vec<&'static str>),
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
}

impl<'a> Value<'a> {
    /// A text, if there is one.
    pub fn text(text: &'a str) -> Self {
        if text.trim().is_empty() {
            Self::Unknown
        } else {
            Self::Text(text)
        }
    }

    /// A number, if there is one.
    pub fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Unknown, |number| Self::Number(number.into()))
    }

    /// A day, if there is one.
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Unknown, Self::Day)
    }

    /// One word, if there is one.
    pub fn word(word: Option<&'static str>) -> Self {
        Self::Words(word.into_iter().collect())
    }
}

/// A row that a query asks.
pub trait Subject {
    /// What it has in a field. It is asked for the fields of the query only.
    fn value(&self, field: Field) -> Value<'_>;
}

/// A query made ready for many rows. It holds working memory: make one for each key stroke, not
/// for each row.
#[derive(Debug)]
pub struct Search {
    find: Find,
    clauses: Vec<Clause>,
    today: Day,
}

impl Search {
    /// Makes a query ready. Ages are counted from `today`.
    pub fn new(query: &Query, today: Day) -> Self {
        let is_plain = |clause: &&Clause| {
            matches!(
                clause.0.as_slice(),
                [Term {
                    not: false,
                    what: What::Word(_)
                }]
            )
        };
        let others = query.clauses.iter().filter(|clause| !is_plain(clause));
        Self {
            find: Find::new(&query.words()),
            clauses: others.cloned().map(folded).collect(),
            today,
        }
    }

    /// Whether every row fits.
    pub fn is_empty(&self) -> bool {
        self.find.is_empty() && self.clauses.is_empty()
    }

    /// Whether nothing but words is asked.
    pub fn is_plain(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether a row fits all that is asked beside the plain words. `texts` are what words are looked
    /// for in.
    pub fn holds(&self, row: &dyn Subject, texts: &[&str]) -> bool {
        let here = Here {
            row,
            texts,
            today: self.today,
        };
        self.clauses.iter().all(|clause| here.any(clause))
    }

    /// How well a row fits, `None` if it does not. `name` and `rest` are what words are looked for
    /// in.
    pub fn rank(&mut self, row: &dyn Subject, name: &Key, rest: &Key) -> Option<Rank> {
        if self.holds(row, &[name.as_str(), rest.as_str()]) {
            self.find.rank(name, rest)
        } else {
            None
        }
    }
}

/// With its texts folded, as names are.
fn folded(clause: Clause) -> Clause {
    let fold = |text: &String| Key::new(text).as_str().to_owned();
    let terms = clause.0.into_iter().map(|term| Term {
        not: term.not,
        what: match term.what {
            What::Word(text) => What::Word(fold(&text)),
            What::Phrase(text) => What::Phrase(fold(&text)),
            What::Field(field, Test::Text(texts)) => {
                What::Field(field, Test::Text(texts.iter().map(fold).collect()))
            }
            what @ What::Field(..) => what,
        },
    });
    Clause(terms.collect())
}

struct Here<'a> {
    row: &'a dyn Subject,
    texts: &'a [&'a str],
    today: Day,
}

impl Here<'_> {
    fn any(&self, clause: &Clause) -> bool {
        let mut terms = clause.0.iter();
        terms.any(|term| self.holds(&term.what) != term.not)
    }

    fn holds(&self, what: &What) -> bool {
        match what {
            What::Word(text) | What::Phrase(text) => {
                self.texts.iter().any(|own| own.contains(text))
            }
            What::Field(field, test) => self.fits(*field, &self.row.value(*field), test),
        }
    }

    fn fits(&self, field: Field, value: &Value<'_>, test: &Test) -> bool {
        match (test, value) {
            (_, Value::Unknown) => false,
            (Test::Text(wanted), Value::Text(have)) => begins_in(have, wanted),
            (Test::Text(wanted), Value::Texts(all)) => {
                all.iter().any(|have| begins_in(have, wanted))
            }
            (Test::Word(wanted), Value::Words(words)) => {
                wanted.iter().any(|word| words.contains(word))
            }
            (Test::Amount(op, amounts), value) => {
                let age = field.row().is_some_and(|row| matches!(row.kind, Kind::Age));
                let mut amounts = amounts.iter();
                amounts.any(|amount| compare(*op, value, *amount, age, self.today))
            }
            _ => false,
        }
    }
}

/// Whether a wanted text begins where a word of the text begins.
fn begins_in(text: &str, wanted: &[String]) -> bool {
    let key = Key::new(text);
    let key = key.as_str();
    let at_word = |at: usize| {
        let before = key.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let mut wanted = wanted.iter();
    wanted.any(|wanted| {
        key.match_indices(wanted.as_str())
            .any(|(at, _)| at_word(at))
    })
}

fn compare(op: Op, value: &Value<'_>, amount: Amount, age: bool, today: Day) -> bool {
    match (value, amount) {
        (Value::Number(have), Amount::Number(want)) => ordered(op, *have, want, want),
        (Value::Day(day), Amount::Ago(days)) => {
            let ago = (today - *day).num_days();
            // What lies ahead is no time ago, for an age.
            ordered(op, if age { ago.max(0) } else { ago }, days, days)
        }
        (Value::Day(day), Amount::Period(from, to)) => ordered(op, *day, from, to),
        _ => false,
    }
}

/// Compares with a span, from its first to its last.
fn ordered<T: Ord + Copy>(op: Op, have: T, from: T, to: T) -> bool {
    match op {
        Op::Is => have >= from && have <= to,
        Op::Less => have < from,
        Op::AtMost => have <= to,
        Op::More => have > to,
        Op::AtLeast => have >= from,
    }
}
