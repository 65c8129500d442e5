//! A condition in SQL with the values of its `?`: values are bound, never written into the text.

use rusqlite::types::Value;

/// A condition with the values of its `?` in order.
#[derive(Debug, Clone, Default)]
pub(in crate::library) struct Clause {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Clause {
    /// A condition with one text value.
    pub fn exactly(sql: &str, value: &str) -> Self {
        Self {
            sql: sql.to_owned(),
            values: vec![Value::Text(value.to_owned())],
        }
    }

    pub(in crate::library) fn plain(sql: &str) -> Self {
        Self {
            sql: sql.to_owned(),
            values: Vec::new(),
        }
    }

    /// A condition in which every `?` stands for the same text.
    pub(in crate::library) fn of(sql: &str, value: &str) -> Self {
        let count = sql.matches('?').count();
        Self {
            sql: sql.to_owned(),
            values: vec![Value::Text(value.to_owned()); count],
        }
    }

    /// Both conditions.
    pub(in crate::library) fn and(&self, other: &Self) -> Self {
        Self {
            sql: format!("{} AND {}", self.sql, other.sql),
            values: [self.values.as_slice(), &other.values].concat(),
        }
    }

    pub(in crate::library) fn joined(parts: Vec<Self>, operator: &str, none: &str) -> Self {
        if parts.is_empty() {
            return Self::plain(none);
        }
        let sql: Vec<String> = parts.iter().map(|part| format!("({})", part.sql)).collect();
        Self {
            sql: sql.join(operator),
            values: parts.into_iter().flat_map(|part| part.values).collect(),
        }
    }
}
