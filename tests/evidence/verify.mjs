// A second verifier of stillwatch's evidence, written from docs/reference/evidence.md alone.
//
//   node verify.mjs log FOLDER --trust KEY [--trust KEY] [--checkpoint FILE]
//   node verify.mjs bundle FILE-OR-FOLDER --trust KEY [--trust KEY]
//
// Prints OK, or a line for each thing that is wrong. Exit status 0 or 1; 2 if it was called wrongly.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const wrong = [];
const say = (where, what) => wrong.push(`${where}: ${what}`);
const sha256 = (...parts) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest();
const hex = (bytes) => sha256(bytes).toString('hex');
const isHex = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
/** Run `check`; what it throws is a thing that is wrong with `where`. */
const attempt = (where, check) => { try { return check(); } catch (e) { say(where, e.message); return undefined; } };

// ---- bytes, base64, JSON -------------------------------------------------------------------------------------------

const utf8 = (bytes) => {
  try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes); } catch { throw Error('not UTF-8'); }
};

function base64(text) {
  const bytes = Buffer.from(String(text), 'base64');
  if (typeof text !== 'string' || bytes.toString('base64') !== text) throw Error('not base64');
  return bytes;
}

const SPACE = /[ \t\n\r]*/y, NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y, WORD = /true|false|null/y;
// eslint-disable-next-line no-control-regex
const STRING = /"([^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y;

/** Parse JSON, but refuse a name twice in an object; `span(value)` is the bytes of an object or array as they stood. */
function parse(bytes) {
  const text = utf8(bytes), spans = new Map();
  let at = 0;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found && found[0];
  };
  const sign = (c) => { take(SPACE); if (text[at] !== c) return false; at += 1; return true; };
  const need = (c) => { if (!sign(c)) throw Error(`not JSON at character ${at}`); };
  const string = () => {
    take(SPACE);
    const raw = take(STRING);
    if (raw === null) throw Error(`not JSON at character ${at}`);
    return JSON.parse(raw);
  };
  const value = (depth) => {
    if (depth > 200) throw Error('too deep');
    take(SPACE);
    const start = at;
    let result;
    if (sign('{')) {
      result = Object.create(null);
      if (!sign('}')) {
        do {
          const name = string();
          if (name in result) throw Error(`${name} twice`);
          need(':');
          result[name] = value(depth + 1);
        } while (sign(','));
        need('}');
      }
    } else if (sign('[')) {
      result = [];
      if (!sign(']')) { do result.push(value(depth + 1)); while (sign(',')); need(']'); }
    } else if (text[at] === '"') return string();
    else {
      const raw = take(WORD) ?? take(NUMBER);
      if (raw === null) throw Error(`not JSON at character ${at}`);
      return JSON.parse(raw);
    }
    spans.set(result, Buffer.from(text.slice(start, at)));
    return result;
  };
  const result = value(0);
  take(SPACE);
  if (at !== text.length) throw Error(`not JSON at character ${at}`);
  return { value: result, span: (v) => spans.get(v) };
}

function parseObject(bytes) {
  const { value } = parse(bytes);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw Error('not a JSON object');
  return value;
}

function parseEntry(leaf) {
  const entry = parseObject(leaf), { time, kind, data } = entry;
  if (typeof time !== 'string' || typeof kind !== 'string' || !data || typeof data !== 'object' || Array.isArray(data)) throw Error('not an entry');
  return entry;
}

/** The lines of a file, each ended by a line feed; what comes after the last is handed to `rest`. */
function lines(bytes, rest) {
  const found = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; start = end + 1, end = bytes.indexOf(10, start)) found.push(bytes.subarray(start, end));
  if (start !== bytes.length) rest();
  return found;
}

// ---- Merkle tree (RFC 6962, RFC 9162) ------------------------------------------------------------------------------

const ZERO = Buffer.from([0]), ONE = Buffer.from([1]);
const leafHash = (leaf) => sha256(ZERO, leaf);
const nodeHash = (left, right) => sha256(ONE, left, right);

