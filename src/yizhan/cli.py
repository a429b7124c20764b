"""The `yizhan` command. Searching and ingesting start no web framework; what needs one starts it when called.

Exit codes: 0 fine; 1 done, but some records were skipped (each is named) or a check failed; 2 usage or configuration.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yizhan.site import env

if TYPE_CHECKING:
    from yizhan.ip.search.ingest import Progress, Summary

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Yizhan 一站: one-stop intellectual-property service.",
    rich_markup_mode=None,
)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, everything else on stderr.")]
_MOST_SHOWN = 20


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _stop(text: str) -> typer.Exit:
    _say(text)
    return typer.Exit(2)


def _home() -> Path:
    try:
        return env.home()
    except env.BadSetting as error:
        raise _stop(str(error)) from error


class _Lines:
    """Plain progress for logs and pipes: one line for each file."""

    def __init__(self) -> None:
        self._file: Path | None = None

    def __call__(self, summary: Summary, path: Path) -> None:
        if path != self._file:
            _say(f"{path.name}: {summary.read:,} records so far")
            self._file = path

    def __enter__(self) -> _Lines:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to clear away."""


class _Bar:
    """A progress display on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TextColumn("{task.completed:,} records"),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("reading", total=None)

    def __call__(self, summary: Summary, path: Path) -> None:
        self._progress.update(self._task, description=path.name, completed=summary.read)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()


def _progress() -> _Lines | _Bar:
    return _Bar() if sys.stderr.isatty() else _Lines()


def run_ingest(home: Path, paths: list[Path], on_progress: Progress) -> Summary:
    """Ingests into a data folder; failures that stop it become exit code 2 with a sentence."""
    from yizhan.ip.search import IndexFailure
    from yizhan.ip.search.ingest import ingest as run
    from yizhan.ip.search.shelf import Shelf

    try:
        return run(paths, index_folder=home / "index", shelf=Shelf(home / "shelf"), on_progress=on_progress)
    except IndexFailure as error:
        raise _stop(str(error)) from error
    except OSError as error:
        raise _stop(f"Stopped: {error}. What was committed before is kept.") from error


def _report(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(summary.as_json(), ensure_ascii=False))
    else:
        typer.echo(
            f"{summary.files:,} files, {summary.bytes / 1e6:,.1f} MB: {summary.read:,} records read = {summary.indexed:,} indexed"
            f" + {summary.replaced:,} replaced + {summary.withdrawn:,} withdrawn + {summary.skipped:,} skipped, {summary.seconds:,.1f} s"
        )
        for problem in summary.problems[:_MOST_SHOWN]:
            place = f" record {problem.record} at byte {problem.position}" if problem.record else ""
            _say(f"  {problem.file}:{place} {problem.reason}")
        if len(summary.problems) > _MOST_SHOWN:
            _say(f"  … and {len(summary.problems) - _MOST_SHOWN:,} more (--json lists all)")
    if summary.problems:
        raise typer.Exit(1)


@app.command()
def ingest(paths: Annotated[list[Path], typer.Argument(help="Files and folders.")], as_json: AsJson = False) -> None:
    """Take office files into the index; the files themselves go onto the shelf."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise _stop(f"There is no such file: {', '.join(map(str, missing))}")
    with _progress() as progress:
        summary = run_ingest(_home(), paths, progress)
    _report(summary, as_json=as_json)


@app.command()
def rebuild(as_json: AsJson = False) -> None:
    """Make the index anew from the shelf."""
    from yizhan.ip.search import IndexFailure
    from yizhan.ip.search.ingest import rebuild as run
    from yizhan.ip.search.shelf import Shelf

    home = _home()
    try:
        with _progress() as progress:
            summary = run(index_folder=home / "index", shelf=Shelf(home / "shelf"), on_progress=progress)
    except (IndexFailure, OSError) as error:
        raise _stop(str(error)) from error
    _report(summary, as_json=as_json)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases" or a number.')],
    scope: Annotated[str, typer.Option("--in", help="patents or marks")],
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 10,
    as_json: AsJson = False,
) -> None:
    """Search the index."""
    from yizhan.ip.search import BadQuery, IndexFailure, Query, open_index

    if scope not in {"patents", "marks"}:
        raise _stop("--in: expected patents or marks")
    facets = ("office", "right" if scope == "patents" else "status", "group")
    try:
        found = open_index(_home() / "index", scope).search(Query(text=query, limit=limit, facets=facets))
    except BadQuery as error:
        raise _stop(
            {"too-long": "The query is longer than 20,000 characters."}.get(
                error.code, "There is nothing to search for in this query."
            )
        ) from error
    except IndexFailure as error:
        raise _stop(str(error)) from error
    if as_json:
        typer.echo(json.dumps(_as_json(query, found), ensure_ascii=False))
        return
    typer.echo(f"{found.total:,} hits in {found.took_ms:.0f} ms")
    for hit in found.hits:
        typer.echo(f"{hit.score:8.2f}  {hit.date:<10}  {hit.number:<22}  {hit.title}")


