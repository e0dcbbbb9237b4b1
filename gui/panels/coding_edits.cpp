// What is done with the coding that is current.
#include <algorithm>

#include "gui/panels/coding_actions.h"
#include "gui/strings.h"
#include "queries/tag/editing.h"

namespace retold {

void CodingActions::changeCurrent(const std::function<Coding(Storage&, const Coding&)>& work,
                                  const std::function<QString(const Coding&)>& said) {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding) {
    session_.say(tr("Put the cursor into a tagged passage first, or choose a coding in the list"));
    return;
  }
  Coding now;
  if (!session_.change(Part::Codings, [&](Storage& storage) { now = work(storage, *coding); })) {
    return;
  }
  session_.setCurrentCoding(now.id);
  session_.say(said(now));
}

void CodingActions::toggleImportant() {
  changeCurrent(
      [this](Storage& storage, const Coding& coding) {
        return setImportant(storage, coding, !coding.important, toUtf8(session_.coder()));
      },
      [this](const Coding& coding) {
        const QString quote = inQuotes(coding.quote);
        return coding.important ? tr("%1 on %2 is marked important").arg(codeName(coding), quote)
                                : tr("%1 on %2 is no longer marked").arg(codeName(coding), quote);
      });
}

void CodingActions::split() {
  const std::uint64_t at = view_.byteAtCursor();
  changeCurrent(
      [&](Storage& storage, const Coding& coding) {
        return retold::split(storage, coding, at, toUtf8(session_.coder())).second;
      },
      [this](const Coding& coding) {
        return tr("Split %1: the second part is %2").arg(codeName(coding), inQuotes(coding.quote));
      });
}

void CodingActions::merge() {
  const std::optional<Coding> coding = session_.currentCoding();
  const auto neighbour = coding ? neighbourOf(session_.codings(), *coding) : std::nullopt;
  if (coding && !neighbour) {
    session_.say(tr("This text has no other coding of %1 by %2")
                     .arg(codeName(*coding), toQString(coding->coder)));
    return;
  }
  changeCurrent(
      [&](Storage& storage, const Coding& current) {
        return retold::merge(storage, current, *neighbour, toUtf8(session_.coder()));
      },
      [this](const Coding& merged) {
        return tr("Merged: %1 holds %2 now").arg(codeName(merged), inQuotes(merged.quote));
      });
}

void CodingActions::remove() {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding) {
    session_.say(tr("Put the cursor into a tagged passage first, or choose a coding in the list"));
    return;
  }
  session_.untag(*coding);
}

void CodingActions::useSelection() {
  const auto selected = view_.selectedPassage();
  if (!selected) {
    session_.say(tr("Select the passage that the coding is to hold first"));
    return;
  }
  changeCurrent(
      [&](Storage& storage, const Coding& coding) {
        return resize(storage, coding, *selected, toUtf8(session_.coder()));
      },
      [this](const Coding& coding) {
        return tr("%1 holds %2 now").arg(codeName(coding), inQuotes(coding.quote));
      });
}

void CodingActions::moveEnd(Qt::Edge side) {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding || !session_.stands(*coding)) return;
  const std::uint64_t last = coding->span.empty() ? coding->span.end : coding->span.end - 1;
  const bool rightToLeft = view_.directionAt(last) == Qt::RightToLeft;
  moveEdge(Edge::End, (side == Qt::RightEdge) != rightToLeft);
}

void CodingActions::moveEdge(Edge edge, bool forward) {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding || !session_.stands(*coding)) return;
  const Text& text = session_.document()->text();
  const std::uint64_t from = edge == Edge::Begin ? coding->span.begin : coding->span.end;
  const auto to = wordEdge(text, from, edge, forward);
  ByteSpan span = coding->span;
  if (to) (edge == Edge::Begin ? span.begin : span.end) = *to;
  if (!to || span.begin >= span.end) {
    session_.say(tr("There is no other word on that side"));
    return;
  }
  changeCurrent(
      [&](Storage& storage, const Coding& current) {
        return resize(storage, current, span, toUtf8(session_.coder()));
      },
      [this](const Coding& now) {
        return tr("%1 holds %2 now").arg(codeName(now), inQuotes(now.quote));
      });
}

void CodingActions::stepCoding(int step) {
  std::vector<const Coding*> here;
  for (const Coding& coding : session_.codings()) {
    if (session_.stands(coding)) here.push_back(&coding);
  }
  if (here.empty()) {
    session_.say(tr("Nothing is tagged in this text yet"));
    return;
  }
  const std::optional<Coding> current = session_.currentCoding();
  const auto at = std::find_if(here.begin(), here.end(), [&](const Coding* each) {
    return current && each->id == current->id;
  });
  const std::uint64_t cursor = view_.byteAtCursor();
  const auto behind = std::find_if(here.begin(), here.end(),
                                   [&](const Coding* each) { return each->span.begin >= cursor; });
  auto place =
      (at != here.end() ? at - here.begin() + step : behind - here.begin() + (step > 0 ? 0 : -1));
  place = std::clamp<std::ptrdiff_t>(place, 0, static_cast<std::ptrdiff_t>(here.size()) - 1);
  const Coding next = *here[static_cast<std::size_t>(place)];
  session_.setCurrentCoding(next.id);
  view_.reveal(next.span);
  session_.say(tr("%1 (%2): %3").arg(codeName(next), toQString(next.coder), inQuotes(next.quote)));
}

void CodingActions::followCursor() {
  if (!session_.document() || view_.shownDocument() != session_.document()) return;
  const std::uint64_t at = view_.byteAtCursor();
  const Coding* best = nullptr;
  const std::string coder = toUtf8(session_.coder());
  const auto rank = [&](const Coding& coding) {
    return std::pair(coding.coder == coder, coding.time);
  };
  const std::optional<Coding> current = session_.currentCoding();
  for (const Coding& coding : session_.codings()) {
    const bool here = coding.span.begin <= at && at <= coding.span.end && session_.stands(coding);
    if (!here) continue;
    if (current && coding.id == current->id) return;
    if (best == nullptr || rank(*best) <= rank(coding)) best = &coding;
  }
  session_.setCurrentCoding(best ? std::optional(best->id) : std::nullopt);
}

}  // namespace retold
