# find_package(fraiseql) ends here, in a build tree and in an installation: both have it at
# lib/cmake/fraiseql below them. What to link is fraiseql::fraiseql.
include(${CMAKE_CURRENT_LIST_DIR}/dependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/fraiseqlTargets.cmake)
