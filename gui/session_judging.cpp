// What a session keeps of decisions.
#include "gui/session.h"

#include <algorithm>
#include <set>

#include "gui/code_label.h"
#include "gui/strings.h"
#include "queries/tag/judging.h"
#include "queries/tag/waiting.h"

namespace retold {

namespace {

constexpr QLatin1String kDisclosureCode("judging/disclosure-code");
constexpr QLatin1String kNoCode("none");
constexpr QLatin1String kSkipped("judging/skipped");

QString wordFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::Confirm:
      return Session::tr("Confirmed");
    case Verdict::Reject:
      return Session::tr("Rejected");
    case Verdict::Unsure:
      return Session::tr("Unsure about");
    case Verdict::CannotRead:
      return Session::tr("Left to a reader");
  }
  return {};
}

}  // namespace

void Session::readJudgements() {
  standings_ = Standings(seen().decisions(), kQuestion, toUtf8(coder_));
  skipped_.clear();
  for (const QString& each : remembered(kSkipped).toStringList()) {
    if (const auto id = parseUuid(toUtf8(each))) skipped_.insert(*id);
  }
  readWaiting();
}

void Session::readWaiting() {
  waiting_.clear();
  const std::vector<Decision>& all = standings_.decisions();
  const bool anyCannotBeRead = std::any_of(all.begin(), all.end(), [](const Decision& decision) {
    return decision.verdict == Verdict::CannotRead;
  });
  if (!anyCannotBeRead) return;
  for (const Waiting& each : waitingToBeRead(seen())) {
    if (each.question == kQuestion) waiting_.emplace(each.document, toQString(each.reader));
  }
}

void Session::followWaiting(const Decision& decision) {
  const auto waits = [this](DocumentId id) { return waiting_.count(id) != 0; };
  bool touches = decision.verdict == Verdict::CannotRead;
  if (!touches && !waiting_.empty()) {
    touches = decision.subject == Subject::Case
                  ? std::ranges::any_of(storage_->documentsOf(CaseId(decision.subjectId)), waits)
                  : waits(DocumentId(decision.subjectId));
  }
  if (touches) readWaiting();
}

void Session::tellDecided(const Decision& decision, Parts also) {
  if (!standings_.add(decision)) {
    tellChanged(also | Part::Decisions);
    return;
  }
  const bool read = tryTo([&] {
    followWaiting(decision);
    reread(also);
  });
  if (read) announce(also | Part::Decisions);
}

void Session::complete(Judgement& judgement) {
  judgement.question = kQuestion;
  if (!currentMatch_ || !findings_) return;
  explainNow();
  const Match& match = document_->matches()[static_cast<std::size_t>(*currentMatch_)];
  judgement.trace = traceOf(*storage_, match, document_->text(), findings_->lexicons);
}

Uuid Session::subjectOf(const Document& document) const {
  return document.caseId ? Uuid(*document.caseId) : Uuid(document.id);
}

Judgement Session::judgementOnSubject(Verdict verdict, const QString& reason,
                                      const QString& reader) const {
  const Document& document = document_->document();
  Judgement judgement;
  judgement.subject = document.caseId ? Subject::Case : Subject::Document;
  judgement.subjectId = subjectOf(document);
  judgement.verdict = verdict;
  judgement.reason = toUtf8(reason);
  judgement.reader = toUtf8(reader);
  if (selected_) judgement.quotes.emplace_back(document_->quote(*selected_));
  return judgement;
}

Decision Session::storeConfirmation(Judgement judgement) {
  judgement = withEarlierPassages(std::move(judgement), ownDecision());
  const std::optional<CodeId> chosen = disclosureCode();
  std::optional<ByteSpan> passage = selected_;
  if (!passage && currentMatch_)
    passage = document_->matches()[static_cast<std::size_t>(*currentMatch_)].span;
  if (!chosen || !passage) return decide(*storage_, judgement, toUtf8(coder_));
  return decideAndTag(*storage_, std::move(judgement),
                      {document_->document().id, *passage, *code(*chosen)}, toUtf8(coder_))
      .decision;
}

bool Session::judge(Verdict verdict, const QString& reason) {
  if (!document_) return false;
  const bool tags = verdict == Verdict::Confirm && disclosureCode();
  Decision made;
  const bool done = tryToChange([&] {
    Judgement judgement = judgementOnSubject(verdict, reason, {});
    complete(judgement);
    made = verdict == Verdict::Confirm ? storeConfirmation(std::move(judgement))
                                       : decide(*storage_, judgement, toUtf8(coder_));
  });
  if (!done) return false;
  setSkipped(subjectOf(document_->document()), false);
  tellDecided(made, tags ? Parts(Part::Codings) : Parts());
  emit said(QStringLiteral("%1 %2").arg(wordFor(verdict), subjectInWords()));
  return true;
}

void Session::leaveToReader(const QString& reader) {
  if (!document_) return;
  Decision made;
  const bool done = tryToChange([&] {
    Judgement judgement = judgementOnSubject(Verdict::CannotRead, {}, reader);
    complete(judgement);
    made = decide(*storage_, judgement, toUtf8(coder_));
  });
  if (!done) return;
  setSkipped(subjectOf(document_->document()), false);
  tellDecided(made);
  emit said(reader.isEmpty() ? tr("Left %1 to anybody who can read it").arg(subjectInWords())
                             : tr("Left %1 to %2").arg(subjectInWords(), reader));
}

