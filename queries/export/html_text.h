#pragma once

#include <string>
#include <string_view>

namespace retold {

/// `text` where markup or an attribute's value is expected. Control characters, which no page may
/// hold, become U+FFFD.
std::string escapedHtml(std::string_view text);

/// The same with its lines kept: paragraphs of "<p>", a line end within one as "<br>".
std::string paragraphsHtml(std::string_view text);

/// The beginning of a page with the style of the others, up to and with its h1 (`title`).
std::string beginOfPage(std::string_view title);
inline constexpr std::string_view kEndOfPage = "</main>\n</body>\n</html>\n";

}  // namespace retold
