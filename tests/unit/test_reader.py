"""The reader gives back plain data with line numbers, and answers every bad file with one ReadError."""

import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from records.loading.files import BIDI_CHARACTER, LARGEST_FILE, ReadError, fixture_files
from records.loading.reader import (
    FORBIDDEN_IN_VALUE,
    LONGEST_ECHO,
    LONGEST_SCALAR,
    MOST_NODES,
    read_front_matter,
    read_yaml,
)

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(content: str | bytes) -> Path:
        path = tmp_path / "a.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def refusal(write: Write) -> Callable[[str | bytes], ReadError]:
    def refuse(content: str | bytes) -> ReadError:
        with pytest.raises(ReadError) as caught:
            read_yaml(write(content))
        return caught.value

    return refuse


Refusal = Callable[[str | bytes], ReadError]


# What plain text means


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-0", 0),
        ("17", 17),
        ("-17", -17),
        ("999999999999999999", 999999999999999999),
    ],
)
def test_null_true_false_and_integers_have_their_meaning(write: Write, written: str, value: object) -> None:
    found = read_yaml(write(f"a: {written}\n")).data["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "written",
    [
        *("NO", "no", "Yes", "on", "off", "y", "Null", "NULL", "True", "FALSE"),
        *("012", "0x1F", "0o17", "0b1", "1_000", "1,000", "+1", "--1", "1000000000000000000", "\u0661\u0667"),
        *(
            "1.5",
            "1e3",
            ".nan",
            ".inf",
            "-.INF",
            "12:30:45",
            "2022-10-04",
            "2022-10-04T12:30:45Z",
            "199X",
            "=",
        ),
    ],
)
def test_all_other_plain_text_stays_text(write: Write, written: str) -> None:
    assert read_yaml(write(f"a: {written}\n")).data == {"a": written}


