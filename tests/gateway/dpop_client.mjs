// fetch with DPoP proofs through a gateway: prints what it got as JSON.
// Usage: node dpop_client.mjs MODULE GATEWAY-URL API-KEY
const [module, url, secret] = process.argv.slice(2);
const { dpopFetch, generateKey, proof, thumbprint } = await import(module);

const [own, other] = [await generateKey(), await generateKey()];
const asked = (fetch, path = "chat/completions", init = {}) => fetch(`${url}/v1/${path}?a=1`, {
  method: "POST",
  headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
  body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "When?" }] }),
  ...init,
});
const got = { extractable: own.privateKey.extractable, thumbprint: await thumbprint(own) };
const signed = dpopFetch(own);
const answers = [await asked(signed), await asked(signed)];
got.statuses = answers.map((answer) => answer.status);
got.text = (await answers[0].json()).choices[0].message.content;
got.thief = (await asked(dpopFetch(other))).status;
got.plain = (await asked(fetch)).status;
got.apiKey = (await asked(signed, "messages", {
  headers: new Headers({ "x-api-key": secret, "anthropic-version": "1" }),
})).status;
got.request = (await signed(new Request(`${url}/v1/models`, {
  headers: { authorization: `Bearer ${secret}` },
}))).status;
got.nothing = (await signed(`${url}/v1/models`)).status;
got.proof = await proof(own, "GET", `${url}/v1/models?a=1#b`, secret);
console.log(JSON.stringify(got));
