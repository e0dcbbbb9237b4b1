#pragma once

#include <QObject>
#include <memory>

#include "gui/session.h"
#include "queries/lexicon/term_preview.h"

namespace retold {

/// Looks in the project for terms as somebody types them: one thread with a Storage that stays
/// open, so that an answer costs no opening. A wish takes the place of the one before it, whose
/// answers do not come any more. Lives in the GUI's thread.
class TermSeeker final : public QObject {
  Q_OBJECT
 public:
  explicit TermSeeker(Session& session, QObject* parent = nullptr);
  ~TermSeeker() override;

  /// `expression` was checked against `lexicon` without a fault.
  void seek(std::shared_ptr<const Lexicon> lexicon, TermExpression expression);
  /// Wants nothing any more.
  void stop();
  bool isSeeking() const { return seeking_; }

 signals:
  /// What is known so far, several times for one wish; the last one is counted to the end.
  void found(const retold::TermPreview& preview);

 private:
  struct Wish;
  struct Letterbox;
  class Interruptible;
  void begin();
  void end();

  Session& session_;
  std::shared_ptr<Letterbox> letters_;
  JobHandle job_;
  bool seeking_ = false;
};

}  // namespace retold

Q_DECLARE_METATYPE(retold::TermPreview)
