#include "queries/screen/logistic.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace retold;

namespace {

using Files = std::vector<std::vector<Feature>>;

struct Learned {
  std::vector<double> weights;
  double intercept = 0;
};

/// The same by plain gradient descent on the standardised features, slowly.
Learned bySmallSteps(const std::vector<std::vector<double>>& rows,
                     const std::vector<bool>& confirmed) {
  const std::size_t features = rows.front().size();
  std::vector<double> mean(features, 0);
  std::vector<double> deviation(features, 0);
  for (std::size_t j = 0; j < features; ++j) {
    for (const auto& row : rows) mean[j] += row[j] / double(rows.size());
    for (const auto& row : rows)
      deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / double(rows.size());
    deviation[j] = std::sqrt(deviation[j]);
  }
  Learned learned{std::vector<double>(features, 0), 0};
  constexpr int steps = 20000;
  constexpr double step = 0.01;
  for (int i = 0; i < steps; ++i) {
    std::vector<double> slope = learned.weights;  // lambda is 1
    double slopeOfIntercept = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      double z = learned.intercept;
      for (std::size_t j = 0; j < features; ++j)
        z += learned.weights[j] * (rows[at][j] - mean[j]) / deviation[j];
      const double residual = 1 / (1 + std::exp(-z)) - (confirmed[at] ? 1 : 0);
      for (std::size_t j = 0; j < features; ++j)
        slope[j] += residual * (rows[at][j] - mean[j]) / deviation[j];
      slopeOfIntercept += residual;
    }
    for (std::size_t j = 0; j < features; ++j) learned.weights[j] -= step * slope[j];
    learned.intercept -= step * slopeOfIntercept;
  }
  return learned;
}

const FeatureEffect& effectOf(const std::vector<FeatureEffect>& effects, std::string_view name) {
  for (const FeatureEffect& each : effects)
    if (each.name == name) return each;
  throw std::runtime_error("no such feature");
}

}  // namespace

TEST_CASE("the weights are those that small steps down the same slope lead to") {
  std::mt19937 random(17);
  std::uniform_int_distribution<int> number(0, 3);
  std::vector<std::vector<double>> rows;
  Files files;
  std::vector<bool> confirmed;
  for (int i = 0; i < 40; ++i) {
    std::vector<double> row{double(number(random)), double(number(random)), double(number(random))};
    confirmed.push_back(row[0] + number(random) > 2.5 + row[1] / 2);
    std::vector<Feature> file;
    for (std::size_t j = 0; j < row.size(); ++j)
      if (row[j] != 0) file.push_back({std::string(1, char('a' + j)), row[j]});
    rows.push_back(std::move(row));
    files.push_back(std::move(file));
  }
  const Learned slowly = bySmallSteps(rows, confirmed);
  const LogisticModel model = LogisticModel::fit(files, confirmed);
  CHECK(model.intercept() == Approx(slowly.intercept).margin(1e-6));
  const std::vector<FeatureEffect> effects = model.effects(files[0]);
  REQUIRE(effects.size() == 3);
  for (std::size_t j = 0; j < 3; ++j) {
    CHECK(effectOf(effects, std::string(1, char('a' + j))).weight ==
          Approx(slowly.weights[j]).margin(1e-6));
  }
  CHECK(slowly.weights[0] > 0.5);
}

TEST_CASE("the effects of a file and the intercept add up to its logit") {
  const Files files{{{"a", 1}, {"b", 2}}, {{"a", 2}}, {{"a", 1}, {"b", 1}},
                    {{"b", 3}},           {},         {{"a", 3}}};
  const std::vector<bool> confirmed{true, true, false, false, false, true};
  const LogisticModel model = LogisticModel::fit(files, confirmed);
  for (const std::vector<Feature>& file : files) {
    double sum = model.intercept();
    for (const FeatureEffect& each : model.effects(file)) sum += each.effect;
    CHECK(sum == Approx(model.logit(file)));
  }
  CHECK(model.logit(files[5]) > model.logit(files[3]));
}

TEST_CASE("what fewer than three files have, and what all have alike, has no weight") {
  const Files files{{{"all", 1}, {"few", 1}, {"some", 1}},
                    {{"all", 1}, {"few", 1}, {"some", 1}},
                    {{"all", 1}, {"some", 1}},
                    {{"all", 1}}};
  const LogisticModel model = LogisticModel::fit(files, {true, true, true, false});
  const std::vector<FeatureEffect> effects = model.effects(files[0]);
  REQUIRE(effects.size() == 1);
  CHECK(effects[0].name == "some");
  CHECK(effects[0].value == 1);
  CHECK(effects[0].usual == 0.75);
  CHECK(effects[0].weight > 0);
}

TEST_CASE("files that a feature tells apart without fault still get weights of a sensible size") {
  Files files;
  std::vector<bool> confirmed;
  for (int i = 0; i < 400; ++i) {
    files.push_back(i % 2 == 0 ? std::vector<Feature>{{"yes", 1}} : std::vector<Feature>{});
    confirmed.push_back(i % 2 == 0);
  }
  const LogisticModel model = LogisticModel::fit(files, confirmed);
  CHECK(model.logit(files[0]) > 3);
  CHECK(model.logit(files[0]) < 10);
  CHECK(model.logit(files[1]) == Approx(-model.logit(files[0])).margin(1e-9));
}
