#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>
#include <catch2/catch.hpp>

#include "gui/models/chart_table.h"
#include "gui/models/excerpt_tree.h"
#include "gui/panels/excerpts_panel.h"
#include "gui/panels/pictures_panel.h"
#include "gui/strings.h"
#include "gui/views/message_bar.h"
#include "queries/tag/tagging.h"
#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// A project with three tags: two in anna.txt that overlap, one in ben.txt.
struct Tagged {
  test::SmallProject project;
  Session session{QStringLiteral("Ana")};
  std::string first;  ///< names of two codes
  std::string second;

  Tagged() {
    REQUIRE(session.open(project.path()));
    first = session.codebook().codes[0].name;
    second = session.codebook().codes[1].name;
    tag("anna.txt", "a debt and no work", first);
    tag("anna.txt", "no work", second);
    tag("ben.txt", "I would cook", first);
  }

  QString labelOf(const std::string& name) const {
    return toQString(codeNamed(session.codebook(), name).label);
  }

  void tag(const std::string& document, std::string_view words, const std::string& code) {
    REQUIRE(session.change(Part::Codings, [&](Storage& storage) {
      const Document found = *storage.documentNamed(document);
      const Text text = *storage.text(found.text);
      const std::uint64_t begin = text.content.find(words);
      tagPassage(storage, found.id, {begin, begin + words.size()},
                 codeNamed(storage.codebook(), code), "Ana", "", std::nullopt);
    }));
  }
};

QString textOf(const QWidget& panel, const QString& beginning) {
  for (const QLabel* label : panel.findChildren<QLabel*>()) {
    if (label->text().startsWith(beginning)) return label->text();
  }
  return {};
}

}  // namespace

