#include "indexer/reader/picture.h"

#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>

namespace retold {

namespace {

constexpr double kPointsPerInch = 72;

poppler::image drawn(const poppler::page& page, double dotsPerInch, double mostDots) {
  const poppler::rectf box = page.page_rect();
  const double inches = (box.width() / kPointsPerInch) * (box.height() / kPointsPerInch);
  if (!(inches > 0)) return {};
  const double resolution = std::min(dotsPerInch, std::sqrt(mostDots / inches));
  poppler::page_renderer renderer;
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  renderer.set_image_format(poppler::image::format_gray8);
  return renderer.render_page(&page, resolution, resolution);
}

bool isDrawn(const poppler::image& image) {
  return image.is_valid() && image.format() == poppler::image::format_gray8 && image.width() > 0 &&
         image.height() > 0;
}

std::string_view row(const poppler::image& image, int y) {
  const auto stride = static_cast<std::size_t>(image.bytes_per_row());
  return {image.const_data() + stride * static_cast<std::size_t>(y),
          static_cast<std::size_t>(image.width())};
}

}  // namespace

std::string pictureOfPage(const poppler::page& page) {
  const poppler::image image = drawn(page, 300, 40e6);
  if (!isDrawn(image)) return {};
  std::string picture =
      "P5\n" + std::to_string(image.width()) + " " + std::to_string(image.height()) + "\n255\n";
  picture.reserve(picture.size() + static_cast<std::size_t>(image.width()) *
                                       static_cast<std::size_t>(image.height()));
  for (int y = 0; y < image.height(); ++y) picture += row(image, y);
  return picture;
}

bool PaperTest::isBlank(const poppler::page& page) {
  constexpr std::size_t kMostTests = 40;
  constexpr unsigned char kPaper = 250;
  if (++tested_ > kMostTests) return false;
  const poppler::image image = drawn(page, 30, 1e6);
  if (!isDrawn(image)) return false;
  for (int y = 0; y < image.height(); ++y) {
    const bool ink = std::ranges::any_of(
        row(image, y), [](char dot) { return static_cast<unsigned char>(dot) < kPaper; });
    if (ink) return false;
  }
  return true;
}

}  // namespace retold
