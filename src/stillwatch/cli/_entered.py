"""An audit whose inputs, findings and text are entered in an evidence log."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stillwatch.audit.detection import Detection
from stillwatch.audit.opening import asked
from stillwatch.audit.run import Audit, Request, further
from stillwatch.ingest.accounts import read_accounts
from stillwatch.ingest.read import expand
from stillwatch.proof.evidence import record
from stillwatch.proof.evidence.holds import hold_declared
from stillwatch.proof.evidence.home import Home


def entered(
    request: Request,
    folder: Path,
    progress: Any,
    map_files: Sequence[Path] = (),
    account_field: str | None = None,
    detection: Detection | None = None,
) -> Audit | None:
    """Run an audit, and enter before and after it what it reads and finds.

    Parameters
    ----------
    request, progress
        As those of `audit.run`.
    folder
        Of the evidence.
    map_files, account_field
        What the request's map was made of.
    detection
        Of an audit that goes on; then nothing may have been judged yet (null).

    Raises
    ------
    InputError
        The evidence folder is missing, or nothing can be entered there: then nothing is audited.
    """
    home = Home.open(folder)
    home.key()  # fails now, and not when all is done
    with home.log() as log:
        with home.vault() as vault:
            files = expand(request.logs)
            name = record.begin(log, files, _options(request, map_files, account_field))
            if request.accounts is not None:
                table = read_accounts(request.accounts, pseudonymise=request.pseudonymise)
                hold_declared(log, vault, table, time.time())
        audit = further(request, detection or Detection(), progress)
        if audit is None:
            return None
        home = Home.open(folder)  # keys may have been replaced meanwhile
        with home.vault() as vault:
            record.finish(log, vault, name, audit.campaigns, audit.summary, request.out)
            if home.config.keep_text == "on_likely":
                record.keep(
                    home, log, vault, name, audit.campaigns, request.logs,
                    format=request.format, mapping=request.mapping,
                    pseudonymise=request.pseudonymise,
                )  # fmt: skip
        record.checkpoint(home, log)
    return audit


def _options(
    request: Request, map_files: Sequence[Path], account_field: str | None
) -> dict[str, Any]:
    """All that the outcome depends on, besides the logs."""
    maps = [record.sha256(path.read_bytes()) for path in map_files]
    table, key, days = request.accounts, request.pseudonymise, request.keep_days
    return {
        "settings": request.settings.as_dict() | {"without": list(request.settings.without)},
        "strict": request.strict,
        "format": request.format,
        "accounts": record.sha256(table.read_bytes()) if table else None,
        "pseudonymised": key is not None,
        "edge": [record.sha256(path.read_bytes()) for path in request.edge],
        "map_file": maps[0] if maps else None,
        "more_maps": maps[1:],
        "account_field": account_field,
        "settings_file": request.bars.sha256 if request.bars else None,
        "state": request.state is not None,
        "keep_days": days if request.state is None else asked(request.state, days),
    }
