#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/words.h"

namespace retold {

namespace {

constexpr Option kOptions[] = {
    {"--rebuild", "", "make the index anew from the texts first; nothing else is changed"},
};

}  // namespace

constexpr Usage kVerifyUsage{
    .forms = "PROJECT [--rebuild]",
    .about =
        "Checks every digest, passage, quote, event and index entry of a project and says "
        "what is wrong, a line each. Nothing is changed unless --rebuild is given.",
    .options = kOptions,
    .notes = "",
    .examples =
        "retold verify study.retold\n"
        "retold verify study.retold --rebuild",
    .failure = "something is wrong with the project, or it could not be read",
};

int runVerify(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("verify", kVerifyUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  const bool rebuild = arguments.has("--rebuild");
  const auto storage = rebuild ? openToWrite(project, "verify") : openToRead(project);
  if (rebuild) {
    storage->rebuildIndex(console.progress);
    console.progress.clear();
    console.err << "Made the index anew.\n";
  }
  const std::vector<Diagnostic> faults = storage->verify(console.progress);
  console.progress.clear();
  write(console.out, faults);
  if (faults.empty()) {
    console.out << "Sound: " << counted(storage->documentCount(), "document", "documents") << ", "
                << counted(storage->codings({}).size(), "tagged passage", "tagged passages")
                << ", chain head " << storage->chainHead() << '\n';
    return 0;
  }
  console.out << counted(faults.size(), "fault", "faults") << '\n';
  return 1;
}

}  // namespace retold
