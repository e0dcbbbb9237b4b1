#pragma once

#include <vector>

#include "gui/session.h"
#include "gui/theme.h"
#include "gui/views/coded_passage.h"

namespace retold {

/// What the transcript of `text` shows of these codings: those that stand in it, in their order.
/// `noted`: ids of codings on which there are memos.
std::vector<CodedPassage> passagesOf(const Session& session, const std::vector<Coding>& codings,
                                     TextId text, const Theme& theme,
                                     const std::vector<Uuid>& noted = {});

/// Concerns on this text, the open ones with the line of their note.
std::vector<FlaggedPassage> flagsOf(const std::vector<Concern>& concerns, TextId text);

}  // namespace retold
