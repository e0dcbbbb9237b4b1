#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace retold {

/// One answer that a form offers, with its box.
struct FormOption {
  ByteSpan words;  ///< of the text, without the box and blanks around it
  bool ticked = false;
  friend bool operator==(const FormOption&, const FormOption&) = default;
};

/// The options within `stretch` of `text`. Boxes stand before their words where the stretch begins
/// with one ("☒ Yes ☐ No", also behind a bullet), else behind them ("Yes ☒ No ☐"). Ticked are ☒ ☑ ✓
/// ✔ ✗ ✘ ■ [x] [X] (x) (X); empty are ☐ □ [ ] ( ). Empty where no box stands, and where the only
/// one is a pair of empty brackets amid the words: transcripts mark so what was not understood. Any
/// thread.
std::vector<FormOption> optionsIn(std::string_view text, ByteSpan stretch);

/// True when the first thing in `stretch`, but for bullets, is a box.
bool beginsWithBox(std::string_view text, ByteSpan stretch);

/// Where the first box in `stretch` begins.
std::optional<std::uint64_t> firstBox(std::string_view text, ByteSpan stretch);

}  // namespace retold
