"""Zip files that tell no time."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def timeless(content: bytes) -> bytes:
    """Give a zip file with the same parts in the same order, each as old as zip files can be."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return file.getvalue()
