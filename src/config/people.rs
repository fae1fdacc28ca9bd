//! `[people]`: what stands behind the names.

use serde::{Deserialize, Serialize};

use crate::domain::people::Column;

/// The pane of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct People {
    /// The columns behind the name, as far as there is room for them.
    pub columns: Vec<ColumnName>,
}

impl People {
    /// The columns behind the name.
    pub fn columns(&self) -> Vec<Column> {
        self.columns.iter().map(|column| column.0).collect()
    }
}

impl Default for People {
    fn default() -> Self {
        let columns = [Column::Company, Column::Contact, Column::Position];
        Self {
            columns: columns.map(ColumnName).to_vec(),
        }
    }
}

/// A column by its name, other than the name itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ColumnName(Column);

impl TryFrom<String> for ColumnName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let column = Column::from_word(&text).filter(|column| *column != Column::Name);
        column.map(Self).ok_or_else(|| {
            let all = Column::ALL.iter().skip(1).map(|(_, word, _)| *word);
            let all = all.collect::<Vec<_>>().join(", ");
            format!("`{text}` is no column behind the name; {all}")
        })
    }
}

impl From<ColumnName> for String {
    fn from(name: ColumnName) -> Self {
        name.0.word().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::{config::Config, domain::people::Column};

    #[test]
    fn columns_are_chosen_by_name_and_a_wrong_one_is_told_with_its_place() {
        let text = "[people]\ncolumns = [\"tags\", \"circle\"]\n";
        let config = Config::parse("c.toml", text).unwrap().config;
        assert_eq!(config.people.columns(), [Column::Tags, Column::Circle]);
        for wrong in ["cmpany", "name"] {
            let text = format!("[people]\ncolumns = [\"{wrong}\"]\n");
            let fault = Config::parse("c.toml", &text).unwrap_err().to_string();
            assert!(fault.starts_with("c.toml:2"), "{fault}");
            assert!(
                fault.contains(wrong) && fault.contains("company, position"),
                "{fault}"
            );
        }
    }
}
