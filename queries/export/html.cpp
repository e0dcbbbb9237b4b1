#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "indexer/text/language.h"
#include "queries/document/summary.h"
#include "queries/export/html_style.h"
#include "queries/export/html_text.h"
#include "queries/export/writers.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

struct Kind {
  std::string_view name;  // as Excerpt::codeKind
  std::string_view title;
};
constexpr std::array<Kind, 4> kKinds{{{"risk", "Risk factors"},
                                      {"protective", "Protective factors"},
                                      {"pattern", "Patterns"},
                                      {"none", "Other codes"}}};

/// Names in any script, kept from mixing with the line around them.
std::string name(std::string_view text) { return "<bdi>" + escapedHtml(text) + "</bdi>"; }

std::string verbatim(std::string_view text) { return "<code>" + escapedHtml(text) + "</code>"; }

/// A quote for reading: lines of a paragraph run on, an empty line begins a new one.
std::string flowing(std::string_view quote) {
  std::string result;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < quote.size();) {
    if (whiteSpaceAt(quote, at) == 0) {
      ++at;
      continue;
    }
    const std::size_t space = at;
    while (const std::size_t size = whiteSpaceAt(quote, at)) at += size;
    const std::string_view run = quote.substr(space, at - space);
    result += escapedHtml(quote.substr(begin, space - begin));
    result += std::count(run.begin(), run.end(), '\n') > 1 ? "<br>\n" : " ";
    begin = at;
  }
  return result + escapedHtml(quote.substr(begin));
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

/// An excerpt with its number on the page, from 1.
struct Numbered {
  std::size_t number;
  const Excerpt* excerpt;
};

struct CodeGroup {
  std::string code;
  std::string label;
  std::string anchor;
  std::vector<Numbered> excerpts;
  std::uint64_t documents = 0;
};

struct KindGroup {
  Kind kind;
  std::vector<CodeGroup> codes;
};

std::vector<KindGroup> grouped(const std::vector<Excerpt>& excerpts) {
  std::vector<KindGroup> kinds;
  std::size_t number = 0;
  std::size_t codeNumber = 0;
  for (const Kind& kind : kKinds) {
    std::map<std::string, std::vector<const Excerpt*>> byCode;
    for (const Excerpt& excerpt : excerpts)
      if (excerpt.codeKind == kind.name) byCode[excerpt.code].push_back(&excerpt);
    if (byCode.empty()) continue;
    KindGroup& group = kinds.emplace_back(KindGroup{kind, {}});
    for (const auto& [code, members] : byCode) {
      const std::string& label = members.front()->codeLabel;
      CodeGroup& codeGroup = group.codes.emplace_back(CodeGroup{
          code, label.empty() ? code : label, "code-" + std::to_string(++codeNumber), {}, 0});
      std::set<std::string_view> documents;
      for (const Excerpt* excerpt : members) {
        codeGroup.excerpts.push_back({++number, excerpt});
        documents.insert(excerpt->document);
      }
      codeGroup.documents = documents.size();
    }
  }
  return kinds;
}

class Page {
 public:
  Page(const ExcerptExport& what, std::ostream& out)
      : what_(what), header_(what.header), kinds_(grouped(what.excerpts)), out_(out) {}

  void write() {
    head();
    intro();
    if (!kinds_.empty()) contents();
    out_ << "<main>\n";
    if (kinds_.empty()) out_ << "<p>No passage is tagged.</p>\n";
    for (const KindGroup& kind : kinds_) section(kind);
    leftOut();
    out_ << "</main>\n";
    methods();
    out_ << "</body>\n</html>\n";
  }

 private:
  void head() {
    out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
            "style-src &#39;unsafe-inline&#39;\">\n"
            "<meta name=\"generator\" content=\""
         << escapedHtml(header_.program) << "\">\n<title>Tagged excerpts of "
         << escapedHtml(header_.project) << " (" << escapedHtml(header_.deidentification)
         << ")</title>\n<style>" << kHtmlStyle << "</style>\n</head>\n<body>\n";
  }

