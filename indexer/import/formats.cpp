#include <array>

#include "indexer/import/readers.h"
#include "indexer/import/srt.h"
#include "indexer/import/vtt.h"

namespace retold {

namespace {

constexpr std::array kFormats{
    ImportFormat{"txt", "txt text", 1, &readText},
    ImportFormat{"md", "md markdown", 1, &readMarkdown},
    ImportFormat{"csv", "csv tsv", 2, &readTable},
    ImportFormat{"vtt", "vtt", 1, &readVtt},
    ImportFormat{"srt", "srt", 1, &readSrt},
    ImportFormat{"docx", "docx docm dotx dotm", 1, nullptr},
    ImportFormat{"doc", "doc dot", 1, nullptr},
    ImportFormat{"outlook", "msg", 1, nullptr},
    ImportFormat{"odt", "odt ott fodt", 1, nullptr},
    ImportFormat{"xlsx", "xlsx xlsm xltx xltm", 1, nullptr},
    ImportFormat{"ods", "ods ots fods", 1, nullptr},
    ImportFormat{"rtf", "rtf", 1, nullptr},
    ImportFormat{"pdf", "pdf", 1, nullptr},
    ImportFormat{"picture", "png jpg jpeg tif tiff", 1, &readPicture},
    ImportFormat{"html", "html htm xhtml", 1, nullptr},
    ImportFormat{"xml", "xml tei eaf exb trs", 1, nullptr},
    ImportFormat{"epub", "epub", 1, nullptr},
    ImportFormat{
        "libreoffice",
        "wpd wp wp4 wp5 wp6 wps wri sxw stw sdw uot abw zabw hwp lwp mcw cwk pages xls xlt xlw "
        "sxc stc 123 wk1 wk3 wk4 wks wb2 wq1 uos numbers",
        1, &readByLibreOffice},
    ImportFormat{"archive", "zip tar tgz gz tbz tbz2 bz2 txz xz lzma 7z", 1, nullptr},
};

}  // namespace

std::span<const ImportFormat> importFormats() { return kFormats; }

const ImportFormat* findImportFormat(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  if (extension.size() < 2) return nullptr;
  extension.erase(0, 1);
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const ImportFormat& format : kFormats) {
    std::string_view rest = format.extensions;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      if (rest.substr(0, space) == extension) return &format;
      rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    }
  }
  return nullptr;
}

}  // namespace retold
