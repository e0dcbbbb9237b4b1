# Everything that Retold is built on. packages/build.txt and packages/test.txt name the Debian packages.
find_package(Threads REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
# For dictionaries of other programs.
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
# For retold-reader only.
pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp poppler-glib)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
# CLD2 comes with no description of itself. cld2_full holds nothing but the larger tables (Hausa, Yoruba,
# Amharic ...), which stand in for those of cld2 where it comes first; nothing names it, so it must be forced.
find_library(CLD2_CODE cld2 REQUIRED)
find_library(CLD2_TABLES cld2_full REQUIRED)
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
add_library(CLD2::CLD2 UNKNOWN IMPORTED)
set_target_properties(CLD2::CLD2 PROPERTIES
  IMPORTED_LOCATION ${CLD2_CODE} INTERFACE_INCLUDE_DIRECTORIES ${CLD2_INCLUDE_DIR})
add_library(CLD2::Tables INTERFACE IMPORTED)
target_link_libraries(CLD2::Tables INTERFACE
  "-Wl,--push-state,--no-as-needed,${CLD2_TABLES},--pop-state" CLD2::CLD2)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
add_library(Snowball::Stemmer UNKNOWN IMPORTED)
set_target_properties(Snowball::Stemmer PROPERTIES
  IMPORTED_LOCATION ${STEMMER_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${STEMMER_INCLUDE_DIR})
if(RETOLD_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Svg Widgets)
endif()
if(RETOLD_TESTS)
  find_package(Catch2 2.13 REQUIRED)
  if(RETOLD_GUI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
  endif()
endif()