@pytest.mark.parametrize("written", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
@pytest.mark.parametrize("word", ["null", "~", "true", "17"])
def test_quoted_and_block_text_stays_text(write: Write, written: str, word: str) -> None:
    assert read_yaml(write(f"a: {written.format(word)}\n")).data == {"a": word}


def test_text_is_kept_as_written_without_normalisation(write: Write) -> None:
    assert read_yaml(write("a: e\u0301 \uff25 Ջերմուկ 😀\n")).data == {"a": "e\u0301 \uff25 Ջերմուկ 😀"}


def test_a_utf8_byte_order_mark_and_windows_line_ends_are_accepted(write: Write) -> None:
    located = read_yaml(write(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n"))
    assert (located.data, located.line_of(("b",))) == ({"a": 1, "b": "x\ny\n"}, 2)


def test_one_explicit_document_with_comments_is_accepted(write: Write) -> None:
    assert read_yaml(write("# c\n---\na: [1, {b: 2}] # d\n...\n")).data == {"a": [1, {"b": 2}]}


# Lines


def test_every_value_knows_its_line(write: Write) -> None:
    located = read_yaml(
        write("# c\nsource: x\nrecords:\n  - id: a\n    note: >\n      one\n      two\n  - id:\n      b\n")
    )
    assert located.lines == {
        (): 2,
        ("source",): 2,
        ("records",): 3,
        ("records", 0): 4,
        ("records", 0, "id"): 4,
        ("records", 0, "note"): 5,
        ("records", 1): 8,
        ("records", 1, "id"): 8,
    }


def test_a_missing_value_has_the_line_of_what_would_hold_it(write: Write) -> None:
    located = read_yaml(write("\nrecords:\n  - id: a\n"))
    assert located.line_of(("records", 0, "date", "edtf")) == 3
    assert located.line_of(("other",)) == 2


# Refusals, each with its line and what to do


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: 1\nb: !!str 2\n", 2, "remove it, or quote the text"),
        ("a: !!python/object/apply:os.system [x]\n", 1, "tag"),
        ("a: ! x\n", 1, "tag"),
        ("a: !x!y z\n", 1, "tags are not allowed"),
        ("--- !!map\na: 1\n", 1, "tag"),
        ("!!str a: 1\n", 1, "tag"),
        ("a: 1\nb: &x 2\n", 2, "the anchor '&x' is not allowed"),
        ("&x a: 1\n", 1, "anchor"),
        ("a: &x [1]\nb: *x\n", 1, "anchor"),
        ("a: 1\nb: *x\n", 2, "the alias '*x' is not allowed"),
        ("a: 1\n*x : 2\n", 2, "alias"),
        ("a: 1\n<<: {b: 2}\n", 2, "merge key"),
        ("a: 1\nb: 2\na: 3\n", 3, "already stands on line 1; keep one"),
        ("a:\n  - {b: 1,\n     'b': 2}\n", 3, "already stands on line 2"),
        ("a: 1\n17: 2\n", 2, "the key '17' is not text; put quotes"),
        ("true: 2\n", 1, "is not text"),
        ("~: 2\n", 1, "is not text"),
        ("a: 1\n? [b]\n: 2\n", 2, "may not be a list"),
        ("{a: 1}: 2\n", 1, "may not be a list"),
        ("a: 1\n\u0430ctor: 2\n", 2, "'\\u0430ctor' is not plain ASCII"),
        ("a: 1\n---\nb: 1\n", 2, "second document"),
        ("a: 1\n---\n", 2, "second document"),
        ("%YAML 1.1\n---\na: 1\n", 1, "directive"),
        ("# c\n%TAG ! tag:x,2000:\n---\na: 1\n", 2, "directive"),
        ("a: 1\n...\n%TAG ! tag:x,2000:\n---\n", 3, "directive"),
        ("", 1, "empty"),
        ("\n# only a comment\n\n", 1, "empty"),
        ("# c\n---\n", 2, "empty"),
        ("---\n...\n", 2, "empty"),
    ],
)
def test_yaml_beyond_plain_data_is_refused(refusal: Refusal, content: str, line: int, words: str) -> None:
    error = refusal(content)
    assert (error.line, words in error.problem) == (line, True), str(error)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"a: 1\nb: caf\xe9\n", 2, "UTF-8"),
        (b"a: \xc0\x80\n", 1, "UTF-8"),
        (b"a: 1\nb: \xed\xa0\x80\n", 2, "UTF-8"),
        (b"a: \xf4\x90\x80\x80\n", 1, "UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "UTF-16"),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), 1, "UTF-16"),
        ("a: 1\n".encode("utf-32"), 1, "UTF-32"),
        (b"\x00\x00\xfe\xff" + "a: 1\n".encode("utf-32-be"), 1, "UTF-32"),
        ("a: 1\n".encode("utf-16-le"), 1, "U+0000"),
    ],
)
def test_other_encodings_are_refused(refusal: Refusal, content: bytes, line: int, words: str) -> None:
    error = refusal(content)
    assert (error.line, words in error.problem) == (line, True), str(error)


@pytest.mark.parametrize(
    "code", [0x00, 0x07, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x2028, 0x2029, 0xFEFF, 0xFFFE]
)
def test_control_characters_are_refused_where_they_stand(refusal: Refusal, code: int) -> None:
    error = refusal(f"a: 1\nb:\n  - x{chr(code)}y\n")
    assert (error.line, error.problem) == (3, f"the control character U+{code:04X} is not allowed; remove it")


