#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gui/findings.h"
#include "gui/importing.h"
#include "gui/job.h"
#include "gui/open_document.h"
#include "gui/parts.h"
#include "gui/settings.h"
#include "indexer/store/backends.h"
#include "indexer/store/blind_storage.h"
#include "indexer/store/storage.h"
#include "queries/cases/filter.h"
#include "queries/document/boilerplate.h"
#include "queries/document/relations.h"
#include "queries/notes/concerns.h"
#include "queries/tag/standings.h"
#include "queries/tag/tagging.h"
#include "queries/tag/transfer.h"
#include "queries/translate/align.h"

namespace retold {

/// A few words around the best match of a document, or its first words where it has none. The
/// pieces stand beside each other as they are.
struct Snippet {
  QString before;
  QString hit;
  QString after;
};

/// The original or a translation that stands beside the open document.
struct Beside {
  std::shared_ptr<const OpenDocument> document;
  Side side = Side::Translation;    ///< which of the two it is
  std::vector<AlignedTurns> turns;  ///< of the original and the translation, whichever is open
  std::vector<Coding> codings;      ///< on its current text
};

/// A concern about the open document and where it stands in the text that is shown.
struct PlacedConcern {
  Concern concern;
  ByteSpan span;
  bool moved = false;  ///< it was raised on an older text: the place is proposed
};

/// The open project, the document that is read in it, and who is reading. Everything that the
/// panels show comes from here and every change goes through here; the panels know neither each
/// other nor the Storage. Lives in the GUI's thread: the calls are short, and what is long
/// (screening) is a job. Nothing throws: what went wrong is said by failed().
class Session final : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* kQuestion = "prior-trafficking";
  static constexpr const char* kProgram = "retold-browser";     ///< as locks name it
  static constexpr const char* kReadLast = "reading/document";  ///< remembered: the one read last

  explicit Session(const QString& coder, QObject* parent = nullptr);
  ~Session() override;

  const QString& coder() const { return coder_; }
  void setCoder(const QString& name);

  // The project
  /// Opens for writing where that can be had, otherwise for reading; writes nothing. False, and the
  /// project before stays open, when it cannot be opened.
  bool open(const QString& path);
  void close();
  bool isOpen() const { return storage_ != nullptr; }
  const QString& path() const { return path_; }
  QString name() const;
  /// Names the project in the settings, also when its file is moved; empty while none is open.
  QString key() const;
  /// What a panel remembers of the open project on this computer: never a word of a transcript.
  /// `what` is a name as "tagging/favourites". An invalid value where nothing is known.
  QVariant remembered(const QString& what) const;
  void remember(const QString& what, const QVariant& value);
  /// Where to remember it; until then it is forgotten with the session. Must outlive the session.
  void setSettings(Settings& settings) { settings_ = &settings; }
  const ProjectInfo& info() const { return info_; }
  bool isReadOnly() const { return info_.readOnly; }
  /// Why the project cannot be opened for writing just now; none where it can.
  std::optional<Problem> whyNotWritable() const;
  /// Where the project is only read: shows what another program stored in it meanwhile. True where
  /// there was something.
  bool rereadIfChanged();
  const Codebook& codebook() const { return codebook_; }
  const Code* code(CodeId id) const;

  /// A second reader sees only what is theirs: what other coders decided, tagged or wrote is in no
  /// answer of the session, of read() or of start(). Remembered for the project on this computer.
  bool isBlind() const { return blind_ != nullptr; }
  void setBlind(bool blind);

  /// Texts are not to be seen until one asks: whatever shows words of a document looks here.
  bool hidesText() const { return hidesText_ && !textAsked_; }
  /// What is asked for is the open document, not the lists of others.
  bool hidesTextOf(DocumentId id) const;
  void setHidesText(bool hides);
  /// Shows the text of the open document until another one is opened; or hides it again.
  void askForText(bool wanted);

