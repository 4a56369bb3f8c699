"""People who do something at the same moment: each has a process of their own, which takes one step after another, as a
worker of a served desk does. To start one for each step would take a second each time.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from meeting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
DONE = "done with this step"

TAKE_STEPS = """
import json, sys
import django
django.setup()
from django.db import connections
for line in sys.stdin:
    code, done, *sys.argv[1:] = json.loads(line)
    exec(code, {"__name__": "step"})
    connections.close_all()
    print(done, flush=True)
"""
COMMAND = "import sys; from django.core.management import call_command; call_command(*sys.argv[1:])"


class Person:
    """Somebody who takes steps: pieces of Python that find their arguments in `sys.argv` and print what comes of them."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", TAKE_STEPS],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, code: str, *arguments: str) -> None:
        self.tell(json.dumps([code, DONE, *arguments]))

    def tell(self, line: str = "") -> None:
        """A line that the step reads."""
        print(line, file=self.process.stdin, flush=True)

    def line(self) -> str:
        """The next line of a step; a step that fails ends the process, and so does one that never says anything."""
        impatient = Timer(PATIENCE, self.process.kill)
        impatient.start()
        said = self.process.stdout.readline()
        impatient.cancel()
        assert said, f"no answer, exit {self.process.wait()}"
        return said.rstrip("\n")

    def finish(self) -> list[str]:
        """All further lines of a step."""
        return list(iter(self.line, DONE))

    def does(self, code: str, *arguments: str) -> list[str]:
        self.begin(code, *arguments)
        return self.finish()


@contextmanager
def people(environment: dict[str, str], number: int) -> Iterator[list[Person]]:
    made = [Person(environment) for _ in range(number)]
    try:
        yield made
    finally:
        for each in made:
            each.process.communicate()
