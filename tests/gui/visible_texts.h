#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace retold::test {

/// A text that a user reads or hears, and where it stands.
struct VisibleText {
  QString text;
  QString where;  ///< class and object name of the widget, and which of its texts
};

/// Every text of the widget and of all below it: labels, buttons, menus, tool tips, what fields say
/// while they are empty, entries of boxes, heads of tables, and what screen readers say.
std::vector<VisibleText> visibleTexts(const QWidget& widget);

/// Every text that the widget and all below it show just now, the data in them too: what stands in
/// fields, every row of lists, tables and trees with tool tips and what is read out of it, and what
/// screen readers find. Of a model with more than some hundred rows the first ones.
std::vector<VisibleText> readableTexts(const QWidget& widget);

/// Those of readableTexts() in which one of the words stands, in whichever case of letters.
std::vector<VisibleText> textsWith(const QStringList& words, const QWidget& widget);
/// One failed check for each text of textsWith().
void checkNoTextWith(const QStringList& words, const QWidget& widget);

}  // namespace retold::test
