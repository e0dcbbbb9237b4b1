#include "gui/views/filter_bar.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>

#include "gui/models/attribute_cells.h"
#include "gui/panel.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/chooser.h"

namespace retold {

namespace {

using Kind = FilterCondition::Kind;

constexpr const char* kRemembered = "filter/conditions";
constexpr int kEdge = 10;
constexpr int kWidestChip = 320;

/// A condition on one line; the fields are parted by a character that no name holds.
constexpr QChar kParting(0x1F);

QString toLine(const FilterCondition& condition) {
  return QStringList{QString::number(static_cast<int>(condition.kind)), toQString(condition.name),
                     toQString(condition.value), condition.isNot ? "not" : ""}
      .join(kParting);
}

std::optional<FilterCondition> fromLine(const QString& line) {
  const QStringList fields = line.split(kParting);
  bool isNumber = false;
  const int kind = fields.value(0).toInt(&isNumber);
  if (fields.size() != 4 || !isNumber || kind < 0 || kind > static_cast<int>(Kind::Verdict)) {
    return std::nullopt;
  }
  return FilterCondition{static_cast<Kind>(kind), toUtf8(fields[1]), toUtf8(fields[2]),
                         !fields[3].isEmpty()};
}

/// Whether a change of these parts may let other documents pass.
bool dependsOn(const Filter& filter, Parts parts) {
  if (parts & Part::Documents) return true;
  return std::any_of(filter.conditions.begin(), filter.conditions.end(),
                     [&](const FilterCondition& condition) {
                       switch (condition.kind) {
                         case Kind::Attribute:
                           return bool(parts & Part::Cases);
                         case Kind::Code:
                           return bool(parts & (Part::Codings | Part::Codebook));
                         case Kind::Verdict:
                           return bool(parts & (Part::Decisions | Part::Cases));
                         case Kind::Language:
                         case Kind::Folder:
                           return false;
                       }
                       return true;
                     });
}

}  // namespace

QString conditionInWords(const FilterCondition& condition, Session& session) {
  if (!session.hidesText()) return onOneLine(toQString(toText(condition)));
  std::vector<AttributeDefinition> definitions;
  session.read([&](const Storage& storage) { definitions = storage.attributeDefinitions(); });
  FilterCondition seen = condition;
  if (isFreeText(condition, definitions)) seen.value = toUtf8(FilterBar::tr("text hidden"));
  return onOneLine(toQString(toText(seen)));
}

/// One condition: a button that says it, and a cross.
class FilterBar::Chip final : public QWidget {
 public:
  Chip(const QString& words, FilterBar& bar, int index) : QWidget(&bar) {
    auto* label = new QPushButton(this);
    label->setObjectName(QStringLiteral("condition"));
    label->setFlat(true);
    const QString cut = label->fontMetrics().elidedText(words, Qt::ElideMiddle, kWidestChip);
    label->setText(onButton(cut));
    label->setAccessibleName(tr("Filter: %1").arg(words));
    label->setAccessibleDescription(
        tr("Delete takes it away; Enter shows what else can be done with it"));
    label->setToolTip(words);
    label->installEventFilter(&bar);
    connect(label, &QPushButton::clicked, &bar, [this, &bar, index, label] {
      QMenu menu;
      menu.addAction(tr("Turn round (“is not”)"), &bar, [&bar, index] { bar.negate(index); });
      menu.addAction(tr("Take away\tDel"), &bar, [&bar, index] { bar.remove(index); });
      menu.exec(label->mapToGlobal(label->rect().bottomLeft()));
    });
    auto* cross = new QToolButton(this);
    cross->setText(QStringLiteral("✕"));
    cross->setAutoRaise(true);
    cross->setFocusPolicy(Qt::NoFocus);  // Delete does the same
    cross->setAccessibleName(tr("Take away the filter: %1").arg(words));
    cross->setToolTip(tr("Take away"));
    connect(cross, &QToolButton::clicked, &bar, [&bar, index] { bar.remove(index); });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 2, 0);
    row->setSpacing(0);
    row->addWidget(label);
    row->addWidget(cross);
    setFocusProxy(label);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(focusProxy()->hasFocus() ? QPen(theme.accent, 2) : QPen(theme.line, 1));
    painter.setBrush(theme.toneGround(Tone::Accent));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
  }
};

