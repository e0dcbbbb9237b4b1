#include "indexer/import/file_walk.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "indexer/system.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

namespace fs = std::filesystem;

/// True for a file that begins as the SQLite files of this program do (docs/file-format.md).
bool isProject(const fs::path& path) {
  constexpr std::string_view magic("SQLite format 3\0", 16);
  constexpr std::size_t applicationIdAt = 68;
  std::array<char, applicationIdAt + 4> head{};
  std::ifstream file(path, std::ios::binary);
  if (!file.read(head.data(), head.size())) return false;
  const std::string_view bytes(head.data(), head.size());
  return bytes.starts_with(magic) && bytes.substr(applicationIdAt) == "Rtld";
}

/// A project, or what stands beside one while it is open.
bool belongsToProject(const fs::path& path) {
  const std::string text = path.string();
  for (const std::string_view companion : {"-wal", "-shm", "-journal", "-lock"}) {
    if (!text.ends_with(companion)) continue;
    const fs::path project(text.substr(0, text.size() - companion.size()));
    std::string ignored;
    const auto state = fileState(project, ignored);
    if (state && state->kind == FileState::Kind::File && isProject(project)) return true;
  }
  return isProject(path);
}

/// A transcript never is one: its extension says what it is.
bool mayBelongToProject(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension != ".txt" && extension != ".md" && extension != ".csv";
}

using Identity = std::pair<std::uint64_t, std::uint64_t>;

/// Finds the files of one root after the other; folders that were seen are known to all.
class Walker {
 public:
  std::vector<FoundFile> walk(const fs::path& root);
  std::vector<Diagnostic> diagnostics;

 private:
  struct Place {
    fs::path path;
    std::string name;  ///< relative to the root, as the system has it; "" = the root
  };

  void enter(const Place& folder);
  void look(const fs::directory_entry& entry, const Place& folder);
  void follow(const Place& link);
  void addFile(const Place& place, const FileState& state);
  void add(const Place& place, FoundFile::Fate fate, std::string reason);
  bool isNewFolder(const Place& folder, const FileState& state);
  void drain();

  std::vector<FoundFile> files_;
  std::vector<Place> folders_;
  std::vector<Place> links_;
  std::map<Identity, std::string> seen_;  ///< folders, by where they were met first
};

std::vector<FoundFile> Walker::walk(const fs::path& root) {
  files_.clear();
  std::string why;
  const auto state = fileState(root, why);
  if (!state) return {};
  if (state->kind != FileState::Kind::Folder) {
    const Place place{root, root.filename().string()};
    state->kind == FileState::Kind::File
        ? addFile(place, *state)
        : add(place, FoundFile::Fate::Unreadable, "it is a pipe, a socket or a device, not a file");
    return std::move(files_);
  }
  const Place top{root, ""};
  if (isNewFolder(top, *state)) folders_.push_back(top);
  drain();
  return std::move(files_);
}

/// First everything that is there by itself, then what links lead to: a link never takes the name
/// of what it points to.
void Walker::drain() {
  while (!folders_.empty() || !links_.empty()) {
    while (!folders_.empty()) {
      const Place folder = std::move(folders_.back());
      folders_.pop_back();
      enter(folder);
    }
    std::vector<Place> links = std::exchange(links_, {});
    std::sort(links.begin(), links.end(),
              [](const Place& a, const Place& b) { return a.name < b.name; });
    for (const Place& link : links) follow(link);
  }
}

void Walker::enter(const Place& folder) {
  std::error_code error;
  fs::directory_iterator entries(folder.path, error);
  while (!error && entries != fs::directory_iterator()) {
    look(*entries, folder);
    entries.increment(error);
  }
  if (error) {
    const bool denied = error == std::errc::permission_denied;
    add({folder.path, folder.name + "/"}, FoundFile::Fate::Unreadable,
        "the folder cannot be listed: " +
            (denied ? std::string("permission denied") : error.message()));
  }
}

