#include "indexer/reader/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace retold {

namespace {

// Under these the program's own memory and calls are not what they are for users.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

std::string reason(int error) { return std::generic_category().message(error); }

// Landlock. The numbers and names of the kernel's interface (Documentation/userspace-api/landlock):
// the build machine's headers may be older than the kernel that runs.

constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr std::uint32_t kVersionFlag = 1;
constexpr int kPathBeneath = 1;
constexpr std::uint64_t kReadFile = 1U << 2U;
constexpr std::uint64_t kReadFolder = 1U << 3U;

struct RulesetAttributes {
  std::uint64_t files = 0;
  std::uint64_t network = 0;
  std::uint64_t scoped = 0;
};

struct [[gnu::packed]] PathRule {
  std::uint64_t allowed = 0;
  std::int32_t folder = -1;
};

/// Everything that this version of Landlock can refuse.
RulesetAttributes everythingOf(long version) {
  constexpr std::array<unsigned, 6> fileRights{0, 13, 14, 15, 15, 16};  // by version
  const auto at = static_cast<std::size_t>(version < 5 ? version : 5);
  RulesetAttributes all;
  all.files = (std::uint64_t{1} << fileRights.at(at)) - 1;
  if (version >= 4) all.network = 3;
  if (version >= 6) all.scoped = 3;
  return all;
}

/// How much of the attributes that version knows.
std::size_t sizeOf(long version) {
  return version >= 6 ? sizeof(RulesetAttributes) : version >= 4 ? 16 : 8;
}

/// A sanitizer looks up the stack there whenever something is thrown.
constexpr const char* kSanitizerReads = "/proc";

/// What parsers read beside what they are sent: shared libraries, fonts, code tables.
constexpr std::array kReadable{"/usr/share",   "/usr/lib", "/usr/lib64", "/usr/local/share",
                               "/lib",         "/lib64",   "/etc/fonts", "/var/cache/fontconfig",
                               kSanitizerReads};

Protection restrictFiles() {
  Protection files{"files", false, ""};
  const long version = ::syscall(kCreateRuleset, nullptr, 0, kVersionFlag);
  if (version < 1) {
    files.remark = "this kernel has no Landlock (" + reason(errno) + ")";
    return files;
  }
  const RulesetAttributes all = everythingOf(version);
  const auto rules = static_cast<int>(::syscall(kCreateRuleset, &all, sizeOf(version), 0));
  if (rules < 0) {
    files.remark = "Landlock: " + reason(errno);
    return files;
  }
  for (const char* folder : kReadable) {
    if (std::string_view(folder) == kSanitizerReads && !kSanitized) continue;
    const int opened = ::open(folder, O_PATH | O_CLOEXEC);
    if (opened < 0) continue;
    const PathRule rule{kReadFile | kReadFolder, opened};
    ::syscall(kAddRule, rules, kPathBeneath, &rule, 0);
    ::close(opened);
  }
  files.on = ::syscall(kRestrictSelf, rules, 0) == 0;
  files.remark = files.on ? "Landlock, version " + std::to_string(version) +
                                ": only programs' own files and fonts can be read" +
                                (kSanitized ? ", and /proc in a build with sanitizers" : "")
                          : "Landlock: " + reason(errno);
  ::close(rules);
  return files;
}

// seccomp

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

/// What a parser needs once it runs. Everything else fails with "not permitted".
constexpr std::array kAllowed{SCMP_SYS(read),
                              SCMP_SYS(write),
                              SCMP_SYS(readv),
                              SCMP_SYS(writev),
                              SCMP_SYS(pread64),
                              SCMP_SYS(lseek),
                              SCMP_SYS(close),
                              SCMP_SYS(fstat),
                              SCMP_SYS(stat),
                              SCMP_SYS(lstat),
                              SCMP_SYS(newfstatat),
                              SCMP_SYS(statx),
                              SCMP_SYS(statfs),
                              SCMP_SYS(fstatfs),
                              SCMP_SYS(access),
                              SCMP_SYS(faccessat),
                              SCMP_SYS(faccessat2),
                              SCMP_SYS(readlink),
                              SCMP_SYS(readlinkat),
                              SCMP_SYS(getdents64),
                              SCMP_SYS(getcwd),
                              SCMP_SYS(poll),
                              SCMP_SYS(ppoll),
                              SCMP_SYS(fadvise64),
                              SCMP_SYS(mmap),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(mprotect),
                              SCMP_SYS(madvise),
                              SCMP_SYS(brk),
                              SCMP_SYS(futex),
                              SCMP_SYS(rseq),
                              SCMP_SYS(set_robust_list),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),
                              SCMP_SYS(times),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(getppid),
                              SCMP_SYS(getuid),
                              SCMP_SYS(geteuid),
                              SCMP_SYS(getgid),
                              SCMP_SYS(getegid),
                              SCMP_SYS(getrlimit),
                              SCMP_SYS(getrusage),
                              SCMP_SYS(sysinfo),
                              SCMP_SYS(uname),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(sched_getaffinity)};

