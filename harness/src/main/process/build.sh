#!/bin/sh
# Builds the C sample into a folder: build.sh FOLDER makes FOLDER/sample. Nothing is written beside the sources.
# CC and CFLAGS are as usual.
set -eu
if [ $# -ne 1 ]; then
  echo "usage: $0 FOLDER" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
exec "${CC:-cc}" -std=c11 ${CFLAGS:--O2} -Wall -Wextra -Werror -Wconversion -I "$here" \
  "$here/sample.c" "$here/x86.c" "$here/arm64.c" "$here/pmu_oracle_main.c" -o "$1/sample"
