#include "queries/retrieve/retrieve.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "model/error.h"
#include "queries/cases/filter.h"
#include "queries/codebook/tree.h"

namespace retold {

namespace {

using Kind = CodeQuery::Kind;
using Passages = std::vector<RetrievedPassage>;

void addAttributes(const CodeQuery& query, std::vector<const CodeQuery*>& found) {
  if (query.kind == Kind::Attribute) found.push_back(&query);
  for (const CodeQuery& child : query.children) addAttributes(child, found);
}

std::vector<CodingId> merged(const std::vector<CodingId>& a, const std::vector<CodingId>& b) {
  std::vector<CodingId> both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

/// By place; equal stretches become one that comes from the codings of both.
Passages inOrder(Passages passages) {
  std::sort(passages.begin(), passages.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
  Passages once;
  for (RetrievedPassage& passage : passages) {
    if (!once.empty() && once.back().span == passage.span) {
      once.back().codings = merged(once.back().codings, passage.codings);
    } else {
      once.push_back(std::move(passage));
    }
  }
  return once;
}

/// The codings that count where the query is asked: filters narrow them down.
struct Asked {
  const std::string* coder = nullptr;
  bool importantOnly = false;
};

/// One query in one text.
class TextRun {
 public:
  TextRun(const Text& text, const std::vector<const Coding*>& codings,
          const std::unordered_map<CodeId, CodeId>& parents,
          const std::vector<const CodeQuery*>& attributes, const std::vector<bool>& passed)
      : text_(text),
        codings_(codings),
        parents_(parents),
        attributes_(attributes),
        passed_(passed) {}

  Passages of(const CodeQuery& query, Asked asked) {
    switch (query.kind) {
      case Kind::Code:
      case Kind::Any:
        return tagged(query, asked);
      case Kind::Or: {
        Passages all = of(query.children[0], asked);
        Passages more = of(query.children[1], asked);
        std::move(more.begin(), more.end(), std::back_inserter(all));
        return inOrder(std::move(all));
      }
      case Kind::And:
        return common(of(query.children[0], asked), of(query.children[1], asked));
      case Kind::Coder:
        asked.coder = &query.name;
        return of(query.children[0], asked);
      case Kind::Important:
        asked.importantOnly = true;
        return of(query.children[0], asked);
      case Kind::Speaker:
        return saidBy(query.name, of(query.children[0], asked));
      case Kind::Attribute: {
        const auto at = std::find(attributes_.begin(), attributes_.end(), &query);
        const bool passes = passed_[static_cast<std::size_t>(at - attributes_.begin())];
        return passes ? of(query.children[0], asked) : Passages();
      }
      default:
        return related(query, of(query.children[0], asked), of(query.children[1], asked));
    }
  }

 private:
  bool hasCode(const Coding& coding, const CodeQuery& query) const {
    CodeId at = coding.code;
    for (std::size_t steps = 0; steps <= parents_.size(); ++steps) {
      if (at == query.code) return true;
      const auto above = parents_.find(at);
      if (query.alone || above == parents_.end()) return false;
      at = above->second;
    }
    return false;
  }

  Passages tagged(const CodeQuery& query, const Asked& asked) const {
    Passages found;
    for (const Coding* coding : codings_) {
      if (asked.coder != nullptr && coding->coder != *asked.coder) continue;
      if (asked.importantOnly && !coding->important) continue;
      if (query.kind == Kind::Code && !hasCode(*coding, query)) continue;
      found.push_back({coding->document, coding->text, coding->span, {coding->id}});
    }
    return inOrder(std::move(found));
  }

  static Passages common(const Passages& left, const Passages& right) {
    Passages found;
    for (const RetrievedPassage& a : left) {
      for (const RetrievedPassage& b : right) {
        if (b.span.begin >= a.span.end) break;
        if (!a.span.overlaps(b.span)) continue;
        found.push_back({a.document,
                         a.text,
                         {std::max(a.span.begin, b.span.begin), std::min(a.span.end, b.span.end)},
                         merged(a.codings, b.codings)});
      }
    }
    return inOrder(std::move(found));
  }

  Passages related(const CodeQuery& query, Passages left, const Passages& right) {
    std::erase_if(left, [&](const RetrievedPassage& a) {
      const bool any = std::any_of(right.begin(), right.end(), [&](const RetrievedPassage& b) {
        return areRelated(query, a.span, b.span);
      });
      return any == (query.kind == Kind::Not);
    });
    return left;
  }

  bool areRelated(const CodeQuery& query, ByteSpan a, ByteSpan b) {
    switch (query.kind) {
      case Kind::Within:
        return b.contains(a);
      case Kind::Encloses:
        return a.contains(b);
      case Kind::Near:
        return a.overlaps(b) || wordsBetween(a, b) <= query.distance;
      case Kind::Followed:
        return b.begin >= a.end && wordsBetween(a, b) <= query.distance;
      default:  // Overlaps, Not
        return a.overlaps(b);
    }
  }

  /// Words that begin between two stretches that do not overlap.
  std::uint64_t wordsBetween(ByteSpan a, ByteSpan b) {
    if (!hasWords_) {
      Tokenizer tokenizer;
      tokenizer.tokenize(text_.content, [this](const Token& token) {
        if (!token.colocated) words_.push_back(token.span.begin);
      });
      hasWords_ = true;
    }
    const std::uint64_t begin = std::min(a.end, b.end);
    const std::uint64_t end = std::max(a.begin, b.begin);
    const auto from = std::lower_bound(words_.begin(), words_.end(), begin);
    return static_cast<std::uint64_t>(std::lower_bound(from, words_.end(), end) - from);
  }

  Passages saidBy(const std::string& name, Passages passages) const {
    const std::string wanted = fold(name);
    std::vector<ByteSpan> turns;
    for (const Turn& turn : text_.turns) {
      if (fold(turn.speaker) == wanted || (!wanted.empty() && toText(turn.role) == wanted)) {
        turns.push_back(turn.body);
      }
    }
    std::erase_if(passages, [&](const RetrievedPassage& passage) {
      return std::none_of(turns.begin(), turns.end(),
                          [&](ByteSpan turn) { return turn.overlaps(passage.span); });
    });
    return passages;
  }

  const Text& text_;
  const std::vector<const Coding*>& codings_;
  const std::unordered_map<CodeId, CodeId>& parents_;
  const std::vector<const CodeQuery*>& attributes_;
  const std::vector<bool>& passed_;
  bool hasWords_ = false;
  std::vector<std::uint64_t> words_;  ///< where each begins
};

/// The documents that pass each Attribute node.
std::vector<std::unordered_set<DocumentId>> passing(const Storage& storage,
                                                    const std::vector<const CodeQuery*>& attributes,
                                                    Progress& progress) {
  std::vector<std::unordered_set<DocumentId>> all;
  for (const CodeQuery* attribute : attributes) {
    const Filter filter{
        {{FilterCondition::Kind::Attribute, attribute->name, attribute->value, false}}};
    const std::vector<DocumentId> found = documentsPassing(storage, filter, progress);
    all.emplace_back(found.begin(), found.end());
  }
  return all;
}

}  // namespace

CodeQueryRunner::CodeQueryRunner(const CodeQuery& query, const Codebook& codebook)
    : query_(query), parents_(codesAbove(codebook)) {
  addAttributes(query, attributes_);
}

std::vector<RetrievedPassage> CodeQueryRunner::run(const Text& text,
                                                   const std::vector<const Coding*>& codings,
                                                   const std::vector<bool>& passed) const {
  return TextRun(text, codings, parents_, attributes_, passed).of(query_, {});
}

Retrieval retrieve(const Storage& storage, const CodeQuery& query,
                   const std::unordered_set<DocumentId>* within, Progress& progress) {
  const CodeQueryRunner runner(query, storage.codebook());
  const auto passingEach = passing(storage, runner.attributes(), progress);
  std::unordered_set<DocumentId> leftOut;
  for (const DocumentExclusion& exclusion : storage.exclusions()) {
    leftOut.insert(exclusion.document);
  }
  const std::vector<Coding> codings = storage.codings({});  // by document name
  Retrieval retrieval;
  retrieval.searched =
      within != nullptr ? within->size() : storage.documentCount() - leftOut.size();
  for (std::size_t begin = 0, end = 0; begin < codings.size(); begin = end) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "the retrieval was stopped");
    const DocumentId document = codings[begin].document;
    std::map<TextId, std::vector<const Coding*>> byText;
    for (end = begin; end < codings.size() && codings[end].document == document; ++end) {
      byText[codings[end].text].push_back(&codings[end]);
    }
    if (leftOut.contains(document) || (within != nullptr && !within->contains(document))) continue;
    std::vector<bool> passed;
    for (const auto& documents : passingEach) passed.push_back(documents.contains(document));
    const std::size_t before = retrieval.passages.size();
    for (const auto& [id, own] : byText) {
      const std::optional<Text> text = storage.text(id);
      if (!text) continue;
      std::vector<RetrievedPassage> found = runner.run(*text, own, passed);
      std::move(found.begin(), found.end(), std::back_inserter(retrieval.passages));
    }
    retrieval.documents += retrieval.passages.size() > before ? 1 : 0;
    progress.report("codings", end, codings.size());
  }
  return retrieval;
}

}  // namespace retold
