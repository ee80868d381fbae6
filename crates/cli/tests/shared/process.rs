//! The real program, as its keeper runs it.

use std::{net::SocketAddr, path::Path, process::Stdio};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, ChildStderr, ChildStdout, Command},
};

/// A running `counterpoint serve`.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    first_line: String,
}

impl Process {
    /// Starts it on a free port and waits until it listens.
    pub(crate) async fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(arguments)
            // Whoever turns every log on still learns nothing.
            .env("RUST_LOG", "trace")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let errors = child.stderr.take().unwrap();
        let mut first_line = String::new();
        output.read_line(&mut first_line).await.unwrap();
        let (_, address) = first_line.trim_end().split_once("http://").expect("an address is printed");
        Self { child, address: address.parse().unwrap(), output, errors, first_line }
    }

    /// Kills it, as a power cut would.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Ends it as an operator would, and returns everything it printed.
    pub(crate) async fn end(mut self) -> String {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        let mut printed = self.first_line;
        self.output.read_to_string(&mut printed).await.unwrap();
        self.errors.read_to_string(&mut printed).await.unwrap();
        assert!(self.child.wait().await.unwrap().success());
        printed
    }
}
