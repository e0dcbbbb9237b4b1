#include "indexer/system.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "model/error.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

std::string contentOf(const std::filesystem::path& file) {
  FileTrouble trouble;
  const auto bytes = readFile(file, 1 << 20, trouble);
  return bytes ? bytes->bytes : "unreadable: " + trouble.reason;
}

std::string whyUnreadable(const std::filesystem::path& file, std::uint64_t limit = 1 << 20) {
  FileTrouble trouble;
  return readFile(file, limit, trouble) ? "readable" : trouble.reason;
}

std::size_t filesIn(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a second writer is refused and told who holds the lock") {
  const FileFolder folder;
  std::string holder;
  const auto first = WriterLock::acquire(folder / "a.retold", "retold import", holder);
  REQUIRE(first);
  CHECK_FALSE(WriterLock::acquire(folder / "a.retold", "retold code", holder));
  CHECK(holder == "retold import, process " + std::to_string(getpid()));
}

TEST_CASE("a lock that was let go can be taken again and leaves no file") {
  const FileFolder folder;
  std::string holder;
  for (int round = 0; round < 3; ++round) {
    const auto lock = WriterLock::acquire(folder / "a.retold", "retold", holder);
    REQUIRE(lock);
    CHECK(std::filesystem::exists(folder / "a.retold-lock"));
  }
  CHECK_FALSE(std::filesystem::exists(folder / "a.retold-lock"));
}

TEST_CASE("a lock file that a killed program left behind keeps nobody out") {
  const FileFolder folder;
  folder.write("a.retold-lock", "retold import, process 1\n");
  std::string holder;
  CHECK(WriterLock::acquire(folder / "a.retold", "retold", holder));
}

TEST_CASE("the lock of a process that was killed is free") {
  const FileFolder folder;
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::string holder;
    const auto lock = WriterLock::acquire(folder / "a.retold", "child", holder);
    const char byte = lock ? 'y' : 'n';
    if (write(ready[1], &byte, 1) != 1) _exit(1);
    pause();
    _exit(0);
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  REQUIRE(byte == 'y');
  std::string holder;
  CHECK_FALSE(WriterLock::acquire(folder / "a.retold", "parent", holder));
  CHECK(holder == "child, process " + std::to_string(child));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  CHECK(WriterLock::acquire(folder / "a.retold", "parent", holder));
  close(ready[0]);
  close(ready[1]);
}

TEST_CASE("a project is locked where it really is, whatever link leads to it") {
  const FileFolder folder;
  folder.write("real/a.retold", "x");
  std::filesystem::create_symlink(folder / "real/a.retold", folder / "link.retold");
  std::string holder;
  const auto lock = WriterLock::acquire(folder / "link.retold", "retold", holder);
  REQUIRE(lock);
  CHECK_FALSE(WriterLock::acquire(folder / "real/a.retold", "retold", holder));
}

TEST_CASE("a lock in a folder that is not there is an error that names the file") {
  const FileFolder folder;
  std::string holder, message;
  try {
    WriterLock::acquire(folder / "missing/a.retold", "retold", holder);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Io);
    message = error.what();
  }
  CHECK(message == (folder / "missing/a.retold-lock").string() +
                       " cannot be written: there is no such file or folder");
}

TEST_CASE("a file is read whole with its time of change") {
  const FileFolder folder;
  const std::string bytes("a\0b\nc", 5);
  const auto file = folder.write("a.txt", bytes);
  FileTrouble trouble;
  const auto read = readFile(file, 5, trouble);
  REQUIRE(read);
  CHECK(read->bytes == bytes);
  std::string why;
  CHECK(read->modifiedMilliseconds == fileState(file, why)->modifiedMilliseconds);
  CHECK(readFile(folder.write("empty", ""), 5, trouble)->bytes.empty());
}

TEST_CASE("what cannot be read says why") {
  const FileFolder folder;
  CHECK(whyUnreadable(folder / "missing.txt") == "there is no such file or folder");
  CHECK(whyUnreadable(folder.path()) == "it is a folder, not a file");
  std::filesystem::create_symlink("nowhere", folder / "dangling.txt");
  CHECK(whyUnreadable(folder / "dangling.txt") == "there is no such file or folder");
  std::filesystem::create_symlink("loop.txt", folder / "loop.txt");
  CHECK(whyUnreadable(folder / "loop.txt") == "the link leads back to itself");
  folder.write("plain", "x");
  CHECK(whyUnreadable(folder / "plain/a.txt") == "a part of the path is a file, not a folder");
  CHECK(whyUnreadable(folder / std::string(300, 'x')) == "the name is too long for this system");
}

