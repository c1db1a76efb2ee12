# cpack -G DEB makes a Debian package of what is installed.
set(CPACK_PACKAGE_NAME quayside)
set(CPACK_PACKAGE_VENDOR "The Quayside developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "an ECS of your own, on your own Docker engines")
set(CPACK_PACKAGE_DESCRIPTION
"Clusters, container instances, task definitions, tasks and services as Amazon ECS has them, run on Docker engines that
you already have. A desktop console, and the ECS API on loopback for scripts and programs.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Quayside developers <quayside@localhost>")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(QUAYSIDE_WINDOW)
  set(CPACK_DEBIAN_PACKAGE_DEPENDS qt6-qpa-plugins)
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "breeze-icon-theme, fonts-inter, fonts-jetbrains-mono, qt6-translations-l10n")
endif()
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "docker.io, docker-registry, awscli")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
