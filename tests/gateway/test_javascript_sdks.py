"""The JavaScript SDKs through the gateway, where a folder with them is named.

To run it: `npm install openai @anthropic-ai/sdk` in a folder, and STILLWATCH_TEST_NODE names it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .running import Running, until
from .upstream import ANSWER, SIGNATURE

FOLDER = os.environ.get("STILLWATCH_TEST_NODE", "")
SCRIPT = Path(__file__).with_name("clients.mjs")


@pytest.mark.skipif(
    not FOLDER or shutil.which("node") is None,
    reason="needs node, and STILLWATCH_TEST_NODE: npm packages are no part of the requirements",
)
def test_the_javascript_sdks_cannot_tell_it_from_the_api(gateway: Running) -> None:
    done = subprocess.run(
        ["node", SCRIPT, FOLDER, gateway.url], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "chat": ANSWER, "stream": ANSWER, "usageSeen": False, "response": ANSWER,
        "responseStream": ANSWER, "embedding": [0.5, 0.25], "error": ["RateLimitError", 429],
        "message": ANSWER, "messageStream": ANSWER, "signature": SIGNATURE,
        "broken": ["InternalServerError", 502, "api_error"],
    }  # fmt: skip
    until(gateway.api.gone.is_set)
    assert len(gateway.lines(10)) == 10
    assert all(line["request"]["model"] for line in gateway.tap.lines)
