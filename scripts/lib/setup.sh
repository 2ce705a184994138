# Shared by the scripts beside this folder: Python, .venv, the project, the system's libraries.
# Plain POSIX sh, so that Debian's dash and macOS's bash 3.2 both read it.  Sourced with ROOT set.

VENV="$ROOT/.venv"
STAMP="$VENV/.installed"
LOG="$VENV/setup.log"
SYSTEM_PACKAGES="$ROOT/scripts/lib/system_packages.py"
FITS='import sys, ctypes, sqlite3, ssl, venv; sys.exit(sys.version_info < (3, 11))'

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# --- Python -----------------------------------------------------------------------------------

# Prints the first Python that runs, is 3.11 or newer, and has what the program needs.
find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python \
        "${HOME:-/nonexistent}"/.pyenv/versions/3.1[1-9]*/bin/python3 \
        /opt/homebrew/bin/python3.1[1-9] /usr/local/bin/python3.1[1-9]; do
        if "$candidate" -c "$FITS" >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

die_without_python() {
    say "No Python 3.11 or newer was found. Install one and run this again:"
    case "$(uname -s)" in
        Darwin) say "  brew install python@3.13    (or from https://www.python.org/downloads/)" ;;
        *) say "  sudo apt-get install -y python3 python3-venv    (or your system's package of Python 3.11 or newer)" ;;
    esac
    die "A Python in an unusual place can be named: PYTHON=/path/to/python3 $0"
}

# --- the system's packages ---------------------------------------------------------------------

# Prints what to put before a command that needs root: nothing, or sudo where it asks nothing or a
# person sits there to answer.  Fails where neither is so.
root_prefix() {
    if [ "$(id -u)" -eq 0 ]; then
        printf 'env'
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }; }; then
        printf 'sudo env'
    else
        return 1
    fi
}

# Fails where apt is not there, or not ours to use, or cannot deliver.
apt_install() {
    command -v apt-get >/dev/null 2>&1 && prefix=$(root_prefix) || return 1
    say "Installing system packages (once): $*"
    # An update that fails is not the end: a package source of the person's own may be out of order.
    $prefix DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null >>"$LOG" 2>&1 || true
    $prefix DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" \
        </dev/null >>"$LOG" 2>&1
}

# install_system_packages run|test: Qt's libraries, and for "test" a virtual screen.  Not fatal where it
# may not: everything but the window works without them.
install_system_packages() {
    [ "$(uname -s)" = Linux ] && ! [ -f "$VENV/.system-$1" ] || return 0
    packages=$("$VENV/bin/python" "$SYSTEM_PACKAGES" "$1")
    # shellcheck disable=SC2086  # one word a package
    if [ -z "$packages" ] || apt_install $packages; then
        : >"$VENV/.system-$1"
    elif command -v apt-get >/dev/null 2>&1; then
        say "The window needs system packages that are missing; this line installs them:"
        say "  sudo apt-get install -y --no-install-recommends $packages"
    else
        say "The window needs these, and they are missing; install them with your system's package manager:"
        say "  $("$VENV/bin/python" "$SYSTEM_PACKAGES" "$1" --libraries)"
    fi
}

# --- .venv and the project ----------------------------------------------------------------------

# What an up-to-date .venv has in its stamp: the declared dependencies and the folder it stands in.
fingerprint() { printf '%s in %s' "$(cksum <"$ROOT/pyproject.toml")" "$ROOT"; }

# up_to_date run|test: installed from this pyproject.toml, and its Python still finds the project (an
# upgrade of the system's Python leaves a .venv that does not).
up_to_date() {
    [ -f "$STAMP" ] || return 1
    case "$(cat "$STAMP")" in
        "test $(fingerprint)") ;;
        "run $(fingerprint)") [ "$1" = run ] || return 1 ;;
        *) return 1 ;;
    esac
    [ -x "$VENV/bin/annotator" ] && (cd / && "$VENV/bin/python" -c 'import annotator') 2>/dev/null
}

# A .venv that is there is kept, with whatever else a person installed in it, unless its Python does not
# run or it was moved here from another folder (its scripts name that one).
usable_venv() {
    "$VENV/bin/python" -c "$FITS" 2>/dev/null || return 1
    [ ! -f "$STAMP" ] || case "$(cat "$STAMP")" in *" in $ROOT") ;; *) return 1 ;; esac
}

new_log() {
    mkdir -p "$VENV"
    : >"$LOG"
}

# install_with_uv PYTHON WHAT: PYTHON may be empty, uv then brings one.
install_with_uv() {
    command -v uv >/dev/null 2>&1 || return 1
    say "Installing with uv ..."
    if ! usable_venv; then
        rm -rf "$VENV"
        uv venv --quiet --python "${1:-3.13}" "$VENV" >/dev/null 2>&1 || return 1
    fi
    new_log
    uv pip install --quiet --python "$VENV/bin/python" --editable "$2" >>"$LOG" 2>&1
}

# install_with_pip PYTHON WHAT
install_with_pip() {
    if usable_venv && "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        new_log
    else
        rm -rf "$VENV"
        new_log
        install_ensurepip "$1"
        "$1" -m venv "$VENV" >>"$LOG" 2>&1 || return 1
    fi
    say "Installing with pip (about half a minute, once) ..."
    "$VENV/bin/python" -m pip install --quiet --editable "$2" >>"$LOG" 2>&1
}

# Debian and Ubuntu keep the half of venv that brings pip in a package of its own.
install_ensurepip() {
    if ! "$1" -c 'import ensurepip' 2>/dev/null; then
        package="python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
        apt_install "$package" || die "Python's venv is missing; run this line, then this script again:
  sudo apt-get install -y $package"
    fi
}

install_project() {
    if [ "$1" = test ]; then wanted="$ROOT[test]"; else wanted="$ROOT"; fi
    python=$(find_python) || python=
    install_with_uv "$python" "$wanted" && return 0
    # uv does not read pip's settings: where only those name a package index, pip is the one to ask.
    [ -n "$python" ] || die_without_python
    install_with_pip "$python" "$wanted" && return 0
    tail -n 20 "$LOG" >&2
    die "The installation failed; the lines above say why (the whole of it: $LOG)."
}

# set_up run|test: afterwards .venv holds the project, editable, and the system what Qt needs.
set_up() {
    if ! up_to_date "$1"; then
        install_project "$1"
        printf '%s %s' "$1" "$(fingerprint)" >"$STAMP"
    fi
    install_system_packages "$1"
}
