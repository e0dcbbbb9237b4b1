// Codings of the open document.
#include "gui/session.h"

#include <algorithm>

#include "gui/code_label.h"
#include "gui/strings.h"

namespace retold {

namespace {
constexpr const char* kFavourites = "tagging/favourites";
}

void Session::readCodings() {
  codings_.clear();
  const std::vector<Transfer> known = std::exchange(transfers_, {});
  if (!document_) return;
  codings_ = seen().codings({document_->document().id, {}, {}});
  const TextId current = document_->text().id;
  const bool onOlder = std::any_of(codings_.begin(), codings_.end(),
                                   [&](const Coding& coding) { return coding.text != current; });
  if (onOlder) transfers_ = findTransfers(seen(), document_->document().id, known);
}

std::optional<LexiconTrace> Session::traceOfMatchAt(ByteSpan passage) {
  const auto holds = [&](const Match& match) { return match.span.overlaps(passage); };
  if (!findings_ || std::ranges::none_of(document_->matches(), holds)) return std::nullopt;
  explainNow();  // where the matches stand was known before
  const auto match = std::ranges::find_if(document_->matches(), holds);
  if (match == document_->matches().end()) return std::nullopt;
  return traceOf(*storage_, *match, document_->text(), findings_->lexicons);
}

bool Session::tag(ByteSpan passage, CodeId id) {
  const Code* chosen = code(id);
  if (!document_ || chosen == nullptr) return false;
  Coding coding;
  const bool done = tryToChange([&] {
    coding = tagPassage(*storage_, document_->document().id, passage, *chosen, toUtf8(coder_), "",
                        traceOfMatchAt(passage));
  });
  if (!done) return false;
  noteUse(id);
  currentCoding_ = coding.id;
  tellChanged(Part::Codings);
  emit currentCodingChanged();
  emit said(tr("Tagged %1 with %2").arg(inQuotes(coding.quote), codeLabel(*chosen)));
  return true;
}

void Session::noteUse(CodeId id) {
  std::erase(recentCodes_, id);
  recentCodes_.insert(recentCodes_.begin(), id);
}

std::optional<Coding> Session::currentCoding() const {
  const auto at = std::find_if(codings_.begin(), codings_.end(), [this](const Coding& coding) {
    return currentCoding_ && coding.id == *currentCoding_;
  });
  return at == codings_.end() ? std::nullopt : std::optional(*at);
}

void Session::setCurrentCoding(std::optional<CodingId> id) {
  if (currentCoding_ == id) return;
  currentCoding_ = id;
  emit currentCodingChanged();
}

std::vector<CodeId> Session::favourites() const {
  std::vector<CodeId> codes;
  for (const QString& each : remembered(QLatin1String(kFavourites)).toStringList()) {
    const std::optional<Uuid> id = parseUuid(toUtf8(each));
    const Code* known = id ? code(CodeId(*id)) : nullptr;
    if (known != nullptr && !known->retired) codes.push_back(known->id);
  }
  return codes;
}

bool Session::setFavourite(CodeId id, bool favourite) {
  std::vector<CodeId> codes = favourites();
  const bool known = std::find(codes.begin(), codes.end(), id) != codes.end();
  if (known == favourite) return true;
  if (favourite && codes.size() >= kMostFavourites) return false;
  if (favourite) {
    codes.push_back(id);
  } else {
    std::erase(codes, id);
  }
  QStringList names;
  for (const CodeId& each : codes) names << toQString(toText(each));
  remember(QLatin1String(kFavourites), names);
  emit favouritesChanged();
  return true;
}

void Session::untag(const Coding& coding) {
  const Code* itsCode = code(coding.code);
  const QString name = itsCode != nullptr ? codeLabel(*itsCode) : tr("its code");
  const QString text = tr("Removed %1 from %2").arg(name, inQuotes(coding.quote));
  const bool done = tryToChange([&, coding] { retold::untag(*storage_, coding, toUtf8(coder_)); });
  if (!done) return;
  tellChanged(Part::Codings);
  emit said(text);
}

}  // namespace retold
