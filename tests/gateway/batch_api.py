"""Files and batches of both APIs, for the tests: a batch is done as soon as it is created."""

from __future__ import annotations

import email
import email.message
import email.policy
import gzip
import io
import json
import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from .upstream import Api

MADE = 1_790_000_000


class Batches:
    """Keeps files and batches."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.created_at: int = MADE
        self.gzip = False

    async def answer(self, request: web.Request, body: bytes) -> web.StreamResponse | None:
        path = request.raw_path.partition("?")[0]
        if request.method == "POST" and path.endswith("/files"):
            return self._upload(request, body)
        if found := re.search(r"/files/([^/]+)/content$", path):
            return self._content(request, self.files.get(found[1]))
        if found := re.search(r"/messages/batches(?:/([^/]+))?(/results)?$", path):
            return self._anthropic(request, body, found[1], found[2])
        if found := re.search(r"/batches(?:/([^/]+))?$", path):
            if request.method == "POST":
                try:
                    return web.json_response(self._create(json.loads(body)))
                except (KeyError, ValueError):
                    error = {"message": "no such file, or not of requests", "code": "bad_file"}
                    return web.json_response({"error": error}, status=400)
            if found[1] is None:
                return web.json_response({"object": "list", "data": list(self.batches.values()),
                                          "has_more": False})  # fmt: skip
            return web.json_response(self.batches[found[1]])
        return None

    def _upload(self, request: web.Request, body: bytes) -> web.Response | None:
        head = f"content-type: {request.headers.get('content-type', '')}\r\n\r\n"
        form = email.message_from_bytes(head.encode() + body, policy=email.policy.HTTP)
        fields: dict[str, bytes] = {}
        for part in form.get_payload() if form.is_multipart() else []:
            assert isinstance(part, email.message.EmailMessage)
            name = part.get_param("name", header="content-disposition")
            fields[str(name)] = part.get_payload(decode=True)  # type: ignore[assignment]
        if "file" not in fields:
            return None
        name = f"file-Ab{len(self.files)}"
        self.files[name] = fields["file"]
        purpose = fields.get("purpose", b"batch").decode()
        return web.json_response({"id": name, "object": "file", "bytes": len(fields["file"]),
                                  "created_at": MADE, "filename": "a.jsonl", "purpose": purpose,
                                  "status": "processed"})  # fmt: skip

    def _content(self, request: web.Request, content: bytes | None) -> web.Response:
        if content is None:
            return web.json_response({"error": {"message": "no such file"}}, status=404)
        status, part = 200, request.http_range
        if part.start is not None:
            status, content = 206, content[part]
        headers = {"content-type": "application/jsonl"}
        if self.gzip and "gzip" in request.headers.get("accept-encoding", ""):
            content, headers = gzip.compress(content), headers | {"content-encoding": "gzip"}
        return web.Response(body=content, status=status, headers=headers)

    def _create(self, asked: dict[str, Any]) -> dict[str, Any]:
        from .upstream import openai_chat

        name = f"batch_{len(self.batches)}"
        done, failed = io.StringIO(), io.StringIO()
        for line in filter(bytes.strip, self.files[asked["input_file_id"]].splitlines()):
            one = json.loads(line)
            answer: dict[str, Any] = {"status_code": 200, "request_id": "r"}
            if one["body"]["model"].startswith("error-"):
                answer |= {"status_code": 429, "body": {"error": {"code": "rate_limit"}}}
            else:
                answer["body"] = openai_chat(one["body"])
            out = {"id": "br", "custom_id": one["custom_id"], "response": answer, "error": None}
            print(json.dumps(out), file=done if answer["status_code"] == 200 else failed)
        files = {"output_file_id": f"file-out-{name}", "error_file_id": f"file-err-{name}"}
        self.files[files["output_file_id"]] = done.getvalue().encode()
        self.files[files["error_file_id"]] = failed.getvalue().encode()
        made = {"id": name, "object": "batch", "endpoint": asked["endpoint"], "errors": None,
                "input_file_id": asked["input_file_id"], "completion_window": "24h",
                "created_at": self.created_at}  # fmt: skip
        self.batches[name] = made | files | {"status": "completed"}
        return made | {"status": "validating", "output_file_id": None, "error_file_id": None}

    def _anthropic(
        self, request: web.Request, body: bytes, name: str | None, results: str | None
    ) -> web.Response:
        from .upstream import anthropic_message

        if request.method == "POST" and name is None:
            name = f"msgbatch_{len(self.batches)}"
            out = io.StringIO()
            counts = dict.fromkeys(("canceled", "errored", "expired", "processing", "succeeded"), 0)
            for one in json.loads(body).get("requests", []):
                model = one["params"]["model"]
                result: dict[str, Any] = {"type": "expired"}
                if model.startswith("error-"):
                    error = {"type": "invalid_request_error", "message": "as asked"}
                    result = {"type": "errored", "error": {"type": "error", "error": error}}
                elif model != "late":
                    result = {"type": "succeeded", "message": anthropic_message(one["params"])}
                counts[result["type"]] += 1
                print(json.dumps({"custom_id": one["custom_id"], "result": result}), file=out)
            self.files[name] = out.getvalue().encode()
            self.batches[name] = {
                "id": name, "type": "message_batch", "processing_status": "ended",
                "request_counts": counts, "created_at": "2026-11-01T00:00:00Z",
                "expires_at": "2026-11-02T00:00:00Z", "ended_at": "2026-11-01T01:00:00Z",
                "archived_at": None, "cancel_initiated_at": None,
                "results_url": f"{self.api.url}/v1/messages/batches/{name}/results",
            }  # fmt: skip
        if name is None:
            return web.json_response({"data": list(self.batches.values()), "has_more": False,
                                      "first_id": None, "last_id": None})  # fmt: skip
        if results:
            return self._content(request, self.files.get(name))
        return web.json_response(self.batches[name])
