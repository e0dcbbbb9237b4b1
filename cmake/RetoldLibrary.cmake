# retold_library(<folder> [AUTOMOC] [WITHOUT <folder>] [SOURCES <file>...] [LINKS <target>...] [PRIVATE_LINKS <target>...])
#
# The static library retold_<last part of folder> of every .cpp below <folder>, its main.cpp and what is below WITHOUT left
# out, and of SOURCES. LINKS pass on to
# whoever links the library, PRIVATE_LINKS stay in its own .cpp files: no third-party header is seen outside.
# A folder that holds no .cpp file gives a library of headers.
function(retold_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "AUTOMOC" "WITHOUT" "SOURCES;LINKS;PRIVATE_LINKS")
  get_filename_component(name ${folder} NAME)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp
       ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/${folder}/main.cpp)
  if(arg_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "/${folder}/${arg_WITHOUT}/")
  endif()
  list(APPEND sources ${arg_SOURCES})
  set(implementations ${sources})
  list(FILTER implementations INCLUDE REGEX "\\.cpp$")
  if(NOT implementations)
    add_library(retold_${name} INTERFACE)
    target_include_directories(retold_${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(retold_${name} INTERFACE ${arg_LINKS})
    return()
  endif()
  add_library(retold_${name} STATIC ${sources})
  set_target_properties(retold_${name} PROPERTIES AUTOMOC ${arg_AUTOMOC})
  target_include_directories(retold_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(retold_${name} PUBLIC ${arg_LINKS}
                        PRIVATE retold_options ${arg_PRIVATE_LINKS})
endfunction()

# retold_program(<name> <folder>)
#
# The program <name> of <folder>/main.cpp over the library of <folder>; nothing while that file does not exist.
function(retold_program name folder)
  file(GLOB main CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/main.cpp)
  if(main)
    get_filename_component(library ${folder} NAME)
    add_executable(${name} ${main})
    target_link_libraries(${name} PRIVATE retold_${library} retold_options)
  endif()
endfunction()
