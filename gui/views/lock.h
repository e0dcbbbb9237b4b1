#pragma once

#include <QAction>
#include <QKeySequence>
#include <QLabel>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <vector>

namespace retold {

/// Hides every window of the program at once, with what its title says, until one key is pressed.
/// It keeps curious eyes away; it is no password and encrypts nothing. While it hides, no other key
/// and no click reaches the program; what runs in the background goes on.
class Lock final : public QObject {
  Q_OBJECT
 public:
  explicit Lock(QObject* parent = nullptr);
  ~Lock() override;

  bool isLocked() const { return locked_; }
  void lock();
  void unlock();

  /// The key that brings everything back: one key, with or without modifiers.
  void setKey(const QKeySequence& key) { key_ = key; }
  const QKeySequence& key() const { return key_; }

  /// Its keys lock also where it is out of reach itself: while a dialog has the keyboard.
  void setAction(const QAction* action) { action_ = action; }

  /// Locks by itself when nothing was typed or clicked for so long; 0 = never.
  void setIdleLimit(int minutes);
  /// What time it is, in milliseconds from anywhere; the system's clock where nothing else is set.
  void setClock(std::function<qint64()> clock);
  /// Locks where the limit has passed. Called by a timer every few seconds.
  void lockIfIdle();

 signals:
  void lockedChanged(bool locked);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// A window as it was before.
  struct Hidden {
    QPointer<QWidget> window;
    QString title;
    std::vector<QPointer<QWidget>> children;  ///< that were seen
    QPointer<QWidget> cover;
    QPointer<QWidget> focus;
  };
  void hide(QWidget* window);
  bool isHiddenAlready(const QWidget* window) const;

  bool locked_ = false;
  QKeySequence key_{Qt::Key_F12};
  QPointer<const QAction> action_;
  int idleLimit_ = 0;
  std::function<qint64()> clock_;
  qint64 lastInput_ = 0;
  QTimer idle_;
  std::vector<Hidden> hidden_;
};

}  // namespace retold