def _as_json(query: str, found: Any) -> dict[str, Any]:
    return {
        "query": query,
        "understood": found.understood,
        "total": found.total,
        "took_ms": round(found.took_ms, 2),
        "hits": [
            {
                "number": hit.number, "title": hit.title, "score": round(hit.score, 4), "date": hit.date,
                "spans": [{"field": span.field, "text": span.text, "marks": span.marks} for span in hit.spans],
            }
            for hit in found.hits
        ],
        "facets": {name: [{"value": b.value, "count": b.count} for b in buckets] for name, buckets in found.facets.items()},
    }  # fmt: skip


def _django() -> None:
    """Starts the web framework; a wrong setting is told in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (env.BadSetting, ImproperlyConfigured, OSError) as error:
        raise _stop(f"Configuration: {error}") from error


@app.command("setup-database")
def setup_database() -> None:
    """Make or update tables, catalogue, network and static files. Run it after each update."""
    _django()
    from yizhan.site.setup import prepare

    prepare(_say)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 2,
) -> None:
    """Serve the pages and work on queued jobs, until stopped."""
    from yizhan.site.server import BadPort, run

    try:
        run(host=host, port=port, workers=workers)
    except BadPort as error:
        raise _stop(str(error)) from error


@app.command()
def worker() -> None:
    """Work on queued jobs (mails and the like), until stopped."""
    _django()
    from django.core.management import call_command

    call_command("db_worker")


@app.command()
def appoint(
    email: Annotated[str, typer.Argument(help="Address of an account.")],
    role: Annotated[str, typer.Option(help="Code of a role, e.g. administrator (docs/en/case.md).")],
    unit: Annotated[str, typer.Option(help="Code of a unit, e.g. YZ.")],
) -> None:
    """Give a person a post; the first administrator of an installation is made this way."""
    _django()
    from django.utils import timezone

    from yizhan.hub.accounts.queries import person_by_email
    from yizhan.hub.accounts.roles import ROLES
    from yizhan.hub.network.actions import appoint as give
    from yizhan.hub.network.queries import unit_by_code

    user, place = person_by_email(email), unit_by_code(unit)
    if user is None:
        raise _stop(f"There is no account with the address {email}: the person signs up first.")
    if place is None:
        raise _stop(f"There is no unit {unit}.")
    if role not in ROLES:
        raise _stop(f"There is no role {role}. Roles: {', '.join(ROLES)}")
    give(user=user, unit=place, role=role, by=None, at=timezone.now())
    typer.echo(f"{email}: {role} at {unit}. The person needs a second factor to use the post.")


@app.command("check-config")
def check_config() -> None:
    """Check settings, database, index and calendar; exit code 2 names what is wrong."""
    _django()
    from yizhan.site.checks import findings

    found = list(findings())
    for one in found:
        _say(f"{'wrong' if one.is_error else 'note'}: {one.text}")
    if any(one.is_error for one in found):
        raise typer.Exit(2)
    typer.echo("configuration: fine")


@app.command("verify-audit")
def verify_audit() -> None:
    """Check that no line of the audit trail was changed, removed or put in another order."""
    _django()
    from django.core.management import call_command

    call_command("verify_audit")


@app.command()
def demo(
    data: Annotated[Path | None, typer.Option(help="Folder with real sets to ingest as well.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Open the pages when everything is ready.")] = True,
) -> None:
    """Fill a data folder of its own with a fictional city and open it on this machine."""
    os.environ.setdefault("YIZHAN_HOME", "var/demo")
    os.environ["YIZHAN_DEMO"] = "1"
    os.environ.setdefault("YIZHAN_URL", f"http://127.0.0.1:{port}")
    home = _home()
    if data is not None and not data.is_dir():
        raise _stop(f"There is no folder {data}")
    from yizhan.site import demo as city

    try:
        city.claim(home)
    except city.NotADemo as error:
        raise _stop(str(error)) from error
    with _progress() as progress:
        summary = run_ingest(home, city.sources(home, data), progress)
    _say(
        f"{summary.read:,} records: {summary.indexed:,} indexed, {summary.replaced:,} replaced, {summary.withdrawn:,} withdrawn, {summary.skipped:,} skipped, {summary.seconds:.1f} s"
    )
    _django()
    from yizhan.site.demo.fill import fill

    fill(_say)
    _say(city.greeting(port))
    if serving:
        serve(port=port)


@app.command("clean-demo")
def clean_demo() -> None:
    """Remove the demo's data folder."""
    os.environ.setdefault("YIZHAN_HOME", "var/demo")
    from yizhan.site import demo as city

    try:
        removed = city.clean(_home())
    except city.NotADemo as error:
        raise _stop(str(error)) from error
    _say("The demo's data is removed." if removed else "There is no demo here.")


if __name__ == "__main__":
    app()
