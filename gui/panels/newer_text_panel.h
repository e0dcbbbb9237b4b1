#pragma once

#include <QComboBox>
#include <QPushButton>
#include <memory>

#include "gui/models/transfer_list.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/card_list_view.h"
#include "gui/views/text_pair.h"

namespace retold {

/// The codings that stand on older texts of their documents. Each is accepted where it is found in
/// the newer text, moved to a passage that the researcher selects there, or dropped; those that
/// nobody needs to look at are accepted together, after they were shown.
class NewerTextPanel final : public Panel {
  Q_OBJECT
 public:
  NewerTextPanel(Session& session, QWidget* parent);

 signals:
  /// How many wait in the project, once that is known.
  void countKnown(quint64 waiting);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void layOut();
  QWidget* makePreview();
  void addActions();
  void find();
  void receive(std::vector<Transfer> found);
  void list();
  void showBase();
  void showCurrent();
  const Transfer* current() const;
  void accept();
  void move();
  void drop();
  void openCurrent();
  void previewPlain(bool preview);
  void acceptPlain();
  std::vector<Transfer> plain() const;
  /// Takes these from the list at once; the next look at the project says the same.
  void forget(const std::vector<Transfer>& done);
  bool change(const std::vector<Transfer>& transfers, const std::function<void(Storage&)>& work,
              const QString& line);
  void typed(const QString& letter);
  void showPossible();
  std::shared_ptr<const OpenDocument> opened(const Storage& storage, DocumentId id, TextId text);

  Session& session_;
  std::vector<Transfer> all_;  ///< of documents that pass the filter
  std::uint64_t waiting_ = 0;  ///< in the project
  TransferList* model_;
  QComboBox* shown_;
  QuietLabel* base_;
  CardListView* list_;
  TextPair* texts_;
  QWidget* preview_;
  QLabel* previewLine_;
  QWidget* buttons_;
  QAction* accept_ = nullptr;
  QAction* move_ = nullptr;
  QAction* drop_ = nullptr;
  QAction* open_ = nullptr;
  QAction* plain_ = nullptr;
  JobHandle finding_;
  bool stale_ = true;
  bool known_ = false;  ///< the project was looked through since it was opened
  std::shared_ptr<const OpenDocument> older_;
  std::shared_ptr<const OpenDocument> newer_;
};

}  // namespace retold
