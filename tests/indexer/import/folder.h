#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "model/ids.h"

namespace retold::test {

/// A folder of files of its own, removed with everything in it.
class FileFolder {
 public:
  FileFolder() : path_(std::filesystem::temp_directory_path() / ("retold-" + toText(newUuid()))) {
    std::filesystem::create_directories(path_);
  }
  ~FileFolder() { std::filesystem::remove_all(path_); }
  FileFolder(const FileFolder&) = delete;
  FileFolder& operator=(const FileFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

  /// Writes a file, and the folders that it needs.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace retold::test
