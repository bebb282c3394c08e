"""The HTML side-by-side in a real browser: layout, search, keyboard, print, contrast, safety."""

from __future__ import annotations

import base64

import pytest

from bilingual.formats.html import HtmlWriter
from bilingual.model.document import BlockKind
from tests.builders import COPIED, Row, a_long_review, a_review

pytestmark = pytest.mark.browser

ROWS = "main > table > tbody > tr"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    path = tmp_path_factory.mktemp("html") / "article.html"
    path.write_bytes(HtmlWriter().write(a_review()))
    browser.set_window_size(1300, 900)
    browser.get(path.as_uri())
    return browser


@pytest.fixture(autouse=True)
def fresh(page):
    page.set_window_size(1300, 900)
    page.refresh()


def css(page, selector):
    return page.find_elements("css selector", selector)


def visible(page):
    script = f"return [...document.querySelectorAll('{ROWS}')].filter(r => r.checkVisibility())"
    return page.execute_script(script)


def press(page, keys):
    page.find_element("css selector", "body").send_keys(keys)


def in_focus(page):
    return page.execute_script(
        "return document.activeElement.querySelector('th.no')?.textContent.trim()"
    )


def test_the_page_asks_for_nothing_from_outside(page):
    loaded = page.execute_script("return performance.getEntriesByType('resource').length")
    assert loaded == 0
    assert [e for e in page.get_log("browser") if e["level"] in ("SEVERE", "WARNING")] == []


def test_its_own_script_and_style_run_under_the_policy(page):
    assert css(page, ".bar")[0].is_displayed()
    assert page.execute_script("return getComputedStyle(document.body).maxWidth") == "1536px"


def test_columns_stay_level(page):
    tops = page.execute_script(
        f"return [...document.querySelectorAll('{ROWS}')].map(r => "
        "['.fr .words', '.en .words'].map(s => r.querySelector(s)?.getClientRects()[0]?.top))"
    )
    pairs = [pair for pair in tops if None not in pair]
    assert len(pairs) >= 15
    assert all(abs(french - english) <= 2 for french, english in pairs), tops


def test_search_finds_without_accents_in_both_languages(page):
    box = css(page, "#search")[0]
    box.send_keys("quotidien")
    assert visible(page) == []
    assert css(page, "#nothing")[0].is_displayed()
    box.clear()
    box.send_keys("velos")
    assert len(visible(page)) == 1
    box.clear()
    box.send_keys("agency RIVER")
    assert len(visible(page)) == 1
    assert css(page, "#count")[0].text == "1 of 17 sentences"
    lit = "return [...CSS.highlights.get('found')].map(r => r.toString()).sort()"
    assert {text.lower() for text in page.execute_script(lit)} == {"agency", "river"}
    box.clear()
    box.send_keys("TEMOIN")
    assert set(page.execute_script(lit)) == {"Témoin"}


def test_the_filter_leaves_what_needs_eyes(page):
    css(page, "#eyes")[0].click()
    shown = visible(page)
    assert 0 < len(shown) < 17
    assert all("eyes" in row.get_attribute("class") for row in shown)
    states = {row.get_attribute("data-state") for row in shown}
    assert not states & {"reviewed", "final"}


def test_the_keyboard_walks_sentences_and_what_needs_eyes(page):
    press(page, "j")
    assert in_focus(page) == "1"
    press(page, "jj")
    assert in_focus(page) == "3"
    press(page, "k")
    assert in_focus(page) == "2"
    press(page, "n")
    assert in_focus(page) == "6"
    press(page, "/")
    assert page.switch_to.active_element.get_attribute("id") == "search"
    page.switch_to.active_element.send_keys("j")
    assert css(page, "#search")[0].get_attribute("value") == "j"
    page.switch_to.active_element.send_keys("\ue00c")
    assert css(page, "#search")[0].get_attribute("value") == ""
    assert len(visible(page)) == 17


