#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"
#include "tests/indexer/reader/pdf_files.h"

using namespace retold;

namespace {

constexpr double kLine = 14;  // the height of a field of one line

/// A field whose first line stands on the line of text at `y`.
PdfAnnotation field(double x, double y, double width, const std::string& entries,
                    const std::string& appearance = "") {
  return {1,          x,  y - 10, width, kLine, "/Subtype/Widget/DA(/F1 10 Tf 0 g)" + entries,
          appearance, "", ""};
}

std::string drawn(const std::string& text, double x = 2, double y = 4) {
  return "/Tx BMC BT /F1 10 Tf 0 g " + std::to_string(x) + " " + std::to_string(y) + " Td (" +
         text + ") Tj ET EMC";
}

PdfAnnotation box(double x, double y, bool on, const std::string& name,
                  const std::string& appearance = "BT /F2 10 Tf 0 g 2 2 Td (4) Tj ET") {
  PdfAnnotation mark{1, x, y - 9, 12, 12, "", appearance, "Yes", ""};
  mark.entries = "/Subtype/Widget/FT/Btn/T(" + name + ")/V/" + (on ? "Yes" : "Off") + "/AS/" +
                 (on ? "Yes" : "Off");
  return mark;
}

PdfAnnotation comment(double x, double y, const std::string& entries) {
  return {1, x, y - 10, 80, kLine, entries, "", "", ""};
}

Reading readForm(const std::string& content, const std::vector<PdfAnnotation>& annotations,
                 const std::string& pageEntries = "") {
  return readBytes(&readPdf, pdfWith({content}, annotations, pageEntries), {}, "form.pdf");
}

std::string textOf(const std::string& content, const std::vector<PdfAnnotation>& annotations) {
  return readForm(content, annotations).text();
}

std::vector<std::string> questionsOf(const Reading& reading) {
  std::vector<std::string> questions;
  for (const Turn& turn : reading.documents.at(0).turns) {
    if (turn.question)
      questions.push_back(reading.text().substr(turn.span.begin, turn.span.size()));
  }
  return questions;
}

}  // namespace

TEST_CASE("what was filled into a PDF stands behind its question, drawn or not, and once") {
  const std::string page = shown(60, 100, "Name:") + shown(60, 130, "Town:") +
                           shown(60, 160, "Country:") + shown(60, 190, "Born:");
  const std::string text =
      textOf(page, {field(120, 100, 200, "/FT/Tx/T(a)/V(Ana Marin)"),
                    field(120, 130, 200, "/FT/Tx/T(b)/V(Old Town)", drawn("Old Town")),
                    field(120, 160, 200, "/FT/Tx/T(c)/V()"),
                    field(120, 190, 200, "/FT/Tx/T(d)/V(1987-03-02)", drawn("2 March 1987"))});
  CHECK(text == "Name:\tAna Marin\n\nTown:\tOld Town\n\nCountry:\n\nBorn:\t2 March 1987\n");
}

TEST_CASE("an empty field of a PDF does not move answers to other questions") {
  std::string page;
  std::vector<PdfAnnotation> fields;
  double y = 100;
  for (const char* label : {"First name:", "Second name:", "Town:", "Country:", "Family:"}) {
    page += shown(60, y, label);
    const std::string name = label;
    fields.push_back(
        field(160, y, 200,
              "/FT/Tx/T(" + name + ")" +
                  (name == "Town:" || name == "First name:" ? "" : "/V(Of " + name + ")")));
    y += 20;
  }
  CHECK(textOf(page, fields) ==
        "First name:\n\nSecond name:\tOf Second name:\n\nTown:\n\n"
        "Country:\tOf Country:\n\nFamily:\tOf Family:\n");
}

TEST_CASE(
    "a field of a PDF parted into boxes, and one that holds more than it shows, are read whole") {
  std::string comb;
  const std::string date = "12072019";
  for (std::size_t i = 0; i < date.size(); ++i) {
    comb += drawn(std::string(1, date[i]), 4 + 25.0 * static_cast<double>(i)) + " ";
  }
  const std::string page = shown(60, 100, "Date:") + shown(60, 130, "What happened?") +
                           shown(60, 150, "Who took her over the border, and where did they go?");
  const std::string text = textOf(
      page,
      {field(100, 100, 200, "/FT/Tx/T(a)/V(12072019)", comb),
       field(170, 130, 150, "/FT/Tx/Ff 4096/T(b)/V(They came at night.\rShe ran away with them)",
             drawn("They came at night.") + drawn("She ran away", 2, -8) +
                 drawn("with them", 2, -20))});
  CHECK(text ==
        "Date: 12072019\n\nWhat happened?\n\nThey came at night.\nShe ran away with them\n\n"
        "Who took her over the border, and where did they go?\n");
}

