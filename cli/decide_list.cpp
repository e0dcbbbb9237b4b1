#include "cli/decide_list.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/tag/judging.h"
#include "queries/tag/tagging.h"
#include "queries/tag/waiting.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};

/// What a list of decisions is limited to. Empty fields do not limit.
struct Selection {
  std::optional<Uuid> subject;
  std::optional<std::string> question;
  std::optional<std::string> coder;
  std::optional<std::string> reader;

  bool takes(const Decision& decision) const {
    return (!subject || decision.subjectId == *subject) &&
           (!question || decision.question == *question) && (!coder || decision.coder == *coder) &&
           (!reader || (decision.verdict == Verdict::CannotRead && decision.reader == *reader));
  }
};

/// True where no later decision of the coder stands in place of `all[at]`.
bool counts(const std::vector<Decision>& all, std::size_t at) {
  const Decision& decision = all[at];
  const auto replaces = [&decision](const Decision& later) {
    return later.subject == decision.subject && later.subjectId == decision.subjectId &&
           later.question == decision.question && later.coder == decision.coder &&
           (decision.subject != Subject::Match ||
            (later.trace && decision.trace && keyOf(*later.trace).fits(*decision.trace)));
  };
  return std::none_of(all.begin() + static_cast<std::ptrdiff_t>(at) + 1, all.end(), replaces);
}

std::string_view subjectName(Subject subject) {
  constexpr std::array<std::string_view, 3> names{"case", "document", "match"};
  return names.at(static_cast<std::size_t>(subject));
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

/// A decision as a list shows it.
struct Listed {
  const Decision* decision = nullptr;
  std::string name;  ///< of its subject
  bool counts = false;
  bool waiting = false;  ///< for a reader
};

void writeListed(const std::vector<Listed>& list, Console& console) {
  for (const Listed& each : list) {
    const Decision& decision = *each.decision;
    console.out << toText(decision.verdict) << "  " << subjectName(decision.subject) << ' '
                << isolated(console, onOneLine(each.name)) << "  (" << onOneLine(decision.coder)
                << ", " << toText(decision.time).substr(0, 10) << ", "
                << onOneLine(decision.question) << (each.counts ? ")" : "; decided anew since)")
                << '\n';
    if (decision.verdict == Verdict::CannotRead) {
      console.out << "    to be read by "
                  << (decision.reader.empty() ? "anybody who can" : onOneLine(decision.reader))
                  << (each.waiting ? ": waiting\n" : "\n");
    }
    if (decision.certainty != Certainty::Unstated)
      console.out << "    how sure: " << inWords(decision.certainty) << '\n';
    if (!decision.reason.empty())
      console.out << "    why: " << isolated(console, onOneLine(decision.reason)) << '\n';
    for (const std::string& quote : decision.quotes)
      console.out << "    " << isolated(console, '"' + onOneLine(quote) + '"') << '\n';
    if (decision.trace) {
      console.out << "    led there by " << onOneLine(decision.trace->term) << " of "
                  << onOneLine(decision.trace->lexicon) << ": "
                  << isolated(console, '"' + onOneLine(decision.trace->quote) + '"') << '\n';
    }
  }
  if (!list.empty()) console.out << '\n';
  const auto counting = static_cast<std::uint64_t>(std::ranges::count(list, true, &Listed::counts));
  console.out << counted(list.size(), "decision", "decisions") << ", of which " << grouped(counting)
              << (counting == 1 ? " counts\n" : " count\n");
}

void writeListedRows(const std::vector<Listed>& list, std::string_view format, std::ostream& out) {
  RowWriter rows(out, format,
                 {"id", "subject", "name", "question", "verdict", "coder", "reason", "quotes",
                  "lexicon", "term", "match", "time", "counts", "reader", "waiting", "certainty"});
  for (const Listed& each : list) {
    const Decision& decision = *each.decision;
    const auto& trace = decision.trace;
    rows.row({toText(decision.id), std::string(subjectName(decision.subject)), each.name,
              decision.question, std::string(toText(decision.verdict)), decision.coder,
              decision.reason, joined(decision.quotes), trace ? trace->lexicon : "",
              trace ? trace->term : "", trace ? trace->quote : "", toText(decision.time),
              each.counts, decision.reader, each.waiting, std::string(toText(decision.certainty))});
  }
}

}  // namespace

int listDecisions(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  for (const std::string_view option :
       {"--match", "--reason", "--quote", "--lexicon", "--certainty"})
    if (arguments.has(option))
      arguments.complain(std::string(option) + " does not go with \"list\"");
  arguments.keepApart("--case", std::array<std::string_view, 1>{"--document"});
  const std::string_view format = arguments.choice("--format", kFormats);
  const auto storage = openToRead(project);
  Selection selection{std::nullopt, arguments.value("--question"), arguments.value("--coder"),
                      arguments.value("--reader")};
  if (const auto name = arguments.value("--case"))
    selection.subject = requireCase(*storage, *name).id;
  if (const auto name = arguments.value("--document"))
    selection.subject = requireDocument(*storage, *name).id;
  std::unordered_map<Uuid, std::string> cases;
  for (const Case& person : storage->cases()) cases.emplace(person.id, person.name);
  std::set<DecisionId> waiting;
  for (const Waiting& each : waitingToBeRead(*storage)) waiting.insert(each.decision);
  const std::vector<Decision> all = storage->decisions();
  std::vector<Listed> list;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const Decision& decision = all[at];
    if (!selection.takes(decision)) continue;
    std::string name = toText(decision.subjectId);
    if (decision.subject == Subject::Case) {
      if (const auto known = cases.find(decision.subjectId); known != cases.end())
        name = known->second;
    } else if (const auto document = storage->document(DocumentId(decision.subjectId))) {
      name = document->name;
      if (decision.subject == Subject::Match && decision.trace)
        name = matchName(name, decision.trace->span);
    }
    list.push_back({&decision, std::move(name), counts(all, at), waiting.contains(decision.id)});
  }
  if (format == "text")
    writeListed(list, console);
  else
    writeListedRows(list, format, console.out);
  return 0;
}

}  // namespace retold
