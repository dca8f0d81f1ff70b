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
  agree "$plan
System packages (apt-get, needs root): $missing"
  as_root apt-get update -q >&2 || die "The package lists could not be fetched. Check the network, then run this again."
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2 \
    || die "Some system packages could not be installed: $missing. Mend what apt-get says above, then run this again."
}

# What the first run says before it asks for rights; sizes are of a Debian with nothing but Python.
plan="To install: system packages for sound, voice and Python (about 20 MB to fetch, 35 MB on disk);
Python packages into .venv, the speech and language models among them (about 360 MB to fetch, 0.9 GB on disk);
interviews, and the speech model once joined (145 MB), go to your user folders; nothing else is touched."

# What practising needs of the system.
runtime_packages() {
  case $(uname -s) in
    Linux)
      names="libportaudio2 espeak-ng libespeak-ng1"
      # an own Python needs no packaged venv and pip
      if [ ! -x .venv/bin/python ] && ! { "$(find_python || echo false)" -c 'import venv, ensurepip' >/dev/null 2>&1; }; then
        names="$names python3-venv"
      fi
      # a desktop's sound server is reached through ALSA's plug-ins
      if command -v pipewire >/dev/null 2>&1 || command -v pulseaudio >/dev/null 2>&1; then
        names="$names libasound2-plugins"
      fi
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

# show_progress TOTAL : pip's lines in, one line of progress out (a moving one at a terminal).
show_progress() {
  awk -v total="$1" -v moving="$([ -t 2 ] && echo 1 || echo 0)" '
    /^(Collecting|Requirement already satisfied:) / || /^Processing / {
      count++
      if (moving) printf "\r  %d of at most %d: %-50.50s", count, total, $2 > "/dev/stderr"
      else if (count % 25 == 0) printf "  %d of at most %d\n", count, total > "/dev/stderr"
    }
    /^Installing collected packages/ { printf "%s  unpacking %d packages\n", (moving ? "\n" : ""), count > "/dev/stderr" }'
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
  say "Installing the locked Python packages ($1)"
  install_log=.venv/install.log
  .venv/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
    --progress-bar off -r "$lock" 2>&1 | tee "$install_log" | show_progress "$(grep -c '==' "$lock")" \
    || { tail -n 5 "$install_log" >&2
         die "The Python packages could not be installed. Check the network and the space on this disk, then run this again."; }
  .venv/bin/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e . >&2 \
    || die "The interviewer itself could not be installed; mend what pip says above."
  printf '%s\n' "$want" > "$stamp"
}
