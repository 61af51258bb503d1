// DPoP proofs (RFC 9449) for fetch: an ES256 key that cannot be read out, and a fetch that signs.
// For browsers and Node 20 or later; no dependencies. Copy it.
//
//   const key = await keptKey();                                  // in a browser; in Node: generateKey()
//   console.log(`jkt:${await thumbprint(key)}`);                  // what the server is told
//   new OpenAI({ baseURL, apiKey, fetch: dpopFetch(key) });       // likewise Anthropic

const text = new TextEncoder();
const KEY_HEADERS = ["x-api-key", "api-key"];

/** Make a key pair. The private key never leaves the runtime: it is not extractable. */
export function generateKey() {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
}

/** Return the key pair kept under a name in this origin's IndexedDB; make it where there is none. */
export async function keptKey(name = "default") {
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
