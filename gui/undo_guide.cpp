#include "gui/undo_guide.h"

#include "indexer/store/event_payload.h"

namespace retold {

namespace {

/// Says of each kind of object where it can be seen.
class Finder {
 public:
  explicit Finder(const Storage& storage) : storage_(storage) {}

  UndonePlace operator()(const Coding& coding) const {
    return {Page::Read, coding.document, coding.text, coding.span, {}};
  }
  UndonePlace operator()(const Concern& concern) const {
    return {Page::Read, concern.document, concern.text, concern.span, {}};
  }
  UndonePlace operator()(const Decision& decision) const {
    if (decision.subject != Subject::Case) return reading(DocumentId(decision.subjectId));
    const std::vector<DocumentId> documents = storage_.documentsOf(CaseId(decision.subjectId));
    return documents.empty() ? on(Page::Cases) : reading(documents.front());
  }
  UndonePlace operator()(const Code& code) const { return {Page::Codebook, {}, {}, {}, code.id}; }
  UndonePlace operator()(const Memo&) const { return on(Page::Notes); }
  UndonePlace operator()(const Summary&) const { return on(Page::Notes); }
  UndonePlace operator()(const ResultSet&) const { return on(Page::Search); }
  UndonePlace operator()(const OwnLexicon&) const { return on(Page::Lexicons); }
  UndonePlace operator()(const Translation& each) const { return reading(each.document); }
  UndonePlace operator()(const LanguageCorrection& each) const { return reading(each.document); }
  UndonePlace operator()(const SpeakerCorrection& each) const { return reading(each.document); }
  UndonePlace operator()(const DocumentExclusion& each) const { return reading(each.document); }
  UndonePlace operator()(const BoilerplateMark&) const { return on(Page::Read); }
  /// Cases, their episodes and attributes.
  template <class OfCases>
  UndonePlace operator()(const OfCases&) const {
    return on(Page::Cases);
  }

 private:
  static UndonePlace on(Page page) { return {page, {}, {}, {}, {}}; }
  static UndonePlace reading(DocumentId document) { return {Page::Read, document, {}, {}, {}}; }

  const Storage& storage_;
};

}  // namespace

std::optional<UndonePlace> placeOf(const Storage& storage, const UndoStep& step) {
  const std::vector<Event> events = storage.events(step.number, 1);
  if (events.empty() || !events.front().payload) return std::nullopt;
  const std::optional<EventPayload> payload = parsePayload(*events.front().payload);
  if (!payload || payload->changes.empty()) return std::nullopt;
  return std::visit(Finder(storage), anyState(payload->changes.front()));
}

UndoGuide::UndoGuide(Session& session, Workspace& workspace, QObject* parent)
    : QObject(parent), session_(session), workspace_(workspace) {
  connect(&session_, &Session::stepTaken, this, &UndoGuide::lead);
  connect(&session_, &Session::projectChanged, this, [this] { last_.reset(); });
}

void UndoGuide::lead(const UndoStep& step, const QString& said) {
  last_.reset();
  session_.read([&](const Storage& storage) { last_ = placeOf(storage, step); });
  if (!last_) return;
  if (last_->page == workspace_.page()) {
    showHere(*last_);
    return;
  }
  const QString key =
      action_ != nullptr ? action_->shortcut().toString(QKeySequence::NativeText) : QString();
  const QString page = Workspace::titleOf(last_->page);
  session_.say(key.isEmpty() ? tr("%1 (on the page %2)").arg(said, page)
                             : tr("%1 (on the page %2: %3 goes there)").arg(said, page, key));
}

void UndoGuide::go() {
  if (!last_) {
    session_.say(tr("Nothing was undone yet that could be shown"));
    return;
  }
  const UndonePlace place = *last_;
  workspace_.show(place.page);
  showHere(place);
}

void UndoGuide::showHere(const UndonePlace& place) {
  if (place.code && session_.code(*place.code) != nullptr) session_.showCode(*place.code);
  if (!place.document || !session_.storedDocument(*place.document)) return;
  const auto isOpen = [&] {
    const auto open = session_.document();
    return open && open->document().id == *place.document;
  };
  if (!isOpen()) session_.show(*place.document);
  if (place.text && isOpen() && session_.document()->text().id == *place.text) {
    session_.pointAt(place.span);
  }
}

}  // namespace retold
