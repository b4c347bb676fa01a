"""Run a command with at most so much memory: ``limited.py BYTES COMMAND …``.

It prints as JSON how it ended, how long it took and its peak resident memory. The limit is one of
the address space, which is never less than what is resident. Started from a small process, since
the peak of a command begins at that of the process that starts it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

limit = int(sys.argv[1])
with tempfile.TemporaryFile("w+") as errors:
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    started = time.perf_counter()
    process = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=errors)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    errors.seek(0)
    said = errors.read().strip().splitlines()
ended = os.waitstatus_to_exitcode(status)
json.dump(
    {
        "failure": (said[-1] if said else f"it ended with {ended}") if ended else "",
        "seconds": seconds,
        "peak": usage.ru_maxrss * 1024,
    },
    sys.stdout,
)
