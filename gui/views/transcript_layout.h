#pragma once

#include <QPlainTextDocumentLayout>
#include <QTextLayout>
#include <functional>

namespace retold {

/// The layout of a transcript: paragraphs that are read from the right stand at the right, and the
/// letters of a paragraph get their formats when it is laid out for the first time, so that a long
/// text costs only what is seen of it.
class TranscriptLayout final : public QPlainTextDocumentLayout {
  Q_OBJECT
 public:
  using Formats = std::function<QList<QTextLayout::FormatRange>(const QTextBlock&)>;
  using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

  /// `formats` gives those of a paragraph, by positions within it.
  void setFormats(Formats formats) { formats_ = std::move(formats); }
  /// What `formats` gives is another thing from now on.
  void formatAnew();

  QRectF blockBoundingRect(const QTextBlock& block) const override;

 private:
  Formats formats_;
  int revision_ = 0;  ///< kept with each paragraph that has its formats
};

}  // namespace retold
