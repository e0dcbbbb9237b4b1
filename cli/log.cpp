#include <array>
#include <functional>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/history/describe.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr Option kOptions[] = {
    {"--format", "FMT", "text (the default) or csv"},
};

void eachEvent(const Storage& storage, const std::function<void(const Event&)>& visit) {
  constexpr std::size_t pageSize = 1000;
  std::uint64_t from = 1;
  for (;;) {
    const std::vector<Event> page = storage.events(from, pageSize);
    for (const Event& event : page) visit(event);
    if (page.size() < pageSize) return;
    from = page.back().number + 1;
  }
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

}  // namespace

constexpr Usage kLogUsage{
    .forms = "PROJECT [--format FMT]",
    .about =
        "Lists every change of a project, oldest first: when, by whom, what. Each change "
        "holds the digest of the one before it, so that their order can be proved; a project "
        "that is not signed proves order, not honesty.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  number, time, coder, action, id, previous, hash, undoes, objects",
    .examples =
        "retold log study.retold\n"
        "retold log study.retold --format csv > log.csv",
    .failure = "the project could not be read; the reason stands on standard error",
};

int runLog(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("log", kLogUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const EventDescriber describer(*storage);
  if (csv) {
    RowWriter rows(
        console.out, "csv",
        {"number", "time", "coder", "action", "id", "previous", "hash", "undoes", "objects"});
    eachEvent(*storage, [&](const Event& event) {
      rows.row({event.number, toText(event.time), event.coder, event.action, toText(event.id),
                event.previous, event.hash, event.undoes ? toText(*event.undoes) : "",
                joined(describer.objects(event))});
    });
    return 0;
  }
  TextTable table({">number", "time", "coder", "change"});
  eachEvent(*storage, [&](const Event& event) {
    table.add({std::to_string(event.number), toText(event.time),
               isolated(console, onOneLine(event.coder)), onOneLine(describer.line(event))});
  });
  console.out << table.text() << "\nchain head " << storage->chainHead() << '\n';
  return 0;
}

}  // namespace retold
