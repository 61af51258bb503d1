// The JavaScript SDKs of OpenAI and Anthropic through a gateway: prints what they got as JSON.
// Usage: node clients.mjs FOLDER-WITH-node_modules GATEWAY-URL
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, url] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { OpenAI } = require("openai");
const { Anthropic } = require("@anthropic-ai/sdk");

const got = {};
const messages = [{ role: "user", content: "When does it freeze?" }];
const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-test", maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: url, apiKey: "sk-ant-test", maxRetries: 0 });

const chat = await openai.chat.completions.create({ model: "m", messages });
got.chat = chat.choices[0].message.content;

const chunks = [];
for await (const chunk of await openai.chat.completions.create({ model: "m", messages, stream: true }))
  chunks.push(chunk);
got.stream = chunks.map((c) => c.choices[0].delta.content ?? "").join("");
got.usageSeen = chunks.some((c) => "usage" in c);

const response = await openai.responses.create({ model: "m", input: "When?" });
got.response = response.output_text;
const deltas = [];
for await (const event of await openai.responses.create({ model: "m", input: "When?", stream: true }))
  if (event.type === "response.output_text.delta") deltas.push(event.delta);
got.responseStream = deltas.join("");

const embedded = await openai.embeddings.create({ model: "m", input: "ice", encoding_format: "float" });
got.embedding = embedded.data[0].embedding;

try {
  await openai.chat.completions.create({ model: "error-429", messages });
} catch (error) {
  got.error = [error.constructor.name, error.status];
}

const aborted = await openai.chat.completions.create({ model: "pause", messages, stream: true });
for await (const _ of aborted) break; // leaves the stream, which ends the request

const message = await anthropic.messages.create({ model: "m", max_tokens: 9, messages });
got.message = message.content[1].text;
const stream = anthropic.messages.stream({ model: "m", max_tokens: 9, messages });
const last = await stream.finalMessage();
got.messageStream = last.content[1].text;
got.signature = last.content[0].signature;

try {
  await anthropic.messages.create({ model: "reset", max_tokens: 9, messages });
} catch (error) {
  got.broken = [error.constructor.name, error.status, error.error?.error?.type];
}

console.log(JSON.stringify(got));