TEST_CASE("pipes, sockets and devices are refused and never waited for") {
  const FileFolder folder;
  const std::string notAFile = "it is a pipe, a socket or a device, not a file";
  REQUIRE(mkfifo((folder / "pipe.txt").c_str(), 0600) == 0);
  CHECK(whyUnreadable(folder / "pipe.txt") == notAFile);
  CHECK(whyUnreadable("/dev/zero") == notAFile);
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = (folder / "socket").string();
  REQUIRE(path.size() < sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  REQUIRE(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  CHECK(whyUnreadable(path) == notAFile);
  close(listener);
}

TEST_CASE("a file over the limit is refused by its size without being read") {
  const FileFolder folder;
  const auto file = folder.write("huge.txt", "");
  std::filesystem::resize_file(file, 1ull << 40);  // sparse: reading it would take minutes
  CHECK(whyUnreadable(file, 64 << 20) ==
        "the file is too large: 1 TiB, and at most 64 MiB are read; divide it into several files");
  folder.write("six", "123456");
  CHECK(whyUnreadable(folder / "six", 5) ==
        "the file is too large: 6 bytes, and at most 5 bytes are read; divide it into several "
        "files");
  CHECK(whyUnreadable(folder / "six", 6) == "readable");
}

TEST_CASE("a file whose size the system does not tell is read to its end") {
  CHECK(contentOf("/proc/self/status").find("Name:") == 0);
}

TEST_CASE("a file is replaced whole and keeps its permissions") {
  const FileFolder folder;
  const auto file = folder.write("out.csv", "old");
  REQUIRE(chmod(file.c_str(), 0640) == 0);
  writeFileAtomically(file, "new content");
  CHECK(contentOf(file) == "new content");
  struct stat state {};
  REQUIRE(stat(file.c_str(), &state) == 0);
  CHECK((state.st_mode & 0777) == 0640);
  CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("a new file gets the permissions that the user's new files get") {
  const FileFolder folder;
  const mode_t before = umask(0027);
  writeFileAtomically(folder / "new.csv", "x");
  umask(before);
  struct stat state {};
  REQUIRE(stat((folder / "new.csv").c_str(), &state) == 0);
  CHECK((state.st_mode & 0777) == 0640);
}

TEST_CASE("writing through a link replaces what it points to and keeps the link") {
  const FileFolder folder;
  folder.write("real.csv", "old");
  std::filesystem::create_symlink("real.csv", folder / "link.csv");
  writeFileAtomically(folder / "link.csv", "new");
  CHECK(std::filesystem::is_symlink(folder / "link.csv"));
  CHECK(contentOf(folder / "real.csv") == "new");
}

TEST_CASE("what cannot be written leaves the old file and nothing beside it") {
  const FileFolder folder;
  const auto message = [](const std::filesystem::path& path) -> std::string {
    try {
      writeFileAtomically(path, "x");
    } catch (const Error& error) {
      return error.what();
    }
    return "written";
  };
  CHECK(message(folder / "missing/a.csv") ==
        (folder / "missing/a.csv").string() +
            " cannot be written: there is no such file or folder");
  CHECK(message(folder.path()) ==
        folder.path().string() + " cannot be written: it is a folder, not a file");
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(message(folder / "pipe") ==
        (folder / "pipe").string() + " cannot be written: it is not a file");
  CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("a full disk is an error of its own and loses nothing") {
  const FileFolder folder;
  const auto file = folder.write("out.csv", "old");
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // A limit on the size of files acts as a disk without room.
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4096, 4096};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      writeFileAtomically(file, std::string(100000, 'x'));
    } catch (const Error& error) {
      _exit(error.kind() == ErrorKind::DiskFull ? 42 : 1);
    }
    _exit(2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK((WIFEXITED(status) ? WEXITSTATUS(status) : -1) == 42);
  CHECK(contentOf(file) == "old");
  CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("a path that is not there can be written where its folder can") {
  const FileFolder folder;
  CHECK(isWritable(folder / "new.csv"));
  CHECK(isWritable(folder.path()));
  CHECK_FALSE(isWritable(folder / "missing/new.csv"));
  CHECK_FALSE(isWritable("/proc/version/x"));
}

TEST_CASE("the first interrupt is seen and the second ends the process") {
  for (const int first : {SIGINT, SIGTERM}) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      installInterruptHandler();
      if (interrupted()) _exit(1);
      raise(first);
      if (!interrupted()) _exit(2);
      raise(SIGINT);
      _exit(3);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK((WIFEXITED(status) ? WEXITSTATUS(status) : -1) == 128 + SIGINT);
  }
}

TEST_CASE("a program that was started to ignore interrupts goes on ignoring them") {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    signal(SIGINT, SIG_IGN);
    installInterruptHandler();
    raise(SIGINT);
    _exit(interrupted() ? 1 : 42);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK((WIFEXITED(status) ? WEXITSTATUS(status) : -1) == 42);
}

TEST_CASE("a pipe is no terminal, and width and user have a value anyway") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  CHECK_FALSE(isTerminal(ends[0]));
  CHECK(terminalWidth() > 0);
  CHECK_FALSE(userName().empty());
  close(ends[0]);
  close(ends[1]);
}