void Walker::look(const fs::directory_entry& entry, const Place& folder) {
  const std::string bare = entry.path().filename().string();
  const Place place{entry.path(), folder.name.empty() ? bare : folder.name + "/" + bare};
  std::error_code ignored;
  const bool isLink = entry.is_symlink(ignored);
  const bool isFolder = !isLink && entry.is_directory(ignored);
  if (const std::string why = whyLeftOut(bare, isFolder); !why.empty()) {
    add(isFolder ? Place{place.path, place.name + "/"} : place, FoundFile::Fate::Excluded, why);
    return;
  }
  if (isLink) {
    links_.push_back(place);
    return;
  }
  std::string why;
  const auto state = fileState(entry.path(), why);
  if (!state) {
    add(place, FoundFile::Fate::Unreadable, why);
  } else if (state->kind == FileState::Kind::Folder) {
    if (isNewFolder(place, *state)) folders_.push_back(place);
  } else if (state->kind == FileState::Kind::File) {
    addFile(place, *state);
  } else {
    add(place, FoundFile::Fate::Unreadable, "it is a pipe, a socket or a device, not a file");
  }
}

void Walker::follow(const Place& link) {
  std::string why;
  const auto state = fileState(link.path, why);
  if (!state) {
    std::error_code ignored;
    const std::string target = readableName(fs::read_symlink(link.path, ignored).string());
    add(link, FoundFile::Fate::Unreadable, "it is a link to " + target + ": " + why);
  } else if (state->kind == FileState::Kind::Folder) {
    if (isNewFolder(link, *state)) folders_.push_back(link);
  } else if (state->kind == FileState::Kind::File) {
    addFile(link, *state);
  } else {
    add(link, FoundFile::Fate::Unreadable, "it is a link to a pipe, a socket or a device");
  }
}

void Walker::addFile(const Place& place, const FileState& state) {
  if (mayBelongToProject(place.path) && belongsToProject(place.path)) return;
  add(place, FoundFile::Fate::ToRead, "");
  files_.back().bytes = state.bytes;
  files_.back().modified = state.modifiedMilliseconds;
}

void Walker::add(const Place& place, FoundFile::Fate fate, std::string reason) {
  FoundFile file;
  file.name = readableName(place.name);
  file.path = place.path;
  file.fate = fate;
  file.reason = std::move(reason);
  if (file.name != place.name) {
    file.notes.push_back(
        "the file's name is not valid UTF-8; each byte that is not stands as \\xNN in the "
        "document's name");
  }
  files_.push_back(std::move(file));
}

bool Walker::isNewFolder(const Place& folder, const FileState& state) {
  const std::string name = readableName(folder.path.string());
  const auto [at, isNew] = seen_.emplace(Identity{state.device, state.inode}, name);
  if (!isNew) {
    diagnostics.push_back({Severity::Note, name, 0, 0,
                           "this is the same folder as " + at->second + "; it was read once"});
  }
  return isNew;
}

// Roots

fs::path realPath(const fs::path& path) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  return error ? fs::absolute(path) : real;
}

bool isInside(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

void checkThatAllExist(const std::vector<fs::path>& roots) {
  for (const fs::path& root : roots) {
    std::string why;
    if (fileState(root, why)) continue;
    throw Error(ErrorKind::NotFound, readableName(root.string()).append(": ").append(why),
                "check the spelling; a path that does not begin with / is looked for in the "
                "folder in which the program was started");
  }
}

/// Without those that another one holds.
std::vector<fs::path> outermost(const std::vector<fs::path>& roots) {
  std::vector<fs::path> kept;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    const fs::path real = realPath(roots[i]);
    bool held = false;
    for (std::size_t j = 0; j < roots.size() && !held; ++j) {
      const fs::path other = realPath(roots[j]);
      held = j != i && isInside(real, other) && (real != other || j < i);
    }
    if (!held) kept.push_back(roots[i]);
  }
  return kept;
}

