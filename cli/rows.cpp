#include "cli/rows.h"

#include <cassert>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/words.h"
#include "indexer/import/csv_reader.h"
#include "indexer/system.h"
#include "model/error.h"

namespace retold {

namespace {

struct AsText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::uint64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
};

struct AsJson {
  nlohmann::ordered_json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  nlohmann::ordered_json operator()(const Value& value) const {
    return value;
  }
};

}  // namespace

RowWriter::RowWriter(std::ostream& out, std::string_view format, std::vector<std::string> columns)
    : out_(out), json_(format == "jsonl"), columns_(std::move(columns)) {
  if (!json_) out_ << csvRecord(columns_);
}

void RowWriter::row(const std::vector<Cell>& cells) {
  assert(cells.size() == columns_.size());
  if (json_) {
    nlohmann::ordered_json object;
    for (std::size_t at = 0; at < cells.size(); ++at)
      object[columns_[at]] = std::visit(AsJson{}, cells[at]);
    out_ << object.dump() << '\n';
    return;
  }
  std::vector<std::string> fields;
  fields.reserve(cells.size());
  for (const Cell& cell : cells) fields.push_back(std::visit(AsText{}, cell));
  out_ << csvRecord(fields);
}

Results::Results(Console& console, std::optional<std::string> file)
    : console_(console), file_(std::move(file)) {
  std::error_code ignored;
  if (file_ && std::filesystem::exists(std::filesystem::symlink_status(*file_, ignored)))
    throw Error(ErrorKind::Refused, *file_ + ": there is a file of that name already",
                "nothing was changed; choose another name, or move the old file away first");
}

void Results::finish() {
  if (!file_) return;
  writeFileAtomically(*file_, buffer_.str());
  console_.err << "Written to " << *file_ << ".\n";
}

}  // namespace retold
