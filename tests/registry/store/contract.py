"""The contract of a store: what any engine must do that stands behind the register.

An engine's tests derive a class from `StoreContract` and give it the fixture `place`, at which
`create` makes an empty store and `open` opens it again, as another process would.
"""

from __future__ import annotations

import threading
from abc import abstractmethod
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from registry.store import LOG, NumberRow, SeriesRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.store import Store

SENT = "sent/ตก 0132/2563"
LARGE = bytes(range(256)) * 4000


def row(running: int, state: str = "issued", *entries: int) -> NumberRow:
    return NumberRow(running=running, state=state, entries=entries or (1,))


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


class StoreContract:
    """Each test is a promise of registry.store."""

    @abstractmethod
    def create(self, place: Any) -> Store: ...

    @abstractmethod
    def open(self, place: Any) -> Store: ...

    @pytest.fixture
    def store(self, place: Any) -> Iterator[Store]:
        with closing(self.create(place)) as made:
            yield made

    @pytest.fixture
    def other(self, store: Store, place: Any) -> Iterator[Store]:
        """Open the same store a second time."""
        assert store
        with closing(self.open(place)) as opened:
            yield opened

    # -- entries

    def test_an_empty_store(self, store: Store) -> None:
        with store.reading() as reader:
            assert reader.size() == 0
            assert list(reader.entries(0, 10)) == []
            assert reader.series() == ()
            assert reader.checkpoint() is None
            assert list(reader.checkpoints()) == []
            assert list(reader.contents()) == []
            with pytest.raises(IndexError):
                reader.entry(0)

    def test_entries_in_order(self, store: Store, other: Store) -> None:
        with store.writing() as writer:
            for place in range(5):
                writer.append(place, b"%d" % place)
                assert writer.size() == place + 1
        with other.reading() as reader:
            assert list(reader.entries(1, 4)) == [(1, b"1"), (2, b"2"), (3, b"3")]
            assert list(reader.entries(4, 99)) == [(4, b"4")]
            assert [reader.entry(0), reader.entry(4), reader.size()] == [b"0", b"4", 5]
            with pytest.raises(IndexError):
                reader.entry(5)

    @pytest.mark.parametrize("body", [b"", b"\x00", "ตก ๐๑๓๒".encode(), b"x" * 100_000])
    def test_any_bytes(self, store: Store, body: bytes) -> None:
        with store.writing() as writer:
            writer.append(0, body)
        with store.reading() as reader:
            assert reader.entry(0) == body

    def test_a_place_is_taken_once(self, store: Store) -> None:
        with store.writing() as writer:
            writer.append(0, b"one")
        with pytest.raises(Exception, match=r".+"), store.writing() as writer:
            writer.append(0, b"two")
        with store.reading() as reader:
            assert reader.entry(0) == b"one"

    # -- nodes

    def test_nodes(self, store: Store) -> None:
        wanted = {
            (tree, level, at): bytes([tree, level, at]) * 10 + b"xx"
            for tree in (LOG, 1, 2)
            for level in range(4)
            for at in range(8 >> level)
        }
        with store.writing() as writer:
            for tree in (LOG, 1, 2):
                writer.put_nodes(
                    tree,
                    ((level, at, value) for (t, level, at), value in wanted.items() if t == tree),
                )
        with store.reading() as reader:
            found = {key: reader.node(*key) for key in wanted}
            assert found == wanted
            assert reader.node(LOG, 0, 99) is None
            assert reader.node(3, 0, 0) is None

    def test_a_node_is_set_anew(self, store: Store) -> None:
        for value in (b"a" * 32, b"b" * 32):
            with store.writing() as writer:
                writer.put_nodes(LOG, [(30, 0, value)])
        with store.reading() as reader:
            assert reader.node(LOG, 30, 0) == b"b" * 32

    def test_the_outermost_nodes_of_a_tree_of_numbers(self, store: Store) -> None:
        places = [(0, 2**30 - 1), (0, 2**30 - 2), (1, 2**29 - 1), (29, 1), (30, 0), (0, 0)]
        with store.writing() as writer:
            writer.put_nodes(1, [(level, at, bytes([level])) for level, at in places])
        with store.reading() as reader:
            assert [reader.node(1, *each) for each in places] == [bytes([at]) for at, _ in places]

    # -- series and numbers

    def test_series(self, store: Store, other: Store) -> None:
        names = [SENT, "orders/ตก 0132/2563", "received/ตก 0132/2563"]
        with store.writing() as writer:
            made = [writer.put_series(name) for name in names]
            assert writer.series_named(SENT) == made[0]
        assert LOG not in {series.id for series in made}
        with other.reading() as reader:
            assert reader.series() == tuple(made)
            assert reader.series_named(names[1]) == made[1]
            assert reader.series_named("sent/ตก 0132/2564") is None

    def test_a_series_has_one_name(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_series(SENT)
        with pytest.raises(Exception, match=r".+"), store.writing() as writer:
            writer.put_series(SENT)

    def test_numbers(self, store: Store, other: Store) -> None:
        rows = [row(1), row(2, "voided", 2, 9), row(7, "reserved", 3, 4, 5)]
        with store.writing() as writer:
            series = writer.put_series(SENT)
            for each in reversed(rows):
                writer.put_number(series.id, each)
        with other.reading() as reader:
            assert list(reader.numbers(series.id)) == rows
            assert reader.number(series.id, 2) == rows[1]
            assert reader.number(series.id, 3) is None
            assert reader.number(series.id + 1, 1) is None

    def test_the_highest_number_of_a_series(self, store: Store) -> None:
        with store.writing() as writer:
            series = writer.put_series(SENT)
            other = writer.put_series("orders/ตก 0132/2563")
            for running in (3, 9, 4):
                writer.put_number(series.id, row(running))
            assert writer.series_named(SENT) == SeriesRow(id=series.id, name=SENT, highest=9)
        with store.reading() as reader:
            assert [each.highest for each in reader.series()] == [9, 0]
            assert reader.series_named(SENT) == SeriesRow(id=series.id, name=SENT, highest=9)
            assert reader.series()[1].id == other.id

    def test_a_state_is_replaced(self, store: Store) -> None:
        with store.writing() as writer:
            series = writer.put_series(SENT)
            writer.put_number(series.id, row(1, "reserved", 1))
            writer.put_number(series.id, row(1, "issued", 1, 2))
            assert writer.number(series.id, 1) == row(1, "issued", 1, 2)

    # -- checkpoints

    def test_checkpoints(self, store: Store, other: Store) -> None:
        for size, note in ((1, "หนึ่ง\n"), (100, "ร้อย\n"), (9, "เก้า\n")):
            with store.writing() as writer:
                writer.put_checkpoint(size, note)
        with other.reading() as reader:
            assert reader.checkpoint() == (100, "ร้อย\n")
            assert list(reader.checkpoints()) == [(1, "หนึ่ง\n"), (9, "เก้า\n"), (100, "ร้อย\n")]

    def test_a_checkpoint_with_more_signatures_takes_its_place(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_checkpoint(1, "one\n")
            writer.put_checkpoint(1, "one\ntwo\n")
            assert list(writer.checkpoints()) == [(1, "one\ntwo\n")]

    # -- content

    @pytest.mark.parametrize("data", [b"", b"x", b"y" * 32_768, b"z" * 32_769, LARGE])
    def test_content(self, store: Store, other: Store, data: bytes) -> None:
        with store.writing() as writer:
            assert writer.keep(data) == digest(data)
            assert writer.content(digest(data)) == data
        with other.reading() as reader:
            assert reader.content(digest(data)) == data
            assert list(reader.contents()) == [digest(data)]

    def test_content_that_is_not_there(self, store: Store) -> None:
        with store.reading() as reader:
            assert reader.content(digest(b"x")) is None

    @pytest.mark.parametrize("data", [b"x", LARGE])
    def test_the_same_content_is_kept_once(self, store: Store, data: bytes) -> None:
        for _ in range(2):
            with store.writing() as writer:
                assert writer.keep(data) == writer.keep(data)
        with store.reading() as reader:
            assert list(reader.contents()) == [digest(data)]

    @pytest.mark.parametrize("data", [b"x", LARGE])
    def test_erased_content_is_gone(self, store: Store, other: Store, data: bytes) -> None:
        with store.writing() as writer:
            writer.keep(data)
        with store.writing() as writer:
            writer.erase(digest(data))
        with other.reading() as reader:
            assert reader.content(digest(data)) is None
            assert list(reader.contents()) == []

    @pytest.mark.parametrize("data", [b"x", LARGE])
    def test_content_stays_if_the_erasing_fails(self, store: Store, data: bytes) -> None:
        with store.writing() as writer:
            writer.keep(data)

        def fail() -> None:
            with store.writing() as writer:
                writer.erase(digest(data))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        with store.reading() as reader:
            assert reader.content(digest(data)) == data

    @pytest.mark.parametrize("data", [b"x", LARGE])
    def test_content_can_be_kept_again_after_it_was_erased(self, store: Store, data: bytes) -> None:
        with store.writing() as writer:
            writer.keep(data)
        with store.writing() as writer:
            writer.erase(digest(data))
        with store.writing() as writer:
            writer.keep(data)
        with store.reading() as reader:
            assert reader.content(digest(data)) == data

    @pytest.mark.parametrize("data", [b"x", LARGE])
    def test_erased_and_kept_in_one_act_it_stays(self, store: Store, data: bytes) -> None:
        with store.writing() as writer:
            writer.keep(data)
        with store.writing() as writer:
            writer.erase(digest(data))
            writer.keep(data)
        with store.reading() as reader:
            assert reader.content(digest(data)) == data

    @pytest.mark.parametrize("data", [b"x", LARGE])
    def test_shelved_content_is_not_kept_yet(self, store: Store, data: bytes) -> None:
        store.shelve(data)
        with store.reading() as reader:
            assert list(reader.contents()) == []
            assert reader.content(digest(data)) is None
        with store.writing() as writer:
            writer.keep(data)
        with store.reading() as reader:
            assert reader.content(digest(data)) == data

    # -- drafts

    def test_drafts(self, store: Store, other: Store) -> None:
        with store.writing() as writer:
            writer.put_draft("cases/a/memo.yaml", digest(b"1"), 7)
            writer.put_draft("cases/a/memo.yaml", digest(b"2"), 8)
        with other.reading() as reader:
            assert reader.drafted("cases/a/memo.yaml", digest(b"1")) == 7
            assert reader.drafted("cases/a/memo.yaml", digest(b"2")) == 8
            assert reader.drafted("cases/a/memo.yaml", digest(b"3")) is None
            assert reader.drafted("cases/b/memo.yaml", digest(b"1")) is None

    # -- transactions

    @pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt, GeneratorExit])
    def test_leaving_by_an_exception_changes_nothing(
        self, store: Store, kind: type[BaseException]
    ) -> None:
        with store.writing() as writer:
            writer.append(0, b"zero")

        def fail() -> None:
            with store.writing() as writer:
                writer.append(1, b"one")
                writer.put_number(writer.put_series(SENT).id, row(1))
                writer.put_checkpoint(2, "note")
                writer.keep(b"small")
                writer.put_draft("a", digest(b"a"), 1)
                raise kind

        with pytest.raises(kind):
            fail()
        with store.reading() as reader:
            assert reader.size() == 1
            assert (reader.series(), reader.checkpoint()) == ((), None)
            assert (list(reader.contents()), reader.drafted("a", digest(b"a"))) == ([], None)

    def test_after_an_exception_it_writes_on(self, store: Store) -> None:
        def fail() -> None:
            with store.writing() as writer:
                writer.append(0, b"lost")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        with store.writing() as writer:
            writer.append(0, b"kept")
        with store.reading() as reader:
            assert reader.entry(0) == b"kept"

    def test_a_reader_sees_one_moment(self, store: Store, other: Store) -> None:
        with store.writing() as writer:
            writer.append(0, b"zero")
        with other.reading() as reader:
            assert reader.size() == 1
            with store.writing() as writer:
                writer.append(1, b"one")
                series = writer.put_series(SENT)
                writer.put_number(series.id, row(1))
            assert reader.size() == 1
            assert reader.series() == ()
            assert list(reader.entries(0, 9)) == [(0, b"zero")]
        with other.reading() as reader:
            assert reader.size() == 2

    def test_nothing_is_seen_before_it_is_written(self, store: Store, other: Store) -> None:
        with store.writing() as writer:
            writer.append(0, b"zero")
            with other.reading() as reader:
                assert reader.size() == 0

    def test_writers_wait_for_each_other(self, store: Store, place: Any) -> None:
        begun, may_end = threading.Event(), threading.Event()
        order: list[str] = []

        def wait() -> None:
            with closing(self.open(place)) as second, second.writing() as writer:
                order.append(f"second sees {writer.size()}")
                writer.append(writer.size(), b"second")

        with store.writing() as writer:
            thread = threading.Thread(target=wait)
            thread.start()
            begun.wait(0.05)
            order.append("first")
            writer.append(0, b"first")
            may_end.set()
        thread.join()
        assert order == ["first", "second sees 1"]
        with store.reading() as reader:
            assert [body for _, body in reader.entries(0, 9)] == [b"first", b"second"]

    def test_reading_ends_also_by_an_exception(self, store: Store) -> None:
        def fail() -> None:
            with store.reading() as reader:
                assert reader.size() == 0
                raise RuntimeError

        for _ in range(2):
            with pytest.raises(RuntimeError):
                fail()

    def test_what_is_written_is_there_when_it_is_opened_again(self, place: Any) -> None:
        with closing(self.create(place)) as store, store.writing() as writer:
            writer.append(0, b"zero")
            writer.keep(LARGE)
        with closing(self.open(place)) as store, store.reading() as reader:
            assert reader.entry(0) == b"zero"
            assert reader.content(digest(LARGE)) == LARGE
