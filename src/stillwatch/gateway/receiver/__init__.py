"""An OTLP receiver: traces with GenAI attributes in, segments of the exchange log out.

Spans come over HTTP (protobuf or JSON) or gRPC, are read as `stillwatch.ingest.otlp` reads files,
and are written as native exchange logs that `stillwatch audit` reads. Needs the extra `otlp`.
"""