TEST_CASE(
    "an answer under its question in a PDF is a paragraph of its own, and the question asks") {
  const Reading reading = readForm(
      shown(60, 100,
            "Have you ever been trafficked before? If so, when was that and by whom was it?") +
          shown(60, 140, "Did you go back there?") + shown(60, 160, "Where do you live now?"),
      {field(60, 116, 300, "/FT/Tx/T(a)/V(Yes, in 2003, by a cousin)"),
       field(200, 140, 300, "/FT/Tx/T(b)/V(No)")});
  CHECK(reading.text() ==
        "Have you ever been trafficked before? If so, when was that and by whom was it?\n\n"
        "Yes, in 2003, by a cousin\n\nDid you go back there?\n\nNo\n\nWhere do you live now?\n");
  CHECK(questionsOf(reading) ==
        std::vector<std::string>{
            "Have you ever been trafficked before? If so, when was that and by whom was it?",
            "Did you go back there?", "Where do you live now?"});
}

TEST_CASE("check boxes and radio buttons of a PDF are read as marks, the question apart") {
  const std::string page = shown(60, 100, "Trafficked before?") + shown(200, 100, "Yes") +
                           shown(260, 100, "No") + shown(60, 130, "By whom") +
                           shown(200, 130, "Family") + shown(280, 130, "Friends") +
                           shown(60, 160, "Further remarks");
  PdfAnnotation yes = box(184, 100, true, "yes");
  PdfAnnotation no = box(244, 100, false, "no");
  PdfAnnotation family = box(184, 130, false, "", "BT /F2 10 Tf 2 2 Td (l) Tj ET");
  PdfAnnotation friends = box(264, 130, true, "", "BT /F2 10 Tf 2 2 Td (l) Tj ET");
  family.group = friends.group = "/FT/Btn/Ff 49152/T(who)/V/B";
  family.entries = "/Subtype/Widget/AS/Off";
  family.state = "A";
  friends.entries = "/Subtype/Widget/AS/B";
  friends.state = "B";
  const Reading reading = readForm(page, {yes, no, family, friends});
  CHECK(reading.text() ==
        "Trafficked before?\n\n☒ Yes\t☐ No\n\nBy whom\n\n"
        "☐ Family\t☒ Friends\n\nFurther remarks\n");
  CHECK(questionsOf(reading) == std::vector<std::string>{"Trafficked before?", "By whom"});
}

TEST_CASE("right-to-left answers in the form of a PDF are read in the order of speaking") {
  // "نعم" and "Ana" in UTF-16.
  const std::string yes = "<FEFF0646063906450020004100 6E0061>";
  CHECK(textOf(shown(60, 100, "Before?"), {field(120, 100, 200, "/FT/Tx/T(a)/V" + yes)}) ==
        "Before?\n\n\u0646\u0639\u0645 Ana\n");
}

TEST_CASE("of lists in the form of a PDF only what is chosen is read") {
  const std::string options = "/Opt[(Albania)(Benin)[(NG)(Nigeria)]]";
  PdfAnnotation list = field(120, 100, 100, "/FT/Ch/Ff 2097152/T(a)/V[(Benin)(NG)]" + options,
                             drawn("Albania", 2, 28) + drawn("Benin", 2, 16) + drawn("Nigeria"));
  list.height = 38;
  const PdfAnnotation opening =
      field(120, 180, 100, "/FT/Ch/Ff 131072/T(b)/V(NG)" + options, drawn("Nigeria"));
  const Reading reading =
      readForm(shown(60, 100, "From:") + shown(60, 180, "To:"), {list, opening});
  CHECK(reading.text() == "From:\tBenin\nNigeria\n\nTo:\tNigeria\n");
  CHECK(reading.notes() ==
        std::vector<std::string>{"of the lists of the form only what is chosen was read"});
}

TEST_CASE("passwords, signatures and what a PDF hides are left out, and the notes say so") {
  const Reading reading = readForm(
      shown(60, 100, "Key:") + shown(60, 130, "Signed:"),
      {field(120, 100, 200, "/FT/Tx/Ff 8192/T(a)/V(secret)", drawn("******")),
       field(120, 130, 200, "/FT/Sig/T(b)"), field(120, 160, 200, "/F 2/FT/Tx/T(c)/V(unseen)"),
       field(120, 900, 200, "/FT/Tx/T(d)/V(beyond)"),
       comment(300, 100, "/F 2/Subtype/Text/Contents(unseen)")});
  CHECK(reading.text() == "Key:\n\nSigned:\n");
  CHECK(reading.notes() ==
        std::vector<std::string>{"2 form fields that the file hides were left out",
                                 "1 comment that the file hides was left out",
                                 "1 password field was left out",
                                 "1 signature field was left out: signatures are not checked"});
}

