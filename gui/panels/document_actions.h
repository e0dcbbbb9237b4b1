#pragma once

#include <QAction>
#include <QObject>

#include "gui/session.h"
#include "gui/views/transcript_view.h"

namespace retold {

/// What a reader says of a document in place of what was guessed: the language of a passage, that
/// it is a translation, what a form prints. Asks where something has to be chosen. Session and view
/// must outlive it.
class DocumentActions final : public QObject {
  Q_OBJECT
 public:
  DocumentActions(Session& session, TranscriptView& view, QObject* parent);

  void askLanguageOfPassage();
  void askLanguageOfDocument();
  void askOriginal();
  /// The sentence at the cursor is boilerplate, or is not.
  void markSentence(bool boilerplate);
  /// The sentence at the cursor, as it stands; empty where there is none.
  std::string sentence() const;
  /// True where the sentence at the cursor counts as boilerplate.
  bool isBoilerplate() const;
  /// What is known of a place of a form, for a tool tip.
  QString tip(std::uint64_t byte) const;

 private:
  /// What is selected, else the turn at the cursor.
  std::optional<ByteSpan> passage() const;
  void askLanguage(const QString& what, std::optional<ByteSpan> passage);

  Session& session_;
  TranscriptView& view_;
};

}  // namespace retold
