//! Whom a connection trusts: a server of OpenSSL's with certificates of our own. Where there is no
//! OpenSSL, nothing is tried.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use super::*;

/// A server on this machine; it ends with the test.
struct Server {
    child: Child,
    port: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn openssl(folder: &Path, args: &[&str]) -> Option<()> {
    let mut command = Command::new("openssl");
    let out = command.current_dir(folder).args(args).output().ok()?;
    assert!(
        out.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    Some(())
}

const KEY: [&str; 6] = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
];

/// A root of our own, in `root.pem`.
fn root(folder: &Path) -> Option<Certificate<'static>> {
    let args = [
        &["req", "-x509"],
        &KEY[..],
        &[
            "root.key",
            "-out",
            "root.pem",
            "-subj",
            "/CN=Root of a test",
        ],
    ];
    openssl(folder, &args.concat())?;
    let pem = fs::read(folder.join("root.pem")).unwrap();
    Some(Certificate::from_pem(&pem).unwrap())
}

/// A server whose certificate our root vouches for, for this name.
fn server(folder: &Path, name: &str) -> Server {
    let args = [
        &["req", "-new"],
        &KEY[..],
        &[
            "its.key",
            "-out",
            "its.csr",
            "-subj",
            "/CN=Server of a test",
        ],
    ];
    openssl(folder, &args.concat()).unwrap();
    let names = format!("subjectAltName=DNS:{name}\nbasicConstraints=CA:FALSE\n");
    fs::write(folder.join("names"), names).unwrap();
    let args = "x509 -req -in its.csr -CA root.pem -CAkey root.key -CAcreateserial -days 2 \
                -extfile names -out its.pem";
    let args: Vec<&str> = args.split_whitespace().collect();
    openssl(folder, &args).unwrap();
    let args = "s_server -accept 127.0.0.1:0 -cert its.pem -key its.key -www";
    let mut child = Command::new("openssl")
        .current_dir(folder)
        .args(args.split_whitespace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let mut lines = said.lines().map(Result::unwrap);
    let port = lines.find_map(|line| {
        let address = line.strip_prefix("ACCEPT ")?.to_owned();
        Some(address.rsplit_once(':')?.1.to_owned())
    });
    // What it says later is read, or it would wait.
    std::thread::spawn(move || lines.for_each(drop));
    Server {
        child,
        port: port.unwrap(),
    }
}

/// Asks the server, as LinkedIn is asked but for the roots and past any proxy.
fn ask(server: &Server, roots: RootCerts) -> Result<Answer, Broken> {
    let http = Http {
        agent: settled(secure(roots).proxy(None), MOST_TIME),
        base: format!("https://localhost:{}", server.port),
    };
    http.get("/", &Secret::new("t0ken"))
}

#[test]
fn a_server_is_trusted_for_its_name_by_a_known_root_and_not_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let Some(root) = root(folder.path()) else {
        return;
    };
    let ours = || RootCerts::from(vec![root.clone()]);
    let refused = |server: &Server, roots| match ask(server, roots) {
        Err(Broken::Unreachable(why)) => why,
        other => panic!("{other:?}"),
    };

    let right = server(folder.path(), "localhost");
    assert_eq!(ask(&right, ours()).unwrap().status, 200);
    let why = refused(&right, RootCerts::WebPki);
    assert!(why.contains("certificate"), "no root vouches: {why}");
    let wrong = server(folder.path(), "api.linkedin.com");
    let why = refused(&wrong, ours());
    assert!(why.contains("certificate"), "another name: {why}");

    let plain = Http {
        base: format!("http://localhost:{}", right.port),
        agent: settled(secure(ours()).proxy(None), MOST_TIME),
    };
    let token = Secret::new("t0ken");
    let Err(Broken::Unreachable(why)) = plain.get("/", &token) else {
        panic!("without encryption nothing is asked");
    };
    assert!(why.contains("https"), "{why}");
}
