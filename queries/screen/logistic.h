#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace retold {

/// Something that can be counted of a file, by a name that people read: "category sold-again".
struct Feature {
  std::string name;
  double value = 0;
};

/// What one feature does to one file.
struct FeatureEffect {
  std::string name;
  double value = 0;   ///< of the file
  double usual = 0;   ///< mean of the files learned from
  double weight = 0;  ///< for one standard deviation above `usual`
  double effect = 0;  ///< what it adds to the file's logit; below 0 it takes away
};

/// L2-regularised logistic regression, P(confirmed) = 1 / (1 + exp(-(b + Σ w_j (x_j - m_j) /
/// s_j))), with mean m_j and standard deviation s_j of each feature over the files learned from.
/// The weights are those at which
///     Σ_i log(1 + exp(-y_i z_i)) + λ/2 Σ_j w_j²,   y_i = ±1, λ = 1, b not held down,
/// is least: a normal prior of variance 1 on each standardised weight, as Genkin, Lewis and Madigan
/// propose ("Large-Scale Bayesian Logistic Regression for Text Categorization", Technometrics 49,
/// 2007). It is found by Newton's method with conjugate gradients and step halving (Komarek and
/// Moore, "Making Logistic Regression a Core Data Mining Tool", ICDM 2005); no random numbers, so
/// the same files give the same weights. Immutable once fitted; any thread.
class LogisticModel {
 public:
  /// A feature that fewer than this many files have tells nothing of others, and is left out.
  static constexpr std::size_t kFewestFiles = 3;

  /// `confirmed[i]` is the label of `files[i]`, in which a name stands once at most. A feature that
  /// a file does not name is 0 there.
  static LogisticModel fit(const std::vector<std::vector<Feature>>& files,
                           const std::vector<bool>& confirmed);

  /// b + Σ of the effects: above 0 is likelier confirmed than rejected.
  double logit(const std::vector<Feature>& file) const;

  /// The effects that make up the logit, with those of features that the file does not have; the
  /// largest first.
  std::vector<FeatureEffect> effects(const std::vector<Feature>& file) const;

  double intercept() const { return intercept_; }

 private:
  struct Weight {
    std::string name;
    double mean = 0;
    double deviation = 1;
    double weight = 0;
  };
  std::vector<Weight> weights_;  ///< by name
  double intercept_ = 0;         ///< b
  double base_ = 0;              ///< logit of a file that has no feature at all
};

}  // namespace retold
