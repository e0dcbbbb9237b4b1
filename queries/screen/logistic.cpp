#include "queries/screen/logistic.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace retold {

namespace {

constexpr double kLambda = 1.0;
constexpr int kNewtonSteps = 50;
constexpr int kHalvings = 40;
constexpr double kFlat = 1e-9;  // gradient at which the least is reached

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

Vector plus(const Vector& a, double factor, const Vector& b) {
  Vector sum = a;
  for (std::size_t i = 0; i < a.size(); ++i) sum[i] += factor * b[i];
  return sum;
}

double sigmoid(double z) {
  return z >= 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z));
}

/// log(1 + exp(-z)) without overflow.
double loss(double z) { return z >= 0 ? std::log1p(std::exp(-z)) : std::log1p(std::exp(z)) - z; }

/// The files as sparse rows; the last coordinate of a vector is the intercept.
struct Problem {
  std::vector<std::vector<std::pair<std::uint32_t, double>>> rows;
  std::vector<bool> labels;
  std::size_t features = 0;

  Vector times(const Vector& w) const {
    Vector z(rows.size(), w.back());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (const auto& [feature, value] : rows[i]) z[i] += w[feature] * value;
    return z;
  }

  Vector transposedTimes(const Vector& v) const {
    Vector w(features + 1, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const auto& [feature, value] : rows[i]) w[feature] += v[i] * value;
      w.back() += v[i];
    }
    return w;
  }

  double objective(const Vector& w) const {
    const Vector z = times(w);
    double sum = kLambda / 2 * (dot(w, w) - w.back() * w.back());
    for (std::size_t i = 0; i < z.size(); ++i) sum += loss(labels[i] ? z[i] : -z[i]);
    return sum;
  }

  /// The gradient, and in `curvature` the second derivatives of the losses.
  Vector gradient(const Vector& w, Vector& curvature) const {
    const Vector z = times(w);
    Vector residual(z.size());
    curvature.resize(z.size());
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double p = sigmoid(z[i]);
      residual[i] = p - (labels[i] ? 1 : 0);
      curvature[i] = p * (1 - p);
    }
    Vector g = transposedTimes(residual);
    for (std::size_t j = 0; j < features; ++j) g[j] += kLambda * w[j];
    return g;
  }

  Vector hessianTimes(const Vector& v, const Vector& curvature) const {
    Vector z = times(v);
    for (std::size_t i = 0; i < z.size(); ++i) z[i] *= curvature[i];
    Vector h = transposedTimes(z);
    for (std::size_t j = 0; j < features; ++j) h[j] += kLambda * v[j];
    constexpr double tiny = 1e-9;  // keeps the intercept's curvature above nothing
    h.back() += tiny * v.back();
    return h;
  }
};

/// Solves H x = -g by conjugate gradients.
Vector newtonStep(const Problem& problem, const Vector& g, const Vector& curvature) {
  constexpr double precise = 1e-12;
  constexpr std::size_t most = 500;
  Vector x(g.size(), 0);
  Vector residual = plus(x, -1, g);
  Vector direction = residual;
  double size = dot(residual, residual);
  const double enough = precise * size;
  for (std::size_t step = 0; step < std::min(2 * g.size(), most) && size > enough; ++step) {
    const Vector h = problem.hessianTimes(direction, curvature);
    const double along = size / dot(direction, h);
    x = plus(x, along, direction);
    residual = plus(residual, -along, h);
    const double next = dot(residual, residual);
    direction = plus(residual, next / size, direction);
    size = next;
  }
  return x;
}

Vector minimise(const Problem& problem) {
  Vector w(problem.features + 1, 0);
  Vector curvature;
  double now = problem.objective(w);
  for (int step = 0; step < kNewtonSteps; ++step) {
    const Vector g = problem.gradient(w, curvature);
    if (dot(g, g) < kFlat * kFlat) break;
    const Vector move = newtonStep(problem, g, curvature);
    double along = 1;
    for (int half = 0; half < kHalvings; ++half, along /= 2) {
      if (problem.objective(plus(w, along, move)) <= now) break;
    }
    w = plus(w, along, move);
    const double next = problem.objective(w);
    if (!(next < now)) break;
    now = next;
  }
  return w;
}

struct Moments {
  std::size_t files = 0;
  double sum = 0;
  double squares = 0;
};

}  // namespace

LogisticModel LogisticModel::fit(const std::vector<std::vector<Feature>>& files,
                                 const std::vector<bool>& confirmed) {
  assert(files.size() == confirmed.size() && !files.empty());
  const auto count = static_cast<double>(files.size());
  std::map<std::string, Moments> known;
  for (const std::vector<Feature>& file : files) {
    for (const Feature& feature : file) {
      Moments& moments = known[feature.name];
      moments.files += feature.value != 0 ? 1 : 0;
      moments.sum += feature.value;
      moments.squares += feature.value * feature.value;
    }
  }
  LogisticModel model;
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& [name, moments] : known) {
    const double mean = moments.sum / count;
    const double variance = moments.squares / count - mean * mean;
    constexpr double constant = 1e-12;
    if (moments.files < kFewestFiles || variance < constant) continue;
    numbers.emplace(name, static_cast<std::uint32_t>(model.weights_.size()));
    model.weights_.push_back({name, mean, std::sqrt(variance), 0});
  }
  // Scaled, but not moved to the mean: the intercept, which nothing holds down, makes up for it.
  Problem problem{{}, confirmed, model.weights_.size()};
  for (const std::vector<Feature>& file : files) {
    auto& row = problem.rows.emplace_back();
    for (const Feature& feature : file) {
      if (const auto at = numbers.find(feature.name); at != numbers.end())
        row.emplace_back(at->second, feature.value / model.weights_[at->second].deviation);
    }
  }
  const Vector w = minimise(problem);
  model.base_ = w.back();
  model.intercept_ = w.back();
  for (std::size_t j = 0; j < model.weights_.size(); ++j) {
    Weight& weight = model.weights_[j];
    weight.weight = w[j];
    model.intercept_ += weight.weight * weight.mean / weight.deviation;
  }
  return model;
}

double LogisticModel::logit(const std::vector<Feature>& file) const {
  double z = base_;
  for (const Feature& feature : file) {
    const auto at = std::ranges::lower_bound(weights_, feature.name, {}, &Weight::name);
    if (at != weights_.end() && at->name == feature.name)
      z += at->weight * feature.value / at->deviation;
  }
  return z;
}

std::vector<FeatureEffect> LogisticModel::effects(const std::vector<Feature>& file) const {
  std::map<std::string_view, double> values;
  for (const Feature& feature : file) values.emplace(feature.name, feature.value);
  std::vector<FeatureEffect> effects;
  for (const Weight& weight : weights_) {
    const auto at = values.find(weight.name);
    const double value = at == values.end() ? 0 : at->second;
    effects.push_back({weight.name, value, weight.mean, weight.weight,
                       weight.weight * (value - weight.mean) / weight.deviation});
  }
  // In millionths: what is equal but for rounding stands by name.
  const auto size = [](const FeatureEffect& each) {
    return -std::lround(1e6 * std::abs(each.effect));
  };
  std::ranges::stable_sort(effects, {}, size);
  return effects;
}

}  // namespace retold
