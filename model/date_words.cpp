#include "model/date_words.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace retold {

namespace {

struct WordRow {
  DateMeaning meaning;
  int first;
  int last;
  std::string_view words;  ///< separated by spaces; inflected as they stand in dates
};

constexpr auto kMonth = DateMeaning::Month;
constexpr auto kSeason = DateMeaning::Season;
constexpr auto kPart = DateMeaning::Part;

constexpr std::array kWords{
    WordRow{kMonth, 1, 1,
            "january jan janvier janv enero ene janeiro gennaio gen januar jänner ianuarie ian "
            "janar januara januaru siječanj siječnja siječnju ocak oca январь января январе янв "
            "січень січня січні січ януари јануари јануар јануара јануару"},
    WordRow{kMonth, 2, 2,
            "february feb février févr fév febrero fevereiro fev febbraio februar feber februarie "
            "shkurt februara februaru veljača veljače veljači şubat şub февраль февраля феврале "
            "фев февр лютий лютого лютому лют февруари фебруар фебруара фебруару"},
    WordRow{kMonth, 3, 3,
            "march mar mars marzo março märz martie mart marta martu ožujak ožujka ožujku март "
            "марта марте марту мар березень березня березні бер"},
    WordRow{kMonth, 4, 4,
            "april apr avril avr abril abr aprile aprilie prill prilli aprila aprilu travanj "
            "travnja travnju nisan апрель апреля апреле апр квітень квітня квітні квіт април "
            "априла априлу"},
    WordRow{kMonth, 5, 5,
            "may mai mayo maio maggio mag maj maja maju svibanj svibnja svibnju mayıs май мая мае "
            "травень травня травні трав мај маја мају"},
    WordRow{kMonth, 6, 6,
            "june jun juin junio junho giugno giu juni iunie iun qershor juna junu lipanj lipnja "
            "lipnju haziran haz июнь июня июне июн червень червня червні черв юни јуни јун јуна "
            "јуну"},
    WordRow{kMonth, 7, 7,
            "july jul juillet juil julio julho luglio lug juli iulie iul korrik jula julu srpanj "
            "srpnja srpnju temmuz июль июля июле июл липень липня липні лип юли јули јул јула "
            "јулу"},
    WordRow{kMonth, 8, 8,
            "august aug août agosto ago gusht avgust avgusta avgustu augusta augustu kolovoz "
            "kolovoza kolovozu ağustos ağu август августа августе августу авг серпень серпня "
            "серпні серп"},
    WordRow{kMonth, 9, 9,
            "september sept sep septembre septiembre setiembre setembro set settembre sett "
            "septembrie shtator septembar septembra septembru rujan rujna rujnu eylül сентябрь "
            "сентября сентябре сен сент вересень вересня вересні вер септември септембар "
            "септембра септембру"},
    WordRow{kMonth, 10, 10,
            "october oct octobre octubre outubro ottobre ott oktober okt octombrie tetor oktobar "
            "oktobra oktobru ekim октябрь октября октябре окт жовтень жовтня жовтні жовт октомври "
            "октобар октобра октобру"},
    // October in Croatian, November in Polish and Czech: in Latin letters either.
    WordRow{kMonth, 10, 11, "listopad listopada listopadu"},
    WordRow{kMonth, 11, 11,
            "november nov novembre noviembre novembro noiembrie noi nëntor novembar novembra "
            "novembru studeni studenog studenoga studenom kasım ноябрь ноября ноябре ноя нояб "
            "листопад листопада листопаді лист ноември новембар новембра новембру"},
    WordRow{kMonth, 12, 12,
            "december dec décembre déc diciembre dic dezembro dez dicembre dezember decembrie "
            "dhjetor decembar decembra decembru prosinac prosinca prosincu aralık декабрь декабря "
            "декабре дек грудень грудня грудні груд декември децембар децембра децембру"},
    WordRow{kSeason, 3, 5,
            "spring springtime printemps primavera frühling frühjahr primăvara pranvera pranverë "
            "proleće proljeće proleća proljeća ilkbahar весна весной весны весни навесні пролет "
            "пролетта пролеће пролећа"},
    WordRow{kSeason, 6, 8,
            "summer summertime été verano verão estate sommer vara verë vera ljeto leto ljeta leta "
            "yaz лето летом лета літо влітку літа лято лятото"},
    WordRow{kSeason, 9, 11,
            "autumn fall automne otoño outono autunno herbst toamna vjeshtë vjeshta jesen jeseni "
            "sonbahar güz осень осенью осени осінь восени осені есен есента јесен јесени"},
    WordRow{kSeason, 12, 14,
            "winter wintertime hiver invierno inverno iarna dimër dimri zima zime kış зима зимой "
            "зимы зиме зими взимку зимата"},
    WordRow{kPart, 0, 0,
            "early beginning begin start anfang beginn début inicio principios comienzos início "
            "începutul început inizio начало начале початок початку почетак početak početkom "
            "fillimi fillim"},
    WordRow{kPart, 1, 1,
            "mid middle mitte mi milieu mediados meados metà mijlocul средина средата середина "
            "середине середині sredina sredinom mesi"},
    WordRow{kPart, 2, 2,
            "late end ende fin finales final fine fim finais sfârșitul sfârșit конец конце кінець "
            "кінці края крај kraj krajem fundi fund"},
    WordRow{DateMeaning::About, 0, 0,
            "about around approximately approx roughly circa c ca estimated est probably possibly "
            "perhaps maybe environ env vers hacia alrededor aproximadamente cerca etwa ungefähr "
            "gegen um aproximativ jur около примерно приблизительно приблизно близько oko "
            "otprilike rreth"},
    WordRow{
        DateMeaning::Filler, 0, 0,
        "of the in on at during year years month de del di la le les l d an anul anului din im am "
        "den der des dem vom jahr jahre jahres г год года году р рік року році годината "
        "година године godine godina god g viti vitit yıl yılı yılında ano anno année año el "
        "los las il em no en dans в у во u në nel nell"},
    WordRow{DateMeaning::Quarter, 0, 0, "q quarter trimestre trimestru quartal квартал"},
    WordRow{DateMeaning::Before, 0, 0,
            "before prior pre avant vor antes înainte prima prije преди пре пред"},
    WordRow{DateMeaning::After, 0, 0,
            "after post après nach después depois após dopo după nakon poslije posle после після "
            "след након"},
    WordRow{DateMeaning::Until, 0, 0,
            "until till til by bis hasta jusque jusqu até fino până deri do до"},
    WordRow{DateMeaning::Since, 0, 0,
            "since from seit von ab desde depuis dal da od от від nga с з од"},
    WordRow{DateMeaning::Between, 0, 0,
            "between zwischen entre tra fra između între между між помеѓу између"},
    WordRow{DateMeaning::And, 0, 0,
            "to and or through thru und oder et ou y o e a au al și sau и или і та або по i ili ve "
            "veya dhe ose"},
    WordRow{DateMeaning::Present, 0, 0,
            "present now today ongoing current heute hoy hoje oggi azi danas sot сейчас сега"},
    WordRow{DateMeaning::Onwards, 0, 0, "onward onwards"},
};

/// Letters with marks by the letter that they stand for.
struct LetterRow {
  char plain;
  std::u32string_view letters;
};
constexpr std::array kLetters{
    LetterRow{'a', U"ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎªẠạẢả"},
    LetterRow{'c', U"ÇçĆćĈĉĊċČč"},
    LetterRow{'d', U"ĎďĐđ"},
    LetterRow{'e', U"ÈÉÊËèéêëĒēĔĕĖėĘęĚě"},
    LetterRow{'g', U"ĜĝĞğĠġĢģ"},
    LetterRow{'i', U"ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"},
    LetterRow{'l', U"ĹĺĻļĽľŁł"},
    LetterRow{'n', U"ÑñŃńŅņŇň"},
    LetterRow{'o', U"ÒÓÔÕÖØòóôõöøŌōŎŏŐőº"},
    LetterRow{'r', U"ŔŕŖŗŘř"},
    LetterRow{'s', U"ŚśŜŝŞşŠšȘș"},
    LetterRow{'t', U"ŢţŤťȚț"},
    LetterRow{'u', U"ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"},
    LetterRow{'y', U"ÝýÿŸ"},
    LetterRow{'z', U"ŹźŻżŽž"},
};

/// The zeros of scripts whose ten digits stand in a row.
constexpr std::u32string_view kZeros =
    U"\u0660\u06F0\u07C0\u0966\u09E6\u0A66\u0AE6\u0B66\u0BE6\u0C66\u0CE6\u0D66\u0E50\u0ED0\u0F20"
    U"\u1040\u1090\u17E0\u1810\uFF10";

char32_t nextLetter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t letter = lead & (0x3FU >> more);
  for (int i = 0; i < more && at < text.size(); ++i) {
    letter = (letter << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return letter;
}

void append(std::string& text, char32_t letter) {
  if (letter < 0x80) {
    text += static_cast<char>(letter);
  } else if (letter < 0x800) {
    text += static_cast<char>(0xC0 | (letter >> 6U));
    text += static_cast<char>(0x80 | (letter & 0x3FU));
  } else {  // what is above U+FFFF is no date's: any letter will do
    text += static_cast<char>(0xE0 | ((letter >> 12U) & 0x0FU));
    text += static_cast<char>(0x80 | ((letter >> 6U) & 0x3FU));
    text += static_cast<char>(0x80 | (letter & 0x3FU));
  }
}

bool isWithin(char32_t letter, char32_t first, char32_t last) {
  return letter >= first && letter <= last;
}

/// Small Cyrillic letters; й and ї without their marks, as a decomposed text has them.
char32_t smallCyrillic(char32_t letter) {
  if (isWithin(letter, U'\u0410', U'\u042F')) letter += 32;
  if (isWithin(letter, U'\u0400', U'\u040F')) letter += 80;
  if (letter == U'й') return U'и';
  if (letter == U'ї') return U'і';
  return letter == U'ё' ? U'е' : letter;
}

/// What is no letter, in ASCII; "" for what is not seen. None for letters.
std::optional<std::string_view> plainSign(char32_t c) {
  if (isWithin(c, 0x300, 0x36F) || isWithin(c, 0x200B, 0x200F) || isWithin(c, 0x202A, 0x202E) ||
      isWithin(c, 0x2060, 0x2069) || c == 0xFEFF || c == 0xAD) {
    return "";
  }
  if (c == 0xA0 || isWithin(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 ||
      c == U'\t' || c == U'\n' || c == U'\r') {
    return " ";
  }
  if (isWithin(c, 0x2010, 0x2015) || c == 0x2212) return "-";
  if (c == 0x2018 || c == 0x2019 || c == 0x2BC) return "'";
  if (c == 0x2026) return "..";
  if (c == 0x2044) return "/";
  if (c == 0x2248 || c == 0xB1) return "~";
  if (c == U'年' || c == U'月' || c == U'日') return ".";
  return std::nullopt;
}

char32_t plainLetter(char32_t letter) {
  if (letter >= U'A' && letter <= U'Z') return letter + 32;
  if (letter < 0x80) return letter;
  for (const char32_t zero : kZeros) {
    if (isWithin(letter, zero, zero + 9)) return U'0' + (letter - zero);
  }
  for (const LetterRow& row : kLetters) {
    if (row.letters.find(letter) != std::u32string_view::npos) {
      return static_cast<char32_t>(row.plain);
    }
  }
  return smallCyrillic(letter);
}

std::unordered_map<std::string, DateWord> wordTable() {
  std::unordered_map<std::string, DateWord> table;
  for (const WordRow& row : kWords) {
    std::string_view rest = row.words;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      table.emplace(plainDateText(rest.substr(0, space)),
                    DateWord{row.meaning, row.first, row.last});
      rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    }
  }
  return table;
}

}  // namespace

std::optional<DateWord> findDateWord(std::string_view word) {
  static const auto table = wordTable();
  const auto found = table.find(std::string(word));
  if (found == table.end()) return std::nullopt;
  return found->second;
}

bool isDecadeEnding(std::string_view word) {
  constexpr std::array<std::string_view, 5> endings{"s", "er", "ern", "х", "е"};
  return std::ranges::find(endings, word) != endings.end();
}

bool isOrdinalEnding(std::string_view word) {
  constexpr std::array<std::string_view, 8> endings{"st", "nd", "rd", "th", "er", "o", "a", "го"};
  return std::ranges::find(endings, word) != endings.end();
}

std::string plainDateText(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = nextLetter(text, at);
    if (const auto sign = plainSign(letter)) {
      plain += *sign;
    } else {
      append(plain, plainLetter(letter));
    }
  }
  return plain;
}

}  // namespace retold
