//! The program: parse arguments, run, turn an error into an exit status.

/// A static program's own C library is slow to hand out memory, and the slower the more threads ask.
#[cfg(target_env = "musl")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    backstride::cli::main()
}