@pytest.mark.parametrize("code", [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_bidirectional_controls_are_refused_even_in_comments(refusal: Refusal, code: int) -> None:
    error = refusal(f"a: 1\n# {chr(code)}\n")
    assert (error.line, f"bidirectional control character U+{code:04X}" in error.problem) == (2, True)


@pytest.mark.parametrize(
    "escape", [r"\0", r"\x1b", r"\r", r"\N", r"\L", r"\u202e", r"\u2066", r"\ufeff", r"\uFFFF"]
)
def test_characters_refused_in_the_file_are_refused_as_escapes(refusal: Refusal, escape: str) -> None:
    error = refusal(f'a: 1\nb: "x{escape}"\n')
    assert (error.line, "is not allowed; remove it" in error.problem) == (2, True)
    assert "is not allowed; remove it" in refusal(f'"x{escape}": 1\n').problem


@pytest.mark.parametrize("escape", [r"\ud800", r"\udc00", r"\ud83d\ude00", r"\U00110000"])
def test_surrogates_written_as_escapes_are_refused(refusal: Refusal, escape: str) -> None:
    error = refusal(f'a: 1\nb: "{escape}"\n')
    assert (error.line, "write the character itself" in error.problem) == (2, True)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: 1\nb: c: d\n", 2, 'quote text that holds ": "'),
        ("a: 1\nb\nc: 2\n", 2, 'lacks its ":"'),
        ("a: 1\n  b: 2\n", 2, 'quote text that holds ": "'),
        ("a:\n  b: 1\n c: 2\n", 3, "indentation"),
        ("a:\n- 1\n- 3\nb\n", 4, "lacks its"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "never closed"),
        ("a: 1\nb: 'x\n---\n", 2, "never closed"),
        ("a: 1\nb: [1,\n  2\n", 2, 'a "[" opened here'),
        ("a: 1\nb: {c: 1\n", 2, 'a "{" opened here'),
        ("a: 1\nb: @x\n", 2, "may not begin with this character"),
        ("a:\n\tb: 1\n", 2, "indent with blanks"),
        ('a: "\\q"\n', 1, "single quotes"),
        ("a: - 1\n", 1, "no list may begin"),
        ("[1] 2\n", 1, "follows the document's end"),
        ("a: &\n", 1, "not valid YAML"),
        (": 2\n", 1, "indentation and quotes"),
        ("a: 1\nb: [", 2, "a value is missing here"),
    ],
)
def test_malformed_yaml_is_explained_at_the_line_to_mend(
    refusal: Refusal, content: str, line: int, words: str
) -> None:
    error = refusal(content)
    assert (error.line, words in error.problem) == (line, True), str(error)


def test_the_first_of_several_duplicate_keys_is_reported(refusal: Refusal) -> None:
    assert refusal("a: 1\nb: 1\nb: 2\na: 2\n").line == 3


def test_a_refusal_reads_as_file_line_and_problem(refusal: Refusal) -> None:
    error = refusal("a: 1\na: 2\n")
    assert str(error) == f"{error.path}:2: the key 'a' already stands on line 1; keep one of them"


def test_a_refusal_survives_being_sent_between_processes(refusal: Refusal) -> None:
    error = refusal("a: 1\na: 2\n")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    "content", ["{0}: 1\n{0}: 2\n", "a: &{0} 1\n", "a: *{0}\n", "a: !{0} 1\n", "a: '{0}{0}'\n"]
)
def test_a_message_repeats_at_most_sixty_characters(refusal: Refusal, content: str) -> None:
    problem = refusal(content.format("x" * 800 if "'" not in content else "x" * 15_000)).problem
    assert LONGEST_ECHO - 3 <= problem.count("x") <= LONGEST_ECHO + 1  # "text" has one of its own


def test_a_message_never_obeys_the_terminal_or_shows_a_look_alike(tmp_path: Path) -> None:
    path = tmp_path / "a\n\x1b[2J.yaml"
    path.write_text("\u0430\u00a0: 1\n")
    with pytest.raises(ReadError) as caught:
        read_yaml(path)
    assert str(caught.value).isprintable()
    assert "\\u0430\\xa0" in str(caught.value)


# Bounds


def test_nesting_is_allowed_to_twelve_and_refused_at_thirteen(write: Write, refusal: Refusal) -> None:
    assert read_yaml(write("[" * 12 + "]" * 12)).data == [[[[[[[[[[[[]]]]]]]]]]]]
    assert "more than 12 deep" in refusal("[" * 13 + "]" * 13).problem
    assert refusal("".join(f"{' ' * depth}a:\n" for depth in range(20))).line == 13


