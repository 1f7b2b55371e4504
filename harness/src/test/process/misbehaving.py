# SPDX-License-Identifier: Apache-2.0
"""The sample, spoilt in the way that is its argument: from the hello on, or at a request that claims more than 300 events."""

import os
import signal
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "main", "process"))
import sample

PATIENCE_MS = 1000
way = sys.argv[1]
hit = False
served = 0


def outcome(state, kind, vcpu, body):
    global hit
    if kind == sample.SET_FILTER and body[1] > sample.MAX_EVENTS:
        hit = True
    return [] if way == "observes-nothing" else right(state, kind, vcpu, body)


right, sample.outcome = sample.outcome, outcome


def frame(kind, body):
    return struct.pack("<II", len(body) + 4, kind) + body


def word(bytes_, place, value):
    """The bytes with another 32-bit word at this place."""
    return bytes_[: 4 * place] + struct.pack("<I", value) + bytes_[4 * place + 4 :]


# A fact of each counter, "f", and one of the machine, "m"; the machine has two counters.
FACTS = struct.pack("<II", 1, 1) + b"\x01f\x01m"
RIGHT_FACTS = struct.pack("<IQI", 2, 7, 0)


def announcing(tables, facts=0, steps=0):
    """The hello with these tables, and the bits that say so."""
    return word(sample.hello(), 4, sample.OBSERVATIONS | facts << 5 | steps << 6) + tables


def told():
    """The facts behind an outcome."""
    return {
        "facts-too-many": struct.pack("<IQI", 4, 7, 0),
        "facts-of-machine-too-many": struct.pack("<III", 0, 2, 7),
    }.get(way if hit else "", RIGHT_FACTS)


def hello():
    reply = word(sample.hello(), 5, PATIENCE_MS)
    if way.startswith("facts"):
        reply = word(announcing(FACTS, facts=1), 5, PATIENCE_MS)
    return {
        "hello-version": lambda: word(reply, 1, 9),
        "hello-magic": lambda: word(reply, 0, 9),
        "hello-architecture": lambda: word(reply, 2, 77),
        "hello-patience": lambda: word(reply, 5, 2**32 - 1),
        "hello-name": lambda: reply[:-1] + b"\x1b",
        "hello-long-name": lambda: word(reply, 6, 2**31),
        "hello-fields": lambda: word(reply, 7, 3),
        "hello-limits": lambda: word(word(word(reply, 8, 1), 10, 0), 11, 0),
        "hello-short": lambda: reply[:20],
        "hello-no-machine": lambda: word(word(reply, 10, 7), 8, 7),
        "no-set-filter": lambda: word(reply, 3, 0x7FE),
        "only-set-filter": lambda: word(reply, 3, 1),
        "observes-nothing": lambda: word(reply, 4, 0),
        "tables-cut": lambda: announcing(FACTS[:-1], facts=1),
        "tables-none": lambda: announcing(struct.pack("<II", 0, 0), facts=1),
        "tables-facts": lambda: announcing(struct.pack("<II", 5, 4), facts=1),
        "tables-many": lambda: announcing(struct.pack("<II", 2**31 - 1, 2**31 - 1), facts=1),
        "tables-nameless": lambda: announcing(struct.pack("<II", 1, 0) + b"\0", facts=1),
        "tables-long-name": lambda: announcing(struct.pack("<II", 1, 0) + b"\x21" + b"n" * 33, facts=1),
        "tables-name": lambda: announcing(struct.pack("<II", 1, 0) + b"\x01\x1b", facts=1),
        "tables-same": lambda: announcing(struct.pack("<II", 2, 0) + b"\x01f" * 2, facts=1),
        "tables-steps-cut": lambda: announcing(bytes(43), steps=1),
        "tables-steps": lambda: announcing(struct.pack("<11I", 2, *[0] * 10), steps=1),
        "tables-follow": lambda: announcing(bytes(5000), steps=1),
        "observes-unannounced-step": lambda: announcing(bytes(44), steps=1),
    }.get(way, lambda: reply)()


def forever(out, bytes_):
    while True:
        out.write(bytes_)


