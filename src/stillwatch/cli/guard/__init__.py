"""Judge single requests, single accounts and windows of a stream."""

GROUP = "Judge single requests and streams"
