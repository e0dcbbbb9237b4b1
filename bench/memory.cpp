// bench_memory COMMAND...
//
// Runs a command, its output thrown away, and prints the most memory that it held, in MB.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: bench_memory COMMAND...\n";
    return 2;
  }
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(arguments[1], arguments + 1);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
      WEXITSTATUS(status) != 0) {
    std::cerr << "bench_memory: the command failed\n";
    return 1;
  }
  std::cout << static_cast<double>(usage.ru_maxrss) / 1024 << "\n";
}