/** Roots of the trees over the first n leaves, for each n in `sizes`. */
function roots(leaves, sizes) {
  const found = new Map(), stack = [];
  const root = () => stack.map((s) => s.hash).reduceRight((right, left) => nodeHash(left, right));
  leaves.forEach((leaf, i) => {
    let top = { height: 0, hash: leafHash(leaf) };
    while (stack.length && stack.at(-1).height === top.height) top = { height: top.height + 1, hash: nodeHash(stack.pop().hash, top.hash) };
    stack.push(top);
    if (sizes.has(i + 1)) found.set(i + 1, root());
  });
  return found;
}

/** RFC 9162, section 2.1.3.2. */
function included(index, size, leaf, proof, root) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let fn = BigInt(index), sn = BigInt(size - 1), r = leafHash(leaf);
  for (const p of proof) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      r = nodeHash(p, r);
      while (!(fn & 1n) && fn !== 0n) { fn >>= 1n; sn >>= 1n; }
    } else r = nodeHash(r, p);
    fn >>= 1n; sn >>= 1n;
  }
  return sn === 0n && r.equals(root);
}

// ---- keys and signed notes -----------------------------------------------------------------------------------------

function parseKey(text) {
  const [, name, id, body] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (!name) throw Error('not a key NAME+ID+KEY');
  const bytes = base64(body);
  if (bytes.length !== 33 || bytes[0] !== 1) throw Error('not an Ed25519 key');
  if (sha256(name, '\n', bytes).subarray(0, 4).toString('hex') !== id) throw Error('the key has another id');
  const raw = bytes.subarray(1);
  const object = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' });
  return { text, name, id, raw, signed: (message, signature) => signature.length === 64 && verifySignature(null, message, object, signature) };
}

/** Keys that the entries name, each with the index from which it holds; each vouched for or trusted. */
function keysOf(entries, trust, where) {
  const keys = [];
  for (const { index, entry } of entries) {
    if (!entry || (entry.kind !== 'log' && entry.kind !== 'key')) continue;
    attempt(where(index), () => {
      if ((entry.kind === 'log') !== (index === 0)) throw Error(`an entry of kind ${entry.kind} here`);
      const key = parseKey(entry.data.key), old = keys.at(-1)?.key;
      keys.push({ index, key });
      if (trust.has(key.text)) return;
      if (!old) throw Error('the first key is not one that is trusted');
      if (entry.data.replaces !== old.id) throw Error('the key replaces another one than the last');
      if (entry.data.signature === undefined) throw Error('a key that nobody vouches for, and that is not trusted');
      const message = `stillwatch key rotation\n${old.text}\n${key.text}\n`;
      if (!old.signed(Buffer.from(message), base64(entry.data.signature))) throw Error('the new key is not vouched for by the old one');
    });
  }
  return keys;
}

const newest = (keys, size) => keys.filter((k) => k.index < size).at(-1)?.key;

function parseNote(bytes) {
  const text = utf8(bytes), cut = text.indexOf('\n\n');
  const body = text.slice(0, cut + 1), [origin, size, root, end] = body.split('\n');
  const [, ...rest] = body.split('\n');
  if (cut < 0 || rest.length !== 3 || end !== '' || !/^(0|[1-9]\d{0,15})$/.test(size)) throw Error('not a checkpoint');
  const signatures = text.slice(cut + 2).split('\n');
  if (signatures.pop() !== '' || !signatures.length) throw Error('not a checkpoint');
  const parsed = signatures.map((line) => {
    const [dash, name, sig, more] = line.split(' ');
    if (dash !== '\u2014' || more !== undefined) throw Error('not a line of a signature');
    const raw = base64(sig);
    return { name, id: raw.subarray(0, 4).toString('hex'), signature: raw.subarray(4) };
  });
  const hash = base64(root);
  if (hash.length !== 32) throw Error('not a root');
  return { body: Buffer.from(body), origin, size: Number(size), root: hash, signatures: parsed };
}

function checkSigned(where, note, key) {
  if (!key) return say(where, 'no key to check it with');
  const mine = note.signatures.filter((s) => s.name === key.name && s.id === key.id);
  if (!mine.length) return say(where, "not signed by the log's newest key");
  if (!mine.every((s) => key.signed(note.body, s.signature))) say(where, 'the signature is wrong');
  return undefined;
}

