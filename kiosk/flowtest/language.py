"""The language of flow files: from YAML to a `Flow`, or to an error that says how to mend it.

A file has a header (`name`, `covers`, perhaps `start`) and `steps`, a list with one verb a line.
"""

from datetime import datetime
from pathlib import Path

from kiosk.domain.clock import SHANGHAI
from kiosk.domain.words import Language
from kiosk.flowtest.document import Part, parse_document, read_document
from kiosk.flowtest.steps import WITHOUT_POWER, Flow, KillApp, Line, Start, StartApp
from kiosk.flowtest.verbs import BARE_VERBS, VERBS, Vocabulary
from kiosk.world.acts import Act

_HEADER = ("name", "covers", "start", "steps")


def read_flow(path: Path, vocabulary: Vocabulary) -> Flow:
    """Read a flow file.

    Raises:
        FlowError: something in it is wrong; nothing of it is run then.
    """
    return _flow(read_document(path), path, vocabulary)


def parse_flow(text: str | bytes, path: Path, vocabulary: Vocabulary) -> Flow:
    """Read the text of a flow file; `path` stands in the errors.

    Raises:
        FlowError: something in it is wrong.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _flow(parse_document(data, str(path)), path, vocabulary)


def parse_act(text: str, vocabulary: Vocabulary) -> Act:
    """Read a single step that is done in the world around the kiosk.

    Raises:
        FlowError: it is none.
    """
    part = parse_document(text.encode(), text)
    step = _line(part, vocabulary).step
    if not isinstance(step, Act):
        raise part.error("this is not done in the world around the kiosk")
    return step


def _flow(document: Part, path: Path, vocabulary: Vocabulary) -> Flow:
    fields = document.fields("a flow", _HEADER, required=("name", "covers", "steps"))
    covers = fields["covers"].items("requirement ids")
    lines = tuple(_line(part, vocabulary) for part in fields["steps"].items("steps"))
    if not lines:
        raise fields["steps"].error("a flow without steps shows nothing")
    _check_power(fields["steps"], lines)
    return Flow(
        path=path,
        name=fields["name"].text("the rule that this flow shows"),
        covers=tuple(part.word("a requirement", vocabulary.requirements) for part in covers),
        starts=_starts(fields["start"]) if "start" in fields else (Start(),),
        lines=lines,
    )


def _starts(part: Part) -> tuple[Start, ...]:
    if not part.is_list:
        return (_start(part),)
    starts = tuple(_start(item) for item in part.items("ways to start"))
    if not starts or len(set(starts)) != len(starts):
        raise part.error("here belong ways to start, each once")
    return starts


def _start(part: Part) -> Start:
    fields = part.fields("start", ("language", "elder", "orientation", "at"))
    language, elder, orientation = (fields.get(name) for name in ("language", "elder", "orientation"))
    return Start(
        language=Language(language.word("a language", frozenset(Language))) if language else Language.CHINESE,
        elder=elder is not None and elder.word("yes or no", ("yes", "no")) == "yes",
        landscape=orientation is not None
        and orientation.word("an orientation", ("portrait", "landscape")) == "landscape",
        at=_moment(fields["at"]) if "at" in fields else None,
    )


def _moment(part: Part) -> datetime:
    text = part.text("a moment, such as 2026-11-02T09:30")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        raise part.error(f'"{text}" is not a moment, such as 2026-11-02T09:30') from None


def _line(part: Part, vocabulary: Vocabulary) -> Line:
    known = VERBS.keys() | BARE_VERBS.keys()
    if part.is_text:
        word, argument = part, None
    else:
        pairs = part.pairs("a step")
        if len(pairs) != 1:
            where = pairs[1][0] if pairs else part
            raise where.error("a step is one verb: put each behind its own dash")
        word, argument = pairs[0]
    verb = word.word("a step", known)
    empty = argument is None or argument.is_empty
    if verb in BARE_VERBS:
        if argument is not None and not empty:
            raise argument.error(f"{verb} takes nothing behind it")
        return Line(part.line, verb, BARE_VERBS[verb])
    if argument is None or empty:
        raise word.error(f"{verb} needs something behind it")
    step = VERBS[verb](argument, vocabulary)
    return Line(part.line, f"{verb}: {_in_one_line(argument)}", step)


def _in_one_line(part: Part) -> str:
    """Write what stands behind a verb without line breaks and comments."""
    if part.is_list:
        return f"[{', '.join(_in_one_line(item) for item in part.items(''))}]"
    if part.is_mapping:
        return (
            f"{{{', '.join(f'{_in_one_line(key)}: {_in_one_line(value)}' for key, value in part.pairs(''))}}}"
        )
    start, end = part.node.start_mark, part.node.end_mark
    return " ".join(part.source.text[start.index : end.index].split())


def _check_power(part: Part, lines: tuple[Line, ...]) -> None:
    """See that a kiosk without power is not asked for anything."""
    running = True
    for item, line in zip(part.items("steps"), lines, strict=True):
        match line.step:
            case StartApp() if running:
                raise item.error("the kiosk is running already")
            case KillApp() if not running:
                raise item.error("the kiosk is not running")
            case StartApp() | KillApp():
                running = not running
            case step if not running and not isinstance(step, WITHOUT_POWER):
                raise item.error("the kiosk is not running: start_app comes first")
