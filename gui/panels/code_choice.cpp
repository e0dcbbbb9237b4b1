#include "gui/panels/code_choice.h"

#include <algorithm>

#include "gui/strings.h"
#include "queries/tag/suggestions.h"

namespace retold {

namespace {

constexpr std::size_t kSuggestions = 40;

}  // namespace

std::vector<Code> codesFor(const Session& session, const QString& typed) {
  std::vector<CodeId> first =
      typed.trimmed().isEmpty() ? session.favourites() : std::vector<CodeId>();
  first.insert(first.end(), session.recentCodes().begin(), session.recentCodes().end());
  return suggestCodes(session.codebook(), toUtf8(typed), kSuggestions, first);
}

void shareFavourites(CodeFinder& finder, Session& session) {
  QObject::connect(
      &finder, &CodeFinder::favouriteToggled, &session, [&session](const CodeId& code) {
        const std::vector<CodeId> now = session.favourites();
        const bool is = std::find(now.begin(), now.end(), code) != now.end();
        if (session.setFavourite(code, !is)) return;
        session.say(
            CodeFinder::tr("There are nine favourites already: Ctrl+B on one of them lets it go"));
      });
  const auto show = [&finder, &session] { finder.setFavourites(session.favourites()); };
  QObject::connect(&session, &Session::favouritesChanged, &finder, show);
  QObject::connect(&session, &Session::projectChanged, &finder, show);
}

}  // namespace retold
