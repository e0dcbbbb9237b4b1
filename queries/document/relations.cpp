#include "queries/document/relations.h"

#include <algorithm>

namespace retold {

namespace {

std::string nameOf(const Storage& storage, DocumentId id) {
  const auto document = storage.document(id);
  return document ? document->name : toText(id);
}

}  // namespace

DocumentRelations relationsOf(const Storage& storage, const Document& document,
                              std::span<const FileRecord> files) {
  DocumentRelations relations;
  for (Translation& each : storage.translations()) {
    if (each.document == document.id) {
      std::string name = nameOf(storage, each.original);
      relations.original = TranslationLink{std::move(each), std::move(name)};
    } else if (each.original == document.id) {
      std::string name = nameOf(storage, each.document);
      relations.translations.push_back({std::move(each), std::move(name)});
    }
  }
  std::ranges::sort(relations.translations, {}, &TranslationLink::name);
  const auto file = std::ranges::find_if(files, [&document](const FileRecord& record) {
    return record.fate == FileFate::Read && record.document == document.id;
  });
  if (file != files.end()) relations.near = file->near;
  return relations;
}

std::string describe(const Translation& translation) {
  std::string text = translation.translator.empty() ? "" : "by " + translation.translator;
  const auto add = [&text](const char* part) {
    text += (text.empty() ? "" : ", ") + std::string(part);
  };
  if (translation.back) add("translated back");
  if (translation.machine) add("by a program");
  return text;
}

}  // namespace retold
