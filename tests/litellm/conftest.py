"""What runs in a LiteLLM proxy; LiteLLM itself is needed by one file alone."""

from __future__ import annotations

from importlib.util import find_spec

if not all(map(find_spec, ("aiohttp", "multidict"))):  # the extra `gateway`; LiteLLM brings both
    collect_ignore_glob = ["test_*.py"]
elif not all(map(find_spec, ("openai", "anthropic"))):  # the SDKs come with scripts/setup
    collect_ignore_glob = ["test_proxy.py"]
