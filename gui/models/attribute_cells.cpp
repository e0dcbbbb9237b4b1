#include "gui/models/attribute_cells.h"

#include <QCoreApplication>
#include <QDate>
#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <algorithm>

#include "gui/strings.h"
#include "gui/theme.h"
#include "indexer/import/column_names.h"
#include "model/partial_date.h"

namespace retold {

namespace {

/// The context of these texts for translators.
struct AttributeCells {
  Q_DECLARE_TR_FUNCTIONS(retold::AttributeCells)
};

/// How a reason why there is no value looks.
struct StateLook {
  ValueState state;
  const char* sign;
  const char* words;
};
constexpr StateLook kLooks[] = {
    {ValueState::Missing, "–", QT_TRANSLATE_NOOP("retold::AttributeCells", "missing")},
    {ValueState::NotAsked, "○", QT_TRANSLATE_NOOP("retold::AttributeCells", "not asked")},
    {ValueState::NotApplicable, "⊘", QT_TRANSLATE_NOOP("retold::AttributeCells", "not applicable")},
    {ValueState::Withheld, "▪", QT_TRANSLATE_NOOP("retold::AttributeCells", "withheld")},
};

const StateLook& lookOf(ValueState state) {
  return *std::find_if(std::begin(kLooks), std::end(kLooks) - 1,
                       [&](const StateLook& look) { return look.state == state; });
}

QString typeInWords(AttributeType type) {
  switch (type) {
    case AttributeType::Text:
      return AttributeCells::tr("any text");
    case AttributeType::Number:
      return AttributeCells::tr("a number");
    case AttributeType::Date:
      return AttributeCells::tr("a date, as exact as it is known");
    case AttributeType::Choice:
      return AttributeCells::tr("one of its values");
    case AttributeType::Choices:
      return AttributeCells::tr("one or several of its values, parted by semicolons");
  }
  return {};
}

QString unitInWords(AttributeUnit unit) {
  switch (unit) {
    case AttributeUnit::Case:
      return AttributeCells::tr("case");
    case AttributeUnit::Episode:
      return AttributeCells::tr("episode");
    case AttributeUnit::Assistance:
      return AttributeCells::tr("assistance");
    case AttributeUnit::Document:
      return AttributeCells::tr("document");
  }
  return {};
}

QVariant hiddenCell(const AttributeDefinition* definition, int role) {
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return AttributeCells::tr("text hidden");
    case Qt::FontRole: {
      QFont font;
      font.setItalic(true);
      return font;
    }
    case Qt::ForegroundRole:
      return themeOf(QGuiApplication::palette()).quiet;
    case kDefinitionRole:
      return definition ? QVariant::fromValue(*definition) : QVariant();
    default:
      return {};
  }
}

QString dayInWords(const Day& day) {
  return QLocale().toString(QDate(day.year, day.month, day.day), QLocale::ShortFormat);
}

}  // namespace

QString stateInWords(ValueState state) {
  return state == ValueState::Given ? AttributeCells::tr("given")
                                    : AttributeCells::tr(lookOf(state).words);
}

QString notRecordedInWords() { return AttributeCells::tr("not recorded"); }

std::string typedValue(const QString& text) {
  const QString typed = text.trimmed();
  for (const StateLook& look : kLooks) {
    if (typed == AttributeCells::tr(look.words)) return std::string(toText(look.state));
  }
  return typed == notRecordedInWords() ? std::string(kNotRecorded) : toUtf8(text);
}

QString cellInWords(const AttributeValue* value) {
  if (value == nullptr) return {};
  if (value->state == ValueState::Given) return onOneLine(toQString(value->text));
  const StateLook& look = lookOf(value->state);
  const QString words =
      QString::fromUtf8(look.sign) + QLatin1Char(' ') + AttributeCells::tr(look.words);
  return value->text.empty()
             ? words
             : AttributeCells::tr("%1 (“%2”)").arg(words, onOneLine(toQString(value->text)));
}

bool isFreeText(const AttributeValue* value, const AttributeDefinition* definition) {
  if (value == nullptr || value->state != ValueState::Given || value->text.empty()) return false;
  return definition == nullptr || definition->type == AttributeType::Text ||
         misfit(*definition, *value).has_value();
}

bool isFreeText(const FilterCondition& condition,
                const std::vector<AttributeDefinition>& definitions) {
  if (condition.kind != FilterCondition::Kind::Attribute) return false;
  if (condition.value == kNotRecorded) return false;
  for (const StateLook& look : kLooks) {
    if (condition.value == toText(look.state)) return false;
  }
  const AttributeValue value{ValueState::Given, condition.value};
  const std::string key = headerKey(condition.name);
  bool isDefined = false;
  for (const AttributeDefinition& each : definitions) {
    const std::string withUnit = std::string(toText(each.unit)) + '.' + each.name;
    if (key != headerKey(each.name) && key != headerKey(withUnit)) continue;
    if (isFreeText(&value, &each)) return true;
    isDefined = true;
  }
  return !isDefined;
}

