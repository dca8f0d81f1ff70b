from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from audio.words import Word
from interviewer.errors import StoreError
from interviewer.model import Assessment, Interview, Judge
from interviewer.report import page
from tests.interviewer.report import example
from tests.interviewer.report.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Chromium reports the position of the sound about every frame of the screen; 60 ms is under the length of a syllable.
CLOSE_S = 0.06


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Interview]:
    folder = tmp_path_factory.mktemp("interview")
    interview = example.interview(folder)
    page.write(interview, example.pack(), example.question(), folder)
    return folder, interview


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


class Opened:
    """A page with everything that it complained about and asked for."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        self.page: Page = browser.new_page(**options)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()

    def at(self, turn: int) -> float:
        position: float = self.page.evaluate(f"document.querySelector('audio[data-turn=\"{turn}\"]').currentTime")
        return position

    def until(self, condition: str) -> None:
        """Wait for `condition`, looked at on every frame; the page's policy forbids the usual way, which is `eval`."""
        self.page.evaluate(
            f"new Promise((done) => {{ const look = () => ({condition}) ? done() : requestAnimationFrame(look);"
            " look(); })"
        )

    def listen(self, turn: int) -> None:
        """From now on keep the first and the last position that was heard of a turn's sound."""
        self.page.evaluate(
            """(turn) => {
              const audio = document.querySelector(`audio[data-turn="${turn}"]`);
              window.heard = { first: Infinity, last: 0, ended: false };
              const look = () => {
                if (!audio.paused) {
                  heard.first = Math.min(heard.first, audio.currentTime);
                  heard.last = Math.max(heard.last, audio.currentTime);
                } else if (heard.last) { heard.ended = true; return; }
                requestAnimationFrame(look);
              };
              look();
            }""",
            str(turn),
        )


def render(interview: Interview, folder: Path) -> str:
    return page.render(interview, example.pack(), example.question(), folder)


def test_a_click_on_evidence_plays_exactly_its_seconds(spoken: tuple[Path, Interview], browser: Browser) -> None:
    folder, interview = spoken
    assert interview.assessment is not None
    leak = interview.assessment.decisions[1]
    assert leak.start_s is not None
    assert leak.end_s is not None
    with Opened(browser, folder / page.NAME) as opened:
        opened.listen(0)
        opened.page.locator("button.said", has_text="privacy leak").first.click()
        opened.until("heard.ended")
        heard = opened.page.evaluate("heard")
        assert heard["first"] == pytest.approx(leak.start_s, abs=CLOSE_S)
        assert heard["last"] == pytest.approx(leak.end_s, abs=CLOSE_S)
        assert opened.at(0) == pytest.approx(leak.end_s, abs=CLOSE_S)
        assert opened.page.locator("#caption").inner_text().strip() == leak.quote
        assert opened.complaints == []
        assert all(url.startswith("file://") for url in opened.requests)


def test_the_worst_seconds_play_with_one_click_and_a_click_more_stops(
    spoken: tuple[Path, Interview], browser: Browser
) -> None:
    folder, interview = spoken
    assert interview.assessment is not None
    worst = interview.assessment.worst_stretch
    assert worst is not None
    assert worst.start_s is not None
    with Opened(browser, folder / page.NAME) as opened:
        button = opened.page.locator(".stretch button.said")
        button.click()
        opened.until("document.querySelector('.w.now')")
        assert worst.start_s <= opened.at(0) < worst.start_s + 2
        assert opened.page.locator(".line .w.now.worst").count() == 1
        assert opened.page.locator("#caption .now").count() == 1
        button.click()
        assert opened.page.evaluate("[...document.querySelectorAll('audio')].every(a => a.paused)")
        assert opened.complaints == []


def test_a_pause_is_played_with_what_was_said_around_it(spoken: tuple[Path, Interview], tmp_path: Path) -> None:
    folder, interview = spoken
    assert interview.assessment is not None
    assert interview.assessment.delivery is not None
    pause = interview.assessment.delivery.long_pauses[0]
    assert pause.start_s is not None
    assert pause.end_s is not None
    assert f'data-start="{pause.start_s - 1.5}" data-end="{pause.end_s + 1.5}"' in render(interview, folder)


def test_our_samples_are_read_aloud_only_by_a_voice_of_this_machine(
    spoken: tuple[Path, Interview], browser: Browser
) -> None:
    voices = """(all) => `Object.defineProperty(window, "speechSynthesis", { value: {
      getVoices: () => ${all}, speak: (words) => { window.spoken = words.text; },
      cancel() {}, addEventListener() {} } });
      window.SpeechSynthesisUtterance = function (text) { this.text = text; };`"""
    local, remote = "{ localService: true, lang: 'en-GB' }", "{ localService: false, lang: 'en-US' }"
    for listed, offered in ((f"[{remote}]", False), (f"[{remote}, {local}]", True)):
        with Opened(browser, spoken[0] / page.NAME) as opened:
            opened.page.add_init_script(opened.page.evaluate(voices, listed))
            opened.page.reload()
            opened.page.get_by_text("A strong answer").click()
            button = opened.page.locator(".aloud").first
            assert button.is_visible() == offered
            if offered:
                button.click()
                assert opened.page.evaluate("window.spoken").startswith("Refunds and disputes move money")


def test_another_turns_evidence_silences_the_first(spoken: tuple[Path, Interview], browser: Browser) -> None:
    folder, _ = spoken
    with Opened(browser, folder / page.NAME) as opened:
        opened.page.locator(".stretch button.said").click()
        opened.until("!document.querySelector('audio[data-turn=\"0\"]').paused")
        opened.page.locator("button.said", has_text="kappa stays").first.click()
        opened.until("!document.querySelector('audio[data-turn=\"1\"]').paused")
        assert opened.page.evaluate("document.querySelector('audio[data-turn=\"0\"]').paused")
        opened.until("document.querySelectorAll('.playing.said').length === 1")  # the page hears of it a moment later


