#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/store/storage.h"

namespace retold::test {

/// A text as reading a txt file gives it, tokenised. Its turns are as TestProject::add says.
NewText newText(std::string_view name, std::string_view content);

/// A project in a folder of its own, removed with the object. Its codes: risk/economic/poverty
/// ("Poverty"), risk/economic/debt ("Debt"), protective/family/support ("Family support"),
/// pattern/sold-again ("Sold again"), protective/social/support ("Support") and the retired
/// risk/old/poverty.
class TestProject {
 public:
  TestProject();
  ~TestProject();
  TestProject(const TestProject&) = delete;
  TestProject& operator=(const TestProject&) = delete;

  Storage& storage() { return *storage_; }

  /// Adds a document. Each line is a turn; what stands before ": " speaks, "INT" is the
  /// interviewer.
  DocumentId add(std::string_view name, std::string_view content, std::string_view caseName = "");
  /// Gives a document another text, as importing its changed file does.
  void change(std::string_view name, std::string_view content);
  Text text(std::string_view name) const;
  Code code(std::string_view name) const;

  /// Where `quote` stands first in a document.
  ByteSpan place(std::string_view name, std::string_view quote) const;

  /// One statement on the file, past the storage, as a damaged disk would change it.
  void damage(const std::string& sql);

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Storage> storage_;
};

/// "what | hint" of the Error that `work` throws; empty when it throws none.
template <class Work>
std::string errorOf(Work work);

std::string describe(const std::exception& error);

template <class Work>
std::string errorOf(Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    return describe(error);
  }
  return "";
}

}  // namespace retold::test
