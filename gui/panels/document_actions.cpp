#include "gui/panels/document_actions.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panels/document_choice.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "indexer/text/language.h"

namespace retold {

namespace {

/// Codes of languages, those of the text first, the others by name.
std::vector<std::string> languagesToChoose(const Text& text) {
  std::vector<std::string> all;
  for (int each = QLocale::C + 1; each <= QLocale::LastLanguage; ++each) {
    const std::string tag = toUtf8(QLocale::languageToCode(static_cast<QLocale::Language>(each)));
    if (isLanguageTag(tag) && languageName(tag) != tag) all.push_back(tag);
  }
  std::sort(all.begin(), all.end(), [](const std::string& a, const std::string& b) {
    return languageName(a) < languageName(b);
  });
  std::vector<std::string> tags;
  const auto add = [&tags](const std::string& tag) {
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
  };
  for (const LanguageSpan& span : text.languages) add(span.language);
  for (const std::string& tag : all) add(tag);
  add("und");
  return tags;
}

QString shortened(const QString& text) {
  constexpr qsizetype kLongest = 60;
  const QString line = onOneLine(text);
  return line.size() <= kLongest ? line : line.left(kLongest - 1) + QChar(0x2026);
}

/// The further questions about a translation.
class TranslationFields final : public QWidget {
 public:
  TranslationFields()
      : translator_(new QLineEdit),
        back_(new QCheckBox(DocumentActions::tr("Translated &back, to check another translation"))),
        machine_(new QCheckBox(DocumentActions::tr("Translated by a &program"))) {
    translator_->setPlaceholderText(DocumentActions::tr("Who translated it? (may stay empty)"));
    translator_->setAccessibleName(DocumentActions::tr("Translator"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(translator_);
    column->addWidget(back_);
    column->addWidget(machine_);
  }

  Translation translationOf(DocumentId original) const {
    Translation translation;
    translation.original = original;
    translation.translator = toUtf8(translator_->text().trimmed());
    translation.back = back_->isChecked();
    translation.machine = machine_->isChecked();
    return translation;
  }

 private:
  QLineEdit* translator_;
  QCheckBox* back_;
  QCheckBox* machine_;
};

}  // namespace

DocumentActions::DocumentActions(Session& session, TranscriptView& view, QObject* parent)
    : QObject(parent), session_(session), view_(view) {
  view_.setTip([this](std::uint64_t byte) { return tip(byte); });
}

std::optional<ByteSpan> DocumentActions::passage() const {
  if (const auto selected = view_.selectedPassage()) return selected;
  const std::optional<std::size_t> turn = view_.turnAtCursor();
  if (!turn) return std::nullopt;
  const Turn& at = session_.document()->text().turns[*turn];
  return at.body.empty() ? std::nullopt : std::optional(at.body);
}

void DocumentActions::askLanguageOfPassage() {
  if (!session_.document()) return;
  const std::optional<ByteSpan> asked = passage();
  if (!asked) {
    session_.say(tr("Select a passage first, with the mouse or with Shift and the arrows"));
    return;
  }
  const QString quote = shortened(toQString(session_.document()->quote(*asked)));
  askLanguage(tr("Which language is “%1” in?").arg(quote), asked);
}

void DocumentActions::askLanguageOfDocument() {
  if (!session_.document()) return;
  const QString name = toQString(session_.document()->document().name);
  askLanguage(tr("Which language is all of %1 in?").arg(name), std::nullopt);
}

void DocumentActions::askLanguage(const QString& what, std::optional<ByteSpan> passage) {
  const std::vector<std::string> tags = languagesToChoose(session_.document()->text());
  QStringList lines;
  for (const std::string& tag : tags) lines << languageInWords(tag);
  auto* chooser = new Chooser(tr("Language"), what, lines, view_.window());
  chooser->setHint(tr("First letters of a language, or its code"));
  // "el" is Greek, not Belarusian.
  chooser->offerTyped([](const QString& typed) {
    const QString words = languageInWords(toUtf8(typed));
    return typed.size() == 2 && words != typed ? words : QString();
  });
  const DocumentId asked = session_.document()->document().id;
  const auto say = [this, asked, passage](const std::string& tag) {
    if (session_.document() && session_.document()->document().id == asked) {
      session_.sayLanguage(passage, tag);
    }
  };
  connect(chooser, &Chooser::chosen, this,
          [tags, say](int line) { say(tags[static_cast<std::size_t>(line)]); });
  connect(chooser, &Chooser::typedOther, this, [say](const QString& typed) { say(toUtf8(typed)); });
  chooser->show();
}

void DocumentActions::askOriginal() {
  if (!session_.document()) return;
  const Document open = session_.document()->document();
  auto* chooser =
      new Chooser(tr("Translation"), tr("%1 is a translation of").arg(toQString(open.name)), {},
                  view_.window());
  chooser->setHint(tr("Letters of the original's name"));
  auto* fields = new TranslationFields;
  chooser->addBelow(fields);
  NameWish wish;
  wish.except = open.id;
  offerDocuments(
      *chooser, session_, wish,
      [](const Document& document) { return onOneLine(toQString(document.name)); },
      [this, fields, open](const Document& original) {
        const bool same = session_.document() && session_.document()->document().id == open.id;
        if (same) session_.sayTranslation(fields->translationOf(original.id));
      });
  connect(chooser, &Chooser::typedOther, this, [this](const QString& typed) {
    session_.say(tr("The project has no document with “%1” in its name").arg(typed));
  });
  chooser->show();
}

std::string DocumentActions::sentence() const {
  if (!session_.document()) return {};
  const auto unit = boilerplateUnitAt(session_.document()->text(), view_.byteAtCursor());
  return unit ? std::string(session_.document()->quote(unit->span)) : std::string();
}

bool DocumentActions::isBoilerplate() const {
  if (!session_.document()) return false;
  const std::uint64_t byte = view_.byteAtCursor();
  const std::vector<ByteSpan>& spans = session_.document()->text().boilerplate;
  return std::any_of(spans.begin(), spans.end(), [byte](const ByteSpan& span) {
    return span.begin <= byte && byte < span.end;
  });
}

void DocumentActions::markSentence(bool boilerplate) {
  const std::string marked = sentence();
  if (marked.empty()) {
    session_.say(tr("Put the cursor into a sentence first"));
    return;
  }
  session_.markBoilerplate(marked, boilerplate);
}

QString DocumentActions::tip(std::uint64_t byte) const {
  const std::shared_ptr<const OpenDocument> document = view_.shownDocument();
  if (!document) return {};
  const std::vector<ByteSpan>& spans = document->text().boilerplate;
  const bool printed = std::any_of(spans.begin(), spans.end(), [byte](const ByteSpan& span) {
    return span.begin <= byte && byte < span.end;
  });
  if (!printed) return {};
  const auto unit = boilerplateUnitAt(document->text(), byte);
  const KnownBoilerplate* known = unit ? session_.boilerplateOf(unit->key) : nullptr;
  if (known == nullptr) return tr("part of a form");
  if (known->mark) {
    const QString who = toQString(known->mark->coder);
    return who.isEmpty() ? tr("part of a form: another reader said so")
                         : tr("part of a form: %1 said so").arg(who);
  }
  return tr("stands in %1 documents: part of a form")
      .arg(QLocale().toString(static_cast<qulonglong>(known->passage.documents)));
}

}  // namespace retold
