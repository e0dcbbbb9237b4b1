#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/ids.h"

namespace retold {

enum class FactorKind { None, Risk, Protective, Pattern };

/// One entry of the codebook.
struct Code {
  CodeId id;
  std::string name;   ///< path that people type, unique: "risk/economic/poverty"
  std::string label;  ///< "Poverty"
  FactorKind kind = FactorKind::None;
  std::string definition;
  std::string include;
  std::string exclude;
  std::vector<std::string> stages;  ///< PRE, EXP, EXIT, TRANS, RET, REINT, REMIG, ANY
  std::vector<std::string> levels;  ///< I, F, C, S, T
  std::string colour;               ///< "#rrggbb"; empty = by kind
  std::optional<CodeId> parent;
  bool retired = false;  ///< kept for old codings, offered for no new one
};

/// A named set of codes in the order in which they are shown.
struct Codebook {
  std::string id;  ///< "retrafficking"
  std::string title;
  std::vector<Code> codes;
};

}  // namespace retold
