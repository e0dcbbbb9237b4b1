// What is said of the open document, and of the project's files and forms.
#include "gui/session.h"

#include <algorithm>

#include "gui/keys.h"
#include "gui/strings.h"
#include "queries/document/corrections.h"

namespace retold {

void Session::readDetails() {
  if (!document_) return;
  const DocumentId id = document_->document().id;
  const bool isExplained = document_->isExplained() && !document_->matches().empty();
  document_ = opened(id, isExplained ? std::optional(document_->candidate()) : std::nullopt);
  relations_ = relationsOf(*storage_, document_->document(), storage_->filesOf(id));
  startExplaining();
}

std::shared_ptr<const Beside> Session::beside(DocumentId other) {
  if (!document_) return nullptr;
  auto beside = std::make_shared<Beside>();
  const bool read = tryTo([&] {
    beside->document = opened(other);
    const bool isOriginal =
        relations_.original && relations_.original->translation.original == other;
    beside->side = isOriginal ? Side::Original : Side::Translation;
    const Text& theirs = beside->document->text();
    beside->turns =
        isOriginal ? alignTurns(theirs, document_->text()) : alignTurns(document_->text(), theirs);
    beside->codings = seen().codings({other, {}, {}});
    std::erase_if(beside->codings, [&](const Coding& coding) { return coding.text != theirs.id; });
  });
  return read ? beside : nullptr;
}

Accounting Session::accounting() {
  Accounting sums;
  tryTo([&] { sums = storage_->accounting(); });
  return sums;
}

std::vector<Document> Session::documents() {
  std::vector<Document> all;
  tryTo([&] { all = storage_->documents({}, storage_->documentCount()); });
  return all;
}

const std::vector<KnownBoilerplate>& Session::boilerplate() {
  if (!boilerplate_) {
    boilerplate_.emplace();
    tryTo([this] { boilerplate_ = knownBoilerplate(seen()); });
  }
  return *boilerplate_;
}

const KnownBoilerplate* Session::boilerplateOf(const std::string& key) {
  const std::vector<KnownBoilerplate>& all = boilerplate();
  const auto at = std::find_if(all.begin(), all.end(), [&](const KnownBoilerplate& known) {
    return known.passage.key == key;
  });
  return at == all.end() ? nullptr : &*at;
}

void Session::sayLanguage(std::optional<ByteSpan> passage, const std::string& language) {
  if (!document_) return;
  const bool done = tryToChange([&] {
    retold::sayLanguage(*storage_, document_->document(), passage, language, toUtf8(coder_));
  });
  if (!done) return;
  tellChanged(Part::Documents);
  const QString what =
      passage ? inQuotes(document_->quote(*passage)) : toQString(document_->document().name);
  emit said(tr("The language of %1 is %2").arg(what, languageInWords(language)));
}

void Session::forgetLanguages() {
  if (!document_) return;
  std::size_t forgotten = 0;
  const bool done = tryToChange([&] {
    forgotten = retold::forgetLanguages(*storage_, document_->document(), toUtf8(coder_));
  });
  if (!done) return;
  tellChanged(Part::Documents);
  emit said(forgotten > 0 ? tr("The languages are guessed again")
                          : tr("Nothing was said of this document's languages"));
}

void Session::sayTranslation(Translation translation) {
  if (!document_) return;
  translation.document = document_->document().id;
  const bool done =
      tryToChange([&] { retold::sayTranslation(*storage_, translation, toUtf8(coder_)); });
  if (!done) return;
  tellChanged(Part::Documents);
  if (relations_.original) {
    emit said(
        tr("%1 is a translation of %2")
            .arg(toQString(document_->document().name), toQString(relations_.original->name)));
  }
}

void Session::forgetTranslation() {
  if (!document_) return;
  bool was = false;
  const bool done = tryToChange(
      [&] { was = retold::forgetTranslation(*storage_, document_->document(), toUtf8(coder_)); });
  if (!done) return;
  tellChanged(Part::Documents);
  const QString name = toQString(document_->document().name);
  emit said(was ? tr("%1 is no translation any more").arg(name)
                : tr("%1 is not said to be a translation").arg(name));
}

void Session::markBoilerplate(const std::string& sentence, bool boilerplate) {
  const bool done = tryToChange(
      [&] { retold::markBoilerplate(*storage_, sentence, boilerplate, toUtf8(coder_)); });
  if (!done) return;
  tellChanged(Part::Boilerplate);
  emit said((boilerplate ? tr("%1 is boilerplate; screen again (%2) to rank by it")
                         : tr("%1 is not boilerplate; screen again (%2) to rank by it"))
                .arg(inQuotes(sentence), screenKey()));
}

void Session::acceptTransfers(const std::vector<Transfer>& transfers) {
  if (transfers.empty()) return;
  const bool done =
      tryToChange([&] { retold::acceptTransfers(*storage_, transfers, toUtf8(coder_)); });
  if (!done) return;
  tellChanged(Part::Codings);
  emit said(transfers.size() == 1
                ? tr("%1 stands on the new text now").arg(inQuotes(transfers.front().quote))
                : tr("%1 codings stand on the new text now").arg(transfers.size()));
}

}  // namespace retold
