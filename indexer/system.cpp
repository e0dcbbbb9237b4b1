#include "indexer/system.h"

#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "model/error.h"

namespace retold {

namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool isOpen() const { return number_ >= 0; }
  int release() { return std::exchange(number_, -1); }
  /// False when the last writes could not be kept (network file systems tell it only here).
  bool close() { return ::close(release()) == 0; }

 private:
  int number_;
};

int openAgainOnInterrupt(const char* path, int flags, mode_t mode = 0) {
  for (;;) {
    const int descriptor = ::open(path, flags | O_CLOEXEC, mode);
    if (descriptor >= 0 || errno != EINTR) return descriptor;
  }
}

std::string plainReason(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return "permission denied";
    case ENOENT:
      return "there is no such file or folder";
    case ENOTDIR:
      return "a part of the path is a file, not a folder";
    case EROFS:
      return "the medium is read-only";
    case ENOSPC:
      return "the disk is full";
    case EDQUOT:
      return "your share of the disk is used up";
    case EFBIG:
      return "the file would be larger than this system allows";
    case ELOOP:
      return "the link leads back to itself";
    case ENAMETOOLONG:
      return "the name is too long for this system";
    case EIO:
      return "the disk reports a fault";
    case EISDIR:
      return "it is a folder, not a file";
    case EMFILE:
    case ENFILE:
      return "too many files are open";
    default:
      return std::generic_category().message(error);
  }
}

ErrorKind kindOfWriteError(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ErrorKind::DiskFull;
    case EROFS:
    case EACCES:
    case EPERM:
      return ErrorKind::ReadOnly;
    default:
      return ErrorKind::Io;
  }
}

std::string hintOfWriteError(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::DiskFull:
      return "make room on the disk, or choose a place on another one";
    case ErrorKind::ReadOnly:
      return "choose a folder that you may write to";
    default:
      return "";
  }
}

[[noreturn]] void failWriting(const std::filesystem::path& path, int error) {
  const ErrorKind kind = kindOfWriteError(error);
  throw Error(kind, path.string() + " cannot be written: " + plainReason(error),
              hintOfWriteError(kind));
}

/// Writes all of `bytes`; the error number, or 0.
int writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::int64_t milliseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

void keepFreedMemory() {
#ifdef __GLIBC__
  // Each of them ends the adjustment by use, so that the other must be set as well.
  constexpr int keep = 32 << 20;
  constexpr int mapFrom = 4 << 20;  // blocks of this size are mapped, and given back, one by one
  mallopt(M_TRIM_THRESHOLD, keep);
  mallopt(M_MMAP_THRESHOLD, mapFrom);
#endif
}

std::string sizeInWords(std::uint64_t bytes) {
  constexpr std::array units{"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
  std::size_t unit = 0;
  std::uint64_t tenths = bytes * 10;
  if (bytes > UINT64_MAX / 10) tenths = UINT64_MAX;
  while (tenths >= 10240 && unit + 1 < units.size()) {
    tenths /= 1024;
    ++unit;
  }
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text + " " + units[unit];
}

// One writer at a time

namespace {

std::string readHolder(int descriptor) {
  std::array<char, 256> buffer{};
  const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), 0);
  if (count <= 0) return "";
  std::string holder(buffer.data(), static_cast<std::size_t>(count));
  return holder.substr(0, holder.find('\n'));
}

/// The holder removes the file while it holds it, so the file that was opened may no longer be the
/// one that others find under the name: then this lock keeps nobody out.
bool isStillAt(int descriptor, const std::filesystem::path& file) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

std::filesystem::path lockFileOf(const std::filesystem::path& project) {
  std::error_code ignored;
  std::filesystem::path real = std::filesystem::weakly_canonical(project, ignored);
  if (real.empty()) real = project;
  real += "-lock";
  return real;
}

}  // namespace

std::unique_ptr<WriterLock> WriterLock::acquire(const std::filesystem::path& project,
                                                std::string_view program, std::string& holder) {
  const std::filesystem::path file = lockFileOf(project);
  for (;;) {
    Descriptor lock(openAgainOnInterrupt(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, 0666));
    if (!lock.isOpen()) failWriting(file, errno);
    int failed = 0;
    while ((failed = ::flock(lock.number(), LOCK_EX | LOCK_NB)) != 0 && errno == EINTR) {
    }
    if (failed != 0 && errno == EWOULDBLOCK) {
      holder = readHolder(lock.number());
      return nullptr;
    }
    if (failed != 0) {
      throw Error(ErrorKind::Io, file.string() + " cannot be locked: " + plainReason(errno),
                  "keep the project on a disk of this computer, not on a network drive");
    }
    if (!isStillAt(lock.number(), file)) continue;
    const std::string content =
        std::string(program) + ", process " + std::to_string(::getpid()) + "\n";
    int error = ::ftruncate(lock.number(), 0) == 0 ? 0 : errno;
    if (error == 0) error = writeAll(lock.number(), content);
    if (error != 0) {
      ::unlink(file.c_str());
      failWriting(file, error);
    }
    return std::unique_ptr<WriterLock>(new WriterLock(lock.release(), file));
  }
}

