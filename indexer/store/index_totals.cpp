#include "indexer/store/index_totals.h"

#include <unordered_map>

namespace retold {

IndexTotals::IndexTotals(const Database& database) : database_(database) {
  Statement row(database, "SELECT id, token FROM vocabulary ORDER BY id");
  while (row.next()) {
    tokens_.resize(static_cast<std::size_t>(row.integer(0)) + 1);
    tokens_.back() = row.bytes(1);
  }
  totals_.resize(tokens_.size());
}

bool IndexTotals::add(const TokenStream& stream, const NewText::Tokens& tokens) {
  ++texts_;
  bool same = stream.ids.size() == tokens.foldedEnds.size() && stream.spans == tokens.spans &&
              stream.turnStarts == tokens.turnStarts;
  std::uint32_t begin = 0;
  for (std::size_t at = 0; at < stream.ids.size(); ++at) {
    const std::uint32_t id = stream.ids[at];
    if (id >= totals_.size()) {
      same = false;
      continue;
    }
    Total& total = totals_[id];
    ++total.places;
    if (total.lastText != texts_) ++total.texts;
    total.lastText = texts_;
    if (!same) continue;
    const std::uint32_t end = tokens.foldedEnds[at];
    const bool part = at > 0 && stream.positions[at] == stream.positions[at - 1];
    same = tokens_[id] == std::string_view(tokens.folded).substr(begin, end - begin) &&
           part == tokens.colocated[at];
    begin = end;
  }
  return same;
}

void IndexTotals::compare(std::vector<Diagnostic>& found) const {
  std::unordered_map<std::string_view, const Total*> wanted;
  for (std::size_t id = 0; id < totals_.size(); ++id) {
    if (totals_[id].places > 0) wanted.emplace(tokens_[id], &totals_[id]);
  }
  std::uint64_t wrong = 0;
  database_.run(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_totals USING"
      " fts5vocab(main, words, row)");
  Statement row(database_, "SELECT term, doc, cnt FROM temp.words_totals");
  while (row.next()) {
    const Total indexed{static_cast<std::uint64_t>(row.integer(1)),
                        static_cast<std::uint64_t>(row.integer(2)), 0};
    const auto place = wanted.find(row.view(0));
    if (place == wanted.end()) {
      ++wrong;
      continue;
    }
    if (!(indexed == *place->second)) ++wrong;
    wanted.erase(place);
  }
  wrong += wanted.size();
  if (wrong > 0) {
    found.push_back({Severity::Error, database_.file(), 0, 0,
                     "the index is wrong for " + std::to_string(wrong) +
                         " words; make it anew with: retold verify " + database_.file() +
                         " --rebuild"});
  }
}

}  // namespace retold
