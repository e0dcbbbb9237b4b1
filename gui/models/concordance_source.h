#pragma once

#include <QObject>
#include <QStringList>
#include <optional>
#include <vector>

#include "gui/models/concordance_table.h"
#include "model/diagnostic.h"
#include "queries/find/order.h"
#include "queries/find/sets.h"

namespace retold {

/// Fills a concordance: with what a query finds, with a kept set, or with a random part of either,
/// in the background; what is under way for something older is dropped. Only documents that pass
/// the project filter.
class ConcordanceSource final : public QObject {
  Q_OBJECT
 public:
  /// Hits that are sorted at most where their words have to be read.
  static constexpr std::size_t kMostSorted = 20'000;

  ConcordanceSource(Session& session, ConcordanceTable& table, QObject* parent = nullptr);

  /// What stands in the table.
  enum class Kind { Nothing, Search, Set };
  Kind kind() const { return kind_; }
  /// The query as typed, or how the set was made: kept with what is saved.
  const QString& how() const { return how_; }
  const QString& name() const { return name_; }  ///< of the set, in words

  /// Reads what was typed; a fault leaves the table as it is.
  void search(const QString& typed);
  void showSet(const QString& name, const QString& how, std::vector<FoundPlace> places);
  /// Puts a random part of what there is in its place.
  void draw(std::uint64_t wanted, std::uint64_t seed);
  void setOrder(std::vector<OrderKey> keys);
  const std::vector<OrderKey>& order() const { return keys_; }
  /// The same once more, as when the filter changed.
  void again();
  void clear();

  const std::optional<Diagnostic>& fault() const { return fault_; }
  const QStringList& hints() const { return hints_; }
  bool isWorking() const { return first_.isRunning() || rest_.isRunning(); }
  bool isSorting() const { return sorting_.isRunning(); }
  /// How many there are; none while they are being counted.
  const std::optional<SearchCount>& count() const { return count_; }
  /// Of a set: what of it does not stand in the table.
  const StandingPlaces& standing() const { return standing_; }
  /// Hits of the table that are in the order that was asked for; none where all are.
  std::optional<std::size_t> sorted() const { return sorted_; }

 signals:
  void changed();
  /// The first rows of something else are in the table.
  void shown();

 private:
  struct Rest {
    HitList more;
    SearchCount count;
  };
  void startSearch();
  void takeFirst(FirstHits first);
  void startRest(const FoundHits& first);
  void startHints();
  void startSet();
  void takeSet(StandingPlaces standing);
  void startOrder();
  void dropJobs();

  Session& session_;
  ConcordanceTable& table_;
  Kind kind_ = Kind::Nothing;
  QString how_;
  QString name_;
  std::optional<Query> query_;
  std::vector<FoundPlace> places_;  ///< of a set
  std::optional<Diagnostic> fault_;
  QStringList hints_;
  std::optional<SearchCount> count_;
  StandingPlaces standing_;
  std::vector<OrderKey> keys_;
  std::optional<std::size_t> sorted_;
  JobHandle first_, rest_, sorting_;
};

}  // namespace retold