def test_a_scalar_may_have_twenty_thousand_characters_and_no_more(write: Write, refusal: Refusal) -> None:
    assert read_yaml(write("a: " + "é" * LONGEST_SCALAR)).data == {"a": "é" * LONGEST_SCALAR}
    error = refusal("a: 1\nb: " + "é" * (LONGEST_SCALAR + 1))
    assert (error.line, "longer than 20,000 characters" in error.problem) == (2, True)


def test_a_file_may_hold_forty_thousand_values_and_no_more(write: Write, refusal: Refusal) -> None:
    assert len(read_yaml(write("- 1\n" * (MOST_NODES - 1))).data) == MOST_NODES - 1
    error = refusal("- 1\n" * MOST_NODES)
    assert (error.line, "more than 40,000 values" in error.problem) == (MOST_NODES, True)


def test_a_file_may_have_two_million_bytes_and_no_more(write: Write, refusal: Refusal) -> None:
    assert read_yaml(write("a: 1\n".ljust(LARGEST_FILE, "\n"))).data == {"a": 1}
    assert "larger than 2,000,000 bytes" in refusal("a: 1\n".ljust(LARGEST_FILE + 1, "\n")).problem


def test_a_file_that_grows_while_it_is_read_is_still_bounded(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a: 1\n".ljust(LARGEST_FILE + 1, "\n"))
    before = os.stat_result((0o100644, *[0] * 9))
    monkeypatch.setattr(os, "fstat", lambda _: before)
    with pytest.raises(ReadError, match="larger than"):
        read_yaml(path)


LAUGHS = "a: &a [x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(9)
)
MERGES = "a: &a {x: 1}\nb:\n" + "  - <<: [" + "*a," * 200_000 + "]\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a: b\n" * 2_000_000, id="ten-megabytes"),
        pytest.param("[" * 1_900_000, id="deep-lists"),
        pytest.param("{a: " * 470_000, id="deep-mappings"),
        pytest.param("[\n" * 900_000, id="deep-over-lines"),
        pytest.param("- " * 900_000, id="deep-blocks"),
        pytest.param("? " * 900_000, id="deep-keys"),
        pytest.param("".join(f"%TAG !a{n}! x\n" for n in range(80_000)), id="many-directives"),
        pytest.param("--- a\n" * 300_000, id="many-documents"),
        pytest.param('a: "' + "\n" * 1_900_000, id="unclosed-quote"),
        pytest.param("a: &" + "x" * 1_900_000, id="long-anchor"),
        pytest.param("x" * 1_900_000 + ": 1", id="long-key"),
        pytest.param("#\n" * 900_000, id="only-comments"),
        pytest.param(LAUGHS, id="alias-bomb"),
        pytest.param(MERGES, id="merge-bomb"),
    ],
)
def test_a_bomb_is_refused(write: Write, content: str) -> None:
    with pytest.raises(ReadError):
        read_yaml(write(content))


def test_three_hundred_thousand_values_are_refused(write: Write) -> None:
    with pytest.raises(ReadError, match="values"):
        read_yaml(write("- 1\n" * 300_000))


