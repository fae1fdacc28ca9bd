//! `cordial completions`: made from the same table as the help.

use clap::CommandFactory as _;
use clap_complete::{Shell as Known, generate};

use super::{failure::Failure, output::Output};

/// `cordial completions`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = PLACES)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// The shells that there are completions for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    #[value(name = "powershell")]
    Pwsh,
    Zsh,
}

const PLACES: &str = "\
Where they go:
  bash        cordial completions bash > ~/.local/share/bash-completion/completions/cordial
  zsh         cordial completions zsh > ~/.zfunc/_cordial, with `fpath+=~/.zfunc` before compinit
  fish        cordial completions fish > ~/.config/fish/completions/cordial.fish
  nushell     cordial completions nushell | save -f ($nu.default-config-dir | path join cordial.nu),
              then `use cordial.nu *` in config.nu
  powershell  cordial completions powershell >> $PROFILE";

#[expect(clippy::unnecessary_wraps, reason = "all subcommands have one form")]
pub(super) fn run(args: &CompletionsArgs, output: &mut Output<'_>) -> Result<(), Failure> {
    // clap_complete panics on a closed pipe, so it writes into memory.
    let mut script = Vec::new();
    let mut command = super::Args::command();
    let mut write = |shell: Known| generate(shell, &mut command, "cordial", &mut script);
    match args.shell {
        Shell::Bash => write(Known::Bash),
        Shell::Elvish => write(Known::Elvish),
        Shell::Fish => write(Known::Fish),
        Shell::Pwsh => write(Known::PowerShell),
        Shell::Zsh => write(Known::Zsh),
        Shell::Nushell => {
            let nushell = clap_complete_nushell::Nushell;
            generate(nushell, &mut command, "cordial", &mut script);
        }
    }
    output.raw(&script);
    Ok(())
}
