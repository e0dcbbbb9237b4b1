#include "indexer/import/column_names.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "indexer/text/fold.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

struct RoleNames {
  ColumnRole role;
  std::string_view names;  ///< separated by "|"; compared folded; best first
};

constexpr std::array kRoles{
    RoleNames{ColumnRole::Text,
              "text|transcript|transcription|content|body|interview text|narrative|statement|"
              "utterance|texto|transcripción|transcrição|contenido|conteúdo|texte|contenu|testo|"
              "trascrizione|contenuto|inhalt|transkript|tekst|transkripcija|transkrypcja|sadržaj|"
              "treść|txt|metin|içerik|nội dung|văn bản|teks|isi|nakala|текст|расшифровка|"
              "содержание|зміст|съдържание|садржај|κείμενο|النص|نص|المحتوى|متن|文本|内容|逐字稿|"
              "本文|ข้อความ|पाठ|টেক্সট|ጽሑፍ"},
    RoleNames{ColumnRole::Document,
              "id|document|document id|doc|doc id|document name|file|file name|filename|"
              "transcript id|interview|interview id|record|record id|identifier|nr|no|number|"
              "documento|archivo|fichero|arquivo|ficheiro|fichier|dokument|datei|dosya|tệp|berkas|"
              "номер|документ|файл|معرف|الملف|رقم|编号|編號|文件|文档|รหัส|क्रमांक|"
              "আইডি"},
    RoleNames{ColumnRole::Case,
              "case|case id|case name|case code|case number|client|client id|participant|"
              "participant id|person|person id|person code|beneficiary|respondent code|caso|cas|"
              "dossier|fall|slučaj|caz|rast|vaka|kasus|дело|случай|випадок|случај|الحالة|القضية|"
              "个案|個案|案例|เคส|मामला"},
    RoleNames{ColumnRole::Speaker,
              "speaker|speaker name|speaker label|who|hablante|interlocutor|falante|locuteur|"
              "sprecher|sprecherin|parlante|govornik|vorbitor|folës|konuşmacı|người nói|pembicara|"
              "говорящий|мовець|говорник|المتحدث|说话人|發言人|发言人|ผู้พูด|वक्ता"},
    RoleNames{ColumnRole::Start,
              "start|start time|begin|time|timestamp|timecode|inicio|début|anfang"},
    RoleNames{ColumnRole::End, "end|end time|stop|stop time|fin|ende|fine|fim"},
};

constexpr std::string_view kPersons =
    "name|names|full name|fullname|first name|firstname|last name|lastname|surname|family name|"
    "given name|forename|nombre|nombres|apellido|apellidos|nombre completo|nom|prenom|"
    "nom complet|nome|cognome|sobrenome|nome completo|vorname|nachname|familienname|ime|prezime|"
    "ime i prezime|emri|mbiemri|emer|mbiemer|nume|prenume|ad|soyad|isim|ad soyad|имя|фамилия|фио|"
    "ім'я|прізвище|піб|име|презиме|фамилия име|الاسم|اسم|姓名|名字|ชื่อ|नाम|নাম|ስም|victim name|"
    "survivor name|client name|person name|participant name|beneficiary name|respondent name";

/// Calls `take` for each name of a list until it says true; whether it did.
template <class Take>
bool anyName(std::string_view names, const Take& take) {
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    if (take(headerKey(names.substr(0, bar)))) return true;
    names.remove_prefix(bar == std::string_view::npos ? names.size() : bar + 1);
  }
  return false;
}

std::optional<std::size_t> columnNamed(const std::vector<std::string>& keys,
                                       std::string_view names) {
  std::optional<std::size_t> at;
  anyName(names, [&](const std::string& wanted) {
    const auto found = std::ranges::find(keys, wanted);
    if (found != keys.end()) at = static_cast<std::size_t>(found - keys.begin());
    return at.has_value();
  });
  return at;
}

bool isPersonLike(std::string_view value, bool likely) {
  constexpr std::size_t kMostWords = 5;
  std::size_t words = 0;
  bool inWord = false;
  for (std::size_t at = 0; at < value.size();) {
    const auto c = static_cast<UChar32>(nextCodepoint(value, at));
    if (c == U' ' || c == 0xA0) {
      inWord = false;
      continue;
    }
    if (c == U'-' || c == U'\'' || c == 0x2019 || c == U'.' || c == U',') continue;
    const auto type = u_charType(c);
    const bool letter =
        u_isalpha(c) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
    if (!letter) return false;
    if (!inWord) {
      const bool capital = u_isUUppercase(c) != 0 || u_istitle(c) != 0;
      if (!capital && !likely) return false;
      ++words;
    }
    inWord = true;
  }
  // "anna-03.txt" has no blank: a file's ending tells it from "Anna".
  if (words == 1) return likely && value.find('.') == std::string_view::npos;
  return words >= 2 && words <= kMostWords;
}

}  // namespace

std::string headerKey(std::string_view header) {
  std::string key;
  for (const char c : fold(header)) {
    const bool space = c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t' || c == '\n';
    if (!space) {
      key += c;
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

std::map<ColumnRole, std::size_t> findRoles(const std::vector<std::string>& header) {
  std::map<ColumnRole, std::size_t> roles;
  std::vector<std::string> keys;
  keys.reserve(header.size());
  for (const std::string& name : header) keys.push_back(headerKey(name));
  for (const RoleNames& row : kRoles) {
    const auto column = columnNamed(keys, row.names);
    if (!column) continue;
    roles[row.role] = *column;
    keys[*column].clear();  // a column is one thing only
  }
  return roles;
}

bool namesPersons(std::string_view header) {
  const std::string key = headerKey(header);
  return anyName(kPersons, [&](const std::string& name) { return name == key; });
}

bool readLikePersons(const std::vector<std::string>& values, bool likely) {
  std::size_t persons = 0;
  std::size_t all = 0;
  for (const std::string& value : values) {
    if (value.empty()) continue;
    ++all;
    persons += isPersonLike(value, likely) ? 1 : 0;
  }
  return persons > 0 && persons * 5 >= all * 3;
}

}  // namespace retold