int allowCalls(scmp_filter_ctx filter) {
  for (const int call : kAllowed) {
    if (const int error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0); error != 0) {
      return error;
    }
  }
  // By writing into a pipe a sanitizer finds out whether memory may be read.
  if (kSanitized) {
    for (const int call : {SCMP_SYS(pipe), SCMP_SYS(pipe2)}) {
      if (const int error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0); error != 0) {
        return error;
      }
    }
  }
  // Files are opened for reading only.
  constexpr scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_TMPFILE;
  constexpr scmp_datum_t reading = O_RDONLY;
  constexpr scmp_datum_t folderBit = O_DIRECTORY;  // a part of O_TMPFILE
  int error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                               SCMP_A1(SCMP_CMP_MASKED_EQ, writing & ~folderBit, reading));
  if (error == 0) {
    error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, writing & ~folderBit, reading));
  }
  // Signals go to ourselves only: that is how abort() ends us.
  const auto own = static_cast<scmp_datum_t>(::getpid());
  if (error == 0) {
    error =
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, own));
  }
  // Limits are asked for, never changed.
  if (error == 0) {
    error =
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0));
  }
  constexpr std::array<scmp_datum_t, 3> harmless{F_GETFD, F_GETFL, F_SETFD};
  for (const scmp_datum_t command : harmless) {
    if (error == 0) {
      error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                               SCMP_A1(SCMP_CMP_EQ, command));
    }
  }
  return error;
}

Protection restrictCalls() {
  Protection calls{"calls", false, ""};
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
  if (!filter) {
    calls.remark = "seccomp could not be set up";
    return calls;
  }
  int error = allowCalls(filter.get());
  if (error == 0) error = seccomp_load(filter.get());
  calls.on = error == 0;
  calls.remark = calls.on ? "seccomp: no network, no other program, no writing of files"
                          : "seccomp: " + reason(-error);
  return calls;
}

// Limits

bool limit(decltype(RLIMIT_AS) what, std::uint64_t most) {
  rlimit wanted{most, most};
  return ::setrlimit(what, &wanted) == 0;
}

Protection restrictMemory(std::uint64_t most) {
  Protection memory{"memory", false, ""};
  if (kSanitized) {
    memory.remark = "off in a build with sanitizers";
  } else if (most == 0) {
    memory.remark = "no limit was asked for";
  } else {
    memory.on = limit(RLIMIT_AS, most);
    memory.remark = memory.on ? "at most " + std::to_string(most >> 20) + " MiB" : reason(errno);
  }
  return memory;
}

Protection restrictWriting() {
  const bool on = limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 64);
  return {"limits", on, on ? "no file grows, no core dump, few open files" : reason(errno)};
}

Protection giveUpPrivileges() {
  const bool on =
      ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
  return {"privileges", on, on ? "none can be gained, nobody looks in" : reason(errno)};
}

Protection dieWithParent() {
  const bool on = ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
  return {"end", on, on ? "it ends when the program that started it ends" : reason(errno)};
}

}  // namespace

std::vector<Protection> enterSandbox(std::uint64_t memory) {
  std::vector<Protection> protections;
  protections.push_back(dieWithParent());
  protections.push_back(giveUpPrivileges());
  protections.push_back(restrictWriting());
  protections.push_back(restrictMemory(memory));
  protections.push_back(restrictFiles());
  protections.push_back(restrictCalls());
  return protections;
}

}  // namespace retold
