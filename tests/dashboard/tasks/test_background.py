"""Long work: told of while it goes on, stopped when asked, gone on with where it was."""

import json
import shlex
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from analysis.cli import main
from analysis.corpus.store import CorpusStore
from analysis.errors import ArgumentError
from analysis.queries import facet, open_corpus
from analysis.stats import compare
from dashboard.tasks.add_articles import add
from dashboard.tasks.background import BackgroundTask, TaskRegistry, WorkerPool, run_query

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 60
POOL = WorkerPool()


def slow(tell, times: int, corpus: str | None = None) -> str:
    """A task that tells what it does and takes its time, holding the corpus as a writer would."""
    if corpus is None:
        for n in range(times):
            tell("Done", n, times)
            time.sleep(0.1)
        return "finished"
    with CorpusStore.open(corpus).writer("ingest", {}):
        return slow(tell, times)


def broken(tell, words: str) -> None:
    raise ArgumentError(words)


def dies(tell) -> None:
    import os

    os._exit(9)


def _until_told(work: BackgroundTask) -> None:
    ended = time.monotonic() + SECONDS
    while work.reported is None and time.monotonic() < ended:
        time.sleep(0.05)
    assert work.reported is not None


def test_work_tells_how_far_it_is_and_answers():
    work = BackgroundTask(POOL, slow, 3)
    assert work.wait(SECONDS)
    assert (work.answer, work.error, work.stopped) == ("finished", None, False)
    assert work.reported is not None
    assert work.reported[0::2] == ("Done", 3)


def test_stopped_work_ends_at_once_and_gives_the_corpus_free(tmp_path: Path):
    store = CorpusStore.create(tmp_path / "corpus")
    work = BackgroundTask(POOL, slow, 6000, store.location)
    _until_told(work)
    work.stop()
    assert work.stopped
    assert not work.running
    with store.writer("ingest", {}):  # would raise CorpusBusy
        pass


def where(tell) -> int:
    import os

    return os.getpid()


def test_a_process_is_kept_for_the_next_task_unless_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pool, processes = WorkerPool(), []
    for _ in range(2):
        work = BackgroundTask(pool, where)
        assert work.wait(SECONDS)
        processes.append(work.answer)
    assert processes[0] == processes[1]
    stopped = BackgroundTask(pool, slow, 6000)
    _until_told(stopped)
    stopped.stop()
    work = BackgroundTask(pool, where)
    assert work.wait(SECONDS)
    assert work.answer != processes[0]