// ---- the log -------------------------------------------------------------------------------------------------------

function checkLog(folder, trust, kept) {
  const leaves = lines(readFileSync(join(folder, 'entries.jsonl')), () => {}); // an unfinished line is no entry
  const where = (index) => `entry ${index}`;
  const entries = leaves.map((leaf, index) => ({ index, entry: attempt(where(index), () => parseEntry(leaf)) }));
  const keys = keysOf(entries, trust, where), origin = entries[0]?.entry?.data?.origin;
  if (entries[0]?.entry?.kind !== 'log') say('entry 0', 'is not of kind log');
  const names = readdirSync(join(folder, 'checkpoints')).filter((n) => n.endsWith('.note')).sort();
  if (!names.length) say('checkpoints', 'there is none');
  const files = [...names.map((n) => [join('checkpoints', n), join(folder, 'checkpoints', n)]), ...kept.map((n) => [n, n])];
  const notes = files.flatMap(([name, path]) => {
    const note = attempt(name, () => parseNote(readFileSync(path)));
    return note ? [{ name, note }] : [];
  });
  const trees = roots(leaves, new Set(notes.map((n) => n.note.size)));
  for (const { name, note } of notes) {
    if (name.startsWith('checkpoints') && name !== join('checkpoints', `${String(note.size).padStart(20, '0')}.note`)) say(name, 'is over another number of entries');
    if (note.origin !== origin) say(name, 'is of another log');
    if (note.size > leaves.length) say(name, `is over ${note.size} entries, and there are ${leaves.length}`);
    else if (!trees.get(note.size)?.equals(note.root)) say(name, 'the entries have another root');
    checkSigned(name, note, newest(keys, note.size));
  }
}

// ---- the bundle ----------------------------------------------------------------------------------------------------

/** Members of a zip archive that holds nothing but stored members, one after the other, and their directory. */
function readZip(bytes) {
  const members = new Map(), end = bytes.length - 22;
  const expect = (ok, what) => { if (!ok) throw Error(`not a bundle's archive: ${what}`); };
  expect(end >= 0 && bytes.readUInt32LE(end) === 0x06054b50, 'no end, or something after it');
  const count = bytes.readUInt16LE(end + 10), size = bytes.readUInt32LE(end + 12), start = bytes.readUInt32LE(end + 16);
  expect(bytes.readUInt32LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === count && bytes.readUInt16LE(end + 20) === 0, 'its end');
  expect(start + size === end, 'something between the directory and its end');
  let at = start, file = 0, last = Buffer.alloc(0);
  for (let i = 0; i < count; i += 1) {
    expect(at + 46 <= end && bytes.readUInt32LE(at) === 0x02014b50, 'its directory');
    const length = bytes.readUInt16LE(at + 28), sized = bytes.readUInt32LE(at + 20);
    const raw = bytes.subarray(at + 46, at + 46 + length), name = utf8(raw);
    expect(bytes[at + 5] === 3 && bytes.readUInt32LE(at + 38) >>> 16 === 0o600, `${name} is not a file made on Unix of mode 0600`);
    expect(bytes.readUInt32LE(at + 30) === 0 && bytes.readUInt32LE(at + 34) === 0 && bytes.readUInt16LE(at + 38) === 0, `${name} has extra fields`);
    expect(bytes.readUInt32LE(at + 42) === file, `${name} is not where its place is`);
    expect(file + 30 + length + sized <= start && bytes.readUInt32LE(file) === 0x04034b50, `${name} has no header`);
    expect(bytes.subarray(file + 4, file + 30).equals(bytes.subarray(at + 6, at + 32)), `${name} has two headers that differ`);
    expect(bytes.subarray(file + 30, file + 30 + length).equals(raw), `${name} has two names`);
    expect(!(bytes.readUInt16LE(at + 8) & ~0x800) && bytes.readUInt16LE(at + 10) === 0 && bytes.readUInt32LE(at + 24) === sized, `${name} is not stored`);
    expect(bytes.readUInt32LE(at + 12) === 0x00210000, `${name} is not dated 1980-01-01`);
    expect(i === 0 || Buffer.compare(last, raw) < 0, `${name} is out of order, or twice`);
    members.set(name, bytes.subarray(file + 30 + length, file + 30 + length + sized));
    file += 30 + length + sized; at += 46 + length; last = raw;
  }
  expect(at === end && file === start, 'something that is not a member');
  return members;
}

