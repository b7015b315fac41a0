"""The one style sheet of the application, built from colours and measures.

Widgets say what they are by a dynamic property `role`, and the sheet says how that looks:

`card` (QFrame), `banner` (QFrame, with `severity` `info`, `warning` or `error`), `progress`
(QFrame), `chip` (QLabel, QToolButton, QPushButton), `primary` (QPushButton), `quiet` (QToolButton,
QPushButton), `link` (QToolButton, QPushButton), `search` (QLineEdit), `sidebar` (any container,
lists and trees), `toolbar` (QWidget), `heading`, `subheading`, `caption`, `muted` and `faint`
(QLabel), `quote` (QTextBrowser, QPlainTextEdit without frame). A property set after the widget was
first shown needs `style().unpolish(widget)` and `polish(widget)`.

No state is shown by colour alone: focus thickens the border, a checked chip or button gets a
border and bold words, evidence marks have shapes and words of their own.
"""

from pathlib import Path
from string import Template

from desktop.theme.metrics import Metrics
from desktop.theme.tokens import Palette

__all__ = ["stylesheet"]

_GENERAL = Template("""
QMainWindow, QDialog, QMessageBox { background: $window; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QWidget[role="toolbar"] { background: $window; border: none; border-bottom: 1px solid $border; }
QWidget[role="sidebar"] { background: $sidebar; }
QStatusBar { background: $window; color: $text_muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QPushButton, QToolButton, QAbstractItemView, QMenu, QTabBar, QCheckBox { icon-size: ${u4}px; }
QToolTip { background: $card; color: $text; border: 1px solid $control_border;
    padding: ${u1}px ${u15}px; font-size: ${base}pt; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="subheading"] { font-size: ${subheading}pt; font-weight: 600; }
QLabel[role="caption"] { font-size: ${small}pt; color: $text_faint; }
QLabel[role="muted"] { color: $text_muted; }
QLabel[role="error"] { color: $error; font-weight: 600; }
QLabel[role="faint"] { color: $text_faint; }
QLabel[evidence="quoted"] { color: $quoted; font-weight: 600; }
QLabel[evidence="inferred"] { color: $inferred; font-weight: 600; }
QLabel[evidence="unsourced"] { color: $unsourced; font-weight: 600; }
QLabel[evidence="disputed"] { color: $disputed; font-weight: 600; }
QLabel:focus { border: 2px solid $focus; border-radius: ${u1}px; }
QFrame[role="card"] { background: $card; border: 1px solid $border; border-radius: ${radius}px; }
QFrame[role="card"]:focus { border: 2px solid $focus; }
QFrame[role="card"][lit="true"] { border: 2px solid $accent; }
QFrame[role="banner"] { background: $banner; border: none; border-left: ${u1}px solid $accent; }
QFrame[role="banner"][severity="warning"], QFrame[role="banner"][severity="error"] {
    background: $card; border-bottom: 1px solid $border; }
QFrame[role="banner"][severity="warning"] { border-left-color: $warning; }
QFrame[role="banner"][severity="error"] { border-left-color: $error; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
""")

_BUTTONS = Template("""
QPushButton, QToolButton { background: $window; color: $text; border: 1px solid $control_border;
    border-radius: ${radius}px; padding: ${pad_v}px ${pad_h}px; }
QToolButton { padding: ${pad_v}px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open, QPushButton:open {
    background: $pressed; }
QPushButton:checked, QToolButton:checked { background: $selection; color: $selection_text;
    border-color: $accent; font-weight: 600; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus;
    padding: ${pad_v_less}px ${pad_h_less}px; }
QToolButton:focus { padding: ${pad_v_less}px; }
QPushButton:disabled, QToolButton:disabled { color: $text_faint; background: $sidebar;
    border-color: $border; }
QPushButton[role="primary"], QPushButton:default { background: $accent; color: $accent_text;
    border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: $sidebar;
    color: $text_faint; border-color: $border; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent;
    border-color: transparent; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked { background: $selection;
    border-color: $accent; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: $focus; }
QPushButton[role="link"], QToolButton[role="link"] { background: transparent; color: $link;
    border: 1px solid transparent; padding: ${u05}px ${u1}px; text-align: left; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { border: 2px solid $focus;
    padding: ${u05_less}px ${u1_less}px; }
QLabel[role="chip"], QPushButton[role="chip"], QToolButton[role="chip"] { background: $chip;
    color: $text; border: 1px solid $chip; border-radius: ${chip_radius}px;
    padding: ${u05}px ${u25}px; }
QPushButton[role="chip"]:hover, QToolButton[role="chip"]:hover { background: $pressed; }
QPushButton[role="chip"]:checked, QToolButton[role="chip"]:checked { background: $selection;
    border-color: $accent; }
QPushButton[role="chip"]:focus, QToolButton[role="chip"]:focus { border: 2px solid $focus;
    padding: ${u05_less}px ${u25_less}px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QCheckBox, QRadioButton { background: transparent; spacing: ${u2}px; padding: ${u05}px;
    border: 2px solid transparent; border-radius: ${u1}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator,
    QMenu::indicator, QGroupBox::indicator { width: ${box}px; height: ${box}px;
    border: 1px solid $control_border; border-radius: ${u05}px; background: $pane; }
QRadioButton::indicator { border-radius: ${box_round}px; }
QMenu::indicator:exclusive { border-radius: ${box_round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QMenu::indicator:checked,
    QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked, QMenu::indicator:exclusive:checked { image: url("$dot"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url("$dash"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sidebar;
    border-color: $border; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_faint; }
""")

