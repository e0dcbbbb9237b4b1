#include "queries/export/html_text.h"

#include "queries/export/html_style.h"

namespace retold {

std::string escapedHtml(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        const bool isControl = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
        result += isControl ? std::string("\xEF\xBF\xBD") : std::string(1, c);
      }
    }
  }
  return result;
}

std::string paragraphsHtml(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    std::string_view paragraph = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 2);
    std::string lines;
    while (!paragraph.empty()) {
      const std::size_t line = paragraph.find('\n');
      lines += (lines.empty() ? "" : "<br>\n") + escapedHtml(paragraph.substr(0, line));
      paragraph.remove_prefix(line == paragraph.npos ? paragraph.size() : line + 1);
    }
    if (!lines.empty()) result += "<p dir=\"auto\">" + lines + "</p>\n";
  }
  return result;
}

std::string beginOfPage(std::string_view title) {
  const std::string name = escapedHtml(title);
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>" +
         name + "</title>\n<style>" + std::string(kHtmlStyle) + "</style>\n</head>\n<body>\n" +
         "<header><h1>" + name + "</h1></header>\n<main>\n";
}

}  // namespace retold
