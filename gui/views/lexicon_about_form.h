#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>
#include <vector>

#include "gui/lexicon_desk.h"

namespace retold {

/// What a lexicon says of itself: title, version, authors, sources, and who has reviewed it.
class LexiconAboutForm final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconAboutForm(LexiconDesk& desk, QWidget* parent = nullptr);
  void commit();

 private:
  struct Field {
    const char* key;
    QLineEdit* edit;
  };
  void showCurrent();
  QString review() const;
  void showReviewFields();

  LexiconDesk& desk_;
  std::vector<Field> fields_;
  QComboBox* review_;
  QLineEdit* reviewers_;
  QLabel* reviewHint_;
  QLabel* standing_;
};

}  // namespace retold