  // Questions and changes of panels: `work` calls a function of queries/
  /// Runs `work` in this thread, which waits: for what takes less than 50 ms on any project. False,
  /// and failed() said why, where no project is open or it threw.
  bool read(const std::function<void(const Storage&)>& work);
  /// Runs a change of these parts in this thread and tells everybody: changed(parts), and the
  /// signal of the part. Refused with failed() where the project is read-only.
  bool change(Parts parts, const std::function<void(Storage&)>& work);
  /// Runs `work` in a thread of its own, with a Storage of its own that only reads, and brings its
  /// result to `receive`, or what it threw to `refused` (failed() where that is empty;
  /// Error(Cancelled) to nobody). Dropping the handle drops the work and the result; the handle may
  /// be dropped or replaced within `receive`. No result comes once the project is closed.
  template <class Result>
  JobHandle start(std::function<Result(const Storage&, Progress&)> work,
                  std::function<void(Result)> receive,
                  std::function<void(const Problem&)> refused = {});

  // Bringing files in
  /// Imports in the background. Meanwhile this session only reads, and changes are refused with
  /// the reason: one program writes at a time. imported() or failed() follows. False where that
  /// cannot be begun; failed() said why.
  bool bringIn(ImportWish wish);
  bool isImporting() const { return importing_.isRunning(); }
  /// An import of ImportWish::indexAnew.
  bool isMakingIndex() const { return isImporting() && makingIndex_; }
  /// Ends the import at the next file; what is in is kept.
  void stopImporting();
  /// True from then until the file at hand is in.
  bool isStoppingImport() const { return isImporting() && stoppingImport_; }

  // Which documents are looked at, on every page
  const Filter& filter() const { return filter_; }
  /// Finds the documents in the background; filterChanged() comes when they are known.
  void setFilter(Filter filter);
  /// The documents that pass; null where there is no filter.
  std::shared_ptr<const std::unordered_set<DocumentId>> passing() const { return passing_; }
  bool passes(DocumentId id) const { return !passing_ || passing_->count(id) != 0; }

  // Screening
  /// Screens with the lexicons of these ids, in the background; a run that is under way is dropped.
  /// Where the project can be written, the run is kept when it ends.
  void screen(const QStringList& lexicons);
  void screenAgain() { screen(lexicons()); }
  /// Shows what the newest kept screening with wish() found or, where nothing is wished, the newest
  /// one with whatever it ran. Screens where there is none. In the background: the list comes at
  /// once, what is said beside it a moment later.
  void showNewestScreening();
  /// Shows what a kept run found, as it was then. In the background.
  void showRun(std::uint64_t number);
  /// Marks the candidates of the screening that is shown anew, without another screening; none = as
  /// the lexicons say. Remembered for the project.
  void setCutOff(std::optional<double> cutOff);
  bool isLookingUp() const { return lookingUp_.isRunning(); }
  /// What the next screening is done with.
  const ScreeningWish& wish() const { return wish_; }
  void setChoices(const ScreeningChoices& choices) { wish_.choices = choices; }
  void setLearned(bool learned) { wish_.learned = learned; }
  void setWish(const ScreeningWish& wish) { wish_ = wish; }
  void stopScreening();
  bool isScreening() const { return job_.isRunning(); }
  QStringList lexicons() const;
  /// The screening that is shown; null before there is one. Another object where anything about
  /// it is other.
  std::shared_ptr<const Findings> findings() const { return findings_; }
  /// What came to light in the document since the coder decided on it, as long as that decision
  /// counts.
  const Renewed* renewed(const Document& document) const;
  /// Number of the run that the screening is kept as; none where it could not be kept.
  std::optional<std::uint64_t> keptAs() const { return keptAs_; }
  /// The words around the best match that the screening found in the document, or its first words.
  /// Kept once read.
  Snippet snippet(DocumentId id) const;

  // The document
  void show(DocumentId id);
  std::shared_ptr<const OpenDocument> document() const { return document_; }
  /// Index into document()->matches(); none where it has no match.
  std::optional<int> currentMatch() const { return currentMatch_; }
  void setCurrentMatch(int index);
  /// The next (+1) or previous (-1) match in reading order; stays where there is none.
  void stepMatch(int step);
  /// What is selected in the transcript: the evidence of the next judgement.
  void setSelectedPassage(std::optional<ByteSpan> passage) { selected_ = passage; }
  std::optional<ByteSpan> selectedPassage() const { return selected_; }
  /// Shows the document and this passage of it on the page where one reads. Where `text` is not
  /// the document's current text, goes to where the passage stands now and says so. Nothing moves
  /// for an empty passage of the document that is open.
  void openAt(DocumentId id, TextId text, ByteSpan passage);
  /// Shows the passages that a code query gives, on the page of excerpts.
  void askExcerpts(const QString& query) { emit excerptsWanted(query); }
  /// Begins a memo on the page of notes. `inWords`: what it is about, "case 017".
  void askMemo(const Uuid& about, const QString& inWords) { emit memoWanted(about, inWords); }
  /// Shows the code on the page of the codebook.
  void showCode(CodeId id) { emit codeWanted(id); }
  /// Asks for a passage of the document to be brought into sight.
  void pointAt(ByteSpan passage) { emit passagePointedAt(passage); }
  /// Which document it translates, which ones translate it, and which one is nearly the same.
  const DocumentRelations& relations() const { return relations_; }
  /// Beside a document, its original or a translation of it; null where it cannot be read.
  std::shared_ptr<const Beside> beside(DocumentId other);
  /// All codings of the document, on whichever of its texts.
  const std::vector<Coding>& codings() const { return codings_; }
  /// True where the coding points into the text that is shown and that text still holds its quote.
  bool stands(const Coding& coding) const;

