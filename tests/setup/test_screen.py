"""A window without a screen is refused in a sentence, before Qt would abort."""

import sys

import pytest

from resources.setup import screen
from resources.setup.system_libraries import ALWAYS, WAYLAND, X11

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has no screen at times")


def obstacle(environment, arguments=(), *, missing=(), answers=()):
    return screen.obstacle(
        arguments,
        environment,
        missing=lambda wanted: tuple(each for each in wanted if each in missing),
        answers=lambda platform, given: platform in answers,
    )


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["a.attache"], True),
        (["--fresh", "a.attache"], True),
        (["info.attache"], True),
        (["a.attache", "info"], True),
        (["info", "a.attache", "--json"], False),
        (["verify", "a.attache"], False),
        (["new", "a.attache", "--seed", "iran-belarus"], False),
        (["register"], False),
        (["unregister"], False),
        (["--help"], False),
        (["--version"], False),
    ],
)
def test_only_what_opens_a_window_needs_a_screen(arguments, opens):
    assert screen.opens_window(arguments) is opens
    assert (obstacle({}, arguments) is not None) is opens


def test_without_any_screen_the_sentence_says_how_to_run_without_one():
    found = obstacle({})
    assert found is not None
    assert "QT_QPA_PLATFORM=offscreen ./run" in found.sentence
    assert not found.missing


def test_a_screen_that_answers_is_no_obstacle():
    assert obstacle({"DISPLAY": ":0"}, answers=["xcb"]) is None
    assert obstacle({"WAYLAND_DISPLAY": "wayland-0"}, answers=["wayland"]) is None


def test_a_screen_that_does_not_answer_is_named():
    found = obstacle({"DISPLAY": ":7"})
    assert found is not None
    assert "DISPLAY names (“:7”)" in found.sentence


def test_offscreen_asks_for_no_screen_but_for_qts_libraries():
    environment = {"QT_QPA_PLATFORM": "offscreen"}
    assert obstacle(environment, answers=["offscreen"], missing=X11 + WAYLAND) is None
    found = obstacle(environment, answers=["offscreen"], missing=ALWAYS[:1])
    assert found is not None
    assert found.missing == ALWAYS[:1]


def test_a_wayland_desktop_that_answers_needs_none_of_x11s_libraries():
    environment = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert obstacle(environment, answers=["wayland"], missing=X11) is None


def test_a_wayland_desktop_without_its_libraries_falls_back_to_x11():
    environment = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert obstacle(environment, answers=["xcb"], missing=WAYLAND) is None


def test_on_x11_exactly_the_missing_libraries_are_found():
    found = obstacle({"DISPLAY": ":0"}, answers=["xcb"], missing=(X11[2], WAYLAND[0]))
    assert found is not None
    assert found.missing == (X11[2],)


@pytest.mark.parametrize(
    ("environment", "tried"),
    [
        ({}, []),
        ({"DISPLAY": ""}, []),
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"}, ["wayland", "xcb"]),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb:option=1"}, ["wayland", "xcb"]),
    ],
)
def test_the_platforms_tried_are_those_that_qt_would_try(environment, tried):
    assert screen.platforms(environment) == tried


def test_no_x_server_answers_under_a_name_that_nobody_listens_to():
    if screen.system_libraries.missing(X11[:1]):
        pytest.skip("no X11 library to ask with")
    assert not screen.screen_answers("xcb", {"DISPLAY": ":64999"})


def test_no_compositor_answers_under_a_name_that_nobody_listens_to(monkeypatch, tmp_path):
    if screen.system_libraries.missing(WAYLAND[:1]):
        pytest.skip("no Wayland library to ask with")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not screen.screen_answers("wayland", {"WAYLAND_DISPLAY": "wayland-of-nobody"})
