from __future__ import annotations

import pytest
from clerks import Clerk, states, utc

from registry import entry, ledger, merkle
from registry.acts import Act, Exported, Founded, Issued, Reserved, Voided
from registry.canonical import MAX_BYTES, NotCanonicalError, canonical
from registry.errors import LongEntryError, NumberError
from registry.item import State
from registry.store import LOG

EXPORT = {"book": "sent", "year": 2563, "form": "csv", "sha256": "0" * 64, "rows": 0}


class TestAppend:
    """Everything that happens in the register is an entry in an append-only log."""

    def test_what_every_entry_says(self, clerk: Clerk) -> None:
        with clerk.register.writing(utc("2020-02-13 05:00:01"), "มานี") as pen:
            act = pen.append(Exported, **EXPORT)
        assert (act.act, act.at, act.by) == ("exported", "2020-02-13T05:00:01Z", "มานี")
        assert (act.entry, act.office) == (1, clerk.register.origin)

    def test_its_bytes_are_canonical(self, clerk: Clerk) -> None:
        act = clerk.issue()
        with clerk.register.store.reading() as reader:
            body = reader.entry(act.entry)
        assert body == act.body
        assert entry.read(body, act.entry) == act
        assert b'"numbe' in body
        assert b": " not in body

    def test_all_of_a_block_or_nothing(self, clerk: Clerk) -> None:
        def write() -> None:
            with clerk.register.writing(clerk.now, "มานี") as pen:
                pen.append(Exported, **EXPORT)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write()
        with clerk.register.store.reading() as reader:
            assert reader.size() == 1

    def test_an_act_of_the_wrong_form_is_refused(self, clerk: Clerk) -> None:
        with pytest.raises(entry.UnknownActError), clerk.register.writing(clerk.now, "มานี") as pen:
            pen.append(Exported, **(EXPORT | {"rows": "many"}))

    def test_a_field_that_the_act_does_not_have_is_refused(self, clerk: Clerk) -> None:
        with pytest.raises(entry.UnknownActError), clerk.register.writing(clerk.now, "มานี") as pen:
            pen.append(Exported, **EXPORT, colour="แดง")

    def test_the_longest_entry_can_be_read(self, clerk: Clerk) -> None:
        with clerk.register.writing(clerk.now, "มานี") as pen:
            short = len(pen.append(Exported, **EXPORT).body)
            name = "x" * (MAX_BYTES - short + len("sent"))
            act = pen.append(Exported, **(EXPORT | {"book": name}))
            assert len(entry.read(act.body, act.entry).body) == MAX_BYTES
            with pytest.raises(LongEntryError, match="1000001"):
                pen.append(Exported, **(EXPORT | {"book": f"{name}x"}))


class TestTouch:
    """Nothing leads back, so none is given twice."""

    @pytest.mark.parametrize("model", [Issued, Voided])
    def test_a_void_number_stays_void(self, clerk: Clerk, model: type[Act]) -> None:
        issued = clerk.issue()
        clerk.void("ตก ๐๑๓๒/๑")
        said = {"series": issued.series, "running": 1, "number": issued.number}
        more = {
            Issued: {"kind": "letter", "date": "", "subject": "", "record": "0" * 64},
            Voided: {"reason": "อีกครั้ง", "of": 1},
        }[model]
        with pytest.raises(NumberError), clerk.register.writing(clerk.now, "มานี") as pen:
            pen.append(model, **said, **more)
        with clerk.register.store.reading() as reader:
            assert reader.size() == 3

    def test_a_block_that_overlaps_is_refused_whole(self, clerk: Clerk) -> None:
        clerk.issue()
        fields = {"series": "sent/ตก 0132/2563", "first": 1, "last": 3, "number": "ตก ๐๑๓๒/๑"}
        with pytest.raises(NumberError), clerk.register.writing(clerk.now, "มานี") as pen:
            pen.append(Reserved, **fields, reason="จอง", until="")
        assert list(states(clerk).values()) == [State.ISSUED]


class TestTree:
    """The entries are the leaves of the Merkle tree of RFC 6962."""

    def test_every_complete_node_is_stored(self, clerk: Clerk) -> None:
        for _ in range(20):
            clerk.issue()
        with clerk.register.store.reading() as reader:
            leaves = [merkle.leaf_hash(body) for _, body in reader.entries(0, reader.size())]
            wanted = merkle.listed(leaves)
            for level in range(5):
                for position in range(len(leaves) >> level):
                    assert reader.node(LOG, level, position) == wanted(level, position)

    @pytest.mark.parametrize("size", range(1, 9))
    def test_the_root_of_every_size(self, clerk: Clerk, size: int) -> None:
        for _ in range(8):
            clerk.issue()
        with clerk.register.store.reading() as reader:
            leaves = [merkle.leaf_hash(body) for _, body in reader.entries(0, size)]
            assert ledger.log_root(reader, size) == merkle.tree_root(leaves)

    def test_a_node_that_is_not_there(self, clerk: Clerk) -> None:
        with clerk.register.store.reading() as reader, pytest.raises(IndexError):
            ledger.log_nodes(reader)(0, 1)


class TestRead:
    """An entry leads back to the act."""

    def test_in_order(self, clerk: Clerk) -> None:
        clerk.issue()
        clerk.void("ตก ๐๑๓๒/๑")
        with clerk.register.store.reading() as reader:
            found = [type(act) for act in ledger.read_acts(reader)]
        assert found == [Founded, Issued, Voided]

    def test_a_part_of_the_log(self, clerk: Clerk) -> None:
        for _ in range(3):
            clerk.issue()
        with clerk.register.store.reading() as reader:
            assert [act.entry for act in ledger.read_acts(reader, 1, 3)] == [1, 2]

    def test_the_state_of_a_number(self, clerk: Clerk) -> None:
        issued = clerk.issue()
        void = clerk.void("ตก ๐๑๓๒/๑")
        with clerk.register.store.reading() as reader:
            row = ledger.state_of(reader, issued.series or "", 1)
            assert row is not None
            assert (row.state, row.entries) == ("voided", (issued.entry, void.entry))
            assert ledger.state_of(reader, issued.series or "", 2) is None
            assert ledger.state_of(reader, "orders/ตก 0132/2563", 1) is None

    def test_an_act_of_a_later_version(self) -> None:
        body = canonical({"act": "blessed", "at": "2020-02-13T05:00:00Z"})
        with pytest.raises(entry.UnknownActError, match=r"Entry 7 .*`blessed`"):
            entry.read(body, 7)
        with pytest.raises(entry.UnknownActError, match=r"Entry 7 .*`blessed`"):
            entry.recall(body, 7)

    @pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"7", b'{"act":"exported"}', b'{"act":7}'])
    def test_bytes_that_are_no_act(self, body: bytes) -> None:
        with pytest.raises((entry.UnknownActError, NotCanonicalError)):
            entry.read(body, 0)
        with pytest.raises((entry.UnknownActError, NotCanonicalError)):
            entry.recall(body, 0)
