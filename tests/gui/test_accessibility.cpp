#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/theme.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// Something to see on every page.
struct Worked {
  test::SmallProject project;
  test::Browser browser{project};
  QTabBar* tabs = browser.window.findChild<QTabBar*>(QStringLiteral("pages"));

  Worked() {
    browser.show("anna.txt");
    REQUIRE(browser.session().change(Part::Codings | Part::Memos, [&](Storage& storage) {
      const Document anna = *storage.documentNamed("anna.txt");
      tagPassage(storage, anna.id, {0, 3}, storage.codebook().codes.front(), "Ana", "",
                 std::nullopt);
      const Memo memo{MemoId::create(), anna.id, "To be read again", "Ana", now()};
      storage.apply({EventId::create(), "Ana", "write memo", {{ChangeKind::Put, memo}}, {}});
    }));
  }

  template <class Look>
  void onEachPage(Look look) {
    for (int page = 0; page < tabs->count(); ++page) {
      tabs->setCurrentIndex(page);
      QTest::qWait(0);
      INFO("page " << tabs->tabText(page).toStdString());
      look();
    }
  }

  std::vector<QWidget*> focusable() {
    std::vector<QWidget*> found;
    for (QWidget* widget : browser.window.findChildren<QWidget*>()) {
      if (!widget->isVisible() || !widget->isEnabled()) continue;
      if ((widget->focusPolicy() & Qt::TabFocus) == 0) continue;
      if (qobject_cast<QScrollArea*>(widget) != nullptr) continue;
      if (widget->objectName() == QStringLiteral("qt_spinbox_lineedit")) continue;  // of its box
      found.push_back(widget);
    }
    return found;
  }
};

std::string described(const QWidget& widget) {
  std::string text = widget.metaObject()->className();
  for (const QObject* at = &widget; at != nullptr; at = at->parent()) {
    if (!at->objectName().isEmpty()) text += " < " + at->objectName().toStdString();
  }
  return text;
}

}  // namespace

TEST_CASE("every control of every page has a name and a role for screen readers") {
  Worked worked;
  worked.onEachPage([&] {
    for (QWidget* widget : worked.focusable()) {
      INFO(described(*widget));
      QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
      REQUIRE(spoken != nullptr);
      CHECK_FALSE(spoken->text(QAccessible::Name).isEmpty());
      CHECK(spoken->role() != QAccessible::NoRole);
      CHECK_FALSE(spoken->state().invisible);
    }
  });
}

TEST_CASE("every list and table of every page says its cells") {
  Worked worked;
  worked.onEachPage([&] {
    for (const auto* view : worked.browser.window.findChildren<QAbstractItemView*>()) {
      if (!view->isVisible() || view->model() == nullptr || view->model()->rowCount() == 0)
        continue;
      INFO(described(*view));
      const QModelIndex first = view->model()->index(0, 0, view->rootIndex());
      bool any = false;
      for (int column = 0; column < view->model()->columnCount(view->rootIndex()); ++column) {
        const QModelIndex cell = first.siblingAtColumn(column);
        any = any || !cell.data(Qt::AccessibleTextRole).toString().isEmpty() ||
              !cell.data(Qt::DisplayRole).toString().isEmpty();
      }
      CHECK(any);
    }
  });
}

TEST_CASE("Tab goes through every control of a page and comes back") {
  Worked worked;
  worked.onEachPage([&] {
    const std::vector<QWidget*> all = worked.focusable();
    REQUIRE_FALSE(all.empty());
    worked.tabs->setFocus();
    QSet<QWidget*> reached;
    for (std::size_t i = 0; i < 3 * all.size() + 10; ++i) {
      QWidget* at = QApplication::focusWidget();
      REQUIRE(at != nullptr);
      reached.insert(at);
      QTest::keyClick(at, Qt::Key_Tab);
      if (QApplication::focusWidget() == at) {
        QTest::keyClick(at, Qt::Key_Tab, Qt::ControlModifier);
      }
    }
    for (QWidget* widget : all) {
      QWidget* proxy = widget->focusProxy() != nullptr ? widget->focusProxy() : widget;
      INFO(described(*widget));
      const bool isGroupMember = widget->inherits("QRadioButton");
      CHECK((reached.contains(widget) || reached.contains(proxy) || isGroupMember));
    }
  });
}

TEST_CASE("texts stand out from their grounds in light and dark") {
  constexpr double kAA = 4.5;
  for (const QPalette& palette : {lightPalette(), darkPalette()}) {
    const Theme theme = themeOf(palette);
    INFO((theme.dark ? "dark" : "light"));
    CHECK(contrast(theme.text, theme.ground) >= kAA);
    CHECK(contrast(theme.quiet, theme.ground) >= kAA);
    CHECK(contrast(theme.quiet, palette.color(QPalette::Window)) >= kAA);
    CHECK(contrast(theme.hitText, theme.hitGround) >= kAA);
    CHECK(contrast(theme.currentText, theme.currentGround) >= kAA);
    CHECK(contrast(theme.interviewer, theme.ground) >= kAA);
    CHECK(contrast(theme.respondent, theme.ground) >= kAA);
    for (const Tone tone : {Tone::Plain, Tone::Good, Tone::Bad, Tone::Warning, Tone::Accent}) {
      CHECK(contrast(theme.toneText(tone), theme.toneGround(tone)) >= kAA);
    }
    for (const FactorKind kind :
         {FactorKind::None, FactorKind::Risk, FactorKind::Protective, FactorKind::Pattern}) {
      Code code;
      code.kind = kind;
      CHECK(contrast(theme.code(code), theme.ground) >= 3);  // 1.4.11: signs
    }
  }
}

TEST_CASE("with letters twice as large no button or label of a page is cut off") {
  const QFont before = QApplication::font();
  QFont large = before;
  large.setPointSizeF(before.pointSizeF() * 2);
  QApplication::setFont(large);
  {
    Worked worked;
    worked.browser.window.resize(2720, 1700);
    worked.onEachPage([&] {
      for (const QAbstractButton* button : worked.browser.window.findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty()) continue;
        INFO(button->text().toStdString() << ' ' << described(*button));
        CHECK(button->width() >= button->minimumSizeHint().width());
        CHECK(button->height() >= button->minimumSizeHint().height());
      }
    });
  }
  QApplication::setFont(before);
}
