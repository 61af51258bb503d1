"""Who calls in Bedrock's records, and what an account is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stillwatch.doctor.bedrock_accounts import bedrock_accounts
from stillwatch.doctor.findings import Finding
from stillwatch.doctor.sample import take
from stillwatch.ingest.mapping import Mapping

ROLE = "arn:aws:sts::123456789012:assumed-role"
USER = "arn:aws:iam::123456789012:user/app"


def told(folder: Path, arns: list[str], mapping: Mapping | None = None, **tags: Any) -> Finding:
    path = folder / "log.json"
    path.write_text("\n".join(json.dumps(_record(i, arn, tags)) for i, arn in enumerate(arns)))
    (finding,) = bedrock_accounts([take(path, 1000, mapping=mapping)], mapping)
    return finding


def _record(number: int, arn: str, tags: dict[str, Any]) -> dict[str, Any]:
    metadata = {name: values[number % len(values)] for name, values in tags.items()}
    return {
        "schemaType": "ModelInvocationLog", "timestamp": "2026-11-02T09:30:01Z",
        "requestId": f"r{number}", "operation": "Converse", "modelId": "amazon.nova-lite-v1:0",
        "identity": {"arn": arn}, "input": {}, "output": {},
    } | ({"requestMetadata": metadata} if metadata else {})  # fmt: skip


def test_sessions_that_may_be_customers(tmp_path: Path) -> None:
    arns = [f"{ROLE}/tenants/customer-{i % 8}" for i in range(40)] + [f"{ROLE}/batch/nightly"]
    found = told(tmp_path, arns)
    assert found.level == "note"
    assert "2 roles with 9 sessions (8 of one)" in found.said
    assert "--account-field identity.role" in found.remedy and "nothing, if" in found.remedy


@pytest.mark.parametrize(
    "name",
    ["botocore-session-17620758{:02}", "i-0abc1234def567{:03}", "17620758010000000{:02}",
     "0a1b2c3d4e5f60718293a4b5c6d7e8{:02}", "aws-sdk-js-session-17620758010{:02}",
     "aws-go-sdk-17620758010000000{:02}"],
)  # fmt: skip
def test_sessions_that_software_named_are_no_customers(tmp_path: Path, name: str) -> None:
    arns = [f"{ROLE}/tenant-{i % 3}/{name.format(i)}" for i in range(40)]
    found = told(tmp_path, arns)
    assert found.level == "warning" and "in 100% of the calls software named" in found.said
    assert "identity.role" in found.remedy and "nothing" not in found.remedy


def test_one_caller_for_all(tmp_path: Path) -> None:
    found = told(tmp_path, [USER] * 30)
    assert found.level == "warning" and "1 user or the like" in found.said
    assert "name the customer in requestMetadata" in found.remedy
    tagged = told(tmp_path, [USER] * 30, tenant=["a", "b", "c"], env=["live"])
    assert "tenant (in 100% of the calls, 3 values)" in tagged.remedy
    assert "env" not in tagged.remedy, "it tells nobody apart"
    alike = told(tmp_path, [USER] * 30, env=["live"])
    assert "env (in 100% of the calls, 1 value)" in alike.remedy


def test_users_alone_need_nothing(tmp_path: Path) -> None:
    found = told(tmp_path, [f"{USER}-{i % 5}" for i in range(30)])
    assert (found.level, found.remedy) == ("ok", "")


def test_nothing_is_said_of_few_calls_and_where_the_account_is_chosen(tmp_path: Path) -> None:
    told(tmp_path, [USER] * 30)
    path = tmp_path / "log.json"
    chosen = Mapping().with_account("identity.role")
    assert not bedrock_accounts([take(path, 1000, mapping=chosen)], chosen)
    assert not bedrock_accounts([take(path, 10)], None)