TEST_CASE("comments in a PDF stand at the end with their page and author, each once") {
  const std::string first = shown(60, 100, "She went back there.");
  PdfAnnotation second = comment(300, 50, "/Subtype/Text/T(Ben)/Contents(Second page.)");
  second.page = 2;
  const std::string note = "/Subtype/Text/T(Ana Marin)/Contents(Whom does\rshe mean?)";
  const std::vector<PdfAnnotation> annotations{
      second,
      comment(300, 200, note),
      comment(300, 200, note),
      comment(60, 100,
              "/Subtype/Highlight/QuadPoints[60 752 180 752 60 738 180 738]"
              "/Contents(Again?)"),
      comment(60, 100, "/Subtype/Highlight/QuadPoints[60 752 180 752 60 738 180 738]"),
      comment(300, 300, "/Subtype/Popup/Contents(Again?)"),
      comment(300, 320, "/Subtype/Link/Contents(A link)"),
      comment(300, 200, "/Subtype/Text/StateModel(Review)/State(Accepted)/Contents(Accepted by)"),
      {1, 300, 400, 200, kLine, "/Subtype/FreeText/DA(/F1 10 Tf 0 g)/Contents(Typed on it)",
       drawn("Typed on it"), "", ""},
      {1, 300, 420, 200, kLine, "/Subtype/FreeText/DA(/F1 10 Tf 0 g)/Contents(Not drawn)", "0 0 m",
       "", ""},
  };
  const Reading reading =
      readBytes(&readPdf, pdfWith({first, shown(60, 100, "That was all.")}, annotations));
  CHECK(reading.text() ==
        "She went back there.\n\nTyped on it\nThat was all.\n\n"
        "Comment (page 1): Again?\n\nComment (page 1, Ana Marin): Whom does\nshe mean?\n\n"
        "Comment (page 1): Not drawn\n\nComment (page 2, Ben): Second page.\n");
  CHECK(reading.notes() == std::vector<std::string>{"4 comments stand at the end of the text"});
}

TEST_CASE("the fields of a form on its side stand where the page shows them") {
  const std::string upwards =
      "BT /F1 10 Tf 0 1 -1 0 100 60 Tm (Name:) Tj ET BT /F1 10 Tf 0 1 -1 0 130 60 Tm (Town:) Tj "
      "ET\n";
  // Areas are of the page before it is turned: x and y from its top left corner.
  const auto onSide = [](double x, const std::string& entries) {
    return PdfAnnotation{1,       x - 10, 842 - 320,
                         kLine,   200,    "/Subtype/Widget/DA(/F1 10 Tf 0 g)" + entries,
                         "0 0 m", "",     ""};
  };
  const std::vector<PdfAnnotation> fields{onSide(100, "/FT/Tx/T(a)/V(Ana)"),
                                          onSide(130, "/FT/Tx/T(b)/V(Old Town)")};
  const std::string expected = "Name:\tAna\n\nTown:\tOld Town\n";
  CHECK(readForm(upwards, fields, "/Rotate 90").text() == expected);
  CHECK(readForm(upwards, fields).text() == expected);
  CHECK(readForm(upwards, fields, "/Rotate 180").text() == expected);
  CHECK(readForm(upwards, fields, "/Rotate 270").text() == expected);
  CHECK(readForm(upwards, fields, "/Rotate 90/CropBox[20 20 595 842]").text() == expected);
}

TEST_CASE("damaged forms in PDFs are read or refused") {
  const std::string whole =
      pdfWith({shown(60, 100, "Name:"), shown(60, 100, "Yes")},
              {field(120, 100, 200, "/FT/Tx/T(a)/V(Ana)", drawn("Ana")), box(84, 100, true, "b"),
               field(120, 130, 200, "/FT/Ch/Ff 131072/T(c)/V(x)/Opt[(x)(y)]"),
               comment(300, 200, "/Subtype/Text/T(Ben)/Contents(Whom?)"),
               comment(300, 230, "/Subtype/FreeText/DA(/F1 10 Tf 0 g)/Contents(Here)")});
  std::mt19937 random(20261122);
  for (int i = 0; i < 200; ++i) {
    std::string bytes = whole;
    if (i % 4 == 0) bytes.resize(random() % bytes.size());
    for (std::uint32_t j = 0; j < 4 && !bytes.empty(); ++j) {
      bytes[random() % bytes.size()] = "/<>[]()0 R-9x"[random() % 13];
    }
    const Reading reading = readBytes(&readPdf, bytes, {}, "form.pdf");
    CHECK((reading.result.unreadable.has_value() || !reading.documents.empty()));
  }
}
