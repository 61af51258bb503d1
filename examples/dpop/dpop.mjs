// DPoP proofs (RFC 9449) for fetch: an ES256 key that cannot be read out, and a fetch that signs.
// For browsers and Node 20 or later; no dependencies. Copy it.
//
//   const key = await keptKey();                       // in a browser; in Node: fileKey("dpop.pem")
//   console.log(`jkt:${await thumbprint(key)}`);                  // what the server is told
//   new OpenAI({ baseURL, apiKey, fetch: dpopFetch(key) });       // likewise Anthropic

const text = new TextEncoder();
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const KEY_HEADERS = ["x-api-key", "api-key"];

/** Make a key pair. The private key never leaves the runtime: it is not extractable. */
export function generateKey() {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

/** Return the key pair kept under a name in this origin's IndexedDB; make it where there is none. */
export async function keptKey(name = "default") {
  if (globalThis.indexedDB === undefined) {
    throw new Error("keptKey needs a browser's IndexedDB: in Node use fileKey(path)");
  }
  const db = await done(indexedDB.open("dpop", 1), (event) =>
    event.target.result.createObjectStore("keys"));
  const kept = await done(db.transaction("keys").objectStore("keys").get(name));
  if (kept) return kept;
  const made = await generateKey();
  try {
    await done(db.transaction("keys", "readwrite").objectStore("keys").add(made, name));
    return made;
  } catch {
    return done(db.transaction("keys").objectStore("keys").get(name)); // another tab was first
  }
}

/**
 * In Node: return the key pair kept in a file (PEM, as `python -m stillwatch.gateway.dpop` makes it too), to
 * be read by its owner alone; make both where there is none. Of several that do so, one makes it.
 */
export async function fileKey(path) {
  const { link, readFile, stat, unlink, writeFile } = await import("node:fs/promises");
  const there = await stat(path).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
  if (!there) {
    const aside = `${path}.${crypto.randomUUID()}`;
    const made = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
    try {
      await writeFile(aside, pem(await crypto.subtle.exportKey("pkcs8", made.privateKey)),
        { flag: "wx", mode: 0o600 });
      await link(aside, path).catch((error) => {
        if (error.code !== "EEXIST") throw error;
      });
    } finally {
      await unlink(aside).catch(() => {});
    }
  }
  const { platform } = await import("node:process");
  if (platform !== "win32" && (await stat(path)).mode & 0o077) {
    throw new Error(`${path}: others may read this private key: chmod 600 ${path}`);
  }
  try {
    return await pairOf(await readFile(path, "latin1"));
  } catch {
    throw new Error(`${path}: no private key on P-256 in PEM, or one with a password`);
  }
}

/** Return the SHA-256 of a pair's public key (RFC 7638), base64url. */
export async function thumbprint(key) {
  const { crv, kty, x, y } = await publicJwk(key);
  return base64url(await sha256(JSON.stringify({ crv, kty, x, y })));
}

/** Return a proof for one request with a credential: an API key or a token. */
export async function proof(key, method, url, credential, nonce) {
  const head = { typ: "dpop+jwt", alg: "ES256", jwk: await publicJwk(key) };
  const claims = {
    jti: base64url(crypto.getRandomValues(new Uint8Array(16))),
    htm: method,
    htu: url.split("#")[0].split("?")[0],
    iat: Math.floor(Date.now() / 1000),
    ath: base64url(await sha256(credential)),
    ...(nonce ? { nonce } : {}),
  };
  const signed = [head, claims].map((part) => base64url(text.encode(JSON.stringify(part)))).join(".");
  const how = { name: "ECDSA", hash: "SHA-256" };
  return `${signed}.${base64url(await crypto.subtle.sign(how, key.privateKey, text.encode(signed)))}`;
}

/**
 * Return a fetch that signs each request which has an API key or token, and once more if the server
 * asks for its nonce. `Authorization: Bearer` becomes `Authorization: DPoP`.
 */
export function dpopFetch(key, inner = globalThis.fetch) {
  const nonces = new Map();
  return async (input, init = {}) => {
    const given = input instanceof Request ? input : undefined;
    const url = new URL(given ? given.url : input, globalThis.location?.href);
    const method = (init.method ?? given?.method ?? "GET").toUpperCase();
    const headers = new Headers(init.headers ?? given?.headers);
    const credential = credentialOf(headers);
    if (credential === undefined) return inner(input, init);
    const streams = given?.body != null || init.body instanceof ReadableStream ||
      init.body?.[Symbol.asyncIterator] !== undefined; // sent once, it is gone
    for (let last = false; ; last = true) {
      headers.set("DPoP", await proof(key, method, url.href, credential, nonces.get(url.origin)));
      const response = await inner(input, { ...init, headers });
      const nonce = response.headers.get("dpop-nonce");
      if (nonce) nonces.set(url.origin, nonce);
      const asked = (response.headers.get("www-authenticate") ?? "").includes("use_dpop_nonce");
      if (last || streams || !nonce || !asked || response.status !== 401) return response;
      await response.body?.cancel();
    }
  };
}

function credentialOf(headers) {
  const [, token] = /^(?:bearer|dpop)\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (token !== undefined) headers.set("Authorization", `DPoP ${token}`);
  return token ?? KEY_HEADERS.map((name) => headers.get(name)).find(Boolean);
}

async function publicJwk(key) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key.publicKey);
  return { kty, crv, x, y };
}

function pem(pkcs8) {
  const lines = btoa(String.fromCharCode(...new Uint8Array(pkcs8))).match(/.{1,64}/g);
  return ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n");
}

async function pairOf(told) {
  const [, inner] = /-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----/.exec(told);
  const raw = Uint8Array.from(atob(inner.replace(/\s/g, "")), (one) => one.charCodeAt(0));
  const read = (extractable) =>
    crypto.subtle.importKey("pkcs8", raw, CURVE, extractable, ["sign"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", await read(true));
  const publicKey = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, true, ["verify"]);
  return { privateKey: await read(false), publicKey };
}

function sha256(value) {
  return crypto.subtle.digest("SHA-256", text.encode(value));
}

function base64url(buffer) {
  const raw = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return raw.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function done(request, upgrade) {
  return new Promise((resolve, reject) => {
    if (upgrade) request.onupgradeneeded = upgrade;
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
