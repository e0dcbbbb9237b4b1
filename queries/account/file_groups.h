#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// What files of an accounting have in common; those that ask for something stand first.
enum class FileGroup { Unreadable, LeftOut, HardToSearch, NearlySame, Same, Read };

inline constexpr std::array kFileGroups{FileGroup::Unreadable,   FileGroup::LeftOut,
                                        FileGroup::HardToSearch, FileGroup::NearlySame,
                                        FileGroup::Same,         FileGroup::Read};

/// Every file is in one group: the first that fits.
FileGroup groupOf(const FileRecord& file);

/// "could not be read", "read, but hard to search".
std::string_view toText(FileGroup group);

/// Why, and all else that is known of a file but its language, the most important first: "same
/// text as anna.txt", "3 pages without text", the notes of reading.
std::vector<std::string> remarksOn(const FileRecord& file);

}  // namespace retold
