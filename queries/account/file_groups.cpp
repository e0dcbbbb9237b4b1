#include "queries/account/file_groups.h"

#include <cmath>
#include <iterator>

#include "queries/account/searchability.h"

namespace retold {

namespace {

/// Never "100 %" of what is not all.
std::string percent(double share) {
  const long whole = std::lround(100 * share);
  return std::to_string(whole == 100 && share < 1 ? 99 : whole) + " %";
}

}  // namespace

FileGroup groupOf(const FileRecord& file) {
  switch (file.fate) {
    case FileFate::Unreadable:
      return FileGroup::Unreadable;
    case FileFate::Excluded:
      return FileGroup::LeftOut;
    case FileFate::Duplicate:
      return FileGroup::Same;
    case FileFate::Read:
      break;
  }
  if (file.searchability && !searchTroubles(*file.searchability).empty())
    return FileGroup::HardToSearch;
  return file.near ? FileGroup::NearlySame : FileGroup::Read;
}

std::string_view toText(FileGroup group) {
  switch (group) {
    case FileGroup::Unreadable:
      return "could not be read";
    case FileGroup::LeftOut:
      return "left out";
    case FileGroup::HardToSearch:
      return "read, but hard to search";
    case FileGroup::NearlySame:
      return "read, nearly the same as another";
    case FileGroup::Same:
      return "the same as another file";
    case FileGroup::Read:
      return "read";
  }
  return {};
}

std::vector<std::string> remarksOn(const FileRecord& file) {
  std::vector<std::string> remarks;
  if (!file.reason.empty()) remarks.push_back(file.reason);
  if (!file.by.empty()) remarks.push_back("by " + file.by);
  if (file.duplicateOf) {
    const char* what = file.sameness == Sameness::Bytes ? "same bytes as " : "same text as ";
    remarks.push_back(what + *file.duplicateOf);
  }
  if (file.searchability) {
    std::vector<std::string> troubles = searchTroubles(*file.searchability);
    remarks.insert(remarks.end(), std::make_move_iterator(troubles.begin()),
                   std::make_move_iterator(troubles.end()));
  }
  if (file.near)
    remarks.push_back("nearly the same: " + percent(file.near->share) + " of " +
                      file.near->document);
  remarks.insert(remarks.end(), file.notes.begin(), file.notes.end());
  return remarks;
}

}  // namespace retold
