#include "gui/pages.h"

#include <QtGlobal>

namespace retold {

namespace {

constexpr PageRow kPages[] = {
    {Page::Read, "read", QT_TRANSLATE_NOOP("retold::Workspace", "Read")},
    {Page::Search, "search", QT_TRANSLATE_NOOP("retold::Workspace", "Search")},
    {Page::Excerpts, "excerpts", QT_TRANSLATE_NOOP("retold::Workspace", "Excerpts")},
    {Page::Codebook, "codebook", QT_TRANSLATE_NOOP("retold::Workspace", "Codebook")},
    {Page::Cases, "cases", QT_TRANSLATE_NOOP("retold::Workspace", "Cases")},
    {Page::Notes, "notes", QT_TRANSLATE_NOOP("retold::Workspace", "Notes")},
    {Page::Lexicons, "lexicons", QT_TRANSLATE_NOOP("retold::Workspace", "Lexicons")},
    {Page::Pictures, "pictures", QT_TRANSLATE_NOOP("retold::Workspace", "Pictures")},
};

}  // namespace

std::span<const PageRow> pages() { return kPages; }

}  // namespace retold
