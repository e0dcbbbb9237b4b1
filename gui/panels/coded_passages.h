#pragma once

#include <unordered_set>
#include <vector>

#include "gui/session.h"
#include "gui/theme.h"
#include "gui/views/coded_passage.h"

namespace retold {

/// What the transcript of `text` shows of these codings: those that stand in it, in their order.
/// `noted`: ids of codings on which there are memos.
std::vector<CodedPassage> passagesOf(const Session& session, const std::vector<Coding>& codings,
                                     TextId text, const Theme& theme,
                                     const std::unordered_set<Uuid>& noted = {});

/// Concerns as the transcript shows them, the open ones with the line of their note.
std::vector<FlaggedPassage> flagsOf(const std::vector<PlacedConcern>& concerns);

}  // namespace retold
