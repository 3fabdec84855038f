"""Write the pages that are made from the code and its runs.

commands.md comes from the command line, measures.md from the registry, validity.md from the table that
`framescope validate --write` keeps; the README's tables of validity and speed are filled from that table and from
benchmarks.md, which `python -m tests.benchmarks.speed --write docs/benchmarks.md` writes.

python docs/generate.py            write them
python docs/generate.py --check    say which are out of date, and exit with 1
"""

import sys
from pathlib import Path

import typer

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from analysis.cli import app  # noqa: E402  (from this checkout, not an installed version)
from analysis.export import codebook  # noqa: E402
from analysis.validation import table  # noqa: E402

MADE = "<!-- made by docs/generate.py; do not edit -->"
COMMANDS = """\
Results go to standard output, progress and messages to standard error. `--corpus` defaults to `$FRAMESCOPE_CORPUS`,
else `data/corpus`. No command sends anything anywhere or downloads anything, but for `ingest` of an http(s) address.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | failed; the message says why and what to do |
| 2 | bad arguments |
| 3 | done, but some input was rejected: `framescope rejects` lists it with reasons |
| 75 | another run holds the corpus; nothing was changed |
"""
MEASURES = """\
Every measure of every article, made from the declarations beside the functions that compute them; the same text is
written next to every export as `codebook.md`, and `framescope codebook --format csv` gives it as a table.
"""


def commands() -> str:
    """One section a command: its own --help."""
    lines = ["# Commands", "", MADE, "", COMMANDS]
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        context = command.make_context(f"framescope {name}", [], resilient_parsing=True, terminal_width=100)
        help = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        lines += [f"## framescope {name}", "", "```text", help, "```", ""]
    return "\n".join(lines)


def measures() -> str:
    """The codebook without the parts about the files of an export."""
    text = codebook("md").removeprefix("# Codebook\n").split("\n## Results")[0]
    return f"# Measures\n\n{MADE}\n\n{MEASURES}{text.rstrip()}\n"


VALIDITY = """\
Each figure was measured by `framescope validate --data DIR --write` on labelled data that may not be shipped with the
program, by one definition: spans agree by tokens, intervals are 95 % bootstrap intervals over documents, and "outlets,
best − worst" is the differential error that would bias a comparison between outlets. The rules were written with these
halves of the data in view, so the figures are an upper edge; other halves are kept sealed.

{table}
Where the scorers err, with examples, and what each rule brings: [attribution](validity-attribution.md),
[hedging, vagueness and loaded words](validity-hedging.md).
"""


def validity() -> str:
    """The stored validity table."""
    return f"# Validity\n\n{MADE}\n\n{VALIDITY.format(table=table.markdown())}"


PAGES = {"commands.md": commands, "measures.md": measures, "validity.md": validity}


def readme() -> str:
    """The README with its two tables as the last runs left them."""
    text = (HERE.parent / "README.md").read_text(encoding="utf-8")
    speed = (HERE / "benchmarks.md").read_text(encoding="utf-8").split("\n", 2)[2]
    for name, part in (("validity", table.markdown()), ("speed", speed)):
        start, end = f"<!-- {name}: made by docs/generate.py -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        text = before + start + part.rstrip("\n") + "\n" + end + rest.partition(end)[2]
    return text


def main() -> None:
    check = "--check" in sys.argv
    old = []
    for name, make in {**PAGES, "../README.md": readme}.items():
        path, text = HERE / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(name)
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    print(f"out of date: {', '.join(old)}" if check and old else f"written: {', '.join(old) or 'nothing new'}")
    sys.exit(1 if check and old else 0)


if __name__ == "__main__":
    main()
