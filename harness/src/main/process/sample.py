#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A whole system under test in one file: the x86 filter of Linux 6.3 and later, as far as it accepts or refuses requests.

    pmu-oracle fuzz --model x86/7.3 --system 'process:python3 harness/src/main/process/sample.py'

It takes every step, because whether a request is accepted depends on nothing that happened before, and observes errno only.
To make a system of your own, change what is below "The system"; the rest is the protocol, see PROTOCOL.md.
"""

import os
import struct
import sys

# ---- The system ------------------------------------------------------------------------------------------------------

NAME = "sample.py: accepts and refuses as Linux 6.3"
ARCHITECTURE = 1  # x86
FIELDS = 11  # of a machine
SET_FILTER = 0
STEPS = 0x7FF  # all of them
OBSERVATIONS = 1 << 0  # errno

E2BIG, EFAULT, EINVAL = 7, 14, 22
ALLOW, DENY = 0, 1
MASKED_EVENTS = 1
HEADER_BYTES = 32
MAX_EVENTS = 300
MASKED_FIELDS = {0: 0xFF800000_0000FFFF, 1: 0xFF80000F_0000FFFF}  # by vendor: mask, exclude, match and event select


def reset(machine):
    """A fresh virtual machine. The state of this system is which machine it is; None would say that it cannot be it."""
    return {"vendor": machine[0]}


def outcome(state, kind, vcpu, body):
    """What the step shows: a list of cells, None for one that is not known; [] if nothing is."""
    return [errno(state["vendor"], body)] if kind == SET_FILTER else []


def errno(vendor, body):
    action, nevents, _bitmap, flags, _pad, readable, count = body[:7]
    events = body[7:]
    readable = min(readable, HEADER_BYTES + 8 * count)
    if readable < HEADER_BYTES:
        return EFAULT
    if action not in (ALLOW, DENY) or flags & ~MASKED_EVENTS:
        return EINVAL
    if nevents > MAX_EVENTS:
        return E2BIG
    if readable < HEADER_BYTES + 8 * nevents:
        return EFAULT
    if flags & MASKED_EVENTS and any(event & ~MASKED_FIELDS[vendor] for event in events[:nevents]):
        return EINVAL
    return 0


# ---- The protocol ----------------------------------------------------------------------------------------------------

HELLO, BATCH = 1, 2
UNKNOWN = bytes(8)


def hello():
    name = NAME.encode("ascii")
    limits = struct.pack("<QQ", 0, 2**64 - 1) * FIELDS
    head = struct.pack("<4s7I", b"PMUO", 1, ARCHITECTURE, STEPS, OBSERVATIONS, 0, len(name), FIELDS)
    return head + limits + name


def encoded(cells):
    known = sum(1 << place for place, cell in enumerate(cells) if cell is not None)
    given = [cell for cell in cells if cell is not None]
    return struct.pack("<II%dQ" % len(given), known, known, *given)


def batch(request):
    number, programs = struct.unpack_from("<II", request)
    at = 8
    reply = [struct.pack("<II", number, programs)]
    for _ in range(programs):
        steps, size = struct.unpack_from("<II", request, at)
        at += 8
        end = at + size
        state = reset(struct.unpack_from("<%dQ" % FIELDS, request, at))
        at += 8 * FIELDS
        if state is None:
            reply.append(struct.pack("<II", 1, 0))
            at = end
            continue
        reply.append(struct.pack("<II", 0, steps))
        for _ in range(steps):
            kind, vcpu, _width, size = struct.unpack_from("<BBHI", request, at)
            cells = outcome(state, kind, vcpu, struct.unpack_from("<%dQ" % (size // 8), request, at + 8))
            reply.append(encoded(cells) if cells else UNKNOWN)
            at += 8 + size
    return b"".join(reply)


def main():
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not disturb the replies
    while head := requests.read(8):
        size, kind = struct.unpack("<II", head)
        body = requests.read(size - 4)
        reply = hello() if kind == HELLO else batch(body)
        replies.write(struct.pack("<II", len(reply) + 4, kind) + reply)
        replies.flush()


if __name__ == "__main__":
    main()
