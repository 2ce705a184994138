"""Good files of every kind that articles come in, made anew, with invented articles in them."""

# ruff: noqa: E501  (sample texts stand on one line, as in a file)

from __future__ import annotations

import gzip
import io
import warnings
import zipfile
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FERRY = "The council of Port Ember has halted the northern ferry 🚢, and the mayor says that nobody was asked at all."
BRIDGE = "The bridge across the river stays closed until spring, the engineers told the people of the valley on Monday."
HEBREW = "ראש העיר אמר כי המעבורת תחזור לפעול בשבוע הבא, ואיש לא נשאל על כך."

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry halted</title><meta charset="utf-8">
<meta property="article:published_time" content="2025-10-11T08:30:00+02:00"><script>alert(1)</script></head>
<body><article><h1>Ferry halted</h1><p>{FERRY}</p><p>{BRIDGE}</p><p>{HEBREW}</p></article></body></html>"""


def zipped(files: dict[str, str | bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return out.getvalue()


CONTAINER = '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>The Ember Weekly</dc:title><dc:creator>Ida Brandt</dc:creator><dc:date>2025-10-11</dc:date><dc:language>en-GB</dc:language><dc:publisher>Ember Press</dc:publisher></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="b" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""


def chapter(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


def epub(**changed: str | bytes) -> bytes:
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF,
        "OEBPS/nav.xhtml": chapter("Contents"),
        "OEBPS/cover.xhtml": chapter("The Ember Weekly"),
        "OEBPS/text/one.xhtml": chapter("Ferry halted", FERRY + "&nbsp;A&amp;B", HEBREW),
        "OEBPS/text/two b.xhtml": chapter("Bridge closed", BRIDGE, FERRY),
    }
    return zipped({**files, **changed})


CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:text>
<text:tracked-changes><text:p>never</text:p></text:tracked-changes>
<text:h>Ferry halted</text:h><text:p>{FERRY}<text:note><text:note-body><text:p>footnote</text:p></text:note-body></text:note></text:p>
<text:p>A<text:s text:c="3"/>B<text:tab/>C<text:line-break/>D <text:span>bold</text:span>
 end<text:hidden-text>secret</text:hidden-text></text:p><text:list><text:list-item><text:p>{HEBREW}</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p></office:text></office:body></office:document-content>"""
META = """<?xml version="1.0"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Ferry halted</dc:title><meta:initial-creator>Ida Brandt</meta:initial-creator><dc:creator>Tom Berg</dc:creator><meta:creation-date>2025-10-11T08:00:00</meta:creation-date></office:meta></office:document-meta>"""


def odt(**changed: str | bytes) -> bytes:
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": CONTENT,
        "meta.xml": META,
    }
    return zipped({**files, **changed})


RTF = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fswiss Arial;}}{\info{\title Caf\'e9 halted}{\author Ida Brandt}{\creatim\yr2025\mo10\dy11\hr8}}"
    + "\r\n"
    + r"\f0 Ferry halted\par The caf\'e9 on the northern ferry \u-10179?\u-8542? stays closed, the mayor told the people of the valley.\par "
    + r"{\v hidden}Open{\deleted gone} day \endash  {\field{\*\fldinst HYPERLINK "
    + '"http://x.example/a"'
    + r"}{\fldrslt a link}} and \v unseen\v0 seen.\par \trowd one\cell two\cell\row {\pict\wmetafile8 010203}End.\par }"
).encode("ascii")


def mail(
    subject: str = "Ferry halted – café", *, plain: str = FERRY, html: str = PAGE, charset: str = "utf-8"
) -> bytes:
    message = EmailMessage()
    message["From"] = "Ember Wéekly <news@ember.example>"
    message["To"] = "desk@paper.example"
    message["Subject"] = subject
    message["Date"] = "Sat, 11 Oct 2025 08:30:00 +0200"
    message["Message-ID"] = "<1@ember.example>"
    message.set_content(plain, charset=charset, cte="quoted-printable")
    if html:
        message.add_alternative(html, subtype="html", cte="base64")
    return message.as_bytes()


def mail_with_attachment() -> bytes:
    message = EmailMessage()
    message["From"] = "news@ember.example"
    message["Subject"] = "With a report"
    message["MIME-Version"] = "1.0"
    message["Received"] = "by x"
    message.set_content(f"{FERRY}\r\n\r\n{BRIDGE}\r\n")
    message.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="bericht ü.pdf")
    message.add_attachment("a,b", filename="table.csv")
    return message.as_bytes()


