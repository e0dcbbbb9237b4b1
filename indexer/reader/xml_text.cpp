#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "indexer/import/readers.h"
#include "indexer/import/text_builder.h"
#include "indexer/reader/flow.h"
#include "indexer/reader/markup_charset.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/speech_xml.h"
#include "indexer/reader/tei.h"
#include "indexer/reader/xml.h"
#include "indexer/text/legacy_charset.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

bool isText(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool holdsText(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view text = isText(child) ? child.value() : "";
    if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  }
  return false;
}

/// The words of XML of a kind that we do not know: an element that holds words itself is a
/// paragraph, whatever is within it.
void writePlain(const pugi::xml_node& node, bool inParagraph, TextBuilder& text) {
  const bool begins = !inParagraph && holdsText(node);
  if (begins) text.paragraph();
  for (const pugi::xml_node& child : node.children()) {
    if (isText(child)) {
      if (inParagraph || begins) text.addFlowing(child.value());
    } else {
      writePlain(child, inParagraph || begins, text);
    }
  }
  if (begins) text.paragraph();
}

void writeRoot(const pugi::xml_node& root, TextBuilder& text) {
  const std::string_view name = localName(root);
  if (name == "TEI" || name == "teiCorpus" || name == "TEI.2") {
    writeTei(root, text);
  } else if (name == "ANNOTATION_DOCUMENT") {
    writeElan(root, text);
  } else if (name == "basic-transcription") {
    writeExmaralda(root, text);
  } else if (name == "Trans") {
    writeTranscriber(root, text);
  } else {
    writePlain(root, false, text);
  }
}

Encoding encodingOf(std::string_view bytes) {
  if (!firstInvalidUtf8(bytes) && bytes.substr(0, 256).find('\0') == std::string_view::npos)
    return {"UTF-8", 1.0, false};
  const auto declared = charsetName(declaredCharset(bytes));
  const bool wide = bytes.substr(0, 256).find('\0') != std::string_view::npos;
  return {wide ? "UTF-16" : declared.value_or("UTF-8"), 1.0, false};
}

/// Where reading stopped, for the user.
void tellDamage(std::string_view name, const ReadDocument& document, ReadResult& result) {
  result.diagnostics.push_back(
      {Severity::Warning, std::string(name), 0, 0,
       "the XML is damaged (an element does not end, or ends that did not begin); " +
           counted(wordsIn(document.text), "word", "words") +
           " could be read and others may be missing"});
}

}  // namespace

ReadResult readXml(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    if (bytes.empty()) throw Unreadable{"the file is empty"};
    Encoding encoding = encodingOf(bytes);
    std::string copy(bytes);
    if (options.decode.encoding) {
      std::optional<Decoded> decoded = decodeFile(name, bytes, options, result);
      if (!decoded) return;
      copy = std::move(decoded->text);
      encoding = std::move(decoded->encoding);
    }
    // pugixml drops the last character of words that nothing ends.
    if (copy.substr(0, 4).find('\0') == std::string::npos && !copy.starts_with("\xFF\xFE") &&
        !copy.starts_with("\xFE\xFF")) {
      copy += '\n';
    }
    const Xml xml = parseXml(std::move(copy), "the file", options.limits);
    if (!xml.root()) {
      throw Unreadable{
          "it is no XML: no element was found in it; if it is a text, give it the ending .txt"};
    }
    if (localName(xml.root()) == "html") {
      result = readHtml(name, bytes, options, sink);
      return;
    }
    TextBuilder text;
    writeRoot(xml.root(), text);
    ReadDocument document = text.finish();
    if (document.text.empty()) {
      throw Unreadable{xml.complete ? "the XML holds no words"
                                    : "the XML is damaged and no words can be read from it"};
    }
    if (document.text.size() > options.limits.text) {
      throw Unreadable{"its text is larger than " + sizeInWords(options.limits.text) +
                       "; a file that is meant to be so large is read with --largest-text"};
    }
    if (!xml.complete) {
      document.notes.emplace_back("the file is damaged: its text breaks off");
      tellDamage(name, document, result);
    }
    document.encoding = std::move(encoding);
    document.unreadable += xml.unreadable;
    sink(std::move(document));
  });
}

}  // namespace retold
