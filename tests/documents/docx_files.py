"""Making Word documents, sound and unsound ones, for tests of reading them."""

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml.parser import parse_xml

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def content_of(document):
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def small_document(*texts):
    document = Document()
    for text in texts or ("โครงการทดลอง",):
        document.add_paragraph(text)
    return document


def with_members(content, members):
    """The file with further (or other) members in its zip."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, text in members.items():
            new.writestr(name, text)
    return stream.getvalue()


def zip_of(*names):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def with_body(xml):
    """A document with this XML in its body."""
    return with_members(content_of(small_document()), {"word/document.xml": document_xml(xml)})


def document_xml(xml, declaration=""):
    return f"{declaration}<w:document {NAMES}><w:body>{xml}</w:body></w:document>"


def with_relation(kind, target="http://example.com/x", part="word/_rels/settings.xml.rels"):
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return with_members(
        content_of(small_document()), {part: f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'}
    )


def with_numbering(document, *levels):
    """Put a list with these levels (format, text, start) into the document and return its number."""
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text, start) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    definition = parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="90">{made}</w:abstractNum>')
    root.insert(0, definition)
    root.append(parse_xml(f'<w:num {NAMES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def numbered(document, text, number, level=0):
    """A paragraph in list `number`."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NAMES}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
    return paragraph


def arrow(left, width, *, relative="column"):
    """A run with a drawn arrow; twips from the left edge of the cell's text, and twips long."""
    return parse_xml(
        f'<w:r {NAMES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:positionH relativeFrom="{relative}"><wp:posOffset>{left * 635}</wp:posOffset></wp:positionH>'
        f'<wp:extent cx="{width * 635}" cy="0"/><a:graphic><a:graphicData><wps:wsp/></a:graphicData></a:graphic>'
        f'</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" to="9pt,0"/></w:pict>'
        f"</mc:Fallback></mc:AlternateContent></w:r>"
    )
