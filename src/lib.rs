//! pressmark: read, mark and compare the news at the keyboard.

pub mod anchor;
pub mod app;
pub mod cli;
pub mod config;
pub mod desk;
pub mod driver;
pub mod exchange;
pub mod facts;
pub mod ingest;
pub mod library;
pub mod model;
pub mod query;
pub mod text;
pub mod tui;
