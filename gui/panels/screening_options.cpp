#include "gui/panels/screening_options.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/lexicon_choices.h"
#include "gui/panels/runs_dialog.h"
#include "gui/strings.h"
#include "gui/views/flow_layout.h"
#include "queries/screen/judged.h"

namespace retold {

namespace {

/// A menu that stays open while its check marks are set.
class CheckMenu final : public QMenu {
 public:
  using QMenu::QMenu;

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override {
    if (!check(actionAt(event->pos()))) QMenu::mouseReleaseEvent(event);
  }
  void keyPressEvent(QKeyEvent* event) override {
    const int key = event->key();
    const bool takes = key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!takes || !check(activeAction())) QMenu::keyPressEvent(event);
  }

 private:
  static bool check(QAction* action) {
    if (action == nullptr || !action->isCheckable() || !action->isEnabled()) return false;
    action->trigger();
    return true;
  }
};

struct MatchingRow {
  std::optional<Strictness> strictness;
  const char* text;
  const char* tip;
};
constexpr MatchingRow kMatching[] = {
    {Strictness::Strict, QT_TRANSLATE_NOOP("retold::ScreeningOptions", "Strict"),
     QT_TRANSLATE_NOOP("retold::ScreeningOptions", "Letters and accents as in the lexicon")},
    {std::nullopt, QT_TRANSLATE_NOOP("retold::ScreeningOptions", "As marked"),
     QT_TRANSLATE_NOOP("retold::ScreeningOptions", "As the lexicons mark their words")},
    {Strictness::Tolerant, QT_TRANSLATE_NOOP("retold::ScreeningOptions", "Tolerant"),
     QT_TRANSLATE_NOOP("retold::ScreeningOptions", "Misspelt words too")},
};

}  // namespace

ScreeningOptions::ScreeningOptions(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      languages_(new QToolButton),
      languageMenu_(new CheckMenu(languages_)),
      matching_(new QToolButton),
      matchingMenu_(new QMenu(matching_)),
      cutOff_(new QDoubleSpinBox),
      ownCutOff_(new QToolButton),
      runs_(new QToolButton),
      learned_(new QCheckBox(tr("Order by what I have &decided"))),
      judged_(new QuietLabel) {
  for (QToolButton* button : {languages_, matching_}) {
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  }
  languages_->setMenu(languageMenu_);
  matching_->setMenu(matchingMenu_);
  languageMenu_->setAccessibleName(tr("Languages whose lexicons run"));
  languageMenu_->setStyleSheet(QStringLiteral("QMenu { menu-scrollable: 1; }"));
  matchingMenu_->setAccessibleName(tr("How words are matched"));
  matchingMenu_->setToolTipsVisible(true);
  learned_->setToolTip(
      tr("Puts the unread documents in the order that your decisions suggest. It changes who is "
         "read first, not who is a candidate, and pushes no language down."));
  judged_->setContentsMargins(0, 0, 0, 0);
  auto* row = new FlowLayout;
  row->addWidget(languages_);
  row->addWidget(matching_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 0, 10, 4);
  column->setSpacing(4);
  column->addLayout(row);
  auto* second = new FlowLayout;
  auto* cutOffTitle = new QLabel(tr("Cut-o&ff"));
  cutOffTitle->setBuddy(cutOff_);
  second->addWidget(cutOffTitle);
  second->addWidget(cutOff_);
  second->addWidget(ownCutOff_);
  second->addWidget(runs_);
  column->addLayout(second);
  column->addWidget(learned_);
  column->addWidget(judged_);
  cutOff_->setAccessibleName(tr("Score from which a document is a candidate"));
  cutOff_->setToolTip(
      tr("Score from which a document is a candidate. Marks the candidates anew; nothing is "
         "screened again."));
  cutOff_->setDecimals(2);
  cutOff_->setSingleStep(0.1);
  cutOff_->setRange(0.01, 1000);
  cutOff_->setKeyboardTracking(false);
  ownCutOff_->setText(tr("As the lexicons say"));
  ownCutOff_->setAutoRaise(true);
  runs_->setText(tr("Runs…"));
  runs_->setToolTip(tr("The screenings that were kept: show one again, compare two"));
  connect(cutOff_, &QDoubleSpinBox::valueChanged, this, &ScreeningOptions::takeCutOff);
  connect(ownCutOff_, &QToolButton::clicked, &session_, [this] { session_.setCutOff({}); });
  connect(runs_, &QToolButton::clicked, this,
          [this] { (new RunsDialog(session_, window()))->show(); });
  fillMatching();
  connect(languageMenu_, &QMenu::aboutToHide, this, &ScreeningOptions::takeLanguages);
  connect(learned_, &QCheckBox::clicked, this, [this](bool wanted) {
    session_.setLearned(wanted);
    session_.screenAgain();
  });
  connect(&session_, &Session::screeningChanged, this, &ScreeningOptions::showWish);
  connect(&session_, &Session::projectChanged, this, &ScreeningOptions::showWish);
  connect(&session_, &Session::decisionsChanged, this, &ScreeningOptions::showJudged);
  showWish();
}

void ScreeningOptions::fillLanguages() {
  if (filledFor_ == session_.lexicons()) return;
  filledFor_ = session_.lexicons();
  languageMenu_->clear();
  QAction* all = languageMenu_->addAction(tr("All languages"));
  all->setCheckable(true);
  languageMenu_->addSeparator();
  QList<QAction*> each;
  std::vector<OwnLexicon> own;
  session_.read([&own](const Storage& storage) { own = storage.ownLexicons(); });
  for (const std::string& language : languagesOf(filledFor_, own)) {
    QAction* action = languageMenu_->addAction(languageInWords(language));
    action->setCheckable(true);
    action->setData(toQString(language));
    each << action;
  }
  const auto anyChecked = [each] {
    return std::any_of(each.begin(), each.end(), [](QAction* one) { return one->isChecked(); });
  };
  connect(all, &QAction::triggered, this, [all, each] {
    for (QAction* one : each) one->setChecked(false);
    all->setChecked(true);
  });
  for (QAction* one : each) {
    connect(one, &QAction::triggered, all, [all, anyChecked] { all->setChecked(!anyChecked()); });
  }
}

void ScreeningOptions::fillMatching() {
  auto* group = new QActionGroup(this);
  for (const MatchingRow& row : kMatching) {
    QAction* action = matchingMenu_->addAction(tr(row.text));
    action->setToolTip(tr(row.tip));
    action->setCheckable(true);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, row] {
      ScreeningChoices choices = session_.wish().choices;
      if (choices.strictness == row.strictness) return;
      choices.strictness = row.strictness;
      session_.setChoices(choices);
      session_.screenAgain();
    });
  }
}