WriterLock::WriterLock(int descriptor, std::filesystem::path file)
    : descriptor_(descriptor), file_(std::move(file)) {}

WriterLock::~WriterLock() {
  // Removed before it is freed: whoever waits with the old file open sees that it is gone.
  if (isStillAt(descriptor_, file_)) ::unlink(file_.c_str());
  ::close(descriptor_);
}

// Reading

std::optional<FileState> fileState(const std::filesystem::path& path, std::string& why) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    why = plainReason(errno);
    return std::nullopt;
  }
  FileState state;
  state.kind = S_ISREG(found.st_mode)   ? FileState::Kind::File
               : S_ISDIR(found.st_mode) ? FileState::Kind::Folder
                                        : FileState::Kind::Other;
  state.bytes = static_cast<std::uint64_t>(found.st_size);
  state.modifiedMilliseconds = milliseconds(found.st_mtim);
  state.device = found.st_dev;
  state.inode = found.st_ino;
  return state;
}

namespace {

std::string tooLarge(std::uint64_t size, std::uint64_t limit) {
  return "the file is too large: " + sizeInWords(size) + ", and at most " + sizeInWords(limit) +
         " are read; divide it into several files";
}

/// The reason why what is open cannot be read as a file, or "".
std::string whyNotReadable(const struct stat& found, std::uint64_t limit) {
  if (S_ISDIR(found.st_mode)) return "it is a folder, not a file";
  if (!S_ISREG(found.st_mode)) return "it is a pipe, a socket or a device, not a file";
  const auto size = static_cast<std::uint64_t>(found.st_size);
  return size > limit ? tooLarge(size, limit) : "";
}

}  // namespace

std::optional<FileBytes> readFile(const std::filesystem::path& path, std::uint64_t limit,
                                  FileTrouble& why) {
  struct stat found {};
  // Looked at before it is opened as well: opening a device may already do something.
  if (::stat(path.c_str(), &found) != 0) {
    why.reason = plainReason(errno);
    return std::nullopt;
  }
  why.reason = whyNotReadable(found, limit);
  if (!why.reason.empty()) return std::nullopt;
  const Descriptor file(openAgainOnInterrupt(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY));
  if (!file.isOpen() || ::fstat(file.number(), &found) != 0) {
    why.reason = plainReason(errno);
    return std::nullopt;
  }
  why.reason = whyNotReadable(found, limit);
  if (!why.reason.empty()) return std::nullopt;

  FileBytes result;
  result.modifiedMilliseconds = milliseconds(found.st_mtim);
  // One byte more than it should have: the end is seen without growing the buffer.
  result.bytes.resize(static_cast<std::size_t>(found.st_size) + 1);
  std::size_t filled = 0;
  for (;;) {
    if (filled == result.bytes.size()) result.bytes.resize(filled * 2);
    const ssize_t count =
        ::read(file.number(), result.bytes.data() + filled, result.bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      why.reason = plainReason(errno);
      return std::nullopt;
    }
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
    if (filled > limit) {
      why.reason = tooLarge(filled, limit);
      return std::nullopt;
    }
  }
  result.bytes.resize(filled);
  return result;
}

// Writing

namespace {

/// Removes a temporary file unless it was kept.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {}
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

/// The mode that the file has, or that a new one of this user gets.
mode_t modeFor(const std::filesystem::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) return found.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// A rename is on disk only when its folder is.
int syncFolder(const std::filesystem::path& folder) {
  const Descriptor opened(openAgainOnInterrupt(folder.c_str(), O_RDONLY | O_DIRECTORY));
  if (!opened.isOpen()) return errno;
  if (::fsync(opened.number()) == 0) return 0;
  return errno == EINVAL ? 0 : errno;  // EINVAL: this file system has nothing to sync
}

}  // namespace

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code ignored;
  // A link stays a link; what it points to is replaced.
  std::filesystem::path target = std::filesystem::weakly_canonical(path, ignored);
  if (target.empty()) target = path;
  target = std::filesystem::absolute(target);  // a bare name has no folder to sync
  const auto status = std::filesystem::status(target, ignored);
  if (std::filesystem::is_directory(status)) failWriting(path, EISDIR);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    throw Error(ErrorKind::Io, path.string() + " cannot be written: it is not a file",
                "name a file");
  }
  // The name is short whatever the target's is, so that it fits where the target fits.
  std::string temporary = (target.parent_path() / ".retold-XXXXXX").string();
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.isOpen()) failWriting(path, errno);
  Temporary guard(temporary);
  int error = ::fchmod(file.number(), modeFor(target)) == 0 ? 0 : errno;
  if (error == EPERM) error = 0;  // file systems without modes
  if (error == 0) error = writeAll(file.number(), bytes);
  if (error == 0 && ::fsync(file.number()) != 0) error = errno;
  if (error == 0 && !file.close()) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) failWriting(path, error);
  guard.keep();
  error = syncFolder(target.parent_path());
  if (error != 0) failWriting(path, error);
}

