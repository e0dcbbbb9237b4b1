#include "queries/tag/transfer.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

class Collector {
 public:
  Collector(const Storage& storage, std::span<const Transfer> known) : storage_(storage) {
    for (Code& code : storage.codebook().codes) names_.emplace(code.id, std::move(code.name));
    for (const Transfer& each : known) known_.emplace(each.coding.id, &each);
  }

  /// `codings`: those of one document together.
  std::vector<Transfer> take(std::span<const Coding> codings) {
    for (std::size_t begin = 0, end = 0; begin < codings.size(); begin = end) {
      while (end < codings.size() && codings[end].document == codings[begin].document) ++end;
      takeDocument(codings.subspan(begin, end - begin));
    }
    return std::move(found_);
  }

 private:
  void takeDocument(std::span<const Coding> codings) {
    open(codings.front().document);
    for (const Coding& coding : codings) {
      if (!document_ || coding.text == document_->text) continue;
      Transfer transfer{coding, document_->name, nameOf(coding.code), document_->text, {}, {},
                        false};
      if (place(transfer)) add(std::move(transfer), codings);
    }
  }

  void open(DocumentId id) {
    finder_.reset();
    old_.reset();
    document_ = storage_.document(id);
    current_.reset();
  }

  /// Fills in where it stands; false where there is no current text.
  bool place(Transfer& transfer) {
    const Coding& coding = transfer.coding;
    if (const auto before = known_.find(coding.id); before != known_.end()) {
      const Transfer& known = *before->second;
      const bool isSame = known.to == transfer.to && known.coding.text == coding.text &&
                          known.coding.span == coding.span && known.coding.quote == coding.quote;
      if (isSame) {
        transfer.place = known.place;
        transfer.quote = known.quote;
        return true;
      }
    }
    if (!current_) current_ = storage_.text(document_->text);
    if (!current_) return false;
    if (!old_ || old_->id != coding.text) {
      finder_.reset();
      old_ = storage_.text(coding.text);
      if (old_) finder_.emplace(old_->content, current_->content);
    }
    const bool sound =
        old_ && coding.span.end <= old_->content.size() &&
        old_->content.compare(coding.span.begin, coding.span.size(), coding.quote) == 0;
    if (sound) transfer.place = finder_->find(coding.span);
    const ByteSpan span = transfer.place.span;
    transfer.quote = current_->content.substr(span.begin, span.size());
    return true;
  }

  void add(Transfer transfer, std::span<const Coding> codings) {
    const Coding& coding = transfer.coding;
    transfer.doubled = std::ranges::any_of(codings, [&](const Coding& other) {
      return other.text == transfer.to && other.span == transfer.place.span &&
             other.code == coding.code && other.coder == coding.coder;
    });
    found_.push_back(std::move(transfer));
  }

  std::string nameOf(CodeId id) const {
    const auto name = names_.find(id);
    return name == names_.end() ? toText(id) : name->second;
  }

  const Storage& storage_;
  std::unordered_map<CodeId, std::string> names_;
  std::unordered_map<CodingId, const Transfer*> known_;
  std::optional<Document> document_;
  std::optional<Text> current_;
  std::optional<Text> old_;
  std::optional<PassageFinder> finder_;
  std::vector<Transfer> found_;
};

Coding moved(const Transfer& transfer) {
  Coding coding = transfer.coding;
  // What led to the passage stands in the old text.
  if (coding.trace && coding.trace->text.isNil()) coding.trace->text = coding.text;
  coding.text = transfer.to;
  coding.span = transfer.place.span;
  coding.quote = transfer.quote;
  return coding;
}

std::string shortName(const Transfer& transfer) {
  return toText(transfer.coding.id) + " (" + transfer.code + " in " + transfer.document + ')';
}

void refuseUnfit(const Transfer& transfer) {
  if (transfer.place.standing == Standing::Gone) {
    throw Error(ErrorKind::Refused,
                "the words of the tag " + shortName(transfer) + " are not found in the new text",
                "say where they stand, with --quote or --begin and --end, or remove the tag; "
                "nothing was moved");
  }
  if (transfer.doubled) {
    throw Error(ErrorKind::Refused,
                transfer.coding.coder + " has tagged the passage to which " + shortName(transfer) +
                    " would move with that code already",
                "remove the old tag; nothing was moved")
        .withForBlind("the passage to which " + shortName(transfer) +
                      " would move is tagged with that code already");
  }
}

