//! Updates that one device sends and another receives, once they are durable.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use sync::{RelayFrame, SpaceId, StoredEntry};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;

use crate::{
    actors::{Space, entry, member},
    device::{Device, Socket},
};

/// Two devices of one space.
pub(crate) struct Pair {
    space: SpaceId,
    writer: Device,
    reader: Device,
    newest: u64,
}

/// Founds so many spaces, with a device that writes and one that reads along.
pub(crate) async fn pairs(address: SocketAddr, count: u64) -> anyhow::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for number in 0..count {
        let space = Space::founded_by(member(1), number);
        let mut writer = Device::connect(address, member(1)).await?;
        writer.found(&space).await?;
        writer.open(space.id(), false).await?;
        let mut reader = Device::connect(address, member(1)).await?;
        reader.open(space.id(), true).await?;
        pairs.push(Pair { space: space.id(), writer, reader, newest: 0 });
    }
    Ok(pairs)
}

/// Updates per second that were acknowledged and delivered, with so many under way in each space all the time.
pub(crate) async fn throughput(
    pairs: Vec<Pair>,
    under_way: u64,
    seconds: f64,
) -> anyhow::Result<(f64, Vec<Pair>)> {
    let began = Instant::now();
    let length = Duration::from_secs_f64(seconds);
    let running: Vec<_> =
        pairs.into_iter().map(|pair| tokio::spawn(pair.exchange(under_way, began, length))).collect();
    let mut total = 0;
    let mut pairs = Vec::new();
    for pair in running {
        let (count, pair) = pair.await??;
        total += count;
        pairs.push(pair);
    }
    let total = f64::from(u32::try_from(total).context("a plausible count")?);
    Ok((total / began.elapsed().as_secs_f64(), pairs))
}

impl Pair {
    /// Keeps `under_way` updates under way until the time is over and all have arrived; counts them.
    async fn exchange(
        mut self,
        under_way: u64,
        began: Instant,
        length: Duration,
    ) -> anyhow::Result<(u64, Self)> {
        let first = self.newest;
        let (mut acknowledged, mut delivered) = (first, first);
        loop {
            while self.newest < acknowledged.min(delivered) + under_way && began.elapsed() < length {
                self.newest += 1;
                let frame = self.writer.voice.append(self.space, vec![entry(self.newest)]);
                self.writer.socket.feed(Message::binary(frame.to_bytes())).await?;
            }
            self.writer.socket.flush().await?;
            if acknowledged == self.newest && delivered == self.newest {
                return Ok((self.newest - first, self));
            }
            tokio::select! {
                message = self.writer.socket.next(), if acknowledged < self.newest => {
                    if let RelayFrame::Appended { positions, .. } = read(message)? {
                        acknowledged += u64::try_from(positions.len())?;
                    }
                }
                message = self.reader.socket.next() => {
                    if let RelayFrame::Entries { entries, .. } = read(message)? {
                        delivered += u64::try_from(entries.len())?;
                    }
                }
            }
        }
    }
}

fn read(
    message: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>,
) -> anyhow::Result<RelayFrame> {
    match message.context("the relay hung up")?? {
        Message::Binary(bytes) => match RelayFrame::from_bytes(&bytes)? {
            RelayFrame::Refused { refusal, .. } => bail!("refused: {refusal}"),
            frame => Ok(frame),
        },
        _ => Ok(RelayFrame::Pong),
    }
}

/// How long updates took, sorted.
pub(crate) struct Latency(Vec<Duration>);

impl Latency {
    /// These, in any order.
    pub(crate) fn of(mut samples: Vec<Duration>) -> Self {
        samples.sort();
        Self(samples)
    }

    /// The time within which this share of all updates arrived, in milliseconds.
    pub(crate) fn percentile_ms(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index into a few thousand samples"
        )]
        let index = (last as f64 * share).round() as usize;
        self.0.get(index).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1000.0)
    }
}

/// Sends at a fixed rate, whether or not answers come, and measures each update from sending to delivery.
pub(crate) async fn latency(pairs: Vec<Pair>, rate: f64, seconds: f64) -> anyhow::Result<Latency> {
    let count = pairs.len();
    let interval = Duration::from_secs_f64(f64::from(u32::try_from(count)?) / rate);
    let began = Instant::now();
    let (samples, mut received) = mpsc::unbounded_channel();
    for (index, pair) in (0_u32..).zip(pairs) {
        let offset = interval * index / u32::try_from(count)?;
        let length = Duration::from_secs_f64(seconds);
        tokio::spawn(pair.paced(began + offset, interval, length, samples.clone()));
    }
    drop(samples);
    let mut all = Vec::new();
    while let Some(sample) = received.recv().await {
        all.push(sample);
    }
    Ok(Latency::of(all))
}

impl Pair {
    async fn paced(
        mut self,
        begin: Instant,
        interval: Duration,
        length: Duration,
        samples: mpsc::UnboundedSender<Duration>,
    ) -> anyhow::Result<()> {
        let (sent, mut times) = mpsc::unbounded_channel();
        let (mut writing, answers) = self.writer.socket.split();
        let (_, mut reading) = self.reader.socket.split();
        tokio::spawn(discard(answers));
        let receiving = tokio::spawn(async move {
            while let Some(sent_at) = times.recv().await {
                let arrived_at = arrival(&mut reading).await?;
                // Nobody may be interested any more.
                let _ = samples.send(arrived_at.duration_since(sent_at));
            }
            anyhow::Ok(())
        });
        let mut due = begin;
        while due < begin + length {
            tokio::time::sleep_until(due.into()).await;
            self.newest += 1;
            let frame = self.writer.voice.append(self.space, vec![entry(self.newest)]);
            // A late start counts as latency: the clock runs from when the update was due.
            sent.send(due)?;
            send(&mut writing, frame.to_bytes()).await?;
            due += interval;
        }
        drop(sent);
        receiving.await?
    }
}

async fn send(writing: &mut SplitSink<Socket, Message>, bytes: Vec<u8>) -> anyhow::Result<()> {
    Ok(writing.send(Message::binary(bytes)).await?)
}

async fn discard(mut answers: SplitStream<Socket>) {
    while let Some(Ok(_)) = answers.next().await {}
}

async fn arrival(reading: &mut SplitStream<Socket>) -> anyhow::Result<Instant> {
    loop {
        if let RelayFrame::Entries { entries, .. } = read(reading.next().await)? {
            let [StoredEntry { .. }] = entries.as_slice() else { bail!("one entry at a time is expected") };
            return Ok(Instant::now());
        }
    }
}
