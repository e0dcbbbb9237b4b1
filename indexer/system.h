#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Everything that asks the operating system directly. The only place with POSIX calls.
namespace retold {

/// One writer at a time: an advisory lock on `PROJECT-lock` beside the project, held while the
/// object lives and freed by the kernel when the process dies.
class WriterLock {
 public:
  /// Takes the lock, or none when another process holds it; `holder` then says who ("retold import,
  /// process 1234"), where known. A project reached through a link is locked where it really is.
  /// Throws Error(ReadOnly) where the folder cannot be written, Error(DiskFull | Io) when the lock
  /// file cannot be made for another reason.
  static std::unique_ptr<WriterLock> acquire(const std::filesystem::path& project,
                                             std::string_view program, std::string& holder);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  WriterLock(int descriptor, std::filesystem::path file);
  int descriptor_;
  std::filesystem::path file_;
};

/// What the system knows of a path without reading it; links are followed.
struct FileState {
  enum class Kind { File, Folder, Other };  ///< Other: pipe, device, socket
  Kind kind = Kind::File;
  std::uint64_t bytes = 0;
  std::int64_t modifiedMilliseconds = 0;
  std::uint64_t device = 0;  ///< with `inode`: equal for two paths of one file or folder
  std::uint64_t inode = 0;
};
/// None when it is not there or cannot be reached; `why` then holds the reason.
std::optional<FileState> fileState(const std::filesystem::path& path, std::string& why);

/// A whole file, or why it could not be read, as a sentence for the user.
struct FileBytes {
  std::string bytes;
  std::int64_t modifiedMilliseconds = 0;
};
struct FileTrouble {
  std::string reason;
};
/// Reads at most `limit` bytes; a larger file is refused with its size and the limit in the reason,
/// without being read. Folders, pipes and devices are refused and never waited for.
std::optional<FileBytes> readFile(const std::filesystem::path& path, std::uint64_t limit,
                                  FileTrouble& why);

/// Writes `bytes` to `path` so that either the old file or the whole new one is there (temporary
/// file beside it, fsync, rename). Throws Error(DiskFull | ReadOnly | Io) with path and reason.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// A new folder for temporary files that only this user may enter, in $TMPDIR or /tmp. It is
/// deleted with all that is in it when the object goes, also by an exception.
class PrivateFolder {
 public:
  /// Throws Error(DiskFull | ReadOnly | Io) where it cannot be made.
  PrivateFolder();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// True when a file or, where it does not exist, its folder can be written by this user.
bool isWritable(const std::filesystem::path& path);

/// A program that was started, with our end of what it reads and writes. It gets no other open
/// file, an empty environment but for a UTF-8 locale, and a process group of its own: an interrupt
/// from the keyboard is for us. What it says on standard error is lost. Destroyed, it is killed and
/// waited for. One thread at a time.
class ChildProcess {
 public:
  /// Starts `program` (a path; a bare name is looked for in the folders of $PATH). None, with the
  /// reason in `why`, where it could not be started.
  static std::unique_ptr<ChildProcess> start(const std::filesystem::path& program,
                                             const std::vector<std::string>& arguments,
                                             std::string& why);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Open: it may still write. Ended: it has closed its output, and all was read.
  enum class Output { Open, Ended };
  /// Waits at most `milliseconds` until something can be written or read; then writes from the
  /// front of `toSend`, which shrinks, and appends to `received` what is there, at most 256 KiB.
  /// Does both, so that neither side waits for the other. Where the program reads no more, `toSend`
  /// becomes empty.
  Output exchange(std::string_view& toSend, std::string& received, int milliseconds);
  /// It finds the end of its input.
  void closeInput();

  void kill();
  /// How it ended; waits for it, so close its input or kill it first.
  struct Ending {
    int exitCode = 0;  ///< where it ended by itself
    int signal = 0;    ///< what killed it, or 0
  };
  Ending wait();

 private:
  ChildProcess(int process, int socket) : process_(process), socket_(socket) {}
  int process_;
  int socket_;
  std::optional<Ending> ending_;
};

/// The folder in which the running program lies; empty where the system does not tell.
std::filesystem::path programFolder();

/// The program `name` in the folders of $PATH; empty where there is none.
std::filesystem::path findProgram(std::string_view name);

/// Has the C library keep up to 32 MiB of freed memory instead of giving it back to the system at
/// once. CLD2 takes and frees a block of some hundred KiB at every question, and each time the
/// system would have to clear it anew: that made up half of the time. Called first in main(); no
/// effect where the C library is another one than GNU's.
void keepFreedMemory();

/// "512 bytes", "1.5 GiB".
std::string sizeInWords(std::uint64_t bytes);

/// True from the first SIGINT or SIGTERM after installInterruptHandler(); a second one ends the
/// process at once.
void installInterruptHandler();
bool interrupted();

bool isTerminal(int descriptor);
/// Columns of the terminal on stdout, or 100.
int terminalWidth();
/// The user's login name, for the default coder; "coder" where there is none.
std::string userName();

}  // namespace retold