  void intro() {
    out_ << "<div class=\"alarm\" role=\"note\"><strong>" << escapedHtml(header_.deidentification)
         << "</strong>\n<p>These are people’s words as they were recorded, with the names and "
            "places that they said. Keep this file as safe as the interviews.</p></div>\n"
            "<header>\n<h1>Tagged excerpts</h1>\n<p class=\"quiet\">Project "
         << name(header_.project) << ", " << dateOf(header_.made) << "</p>\n<p class=\"base\"><b>"
         << counted(what_.excerpts.size(), "excerpt", "excerpts") << "</b> with "
         << counted(codeCount(), "code", "codes") << ", from <b>" << documentBase()
         << "</b> of the project.</p>\n";
    if (header_.translations > 0) out_ << "<p>" << interviewBase() << "</p>\n";
    if (header_.selection != "all")
      out_ << "<p>Only the tags of " << name(header_.selection) << ".</p>\n";
    if (!what_.leftOut.empty()) {
      out_ << "<p><a href=\"#left-out\">" << counted(what_.leftOut.size(), "tag", "tags")
           << " left out</a>, because "
           << (what_.leftOut.size() == 1 ? "its words are" : "their words are")
           << " no longer in the text.</p>\n";
    }
    out_ << "</header>\n";
  }

  std::size_t codeCount() const {
    std::size_t count = 0;
    for (const KindGroup& kind : kinds_) count += kind.codes.size();
    return count;
  }

  std::string documentBase() const {
    return std::to_string(header_.documentsWithExcerpts) + " of " +
           counted(header_.documents, "document", "documents");
  }

  std::string interviewBase() const {
    return counted(header_.translations, "document is a translation",
                   "documents are translations") +
           " of another: with each interview counted once, the excerpts come from " +
           std::to_string(header_.interviewsWithExcerpts) + " of " +
           counted(header_.interviews, "interview", "interviews") + '.';
  }

  static std::string dateOf(const std::string& time) {
    return "<time datetime=\"" + escapedHtml(time) + "\">" + escapedHtml(time.substr(0, 10)) +
           "</time>";
  }

  void contents() {
    out_ << "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n";
    for (const KindGroup& kind : kinds_) {
      out_ << "<h3 class=\"" << kind.kind.name << "\">" << kind.kind.title << "</h3>\n<ul>\n";
      for (const CodeGroup& code : kind.codes) {
        out_ << "<li><a href=\"#" << code.anchor << "\">" << name(code.label) << "</a> <span>"
             << counted(code.excerpts.size(), "excerpt", "excerpts") << ", "
             << counted(code.documents, "document", "documents") << "</span></li>\n";
      }
      out_ << "</ul>\n";
    }
    out_ << "</nav>\n";
  }

  void section(const KindGroup& kind) {
    out_ << "<section class=\"" << kind.kind.name << "\">\n<h2>" << kind.kind.title << "</h2>\n";
    for (const CodeGroup& code : kind.codes) {
      out_ << "<section aria-labelledby=\"" << code.anchor << "\">\n<h3 id=\"" << code.anchor
           << "\">" << name(code.label) << "</h3>\n<p class=\"of-code\">" << verbatim(code.code)
           << " · " << counted(code.excerpts.size(), "excerpt", "excerpts") << " in "
           << code.documents << " of " << counted(header_.documents, "document", "documents")
           << "</p>\n";
      for (const Numbered& each : code.excerpts) figure(each);
      out_ << "</section>\n";
    }
    out_ << "</section>\n";
  }

