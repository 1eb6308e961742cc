"""Memory that all workers of this machine share: made before they are forked, and gone when they are."""

import fcntl
import mmap
import os
import tempfile
import threading
import weakref


class SharedMemory:
    """`size` bytes of zeros in `view`, read and written by every process forked from this one.

    Read and write them in a `with` block. They are in no folder and, where the system allows, on no disk.
    Whoever makes it cuts it into columns, from its beginning.
    """

    def __init__(self, size: int) -> None:
        self._file = _nameless_file()
        os.ftruncate(self._file, size)
        self.view = memoryview(mmap.mmap(self._file, size))
        self._threads = threading.Lock()
        self._cut = 0
        weakref.finalize(self, os.close, self._file)

    def numbers(self, count: int) -> "memoryview[int]":
        """The next column, of whole numbers of 8 bytes."""
        return self.octets(8 * count).cast("Q")

    def moments(self, count: int) -> "memoryview[float]":
        """The next column, of seconds."""
        return self.octets(8 * count).cast("d")

    def octets(self, count: int) -> "memoryview[int]":
        """The next column, of bytes."""
        begin, self._cut = self._cut, self._cut + count
        return self.view[begin : self._cut]

    def __enter__(self) -> None:
        """Nobody else reads or writes until the block ends.

        The kernel opens the lock of a process that is killed inside the block. A semaphore in the memory
        itself, which is what multiprocessing has, would stay shut for good.
        """
        self._threads.acquire()
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
        except BaseException:  # a signal, while another process had it
            self._threads.release()
            raise

    def __exit__(self, *_: object) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN)
        self._threads.release()


def _nameless_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("directory-limits")
    descriptor, name = tempfile.mkstemp()
    os.unlink(name)
    return descriptor
