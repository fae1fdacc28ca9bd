//! How the program behaves: `config.toml`.
