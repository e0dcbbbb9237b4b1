#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"

namespace retold {

/// A word or phrase of a dictionary of another program.
struct DictionaryTerm {
  std::string text;  ///< words parted by single blanks; * stands for any letters
  double weight = 1;
  std::string gloss;
  std::string language;    ///< BCP 47; "" where the dictionary does not say
  std::uint64_t line = 0;  ///< of the file it comes from
};

struct DictionaryCategory {
  std::vector<std::string> path;  ///< its name behind those of the categories that it stands in
  std::string gloss;
  std::vector<DictionaryTerm> terms;
};

/// What dictionaries of all programs have in common.
struct Dictionary {
  std::string title;
  std::string note;                            ///< for people, several lines at most
  std::vector<DictionaryCategory> categories;  ///< in the order of the file, paths differ
};

/// A dictionary as read. Errors say why it cannot be used, warnings what was not carried over.
struct DictionaryReading {
  Dictionary dictionary;
  std::vector<Diagnostic> diagnostics;
  bool ok() const;
};

/// Puts together what a reader finds, within the limits that hold for all formats.
class DictionaryBuilder {
 public:
  static constexpr std::size_t kMostTerms = 1'000'000;
  static constexpr std::size_t kMostCategories = 100'000;
  static constexpr std::size_t kMostTroubles = 10'000;
  static constexpr std::size_t kLongestTerm = 1'000;  ///< bytes
  static constexpr std::size_t kDeepest = 50;         ///< categories in categories

  explicit DictionaryBuilder(std::string_view file) : file_(file) {}

  void setTitle(std::string_view title) { reading_.dictionary.title = title; }
  /// The category of this path, made where it is not there; its number for addTerm(). A path that
  /// is too deep is a fault.
  std::size_t category(const std::vector<std::string>& path, std::uint64_t line);
  void setGloss(std::size_t category, std::string_view gloss);
  /// White space is evened out. What is too long or too much is reported.
  void addTerm(std::size_t category, DictionaryTerm term);
  /// Reports what cannot be carried over; the dictionary stays usable.
  void leaveOut(std::uint64_t line, std::string message);
  /// Reports why the dictionary cannot be used.
  void fault(std::uint64_t line, std::string message);
  /// True when reading on is of no use: the dictionary is too large.
  bool isFull() const { return full_; }

  DictionaryReading finish();

 private:
  void report(Severity severity, std::uint64_t line, std::string message);

  std::string file_;
  DictionaryReading reading_;
  std::map<std::vector<std::string>, std::size_t> places_;
  std::size_t terms_ = 0;
  bool full_ = false;
};

/// `text` with every run of white space and control characters made one blank, none at the ends.
std::string evened(std::string_view text);

}  // namespace retold
