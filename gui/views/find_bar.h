#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QWidget>
#include <vector>

#include "gui/views/transcript_view.h"

namespace retold {

/// Looks for words in one transcript: letter for letter, but for upper and lower case, the kind of
/// spaces, quotation marks and apostrophes, and how accents are written. All places are marked and
/// counted. The view must outlive it.
class FindBar final : public QWidget {
  Q_OBJECT
 public:
  FindBar(TranscriptView& view, QWidget* parent = nullptr);

  /// Shows it with the keyboard in its field.
  void open();
  void close();
  /// To the next place behind the cursor or the one before it; around the ends of the text.
  void step(bool backwards);
  /// Looks again: the view shows another text.
  void refresh();
  const std::vector<ByteSpan>& places() const { return places_; }

 private:
  void search();
  void showCount(const QString& more = {});

  TranscriptView& view_;
  QLineEdit* typed_;
  QLabel* count_;
  std::vector<ByteSpan> places_;
  bool more_ = false;  ///< than are listed
};

/// Where `typed` stands in a text, as FindBar finds it: in order, not overlapping, at most `most`.
std::vector<ByteSpan> findTyped(std::string_view content, const QString& typed, std::size_t most);

}  // namespace retold
