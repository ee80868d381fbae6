//! Patience with those who take what is written to them slowly or not at all.
//!
//! A connection to which something is written holds a place, a file's bytes and the network's memory. Whoever takes nothing would
//! hold them for ever, and so would whoever takes a byte now and then. So each connection has a time to waste: waiting takes from
//! it, bytes that are taken give some back.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

use crate::limits::WRITE_BYTES_PER_SECOND_MIN;

/// A stream whose other side may not keep a writer waiting for longer than it is granted.
pub(super) struct Patient<S> {
    stream: S,
    whole: Duration,
    left: Duration,
    /// Since when something waits to be taken, and what ends the waiting.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl<S> Patient<S> {
    /// Grants a stream so much time in which it takes nothing.
    pub(super) fn new(stream: S, whole: Duration) -> Self {
        Self { stream, whole, left: whole, waiting: None }
    }

    /// Lets an answer of the stream pass, or ends the patience with it.
    fn judge(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(written) = written {
            if let Some((since, _)) = self.waiting.take() {
                self.left = self.left.saturating_sub(since.elapsed());
            }
            let bytes = written.as_ref().map_or(0, |bytes| u64::try_from(*bytes).unwrap_or(u64::MAX));
            let earned = Duration::from_millis(bytes.saturating_mul(1_000) / WRITE_BYTES_PER_SECOND_MIN);
            self.left = self.left.saturating_add(earned).min(self.whole);
            return Poll::Ready(written);
        }
        let left = self.left;
        let (_, over) = self.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(left))));
        over.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.judge(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    const WHOLE: Duration = Duration::from_secs(60);
    const SIZE_BYTES: usize = 1024 * 1024;

    /// Writes to somebody who takes so many bytes every ten seconds; returns how that ended, and after how long.
    async fn check(taken_bytes: usize, expected: Result<(), io::ErrorKind>, after_s: std::ops::Range<u64>) {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let mut patient = Patient::new(ours, WHOLE);
        let began = Instant::now();
        let reading = tokio::spawn(async move {
            let mut buffer = vec![0; taken_bytes];
            loop {
                tokio::time::sleep(Duration::from_secs(10)).await;
                if !matches!(theirs.read_exact(&mut buffer).await, Ok(read) if read > 0) {
                    std::future::pending::<()>().await;
                }
            }
        });
        let written = patient.write_all(&vec![7; SIZE_BYTES]).await.map_err(|error| error.kind());
        reading.abort();
        assert_eq!(written, expected, "{taken_bytes} bytes");
        assert!(after_s.contains(&began.elapsed().as_secs()), "{:?} for {taken_bytes}", began.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_or_a_byte_now_and_then_is_let_go() {
        check(0, Err(io::ErrorKind::TimedOut), 60..62).await;
        check(1, Err(io::ErrorKind::TimedOut), 60..62).await;
        check(1024, Err(io::ErrorKind::TimedOut), 60..72).await;
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_things_slowly_gets_all_of_them() {
        check(16 * 1024, Ok(()), 600..660).await;
    }
}