  /// Where the codings on its older texts stand in the text that is shown.
  const std::vector<Transfer>& transfers() const { return transfers_; }
  /// What has memos: ids of documents, codings, … Kept until they change.
  const std::unordered_set<Uuid>& noted();
  /// Concerns about the open document, without those whose words are not in its text any more.
  std::vector<PlacedConcern> concernsHere();

  // The project's files and forms
  Accounting accounting();
  /// By name. Long lists of them are read by pages, or in a job.
  std::vector<Document> documents();
  /// What recurs in many documents and what was said of it; kept until it changes.
  const std::vector<KnownBoilerplate>& boilerplate();
  const KnownBoilerplate* boilerplateOf(const std::string& key);

  // What is said of the document in place of what was guessed: each is one event
  /// `passage`: none = the whole document.
  void sayLanguage(std::optional<ByteSpan> passage, const std::string& language);
  void forgetLanguages();
  /// That the open document is a translation; its ids are filled in.
  void sayTranslation(Translation translation);
  void forgetTranslation();
  void markBoilerplate(const std::string& sentence, bool boilerplate);
  /// Puts codings of older texts where they stand now, as one event.
  void acceptTransfers(const std::vector<Transfer>& transfers);

  // Judging: each is one event
  /// On the person's case, or on the document where it belongs to none. A selected passage is kept
  /// as its evidence; one that confirms tags it, or the current match, as the disclosure where a
  /// code stands for that, and keeps the passages that the coder confirmed it for before. False
  /// where nothing was decided.
  bool judge(Verdict verdict, const QString& reason);
  /// `reader`: of CannotRead.
  bool judgeMatch(Verdict verdict, const QString& reason, const QString& reader = {});
  /// How sure the file is of what the coder confirmed.
  void setCertainty(Certainty certainty);
  /// The coder's own newest decision on the document or its case; null: none.
  const Decision* ownDecision() const;
  /// The code that disclosures are tagged with, as remembered for the project; none where none was
  /// chosen, or it is gone or retired.
  std::optional<CodeId> disclosureCode() const;
  /// Nobody has said yet whether disclosures are to be tagged, and with which code.
  bool isDisclosureCodeOpen() const;
  /// None = they are not tagged.
  void setDisclosureCode(std::optional<CodeId> code);
  /// Leaves the case, or the document, for later: last in the list until it is judged. No decision;
  /// remembered for the project on this computer.
  void skip();
  bool isSkipped(const Document& document) const;
  /// Leaves the person's case, or the document, to a reader who knows its language; empty = to
  /// anybody who does.
  void leaveToReader(const QString& reader);
  /// Who decided in this project or is waited for, but the coder; by name.
  QStringList otherReaders() const;
  /// Who is to read the document that nobody has judged since it was left to a reader; empty =
  /// anybody who can. None where it does not wait.
  std::optional<QString> waitsFor(DocumentId document) const;
  /// All documents that wait, and for whom.
  const std::unordered_map<DocumentId, QString>& waiting() const { return waiting_; }
  /// What judge() and judgeMatch() judge: "case 017", "anna.txt", "match “sold twice”"; empty where
  /// there is nothing.
  QString subjectInWords() const;
  QString currentMatchInWords() const;
  /// The tag becomes the current one. False where it could not be made.
  bool tag(ByteSpan passage, CodeId code);
  void untag(const Coding& coding);
  /// The coding that keys act on, as it is now; none where none is chosen or it is gone.
  std::optional<Coding> currentCoding() const;
  void setCurrentCoding(std::optional<CodingId> id);
  /// The code becomes the newest of recentCodes().
  void noteUse(CodeId code);
  /// Codes that the keys 1 to 9 tag with, in this order, as remembered for the project; those that
  /// are gone or retired are left out.
  std::vector<CodeId> favourites() const;
  static constexpr std::size_t kMostFavourites = 9;
  /// Makes the code a favourite, the last of them, or no longer one. False where there are nine
  /// already.
  bool setFavourite(CodeId code, bool favourite);
  void undo();
  void redo();
  const Standings& standings() const { return standings_; }
  /// The document as it is stored; null where the project has none of this id.
  std::optional<Document> storedDocument(DocumentId id) const;
  /// Codes that were used in this run, newest first.
  const std::vector<CodeId>& recentCodes() const { return recentCodes_; }

