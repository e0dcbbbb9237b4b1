#include "indexer/import/libreoffice.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/import/content_kind.h"
#include "indexer/import/readers.h"
#include "indexer/system.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr int kLook = 100;  // milliseconds between two looks at `stop`

constexpr std::string_view kNotInstalled =
    "Retold does not read files of its kind itself, and LibreOffice, which could turn it into one "
    "that is read, is not installed: install the Debian packages libreoffice-writer and "
    "libreoffice-calc and import the file again";

/// Settings of the profile that is used for one file: no macro runs, nothing is fetched.
constexpr std::string_view kSettings =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Recovery/AutoSave"><prop oor:name="Enabled" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/History"><prop oor:name="PickListSize" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
)";

/// Run by the shell with the folder as $0, the largest file (in blocks) as $1, then LibreOffice and
/// its arguments: has it say its version, takes the network away where the system allows it, then
/// becomes it.
constexpr std::string_view kScript =
    "umask 077; export HOME=\"$0\" TMPDIR=\"$0\" PATH=/usr/local/bin:/usr/bin:/bin; cd \"$0\"; "
    "ulimit -c 0; ulimit -f \"$1\"; shift; \"$1\" \"$2\" --version; "
    "if unshare -rn true 2>/dev/null; then exec unshare -rn \"$@\"; fi; exec \"$@\"";

std::string lowerExtension(std::string_view name) {
  std::string extension = std::filesystem::path(name).extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension.empty() ? extension : extension.substr(1);
}

/// The ending of the file that LibreOffice gets: some formats it knows by nothing else.
std::string endingFor(std::string_view name, std::string_view bytes) {
  const std::string_view kind = extensionByContent(bytes);
  std::string ending = kind.empty() ? lowerExtension(name) : std::string(kind);
  const bool plain = ending.size() <= 8 && std::ranges::all_of(ending, [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                     });
  return plain && !ending.empty() ? ending : "doc";
}

struct Target {
  std::string_view format, filter;
};

Target targetFor(std::string_view ending) {
  constexpr std::array<std::string_view, 14> tables{"xls", "xlt", "xlw", "sxc",    "stc",
                                                    "123", "wk1", "wk3", "wk4",    "wks",
                                                    "wb2", "wq1", "uos", "numbers"};
  if (std::ranges::find(tables, ending) != tables.end()) {
    return {"xlsx", "xlsx:Calc MS Excel 2007 XML"};
  }
  return {"docx", "docx:MS Word 2007 XML"};
}

std::filesystem::path findLibreOffice() {
  const std::filesystem::path program = findProgram("soffice");
  return program.empty() ? findProgram("libreoffice") : program;
}

/// "7.4.7" of "LibreOffice 7.4.7.2 40(Build:2)"; "" where that is not said.
std::string versionIn(std::string_view said) {
  constexpr std::string_view name = "LibreOffice ";
  const std::size_t at = said.find(name);
  if (at == std::string_view::npos) return {};
  said.remove_prefix(at + name.size());
  std::size_t end = 0;
  for (int dots = 0; end < said.size() && dots < 3; ++end) {
    if (said[end] != '.' && (said[end] < '0' || said[end] > '9')) break;
    if (said[end] == '.' && ++dots == 3) break;
  }
  return std::string(said.substr(0, end));
}

/// Why the program is to be stopped, or "".
struct Watch {
  const ReadLimits& limits;
  const std::function<bool()>& stop;
  std::chrono::steady_clock::time_point end;

  std::string trouble() const {
    if (stop && stop()) return "it was stopped";
    if (std::chrono::steady_clock::now() <= end) return {};
    return "LibreOffice took more than " + std::to_string(limits.seconds) +
           " seconds; the option --seconds sets another limit";
  }
};