def spoil(reply, programs, out):
    """What is done instead of sending the reply; if it returns, the bytes to send."""
    body = reply[8:]
    first_outcome = 4  # words: number, programs, status, outcomes
    if way == "exit":
        os._exit(3)
    if way == "exit-0":
        os._exit(0)
    if way == "signal":
        os.kill(os.getpid(), signal.SIGSEGV)
    if way == "talks":
        for i in range(200000):
            sys.stderr.write("line %d of much\n" % i)
        sys.stderr.write("the \x1b[31mlast\x1b[0m words\n")
        sys.stderr.flush()
        os._exit(1)
    if way == "hang":
        time.sleep(1000)
    if way == "garbage":
        out.write(b"no frame at all")
        out.flush()
        time.sleep(1000)
    if way == "half":
        out.write(reply[: len(reply) // 2])
        out.flush()
        os._exit(0)
    if way == "half-header":
        out.write(reply[:2])
        out.flush()
        os._exit(0)
    if way == "half-hang":
        out.write(reply[: len(reply) // 2])
        out.flush()
        time.sleep(1000)
    if way == "endless":
        forever(out, bytes(65536))
    if way == "endless-after":
        out.write(reply)
        forever(out, bytes(65536))
    if way == "huge":
        return struct.pack("<II", 2**31 - 1, 2) + body
    if way == "follows":
        return reply + b"more"
    if way == "too-many-bytes":
        return frame(2, body + bytes(8))
    if way == "too-many-outcomes":
        return frame(2, word(body, 3, struct.unpack_from("<I", body, 12)[0] + 1))
    if way == "too-many-programs":
        return frame(2, word(body, 1, programs + 1))
    if way == "too-few-outcomes":
        return frame(2, word(body, 3, struct.unpack_from("<I", body, 12)[0] - 1))
    if way == "too-few-programs":
        return frame(2, word(body, 1, 0))
    if way == "too-few-bytes":
        return frame(2, body[:-8])
    if way == "facts-missing":
        return frame(3, body[: -len(RIGHT_FACTS)])
    if way == "facts-cut":
        return frame(3, body[:-4])
    if way == "wrong-number":
        return frame(2, word(body, 0, 0))
    if way == "wrong-type":
        return frame(7, body)
    if way == "wrong-status":
        return frame(2, word(body, 2, 5))
    if way == "known-cell-too-many":
        return frame(2, word(body, first_outcome, 2))
    if way == "given-unknown":
        return frame(2, word(body, first_outcome, 0))
    if way == "closes":
        os.close(out.fileno())
        time.sleep(1000)
    if way == "leaves-child":
        subprocess.Popen(["sleep", "1000"], stdin=subprocess.DEVNULL, stdout=out.fileno())
        os._exit(4)
    if way == "not-alone" and served > 0:
        os._exit(5)
    if way == "only-in-batches" and programs > 1:
        os._exit(6)
    if way == "refuses":
        return frame(2, word(word(body, 2, 1), 3, 0)[:16])
    return reply


def with_facts(body):
    """The reply to a batch of type 3."""
    encoded, sample.encoded = sample.encoded, lambda cells: encoded(cells) + told()
    unknown, sample.UNKNOWN = sample.UNKNOWN, sample.UNKNOWN + RIGHT_FACTS
    try:
        return sample.batch(body)
    finally:
        sample.encoded, sample.UNKNOWN = encoded, unknown


def main():
    global hit, served
    requests = sys.stdin.buffer
    out = os.fdopen(os.dup(1), "wb", buffering=0 if way in ("closes", "leaves-child") else -1)
    os.dup2(2, 1)
    if way == "greets":
        out.write(b"Welcome! " * 10)
    if way == "observes-unannounced":
        sample.OBSERVATIONS = 2
    if len(sys.argv) > 2:
        # Something of its own that outlives it unless it is killed; the file says both numbers.
        child = subprocess.Popen(["sleep", "1000"])
        with open(sys.argv[2], "a") as file:
            file.write("%d\n%d\n" % (os.getpid(), child.pid))
    while head := requests.read(8):
        size, kind = struct.unpack("<II", head)
        if way == "deaf" and kind == 2:
            time.sleep(1000)
        body = requests.read(size - 4)
        hit = False
        reply = frame(kind, hello() if kind == 1 else with_facts(body) if kind == 3 else sample.batch(body))
        programs = struct.unpack_from("<II", body)[1]
        if hit:
            reply = spoil(reply, programs, out)
        if kind > 1:
            served += programs
        out.write(reply)
        out.flush()


if __name__ == "__main__":
    main()