  /// One line that tells the user something.
  void say(const QString& text) { emit said(text); }

 signals:
  void projectChanged();  ///< opened or closed
  void textHidingChanged();
  void blindChanged();                ///< after it, changed(every part)
  void changed(retold::Parts parts);  ///< by an event: this program's user did something
  void filterChanged();
  void excerptsWanted(const QString& query);
  void codeWanted(const retold::CodeId& code);
  void memoWanted(const retold::Uuid& about, const QString& inWords);
  /// The step was undone, or done again; after changed() and what was said.
  void stepTaken(const retold::UndoStep& step, const QString& said);
  void readingWanted();     ///< the page where one reads is to be shown
  void screeningChanged();  ///< begun, finished or stopped
  void screeningProgressed(quint64 done, quint64 total);
  void importChanged();  ///< begun, about to stop, or ended
  void importProgressed(quint64 done, quint64 total);
  void imported(const retold::ImportOutcome& outcome);
  void documentChanged();
  void detailsChanged();      ///< languages, boilerplate, relations or matches of the same document
                              ///< and text
  void explanationChanged();  ///< the matches of the same document say now what they mean
  void boilerplateChanged();  ///< what was said of it, in any document
  void matchChanged();
  void passagePointedAt(retold::ByteSpan passage);
  void textWanted();  ///< the transcript is to have the keyboard, and to stay where it is
  void decisionsChanged();
  void skipped();  ///< the open document, or its case
  void codingsChanged();
  void currentCodingChanged();
  void favouritesChanged();
  void said(const QString& success);
  void warned(const QString& text);
  void failed(const retold::Problem& problem);
  void closing();  ///< the project is about to be closed: nothing of it may be asked any more

 private:
  /// Runs `work` if a project is open; says what went wrong. True when all went well.
  bool tryTo(const std::function<void()>& work);
  /// The same for a change: refused where the project is read-only.
  bool tryToChange(const std::function<void()>& work);
  std::string location() const;
  /// The project as it may be seen; changes go to `storage_`.
  const Storage& seen() const { return blind_ ? *blind_ : *storage_; }
  void makeView(bool blind);
  /// The problem as it may be seen: a blind reader is told of no other coder.
  Problem asSeen(Problem problem) const;
  /// Reads anew what is kept here of these parts, and tells.
  void tellChanged(Parts parts);
  void reread(Parts parts);
  void announce(Parts parts);
  /// As tellChanged() after one decision of the coder: the others are not read anew.
  void tellDecided(const Decision& decision, Parts also = {});
  void readJudgements();
  void readWaiting();
  void followWaiting(const Decision& decision);
  void readCodings();
  /// The same text with its languages and boilerplate as they are now, and the relations.
  void readDetails();
  /// With what is known of its matches; none = what the screening found.
  std::shared_ptr<const OpenDocument> opened(DocumentId id,
                                             std::optional<Candidate> explained = std::nullopt);
  /// Fills in the question and the match that it is made on.
  void complete(Judgement& judgement);
  Judgement judgementOnSubject(Verdict verdict, const QString& reason, const QString& reader) const;
  Decision storeConfirmation(Judgement judgement);
  void setSkipped(const Uuid& subject, bool skipped);
  Uuid subjectOf(const Document& document) const;
  /// Keeps a run where that can be done; its number.
  std::optional<std::uint64_t> keepRun(const ScreeningRun& run,
                                       const std::vector<Lexicon>& lexicons);
  void took(const std::optional<UndoStep>& step, bool undone);
  std::optional<LexiconTrace> traceOfMatchAt(ByteSpan passage);
  /// What the screening found in it; positions only.
  Candidate foundIn(DocumentId id) const;
  /// Takes a screening as the one that is shown.
  void take(Findings findings);
  /// What is shown when a project was opened: the document that was read last; else the first
  /// candidate that nobody decided or skipped; else the first document.
  std::optional<DocumentId> whereToGoOn() const;
  void receive(NewFindings made);
  /// Looks for what is said beside a screening that was just shown.
  void lookUpDetails();
  /// Tells of codings that do not fit their text.
  void checkCodings();
  /// Reads anew which documents the screening that is shown found, and which are new since.
  void lookUpAgain();
  /// The open document with what the screening found in it, where it is read.
  void refreshDocument();
  bool wasBlind() const;
  void endImport(const ImportOutcome& outcome, const std::optional<Problem>& problem);
  void waitForImport();
  /// After an import, whose lock it was.
  void takeBackLock();
  /// Finds out, in the background, what the matches of the document mean.
  void startExplaining();
  /// The same at once: what is stored with a judgement or coding must say it.
  void explainNow();
  void takeExplanation(Candidate explained);