TEST_CASE("the page of excerpts shows what a code query gives, in groups, with its base") {
  Tagged tagged;
  ExcerptsPanel panel(tagged.session, nullptr);
  panel.show();
  auto* model = panel.findChild<ExcerptTree*>();
  const QAbstractItemModelTester tester(model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  auto* query = panel.findChild<QLineEdit*>(QStringLiteral("codeQuery"));
  QTest::keyClick(query, Qt::Key_Return);
  REQUIRE(test::becomes([&] { return model->rowCount() == 2; }));
  CHECK(textOf(panel, QStringLiteral("3 passages")) ==
        QStringLiteral("3 passages in 2 of 6 documents"));

  query->setText(toQString(tagged.first) + QStringLiteral(" ENCLOSES ") + toQString(tagged.second));
  QTest::keyClick(query, Qt::Key_Return);
  REQUIRE(test::becomes([&] { return model->rowCount() == 1; }));
  const QModelIndex group = model->index(0, 0);
  CHECK(model->rowCount(group) == 1);
  CHECK(model->index(0, 0, group).data().toString() == QStringLiteral("a debt and no work"));
  CHECK(model->index(0, ExcerptTree::CaseName, group).data().toString() == QStringLiteral("017"));
  CHECK(model->labelOf(group) == tagged.labelOf(tagged.first));
  const QModelIndex code = model->index(0, ExcerptTree::CodeName, group);
  CHECK(code.data().toString() == tagged.labelOf(tagged.first));
  CHECK(code.data(Qt::ToolTipRole).toString() == toQString(tagged.first));

  auto* tree = panel.findChild<QTreeView*>();
  tree->setCurrentIndex(model->index(0, 0, group));
  QTest::keyClick(tree, Qt::Key_Return);
  REQUIRE(tagged.session.document());
  CHECK(tagged.session.document()->document().name == "anna.txt");
}

TEST_CASE("the row of an excerpt stays when something is tagged or taken away meanwhile") {
  Tagged tagged;
  tagged.tag("ben.txt", "his brother", tagged.first);
  ExcerptsPanel panel(tagged.session, nullptr);
  panel.show();
  auto* model = panel.findChild<ExcerptTree*>();
  auto* tree = panel.findChild<QTreeView*>();
  REQUIRE(test::becomes([&] { return model->rowCount() == 2; }));
  const auto current = [&] { return tree->currentIndex().data().toString(); };
  const auto group = [&] {
    const bool leads = model->labelOf(model->index(0, 0)) == tagged.labelOf(tagged.first);
    return model->index(leads ? 0 : 1, 0);
  };
  const auto rows = [&] { return model->rowCount(group()); };
  REQUIRE(rows() == 3);
  tree->setCurrentIndex(model->index(1, 0, group()));
  REQUIRE(current() == QStringLiteral("I would cook"));

  tagged.tag("anna.txt", "My aunt", tagged.first);
  REQUIRE(test::becomes([&] { return rows() == 4; }));
  CHECK(current() == QStringLiteral("I would cook"));
  CHECK(tree->currentIndex().row() == 2);

  REQUIRE(tagged.session.change(Part::Codings, [&](Storage& storage) {
    for (const Coding& coding : storage.codings({})) {
      if (coding.quote == "I would cook") untag(storage, coding, "Ana");
    }
  }));
  REQUIRE(test::becomes([&] { return rows() == 3; }));
  CHECK(current() == QStringLiteral("his brother"));
}

TEST_CASE("excerpts are looked for only while they are shown") {
  Tagged tagged;
  ExcerptsPanel panel(tagged.session, nullptr);
  auto* model = panel.findChild<ExcerptTree*>();
  panel.show();
  REQUIRE(test::becomes([&] { return model->rowCount() == 2; }));
  panel.hide();
  tagged.tag("anna.txt", "My aunt", tagged.session.codebook().codes[2].name);
  CHECK_FALSE(panel.isLooking());
  CHECK(model->rowCount() == 2);
  panel.show();
  CHECK(panel.isLooking());
  REQUIRE(test::becomes([&] { return model->rowCount() == 3; }));
  CHECK_FALSE(panel.isLooking());
}

TEST_CASE("a code query that cannot be read says where, and the excerpts stay") {
  Tagged tagged;
  ExcerptsPanel panel(tagged.session, nullptr);
  panel.show();
  auto* model = panel.findChild<ExcerptTree*>();
  auto* query = panel.findChild<QLineEdit*>(QStringLiteral("codeQuery"));
  QTest::keyClick(query, Qt::Key_Return);
  REQUIRE(test::becomes([&] { return model->rowCount() == 2; }));
  query->setText(QStringLiteral("* NEAR *"));
  QTest::keyClick(query, Qt::Key_Return);
  CHECK(panel.findChild<MessageBar*>()->text() ==
        QStringLiteral("Column 3: NEAR has no number of words; expected one behind a slash, as in "
                       "NEAR/20"));
  CHECK(model->rowCount() == 2);
}

TEST_CASE("pictures count what is tagged, and their table holds the same numbers") {
  Tagged tagged;
  PicturesPanel panel(tagged.session, nullptr);
  panel.show();
  auto* chart = panel.findChild<ChartView*>();
  auto* table = panel.findChild<ChartTable*>();
  const QAbstractItemModelTester tester(table,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  REQUIRE(test::becomes([&] { return table->rowCount() > 0; }));
  CHECK(
      chart->chart().base.startsWith(QStringLiteral("n = 3 codings in 2 of 6 documents, 1 case")));
  for (std::size_t row = 0; row < chart->chart().rows.size(); ++row) {
    for (std::size_t column = 0; column < chart->chart().columns.size(); ++column) {
      const auto shown = table->index(static_cast<int>(row), static_cast<int>(column) + 1).data();
      CHECK(shown.toInt() == static_cast<int>(*chart->chart().at(row, column)));
    }
  }
  const QByteArray svg = chart->svg();
  CHECK(svg.contains("<svg"));
  CHECK(svg.contains("How often each code is used"));
  CHECK_FALSE(chart->image(1).isNull());

  QString wanted;
  QObject::connect(&tagged.session, &Session::excerptsWanted, &panel,
                   [&](const QString& query) { wanted = query; });
  chart->setFocus();
  QTest::keyClick(chart, Qt::Key_Down);
  CHECK(textOf(panel, chart->chart().rows[0].label + QLatin1Char(':')).size() > 0);
  CHECK(chart->accessibleDescription() == chart->chart().cellInWords(0, 0));
  QTest::keyClick(chart, Qt::Key_Return);
  CHECK(wanted == chart->chart().rows[0].name);
  CHECK(chart->chart().rows[0].label == tagged.labelOf(tagged.first));
}

TEST_CASE("a picture without anything to count says what to do") {
  test::SmallProject project;
  Session session(QStringLiteral("Ana"));
  REQUIRE(session.open(project.path()));
  PicturesPanel panel(session, nullptr);
  panel.show();
  REQUIRE(test::becomes(
      [&] { return textOf(panel, QStringLiteral("Nothing is tagged yet")).size() > 0; }));
  CHECK(!panel.findChild<ChartView*>()->isVisible());
}

TEST_CASE("a chart is painted from the side where reading begins, and finds its cells there") {
  Chart chart;
  chart.kind = Chart::Kind::Grid;
  chart.title = QStringLiteral("t");
  chart.unit = QStringLiteral("cases");
  chart.rows = {{QStringLiteral("a"), {}, {}}, {QStringLiteral("b"), {}, {}}};
  chart.columns = {{QStringLiteral("x"), {}, {}}, {QStringLiteral("y"), {}, {}}};
  chart.cells = {1, 2, std::nullopt, 4};
  const ChartLayout layout(chart, QFont(), 600);
  for (const bool isRightToLeft : {false, true}) {
    for (std::size_t row = 0; row < 2; ++row) {
      for (std::size_t column = 0; column < 2; ++column) {
        QPoint point = layout.cell(row, column).center();
        if (isRightToLeft) point.setX(layout.size().width() - 1 - point.x());
        CHECK(layout.cellAt(point, isRightToLeft) == std::pair(row, column));
      }
    }
  }
  CHECK(chart.cellInWords(0, 1) == QStringLiteral("a, y: 2 cases"));
  CHECK(chart.cellInWords(1, 0) == QStringLiteral("b, x: nothing can be counted"));
}
