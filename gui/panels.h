#pragma once

#include <span>

#include "gui/pages.h"
#include "gui/panel.h"
#include "gui/session.h"

namespace retold {

/// The columns of a page, from the side where reading begins.
enum class Place { Left, Centre, Right };

/// A panel of the window: one row of `panels()` (panels.cpp) and one file in gui/panels/.
struct PanelRow {
  const char* name;  ///< for saved sizes and for tests
  Page page;
  Place place;  ///< panels of one place stand one below the other
  int share;    ///< of the height of its place
  Panel* (*make)(Session& session, QWidget* parent);
};

std::span<const PanelRow> panels();

}  // namespace retold