QString cellWithoutText(const AttributeValue* value, const AttributeDefinition* definition) {
  if (isFreeText(value, definition)) return AttributeCells::tr("text hidden");
  if (value == nullptr || value->state == ValueState::Given) return cellInWords(value);
  const AttributeValue reason{value->state, {}};
  return cellInWords(&reason);
}

QVariant attributeCell(const AttributeValue* value, const AttributeDefinition* definition, int role,
                       bool hidesText) {
  if (hidesText && isFreeText(value, definition)) return hiddenCell(definition, role);
  if (hidesText && (role == Qt::DisplayRole || role == Qt::ToolTipRole)) {
    return cellWithoutText(value, definition);
  }
  const bool isGiven = value != nullptr && value->state == ValueState::Given;
  switch (role) {
    case Qt::DisplayRole:
      return cellInWords(value);
    case Qt::EditRole:
      if (value == nullptr) return QString();
      return isGiven ? toQString(value->text) : stateInWords(value->state);
    case Qt::ToolTipRole: {
      if (!isGiven) return cellInWords(value);
      const auto wrong = definition ? misfit(*definition, *value) : std::nullopt;
      return wrong ? AttributeCells::tr("Does not fit: %1").arg(toQString(*wrong))
                   : toQString(value->text);
    }
    case Qt::AccessibleTextRole:
      if (value == nullptr) return AttributeCells::tr("nothing recorded");
      return isGiven ? onOneLine(toQString(value->text)) : stateInWords(value->state);
    case Qt::FontRole: {
      if (value == nullptr || isGiven) return {};
      QFont font;
      font.setItalic(true);
      return font;
    }
    case Qt::ForegroundRole: {
      const Theme theme = themeOf(QGuiApplication::palette());
      if (value == nullptr) return {};
      if (!isGiven) return theme.quiet;
      const bool fits = !definition || !misfit(*definition, *value);
      return fits ? QVariant() : QVariant(theme.toneText(Tone::Bad));
    }
    case Qt::TextAlignmentRole:
      return isGiven && definition && definition->type == AttributeType::Number
                 ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter)
                 : QVariant(Qt::AlignLeading | Qt::AlignVCenter);
    case kDefinitionRole:
      return definition ? QVariant::fromValue(*definition) : QVariant();
    case kStateRole:
      return value ? QVariant(static_cast<int>(value->state)) : QVariant();
    default:
      return {};
  }
}

QString columnTitle(const AttributePlace& place, const AttributeDefinition* definition) {
  const QString name = definition && !definition->label.empty() ? toQString(definition->label)
                                                                : toQString(place.name);
  if (place.number == 0) return onOneLine(name);
  return AttributeCells::tr("%1 %2: %3")
      .arg(unitInWords(place.unit))
      .arg(place.number)
      .arg(onOneLine(name));
}

QString columnToolTip(const AttributePlace& place, const AttributeDefinition* definition) {
  if (definition == nullptr) {
    return AttributeCells::tr("%1: not defined, so any text fits").arg(toQString(place.name));
  }
  QString text =
      AttributeCells::tr("%1: %2").arg(toQString(place.name), typeInWords(definition->type));
  QStringList values;
  for (const std::string& value : definition->values) values << toQString(value);
  if (!values.isEmpty()) text += QStringLiteral("\n") + values.join(QStringLiteral("; "));
  if (!definition->note.empty()) text += QStringLiteral("\n") + toQString(definition->note);
  return text;
}

const AttributeDefinition* definitionOf(const std::vector<AttributeDefinition>& definitions,
                                        AttributeUnit unit, std::string_view name) {
  const std::string key = headerKey(name);
  const auto at =
      std::find_if(definitions.begin(), definitions.end(), [&](const AttributeDefinition& each) {
        return each.unit == unit && headerKey(each.name) == key;
      });
  return at == definitions.end() ? nullptr : &*at;
}

QString dateInWords(const PartialDate& date) {
  QString words;
  if (date.earliest && date.latest && *date.earliest == *date.latest) {
    words = dayInWords(*date.earliest);
  } else if (date.earliest && date.latest) {
    words = AttributeCells::tr("from %1 to %2")
                .arg(dayInWords(*date.earliest), dayInWords(*date.latest));
  } else if (date.earliest) {
    words = AttributeCells::tr("%1 or later").arg(dayInWords(*date.earliest));
  } else if (date.latest) {
    words = AttributeCells::tr("%1 or earlier").arg(dayInWords(*date.latest));
  }
  return date.approximate ? AttributeCells::tr("about: %1").arg(words) : words;
}

}  // namespace retold
