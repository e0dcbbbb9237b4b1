#pragma once

#include <optional>
#include <string>

#include "model/ids.h"
#include "model/span.h"
#include "model/time.h"

namespace retold {

/// `document` is a translation of `original`. Both are searched; counts of documents and cases take
/// the two as one.
struct Translation {
  Uuid id;
  DocumentId document;  ///< in at most one Translation
  DocumentId original;  ///< no translation itself
  std::string translator;
  bool back = false;     ///< translated back, to check another translation
  bool machine = false;  ///< by a program
  friend bool operator==(const Translation&, const Translation&) = default;
};

/// The language that the user gave to a part of a text, in place of the guess.
struct LanguageCorrection {
  Uuid id;
  DocumentId document;
  std::optional<TextId> text;    ///< that `span` points into; none = the whole document, every text
  std::optional<ByteSpan> span;  ///< with `text`
  std::string language;          ///< BCP 47
  friend bool operator==(const LanguageCorrection&, const LanguageCorrection&) = default;
};

/// A document that the user left out (consent withdrawn, wrong study): kept and accounted for, not
/// searched, screened or counted.
struct DocumentExclusion {
  Uuid id;
  DocumentId document;  ///< in at most one of them
  std::string reason;
  std::string coder;
  Timestamp time;
  friend bool operator==(const DocumentExclusion&, const DocumentExclusion&) = default;
};

/// A sentence or line that recurs in many documents because a form prints it.
struct BoilerplatePassage {
  std::string key;   ///< its folded words, one blank between
  std::string text;  ///< as it stands in one of them
  std::uint64_t documents = 0;
  bool question = false;  ///< a form's question
};

/// What the user said of such a passage; it counts before what was detected.
struct BoilerplateMark {
  Uuid id;
  std::string key;  ///< as BoilerplatePassage::key; in at most one mark
  bool boilerplate = true;
  std::string coder;
  friend bool operator==(const BoilerplateMark&, const BoilerplateMark&) = default;
};

}  // namespace retold
