#include "queries/lexicon/newest_decisions.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace retold {

std::vector<Decision> newestDecisions(const std::vector<Decision>& decisions,
                                      std::string_view question) {
  using Key = std::tuple<std::string, Subject, std::string, std::uint64_t, std::uint64_t>;
  std::set<Key> seen;
  std::vector<Decision> newest;
  for (auto each = decisions.rbegin(); each != decisions.rend(); ++each) {
    if (each->question != question) continue;
    const bool isMatch = each->subject == Subject::Match && each->trace;
    const ByteSpan span = isMatch ? each->trace->span : ByteSpan{};
    std::string subject = toText(each->subjectId);
    if (isMatch)
      subject += toText(each->trace->text) + each->trace->lexicon + '\n' + each->trace->term;
    if (seen.emplace(each->coder, each->subject, std::move(subject), span.begin, span.end).second)
      newest.push_back(*each);
  }
  std::ranges::reverse(newest);
  return newest;
}

}  // namespace retold
