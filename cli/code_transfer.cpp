#include "cli/code_transfer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/tag/tagging.h"
#include "queries/tag/transfer.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kSteps{"list", "accept"};
constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};

std::optional<DocumentId> documentFrom(const Arguments& arguments, const Storage& storage) {
  const auto name = arguments.value("--document");
  if (!name) return std::nullopt;
  return requireDocument(storage, *name).id;
}

/// "changed, 83 % alike".
std::string standingLine(const Transfer& transfer) {
  const MovedPassage& place = transfer.place;
  std::string line(toText(place.standing));
  if (place.standing == Standing::Context) {
    line += ", place " + grouped(place.place) + " of " + grouped(place.places) + ": " +
            percent(place.around) + " of the words around it";
  }
  if (place.standing == Standing::Changed) line += ", " + percent(place.similarity) + " alike";
  if (place.tied > 1) line += "; " + grouped(place.tied) + " places fit equally well";
  if (transfer.doubled) line += "; that passage is tagged so already";
  return line;
}

std::string shownQuote(const Transfer& transfer) {
  if (transfer.place.standing == Standing::Changed)
    return toText(wordDifferences(transfer.coding.quote, transfer.quote));
  return transfer.coding.quote;
}

void writeAsText(const std::vector<Transfer>& transfers, Console& console) {
  std::optional<DocumentId> current;
  std::array<std::uint64_t, 4> counts{};
  for (const Transfer& transfer : transfers) {
    const Coding& coding = transfer.coding;
    if (coding.document != current)
      console.out << (current ? "\n" : "") << isolated(console, onOneLine(transfer.document))
                  << '\n';
    current = coding.document;
    ++counts.at(static_cast<std::size_t>(transfer.place.standing));
    console.out << "  " << onOneLine(transfer.code) << "  (" << onOneLine(coding.coder) << ")\n    "
                << standingLine(transfer) << "\n    "
                << isolated(console, '"' + onOneLine(shownQuote(transfer)) + '"') << "\n    "
                << toText(coding.id) << '\n';
  }
  if (current) console.out << '\n';
  console.out << counted(transfers.size(), "tagged passage stands", "tagged passages stand")
              << " on older texts";
  if (transfers.empty()) {
    console.out << '\n';
    return;
  }
  console.out << ": " << grouped(counts[0]) << " exact, " << grouped(counts[1]) << " by context, "
              << grouped(counts[2]) << " changed, " << grouped(counts[3]) << " gone\n";
}

void writeAsRows(const std::vector<Transfer>& transfers, std::string_view format,
                 std::ostream& out) {
  RowWriter rows(out, format,
                 {"id", "document", "code", "coder", "standing", "begin", "end", "places", "place",
                  "tied", "similarity", "around", "quote", "old_begin", "old_end", "old_quote",
                  "difference", "doubled"});
  for (const Transfer& transfer : transfers) {
    const Coding& coding = transfer.coding;
    const MovedPassage& place = transfer.place;
    const bool gone = place.standing == Standing::Gone;
    const auto orNothing = [gone](auto value) { return gone ? Cell{} : Cell{value}; };
    rows.row({toText(coding.id), transfer.document, transfer.code, coding.coder,
              std::string(toText(place.standing)), orNothing(place.span.begin),
              orNothing(place.span.end), place.places, orNothing(place.place),
              orNothing(place.tied), orNothing(share(place.similarity)),
              orNothing(share(place.around)), transfer.quote, coding.span.begin, coding.span.end,
              coding.quote,
              gone ? std::string() : toText(wordDifferences(coding.quote, transfer.quote)),
              transfer.doubled});
  }
}

int list(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(3);
  const std::string_view format = arguments.choice("--format", kFormats);
  const auto storage = openToRead(project);
  const std::vector<Transfer> transfers =
      findTransfers(*storage, documentFrom(arguments, *storage));
  if (format == "text")
    writeAsText(transfers, console);
  else
    writeAsRows(transfers, format, console.out);
  return 0;
}

