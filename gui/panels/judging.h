#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>
#include <functional>

#include "gui/session.h"
#include "gui/views/key_prompt.h"
#include "gui/views/line_prompt.h"

namespace retold {

/// What is asked before and after a judgement: the reason, the reader, how sure the file is, the
/// code of disclosures. `host`: a widget of the window in which it is asked.
class Judging final : public QObject {
  Q_OBJECT
 public:
  Judging(Session& session, QWidget* host);

  void confirm();
  void reject();
  void unsure() { session_.judge(Verdict::Unsure, {}); }
  void cannotRead();
  /// Asks how sure the file is of what the coder confirmed.
  void askCertainty();
  void chooseDisclosureCode();

  void confirmHit() { session_.judgeMatch(Verdict::Confirm, {}); }
  void rejectHit() { session_.judgeMatch(Verdict::Reject, {}); }
  void rejectHitWhy();
  void unsureHit() { session_.judgeMatch(Verdict::Unsure, {}); }
  void cannotReadHit();

 private:
  void ask(const LineQuestion& question, std::function<void(const QString&)> answered);
  void askReason(const QString& subject, std::function<void(const QString&)> answered);
  void askReader(const QString& subject, std::function<void(const QString&)> answered);
  /// Takes one of the answers of askCertainty().
  void answer(int answer);
  QWidget* middle() const;

  Session& session_;
  QWidget* host_;
  QPointer<LinePrompt> line_;  ///< made when it is first needed: the host stands in its window then
  QPointer<KeyPrompt> keys_;
  std::function<void(const QString&)> answered_;
};

}  // namespace retold
