"""Run every benchmark, one after another."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_ALONE = {"__init__", "__main__", "bars", "filling", "process_oracle", "search_rivals", "search_sets"}

if __name__ == "__main__":
    failed = 0
    for script in sorted(HERE.glob("*.py")):
        if script.stem not in NOT_ALONE:
            print(f"\n== {script.stem}", flush=True)
            failed |= subprocess.run([sys.executable, "-m", f"bench.{script.stem}"], check=False).returncode
    sys.exit(failed)
