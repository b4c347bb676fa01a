"""Pictures as files: the same bytes, the right format, and errors that say what is wrong."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import statskompetencer as s
from statskompetencer.plotting import save
from statskompetencer.plotting._axes import axes, finished
from statskompetencer.plotting._fit import write

if TYPE_CHECKING:
    from pathlib import Path

STARTS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def picture() -> Any:
    ax = finished(axes(None, 2, 1), "Et billede")
    ax.add_artist(Rectangle((1 / 3, 1 / 7), 0.2, 0.2, hatch="//"))
    write(ax, 0.5, 0.5, "Ærø", 8)
    return ax


@pytest.mark.parametrize("form", STARTS)
def test_the_ending_says_the_format_and_the_bytes_are_the_same_each_time(
    form: str, tmp_path: Path
) -> None:
    one, other = tmp_path / f"et.{form.upper()}", tmp_path / f"to.{form}"
    save(picture(), str(one))
    save(picture(), other)
    assert one.read_bytes().startswith(STARTS[form])
    assert one.read_bytes() == other.read_bytes()


def test_an_open_file_gets_svg() -> None:
    file = BytesIO()
    save(picture(), file)
    assert file.getvalue().startswith(STARTS["svg"])


def test_a_figure_is_saved_as_well() -> None:
    one, other = BytesIO(), BytesIO()
    ax = picture()
    save(ax.get_figure(root=True), one)
    save(ax, other, alt_text="")
    assert one.getvalue() == other.getvalue()


def test_the_title_of_the_file_is_the_alternative_text() -> None:
    own, given = BytesIO(), BytesIO()
    save(picture(), own)
    save(picture(), given, alt_text="Et <andet> billede")
    assert b"<title>Et billede</title>" in own.getvalue()
    assert b"<title>Et &lt;andet&gt; billede</title>" in given.getvalue()


def test_no_time_and_no_setting_of_the_user_gets_into_a_file() -> None:
    plain, dark, ax = BytesIO(), BytesIO(), picture()
    save(ax, plain)
    with mpl.style.context(["dark_background", {"svg.fonttype": "none", "savefig.dpi": 30}]):
        save(ax, dark)
    assert plain.getvalue() == dark.getvalue()
    assert b"<dc:date>" not in plain.getvalue()


def test_outlines_in_svg_are_no_finer_than_anybody_sees() -> None:
    file = BytesIO()
    save(picture(), file)
    outlines = [part.split(b'"')[0] for part in file.getvalue().split(b' d="')[1:]]
    numbers = b" ".join(outlines).split()
    assert max(len(number.partition(b".")[2]) for number in numbers) == 2


def test_a_png_has_so_many_pixels_an_inch(tmp_path: Path) -> None:
    save(picture(), tmp_path / "a.png", dpi=50)
    header = (tmp_path / "a.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (100, 50)


@pytest.mark.parametrize("dpi", [0, -1, float("nan"), float("inf"), "200", None, True])
def test_a_resolution_that_is_no_number_above_0_is_refused(dpi: Any, tmp_path: Path) -> None:
    with pytest.raises(s.InvalidValueError, match="is not a number above 0") as found:
        save(picture(), tmp_path / "a.png", dpi=dpi)
    assert found.value.place == "dpi"
    assert "er ikke et tal over 0" in found.value.explain("da")


def test_a_png_of_more_pixels_than_can_be_drawn_is_refused(tmp_path: Path) -> None:
    with pytest.raises(s.InvalidValueError, match="66000 pixels wide or high") as found:
        save(picture(), tmp_path / "a.png", dpi=33_000)  # 2 inches wide
    assert found.value.place == "dpi"
    assert found.value.allowed == ("32767 or less",)
    assert "66000 pixel bredt eller højt" in found.value.explain("da")
    assert not list(tmp_path.iterdir())
    save(picture(), tmp_path / "a.svg", dpi=33_000)  # it has no pixels


def test_a_png_that_there_is_no_memory_for_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(Figure, "savefig", full)
    with pytest.raises(s.InvalidValueError, match="more memory than there is") as found:
        save(picture(), tmp_path / "a.png")
    assert found.value.place == "dpi"
    assert "mere hukommelse" in found.value.explain("da")


@pytest.mark.parametrize("form", STARTS)
def test_characters_that_no_file_may_have_are_boxes_in_its_title(form: str, tmp_path: Path) -> None:
    save(picture(), tmp_path / f"a.{form}", alt_text="a\x01\ud800 漢\n😀")
    assert (tmp_path / f"a.{form}").read_bytes().startswith(STARTS[form])
    if form == "svg":
        root = ET.parse(tmp_path / "a.svg").getroot()  # noqa: S314 - our own file
        assert root.findtext("{*}title") == "a□□ 漢\n😀"


def test_an_alternative_text_that_is_no_text_is_refused() -> None:
    with pytest.raises(s.InvalidTypeError, match="3 is not a text") as found:
        save(picture(), BytesIO(), alt_text=3)  # type: ignore[arg-type]  # what is tested
    assert found.value.place == "alt_text"
    assert "er ikke en tekst" in found.value.explain("da")


def test_a_name_that_no_file_can_have_is_an_error_of_the_library(tmp_path: Path) -> None:
    with pytest.raises(s.UnreadableFileError):
        save(picture(), tmp_path / "a\0.svg")


@pytest.mark.parametrize("thing", ["billede", None, 3])
def test_what_is_no_picture_is_refused(thing: Any) -> None:
    with pytest.raises(s.InvalidTypeError, match="is not an Axes or Figure of matplotlib") as found:
        save(thing, BytesIO())
    assert found.value.place == "picture"
    assert "er ikke en Axes eller Figure" in found.value.explain("da")


def test_part_of_a_figure_is_refused() -> None:
    part = Figure().subfigures(1, 1)
    with pytest.raises(s.InvalidTypeError):
        save(part, BytesIO())


def test_an_unknown_ending_is_refused_with_the_nearest_known(tmp_path: Path) -> None:
    with pytest.raises(s.InvalidValueError, match="does not end in") as found:
        save(picture(), tmp_path / "a.pgn")
    assert found.value.nearest == ("png",)
    assert found.value.allowed == ("svg", "pdf", "png")
    assert "ender ikke på" in found.value.explain("da")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_an_error_of_the_library(tmp_path: Path) -> None:
    with pytest.raises(s.UnreadableFileError):
        save(picture(), tmp_path / "ingen" / "a.svg")


def test_an_error_of_the_callers_own_file_is_left_as_it_is() -> None:
    class Full(BytesIO):
        def write(self, _content: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as found:
        save(picture(), Full())
    assert not isinstance(found.value, s.UnreadableFileError)