std::vector<Uuid> idsFrom(const Arguments& arguments) {
  std::vector<Uuid> ids;
  for (std::size_t at = 3; at < arguments.operandCount(); ++at) {
    const std::string& typed = arguments.operand(at, "ID");
    const auto id = parseUuid(typed);
    if (!id) arguments.complain("\"" + typed + "\" is no id of a tagged passage");
    if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
  }
  return ids;
}

Transfer transferNamed(const std::vector<Transfer>& waiting, const Uuid& id) {
  const auto at = std::ranges::find_if(
      waiting, [&id](const Transfer& transfer) { return transfer.coding.id == id; });
  if (at != waiting.end()) return *at;
  throw Error(ErrorKind::NotFound, "no tag " + toText(id) + " stands on an older text",
              "\"retold code PROJECT transfer list\" shows those that do; nothing was moved");
}

void writeMoved(const std::vector<Transfer>& moved, std::size_t waiting, Console& console) {
  console.out << "Moved " << counted(moved.size(), "tag", "tags") << " to new texts";
  if (waiting > moved.size())
    console.out << "; " << grouped(waiting - moved.size()) << " still on older texts";
  console.out << ".\n";
}

/// The place that --quote, or --begin and --end, name in the new text.
ByteSpan placeFrom(const Arguments& arguments, const Storage& storage, const Transfer& transfer) {
  const auto quote = arguments.value("--quote");
  if (!quote) return {arguments.number("--begin", 0), arguments.number("--end", 0)};
  const std::vector<ByteSpan> places = findQuote(storage.text(transfer.to)->content, *quote);
  if (places.size() == 1) return places.front();
  throw Error(ErrorKind::Refused,
              places.empty() ? "the quote does not stand in the new text of " + transfer.document
                             : "the quote stands in the new text of " + transfer.document + ' ' +
                                   grouped(places.size()) + " times",
              "give the words as they stand there once, or --begin and --end; nothing was moved");
}

int accept(const Arguments& arguments, const std::string& project, Console& console) {
  const std::vector<Uuid> ids = idsFrom(arguments);
  const bool exact = arguments.has("--exact");
  if (exact ? !ids.empty() : ids.empty())
    arguments.complain("say which tags to move: their ids, or --exact for all exact ones");
  const bool byEdges = arguments.has("--begin") || arguments.has("--end");
  if (byEdges && !(arguments.has("--begin") && arguments.has("--end")))
    arguments.complain("--begin and --end belong together");
  const bool byHand = byEdges || arguments.has("--quote");
  if (byHand && (ids.size() != 1 || (byEdges && arguments.has("--quote"))))
    arguments.complain("a place is given for one id: --quote, or --begin and --end");
  const auto storage = openToWrite(project, "code");
  const std::vector<Transfer> waiting = findTransfers(*storage, documentFrom(arguments, *storage));
  std::vector<Transfer> chosen;
  if (exact) std::ranges::copy_if(waiting, std::back_inserter(chosen), isPlain);
  for (const Uuid& id : ids) chosen.push_back(transferNamed(waiting, id));
  if (byHand)
    chosen.front() =
        transferTo(*storage, chosen.front(), placeFrom(arguments, *storage, chosen.front()));
  acceptTransfers(*storage, chosen, arguments.value("--coder", console.user));
  writeMoved(chosen, waiting.size(), console);
  return 0;
}

}  // namespace

int runTransfer(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& step = arguments.operand(2, "list or accept");
  if (step == "list") {
    for (const std::string_view option : {"--exact", "--quote", "--begin", "--end", "--coder"})
      if (arguments.has(option))
        arguments.complain(std::string(option) + " does not go with \"transfer list\"");
    return list(arguments, project, console);
  }
  if (step != "accept")
    arguments.complain("\"" + step + "\" stands where " + listed(kSteps, "or") + " is expected");
  if (arguments.has("--format"))
    arguments.complain("--format does not go with \"transfer accept\"");
  return accept(arguments, project, console);
}

}  // namespace retold
