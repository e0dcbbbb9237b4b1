#include "indexer/text/plural.h"

#include <unicode/locid.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <memory>
#include <string>

namespace retold {

namespace {

bool isLanguage(std::string_view tag) {
  const std::string_view first = tag.substr(0, tag.find_first_of("-_"));
  return (first.size() == 2 || first.size() == 3) &&
         std::all_of(first.begin(), first.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Null where there are no rules.
const icu::PluralRules* rulesOf(std::string_view language) {
  thread_local std::string known;
  thread_local std::unique_ptr<icu::PluralRules> rules;
  if (known != language) {
    known = language;
    rules.reset();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(known, status);
    if (U_SUCCESS(status)) rules.reset(icu::PluralRules::forLocale(locale, status));
    if (U_FAILURE(status)) rules.reset();
  }
  return rules.get();
}

}  // namespace

PluralForm pluralForm(std::string_view language, std::uint64_t number) {
  const PluralForm usual = number == 1 ? PluralForm::One : PluralForm::Other;
  if (language == "en" || !isLanguage(language)) return usual;
  const icu::PluralRules* rules = rulesOf(language);
  if (rules == nullptr) return usual;
  const icu::UnicodeString form = rules->select(static_cast<double>(number));
  if (form == u"zero") return PluralForm::Zero;
  if (form == u"one") return PluralForm::One;
  if (form == u"two") return PluralForm::Two;
  if (form == u"few") return PluralForm::Few;
  if (form == u"many") return PluralForm::Many;
  return PluralForm::Other;
}

}  // namespace retold
