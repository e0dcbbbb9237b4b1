// What a session keeps of decisions.
#include "gui/session.h"

#include <algorithm>
#include <set>

#include "gui/strings.h"
#include "queries/tag/waiting.h"

namespace retold {

namespace {

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

void Session::store(Judgement judgement) {
  judgement.question = kQuestion;
  if (currentMatch_ && findings_) {
    explainNow();
    const Match& match = document_->matches()[static_cast<std::size_t>(*currentMatch_)];
    judgement.trace = traceOf(*storage_, match, document_->text(), findings_->lexicons);
  }
  decide(*storage_, judgement, toUtf8(coder_));
}

void Session::storeOnCaseOrDocument(Verdict verdict, const QString& reason, const QString& reader) {
  const Document& document = document_->document();
  Judgement judgement;
  judgement.subject = document.caseId ? Subject::Case : Subject::Document;
  judgement.subjectId = document.caseId ? Uuid(*document.caseId) : Uuid(document.id);
  judgement.verdict = verdict;
  judgement.reason = toUtf8(reason);
  judgement.reader = toUtf8(reader);
  if (selected_) judgement.quotes.emplace_back(document_->quote(*selected_));
  store(std::move(judgement));
}

void Session::judge(Verdict verdict, const QString& reason) {
  if (!document_) return;
  if (!tryToChange([&] { storeOnCaseOrDocument(verdict, reason, {}); })) return;
  tellChanged(Part::Decisions);
  emit said(QStringLiteral("%1 %2").arg(wordFor(verdict), subjectInWords()));
}

void Session::leaveToReader(const QString& reader) {
  if (!document_) return;
  if (!tryToChange([&] { storeOnCaseOrDocument(Verdict::CannotRead, {}, reader); })) return;
  tellChanged(Part::Decisions);
  emit said(reader.isEmpty() ? tr("Left %1 to anybody who can read it").arg(subjectInWords())
                             : tr("Left %1 to %2").arg(subjectInWords(), reader));
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
  return tr("match %1").arg(inQuotes(document_->quote(match.span)));
}

void Session::judgeMatch(Verdict verdict, const QString& reason) {
  if (!document_ || !currentMatch_) {
    emit said(tr("There is no match here to judge"));
    return;
  }
  Judgement judgement;
  judgement.subject = Subject::Match;
  judgement.subjectId = document_->document().id;
  judgement.verdict = verdict;
  judgement.reason = toUtf8(reason);
  if (!tryToChange([&] { store(std::move(judgement)); })) return;
  tellChanged(Part::Decisions);
  emit said(QStringLiteral("%1 %2").arg(wordFor(verdict), currentMatchInWords()));
}

}  // namespace retold
