#pragma once

#include "cli/command.h"

namespace retold {

// Each is defined in the file of its name and registered in commands.cpp.
extern const Usage kNewUsage, kImportUsage, kStatusUsage, kSearchUsage, kScreenUsage, kDecideUsage,
    kCodeUsage, kCodebookUsage, kLexiconUsage, kExportUsage, kVerifyUsage, kLogUsage, kHelpUsage,
    kDocumentUsage, kBoilerplateUsage, kReadUsage, kCasesUsage, kAttributeUsage, kRunsUsage,
    kMemoUsage, kConcernUsage, kFrameworkUsage;

int runNew(std::span<const std::string_view> arguments, Console& console);
int runImport(std::span<const std::string_view> arguments, Console& console);
int runStatus(std::span<const std::string_view> arguments, Console& console);
int runSearch(std::span<const std::string_view> arguments, Console& console);
int runScreen(std::span<const std::string_view> arguments, Console& console);
int runDecide(std::span<const std::string_view> arguments, Console& console);
int runCode(std::span<const std::string_view> arguments, Console& console);
int runCodebook(std::span<const std::string_view> arguments, Console& console);
int runLexicon(std::span<const std::string_view> arguments, Console& console);
int runExport(std::span<const std::string_view> arguments, Console& console);
int runVerify(std::span<const std::string_view> arguments, Console& console);
int runLog(std::span<const std::string_view> arguments, Console& console);
int runDocument(std::span<const std::string_view> arguments, Console& console);
int runBoilerplate(std::span<const std::string_view> arguments, Console& console);
int runRead(std::span<const std::string_view> arguments, Console& console);
int runCases(std::span<const std::string_view> arguments, Console& console);
int runAttribute(std::span<const std::string_view> arguments, Console& console);
int runRuns(std::span<const std::string_view> arguments, Console& console);
int runMemo(std::span<const std::string_view> arguments, Console& console);
int runConcern(std::span<const std::string_view> arguments, Console& console);
int runFramework(std::span<const std::string_view> arguments, Console& console);
int runHelp(std::span<const std::string_view> arguments, Console& console);

}  // namespace retold
