#include "gui/views/lexicon_preview.h"

#include <QVBoxLayout>

#include "gui/line_parts.h"
#include "gui/panel.h"
#include "gui/strings.h"
#include "queries/lexicon/term_check.h"

namespace retold {

LexiconPreview::LexiconPreview(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      seeker_(desk.session()),
      count_(new QuietLabel),
      places_(new PlaceList(this)),
      list_(new CardListView(tr("Where the term stands"), 1, 0)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(count_);
  column->addWidget(list_, 1);
  list_->setModel(places_);
  connect(&seeker_, &TermSeeker::found, this, &LexiconPreview::take);
  connect(&desk_, &LexiconDesk::read, this, &LexiconPreview::seek);
  connect(&desk_.session(), &Session::filterChanged, this, &LexiconPreview::seek);
  connect(list_, &CardListView::rowEntered, this, [this](int row) {
    const TermPlace place = places_->placeAt(row);
    desk_.session().openAt(place.document, place.text, place.span);
  });
}

void LexiconPreview::showTerm(const std::string& expression, const std::string& owner) {
  expression_ = expression;
  owner_ = owner;
  seek();
}

void LexiconPreview::showNothing(const QString& why) {
  seeker_.stop();
  expression_.clear();
  count_->clear();
  places_->setPlaces({}, false);
  list_->setPlaceholder(why);
}

void LexiconPreview::seek() {
  if (expression_.empty()) return;
  const std::shared_ptr<const Lexicon> lexicon = desk_.sound();
  if (!lexicon) {
    seeker_.stop();
    count_->setText(desk_.reading().reading ? tr("Mend the faults of this lexicon to see places.")
                                            : tr("Reading the lexicon…"));
    return;
  }
  const TermCheck check = checkTerm(*lexicon, owner_, expression_);
  if (!check.ok()) {
    seeker_.stop();  // what the term found before stays to be seen
    return;
  }
  fresh_ = true;
  seeker_.seek(lexicon, check.term.expression);
}

void LexiconPreview::take(const TermPreview& preview) {
  places_->setPlaces(preview.first, !fresh_);
  if (fresh_) list_->scrollToTop();
  fresh_ = false;
  const Session& session = desk_.session();
  QStringList parts{
      preview.places == 0 && preview.counted
          ? tr("Stands nowhere")
          : (preview.counted ? tr("%1 in %2") : tr("%1 in %2 so far…"))
                .arg(counted(preview.places, tr("1 place"), tr("%1 places")),
                     counted(preview.documents, tr("1 document"), tr("%1 documents")))};
  if (preview.counted && preview.places > preview.first.size())
    parts << tr("the first %1 are shown").arg(grouped(preview.first.size()));
  if (session.passing()) {
    parts << tr("looked for in the %1 that pass the filter")
                 .arg(counted(session.passing()->size(), tr("1 document"), tr("%1 documents")));
  }
  count_->setText(parts.join(kBetweenParts));
  list_->setPlaceholder(
      preview.counted
          ? tr("No document has these words. That does not make the term a bad one: others may.")
          : QString());
}

}  // namespace retold
