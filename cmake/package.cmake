# `cmake --install` and find_package(fraiseql). The build tree is laid out as an installation
# is, lib/cmake/fraiseql beside bin/, so that a program finds either in the same way: from the
# directory that `fraiseql` lies in, which CMake looks at by itself when it is on the PATH.
include(CMakePackageConfigHelpers)

function(fraiseql_add_package)
  set(inner fraiseql_options fraiseql_asio fraiseql_simdjson ${FRAISEQL_ROOMS})
  foreach(target IN LISTS inner)
    string(REPLACE fraiseql_ "" name ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  endforeach()
  install(TARGETS fraiseql ${inner} EXPORT fraiseqlTargets ARCHIVE DESTINATION lib)
  install(TARGETS fraiseql_program RUNTIME DESTINATION bin)
  install(DIRECTORY include/fraiseql DESTINATION include)

  set(place ${CMAKE_BINARY_DIR}/lib/cmake/fraiseql)
  file(COPY cmake/fraiseqlConfig.cmake cmake/dependencies.cmake DESTINATION ${place})
  write_basic_package_version_file(${place}/fraiseqlConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
  install(DIRECTORY ${place} DESTINATION lib/cmake PATTERN fraiseqlTargets*.cmake EXCLUDE)
  export(EXPORT fraiseqlTargets NAMESPACE fraiseql:: FILE ${place}/fraiseqlTargets.cmake)
  install(EXPORT fraiseqlTargets NAMESPACE fraiseql:: DESTINATION lib/cmake/fraiseql)
endfunction()