  QString coder_;
  Settings* settings_ = nullptr;
  QVariantMap remembered_;  ///< where there are no settings
  QString path_;
  std::unique_ptr<Storage> storage_;
  bool hidesText_ = false;
  bool textAsked_ = false;
  std::unique_ptr<Storage> blind_;  ///< looks at `storage_`; null where everything is seen
  ProjectInfo info_;
  std::string head_;  ///< of the chain of events when everything was read last
  Codebook codebook_;
  Standings standings_;
  std::vector<CodeId> recentCodes_;

  ScreeningWish wish_;
  JobHandle job_;        ///< screens
  JobHandle lookingUp_;  ///< reads a kept screening
  JobHandle details_;    ///< of it
  JobHandle checking_;   ///< whether codings fit
  JobHandle explaining_;
  JobHandle importing_;
  bool stoppingImport_ = false;
  bool makingIndex_ = false;
  std::shared_ptr<const Findings> findings_;
  std::optional<std::uint64_t> keptAs_;
  std::unordered_set<Uuid> skipped_;                 ///< cases and documents
  std::unordered_map<DocumentId, QString> waiting_;  ///< who is to read it
  mutable std::unordered_map<DocumentId, Snippet> snippets_;

  std::shared_ptr<const OpenDocument> document_;
  std::optional<int> currentMatch_;
  std::optional<ByteSpan> selected_;
  std::vector<Coding> codings_;
  std::optional<CodingId> currentCoding_;
  std::vector<Transfer> transfers_;
  std::optional<std::unordered_set<Uuid>> noted_;
  std::optional<std::vector<Concern>> concerns_;  ///< all of the project
  /// Where concerns that were raised on older texts stand in this one.
  std::unordered_map<Uuid, std::pair<TextId, ConcernPlace>> moved_;
  DocumentRelations relations_;
  std::optional<std::vector<KnownBoilerplate>> boilerplate_;

  Filter filter_;
  std::shared_ptr<const std::unordered_set<DocumentId>> passing_;
  JobHandle filtering_;
};

template <class Result>
JobHandle Session::start(std::function<Result(const Storage&, Progress&)> work,
                         std::function<void(Result)> receive,
                         std::function<void(const Problem&)> refused) {
  const std::optional<std::string> blindTo =
      isBlind() ? std::optional(coder_.toStdString()) : std::nullopt;
  auto owned = [location = location(), blindTo, work = std::move(work)](Progress& progress) {
    const std::unique_ptr<Storage> storage = openProject(location, OpenMode::ReadOnly, kProgram);
    if (!blindTo) return work(*storage, progress);
    return work(*blindView(*storage, *blindTo), progress);
  };
  auto refuse = [this, refused = std::move(refused)](const Problem& told) {
    const Problem problem = asSeen(told);
    if (problem.kind == ErrorKind::Cancelled) return;
    if (refused) {
      refused(problem);
    } else {
      emit failed(problem);
    }
  };
  JobHandle job(new Job<Result>(std::move(owned), std::move(receive), std::move(refuse), this));
  connect(this, &Session::closing, job.get(), &JobBase::abandon);
  return job;
}

}  // namespace retold
