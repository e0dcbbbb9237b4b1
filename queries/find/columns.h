#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// What is said beside a hit of its document: names, and the values of attributes that one chose.
/// An attribute is named "unit.name" ("case.sex", "episode.destination"; case, "_" and "-" do not
/// matter); where several episodes have values these stand in the order of the episodes, with "; "
/// between, each once. What is known of a document is kept once read. One thread.
class DocumentColumns {
 public:
  DocumentColumns(const Storage& storage, std::vector<std::string> attributes);

  struct Row {
    std::string document;             ///< its name; empty where the project has it no more
    std::string caseName;             ///< empty: of no case
    std::vector<std::string> values;  ///< one for each attribute; empty where there is none
  };
  const Row& of(DocumentId document);

 private:
  struct Column {
    AttributeUnit unit;
    std::string name;
  };
  Row read(DocumentId id) const;
  std::string valueOf(const Column& column, const Document& document, const Case* person) const;

  const Storage& storage_;
  std::vector<Column> columns_;
  std::unordered_map<DocumentId, Row> rows_;
};

/// "case.sex" of a definition.
std::string columnName(const AttributeDefinition& definition);

/// Label of the turn in which `at` stands; empty where nobody is named.
std::string_view speakerAt(const Text& text, std::uint64_t at);

}  // namespace retold
