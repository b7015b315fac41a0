"""What the closed words of records are called: kinds, states of a record, its review."""

from desktop.text.translate import tr

__all__ = [
    "evidence_name",
    "kind_name",
    "kinds_name",
    "review_name",
    "role_name",
    "script_name",
    "state_name",
]


def kind_name(kind: str) -> str:
    """Return the name of one record of `kind`; a kind unknown here names itself."""
    return {
        "official": tr("Official"),
        "organization": tr("Organization"),
        "place": tr("Place"),
        "tenure": tr("Post"),
        "meeting": tr("Meeting"),
        "participation": tr("Participant"),
        "agreement": tr("Agreement"),
        "statement": tr("Statement"),
        "relation": tr("Relation"),
        "name": tr("Name"),
        "source": tr("Source"),
    }.get(kind, _itself(kind))


def kinds_name(kind: str) -> str:
    """Return the name of all records of `kind`, as a heading; an unknown kind names itself."""
    return {
        "official": tr("Officials"),
        "organization": tr("Organizations"),
        "place": tr("Places"),
        "meeting": tr("Meetings"),
        "agreement": tr("Agreements"),
        "tenure": tr("Posts"),
        "participation": tr("Participants"),
        "name": tr("Names"),
        "statement": tr("Statements"),
        "relation": tr("Relations"),
        "source": tr("Sources"),
    }.get(kind, _itself(kind))


def state_name(state: str) -> str:
    """Return the name of the life state of a meeting, agreement or relation."""
    return {
        "announced": tr("Announced"),
        "reported": tr("Reported"),
        "confirmed": tr("Confirmed"),
        "cancelled": tr("Cancelled"),
        "denied": tr("Denied"),
        "discussed": tr("Discussed"),
        "proposed": tr("Proposed"),
        "signed": tr("Signed"),
        "in_force": tr("In force"),
        "in force": tr("In force"),
        "asserted": tr("Asserted"),
        "alleged": tr("Alleged"),
        "direct": tr("Direct"),
        "partial": tr("Partial"),
        "indirect": tr("Indirect"),
    }.get(state, _itself(state))


def review_name(review: str) -> str:
    """Return the name of a review state."""
    return {
        "draft": tr("Draft"),
        "checked": tr("Checked"),
        "verified": tr("Verified"),
    }.get(review, _itself(review))


def script_name(code: str) -> str:
    """Return the name of a script (ISO 15924); a code unknown here names itself."""
    return {
        "Latn": tr("Latin"),
        "Cyrl": tr("Cyrillic"),
        "Arab": tr("Arabic"),
        "Grek": tr("Greek"),
        "Hebr": tr("Hebrew"),
        "Armn": tr("Armenian"),
        "Geor": tr("Georgian"),
        "Hani": tr("Chinese"),
        "Hans": tr("Chinese, simplified"),
        "Hant": tr("Chinese, traditional"),
        "Hang": tr("Korean"),
        "Hira": tr("Japanese"),
        "Kana": tr("Japanese"),
        "Deva": tr("Devanagari"),
        "Thai": tr("Thai"),
        "Zyyy": tr("of no script"),
    }.get(code, code)


def role_name(role: str) -> str:
    """Return the name of the role somebody has at a meeting or in an agreement."""
    return {
        "principal": tr("Principal"),
        "host": tr("Host"),
        "visitor": tr("Visitor"),
        "delegation": tr("Delegation"),
        "signatory": tr("Signatory"),
        "mediator": tr("Mediator"),
    }.get(role, _itself(role))


def evidence_name(state: str) -> str:
    """Return the name of what is so of the evidence of a record."""
    return {
        "quoted": tr("Quoted"),
        "inferred": tr("Inferred"),
        "unsourced": tr("Unsourced"),
        "disputed": tr("Disputed"),
    }.get(state, _itself(state))


def _itself(word: str) -> str:
    return word.replace("_", " ").capitalize()
