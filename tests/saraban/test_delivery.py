"""Files appear whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from house import MEMO_FILE, House, clean

from records.errors import OutputError
from saraban.delivery import HIDDEN, Delivery, deliver
from saraban.errors import AlreadyThereError

if TYPE_CHECKING:
    from pathlib import Path

OUTPUT = 9


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


class TestDelivery:
    def test_nothing_stands_there_before_the_last_file_is_written(self, tmp_path: Path) -> None:
        with Delivery(tmp_path / "new" / "out") as delivery:
            delivery.put("a", b"1")
            delivery.put("deep/b", b"2")
            assert not (tmp_path / "new/out/a").exists()
        assert names(tmp_path / "new/out") == {"a", "deep", "deep/b"}

    def test_an_exception_leaves_everything_as_it_was(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"old")
        with pytest.raises(TypeError), Delivery(tmp_path) as delivery:  # noqa: PT012  # its point
            delivery.put("a", b"new")
            delivery.put("b", "no bytes")  # type: ignore[arg-type]  # the mistake
        assert (tmp_path / "a").read_bytes() == b"old"
        assert names(tmp_path) == {"a"}

    def test_folders_that_were_made_go_again(self, tmp_path: Path) -> None:
        with pytest.raises(ZeroDivisionError), Delivery(tmp_path / "x" / "y"):
            raise ZeroDivisionError
        assert names(tmp_path) == set()

    def test_replaces_an_older_file(self, tmp_path: Path) -> None:
        deliver(tmp_path / "a", b"old")
        deliver(tmp_path / "a", b"new")
        assert (tmp_path / "a").read_bytes() == b"new"

    def test_a_fresh_file_replaces_nothing(self, tmp_path: Path) -> None:
        deliver(tmp_path / "a", b"old")
        with pytest.raises(AlreadyThereError):
            deliver(tmp_path / "a", b"new", fresh=True)
        assert (tmp_path / "a").read_bytes() == b"old"

    def test_a_fresh_file_does_not_follow_a_dead_link(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(AlreadyThereError):
            deliver(tmp_path / "a", b"new", fresh=True)

    def test_what_came_meanwhile_is_not_replaced_by_a_fresh_file(self, tmp_path: Path) -> None:
        with pytest.raises(AlreadyThereError), Delivery(tmp_path) as delivery:  # noqa: PT012  # its point
            delivery.put("a", b"new", fresh=True)
            (tmp_path / "a").write_bytes(b"from someone else")
        assert (tmp_path / "a").read_bytes() == b"from someone else"

    def test_files_have_the_usual_rights(self, tmp_path: Path) -> None:
        deliver(tmp_path / "a", b"")
        (tmp_path / "b").touch()
        assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode

    def test_clears_what_a_dead_neighbour_left_but_not_a_living_one(self, tmp_path: Path) -> None:
        dead = tmp_path / f"{HIDDEN}0123"
        dead.mkdir()
        (dead / "half").write_bytes(b"x")
        with Delivery(tmp_path) as living:
            living.put("a", b"1")
            deliver(tmp_path / "b", b"2")
            assert not dead.exists()
        assert names(tmp_path) == {"a", "b"}

    def test_a_folder_is_never_replaced_by_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        with pytest.raises(OutputError, match="Is a directory"):
            deliver(tmp_path / "a", b"")


class TestPlaces:
    """Where nothing can be written: one sentence, exit code 9."""

    def refused(self, house: House, *arguments: object) -> str:
        before = house.files()
        ended = house.run(*arguments)
        assert ended.code == OUTPUT, ended.err
        assert ended.out == ""
        assert ended.err.count("\n") == 1
        assert house.files() == before
        return ended.err

    def test_a_folder_has_the_files_name(self, house: House) -> None:
        (house.folder / "memo.pdf").mkdir()
        said = self.refused(house, "render", MEMO_FILE, "-o", "memo.pdf")
        assert said == "เขียน memo.pdf ไม่ได้: ชื่อนี้เป็นแฟ้ม ไม่ใช่ไฟล์\n"

    def test_a_file_has_the_folders_name(self, house: House) -> None:
        said = self.refused(house, "build", "cases/a", "-o", "office.yaml")
        assert said == "เขียน office.yaml ไม่ได้: ชื่อนี้เป็นไฟล์ ไม่ใช่แฟ้ม\n"

    def test_a_file_stands_on_the_way(self, house: House) -> None:
        self.refused(house, "build", "cases/a", "-o", "office.yaml/x/y")

    def test_one_of_many_is_a_folder(self, house: House) -> None:
        (house.folder / "printed" / "set.pdf").mkdir(parents=True)
        assert "set.pdf" in self.refused(house, "build", "cases/a", "-o", "printed")

    def test_a_system_folder(self, house: House) -> None:
        self.refused(house, "render", MEMO_FILE, "-o", "/proc/saraban/memo.pdf")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_read_only_folder(self, house: House) -> None:
        (house.folder / "locked").mkdir(mode=0o555)
        assert "สิทธิ์" in self.refused(house, "build", "cases/a", "-o", "locked")

    def test_a_name_that_is_too_long(self, house: House) -> None:
        said = self.refused(house, "render", MEMO_FILE, "-o", "ก" * 100 + ".pdf")
        assert "ยาวเกินไป" in said

    def test_two_sheets_of_one_name(self, house: House) -> None:
        house.write("cases/a/deep/MEMO.yaml", (house.folder / MEMO_FILE).read_bytes())
        house.change("cases/a/case.yaml", "evidence.yaml", "deep/MEMO.yaml")
        assert "MEMO.pdf" in self.refused(house, "build", "cases/a", "-o", "printed")

    def test_a_sheet_named_as_the_bound_set(self, house: House) -> None:
        (house.folder / "cases/a/evidence.yaml").rename(house.folder / "cases/a/set.yaml")
        house.change("cases/a/case.yaml", "evidence.yaml", "set.yaml")
        assert "set.pdf" in self.refused(house, "build", "cases/a", "-o", "printed")

    def test_a_full_disk(self, house: House) -> None:
        """The limit on a file's size stands for the disk: the PDFs are larger, the DOCX are not."""
        house.write("printed/memo.pdf", b"old")
        before = house.files()
        done = subprocess.run(
            [sys.executable, "-m", "saraban", "build", "cases/a", "-o", "printed"],
            cwd=house.folder,
            env=clean() | {"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000)),
        )
        assert done.returncode == OUTPUT, done.stderr
        assert done.stderr.count("\n") == 1
        assert "ใหญ่เกินกว่าที่เก็บได้" in done.stderr
        assert house.files() == before


class TestKilled:
    def test_leaves_old_files_and_the_next_run_clears_up(self, mueang_tak: House) -> None:
        """Killed by force as soon as the first files lie in the hidden folder."""
        build = ("build", "cases/website-2563", "-o", "printed", "--pdf-only")
        printed = mueang_tak.folder / "printed"
        printed.mkdir()
        (printed / "01-order-memo.pdf").write_bytes(b"old")

        process = mueang_tak.start(*build)
        while not list(printed.glob(f"{HIDDEN}*/*.pdf")):
            assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGKILL)
        process.communicate()

        assert process.returncode == -signal.SIGKILL
        assert (printed / "01-order-memo.pdf").read_bytes() == b"old"
        seen = [name for name in names(printed) if not name.startswith(HIDDEN)]
        assert seen == ["01-order-memo.pdf"]

        assert mueang_tak.run(*build).code == 0
        assert not list(printed.glob(f"{HIDDEN}*"))
        assert (printed / "01-order-memo.pdf").read_bytes().startswith(b"%PDF")

    def test_interrupted_by_hand_leaves_nothing(self, mueang_tak: House) -> None:
        before = mueang_tak.files()
        process = mueang_tak.start("build", "cases/website-2563", "-o", "printed")
        while not list(mueang_tak.folder.glob(f"printed/{HIDDEN}*/*.pdf")):
            assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        assert (process.returncode, out, err) == (130, "", "")
        assert mueang_tak.files() == before
