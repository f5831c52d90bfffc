"""Threads of the screen take memory from one heap, so that what they let go can be given back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

HEAPS = """
import ctypes, threading
from coder.tui.frame.heap import give_back, share_one_heap
share_one_heap()
held = []
def work():
    held.append([bytearray(5_000) for _ in range(200)])
threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = libc.fopen(b"heaps.xml", b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
held.clear()
give_back()
print(open("heaps.xml").read().count("<heap nr="))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the C library of GNU has several heaps")
def test_threads_share_one_heap(tmp_path):
    found = subprocess.run(
        [sys.executable, "-c", HEAPS], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "1"
