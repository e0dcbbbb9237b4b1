#include "indexer/store/blind_storage.h"

#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "model/error.h"

namespace retold {

namespace {

class BlindStorage final : public Storage {
 public:
  BlindStorage(const Storage& storage, std::string coder)
      : storage_(storage), coder_(std::move(coder)) {}

  ProjectInfo info() const override { return storage_.info(); }

  std::unique_ptr<ImportSession> beginImport(std::string_view) override { refuse(); }
  Accounting accounting() const override { return storage_.accounting(); }
  std::vector<FileRecord> files() const override {
    return unnamed(storage_.files(), &FileRecord::by);
  }
  std::vector<FileRecord> filesOf(DocumentId id) const override {
    return unnamed(storage_.filesOf(id), &FileRecord::by);
  }
  void rebuildIndex(Progress&) override { refuse(); }

  std::vector<Document> documents(const Cursor& from, std::size_t limit) const override {
    return storage_.documents(from, limit);
  }
  std::uint64_t documentCount() const override { return storage_.documentCount(); }
  std::uint64_t documentsReadSince(Timestamp time) const override {
    return storage_.documentsReadSince(time);
  }
  std::optional<Document> document(DocumentId id) const override { return storage_.document(id); }
  std::optional<Document> documentNamed(std::string_view name) const override {
    return storage_.documentNamed(name);
  }
  std::optional<Text> text(TextId id) const override { return storage_.text(id); }
  std::string original(TextId id) const override { return storage_.original(id); }
  std::vector<SpeakerCorrection> speakerCorrections(DocumentId id) const override {
    return storage_.speakerCorrections(id);
  }
  std::vector<LanguageCorrection> languageCorrections(DocumentId id) const override {
    return storage_.languageCorrections(id);
  }
  std::vector<TextId> texts(DocumentId id) const override { return storage_.texts(id); }
  std::vector<Translation> translations() const override { return storage_.translations(); }
  std::vector<DocumentExclusion> exclusions() const override {
    return unnamed(storage_.exclusions(), &DocumentExclusion::coder);
  }

  std::vector<BoilerplatePassage> detectedBoilerplate() const override {
    return storage_.detectedBoilerplate();
  }
  std::vector<BoilerplateMark> boilerplateMarks() const override {
    return unnamed(storage_.boilerplateMarks(), &BoilerplateMark::coder);
  }
  void storeBoilerplate(std::span<const BoilerplatePassage>, std::uint64_t) override { refuse(); }
  std::uint64_t boilerplateSeen() const override { return storage_.boilerplateSeen(); }

