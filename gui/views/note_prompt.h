#pragma once

#include <QFrame>
#include <QLabel>
#include <QPlainTextEdit>

namespace retold {

/// Asks for a note of any length, within the window. Enter stores it, Shift+Enter begins a new
/// line, Escape leaves what was there. What was typed is stored too when one goes elsewhere.
class NotePrompt final : public QFrame {
  Q_OBJECT
 public:
  explicit NotePrompt(QWidget* parent);

  /// Opens near `anchor`, in coordinates of the parent, with what is there already. `name`: of the
  /// field, for screen readers.
  void ask(const QRect& anchor, const QString& what, const QString& name, const QString& text);

 signals:
  /// Only where another text stands there than before.
  void given(const QString& text);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void leave(bool store);

  QLabel* what_;
  QPlainTextEdit* text_;
  QString before_;
};

}  // namespace retold
