"""The names that a Python user imports, for type checkers."""

from stillwatch.audit.job import audit as audit
from stillwatch.contract.audit import Audit as Audit
from stillwatch.contract.audit import read_audit as read_audit

__version__: str