def test_a_million_open_brackets_do_not_crash_the_process(write: Write) -> None:
    code = "import sys; from pathlib import Path; from records.loading.reader import ReadError, read_yaml"
    code += "\ntry: read_yaml(Path(sys.argv[1]))\nexcept ReadError as error: print(error.line)"
    command = [sys.executable, "-c", code, str(write("[" * 1_000_000))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def test_a_long_file_of_records_is_read(write: Write) -> None:
    evidence = [{"paragraph": 3, "phrase": "said on Tuesday", "states": {"status": "completed"}}]
    record = {"kind": "incident", "title": "Shelling near Jermuk " * 8, "status": "completed"}
    records = [{"id": f"r-{number}", **record, "evidence": evidence} for number in range(1500)]
    path = write(yaml.dump({"records": records}, sort_keys=False, Dumper=WithoutAliases))
    assert read_yaml(path).data == {"records": records}


class WithoutAliases(yaml.SafeDumper):
    """PyYAML repeats an object by an alias; fixtures write it out."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


# Front matter


def test_front_matter_is_read_with_the_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "seed.md"
    path.write_text("---\nid: a\npublished: {edtf: 2022-10-04}\n---\n\n[1] Text: “as is”.\n")
    located, body, line = read_front_matter(path)
    assert located.data == {"id": "a", "published": {"edtf": "2022-10-04"}}
    assert located.lines == {(): 2, ("id",): 2, ("published",): 3, ("published", "edtf"): 3}
    assert (body, line) == ("\n[1] Text: “as is”.\n", 5)


def test_a_body_may_hold_what_yaml_may_not(tmp_path: Path) -> None:
    path = tmp_path / "seed.md"
    path.write_text("---\nid: a\n---\n% *x &y !z\n---\n\t@: : [\n")
    assert read_front_matter(path)[1:] == ("% *x &y !z\n---\n\t@: : [\n", 4)


def test_front_matter_with_windows_line_ends_and_no_body_is_read(tmp_path: Path) -> None:
    path = tmp_path / "seed.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\nid: a\r\n---")
    located, body, line = read_front_matter(path)
    assert (located.data, located.line_of(("id",)), body, line) == ({"id": "a"}, 2, "", 4)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 1, "must begin with"),
        ("id: a\n---\n", 1, "must begin with"),
        ("\n---\nid: a\n---\n", 1, "must begin with"),
        ("---\nid: a\n[1] text\n", 1, "never closed"),
        ("---\n---\n[1] text\n", 1, "empty"),
        ("---\nid: a\nid: b\n---\n", 3, "already stands on line 2"),
        ("---\nid: a\n%X\n---\n", 3, "directive"),
        ("---\nid: a\ntitle: 'b\n---\n", 3, "never closed"),
        ("---\nid: a\n---\n[1] te\u202ext\n", 4, "U+202E"),
        ("---\nid: a\n---\n[1] te\0xt\n", 4, "U+0000"),
    ],
)
def test_bad_front_matter_is_refused_at_its_line(tmp_path: Path, content: str, line: int, words: str) -> None:
    path = tmp_path / "seed.md"
    path.write_text(content)
    with pytest.raises(ReadError) as caught:
        read_front_matter(path)
    assert (caught.value.line, words in caught.value.problem) == (line, True), str(caught.value)


# Files


def test_fixture_files_are_found_below_the_folder_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    names = ["places.yaml", "articles/b.yml", "articles/a.yaml", "actors.YAML"]
    for name in [*names, "README.md", "articles/notes.txt"]:
        (tmp_path / name).touch()
    assert fixture_files(tmp_path) == sorted(tmp_path / name for name in names)


def test_a_single_fixture_file_stands_for_itself(write: Write) -> None:
    path = write("a: 1\n")
    assert fixture_files(path) == [path]


def _make_folder_of(make: Callable[[Path], object]) -> Callable[[Path], Path]:
    def build(root: Path) -> Path:
        (root / "below").mkdir()
        (root / "below" / "ok.yaml").touch()
        make(root / "below" / "odd.yaml")
        return root

    return build


def _make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's address has room for about a hundred characters
        try:
            listener.bind(path.name)
        finally:
            os.chdir(here)


def _link_to_file(path: Path) -> None:
    path.symlink_to(path.with_name("ok.yaml"))


def _link_to_parent(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


ODD_FILES = [_link_to_file, _link_to_parent, _link_to_nothing, os.mkfifo, _make_socket]


@pytest.mark.parametrize("make", ODD_FILES)
def test_a_folder_holding_anything_odd_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    with pytest.raises(
        ReadError, match=r"odd\.yaml:1: this is (a symbolic link|neither a file nor a folder); "
    ):
        fixture_files(_make_folder_of(make)(tmp_path))


@pytest.mark.parametrize("make", ODD_FILES)
@pytest.mark.parametrize("read", [read_yaml, read_front_matter, fixture_files])
def test_anything_but_a_regular_file_is_refused_without_waiting(
    tmp_path: Path, make: Callable[[Path], object], read: Callable[[Path], object]
) -> None:
    _make_folder_of(make)(tmp_path)
    with pytest.raises(ReadError):
        read(tmp_path / "below" / "odd.yaml")


@pytest.mark.parametrize(
    "path", ["/dev/null", "/dev/zero", "/nowhere/a.yaml", "a\0.yaml", "a" * 300, "a/" * 3000, "/"]
)
def test_devices_and_impossible_names_are_refused(path: str) -> None:
    with pytest.raises(ReadError):
        read_yaml(Path(path))


@pytest.mark.parametrize("path", ["/dev/null", "/nowhere", "a\0", "a" * 300])
def test_a_folder_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(ReadError):
        fixture_files(Path(path))


def test_a_folder_without_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").touch()
    with pytest.raises(ReadError, match=r"holds no \.yaml or \.yml file"):
        fixture_files(tmp_path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").touch()
    with pytest.raises(ReadError, match=r"must end in \.yaml or \.yml"):
        fixture_files(tmp_path / "a.json")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_or_folder_closed_to_this_user_is_refused(write: Write) -> None:
    path = write("a: 1\n")
    path.chmod(0)
    with pytest.raises(ReadError, match="change its permissions"):
        read_yaml(path)


# Properties


def _is_plain(text: str) -> bool:
    return not FORBIDDEN_IN_VALUE.search(text) and not BIDI_CHARACTER.search(text)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(_is_plain)
KEYS = st.text(st.characters(max_codepoint=0x7E), max_size=20).filter(_is_plain)
WORDS = st.sampled_from(
    ["", "NO", "012", "1_000", ".nan", "12:30:45", "2022-10-04", "null", "~", "true", "<<", "%a"]
)
SCALARS = st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | TEXT | WORDS
TREES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS | WORDS, below, max_size=4),
    max_leaves=12,
).map(lambda tree: {"a": tree})
ONE_FILE = settings(suppress_health_check=list(HealthCheck))


@ONE_FILE
@given(tree=TREES, flow=st.sampled_from([None, True, False]), unicode=st.booleans())
def test_any_tree_written_by_pyyaml_reads_back_equal(
    write: Write, tree: Any, flow: bool | None, unicode: bool
) -> None:
    text = yaml.dump(tree, Dumper=WithoutAliases, default_flow_style=flow, allow_unicode=unicode)
    found = read_yaml(write(text))
    assert found.data == tree
    assert _types(found.data) == _types(tree)


def _types(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _types(value) for key, value in tree.items()}
    return [_types(value) for value in tree] if isinstance(tree, list) else type(tree)


def _read_or_refuse(path: Path) -> None:
    for read in (read_yaml, read_front_matter):
        error = _error_of(read, path)
        assert error is None or 1 <= error.line <= path.read_bytes().count(b"\n") + 1
        assert error is None or str(error).isprintable()


def _error_of(read: Callable[[Path], object], path: Path) -> ReadError | None:
    try:
        read(path)
    except ReadError as error:
        return error
    return None


@ONE_FILE
@given(st.binary(max_size=200))
@example(b"\xff")
@example(b"---")
def test_arbitrary_bytes_raise_nothing_but_a_read_error(write: Write, content: bytes) -> None:
    _read_or_refuse(write(content))


YAML_PARTS = [
    *(
        "a",
        "b:",
        ":",
        "-",
        "?",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "#",
        "|",
        ">",
        "|2-",
        ">+",
        "&",
        "&a",
        "*a",
    ),
    *("!", "!a", "!!str", "---", "...", "%", "%TAG", "<<", "~", "1", "\\", "\\u", "`", "@", "é", "😀"),
    *("\n", "\n  ", " ", "\t", "\r\n", "\0"),
]
PARTS = st.lists(st.sampled_from(YAML_PARTS), max_size=60).map("".join)


@settings(ONE_FILE, max_examples=400)
@given(PARTS)
def test_arbitrary_yaml_raises_nothing_but_a_read_error(write: Write, content: str) -> None:
    _read_or_refuse(write(content))
    _read_or_refuse(write(f"---\n{content}\n---\nbody"))
