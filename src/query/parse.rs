//! Reading what was typed.

mod amount;

use std::ops::Range;

use super::{
    Amount, Clause, Fault, Op, Parsed, Query, Term, Test, What,
    field::{FieldRow, Kind, Rows, fields},
};
use crate::{query::field::FIELDS, text::near::near_miss};
use amount::{ago, period};

/// So many faults of a text are told; nobody reads more of them.
const MOST_FAULTS: usize = 20;

/// Reads a query over some rows. What is not understood filters nothing, and is a fault.
pub fn parse(text: &str, rows: Rows) -> Parsed {
    let mut reader = Reader {
        text,
        at: 0,
        rows,
        faults: Vec::new(),
    };
    let mut clauses: Vec<Clause> = Vec::new();
    // Where an `or` stands that waits for its right side.
    let mut or: Option<Range<usize>> = None;
    // Whether the term before was understood: `or` cannot join with what filters nothing.
    let mut before = Before::Nothing;
    while let Some(token) = reader.next() {
        match token {
            Token::Or(range) if before == Before::Nothing || or.is_some() => {
                reader.fault(range, "nothing stands before this `or`".to_owned(), false);
            }
            Token::Or(range) => or = Some(range),
            Token::Term(term) => {
                match (term, or.take()) {
                    (Some(term), Some(_)) if before == Before::Term => {
                        if let Some(Clause(terms)) = clauses.last_mut() {
                            terms.push(term);
                        }
                    }
                    // One side is not understood: either could hold, so nothing is filtered.
                    (Some(_), Some(_)) => {}
                    (None, Some(_)) => {
                        if before == Before::Term {
                            clauses.pop();
                        }
                        before = Before::Fault;
                    }
                    (Some(term), None) => {
                        clauses.push(Clause(vec![term]));
                        before = Before::Term;
                    }
                    (None, None) => before = Before::Fault,
                }
            }
        }
    }
    if let Some(range) = or {
        reader.fault(range, "nothing stands behind this `or`".to_owned(), true);
    }
    Parsed {
        query: Query { clauses },
        faults: reader.faults,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Term,
    Fault,
}

enum Token {
    /// A term; `None` if it was not understood.
    Term(Option<Term>),
    Or(Range<usize>),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    rows: Rows,
    faults: Vec<Fault>,
}

/// A value as it stands: its text, where, and whether a closing quote is missing.
struct Raw {
    text: String,
    range: Range<usize>,
    open: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.at += wanted.len_utf8();
        }
        there
    }

    /// Takes characters while they fit; how far.
    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> Range<usize> {
        let from = self.at;
        let rest = self.rest();
        let length = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += length;
        from..self.at
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn fault(&mut self, range: Range<usize>, message: String, begun: bool) {
        // Each counts its column from the beginning: a pasted page must not become a second's work.
        if self.faults.len() == MOST_FAULTS {
            return;
        }
        // Only what stands at the end may still be typed.
        let begun = begun && range.end >= self.text.trim_end().len();
        self.faults
            .push(Fault::new(self.text, range, message, begun));
    }

    fn next(&mut self) -> Option<Token> {
        self.take_while(char::is_whitespace);
        let from = self.at;
        self.peek()?;
        let word_follows = |rest: &str| rest.chars().nth(1).is_some_and(|c| !c.is_whitespace());
        let not = self.rest().starts_with('-') && word_follows(self.rest());
        if not {
            self.at += 1;
        }
        if self.peek() == Some('"') {
            let raw = self.quoted();
            self.unclosed(&raw);
            let term = (!raw.text.trim().is_empty()).then_some(Term {
                not,
                what: What::Phrase(raw.text),
            });
            return Some(Token::Term(term));
        }
        let head = self.take_while(|c| !c.is_whitespace() && !is_op(c));
        let name = self.slice(&head).to_owned();
        let is_name = name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphabetic() || c == '-');
        let is_address = self.rest().starts_with("://");
        if is_name && !is_address && self.peek().is_some_and(is_op) {
            return Some(Token::Term(self.field(not, &name, head)));
        }
        let rest = self.take_while(|c| !c.is_whitespace());
        let word = self.slice(&(head.start..rest.end)).to_owned();
        if !not && (word == "or" || word == "OR") {
            return Some(Token::Or(from..self.at));
        }
        Some(Token::Term(Some(Term {
            not,
            what: What::Word(word),
        })))
    }

    /// `"…"`, with `\"` and `\\` inside. Without an end it goes to the end.
    fn quoted(&mut self) -> Raw {
        let from = self.at;
        self.take('"');
        let mut text = String::new();
        let mut open = true;
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' => {
                    open = false;
                    break;
                }
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    let escaped = self.peek().unwrap_or_default();
                    self.at += 1;
                    text.push(escaped);
                }
                c => text.push(c),
            }
        }
        let range = from..self.at;
        Raw { text, range, open }
    }

    fn unclosed(&mut self, raw: &Raw) {
        if raw.open {
            self.fault(
                raw.range.clone(),
                "the quote is not closed".to_owned(),
                true,
            );
        }
    }

    /// Operator and values behind a field's name.
    fn field(&mut self, not: bool, name: &str, head: Range<usize>) -> Option<Term> {
        let op_from = self.at;
        let op = self.op();
        let op_range = op_from..self.at;
        let mut raws = Vec::new();
        loop {
            let raw = if self.peek() == Some('"') {
                self.quoted()
            } else {
                let range = self.take_while(|c| !c.is_whitespace() && c != '|');
                Raw {
                    text: self.slice(&range).to_owned(),
                    range,
                    open: false,
                }
            };
            self.unclosed(&raw);
            raws.push(raw);
            if !self.take('|') {
                break;
            }
        }
        let row = self.row(name, head)?;
        self.test(row, op, op_range, &raws).map(|test| Term {
            not,
            what: What::Field(row.field, test),
        })
    }

    /// `:` `=` `<` `<=` `>` `>=`, and `:>` as others write it.
    fn op(&mut self) -> Op {
        let colon = self.take(':');
        let (less, more) = (self.take('<'), false);
        let more = more || (!less && self.take('>'));
        let equal = if colon && !less && !more {
            false
        } else {
            self.take('=')
        };
        match (less, more, equal) {
            (true, _, true) => Op::AtMost,
            (true, _, false) => Op::Less,
            (_, true, true) => Op::AtLeast,
            (_, true, false) => Op::More,
            _ => Op::Is,
        }
    }

    fn row(&mut self, name: &str, head: Range<usize>) -> Option<&'static FieldRow> {
        let lower = name.to_lowercase();
        let known = fields(self.rows).find(|row| row.name == lower);
        if known.is_some() {
            return known;
        }
        let elsewhere = FIELDS.iter().find(|row| row.name == lower);
        let message = if let Some(row) = elsewhere {
            let of: Vec<&str> = row.rows.iter().map(|rows| rows.word()).collect();
            let here = self.rows.word();
            format!("`{name}` is known of {}, not of {here}", of.join(", "))
        } else {
            let names = fields(self.rows).map(|row| row.name);
            match near_miss(&lower, names.clone()) {
                Some(near) => format!("unknown field `{name}`; did you mean `{near}`?"),
                None => format!(
                    "unknown field `{name}`; there are {}",
                    names.collect::<Vec<_>>().join(", ")
                ),
            }
        };
        self.fault(head, message, false);
        None
    }

    fn test(
        &mut self,
        row: &'static FieldRow,
        op: Op,
        op_range: Range<usize>,
        raws: &[Raw],
    ) -> Option<Test> {
        let name = row.name;
        if let Some(raw) = raws.iter().find(|raw| raw.text.trim().is_empty()) {
            let range = op_range.start..raw.range.end.max(op_range.end);
            let message = format!("`{name}` waits for {}", waits(row, self.rows));
            self.fault(range, message, true);
            return None;
        }
        let compares = matches!(row.kind, Kind::Number | Kind::Age | Kind::Day);
        if op != Op::Is && !compares {
            let message = format!("`{name}` has no order; `{}` is how to ask", row.example);
            self.fault(op_range, message, false);
            return None;
        }
        if op != Op::Is && raws.len() > 1 {
            let message = "alternatives with `|` go with `:` only".to_owned();
            self.fault(op_range, message, false);
            return None;
        }
        match row.kind {
            Kind::Text => Some(Test::Text(
                raws.iter().map(|raw| raw.text.clone()).collect(),
            )),
            Kind::Choice(_) => {
                let words = raws.iter().map(|raw| self.choice(row, raw));
                words
                    .collect::<Vec<_>>()
                    .into_iter()
                    .collect::<Option<_>>()
                    .map(Test::Word)
            }
            kind => {
                let amounts = raws.iter().map(|raw| self.amount(row, kind, raw));
                let amounts: Option<Vec<_>> = amounts.collect::<Vec<_>>().into_iter().collect();
                amounts.map(|amounts| Test::Amount(op, amounts))
            }
        }
    }

    fn choice(&mut self, row: &FieldRow, raw: &Raw) -> Option<&'static str> {
        let typed = raw.text.to_lowercase();
        let mut words = row.words(self.rows);
        let known = words.clone().find(|word| *word == typed);
        if known.is_some() {
            return known;
        }
        let begun = words.any(|word| word.starts_with(&typed));
        let all: Vec<&str> = row.words(self.rows).collect();
        let near = near_miss(&typed, all.iter().copied());
        let near = near.map(|near| format!("did you mean `{near}`? "));
        let message = format!(
            "`{}` is never `{}`; {}there are {}",
            row.name,
            raw.text,
            near.unwrap_or_default(),
            all.join(", ")
        );
        self.fault(raw.range.clone(), message, begun);
        None
    }

    fn amount(&mut self, row: &FieldRow, kind: Kind, raw: &Raw) -> Option<Amount> {
        let text = raw.text.to_lowercase();
        let amount = match kind {
            Kind::Number => text.parse().ok().map(Amount::Number),
            Kind::Age => ago(&text),
            // `2026` is a year, not so many days.
            _ => period(&text).or_else(|| ago(&text)),
        };
        if amount.is_none() {
            let message = format!(
                "`{}` is compared with {}, not `{}`; `{}` is how to ask",
                row.name,
                kind.form(),
                raw.text,
                row.example
            );
            // The beginning of a date is a number or ends with a dash.
            let begun = text.chars().all(|c| c.is_ascii_digit() || c == '-');
            self.fault(raw.range.clone(), message, begun);
        }
        amount
    }
}

fn waits(row: &FieldRow, rows: Rows) -> String {
    match row.kind {
        Kind::Choice(_) => row.words(rows).collect::<Vec<_>>().join(", "),
        kind => kind.form().to_owned(),
    }
}

const fn is_op(c: char) -> bool {
    matches!(c, ':' | '<' | '>' | '=')
}