def test_a_word_plays_on_from_itself_and_escape_ends_it(spoken: tuple[Path, Interview], browser: Browser) -> None:
    folder, interview = spoken
    word = interview.turns[0].words[20]
    assert word.start_s is not None
    with Opened(browser, folder / page.NAME) as opened:
        opened.page.locator("#turn-0 .w").nth(20).click()
        opened.until("document.querySelector('#turn-0 .w.now')")
        assert word.start_s <= opened.at(0) < word.start_s + 2
        opened.page.keyboard.press("Escape")
        assert opened.page.locator("#player").is_hidden()
        assert opened.page.evaluate("document.querySelector('audio').paused")


def test_the_keyboard_alone_reaches_and_plays_evidence(spoken: tuple[Path, Interview], browser: Browser) -> None:
    folder, _ = spoken
    with Opened(browser, folder / page.NAME) as opened:
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement.className") == "skip"
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement.classList.contains('said')")
        opened.page.keyboard.press("Enter")
        opened.until("!document.querySelector('audio').paused")
        opened.page.keyboard.press("Enter")
        opened.until("document.querySelector('audio').paused")


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_is_wider_than_the_screen(spoken: tuple[Path, Interview], browser: Browser, width: int) -> None:
    with Opened(browser, spoken[0] / page.NAME, viewport={"width": width, "height": 800}) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_folds_everything_out(spoken: tuple[Path, Interview], browser: Browser) -> None:
    with Opened(browser, spoken[0] / page.NAME) as opened:
        opened.page.evaluate(
            "addEventListener('beforeprint', () => {"
            " window.shown = document.querySelectorAll('details[open]').length })"
        )
        assert opened.page.pdf(format="A4").startswith(b"%PDF")
        assert opened.page.evaluate("window.shown") == opened.page.locator("details").count()
        assert opened.page.locator("details[open]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(spoken: tuple[Path, Interview], browser: Browser, scheme: str) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3) for every text, against the ground it stands on."""
    with Opened(browser, spoken[0] / page.NAME, color_scheme=scheme) as opened:
        assert opened.page.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const linear = (v) => v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = (colour) => colour.slice(0, 3).map(linear)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("main *, #player *")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(`${element.className} ${element.textContent.slice(0, 40)}`);
  }
  return poor;
}"""


def test_a_text_has_the_same_page_without_play_buttons(tmp_path: Path) -> None:
    text = render(example.interview(None), tmp_path)
    assert "privacy leak" in text
    assert "Two raters" in text or "two raters" in text
    for absent in ("<audio", "data-start", 'id="player"', "Click a word"):
        assert absent not in text.split("<script>", maxsplit=1)[0]


def test_a_lost_recording_takes_only_its_own_buttons(spoken: tuple[Path, Interview], tmp_path: Path) -> None:
    folder, interview = spoken
    (tmp_path / "turn-00.wav").write_bytes((folder / "turn-00.wav").read_bytes())
    text = render(interview, tmp_path)
    assert 'src="turn-00.wav"' in text
    assert 'src="turn-01.wav"' not in text
    assert not re.search(r'data-turn="1" data-start', text)


def test_what_was_said_is_data(tmp_path: Path, browser: Browser) -> None:
    nasty = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    interview = example.interview(None)
    assert interview.assessment is not None
    turn = replace(interview.turns[0], words=(Word(nasty),))
    interview = replace(
        interview,
        turns=(turn,),
        notices=(nasty,),
        assessment=replace(interview.assessment, orphans=(nasty,), change_next=nasty),
    )
    path = page.write(interview, example.pack(), example.question(), tmp_path)
    assert nasty not in path.read_text(encoding="utf-8")
    with Opened(browser, path) as opened:
        assert opened.page.title() == "Billing support agent – 2 of 5"
        assert opened.page.locator("img").count() == 0


def test_nothing_to_judge_shows_the_reason_and_no_score(tmp_path: Path) -> None:
    empty = Assessment(None, "only noise was heard", Judge("rules", "rules", "1"))
    text = render(replace(example.interview(None), assessment=empty, self_rating=None), tmp_path)
    assert "Only noise was heard." in text
    assert "No verdict" in text
    assert "of 5" not in text.split("</style>")[1].split("<script>", maxsplit=1)[0]


@pytest.mark.parametrize("state", ["running", "stopped"])
def test_an_interview_without_assessment_still_has_its_transcript(tmp_path: Path, state: Any) -> None:
    text = render(replace(example.interview(None), assessment=None, state=state), tmp_path)
    assert "has not been assessed" in text
    assert "privacy" in text


def test_an_interview_without_any_turn_renders(tmp_path: Path) -> None:
    text = render(replace(example.interview(None), turns=(), assessment=None), tmp_path)
    assert "There is no answer." in text
    assert "Two answers of ours" not in text


def test_the_samples_wait_for_a_take_of_ones_own(tmp_path: Path) -> None:
    interview = example.interview(None)
    assert "Two answers of ours" in render(interview, tmp_path)
    silent = replace(interview, turns=(replace(interview.turns[0], words=()),))
    assert "Two answers of ours" not in render(silent, tmp_path)


def test_the_page_is_private_and_written_again_over_itself(tmp_path: Path) -> None:
    for _ in range(2):
        path = page.write(example.interview(None), example.pack(), example.question(), tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [page.NAME]


def test_a_folder_that_is_gone_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        page.write(example.interview(None), example.pack(), example.question(), tmp_path / "gone")
