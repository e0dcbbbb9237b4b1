#include "model/event.h"

namespace retold {

Uuid idOf(const Object& object) {
  return std::visit(
      [](const auto& noun) -> Uuid {
        if constexpr (requires { noun.id; })
          return noun.id;
        else
          return noun.document;
      },
      object);
}

}  // namespace retold
