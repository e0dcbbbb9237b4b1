#pragma once

#include "gui/session.h"
#include "gui/views/code_finder.h"

namespace retold {

/// Codes for what was typed to tag with, best first: with nothing typed the favourites, then those
/// that were used last.
std::vector<Code> codesFor(const Session& session, const QString& typed);

/// The finder shows the session's favourites, takes them by digits and changes them with Ctrl+B.
void shareFavourites(CodeFinder& finder, Session& session);

}  // namespace retold
