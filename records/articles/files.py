"""Reads what somebody pastes or uploads as an article: plain text in UTF-8 of a bounded size, or a sentence why not."""

from records.articles.text import BOM, paragraphs

LARGEST = 500_000  # bytes; a long report has a fifth of that
MOST_PARAGRAPHS = 1_000
ENDINGS = (".txt", ".md")
WEB_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
IS_A_WEB_PAGE = (
    "This is a web page, not its text: menus and code would be counted as paragraphs. Open it in a browser, copy the "
    "article and paste it here."
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class NotAnArticle(ValueError):
    """What was given cannot be kept as an article; the sentence says what to do."""


def read_file(raw: bytes, *, name: str) -> str:
    """The text of an uploaded file, letter by letter. Raises NotAnArticle."""
    if name.lower().endswith(WEB_PAGES):
        raise NotAnArticle(IS_A_WEB_PAGE)
    if not name.lower().endswith(ENDINGS):
        raise NotAnArticle("Upload a .txt file: plain text in UTF-8. Or copy the article and paste it.")
    refuse_large(len(raw))
    if raw.startswith(_UTF_16):
        raise NotAnArticle("This file is in UTF-16. Save it as UTF-8 and upload it again, or paste its text.")
    try:
        return checked(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotAnArticle(
            f"This file is not UTF-8: byte {error.start + 1} cannot be read. Save it as UTF-8 and upload it again, or paste "
            "its text."
        ) from None


def checked(text: str) -> str:
    """The text itself, if it is one that can be kept. Raises NotAnArticle."""
    if "\x00" in text:
        raise NotAnArticle(
            "This holds a NUL character, so it is no plain text. Save the article as plain text."
        )
    refuse_large(len(text.encode()))
    if text.removeprefix(BOM).lstrip()[:15].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise NotAnArticle(IS_A_WEB_PAGE)
    lines = paragraphs(text)
    if not lines:
        raise NotAnArticle("There is no text in this. Paste the article, or upload a file that holds it.")
    if len(lines) > MOST_PARAGRAPHS:
        raise NotAnArticle(
            f"This has {len(lines)} paragraphs; {MOST_PARAGRAPHS} is the most. Enter a long report by chapters."
        )
    return text


def refuse_large(size: int) -> None:
    """Raises NotAnArticle; asked before a file is read."""
    if size > LARGEST:
        raise NotAnArticle(
            f"This has {size / 1_000_000:.1f} MB; an article may have {LARGEST / 1_000_000} MB. Enter its text alone."
        )
