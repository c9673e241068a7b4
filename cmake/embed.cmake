# Files that a program carries inside. fraiseql_embed(TARGET NAME) makes the header
# embedded/NAME.hpp for the target: an array `fraiseql::embedded::NAME` with the path and the
# text of each file below the directory NAME of the sources, by path.
function(fraiseql_embed target name)
  set(directory ${CMAKE_SOURCE_DIR}/${name})
  file(GLOB_RECURSE files RELATIVE ${directory} CONFIGURE_DEPENDS ${directory}/*)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${directory}/${file})
    file(READ ${directory}/${file} text)
    string(APPEND entries "    {\"${file}\", R\"embedded(${text})embedded\"},\n")
  endforeach()
  set(header ${CMAKE_BINARY_DIR}/generated/embedded/${name}.hpp)
  # By way of a copy, so that what has not changed is not compiled again.
  file(WRITE ${header}.new "// Made by cmake/embed.cmake from ${name}/.\n#pragma once\n\n"
    "#include <string_view>\n#include <utility>\n\nnamespace fraiseql::embedded {\n\n"
    "inline constexpr std::pair<std::string_view, std::string_view> ${name}[] = {\n${entries}};\n\n"
    "}  // namespace fraiseql::embedded\n")
  configure_file(${header}.new ${header} COPYONLY)
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()

# GraphiQL, packed by web/graphiql/pack.py: the target may include <embedded/graphiql.hpp>. Where
# its npm packages are not installed, the program says so to browsers.
function(fraiseql_embed_graphiql target)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  set(from ${CMAKE_SOURCE_DIR}/web/graphiql)
  set(to ${CMAKE_BINARY_DIR}/generated/embedded)
  file(GLOB packed CONFIGURE_DEPENDS ${from}/page/* ${from}/node_modules/.package-lock.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${from}/pack.py ${from}/package-lock.json ${packed})
  if(NOT EXISTS ${from}/node_modules/.package-lock.json)
    message(STATUS "without GraphiQL: npm ci --ignore-scripts --prefix web/graphiql")
  endif()
  execute_process(COMMAND ${Python3_EXECUTABLE} ${from}/pack.py ${to} COMMAND_ERROR_IS_FATAL ANY)
  # On its own, since none of the compiler's options are for an assembler.
  add_library(${target}_graphiql OBJECT ${to}/graphiql.S)
  set_source_files_properties(${to}/graphiql.S PROPERTIES OBJECT_DEPENDS ${to}/graphiql.bin)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_graphiql>)
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()
