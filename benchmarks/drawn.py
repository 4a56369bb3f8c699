"""`python -m benchmarks.drawn [SIZE]`: what questions cost that nobody thought of, drawn at random.

A table of pages, facets and numbers over time, in milliseconds of processor time as `benchmarks.shapes` has them, and the
ten slowest of each; `--only N` asks one of these questions again and prints its plans. `--compare` instead compares each
answer with that of a plain statement which reads every row, and fails where they differ. The register of the size is filled
first where it is not there, in the embedded cluster of DATA_DIR or on the server of DATABASE_URL, and never changed.
"""

import argparse
import os
import sys
from collections.abc import Iterator

from benchmarks.shapes import make


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("size", type=int, nargs="?", default=20_000, help="records of the register (20000)")
    parser.add_argument("--seconds", type=float, default=60, help="for as long new questions are asked (60)")
    parser.add_argument("--seed", type=int, default=1, help="others for another one (1)")
    parser.add_argument(
        "--only", type=int, metavar="N", help="the question of this number alone; measured, with its plans"
    )
    parser.add_argument("--compare", action="store_true", help="with a plain statement, instead of measuring")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    address = make(asked.size)
    os.environ |= {"DATABASE_URL": address, "WHEREABOUTS_ROLE": "reader"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    if asked.compare:
        sys.exit(_compare(asked, address))
    for line in _measure(asked):
        print(line, flush=True)


def _measure(asked: argparse.Namespace) -> Iterator[str]:
    from benchmarks.drawing import Register
    from benchmarks.drawn_costs import explain, measure, report

    register = Register(asked.size)
    if asked.only:
        yield from explain(register.question(asked.seed, asked.only), register.newest)
    else:
        yield f"Questions of seed {asked.seed}, {asked.size:,} records\n"
        yield from report(measure(register, seed=asked.seed, seconds=asked.seconds))


def _compare(asked: argparse.Namespace, address: str) -> int:
    """The exit status."""
    from benchmarks.drawing import Register
    from benchmarks.drawn_compared import Plain, compare

    answers = differing = 0
    which = {"seed": asked.seed, "seconds": asked.seconds, "only": asked.only}
    for difference in compare(Register(asked.size), Plain(address), **which):
        answers += 1
        if difference:
            differing += 1
            print(f"Differs: {difference}", flush=True)
    print(
        f"{answers:,} answers compared, of seed {asked.seed} among {asked.size:,} records; {differing} differ"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    main()
