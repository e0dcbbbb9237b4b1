#pragma once

#include <QString>

#include "model/codebook.h"

namespace retold {

/// What a code is called wherever people read it: its label, or its name where it has none.
QString codeLabel(const Code& code);

/// The label with the name behind it: "Poverty (risk/economic/poverty)"; once where they are the
/// same.
QString labelAndName(const Code& code);

/// What a tooltip says of a code whose label is shown: its name, and its definition below.
QString codeToolTip(const Code& code);

}  // namespace retold
