"""What an audit found, for people: one HTML page, a terminal summary, an explanation.

The input of `stillwatch.report.html.write_report` is a dictionary; every key but
``campaigns`` may be missing, and what is missing is said or left out, never guessed.

| key | holds |
| --- | --- |
| ``campaigns`` | campaigns as in `campaigns.json` (`stillwatch.contract.results.Campaign`) |
| ``summary`` | contents of `summary.json`, see below |
| ``accounts`` | `pyarrow.Table` of `accounts.parquet`, or None |
| ``options`` | ``show_addresses``, ``show_text`` (both False), ``title`` |

Keys of ``summary`` that the report reads:

| key | meaning |
| --- | --- |
| ``version`` | version of the contract |
| ``generated_from`` | ``[{path, sha256, bytes, format}]``, the raw inputs |
| ``counts`` | ``exchanges``, ``accounts``, ``malformed``, ``duplicates``, ``first``, ``last`` \
(RFC 3339), ``output_tokens``; other counts are listed as they come |
| ``throughput`` | ``exchanges_per_s``, ``seconds``, … |
| ``settings`` | settings as used, nested dictionaries allowed |
| ``detectors`` | ``[{name, family, ran, reason, share}]``; ``share`` of exchanges it could read |
| ``fields`` | ``{field: share of exchanges that carry it}`` |
| ``severities`` | accounts at each level: ``{watch, likely, confirmed}`` |
| ``review`` | ``[{account or campaign, severity, log_e, reasons, exchanges}]``, best first |
| ``guarantee`` | ``{procedure, level, assumptions}`` for the audit as a whole |
| ``thresholds`` | ``{watch, likely, confirmed}`` as natural logs of e-values, if fixed |
| ``malformed_lines`` | ``[{path, line, reason}]`` or strings |
| ``versions`` | ``{component: version}`` |
| ``notes`` | sentences about what could not be judged |
"""
