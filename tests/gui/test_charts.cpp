#include "gui/charts.h"

#include <QGuiApplication>
#include <catch2/catch.hpp>

#include "gui/models/attribute_cells.h"
#include "gui/models/chart_table.h"
#include "tests/gui/translators.h"

namespace retold {
namespace {

Code codeOf(const std::string& name, const std::string& label) {
  Code code;
  code.id = CodeId::create();
  code.name = name;
  code.label = label;
  return code;
}

const Theme& theme() {
  static const Theme made = themeOf(QGuiApplication::palette());
  return made;
}

/// One code; a case with the value "not recorded by us", one that was not asked, two of which
/// nothing is recorded.
struct Counted {
  Counted() {
    codebook.codes = {codeOf("risk/debt", "Owes money")};
    counts.rows = {{"risk/debt", codebook.codes[0].id, {}, 0}};
    counts.columns = {{"abroad", {}, {}, 1},
                      {"not asked", {}, ValueState::NotAsked, 1},
                      {std::string(kNotRecorded), {}, {}, 2, true}};
    counts.cells = {1, 0, 2};
  }
  Codebook codebook;
  CountTable counts;
};

TEST_CASE("a column of cases of which nothing is recorded is told in the user's language") {
  const Counted counted;
  const Chart chart =
      attributeChart(counted.counts, QStringLiteral("country"), {}, counted.codebook, theme(), {});
  REQUIRE(chart.columns.size() == 3);
  CHECK(chart.columns[2].label == QStringLiteral("not recorded (2)"));
  const test::Translated<test::PseudoTranslator> translated(Qt::LeftToRight);
  const Chart other =
      attributeChart(counted.counts, QStringLiteral("country"), {}, counted.codebook, theme(), {});
  CHECK(other.columns[0].label == QStringLiteral("abroad (1)"));
  CHECK(other.columns[2].label != chart.columns[2].label);
}

TEST_CASE("while texts are hidden, what is not recorded is still told") {
  const Counted counted;
  const auto hidesAll = [](const std::string&) { return true; };
  const Chart chart = attributeChart(counted.counts, QStringLiteral("country"), hidesAll,
                                     counted.codebook, theme(), {});
  CHECK(chart.columns[0].label == QStringLiteral("text hidden (1)"));
  CHECK(chart.columns[1].label == QStringLiteral("not asked (1)"));
  CHECK(chart.columns[2].label == QStringLiteral("not recorded (2)"));
  FilterCondition condition;
  condition.kind = FilterCondition::Kind::Attribute;
  condition.name = "country";
  condition.value = kNotRecorded;
  CHECK_FALSE(isFreeText(condition, {}));
}

TEST_CASE("pictures and their tables call a code by its label, its name is in the tooltip") {
  Codebook codebook;
  codebook.codes = {codeOf("risk/debt", "Owes money"), codeOf("risk/other", "Other"),
                    codeOf("home/other", "Other"), codeOf("plain", "")};
  CodeFrequencies counts;
  for (const Code& code : codebook.codes) counts.codes.push_back({code.id, 1, 1, 1});
  const Chart chart = frequencyChart(counts, CodeUnit::Codings, codebook, theme(), {});
  CHECK(chart.rows[0].label == QStringLiteral("Owes money"));
  CHECK(chart.rows[1].label == QStringLiteral("Other (risk/other)"));
  CHECK(chart.rows[2].label == QStringLiteral("Other (home/other)"));
  CHECK(chart.rows[3].label == QStringLiteral("plain"));
  ChartTable table;
  table.setChart(chart);
  CHECK(table.index(0, 0).data() == QStringLiteral("Owes money"));
  CHECK(table.index(0, 0).data(Qt::ToolTipRole) == QStringLiteral("Owes money\nrisk/debt"));
}

}  // namespace
}  // namespace retold
