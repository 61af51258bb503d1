"""Checks that every extension passes, whatever its kind: found by folder, none listed here."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.core.registry import discover
from stillwatch.detect.detectors.base import Detector
from stillwatch.features.base import Observable, Signal
from stillwatch.features.context import Context, Settings
from stillwatch.gateway.dialects.base import Dialect
from stillwatch.ingest.base import LogFormat
from stillwatch.report.base import Section
from stillwatch.simulate.kinds import CampaignKind, Population

ROOT = Path(__file__).resolve().parent.parent
BASES: dict[str, Any] = {
    "ingest": LogFormat,
    "features/signals": Signal,
    "features/observables": Observable,
    "detect/detectors": Detector,
    "report/sections": Section,
    "simulate/populations": Population,
    "simulate/campaigns": CampaignKind,
    "gateway/dialects": Dialect,
}
FAMILIES = ("infrastructure", "content", "behaviour")


def reference() -> Any:
    path = ROOT / "scripts" / "docs_reference.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = reference()


def found(folder: str) -> dict[str, Any]:
    return discover("stillwatch." + folder.replace("/", "."), BASES[folder])


ALL = [
    pytest.param(folder, cls, id=f"{folder}/{name}")
    for folder in BASES
    for name, cls in found(folder).items()
]


def of(folder: str) -> list[Any]:
    return [pytest.param(cls, id=name) for name, cls in found(folder).items()]


@pytest.mark.parametrize("kind", REFERENCE.KINDS, ids=lambda kind: kind.folder)
def test_the_reference_page_and_discovery_see_the_same(kind):
    """One reads source and the other imports: what only one finds would be run or documented."""
    documented = [extension.name for extension in REFERENCE.extensions(kind)]
    assert sorted(documented) == list(found(kind.folder))
    assert documented, f"no extension in {kind.folder}"


@pytest.mark.parametrize(("folder", "cls"), ALL)
def test_is_one_file_that_carries_its_name(folder, cls):
    module = cls.__module__.rpartition(".")[2]
    assert cls.name == module
    assert re.fullmatch(r"[a-z][a-z0-9_]*", cls.name)


@pytest.mark.parametrize(("folder", "cls"), ALL)
def test_states_its_claim(folder, cls):
    doc = inspect.cleandoc(cls.__doc__ or "")
    claim = doc.partition("\n\n")[0]
    assert "__doc__" in vars(cls) and len(claim) > 15, "its docstring states the claim"
    assert claim.endswith((".", ":")), claim


@pytest.mark.parametrize(("folder", "cls"), ALL)
def test_needs_no_argument_and_pickles(folder, cls):
    """Work is handed to other processes; an extension carries no state from import time."""
    assert type(pickle.loads(pickle.dumps(cls()))) is cls


# --- signals and observables: one batch with everything, and one with as little as may be


def batch(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, SCHEMA)


TEXTS = (
    "Solve step by step: a train leaves at 9 and another at 10. When do they meet?",
    "Пожалуйста, объясните пошагово, почему небо голубое.",
    "请一步一步解释为什么天空是蓝色的。",
    "اشرح لي خطوة بخطوة",
    "def f(x):\n    return x + 1\n\nWhat does f do? 😀",
    "",
    "\x00\ud7ff\u200b" * 3,
    "Rate the answer from 1 to 5 and say why.\n\nQuestion: what is 2 + 2?\nAnswer: 5",
)


def rich(n: int = 64) -> pa.RecordBatch:
    rng = np.random.default_rng(7)
    rows = []
    for i in range(n):
        rows.append(
            {
                "id": f"x{i}",
                "time": 1_790_000_000_000_000 + int(rng.integers(10**12)),
                "account": f"a{i % 9}",
                "end_user": f"u{i % 4}",
                "org": f"o{i % 3}",
                "created": 1_780_000_000_000_000,
                "country": "DE",
                "plan": "free",
                "payment": f"p{i % 5}",
                "email_domain": "example.org",
                "ip": ["192.0.2.7", "2001:db8::1", "not an address", ""][i % 4],
                "asn": 64500 + i % 3,
                "client_country": "DE",
                "user_agent": "python/3",
                "ja4": "t13d",
                "endpoint": ["chat.completions", "batch"][i % 2],
                "model": f"m{i % 2}",
                "system": ["You are a judge.", None][i % 2],
                "text": TEXTS[i % len(TEXTS)],
                "turns": i % 3,
                "batch_id": [None, "b"][i % 2],
                "temperature": i % 3 / 2,
                "max_tokens": 100 * (i % 4),
                "n": 1 + i % 4,
                "tools": "search\nshell",
                "status": "ok",
                "output": TEXTS[-1 - i % len(TEXTS)],
                "input_tokens": i,
                "output_tokens": 10 * i,
                "content_state": ["full", "full", "redacted"][i % 3],
            }
        )
    return batch(rows)


def bare(n: int = 8) -> pa.RecordBatch:
    rows = [
        {
            "id": f"x{i}",
            "time": 1_790_000_000_000_000 + i,
            "account": "a",
            "model": "m",
            "content_state": "absent",
        }
        for i in range(n)
    ]
    return batch(rows)


def values(cls: Any, of_batch: pa.RecordBatch, settings: Settings | None = None) -> Any:
    result = cls().compute(Context(of_batch, settings or Settings()))
    return getattr(result, "keys", result) if issubclass(cls, Observable) else result


READERS = [*of("features/signals"), *of("features/observables")]


@pytest.mark.parametrize("cls", READERS)
def test_one_value_an_exchange(cls):
    for given_batch in (rich(), bare(), batch([])):
        column = values(cls, given_batch)
        assert column.shape == (given_batch.num_rows,)
        assert column.dtype == (np.uint64 if issubclass(cls, Observable) else np.float32)
        assert not np.isinf(column.astype(np.float64)).any()


@pytest.mark.parametrize("cls", READERS)
def test_says_the_same_again(cls):
    np.testing.assert_array_equal(values(cls, rich()), values(cls, rich()))


@pytest.mark.parametrize("cls", READERS)
def test_an_exchange_is_read_alone(cls):
    """Logs are cut into batches anywhere: neighbours and order must not matter."""
    whole = rich()
    column = values(cls, whole)
    parts = [values(cls, whole.slice(0, 13)), values(cls, whole.slice(13))]
    same(column, np.concatenate(parts))
    order = np.random.default_rng(3).permutation(whole.num_rows)
    same(column[order], values(cls, whole.take(pa.array(order))))


def same(left: Any, right: Any) -> None:
    """Keys are exact; a signal may differ in the last bits, as matrix products add in blocks."""
    if left.dtype == np.uint64:
        np.testing.assert_array_equal(left, right)
    else:
        np.testing.assert_allclose(left, right, rtol=1e-5)


@pytest.mark.parametrize("cls", READERS)
def test_its_input_is_left_as_it_was(cls):
    before, after = rich(), rich()
    values(cls, after)
    assert before.equals(after)


@pytest.mark.parametrize("cls", of("features/observables"))
def test_an_observable_is_keyed_by_the_secret(cls):
    plain, keyed = values(cls, rich()), values(cls, rich(), Settings(key=b"a secret"))
    np.testing.assert_array_equal(plain == 0, keyed == 0)
    assert not np.intersect1d(plain[plain != 0], keyed[keyed != 0]).size
    assert cls.family in FAMILIES


@pytest.mark.parametrize("cls", of("features/signals"))
def test_a_signal_gives_its_unit(cls):
    assert cls.unit.strip()


@pytest.mark.parametrize("cls", of("detect/detectors"))
def test_a_detector_names_family_and_fields(cls):
    assert cls.family in FAMILIES
    for name in cls.needs:
        assert name.split(".")[0] in {"account", "client", "request", "response", "usage"}, name


@pytest.mark.parametrize("cls", of("ingest"))
@given(head=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_a_format_looks_at_anything_without_failing(cls, head):
    try:
        answer = cls.recognise(head, Path("some.log"))
    except InputError:  # it knows what this is, and that nobody here can read it
        return
    assert answer in (True, False)


def test_report_sections_have_a_place_each():
    sections = found("report/sections").values()
    assert len({cls.order for cls in sections}) == len(sections)
    for cls in sections:
        assert cls.title and cls.short
        template = Path(inspect.getfile(cls)).with_suffix("")
        assert template.with_name(f"{template.name}.html.j2").exists()


@pytest.mark.parametrize("cls", of("simulate/populations"))
def test_a_population_has_a_share_of_the_world(cls):
    assert 0 < cls.share < 1 and cls.least >= 0
