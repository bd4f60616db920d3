"""A second process reads what comes after the first group; whatever becomes of it."""

from __future__ import annotations

from hashlib import sha256

from convenant.exchange.istandaarden.beside import File, Reader, read
from convenant.exchange.istandaarden.messages import Unreadable
from tests.exchange.istandaarden.material import DATA, allocation

ALLOCATION = allocation()
BROKEN = DATA.replace(b"<wmo323:Clienten>", b"<wmo323:Klanten>")


def files(*contents: bytes) -> list[File]:
    return [
        File(f"{at}.xml", sha256(data).hexdigest()[:32], data) for at, data in enumerate(contents)
    ]


GROUPS = [files(DATA), files(ALLOCATION, BROKEN, DATA), files(ALLOCATION)]


def told(answer):
    """What was read, in values that can be compared."""
    reads, packed = answer
    return [
        (one.args, one.name)
        if isinstance(one, Unreadable)
        else (
            one.id,
            one.name,
            one.header,
            one.declaration,
            one.summary,
            one.lines,
            one.allocations,
        )
        for one in reads.outcomes()
    ], packed


def test_another_process_reads_exactly_the_same():
    here = [told(read(group, None)) for group in GROUPS]

    with Reader(None) as reader:
        answers = [reader.begin(group) for group in GROUPS]
        beside = [told(answer()) for answer in answers]

    assert beside == here


def test_one_group_needs_no_other_process():
    with Reader(None) as reader:
        told(reader.begin(GROUPS[0])())

        assert reader.process is None


def test_a_group_is_read_here_when_the_other_process_is_killed():
    with Reader(None) as reader:
        first, second = reader.begin(GROUPS[0]), reader.begin(GROUPS[1])
        reader.process.kill()
        answers = [first, second, reader.begin(GROUPS[2])]

        assert [told(answer()) for answer in answers] == [told(read(g, None)) for g in GROUPS]


def test_the_other_process_ends_with_the_intake():
    with Reader(None) as reader:
        for group in GROUPS:
            reader.begin(group)

    assert reader.process.exitcode == 0
