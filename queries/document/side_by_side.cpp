#include "queries/document/side_by_side.h"

#include <algorithm>
#include <unordered_map>

#include "model/error.h"
#include "queries/translate/align.h"

namespace retold {

namespace {

std::string nameOf(const Storage& storage, DocumentId id) {
  const auto document = storage.document(id);
  return document ? document->name : toText(id);
}

Translation translationOf(const Storage& storage, const Document& document) {
  std::vector<Translation> found;
  for (const Translation& each : storage.translations()) {
    if (each.document == document.id) return each;
    if (each.original == document.id) found.push_back(each);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    throw Error(ErrorKind::Refused, document.name + " is no translation and has none",
                "\"retold document PROJECT translation DOCUMENT --of ORIGINAL\" says which "
                "document is a translation of which");
  }
  std::string names;
  for (const Translation& each : found)
    names += (names.empty() ? "" : ", ") + nameOf(storage, each.document);
  throw Error(ErrorKind::Refused, document.name + " has several translations: " + names,
              "name the translation in its place");
}

/// One of the two texts with its tags.
class Half {
 public:
  Half(const Storage& storage, const Document& document) {
    std::optional<Text> text = storage.text(document.text);
    if (!text)
      throw Error(ErrorKind::NotFound, "the text of " + document.name + " is not in the project");
    text_ = std::move(*text);
    for (const Code& code : storage.codebook().codes) names_.emplace(code.id, code.name);
    CodingFilter filter;
    filter.document = document.id;
    for (Coding& coding : storage.codings(filter))
      if (coding.text == text_.id) codings_.push_back(std::move(coding));
  }

  const Text& text() const { return text_; }

  AlignedSide side(std::size_t begin, std::size_t end) const {
    AlignedSide side;
    side.begin = begin;
    side.end = end;
    if (begin < end) side.speaker = text_.turns[begin].speaker;
    for (std::size_t at = begin; at < end; ++at) {
      if (at > begin) side.text += '\n';
      const ByteSpan body = text_.turns[at].body;
      mark(body, side);
      side.text += text_.content.substr(body.begin, body.size());
    }
    return side;
  }

 private:
  /// Notes the tags within `body`, which is about to stand at the end of `side.text`.
  void mark(ByteSpan body, AlignedSide& side) const {
    for (const Coding& coding : codings_) {
      if (!coding.span.overlaps(body)) continue;
      const auto name = names_.find(coding.code);
      const std::string code = name == names_.end() ? toText(coding.code) : name->second;
      if (std::ranges::find(side.codes, code) == side.codes.end()) side.codes.push_back(code);
      const std::uint64_t offset = side.text.size();
      const ByteSpan here{offset + std::max(coding.span.begin, body.begin) - body.begin,
                          offset + std::min(coding.span.end, body.end) - body.begin};
      // Codings come by their begin.
      if (!side.coded.empty() && here.begin <= side.coded.back().end)
        side.coded.back() = hull(side.coded.back(), here);
      else
        side.coded.push_back(here);
    }
  }

  Text text_;
  std::vector<Coding> codings_;
  std::unordered_map<CodeId, std::string> names_;
};

}  // namespace

SideBySide sideBySide(const Storage& storage, const Document& document) {
  const Translation translation = translationOf(storage, document);
  const auto original = storage.document(translation.original);
  const auto translated = storage.document(translation.document);
  if (!original || !translated)
    throw Error(ErrorKind::NotFound,
                "the other text of " + document.name + " is not in the project");
  const Half left(storage, *original);
  const Half right(storage, *translated);
  SideBySide result{*original, *translated, {}};
  for (const AlignedTurns& each : alignTurns(left.text(), right.text())) {
    result.rows.push_back({left.side(each.originalBegin, each.originalEnd),
                           right.side(each.translationBegin, each.translationEnd)});
  }
  return result;
}

}  // namespace retold
