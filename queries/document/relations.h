#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// A translation, with the name of the document at its other end.
struct TranslationLink {
  Translation translation;
  std::string name;
  friend bool operator==(const TranslationLink&, const TranslationLink&) = default;
};

/// How a document stands to the others of its project.
struct DocumentRelations {
  std::optional<TranslationLink> original;    ///< what it is a translation of
  std::vector<TranslationLink> translations;  ///< of it, by name
  std::optional<NearDuplicate> near;          ///< as the import found it
};

/// `files`: what Storage::files gives; read once for many documents.
DocumentRelations relationsOf(const Storage& storage, const Document& document,
                              std::span<const FileRecord> files);

/// "by Mina, translated back": how the translation came about; empty where nothing is said of it.
std::string describe(const Translation& translation);

}  // namespace retold
