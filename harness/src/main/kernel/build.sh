#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0
# Builds a kernel tree's own PMU code into a program that speaks the process protocol:
#
#     build.sh ARCH TREE FOLDER [--with OBJECT]...
#
# ARCH is a folder beside this file; OBJECT is a further object of the tree, such as lib/hweight.o. FOLDER keeps the result:
#
#     system    the program, to be started without arguments
#     trusted   what is not the tree's code, or not in it: stubs, traps, zeroed data; how many, in the first line
#     log       what the tools said
#     out       what kbuild made, so that after a change of the tree only what depends on it is made again
#
# Nothing is done if FOLDER holds what the same sources gave before. The tree is only read. Progress goes to standard
# error, a line each; why there is no result, to standard output. Ends with status 2 if TREE is none of these trees, 3 if a
# tool is missing or the tree does not build.
set -u
shopt -s extglob

here=$(cd "$(dirname "$0")" && pwd)
wire=$here/../process

# A tree's version and path are a stranger's text: no control characters to the terminal.
say() { printf 'pmu-oracle: %s\n' "$*" | LC_ALL=C tr -c '\n\040-\176\200-\377' '?' >&2; }
refuse() { echo "$1"; exit "${2:-3}"; }

[ $# -ge 3 ] || refuse "usage: $0 ARCH TREE FOLDER [--with OBJECT]..." 2
arch=$1 tree=$2 folder=$3
shift 3
with=()
while [ $# -gt 0 ]; do
  [ "$1" = --with ] && [ $# -gt 1 ] || refuse "found $1; expected --with OBJECT" 2
  with+=("$2")
  shift 2
done
[ -f "$here/$arch/objects" ] || refuse "no architecture $arch is built from a tree" 2
machine=x86_64
[ "$arch" = arm64 ] && machine=aarch64

# ---- The tree

[ -d "$tree" ] || refuse "$tree: there is no such folder; expected the top of a Linux source tree" 2
tree=$(cd "$tree" && pwd -P)
[ -f "$tree/Kbuild" ] && [ -f "$tree/Makefile" ] && [ -d "$tree/virt/kvm" ] \
  || refuse "$tree: no Linux source tree; expected Makefile, Kbuild and virt/kvm in it" 2
case $tree in *[[:space:]:]*) refuse "$tree: kbuild takes no spaces or colons in the path of a tree" 2 ;; esac

# Its version as its Makefile has it.
part() { sed -n "s/^$1 *= *//p" "$tree/Makefile" | head -n 1; }
version=$(part VERSION).$(part PATCHLEVEL).$(part SUBLEVEL)$(part EXTRAVERSION)

# The objects of the list that the tree has the sources of, and those asked for.
objects=()
while read -r object _; do
  case $object in '' | '#'*) continue ;; esac
  name=${object#\?}
  if [ -f "$tree/${name%.o}.c" ] || [ -f "$tree/${name%.o}.S" ]; then
    objects+=("$name")
  elif [ "$name" = "$object" ]; then
    refuse "$tree: has no ${name%.o}.c; expected a tree with KVM's PMU for $arch" 2
  fi
done <"$here/$arch/objects"
for object in ${with[@]+"${with[@]}"}; do
  [ -f "$tree/${object%.o}.c" ] || [ -f "$tree/${object%.o}.S" ] || refuse "$tree: has no source of $object" 2
  objects+=("$object")
done

# ---- The tools

prefix= run=
if [ "$(uname -m)" != $machine ]; then
  prefix=${CROSS_COMPILE:-$machine-linux-gnu-}
  run="qemu-$machine"
fi
cc=${prefix}gcc

missing=()
needs() { command -v "$1" >/dev/null || missing+=("$1 (package $2)"); }
needs make make
needs gcc gcc
needs "$cc" "gcc-${machine/_/-}-linux-gnu"
needs "${prefix}ld" "binutils-${machine/_/-}-linux-gnu"
needs flex flex
needs bison bison
needs bc bc
needs perl perl
needs sha256sum coreutils
if command -v gcc >/dev/null; then
  echo '#include <libelf.h>' | gcc -E - >/dev/null 2>&1 || missing+=("libelf.h (package libelf-dev)")
fi
if [ -n "$run" ]; then
  needs "$run" qemu-user
  if command -v "$cc" >/dev/null; then
    echo '#include <stdio.h>' | "$cc" -E - >/dev/null 2>&1 || missing+=("the C library for $machine (package libc6-dev-$arch-cross)")
  fi
fi
if [ ${#missing[@]} -gt 0 ]; then
  refuse "building the $arch code of a kernel tree needs what is not here:$(printf '\n  %s' "${missing[@]}")"
fi

# ---- What was built before

folder=$(mkdir -p "$folder" && cd "$folder" && pwd -P) || refuse "$folder: cannot be made"
if command -v flock >/dev/null; then
  exec 8>"$folder/.lock"
  flock 8
fi

# All that is not the content of a file of the tree: what kbuild goes by, and the rest.
kbuild_request() {
  echo "$arch $tree ${objects[*]}"
  "$cc" --version | head -n 1
  "${prefix}ld" --version | head -n 1
  cat "$here/$arch/config"
}
request() {
  kbuild_request
  (cd "$here" && find "$arch" ./*.* "$wire" -type f -exec sha256sum {} + | sort -k 2)
}
if [ -f "$folder/inputs" ] && [ "$(request)" = "$(cat "$folder/request" 2>/dev/null)" ] \
  && sha256sum --check --status "$folder/inputs" 2>/dev/null; then
  exit 0
fi
rm -f "$folder"/{inputs,request,system,program,trusted}

work=$folder/work out=$folder/out
rm -rf "$work"
mkdir "$work" || refuse "$work: cannot be made"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
log=$folder/log
: >"$log"

failed() { refuse "$tree: $1; the end of $log:"$'\n'"$(tail -n 20 "$log")"; }
logged() { "$@" >>"$log" 2>&1 </dev/null; }

# ---- kbuild

source=$tree
if [ -f "$tree/.config" ] || [ -d "$tree/include/config" ] || [ -d "$tree/arch/${arch}/include/generated" ]; then
  # kbuild does not build elsewhere from a tree in which a kernel was built. Links keep the user's files as they are.
  say "$tree was built in place: working on a copy of links"
  source=$work/tree
  logged cp -al "$tree" "$source" || { rm -rf "$source"; logged cp -a "$tree" "$source"; } || failed "cannot be copied"
  rm -rf "$source"/{.config,include/config,include/generated} "$source"/arch/*/include/generated
fi

kbuild() {
  logged make -C "$source" O="$out" ARCH="$arch" CROSS_COMPILE="$prefix" -j "$(nproc)" "$@"
}
# The objects, each compiled anew; `stage` says what went wrong.
compile() {
  kbuild_request >"$out/.begun"
  say "linux $version, $arch: configuring"
  stage="cannot be configured"
  kbuild KCONFIG_ALLCONFIG="$here/$arch/config" allnoconfig || return
  say "linux $version, $arch: preparing"
  stage="cannot be prepared"
  kbuild prepare || return
  say "linux $version, $arch: compiling ${objects[*]}"
  stage="does not compile"
  (cd "$out" && rm -f "${objects[@]}") && kbuild "${objects[@]}" || return
  [ "$source" != "$tree" ] || mv "$out/.begun" "$out/.complete"
}
# Whether a file came into the tree, or changed, without a newer time of modification: kbuild goes by that.
changed_unseen() {
  [ -n "$(find "$tree" -type f -cnewer "$out/.complete" ! -newer "$out/.complete" -print -quit)" ]
}
# `.complete` has the request that all of it was made for, and the time when that began.
reused=
if [ "$source" = "$tree" ] && [ "$(kbuild_request)" = "$(cat "$out/.complete" 2>/dev/null)" ] && ! changed_unseen; then
  reused=yes
  rm "$out/.complete"
else
  rm -rf "$out" && mkdir "$out" || refuse "$out: cannot be made"
fi
if ! compile; then
  [ -n "$reused" ] || failed "$stage"
  rm -rf "$out" && mkdir "$out" && compile || failed "$stage"
fi

# ---- The glue

features=()
[ -f "$here/$arch/features" ] && read -r -a features < <(sh "$here/$arch/features" "$source" | tr '\n' ' ')

# The command kbuild recorded for the first object, for another source.
recorded=$out/$(dirname "${objects[0]}")/.$(basename "${objects[0]}").cmd
command=$(sed -n '1{s/^[^=]*:= *//;s/\\#/#/g;s/\$\$/$/g;s/ ; .*//;p}' "$recorded")
command=${command/-Wp,-MMD,*([^ ])/}
as_kernel() {
  local line=${command% -o *}
  (cd "$out" && logged eval "$line -I'$here' -I'$here/$arch' ${features[*]} -o '$2' '$1'")
}
as_program() {
  local realigned=
  # The kernel keeps its stack aligned to 8 bytes and calls these.
  [ $machine = x86_64 ] && realigned=-mstackrealign
  logged "$cc" -std=gnu11 -O2 -Wall -Wextra $realigned -fno-builtin -I"$here" -I"$here/$arch" -I"$wire" \
    -DKERNEL_NAME="\"linux $version\"" ${features[@]+"${features[@]}"} -c -o "$2" "$1"
}

say "linux $version, $arch: linking"
kernel=() program=()
for file in "$here/$arch"/*.glue.c; do
  made=$work/$(basename "$file" .c).o
  as_kernel "$file" "$made" || failed "$(basename "$file") does not compile against it"
  kernel+=("$made")
done
for file in "$here"/*.host.c "$here/$arch"/*.host.c "$wire/pmu_oracle_main.c"; do
  made=$work/$(basename "$file" .c).o
  as_program "$file" "$made" || failed "$(basename "$file") does not compile"
  program+=("$made")
done
# shellcheck disable=SC2046
logged "${prefix}ld" -r -o "$work/kernel.o" $(printf "$out/%s " "${objects[@]}") "${kernel[@]}" \
  || failed "its objects cannot be joined"

# What the kernel's code needs and nothing here defines: a function becomes a trap, data zeroes.
"${prefix}nm" --defined-only -g "${program[@]}" "$("$cc" -print-libgcc-file-name)" 2>/dev/null \
  | awk 'NF == 3 {print $3}' | sort -u >"$work/have"
printf '%s\n' memcpy memmove memset memcmp memchr strlen strnlen strcmp strncmp strchr >>"$work/have"
"${prefix}nm" -u "$work/kernel.o" | awk '$1 == "U" {print $2}' | sort -u | grep -vxF -f "$work/have" >"$work/undefined"
"${prefix}readelf" -rW "$work/kernel.o" | awk '$3 ~ /PLT32|CALL26|JUMP26/ {print $5}' | sort -u >"$work/called"
grep -xF -f "$work/called" "$work/undefined" >"$work/functions"
grep -vxF -f "$work/called" "$work/undefined" >"$work/data"
{
  echo '#include "traps.h"'
  awk '{printf "static void trap%d(void) __asm__(\"%s\");\n__attribute__((used)) static void trap%d(void) { kernel_trap(\"%s\"); }\n", NR, $1, NR, $1}' \
    "$work/functions" | sed 's/^static void/void/; s/(used)) static/(used))/'
  awk '{printf "char zero%d[KERNEL_ZEROES] __asm__(\"%s\") __attribute__((aligned(64)));\n", NR, $1}' "$work/data"
  echo 'const struct kernel_zeroed kernel_zeroed[] = {'
  awk '{printf "\t{\"%s\", zero%d},\n", $1, NR}' "$work/data"
  printf '\t{0, 0},\n};\n'
} >"$work/traps.c"
as_program "$work/traps.c" "$work/traps.o" || failed "the traps do not compile"
logged "$cc" -static -no-pie -Wl,-z,noexecstack -o "$work/program" "$work/kernel.o" "${program[@]}" "$work/traps.o" \
  || failed "cannot be linked"

# ---- What is kept

lines() { wc -l <"$1" | tr -d ' '; }
cat "$here"/*.host.c "$here/$arch"/*.c | sed -n 's,.*/\* TRUSTED: \(.*\) \*/.*,\1,p' >"$work/stubs"
{
  cat "$work/stubs"
  echo "zero where the tree has data: $(tr '\n' ' ' <"$work/data")"
  echo "a trap where the tree has a function, which ends the program by its name: $(tr '\n' ' ' <"$work/functions")"
} | while read -r line; do fold -s -w 108 <<<"$line" | sed 's/ *$//; 1s/^/- /; 1!s/^/  /'; done >"$work/list"
echo "$(lines "$work/stubs") stubs, $(lines "$work/functions") functions that trap, $(lines "$work/data") data that are zero" |
  cat - "$work/list" >"$work/trusted"
{
  echo '#!/bin/sh'
  echo "exec ${run:+$run }\"\$(dirname \"\$0\")/program\" \"\$@\""
} >"$work/system"
chmod +x "$work/system"

# The files of the tree that decided: those that were read, and those that say how.
{
  for object in "${objects[@]}"; do
    sed -n 's/^ *\([^ ]*\.[chS]\) .*$/\1/p; s/^source_[^ ]* := //p' \
      "$out/$(dirname "$object")/.$(basename "$object").cmd"
  done | sed "s,^$source/,," | grep -v '^[./]'
  (cd "$tree" && find . -name 'Makefile*' -o -name 'Kconfig*' -o -name 'Kbuild*') | grep -vE '^./(drivers|Documentation|samples|sound)/'
} | sed 's,^\./,,' | sort -u | (cd "$tree" && xargs -d '\n' sha256sum --) 2>>"$log" | sed "s,  ,  $tree/," >"$work/inputs"

request >"$work/request"
mv "$work"/{program,system,trusted,request} "$folder"/ && mv "$work/inputs" "$folder/" || failed "cannot be kept"