_FIELDS = Template("""
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $pane;
    color: $text; border: 1px solid $control_border; border-radius: ${radius}px;
    selection-background-color: $accent; selection-color: $accent_text;
    placeholder-text-color: $text_faint; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: ${pad_v}px ${u2}px; }
QTextEdit, QPlainTextEdit { padding: ${u1}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus;
    padding: ${pad_v_less}px ${u2_less}px; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: ${u1_less}px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
    QAbstractSpinBox:disabled { color: $text_faint; background: $sidebar; border-color: $border; }
QLineEdit:read-only { background: $sidebar; }
QLineEdit[role="search"] { padding: ${search_v}px ${u2}px; border-radius: ${search_radius}px; }
QLineEdit[role="search"]:focus { padding: ${search_v_less}px ${u2_less}px; }
QLineEdit[problem="true"], QTextEdit[problem="true"], QPlainTextEdit[problem="true"] {
    border: 2px solid $error; padding: ${pad_v_less}px ${u2_less}px; }
QTextEdit[role="quote"], QPlainTextEdit[role="quote"] { background: transparent;
    border: 2px solid transparent; padding: 0; }
QTextEdit[role="quote"]:focus, QPlainTextEdit[role="quote"]:focus { border-color: $focus; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: ${u5}px;
    background: transparent; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$chevron_up"); width: ${u25}px; height: ${u25}px; }
QAbstractSpinBox::down-arrow { image: url("$chevron_down"); width: ${u25}px; height: ${u25}px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { background: transparent; border: none;
    padding: 0 ${u1}px; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: none;
    padding: 0 ${u1}px; }
QComboBox::drop-down { border: none; width: ${u6}px; }
QComboBox::down-arrow { image: url("$chevron_down"); width: ${u4}px; height: ${u4}px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $control_border; outline: 0;
    selection-background-color: $selection; selection-color: $selection_text; }
""")

_VIEWS = Template("""
QAbstractItemView { background: $pane; alternate-background-color: $sidebar; color: $text;
    border: 2px solid transparent; outline: 0; gridline-color: $border;
    selection-background-color: $selection; selection-color: $selection_text; }
QAbstractItemView:focus { border-color: $focus; }
QTableView::item { border: none; padding: 0 ${u1}px; }
QListView::item, QTreeView::item { border: none; padding: ${u1}px ${u1}px;
    min-height: ${u5}px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $selection; color: $selection_text; }
QAbstractItemView[role="sidebar"] { background: $sidebar; }
QListView[role="sidebar"]::item { padding: ${u1}px ${u2}px; border-radius: ${radius}px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$chevron_right"); }
QTreeView::branch:has-children:open { image: url("$chevron_down"); }
QHeaderView { background: $pane; border: none; }
QHeaderView::section { background: $pane; color: $text_muted; font-weight: 600; border: none;
    border-bottom: 1px solid $border; padding: ${u1}px ${u175}px; min-height: ${u5}px; }
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::section:pressed { background: $pressed; }
QHeaderView::up-arrow { image: url("$arrow_up"); width: ${u3}px; height: ${u3}px; }
QHeaderView::down-arrow { image: url("$arrow_down"); width: ${u3}px; height: ${u3}px; }
QTableCornerButton::section { background: $pane; border: none; }
""")

