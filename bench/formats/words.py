"""What is measured: words kept, words added, order, and the programs that are compared."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CORPORA = pathlib.Path(os.environ.get("RETOLD_CORPORA", ROOT / "../shared/corpora")).resolve()
RETOLD = os.environ.get("RETOLD", str(ROOT / "build/release/bin/retold"))
BUILD = ROOT / "build/formats"

# Soft hyphens, zero-width characters and marks of direction are no part of a word.
UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x061C,
                        *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def stands_alone(character):
    """Scripts without spaces are compared character by character."""
    code = ord(character)
    return (0x0E00 <= code < 0x0F00 or 0x1000 <= code < 0x10A0 or 0x1780 <= code < 0x1800
            or 0x3040 <= code < 0x3100 or 0x3400 <= code < 0xA000 or 0x20000 <= code < 0x32000)


def words(text):
    """Runs of letters, marks and digits, in order. A hyphen at a line's end joins, as in a book."""
    text = unicodedata.normalize("NFC", text.translate(UNSEEN))
    found, run = [], []
    for character in text:
        if unicodedata.category(character)[0] not in "LMN":
            if run:
                found.append("".join(run))
                run = []
        elif stands_alone(character):
            if run:
                found.append("".join(run))
                run = []
            found.append(character)
        else:
            run.append(character)
    if run:
        found.append("".join(run))
    return found


def common_in_order(a, b):
    """Length of a longest common subsequence, by the bit-parallel method of Hyyro (2004)."""
    places = collections.defaultdict(int)
    for at, item in enumerate(a):
        places[item] |= 1 << at
    mask = (1 << len(a)) - 1
    state = mask
    for item in b:
        here = state & places.get(item, 0)
        state = ((state + here) | (state - here)) & mask
    return len(a) - state.bit_count()


class Kept:
    """Of the words of an original: how many a text has, how many in order, how many it adds."""

    def __init__(self):
        self.original = self.kept = self.ordered = self.added = self.files = 0

    def add(self, original, text):
        original, text = words(original), words(text)
        common = sum((collections.Counter(original) & collections.Counter(text)).values())
        self.files += 1
        self.original += len(original)
        self.kept += common
        self.added += len(text) - common
        self.ordered += common_in_order(original, text)

    def share(self, number):
        return 100 * number / self.original if self.original else 0.0

    def __str__(self):
        return (f"{self.share(self.kept):.2f} % kept, {self.share(self.ordered):.2f} % in order, "
                f"{self.share(self.added):.2f} % added")


def run(command, seconds=120, **more):
    """What a program wrote; None where it failed."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, **more)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def read(path, *options):
    """What `retold read` says of a file: one object for each text or file within it."""
    done = subprocess.run([RETOLD, "read", "--format", "jsonl", *options, "--", str(path)],
                          capture_output=True, timeout=600, check=False)
    return [json.loads(line) for line in done.stdout.decode("utf-8", "replace").split("\n") if line]


def text_of(items):
    return "\n".join(item.get("text", "") for item in items)


PANDOC = {"docx": "docx", "odt": "odt", "rtf": "rtf", "html": "html", "epub": "epub"}


def by_pandoc(paths):
    """{path: text} of what pandoc reads."""
    found = {}
    for path in paths:
        kind = PANDOC.get(path.suffix[1:].lower())
        if kind:
            found[path] = run(["pandoc", "-f", kind, "-t", "plain", "--wrap=none", str(path)])
    return {path: text for path, text in found.items() if text is not None}


def by_pdftotext(paths):
    found = {path: run(["pdftotext", "-enc", "UTF-8", str(path), "-"]) for path in paths
             if path.suffix.lower() == ".pdf"}
    return {path: text for path, text in found.items() if text is not None}


def by_libreoffice(paths, target="txt:Text (encoded):UTF8", suffix=".txt"):
    """All files in one run; those of one name come in one run each."""
    found = {}
    rounds = []
    for path in paths:
        for names in rounds:
            if path.stem not in names:
                names[path.stem] = path
                break
        else:
            rounds.append({path.stem: path})
    for names in rounds:
        with tempfile.TemporaryDirectory() as folder:
            convert(list(names.values()), target, folder)
            for name, path in names.items():
                made = pathlib.Path(folder) / (name + suffix)
                if made.exists():
                    found[path] = made.read_text("utf-8-sig", "replace")
    return found


def convert(paths, target, folder, seconds=1200):
    with tempfile.TemporaryDirectory() as profile:
        run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             target, "--outdir", str(folder), *map(str, paths)], seconds)


PEERS = {"pandoc": (by_pandoc, "pandoc"), "pdftotext": (by_pdftotext, "pdftotext"),
         "LibreOffice": (by_libreoffice, "soffice")}
PEERS = {name: peer for name, (peer, program) in PEERS.items() if shutil.which(program)}

# The legacy names of the derived files -> the translation that they were made from.
LANGUAGES = {"albanian": "als", "bosnian_lat": "bos_latn", "croatian": "hrv", "romanian": "ron_2006",
             "russian": "rus", "serbian_cyr": "srp_cyrl", "thai": "tha", "turkish": "tur",
             "ukrainian": "ukr", "cmn_hans": "cmn_hans", "ron_2006": "ron_2006"}


def original_of(path):
    """The text that a derived file was made from; None where there is none to compare with."""
    stem = path.stem
    if path.parent.name == "subtitles":
        source = CORPORA / "naija_nsc/pcm" / (stem + ".txt")
    elif stem.startswith("udhr_"):
        name = stem[5:]
        for written, code in LANGUAGES.items():
            if name == written or name.startswith(written + "_"):
                name = code
        source = CORPORA / "udhr/txt" / (name + ".txt")
        if not source.exists():
            source = CORPORA / "udhr/txt" / (name.split("_")[0] + ".txt")
    else:
        source = CORPORA / "wpa_slave_narratives/interviews" / (stem + ".txt")
    return source.read_text("utf-8") if source.exists() else None
