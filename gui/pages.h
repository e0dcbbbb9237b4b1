#pragma once

#include <span>

namespace retold {

/// What a researcher does: each is a page of the window, with panels of its own.
enum class Page { Read, Search, Excerpts, Codebook, Cases, Notes, Lexicons, Pictures };

/// One row of `pages()` (pages.cpp). A page that has no panel is not shown.
struct PageRow {
  Page page;
  const char* name;   ///< for saved sizes and for tests
  const char* title;  ///< to be translated in the context "retold::Workspace"
};

/// In the order of their tabs; Ctrl+1 shows the first.
std::span<const PageRow> pages();

}  // namespace retold
