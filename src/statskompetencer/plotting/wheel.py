"""The model as a wheel: plain, coloured by coverage, or with one profile's levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from statskompetencer._binding import check_binding
from statskompetencer._checks import check_kind
from statskompetencer._text import shown
from statskompetencer.coverage import Coverage
from statskompetencer.exceptions import InvalidTypeError
from statskompetencer.framework import Framework
from statskompetencer.profiles import Profile
from statskompetencer.provenance import check_language
from statskompetencer.roles import Role

from ._axes import axes, finished, own_style, size_of
from ._sheet import A4
from ._style import PAPER
from ._wheel_coverage import CoverageFace
from ._wheel_faces import Face
from ._wheel_profile import ProfileFace
from ._wheel_rings import laid_out

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Shown: TypeAlias = Framework | Coverage | Profile
"""What a wheel is drawn of."""
_SMALLEST, _LARGEST = 0.7, 1.4
"""What stands around a wheel is so large on small and on large Axes (shares of its size on A4)."""
_MOSTLY = 0.55
"""The wheel takes so much of the Axes at the least; what stands around it is smaller otherwise."""


@own_style
def plot_wheel(
    what: Shown,
    *,
    role: Role | None = None,
    language: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a framework as a wheel: areas, subcategories and competencies from the inside out.

    The drawing is the project's own. Where a title does not fit at a readable size, its id
    stands there and a note says so.

    - A framework: the model itself.
    - A coverage: each demanded competency with its status (colour, sign, hatch) and how many
      hold it; what the target does not demand is grey.
    - A profile: the levels held, one ring a step; with a role also the levels asked for. The
      person is not named.

    Args:
        what: What is shown.
        role: The role that a profile is held against.
        language: A language of the framework; Danish by default. Notes are in Danish for
            ``"da"`` and in English for every other.
        ax: Where to draw; by default on a figure of its own that fits an A4 page.

    Returns:
        The Axes.

    Raises:
        InvalidTypeError: `what` is none of these, there is a role without a profile, or
            `ax` is no Axes.
        BindingError: Profile and role are for different frameworks or scales.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import load
        >>> from statskompetencer.plotting import plot_wheel
        >>> plot_wheel(load(), language="en").alt_text.split(":")[0]
        'Wheel of the Model for digital competencies'

    .. versionadded:: 0.1.0
    """
    face = _face(what, role, language)
    if ax is None:
        sheet = laid_out(face, A4, None, 1)
        ax = axes(None, A4 / 72, sheet.height / 72)
        width, height, scale = A4, sheet.height, 1.0
    else:
        ax = axes(ax, 1, 1)
        wide, high = size_of(ax)
        scale = min(max(min(wide, high) / A4, _SMALLEST), _LARGEST)
        while True:
            width, height = wide / scale, high / scale
            sheet = laid_out(face, width, height, scale)
            if sheet.diameter >= _MOSTLY * min(width, height):
                break
            scale *= 0.9
    above = (height - sheet.height) / 2
    ax.set(xlim=(0, width), ylim=(height - above, -above), facecolor=PAPER)
    ax.set_aspect("equal")
    ax.set_axis_off()
    sheet.draw(ax, scale)
    return finished(ax, face.alt_text())


def wheel_alt_text(what: Shown, *, role: Role | None = None, language: str | None = None) -> str:
    """What the wheel shows, in a sentence or two; nobody is named.

    Args:
        what: What is shown.
        role: The role that a profile is held against.
        language: A language of the framework; Danish by default.

    Raises:
        InvalidTypeError: `what` cannot be shown, or there is a role without a profile.
        BindingError: Profile and role are for different frameworks or scales.
        UnknownLanguageError: The framework is not there in this language.

    Example:
        >>> from statskompetencer import Profile
        >>> from statskompetencer.plotting import wheel_alt_text
        >>> print(wheel_alt_text(Profile("x", {"DS11": 3}), language="en"))
        Wheel of a profile: 1 of 32 competencies has a level (1 at 3 practitioner). 31 are not assessed, and 0 are not relevant.

    .. versionadded:: 0.1.0
    """  # noqa: E501 - what is printed is one line
    return _face(what, role, language).alt_text()


def _face(what: Shown, role: Role | None, language: str | None) -> Face:
    check_kind(what, [Framework, Coverage, Profile], "what")
    if role is not None:
        check_kind(role, [Role], "role")
        if not isinstance(what, Profile):
            raise InvalidTypeError(
                f"a role goes with a profile, not with {shown(what)}",
                danish=f"en rolle hører til en profil, ikke til {shown(what)}",
                place="role",
                found=role,
            )
        check_binding(what, role.framework, role.scale)
    framework = what if isinstance(what, Framework) else what.framework
    chosen = check_language(language, framework.languages, str(framework))
    if isinstance(what, Coverage):
        return CoverageFace(what, chosen)
    if isinstance(what, Profile):
        return ProfileFace(what, role, chosen)
    return Face(what, chosen)
