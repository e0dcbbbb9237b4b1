#include "tests/indexer/reader/pdf_files.h"

#include <cstdio>
#include <map>

// Poppler asks fontconfig for fonts, which keeps what it found until the process ends. The leak
// checker of the sanitizers asks this function, whose name it prescribes.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

namespace retold {

namespace {

constexpr double kHeight = 842;

std::string number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  return buffer;
}

/// The objects of a PDF, numbered from 1, with the table of their places.
class Objects {
 public:
  std::size_t add(std::string content) {
    objects_.push_back(std::move(content));
    return objects_.size();
  }
  void set(std::size_t object, std::string content) { objects_[object - 1] = std::move(content); }

  std::string file(std::size_t root) const {
    std::string file = "%PDF-1.4\n";
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      places.push_back(file.size());
      file += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const std::size_t table = file.size();
    const std::string count = std::to_string(objects_.size() + 1);
    file += "xref\n0 " + count + "\n0000000000 65535 f \n";
    for (const std::size_t place : places) {
      char entry[32];
      std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", place);
      file += entry;
    }
    return file + "trailer\n<</Size " + count + "/Root " + std::to_string(root) +
           " 0 R>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  }

 private:
  std::vector<std::string> objects_;
};

std::string stream(const std::string& content) {
  return "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream";
}

std::string reference(std::size_t object) { return std::to_string(object) + " 0 R"; }

std::string mapOf(const std::vector<std::pair<char, std::string>>& meanings) {
  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
      "1 begincodespacerange <00> <FF> endcodespacerange\n" +
      std::to_string(meanings.size()) + " beginbfchar\n";
  for (const auto& [code, meaning] : meanings) {
    char hex[8];
    std::snprintf(hex, sizeof hex, "<%02X> <", static_cast<unsigned>(code));
    map += hex + meaning + ">\n";
  }
  return map + "endbfchar endcmap CMapName currentdict /CMap defineresource pop end end";
}

}  // namespace

std::string shown(double x, double y, std::string_view text, double size) {
  std::string content =
      "BT /F1 " + number(size) + " Tf 1 0 0 1 " + number(x) + " " + number(kHeight - y) + " Tm (";
  for (const char c : text) {
    if (c == '(' || c == ')' || c == '\\') content += '\\';
    content += c;
  }
  return content + ") Tj ET\n";
}

std::string shownLines(double x, double y, const std::vector<std::string>& lines, double size) {
  std::string content;
  for (const std::string& line : lines) {
    content += shown(x, y, line, size);
    y += 12;
  }
  return content;
}

std::string drawnSquare() { return "100 300 200 200 re f\n"; }

std::string pdfOf(const std::vector<std::string>& contents,
                  const std::vector<std::pair<char, std::string>>& meanings) {
  Objects objects;
  const std::string courier =
      "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding";
  const std::size_t root = objects.add("");
  const std::size_t pages = objects.add("");
  const std::size_t plain = objects.add(courier + ">>");
  const std::size_t marks = objects.add("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>");
  const std::size_t map = objects.add(stream(mapOf(meanings)));
  const std::size_t mapped = objects.add(courier + "/ToUnicode " + reference(map) + ">>");
  std::string kids;
  for (const std::string& content : contents) {
    const std::size_t text = objects.add(stream(content));
    kids += reference(objects.add("<</Type/Page/Parent " + reference(pages) +
                                  "/MediaBox[0 0 595 842]/Contents " + reference(text) +
                                  "/Resources<</Font<</F1 " + reference(plain) + "/F2 " +
                                  reference(marks) + "/F3 " + reference(mapped) + ">>>>>>")) +
            " ";
  }
  objects.set(root, "<</Type/Catalog/Pages " + reference(pages) + ">>");
  objects.set(pages,
              "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(contents.size()) + ">>");
  return objects.file(root);
}

namespace {

std::string stateful(const PdfAnnotation& annotation, const std::string& shows) {
  const std::string& state = annotation.state;
  return "/AP<</N " + (state.empty() ? shows : "<</" + state + " " + shows + ">>") + ">>";
}

/// The annotations of a form's file: fields that several share, appearances, the form.
class Annotations {
 public:
  Annotations(Objects& objects, std::string fonts) : objects_(objects), fonts_(std::move(fonts)) {}

  std::string add(const PdfAnnotation& annotation) {
    const double low = kHeight - annotation.y - annotation.height;
    std::string entries = "<</Type/Annot/Rect[" + number(annotation.x) + " " + number(low) + " " +
                          number(annotation.x + annotation.width) + " " +
                          number(low + annotation.height) + "]" + annotation.entries;
    if (!annotation.appearance.empty()) {
      entries += stateful(annotation, reference(objects_.add(shown(annotation))));
    }
    if (!annotation.group.empty()) {
      entries += "/Parent " + groupOf(annotation.group);
      const std::string place = reference(objects_.add(entries + ">>"));
      kids_[annotation.group] += place + " ";
      return place;
    }
    const std::string place = reference(objects_.add(entries + ">>"));
    if (annotation.entries.find("/Widget") != std::string::npos) fields_ += place + " ";
    return place;
  }

  std::string form() {
    for (const auto& [group, object] : groups_) {
      objects_.set(object, "<<" + group + "/Kids[" + kids_[group] + "]>>");
    }
    return "/AcroForm<</Fields[" + fields_ + "]/DA(/F1 10 Tf 0 g)/DR<<" + fonts_ + ">>>>";
  }

 private:
  std::string shown(const PdfAnnotation& annotation) const {
    const std::string& content = annotation.appearance;
    return "<</Type/XObject/Subtype/Form/BBox[0 0 " + number(annotation.width) + " " +
           number(annotation.height) + "]/Resources<<" + fonts_ + ">>/Length " +
           std::to_string(content.size()) + ">>stream\n" + content + "\nendstream";
  }

  std::string groupOf(const std::string& group) {
    const auto known = groups_.find(group);
    if (known != groups_.end()) return reference(known->second);
    const std::size_t object = objects_.add("");
    groups_.emplace(group, object);
    fields_ += reference(object) + " ";
    return reference(object);
  }

  Objects& objects_;
  std::string fonts_;
  std::string fields_;
  std::map<std::string, std::size_t> groups_;
  std::map<std::string, std::string> kids_;
};

}  // namespace

std::string pdfWith(const std::vector<std::string>& contents,
                    const std::vector<PdfAnnotation>& annotations, const std::string& pageEntries) {
  Objects objects;
  const std::size_t root = objects.add("");
  const std::size_t pages = objects.add("");
  const std::size_t plain =
      objects.add("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>");
  const std::size_t marks = objects.add("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>");
  const std::string fonts = "/Font<</F1 " + reference(plain) + "/F2 " + reference(marks) + ">>";
  Annotations beside(objects, fonts);
  std::string kids;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    std::string places;
    for (const PdfAnnotation& annotation : annotations) {
      if (annotation.page == i + 1) places += beside.add(annotation) + " ";
    }
    const std::size_t text = objects.add(stream(contents[i]));
    kids +=
        reference(objects.add("<</Type/Page/Parent " + reference(pages) +
                              "/MediaBox[0 0 595 842]/Contents " + reference(text) + "/Annots[" +
                              places + "]/Resources<<" + fonts + ">>" + pageEntries + ">>")) +
        " ";
  }
  objects.set(root, "<</Type/Catalog/Pages " + reference(pages) + beside.form() + ">>");
  objects.set(pages,
              "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(contents.size()) + ">>");
  return objects.file(root);
}

}  // namespace retold
