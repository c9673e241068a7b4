# The warnings and sanitizers every target of ours is built with.
add_library(fraiseql_options INTERFACE)
target_compile_options(fraiseql_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Werror
  $<$<CXX_COMPILER_ID:Clang>:-Wno-undefined-internal>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these inside its own <string> and <variant> when it inlines
  # at -O2 and above (GCC bugs 105329 and 105562).
  target_compile_options(fraiseql_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(FRAISEQL_SANITIZE)
  target_compile_options(fraiseql_options INTERFACE
    -fsanitize=${FRAISEQL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    # This check opens a pipe at first sight of a type and reports nonsense where a test
    # has used up the file descriptors.
    -fno-sanitize=vptr)
  # A check at each access makes half of what the tests take to compile, and a null or wrong address
  # does not get past ASan. The fuzz targets have them.
  if(NOT FRAISEQL_FUZZ)
    target_compile_options(fraiseql_options INTERFACE -fno-sanitize=null,alignment,object-size)
  endif()
  target_link_options(fraiseql_options INTERFACE -fsanitize=${FRAISEQL_SANITIZE})
endif()
