#include "queries/lexicon/term_preview.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "model/error.h"
#include "queries/screen/term_program.h"
#include "queries/screen/term_search.h"

namespace retold {
namespace {

/// More phrases cost the index more than passing over the texts that they would leave out.
constexpr std::size_t kMostPhrases = 300;

using Clock = std::chrono::steady_clock;

class PreviewRun {
 public:
  PreviewRun(const Storage& storage, const TermProgram& program, TermProgram::Node node,
             const TermPreviewOptions& options, Progress& progress,
             const std::function<void(const TermPreview&)>& soFar)
      : storage_(storage),
        program_(program),
        node_(node),
        options_(options),
        progress_(progress),
        soFar_(soFar),
        nodes_{node},
        search_(program, nodes_),
        hits_(program),
        told_(Clock::now()) {}

  TermPreview find() {
    const auto visit = [this](DocumentId document, TextId text, const TokenStream& tokens) {
      look(document, text, tokens);
      return true;
    };
    const auto phrases = program_.anchorPhrases(node_);
    const auto anchors = program_.anchors(node_);
    if (phrases && phrases->size() <= kMostPhrases)
      storage_.eachTokenStreamWith(*phrases, visit);
    else if (!anchors || !anchors->empty())
      storage_.eachTokenStream(anchors.value_or(std::vector<std::uint32_t>()), visit);
    preview_.counted = true;
    return std::move(preview_);
  }

 private:
  void look(DocumentId document, TextId textId, const TokenStream& tokens) {
    if (progress_.cancelled()) throw Error(ErrorKind::Cancelled, "the search was stopped");
    if (options_.only && options_.only->count(document) == 0) return;
    if (search_.in(tokens).empty()) return;
    const auto text = storage_.text(textId);
    if (!text) return;
    hits_.begin(tokens, &*text);
    hits_.lookWithin({{0, std::numeric_limits<std::uint32_t>::max()}});
    const std::vector<TermHit>& found = hits_.of(node_);
    if (found.empty()) return;
    preview_.places += found.size();
    ++preview_.documents;
    const std::size_t before = preview_.first.size();
    for (const TermHit& hit : found) {
      if (preview_.first.size() >= options_.most) break;
      take(document, *text, tokens, hit);
    }
    tell(before < options_.most && preview_.first.size() >= options_.most);
  }

  void take(DocumentId document, const Text& text, const TokenStream& tokens, const TermHit& hit) {
    TermPlace place;
    place.document = document;
    place.text = text.id;
    if (preview_.first.empty() || preview_.first.back().document != document) {
      const auto stored = storage_.document(document);
      place.name = stored ? stored->name : std::string();
    } else {
      place.name = preview_.first.back().name;
    }
    place.span = {hit.words.front().begin, hit.words.back().end};
    place.how = hit.how;
    place.context = joinableContext(text, place.span, options_.context);
    const std::uint32_t turn = turnOf(tokens, hit.first);
    if (turn < text.turns.size()) place.speaker = text.turns[turn].speaker;
    preview_.first.push_back(std::move(place));
  }

  void tell(bool now) {
    if (!soFar_) return;
    const Clock::time_point time = Clock::now();
    if (!now && time - told_ < options_.every) return;
    told_ = time;
    soFar_(preview_);
  }

  const Storage& storage_;
  const TermProgram& program_;
  TermProgram::Node node_;
  const TermPreviewOptions& options_;
  Progress& progress_;
  const std::function<void(const TermPreview&)>& soFar_;
  std::array<TermProgram::Node, 1> nodes_;
  TermSearch search_;
  TermHits hits_;
  Clock::time_point told_;
  TermPreview preview_;
};

}  // namespace

TermPreviewer::TermPreviewer(const Storage& storage)
    : storage_(storage), finder_(std::make_shared<WordFinder>(storage.vocabulary())) {}
TermPreviewer::~TermPreviewer() = default;

TermPreview TermPreviewer::find(const Lexicon& lexicon, const TermExpression& expression,
                                const TermPreviewOptions& options, Progress& progress,
                                const std::function<void(const TermPreview&)>& soFar) {
  TermProgram program(finder_);
  const TermProgram::Node node = program.add(lexicon, expression);
  program.finish();
  if (node == TermProgram::kNothing) {
    TermPreview none;
    none.counted = true;
    return none;
  }
  return PreviewRun(storage_, program, node, options, progress, soFar).find();
}

}  // namespace retold