def test_a_folder_with_the_users_own_analysis_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("analysis", "dashboard"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a module of the user was imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    work = BackgroundTask(WorkerPool(), slow, 1)
    assert work.wait(SECONDS)
    assert (work.answer, work.error) == ("finished", None)


def test_no_process_outlives_a_server_that_was_killed(tmp_path: Path):
    program = (
        "from tests.dashboard.tasks.test_background import slow, _until_told\n"
        "from dashboard.tasks.background import BackgroundTask, WorkerPool\n"
        "if __name__ == '__main__':\n"
        "    work = BackgroundTask(WorkerPool(), slow, 6000); _until_told(work)\n"
        "    print(work._worker.process.pid, flush=True); work.wait()\n"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert server.stdout
    pid = int(server.stdout.readline())
    server.kill()
    server.wait()
    ended = time.monotonic() + SECONDS
    while psutil.pid_exists(pid) and time.monotonic() < ended:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid)


def test_what_goes_wrong_in_the_other_process_is_said_here():
    work = BackgroundTask(POOL, broken, "There is no measure 'x'.")
    assert work.wait(SECONDS)
    assert isinstance(work.error, ArgumentError)
    assert str(work.error) == "There is no measure 'x'."
    fallen = BackgroundTask(POOL, dies)
    assert fallen.wait(SECONDS)
    assert "ended unexpectedly (exit code 9)" in str(fallen.error)


def test_the_same_work_is_not_begun_twice():
    works = TaskRegistry()
    first = works.start("key", slow, 6000)
    assert works.start("key", slow, 6000) is first
    first.stop()
    again = works.start("key", slow, 1)
    assert again is not first
    assert again.wait(SECONDS)
    assert works.find("key") is again


def test_a_question_asked_apart_has_the_same_answer(small_corpus: Path):
    corpus = open_corpus(small_corpus)
    work = BackgroundTask(
        POOL,
        run_query,
        corpus.path,
        corpus.snapshot,
        compare,
        ("hedging_per_100_words",),
        {"by": "outlet"},
    )
    assert work.wait(SECONDS)
    assert work.answer.to_dict() == compare(corpus, "hedging_per_100_words", "outlet").to_dict()


def test_adding_is_stopped_and_gone_on_with_by_the_page(page, tmp_path: Path, sample_articles: list[dict]):
    """Stopped while it waits to write, what the page then says is true, and Go on does the rest."""
    store = CorpusStore.create(tmp_path / "corpus")
    source = tmp_path / "few.jsonl"
    source.write_text("\n".join(map(json.dumps, sample_articles[:6])), encoding="utf-8")
    shown = page("add_data", tmp_path / "corpus")
    from dashboard.tasks.progress import tasks

    asked = (str(store.location), source, {"text": "text"}, None)
    work = tasks().start(f"add {store.location}", slow, 6000, store.location)
    shown.session_state["_added"] = asked
    shown.run()
    _until_told(work)
    shown.run()
    stop = next(button for button in shown.button if button.label == "Stop")
    assert not any(button.label == "Add and score" for button in shown.button), "one thing at a time"
    stop.click().run()
    shown.run()
    assert not shown.exception
    assert work.stopped
    assert "the corpus holds 0 articles, of which 0 wait" in shown.info[0].value
    commands = [shlex.split(line)[1:] for line in shown.code[0].value.splitlines()]
    assert [words[0] for words in commands] == ["ingest", "score"]
    next(button for button in shown.button if button.label == "Go on").click().run()
    again = tasks().find(f"add {store.location}")
    assert again is not None
    assert again.wait(SECONDS)
    shown.run()
    assert shown.success[0].value.startswith("6 articles added")
    assert facet(open_corpus(store.location), "outlet")["n"].sum() == 6
    for words in commands:  # and the commands it named run as they stand
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0


def test_a_stopped_add_goes_on_where_it_was(tmp_path: Path, sample_articles: list[dict]):
    store = CorpusStore.create(tmp_path / "corpus")
    source = tmp_path / "some.jsonl"
    source.write_text("\n".join(map(json.dumps, sample_articles[:40])), encoding="utf-8")
    from analysis.corpus.ingest.run import ingest

    ingest(store, source)  # as if it had been stopped before it scored
    work = BackgroundTask(POOL, add, store.location, source, {}, None)
    assert work.wait(SECONDS)
    assert work.error is None
    assert (work.answer.ingested.unchanged, work.answer.scored) == (40, 40)


def test_a_question_about_many_articles_waits_under_a_stop_button(page, monkeypatch: pytest.MonkeyPatch):
    from dashboard.pages.words import page as words
    from dashboard.tasks import progress

    monkeypatch.setattr(words, "AT_ONCE", 5)
    monkeypatch.setattr(words, "A_GROUP", 2)
    shown = page("words", a="CNN", phrases="1")
    next(button for button in shown.button if button.label == "Count all articles").click().run()
    started = progress.tasks().running()
    assert len(started) == 1
    next(button for button in shown.button if button.label == "Stop").click().run()
    shown.run()
    assert "nothing was changed" in shown.info[0].value
    next(button for button in shown.button if button.label == "Ask again").click().run()
    again = progress.tasks().running()[0]
    assert again.wait(SECONDS)
    shown.run()
    assert not shown.exception
    assert not shown.error
    assert shown.selectbox(key="term").options


def test_stories_are_found_by_a_click(page, tmp_path: Path, sample_articles: list[dict]):
    from analysis.corpus.ingest.run import ingest
    from analysis.jobs import score

    store = CorpusStore.create(tmp_path / "corpus")
    source = tmp_path / "some.jsonl"
    source.write_text("\n".join(map(json.dumps, sample_articles[:40])), encoding="utf-8")
    ingest(store, source)
    score(store, workers=1)
    from dashboard.tasks.progress import tasks

    shown = page("stories", Path(store.location))
    next(button for button in shown.button if button.label == "Find stories and wire copy").click().run()
    work = tasks().find(f"add {store.location}")
    assert work is not None
    assert work.wait(SECONDS)
    shown.run()
    assert not shown.error
    assert not any(button.label == "Find stories and wire copy" for button in shown.button)
    shown = page("stories", Path(store.location), told_by="1")
    assert any("framescope stories --corpus" in code.value for code in shown.code), "one outlet is the default"
