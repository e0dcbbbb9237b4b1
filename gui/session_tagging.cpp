// Codings of the open document.
#include "gui/session.h"

#include <algorithm>

#include "gui/strings.h"

namespace retold {

void Session::readCodings() {
  codings_.clear();
  transfers_.clear();
  if (!document_) return;
  codings_ = storage_->codings({document_->document().id, {}, {}});
  const TextId current = document_->text().id;
  const bool onOlder = std::any_of(codings_.begin(), codings_.end(),
                                   [&](const Coding& coding) { return coding.text != current; });
  if (onOlder) transfers_ = findTransfers(*storage_, document_->document().id);
}

std::optional<LexiconTrace> Session::traceOfMatchAt(ByteSpan passage) {
  if (!findings_) return std::nullopt;
  for (const Match& match : document_->matches()) {
    if (match.span.overlaps(passage)) {
      return traceOf(*storage_, match, document_->text(), findings_->screening.lexicons);
    }
  }
  return std::nullopt;
}

void Session::tag(ByteSpan passage, CodeId id) {
  const Code* chosen = code(id);
  if (!document_ || chosen == nullptr) return;
  Coding coding;
  const bool done = tryToChange([&] {
    coding = tagPassage(*storage_, document_->document().id, passage, *chosen, toUtf8(coder_), "",
                        traceOfMatchAt(passage));
  });
  if (!done) return;
  std::erase(recentCodes_, id);
  recentCodes_.insert(recentCodes_.begin(), id);
  tellChanged(Part::Codings);
  emit said(tr("Tagged %1 with %2").arg(inQuotes(coding.quote), toQString(chosen->name)));
}

void Session::untag(const Coding& coding) {
  const Code* itsCode = code(coding.code);
  const QString name = itsCode != nullptr ? toQString(itsCode->name) : tr("its code");
  const QString text = tr("Removed %1 from %2").arg(name, inQuotes(coding.quote));
  const bool done = tryToChange([&, coding] { retold::untag(*storage_, coding, toUtf8(coder_)); });
  if (!done) return;
  tellChanged(Part::Codings);
  emit said(text);
}

}  // namespace retold