def mbox(*mails: bytes) -> bytes:
    return b"".join(
        b"From news@ember.example Sat Oct 11 08:30:00 2025\n" + one.replace(b"\nFrom ", b"\n>From ") + b"\n\n"
        for one in mails or (mail(), mail_with_attachment())
    )


def mhtml() -> bytes:
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.ember.example/ferry\r\nSubject: Ferry halted\r\n"
        "Date: Sun, 12 Oct 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n\r\n----b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.ember.example/ferry\r\n\r\n"
        + PAGE.encode().replace(b"=", b"=3D").decode("latin-1")
        + "\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n"
    ).encode("latin-1")


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Ember Post</title><link>https://ember.example</link><language>en-gb</language>
<item><title>Ferry &amp; bridge</title><link>https://ember.example/1</link><dc:creator>Ida Brandt</dc:creator><pubDate>Sat, 11 Oct 2025 08:30:00 +0200</pubDate><category>Transport</category><description>Short.</description><content:encoded><![CDATA[<p>{FERRY}</p><script>x()</script><p>{HEBREW}</p>]]></content:encoded></item>
<item><title>Bridge closed</title><link>https://ember.example/2</link><description>{BRIDGE}</description></item></channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ember Post</title><id>x</id><updated>2025-10-11T08:30:00Z</updated>
<entry><title>Ferry halted</title><id>1</id><link href="https://ember.example/1"/><author><name>Ida Brandt</name></author><updated>2025-10-11T08:30:00Z</updated><content type="html">&lt;p&gt;{FERRY}&lt;/p&gt;</content></entry></feed>"""


def warc(*, packed: bool = False) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)

    def add(address: str, kind: str, body: bytes, status: str = "200 OK") -> None:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2025-10-12T10:00:00Z"},
            )
        )

    # warcio leaves closing what it wrote into to the end of the object.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        add("https://www.ember.example/ferry", "text/html; charset=utf-8", PAGE.encode())
        add("https://www.ember.example/x.png", "image/png", b"\x89PNG")
        add("https://www.ember.example/gone", "text/html", b"<html>not here</html>", "404 Not Found")
        add(
            "https://www.ember.example/bridge",
            "text/html",
            PAGE.replace("Ferry halted", "Bridge closed").encode(),
        )
    return out.getvalue()


FACTIVA_TAGGED = f"""HD
Ferry halted
BY
By Ida Brandt
WC
523 words
PD
11 October 2025
ET
08:30
SN
Ember Post
SC
EMBP
LA
English
CY
(c) 2025 Ember Press
LP
{FERRY}
TD
{BRIDGE}
Nobody was asked, the mayor said.
NS
gtrans : Transport
AN
Document EMBP000020251011eaab00001

HD
Bridge closed
WC
88 mots
PD
12 octobre 2025
SN
La Braise
LA
French
LP
{HEBREW}
AN
Document BRAI000020251012eaac0000x
"""

FACTIVA_PLAIN = f"""Transport
Ferry halted, and nobody was asked
By Ida Brandt
1,523 words
11 October 2025
08:30
Ember Post
EMBP
English
Copyright 2025 Ember Press. All rights reserved.

{FERRY}

{BRIDGE}

Document EMBP000020251011eaab00001

Bridge closed until spring
Tom Berg
88 words
12 October 2025
Ember Post
EMBP
B1
English
(c) 2025 Ember Press.

{BRIDGE}

Document EMBP000020251012eaab00002

Search Summary
Text\tferry
"""

NEXIS_OLD = f"""                               1 of 2 DOCUMENTS

                                 The Ember Post

                           October 11, 2025 Saturday
                              Late Edition - Final

Ferry halted

BYLINE: By IDA BRANDT

SECTION: Section A; Column 1; Transport Desk; Pg. 1

LENGTH: 1,023 words

DATELINE: PORT EMBER, Oct. 10

The council of Port Ember has halted the northern ferry, and the mayor
says that nobody was asked at all by anybody who could have stopped it.

Note: {BRIDGE}

LOAD-DATE: October 11, 2025

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                   Copyright 2025 The Ember Post Company
                            All Rights Reserved


                               2 of 2 DOCUMENTS

                                 The Ember Post

                           October 12, 2025 Sunday

