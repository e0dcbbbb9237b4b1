// What the time line says in words.
#include <QLocale>
#include <algorithm>

#include "gui/models/attribute_cells.h"
#include "gui/strings.h"
#include "gui/views/time_line.h"

namespace retold {

namespace {

QString monthsInWords(const MonthRange& months) {
  const auto number = [](std::int32_t count) { return QLocale().toString(count); };
  if (!months.fewest && !months.most) return TimeLineView::tr("a time that is not known");
  if (!months.most) return TimeLineView::tr("at least %1 months").arg(number(*months.fewest));
  if (!months.fewest) return TimeLineView::tr("at most %1 months").arg(number(*months.most));
  if (*months.fewest == *months.most) {
    return *months.most == 1 ? TimeLineView::tr("1 month")
                             : TimeLineView::tr("%1 months").arg(number(*months.most));
  }
  return TimeLineView::tr("%1 to %2 months").arg(number(*months.fewest), number(*months.most));
}

QString orderInWords(const TimeLine::Pair& pair) {
  using Order = TimeLine::Order;
  QString sentence;
  switch (pair.order) {
    case Order::NoDates:
    case Order::Apart:
      return {};
    case Order::MayOverlap:
      sentence = TimeLineView::tr("Episode %2 may have begun before episode %1 had ended.");
      break;
    case Order::Overlap:
      sentence = TimeLineView::tr("Episode %2 began before episode %1 had ended.");
      break;
    case Order::Either:
      sentence = TimeLineView::tr(
          "By their dates, episode %2 may have come before episode %1: the order is not certain.");
      break;
    case Order::Contradiction:
      sentence = TimeLineView::tr(
          "By their dates, episode %2 began before episode %1: the numbers or the dates are "
          "wrong.");
      break;
  }
  return sentence.arg(pair.first).arg(pair.second);
}

}  // namespace

QStringList remarksOn(const TimeLine& line, const std::vector<CaseFile::Gap>& gaps) {
  QStringList remarks;
  for (const TimeLine::Bar& bar : line.bars) {
    if (bar.impossible) {
      remarks << TimeLineView::tr("Episode %1 ends before it begins: one of its dates is wrong.")
                     .arg(bar.number);
    }
  }
  for (const TimeLine::Pair& pair : line.pairs) {
    const auto gap = std::find_if(gaps.begin(), gaps.end(), [&](const CaseFile::Gap& each) {
      return each.from == pair.first && each.to == pair.second;
    });
    if (gap != gaps.end() && pair.order == TimeLine::Order::Apart) {
      remarks << TimeLineView::tr("Between episode %1 and episode %2: %3.")
                     .arg(pair.first)
                     .arg(pair.second)
                     .arg(monthsInWords(gap->months));
    }
    if (const QString order = orderInWords(pair); !order.isEmpty()) remarks << order;
  }
  return remarks;
}

QString TimeLineView::labelOf(const TimeLine::Bar& bar) const {
  const QString name = onOneLine(toQString(bar.name));
  switch (bar.unit) {
    case AttributeUnit::Episode:
      return bar.isPoint ? tr("Episode %1, %2").arg(bar.number).arg(name)
                         : tr("Episode %1").arg(bar.number);
    case AttributeUnit::Assistance:
      return tr("Assistance %1, %2").arg(bar.number).arg(name);
    default:
      return name;
  }
}

QString TimeLineView::inWords(const TimeLine::Bar& bar) const {
  const auto when = [](const std::optional<PartialDate>& date) {
    return date ? dateInWords(*date) : tr("at a time that is not known");
  };
  if (bar.isPoint) return tr("%1: %2").arg(labelOf(bar), when(bar.begin));
  if (!bar.begin && !bar.end) return tr("%1: no dates are known").arg(labelOf(bar));
  return (bar.impossible ? tr("%1: began %2; ended %3 (ends before it begins)")
                         : tr("%1: began %2; ended %3"))
      .arg(labelOf(bar), when(bar.begin), when(bar.end));
}

}  // namespace retold
