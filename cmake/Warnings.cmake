# Compiler options for our own sources only: warnings, sanitizers, coverage.
add_library(retold_options INTERFACE)
target_compile_options(retold_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  # GCC 12 warns of std::string's and std::variant's own code where it is inlined (GCC bug 105651 and its kin),
  # and of what a sanitizer adds to it.
  -Wno-restrict -Wno-maybe-uninitialized
  # An assert names a file by its place in the tree, not by the path of whoever built it.
  -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_compile_definitions(retold_options INTERFACE $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)
if(RETOLD_WERROR)
  target_compile_options(retold_options INTERFACE -Werror)
endif()
if(RETOLD_SANITIZERS)
  target_compile_options(retold_options INTERFACE
    -fsanitize=${RETOLD_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(retold_options INTERFACE -fsanitize=${RETOLD_SANITIZERS})
endif()
if(RETOLD_COVERAGE)
  target_compile_options(retold_options INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(retold_options INTERFACE --coverage)
endif()
