#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/backends.h"
#include "indexer/store/storage.h"

namespace retold::test {

/// A folder of its own, removed with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path(std::string_view name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Two codes, "risk/poverty" and "risk/debt".
Codebook smallCodebook();

/// A text on its way in; its turns are its lines, and what stands before a colon speaks.
NewText newText(std::string_view name, std::string_view content);

/// A project in `folder` with these texts, imported and open for writing.
std::unique_ptr<Storage> makeProject(const Folder& folder, std::string_view name = "study.retold");
void importTexts(Storage& storage,
                 const std::vector<std::pair<std::string, std::string>>& namesAndContents);

/// The current text of a document by name.
Text textOf(const Storage& storage, std::string_view name);

/// A coding of the first place where `quote` stands, with the codebook's first code.
Coding codingOf(const Storage& storage, std::string_view name, std::string_view quote,
                std::string_view coder = "Ana");

/// Applies one put or remove.
Event put(Storage& storage, const Object& object, std::string_view action,
          std::string_view coder = "Ana");
Event remove(Storage& storage, const Object& object, std::string_view action,
             std::string_view coder = "Ana");

/// "kind: what | hint" of the Error that `work` throws, the folder's path as "@"; "" when none.
template <class Work>
std::string errorOf(const Folder& folder, Work work);

std::string describe(const Folder& folder, const std::exception& error);

template <class Work>
std::string errorOf(const Folder& folder, Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    return describe(folder, error);
  }
  return "";
}

/// verify() finds nothing.
void checkSound(const Storage& storage);

/// One statement on the file, past the storage, as a damaged disk or another program would do it.
void tamper(const std::string& file, const std::string& sql);

}  // namespace retold::test