HEADLINE: Bridge closed

LENGTH: 88 words

BODY:
{BRIDGE}

LANGUAGE: ENGLISH
"""

NEXIS_NEW = f"""User Name: Ida
Date and Time: Saturday, October 18, 2025 9:00 AM
Job Number: 123
Documents (2)
1. Ferry halted
Client/Matter: -None-

Ferry halted
The Ember Post (Port Ember)
October 11, 2025 Saturday 7:00 PM GMT

Copyright 2025 Ember Press All Rights Reserved

Section: TRANSPORT; Version:1
Length: 823 words
Byline: Ida Brandt
Highlight: Nobody was asked.
Body

{FERRY}

{BRIDGE}

Graphic

The ferry in the harbour.

Load-Date: October 11, 2025

End of Document

Brücke gesperrt
Ember Bote
Sonntag 12. Oktober 2025

Copyright 2025 Ember Verlag
Length: 75 words
Body

{BRIDGE}

Load-Date: October 12, 2025

End of Document
"""

EUROPRESSE_PAGE = f"""<html><body><article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">La Braise, no. 123</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">Société, samedi 11 octobre 2025, 523 mots, p. 12</span></div><div class="titreArticle"><p class="titreArticleVisu">Le bac est arrêté</p></div>
<div class="docAuthors">Ida Brandt</div></header><section><div class="docOcurrContainer"><p>{FERRY}</p><p>{BRIDGE}</p></div></section>
<footer><div class="publiC-lblNodoc">news·20251011·BRA·0123456</div></footer></article>
<article><header><span class="DocPublicationName">La Braise</span><span class="DocHeader">dimanche 12 octobre 2025</span><div class="titreArticle">Le pont</div></header>
<section><div class="DocText clearfix"><p>{BRIDGE}</p></div></section></article></body></html>"""

EUROPRESSE_TEXT = f"""La Braise
Société, samedi 11 octobre 2025, 523 mots, p. 12

Le bac est arrêté
Ida Brandt

{FERRY}

{BRIDGE}

© 2025 La Braise. Tous droits réservés.
news·20251011·BRA·0123456

La Braise
dimanche 12 octobre 2025

Le pont est fermé

{BRIDGE}

news·20251012·BRA·0123457
"""


def rows_of_html(tagged: str) -> str:
    """A tagged export as Factiva writes it as a page: a table for each article."""
    articles, rows, code = [], [], ""
    for line in tagged.splitlines():
        if line.isupper() and len(line) == 2:
            code = line
        elif line and code:
            paragraph = f"<p class='articleParagraph enarticleParagraph'>{line}</p>"
            if code == "TD" and rows and "<b>TD</b>" in rows[-1]:
                rows[-1] = rows[-1].replace("</td></tr>", f"{paragraph}</td></tr>")
            else:
                rows.append(f"<tr><td><b>{code}</b>&nbsp;</td><td>{paragraph}</td></tr>")
            if "Document " in line:
                articles.append(f'<div class="article enArticle"><table>{"".join(rows)}</table></div>')
                rows = []
    return f"<html><body>{''.join(articles)}</body></html>"


GOOD: dict[str, bytes] = {
    "page.html": PAGE.encode(),
    "book.epub": epub(),
    "text.odt": odt(),
    "text.rtf": RTF,
    "news.eml": mail(),
    "news.mbox": mbox(),
    "page.mhtml": mhtml(),
    "feed.rss": RSS.encode(),
    "feed.atom": ATOM.encode(),
    "web.warc": warc(),
    "web.warc.gz": warc(packed=True),
    "factiva.txt": FACTIVA_TAGGED.encode(),
    "factiva.html": rows_of_html(FACTIVA_TAGGED).encode(),
    "nexis.txt": NEXIS_NEW.encode(),
    "nexis-old.txt": NEXIS_OLD.encode(),
    "europresse.html": EUROPRESSE_PAGE.encode(),
    "table.csv": f"title,content,pubdate\r\nFerry,{FERRY.replace(',', '')},20251011\r\n".encode(),
    "table.csv.gz": gzip.compress(f"title,text\nFerry,{BRIDGE.replace(',', '')}\n".encode(), mtime=0),
    "all.zip": zipped(
        {"a/one.txt": FERRY, "two.rtf": RTF, "book.epub": epub(), "in.zip": zipped({"x.html": PAGE})}
    ),
}
"""Name -> bytes."""