def test_hovering_a_term_or_finding_explains_it(page):
    from selenium.webdriver import ActionChains

    def tip(selector):
        element = css(page, selector)[0]
        page.execute_async_script(
            "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'});"
            "requestAnimationFrame(() => requestAnimationFrame(() => arguments[1]()));",
            element,
        )
        ActionChains(page).move_to_element(element).perform()
        return css(page, "#tip")[0].text

    assert "“mairie” → “City hall”: the engine’s own choice" in tip(
        ".term.native[data-tip*=mairie]"
    )
    assert "n’a pas confirmé" in tip(".finding.critical")


def test_terms_can_be_listed_and_always_print(page):
    assert not any(e.is_displayed() for e in css(page, "main .terms"))
    press(page, "t")
    assert any(e.is_displayed() for e in css(page, "main .terms"))
    press(page, "t")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert any(e.is_displayed() for e in css(page, "main .terms"))
    assert not css(page, ".bar")[0].is_displayed()
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_it_prints_to_more_than_one_landscape_page(page):
    pdf = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    data = base64.b64decode(pdf["data"])
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= 2


def test_on_a_telephone_nothing_runs_off_the_side(page):
    page.set_window_size(500, 900)
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 780, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        wide, inner = page.execute_script(
            "return [document.documentElement.scrollWidth, innerWidth]"
        )
        assert inner == 360
        assert wide <= inner
        french, english = page.execute_script(
            f"const r = document.querySelectorAll('{ROWS}')[3];"
            "return ['.fr', '.en'].map(s => r.querySelector(s).getBoundingClientRect().top)"
        )
        assert english > french + 20
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_it_stays_a_table_for_screen_readers_when_narrow(page):
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 780, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        page.execute_cdp_cmd("Accessibility.enable", {})
        tree = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
        assert roles.count("row") >= 18
        assert roles.count("columnheader") >= 4
        assert roles.count("rowheader") >= 17
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_each_column_says_its_language(page):
    assert {e.get_attribute("lang") for e in css(page, "td.fr")} == {"fr"}
    assert {e.get_attribute("lang") for e in css(page, "td.en")} == {"en-US"}
    assert css(page, "html")[0].get_attribute("lang") == "en"


CONTRAST = """
const channel = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
const parse = s => s.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
const paper = e => parse(getComputedStyle(e).backgroundColor);
const ground = e => {
  for (; e; e = e.parentElement) { const c = paper(e); if (c.length === 3 || c[3] > .9) return c; }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const poor = [];
for (let n = walker.nextNode(); n; n = walker.nextNode()) {
  const e = n.parentElement;
  if (!n.data.trim() || !e.checkVisibility() || e.closest("script, style, .skip")) continue;
  const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) poor.push([e.className, n.data.trim().slice(0, 30), ratio]);
}
return poor;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(page, scheme):
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    try:
        background = page.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (background == "rgb(255, 255, 255)") == (scheme == "light")
        assert page.execute_script(CONTRAST) == []
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_hostile_text_stays_text(browser, tmp_path):
    rows = [
        Row("<script>alert(1)</script> l’attaque", '<img src=x onerror="alert(1)"> the attack'),
        Row("</title></style><b>", '"><svg onload=alert(1)>'),
        Row("javascript:alert(1)", "", BlockKind.EMBED, origin=COPIED),
    ]
    path = tmp_path / "hostile.html"
    path.write_bytes(HtmlWriter().write(a_review(rows, title="</title><script>alert(1)</script>")))
    browser.get(path.as_uri())
    assert len(css(browser, "script")) == 1
    assert css(browser, "main img, main svg, main b:not(.severity), main a") == []
    assert "<script>alert(1)</script> l’attaque" in css(browser, "main")[0].text


def test_without_javascript_everything_shows(browser, tmp_path):
    path = tmp_path / "plain.html"
    path.write_bytes(HtmlWriter().write(a_review()))
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(path.as_uri())
        assert len(visible(browser)) == 17
        assert not css(browser, ".bar")[0].is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_long_article_is_searched_at_once(browser, tmp_path):
    path = tmp_path / "long.html"
    path.write_bytes(HtmlWriter().write(a_long_review(3000)))
    browser.get(path.as_uri())
    took = browser.execute_script(
        "const t = performance.now(); const s = document.getElementById('search');"
        "s.value = 'ligne 2999'; s.dispatchEvent(new Event('input')); return performance.now() - t;"
    )
    assert len(visible(browser)) == 1
    assert took < 1000
