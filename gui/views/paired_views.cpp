#include "gui/views/paired_views.h"

#include <QScrollBar>
#include <algorithm>

namespace retold {

PairedViews::PairedViews(TranscriptView& open, TranscriptView& other, QObject* parent)
    : QObject(parent), open_(open), other_(other) {
  for (TranscriptView* view : {&open_, &other_}) {
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this, view] { follow(*view); });
    // A view that brings its cursor into sight moves its bar without a word.
    connect(view, &QPlainTextEdit::updateRequest, this, [this, view](const QRect&, int moved) {
      if (moved != 0) follow(*view);
    });
    connect(view, &QPlainTextEdit::cursorPositionChanged, this,
            [this, view] { moveCurrent(*view); });
  }
}

void PairedViews::pair(std::vector<AlignedTurns> turns, Side other) {
  turns_ = std::move(turns);
  otherSide_ = other;
  current_.reset();
  moveCurrent(open_);
}

void PairedViews::part() {
  turns_.clear();
  current_.reset();
  open_.setMarkedTurns(std::nullopt);
  other_.setMarkedTurns(std::nullopt);
}

TranscriptView& PairedViews::partnerOf(const TranscriptView& view) const {
  return &view == &open_ ? other_ : open_;
}

PairedViews::Range PairedViews::turnsOf(const AlignedTurns& aligned,
                                        const TranscriptView& view) const {
  const bool original = (&view == &other_) == (otherSide_ == Side::Original);
  return original ? Range{aligned.originalBegin, aligned.originalEnd}
                  : Range{aligned.translationBegin, aligned.translationEnd};
}

std::optional<std::size_t> PairedViews::placeOf(std::size_t turn,
                                                const TranscriptView& view) const {
  for (std::size_t i = 0; i < turns_.size(); ++i) {
    const Range range = turnsOf(turns_[i], view);
    if (range.begin <= turn && turn < range.end) return i;
  }
  return std::nullopt;
}

ByteSpan PairedViews::stretch(Range range, const TranscriptView& view) const {
  const Text& text = view.shownDocument()->text();
  const auto beginOf = [&text](std::size_t turn) {
    return turn < text.turns.size() ? text.turns[turn].span.begin
                                    : std::uint64_t{text.content.size()};
  };
  return {beginOf(range.begin), beginOf(range.end)};
}

void PairedViews::moveCurrent(const TranscriptView& moved) {
  if (!isPaired() || !moved.shownDocument()) return;
  const std::optional<std::size_t> turn = moved.turnAtCursor();
  current_ = turn ? placeOf(*turn, moved) : std::nullopt;
  for (TranscriptView* view : {&open_, &other_}) {
    if (!current_) {
      view->setMarkedTurns(std::nullopt);
      continue;
    }
    const Range range = turnsOf(turns_[*current_], *view);
    view->setMarkedTurns(std::pair{range.begin, range.end});
  }
  follow(moved);
}

void PairedViews::follow(const TranscriptView& moved) {
  TranscriptView& partner = partnerOf(moved);
  if (following_ || !isPaired() || !moved.shownDocument() || !partner.shownDocument()) return;
  following_ = true;
  std::optional<int> height;
  if (current_) {
    height = moved.linesBelowTop(stretch(turnsOf(turns_[*current_], moved), moved).begin);
  }
  if (height) {
    partner.scrollTo(stretch(turnsOf(turns_[*current_], partner), partner).begin, *height);
  } else {
    alignTops(moved, partner);
  }
  following_ = false;
}

void PairedViews::alignTops(const TranscriptView& moved, TranscriptView& partner) const {
  const QScrollBar& bar = *moved.verticalScrollBar();
  if (bar.value() == bar.minimum() || bar.value() == bar.maximum()) {
    QScrollBar& theirs = *partner.verticalScrollBar();
    theirs.setValue(bar.value() == bar.minimum() ? theirs.minimum() : theirs.maximum());
    return;
  }
  const std::uint64_t top = moved.topByte();
  const std::optional<std::size_t> turn = moved.turnAt(top);
  const auto place = turn ? placeOf(*turn, moved) : std::nullopt;
  if (!place) return;
  const ByteSpan here = stretch(turnsOf(turns_[*place], moved), moved);
  const ByteSpan there = stretch(turnsOf(turns_[*place], partner), partner);
  const double share = here.empty() || top < here.begin ? 0
                                                        : static_cast<double>(top - here.begin) /
                                                              static_cast<double>(here.size());
  partner.scrollTo(there.begin +
                   static_cast<std::uint64_t>(share * static_cast<double>(there.size())));
}

}  // namespace retold
