#!/usr/bin/env bash
# Gradescope runs this script once, as root, when it builds the autograder's image.
set -euo pipefail

source=/autograder/source
environment=/opt/autograder  # not below the source folder: student code may read the libraries, but not the course

chmod -R go-rwx "$source"

# Isolation level 3 needs bubblewrap. Without it, or where the container forbids namespaces, the level is lower.
command -v bwrap >/dev/null || apt-get install -y bubblewrap || echo "bubblewrap is not installed"

suitable() {
    command -v "$1" >/dev/null && "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
find_python() {
    python=
    for name in python3.13 python3.12 python3.11 python3; do
        if [ -z "$python" ] && suitable "$name"; then python=$name; fi
    done
}
find_python
if [ -z "$python" ]; then
    apt-get install -y python3.12 python3.12-venv || apt-get install -y python3.11 python3.11-venv || true
    find_python
fi
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed; choose a newer base image in Gradescope." >&2
    exit 1
fi

umask 022
"$python" -m venv "$environment"
# On a PyPI mirror with builds of torch for CPUs only, the image is much smaller: set PIP_INDEX_URL here.
"$environment/bin/python" -m pip install --no-cache-dir -r "$source/constraints.txt"
libraries=$("$environment/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cp -R "$source/engine/autograder" "$libraries/"
chmod -R u=rwX,go=rX "$libraries/autograder"
"$environment/bin/python" -I -m autograder --version