/// Runs LibreOffice to its end; gives why it could not, or "", and what it said.
std::string run(const std::filesystem::path& program, const std::filesystem::path& folder,
                const std::string& filter, const std::filesystem::path& file, const Watch& watch,
                std::string& said) {
  const std::uint64_t blocks = watch.limits.unpacked / 512;
  const std::vector<std::string> words{
      "-c",
      std::string(kScript),
      folder.string(),
      std::to_string(blocks),
      program.string(),
      "-env:UserInstallation=file://" + (folder / "profile").string(),
      "--headless",
      "--norestore",
      "--nologo",
      "--nolockcheck",
      "--nodefault",
      "--convert-to",
      filter,
      "--outdir",
      (folder / "out").string(),
      file.string()};
  std::string trouble;
  const auto child = ChildProcess::start("/bin/sh", words, trouble);
  if (!child) return trouble;
  child->closeInput();
  std::string_view nothing;
  constexpr std::size_t mostSaid = 4096;
  while (child->exchange(nothing, said, kLook) != ChildProcess::Output::Ended) {
    said.resize(std::min(said.size(), mostSaid));
    if (trouble = watch.trouble(); !trouble.empty()) return trouble;
  }
  child->wait();
  return {};
}

void prepare(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "profile" / "user");
  std::filesystem::create_directory(folder / "out");
  writeFileAtomically(folder / "profile" / "user" / "registrymodifications.xcu", kSettings);
}

/// The file that LibreOffice wrote; a file without words comes out as one without words.
void takeResult(const std::filesystem::path& folder, const ReadLimits& limits, TurnedFile& turned) {
  FileTrouble trouble;
  auto file =
      readFile(folder / "out" / ("file." + std::string(turned.format)), limits.unpacked, trouble);
  if (file) {
    turned.bytes = std::move(file->bytes);
  } else {
    turned.trouble =
        "LibreOffice could not turn it into " + std::string(turned.format) +
        ": it is damaged, protected by a password, or of a kind that LibreOffice does not know";
  }
}

}  // namespace

TurnedFile turnByLibreOffice(std::string_view name, std::string_view bytes,
                             const ReadOptions& options, const std::function<bool()>& stop) {
  TurnedFile turned;
  const std::filesystem::path program = findLibreOffice();
  if (program.empty()) {
    turned.trouble = kNotInstalled;
    return turned;
  }
  // LibreOffice takes some hundred megabytes: never two of them, whichever project asks.
  static std::timed_mutex one;
  std::unique_lock<std::timed_mutex> mine(one, std::defer_lock);
  while (!mine.try_lock_for(std::chrono::milliseconds(kLook))) {
    if (stop && stop()) {
      turned.trouble = "it was stopped";
      return turned;
    }
  }
  const std::string ending = endingFor(name, bytes);
  const Target target = targetFor(ending);
  turned.format = target.format;
  try {
    const PrivateFolder folder;
    prepare(folder.path());
    const std::filesystem::path file = folder.path() / ("file." + ending);
    writeFileAtomically(file, bytes);
    const Watch watch{
        options.limits, stop,
        std::chrono::steady_clock::now() + std::chrono::seconds(options.limits.seconds)};
    std::string said;
    turned.trouble = run(program, folder.path(), std::string(target.filter), file, watch, said);
    const std::string version = versionIn(said);
    turned.note = "LibreOffice " + version + (version.empty() ? "" : " ") + "turned it into " +
                  std::string(turned.format);
    if (turned.trouble.empty()) takeResult(folder.path(), options.limits, turned);
  } catch (const Error& error) {
    turned.trouble = "it could not be given to LibreOffice: " + std::string(error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    turned.trouble = "it could not be given to LibreOffice: " + error.code().message();
  }
  return turned;
}

ReadResult readByLibreOffice(std::string_view name, std::string_view bytes,
                             const ReadOptions& options, const ReadSink& sink) {
  ReadResult result;
  if (!options.libreOffice) {
    const std::string ending = lowerExtension(name);
    result.unreadable = (ending.empty() ? "files of its kind" : "." + ending + " files") +
                        std::string(
                            " are not read by Retold itself: open it in the program that "
                            "made it and save it as docx or xlsx, or import with "
                            "--libreoffice where LibreOffice is installed");
    return result;
  }
  ReadDocument document;
  document.contained = std::string(bytes);
  document.containedFormat = kForLibreOffice;
  sink(std::move(document));
  return result;
}

}  // namespace retold
