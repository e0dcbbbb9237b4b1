#include "gui/views/place_marks.h"

#include <QCoreApplication>
#include <algorithm>

#include "gui/strings.h"
#include "queries/document/summary.h"

namespace retold {

namespace {

class Marker {
  Q_DECLARE_TR_FUNCTIONS(retold::Marker)
 public:
  Marker(const Text& text, const std::string& mainLanguage)
      : text_(text), main_(mainLanguage), rows_(placeWord(text.reader) == "row") {}

  std::vector<PlaceMark> marks() {
    for (const Turn& turn : text_.turns) {
      add(ofTurn(turn));
      addPagesWithin(turn);
      addLanguagesWithin(turn);
    }
    std::stable_sort(marks_.begin(), marks_.end(),
                     [](const PlaceMark& a, const PlaceMark& b) { return a.byte < b.byte; });
    return std::move(marks_);
  }

 private:
  void add(PlaceMark mark) {
    if (!mark.place.isEmpty() || !mark.language.isEmpty()) marks_.push_back(std::move(mark));
  }

  QString shortPlace(std::uint32_t page) const {
    return (rows_ ? tr("row %1") : tr("p. %1")).arg(page);
  }
  QString longPlace(std::uint32_t page) const {
    return (rows_ ? tr("row %1 of the original") : tr("page %1 of the original")).arg(page);
  }

  PlaceMark ofTurn(const Turn& turn) const {
    PlaceMark mark;
    mark.byte = turn.span.begin;
    QStringList place;
    QStringList whole;
    if (turn.page) {
      place << shortPlace(*turn.page);
      whole << longPlace(*turn.page);
    }
    if (turn.startMilliseconds) {
      const QString start = toQString(clockTime(*turn.startMilliseconds));
      place << start;
      whole << (turn.endMilliseconds
                    ? tr("%1 to %2").arg(start, toQString(clockTime(*turn.endMilliseconds)))
                    : start);
    }
    if (const LanguageSpan* language = languageAt(turn.body)) say(*language, mark, whole);
    mark.place = place.join(QStringLiteral(" · "));
    mark.whole = whole.join(QLatin1Char('\n'));
    return mark;
  }

  /// The one that most of the turn is in.
  const LanguageSpan* languageAt(ByteSpan body) const {
    const LanguageSpan* most = nullptr;
    std::uint64_t largest = 0;
    for (auto at = firstEndingAfter(body.begin);
         at != text_.languages.end() && at->span.begin < body.end; ++at) {
      const std::uint64_t size =
          std::min(at->span.end, body.end) - std::max(at->span.begin, body.begin);
      if (size <= largest) continue;
      largest = size;
      most = &*at;
    }
    return most;
  }

  std::vector<LanguageSpan>::const_iterator firstEndingAfter(std::uint64_t byte) const {
    return std::partition_point(text_.languages.begin(), text_.languages.end(),
                                [byte](const LanguageSpan& span) { return span.span.end <= byte; });
  }

  void say(const LanguageSpan& span, PlaceMark& mark, QStringList& whole) const {
    if (span.language.empty() || span.language == "und") return;
    whole << (span.corrected ? tr("%1, said by a person").arg(languageInWords(span.language))
                             : tr("%1, guessed, %2 sure")
                                   .arg(languageInWords(span.language), percent(span.confidence)));
    if (span.language != main_) mark.language = toQString(span.language);
  }

  void addPagesWithin(const Turn& turn) {
    const auto first = std::upper_bound(text_.pageStarts.begin(), text_.pageStarts.end(),
                                        std::max(turn.span.begin, turn.body.begin));
    for (auto at = first; at != text_.pageStarts.end() && *at < turn.span.end; ++at) {
      const auto page = static_cast<std::uint32_t>(at - text_.pageStarts.begin() + 1);
      add({*at, shortPlace(page), {}, longPlace(page)});
    }
  }

  /// Only where a turn holds several languages.
  void addLanguagesWithin(const Turn& turn) {
    for (auto at = firstEndingAfter(turn.body.begin);
         at != text_.languages.end() && at->span.begin < turn.body.end; ++at) {
      if (at->span.begin <= turn.body.begin) continue;
      PlaceMark mark;
      mark.byte = at->span.begin;
      QStringList whole;
      say(*at, mark, whole);
      mark.whole = whole.join(QLatin1Char('\n'));
      add(std::move(mark));
    }
  }

  const Text& text_;
  const std::string& main_;
  bool rows_;
  std::vector<PlaceMark> marks_;
};

}  // namespace

std::vector<PlaceMark> placeMarks(const Text& text, const std::string& mainLanguage) {
  return Marker(text, mainLanguage).marks();
}

}  // namespace retold
