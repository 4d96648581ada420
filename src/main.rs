//! The program: parse arguments, run, turn an error into an exit status.

fn main() -> std::process::ExitCode {
    backstride::cli::main()
}