  SearchPage search(const Query& query, const Cursor& from, std::size_t limit) const override {
    return storage_.search(query, from, limit);
  }
  SearchCount count(const Query& query, Progress& progress) const override {
    return storage_.count(query, progress);
  }
  const Vocabulary& vocabulary() const override { return storage_.vocabulary(); }
  void eachTokenStream(
      std::span<const std::uint32_t> anyOf,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const override {
    storage_.eachTokenStream(anyOf, visit);
  }
  void eachTokenStreamWith(
      std::span<const PhrasePattern> anyOf,
      const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const override {
    storage_.eachTokenStreamWith(anyOf, visit);
  }

  Event apply(const ChangeSet&) override { refuse(); }
  std::uint64_t version(const Uuid& object) const override { return storage_.version(object); }
  std::vector<Coding> codings(const CodingFilter& filter) const override {
    if (filter.coder && *filter.coder != coder_) return {};
    return storage_.codings({filter.document, filter.code, coder_});
  }
  std::vector<Decision> decisions() const override { return own(storage_.decisions()); }
  std::vector<Memo> memos() const override { return own(storage_.memos()); }
  std::vector<Concern> concerns() const override { return own(storage_.concerns()); }
  std::vector<ResultSet> resultSets() const override { return own(storage_.resultSets()); }
  std::vector<Summary> summaries() const override { return own(storage_.summaries()); }
  std::vector<OwnLexicon> ownLexicons() const override { return storage_.ownLexicons(); }
  std::vector<CodeUse> codeUses() const override;
  Codebook codebook() const override { return storage_.codebook(); }
  std::vector<Case> cases() const override { return storage_.cases(); }
  std::optional<Case> caseNamed(std::string_view name) const override {
    return storage_.caseNamed(name);
  }
  std::optional<Case> person(CaseId id) const override { return storage_.person(id); }
  std::vector<DocumentId> documentsOf(CaseId id) const override { return storage_.documentsOf(id); }
  std::vector<Episode> episodes(CaseId id) const override { return storage_.episodes(id); }
  std::vector<Assistance> assistance(CaseId id) const override { return storage_.assistance(id); }
  std::optional<DocumentFacts> documentFacts(DocumentId id) const override {
    return storage_.documentFacts(id);
  }
  std::vector<AttributeDefinition> attributeDefinitions() const override {
    return storage_.attributeDefinitions();
  }
  std::optional<UndoStep> nextUndo(std::string_view coder) const override {
    return coder == coder_ ? storage_.nextUndo(coder) : std::nullopt;
  }
  std::optional<UndoStep> nextRedo(std::string_view coder) const override {
    return coder == coder_ ? storage_.nextRedo(coder) : std::nullopt;
  }
  std::optional<UndoStep> undo(std::string_view) override { refuse(); }
  std::optional<UndoStep> redo(std::string_view) override { refuse(); }

  std::string keepLexicon(std::string_view, std::string_view) override { refuse(); }
  std::optional<std::string> lexiconText(std::string_view digest) const override {
    return storage_.lexiconText(digest);
  }

  std::uint64_t keepRun(const ScreeningRun&) override { refuse(); }
  std::vector<ScreeningRun> runs() const override {
    return unnamed(storage_.runs(), &ScreeningRun::coder);
  }
  std::optional<ScreeningRun> run(std::uint64_t number) const override {
    std::optional<ScreeningRun> run = storage_.run(number);
    if (run && run->coder != coder_) run->coder.clear();
    return run;
  }

  std::vector<Event> events(std::uint64_t fromNumber, std::size_t limit) const override;
  std::string chainHead() const override { return storage_.chainHead(); }
  std::string digest(std::string_view bytes) const override { return storage_.digest(bytes); }
  std::vector<Diagnostic> verify(Progress& progress) const override {
    return storage_.verify(progress);
  }

 private:
  [[noreturn]] static void refuse() {
    throw Error(ErrorKind::ReadOnly, "a blind view of a project only reads", "nothing was changed");
  }

  template <class Noun>
  std::vector<Noun> own(std::vector<Noun> all) const {
    std::erase_if(all, [this](const Noun& each) { return each.coder != coder_; });
    return all;
  }

  /// What all share, without the names of those who did it.
  template <class Noun>
  std::vector<Noun> unnamed(std::vector<Noun> all, std::string Noun::*who) const {
    for (Noun& each : all) {
      if (each.*who != coder_) (each.*who).clear();
    }
    return all;
  }

  const Storage& storage_;
  const std::string coder_;
};

std::vector<CodeUse> BlindStorage::codeUses() const {
  std::unordered_map<DocumentId, bool> leftOut;
  std::map<CodeId, CodeUse> uses;
  std::set<std::pair<CodeId, DocumentId>> seen;
  for (const Coding& coding : codings({})) {
    const auto [at, isNew] = leftOut.try_emplace(coding.document, false);
    if (isNew) {
      const std::optional<Document> document = storage_.document(coding.document);
      at->second = !document || document->excluded;
    }
    if (at->second) continue;
    CodeUse& use = uses[coding.code];
    use.code = coding.code;
    ++use.codings;
    use.documents += seen.emplace(coding.code, coding.document).second ? 1 : 0;
  }
  std::vector<CodeUse> all;
  all.reserve(uses.size());
  for (const auto& [code, use] : uses) all.push_back(use);
  return all;
}

std::vector<Event> BlindStorage::events(std::uint64_t fromNumber, std::size_t limit) const {
  std::vector<Event> found;
  std::uint64_t from = fromNumber;
  while (found.size() < limit) {
    const std::vector<Event> page = storage_.events(from, limit);
    if (page.empty()) break;
    from = page.back().number + 1;
    for (const Event& event : page) {
      if (event.coder == coder_ && found.size() < limit) found.push_back(event);
    }
  }
  return found;
}

}  // namespace

std::unique_ptr<Storage> blindView(const Storage& storage, std::string coder) {
  return std::make_unique<BlindStorage>(storage, std::move(coder));
}

}  // namespace retold
