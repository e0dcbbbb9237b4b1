#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QWidget>

#include "gui/lexicon_desk.h"

namespace retold {

/// The fields of one term, or of a section or a new term. What is typed is checked at once; it goes
/// into the lexicon when a field is left or Enter is pressed.
class LexiconTermForm final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconTermForm(LexiconDesk& desk, QWidget* parent = nullptr);

  /// Asks for a new term of the section that is looked at.
  void beginTerm();
  /// Puts what stands in the fields into the lexicon.
  void commit();
  QString fault() const { return fault_->text(); }

 signals:
  /// The term as it stands in the field; `owner`: the concept it is of, "" for none. Both empty
  /// where there is no term.
  void typed(const QString& expression, const QString& owner);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  enum class Shows { Nothing, Section, Term, NewTerm };
  void layOut();
  void showSelected();
  void showFields(const TermText& text);
  void check();
  QString owner() const;
  TermText typedText() const;

  LexiconDesk& desk_;
  Shows shows_ = Shows::Nothing;
  TermText before_;
  std::uint32_t line_ = 0;
  int lexicon_ = -1;
  QLabel* where_;
  QLabel* termLabel_;
  QLineEdit* term_;
  QLabel* fault_;
  QLineEdit* gloss_;
  QLabel* noteLabel_;
  QPlainTextEdit* note_;
  QPushButton* add_;
  QPushButton* remove_;
};

}  // namespace retold
