//! The real program in a home of its own, on the invented archive of the demo.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use super::zip::{LINKEDINS, Zip};

pub(crate) const NOW: &str = "2026-11-23T09:14:05+01:00";

/// What a run printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl Run {
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.err.contains("error: "), "{}", self.err);
        self.err
    }

    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.ok()).unwrap()
    }
}

/// A home of its own, with the demo's archive beside it.
pub(crate) struct World {
    pub(crate) home: TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        let world = Self {
            home: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(world.archive()).unwrap();
        cordial::demo::write(&world.archive(), NOW[..10].parse().unwrap()).unwrap();
        world
    }

    pub(crate) fn imported() -> Self {
        let world = Self::new();
        world
            .run(&["import", world.archive().to_str().unwrap()])
            .ok();
        world
    }

    /// The bytes of the archive as a zip.
    pub(crate) fn zipped(&self) -> Vec<u8> {
        let files = fs::read_dir(self.archive()).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        });
        let files: Vec<(String, Vec<u8>)> = files.collect();
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        Zip::of_bytes(LINKEDINS, &files).bytes
    }

    pub(crate) fn archive(&self) -> PathBuf {
        self.home.path().join("archive")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join(".local/share/cordial")
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.home.path().join(".config/cordial")
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_at(NOW, args)
    }

    pub(crate) fn run_at(&self, now: &str, args: &[&str]) -> Run {
        self.run_with(&[("CORDIAL_NOW", now)], args)
    }

    pub(crate) fn run_with(&self, variables: &[(&str, &str)], args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_cordial"))
            .args(args)
            .env_clear()
            .env("HOME", self.home.path())
            .env("CORDIAL_NOW", NOW)
            .env("TZ", "Europe/Berlin")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Run {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }
}
