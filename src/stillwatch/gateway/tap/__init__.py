"""From what passes to segments of the exchange log, in a process of its own."""
