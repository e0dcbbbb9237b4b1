#pragma once

#include <span>

#include "gui/panel.h"
#include "gui/session.h"

namespace retold {

/// The columns of the window, from left to right.
enum class Place { Left, Centre, Right };

/// A panel of the window: one row of `panels()` (panels.cpp) and one file in gui/panels/.
struct PanelRow {
  const char* name;  ///< for saved sizes and for tests
  Place place;       ///< panels of one place stand one below the other
  int share;         ///< of the height of its place
  Panel* (*make)(Session& session, QWidget* parent);
};

std::span<const PanelRow> panels();

}  // namespace retold
