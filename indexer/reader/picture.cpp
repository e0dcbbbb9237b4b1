#include "indexer/reader/picture.h"

#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

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

std::size_t inked(const std::vector<std::string>& rows) {
  constexpr unsigned char kPaper = 250;
  std::size_t count = 0;
  for (const std::string& line : rows) {
    count += static_cast<std::size_t>(std::ranges::count_if(
        line, [](char shade) { return static_cast<unsigned char>(shade) < kPaper; }));
  }
  return count;
}

/// Paints paper over the words.
void coverWords(const poppler::page& page, std::vector<std::string>& rows) {
  constexpr double kAround = 2;  // points about a word in which its ink may be
  const poppler::rectf sheet = page.page_rect();
  const double longSide = std::max({sheet.width(), sheet.height(), 1.0});
  const double dots = static_cast<double>(std::max(rows.size(), rows.front().size())) / longSide;
  const auto dot = [dots](double points, std::size_t most) {
    return static_cast<std::size_t>(std::clamp(points * dots, 0.0, static_cast<double>(most)));
  };
  for (const poppler::text_box& word : page.text_list()) {
    const poppler::rectf box = word.bbox();
    const std::size_t bottom = dot(box.bottom() + kAround + 1 / dots, rows.size());
    for (std::size_t y = dot(box.top() - kAround, rows.size()); y < bottom; ++y) {
      const std::size_t left = dot(box.left() - kAround, rows[y].size());
      const std::size_t right = dot(box.right() + kAround + 1 / dots, rows[y].size());
      if (left < right) rows[y].replace(left, right - left, right - left, '\xff');
    }
  }
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
  if (++tested_ > kMostTests) return false;
  const poppler::image image = drawn(page, 30, 1e6);
  if (!isDrawn(image)) return false;
  std::vector<std::string> rows;
  for (int y = 0; y < image.height(); ++y) rows.emplace_back(row(image, y));
  const std::size_t all = inked(rows);
  coverWords(page, rows);
  const std::size_t others = inked(rows);
  // Letters may reach out of their boxes; a picture of a page shows far more than its stamp.
  return others <= 2 * (all - others);
}

}  // namespace retold
