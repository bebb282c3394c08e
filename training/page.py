"""The model card as a page: `docs/model-card.md`."""

from __future__ import annotations

from typing import Any

from training import card

HOW = (
    "`make evaluate`; beam 4, int8. Raw: the first hypothesis with argostranslate's settings. "
    "Guarded: what users get, with length penalty 1, the choice among four hypotheses and the "
    "second attempts of the pipeline where the guards object. Digits kept: sentences whose "
    "numbers all reach the English, of those whose reference keeps them too. Attention on "
    "copies: tokens of copied names and numbers whose strongest weight is on the original. "
    "Inline terms obeyed: an invented name asked for in place of a name, found in the English."
)
COMPARED = (
    "translate-fr_en-0_1 is the earlier model of the project (7.3 M parameters, 15.2 M target "
    "tokens); it had seen the newsroom development set, so its figures there say nothing."
)


def _table(measured: dict[str, dict[str, Any]]) -> list[str]:
    """Markdown table: one row per model, set and way of decoding."""
    names = list(dict.fromkeys(name for values in measured.values() for name in values))
    names = [n for n in names if n != "seconds"]
    lines = [
        "| model, set, decoding | " + " | ".join(names) + " |",
        "|---" * (len(names) + 1) + "|",
    ]
    for label, values in measured.items():
        cells = [values.get(name, "-") for name in names]
        shown = [str(c["value"]) if isinstance(c, dict) else str(c) for c in cells]
        lines.append("| " + label.replace(" | ", ", ") + " | " + " | ".join(shown) + " |")
    return lines


def page(
    content: dict[str, Any], measured: dict[str, dict[str, Any]], compared: dict[str, Any]
) -> str:
    """`docs/model-card.md`, with the figures of another model for comparison."""
    first = next(iter(measured.values()))
    signatures = [f"{k}: `{v['signature']}`" for k, v in first.items() if isinstance(v, dict)]
    bleu = content["figures"].get("newstest2013", {}).get("BLEU", {}).get("value", 0.0)
    below = card.ARGOS["newstest2013 BLEU"] - bleu
    data = [
        f"| {domain} | {part['pairs']:,} | "
        + "; ".join(f"{name} ({licence_})" for name, licence_ in part["sets"].items())
        + " |"
        for domain, part in content["data"].items()
    ]
    terms = "honoured" if content["inline_terms"] else "not relied on"
    published = ", ".join(f"{name} {value}" for name, value in card.ARGOS.items())
    return "\n".join(
        [
            "# Model card: the embedded French-English model",
            "",
            content["limits"],
            "",
            f"{content['architecture']}; {content['parameters'] / 1e6:.1f} M parameters, int8; "
            f"{content['target_tokens_seen'] / 1e6:.1f} M target tokens seen. "
            f"Alignment head: {content['alignment_head']}. "
            f"Inline terms (`<t> source <tt> target </t>`): {terms}. "
            "Made by [the recipe](../training/README.md); reasons in "
            "[decision 0003](decisions/0003-embedded-model.md).",
            "",
            "## Figures",
            "",
            HOW,
            "",
            *_table(measured | compared),
            "",
            *([COMPARED, ""] if compared else []),
            *[f"- {line}" for line in signatures],
            "",
            f"Argos's own `translate-fr_en` (60 M parameters) is published with {published}: "
            f"this model is {below:.1f} BLEU below it on newstest2013.",
            "",
            "## Data",
            "",
            "| domain | pairs after cleaning | sets (licence) |",
            "|---|---|---|",
            *data,
            "",
            "The WMT sets are research data without a licence statement. Never trained on: "
            + ", ".join(content["never_trained_on"])
            + f". SHA-256 of the prepared pairs: `{content['data_sha256']}`.",
            "",
            "## Limits",
            "",
            content["limits"] + " Names it has not met are often misspelt, and numbers may be; the "
            "checks of `bilingual` look for both.",
            "",
        ]
    )
