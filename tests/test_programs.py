"""The programs that later stores and pages are tested with are there, and the demo's page opens in a real browser."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from asrun.pipeline.demo import run

Require = Callable[..., str]


def test_postgresql_answers(require: Require) -> None:
    psql = require("psql")
    url = os.environ.get("ASRUN_POSTGRES")
    if not url:
        if os.environ.get("ASRUN_REQUIRE") == "all":
            pytest.fail("ASRUN_POSTGRES names no server")
        pytest.skip("ASRUN_POSTGRES names no server")
    done = subprocess.run([psql, url, "-Atc", "select 1"], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == "1", done.stderr


def test_the_page_opens_in_a_browser(require: Require, tmp_path: Path) -> None:
    chromium = require("chromium", "ASRUN_CHROMIUM")
    list(run(tmp_path / "demo"))
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags += " --disable-component-update --disable-sync --disable-dev-shm-usage"
    page = (tmp_path / "demo" / "index.html").as_uri()
    command = [chromium, *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert "Press conference" in done.stdout
    assert "Cancelled" in done.stdout