_FRAMES = Template("""
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea:focus { border: 2px solid $focus; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${u3}px; }
QScrollBar:horizontal { height: ${u3}px; }
QScrollBar::handle { background: $control_border; border-radius: ${scroll_radius}px;
    margin: ${scroll_margin}px; }
QScrollBar::handle:vertical { min-height: ${u8}px; }
QScrollBar::handle:horizontal { min-width: ${u8}px; }
QScrollBar::handle:hover { background: $text_faint; margin: 2px; border-radius: ${u1}px; }
QScrollBar::handle:pressed { background: $text_muted; margin: 2px; border-radius: ${u1}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: ${grab}px; margin: 0 ${grab_side}px; background: $border; }
QSplitter::handle:vertical { height: 0; padding: ${grab_side}px 0; border-top: 1px solid $border; }
QSplitter::handle:hover, QSplitter::handle:focus { background: $accent; }
QMenuBar { background: $window; padding: 0 ${u1}px; }
QMenuBar::item { background: transparent; padding: ${u1}px ${u2}px; border-radius: ${u1}px; }
QMenuBar::item:selected { background: $selection; color: $selection_text; }
QMenu { background: $card; border: 1px solid $control_border; padding: ${u1}px; }
QMenu::item { background: transparent; padding: ${u15}px ${u6}px ${u15}px ${u3}px;
    border-radius: ${u1}px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $text_faint; }
QMenu::icon { padding-left: ${u2}px; }
QMenu::separator { background: $border; height: 1px; margin: ${u1}px ${u2}px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $text_muted; border: none;
    border-bottom: 2px solid transparent; padding: ${u15}px ${u3}px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:focus { border: 2px solid $focus; }
QGroupBox { border: 1px solid $border; border-radius: ${radius}px; margin-top: ${u4}px;
    padding: ${u2}px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: ${u2}px; padding: 0 ${u1}px;
    color: $text_muted; }
QProgressBar { background: $chip; color: $text; border: 1px solid $control_border;
    border-radius: ${u1}px; text-align: center; min-height: ${u4}px; }
QProgressBar::chunk { background: $selection; border-right: 2px solid $accent; }
QFrame[role="progress"] { background: $window; border: none; border-top: 1px solid $border; }
QFrame[role="progress"] QProgressBar { min-height: 0; }
QFrame[role="progress"] QProgressBar::chunk { background: $accent; border: none; }
""")


def stylesheet(palette: Palette, metrics: Metrics, glyphs: dict[str, Path]) -> str:
    """Return the style sheet for one palette at one size.

    `glyphs` are picture files, already in the palette's colours, for the parts of widgets that a
    style sheet can only fill from files, as `icons.write_glyphs` gives them. Raises KeyError when
    one is missing.
    """
    values = {name: getattr(palette, name) for name in palette.__slots__}
    values.update({name: path.as_posix() for name, path in glyphs.items()})
    values.update(_measures(metrics))
    sections = (_GENERAL, _BUTTONS, _FIELDS, _VIEWS, _FRAMES)
    return "".join(section.substitute(values) for section in sections)


def _measures(metrics: Metrics) -> dict[str, str]:
    """Return the lengths by the names used above; `_less` makes room for a thicker border."""
    unit = metrics.unit
    lengths = {
        "u05": unit(0.5),
        "u1": unit(1),
        "u15": unit(1.5),
        "u175": unit(1.75),
        "u2": unit(2),
        "u25": unit(2.5),
        "u3": unit(3),
        "u4": unit(4),
        "u5": unit(5),
        "u6": unit(6),
        "u8": unit(8),
        "pad_v": unit(1.25),
        "pad_h": unit(3),
        "search_v": unit(1.75),
    }
    lengths.update({f"{name}_less": max(0, length - 1) for name, length in lengths.items()})
    lengths["box"] = unit(3.5)
    # Half of the side and its border; a larger radius would be dropped.
    lengths["box_round"] = (unit(3.5) + 2) // 2
    lengths["radius"] = metrics.radius
    lengths["search_radius"] = unit(2)
    lengths["chip_radius"] = unit(2.5)
    lengths["scroll_margin"] = unit(0.75)
    # A style sheet drops a radius that is more than half of the side: floor, not round.
    lengths["scroll_radius"] = max(1, (unit(3) - 2 * unit(0.75)) // 2)
    # The line is one pixel; the rest of the handle is margin that still takes the mouse.
    lengths["grab"] = 1
    lengths["grab_side"] = max(3, unit(0.75))
    sizes = {
        "base": metrics.point_size,
        "small": metrics.small,
        "heading": metrics.heading,
        "subheading": metrics.subheading,
    }
    return {
        **{name: str(length) for name, length in lengths.items()},
        **{name: f"{size:.2f}" for name, size in sizes.items()},
    }
