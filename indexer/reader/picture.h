#pragma once

#include <cstddef>
#include <string>

namespace poppler {
class page;
}

namespace retold {

/// A page in grey, as a PGM file (binary), with 300 dots per inch, or fewer where the page is so
/// large that it would have more than 40 million dots. Empty where it cannot be drawn.
std::string pictureOfPage(const poppler::page& page);

/// Tells pages that show nothing but their words from those that show more. Drawing takes time: of
/// many pages only the first are drawn, the others count as showing more.
class PaperTest {
 public:
  bool isBlank(const poppler::page& page);

 private:
  std::size_t tested_ = 0;
};

}  // namespace retold
