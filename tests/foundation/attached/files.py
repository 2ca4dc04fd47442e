"""Small files of every kind, and some that pretend."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib


def png(width: int = 3, height: int = 2, more: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\x20\x60\xa0" * 3) * 2)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", lines), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + more


def jpeg(width: int = 3, height: int = 2) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    size = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return b"\xff\xd8" + app + size + b"\xff\xd9"


def gif(width: int = 3, height: int = 2) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(20) + b";"


def webp(width: int = 3, height: int = 2) -> bytes:
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + sizes + bytes(20)


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def office(part: str = "word", **more: bytes) -> bytes:
    return packed(
        **{"[Content_Types].xml": b"<Types/>", f"{part}__document.xml": b"<d/>", **more}
    )


def open_document(kind: str = "text", **more: bytes) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed(mimetype=mime, **{"content.xml": b"<c/>", **more})


PDF = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >> endobj\n%%EOF"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="a()"><script>x</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


def pdf(
    content: bytes = b"0.2 0.4 0.6 rg 20 20 100 100 re f",
    *more: bytes,
    box: bytes = b"0 0 595 842",
    page: bytes = b"",
    catalog: bytes = b"",
    head: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """Return a PDF of one page; ``more`` are objects from the fifth on."""
    stream = b"<<" + head + b"/Length %d>>stream\n" % len(content) + content
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox["
        + box
        + b"]/Contents 4 0 R"
        + page
        + b">>",
        stream + b"\nendstream",
        *more,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table
        + b"trailer\n<</Size %d/Root 1 0 R" % count + trailer
        + b">>\nstartxref\n%d\n%%%%EOF" % len(out)
    )  # fmt: skip
