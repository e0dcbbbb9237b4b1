#include "cli/search_sets.h"

#include <optional>
#include <vector>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/words.h"
#include "queries/find/random_part.h"
#include "queries/find/sets.h"

namespace retold {

namespace {

/// What --thin and --seed ask for.
struct Thinning {
  std::uint64_t wanted = 0;
  std::uint64_t seed = 0;
};

std::optional<Thinning> thinningFrom(const Arguments& arguments) {
  if (!arguments.has("--thin")) {
    if (arguments.has("--seed")) arguments.complain("--seed needs --thin N");
    return std::nullopt;
  }
  return Thinning{arguments.number("--thin", 0, 1),
                  arguments.has("--seed") ? arguments.number("--seed", 0) : newSeed()};
}

void tellDrawn(const std::string& how, Console& console) {
  console.err << "Shown: " << onOneLine(how) << '\n';
}

void writeStanding(const StandingPlaces& standing, std::ostream& out) {
  if (standing.olderText > 0)
    out << counted(standing.olderText, "passage stands in an earlier text of its document",
                   "passages stand in earlier texts of their documents")
        << " and " << (standing.olderText == 1 ? "is" : "are") << " not shown\n";
  if (standing.leftOut > 0)
    out << counted(standing.leftOut, "passage is", "passages are")
        << " in documents that were left out\n";
}

}  // namespace

int showResultSet(const Arguments& arguments, const std::string& project, const HitLayout& layout,
                  Console& console) {
  const std::optional<Thinning> thinning = thinningFrom(arguments);
  const auto storage = openToRead(project);
  const ResultSet set = resultSetNamed(*storage, *arguments.value("--set"));
  StandingPlaces standing = standingPlaces(*storage, set.places, nullptr, console.progress);
  if (thinning) {
    std::vector<FoundPlace> places;
    for (std::size_t hit = 0; hit < standing.list.hits.size(); ++hit)
      places.push_back(standing.list.place(hit));
    const auto drawn = randomPart(places, thinning->wanted, thinning->seed);
    tellDrawn(howDrawn(drawn.size(), places.size(), setInWords(set.name), thinning->seed), console);
    standing.list = standingPlaces(*storage, drawn, nullptr, console.progress).list;
  }
  console.progress.clear();
  const std::uint64_t written = writeList(*storage, standing.list, layout, console);
  std::ostream& summary = layout.format == "text" ? console.out : console.err;
  if (written < standing.list.hits.size())
    summary << "The first " << (written == 1 ? "" : grouped(written) + ' ') << "of ";
  summary << counted(standing.list.hits.size(), "passage", "passages") << " in "
          << counted(standing.list.documents.size(), "document", "documents")
          << "; found by: " << onOneLine(set.query) << '\n';
  writeStanding(standing, summary);
  return 0;
}

int saveHits(const Arguments& arguments, const std::string& project, const std::string& typed,
             const Query& query, Console& console) {
  const std::optional<Thinning> thinning = thinningFrom(arguments);
  const auto storage = openToWrite(project, "search");
  FoundHits found;
  std::string how = typed;
  if (thinning) {
    const SearchCount all = countHits(*storage, query, nullptr, console.progress);
    found = drawHits(*storage, query, nullptr, thinning->wanted, thinning->seed, console.progress);
    how = howDrawn(found.list.hits.size(), all.hits, '(' + typed + ')', thinning->seed);
  } else {
    found = findHits(*storage, query, nullptr, {}, kMostListed + 1, console.progress);
  }
  std::vector<FoundPlace> places;
  for (std::size_t hit = 0; hit < found.list.hits.size(); ++hit)
    if (!found.list.hits[hit].span.empty()) places.push_back(found.list.place(hit));
  const ResultSet set = saveResultSet(*storage, *arguments.value("--save"), how, std::move(places),
                                      arguments.value("--coder", console.user));
  console.progress.clear();
  console.out << "Kept " << counted(set.places.size(), "passage", "passages") << " as "
              << onOneLine(setInWords(set.name)) << "; found by: " << onOneLine(set.query) << '\n';
  return 0;
}

}  // namespace retold
