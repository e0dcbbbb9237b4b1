#include "gui/views/find_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/display_text.h"

namespace retold {

namespace {

constexpr std::size_t kMost = 10'000;

/// As many units, so that positions stay.
QString alike(QString text) {
  for (QChar& unit : text) {
    switch (unit.unicode()) {
      case 0x00A0:
      case 0x202F:
      case u'\t':
      case u'\n':
        unit = u' ';
        break;
      case 0x2018:
      case 0x2019:
      case 0x02BC:
        unit = u'\'';
        break;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x00AB:
      case 0x00BB:
        unit = u'"';
        break;
      default:
        break;
    }
  }
  return text;
}

}  // namespace

std::vector<ByteSpan> findTyped(std::string_view content, const QString& typed, std::size_t most) {
  std::vector<ByteSpan> places;
  if (typed.isEmpty()) return places;
  const QString text = alike(displayText(content));
  QStringList forms{alike(typed)};
  for (const auto form : {QString::NormalizationForm_C, QString::NormalizationForm_D}) {
    const QString other = alike(typed.normalized(form));
    if (!forms.contains(other)) forms << other;
  }
  std::vector<Utf16Span> found;
  for (const QString& form : forms) {
    qsizetype at = text.indexOf(form, 0, Qt::CaseInsensitive);
    for (std::size_t count = 0; at >= 0 && count < most; ++count) {
      found.push_back(
          {static_cast<std::uint64_t>(at), static_cast<std::uint64_t>(at + form.size())});
      at = text.indexOf(form, at + form.size(), Qt::CaseInsensitive);
    }
  }
  std::sort(found.begin(), found.end());
  const OffsetMap offsets(content);
  for (const Utf16Span& units : found) {
    const ByteSpan span = offsets.toBytes(units);
    if (places.size() < most && (places.empty() || places.back().end <= span.begin)) {
      places.push_back(span);
    }
  }
  return places;
}

FindBar::FindBar(TranscriptView& view, QWidget* parent)
    : QWidget(parent), view_(view), typed_(new QLineEdit), count_(new QLabel) {
  typed_->setPlaceholderText(tr("Find in this document"));
  typed_->setAccessibleName(tr("Find in this document"));
  typed_->setClearButtonEnabled(true);
  count_->setAccessibleName(tr("Places found"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 2, 10, 2);
  row->addWidget(typed_, 1);
  row->addWidget(count_);
  const auto button = [&](const QString& text, const QString& name, auto what) {
    auto* made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(name);
    made->setToolTip(name);
    connect(made, &QToolButton::clicked, this, what);
    row->addWidget(made);
  };
  button(QStringLiteral("↑"), tr("Find the one before (Shift+F3)"), [this] { step(true); });
  button(QStringLiteral("↓"), tr("Find the next one (F3)"), [this] { step(false); });
  button(QStringLiteral("✕"), tr("Close the find bar (Esc)"), [this] { close(); });
  connect(typed_, &QLineEdit::textChanged, this, &FindBar::search);
  connect(typed_, &QLineEdit::returnPressed, this, [this] { step(false); });
  auto* before = new QAction(this);
  before->setShortcut(QKeyCombination(Qt::ShiftModifier, Qt::Key_Return));
  before->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(before, &QAction::triggered, this, [this] { step(true); });
  addAction(before);
  auto* leave = new QAction(this);
  leave->setShortcut(Qt::Key_Escape);
  leave->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(leave, &QAction::triggered, this, &FindBar::close);
  addAction(leave);
  hide();
}

void FindBar::open() {
  show();
  typed_->setFocus(Qt::ShortcutFocusReason);
  typed_->selectAll();
  search();
}

void FindBar::close() {
  hide();
  view_.setFound({});
  view_.setFocus();
}

void FindBar::refresh() {
  if (isVisible()) search();
}

void FindBar::search() {
  places_.clear();
  more_ = false;
  if (const auto document = view_.shownDocument()) {
    places_ = findTyped(document->text().content, typed_->text(), kMost + 1);
    more_ = places_.size() > kMost;
    if (more_) places_.pop_back();
  }
  view_.setFound(places_);
  showCount();
}

void FindBar::showCount(const QString& more) {
  const auto number = [](std::size_t value) {
    return QLocale().toString(static_cast<qulonglong>(value));
  };
  if (typed_->text().isEmpty() || !view_.shownDocument()) {
    count_->clear();
    return;
  }
  if (places_.empty()) {
    count_->setText(tr("not found"));
    return;
  }
  const std::optional<ByteSpan> selected = view_.selectedPassage();
  const auto at = selected ? std::find(places_.begin(), places_.end(), *selected) : places_.end();
  const QString all =
      more_ ? tr("more than %1").arg(number(places_.size())) : number(places_.size());
  QString text =
      at == places_.end()
          ? counted(places_.size(), tr("1 place"), tr("%1 places"))
          : tr("%1 of %2").arg(number(static_cast<std::size_t>(at - places_.begin()) + 1), all);
  if (at == places_.end() && more_) text = tr("%1 places").arg(all);
  count_->setText(more.isEmpty() ? text : QStringLiteral("%1 · %2").arg(text, more));
}

void FindBar::step(bool backwards) {
  if (!isVisible()) {
    open();
    return;
  }
  if (places_.empty()) return;
  const std::uint64_t at = view_.byteAtCursor();
  const ByteSpan from = view_.selectedPassage().value_or(ByteSpan{at, at});
  QString around;
  auto place = backwards
                   ? std::partition_point(places_.begin(), places_.end(),
                                          [&](ByteSpan each) { return each.begin < from.begin; })
                   : std::partition_point(places_.begin(), places_.end(), [&](ByteSpan each) {
                       return each.begin < from.end || (from.empty() && each.begin < from.begin);
                     });
  if (backwards) {
    if (place == places_.begin()) {
      around = tr("from the end again");
      place = places_.end();
    }
    --place;
  } else if (place == places_.end()) {
    around = tr("from the start again");
    place = places_.begin();
  }
  view_.reveal(*place);
  view_.select(*place);
  showCount(around);
}

}  // namespace retold
