"""`python -m config.embedded.removal DATA_DIR`: stop the embedded database and delete the data directory.
`make reset` runs it.
"""

import shutil
import sys
from pathlib import Path

from config.embedded.cluster import Cluster
from config.embedded.place import EmbeddedDatabaseError
from config.embedded.sharing import leave


def remove_data(data_dir: Path) -> None:
    """Delete every record and account below `data_dir`, unless a process still works with them."""
    cluster = Cluster.below(data_dir)
    if cluster.home.exists():
        cluster.enter()
        if not leave(cluster.home):
            raise EmbeddedDatabaseError(f"{cluster.home} is in use by another process: stop that first")
        cluster.remove()
    if data_dir.exists():
        shutil.rmtree(data_dir)


if __name__ == "__main__":
    try:
        remove_data(Path(sys.argv[1]).absolute())
    except EmbeddedDatabaseError as error:
        sys.exit(f"whereabouts: {error}")
