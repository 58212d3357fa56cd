#!/usr/bin/env bash
# Starts, finds and stops sessions on YARN; bin/heddle does the work.
set -euo pipefail

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
export HEDDLE_COMMAND=yarn-session
exec "$(cd -P "$(dirname "$self")" && pwd)/heddle" "$@"
