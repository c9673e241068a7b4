# Reads house.txt and makes one static library per room.
# External libraries stand here, beside the only rooms that may use them.
include(cmake/dependencies.cmake)

# Asio and Beast are header-only here; their templates are not ours to warn about.
add_library(fraiseql_asio INTERFACE)
target_include_directories(fraiseql_asio SYSTEM INTERFACE $<BUILD_INTERFACE:${Boost_INCLUDE_DIRS}>)
# What asio keeps of the memory of handlers: as much as the answers of one batch need at once.
target_compile_definitions(fraiseql_asio INTERFACE BOOST_ASIO_NO_DEPRECATED
  BOOST_ASIO_RECYCLING_ALLOCATOR_CACHE_SIZE=64)
target_link_libraries(fraiseql_asio INTERFACE Threads::Threads)

# Without exceptions: a result of simdjson that nobody looked at does not compile.
add_library(fraiseql_simdjson INTERFACE)
target_link_libraries(fraiseql_simdjson INTERFACE simdjson::simdjson)
target_compile_definitions(fraiseql_simdjson INTERFACE SIMDJSON_EXCEPTIONS=0)

set(external_base fmt::fmt)
set(external_json fraiseql_simdjson)
set(external_postgres PostgreSQL::PostgreSQL fraiseql_asio)
set(external_execution PkgConfig::xxhash OpenSSL::Crypto fraiseql_asio)
set(external_http fraiseql_asio ZLIB::ZLIB)
set(external_auth OpenSSL::SSL OpenSSL::Crypto fraiseql_asio)
set(external_server spdlog::spdlog PkgConfig::tomlplusplus fraiseql_asio)
set(external_cli CLI11::CLI11)

function(fraiseql_add_rooms house)
  file(STRINGS ${house} lines REGEX "^[a-z]")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${house})
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^([a-z]+)[^:]*:(.*)$" _ "${line}")
    set(room ${CMAKE_MATCH_1})
    separate_arguments(may_include UNIX_COMMAND "${CMAKE_MATCH_2}")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cpp)
    if(NOT sources)
      continue()
    endif()
    set(target fraiseql_${room})
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC
      $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/src> $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include>)
    target_link_libraries(${target} PRIVATE fraiseql_options PUBLIC ${external_${room}})
    foreach(other IN LISTS may_include)
      if(TARGET fraiseql_${other})
        target_link_libraries(${target} PUBLIC fraiseql_${other})
      endif()
    endforeach()
    # For clang-tidy, which reads the rooms as they are compiled.
    set_target_properties(${target} PROPERTIES
      UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
    list(APPEND rooms ${target})
  endforeach()
  set(FRAISEQL_ROOMS ${rooms} PARENT_SCOPE)
endfunction()

# `fraiseql::fraiseql` is what a user's program links: every room, the public headers. These
# include the standard library alone, so nothing of the rooms reaches the program's compiler.
function(fraiseql_add_library)
  add_library(fraiseql INTERFACE)
  add_library(fraiseql::fraiseql ALIAS fraiseql)
  target_include_directories(fraiseql INTERFACE
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
  target_compile_features(fraiseql INTERFACE cxx_std_20)
  foreach(room IN LISTS FRAISEQL_ROOMS)
    target_link_libraries(fraiseql INTERFACE $<LINK_ONLY:${room}>)
  endforeach()
endfunction()