  void figure(const Numbered& each) {
    const Excerpt& excerpt = *each.excerpt;
    // lang="" says that the language is not known.
    const std::string language = excerpt.language == "und" ? "" : excerpt.language;
    out_ << "<figure id=\"excerpt-" << each.number << "\">\n<blockquote dir=\"auto\" lang=\""
         << escapedHtml(language) << "\">" << (excerpt.leftIsCut ? "…&nbsp;" : "")
         << escapedHtml(excerpt.left) << "<mark>" << flowing(excerpt.quote) << "</mark>"
         << escapedHtml(excerpt.right) << (excerpt.rightIsCut ? "&nbsp;…" : "")
         << "</blockquote>\n<figcaption>\n<p><a class=\"number\" href=\"#"
         << "proof-" << each.number << "\" aria-label=\"Excerpt " << each.number
         << ", its digests\">" << each.number << "</a>" << citation(excerpt) << groupOf(excerpt)
         << "</p>\n";
    if (const std::string text = reservations(excerpt); !text.empty())
      out_ << "<p>" << text << "</p>\n";
    out_ << "<p class=\"quiet\">Bytes " << excerpt.span.begin << "–" << excerpt.span.end
         << " of the stored text · tagged by " << name(excerpt.coder) << ", "
         << dateOf(excerpt.time) << " · " << foundBy(excerpt) << "</p>\n";
    if (!excerpt.decision.empty())
      out_ << "<p class=\"quiet\">Newest decision on prior trafficking: "
           << escapedHtml(excerpt.decision) << "</p>\n";
    if (!excerpt.memo.empty())
      out_ << "<p class=\"memo\" dir=\"auto\">" << flowing(excerpt.memo) << "</p>\n";
    out_ << "</figcaption>\n</figure>\n";
  }

  /// "Interview 12, case 7, turn 7, R07 (respondent), page 3, 00:12:31, Romanian".
  static std::string citation(const Excerpt& excerpt) {
    std::string text = "<b>" + name(excerpt.document) + "</b>";
    if (!excerpt.caseName.empty()) text += ", case " + name(excerpt.caseName);
    if (excerpt.turn > 0) text += ", turn " + std::to_string(excerpt.turn);
    if (!excerpt.speaker.empty()) text += ", " + name(excerpt.speaker);
    if (!excerpt.speakerRole.empty()) text += " (" + escapedHtml(excerpt.speakerRole) + ")";
    text += placeOf(excerpt);
    if (excerpt.startMilliseconds) {
      text += ", " + clockTime(*excerpt.startMilliseconds);
      if (excerpt.endMilliseconds) text += "–" + clockTime(*excerpt.endMilliseconds);
    }
    if (!excerpt.language.empty() && excerpt.language != "und")
      text += ", " + escapedHtml(languageName(excerpt.language));
    return text;
  }

  /// Codes, cases, documents and speakers are named beside each excerpt anyway.
  std::string groupOf(const Excerpt& excerpt) const {
    constexpr std::string_view kAttribute = "attribute ";
    if (!header_.groupedBy.starts_with(kAttribute)) return {};
    return ", " + name(header_.groupedBy.substr(kAttribute.size())) + ": " + name(excerpt.group);
  }

  static std::string placeOf(const Excerpt& excerpt) {
    if (excerpt.row) return ", row " + std::to_string(*excerpt.row);
    if (!excerpt.page) return {};
    const bool several = excerpt.pageEnd && *excerpt.pageEnd != *excerpt.page;
    return several
               ? ", pages " + std::to_string(*excerpt.page) + "–" + std::to_string(*excerpt.pageEnd)
               : ", page " + std::to_string(*excerpt.page);
  }

  /// What a reader must know before citing the words as those of the person.
  static std::string reservations(const Excerpt& excerpt) {
    std::string text;
    if (!excerpt.translationOf.empty()) {
      text += "Translated from " + name(excerpt.translationOf);
      if (!excerpt.translator.empty()) text += " by " + name(excerpt.translator);
      text += ". ";
    }
    if (excerpt.ocrConfidence) {
      text += "Recognised from a picture, " +
              std::to_string(static_cast<int>(*excerpt.ocrConfidence * 100 + 0.5)) +
              " % sure: compare with the original. ";
    }
    if (excerpt.olderText) text += "Stands in an older text of the document. ";
    if (!text.empty()) text.pop_back();
    return text;
  }