/// Two tags of one coder would become one place's twice.
void refuseMeeting(std::span<const Transfer> transfers) {
  std::map<std::tuple<TextId, ByteSpan, CodeId, std::string>, const Transfer*> places;
  for (const Transfer& one : transfers) {
    if (one.place.standing == Standing::Gone) continue;
    const auto [other, isNew] =
        places.try_emplace({one.to, one.place.span, one.coding.code, one.coding.coder}, &one);
    if (isNew) continue;
    throw Error(ErrorKind::Refused,
                "the tags " + shortName(*other->second) + " and " + shortName(one) +
                    " would move to the same passage",
                "move one of them, and say with --quote or --begin and --end where the other one "
                "stands, or remove it; nothing was moved");
  }
}

/// The codings of some documents as the project has them now, each document read once.
class StoredCodings {
 public:
  explicit StoredCodings(const Storage& storage) : storage_(storage) {}

  /// Whether the project has the coding just as it was read.
  bool have(const Coding& coding) {
    if (document_ != coding.document) {
      document_ = coding.document;
      codings_.clear();
      for (Coding& each : storage_.codings({coding.document, {}, {}})) {
        const CodingId id = each.id;
        codings_.emplace(id, std::move(each));
      }
    }
    const auto stored = codings_.find(coding.id);
    return stored != codings_.end() && stored->second == coding;
  }

 private:
  const Storage& storage_;
  std::optional<DocumentId> document_;
  std::unordered_map<CodingId, Coding> codings_;
};

}  // namespace

std::vector<Transfer> findTransfers(const Storage& storage,
                                    const std::optional<DocumentId>& document,
                                    std::span<const Transfer> known) {
  CodingFilter filter;
  filter.document = document;
  return Collector(storage, known).take(storage.codings(filter));
}

bool isPlain(const Transfer& transfer) {
  return transfer.place.standing == Standing::Exact && !transfer.doubled;
}

void acceptTransfers(Storage& storage, std::span<const Transfer> transfers,
                     const std::string& coder) {
  if (transfers.empty()) return;
  refuseMeeting(transfers);
  ChangeSet changes;
  changes.coder = coder;
  changes.action = transfers.size() == 1 ? "move tag to the new text" : "move tags to new texts";
  StoredCodings stored(storage);
  for (const Transfer& transfer : transfers) {
    refuseUnfit(transfer);
    const std::uint64_t version = storage.version(transfer.coding.id);
    if (version == 0) {
      throw Error(ErrorKind::Conflict,
                  "the tag " + shortName(transfer) + " is no longer in the project",
                  "it was taken away in the meantime; nothing was moved");
    }
    if (!stored.have(transfer.coding)) {
      throw Error(ErrorKind::Conflict,
                  "the tag " + shortName(transfer) + " was changed in the meantime",
                  "look at it again; nothing was moved");
    }
    changes.changes.push_back({ChangeKind::Put, moved(transfer)});
    changes.expected.push_back({transfer.coding.id, version});
  }
  storage.apply(changes);
}

void dropTransfers(Storage& storage, std::span<const Transfer> transfers,
                   const std::string& coder) {
  if (transfers.empty()) return;
  ChangeSet changes;
  changes.coder = coder;
  changes.action =
      transfers.size() == 1 ? "drop tag of the older text" : "drop tags of older texts";
  StoredCodings stored(storage);
  for (const Transfer& transfer : transfers) {
    const std::uint64_t version = storage.version(transfer.coding.id);
    if (version == 0 || !stored.have(transfer.coding)) {
      throw Error(ErrorKind::Conflict,
                  "the tag " + shortName(transfer) + " was changed or taken away in the meantime",
                  "look at it again; nothing was dropped");
    }
    changes.changes.push_back({ChangeKind::Remove, transfer.coding});
    changes.expected.push_back({transfer.coding.id, version});
  }
  storage.apply(changes);
}

Transfer transferTo(const Storage& storage, Transfer transfer, ByteSpan place) {
  const std::optional<Text> text = storage.text(transfer.to);
  const bool fits = text && place.begin < place.end && place.end <= text->content.size() &&
                    isCodepointBoundary(text->content, place.begin) &&
                    isCodepointBoundary(text->content, place.end);
  if (!fits) {
    throw Error(ErrorKind::Refused,
                "bytes " + std::to_string(place.begin) + " to " + std::to_string(place.end) +
                    " are no passage of the new text of " + transfer.document,
                "a passage holds at least one letter and lies within the text; nothing was moved");
  }
  transfer.place = {Standing::Changed, snapToGraphemes(text->content, place), 0, 0, 1, 0, 0};
  const ByteSpan span = transfer.place.span;
  transfer.quote = text->content.substr(span.begin, span.size());
  const auto others =
      storage.codings({transfer.coding.document, transfer.coding.code, transfer.coding.coder});
  transfer.doubled = std::ranges::any_of(
      others, [&](const Coding& other) { return other.text == transfer.to && other.span == span; });
  return transfer;
}

}  // namespace retold
