"""The shipped data, unpacked once, and a small part of it in which everything still fits."""

import shutil
import tarfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from models.importing.historian import FolderFiles, import_historian
from models.reference.reference import Reference

ARCHIVE = Path(__file__).resolve().parents[3] / "seeds" / "historian" / "data.tar.xz"
CHOSEN = (
    "pocom/missions-countries/albania.xml",
    "pocom/missions-countries/belarus.xml",
    "pocom/missions-countries/two-sicilies.xml",
    "pocom/missions-countries/turkey.xml",
    "pocom/missions-orgs/representative-to-asean.xml",
    "pocom/positions-principals/secretary.xml",
    "pocom/positions-principals/secretary-ad-interim.xml",
    "travels/president-travels/nixon-richard-m.xml",
    "travels/president-travels/taft-william-howard.xml",
    "travels/secretary-travels/blinken-antony-j.xml",
    "travels/secretary-travels/rubio-marco.xml",
    "visits/data/1870.xml",
    "visits/data/1880.xml",
    "visits/data/2000.xml",
)
WHOLE = (
    "pocom/code-tables",
    "pocom/roles-country-chiefs",
    "travels/code-tables",
    "travels/presidents",
)


@pytest.fixture(scope="session")
def whole_data(tmp_path_factory):
    """All 5,001 data files."""
    folder = tmp_path_factory.mktemp("historian")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="session")
def small_template(whole_data, tmp_path_factory):
    """A few files of every folder, with the people they name."""
    folder = tmp_path_factory.mktemp("small")
    for name in WHOLE:
        shutil.copytree(whole_data / name, folder / name)
    wanted = {"taft-william-howard", "kerry-john-forbes", "adams-john"}
    for name in CHOSEN:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(whole_data / name, folder / name)
        root = ET.parse(folder / name).getroot()
        wanted |= {word.text for word in root.iter("person-id")}
        wanted |= {trip.get("who") for trip in root.iter("trip")}
    for path in sorted((whole_data / "pocom" / "people").rglob("*.xml")):
        if path.stem in wanted:
            target = folder / path.relative_to(whole_data)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    concurrent = folder / "pocom" / "concurrent-appointments"
    concurrent.mkdir()
    listed = {
        entry.findtext("id")
        for path in folder.glob("pocom/missions-countries/*.xml")
        for entry in ET.parse(path).getroot().iter("chief")
    }
    for path in sorted((whole_data / "pocom" / "concurrent-appointments").glob("*.xml")):
        ids = {word.text for word in ET.parse(path).getroot().iter("chief-id")}
        if ids <= listed:
            shutil.copyfile(path, concurrent / path.name)
    if not any(concurrent.iterdir()):
        path = min((whole_data / "pocom" / "concurrent-appointments").glob("*.xml"))
        shutil.copyfile(path, concurrent / path.name)
    return folder


@pytest.fixture
def small(small_template, tmp_path):
    """A copy of the small data that a test may change."""
    folder = tmp_path / "data"
    shutil.copytree(small_template, folder)
    return folder


@pytest.fixture(scope="session")
def imported_template(small_template, tmp_path_factory):
    """A closed reference that holds the small data, and the report of its import."""
    path = tmp_path_factory.mktemp("imported") / "small.attache"
    with Reference.create(path, title="The small record") as reference:
        report = import_historian(reference, FolderFiles(small_template))
    return path, report


@pytest.fixture
def imported(imported_template, tmp_path):
    """A copy of that reference, open."""
    path = tmp_path / "small.attache"
    shutil.copyfile(imported_template[0], path)
    with Reference.open(path) as reference:
        yield reference
