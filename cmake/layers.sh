#!/bin/sh
# usage: layers.sh ROOT
#
# Checks every #include below ROOT against the dependency rule (docs/architecture.md): which folder may include
# which, and where a header that is not ours may be used. Prints file:line: message for each breach.
# Exit 0: none; 1: some; 2: there was nothing to check.
set -eu
LC_ALL=C
export LC_ALL
cd "$1"

files=$(find model indexer queries cli gui -type f \( -name '*.h' -o -name '*.cpp' \) 2>/dev/null | sort || true)
if [ -z "$files" ]; then
  echo "layers.sh: no source files below $1" >&2
  exit 2
fi

# shellcheck disable=SC2086  # the paths hold no spaces
awk '
  # A folder, and the folders that it may include.
  BEGIN {
    sees["model"] = " model "
    sees["indexer"] = " model indexer "
    sees["queries"] = " model indexer queries "
    sees["cli"] = " model indexer queries cli "
    sees["gui"] = " model indexer queries gui "

    # Headers that are not ours: a pattern of their names, what they are, and where they may be used.
    rule("^[a-z_0-9]+$", "the standard library", ".", "anywhere")
    rule("^unicode/", "ICU", "^indexer/.*[.]cpp$", "indexer/**.cpp")
    rule("^sqlite3(ext)?[.]h$", "SQLite", "^indexer/.*[.]cpp$", "indexer/**.cpp")
    rule("^(zstd|zstd_errors|zdict)[.]h$", "zstd", "^indexer/.*[.]cpp$", "indexer/**.cpp")
    rule("^sodium([.]h$|/)", "libsodium", "^indexer/.*[.]cpp$", "indexer/**.cpp")
    rule("^libstemmer[.]h$", "Snowball", "^indexer/text/.*[.]cpp$", "indexer/text/**.cpp")
    rule("^cld2/", "CLD2", "^indexer/text/.*[.]cpp$", "indexer/text/**.cpp")
    rule("^(poppler|glib|pugixml|archive|archive_entry|gumbo|seccomp)([-./]|$)", "a parser of foreign formats",
         "^indexer/reader/.*[.]cpp$", "indexer/reader/**.cpp")
    rule("^(expat|yaml)[.]h$", "a parser of dictionaries", "^queries/lexicon/exchange/.*[.]cpp$",
         "queries/lexicon/exchange/**.cpp")
    rule("^re2/", "RE2", "^(queries|indexer/text)/.*[.]cpp$", "queries/**.cpp and indexer/text/**.cpp")
    rule("^nlohmann/", "nlohmann-json", "^(indexer|queries|cli)/.*[.]cpp$",
         "indexer/**.cpp, queries/**.cpp and cli/**.cpp")
    rule("^Q[A-Za-z]", "Qt", "^gui/", "gui/")
    rule("^([a-z]mmintrin|immintrin)[.]h$", "compiler intrinsics", "^indexer/text/.*[.]cpp$",
         "indexer/text/**.cpp")
    posix = "aio|dirent|dlfcn|fcntl|fnmatch|ftw|getopt|glob|grp|iconv|ifaddrs|langinfo|libgen|malloc|mntent|netdb"
    posix = posix "|poll|pthread|pwd|regex|sched|semaphore|signal|spawn|strings|sysexits|syslog|termios|ucontext"
    posix = posix "|unistd|utime|wordexp"
    rule("^(" posix ")[.]h$", "POSIX", "^indexer/(system|reader/sandbox)[.]cpp$", "indexer/system.cpp and indexer/reader/sandbox.cpp")
    rule("^(sys|arpa|net|netinet|linux|asm)/", "POSIX", "^indexer/(system|reader/sandbox)[.]cpp$", "indexer/system.cpp and indexer/reader/sandbox.cpp")
  }

  function rule(pattern, name, where, words) {
    ++rules
    rulePattern[rules] = pattern; ruleName[rules] = name; ruleWhere[rules] = where; ruleWords[rules] = words
  }

  function breach(message) {
    printf "%s:%d: %s\n", FILENAME, FNR, message
    ++breaches
  }

  function checkOurs(name, folder,    target) {
    if (name ~ /[.]moc$/ && folder == "gui") return
    if (name !~ /\// || name ~ /^[.]/) {
      breach("\"" name "\": write the include from the root of the tree")
      return
    }
    target = name
    sub(/\/.*/, "", target)
    if (index(sees[folder], " " target " ") == 0)
      breach("\"" name "\": " folder "/ may include only" sees[folder] "(and not " target "/)")
  }

  function checkForeign(name,    i) {
    for (i = 1; i <= rules; ++i) {
      if (name ~ rulePattern[i]) {
        if (FILENAME !~ ruleWhere[i])
          breach("<" name ">: " ruleName[i] " is used only in " ruleWords[i])
        return
      }
    }
    breach("<" name ">: not a header that Retold uses; cmake/layers.sh names them and where they may stand")
  }

  /^[ \t]*#[ \t]*include/ {
    name = $0
    folder = FILENAME
    sub(/\/.*/, "", folder)
    if (name ~ /include[ \t]*"[^"]+"/) {
      sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
      checkOurs(name, folder)
    } else if (name ~ /include[ \t]*<[^>]+>/) {
      sub(/^[^<]*</, "", name); sub(/>.*/, "", name)
      checkForeign(name)
    } else {
      breach("an include that cannot be read: expected \"folder/file.h\" or <header>")
    }
  }

  END { exit breaches > 0 }
' $files
