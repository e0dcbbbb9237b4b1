#include <array>

#include "indexer/reader/readers.h"

namespace retold {

namespace {

constexpr std::array kReaders{
    IsolatedReader{"docx", &readDocx},       IsolatedReader{"doc", &readDoc},
    IsolatedReader{"outlook", &readOutlook}, IsolatedReader{"odt", &readOdt},
    IsolatedReader{"xlsx", &readXlsx},       IsolatedReader{"ods", &readOds},
    IsolatedReader{"archive", &readArchive}, IsolatedReader{"rtf", &readRtf},
    IsolatedReader{"html", &readHtml},       IsolatedReader{"xml", &readXml},
    IsolatedReader{"epub", &readEpub},       IsolatedReader{"pdf", &readPdf},
};

}  // namespace

std::span<const IsolatedReader> isolatedReaders() { return kReaders; }

}  // namespace retold
