# retold_embed_files(<variable> <index.tsv>)
#
# Sets <variable> to the source that holds the data files of an index and defines builtinFiles() of
# queries/lexicon/builtin.h; it is written again when one of them changes. The index has the columns id, kind, language, path (from the index's folder) and
# title, separated by tabs, and a header row. Examples that stand beside a lexicon's file (NAME.examples beside
# NAME.lexicon) are embedded with it, as the kind "examples". Run as a script (-P), this file writes that source.

# Sets <rows> to the number of rows and <rows>_<n>_<column> to the fields of each.
function(retold_read_index index rows)
  file(STRINGS ${index} lines ENCODING UTF-8)
  set(number 0)
  set(count 0)
  foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    if(NOT line MATCHES "^([a-z0-9-]+)\t([a-z]+)\t([A-Za-z0-9-]*)\t([^\t]+)\t([^\t]+)$")
      message(FATAL_ERROR "${index}:${number}: expected id, kind, language, path and title, separated by tabs")
    endif()
    set(column 0)
    foreach(name IN ITEMS id kind language path title)
      math(EXPR column "${column} + 1")
      set(${name} "${CMAKE_MATCH_${column}}")
    endforeach()
    if(number EQUAL 1)
      if(NOT line STREQUAL "id\tkind\tlanguage\tpath\ttitle")
        message(FATAL_ERROR "${index}:1: expected the header id, kind, language, path, title")
      endif()
      continue()
    endif()
    if(NOT kind MATCHES "^(lexicon|patterns|codebook|attributes)$")
      message(FATAL_ERROR "${index}:${number}: kind is \"${kind}\", expected lexicon, patterns, codebook or attributes")
    endif()
    cmake_path(GET index PARENT_PATH folder)
    if(NOT EXISTS ${folder}/${path})
      message(FATAL_ERROR "${index}:${number}: there is no file ${path}: write it, or remove its row")
    endif()
    foreach(name IN ITEMS id kind language path title)
      set(${rows}_${count}_${name} "${${name}}" PARENT_SCOPE)
    endforeach()
    math(EXPR count "${count} + 1")
    string(REGEX REPLACE "\\.lexicon$" ".examples" examples ${path})
    if(kind STREQUAL "lexicon" AND NOT examples STREQUAL path AND EXISTS ${folder}/${examples})
      set(kind examples)
      set(path ${examples})
      foreach(name IN ITEMS id kind language path title)
        set(${rows}_${count}_${name} "${${name}}" PARENT_SCOPE)
      endforeach()
      math(EXPR count "${count} + 1")
    endif()
  endforeach()
  set(${rows} ${count} PARENT_SCOPE)
endfunction()

function(retold_embed_files variable index)
  retold_read_index(${index} rows)
  cmake_path(GET index PARENT_PATH folder)
  set(data)
  if(rows)
    math(EXPR last "${rows} - 1")
    foreach(row RANGE ${last})
      list(APPEND data ${folder}/${rows_${row}_path})
    endforeach()
  endif()
  file(GLOB examples CONFIGURE_DEPENDS ${folder}/*/*.examples)  # looked for again when one is new
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${index})
  set(output ${CMAKE_BINARY_DIR}/generated/builtin_files.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D INDEX=${index} -D OUTPUT=${output} -P ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${index} ${data} ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    COMMENT "Embedding lexicons, codebooks and attribute sets"
    VERBATIM)
  # No use before the header that declares what is defined here.
  file(GLOB header CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/queries/lexicon/builtin.h)
  if(header)
    set(${variable} ${output} PARENT_SCOPE)
  else()
    set(${variable} "" PARENT_SCOPE)
  endif()
endfunction()

function(retold_write_embedded index output)
  retold_read_index(${index} rows)
  cmake_path(GET index PARENT_PATH folder)
  set(entries "")
  if(rows)
    math(EXPR last "${rows} - 1")
    foreach(row RANGE ${last})
      file(READ ${folder}/${rows_${row}_path} content)
      string(FIND "${content}" ")retold\"" delimiter)
      if(NOT delimiter EQUAL -1)
        message(FATAL_ERROR "${rows_${row}_path}: contains )retold\", which ends the literal that holds it")
      endif()
      string(APPEND entries "    BuiltinFile{")
      foreach(name IN ITEMS id kind language title path)
        string(APPEND entries "\n        R\"retold(${rows_${row}_${name}})retold\"sv,")
      endforeach()
      string(APPEND entries "\n        R\"retold(${content})retold\"sv},\n")
    endforeach()
  endif()
  file(WRITE ${output} "// Written by cmake/EmbedFiles.cmake from lexicons/index.tsv.
#include \"queries/lexicon/builtin.h\"

#include <array>

namespace retold {
namespace {

using namespace std::string_view_literals;

constexpr std::array<BuiltinFile, ${rows}> kFiles{{
${entries}}};

}  // namespace

std::span<const BuiltinFile> builtinFiles() { return kFiles; }

}  // namespace retold
")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  retold_write_embedded(${INDEX} ${OUTPUT})
endif()
