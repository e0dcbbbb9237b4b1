#include "gui/panels/document_choice.h"

#include <memory>

#include "gui/strings.h"

namespace retold {

namespace {

/// Lives as long as the chooser does.
struct Looking {
  JobHandle job;
  std::vector<Document> shown;
};

}  // namespace

void offerDocuments(Chooser& chooser, Session& session, const NameWish& wish,
                    std::function<QString(const Document&)> inWords,
                    std::function<void(const Document&)> receive) {
  const auto looking = std::make_shared<Looking>();
  const auto show = [&chooser, looking, inWords](NamedDocuments named) {
    looking->shown = std::move(named.documents);
    QStringList lines;
    for (const Document& document : looking->shown) lines << inWords(document);
    chooser.found(lines, named.found - looking->shown.size());
  };
  QObject::connect(&chooser, &Chooser::chosen, &session, [looking, receive](int line) {
    receive(looking->shown[static_cast<std::size_t>(line)]);
  });
  QObject::connect(&chooser, &QObject::destroyed, &session, [looking] { looking->job.reset(); });
  chooser.seekBy([&session, looking, wish, show](const QString& typed) {
    NameWish wanted = wish;
    wanted.part = toUtf8(typed);
    looking->job = session.start<NamedDocuments>(
        [wanted](const Storage& storage, Progress& progress) {
          return documentsByName(storage, wanted, progress);
        },
        show);
  });
}

}  // namespace retold
