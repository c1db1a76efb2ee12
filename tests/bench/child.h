#pragma once

#include "tests/bench/registry.h"

#include <optional>
#include <string>
#include <vector>

namespace quayside::bench {

// Runs a ChildBench, registered as
//
//     static const Register restore("store.restore", +[](const std::vector<std::string>& arguments) { ... });
//
// in a fresh process of this program, so that memory and start-up are its own. Nothing if it failed.
std::optional<std::vector<double>> run_in_child(const std::string& name, const std::vector<std::string>& arguments);

// The other side, called by main: runs it and prints its figures.
int be_child(const std::vector<std::string>& name_and_arguments);

// Memory that this process has in RAM, and the most it ever had, in MiB.
double resident_mib();
double peak_resident_mib();

} // namespace quayside::bench
