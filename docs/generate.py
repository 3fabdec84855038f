"""Write the pages that are made from the code and its runs.

api.md comes from the public names of the Python module `framescope`, commands.md from the command line, measures.md
from the registry, validity.md from the table that `--validity` keeps; the README's tables of validity and speed are
filled from that table and from benchmarks.md, which `python -m tests.benchmarks.speed --write docs/benchmarks.md`
writes.

python docs/generate.py                   write them
python docs/generate.py --check           say which are out of date, and exit with 1
python docs/generate.py --validity DIR    measure agreement with the labelled data in DIR first, and keep it in the
                                          package as analysis/validation/validity.json (the split `dev`)
"""

import argparse
import inspect
import os
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import typer

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ["FRAMESCOPE_PLUGINS"] = ""  # the pages are about what comes with framescope

from analysis import __version__  # noqa: E402
from analysis.cli import app  # noqa: E402  (from this checkout, not an installed version)
from analysis.export import codebook  # noqa: E402
from analysis.scorers.registry import scorers  # noqa: E402
from analysis.validation import table  # noqa: E402
from analysis.validation.labels import labelled_sets  # noqa: E402
from analysis.validation.scorers import KINDS, agreement  # noqa: E402

MADE = "<!-- made by docs/generate.py; do not edit -->"
COMMANDS = """\
Results go to standard output, progress and messages to standard error. `--corpus` defaults to `$FRAMESCOPE_CORPUS`,
else `data/corpus`. No command sends anything anywhere or downloads anything, but for `ingest` of an http(s) address.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | failed; the message says why and what to do |
| 2 | bad arguments |
| 3 | done, but some input was rejected (see `framescope rejects`), or no article of it has an outlet or a date |
| 75 | another run holds the corpus; nothing was changed |
"""
MEASURES = """\
Every measure of every article, made from the declarations beside the functions that compute them; the same text is
written next to every export as `codebook.md`, and `framescope codebook --format csv` gives it as a table.
"""


def public_names(module: ModuleType) -> dict[str, Any]:
    """Return what the module exports: the names of its `__all__`, else its own functions."""
    own = [name for name, thing in vars(module).items() if getattr(thing, "__module__", None) == module.__name__]
    names = getattr(module, "__all__", [name for name in own if not name.startswith("_")])
    return {name: getattr(module, name) for name in names}


def api() -> str:
    """One section per public name of `framescope`: signature and docstring, and those of a class's public methods."""
    import framescope

    lines = ["# Python", "", MADE, "", *_text(framescope)]
    for name, thing in public_names(framescope).items():
        if inspect.ismodule(thing):
            for part, function in public_names(thing).items():
                lines += _described(f"## framescope.{name}.{part}", function)
            continue
        lines += _described(f"## framescope.{name}", thing)
        if inspect.isclass(thing):
            for part, member in vars(thing).items():
                member = getattr(member, "__func__", member)
                if not part.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
                    lines += _described(f"### {name}.{part}", member)
    return "\n".join(lines).rstrip() + "\n"


def _described(heading: str, thing: Any) -> list[str]:
    """Heading, signature of what can be called, and docstring with its examples as code."""
    lines = [heading, ""]
    if callable(thing) and not (isinstance(thing, type) and issubclass(thing, BaseException)):
        lines += ["```python", _signature(thing), "```", ""]
    return [*lines, *_text(thing)]


def _text(thing: Any) -> list[str]:
    """The docstring in lines, its examples as code."""
    text, example = [], False
    for line in inspect.cleandoc(thing.__doc__ or "").splitlines():
        if line.lstrip().startswith(">>>") and not example:
            text.append("```pycon")
            example = True
        elif example and not line.strip():
            text.append("```")
            example = False
        text.append(line)
    return [*text, *(["```"] if example else []), ""]


