//! A web server of our own on loopback, which says exactly what a test wants it to say.
#![allow(
    dead_code,
    clippy::unwrap_used,
    missing_docs,
    reason = "each test file uses its part; a test stops where something is missing"
)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

/// What the server says to one request.
#[derive(Debug, Clone)]
pub struct Answer {
    head: String,
    body: Vec<u8>,
    ending: Ending,
}

/// How a body ends.
#[derive(Debug, Clone, Copy)]
enum Ending {
    /// As announced.
    Whole,
    /// In pieces that say their lengths.
    Chunked,
    /// Many bytes too early.
    Cut,
    /// Never: the connection stays open and silent.
    Silent,
}

impl Answer {
    pub fn status(code: u16) -> Self {
        Self {
            head: format!("HTTP/1.1 {code} Something\r\n"),
            body: Vec::new(),
            ending: Ending::Whole,
        }
    }

    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..Self::status(200)
        }
    }

    pub fn redirect(code: u16, location: &str) -> Self {
        Self::status(code).header("Location", location)
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head = format!("{}{name}: {value}\r\n", self.head);
        self
    }

    pub fn gzip(self) -> Self {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&self.body).unwrap();
        let body = packer.finish().unwrap();
        Self { body, ..self }.header("Content-Encoding", "gzip")
    }

    /// As a brotli stream of one uncompressed meta-block (RFC 7932, section 9.2).
    pub fn brotli(self) -> Self {
        let length = u32::try_from(self.body.len()).unwrap() - 1;
        assert!(length < 1 << 16);
        // Window of 16 bits, not the last block, four nibbles of length, uncompressed.
        let head = (length << 4 | 1 << 20).to_le_bytes();
        let body = [&head[..3], &self.body, &[3]].concat();
        Self { body, ..self }.header("Content-Encoding", "br")
    }

    pub fn chunked(self) -> Self {
        Self {
            ending: Ending::Chunked,
            ..self
        }
    }

    pub fn cut(self) -> Self {
        Self {
            ending: Ending::Cut,
            ..self
        }
    }

    pub fn silent(self) -> Self {
        Self {
            ending: Ending::Silent,
            ..self
        }
    }

    fn send(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        let length = self.body.len();
        match self.ending {
            Ending::Chunked => {
                write!(stream, "{}Transfer-Encoding: chunked\r\n\r\n", self.head)?;
                for piece in self.body.chunks(1_000) {
                    write!(stream, "{:x}\r\n", piece.len())?;
                    stream.write_all(piece)?;
                    stream.write_all(b"\r\n")?;
                }
                stream.write_all(b"0\r\n\r\n")?;
            }
            Ending::Whole => {
                write!(stream, "{}Content-Length: {length}\r\n\r\n", self.head)?;
                stream.write_all(&self.body)?;
            }
            Ending::Cut => {
                write!(
                    stream,
                    "{}Content-Length: {}\r\n\r\n",
                    self.head,
                    length + 999
                )?;
                stream.write_all(&self.body)?;
            }
            Ending::Silent => {
                write!(
                    stream,
                    "{}Content-Length: {}\r\n\r\n",
                    self.head,
                    length + 999
                )?;
                stream.write_all(&self.body)?;
                // Until the other side has had enough.
                let _ = stream.read(&mut [0]);
            }
        }
        stream.flush()
    }
}

/// A request as it came: path and headers, with names in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub path: String,
    pub headers: HashMap<String, String>,
}

#[derive(Debug, Default)]
struct State {
    /// For each path what is said, first to last; the last one again and again.
    answers: HashMap<String, Vec<Answer>>,
    asked: Vec<Asked>,
    /// Connections that wait for their answer now, and most of them at once.
    open: usize,
    most: usize,
    /// No request is answered before so many are here.
    together: usize,
}

/// The server. It ends with the test.
#[derive(Debug)]
pub struct Server {
    port: u16,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new((Mutex::new(State::default()), Condvar::new()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // Counted here, so that a connection counts before anybody waits for its answer.
                enter(&state);
                std::thread::spawn(move || {
                    let answer = hear(&stream, &state);
                    // Before the answer goes out: whoever has it may ask the next thing at once.
                    state.0.lock().unwrap().open -= 1;
                    let _ = answer.and_then(|answer| answer.send(&mut stream));
                });
            }
        });
        Self { port, state }
    }

    /// The address of `path` at the host 127.0.0.1.
    pub fn at(&self, path: &str) -> String {
        self.at_host("127.0.0.1", path)
    }

    /// The address of `path` at another name of this machine.
    pub fn at_host(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    /// From now on `path` is answered like this.
    pub fn says(&self, path: &str, answer: Answer) -> &Self {
        self.says_in_turn(path, vec![answer])
    }

    pub fn says_in_turn(&self, path: &str, answers: Vec<Answer>) -> &Self {
        let mut state = self.state.0.lock().unwrap();
        state.answers.insert(path.to_owned(), answers);
        self
    }

    /// No request is answered before so many are here at once.
    pub fn waits_for(&self, together: usize) -> &Self {
        self.state.0.lock().unwrap().together = together;
        self
    }

    /// All requests so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.state.0.lock().unwrap().asked.clone()
    }

    /// The paths of all requests so far.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }

    /// The headers of the last request.
    pub fn last(&self) -> HashMap<String, String> {
        self.asked().pop().unwrap().headers
    }

    /// The most connections that waited for their answers at once.
    pub fn most_at_once(&self) -> usize {
        self.state.0.lock().unwrap().most
    }
}

fn enter(state: &(Mutex<State>, Condvar)) {
    let mut locked = state.0.lock().unwrap();
    locked.open += 1;
    locked.most = locked.most.max(locked.open);
    state.1.notify_all();
}

/// Reads a request; what is to be answered, once it is to be.
fn hear(stream: &TcpStream, state: &(Mutex<State>, Condvar)) -> std::io::Result<Answer> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = HashMap::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ") {
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
    }
    let mut locked = state.0.lock().unwrap();
    locked.asked.push(Asked {
        path: path.clone(),
        headers,
    });
    while locked.most < locked.together {
        locked = state.1.wait(locked).unwrap();
    }
    Ok(match locked.answers.get_mut(&path) {
        None => Answer::status(404),
        Some(answers) if answers.len() > 1 => answers.remove(0),
        Some(answers) => answers[0].clone(),
    })
}

/// A feed with these entries: id, title and text.
pub fn feed(title: &str, entries: &[(&str, &str, &str)]) -> String {
    let item = |all: String, (id, title, text): &(&str, &str, &str)| {
        all + &format!(
            "<item><guid>{id}</guid><title>{title}</title><description>{text}</description></item>\n"
        )
    };
    let items = entries.iter().fold(String::new(), item);
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>{title}</title>\n{items}</channel></rss>"
    )
}
