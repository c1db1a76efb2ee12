# Compiles copies of product sources into `target`, in which the bugs of bugs.cmake are planted: each sleeps until
# set_planted() names it. The linker takes them instead of those in the libraries. The target also gets planted_bugs.inc,
# the list of the bugs.
function(quayside_plant target)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/planted)
  set(sources "")
  set(list "")
  function(bug name source what)
    string(APPEND list "{ \"${name}\", \"${source}\", \"${what}\" },\n")
    list(APPEND sources ${source})
    set(list "${list}" PARENT_SCOPE)
    set(sources "${sources}" PARENT_SCOPE)
  endfunction()
  include(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/bugs.cmake)
  list(REMOVE_DUPLICATES sources)
  file(CONFIGURE OUTPUT ${folder}/planted_bugs.inc CONTENT "${list}" @ONLY)
  target_include_directories(${target} PRIVATE ${folder})
  foreach(source ${sources})
    add_custom_command(OUTPUT ${folder}/${source}
      COMMAND ${CMAKE_COMMAND} -D ROOT=${CMAKE_SOURCE_DIR} -D SOURCE=${source} -D OUT=${folder}/${source}
        -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plant_file.cmake
      DEPENDS ${CMAKE_SOURCE_DIR}/${source} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plant_file.cmake
        ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/bugs.cmake
      VERBATIM)
    # Files of different rooms share no names, so they are compiled together: each would read the same headers.
    get_filename_component(room ${source} DIRECTORY)
    list(APPEND of_${room} ${source})
    list(LENGTH of_${room} group)
    set_source_files_properties(${folder}/${source} PROPERTIES UNITY_GROUP ${group} SKIP_AUTOMOC ON)
    target_sources(${target} PRIVATE ${folder}/${source})
  endforeach()
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>) # as core/control
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