FilterBar::FilterBar(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      line_(new FlowLayout(this)),
      count_(new QLabel),
      add_(new QPushButton(tr("Add filter…"))),
      clear_(new QPushButton(tr("Clear"))) {
  setObjectName(QStringLiteral("filterBar"));
  setAccessibleName(tr("Which documents are looked at"));
  line_->setContentsMargins(kEdge, 3, kEdge, 3);
  line_->setSpacing(6);
  count_->setObjectName(QStringLiteral("filterCount"));
  count_->setTextFormat(Qt::PlainText);
  add_->setObjectName(QStringLiteral("addFilter"));
  add_->setFlat(true);
  add_->setAccessibleDescription(tr("Shows only the documents that have what you choose"));
  clear_->setFlat(true);
  clear_->setObjectName(QStringLiteral("clearFilter"));
  clear_->setAccessibleDescription(tr("Shows all documents again"));
  for (QWidget* widget : {static_cast<QWidget*>(count_), static_cast<QWidget*>(add_),
                          static_cast<QWidget*>(clear_)}) {
    line_->addWidget(widget);
  }
  setFocusProxy(add_);
  connect(add_, &QPushButton::clicked, this, &FilterBar::chooseCondition);
  connect(clear_, &QPushButton::clicked, this, &FilterBar::clear);
  connect(&session_, &Session::projectChanged, this, &FilterBar::showProject);
  connect(&session_, &Session::changed, this, &FilterBar::noticeChange);
  connect(&session_, &Session::filterChanged, this, [this] {
    finding_ = failed_ = false;
    showFilter();
  });
  connect(&session_, &Session::textHidingChanged, this, &FilterBar::makeChips);
  connect(&session_, &Session::failed, this, [this] {
    if (!finding_) return;
    failed_ = true;
    showCount();
  });
  showProject();
}

void FilterBar::showProject() {
  choosing_.reset();
  choices_.reset();
  finding_ = failed_ = false;
  setVisible(session_.isOpen());
  if (!session_.isOpen()) return;
  readTotal();
  Filter kept;
  for (const QString& line : session_.remembered(QLatin1String(kRemembered)).toStringList()) {
    if (const auto condition = fromLine(line)) kept.conditions.push_back(*condition);
  }
  if (kept.empty()) {
    showFilter();
  } else {
    take(kept);
  }
}

void FilterBar::readTotal() {
  session_.read([this](const Storage& storage) {
    leftOut_ = storage.exclusions().size();
    total_ = storage.documentCount() - leftOut_;
  });
}

void FilterBar::noticeChange(Parts parts) {
  if (parts & (Part::Documents | Part::Cases | Part::Codings | Part::Codebook | Part::Decisions)) {
    choices_.reset();
  }
  if (parts & Part::Documents) readTotal();
  if (!session_.filter().empty() && dependsOn(session_.filter(), parts)) {
    take(session_.filter());
  } else {
    showCount();
  }
}

void FilterBar::take(Filter filter) {
  QStringList lines;
  for (const FilterCondition& condition : filter.conditions) lines << toLine(condition);
  session_.remember(QLatin1String(kRemembered), lines);
  finding_ = !filter.empty();
  failed_ = false;
  session_.setFilter(std::move(filter));
  showFilter();
}

void FilterBar::clear() {
  if (!session_.isOpen()) return;
  if (!session_.filter().empty()) take({});
  session_.say(tr("All documents are looked at"));
}

void FilterBar::add(const FilterCondition& condition) {
  Filter filter = session_.filter();
  if (std::find(filter.conditions.begin(), filter.conditions.end(), condition) !=
      filter.conditions.end()) {
    session_.say(tr("This filter is there already: %1").arg(inWords(condition)));
    return;
  }
  filter.conditions.push_back(condition);
  take(std::move(filter));
}

void FilterBar::remove(int index) {
  Filter filter = session_.filter();
  if (index < 0 || index >= static_cast<int>(filter.conditions.size())) return;
  const bool hadFocus = chips_[static_cast<std::size_t>(index)]->focusProxy()->hasFocus();
  filter.conditions.erase(filter.conditions.begin() + index);
  take(std::move(filter));
  if (!hadFocus) return;
  QWidget* next =
      chips_.empty()
          ? static_cast<QWidget*>(add_)
          : chips_[std::min<std::size_t>(static_cast<std::size_t>(index), chips_.size() - 1)];
  next->setFocus();
}

void FilterBar::negate(int index) {
  Filter filter = session_.filter();
  if (index < 0 || index >= static_cast<int>(filter.conditions.size())) return;
  FilterCondition& condition = filter.conditions[static_cast<std::size_t>(index)];
  condition.isNot = !condition.isNot;
  take(std::move(filter));
  chips_[static_cast<std::size_t>(index)]->setFocus();
}

void FilterBar::showFilter() {
  makeChips();
  clear_->setVisible(!session_.filter().empty());
  showCount();
}

void FilterBar::makeChips() {
  QStringList words;
  for (const FilterCondition& condition : session_.filter().conditions) {
    words << inWords(condition);
  }
  QStringList shown;
  for (const QWidget* chip : chips_) shown << chip->focusProxy()->toolTip();
  if (words == shown) return;
  for (QWidget* chip : chips_) {
    line_->removeWidget(chip);
    chip->hide();
    chip->deleteLater();
  }
  chips_.clear();
  for (int i = 0; i < words.size(); ++i) {
    auto* chip = new Chip(words[i], *this, i);
    line_->insertWidget(1 + i, chip);
    chip->show();
    chips_.push_back(chip);
  }
  QWidget* before = count_;
  for (QWidget* chip : chips_) {
    setTabOrder(before, chip);
    before = chip;
  }
  setTabOrder(before, add_);
  updateGeometry();
}

void FilterBar::showCount() {
  const QString all = counted(total_, tr("1 document"), tr("%1 documents"));
  QString text;
  if (session_.filter().empty()) {
    text = total_ == 1 ? tr("The only document") : tr("All %1").arg(all);
  } else if (failed_) {
    text = tr("Not known which of %1 pass").arg(all);
  } else if (finding_ || !session_.passing()) {
    text = tr("Finding the documents that pass, of %1…").arg(all);
  } else {
    text = tr("%1 of %2").arg(grouped(session_.passing()->size()), all);
  }
  if (total_ == 0) text = tr("No documents yet");
  count_->setText(text);
  count_->setAccessibleName(text);
  count_->setToolTip(
      leftOut_ == 0 ? QString()
                    : tr("Not counted: %1 that were left out by a user").arg(grouped(leftOut_)));
  line_->invalidate();
}

QString FilterBar::inWords(const FilterCondition& condition) const {
  if (condition.kind == Kind::Code) {
    QString label = toQString(condition.value);
    for (const Code& code : session_.codebook().codes) {
      if (code.name == condition.value && !code.label.empty()) label = toQString(code.label);
    }
    return (condition.isNot ? tr("not tagged with %1") : tr("tagged with %1")).arg(label);
  }
  if (condition.kind == Kind::Verdict && condition.name == Session::kQuestion) {
    FilterCondition shorter = condition;
    shorter.name = toUtf8(tr("decision"));
    return toQString(toText(shorter));
  }
  return conditionInWords(condition, session_);
}

void FilterBar::chooseCondition() {
  if (!session_.isOpen() || choosing_.isRunning()) return;
  if (choices_) {
    offer(*choices_);
    return;
  }
  add_->setText(tr("Looking what there is…"));
  choosing_ = session_.start<std::vector<FilterChoice>>(
      [](const Storage& storage, Progress& progress) {
        return filterChoices(storage, Session::kQuestion, progress);
      },
      [this](const std::vector<FilterChoice>& found) {
        add_->setText(tr("Add filter…"));
        choices_ = std::make_shared<const std::vector<FilterChoice>>(found);
        offer(*choices_);
      },
      [this](const Problem& problem) {
        add_->setText(tr("Add filter…"));
        emit session_.failed(problem);
      });
}

void FilterBar::offer(const std::vector<FilterChoice>& all) {
  QStringList lines;
  std::vector<FilterChoice> choices = all;
  if (session_.hidesText()) {
    std::vector<AttributeDefinition> definitions;
    session_.read(
        [&definitions](const Storage& storage) { definitions = storage.attributeDefinitions(); });
    std::erase_if(choices, [&](const FilterChoice& choice) {
      return isFreeText(choice.condition, definitions);
    });
  }
  for (const FilterChoice& choice : choices) {
    const QString documents = counted(choice.documents, tr("1 document"), tr("%1 documents"));
    QString line = inWords(choice.condition);
    if (choice.condition.kind == Kind::Code) {
      line += QStringLiteral(" (%1)").arg(toQString(choice.condition.value));
    }
    lines << tr("%1 · %2", "a condition, and how many documents meet it").arg(line, documents);
  }
  if (lines.isEmpty()) {
    session_.say(tr("There are no documents to choose from"));
    return;
  }
  auto* chooser =
      new Chooser(tr("Add a filter"), tr("Look only at documents where"), lines, window());
  chooser->setObjectName(QStringLiteral("filterChooser"));
  chooser->setHint(tr("Type a part of an attribute, a value, a language, a folder or a code"));
  auto* isNot = new QCheckBox(tr("The opposite: only documents where this is &not so"));
  chooser->addBelow(isNot);
  connect(chooser, &Chooser::chosen, this, [this, isNot, choices](int line) {
    FilterCondition condition = choices[static_cast<std::size_t>(line)].condition;
    condition.isNot = isNot->isChecked();
    add(condition);
  });
  connect(chooser, &Chooser::typedOther, this,
          [this](const QString& typed) { session_.say(tr("No document has “%1”").arg(typed)); });
  chooser->show();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
    if (auto* chip = qobject_cast<QWidget*>(watched->parent())) chip->update();
  }
  const bool isOverride = event->type() == QEvent::ShortcutOverride;
  if (!isOverride && event->type() != QEvent::KeyPress) return false;
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Delete && key != Qt::Key_Backspace) return false;
  if (isOverride) {  // the key belongs to the chip, not to a page
    event->accept();
    return true;
  }
  for (std::size_t i = 0; i < chips_.size(); ++i) {
    if (chips_[i]->focusProxy() != watched) continue;
    remove(static_cast<int>(i));
    return true;
  }
  return false;
}

}  // namespace retold
