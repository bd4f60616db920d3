#!/bin/sh
# Are the system's own packages there? Installs what is missing when it may, else says what to do.
#
#   system.sh demo PYTHON    what serving needs
#   system.sh test PYTHON    and what the tests need
#   system.sh node           is Node new enough to build the style sheets?
set -eu

say() { printf '%s\n' "$*" >&2; }

if [ "$1" = node ]; then
    version=$(node --version 2>/dev/null || echo v0)
    major=${version#v}
    major=${major%%.*}
    if [ "$major" -lt 20 ] || ! command -v npm >/dev/null 2>&1; then
        say "Building the style sheets needs Node 20 or newer with npm; found: $version."
        say "Install it (on Debian 13: apt-get install nodejs npm) and run the same command again."
        exit 1
    fi
    exit 0
fi

python=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Convenant needs Python 3.11 or newer, and \"$python\" is not that."
    say "Install it, or name another one: make PYTHON=python3.12 …"
    exit 1
fi

packages="gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
[ "$1" = test ] && packages="$packages chromium postgresql"
"$python" -c 'import ensurepip' 2>/dev/null || packages="$packages python3-venv"

if ! command -v dpkg-query >/dev/null 2>&1; then
    command -v msgfmt >/dev/null 2>&1 && exit 0
    say "This is no Debian, so nothing was installed. Install what these Debian packages hold:"
    say "  $packages"
    exit 1
fi

missing=
for package in $packages; do
    state=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    say "These system packages are missing:$missing"
    say "Ask someone who may: sudo apt-get install$missing"
    exit 1
fi
say "Installing system packages:$missing"
# shellcheck disable=SC2086  # one word per package
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null
}
install || { $as_root apt-get update --quiet=2 && install; }
