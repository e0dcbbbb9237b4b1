#pragma once

#include <functional>

#include "gui/session.h"
#include "gui/views/chooser.h"
#include "queries/document/by_name.h"

namespace retold {

/// Lets a document be chosen by its name, among any number of them: names are looked for in the
/// background as they are typed. `wish`: which ones are offered. `inWords`: the line of one.
/// `receive`: the chosen one.
void offerDocuments(Chooser& chooser, Session& session, const NameWish& wish,
                    std::function<QString(const Document&)> inWords,
                    std::function<void(const Document&)> receive);

}  // namespace retold
