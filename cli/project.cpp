#include "cli/project.h"

#include <cassert>

#include "indexer/store/backends.h"
#include "indexer/system.h"
#include "indexer/text/decode.h"
#include "model/error.h"
#include "queries/tag/tagging.h"

namespace retold {

std::unique_ptr<Storage> openToRead(const std::string& project) {
  return openProject(project, OpenMode::ReadOnly, "retold");
}

std::unique_ptr<Storage> openToWrite(const std::string& project, std::string_view command) {
  return openProject(project, OpenMode::Write, "retold " + std::string(command));
}

Document requireDocument(const Storage& storage, std::string_view name) {
  if (auto found = storage.documentNamed(name)) return *found;
  for (const FileRecord& file : storage.files()) {
    if (file.name == name && file.duplicateOf) {
      throw Error(ErrorKind::NotFound,
                  "\"" + file.name + "\" has the same text as \"" + *file.duplicateOf + "\"",
                  "name that document in its place");
    }
  }
  throw Error(ErrorKind::NotFound, "there is no document \"" + std::string(name) + "\"",
              "\"retold status PROJECT --files\" lists the documents");
}

Case requireCase(const Storage& storage, std::string_view name) {
  if (auto found = storage.caseNamed(name)) return *found;
  throw Error(ErrorKind::NotFound, "there is no case \"" + std::string(name) + "\"",
              "cases come in with \"retold import PROJECT PATH --cases FILE.csv\"");
}

Text requireText(const Storage& storage, const Document& document) {
  auto text = storage.text(document.text);
  assert(text);
  return std::move(*text);
}

std::vector<std::string> requireLexicons(const Arguments& arguments) {
  std::vector<std::string> names = arguments.values("--lexicon");
  if (names.empty())
    arguments.complain("--lexicon is missing", "\"retold lexicon list\" shows which there are;");
  return names;
}

CodingFilter codingsAskedFor(const Arguments& arguments, const Storage& storage) {
  CodingFilter filter;
  if (const auto name = arguments.value("--document"))
    filter.document = requireDocument(storage, *name).id;
  if (const auto name = arguments.value("--code"))
    filter.code = codeNamed(storage.codebook(), *name).id;
  filter.coder = arguments.value("--coder");
  return filter;
}

void write(std::ostream& out, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) out << toText(diagnostic) << '\n';
}

std::string readUserFile(const std::string& path) {
  constexpr std::uint64_t limit = 64ull << 20;
  FileTrouble trouble;
  const std::optional<FileBytes> file = readFile(path, limit, trouble);
  if (!file) throw Error(ErrorKind::NotFound, path + ": " + trouble.reason);
  NotText why;
  std::optional<Decoded> decoded = decode(file->bytes, {}, why);
  if (!decoded) throw Error(ErrorKind::Refused, path + ": " + why.reason);
  return std::move(decoded->text);
}

}  // namespace retold