void ScreeningOptions::takeLanguages() {
  ScreeningChoices choices = session_.wish().choices;
  std::vector<std::string> wanted;
  for (const QAction* action : languageMenu_->actions()) {
    const QString language = action->data().toString();
    if (action->isChecked() && !language.isEmpty()) wanted.push_back(toUtf8(language));
  }
  if (!session_.isOpen() || wanted == choices.languages) return;
  choices.languages = wanted;
  session_.setChoices(choices);
  session_.screenAgain();
}

void ScreeningOptions::showWish() {
  setEnabled(session_.isOpen());
  fillLanguages();
  const ScreeningWish& wish = session_.wish();
  const std::vector<std::string>& chosen = wish.choices.languages;
  QStringList names;
  for (QAction* action : languageMenu_->actions()) {
    const QString language = action->data().toString();
    const bool isChosen = std::find(chosen.begin(), chosen.end(), toUtf8(language)) != chosen.end();
    if (isChosen) names << action->text();
    action->setChecked(language.isEmpty() ? chosen.empty() : isChosen);
  }
  languages_->setText(names.isEmpty()     ? tr("All languages")
                      : names.size() == 1 ? names.front()
                                          : tr("%1 languages").arg(names.size()));
  languages_->setToolTip(names.isEmpty()
                             ? tr("The lexicons of all languages run on every document")
                             : tr("Only these run: %1").arg(names.join(QStringLiteral(", "))));
  languages_->setAccessibleName(tr("Languages whose lexicons run: %1").arg(languages_->text()));
  for (std::size_t i = 0; i < std::size(kMatching); ++i) {
    if (kMatching[i].strictness != wish.choices.strictness) continue;
    matchingMenu_->actions()[static_cast<qsizetype>(i)]->setChecked(true);
    matching_->setText(tr("Matching: %1").arg(tr(kMatching[i].text).toLower()));
    matching_->setToolTip(tr(kMatching[i].tip));
  }
  showCutOff();
  showJudged();
}

void ScreeningOptions::takeCutOff() { session_.setCutOff(cutOff_->value()); }

void ScreeningOptions::showCutOff() {
  const std::shared_ptr<const Findings> findings = session_.findings();
  const bool known = findings && findings->isDetailed;
  const QSignalBlocker quiet(cutOff_);
  cutOff_->setEnabled(known);
  runs_->setEnabled(session_.isOpen());
  ownCutOff_->setVisible(known && findings->wish.choices.cutOff.has_value());
  if (findings) {
    const double own = known ? findings->ownCutOff : findings->run.cutOff;
    cutOff_->setValue(findings->wish.choices.cutOff.value_or(own));
  }
}

void ScreeningOptions::showJudged() {
  const JudgedCounts counts = countJudged(session_.standings().decisions(), Session::kQuestion);
  const bool enough = counts.confirmed >= kFewestJudged && counts.rejected >= kFewestJudged;
  const bool learned = session_.wish().learned;
  learned_->setChecked(learned);
  learned_->setEnabled(enough || learned);
  judged_->setVisible(!enough);
  judged_->setText(tr("needs %1 confirmed and %1 rejected; there are %2 and %3")
                       .arg(kFewestJudged)
                       .arg(counts.confirmed)
                       .arg(counts.rejected));
}

}  // namespace retold
