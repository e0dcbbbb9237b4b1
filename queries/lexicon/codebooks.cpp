#include "queries/lexicon/codebooks.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "indexer/store/digest.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"

namespace retold {
namespace {

/// The first 16 bytes of SHA-256 over `name`, marked as UUID version 8 (RFC 9562, section 5.8).
Uuid uuidOf(const std::string& name) {
  const std::string digest = sha256(name);
  Uuid id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i)
    std::from_chars(digest.data() + 2 * i, digest.data() + 2 * i + 2, id.bytes[i], 16);
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x80);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
  return id;
}

FactorKind kindOf(std::string_view name) {
  const std::string_view first = name.substr(0, name.find('/'));
  if (first == "risk") return FactorKind::Risk;
  if (first == "protective") return FactorKind::Protective;
  if (first == "pattern") return FactorKind::Pattern;
  return FactorKind::None;
}

Code codeOf(const nlohmann::json& entry, const std::string& codebook) {
  Code code;
  code.name = entry.at("id");
  code.id = CodeId(uuidOf("retold code " + codebook + " " + code.name));
  code.label = entry.at("label");
  code.kind = kindOf(code.name);
  code.definition = entry.value("definition", "");
  code.include = entry.value("include", "");
  code.exclude = entry.value("exclude", "");
  code.stages = entry.value("stages", std::vector<std::string>{});
  code.levels = entry.value("levels", std::vector<std::string>{});
  return code;
}

Codebook codebookOf(const BuiltinFile& file) {
  const nlohmann::json data = nlohmann::json::parse(file.content);
  Codebook codebook;
  codebook.id = data.at("id");
  codebook.title = data.at("title");
  for (const nlohmann::json& entry : data.at("codes"))
    codebook.codes.push_back(codeOf(entry, codebook.id));
  return codebook;
}

}  // namespace

Codebook builtinCodebook(std::string_view id) {
  std::string known;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "codebook") continue;
    if (file.id == id) return codebookOf(file);
    known += (known.empty() ? "" : ", ") + std::string(file.id);
  }
  throw Error(ErrorKind::NotFound, "there is no built-in codebook \"" + std::string(id) + "\"",
              "the built-in codebooks are: " + known);
}

std::vector<CodebookChoice> builtinCodebooks() {
  std::vector<CodebookChoice> choices;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "codebook") continue;
    const nlohmann::json data = nlohmann::json::parse(file.content);
    choices.push_back({std::string(file.id), data.at("title"), data.at("codes").size(),
                       data.value("note", ""), data.value("review", "")});
  }
  return choices;
}

std::map<std::string, std::string, std::less<>> builtinGroups() {
  std::map<std::string, std::string, std::less<>> groups;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "codebook") continue;
    const nlohmann::json data = nlohmann::json::parse(file.content);
    const nlohmann::json domains = data.value("domains", nlohmann::json::object());
    for (const auto& [path, label] : domains.items()) groups.emplace(path, label);
  }
  return groups;
}

}  // namespace retold