function readFolder(folder, prefix = '', members = new Map()) {
  for (const item of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = prefix + item.name;
    if (item.isDirectory()) readFolder(folder, `${name}/`, members);
    else if (item.isFile()) members.set(name, readFileSync(join(folder, name)));
    else say(name, 'is not a file');
  }
  return members;
}

const TYPE = 'application/vnd.stillwatch.evidence-bundle+json';
const FIXED = ['manifest.dsse.json', 'campaign.json', 'summary.json', 'evidence.txt', 'exchanges.jsonl', 'log/checkpoint.note', 'log/checkpoint.tsr', 'log/entries.jsonl'];

function checkBundle(path, trust) {
  const members = statSync(path).isDirectory() ? readFolder(path) : readZip(readFileSync(path));
  for (const name of members.keys()) if (!FIXED.includes(name) && !/^inputs\/[^/\\]+$/.test(name)) say(name, 'is no member of a bundle');
  for (const name of FIXED) if (!members.has(name) && name !== 'log/checkpoint.tsr') say(name, 'is not there');
  const get = (name) => members.get(name) ?? Buffer.alloc(0);
  const unfinished = (name) => () => say(name, 'the last line has no end');
  const jsonl = (name, check) => lines(get(name), unfinished(name)).map((line, i) => attempt(`${name}, line ${i + 1}`, () => check(parseObject(line), `${name}, line ${i + 1}`)));

  const proved = jsonl('log/entries.jsonl', ({ index, leaf, proof }, where) => {
    const bytes = base64(leaf);
    if (!Number.isSafeInteger(index) || index < 0 || !Array.isArray(proof) || !proof.every(isHex)) throw Error('not an entry with its proof');
    return { index, leaf: bytes, proof: proof.map((p) => Buffer.from(p, 'hex')), where, entry: parseEntry(bytes) };
  }).filter(Boolean);
  proved.forEach((p, i) => { if (i && proved[i - 1].index >= p.index) say(`${p.where} (entry ${p.index})`, 'is out of order'); });

  // 1. Keys.
  const keys = keysOf(proved, trust, (index) => `log/entries.jsonl, entry ${index}`);
  if (proved[0]?.index !== 0 || proved[0].entry.kind !== 'log') say('log/entries.jsonl', 'has no entry 0 of kind log');
  const origin = proved[0]?.entry.data?.origin, key = keys.at(-1)?.key;

  // 2. Envelope and members.
  const manifest = attempt('manifest.dsse.json', () => {
    const envelope = parseObject(get('manifest.dsse.json')), payload = base64(envelope.payload);
    if (envelope.payloadType !== TYPE) throw Error('has another payload type');
    const message = Buffer.concat([Buffer.from(`DSSEv1 ${TYPE.length} ${TYPE} ${payload.length} `), payload]);
    if (!key) throw Error('no key to check it with');
    const mine = envelope.signatures.filter((s) => s.keyid === hex(key.raw));
    if (!mine.length) throw Error("not signed by the log's newest key");
    if (!mine.every((s) => key.signed(message, base64(s.sig)))) throw Error('the signature is wrong');
    return parseObject(payload);
  });
  if (manifest) {
    if (manifest.version !== 1) say('manifest.dsse.json', 'has another version');
    if (manifest.origin !== origin) say('manifest.dsse.json', 'is of another log');
    const files = manifest.files ?? {};
    for (const [name, digest] of Object.entries(files)) {
      if (!members.has(name)) say(name, 'is listed and not there');
      else if (hex(get(name)) !== digest) say(name, 'has another SHA-256 than the manifest says');
    }
    for (const name of members.keys()) if (name !== 'manifest.dsse.json' && !(name in files)) say(name, 'is not listed');
  }

  // 3. Checkpoint. 4. Entries.
  const note = attempt('log/checkpoint.note', () => parseNote(get('log/checkpoint.note')));
  if (note) {
    if (note.origin !== origin) say('log/checkpoint.note', 'is of another log');
    checkSigned('log/checkpoint.note', note, key);
    for (const p of proved) if (!included(p.index, note.size, p.leaf, p.proof, note.root)) say(`${p.where} (entry ${p.index})`, 'is not in the tree of the checkpoint');
  }

  // 5. Campaign and evidence. The digest of a piece is that of its bytes as they stand in campaign.json.
  const ofKind = (kind) => proved.filter((p) => p.entry.kind === kind);
  const entered = ofKind('campaign').filter((p) => p.entry.data.sha256 === hex(get('campaign.json')));
  if (!entered.length) say('campaign.json', 'its SHA-256 is in no entry of kind campaign');
  const named = new Set();
  const pieces = attempt('campaign.json', () => {
    const { value, span } = parse(get('campaign.json'));
    if (manifest && value.id !== manifest.campaign) throw Error('is another campaign than the manifest says');
    value.evidence.forEach((piece) => piece.exchange_ids.forEach((id) => named.add(id)));
    return value.evidence.map((piece) => hex(span(piece)));
  }) ?? [];
  const shown = ofKind('evidence').map((p) => p.entry.data.sha256);
  pieces.forEach((digest, i) => { if (!shown.includes(digest)) say('campaign.json', `piece ${i} of the evidence is in no entry of kind evidence`); });
  ofKind('evidence').forEach((p) => { if (!pieces.includes(p.entry.data.sha256)) say(`${p.where} (entry ${p.index})`, 'is of evidence that campaign.json has not'); });

  // 6. Exchanges.
  const kept = new Set(ofKind('kept').flatMap((p) => attempt(`${p.where} (entry ${p.index})`, () => p.entry.data.texts.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every((word) => typeof word === 'string')) throw Error('holds no pairs of handle and commitment');
    return pair[1];
  })) ?? []));
  jsonl('exchanges.jsonl', ({ id, commitment, salt, text }) => {
    if (!named.has(id)) throw Error('is no exchange that the evidence names');
    if (commitment !== undefined && !kept.has(commitment)) throw Error('its commitment is in no entry of kind kept');
    if (text === undefined) return;
    if (!isHex(salt) || hex(Buffer.concat([Buffer.from(salt, 'hex'), base64(text)])) !== commitment) throw Error('the text is not what was committed to');
    if (parseObject(base64(text)).id !== id) throw Error('the text is of another exchange');
  });

  // 7. The run: what it wrote and read.
  for (const kind of ['audit.begin', 'input', 'campaign', 'members', 'evidence', 'audit.end']) {
    for (const p of ofKind(kind)) if (manifest && p.entry.data.run !== manifest.run) say(`${p.where} (entry ${p.index})`, 'is of another run');
  }
  const wrote = ofKind('audit.end').map((p) => p.entry.data.outputs?.['summary.json']);
  if (!wrote.includes(hex(get('summary.json')))) say('summary.json', 'is not what the audit wrote');
  const inputs = new Set([...ofKind('input').map((p) => p.entry.data.sha256), ...ofKind('audit.begin').map((p) => p.entry.data.options?.accounts)]);
  for (const name of members.keys()) if (name.startsWith('inputs/') && !inputs.has(hex(get(name)))) say(name, 'is not a file that the audit read');
}

// ---- the command ---------------------------------------------------------------------------------------------------

const [what, path, ...rest] = process.argv.slice(2);
const options = { '--trust': [], '--checkpoint': [] };
for (let i = 0; i < rest.length; i += 2) options[rest[i]]?.push(rest[i + 1]);
if (!['log', 'bundle'].includes(what) || !path || !existsSync(path) || !options['--trust'].length) {
  console.error('usage: verify.mjs log FOLDER | bundle FILE --trust KEY');
  process.exit(2);
}
const trust = new Set(options['--trust']);
attempt(path, () => (what === 'log' ? checkLog(path, trust, options['--checkpoint']) : checkBundle(path, trust)));
console.log(wrong.length ? wrong.join('\n') : 'OK');
process.exit(wrong.length ? 1 : 0);
