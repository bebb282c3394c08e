"""Score a translation that lies in files, one sentence a line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bilingual.errors import InputError
from bilingual.model.bead import Bitext
from bilingual.model.document import Block, BlockKind, Document, Source
from bilingual.model.segment import Segment, Segmentation, segment_ids
from bilingual.model.span import Span
from bilingual.model.unit import (
    EngineInfo,
    Origin,
    OriginKind,
    Translation,
    TranslationUnit,
    UnitState,
)
from bilingual.pipeline.align import side_by_side


def read_lines(path: Path, *, keep_end: bool = False) -> list[str]:
    """Return the lines of a UTF-8 text file, without blank ones at its end; inner ones stay.

    With `keep_end`, blank lines at the end stay too.

    Raises:
        InputError: there is no such file, it is not UTF-8 text, or it holds nothing.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(path, "there is no such file; check the name") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(path, "not UTF-8 text; save it as UTF-8", line=line) from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    if "\x00" in text:
        raise InputError(path, "holds NUL characters, so it is no plain text; give a text file")
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    told = list(lines)
    while told and not told[-1]:
        told.pop()
    if not told:
        raise InputError(path, "is empty; give one sentence a line")
    return lines[: len(lines) - (not lines[-1])] if keep_end else told


def segmentation_of_lines(lines: Sequence[str], path: str) -> Segmentation:
    """Return a segmentation in which each line that is not blank is one block and one segment."""
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    kept = [(number, line) for number, line in enumerate(lines, 1) if line]
    blocks = tuple(Block(f"b{number}", BlockKind.PARAGRAPH, line, number) for number, line in kept)
    ids = segment_ids(block.text for block in blocks)
    segments = tuple(
        Segment(id_, block.id, Span(0, len(block.text)), block.text)
        for id_, block in zip(ids, blocks, strict=True)
    )
    source = Source(path, "text/plain", digest)
    return Segmentation(Document(source, "fr", Path(path).stem, blocks), segments)


def bitext_of_lines(sources: Sequence[str], targets: Sequence[str], path: str) -> Bitext:
    """Return the bitext of two files that pair line by line.

    Lines blank on the French side are left out, their English with them; a French line without
    English is a unit that is not translated yet.

    Raises:
        ValueError: the numbers of lines differ.
    """
    segmentation = segmentation_of_lines(sources, path)
    paired = [target for source, target in zip(sources, targets, strict=True) if source]
    units = tuple(
        TranslationUnit(
            (segment,),
            target,
            UnitState.TRANSLATED if target else UnitState.NEW,
            Origin(OriginKind.HUMAN),
        )
        for segment, target in zip(segmentation.segments, paired, strict=True)
    )
    engine = EngineInfo("file", "given on the command line", "", "")
    return side_by_side(Translation(segmentation, units, engine))
