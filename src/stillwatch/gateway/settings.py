"""Settings of the gateway: one schema for the file, the environment and the command line."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from stillwatch.gateway.operating import Admin, Alerts

Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Megabytes = Annotated[int, msgspec.Meta(ge=1, le=65_536)]
Mode = Literal["off", "record", "require"]
PROOF_ALGORITHMS = ("ES256", "EdDSA", "PS256", "RS256")
"""Algorithms that proofs of holders may be signed with: none with a shared secret."""


class Listen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`listen`: where clients come in, and how long they are waited for."""

    at: str = "127.0.0.1:8080"
    """`HOST:PORT`. Off loopback, TLS or `behind_front` is needed: keys pass here."""
    tls_cert: str | None = None
    """File of the certificate (PEM)."""
    tls_key: str | None = None
    """File of its private key (PEM)."""
    behind_front: bool = False
    """Whether something in front ends TLS, so that plain text off loopback is meant."""
    workers: Annotated[int, msgspec.Meta(ge=1, le=256)] = 1
    """Processes that serve; bounds on connections and on what waits for the log are of each."""
    connections: Count = 4096
    """Connections at a time; more are closed at once."""
    head_seconds: Seconds = 20.0
    """Longest wait for the first request's headers."""
    body_seconds: Seconds = 60.0
    """Longest wait for the next part of a request's body."""
    write_seconds: Seconds = 120.0
    """Longest wait for a client that does not take what is sent."""
    keepalive_seconds: Seconds = 75.0
    """How long an idle connection is kept."""
    leave_seconds: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 0.0
    """How long, after SIGTERM, `/readyz` says 503 while new requests are still served, so that a
    load balancer sends them elsewhere by the time that none are taken. A second signal ends it."""
    drain_seconds: Seconds = 30.0
    """How long requests that run may go on after SIGTERM, and after `leave_seconds`."""
    request_mb: Megabytes = 64
    """Largest body of a request that is read (prompts)."""
    public_url: str | None = None
    """`https://HOST[:PORT][/PATH]` by which clients come, for the addresses in replies (results of
    batches, `Location`). Null: taken from each request."""
    upload_mb: Megabytes = 1024
    """Largest body of any other request (files); it is passed on as it comes, never held."""


