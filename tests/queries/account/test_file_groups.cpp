#include <catch2/catch.hpp>

#include "queries/account/file_groups.h"

namespace retold {
namespace {

FileRecord readWell() {
  FileRecord file;
  file.name = "a.txt";
  file.searchability = Searchability{"ro", "Latn", 0.9, 0, std::nullopt, false, 0};
  return file;
}

TEST_CASE("a file is in the first group that fits, and those that ask for something come first") {
  FileRecord file = readWell();
  CHECK(groupOf(file) == FileGroup::Read);
  file.near = NearDuplicate{"b.txt", 0.93};
  CHECK(groupOf(file) == FileGroup::NearlySame);
  file.searchability->pagesWithoutText = 2;
  CHECK(groupOf(file) == FileGroup::HardToSearch);
  file.fate = FileFate::Duplicate;
  CHECK(groupOf(file) == FileGroup::Same);
  file.fate = FileFate::Excluded;
  CHECK(groupOf(file) == FileGroup::LeftOut);
  file.fate = FileFate::Unreadable;
  CHECK(groupOf(file) == FileGroup::Unreadable);
}

TEST_CASE("every group has a name of its own") {
  std::vector<std::string_view> names;
  for (const FileGroup group : kFileGroups) names.push_back(toText(group));
  CHECK(names == std::vector<std::string_view>{
                     "could not be read", "left out", "read, but hard to search",
                     "read, nearly the same as another", "the same as another file", "read"});
}

TEST_CASE("what is known of a file is told, the most important first") {
  FileRecord file = readWell();
  CHECK(remarksOn(file).empty());
  file.near = NearDuplicate{"b.txt", 0.998};
  file.searchability->pagesWithoutText = 1;
  file.notes = {"headers were left out"};
  CHECK(remarksOn(file) == std::vector<std::string>{"1 page without text",
                                                    "nearly the same: 99 % of b.txt",
                                                    "headers were left out"});
  FileRecord twin;
  twin.fate = FileFate::Duplicate;
  twin.sameness = Sameness::Text;
  twin.duplicateOf = "a.txt";
  CHECK(remarksOn(twin) == std::vector<std::string>{"same text as a.txt"});
  twin.sameness = Sameness::Bytes;
  CHECK(remarksOn(twin) == std::vector<std::string>{"same bytes as a.txt"});
  FileRecord excluded;
  excluded.fate = FileFate::Excluded;
  excluded.reason = "consent withdrawn";
  excluded.by = "Ana";
  CHECK(remarksOn(excluded) == std::vector<std::string>{"consent withdrawn", "by Ana"});
}

}  // namespace
}  // namespace retold
