"""An editor at LibreOffice: runs jobs in one headless Writer through UNO.

Runs under the Python that has `uno` (Debian: python3-uno), not under the project's own:
`python3 uno_desk.py jobs.json NAME [FIRST LAST]`: a name that is free on this machine, and who
edits. A job is {"open": path, "save": path, "filter": name, "do": [...]}. What to do: ["track"],
["untrack"], ["replace", old, new], ["type_end", about, more], ["comment", text, about], ["reject"],
["accept"], and by the number of a row: ["delete_row", n], ["cut_row", n] (as the menu does, so that
it can be tracked), ["move_row", n, m] (its texts, without anything hidden, above row m),
["merge_rows", n, m], ["split_row", n]. Prints one line a job.
"""

# mypy: ignore-errors

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util import DateTime

WRITER = "MS Word 2007 XML"


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


def find(document, text):
    wanted = document.createSearchDescriptor()
    wanted.SearchString = text
    found = document.findFirst(wanted)
    while found is not None and found.TextTable is None:  # the title says some of it as well
        found = document.findNext(found.End, wanted)
    if found is None:
        raise SystemExit(f"not in the document: {text}")
    return found


def side_by_side(document):
    tables = document.TextTables
    for index in range(tables.Count):
        table = tables.getByIndex(index)
        if table.getCellByPosition(0, 0).String == "No.":
            return table
    raise SystemExit("no side-by-side in the document")


def row_of(table, start):
    names = table.CellNames
    for name in names:
        if table.getCellByName(name).String.startswith(start):
            return int("".join(c for c in name if c.isdigit())) - 1
    raise SystemExit(f"no cell starts with {start}")


def perform(context, document, step):
    verb, *rest = step
    if verb in ("track", "untrack"):
        document.RecordChanges = verb == "track"
    elif verb == "replace":
        found = find(document, rest[0])
        found.Text.createTextCursorByRange(found).setString(rest[1])
    elif verb == "type_end":
        found = find(document, rest[0])
        found.Text.insertString(found.End, rest[1], False)
    elif verb == "comment":
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = rest[0], "Lise Bureau"
        note.DateTimeValue = DateTime(0, 0, 0, 10, 14, 5, 2024, False)
        found = find(document, rest[1])
        found.Text.insertTextContent(found, note, True)
    elif verb == "delete_row":
        table = side_by_side(document)
        table.Rows.removeByIndex(row_of(table, rest[0]), 1)
    elif verb == "cut_row":
        select_row(document, rest[0])
        ui(context, document, "DeleteRows")
    elif verb == "move_row":
        table = side_by_side(document)
        old, new = row_of(table, rest[0]), row_of(table, rest[1])
        said = [table.getCellByPosition(c, old).String for c in range(table.Columns.Count)]
        table.Rows.insertByIndex(new, 1)
        for column, text in enumerate(said):
            table.getCellByPosition(column, new).String = text
        table.Rows.removeByIndex(old + (new < old), 1)
    elif verb == "merge_rows":
        table = side_by_side(document)
        for column in ("B", "C"):
            top, low = (f"{column}{row_of(table, n) + 1}" for n in rest)
            cursor = table.createCursorByCellName(top)
            cursor.gotoCellByName(low, True)
            cursor.mergeRange()
    elif verb == "split_row":
        table = side_by_side(document)
        table.createCursorByCellName(f"C{row_of(table, rest[0]) + 1}").splitRange(1, True)
    elif verb in ("accept", "reject"):
        ui(context, document, f"{verb.capitalize()}AllTrackedChanges")
    else:
        raise SystemExit(f"unknown step {verb}")


def ui(context, document, command):
    """Run a command of the user interface on the selection."""
    helper = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    helper.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())


def select_row(document, start):
    table = side_by_side(document)
    row = row_of(table, start)
    cells = table.getCellRangeByPosition(0, row, table.Columns.Count - 1, row)
    document.CurrentController.select(cells)


def name_the_editor(profile, first, last):
    """Give the fresh profile a user, whose name tracked changes will carry."""
    folder = Path(profile) / "user"
    folder.mkdir()
    item = (
        '<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="{}" oor:op="fuse">'
        "<value>{}</value></prop></item>"
    )
    names = item.format("givenname", first) + item.format("sn", last)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/'
        f'registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">{names}</oor:items>',
        encoding="utf-8",
    )


def run(context, job):
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, ())
    for step in job.get("do", []):
        perform(context, document, step)
    target = Path(job["save"]).as_uri()
    document.storeToURL(target, (value("FilterName", job.get("filter", WRITER)),))
    document.close(True)


def main():
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    pipe = f"bilingual{sys.argv[2]}"
    with tempfile.TemporaryDirectory() as profile:
        name_the_editor(profile, *(sys.argv[3:] or ["Lise", "Bureau"]))
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            context = connect(pipe)
            for job in jobs:
                run(context, job)
                print(job["save"], flush=True)
        finally:
            try:
                desktop = context.ServiceManager.createInstanceWithContext(
                    "com.sun.star.frame.Desktop", context
                )
                desktop.terminate()
                office.wait(20)
            except Exception:
                office.kill()
                office.wait()


if __name__ == "__main__":
    main()
