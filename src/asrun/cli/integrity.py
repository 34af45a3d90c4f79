"""Commands that keep a record: proofs, verification, redaction, moving, reading again."""

from datetime import UTC, datetime
from pathlib import Path

import click

from asrun import console
from asrun.cli.options import record_option

_file = click.Path(dir_okay=False, path_type=Path)


@click.command()
@record_option
@click.option(
    "--since", type=_file, help="Only what came after the checkpoint in this file, and that it grew from that."
)
def verify(record_path: str, since: Path | None) -> None:
    """Go through a record: every entry against what was signed, everything it is looked up by against the entries."""
    from asrun.pipeline import open_record, verify_record

    note = console.text_of(since) if since else None
    with console.data(open_record, record_path, must_exist=True) as record:
        lines, findings = console.data(verify_record, record, note)
    for line in lines:
        click.echo(line)
    for finding in findings:
        click.echo(f"error: {finding}", err=True)
    console.end(bool(findings))


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="ENTRY | check FILE")
@record_option
@click.option("--key", metavar="KEY", help="With check: the record's public key, or a file that holds it.")
def proof(words: tuple[str, ...], record_path: str, key: str | None) -> None:
    """Print the proof that an entry is in a record, or check the proof of a FILE with nothing but the public key."""
    from asrun.pipeline import check_proof, open_record, prove

    if len(words) == 2 and words[0] == "check":
        if not key:
            raise click.UsageError(
                "a proof is checked with the record's public key; --key KEY, as asrun doctor prints it"
            )
        public = console.text_of(Path(key)) if Path(key).is_file() else key
        click.echo(console.data(check_proof, console.bytes_of(Path(words[1])), public.strip()))
        return
    if len(words) != 1 or not words[0].isdigit() or key:
        raise click.UsageError("asrun proof ENTRY, a number of the log, or asrun proof check FILE --key KEY")
    with console.data(open_record, record_path, must_exist=True) as record:
        console.write(console.data(prove, record, int(words[0])))


@click.command()
@click.argument("entry", type=click.IntRange(min=1))
@record_option
@click.option("--reason", required=True, metavar="WORDS", help="Why; it stays in the record for all to read.")
def redact(entry: int, record_path: str, reason: str) -> None:
    """Take down the words of an ENTRY and the document they stood in; of a version, the whole document."""
    from asrun.pipeline import open_record
    from asrun.pipeline import redact as take_down

    with console.data(open_record, record_path, must_exist=True) as record:
        click.echo(console.data(take_down, record, entry, reason, datetime.now(UTC)))


@click.command("rotate-key")
@record_option
@click.option("--reason", default="", metavar="WORDS", help="Why, kept in the record.")
def rotate_key(record_path: str, reason: str) -> None:
    """Make a new signing key; an entry says so, signed by the key before too where that is there."""
    from asrun.pipeline import open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        entry = console.data(record.rotate_key, reason, datetime.now(UTC))
        click.echo(f"entry {entry.seq}: from here on signed with {record.public_keys()[-1]}")


@click.command()
@record_option
@click.option("--private", is_flag=True, help="Also the words of private and embargoed sources.")
@click.option("--out", type=_file, help="The file to write; standard output by default.")
@click.option(
    "--tiles",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the tree as static files (tlog-tiles) instead.",
)
def export(record_path: str, private: bool, out: Path | None, tiles: Path | None) -> None:
    """Write a whole record as lines of JSON, which asrun import makes the same record of."""
    from asrun.pipeline import export as export_lines
    from asrun.pipeline import export_tiles, open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        if tiles:
            click.echo(f"{console.data(export_tiles, record, tiles)} files in {tiles}")
            return
        with console.opened(out) as file:
            console.data(file.writelines, export_lines(record, datetime.now(UTC), private))


@click.command("import")
@click.argument("file", metavar="FILE")
@record_option
def import_(file: str, record_path: str) -> None:
    """Make a record of the lines of an export (- is standard input): the same entries, tree and signatures."""
    from asrun.pipeline import import_lines, open_record

    with console.read_from(file) as lines, console.data(open_record, record_path) as record:
        click.echo(console.data(import_lines, record, lines))


@click.command()
@click.argument("path", type=_file)
@record_option
def backup(path: Path, record_path: str) -> None:
    """Copy a record's file to a new PATH while others use it."""
    from asrun.pipeline import open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        console.data(record.backup, str(path))
        click.echo(f"{path}: {record.head()} entries; the key {record.path}.key is to be copied by hand")


@click.command()
@record_option
def doctor(record_path: str) -> None:
    """Print what there is to say of a record: versions, sizes, keys, and what to do."""
    from asrun.pipeline import doctor_lines, open_record

    with console.data(open_record, record_path, must_exist=True) as record:
        for line in console.data(doctor_lines, record):
            click.echo(line)


@click.command()
@click.argument("source", required=False)
@record_option
@click.option("--zone", "zones", multiple=True, metavar="ZONE", help="Of SOURCE, with its clocks in this IANA zone.")
@click.option("--write", is_flag=True, help="Append the newer readings; without it they are only shown.")
def reread(source: str | None, record_path: str, zones: tuple[str, ...], write: bool) -> None:
    """Read a record's documents again, as after an upgrade: print the facts gained (+) and lost (-).

    With a SOURCE and --zone, print what correcting the zone of its clocks makes of each planned start: with its wall time
    kept, and with its instant kept.
    """
    from asrun.pipeline import open_record, reread_lines, rezone, supersede, zone_lines
    from asrun.pipeline import reread as read_again

    if bool(source) != bool(zones):
        raise click.UsageError("SOURCE and --zone go together: the zone that the clocks of this source are in")
    declared = console.given(None, zones, None, None).zones
    with console.data(open_record, record_path, must_exist=True) as record:
        now, count = datetime.now(UTC), 0
        told = rezone(record, source, declared, now) if source else read_again(record, now)
        while made := console.data(next, told, None):
            count += 1
            for line in zone_lines(made) if source else reread_lines(made):
                click.echo(line)
            if write:
                click.echo(f"{made.version}: read again, up to entry {console.data(supersede, record, made, now)}")
        keeps = "keeps the wall times, leaving it keeps the instants" if source else "appends the readings"
        click.echo(f"{count} documents are read otherwise" + ("" if write or not count else f"; --write {keeps}"))
