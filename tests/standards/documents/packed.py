"""Word documents put together part by part, as other programs write them."""

from tests.standards.documents import files

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/></Types>"""


def part(root: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {W}>{inside}</w:{root}>'.encode()


def document(*blocks: str, **parts: bytes | str) -> bytes:
    """A document of these blocks; other parts by their name, as what stands inside or as bytes."""
    packed = {"[Content_Types].xml": TYPES, "word/document.xml": part("document", body(*blocks))}
    for name, inside in parts.items():
        root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        packed[f"word/{name}.xml"] = part(root, inside) if isinstance(inside, str) else inside
    return files.package(packed)


def body(*blocks: str) -> str:
    return f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"


def paragraph(
    text: str, *, list_id: int | None = None, depth: int = 0, style: str = "", after: str = ""
) -> str:
    """A paragraph, in a list and of a style where that is said; ``after``: XML behind its text."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_id is not None:
        about += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{about}</w:pPr>{run}{after}</w:p>"


def footnote(note_id: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{note_id}"/></w:r>'


def endnote(note_id: int) -> str:
    return f'<w:r><w:endnoteReference w:id="{note_id}"/></w:r>'


def note(kind: str, note_id: int, *texts: str, about: str = "") -> str:
    inside = "".join(f"<w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f'<w:{kind} w:id="{note_id}" {about}>{inside}</w:{kind}>'


def level(depth: int, kind: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def family(family_id: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{family_id}">{more}{"".join(levels)}</w:abstractNum>'


def numbered(list_id: int, family_id: int, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{family_id}"/>{more}</w:num>'
