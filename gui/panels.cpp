#include "gui/panels.h"

#include "gui/panels/candidates_panel.h"
#include "gui/panels/cases_panel.h"
#include "gui/panels/codebook_panel.h"
#include "gui/panels/codings_panel.h"
#include "gui/panels/document_memos_panel.h"
#include "gui/panels/evidence_panel.h"
#include "gui/panels/excerpts_panel.h"
#include "gui/panels/judging_panel.h"
#include "gui/panels/lexicon_panel.h"
#include "gui/panels/notes_panel.h"
#include "gui/panels/pictures_panel.h"
#include "gui/panels/search_panel.h"
#include "gui/panels/transcript_panel.h"

namespace retold {

namespace {

template <class Kind>
Panel* make(Session& session, QWidget* parent) {
  return new Kind(session, parent);
}

constexpr PanelRow kPanels[] = {
    {"candidates", Page::Read, Place::Left, 1, &make<CandidatesPanel>},
    {"transcript", Page::Read, Place::Centre, 1, &make<TranscriptPanel>},
    {"judging", Page::Read, Place::Right, 1, &make<JudgingPanel>},
    {"evidence", Page::Read, Place::Right, 3, &make<EvidencePanel>},
    {"codings", Page::Read, Place::Right, 2, &make<CodingsPanel>},
    {"memos", Page::Read, Place::Right, 1, &make<DocumentMemosPanel>},
    {"search", Page::Search, Place::Centre, 1, &make<SearchPanel>},
    {"excerpts", Page::Excerpts, Place::Centre, 1, &make<ExcerptsPanel>},
    {"pictures", Page::Pictures, Place::Centre, 1, &make<PicturesPanel>},
    {"cases", Page::Cases, Place::Centre, 1, &make<CasesPanel>},
    {"notes", Page::Notes, Place::Centre, 1, &make<NotesPanel>},
    {"codebook", Page::Codebook, Place::Centre, 1, &make<CodebookPanel>},
    {"lexicons", Page::Lexicons, Place::Centre, 1, &make<LexiconPanel>},
};

}  // namespace

std::span<const PanelRow> panels() { return kPanels; }

}  // namespace retold
