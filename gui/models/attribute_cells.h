#pragma once

#include <QMetaType>
#include <QVariant>
#include <optional>
#include <vector>

#include "indexer/import/mapping.h"
#include "model/case.h"
#include "model/partial_date.h"
#include "queries/cases/filter.h"

namespace retold {

/// What a table of attributes gives beside the usual roles.
enum AttributeRole {
  kDefinitionRole = Qt::UserRole + 20,  ///< AttributeDefinition; invalid where there is none
  kStateRole,                           ///< int of ValueState; invalid where nothing was said
};

/// A value as it is shown. Each reason why there is none has a sign and words of its own; nothing
/// where nothing was said.
QString cellInWords(const AttributeValue* value);
/// The reason by itself: "not asked".
QString stateInWords(ValueState state);
/// Where nothing was written down: "not recorded".
QString notRecordedInWords();
/// What was typed or chosen as a value, for readTyped(): reasons in the user's language as data
/// have them.
std::string typedValue(const QString& text);
/// The words are somebody's own: no value of a list, number or date that the definition asks for.
/// Hidden while texts are.
bool isFreeText(const AttributeValue* value, const AttributeDefinition* definition);
/// The condition asks for such words.
bool isFreeText(const FilterCondition& condition,
                const std::vector<AttributeDefinition>& definitions);
/// A cell where texts are hidden: "text hidden" in place of what somebody wrote.
QString cellWithoutText(const AttributeValue* value, const AttributeDefinition* definition);

/// A cell for the roles that a table shows (display, tool tip, accessible text, editing, font,
/// colour, alignment, and those above). `definition` may be null. `hidesText`: free texts are not
/// to be seen; who edits one would not know what he writes over.
QVariant attributeCell(const AttributeValue* value, const AttributeDefinition* definition, int role,
                       bool hidesText = false);

/// The name of a column: the label of the definition, or the attribute's name; with "episode 2" in
/// front where it belongs to one.
QString columnTitle(const AttributePlace& place, const AttributeDefinition* definition);
/// What stands over the column in small: name, type and note of the definition.
QString columnToolTip(const AttributePlace& place, const AttributeDefinition* definition);

/// The definition of this attribute; null where there is none.
const AttributeDefinition* definitionOf(const std::vector<AttributeDefinition>& definitions,
                                        AttributeUnit unit, std::string_view name);

/// "from 1 March to 31 May 2003, about": what a date was read as.
QString dateInWords(const PartialDate& date);

}  // namespace retold

Q_DECLARE_METATYPE(retold::AttributeDefinition)
