#pragma once

#include <QWidget>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "gui/theme.h"
#include "gui/views/coded_passage.h"
#include "gui/views/lanes.h"
#include "gui/views/place_marks.h"

namespace retold {

class TranscriptView;

/// What is counted in the margin of a transcript.
enum class MarginNumbers { None, Turns, Lines };

/// The strip beside a transcript: numbers of turns or lines, page, time and language, a stripe for
/// each coded passage, signs of what is important, noted or feared, an arrow at the current match.
/// A stripe has its place for the whole text: scrolling does not move it. Stands at the side where
/// reading begins.
class Margin final : public QWidget {
  Q_OBJECT
 public:
  explicit Margin(TranscriptView& view);

  void setPlaces(std::vector<PlaceMark> places);
  const std::vector<PlaceMark>& places() const { return places_; }
  void setPassages(std::vector<CodedPassage> passages);
  const std::vector<CodedPassage>& passages() const { return passages_; }
  void setFlags(std::vector<FlaggedPassage> flags);
  const std::vector<FlaggedPassage>& flags() const { return flags_; }
  void setNumbers(MarginNumbers numbers);
  void setCurrent(std::optional<CodingId> coding);
  /// Where nothing else would need the room, none is taken.
  int wantedWidth() const;
  /// Lane of each passage.
  const Lanes& lanes() const { return lanes_; }
  /// Stripe of the passage, in coordinates of the margin; none where it is out of sight or behind
  /// the "+3".
  std::optional<QRectF> stripeOf(std::size_t passage) const;
  struct Number {
    std::uint64_t number;
    QRectF box;
  };
  /// The numbers that are seen and where; of turns that begin in one line only the first, since two
  /// would lie on each other.
  std::vector<Number> numbersInSight() const;
  /// What is said at a point: labels of stripes and signs, else the place.
  QString tipAt(const QPoint& point) const;

 signals:
  void passageChosen(const retold::CodingId& coding);
  void widthChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Sign { Arrow, Star, Note, Flag };
  struct SignPlace {
    Sign sign;
    QRectF box;
    QString label;
    bool open = true;  ///< of flags
  };
  /// Passages behind a "+3": those that overlap each other and have no lane of their own.
  struct Hidden {
    ByteSpan hull;
    std::vector<std::size_t> passages;
  };

  QFont smallFont() const;
  int signsWidth() const;
  int lanesWidth() const;
  int numbersWidth() const;
  int placesWidth() const;
  /// A box by its distance from the far edge, where the text begins, mirrored in right-to-left
  /// windows.
  QRectF boxBefore(qreal distance, qreal top, qreal width, qreal height) const;
  void hideWhatIsTooMuch();
  /// Calls `visit` with each mark whose line is seen, and where that is.
  void eachPlaceInSight(const std::function<void(const PlaceMark&, const QRectF&)>& visit) const;
  std::vector<SignPlace> signsInSight() const;
  QRectF placeOfHidden(const Hidden& hidden) const;
  std::vector<std::size_t> stripesAt(const QPoint& point) const;
  void paintNumbers(QPainter& painter, const Theme& theme) const;
  void paintPlace(QPainter& painter, const PlaceMark& mark, const QRectF& line,
                  const Theme& theme) const;
  void paintStripes(QPainter& painter, const Theme& theme) const;
  void paintSign(QPainter& painter, const SignPlace& place, const Theme& theme) const;

  TranscriptView& view_;
  std::vector<PlaceMark> places_;
  std::vector<CodedPassage> passages_;
  std::vector<FlaggedPassage> flags_;
  Lanes lanes_;
  std::vector<Hidden> hidden_;
  MarginNumbers numbers_ = MarginNumbers::None;
  std::optional<CodingId> current_;
};

}  // namespace retold
