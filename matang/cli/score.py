"""`matang score INSTRUMENT FILE`: the index of a file of values, exactly, as JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from matang.cli.inputs import WrongInput, mapping_at, read_instrument, read_json, read_values
from matang.core.figures import figure12
from matang.core.instrument import INDICATOR
from matang.core.scoring import Score
from matang.core.scoring import score as score_values

USAGE = "Pemakaian: matang score INSTRUMEN BERKAS (JSON {kode: nilai} atau CSV code,level)."


def score(argv: list[str]) -> int:
    """Print the score. Returns 0; raises WrongInput."""
    if argv and argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    if len(argv) != 2:
        raise WrongInput(USAGE)
    instrument = read_instrument(argv[0])
    document = read_json(argv[1])
    if document is not None and "levels_final" in document:
        document = dict(mapping_at(document, "levels_final", argv[1]))
    result = score_values(instrument, read_values(instrument, argv[1], document))
    print(json.dumps(as_json(result), ensure_ascii=False, indent=1))
    return 0


def as_json(result: Score) -> dict[str, Any]:
    """The score as the command prints it: figures are texts cut at 12 places, what is not rated is null."""
    kinds = dict.fromkeys(("domain", "aspect", *result.instrument.kinds))
    cover = result.coverage
    return {
        "instrument": result.instrument.code,
        "index": _figure(result.index),
        "predicate": result.predicate,
        "values": {
            kind: {code: _figure(value) for code, value in result.values.get(kind, {}).items()}
            for kind in kinds
            if kind != INDICATOR
        },
        "coverage": {
            "rated": cover.rated,
            "of": cover.of,
            "weight": figure12(cover.weight),
            "missing": list(cover.missing),
            "assumed": list(cover.assumed),
            "not_applicable": list(cover.not_applicable),
        },
    }


def _figure(value: Fraction | None) -> str | None:
    return None if value is None else figure12(value)
