#include "gui/views/search_sets.h"

#include <QComboBox>
#include <QPushButton>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/views/card.h"

namespace retold {
namespace {

ResultSet setCalled(const std::string& name, bool damaged) {
  ResultSet set;
  set.id = ResultSetId::create();
  set.name = name;
  set.query = "debt";
  set.coder = "Ana";
  set.damaged = damaged;
  if (!damaged) set.places.resize(3);
  return set;
}

QPushButton* buttonCalled(const SearchSets& sets, const QString& text) {
  for (auto* button : sets.findChildren<QPushButton*>()) {
    if (button->text() == text) return button;
  }
  return nullptr;
}

TEST_CASE("a set whose passages cannot be read says so, and can only be deleted") {
  SearchSets sets;
  sets.setSets({setCalled("broken", true), setCalled("first", false), setCalled("second", false)},
               false);
  sets.show();
  REQUIRE(QTest::qWaitForWindowExposed(&sets));
  const QAbstractItemModel& list = *sets.list()->model();
  const Card card = list.index(0, 0).data(CardRole).value<Card>();
  CHECK(card.sign == QStringLiteral("cannot be read"));
  CHECK(list.index(1, 0).data(CardRole).value<Card>().sign == QStringLiteral("3"));
  CHECK(list.index(0, 0).data(Qt::AccessibleTextRole) ==
        QStringLiteral("broken: its passages are damaged and cannot be read. It was found by debt "
                       "and kept by Ana; delete it and search again"));

  REQUIRE(sets.current()->name == "broken");
  CHECK_FALSE(buttonCalled(sets, QStringLiteral("Open"))->isEnabled());
  CHECK_FALSE(buttonCalled(sets, QStringLiteral("Rename…"))->isEnabled());
  CHECK(buttonCalled(sets, QStringLiteral("Delete"))->isEnabled());
  CHECK_FALSE(buttonCalled(sets, QStringLiteral("Show"))->isVisible());

  sets.list()->setFocus();
  QTest::keyClick(sets.list(), Qt::Key_Down);
  CHECK(buttonCalled(sets, QStringLiteral("Open"))->isEnabled());
  REQUIRE(buttonCalled(sets, QStringLiteral("Show"))->isVisible());
  std::string together;
  QObject::connect(&sets, &SearchSets::togetherWanted,
                   [&together](const ResultSet& first, SetOperation, const ResultSet& second) {
                     together = first.name + " " + second.name;
                   });
  auto* other = sets.findChildren<QComboBox*>().back();
  CHECK(other->findText(QStringLiteral("broken")) == -1);
  other->setCurrentIndex(other->findText(QStringLiteral("second")));
  QTest::mouseClick(buttonCalled(sets, QStringLiteral("Show")), Qt::LeftButton);
  CHECK(together == "first second");
}

}  // namespace
}  // namespace retold
