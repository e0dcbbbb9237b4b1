#pragma once

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <optional>
#include <vector>

#include "model/codebook.h"

namespace retold {

/// The fields of one code. What was typed is wanted() when a field is left, also by Escape; a
/// choice when it is made. Where that is refused, Escape once more takes back what was typed.
class CodeEditor final : public QWidget {
  Q_OBJECT
 public:
  explicit CodeEditor(QWidget* parent = nullptr);

  /// Another code; or the same as it is stored now: what is being typed in it stays.
  void show(const Code& code, bool editable);
  /// As it stands in the fields.
  Code typed() const;
  bool isEdited() const;
  /// Emits wanted() where something was typed that is not stored.
  void save();
  void focusLabel();

 signals:
  /// To be stored; show() comes back with it.
  void wanted(const retold::Code& code);
  /// Escape: the keyboard goes back to where one came from.
  void left();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// A check box for one of a code's stages or levels.
  struct Mark {
    std::string value;
    QCheckBox* box;
  };
  QLineEdit* makeLine(const QString& name);
  QPlainTextEdit* makeText(const QString& name, const QString& hint, int lines);
  QWidget* makeColours();
  QWidget* makeMarks(const QString& name, std::vector<Mark>& marks,
                     const std::vector<std::pair<const char*, QString>>& values);
  void fill(const Code& code);
  void paintColours(const Code& code);
  static std::vector<std::string> ticked(const std::vector<Mark>& marks,
                                         const std::vector<std::string>& before);

  void leave();

  Code shown_;
  std::optional<Code> refused_;  ///< as it was typed when Escape could not store it
  bool filling_ = false;
  QLineEdit* label_;
  QLineEdit* name_;
  QComboBox* kind_;
  QButtonGroup* colours_;
  QPlainTextEdit* definition_;
  QPlainTextEdit* include_;
  QPlainTextEdit* exclude_;
  std::vector<Mark> stages_;
  std::vector<Mark> levels_;
};

}  // namespace retold