  static std::string foundBy(const Excerpt& excerpt) {
    if (excerpt.lexicon.empty()) return "found by reading";
    std::string text = "led there by " + verbatim(excerpt.term) + " of the lexicon " +
                       name(excerpt.lexicon) + ' ' + escapedHtml(excerpt.lexiconVersion);
    if (!excerpt.lexiconReview.empty()) text += " (" + escapedHtml(excerpt.lexiconReview) + ")";
    return text;
  }

  void leftOut() {
    if (what_.leftOut.empty()) return;
    out_ << "<section>\n<h2 id=\"left-out\">Left out</h2>\n<p>The words of these tags no longer "
            "stand where they were tagged. They are listed here and were not moved.</p>\n<ul>\n";
    for (const Diagnostic& diagnostic : what_.leftOut) {
      out_ << "<li>" << name(diagnostic.file);
      if (diagnostic.line > 0) out_ << ", line " << diagnostic.line;
      out_ << ": " << name(diagnostic.message) << "</li>\n";
    }
    out_ << "</ul>\n</section>\n";
  }

  void methods() {
    out_ << "<footer>\n<h2>How this was made</h2>\n<dl>\n";
    row("Documents", documentBase() + " of the project hold an excerpt shown here");
    if (header_.translations > 0) row("Interviews", interviewBase());
    if (header_.documentsLeftOut > 0) {
      row("Left out by the user", counted(header_.documentsLeftOut, "document", "documents") +
                                      ", not counted here; tags in them are not shown");
    }
    row("Tags shown",
        header_.selection == "all" ? "all" : "only those of " + name(header_.selection));
    if (!header_.groupedBy.empty()) row("Put together by", name(header_.groupedBy));
    row("Recall", escapedHtml(header_.recall));
    std::string lexicons;
    for (const std::string& lexicon : header_.lexicons)
      lexicons += (lexicons.empty() ? "" : "<br>") + name(lexicon);
    row("Lexicons that led to excerpts",
        lexicons.empty() ? "none: every passage was found by reading" : lexicons);
    row("De-identification", escapedHtml(header_.deidentification));
    row("Places", "bytes of the stored text, in UTF-8, the end not included");
    row("Project", name(header_.project) + "<br>" + verbatim(header_.projectId));
    row("Head of the change log", verbatim(header_.chainHead));
    row("Made", "<time datetime=\"" + escapedHtml(header_.made) + "\">" +
                    escapedHtml(header_.made) + "</time> by " + escapedHtml(header_.program));
    out_ << "</dl>\n";
    proofs();
    out_ << "</footer>\n";
  }

  void row(std::string_view term, const std::string& description) {
    out_ << "<dt>" << term << "</dt><dd>" << description << "</dd>\n";
  }

  void proofs() {
    if (kinds_.empty()) return;
    out_
        << "<table class=\"proofs\">\n<caption>Digests of each excerpt: HMAC-SHA-256 under the "
           "project’s key, which only the project holds: the same words give the same digest there."
           "</caption>\n<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Identity and "
           "digests</th></tr></thead>\n<tbody>\n";
    for (const KindGroup& kind : kinds_)
      for (const CodeGroup& code : kind.codes)
        for (const Numbered& each : code.excerpts) {
          out_ << "<tr id=\"proof-" << each.number << "\"><td><a href=\"#excerpt-" << each.number
               << "\">" << each.number << "</a></td><td><span>id</span> "
               << verbatim(each.excerpt->id) << "<br><span>quote</span> "
               << verbatim(each.excerpt->quoteDigest) << "<br><span>original</span> "
               << verbatim(each.excerpt->originalDigest) << "</td></tr>\n";
        }
    out_ << "</tbody>\n</table>\n";
  }

  const ExcerptExport& what_;
  const ExportHeader& header_;
  const std::vector<KindGroup> kinds_;
  std::ostream& out_;
};

}  // namespace

void writeHtml(const ExcerptExport& what, std::ostream& out) { Page(what, out).write(); }

}  // namespace retold
