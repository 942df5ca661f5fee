"""Pictures: bounded in bytes and pixels, inside the office folder, and only their pixels go on."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makings import OFFICE, document_of
from PIL import Image, PngImagePlugin

from generator.measures import POINTS
from generator.pictures import MAX_BYTES, MAX_PIXELS, emblem, pictures, read, reduced
from records.errors import PictureError

if TYPE_CHECKING:
    from pathlib import Path


def saved(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=("PNG",))
    image.load()
    return image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claimed(width: int, height: int, colour: int = 0, *more: bytes) -> bytes:
    """Return a PNG of a few bytes that claims to be as large as you like."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(100_000), 9))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + data + chunk(b"IEND", b"")


# Left half black, right half white, and the left top corner red.
def sample(width: int = 40, height: int = 20) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    image.paste("black", (0, 0, width // 2, height))
    image.paste("red", (0, 0, width // 8, height // 4))
    return image


class TestReading:
    def test_a_file_inside(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a/b.png").write_bytes(b"x")
        assert read(tmp_path, "a/b.png") == b"x"
        assert read(tmp_path, "./a/../a/b.png") == b"x"

    @pytest.mark.parametrize("name", ["../b.png", "/etc/passwd", "a/../../b.png", "..", "/"])
    def test_a_file_outside(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "b.png").write_bytes(b"x")
        folder = tmp_path / "office"
        folder.mkdir()
        with pytest.raises(PictureError, match="it lies outside the office folder"):
            read(folder, name)

    def test_links_that_lead_out(self, tmp_path: Path) -> None:
        folder = tmp_path / "office"
        folder.mkdir()
        (tmp_path / "b.png").write_bytes(b"x")
        (folder / "file.png").symlink_to(tmp_path / "b.png")
        (folder / "folder").symlink_to(tmp_path)
        for name in ("file.png", "folder/b.png"):
            with pytest.raises(PictureError, match="it lies outside the office folder"):
                read(folder, name)

    def test_links_that_stay_inside(self, tmp_path: Path) -> None:
        (tmp_path / "b.png").write_bytes(b"x")
        (tmp_path / "a.png").symlink_to("b.png")
        assert read(tmp_path, "a.png") == b"x"

    def test_an_office_that_is_a_link_itself(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "real/b.png").write_bytes(b"x")
        (tmp_path / "office").symlink_to("real")
        assert read(tmp_path / "office", "b.png") == b"x"

    def test_a_folder_beside_with_a_longer_name(self, tmp_path: Path) -> None:
        (tmp_path / "office").mkdir()
        (tmp_path / "office-2").mkdir()
        (tmp_path / "office-2/b.png").write_bytes(b"x")
        with pytest.raises(PictureError, match="outside"):
            read(tmp_path / "office", "../office-2/b.png")

    @pytest.mark.parametrize(
        "name", ["no.png", "a", "b.png/c.png", "x" * 5000 + ".png", "link.png"]
    )
    def test_no_file(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "b.png").write_bytes(b"x")
        (tmp_path / "link.png").symlink_to("link.png")
        with pytest.raises(PictureError) as caught:
            read(tmp_path, name)
        assert str(caught.value).startswith(f"The picture {name} cannot be used: ")

    def test_a_file_that_is_too_large(self, tmp_path: Path) -> None:
        with (tmp_path / "a.png").open("wb") as stream:
            stream.truncate(MAX_BYTES)
        assert len(read(tmp_path, "a.png")) == MAX_BYTES
        with (tmp_path / "a.png").open("wb") as stream:
            stream.truncate(MAX_BYTES + 1)
        with pytest.raises(PictureError, match=f"it is larger than {MAX_BYTES} bytes"):
            read(tmp_path, "a.png")


class TestReduced:
    @pytest.mark.parametrize(
        ("size", "width", "expected"),
        [
            ((40, 20), 40, (40, 20)),
            ((40, 20), 20, (20, 10)),
            ((40, 20), 400, (40, 20)),
            ((3000, 1), 10, (10, 1)),
            ((1, 3000), 10, (1, 3000)),
        ],
    )
    def test_is_no_wider_than_asked(
        self, size: tuple[int, int], width: int, expected: tuple[int, int]
    ) -> None:
        assert opened(reduced(saved(Image.new("RGB", size)), "a.png", width)).size == expected

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_of_each_kind_of_png(self, mode: str) -> None:
        image = sample().convert("I;16" if mode == "I;16" else mode)
        made = opened(reduced(saved(image), "a.png", 40))
        assert (made.mode, made.size) == ("RGB", (40, 20))

    @pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
    @pytest.mark.parametrize("progressive", [False, True])
    def test_of_each_kind_of_jpeg(self, mode: str, progressive: bool) -> None:  # noqa: FBT001  # a case
        data = saved(sample(64, 32).convert(mode), "JPEG", progressive=progressive, quality=95)
        made = opened(reduced(data, "a.jpg", 64))
        assert (made.mode, made.size) == ("RGB", (64, 32))
        left, right = made.getpixel((20, 24)), made.getpixel((60, 24))
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        assert max(left) < 30
        assert min(right) > 225

    def test_a_grey_picture_of_sixteen_bits_is_not_washed_out(self) -> None:
        image = Image.new("I;16", (4, 4), 0x4000)
        (pixel,) = {*opened(reduced(saved(image), "a.png", 4)).convert("L").get_flattened_data()}
        assert pixel == pytest.approx(0x40, abs=2)

    def test_what_is_transparent_is_white(self) -> None:
        """Paper is white; a screen shot's clear corners must not turn black."""
        for image in (Image.new("RGBA", (4, 4), (0, 0, 0, 0)), Image.new("LA", (4, 4), (0, 0))):
            assert {*opened(reduced(saved(image), "a.png", 4)).get_flattened_data()} == {
                (255, 255, 255)
            }
        palette = Image.new("P", (4, 4), 0)
        palette.putpalette([10, 20, 30])
        data = saved(palette, transparency=0)
        assert {*opened(reduced(data, "a.png", 4)).get_flattened_data()} == {(255, 255, 255)}

    @pytest.mark.parametrize(
        ("turn", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40))]
    )
    def test_a_camera_that_was_turned(self, turn: int, size: tuple[int, int]) -> None:
        exif = Image.Exif()
        exif[0x0112] = turn
        data = saved(sample(), "JPEG", exif=exif)
        assert opened(reduced(data, "a.jpg", 40)).size == size

    def test_only_the_pixels_go_on(self) -> None:
        note = PngImagePlugin.PngInfo()
        note.add_text("Comment", "secret")
        exif = Image.Exif()
        exif[0x010E] = "secret"
        data = saved(sample(), pnginfo=note, exif=exif, icc_profile=b"secret", dpi=(300, 300))
        assert b"secret" in data
        made = reduced(data, "a.png", 40)
        assert b"secret" not in made
        assert set(opened(made).info) <= {"dpi"}

    def test_the_same_picture_gives_the_same_bytes(self) -> None:
        data = saved(sample())
        assert reduced(data, "a.png", 20) == reduced(data, "a.png", 20)


class TestEmblem:
    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_is_grey_and_as_high_as_asked(self, mode: str) -> None:
        image = sample().convert("I;16" if mode == "I;16" else mode)
        made = opened(emblem(saved(image), "e.png", 60))
        assert (made.mode, made.size) == ("L", (120, 60))

    def test_what_is_transparent_is_white(self) -> None:
        image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
        image.paste((0, 0, 0, 255), (0, 0, 5, 10))
        made = opened(emblem(saved(image), "e.png", 10))
        assert (made.getpixel((1, 5)), made.getpixel((8, 5))) == (0, 255)

    def test_sixteen_bits(self) -> None:
        made = opened(emblem(saved(Image.new("I;16", (4, 4), 0x4000)), "e.png", 4))
        assert made.getpixel((2, 2)) == pytest.approx(0x40, abs=2)

    def test_a_drawing(self) -> None:
        head = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        made = opened(emblem(head + b'<rect width="9" height="9"/></svg>', "Emblem.SVG", 60))
        assert (made.mode, made.height) == ("L", 60)
        assert made.getpixel((30, 30)) == 0

    def test_a_drawing_under_another_name(self) -> None:
        with pytest.raises(PictureError, match="it is not a PNG or JPEG picture"):
            emblem(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "e.png", 60)

    def test_a_strip_is_refused_or_bounded(self) -> None:
        """A line of one pixel's height must not be blown up to a picture of a billion."""
        data = saved(Image.new("L", (3000, 1)))
        try:
            made = emblem(data, "e.png", 200)
        except PictureError:
            return
        width, height = struct.unpack(">II", made[16:24])
        assert width * height <= MAX_PIXELS


BOTH = pytest.mark.parametrize("make", [emblem, reduced])


@BOTH
class TestBadPictures:
    @pytest.mark.parametrize(
        ("width", "height"), [(50_000, 50_000), (2**31 - 1, 1), (1, 2**31 - 1), (7746, 7746)]
    )
    @pytest.mark.parametrize("colour", [0, 2, 6])
    def test_a_bomb(self, make: Any, width: int, height: int, colour: int) -> None:
        with pytest.raises(PictureError):
            make(claimed(width, height, colour), "a.png", 100)

    @pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
    def test_a_bomb_in_a_chunk(self, make: Any, kind: bytes) -> None:
        packed = zlib.compress(bytes(200_000_000), 9)
        text = b"a\0\0" + (b"\0\0" if kind == b"iTXt" else b"") + packed
        if kind == b"iTXt":
            text = b"a\0\1\0\0\0" + packed
        with pytest.raises(PictureError):
            make(claimed(10, 10, 0, chunk(kind, text))[:-60], "a.png", 100)

    @pytest.mark.parametrize("width_height", [(0, 0), (0, 10), (10, 0)])
    def test_no_pixels(self, make: Any, width_height: tuple[int, int]) -> None:
        with pytest.raises(PictureError):
            make(claimed(*width_height), "a.png", 100)

    @pytest.mark.parametrize(
        "data",
        [
            *(b"", b"x", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
            *(b"%PDF-1.7", b"<svg/>", b"%!PS-Adobe-3.0 EPSF-3.0\n", bytes(1000)),
        ],
    )
    def test_no_picture(self, make: Any, data: bytes) -> None:
        with pytest.raises(PictureError, match=r"The picture a\.png cannot be used: \S"):
            make(data, "a.png", 100)

    @pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "WEBP", "PPM", "ICO", "PDF"])
    def test_another_format(self, make: Any, form: str) -> None:
        with pytest.raises(PictureError, match="it is not a PNG or JPEG picture"):
            make(saved(sample(), form), "a.png", 100)

    @pytest.mark.parametrize("form", ["PNG", "JPEG"])
    def test_cut_short(self, make: Any, form: str) -> None:
        data = saved(Image.effect_noise((100, 100), 90).convert("RGB"), form)
        for part in range(0, len(data) - 30, len(data) // 25):
            with pytest.raises(PictureError):
                make(data[:part], "a.png", 100)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
    @given(data=st.data(), form=st.sampled_from(("PNG", "JPEG")))
    def test_with_any_damage_it_is_a_picture_or_refused(
        self, make: Any, data: st.DataObject, form: str
    ) -> None:
        whole = bytearray(saved(sample(), form))
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(whole) - 1))
            whole[place] = data.draw(st.integers(0, 255))
        try:
            made = make(bytes(whole), "a.png", 30)
        except PictureError:
            return
        assert opened(made).width >= 1


class TestPictures:
    """A document's pictures, by the names that its HTML gives them."""

    def test_of_an_evidence_sheet(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(saved(Image.new("RGB", (4000, 100))))
        (tmp_path / "b.jpg").write_bytes(saved(sample(), "JPEG"))
        (tmp_path / "e.png").write_bytes(saved(sample()))
        office = OFFICE.model_copy(update={"emblem": "e.png"})
        given_ = [
            {"file": "a.png", "alt": "ก", "width": 127},
            {"file": "b.jpg", "alt": "ข"},
        ]
        document = document_of({"kind": "evidence_sheet", "pictures": given_}, office, tmp_path)
        found = pictures(document, 30 * POINTS["mm"])
        assert {name: opened(data).size for name, data in found.items()} == {
            "saraban:emblem": (1418, 709),  # 30 mm at 600 dpi
            "saraban:picture/1": (1000, 25),  # 127 mm at 200 dpi
            "saraban:picture/2": (40, 20),
        }

    def test_of_a_document_without_any(self) -> None:
        assert pictures(document_of({"kind": "annex", "title_lines": ["ก"]}), 85.0) == {}

    @pytest.mark.parametrize("name", ["no.png", "../e.png", "/etc/passwd"])
    def test_an_emblem_that_is_not_there(self, tmp_path: Path, name: str) -> None:
        office = OFFICE.model_copy(update={"emblem": name})
        document = document_of({"kind": "annex", "title_lines": ["ก"]}, office, tmp_path)
        with pytest.raises(PictureError, match=name):
            pictures(document, 85.0)