/// The last `count` parts of the folder that the names of a root are relative to.
std::string rootName(const fs::path& root, std::size_t count) {
  fs::path folder = realPath(root);
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) folder = folder.parent_path();
  std::vector<std::string> parts;
  for (const fs::path& part : folder.relative_path()) parts.push_back(part.string());
  std::string name;
  for (std::size_t i = parts.size() - std::min(count, parts.size()); i < parts.size(); ++i) {
    name.append(parts[i]).append("/");
  }
  return readableName(name);
}

struct Root {
  fs::path path;
  std::vector<FoundFile> files;
  bool clashes = false;
};

/// Marks the roots that would give a name which another one gives too.
void findClashes(std::vector<Root>& roots) {
  std::map<std::string_view, std::size_t> owners;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    for (const FoundFile& file : roots[i].files) {
      const auto [at, isNew] = owners.emplace(file.name, i);
      if (isNew || at->second == i) continue;
      roots[i].clashes = true;
      roots[at->second].clashes = true;
    }
  }
}

/// As few parts of their paths as tell the clashing roots apart.
void putRootNamesInFront(std::vector<Root>& roots) {
  findClashes(roots);
  constexpr std::size_t kWholePath = SIZE_MAX;
  const auto namesWith = [&roots](std::size_t parts) {
    std::set<std::string> names;
    for (const Root& root : roots) {
      if (root.clashes) names.insert(rootName(root.path, parts));
    }
    return names.size();
  };
  const std::size_t folders = namesWith(kWholePath);
  std::size_t parts = 1;
  while (namesWith(parts) < folders) ++parts;
  for (Root& root : roots) {
    if (!root.clashes) continue;
    for (FoundFile& file : root.files) file.name = rootName(root.path, parts) + file.name;
  }
}

/// Escaping may have made two names equal; each stays its own document.
void makeUnique(std::vector<FoundFile>& files) {
  std::set<std::string> taken;
  for (FoundFile& file : files) {
    const std::string name = file.name;
    for (int copy = 2; !taken.insert(file.name).second; ++copy) {
      file.name = name + " (" + std::to_string(copy) + ")";
    }
  }
}

}  // namespace

std::string whyLeftOut(const std::string& name, bool folder) {
  if (name.starts_with("~$")) return "a lock file of an office program";
  constexpr std::array leftovers{"Thumbs.db", "desktop.ini", "ehthumbs.db"};
  if (std::find(leftovers.begin(), leftovers.end(), name) != leftovers.end()) {
    return "a file of the operating system";
  }
  if (name == "__MACOSX" || name == ".DS_Store" || name.starts_with("._"))
    return "a file of the operating system";
  if (!name.starts_with(".")) return "";
  return folder ? "a hidden folder (its name begins with a dot)"
                : "a hidden file (its name begins with a dot)";
}

std::string readableName(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  while (const auto bad = firstInvalidUtf8(bytes)) {
    const auto byte = static_cast<unsigned char>(bytes[*bad]);
    name.append(bytes.substr(0, *bad)).append("\\x");
    name += digits[byte >> 4U];
    name += digits[byte & 15U];
    bytes.remove_prefix(*bad + 1);
  }
  return name.append(bytes);
}

FileWalk findFiles(const std::vector<fs::path>& paths) {
  checkThatAllExist(paths);
  Walker walker;
  std::vector<Root> roots;
  for (const fs::path& path : outermost(paths)) {
    roots.push_back({path, walker.walk(path), false});
  }
  putRootNamesInFront(roots);
  FileWalk walk;
  for (Root& root : roots) {
    std::string name = rootName(root.path, 1);
    if (name.ends_with('/')) name.pop_back();
    for (FoundFile& file : root.files) file.root = name;
    std::move(root.files.begin(), root.files.end(), std::back_inserter(walk.files));
  }
  const auto byName = [](const FoundFile& a, const FoundFile& b) {
    return std::tie(a.name, a.path) < std::tie(b.name, b.path);
  };
  std::sort(walk.files.begin(), walk.files.end(), byName);
  makeUnique(walk.files);
  std::sort(walk.files.begin(), walk.files.end(), byName);
  walk.diagnostics = std::move(walker.diagnostics);
  return walk;
}

}  // namespace retold