def _signature(thing: Any) -> str:
    """`name(parameters) -> result`, one parameter per line where it is long."""
    signature = inspect.signature(thing)
    text = f"{thing.__name__}{signature}"
    if len(text) > 100:
        end = f" -> {inspect.formatannotation(signature.return_annotation)}" if "->" in text else ""
        parameters = ",\n    ".join(str(parameter) for parameter in signature.parameters.values())
        text = f"{thing.__name__}(\n    {parameters},\n){end}"
    return re.sub(r"\b(?:collections\.abc|typing|pathlib|datetime|numpy|analysis(?:\.\w+)*)\.(?=[A-Za-z])", "", text)


def commands() -> str:
    """One section per command: its own --help."""
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
Each figure was measured by `framescope validate --data DIR` on labelled data that may not be shipped with the
program, by one definition: spans agree by tokens, intervals are 95 % bootstrap intervals over documents, and "outlets,
best − worst" is the differential error that would bias a comparison between outlets. The rules were written with these
halves of the data in view, so the figures are an upper edge; other halves are kept sealed.

{table}
Where the scorers err, with examples, and what each rule brings: [attribution](validity-attribution.md),
[sources](validity-sources.md), [hedging, vagueness and loaded words](validity-hedging.md),
[sentiment](validity-sentiment.md), [what is taken out of the body](validity-body.md),
[whose voice](validity-voice.md). All marks in 30 articles, read one by one by a language model: [what a careful reader
finds](validity-by-reading.md).
"""


def validity() -> str:
    """The stored validity table."""
    return f"# Validity\n\n{MADE}\n\n{VALIDITY.format(table=table.markdown())}"


def citation() -> str:
    """CITATION.cff with the version of the code."""
    text = (HERE.parent / "CITATION.cff").read_text(encoding="utf-8")
    return re.sub(r"^version: .*$", f"version: {__version__}", text, flags=re.MULTILINE)


PAGES = {"api.md": api, "commands.md": commands, "measures.md": measures, "validity.md": validity}


def readme() -> str:
    """The README with its tables: families as registered, validity and speed as the last runs left them."""
    text = (HERE.parent / "README.md").read_text(encoding="utf-8")
    speed = (HERE / "benchmarks.md").read_text(encoding="utf-8").split("\n", 2)[2]
    families = "\n".join(
        ["| family | what is measured |", "| --- | --- |", *(f"| {s.family} | {s.description} |" for s in scorers())]
    )
    for name, part in (("families", families), ("validity", table.markdown()), ("speed", speed)):
        start, end = f"<!-- {name}: made by docs/generate.py -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        text = before + start + part.rstrip("\n") + "\n" + end + rest.partition(end)[2]
    return text


def measure_validity(folder: Path) -> None:
    """Measure every scorer on the labelled data and keep the table in the package."""
    figures = []
    for labelled in labelled_sets(folder, KINDS):
        print(f"{labelled.kind}: {labelled.name}", file=sys.stderr)
        figures += agreement(labelled)
    table.FILE.write_text(table.to_json(figures, "dev"), encoding="utf-8", newline="\n")
    table.stored.cache_clear()


def main() -> None:
    """Write the pages, or with --check name those that are out of date."""
    parser = argparse.ArgumentParser(description="Write the pages that are made from the code and its runs.")
    parser.add_argument("--check", action="store_true", help="only say which pages are out of date; exit with 1 if any")
    parser.add_argument("--validity", type=Path, metavar="DIR", help="measure agreement with these labels first")
    arguments = parser.parse_args()
    if arguments.validity:
        measure_validity(arguments.validity)
    old = []
    for name, make in {**PAGES, "../README.md": readme, "../CITATION.cff": citation}.items():
        path, text = HERE / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(name)
            if not arguments.check:
                path.write_text(text, encoding="utf-8", newline="\n")
    print(
        f"out of date: {', '.join(old)}" if arguments.check and old else f"written: {', '.join(old) or 'nothing new'}"
    )
    sys.exit(1 if arguments.check and old else 0)


if __name__ == "__main__":
    main()