const Decision* Session::ownDecision() const {
  return document_ ? standings_.ownOn(document_->document()) : nullptr;
}

void Session::setCertainty(Certainty certainty) {
  const Decision* own = ownDecision();
  if (own == nullptr || own->verdict != Verdict::Confirm) {
    emit said(tr("Confirm it first: then it can be said how sure the file is"));
    return;
  }
  const Decision confirmed = *own;
  if (confirmed.certainty == certainty) return;
  Decision sure;
  const bool done = tryToChange(
      [&] { sure = retold::setCertainty(*storage_, confirmed, certainty, toUtf8(coder_)); });
  if (!done) return;
  if (standings_.replace(sure)) {
    announce(Part::Decisions);
  } else {
    tellChanged(Part::Decisions);
  }
  emit said(certainty == Certainty::Unstated
                ? tr("Confirmed %1; how sure the file is stays open").arg(subjectInWords())
                : tr("Confirmed %1: %2").arg(subjectInWords(), certaintyInWords(certainty)));
}

std::optional<CodeId> Session::disclosureCode() const {
  const auto id = parseUuid(toUtf8(remembered(kDisclosureCode).toString()));
  if (!id) return std::nullopt;
  const Code* chosen = code(CodeId(*id));
  return chosen == nullptr || chosen->retired ? std::nullopt : std::optional(chosen->id);
}

bool Session::isDisclosureCodeOpen() const {
  const QString said = remembered(kDisclosureCode).toString();
  return said.isEmpty() || (said != kNoCode && !disclosureCode());
}

void Session::setDisclosureCode(std::optional<CodeId> chosen) {
  remember(kDisclosureCode, chosen ? toQString(toText(*chosen)) : QString(kNoCode));
  const Code* named = chosen ? code(*chosen) : nullptr;
  emit said(
      named != nullptr
          ? tr("Disclosures are tagged with %1 from now on: you, on this computer")
                .arg(codeLabel(*named))
          : tr("Disclosures are not tagged when a case is confirmed: by you, on this computer"));
}

void Session::setSkipped(const Uuid& subject, bool skipped) {
  const bool changed = skipped ? skipped_.insert(subject).second : skipped_.erase(subject) > 0;
  if (!changed) return;
  QStringList ids;
  for (const Uuid& each : skipped_) ids << toQString(toText(each));
  ids.sort();
  remember(kSkipped, ids);
}

void Session::skip() {
  if (!document_) return;
  setSkipped(subjectOf(document_->document()), true);
  emit said(tr("Skipped %1: it stands last in the list now, on this computer only")
                .arg(subjectInWords()));
  emit this->skipped();
}

bool Session::isSkipped(const Document& document) const {
  return skipped_.count(subjectOf(document)) != 0;
}

QStringList Session::otherReaders() const {
  std::set<std::string> names;
  for (const Decision& decision : standings_.decisions()) {
    names.insert(decision.coder);
    names.insert(decision.reader);
  }
  names.erase(toUtf8(coder_));
  names.erase("");
  QStringList readers;
  for (const std::string& name : names) readers << toQString(name);
  return readers;
}

std::optional<QString> Session::waitsFor(DocumentId document) const {
  const auto at = waiting_.find(document);
  return at == waiting_.end() ? std::nullopt : std::optional(at->second);
}

QString Session::subjectInWords() const {
  if (!document_) return {};
  const auto& person = document_->itsCase();
  return person ? tr("case %1").arg(toQString(person->name))
                : toQString(document_->document().name);
}

QString Session::currentMatchInWords() const {
  if (!document_ || !currentMatch_) return {};
  const Match& match = document_->matches()[static_cast<std::size_t>(*currentMatch_)];
  if (hidesText()) return tr("this match");
  return tr("match %1").arg(inQuotes(document_->quote(match.span)));
}

bool Session::hidesTextOf(DocumentId id) const {
  const bool isOpen = document_ && document_->document().id == id;
  return hidesText_ && !(textAsked_ && isOpen);
}

void Session::setHidesText(bool hides) {
  if (hides == hidesText_) return;
  hidesText_ = hides;
  textAsked_ = false;
  emit textHidingChanged();
}

void Session::askForText(bool wanted) {
  if (wanted == textAsked_) return;
  textAsked_ = wanted;
  emit textHidingChanged();
}

bool Session::judgeMatch(Verdict verdict, const QString& reason, const QString& reader) {
  if (!document_ || !currentMatch_) {
    emit said(tr("There is no match here to judge"));
    return false;
  }
  Judgement judgement;
  judgement.subject = Subject::Match;
  judgement.subjectId = document_->document().id;
  judgement.verdict = verdict;
  judgement.reason = toUtf8(reason);
  judgement.reader = toUtf8(reader);
  Decision made;
  const bool done = tryToChange([&] {
    complete(judgement);
    made = decide(*storage_, judgement, toUtf8(coder_));
  });
  if (!done) return false;
  tellDecided(made);
  emit said(QStringLiteral("%1 %2").arg(wordFor(verdict), currentMatchInWords()));
  return true;
}

}  // namespace retold
