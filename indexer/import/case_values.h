#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/import/mapping.h"
#include "model/case.h"
#include "model/diagnostic.h"
#include "model/event.h"
#include "model/ids.h"

namespace retold {

class Storage;

/// A cell of a table as the value of an attribute. "not asked", "n/a" or "not applicable",
/// "withheld" and "missing" (case and spaces around do not matter) are states; an empty cell is
/// Missing. "n.a." and "na" can mean three of them: Missing, with what stood there as its text.
AttributeValue readAttributeValue(std::string_view cell);

/// A value that a table gives, and where.
struct ToldValue {
  AttributePlace place;
  AttributeValue value;
  std::uint64_t line = 0;  ///< as in Diagnostic
  std::uint64_t column = 0;
  bool empty = false;  ///< the cell is empty: says nothing, not even "missing"
  std::string file;    ///< as in Diagnostic
};

/// A value that a project gets in place of another; `before` is Missing where there was none.
struct ValueChange {
  std::string owner;  ///< the name of the case, or of the document
  AttributePlace place;
  AttributeValue before;
  AttributeValue after;
};

/// Gathers what tables say of cases, and puts it as one event. One thread.
class CaseValues {
 public:
  /// What one row says of a case. A value that contradicts an earlier row's is left out and
  /// reported; one that is there beats Missing. Names are read by parseAttributePlace(); what they
  /// say of the document is said of the one that `where.file` names.
  void add(const std::string& caseName,
           const std::vector<std::pair<std::string, std::string>>& attributes, Diagnostic where,
           std::vector<Diagnostic>& diagnostics);
  /// The same; values of documents belong to the document of this name, if any. Places have their
  /// numbers.
  void add(const std::string& caseName, const std::string& document,
           const std::vector<ToldValue>& values, std::vector<Diagnostic>& diagnostics);
  /// There is such an episode, or assistance, whatever is said of it.
  void addPart(const std::string& caseName, AttributeUnit unit, std::uint32_t number);
  /// The document belongs to the case.
  void addDocument(const std::string& caseName, DocumentId document);
  /// What an attribute may hold, where the project does not say. Said twice, the choices of both.
  void define(AttributeDefinition definition);

  struct Put {
    std::uint64_t cases = 0;           ///< new or changed, by themselves or in their episodes
    std::uint64_t documents = 0;       ///< that belong to a case now, also when they did before
    std::uint64_t newCases = 0;        ///< of `cases`
    std::uint64_t unchanged = 0;       ///< cases that are as the tables say
    std::uint64_t episodes = 0;        ///< new or changed
    std::uint64_t assistance = 0;      ///< new or changed
    std::uint64_t facts = 0;           ///< documents whose facts are new or changed
    std::vector<ValueChange> changes;  ///< values that replace others that were there
    std::vector<Diagnostic> diagnostics;
  };
  /// What put() would do; changes nothing. Values that do not fit their attribute's definition are
  /// kept as written and reported.
  Put plan(const Storage& storage) const;
  /// Puts what differs from the project, if anything; the rest stays. Missing replaces nothing.
  /// Errors as Storage::apply.
  Put put(Storage& storage, const std::string& coder) const;

 private:
  friend class CasePlan;

  /// By headerKey() of the attribute's name.
  using Told = std::map<std::string, ToldValue>;
  struct Said {
    Told attributes;
    std::map<std::uint32_t, Told> episodes;
    std::map<std::uint32_t, Told> assistance;
    std::vector<DocumentId> documents;
  };
  void tell(Told& told, const ToldValue& value, const std::string& owner,
            std::vector<Diagnostic>& diagnostics);
  Told& toldOf(const std::string& caseName, const std::string& document,
               const AttributePlace& place);

  std::map<std::string, Said> cases_;
  std::map<std::string, Told> facts_;  ///< by the name of the document
  std::vector<AttributeDefinition> definitions_;
};

}  // namespace retold
