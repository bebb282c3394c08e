"""Every colour of text in the side-by-side and the report can be read (WCAG 2.2, 4.5 to 1)."""

import re
from importlib.resources import files

import pytest
from lxml import etree

TEMPLATES = files("bilingual") / "data" / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INK = "1F2328"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def docx_styles() -> list[tuple[str, str, str]]:
    """(name, colour of text, colour behind it) of the styles that set one of the two."""
    found = []
    for style in etree.fromstring((TEMPLATES / "docx_styles.xml").read_bytes()).iter(f"{W}style"):
        colour, shade = style.find(f"{W}rPr/{W}color"), style.find(f"{W}rPr/{W}shd")
        if colour is not None or shade is not None:
            text = INK if colour is None else str(colour.get(f"{W}val"))
            behind = "FFFFFF" if shade is None else str(shade.get(f"{W}fill"))
            found.append((str(style.get(f"{W}styleId")), text, behind))
    return found


def report_schemes() -> dict[str, dict[str, str]]:
    """The variables of the light and of the dark scheme, as six hexadecimal digits."""
    css = (TEMPLATES / "report_head.html").read_text()
    schemes = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    return {
        name: {
            key: value if len(value) == 6 else "".join(digit * 2 for digit in value)
            for key, value in re.findall(r"--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3});", block)
        }
        for name, block in zip(("light", "dark"), schemes, strict=True)
    }


@pytest.mark.parametrize(("style", "text", "behind"), docx_styles())
def test_styles_of_the_docx_can_be_read(style, text, behind):
    assert contrast(text, behind) >= 4.5


@pytest.mark.parametrize("style", ["Critical", "Major", "Minor", "Info"])
@pytest.mark.parametrize("fill", ["FFFFFF", "FFF8E3", "FDE7E4"])
def test_severities_can_be_read_on_the_tints_of_the_remarks(style, fill):
    colours = {name: text for name, text, _ in docx_styles()}
    assert contrast(colours[f"Bilingual{style}"], fill) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("use", ["ink", "soft", "bad", "warn", "link"])
def test_colours_of_the_report_can_be_read_by_day_and_night(scheme, use):
    colours = report_schemes()[scheme]
    assert contrast(colours[use], colours["paper"]) >= 4.5
