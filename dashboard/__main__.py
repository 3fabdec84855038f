"""`python -m dashboard`: the dashboard as a program of its own, which `framescope dashboard` starts."""

import argparse
import sys

from analysis.errors import FramescopeError
from dashboard.launch import launch


def main() -> None:
    """Read the options, serve, and exit with the code of the command line."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Serve the dashboard of a corpus.")
    parser.add_argument("--corpus", required=True, help="folder of the corpus")
    parser.add_argument("--host", default="localhost", help="address to listen on")
    parser.add_argument("--port", type=int, default=8501, help="port to listen on")
    parser.add_argument("--read-only", action="store_true", help="without the page that adds data")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--url", action="append", default=[], help="address that visitors use; repeatable")
    options = parser.parse_args()
    try:
        sys.exit(
            launch(options.corpus, options.host, options.port, options.read_only, not options.no_browser, options.url)
        )
    except FramescopeError as error:
        print(f"framescope: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