class Upstream(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`upstream`: the API that is served."""

    url: str = ""
    """`https://HOST[:PORT][/PATH]`."""
    ca_file: str | None = None
    """Certificates (PEM) to trust instead of the system's."""
    connections: Count = 1024
    """Connections at a time; further requests wait for one, `connect_seconds` at most."""
    connect_seconds: Seconds = 10.0
    """Longest wait for a connection."""
    read_seconds: Seconds = 600.0
    """Longest silence of the API, before its reply and within."""
    keepalive_seconds: Seconds = 15.0
    """How long an idle connection is kept."""
    connect_retries: Annotated[int, msgspec.Meta(ge=0, le=5)] = 1
    """How often connecting is tried again. What was sent is never sent twice, but for what only
    reads (`GET`)."""
    ask_usage: bool = True
    """Whether OpenAI streams are asked for their usage where the client did not ask, which is then
    taken out again. False for an API that sends it unasked, or does not know how to."""


class Jwt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity.jwt`: signed tokens as bearer."""

    jwks: str
    """File of the keys that tokens may be signed with (JWK set)."""
    algorithms: list[str]
    """Signature algorithms that are accepted, such as `["ES256"]`; `none` never is."""
    issuer: str
    """The `iss` that a token must have."""
    audience: str
    """The `aud` that a token must have."""
    account: str = "sub"
    """Claim that names the account."""
    org: str | None = None
    """Claim that names the organisation."""
    key: str | None = None
    """Claim that names the key or client, such as `client_id`."""
    end_user: str | None = None
    """Claim that names the customer's own user."""
    leeway_seconds: Annotated[float, msgspec.Meta(ge=0, le=300)] = 30.0
    """How far clocks may differ."""


class Front(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity.front`: headers of a gateway in front that has told callers apart."""

    cidrs: list[str]
    """Networks that it sends from. From anywhere else its headers are removed."""
    account: str = "x-account-id"
    """Header that names the account."""
    org: str | None = None
    """Header that names the organisation."""
    key: str | None = None
    """Header that names the key."""
    end_user: str | None = None
    """Header that names the customer's own user."""
    ja4: str | None = None
    """Header with the TLS fingerprint of the client."""


class Mtls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity.mtls`: certificates of clients, asked for in the TLS handshake."""

    ca_file: str
    """Authorities (PEM) whose certificates are believed. One of another's ends the handshake."""
    account: Literal["common_name", "organization", "uri", "dns", "none"] = "common_name"
    """What of a certificate names the account: of its subject, or of its alternative names.
    `none`: it names nobody, and only keys and tokens are held against it (`identity.binding`)."""
    required: bool = False
    """Whether a client without a certificate is turned away in the handshake."""


class Replays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity.binding.replays`: where it is kept which proofs were used."""

    store: Literal["process", "machine", "valkey"] = "machine"
    """`process`: in memory, for one worker, forgotten when it ends. `machine`: a table that all
    workers of this machine share. `valkey`: a server that several machines share."""
    file: str = "/dev/shm/stillwatch-proofs"
    """File of the table of `machine`: 48 MB at most, of which only what is used takes memory."""
    url: str | None = None
    """Server of `valkey`, as `enforce.limits.url`."""
    timeout_ms: Annotated[int, msgspec.Meta(ge=1, le=5000)] = 50
    """Longest wait for the server."""


class Binding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity.binding`: keys and tokens that hold only with their holder's own private key.

    It is shown by a DPoP proof (RFC 9449) or a client certificate (RFC 8705).
    """

    mode: Mode = "off"
    """What holds for whoever is named neither in `orgs` nor, with a `binding`, in the key file.
    `record`: holders are looked at, counted and logged, and nobody is refused. `require`: a key or
    token is refused without its holder's proof."""
    orgs: dict[str, Mode] = {}
    """The same for an organisation; for an account, where it has none."""
    first_use: bool = False
    """Whether a key of the key file that names no `holders` is bound to whoever first shows a proof
    with it. Kept in `store`; each machine has its own."""
    urls: list[str] = []
    """`https://HOST[:PORT][/PATH]` by which clients come: proofs are for one of them. Empty:
    `listen.public_url`. The `Host` of a request is never believed."""
    algorithms: list[str] = msgspec.field(default_factory=lambda: list(PROOF_ALGORITHMS))
    """Signature algorithms of proofs: of `ES256`, `EdDSA`, `PS256`, `RS256`."""
    max_age_seconds: Annotated[float, msgspec.Meta(gt=0, le=300)] = 60.0
    """How old a proof may be."""
    leeway_seconds: Annotated[float, msgspec.Meta(ge=0, le=60)] = 5.0
    """How far a client's clock may be ahead."""
    nonces: bool = False
    """Whether proofs must hold a nonce of this server: none can then be made in advance."""
    nonce_seconds: Annotated[float, msgspec.Meta(ge=10, le=3600)] = 300.0
    """How long a nonce is used before there is another; the one before it still counts."""
    certificate_header: str | None = None
    """Header in which a front passes on the client's certificate: `client-cert` (RFC 9440), or PEM
    with percent signs, as nginx writes it."""
    certificate_cidrs: list[str] = []
    """Networks of fronts whose `certificate_header` is believed. It is never passed on."""
    store: str | None = None
    """File (SQLite) of holders; null: `.holders.sqlite` beside the log, or memory."""
    window_hours: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 24.0
    """Within what time an organisation's holders are counted."""
    replays: Replays = Replays()


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`identity`: who calls. Without any of it each key is an account of its own, `unknown:…`."""

    keys: str | None = None
    """File of hashed API keys: JSON lines of `sha256`, `account`, and `org`, `key`,
    `binding`, `holders`."""
    secret_file: str | None = None
    """Key (32 bytes or more) of the hashes that unknown API keys are named by; without, one is
    made beside the log."""
    key_headers: list[str] = []
    """Further headers that the API takes keys from, such as `x-goog-api-key`; those of
    `authorization`, `x-api-key` and `api-key` are always read."""
    jwt: Jwt | None = None
    front: Front | None = None
    mtls: Mtls | None = None
    binding: Binding | None = None


class Client(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`client`: where requests come from when something stands in front."""

    header: Literal["x-forwarded-for", "forwarded"] = "x-forwarded-for"
    """Header in which proxies in front add who connected to them."""
    trusted: list[str] = []
    """Networks of the proxies in front."""
    hops: Annotated[int, msgspec.Meta(ge=0, le=16)] = 0
    """Instead of networks: how many proxies stand in front."""


class Tap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`tap`: the exchange log that is written."""

    out: str | None = None
    """Folder of the log; null: nothing is logged."""
    text: bool = False
    """Whether prompts and replies are kept. Without, detectors that read text are left out."""
    segment_mb: Megabytes = 64
    """Size at which a segment is closed."""
    segment_seconds: Seconds = 300.0
    """Age at which a segment is closed."""
    fsync: Literal["segment", "second", "write"] = "second"
    """When lines are forced to disk: with their segment, once a second, or at each write."""
    batches: bool = True
    """Whether batches are read, line by line."""
    batch_hours: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 26.0
    """How long a batch's requests wait for their results; then they are logged without."""
    batch_mb: Megabytes = 1024
    """What such requests may take on disk; an account may take a quarter."""
    buffer_mb: Megabytes = 64
    """What may wait to be written; beyond, exchanges are dropped and counted."""


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`log`: notes for the operator, on standard error."""

    format: Literal["text", "json"] = "text"
    """Plain lines, or one JSON object a line."""


class EnforceLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`enforce.limits`: where it is kept what was taken of limits."""

    store: Literal["process", "machine", "valkey"] = "process"
    """`process`: in memory, for one worker. `machine`: a table that all workers of this machine
    share. `valkey`: a server that several machines share."""
    file: str = "/dev/shm/stillwatch-limits"
    """File of the table of `machine`; it is no larger than 3 MB."""
    url: str | None = None
    """Server of `valkey`: `valkey://[USER:PASSWORD@]HOST:PORT/DB`; best given by the environment,
    as it may hold a password."""
    timeout_ms: Annotated[int, msgspec.Meta(ge=1, le=5000)] = 50
    """Longest wait for the server."""
    when_down: Literal["open", "closed", "local"] = "local"
    """What holds while the store does not answer: no limits, refusal of what is limited, or limits
    that each worker keeps by itself."""
    assume_tokens: Count = 1024
    """Tokens of a reply that are reserved where the request names no bound."""


class EnforceChallenge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`enforce.challenge`: the page where a customer proves who they are."""

    url: str | None = None
    """`https://HOST/PATH` of the page; the token is appended as `challenge=…`. Null: a challenged
    request is refused without an address."""
    key_file: str | None = None
    """Key (32 bytes or more) that the page shares: challenges and proofs are signed with it."""
    minutes: Annotated[float, msgspec.Meta(gt=0, le=1440)] = 30.0
    """How long a challenge can be answered."""


class Enforce(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`enforce`: what is done about decisions."""

    mode: Literal["shadow", "enforce"] = "shadow"
    """`shadow`: everything is looked up, counted and noted in the log, and nothing is done."""
    decisions: str | None = None
    """Decisions: a store that `stillwatch policy` and `stillwatch decisions` write, as a file or at
    `postgresql://USER@HOST/DATABASE`, or a file of JSON lines. Looked at again and again; null:
    none are looked up. With a password, best given by the environment, or by `PGPASSFILE`."""
    poll_seconds: Annotated[float, msgspec.Meta(gt=0, le=2)] = 0.5
    """How often it is looked whether decisions have changed."""
    when_down: Literal["keep", "open", "closed"] = "keep"
    """What holds while decisions cannot be read. `keep`: those that are known, until they expire;
    without any the gateway does not start. `open`: the same, but it starts, and enforces nothing
    until they are read. `closed`: it starts, and requests are refused (503) until they are read,
    and again once they could not be read for `stale_seconds`."""
    stale_seconds: Seconds = 60.0
    """How long `closed` takes what is known for good."""
    tell: Literal["nothing", "action", "reference"] = "nothing"
    """What a refusal tells: that it is one; what was done; or also a reference to quote, another
    for each account, that stands in the log."""
    limits: EnforceLimits = EnforceLimits()
    challenge: EnforceChallenge = EnforceChallenge()


class Traces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`traces`: a span for each request, for an OpenTelemetry collector; never what was said."""

    url: str | None = None
    """`http(s)://HOST:PORT[/PATH]` of the collector; null: none. Headers that it asks for come by
    the environment (`OTEL_EXPORTER_OTLP_HEADERS`)."""
    protocol: Literal["http", "grpc"] = "http"
    """OTLP over HTTP (usually port 4318) or gRPC (4317)."""
    sample: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.1
    """Share of requests whose spans are sent."""
    from_clients: Literal["link", "continue"] = "link"
    """What a client's own `traceparent` is: one that the span of another trace refers to, or the
    trace that goes on, sampled as it says. The API is told the span's."""
    accounts: bool = False
    """Whether spans name the account (`enduser.id`)."""
    ca_file: str | None = None
    """Certificates (PEM) to trust instead of the system's."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings."""

    upstream: Upstream = Upstream()
    listen: Listen = Listen()
    identity: Identity = Identity()
    client: Client = Client()
    tap: Tap = Tap()
    admin: Admin = Admin()
    log: Log = Log()
    enforce: Enforce = Enforce()
    alerts: Alerts = Alerts()
    traces: Traces = Traces()
