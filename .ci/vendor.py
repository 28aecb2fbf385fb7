"""Copy the few front-end files that pages load from node_modules to static/vendor (standard library only).

Source-map comments are taken off, because the maps are not shipped and the hashed static storage of
production refuses a reference to a file that is not there.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

FILES = {
    "bootstrap": (
        "bootstrap/LICENSE",
        "bootstrap/dist/css/bootstrap.min.css",
        "bootstrap/dist/js/bootstrap.bundle.min.js",
    ),
    "bootstrap-icons": (
        "bootstrap-icons/LICENSE",
        "bootstrap-icons/font/bootstrap-icons.min.css",
        "bootstrap-icons/font/fonts/bootstrap-icons.woff",
        "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
    ),
    "squire": ("squire-rte/LICENSE", "squire-rte/dist/squire.mjs"),
}
SARABUN_WEIGHTS = (400, 600, 700)
SARABUN_SUBSETS = ("thai", "latin")
SOURCE_MAP = re.compile(r"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)\s*")
FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
WOFF_FALLBACK = re.compile(r", url\([^)]*\.woff\) format\('woff'\)")


def copy(source, folder):
    """Copy one file of node_modules into a library's folder; fonts keep their place beside the stylesheet."""
    target = folder / ("fonts" if source.parent.name == "fonts" else ".") / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js", ".mjs"}:
        target.write_text(SOURCE_MAP.sub("\n", source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def copy_sarabun(folder):
    """Sarabun's Thai and Latin faces in one stylesheet; each subset keeps its own unicode-range."""
    package = NODE_MODULES / "@fontsource" / "sarabun"
    (folder / "files").mkdir(parents=True)
    faces = []
    for weight in SARABUN_WEIGHTS:
        stylesheet = (package / f"{weight}.css").read_text(encoding="utf-8")
        for subset in SARABUN_SUBSETS:
            name = f"sarabun-{subset}-{weight}-normal.woff2"
            shutil.copyfile(package / "files" / name, folder / "files" / name)
            [face] = [face for face in FONT_FACE.findall(stylesheet) if f"/{name})" in face]
            faces.append(WOFF_FALLBACK.sub("", face))
    (folder / "sarabun.css").write_text("\n\n".join(faces) + "\n", encoding="utf-8")
    shutil.copyfile(package / "LICENSE", folder / "LICENSE")


def main():
    if not NODE_MODULES.is_dir():
        sys.exit("node_modules is missing: run .ci/setup, which runs npm ci first.")
    shutil.rmtree(VENDOR, ignore_errors=True)
    for library, sources in FILES.items():
        for source in sources:
            copy(NODE_MODULES / source, VENDOR / library)
    copy_sarabun(VENDOR / "sarabun")


if __name__ == "__main__":
    main()