PrivateFolder::PrivateFolder() {
  std::error_code ignored;
  std::filesystem::path parent = std::filesystem::temp_directory_path(ignored);
  if (parent.empty()) parent = "/tmp";
  std::string name = (parent / "retold-XXXXXX").string();
  // mkdtemp() lets nobody else in.
  if (::mkdtemp(name.data()) == nullptr) failWriting(parent, errno);
  path_ = name;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

bool isWritable(const std::filesystem::path& path) {
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0) return true;
  if (errno != ENOENT) return false;
  std::filesystem::path folder = path.parent_path();
  if (folder.empty()) folder = ".";
  return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

// Other programs

namespace {

/// What posix_spawn() is told; frees what it holds.
class SpawnPlan {
 public:
  explicit SpawnPlan(int socket) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    sigset_t all;
    ::sigfillset(&all);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

bool mayRun(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

}  // namespace

std::filesystem::path programFolder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path() : program.parent_path();
}

std::filesystem::path findProgram(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::filesystem::path folder(folders.substr(0, end));
    // A relative folder would run what lies in the folder of the interviews.
    if (folder.is_absolute() && mayRun(folder / name)) return folder / name;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return {};
}

std::unique_ptr<ChildProcess> ChildProcess::start(const std::filesystem::path& program,
                                                  const std::vector<std::string>& arguments,
                                                  std::string& why) {
  const std::filesystem::path file =
      program.has_parent_path() ? program : findProgram(program.string());
  if (!mayRun(file)) {
    why = "there is no program " + program.string();
    return nullptr;
  }
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    why = plainReason(errno);
    return nullptr;
  }
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]);
  std::string name = file.string();
  std::vector<std::string> words = arguments;
  std::vector<char*> argv{name.data()};
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::string locale = "LC_ALL=C.UTF-8";
  std::string threads = "OMP_THREAD_LIMIT=1";
  const std::array<char*, 3> environment{locale.data(), threads.data(), nullptr};
  const SpawnPlan plan(theirs.number());
  pid_t process = 0;
  const int error = ::posix_spawn(&process, name.c_str(), plan.actions(), plan.attributes(),
                                  argv.data(), environment.data());
  if (error != 0) {
    why = name + " cannot be started: " + plainReason(error);
    return nullptr;
  }
  ::fcntl(ours.number(), F_SETFL, O_NONBLOCK);
  return std::unique_ptr<ChildProcess>(new ChildProcess(process, ours.release()));
}

ChildProcess::~ChildProcess() {
  kill();
  wait();
  ::close(socket_);
}

ChildProcess::Output ChildProcess::exchange(std::string_view& toSend, std::string& received,
                                            int milliseconds) {
  const auto wanted = static_cast<short>(toSend.empty() ? POLLIN : POLLIN | POLLOUT);
  pollfd look{socket_, wanted, 0};
  const int ready = ::poll(&look, 1, milliseconds);
  if (ready <= 0) return Output::Open;
  if (!toSend.empty() && (look.revents & (POLLOUT | POLLERR | POLLHUP)) != 0) {
    const ssize_t sent = ::send(socket_, toSend.data(), toSend.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      toSend.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN && errno != EINTR) {
      toSend = {};
    }
  }
  if ((look.revents & (POLLIN | POLLERR | POLLHUP)) == 0) return Output::Open;
  constexpr std::size_t most = std::size_t{256} << 10;
  const std::size_t before = received.size();
  received.resize(before + most);
  const ssize_t count = ::recv(socket_, received.data() + before, most, 0);
  received.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))) return Output::Open;
  return Output::Ended;
}

void ChildProcess::closeInput() { ::shutdown(socket_, SHUT_WR); }

void ChildProcess::kill() {
  if (ending_) return;
  ::kill(-process_, SIGKILL);  // with what it has started
  ::kill(process_, SIGKILL);
}

ChildProcess::Ending ChildProcess::wait() {
  if (ending_) return *ending_;
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  Ending ending;
  if (WIFEXITED(status)) ending.exitCode = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  ending_ = ending;
  return ending;
}

// The user

namespace {

std::atomic<bool> interruptSeen{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the handler may run at any moment");

void onInterrupt(int number) {
  if (interruptSeen.exchange(true)) ::_exit(128 + number);
}

}  // namespace

void installInterruptHandler() {
  for (const int number : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    ::sigaction(number, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // started by nohup or in the background
    struct sigaction action {};
    action.sa_handler = onInterrupt;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
}

bool interrupted() { return interruptSeen.load(); }

bool isTerminal(int descriptor) { return ::isatty(descriptor) == 1; }

int terminalWidth() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

std::string userName() {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found &&
      found->pw_name && *found->pw_name) {
    return found->pw_name;
  }
  return "coder";
}

}  // namespace retold
