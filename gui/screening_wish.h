#pragma once

#include <string>
#include <vector>

#include "queries/screen/choices.h"

namespace retold {

/// What the user wants a project to be screened with.
struct ScreeningWish {
  std::vector<std::string> lexicons;  ///< ids; empty = not chosen yet
  ScreeningChoices choices;
  bool learned = false;  ///< in the order that the decisions suggest
};

}  // namespace retold
